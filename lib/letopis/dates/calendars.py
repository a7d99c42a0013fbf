"""Calendars: the days of texts that reckon by two calendars, on that of an event.

The days of an event before 1918 are given in Old Style by some texts and in New Style by others.
Where events.toml gives both, what is compared or drawn stands on one calendar, the Gregorian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.dates import table
from letopis.dates.edtf import new_style

if TYPE_CHECKING:
    from letopis.corpus import Corpus

REFORM = pd.Timestamp(table.REFORM)  # the first day of the Gregorian calendar in Russia
BOUNDS = ["earliest", "latest"]
OF_DAYS = r"\d{4}-\d\d-\d\d(?:/.*)?"


def in_new_style(corpus: Corpus, event: str, times: pd.DataFrame) -> pd.DataFrame:
    """Return times by the calendar of an event: Gregorian, where events.toml gives both its days.

    Days and spans of days are moved in sources that reckon by the Julian calendar; a time that is
    given as the event's own date is not, and nor are months and years. Without an event, or
    without `old_style` in events.toml, nothing is.

    Args:
        corpus: The texts.
        event: Its id in events.toml; "" for none.
        times: source, edtf, earliest, latest.

    Returns:
        The same with `edtf`, `earliest` and `latest` moved, and `days_moved`: by how many days.
    """
    moved = times.assign(days_moved=0)
    entry = corpus.event(event)
    if not entry.get("old_style"):
        return moved
    is_moved = times["edtf"].str.fullmatch(OF_DAYS) & (times["edtf"] != entry["date"])
    is_moved &= times["source"].isin(julian_sources(corpus, event)) & (times["latest"] < REFORM)
    if not is_moved.any():
        return moved
    for bound in BOUNDS:
        moved.loc[is_moved, bound] = times.loc[is_moved, bound].map(_in_new_style)
    moved.loc[is_moved, "edtf"] = [_in_edtf(*days) for days in moved.loc[is_moved, BOUNDS].values]
    moved["days_moved"] = (moved["earliest"] - times["earliest"]).dt.days.fillna(0).astype("int64")
    return moved


def julian_sources(corpus: Corpus, event: str = "") -> set[str]:
    """Return the sources that reckon by the Julian calendar before 1918.

    In these most days are given by it alone; or, where neither the text nor sources.csv says which
    calendar it uses, the text gives the event its Old Style date and never the New Style one.

    >>> "002" in julian_sources(corpus), "000" in julian_sources(corpus)
    (True, False)
    """
    dates = corpus.dates[corpus.dates["precision"] == "day"]
    old = dates[dates["latest"] < REFORM]
    is_julian = (old["calendar"] == "julian") & (old["other_calendar"] == "")
    share = is_julian.groupby(old["source"]).mean()
    return set(share.index[share > 0.5]) | _give_the_old_day(corpus, event, old)


def _give_the_old_day(corpus: Corpus, event: str, days: pd.DataFrame) -> set[str]:
    """Return the sources of an unknown calendar whose date of an event is the Old Style one."""
    entry = corpus.event(event)
    is_old = (days["edtf"] == entry.get("old_style", "")) & (days["calendar"] == "")
    new = days.loc[days["edtf"] == entry.get("date", ""), "source"]
    return set(days.loc[is_old, "source"]) - set(new)


def _in_new_style(day: pd.Timestamp) -> pd.Timestamp:
    """Return the Gregorian day of a Julian one."""
    return pd.Timestamp(new_style(day.year, day.month, day.day))


def _in_edtf(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return the EDTF of a day or a span of days."""
    days = [f"{pd.Timestamp(day):%Y-%m-%d}" for day in (first, last)]
    return "/".join(dict.fromkeys(days))
