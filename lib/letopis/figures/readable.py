"""Readable: tables as a notebook shows them: labels for ids, seasons in words, no row numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from letopis.figures.pages import SEASON, SEASONS, ReadableTable, season_in_words

if TYPE_CHECKING:
    from letopis.corpus import Corpus

NOTHING = "<p>No rows: these texts have nothing of this.</p>"
MOST_ROWS = 60
IDS = ("entity", "entities", "speaker", "facet", "episode", "event", "a", "b")  # their columns
LABEL = "label_en"
LABELLED = ("entity", "facet", "episode")  # ids that are not shown beside their label
TIMES = ("edtf", "time", "written", "frame_date")
HEADS = {
    "label_en": "name",
    "label_ru": "по-русски",
    "part": "voice",
    "edtf": "time",
    "n": "N",
    "per_1000": "per 1,000",
    "log_ratio": "log ratio",
    "log_dice": "logDice",
    "p_holm": "p (Holm)",
    "mattr_100": "MATTR (100)",
    "type_token": "types per token",
}


def show_in_words(corpus: Corpus) -> None:
    """Let a notebook show all its tables in words; what code sees of them stays as it is.

    Ids of people, facets, steps and events are shown by their labels, seasons in words, heads
    without underscores, missing cells empty; of a table without rows it is said.

    Args:
        corpus: The texts, whose tables have the labels.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        return
    labels = labels_of(corpus)
    as_html = shell.display_formatter.formatters["text/html"]
    as_html.for_type(pd.DataFrame, lambda table: table_as_html(table, labels))
    as_html.for_type(pd.Series, lambda series: table_as_html(_as_table(series), labels))
    as_html.for_type(ReadableTable, lambda shown: _readable_as_html(shown, labels))


def labels_of(corpus: Corpus) -> dict[str, str]:
    """Return the English label of each person, body, place, facet and event, by id."""
    events = {name: entry.get("label_en", "") for name, entry in corpus.events.items()}
    entities = corpus.entities.set_index("entity")["label_en"].to_dict()
    facets = corpus.codebook.set_index("facet")["label_en"].to_dict()
    return {name: label for name, label in (events | entities | facets).items() if label}


def in_words(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Return a table as it is read: its index as columns, labels for ids, heads in words.

    >>> table = pd.DataFrame({"entity": ["trotsky"], "per_1000": [2.5]})
    >>> in_words(table, {"trotsky": "Trotsky"}).to_dict("records")
    [{'entity': 'Trotsky', 'per 1,000': 2.5}]
    """
    is_numbered = table.index.name is None and table.index.nlevels == 1
    numbers = is_numbered and pd.api.types.is_integer_dtype(table.index)
    if numbers:
        table = table.copy()
    else:
        table = table.reset_index(names=_names_of_index(table), allow_duplicates=True)
    for number, head in enumerate(table.columns):
        column = table.iloc[:, number]
        name = head[0] if isinstance(head, tuple) else head
        if name in IDS:
            column = column.map(lambda ids: _label(ids, labels))
        elif name in TIMES:
            column = column.map(_time)
        elif name == "why":
            column = column.map(lambda words: SEASON.sub(_season, words))
        table.isetitem(number, _without_points(column))
    if LABEL in table:
        table = table.drop(columns=[name for name in LABELLED if name in table])
    table.columns = pd.Index([_head(head, labels) for head in table.columns])
    return table


def _without_points(column: pd.Series) -> pd.Series:
    """Return counts as whole numbers also where a cell is missing."""
    is_whole = pd.api.types.is_float_dtype(column) and column.isna().any()
    is_whole = is_whole and bool((column.dropna() % 1 == 0).all())
    if not is_whole:
        return column
    return column.astype("Int64").astype("object").where(column.notna(), "")


def _names_of_index(table: pd.DataFrame) -> list[str]:
    """Return a name for each level of an index."""
    return [str(name) if name is not None else "" for name in table.index.names]


def _label(ids: object, labels: Mapping[str, str]) -> object:
    """Return the label of an id, or of several joined by |; of what has none, itself."""
    if not isinstance(ids, str):
        return ids
    return ", ".join(labels.get(name, name.replace("_", " ")) for name in ids.split("|"))


def _time(edtf: object) -> object:
    """Return a date with its seasons in words; what has words already stays."""
    return season_in_words(edtf) if isinstance(edtf, str) and " " not in edtf else edtf


def _season(found: re.Match) -> str:
    """Return a season in words."""
    return f"{SEASONS[found[2]]} {found[1]}"


def _head(head: object, labels: Mapping[str, str]) -> object:
    """Return the head of a column in words, that of several levels as one."""
    if isinstance(head, tuple):
        levels = [str(_head(level, labels)) for level in head if level != ""]
        return ", ".join(levels)
    if not isinstance(head, str):
        return head
    return HEADS.get(head) or labels.get(head) or head.replace("_", " ")


def _as_table(series: pd.Series) -> pd.DataFrame:
    """Return a series as a table of one column, its index as others."""
    return series.rename(series.name or "value").to_frame()


def table_as_html(table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Return a table in words as HTML, everything in it escaped."""
    if table.empty:
        return NOTHING
    words = in_words(table, labels)
    return words.to_html(index=False, na_rep="", max_rows=MOST_ROWS, border=0)


def _readable_as_html(shown: ReadableTable, labels: Mapping[str, str]) -> str:
    """Return a table of quotations in words as HTML."""
    if shown.table.empty:
        return NOTHING
    words = ReadableTable(in_words(shown.table, labels), len(shown.table))
    words.note = shown.note
    return words._repr_html_()
