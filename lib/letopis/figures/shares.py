"""Shares: counts by kind as stacked bars, and of pairs as triangles."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from letopis.figures.legends import LEGEND_LINE, add_legend, legend_lines
from letopis.figures.order import page_width
from letopis.figures.save import chart
from letopis.figures.style import (
    BODY,
    BOLD,
    BOLD_LETTER,
    EDGE,
    GREY,
    INK,
    LETTER,
    MOST_PANELS,
    PALE,
    SMALL,
    Coloured,
    in_order,
    join_remarks,
    page,
    shorten,
    take_first,
)

DARK = {"facecolor": "#262626", "edgecolor": "#262626", "linewidth": 0.5}
MIDDLE = {"facecolor": PALE, "edgecolor": PALE, "linewidth": 0.5}
HATCHED = {"facecolor": "white", "edgecolor": INK, "hatch": "//////", "linewidth": 0.5}
EMPTY = {"facecolor": "white", "edgecolor": GREY, "linewidth": 0.5}
NAMES = {
    "sentence": "dated in the sentence",
    "context": "dated by context",
    "frame": "year not in the text",
    "none": "undated",
    "only a": "only the first",
    "only b": "only the second",
}
FILLS = [DARK, MIDDLE, HATCHED, EMPTY]
LEFT = 21.0  # millimetres: the names of bars
BAR = 3.0
ROW = 4.3
CELL = 4.1
MOST_BARS = 45
MOST_BESIDE = 4  # panels of bars side by side
TRIANGLES_BESIDE = 4
TRIANGLE = 42.0  # millimetres: the width of a triangle with its names
NARROWEST = 28.0  # millimetres of a panel of bars
NEXT_BLOCK = 7.0  # millimetres from a row of panels to the next
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
    ) -> tuple[Figure, str]:
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
        groups, panels_left_out = take_first(groups, MOST_PANELS, "panels")
        bars, rows_left_out = take_first(in_order(table[label]), MOST_BARS, "rows")
        names = [shorten(str(bar)) for bar in bars]
        left_of_bars = max(LEFT, LETTER * max(map(len, names)) + 3)
        sums = table.groupby([by, label] if by else label, observed=True)[value].sum()
        room = page_width() - left_of_bars - EDGE
        beside = max(1, min(len(groups), MOST_BESIDE, int(room / NARROWEST)))
        across = room / beside
        marks = {NAMES.get(kind, kind): look for kind, look in looks.items()}
        first = (10.0 if by else 6.0) + LEGEND_LINE * (legend_lines(marks) - 1)
        block = ROW * len(bars) + 1
        blocks = -(-len(groups) // beside)
        figure, sheet = page(first + block + (block + NEXT_BLOCK) * (blocks - 1))
        add_legend(sheet, marks)
        tops = [first + line * (block + NEXT_BLOCK) for line in range(blocks)]
        for top in tops:
            for row, name in enumerate(names):
                middle = top + row * ROW + BAR / 2
                sheet.text(left_of_bars - 1.5, middle, name, ha="right", **BODY)
        for number, (name, rows) in enumerate(groups):
            top = tops[number // beside]
            left = left_of_bars + number % beside * across
            sheet.text(left, top - 2.2, shorten(str(name), int(across / 1.8)), **BOLD)
            for row, bar in enumerate(bars):
                counts = rows[rows[label] == bar].set_index(kind)[value]
                whole = counts.sum() if is_share else sums.max()
                unit = (across - 8) / max(whole, 1)
                _draw_bar(sheet, (left, top + row * ROW), counts, unit, looks)
        return figure, join_remarks(panels_left_out, rows_left_out)

    @chart
    def triangles(self, table: pd.DataFrame) -> tuple[Figure, str]:
        """Draw counts of pairs as triangles of shaded cells, all on one scale.

        Beside each name is the count of the one alone.

        Args:
            table: A row for each source and pair, b not after a: `source, a, b, count, n`, as
                `people.comention_triangles` returns it.
        """
        groups = list(table.groupby("source", sort=False))
        groups, remark = take_first(groups, MOST_PANELS, "texts")
        order = list(table["a"].unique())
        beside = max(1, min(TRIANGLES_BESIDE, int(page_width() / TRIANGLE)))
        across = (page_width() - EDGE) / beside
        block = 5 + CELL * len(order) + 1
        blocks = -(-len(groups) // beside)
        figure, sheet = page(block * blocks + 2 * (blocks - 1))
        largest = table.loc[table["a"] != table["b"], "count"].max()
        for place, (source, pairs) in enumerate(groups):
            left = EDGE + place % beside * across
            top = place // beside * (block + 2)
            name = shorten(str(source), 14)
            sheet.text(left, top + 2, name, **BOLD)
            after = left + max(8, BOLD_LETTER * len(name) + 2)
            sheet.text(after, top + 2, f"{pairs['n'].iloc[0]} sentences", **SMALL)
            for row in pairs.rename(columns={"count": "number"}).itertuples():
                x = left + order.index(row.b) * CELL
                y = top + 5 + order.index(row.a) * CELL
                if row.a == row.b:
                    colour = INK if row.number else GREY
                    words = f"{shorten(self.name(row.a), 16)}: {row.number}"
                    sheet.text(x + 0.8, y + CELL / 2, words, color=colour, **SMALL)
                else:
                    _draw_cell(sheet, x, y, row.number, largest)
        return figure, remark


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
