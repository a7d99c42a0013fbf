"""Mentions by time: who is named in sentences that narrate which year or month."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from letopis.people.counts import LABELS, add_labels, select_mentions
from letopis.texts.tables import frame
from letopis.words.statistics import SENTENCE, group_names

if TYPE_CHECKING:
    from letopis.corpus import Corpus

WAYS = ["sentence", "context", "frame", "none"]  # what dates a sentence
VALUES = ["within", "spread", "count"]
FREQUENCIES = {"year": "Y", "month": "M"}  # pandas' names of the periods
SHARES = {"source": "str", "part": "str", "entity": "str", "dated_by": "str", "number": "int64"}
SHARES |= {"count": "float64"}
Bound = str | int | None


class PeriodGrid(NamedTuple):
    """Mentions by person (rows) and period (columns), and the same as a long table."""

    counts: pd.DataFrame
    spread: pd.DataFrame
    totals: pd.DataFrame


def by_period(
    corpus: Corpus,
    entities: Sequence[str] | None = None,
    by: str | None = "source",
    period: str = "year",
    first: Bound = None,
    last: Bound = None,
    unit: str = "mentions",
) -> pd.DataFrame:
    """Count who is named in sentences that narrate which year or month.

    Args:
        corpus: The texts.
        entities: Only these ids, in this order; None is all that are named.
        by: "source" or "part"; None is all texts together.
        period: "year" or "month".
        first: The first period shown (1917, "1927-11"); None is the earliest there is.
        last: The last period shown; None is the latest there is.
        unit: "mentions", or "sentences" that name somebody.

    Returns:
        by, entity, label_ru, label_en, period ("1927", "1927-11", "before 1917", "after 1940",
        "undated"; its categories are all of them, in order), dated_by (what dates the sentence, as
        in corpus.narrated), within (mentions whose time lies within the period), spread (a time of
        k periods adds 1/k to each), count (within + spread; mentions without a time, on the undated
        row), n (all mentions of the entity in the group, to which its counts add up).

    >>> table = by_period(corpus, ["trotsky"], period="month", first="1927-01", last="1929-12")
    >>> table.query("source == '000'")[["period", "dated_by", "count"]].values.tolist()
    [['1927-11', 'frame', 6.0]]
    """
    if period not in FREQUENCIES:
        raise ValueError(f"period={period!r}: expected 'year' or 'month'.")
    groups = list(group_names(corpus, by or "source"))
    times = corpus.narrated[[*SENTENCE, "earliest", "latest", "dated_by"]]
    mentions = select_mentions(corpus, entities, unit=unit).merge(times, on=SENTENCE)
    order = sorted(mentions["entity"].unique()) if entities is None else list(entities)
    mentions["begin"] = _period_numbers(mentions["earliest"], period)
    mentions["end"] = _period_numbers(mentions["latest"], period)
    low, high = _bounds(mentions, period, first, last)
    shares = _shares(mentions, low, high)
    names = _period_names(low, high, period)
    periods = [names[number - low + 1] for number in shares["number"]]
    shares["period"] = pd.Categorical(periods, names)
    is_whole = (shares["count"] == 1) & (shares["period"] != "undated")
    shares["within"] = shares["count"].where(is_whole, 0.0)
    shares["spread"] = shares["count"].where(shares["count"] < 1, 0.0)
    shares["entity"] = pd.Categorical(shares["entity"], order)
    keys = ["entity"]
    if by:
        shares[by] = pd.Categorical(shares[by], groups)
        keys = [by, "entity"]
    counts = shares.groupby([*keys, "period", "dated_by"], observed=True)
    table = counts[VALUES].sum().round(9).reset_index()
    table["n"] = table.groupby(keys, observed=True)["count"].transform("sum").round()
    table = table.astype(dict.fromkeys(keys, "str") | {"n": "int64"})
    return add_labels(corpus, table)[[*keys, *LABELS, "period", "dated_by", *VALUES, "n"]]


def period_grid(
    corpus: Corpus,
    entities: Sequence[str],
    by: str | None = None,
    period: str = "year",
    first: Bound = None,
    last: Bound = None,
    unit: str = "mentions",
    outside: bool = True,
) -> PeriodGrid:
    """Lay out `by_period` as a grid: a row an entity, a column a period.

    Args:
        corpus: The texts.
        entities: The ids, in the order of the rows.
        by: "source" or "part" for a row each ("000 Trotsky"), where there is any count; None is
            all texts together.
        period: As in `by_period`, and so are first, last and unit.
        first: The first period shown.
        last: The last period shown.
        unit: "mentions" or "sentences".
        outside: Add columns for mentions before and after these periods, and for undated ones,
            where there are any.

    Returns:
        counts and spread (see `by_period`), of the same rows and columns; and totals, a row a count
        of the grid: by (where it is given), entity, label_ru, label_en, period, within, spread,
        count.

    >>> counts, spread, totals = period_grid(corpus, ["trotsky", "lenin"], first=1917, last=1940)
    >>> counts.loc["Lenin", ["1917", "1927"]].tolist()
    [13.375, 0.0]
    """
    table = by_period(corpus, entities, by, period, first, last, unit)
    used = set(table["period"])
    periods = table["period"].cat.categories
    columns = [name for name in periods if name[0].isdigit() or (outside and name in used)]
    table = table[table["period"].isin(columns)].astype({"period": "str"})
    keys = [*([by] if by else []), "entity", *LABELS, "period"]
    totals = table.groupby(keys, sort=False)[VALUES].sum().round(9).reset_index()
    labels = add_labels(corpus, pd.DataFrame({"entity": entities}))["label_en"]
    row = totals[by] + " " + totals["label_en"] if by else totals["label_en"]
    rows = list(row.unique() if by else labels)
    grids = []
    for value in ("count", "spread"):
        grid = totals.assign(row=row).pivot(index="row", columns="period", values=value)
        grids.append(grid.reindex(index=rows, columns=columns).fillna(0.0))
    return PeriodGrid(grids[0], grids[1], totals)


def by_dating(corpus: Corpus, entities: Sequence[str]) -> pd.DataFrame:
    """Count mentions by what dates their sentence: its own words, the context, the frame, nothing.

    Returns:
        dated_by (as in corpus.narrated), entity, label_ru, label_en, count; by dated_by, then the
        most frequent first.

    >>> by_dating(corpus, ["menzhinsky"])[["dated_by", "count"]].values.tolist()
    [['sentence', 2], ['context', 3], ['frame', 3]]
    """
    table = by_period(corpus, entities, by=None)
    counts = table.groupby(["dated_by", "entity", *LABELS])["count"].sum().round().reset_index()
    counts["rank"] = counts["dated_by"].map(WAYS.index)
    order = [True, False, True]
    counts = counts.sort_values(["rank", "count", "entity"], ascending=order, ignore_index=True)
    return counts.drop(columns="rank").astype({"count": "int64"})


def _period_numbers(times: pd.Series, period: str) -> pd.Series:
    """Number the years or months of dates from 1970, as pandas does; NaN where there is none."""
    years = times.dt.year - 1970
    return (years if period == "year" else years * 12 + times.dt.month - 1).astype("float64")


def _bounds(mentions: pd.DataFrame, period: str, first: Bound, last: Bound) -> tuple[int, int]:
    """Return the numbers of the first and last period shown: those asked for, or all there are."""
    dated = mentions.dropna(subset=["begin", "end"])
    low = dated["begin"].min() if len(dated) else 0
    high = dated["end"].max() if len(dated) else 0
    if first is not None:
        low = pd.Period(str(first)).asfreq(FREQUENCIES[period], "start").ordinal
    if last is not None:
        high = pd.Period(str(last)).asfreq(FREQUENCIES[period], "end").ordinal
    if first is None:
        low = min(low, high)
    return int(low), int(max(low, high))


def _period_names(low: int, high: int, period: str) -> list[str]:
    """Name the periods from low - 1 (all before) to high + 1 (all after) and high + 2 (undated)."""
    numbers = range(low, high + 1)
    names = [str(pd.Period(ordinal=number, freq=FREQUENCIES[period])) for number in numbers]
    return [f"before {names[0]}", *names, f"after {names[-1]}", "undated"]


def _shares(mentions: pd.DataFrame, low: int, high: int) -> pd.DataFrame:
    """Return a row for each period of each mention, with its share of the mention as count."""
    rows = []
    for mention in mentions.to_dict("records"):
        shares = _shares_of_time(mention["begin"], mention["end"], low, high)
        rows += [mention | {"number": number, "count": share} for number, share in shares.items()]
    return frame(rows, SHARES)


def _shares_of_time(begin: float, end: float, low: int, high: int) -> dict[int, float]:
    """Return the share of a time in each period, by the numbers of `_period_names`."""
    if math.isnan(begin):
        return {high + 2: 1.0}
    length = end - begin + 1
    inside = range(max(int(begin), low), min(int(end), high) + 1)
    shares = dict.fromkeys(inside, 1 / length)
    if begin < low:
        shares[low - 1] = (min(end, low - 1) - begin + 1) / length
    if end > high:
        shares[high + 1] = (end - max(begin, high + 1) + 1) / length
    return shares
