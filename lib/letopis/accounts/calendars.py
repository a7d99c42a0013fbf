"""Calendars: one day of an event whose texts give it by two calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.dates import table
from letopis.dates.edtf import new_style

if TYPE_CHECKING:
    from letopis.corpus import Corpus

REFORM = pd.Timestamp(table.REFORM)  # the first day of the Gregorian calendar in Russia
BOUNDS = ["earliest", "latest"]


def in_new_style(corpus: Corpus, event: str, times: pd.DataFrame) -> pd.DataFrame:
    """Return times by the calendar of an event: Gregorian, where events.toml gives both its days.

    Days and spans of days are moved in sources that reckon by the Julian calendar; a time that is
    given as the event's own date is not, and nor are months and years. Without `old_style` in
    events.toml nothing is.

    Args:
        corpus: The texts.
        event: Its id in events.toml.
        times: source, edtf, earliest, latest.

    Returns:
        The same with `earliest` and `latest` moved.
    """
    entry = corpus.event(event)
    if not entry.get("old_style"):
        return times
    has_days = times["edtf"].str.fullmatch(r"\d{4}-\d\d-\d\d(?:/.*)?")
    is_moved = has_days & times["source"].isin(julian_sources(corpus))
    is_moved &= (times["latest"] < REFORM) & (times["edtf"] != entry["date"])
    moved = times.copy()
    for bound in BOUNDS:
        moved.loc[is_moved, bound] = times.loc[is_moved, bound].map(_in_new_style)
    return moved


def julian_sources(corpus: Corpus) -> set[str]:
    """Return the sources of which most days before 1918 are given by the Julian calendar alone.

    >>> "002" in julian_sources(corpus), "000" in julian_sources(corpus)
    (True, False)
    """
    dates = corpus.dates[corpus.dates["precision"] == "day"]
    old = dates[dates["latest"] < REFORM]
    is_julian = (old["calendar"] == "julian") & (old["other_calendar"] == "")
    share = is_julian.groupby(old["source"]).mean()
    return set(share.index[share > 0.5])


def _in_new_style(day: pd.Timestamp) -> pd.Timestamp:
    """Return the Gregorian day of a Julian one."""
    return pd.Timestamp(new_style(day.year, day.month, day.day))
