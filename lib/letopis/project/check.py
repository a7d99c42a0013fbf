"""Check a folder of texts and tables: how each text was read, what is wrong, what to do next."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from letopis.accounts.claims import leading_facets
from letopis.corpus import Corpus
from letopis.people.leading import leading_people
from letopis.project.date_report import date_report
from letopis.project.name_report import name_report, proposal_lines
from letopis.project.text_report import Finding, counted, near_copies, text_report
from letopis.texts.catalogue import examine, unread_subfolders
from letopis.texts.checks import Schema
from letopis.texts.chosen import LISTS_OF_PEOPLE, LISTS_OF_WORDS
from letopis.texts.errors import InputError
from letopis.texts.files import SEEDS
from letopis.texts.formats import READERS
from letopis.texts.parts import read_parts
from letopis.texts.schemas import SCHEMAS, read_table
from letopis.texts.tables import read_toml
from letopis.words.leading import leading_words

NO_SCHEMA = Schema()
TABLES = (
    "entities events named_days furniture sentences tokens mentions dates narrated "
    "quotations codebook claims roles chosen"
)
CHOICES: tuple[Callable[[Corpus], object], ...] = (  # each reads its list of chosen.toml
    *(partial(leading_people, count=1, use=use) for use in LISTS_OF_PEOPLE),
    *(partial(leading_words, count=1, use=use) for use in LISTS_OF_WORDS),
    partial(leading_facets, count=1),
)
MOST_REPORTS = 20  # texts that are reported on one by one
MOST_NAMES = 3  # of texts, that a line names
COMMAND = ".venv/bin/python -m letopis check"
OUR_GUIDE = "seeds/README.md, “How to add a text”"
OWN_GUIDE = "docs/own-event.md: run the notebooks on the folder, name people and an event"
KNOWN_ENDINGS = {*READERS, ".csv", ".toml", ".bib"}


def check_folder(folder: Path, lists_all: bool = False) -> tuple[str, bool]:
    """Check a folder of texts and tables.

    Args:
        folder: The folder.
        lists_all: Report on every text by itself, also where there are many.

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
    sources = {text.row["file"]: text.row["source"] for text in examination.texts}
    lines = [
        f"{folder}: {counted(len(texts), 'text')} read; it {_verdict(problems)}.",
        *(f"  problem     {problem}" for problem in problems),
        *(f"  look at     {line}" for line in near_copies(texts)),
        *(f"  look at     {line}" for line in unread_files(folder)),
        *(f"  look at     {line}" for line in unread_subfolders(folder, sources)),
    ]
    open_questions: dict[str, list[Finding]] = defaultdict(list)
    if corpus and not problems:
        open_questions |= name_report(corpus)
        for source in sources.values():
            open_questions[source] += date_report(corpus, source)
    reports = {
        text.row["file"]: [
            *text_report(text.content, text.row["language"]),
            *open_questions[text.row["source"]],
        ]
        for text in examination.texts
    }
    if lists_all or len(reports) <= MOST_REPORTS:
        for name, report in reports.items():
            lines += [f"\n{name} (source {sources[name]!r})", *map(str, report)]
    else:
        lines += ["", *summary(reports), "", f"Each text by itself: {COMMAND} {folder} --all"]
    if corpus and not problems:
        lines.extend(proposal_lines(corpus))
    can_skip = bool(examination.problems and texts)
    lines.append(f"\nNext: {_next_step(problems, can_skip, folder)}")
    return "\n".join(lines) + "\n", not problems


def _verdict(problems: list[str]) -> str:
    """Say whether a folder can be loaded."""
    if not problems:
        return "can be loaded"
    return f"cannot be loaded: {counted(len(problems), 'problem')}, each with what to do"


def summary(reports: Mapping[str, Sequence[Finding]]) -> Iterator[str]:
    """Yield a line for each kind of finding: how many texts have it, and the first of them."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, report in reports.items():
        for found in dict.fromkeys((line.title, line.kind) for line in report if line.kind):
            holders[found].append(name)
    by_number = sorted(holders.items(), key=lambda item: (item[0][0], -len(item[1])))
    for (title, kind), names in by_number:
        more = " …" if len(names) > MOST_NAMES else ""
        first = ", ".join(names[:MOST_NAMES])
        yield str(Finding(title, f"{counted(len(names), 'text')} ({first}{more}): {kind}"))


def _next_step(problems: list[str], can_skip: bool, folder: Path) -> str:
    """Say what to do after the check; `can_skip`: some texts can be read and others cannot."""
    if can_skip:
        return (
            "solve the problems, then check again; or go on with the texts that can be read: "
            "letopis.load(FOLDER, skip_unreadable=True), "
            ".venv/bin/python -m letopis run --skip-unreadable."
        )
    if problems:
        return "solve the problems, then check again."
    is_ours = folder.resolve() == SEEDS.resolve()
    return f"see {OUR_GUIDE if is_ours else OWN_GUIDE}."


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
        if (folder / "chosen.toml").is_file():
            checks += [partial(choice, corpus) for choice in CHOICES]
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


def unread_files(folder: Path) -> Iterator[str]:
    """Yield a line for each file that is neither text nor table."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix.lower() not in KNOWN_ENDINGS and path.name[0] not in ".~":
            advice = "if it is a text, save it as .docx, .odt, .html, or as .txt in UTF-8"
            yield f"{path.name!r} is not read; {advice}"
