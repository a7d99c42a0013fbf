"""The twin of a figure: the same drawing with every label said in other words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import Formatter, NullFormatter

from letopis.figures.labels import LATIN


class Said(Formatter):
    """Labels of an axis, said in other words."""

    def __init__(self, formatter: Formatter, say: Callable[[str], str]):
        """Keep what makes the labels, and what gives the other words for one."""
        self.formatter, self.say = formatter, say

    def __call__(self, value: float, position: int | None = None) -> str:
        """Give the label of a tick."""
        return self.say(str(self.formatter(value, position)))

    def set_locs(self, locs) -> None:
        """Tell the maker of labels all places, by which it chooses how exact a number is."""
        self.formatter.set_locs(locs)


@contextmanager
def relabelled(fig: Figure, translate: Callable[[str], str]) -> Iterator[dict[str, str]]:
    """Put every label of a figure into other words, inside this; then put the old ones back.

    In: the figure, and what gives the other words for a label. Out: {label: other words} of what has Latin letters, in
    the order in which it is found, filled as the figure is drawn.
    """
    said: dict[str, str] = {}

    def say(text: str) -> str:
        other = translate(text)
        if LATIN.search(text):
            said.setdefault(text.strip(), other.strip())
        return other

    axes = _axes(fig)
    texts = [(text, text.get_text()) for text in _texts(fig, axes)]
    for text, words in texts:
        text.set_text(say(words))
    for axis, formatter in axes:
        axis.set_major_formatter(Said(formatter, say))
    try:
        yield said
    finally:
        for text, words in texts:
            text.set_text(words)
        for axis, formatter in axes:
            axis.set_major_formatter(formatter)


def _axes(fig: Figure) -> list[tuple[Axis, Formatter]]:
    """List the axes that have labels, with what makes these; axes that share their ticks stand for one."""
    axes = {axis.major: axis for panel in fig.axes for axis in (panel.xaxis, panel.yaxis)}
    return [(axis, tick.formatter) for tick, axis in axes.items() if not isinstance(tick.formatter, NullFormatter)]


def _texts(fig: Figure, axes: list[tuple[Axis, Formatter]]) -> list[Text]:
    """List titles, names of axes, notes and legends: every text that no axis makes anew when it is drawn."""
    made = {text for axis, _ in axes for text in axis.get_ticklabels(which="both")}
    return [text for text in fig.findobj(Text) if text not in made]
