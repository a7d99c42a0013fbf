"""Timelines: positions in a text, dated statements, counts as they grow."""

from typing import NamedTuple

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from letopis.figures.save import chart
from letopis.figures.style import (
    COLUMN,
    INK,
    PAGE,
    Coloured,
    in_order,
    label_rows,
    layout,
    write_beside,
)


class Window(NamedTuple):
    """The first and the last day that a timeline shows."""

    first: pd.Timestamp
    last: pd.Timestamp

    def share(self, day: pd.Timestamp) -> float:
        """Return where a day lies between the first and the last."""
        return (day - self.first) / (self.last - self.first)


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
        figure, (axis,) = layout(PAGE, 0.55 + 0.17 * len(names))
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
        self, table: pd.DataFrame, lane: str, text: str, *, colour: str, first: str, last: str
    ) -> Figure:
        """Draw dated statements on lanes: a day as a dot, anything longer as a bar.

        Args:
            table: A row a statement, with `earliest, latest`.
            lane: The column of the lanes' names.
            text: The column written beside the marks.
            colour: The column of sources, voices or people that colours the marks.
            first: The first day shown.
            last: The last day shown.
        """
        window = Window(pd.Timestamp(first), pd.Timestamp(last))
        lanes = list(table.groupby(lane, sort=False))
        figure, (axis,) = layout(PAGE, 0.6 + 0.15 * (len(table) + len(lanes)))
        bold = {"fontweight": "bold", "color": "black", "xycoords": ("axes fraction", "data")}
        row = 0
        for name, rows in lanes:
            axis.axhline(row - 0.6, color="#BBBBBB", linewidth=0.5)
            write_beside(axis, name, (0, row), shift=3, size=6.5, **bold)
            for item in rows.to_dict("records"):
                row += 1
                _draw_dated(axis, row, item, item[text], self.colour(item[colour]), window)
            row += 1
        axis.set(xlim=window, ylim=(row, -0.8), yticks=[])
        axis.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(1, 7)))
        axis.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m"))
        axis.grid(axis="x")
        axis.spines["left"].set_visible(False)
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
            write_beside(axis, str(name), end, shift=3, size=6.5, annotation_clip=False, **look)
        axis.set(xlim=(0, table[x].max() * 1.02), ylim=(0, None))
        axis.set(xlabel=xlabel or x, ylabel=ylabel or y)
        axis.grid(True)
        return figure


def _draw_dated(axis: Axes, row: int, item: dict, text: str, colour: str, window: Window) -> None:
    """Draw the mark of a dated statement, and its words beside it or on it."""
    start = max(item["earliest"], window.first)
    stop = min(item["latest"], window.last)
    place, side, shift = _place_words(start, stop, window)
    is_on_mark = abs(shift) < 5
    look = {"linewidth": 8, "alpha": 0.25} if is_on_mark else {"linewidth": 3, "alpha": 0.45}
    if item["earliest"] == item["latest"]:
        axis.plot([start], [row], "o", color=colour, markersize=3.5)
    else:
        axis.plot([start, stop], [row, row], color=colour, solid_capstyle="butt", **look)
    note = write_beside(axis, text, (place, row), shift, size=5.8, ha=side, color="black")
    note.set_in_layout(False)


def _place_words(
    start: pd.Timestamp, stop: pd.Timestamp, window: Window
) -> tuple[pd.Timestamp, str, int]:
    """Return where the words of a mark begin or end, their alignment, and the points between."""
    if window.share(stop) < 0.57:
        return stop, "left", 5
    if window.share(start) > 0.43:
        return start, "right", -5
    return start, "left", 3  # no room on either side: on the mark
