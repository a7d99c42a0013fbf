"""Check a folder of texts and tables: how each text was read, what is wrong, what to do next."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from letopis.corpus import Corpus
from letopis.people import unlisted
from letopis.people.proposals import proposed_people
from letopis.project.text_report import counted, most_frequent, near_copies, text_report
from letopis.texts.catalogue import Text, examine, unread_subfolders
from letopis.texts.checks import Schema
from letopis.texts.errors import InputError
from letopis.texts.files import csv_bytes
from letopis.texts.formats import READERS
from letopis.texts.parts import read_parts
from letopis.texts.schemas import ENTITIES, SCHEMAS, read_table
from letopis.texts.tables import read_toml, rows_of

NO_SCHEMA = Schema()
TABLES = (
    "entities events named_days furniture sentences tokens mentions dates narrated "
    "quotations codebook claims roles"
)
PROPOSALS = 20  # shown as rows of entities.csv
KNOWN_ENDINGS = {*READERS, ".csv", ".toml", ".bib"}


def check_folder(folder: Path) -> tuple[str, bool]:
    """Check a folder of texts and tables.

    Returns:
        The report, with all problems and not only the first, and whether the folder can be loaded.
    """
    try:
        examination = examine(folder)
    except (InputError, OSError) as error:
        return f"{error}\n\n{folder} cannot be loaded.\n", False
    texts = {text.row["source"]: text.content.text for text in examination.texts}
    corpus, errors = table_errors(folder, texts)
    problems = list(dict.fromkeys([*examination.problems, *errors]))
    lines = [
        f"{folder}: {counted(len(texts), 'text')} read; it {_verdict(problems)}.",
        *(f"  problem     {problem}" for problem in problems),
        *(f"  look at     {line}" for line in near_copies(texts)),
        *(f"  look at     {line}" for line in unread_files(folder)),
        *(f"  look at     {line}" for line in unread_subfolders(folder, _files(examination.texts))),
    ]
    open_questions: dict[str, list[str]] = defaultdict(list)
    if corpus and not problems:
        open_questions |= unlisted_lines(corpus)
    for text in examination.texts:
        source = text.row["source"]
        lines.append(f"\n{text.row['file']} (source {source!r})")
        lines.extend(text_report(text.content, text.row["language"]))
        lines.extend(open_questions[source])
    if corpus and not problems:
        lines.extend(proposal_lines(corpus))
    lines.append(f"\nNext: {_next_step(problems, bool(texts))}")
    return "\n".join(lines) + "\n", not problems


def _verdict(problems: list[str]) -> str:
    """Say whether a folder can be loaded."""
    if not problems:
        return "can be loaded"
    return f"cannot be loaded: {counted(len(problems), 'problem')}, each with what to do"


def _files(texts: Iterable[Text]) -> list[str]:
    """Return the names of the files of texts."""
    return [text.row["file"] for text in texts]


def _next_step(problems: list[str], has_texts: bool) -> str:
    """Say what to do after the check."""
    if problems and has_texts:
        return (
            "solve the problems, then check again; or go on with the texts that can be read: "
            "letopis.load(FOLDER, skip_unreadable=True), python -m letopis run --skip-unreadable."
        )
    if problems:
        return "solve the problems, then check again."
    return "see seeds/README.md, “How to add a text”."


def table_errors(folder: Path, texts: Mapping[str, str]) -> tuple[Corpus | None, list[str]]:
    """Load the folder, if it can be loaded, and collect what is wrong with its tables.

    Each table is checked by itself and, as the corpus reads it, together with the others.
    """
    checks: list[Callable[[], object]] = []
    for path in sorted(folder.glob("*.csv")):
        checks.append(partial(read_table, path, SCHEMAS.get(path.name, NO_SCHEMA)))
    for path in sorted(folder.glob("*.toml")):
        checks.append(partial(read_toml, path))
    try:
        corpus = Corpus(folder)
        checks += [partial(getattr, corpus, name) for name in TABLES.split()]
    except InputError:
        corpus = None
        checks.append(partial(read_parts, folder, texts))
    errors = []
    for check in checks:
        try:
            check()
        except InputError as error:
            errors.extend(str(error).splitlines())
    return corpus, errors


def unlisted_lines(corpus: Corpus) -> dict[str, list[str]]:
    """Return by source the names that entities.csv does not list and the dates not resolved."""
    people = _counts_by_source(corpus, proposed_people(corpus), "label")
    names = _counts_by_source(corpus, unlisted.unlisted_names(corpus), "name")
    lines = {}
    for source in corpus.sources.index:
        lines[source] = [
            *_names_line("people", people[source], "proposed, see the end"),
            *_names_line("names", names[source], "not in entities.csv: add those that matter"),
            *_dates_line(corpus, source),
        ]
    return lines


def _counts_by_source(corpus: Corpus, table: pd.DataFrame, name: str) -> dict[str, Counter[str]]:
    """Return how often each source has the names of a table."""
    counts: dict[str, Counter[str]] = {source: Counter() for source in corpus.sources.index}
    for row in rows_of(table):
        label = row.name if name == "name" else row.label_ru or row.label_en
        for source, times in zip(row.sources.split("|"), row.per_source.split("|"), strict=True):
            counts[source][label] += int(times)
    return counts


def _names_line(title: str, names: Counter[str], advice: str) -> Iterator[str]:
    """Yield the line on names that entities.csv does not list."""
    if names:
        yield f"  {title:<11} {len(names):,} {advice}: {most_frequent(names.elements())}"


def proposal_lines(corpus: Corpus) -> Iterator[str]:
    """Yield the people proposed, as rows of entities.csv."""
    people = proposed_people(corpus)
    if not len(people):
        return
    rows = people[[column.name for column in ENTITIES.columns]].head(PROPOSALS)
    shown = f"the {PROPOSALS} most frequent" if len(people) > PROPOSALS else "all"
    yield f"\n{len(people):,} people proposed; {shown}, as rows of entities.csv:"
    yield csv_bytes(rows).decode("utf-8").rstrip("\n")
    if not (corpus.folder / "entities.csv").is_file():
        yield (
            "Until the folder has an entities.csv, these names, which come from the texts "
            "themselves, are counted; to use the table of the project copy seeds/entities.csv."
        )


def _dates_line(corpus: Corpus, source: str) -> Iterator[str]:
    """Yield the line on dates that were not resolved."""
    dates = corpus.dates[corpus.dates["source"] == source]
    vague = dates[(dates["edtf"] == "") & (dates["precision"] == "vague")]
    if len(vague):
        shown = most_frequent(vague["text"])
        yield f"  dates       {len(vague):,} of {len(dates):,} not resolved: {shown}: narrated.csv"


def unread_files(folder: Path) -> Iterator[str]:
    """Yield a line for each file that is neither text nor table."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix.lower() not in KNOWN_ENDINGS and path.name[0] not in ".~":
            advice = "if it is a text, save it as .docx, .odt, .html, or as .txt in UTF-8"
            yield f"{path.name!r} is not read; {advice}"
