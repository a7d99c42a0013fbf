"""Titles: what is written above and below a figure, in lines, and the room that it takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import Bbox

from letopis.figures.lines import in_lines
from letopis.figures.style import EDGE, INCH, NOTE, letter_size


@contextmanager
def titled(figure: Figure, title: str, note: str) -> Iterator[None]:
    """Write a title above a figure and a note below, inside this; the figure grows by as much."""
    width, height = figure.get_size_inches()
    edge = EDGE / INCH
    room = 72 * (width - 2 * edge)
    x = edge / width
    bold = FontProperties(size=8, weight="bold")
    plain = FontProperties(size=letter_size())
    words = [
        figure.text(x, 0.5, in_lines(title, room, bold), va="top", font=bold),
        figure.text(x, 0.5, in_lines(note, room, plain), va="bottom", font=plain, color=NOTE),
    ]
    heights = [text.get_window_extent().height / figure.dpi for text in words]
    head, foot = (size + 2 * edge if size else edge for size in heights)
    places = _make_room(figure, head, foot)
    for text, y in zip(words, (height + head + foot - edge, edge), strict=True):
        text.set_y(y / (height + head + foot))
    yield
    for text in words:
        text.remove()
    figure.set_size_inches(width, height)
    for axes, place in places.items():
        axes.set_position(place)
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        engine.set(rect=(0, 0, 1, 1))


def _make_room(figure: Figure, head: float, foot: float) -> dict[Axes, Bbox]:
    """Add room (inches) above and below a figure; return where the axes of a page were."""
    width, height = figure.get_size_inches()
    total = height + head + foot
    figure.set_size_inches(width, total)
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        engine.set(rect=(0, foot / total, 1, height / total))
        return {}
    places = {axes: axes.get_position().frozen() for axes in figure.axes}
    for axes, place in places.items():
        bottom = (place.y0 * height + foot) / total
        axes.set_position((place.x0, bottom, place.width, place.height * height / total))
    return places
