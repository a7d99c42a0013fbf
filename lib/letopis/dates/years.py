"""Years: how many sentences of each part describe each year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.marked import without_furniture
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

SEVERAL = "several years"


def sentences_by_year(corpus: Corpus) -> pd.DataFrame:
    """Count the sentences of each part by the year they describe.

    A sentence counts once: in its year or, where its span is longer, among "several years".
    Headings, captions and the like are left out.

    Returns:
        part, year ("1927", "several years"), sentences; in the order of texts, then of years.

    >>> sentences_by_year(corpus).query("part == '001'").values.tolist()
    [['001', '1927', 33]]
    """
    table = _counted_times(corpus).dropna(subset="earliest")
    years = table["earliest"].dt.year.astype("str")
    years = years.where(table["earliest"].dt.year == table["latest"].dt.year, SEVERAL)
    parts = pd.Categorical(table["part"], corpus.narrated["part"].unique())
    counts = years.groupby([parts, years], observed=True).size()
    rows = [(part, year, count) for (part, year), count in counts.items()]
    return frame(rows, {"part": "str", "year": "str", "sentences": "int64"})


def sentences_by_period(
    corpus: Corpus, periods: Mapping[str, tuple[int, int]], rest: str
) -> pd.DataFrame:
    """Count the sentences of each part by the period within which the time they describe lies.

    Headings, captions and the like are left out.

    Args:
        corpus: The texts.
        periods: The first and last year of each period, by its name; none overlaps another.
        rest: What is said of all other sentences: another or a longer time, or none.

    Returns:
        part, period, sentences: a row for each part and period, the rest last, also where it is 0.

    >>> sentences_by_period(corpus, {"1927": (1927, 1927)}, "other").values.tolist()[:2]
    [['000', '1927', 14], ['000', 'other', 0]]
    """
    times = _counted_times(corpus)
    period = pd.Series(rest, index=times.index)
    for name, (first, last) in periods.items():
        within = times["earliest"].dt.year.ge(first) & times["latest"].dt.year.le(last)
        period[within] = name
    levels = [list(corpus.narrated["part"].unique()), [*periods, rest]]
    rows = pd.MultiIndex.from_product(levels, names=["part", "period"])
    counts = times.groupby(["part", period]).size().reindex(rows, fill_value=0)
    return counts.reset_index(name="sentences")


def leading_periods(corpus: Corpus, count: int = 3) -> dict[str, tuple[int, int]]:
    """Return the periods by which sentences are counted, by name: their first and last year.

    Those of the folder's chosen.toml; without it the years that the most sentences describe.

    >>> leading_periods(corpus)["1928–1929"]
    (1928, 1929)
    """
    if "periods" in corpus.chosen:
        return {name: tuple(years) for name, years in corpus.chosen["periods"].items()}
    years = sentences_by_year(corpus).query("year != @SEVERAL")
    totals = years.groupby("year")["sentences"].sum().nlargest(count)
    return {year: (int(year), int(year)) for year in sorted(totals.index, key=int)}


def _counted_times(corpus: Corpus) -> pd.DataFrame:
    """Return the narrated times of the sentences that are counted: those outside page furniture."""
    place = ["source", "sentence"]
    counted = without_furniture(corpus, corpus.sentences)[place]
    return corpus.narrated.merge(counted, on=place)
