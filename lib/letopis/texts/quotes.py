"""Quotes: where the words that a table quotes occur in their text."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.checks import Schema
from letopis.texts.errors import raise_problems
from letopis.texts.schemas import read_table
from letopis.texts.tables import rows_by_place, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def read_quoted(
    corpus: Corpus, name: str, schema: Schema, quote: str = "quote", **choices: Collection[str]
) -> pd.DataFrame:
    """Read a table that quotes the texts, and find each quote in its text.

    Args:
        corpus: The texts.
        name: The file in the folder of the texts; where there is none, the table is empty.
        schema: What it should hold.
        quote: The column with the words of the text.
        choices: What a column may hold; `source` is one of the sources.

    Returns:
        The columns of the file, with `start, stop` (code points; missing where there is no quote).

    Raises:
        InputError: With a line for each problem of the table, or for each quote not found.
    """
    path = corpus.folder / name
    table = read_table(path, schema, source=list(corpus.sources.index), **choices)
    table = table.rename(columns={quote: "quote"})
    located = locate_quotes(table, path, corpus.text, corpus.parts)
    return located.rename(columns={"quote": quote})


def locate_quote(text: str, quote: str, first: int, last: int, start: str = "") -> int | None:
    """Return where a quote occurs between two places of a text, or None where it does not.

    Args:
        text: The text.
        quote: The words looked for, exactly as in the text.
        first: Place from which the quote may begin (code points).
        last: Place at which it must have ended (code points).
        start: The place where it must begin, as a table gives it; "" means the first there is.

    >>> locate_quote("Мост взят. Мост цел.", "Мост", 5, 20)
    11
    """
    if not start.isdecimal():
        place = text.find(quote, first, last)
        return place if place >= 0 else None
    place = int(start)
    within = first <= place and place + len(quote) <= last
    return place if within and text.startswith(quote, place) else None


def locate_quotes(
    table: pd.DataFrame, path: Path, text_of: Callable[[str], str], parts: pd.DataFrame
) -> pd.DataFrame:
    """Find the quotes of a table in their texts.

    Args:
        table: Rows with `source` and `quote`, and perhaps the `part` and the `start` of the quote;
            indexed by their number in the file.
        path: The file, for messages.
        text_of: Returns the text of a source.
        parts: The parts of the texts, see `corpus.parts`. A row without a part, or with its
            source for a part, is looked for in the whole text.

    Returns:
        The table with `start, stop` (code points, stop exclusive; missing where there is no quote).

    Raises:
        InputError: With a line for each row whose source has no such part, or whose part has
            no such quote.
    """
    bounds = {
        (part.source, part.part): (int(part.start), int(part.stop)) for part in rows_of(parts)
    }
    starts = []
    problems = []
    for where, row in rows_by_place(path, table).items():
        source = row["source"]
        text = text_of(source)
        name = row.get("part", source)
        if name != source and (source, name) not in bounds:
            problems.append(f"{where}: part {name!r} is no part of source {source!r}.")
            continue
        first, last = bounds.get((source, name), (0, len(text)))
        given = row.get("start", "")
        start = locate_quote(text, row["quote"], first, last, given) if row["quote"] else None
        starts.append(start)
        if row["quote"] and start is None:
            problems.append(
                f"{where}: quote {row['quote']!r} does not occur in {source} at "
                f"{given or 'any place'} within {first}–{last}; copy it from the text."
            )
    raise_problems(problems)
    located = table.assign(start=pd.array(starts, dtype="Int64"))
    return located.assign(stop=located["start"] + located["quote"].str.len())
