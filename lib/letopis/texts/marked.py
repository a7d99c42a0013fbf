"""Marked places: page furniture and quoted speech, as a reader has listed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.errors import raise_problems
from letopis.texts.quotes import locate_quotes, read_quoted
from letopis.texts.schemas import FURNITURE, OTHER_HANDS, QUOTATIONS, read_table
from letopis.texts.tables import rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

PLACE = {"start": "int64", "stop": "int64"}
FURNITURE_COLUMNS = ["source", "start", "stop", "text", "kind"]
QUOTATION_COLUMNS = "source part start stop text speaker addressee kind note".split()


def find_furniture(corpus: Corpus) -> pd.DataFrame:
    """Read furniture.csv: headings, captions and the like, and prose by another hand.

    Returns:
        `source, start, stop` (code points), `text, kind`; a place may lie within another.

    Raises:
        InputError: For an unknown source or kind, and for words that are not at their place.
    """
    table = read_quoted(corpus, "furniture.csv", FURNITURE, "text").astype(PLACE)
    return table[FURNITURE_COLUMNS].sort_values(["source", "start"], ignore_index=True)


def with_read_kinds(sentences: pd.DataFrame, furniture: pd.DataFrame) -> pd.DataFrame:
    """Return sentences with the `kind` that a reader has listed, where the whole sentence is meant.

    In a text with any furniture listed every other sentence is "text", whatever a rule says.
    """
    read = furniture.set_index(["source", "start", "stop"])["kind"].to_dict()
    sources = set(furniture["source"])
    kinds = []
    for row in rows_of(sentences):
        kind = "text" if row.source in sources else row.kind
        kinds.append(read.get((row.source, row.start, row.stop), kind))
    return sentences.assign(kind=pd.Series(kinds, index=sentences.index, dtype="str"))


def without_furniture(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table that are counted: those outside page furniture.

    Prose by another hand (a blurb, an editor's note) is counted. Where the corpus is
    `corpus.with_furniture()`, or nobody has listed furniture, all rows are.

    Args:
        corpus: The texts.
        table: Rows with `source, start, stop`: sentences, tokens, mentions.
    """
    if corpus.counts_furniture:
        return table
    is_furniture = pd.Series(False, index=table.index)
    is_prose = corpus.furniture["kind"].isin(OTHER_HANDS)
    for place in rows_of(corpus.furniture[~is_prose]):
        within = (table["start"] >= place.start) & (table["stop"] <= place.stop)
        is_furniture |= within & (table["source"] == place.source)
    return table[~is_furniture]


def find_quotations(corpus: Corpus) -> pd.DataFrame:
    """Read quotations.csv: the stretches of quoted speech, without their quotation marks.

    Returns:
        `source, part, start, stop` (code points), `text, speaker, addressee` (ids of entities.csv,
        separated by |, or empty), `kind, note`; a quotation may lie within another.

    Raises:
        InputError: For an unknown source, part or kind, and an opening that is not at its place.
    """
    path = corpus.folder / "quotations.csv"
    listed = read_table(path, QUOTATIONS, source=list(corpus.sources.index))
    quotes = listed.rename(columns={"opening": "quote"})
    table = locate_quotes(quotes, path, corpus.text, corpus.parts)
    table["stop"] = listed["stop"].astype("int64")
    texts = {row.Index: corpus.text(row.source)[row.start : row.stop] for row in rows_of(table)}
    table["text"] = pd.Series(texts, index=table.index, dtype="str")
    is_whole = table["text"].str.len() == table["stop"] - table["start"]
    cut = table.index[~is_whole]
    raise_problems([f"{path}, row {row}: stop is not inside the text." for row in cut])
    return table.astype(PLACE)[QUOTATION_COLUMNS].sort_values(
        ["source", "start"], ignore_index=True
    )
