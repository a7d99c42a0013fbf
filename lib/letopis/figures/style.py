"""Style: sizes, colours and the look that all figures share."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import cycle
from typing import Any, Protocol

import matplotlib as mpl
import matplotlib.style
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

DATA = files("letopis.figures") / "data"
COLUMN = 85 / 25.4  # inches: the width of a column of print
PAGE = 174 / 25.4  # inches: the width of a page of print
GREY = "#8C8C8C"
INK = "#222222"
CYCLE = (  # Okabe and Ito (2008) without yellow and black, then Tol's muted colours (2021)
    *("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"),
    *("#882255", "#999933", "#332288", "#44AA99", "#AA4499", "#117733"),
)


class Tables(Protocol):
    """What has the tables that colours come from: a corpus."""

    sources: pd.DataFrame
    parts: pd.DataFrame
    entities: pd.DataFrame


def palette(sources: pd.DataFrame, parts: pd.DataFrame, entities: pd.DataFrame) -> dict[str, str]:
    """Return the colour of each source, of its voices, and of each entity that has one.

    Args:
        sources: Index `source`; `colour`, of which "" is replaced by the next free one of a cycle
            that colour-blind readers can distinguish.
        parts: `part, source`. A voice has the colour of its source.
        entities: `entity, colour`, of which "" is left out.

    Returns:
        {id: colour}.

    >>> sources = pd.DataFrame({"colour": ["", "#0072B2"]}, index=["letters", "memoir"])
    >>> parts = pd.DataFrame({"part": ["memoir-1"], "source": ["memoir"]})
    >>> palette(sources, parts, pd.DataFrame({"entity": ["trotsky"], "colour": [""]}))
    {'memoir-1': '#0072B2', 'letters': '#D55E00', 'memoir': '#0072B2'}
    """
    chosen = dict(zip(sources.index, sources["colour"], strict=True))
    free = cycle([colour for colour in CYCLE if colour not in chosen.values()] or CYCLE)
    colours = {source: colour or next(free) for source, colour in chosen.items()}
    voices = zip(parts["part"], parts["source"].map(colours), strict=True)
    people = zip(entities["entity"], entities["colour"], strict=True)
    return {name: colour for name, colour in people if colour} | dict(voices) | colours


class Coloured:
    """What draws each source, voice and person of a corpus in one colour."""

    def __init__(self, corpus: Tables | None = None):
        """Take the colours from the tables of a corpus; without one, all is grey."""
        self.colours = palette(corpus.sources, corpus.parts, corpus.entities) if corpus else {}
        self.ids = {*corpus.sources.index, *corpus.parts["part"]} if corpus else set()

    def colour(self, name: str) -> str:
        """Return the colour of a source, voice or person; grey for anything else."""
        return self.colours.get(name, GREY)


@contextmanager
def house_style() -> Iterator[None]:
    """Draw inside this to get the house style; nothing outside is changed."""
    with mpl.rc_context(), mpl.style.context(str(DATA / "letopis.mplstyle")):
        yield


def layout(
    width: float, height: float, count: int = 1, columns: int = 5, **options: Any
) -> tuple[Figure, list[Axes]]:
    """Lay out panels of one height below a title, at most so many columns in a row."""
    columns = min(columns, count)
    lines = -(-count // columns)
    figure = Figure(figsize=(width, (height - 0.3) * lines + 0.3))
    axes = list(figure.subplots(lines, columns, squeeze=False, **options).flat)
    for unused in axes[count:]:
        unused.set_axis_off()
    return figure, axes[:count]


def write_beside(
    axis: Axes, text: str, place: tuple, shift: int = 2, size: float = 6, **look: Any
) -> Any:
    """Write a text so many points to the right of a place in a panel."""
    look = {"color": "#444444"} | look
    offset = {"xytext": (shift, 0), "textcoords": "offset points"}
    return axis.annotate(text, place, va="center", fontsize=size, **offset, **look)


def label_rows(axis: Axes, positions, labels) -> None:
    """Label the rows of a panel, without ticks and without a line beside them."""
    axis.set_yticks(positions, labels)
    axis.tick_params(axis="y", length=0)
    axis.spines["left"].set_visible(False)


def in_order(column: pd.Series) -> list:
    """Return the categories of a column that has some, else its values as they first occur."""
    has_categories = isinstance(column.dtype, pd.CategoricalDtype)
    return list(column.cat.categories if has_categories else column.unique())
