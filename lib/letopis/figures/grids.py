"""Grids: stances as marks, with links between those that clash, and orders side by side."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from letopis.figures.order import PAGE_MM
from letopis.figures.save import chart
from letopis.figures.style import (
    BAND,
    BOLD,
    DAY_TEXT,
    EDGE,
    GREY,
    INK,
    LETTER,
    PALE,
    SMALL,
    Coloured,
    add_legend,
    in_order,
    page,
    shorten,
    take_first,
)

SQUARE = {"marker": "s", "s": 24, "linewidth": 0.9, "edgecolor": INK}
STANCES: dict[str, dict[str, Any]] = {
    "asserts": SQUARE | {"facecolor": INK},
    "implies": SQUARE | {"facecolor": "white"},
    "contradicts": SQUARE | {"facecolor": "white", "marker": "X"},
    "silent": {"marker": ".", "s": 5, "linewidth": 0, "facecolor": GREY},
    "not coded": {"marker": "$?$", "s": 16, "linewidth": 0, "facecolor": GREY},
}
OTHER_TIME = {"marker": "o", "s": 12, "edgecolor": PALE}  # in place of a stance's own
CLASHES = {"real": "cannot both be so", "arguable": "arguable"}
LINKS: dict[str, dict[str, Any]] = {
    "real": {"color": DAY_TEXT, "linewidth": 1.3, "linestyle": "-"},
    "arguable": {"color": INK, "linewidth": 0.7, "linestyle": (0, (2.2, 1.4))},
}
FACET = 3.15  # millimetres from facet to facet
CELLS = 90.0  # millimetres from the left to the first column
CELL = 9.3
WIDE_CELL = 19.0  # where there are few columns
FEW_COLUMNS = 4
MOST_COLUMNS = 9
BRACKETS = 4.6  # millimetres from above to the legend of the brackets
WITHIN = 2.0  # millimetres from the middle of a cell to the feet of a bracket within it
STEP = 3.95  # millimetres from step to step of an order
SLOPE = 15.0  # millimetres from the middle to a list


class Grids(Coloured):
    """The charts of rows and columns."""

    @chart
    def matrix(
        self, table: pd.DataFrame, label: str, column: str, links: pd.DataFrame | None = None
    ) -> tuple[Figure, str]:
        """Draw stances as marks that differ in shape and shade, in blocks of facets.

        Args:
            table: A row a facet and voice: `group`, the block of the facet; `stance` (asserts,
                implies, contradicts, silent, not coded); `other_time`, true where the voice speaks
                of another time: its mark is small, round and grey.
            label: The column of the facets' names.
            column: The column of the sources or voices that have a column each.
            links: A row two cells that contradict each other: `facet, part_a, part_b, kind` (real:
                a solid bracket; arguable: a dashed one; others are not drawn).
        """
        columns, remark = take_first(in_order(table[column]), MOST_COLUMNS, "voices")
        table = table[table[column].isin(columns)]
        facets = table.drop_duplicates("facet")
        blocks = pd.factorize(facets["group"])[0]
        rows = dict(
            zip(facets["facet"], 10 + FACET * facets.reset_index().index + blocks, strict=True)
        )
        figure, sheet = page(max(rows.values()) + 3, PAGE_MM)
        cell = CELL if len(columns) > FEW_COLUMNS else WIDE_CELL
        letters = int(cell / LETTER) - 1
        places = {name: CELLS + cell * number for number, name in enumerate(columns)}
        for name, x in places.items():
            sheet.text(x, 6, shorten(name, letters), ha="center", **BOLD | {"fontsize": 6.2})
        for group, block in facets.groupby("group", sort=False):
            ys = [rows[facet] for facet in block["facet"]]
            size = (PAGE_MM - EDGE, ys[-1] - ys[0] + 3.5)
            place = (EDGE / 2, ys[0] - 1.75)
            sheet.add_patch(Rectangle(place, *size, color=BAND, linewidth=0, zorder=0))
            sheet.text(EDGE, ys[0], group, fontweight="bold", **SMALL)
        for facet in facets.to_dict("records"):
            sheet.text(CELLS - 4, rows[facet["facet"]], facet[label], ha="right", **SMALL)
        for cell in table.to_dict("records"):
            look = _look(cell["stance"], cell["other_time"])
            sheet.scatter(places[cell[column]], rows[cell["facet"]], zorder=3, **look)
        drawn = None if links is None else _drawn_links(links, places, rows)
        _explain_marks(sheet, table, drawn)
        if drawn is not None:
            _draw_links(sheet, drawn, places, rows)
        return figure, remark

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
        orders = in_order(table[by])
        table = table.sort_values(list(columns))
        longest = {
            order: int(table.loc[table[by] == order, columns].count().max()) for order in orders
        }
        figure, sheet = page(5 + sum(STEP * length + 7 for length in longest.values()), PAGE_MM)
        middle = PAGE_MM / 2
        for name, x in zip(columns, (middle - SLOPE, middle + SLOPE), strict=True):
            sheet.text(x, 2, name, ha="center", **BOLD)
        top = 8.0
        for order in orders:
            rows = table[table[by] == order]
            sheet.text(middle, top - 1, order, ha="center", **BOLD)
            _draw_order(sheet, rows, item, columns, top + 3)
            top += STEP * longest[order] + 7
        return figure


def _look(stance: str, other_time: bool) -> dict[str, Any]:
    """Return the marker of a stance."""
    look = STANCES[stance]
    if not other_time:
        return look
    face = PALE if look["facecolor"] == INK else "white"
    return look | OTHER_TIME | {"facecolor": face}


def _explain_marks(sheet: Axes, table: pd.DataFrame, links: pd.DataFrame | None) -> None:
    """Explain the marks and the brackets that occur in a matrix."""
    marks: dict[str, dict[str, Any]] = {}
    for stance in STANCES:
        for other_time in (False, True):
            drawn = table[(table["stance"] == stance) & (table["other_time"] == other_time)]
            if len(drawn):
                look = _look(stance, other_time)
                name = f"{stance}, of another time" if other_time else stance
                marks[name] = {
                    "marker": look["marker"],
                    "color": look.get("edgecolor", look["facecolor"]),
                    "markerfacecolor": look["facecolor"],
                    "markersize": look["s"] ** 0.5,
                }
    add_legend(sheet, marks)
    kinds = set() if links is None else set(links["kind"])
    brackets = {name: LINKS[kind] for kind, name in CLASHES.items() if kind in kinds}
    if brackets:
        sheet.add_artist(sheet.get_legend())  # kept: a second legend would take its place
        add_legend(sheet, brackets, top=BRACKETS)


def _drawn_links(links: pd.DataFrame, places: dict, rows: dict) -> pd.DataFrame:
    """Return the contradictions that have a bracket: of some kinds, between cells of the matrix."""
    has_cells = links["part_a"].isin(places) & links["part_b"].isin(places)
    return links[links["kind"].isin(LINKS) & links["facet"].isin(rows) & has_cells]


def _draw_links(sheet: Axes, links: pd.DataFrame, places: dict, rows: dict) -> None:
    """Draw the brackets between cells, below or above their row."""
    for facet, clashes in links.groupby("facet", sort=False):
        y = rows[facet]
        for number, link in enumerate(clashes.itertuples()):
            ends = [places[link.part_a], places[link.part_b]]
            if ends[0] == ends[1]:
                ends = [ends[0] - WITHIN, ends[0] + WITHIN]
            side = -1 if number % 2 and link.part_a != link.part_b else 1
            level = y + 1.5 * side
            foot = y + 0.8 * side
            x = [ends[0], *ends, ends[1]]
            sheet.plot(x, [foot, level, level, foot], zorder=2.5, **LINKS[link.kind])


def _draw_order(
    sheet: Axes, rows: pd.DataFrame, item: str, columns: Sequence[str], top: float
) -> None:
    """Draw the items of an order at both sides, and lines between those that both lists have."""
    sides = [(PAGE_MM / 2 - SLOPE, -2, "right"), (PAGE_MM / 2 + SLOPE, 2, "left")]
    places = {name: top + STEP * (rows[name].rank(method="first") - 1) for name in columns}
    is_shared = rows[list(columns)].notna().all(axis=1)
    for (x, shift, side), name in zip(sides, columns, strict=True):
        for index, y in places[name].dropna().items():
            shared = {"color": INK} if is_shared[index] else {"color": GREY, "fontstyle": "italic"}
            sheet.text(x + shift, y, rows.at[index, item], ha=side, **SMALL | shared)
            face = INK if is_shared[index] else "white"
            sheet.scatter(x, y, s=12, facecolor=face, edgecolor=shared["color"], zorder=3)
        for _, tied in places[name].groupby(rows[name]):
            if len(tied) > 1:
                bar = x - shift / 1.5
                sheet.plot([bar, bar], [tied.min() - 0.8, tied.max() + 0.8], color=INK, lw=0.7)
                inward = "left" if side == "right" else "right"
                above = (bar, tied.min() - 1.9)
                sheet.text(*above, "together", ha=inward, **SMALL)
    for index in rows.index[is_shared]:
        ends = [places[name][index] for name in columns]
        sheet.plot([side[0] for side in sides], ends, color=INK, linewidth=1.1, zorder=1)
