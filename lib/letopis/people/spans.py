"""Spans: who is named in sentences on which time, and how each of these is dated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from letopis.dates.calendars import in_new_style
from letopis.dates.edtf import bounds
from letopis.people.counts import LABELS, add_labels, select_mentions
from letopis.texts.marked import without_furniture
from letopis.texts.tables import frame, rows_of
from letopis.words.statistics import SENTENCE, group_names

if TYPE_CHECKING:
    from letopis.corpus import Corpus

DATED_BY = ["sentence", "context", "frame", "none"]
DATES = {"source": "str", "sentence": "int64", "piece": "int64", "edtf": "str"}
DATES |= {"earliest": "datetime64[s]", "latest": "datetime64[s]"}


def sentence_spans(corpus: Corpus, entities: Sequence[str] = ()) -> pd.DataFrame:
    """List the time that each sentence describes, and whom it names.

    A sentence that describes several times has a row for each of them. Headings, captions and
    other page furniture are left out, see `corpus.with_furniture()`.

    Args:
        corpus: The texts.
        entities: The ids looked for.

    Returns:
        A row a sentence and time, in the order of the texts: source, part, label (of the part),
        sentence, row (0, 1, … over all texts), piece (0, 1, … of the sentence's times), edtf,
        earliest, latest (missing where undated), dated_by (sentence; context; frame: day or year
        not in the text, but in parts.csv; none), entities (ids named by name, in the order asked
        for, separated by |), days_moved (from the Julian calendar to that of the main event).

    >>> spans = sentence_spans(corpus, ["trotsky", "stalin"])
    >>> spans.query("source == '001'")[["edtf", "entities"]].values.tolist()[1]
    ['1927-21', 'stalin']
    """
    counted = without_furniture(corpus, corpus.sentences)[SENTENCE]
    table = corpus.narrated[[*SENTENCE, "part", "dated_by"]].merge(counted, on=SENTENCE)
    table["row"] = range(len(table))
    times = in_new_style(corpus, corpus.main_event, _times(corpus))
    table = table.merge(times, on=SENTENCE)
    mentions = select_mentions(corpus, list(entities), unit="sentences")
    mentions["rank"] = mentions["entity"].map(list(entities).index)
    named = mentions.sort_values("rank").groupby(SENTENCE)["entity"].agg("|".join)
    table = table.join(named.rename("entities"), on=SENTENCE)
    table["entities"] = table["entities"].astype("str").fillna("")
    labels = corpus.parts.set_index("part")["label"].str.partition(": ")[2]
    table["label"] = table["part"].map(labels)
    columns = ["source", "part", "label", "sentence", "row", *list(DATES)[2:], "dated_by"]
    return table[[*columns, "entities", "days_moved"]]


def _times(corpus: Corpus) -> pd.DataFrame:
    """Return the times of each sentence, one row each."""
    rows = []
    for row in rows_of(corpus.narrated):
        for piece, edtf in enumerate((row.dates or row.edtf).split("|")):
            rows.append((row.source, row.sentence, piece, edtf, *bounds(edtf)))
    return frame(rows, DATES)


def by_dating(corpus: Corpus, entities: Sequence[str], by: str = "source") -> pd.DataFrame:
    """Count mentions by what dates their sentence: its own words, the context, parts.csv, nothing.

    Args:
        corpus: The texts.
        entities: The ids, in the order of the rows.
        by: "source" or "part".

    Returns:
        A row for each source or part, entity and way: by, entity, label_ru, label_en, dated_by
        (sentence, context, frame, none: as in `sentence_spans`), count (mentions by name).

    >>> by_dating(corpus, ["menzhinsky"]).query("source == '000'")["count"].tolist()
    [0, 0, 3, 0]
    """
    mentions = select_mentions(corpus, list(entities))
    mentions = mentions.merge(corpus.narrated[[*SENTENCE, "dated_by"]], on=SENTENCE)
    counts = mentions.groupby([by, "entity", "dated_by"]).size()
    levels = [list(group_names(corpus, by)), list(entities), DATED_BY]
    rows = pd.MultiIndex.from_product(levels, names=counts.index.names)
    table = counts.reindex(rows, fill_value=0).rename("count").reset_index()
    return add_labels(corpus, table)[[by, "entity", *LABELS, "dated_by", "count"]]
