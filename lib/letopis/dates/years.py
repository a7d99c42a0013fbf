"""Years: how many sentences of each part describe each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

SEVERAL = "several years"


def sentences_by_year(corpus: Corpus) -> pd.DataFrame:
    """Count the sentences of each part by the year they describe.

    A sentence counts once: in its year or, where its span is longer, among "several years". One
    that describes no known time does not count.

    Returns:
        part, year ("1927", "several years"), sentences; in the order of the texts, then of the
        years.

    >>> sentences_by_year(corpus).query("part == '001'").values.tolist()
    [['001', '1927', 33]]
    """
    table = corpus.narrated.dropna(subset="earliest")
    years = table["earliest"].dt.year.astype("str")
    years = years.where(table["earliest"].dt.year == table["latest"].dt.year, SEVERAL)
    parts = pd.Categorical(table["part"], corpus.narrated["part"].unique())
    counts = years.groupby([parts, years], observed=True).size()
    rows = [(part, year, count) for (part, year), count in counts.items()]
    return frame(rows, {"part": "str", "year": "str", "sentences": "int64"})


def year_grid(corpus: Corpus, first: int, last: int) -> pd.DataFrame:
    """Lay out `sentences_by_year` as a grid: a row a part, a column a year, also where it is 0.

    Args:
        corpus: The texts.
        first: The first year shown.
        last: The last year shown.

    Returns:
        Index: every part, in the order of the texts; a column a year from first to last, and one
        for several years ("1927", "several years").
    """
    counts = sentences_by_year(corpus).pivot(index="part", columns="year", values="sentences")
    years = [*map(str, range(first, last + 1)), SEVERAL]
    grid = counts.reindex(index=corpus.narrated["part"].unique(), columns=years)
    return grid.fillna(0).astype("int64")
