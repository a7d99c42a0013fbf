"""Shared words: the parallels of two sources, in which words, and how much of each text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from letopis.accounts.reuse import Word, compared_words
from letopis.texts.marked import without_furniture
from letopis.texts.tables import frame, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

SHARES = {"source": "str", "characters": "int64", "covered": "int64", "share": "float64"}


def parallels(corpus: Corpus, source_a: str, source_b: str) -> pd.DataFrame:
    """List the parallels of two sources, or inside one, with the words that both places have.

    Headings that are alike are left out.

    Returns:
        The rows of `corpus.reuse()` of the two sources, with `shared` (the words, each once, in the
        order and forms of the first place; … where others lie between).

    >>> parallels(corpus, "000", "001")["shared"].tolist()[3]
    'Попытка захвата … телефонных станций телеграфа и вокзалов провалилась и'
    """
    table = corpus.reuse().query("source_a == @source_a and source_b == @source_b")
    prose: set[int] = set()
    for side in "ab":
        place = {f"{column}_{side}": column for column in ("source", "start", "stop")}
        prose.update(without_furniture(corpus, table.rename(columns=place)).index)
    table = table[table.index.isin(prose)].reset_index(drop=True)
    language = str(corpus.sources.at[source_a, "language"])
    words = compared_words(corpus, language)[0] if len(table) else []
    shared = [_shared(corpus, words, row) for row in rows_of(table)]
    return table.assign(shared=pd.Series(shared, dtype="str"))


def sources_to_compare(corpus: Corpus) -> list[str]:
    """Return the two sources that are compared side by side, or the only one twice.

    Those of the folder's chosen.toml; without it the two with the most parallels, or else the
    first two.

    >>> sources_to_compare(corpus)
    ['000', '001']
    """
    if "pair" in corpus.chosen:
        return list(corpus.chosen["pair"])
    between = corpus.reuse().query("source_a != source_b")
    counts = between.value_counts(["source_a", "source_b"])
    first = corpus.sources.index[0]
    last = corpus.sources.index[:2][-1]
    return list(counts.index[0]) if len(counts) else [first, last]


def _shared(corpus: Corpus, words: Sequence[Word], row) -> str:
    """Return the words of the first place of a parallel that the second has too; a name once."""
    in_a = [w for w in words if w.source == row.source_a and row.start_a <= w.start < row.stop_a]
    in_b = [w for w in words if w.source == row.source_b and row.start_b <= w.start < row.stop_b]
    keys = {word.key for word in in_b}
    pieces: list[str] = []
    seen: set[str] = set()
    last = 0
    for number, word in enumerate(in_a):
        goes_on = word.key == in_a[last].key and word.start - in_a[last].stop == 1
        is_repeated = word.in_name and word.key in seen and not goes_on
        if word.key in keys and not is_repeated:
            pieces += ["…"] if number - last > 1 and pieces else []
            pieces.append(corpus.text(word.source)[word.start : word.stop])
            seen.add(word.key)
            last = number
    return " ".join(pieces)


def parallel_shares(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """Measure how much of each text lies within parallels.

    Args:
        corpus: The texts.
        table: See `parallels`.

    Returns:
        A row a source: source, characters (of the text), covered (characters within parallels),
        share (covered / characters, 0–1).
    """
    places: dict[str, set[int]] = {}
    for row in rows_of(table):
        places.setdefault(row.source_a, set()).update(range(row.start_a, row.stop_a))
        places.setdefault(row.source_b, set()).update(range(row.start_b, row.stop_b))
    rows = []
    for source, covered in places.items():
        characters = len(corpus.text(source))
        rows.append((source, characters, len(covered), len(covered) / characters))
    return frame(rows, SHARES)
