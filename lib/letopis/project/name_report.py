"""Which names of the texts entities.csv does not list, and the people proposed for it."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from letopis.corpus import Corpus
from letopis.people.unlisted import unlisted_names
from letopis.project.text_report import Finding, most_frequent
from letopis.texts.files import csv_bytes
from letopis.texts.schemas import ENTITIES
from letopis.texts.tables import rows_of

PROPOSALS = 20  # shown as rows of entities.csv


def name_report(corpus: Corpus) -> dict[str, list[Finding]]:
    """Return by source the people that are proposed, and other names not in entities.csv."""
    people = _counts_by_source(corpus, corpus.proposals, "label")
    names = _counts_by_source(corpus, unlisted_names(corpus), "name")
    return {
        source: [
            *_names_line("people", people[source], "proposed, see the end"),
            *_names_line("names", names[source], "not in entities.csv: add those that matter"),
        ]
        for source in corpus.sources.index
    }


def _counts_by_source(corpus: Corpus, table: pd.DataFrame, name: str) -> dict[str, Counter[str]]:
    """Return how often each source has the names of a table."""
    counts: dict[str, Counter[str]] = {source: Counter() for source in corpus.sources.index}
    for row in rows_of(table):
        label = row.name if name == "name" else row.label_ru or row.label_en
        for source, times in zip(row.sources.split("|"), row.per_source.split("|"), strict=True):
            counts[source][label] += int(times)
    return counts


def _names_line(title: str, names: Counter[str], advice: str) -> Iterator[Finding]:
    """Yield the line on names that entities.csv does not list."""
    if names:
        line = f"{len(names):,} {advice}: {most_frequent(names.elements())}"
        yield Finding(title, line, advice)


def proposal_lines(corpus: Corpus) -> Iterator[str]:
    """Yield the people proposed, as rows of entities.csv."""
    people = corpus.proposals
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
