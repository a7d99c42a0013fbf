"""Grids: counts as shades, stances as marks, orders side by side, parallels as a dot plot."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from letopis.figures.save import chart
from letopis.figures.style import COLUMN, GREY, INK, PAGE, Coloured, in_order, layout, write_beside

STANCES = {
    "asserts": {"marker": "s", "s": 46, "facecolor": INK, "edgecolor": INK},
    "implies": {"marker": "s", "s": 46, "facecolor": "#BBBBBB", "edgecolor": INK},
    "contradicts": {"marker": "X", "s": 52, "facecolor": "white", "edgecolor": INK},
    "silent": {"marker": "_", "s": 18, "color": "#999999"},
    "not coded": {"marker": "$?$", "s": 24, "color": "#999999"},
}
OTHER_TIME = {"marker": "o", "s": 16}  # in place of a stance's own marker and size


class Grids(Coloured):
    """The charts of rows and columns."""

    @chart
    def heat(
        self,
        grid: pd.DataFrame,
        *,
        uncertain: pd.DataFrame | None = None,
        xlabel: str = "",
        legend: str = "",
    ) -> Figure:
        """Draw a table of counts as shades, the count written in each cell; zeros stay white.

        Args:
            grid: A row a line, a column a period. Counts below 0.5 are shaded without a number.
            uncertain: Of the same shape: the part of each count that is spread over several
                periods; it is hatched where it is more than half.
            xlabel: The name of the axis.
            legend: What hatching means.
        """
        counts = grid.to_numpy(dtype=float)
        largest = max(counts.max(initial=1), 1)
        shades = np.ma.masked_equal(np.sqrt(counts / largest), 0)
        figure, (axis,) = layout(PAGE, max(0.75 + 0.17 * len(grid), 1.6))
        axis.imshow(shades, cmap="Greys", vmin=-0.1, vmax=1.5, aspect="auto")
        if uncertain is not None:
            _hatch(axis, uncertain.to_numpy(dtype=float) * 2 > np.maximum(counts, 1e-9))
        _write_counts(axis, counts, largest)
        axis.set_yticks(range(len(grid)), grid.index)
        many = grid.shape[1] > 12
        axis.set_xticks(range(grid.shape[1]), grid.columns, rotation=90 if many else 0)
        axis.set_xlabel(f"{xlabel}\n{legend}" if legend else xlabel)
        axis.tick_params(length=0)
        axis.spines[:].set_visible(False)
        return figure

    @chart
    def matrix(self, table: pd.DataFrame, label: str, column: str) -> Figure:
        """Draw stances as marks that differ in shape and shade, in blocks of facets.

        Args:
            table: A row a facet and source: `group`, the block of the facet; `stance` (asserts,
                implies, contradicts, silent, not coded); `other_time`, true where the source
                speaks of another time: its mark is small and round.
            label: The column of the facets' names.
            column: The column of the sources or voices that have a column each.
        """
        names = in_order(table[column])
        height = 1.15 + 0.142 * (table[label].nunique() + table["group"].nunique())
        figure, (axis,) = layout(COLUMN, height)
        labels: dict[int, str] = {}
        heads: list[int] = []
        row = 0
        for block, facets in table.groupby("group", sort=False):
            heads.append(len(labels))
            labels[row] = str(block)
            for facet, cells in facets.groupby(label, sort=False):
                row += 1
                labels[row] = str(facet)
                for cell in cells.to_dict("records"):
                    look = _look(cell["stance"], cell["other_time"])
                    axis.scatter(names.index(cell[column]), row, linewidths=0.8, **look)
            row += 1
        axis.set(xlim=(-0.6, len(names) - 0.4), ylim=(row - 0.4, -0.7))
        _label_facets(axis, labels, heads)
        axis.set_xticks(range(len(names)), names)
        axis.xaxis.tick_top()
        axis.tick_params(length=0)
        axis.spines[:].set_visible(False)
        _add_legend(figure, axis, table)
        return figure

    @chart
    def slope(self, table: pd.DataFrame, item: str, columns: Sequence[str]) -> Figure:
        """Draw the place of each item in ordered lists, joined by a line.

        Args:
            table: A row an item.
            item: The column of the items' names.
            columns: The columns of their places, 1 for the first; an item without a place in a
                list has no mark there.
        """
        figure, (axis,) = layout(PAGE, 0.6 + 0.2 * float(table[list(columns)].max().max()))
        last = len(columns) - 1
        look = {"size": 6.2, "color": "black"}
        for row in table.to_dict("records"):
            ranks = {column: row[key] for column, key in enumerate(columns) if pd.notna(row[key])}
            colour = INK if len(ranks) > 1 else GREY
            axis.plot(
                list(ranks), list(ranks.values()), "o-", color=colour, markersize=3.5, linewidth=0.9
            )
            if 0 in ranks:
                write_beside(axis, row[item], (0, ranks[0]), -6, ha="right", **look)
            if last in ranks:
                write_beside(axis, row[item], (last, ranks[last]), 6, ha="left", **look)
        axis.set_xticks(range(len(columns)), columns, fontweight="bold")
        axis.xaxis.tick_top()
        axis.set(xlim=(-1.15, len(columns) + 0.15), yticks=[])
        axis.invert_yaxis()
        axis.tick_params(length=0)
        axis.spines[:].set_visible(False)
        return figure

    @chart
    def parallels(
        self, table: pd.DataFrame, *, lengths: tuple[int, int], names: tuple[str, str]
    ) -> Figure:
        """Draw a dot plot of parallels: a stroke a pair, from its beginning to its end in both.

        Args:
            table: A row a pair: `start_a, stop_a, start_b, stop_b`.
            lengths: The characters of both texts.
            names: The names of both texts.
        """
        figure, (axis,) = layout(COLUMN, COLUMN)
        across = [table["start_a"], table["stop_a"]]
        down = [table["start_b"], table["stop_b"]]
        axis.plot(across, down, color=INK, linewidth=1.6)
        axis.set(xlim=(0, lengths[0]), ylim=(lengths[1], 0))
        axis.set(xlabel=f"{names[0]}, characters", ylabel=f"{names[1]}, characters")
        axis.grid(True)
        return figure


def _hatch(axis: Axes, cells: np.ndarray) -> None:
    """Hatch the cells of a grid that are true."""
    look = {"fill": False, "hatch": "////", "edgecolor": "#AAAAAA", "linewidth": 0}
    for row, column in np.argwhere(cells):
        axis.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, **look))


def _write_counts(axis: Axes, counts: np.ndarray, largest: float) -> None:
    """Write each count of half or more into its cell, without a decimal where it is whole."""
    look = {"ha": "center", "va": "center", "fontsize": 5.5}
    for row, column in np.argwhere(counts >= 0.5):
        count = counts[row, column]
        is_whole = abs(count - round(count)) < 0.05
        text = f"{count:.0f}" if is_whole else f"{count:.1f}"
        axis.text(column, row, text, color="white" if count > largest * 0.7 else INK, **look)


def _look(stance: str, other_time: bool) -> dict:
    """Return the marker of a stance."""
    return STANCES[stance] | (OTHER_TIME if other_time else {})


def _label_facets(axis: Axes, labels: dict[int, str], heads: list[int]) -> None:
    """Label the rows of a matrix; the heads of its blocks are bold and have no line."""
    axis.grid(axis="y", linewidth=0.3)
    axis.set_yticks(list(labels), list(labels.values()), fontsize=6)
    for head in heads:
        axis.get_yticklabels()[head].set_fontweight("bold")
        axis.get_ygridlines()[head].set_visible(False)


def _add_legend(figure: Figure, axis: Axes, table: pd.DataFrame) -> None:
    """Explain below the matrix the marks that occur in it."""
    handles = []
    for suffix, drawn in (("", table), (", of another time", table[table["other_time"]])):
        for stance in STANCES:
            if (drawn["stance"] == stance).any():
                look = _look(stance, bool(suffix))
                mark = axis.scatter([], [], label=f"{stance}{suffix}", linewidths=0.8, **look)
                handles.append(mark)
    figure.legend(
        handles=handles, loc="outside lower center", ncols=2, handletextpad=0.2, columnspacing=1
    )
