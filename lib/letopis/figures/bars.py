"""Bars: counts and rates from zero, estimates with intervals, word clouds beside their counts."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from letopis.figures.order import PAGE_MM, page_width
from letopis.figures.save import chart
from letopis.figures.style import (
    INCH,
    MOST_PANELS,
    MOST_ROWS,
    Coloured,
    columns_that_fit,
    for_words,
    in_order,
    join_remarks,
    label_rows,
    layout,
    shorten,
    take_first,
    write_beside,
)
from letopis.texts.errors import needed_for

FRAME = 0.62  # inches above and below the rows of a panel
ROW = 0.145  # inches
FEWEST = 5  # rows that a panel has room for, so that its names and axis fit too
MARGIN = 1.18  # of the longest bar: room for the note at its end
BARS_BESIDE_CLOUD = 12
BARS_BELOW_CLOUD = 8
LARGEST_LETTER = 4.2  # times the smallest, in the cloud of a column
MOST_CLOUDS = 5  # of a figure
MOST_IN_ROWS = 4  # panels side by side, where there are several rows of them
TOLERANCES = (1, 4)  # points by which a letter may be too high or too low
TITLE = 90  # letters of the titles of all panels in a row
LONGEST_NAME = 70  # letters of the name of a bar


class BarColumns(NamedTuple):
    """Which columns of a table are drawn as bars."""

    label: str
    value: str
    note: str
    interval: tuple[str, str] | None = None


class Bars(Coloured):
    """The charts of bars."""

    @chart
    def bars(
        self,
        table: pd.DataFrame,
        label: str,
        value: str,
        *,
        xlabel: str = "",
        by: str | None = None,
        note: str | None = None,
        interval: tuple[str, str] | None = None,
        colour: str | None = None,
        shared: bool = True,
        columns: int = 5,
        panels: Sequence[str] = (),
    ) -> tuple[Figure, str]:
        """Draw horizontal bars from zero, in the order of the rows; with intervals, dots.

        Args:
            table: A row a bar.
            label: The column of the bars' names.
            value: The column of their lengths.
            xlabel: The name of the axis; the column's where none is given.
            by: The column whose values have a panel each.
            note: The column written at a bar's end (a count); `value` where none is given.
            interval: The columns of the two ends of an interval.
            colour: The column of sources, voices or people that colours the bars; else a panel
                has the colour of its name.
            shared: All panels have one scale.
            columns: The most panels in a row.
            panels: The panels' names, so that one without rows is shown, empty.
        """
        names = list(panels) or (in_order(table[by]) if by else [""])
        names, panels_left_out = take_first(names, MOST_PANELS, "panels")
        groups = [table[table[by] == name] if by else table for name in names]
        _, rows_left_out = take_first(range(max(map(len, groups))), MOST_ROWS, "rows")
        groups = [rows.head(MOST_ROWS) for rows in groups]
        height = max(FEWEST, *map(len, groups))
        columns = _columns(groups, label, columns)
        figure, axes = layout(
            page_width() / INCH, FRAME + ROW * height, len(names), columns, sharex=shared
        )
        drawn = BarColumns(label, value, note or value, interval)
        for axis, name, rows in zip(axes, names, groups, strict=True):
            keys = rows[colour] if colour else [str(name)] * len(rows)
            draw_bars(axis, rows, drawn, [self.colour(key) for key in keys], height)
            axis.set_title(shorten(str(name), TITLE // columns))
            axis.set_xlabel(xlabel or value)
        if shared and len(axes) > 1:
            longest = max(axis.dataLim.x1 for axis in axes)
            axes[0].set_xlim(0, (longest or 1) * MARGIN)
        return figure, join_remarks(panels_left_out, rows_left_out)

    @chart
    def forest(
        self,
        table: pd.DataFrame,
        label: str,
        value: str,
        interval: tuple[str, str],
        *,
        xlabel: str,
        by: str,
        note: str,
    ) -> tuple[Figure, str]:
        """Draw estimates as dots with intervals, a panel each value of `by`, a line at zero.

        Args:
            table: A row an estimate.
            label: The column of the estimates' names.
            value: The column of the estimates.
            interval: The columns of the two ends of an interval.
            xlabel: The name of the axis.
            by: The column of sources or voices that have a panel each.
            note: The column written at the interval's end.
        """
        groups, remark = take_first(list(table.groupby(by, sort=False)), MOST_PANELS, "panels")
        height = max(FEWEST, *(len(rows) for _, rows in groups))
        columns = _columns([rows for _, rows in groups], label, 5, note)
        figure, axes = layout(
            page_width() / INCH, FRAME + ROW * height, len(groups), columns, sharex=True
        )
        for axis, (name, rows) in zip(axes, groups, strict=True):
            colour = self.colour(str(name))
            positions = height - 1 - np.arange(len(rows))
            low, high = (rows[end] for end in interval)
            axis.hlines(positions, low, high, color=colour, linewidth=1)
            axis.plot(rows[value], positions, "o", color=colour, markersize=3.2)
            axis.axvline(0, color="#777777", linewidth=0.7)
            write_notes(axis, high, positions, rows[note], shift=0)
            label_rows(axis, positions, _labels(rows, label))
            axis.grid(axis="x")
            axis.margins(x=0.25)
            axis.set_ylim(-0.6, height - 0.4)
            axis.set_title(shorten(str(name), TITLE // columns))
            axis.set_xlabel(xlabel)
        return figure, remark

    @chart
    def clouds(self, table: pd.DataFrame, label: str, value: str, *, by: str) -> tuple[Figure, str]:
        """Draw, for each value of `by`, a word cloud and beside it the same counts as bars.

        Letters are as high as the count says; area tells nothing exact: read the bars.

        Args:
            table: A row a word, ordered by falling count.
            label: The column of the words.
            value: The column of the counts.
            by: The column of sources or voices.
        """
        groups, remark = take_first(list(table.groupby(by, sort=False)), MOST_CLOUDS, "texts")
        figure, clouds, bars = _cloud_panels(len(groups))
        count = BARS_BESIDE_CLOUD if page_width() >= PAGE_MM else BARS_BELOW_CLOUD
        words = 0
        for left, right, (name, rows) in zip(clouds, bars, groups, strict=True):
            colour = self.colour(str(name))
            counts = _cloud_words(rows, label, value)
            words += len(counts)
            left.imshow(word_cloud(counts, for_words(colour)).to_array(), interpolation="bilinear")
            left.set_title(shorten(str(name), TITLE // 2))
            left.set_axis_off()
            first = rows.head(count)
            drawn = BarColumns(label, value, value)
            draw_bars(right, first, drawn, [colour] * len(first), count)
            right.set_xlabel(value)
        every = range(sum(len(rows) for _, rows in groups))
        return figure, join_remarks(remark, take_first(every, words, "words of the clouds")[1])


def _cloud_panels(count: int) -> tuple[Figure, list[Axes], list[Axes]]:
    """Lay out clouds and their bars: side by side on a page, else below one another."""
    if page_width() >= PAGE_MM:
        figure = Figure(figsize=(PAGE_MM / INCH, 2.1 * count + 0.3))
        axes = list(figure.subplots(count, 2, squeeze=False, width_ratios=(5, 2)).flat)
        return figure, axes[::2], axes[1::2]
    figure = Figure(figsize=(page_width() / INCH, 2.7 * count))
    grid = figure.add_gridspec(2 * count, 2, width_ratios=(1, 20), height_ratios=(5, 3) * count)
    clouds = [figure.add_subplot(grid[2 * place, :]) for place in range(count)]
    return figure, clouds, [figure.add_subplot(grid[2 * place + 1, 1]) for place in range(count)]


def _cloud_words(rows: pd.DataFrame, label: str, value: str) -> dict[str, float]:
    """Return the counts of the words of a cloud: on less than a page, without the smallest."""
    least = 0 if page_width() >= PAGE_MM else rows[value].max() / LARGEST_LETTER
    rows = rows[rows[value] >= least]
    return dict(zip(rows[label], rows[value].astype(float), strict=True))


def _labels(rows: pd.DataFrame, label: str) -> list[str]:
    """Return the names of the rows of a panel, none longer than there is room for."""
    longest = LONGEST_NAME if page_width() >= PAGE_MM else LONGEST_NAME // 2
    return [shorten(str(name), longest) for name in rows[label]]


def _columns(groups: Sequence[pd.DataFrame], label: str, most: int, note: str = "") -> int:
    """Return how many panels stand side by side, with room for long notes beside the bars."""
    names = [name for rows in groups for name in _labels(rows, label)]
    notes = [str(text) for rows in groups for text in rows[note]] if note else []
    room = " " * max(map(len, notes), default=0)
    beside = len(groups) if len(groups) <= most else min(most, MOST_IN_ROWS)
    return columns_that_fit([name + room for name in names], beside)


def draw_bars(
    axis: Axes, rows: pd.DataFrame, columns: BarColumns, colours: list[str], height: int
) -> None:
    """Draw the bars of a panel that has room for `height` of them; one without rows says so."""
    positions = height - 1 - np.arange(len(rows))
    ends = rows[columns.value]
    if columns.interval:
        low, high = (rows[end] for end in columns.interval)
        axis.hlines(positions, low, high, color=colours, linewidth=1)
        axis.scatter(ends, positions, color=colours, s=11, zorder=3)
        ends = high.clip(lower=ends)
    else:
        axis.barh(positions, ends, color=colours, height=0.7)
    write_notes(axis, ends, positions, rows[columns.note])
    if rows.empty:
        write_beside(axis, "none", (0, height - 1))
    label_rows(axis, positions, _labels(rows, columns.label))
    axis.grid(axis="x")
    ticks = 4 if page_width() >= PAGE_MM else 2
    axis.xaxis.set_major_locator(MaxNLocator(ticks, integer=True))
    longest = float(ends.max()) if len(ends) else 0
    axis.set(xlim=(0, (longest or 1) * MARGIN), ylim=(-0.6, height - 0.4))


def write_notes(axis: Axes, ends, positions, notes, shift: int = 2) -> None:
    """Write a note beside the end of each row."""
    for end, position, note in zip(ends, positions, notes, strict=True):
        write_beside(axis, f" {note}", (end, position), shift)


def word_cloud(counts: dict[str, float], colour: str) -> Any:
    """Return a word cloud, its letters in proportion to the counts and as large as fits."""
    largest = max(counts.values())
    for tolerance in TOLERANCES:
        for size in range(150, 20, -6):
            cloud = _cloud(counts, colour, size)
            heights = {word: height for (word, _), height, *_ in cloud.layout_}
            wanted = {word: size * count / largest for word, count in counts.items()}
            if all(abs(heights.get(word, 0) - wanted[word]) <= tolerance for word in wanted):
                return cloud
    return cloud


def _cloud(counts: dict[str, float], colour: str, size: int) -> Any:
    """Return a word cloud whose largest letters have a size, as far as they fit."""
    from matplotlib import get_data_path

    with needed_for("word clouds"):
        from wordcloud import WordCloud

    cloud = WordCloud(
        width=1000,
        height=450,
        margin=14,
        font_path=f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf",
        min_font_size=1,
        max_font_size=size,
        relative_scaling=1,
        prefer_horizontal=1,
        random_state=1927,
        background_color="white",
        color_func=lambda *_, **__: colour,
    )
    return cloud.generate_from_frequencies(counts)
