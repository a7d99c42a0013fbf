"""Timelines: positions in a text, dated statements, counts as they grow."""

from typing import NamedTuple

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from letopis.figures.save import chart
from letopis.figures.style import COLUMN, INK, NOTE, PAGE, Coloured, in_order, label_rows, layout


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
        limit: float = 100,
        width: float = PAGE,
    ) -> Figure:
        """Draw a line a lane and a stroke a row; a lane without rows is shown and says "none".

        Args:
            table: A row a place in a text.
            lane: The column of the lanes' names; of a categorical one, each category is shown.
            position: The column of the places, from 0 to `limit`.
            xlabel: The name of the axis; the column's where none is given.
            colour: The column of sources, voices or people that colours the strokes.
            limit: The end of a text.
            width: Inches.

        Returns:
            The chart.
        """
        names = in_order(table[lane])
        figure, (axis,) = layout(width, 0.55 + 0.17 * len(names))
        for row, name in enumerate(reversed(names)):
            rows = table[table[lane] == name]
            colours = [self.colour(key) for key in rows[colour]] if colour else INK
            axis.axhline(row, color="#DDDDDD", linewidth=0.5, zorder=0)
            axis.vlines(rows[position], row - 0.36, row + 0.36, color=colours, linewidth=0.8)
            axis.annotate(str(len(rows) or "none"), (limit, row), xytext=(3, 0), **NOTE)
        label_rows(axis, range(len(names)), list(reversed(names)))
        axis.set(xlim=(0, limit), ylim=(-0.6, len(names) - 0.4), xlabel=xlabel or position)
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
        width: float = PAGE,
    ) -> Figure:
        """Draw dated statements on lanes: a day as a dot, anything longer as a bar.

        Args:
            table: A row a statement, with `earliest, latest`.
            lane: The column of the lanes' names.
            text: The column written beside the marks.
            colour: The column of sources, voices or people that colours the marks.
            first: The first day shown.
            last: The last day shown.
            width: Inches.

        Returns:
            The chart.
        """
        window = Window(pd.Timestamp(first), pd.Timestamp(last))
        lanes = list(table.groupby(lane, sort=False))
        figure, (axis,) = layout(width, 0.6 + 0.15 * (len(table) + len(lanes)))
        row = 0
        for name, rows in lanes:
            _draw_lane(axis, row, name)
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
        width: float = COLUMN,
    ) -> Figure:
        """Draw a line each value of `by`, its name at its end.

        Args:
            table: A row a point, in the order of the line.
            x: The column of the places from left to right.
            y: The column of the heights.
            by: The column of sources, voices or people that have a line each.
            xlabel: The name of the lower axis; the column's where none is given.
            ylabel: The name of the left axis; the column's where none is given.
            width: Inches.

        Returns:
            The chart.
        """
        figure, (axis,) = layout(width, width * 0.72)
        for name, rows in table.groupby(by, sort=False):
            colour = self.colour(str(name))
            end = (rows[x].iloc[-1], rows[y].iloc[-1])
            beside = NOTE | {"fontsize": 6.5, "color": colour}
            axis.plot(rows[x], rows[y], color=colour)
            axis.annotate(str(name), end, xytext=(3, 0), annotation_clip=False, **beside)
        axis.set(xlim=(0, table[x].max() * 1.02), ylim=(0, None))
        axis.set(xlabel=xlabel or x, ylabel=ylabel or y)
        axis.grid(True)
        return figure


def _draw_lane(axis: Axes, row: int, name: str) -> None:
    """Draw the line above a lane, and its name below that."""
    axis.axhline(row - 0.6, color="#BBBBBB", linewidth=0.5)
    axis.annotate(
        name,
        (0, row),
        xycoords=("axes fraction", "data"),
        xytext=(3, 0),
        textcoords="offset points",
        va="center",
        fontsize=6.5,
        fontweight="bold",
    )


def _draw_dated(axis: Axes, row: int, item: dict, text: str, colour: str, window: Window) -> None:
    """Draw the mark of a dated statement and write its words where there is most room."""
    start = max(item["earliest"], window.first)
    stop = min(item["latest"], window.last)
    if window.share(stop) < 0.57:
        place, side, shift = stop, "left", 5
    elif window.share(start) > 0.43:
        place, side, shift = start, "right", -5
    else:
        place, side, shift = start, "left", 3  # on the bar
    bar = {"color": colour, "solid_capstyle": "butt"}
    if item["earliest"] == item["latest"]:
        axis.plot([start], [row], "o", color=colour, markersize=3.5)
    elif shift == 3:
        axis.plot([start, stop], [row, row], linewidth=8, alpha=0.25, **bar)
    else:
        axis.plot([start, stop], [row, row], linewidth=3, alpha=0.45, **bar)
    note = axis.annotate(
        text,
        (place, row),
        xytext=(shift, 0),
        textcoords="offset points",
        va="center",
        ha=side,
        fontsize=5.8,
    )
    note.set_in_layout(False)
