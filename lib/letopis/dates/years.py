"""Years: how many sentences of each part describe each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def sentences_by_year(corpus: Corpus) -> pd.DataFrame:
    """Count the sentences of each part by the year they describe.

    A sentence counts once, in the year in which its span begins; one that describes no known time
    does not count.

    Returns:
        part, year, sentences; in the order of the texts, then of the years.

    >>> sentences_by_year(corpus).values.tolist()[0]
    ['000', 1927, 14]
    """
    parts = corpus.narrated["part"]
    table = pd.DataFrame({"part": pd.Categorical(parts, parts.unique())})
    table["year"] = corpus.narrated["earliest"].dt.year
    counts = table.dropna().groupby(["part", "year"], observed=True).size()
    return counts.reset_index(name="sentences").astype({"part": "str", "year": "int64"})


def year_grid(corpus: Corpus, first: int, last: int) -> pd.DataFrame:
    """Lay out `sentences_by_year` as a grid: a row a part, a column a year, also where it is 0.

    Args:
        corpus: The texts.
        first: The first year shown.
        last: The last year shown.

    Returns:
        Index: every part, in the order of the texts; a column a year from first to last.
    """
    counts = sentences_by_year(corpus).pivot(index="part", columns="year", values="sentences")
    parts = corpus.narrated["part"].unique()
    grid = counts.reindex(index=parts, columns=range(first, last + 1))
    return grid.fillna(0).astype("int64")
