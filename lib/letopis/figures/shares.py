"""Shares: counts by kind as stacked bars, and of pairs as triangles."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from letopis.figures.save import chart
from letopis.figures.style import (
    BODY,
    BOLD,
    EDGE,
    GREY,
    INCH,
    INK,
    PAGE,
    PALE,
    SMALL,
    Coloured,
    add_legend,
    in_order,
    page,
)

DARK = {"facecolor": "#262626", "edgecolor": "#262626", "linewidth": 0.5}
MIDDLE = {"facecolor": PALE, "edgecolor": PALE, "linewidth": 0.5}
HATCHED = {"facecolor": "white", "edgecolor": INK, "hatch": "//////", "linewidth": 0.5}
EMPTY = {"facecolor": "white", "edgecolor": GREY, "linewidth": 0.5}
NAMES = {
    "sentence": "dated in the sentence",
    "context": "dated by context",
    "frame": "year by the editor",
    "none": "undated",
    "only a": "only the first",
    "only b": "only the second",
}
FILLS = [DARK, MIDDLE, HATCHED, EMPTY]
LEFT = 21.0  # millimetres: the names of bars
BAR = 3.0
ROW = 4.3
CELL = 4.1
ROOM = 3.0  # millimetres of a part that has its count in it


class Shares(Coloured):
    """The charts of counts by kind."""

    @chart
    def stacked(
        self,
        table: pd.DataFrame,
        label: str,
        kind: str,
        value: str,
        *,
        by: str = "",
        is_share: bool = False,
    ) -> Figure:
        """Draw counts by kind as parts of a bar, told apart in grey print.

        Args:
            table: A row a part of a bar, in the order of the bars and of their parts (four kinds).
            label: The column of the bars' names.
            kind: The column of the kinds; the first is dark, the second grey, the third hatched,
                the fourth empty.
            value: The column of the counts.
            by: The column whose values have a panel each.
            is_share: All bars are equally long, each for 100 % of its counts.
        """
        looks = dict(zip(in_order(table[kind]), FILLS, strict=False))
        groups = list(table.groupby(by, sort=False)) if by else [("", table)]
        bars = in_order(table[label])
        sums = table.groupby([by, label] if by else label, observed=True)[value].sum()
        across = (PAGE * INCH - LEFT - EDGE) / len(groups)
        top = 10.0 if by else 6.0
        figure, sheet = page(top + ROW * len(bars) + 1)
        add_legend(sheet, {NAMES.get(kind, kind): look for kind, look in looks.items()})
        for row, bar in enumerate(bars):
            sheet.text(LEFT - 1.5, top + row * ROW + BAR / 2, bar, ha="right", **BODY)
        for number, (name, rows) in enumerate(groups):
            left = LEFT + number * across
            sheet.text(left, top - 2.2, name, **BOLD)
            for row, bar in enumerate(bars):
                counts = rows[rows[label] == bar].set_index(kind)[value]
                whole = counts.sum() if is_share else sums.max()
                unit = (across - 8) / max(whole, 1)
                _draw_bar(sheet, (left, top + row * ROW), counts, unit, looks)
        return figure

    @chart
    def triangles(self, table: pd.DataFrame) -> Figure:
        """Draw counts of pairs as triangles of shaded cells, all on one scale.

        Beside each name is the count of the one alone.

        Args:
            table: A row for each source and pair, b not after a: `source, a, b, count, n`, as
                `people.comention_triangles` returns it.
        """
        groups = list(table.groupby("source", sort=False))
        order = list(table["a"].unique())
        across = (PAGE * INCH - EDGE) / max(len(groups), 4)
        figure, sheet = page(5 + CELL * len(order) + 1)
        largest = table.loc[table["a"] != table["b"], "count"].max()
        for place, (source, pairs) in enumerate(groups):
            left = EDGE + place * across
            sheet.text(left, 2, source, **BOLD)
            sheet.text(left + 8, 2, f"{pairs['n'].iloc[0]} sentences", **SMALL)
            for row in pairs.rename(columns={"count": "number"}).itertuples():
                x = left + order.index(row.b) * CELL
                y = 5 + order.index(row.a) * CELL
                if row.a == row.b:
                    colour = INK if row.number else GREY
                    words = f"{self.name(row.a)}: {row.number}"
                    sheet.text(x + 0.8, y + CELL / 2, words, color=colour, **SMALL)
                else:
                    _draw_cell(sheet, x, y, row.number, largest)
        return figure


def _draw_bar(
    sheet: Axes, place: tuple[float, float], counts: pd.Series, unit: float, looks: dict
) -> None:
    """Draw the parts of a bar, in each its count where there is room, and the sum at the end."""
    x, y = place
    middle = y + BAR / 2
    for kind, look in looks.items():
        count = counts.get(kind, 0)
        if count:
            sheet.add_patch(Rectangle((x, y), count * unit, BAR, **look))
        if count * unit > ROOM:
            box = {"facecolor": look["facecolor"], "edgecolor": "none", "pad": 0.6}
            words = {"ha": "center", "color": "white" if look is DARK else INK, "bbox": box}
            sheet.text(x + count * unit / 2, middle, str(count), **SMALL | words)
        x += count * unit
    sheet.text(x + 1, middle, str(counts.sum() or "none"), **SMALL)


def _draw_cell(sheet: Axes, x: float, y: float, count: int, largest: int) -> None:
    """Draw the cell of a pair: the greater the count, the darker; empty for none."""
    part = count / largest if count else 0
    face = str(0.92 - 0.8 * part) if count else "white"
    look = {"facecolor": face, "edgecolor": "#D2D2D2", "linewidth": 0.4}
    sheet.add_patch(Rectangle((x + 0.12, y + 0.12), CELL - 0.24, CELL - 0.24, **look))
    if count:
        words = SMALL | {"ha": "center", "color": "white" if part > 0.45 else INK}
        sheet.text(x + CELL / 2, y + CELL / 2, str(count), **words)
