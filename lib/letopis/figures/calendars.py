"""Calendars: what the charts along time share: bands of voices, months by days, the day."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from letopis.figures.order import PAGE_MM, page_width
from letopis.figures.style import BAND, BOLD, DAY, DAY_TEXT, SMALL, shorten

LEFT = 29.0  # millimetres: the names of the voices
RIGHT = 2.0  # millimetres
BETWEEN = 5  # rows between two voices
LONGEST_NAME = 14  # letters
ONE_DAY = pd.Timedelta(days=1)
MONTH = pd.Timedelta(days=31)
LATE = 20  # day of a month after which words come before the mark


def across() -> float:
    """Return how wide the panels along time are, in millimetres."""
    return page_width() - LEFT - RIGHT


def month_of(table: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return the spans (`earliest, latest`) of a month or less that touch the month of a day."""
    begins = table["earliest"] <= day + pd.offsets.MonthEnd(0)
    ends = table["latest"] >= day.replace(day=1)
    return table[begins & ends & (table["latest"] - table["earliest"] < MONTH)]


def remark_on_moved(table: pd.DataFrame) -> str:
    """Return a remark on the days that were moved from the Julian calendar, text by text.

    Args:
        table: `source, days_moved`; without them nothing was moved.
    """
    if "days_moved" not in table:
        return ""
    moved = table[table["days_moved"] > 0].groupby("source", sort=False)["days_moved"]
    if not len(moved):
        return ""
    listed = ", ".join(f"{source} +{_from_to(days)}" for source, days in moved)
    return f"Drawn: Old Style days in New Style ({listed} days)."


def _from_to(days: pd.Series) -> str:
    """Return by how many days dates were moved: "13", or "12–13"."""
    return "–".join(str(number) for number in sorted({days.min(), days.max()}))


def name_month(day: pd.Timestamp) -> str:
    """Return the month and the year of a day: "November 1927"."""
    return f"{day:%B %Y}"


def spread_rows(order: pd.Series, lanes: pd.Series, between: float = BETWEEN) -> pd.Series:
    """Return the row of each place in an order, from above, with room between two lanes."""
    return order.rank(method="dense") - 1 + between * pd.factorize(lanes)[0]


def write_by_day(axes: Axes, day: int, row: float, words: str) -> None:
    """Write words beside a day of a month: after it, or before it at the end of the month."""
    is_late = day > LATE
    place = day - 1.3 if is_late else day + 0.3
    axes.text(place, row, words, ha="right" if is_late else "left", **SMALL)


def draw_band(axes: Axes, rows: pd.Series, name: str, pad: float = 1.5, **look: Any) -> float:
    """Draw the band behind the rows of a lane, and its name beside; return its middle."""
    axes.axhspan(rows.min() - pad, rows.max() + pad, color=BAND, zorder=0, linewidth=0)
    middle = float(rows.min() + rows.max()) / 2
    place = {"transform": axes.get_yaxis_transform(), "ha": "right"}
    axes.text(-0.008, middle, shorten(name, LONGEST_NAME), **BOLD | place | look)
    return middle


def mark_day(axes: Axes, x: float, day: pd.Timestamp) -> None:
    """Draw a rule at a day, and its date above."""
    axes.axvline(x, color=DAY, linewidth=0.9, zorder=3)
    place = {"transform": axes.get_xaxis_transform(), "ha": "center", "va": "bottom"}
    axes.text(x, 1.005, f"{day.day} {name_month(day)}", **BOLD | place, color=DAY_TEXT)


def label_days(axes: Axes, day: pd.Timestamp) -> None:
    """Write the days of a month below its panel and its name above, with a band for a day."""
    days = list(range(1, day.days_in_month + 1))
    if page_width() < PAGE_MM:
        days = [number for number in days if number == day.day or abs(number - day.day) % 4 == 0]
    axes.set_xticks([number - 0.5 for number in days], [str(number) for number in days])
    axes.get_xticklabels()[days.index(day.day)].set(color=DAY_TEXT, fontweight="bold")
    axes.set_xlim(-0.1, day.days_in_month + 0.2)
    axes.axvspan(day.day - 1, day.day, color=DAY, alpha=0.16, linewidth=0)
    axes.set_title(f"Day by day: {name_month(day)}", fontsize=7, pad=3)
