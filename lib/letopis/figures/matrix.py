"""Matrix: the stances of voices on facets as marks, with lines between those that clash."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from letopis.figures.legends import LEGEND_LINE, add_legend, legend_lines
from letopis.figures.lines import Wrapped, line_height, most_lines
from letopis.figures.order import COLUMN_MM, page_width
from letopis.figures.save import chart
from letopis.figures.style import (
    BAND,
    BOLD,
    BOLD_LETTER,
    DAY_TEXT,
    EDGE,
    GREY,
    INCH,
    INK,
    PALE,
    SMALL,
    Coloured,
    in_order,
    letter_size,
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
    "real": {"color": DAY_TEXT, "linewidth": 1.6, "linestyle": "-"},
    "arguable": {"color": INK, "linewidth": 0.8, "linestyle": (0, (2.2, 1.4))},
}
ROW = 2.5  # millimetres from facet to facet
CELL = 3.2  # millimetres from voice to voice
BESIDE_CELLS = 0.8  # millimetres from the name of a facet to its cells
BETWEEN_GROUPS = 0.5  # millimetres
HEADING = 3.1  # millimetres: the name of a group, and what is above it
LONGEST_NAME = 14  # letters of a voice, written upright
LINK = 1.2  # millimetres from line to line below the cells
WITHIN = 1.1  # millimetres from the middle of a cell to the ends of a line within it
MOST_COLUMNS = 9
FEWEST_LINES = 2  # of the legend: in one it is wider than a page in Russian
POINT = INCH / 72  # millimetres


class Matrix(Coloured):
    """The chart of stances."""

    @chart
    def matrix(
        self, table: pd.DataFrame, label: str, column: str, links: pd.DataFrame | None = None
    ) -> tuple[Figure, str]:
        """Draw stances as marks that differ in shape and shade, in groups of facets.

        The groups stand in as many columns as there is room for. Cells that contradict each other
        are joined by a line below their row.

        Args:
            table: A row a facet and voice: `group`, that of the facet; `stance` (asserts, implies,
                contradicts, silent, not coded); `other_time`, true where the voice speaks of
                another time: its mark is small, round and grey.
            label: The column of the facets' names.
            column: The column of the sources or voices that have a column each.
            links: A row two cells that contradict each other: `facet, part_a, part_b, kind` (real:
                a solid line; arguable: a dashed one; others are not drawn).
        """
        names, remark = take_first(in_order(table[column]), MOST_COLUMNS, "voices")
        table = table[table[column].isin(names)]
        across = page_width() / _columns()
        first_cell = across - EDGE - CELL * (len(names) - 0.5)
        clashes = _drawn_links(links, names, table)
        room = first_cell - CELL / 2 - BESIDE_CELLS - EDGE
        facets = _place(table.drop_duplicates("facet"), label, room, clashes)
        marks = _explanations(table, clashes)
        written = [shorten(str(name), LONGEST_NAME) for name in names]
        lines = max(FEWEST_LINES, legend_lines(marks))
        top = LEGEND_LINE * lines + BOLD_LETTER * max(map(len, written)) + 1.5
        facets[["y", "bottom"]] += top
        figure, sheet = page(facets["bottom"].max() + 1)
        add_legend(sheet, marks, lines=lines)
        _draw_facets(sheet, facets, label, room)
        rows = facets.set_index("facet")
        cells = {name: first_cell + CELL * place for place, name in enumerate(names)}
        for left in facets["left"].unique():
            for name, x in zip(written, cells.values(), strict=True):
                look = BOLD | {"fontsize": 6.5, "va": "bottom"}
                sheet.text(left + x, top - 1, name, rotation=90, ha="center", **look)
        for cell in table.to_dict("records"):
            row = rows.loc[cell["facet"]]
            look = _look(cell["stance"], cell["other_time"])
            sheet.scatter(row["left"] + cells[cell[column]], row["y"], zorder=3, **look)
        for facet, pairs in clashes.groupby("facet", sort=False):
            _draw_links(sheet, pairs, rows.loc[facet], cells)
        return figure, remark


def _columns() -> int:
    """Return how many columns of facets stand side by side."""
    return int(page_width() // COLUMN_MM)


def _look(stance: str, other_time: bool) -> dict[str, Any]:
    """Return the marker of a stance."""
    look = STANCES[stance]
    if not other_time:
        return look
    face = PALE if look["facecolor"] == INK else "white"
    return look | OTHER_TIME | {"facecolor": face}


def _explanations(table: pd.DataFrame, links: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the marks and the lines that occur in a matrix, each with its name."""
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
    kinds = set(links["kind"])
    return marks | {name: LINKS[kind] for kind, name in CLASHES.items() if kind in kinds}


def _drawn_links(links: pd.DataFrame | None, names: list[str], table: pd.DataFrame) -> pd.DataFrame:
    """Return the contradictions that have a line: of some kinds, between cells of the matrix."""
    if links is None:
        return pd.DataFrame(columns=["facet", "part_a", "part_b", "kind"])
    has_cells = links["part_a"].isin(names) & links["part_b"].isin(names)
    return links[links["kind"].isin(LINKS) & links["facet"].isin(table["facet"]) & has_cells]


def _place(facets: pd.DataFrame, label: str, room: float, links: pd.DataFrame) -> pd.DataFrame:
    """Return the facets with the place of their rows: some have names of lines, some links.

    Returns:
        With `left, y, bottom` of the row, in millimetres; the columns are of one height, more or
        less, and no group is cut.
    """
    lines = [most_lines(row, label, room) for _, row in facets.iterrows()]
    below = LINK * facets["facet"].map(links["facet"].value_counts()).fillna(0)
    height = ROW + below.clip(lower=line_height() * (pd.Series(lines, facets.index) - 1))
    whole = height + HEADING * ~facets["group"].duplicated()
    middle = (whole.cumsum() - whole / 2).groupby(facets["group"], sort=False).transform("mean")
    column = (_columns() * middle / whole.sum()).astype(int)
    bottom = whole.groupby(column).cumsum()
    left = column * page_width() / _columns()
    return facets.assign(left=left, y=bottom - height + ROW / 2, bottom=bottom)


def _draw_facets(sheet: Axes, facets: pd.DataFrame, label: str, room: float) -> None:
    """Write the names of the facets and of their groups, each group on a band."""
    across = page_width() / _columns()
    for group, rows in facets.groupby("group", sort=False):
        left, y = rows.iloc[0][["left", "y"]]
        top = y - ROW / 2 - HEADING + BETWEEN_GROUPS
        size = (across - EDGE, rows["bottom"].iloc[-1] - top)
        band = Rectangle((left + EDGE / 2, top), *size, color=BAND, linewidth=0, zorder=0)
        sheet.add_patch(band)
        sheet.text(left + EDGE, top + ROW / 2, group, fontweight="bold", **SMALL)
    for row in facets.to_dict("records"):
        look = SMALL | {"ha": "right", "va": "top"}
        place = (row["left"] + EDGE + room, row["y"] - letter_size() / 2 * POINT + 0.1)
        sheet.add_artist(Wrapped(*place, row[label], room, **look))


def _draw_links(sheet: Axes, links: pd.DataFrame, row: pd.Series, cells: dict[str, float]) -> None:
    """Draw lines between the cells of a row that contradict each other, one below the other."""
    for number, link in enumerate(links.itertuples()):
        ends = sorted(row["left"] + cells[part] for part in (link.part_a, link.part_b))
        if ends[0] == ends[1]:
            ends = [ends[0] - WITHIN, ends[0] + WITHIN]
        y = row["y"] + ROW / 2 + LINK * number
        sheet.plot(ends, [y, y], zorder=2, **LINKS[link.kind])
        sheet.plot(ends, [y, y], ".", markersize=3, zorder=2, color=LINKS[link.kind]["color"])
