"""Mentions by time: who is named in sentences that narrate which year or month."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from letopis.people.counts import LABELS, add_labels, select_mentions
from letopis.texts.tables import frame
from letopis.words.statistics import SENTENCE, group_names

if TYPE_CHECKING:
    from letopis.corpus import Corpus

VALUES = ["certain", "spread", "count"]
FREQUENCIES = {"year": "Y", "month": "M"}  # pandas' names of the periods
BASES = ["own", "carried", "read", "none"]
SPREAD = {
    "group": "str",
    "entity": "str",
    "number": "int64",
    "basis": "str",
    "certain": "float64",
    "spread": "float64",
    "count": "float64",
}
Bound = str | int | None


class PeriodGrid(NamedTuple):
    """Mentions by person (rows) and period (columns), and the same as a long table."""

    counts: pd.DataFrame
    spread: pd.DataFrame
    totals: pd.DataFrame


def by_period(
    corpus: Corpus,
    entities: Sequence[str] | None = None,
    by: str = "source",
    period: str = "year",
    first: Bound = None,
    last: Bound = None,
    unit: str = "mentions",
) -> pd.DataFrame:
    """Count who is named in sentences that narrate which year or month.

    Args:
        corpus: The texts.
        entities: Only these ids, in this order; None is all that are named.
        by: "source" or "part".
        period: "year" or "month".
        first: The first period shown (1917, "1927-11"); None is the earliest there is.
        last: The last period shown; None is the latest there is.
        unit: "mentions", or "sentences" that name somebody.

    Returns:
        by, entity, label_ru, label_en, period ("1927", "1927-11", "before 1917", "after 1940",
        "undated"), basis (of the time, as in corpus.narrated), certain (mentions whose time lies
        within the period), spread (a time of k periods adds 1/k to each), count (certain + spread;
        mentions without a time, on the undated row), n (all mentions of the entity in the group,
        to which its counts add up).

    >>> table = by_period(corpus, ["trotsky"], period="month", first="1927-01", last="1929-12")
    >>> table.query("source == '000'")[["period", "basis", "count"]].values.tolist()
    [['1927-11', 'carried', 5.0], ['1927-11', 'own', 1.0]]
    """
    if period not in FREQUENCIES:
        raise ValueError(f"period={period!r}: expected 'year' or 'month'.")
    groups = group_names(corpus, by)
    times = corpus.narrated[[*SENTENCE, "earliest", "latest", "basis"]]
    mentions = select_mentions(corpus, entities, unit=unit).merge(times, on=SENTENCE)
    mentions["begin"] = _period_numbers(mentions["earliest"], period)
    mentions["end"] = _period_numbers(mentions["latest"], period)
    low, high = _shown(mentions, period, first, last)
    keys = [by, "entity", "number", "basis"]
    table = _spread(mentions.rename(columns={by: "group"}), low, high)
    table = table.rename(columns={"group": by}).groupby(keys).sum().round(9).reset_index()
    n = mentions.groupby([by, "entity"]).size().rename("n")
    table = table.join(n, on=[by, "entity"])
    asked = sorted(table["entity"].unique()) if entities is None else list(entities)
    table["group_rank"] = table[by].map(groups.get_loc)
    table["entity_rank"] = table["entity"].map(asked.index)
    table = table.sort_values(["group_rank", "entity_rank", "number"], ignore_index=True)
    names = [_name(number, low, high, period) for number in table["number"]]
    table["period"] = pd.Series(names, dtype="str")
    counts = ["certain", "spread", "count", "n"]
    return add_labels(corpus, table)[[by, "entity", *LABELS, "period", "basis", *counts]]


def _spread(mentions: pd.DataFrame, low: int, high: int) -> pd.DataFrame:
    """Return a row for each period of each mention, with its share of the mention."""
    rows = []
    for mention in mentions.to_dict("records"):
        shares = _shares(mention["begin"], mention["end"], low, high)
        for number, share in shares.items():
            is_certain = share == 1 and number != high + 2
            rows.append(
                {
                    "group": mention["group"],
                    "entity": mention["entity"],
                    "number": number,
                    "basis": mention["basis"],
                    "certain": share if is_certain else 0.0,
                    "spread": share if share < 1 else 0.0,
                    "count": share,
                }
            )
    return frame(rows, SPREAD)


def _period_numbers(times: pd.Series, period: str) -> pd.Series:
    """Number the years or months of dates from 1970, as pandas does; NaN where there is none."""
    years = times.dt.year - 1970
    return (years if period == "year" else years * 12 + times.dt.month - 1).astype("float64")


def _shown(mentions: pd.DataFrame, period: str, first: Bound, last: Bound) -> tuple[int, int]:
    """Return the numbers of the first and last period shown: those asked for, or all there are."""
    dated = mentions.dropna(subset=["begin", "end"])
    low = dated["begin"].min() if len(dated) else 0
    high = dated["end"].max() if len(dated) else 0
    if first is not None:
        low = pd.Period(str(first)).asfreq(FREQUENCIES[period], "start").ordinal
    if last is not None:
        high = pd.Period(str(last)).asfreq(FREQUENCIES[period], "end").ordinal
    return int(low), int(high)


def _shares(begin: float, end: float, low: int, high: int) -> dict[int, float]:
    """Return the share of a time in each period shown; outside is low - 1, high + 1, high + 2.

    high + 2 is a mention without a time.
    """
    if math.isnan(begin):
        return {high + 2: 1.0}
    length = end - begin + 1
    first = max(int(begin), low)
    last = min(int(end), high)
    shares = {number: 1 / length for number in range(first, last + 1)}
    if begin < low:
        shares[low - 1] = (min(end, low - 1) - begin + 1) / length
    if end > high:
        shares[high + 1] = (end - max(begin, high + 1) + 1) / length
    return shares


def _name(number: int, low: int, high: int, period: str) -> str:
    """Return the name of a period by its number, see `_shares`."""
    if number == high + 2:
        return "undated"
    name = str(pd.Period(ordinal=min(max(number, low), high), freq=FREQUENCIES[period]))
    if number < low:
        return f"before {name}"
    return f"after {name}" if number > high else name


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
        period: "year" or "month".
        first: The first period shown; None is the earliest there is.
        last: The last period shown; None is the latest there is.
        unit: "mentions", or "sentences" that name somebody.
        outside: Add columns for mentions before and after these periods, and for undated ones,
            where there are any.

    Returns:
        counts and spread (see `by_period`), of the same rows and columns; and totals, a row a count
        of the grid: by (where it is given), entity, label_ru, label_en, period, certain, spread,
        count.

    >>> counts, spread, totals = period_grid(corpus, ["trotsky", "lenin"], first=1917, last=1940)
    >>> counts.loc["Lenin", ["1917", "1927"]].tolist()
    [13.25, 0.0]
    """
    table = by_period(corpus, entities, by or "source", period, first, last, unit)
    columns = _columns(set(table["period"]), period, first, last, outside)
    groups = {by: list(group_names(corpus, by))} if by else {}
    totals = _totals(table, groups | {"entity": list(entities), "period": columns})
    labels = add_labels(corpus, pd.DataFrame({"entity": entities}))["label_en"]
    names = totals[by] + " " + totals["label_en"] if by else totals["label_en"]
    rows = list(names.unique()) if by else list(labels)
    cells = totals.assign(row=names).groupby(["row", "period"])[VALUES].sum()
    counts, spread = (
        cells[value].unstack().reindex(index=rows, columns=columns).fillna(0.0)
        for value in ("count", "spread")
    )
    return PeriodGrid(counts, spread, totals)


def _totals(table: pd.DataFrame, orders: Mapping[str, list[str]]) -> pd.DataFrame:
    """Add up `by_period` over the bases of the times.

    Args:
        table: See `by_period`.
        orders: What is kept apart, and in which order: {column: values}.
    """
    table = table[table["period"].isin(orders["period"])]
    for column, order in orders.items():
        table[column] = pd.Categorical(table[column], pd.Index(order))
    keys = [column for column in orders if column != "period"]
    keys += [*LABELS, "period"]
    totals = table.groupby(keys, observed=True)[VALUES].sum().round(9)
    return totals.reset_index().astype(dict.fromkeys(keys, "str"))


def _columns(names: set[str], period: str, first: Bound, last: Bound, outside: bool) -> list[str]:
    """Return the columns of a grid: every period shown, and those outside that have mentions."""
    inside = sorted(name for name in names if name[0].isdigit())
    shown = []
    if inside or (first and last):
        begin = str(first or inside[0])
        end = str(last or inside[-1])
        frequency = FREQUENCIES[period]
        low = pd.Period(begin).asfreq(frequency, "start")
        high = pd.Period(end).asfreq(frequency, "end")
        shown = [str(column) for column in pd.period_range(low, high)]
    before = [name for name in names if name.startswith("before") and outside]
    after = [name for name in names if name.startswith("after") and outside]
    undated = [name for name in names if name == "undated" and outside]
    return [*before, *shown, *after, *undated]


def by_basis(corpus: Corpus, entities: Sequence[str]) -> pd.DataFrame:
    """Count mentions by how their sentence was dated: its own date, one carried on, or none.

    Returns:
        basis (as in corpus.narrated), entity, label_ru, label_en, count; by basis, then the most
        frequent first.

    >>> by_basis(corpus, ["menzhinsky"])[["basis", "count"]].values.tolist()
    [['own', 4], ['carried', 4]]
    """
    mentions = select_mentions(corpus, entities)
    table = mentions.merge(corpus.narrated[[*SENTENCE, "basis"]], on=SENTENCE)
    table = add_labels(corpus, table)
    counts = table.groupby(["basis", "entity", *LABELS]).size().rename("count").reset_index()
    counts["basis"] = pd.Categorical(counts["basis"], BASES)
    order = [True, False]
    counts = counts.sort_values(["basis", "count"], ascending=order, ignore_index=True)
    return counts.astype({"basis": "str"})
