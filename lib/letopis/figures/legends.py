"""Legends: what the marks of a figure are, in as many lines as its width asks for."""

from collections.abc import Mapping
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from letopis.figures.order import PAGE_MM, page_width
from letopis.figures.style import EDGE, LETTER, OTHER_LANGUAGE

MARK = 5.2  # millimetres of a mark that is explained, with the room around it
LEGEND_LINE = 3.4  # millimetres


def legend_lines(marks: Mapping[str, Any]) -> int:
    """Return how many lines marks are explained in: one on a page, more where it is narrower."""
    if page_width() >= PAGE_MM:
        return 1
    lengths = [len(name) for name in marks]
    for lines in range(1, len(lengths)):
        columns = [lengths[first : first + lines] for first in range(0, len(lengths), lines)]
        letters = sum(map(max, columns)) + OTHER_LANGUAGE * len(columns)
        if LETTER * letters + MARK * len(columns) <= page_width() - 2 * EDGE:
            return lines
    return max(1, len(lengths))


def add_legend(
    sheet: Axes, marks: Mapping[str, Mapping[str, Any]], top: float = 0, lines: int = 0
) -> None:
    """Explain marks in lines of a page, so many millimetres from above: label → look.

    A look is that of a line (`marker`, `linestyle` …), or of a patch where it has a `facecolor`.
    """
    handles: list[Artist] = []
    for label, look in marks.items():
        if "facecolor" in look:
            handles.append(Patch(label=label, **look))
        else:
            line = {"linestyle": "", "markersize": 4} | dict(look)
            handles.append(Line2D([], [], label=label, **line))
    place = {"loc": "upper left", "bbox_to_anchor": (EDGE, top), "borderpad": 0, "borderaxespad": 0}
    space = {"handletextpad": 0.4, "columnspacing": 1.2, "handlelength": 1.3, "handleheight": 1}
    look = {
        "ncols": -(-len(handles) // (lines or legend_lines(marks))) or 1,
        "fontsize": 5.7,
        "bbox_transform": sheet.transData,
    }
    sheet.legend(handles=handles, **place, **space, **look)
