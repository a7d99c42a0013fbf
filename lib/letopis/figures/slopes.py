"""Slopes: the items of two ordered lists, side by side and joined."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from letopis.figures.lines import Wrapped, line_height, most_lines
from letopis.figures.order import PAGE_MM, page_width
from letopis.figures.save import chart
from letopis.figures.style import BOLD, GREY, INK, SMALL, Coloured, in_order, page

STEP = 3.95  # millimetres from step to step of an order
SLOPE = 15.0 / PAGE_MM  # of the width: from the middle to a list
BESIDE = 2.0  # millimetres from a mark to the name of its item


class Slopes(Coloured):
    """The chart of two orders."""

    @chart
    def slope(
        self, table: pd.DataFrame, item: str, columns: Sequence[str], by: str
    ) -> Figure | None:
        """Draw the items of two ordered lists, joined by a line where both have one.

        What only one list has stands without a line, in italics.

        Args:
            table: A row an item of an order.
            item: The column of the items' names.
            columns: The columns of their ranks in two lists, 1 for the first; items of one rank are
                joined by a bracket.
            by: The column of the orders (plan, course), one below the other.
        """
        if not set(columns) <= set(table.columns):
            return None
        middle = page_width() / 2
        sides = (middle - SLOPE * page_width(), middle + SLOPE * page_width())
        room = sides[0] - BESIDE
        lines = [most_lines(row, item, room) for _, row in table.iterrows()]
        table = table.assign(height=[STEP + line_height() * (count - 1) for count in lines])
        names = in_order(table[by])
        table = table.sort_values(list(columns))
        orders = {order: table[table[by] == order] for order in names}
        heights = {order: _height(rows, columns) for order, rows in orders.items()}
        figure, sheet = page(5 + sum(height + 7 for height in heights.values()))
        for name, x in zip(columns, sides, strict=True):
            sheet.text(x, 2, name, ha="center", **BOLD)
        top = 8.0
        for order, rows in orders.items():
            sheet.text(middle, top - 1, order, ha="center", **BOLD)
            _draw_order(sheet, rows, item, dict(zip(columns, sides, strict=True)), top + 3)
            top += heights[order] + 7
        return figure


def _height(rows: pd.DataFrame, columns: Sequence[str]) -> float:
    """Return how high the longer list of an order is, in millimetres."""
    return max(float(rows.loc[rows[name].notna(), "height"].sum()) for name in columns)


def _places(rows: pd.DataFrame, name: str, top: float) -> pd.Series:
    """Return where the items of a list are, in millimetres from above."""
    listed = rows[rows[name].notna()].sort_values(name, kind="stable")["height"]
    return (top + listed.cumsum() - (listed + STEP) / 2).reindex(rows.index)


def _draw_order(
    sheet: Axes, rows: pd.DataFrame, item: str, sides: dict[str, float], top: float
) -> None:
    """Draw the items of an order at both sides, and lines between those that both lists have."""
    places = {name: _places(rows, name, top) for name in sides}
    is_shared = rows[list(sides)].notna().all(axis=1)
    room = min(sides.values()) - BESIDE
    for (name, x), side, shift in zip(sides.items(), ("right", "left"), (-1, 1), strict=True):
        for index, y in places[name].dropna().items():
            shared = {"color": INK} if is_shared[index] else {"color": GREY, "fontstyle": "italic"}
            look = SMALL | shared | {"ha": side}
            sheet.add_artist(Wrapped(x + BESIDE * shift, y, rows.at[index, item], room, **look))
            face = INK if is_shared[index] else "white"
            sheet.scatter(x, y, s=12, facecolor=face, edgecolor=shared["color"], zorder=3)
        for _, tied in places[name].groupby(rows[name]):
            if len(tied) > 1:
                _draw_bracket(
                    sheet, x - shift * BESIDE / 1.5, tied, "left" if shift < 0 else "right"
                )
    for index in rows.index[is_shared]:
        ends = [places[name][index] for name in sides]
        sheet.plot(list(sides.values()), ends, color=INK, linewidth=1.1, zorder=1)


def _draw_bracket(sheet: Axes, x: float, tied: pd.Series, side: str) -> None:
    """Draw a bracket beside the marks of items that have one rank."""
    sheet.plot([x, x], [tied.min() - 0.8, tied.max() + 0.8], color=INK, lw=0.7)
    sheet.text(x, tied.min() - 1.9, "together", ha=side, **SMALL)
