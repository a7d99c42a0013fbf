"""Timelines: positions in a text, dated statements, counts as they grow."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from letopis.figures.calendars import (
    draw_band,
    label_days,
    mark_day,
    month_of,
    spread_rows,
)
from letopis.figures.save import chart
from letopis.figures.style import (
    BOLD,
    BOX,
    COLUMN,
    INK,
    PAGE,
    RULE,
    SMALL,
    SOFT,
    Coloured,
    in_order,
    label_rows,
    layout,
    page,
    panel,
    write_beside,
)

LEFT = 16.0  # millimetres: the names of the lanes
ACROSS = 156.0  # millimetres
ROW = 1.8
WORDS_ROW = 3.6  # millimetres a row with words beside it
APART = pd.Timedelta(days=13)  # between two marks of a row
LATE = 20  # day of a month from which words come before the mark


class Timelines(Coloured):
    """The charts along a text or along time."""

    @chart
    def barcode(
        self,
        table: pd.DataFrame,
        lane: str,
        position: str,
        *,
        xlabel: str = "",
        colour: str | None = None,
    ) -> Figure:
        """Draw a line a lane and a stroke a row; a lane without rows is shown and says "none".

        Args:
            table: A row a place in a text.
            lane: The column of the lanes' names; of a categorical one, each category is shown.
            position: The column of the places, in per cent of the text.
            xlabel: The name of the axis; the column's where none is given.
            colour: The column of sources, voices or people that colours the strokes.
        """
        names = in_order(table[lane])
        figure, (axis,) = layout(PAGE, max(0.55 + 0.17 * len(names), 1))
        for row, name in enumerate(reversed(names)):
            rows = table[table[lane] == name]
            colours = [self.colour(key) for key in rows[colour]] if colour else INK
            axis.axhline(row, color="#DDDDDD", linewidth=0.5, zorder=0)
            axis.vlines(rows[position], row - 0.36, row + 0.36, color=colours, linewidth=0.8)
            write_beside(axis, str(len(rows) or "none"), (100, row), shift=3)
        label_rows(axis, range(len(names)), list(reversed(names)))
        axis.set(xlim=(0, 100), ylim=(-0.6, len(names) - 0.4), xlabel=xlabel or position)
        return figure

    @chart
    def timeline(
        self,
        table: pd.DataFrame,
        lane: str,
        text: str,
        *,
        colour: str,
        first: str,
        last: str,
        day: str,
    ) -> Figure:
        """Draw dates by months, and below the month of a day by days, with words beside the marks.

        A day is a dot, anything longer a bar as long as its time. Hollow: the editor's year.

        Args:
            table: A row a date: `earliest, latest, dated_by` (frame: by the editor).
            lane: The column of the lanes' names.
            text: The column written beside the marks of the month.
            colour: The column of sources, voices or people that colours the marks.
            first: The first day shown.
            last: The last day shown.
            day: The day to mark.
        """
        start, end, marked = (pd.Timestamp(date) for date in (first, last, day))
        table = table.assign(lane=table[lane], words=table[text])
        table["colour"] = table[colour].map(self.colour)
        dates = table[(table["earliest"] <= end) & (table["latest"] >= start)]
        dates = dates.assign(y=_pack(dates))
        month = month_of(dates, marked)
        month = month.assign(
            y=spread_rows(pd.Series(range(len(month)), month.index), month["lane"], 0.7)
        )
        heights = [ROW * (dates["y"].max() + 2), WORDS_ROW * (month["y"].max() + 1.5)]
        figure, _ = page(heights[0] + 15 + (heights[1] + 11) * bool(len(month)))
        years = panel(figure, LEFT, 5, ACROSS, heights[0])
        _draw_dates(years, dates, start, end)
        _label_months(years, start, end)
        mark_day(years, (marked - start).days + 0.5, marked)
        if len(month):
            days = panel(figure, LEFT, heights[0] + 21, ACROSS, heights[1])
            begin = marked.replace(day=1)
            _draw_dates(days, month, begin, begin + pd.offsets.MonthEnd(0))
            _write_words(days, month, begin)
            label_days(days, marked)
        return figure

    @chart
    def lines(
        self,
        table: pd.DataFrame,
        x: str,
        y: str,
        *,
        by: str,
        xlabel: str = "",
        ylabel: str = "",
    ) -> Figure:
        """Draw a line each value of `by`, its name at its end.

        Args:
            table: A row a point, in the order of the line.
            x: The column of the places from left to right.
            y: The column of the heights.
            by: The column of sources, voices or people that have a line each.
            xlabel: The name of the lower axis; the column's where none is given.
            ylabel: The name of the left axis; the column's where none is given.
        """
        figure, (axis,) = layout(COLUMN, COLUMN * 0.72)
        for name, rows in table.groupby(by, sort=False):
            look = {"color": self.colour(str(name))}
            end = (rows[x].iloc[-1], rows[y].iloc[-1])
            axis.plot(rows[x], rows[y], **look)
            write_beside(axis, str(name), end, 3, 6.5, annotation_clip=False, bbox=BOX, **look)
        axis.set(xlim=(0, table[x].max() * 1.02), ylim=(0, None))
        axis.set(xlabel=xlabel or x, ylabel=ylabel or y)
        axis.grid(True)
        return figure


def _pack(dates: pd.DataFrame) -> pd.Series:
    """Return a row for each date, so that no two of a lane lie on one another."""
    rows: dict[object, float] = {}
    top = 0.0
    for _, lane in dates.groupby("lane", sort=False):
        free: list[pd.Timestamp] = []
        for date in lane.sort_values(["earliest", "latest"], kind="stable").itertuples():
            starts = [row for row, end in enumerate(free) if end + APART < date.earliest]
            row = starts[0] if starts else len(free)
            free[row : row + 1] = [date.latest]
            rows[date.Index] = top + row
        top += len(free) + 1
    return pd.Series(rows, dtype="float64").reindex(dates.index)


def _draw_dates(axes: Axes, dates: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Draw the lanes of a window: a day as a dot, anything longer as a bar."""
    length = (last - first).days + 1
    for name, lane in dates.groupby("lane", sort=False):
        draw_band(axes, lane["y"], str(name), pad=0.75)
    for date in dates.itertuples():
        left = max((date.earliest - first).days, 0)
        right = min((date.latest - first).days + 1, length)
        face = "white" if date.dated_by == "frame" else date.colour
        if date.earliest == date.latest:
            look = {"facecolor": face, "edgecolor": date.colour, "linewidth": 0.8}
            axes.scatter(left + 0.5, date.y, s=13, zorder=4, **look)
        else:
            bar = {"linewidth": 2.2, "alpha": 0.55, "solid_capstyle": "butt"}
            axes.plot([left, right], [date.y] * 2, color=date.colour, zorder=2, **bar)
    axes.set(xlim=(0, length), ylim=(dates["y"].max() + 0.9, -0.9))


def _label_months(axes: Axes, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Write the numbers of the months and the years below a panel."""
    months = pd.date_range(first, last, freq="MS")
    places = [(month - first).days for month in months]
    axes.vlines(places, *axes.get_ylim(), color="white", linewidth=0.6, zorder=0.5)
    middle = [place + month.days_in_month / 2 for place, month in zip(places, months, strict=True)]
    axes.set_xticks(middle, [str(month.month) for month in months], fontsize=5.7, color=SOFT)
    for place, month in zip(places, months, strict=True):
        if month.month == 1:
            below = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
            axes.annotate(str(month.year), (place, 0), (2, -16), **below, **BOLD)
            axes.axvline(place, color=RULE, linewidth=0.8, zorder=0.6)


def _write_words(axes: Axes, month: pd.DataFrame, first: pd.Timestamp) -> None:
    """Write the words of the dates of a month: after a day, or before one at the end; on a bar."""
    look = SMALL | {"fontsize": 5.5}
    for date in month.itertuples():
        left = (date.earliest - first).days
        if date.earliest != date.latest:
            axes.text(max(left, 0) + 0.3, date.y - 0.2, date.words, **look | {"va": "bottom"})
        elif left > LATE:
            axes.text(left - 0.2, date.y, date.words, ha="right", **look)
        else:
            axes.text(left + 1.2, date.y, date.words, **look)
