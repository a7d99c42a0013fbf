"""Style: sizes, colours and the look that all figures share."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import matplotlib as mpl
import matplotlib.style
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.layout_engine import PlaceHolderLayoutEngine
from matplotlib.text import Text

from letopis.figures.order import COLUMN_MM, PAGE_MM, page_width
from letopis.texts.catalogue import has_own_texts

DATA = files("letopis.figures") / "data"
INCH = 25.4  # millimetres
COLUMN = COLUMN_MM / INCH  # inches
FONT = "DejaVu Sans"
EDGE = 2.0  # millimetres around the words of a figure
INK = "#222222"
SOFT = "#4D4D4D"  # dated in the sentence itself
GREY = "#707070"  # what has no colour of its own; what is not mentioned
NOTE = "#333333"  # words below a figure
PALE = "#949494"  # dated by context; of another time
RULE = "#D9D9D9"
BAND = "#F4F4F2"
DAY = "#D55E00"  # the day of the event, as a rule or a band; nothing else has this colour
DAY_TEXT = "#B84A00"
LETTER = 1.3  # millimetres: the width of a letter of a label, more or less
OTHER_LANGUAGE = 2  # letters by which a name may be longer in Russian
BOLD_LETTER = 1.7  # millimetres
LONGEST_LABEL = 24  # letters of a label
HINTED = 0.92  # letters of a picture in dots are a little wider than those of a drawing
LONGEST_TITLE = 18  # letters of a source's title
NARROWEST_PANEL = 34.0  # millimetres
ROOM = 17.0  # millimetres that a panel needs beside its labels
MOST_PANELS = 12  # of a figure
MOST_ROWS = 60  # of a panel
TALLEST = 200.0  # millimetres of what grows with the texts
SMALL_LETTERS = 5.7  # points
SMALL_IN_COLUMN = 6.5  # points: no letter of a figure narrower than a page is smaller
SMALL: dict[str, Any] = {"fontsize": SMALL_LETTERS, "va": "center"}
BODY: dict[str, Any] = {"fontsize": 6.5, "va": "center"}
BOLD: dict[str, Any] = {"fontsize": 7, "fontweight": "bold", "va": "center"}
MARKS = "os^vDP"  # shapes of people, in the order in which they are asked for
CYCLE = (  # after Okabe and Ito (2008) and Tol (2021), darkened to a contrast of 3 on white
    *("#0072B2", "#7A4B00", "#009E73", "#882255", "#0A2646"),
    *("#AA4499", "#8A7000", "#117733", "#332288"),
)
PEOPLE = ("#7B3294", "#B35806", "#1B7837", "#01665E", "#762A83", "#543005")


class Tables(Protocol):
    """What has the tables that colours come from: a corpus."""

    sources: pd.DataFrame
    parts: pd.DataFrame
    entities: pd.DataFrame
    folder: Path
    main_event: str
    coded_event: str | None
    is_written_about: bool


class Subject(NamedTuple):
    """What figures are about: the folder of the texts, and an event other than its first.

    `is_captioned`: the captions of the folder were written about its texts; `is_own`: these are a
    reader's own.
    """

    texts: Path | None = None
    event: str = ""
    is_captioned: bool = True
    is_own: bool = False


ANY_SUBJECT = Subject()


def subject_of(corpus: Tables) -> Subject:
    """Return what the figures of a corpus are about."""
    event = corpus.coded_event or ""
    other_event = event if event != corpus.main_event else ""
    is_own = has_own_texts(corpus.sources)
    return Subject(corpus.folder, other_event, corpus.is_written_about, is_own)


def source_titles(sources: pd.DataFrame) -> dict[str, str]:
    """Return a short title of each source: as sources.csv has it, or its title cut short."""
    titles = {source: source for source in sources.index}
    for column in ("title", "short"):
        if column in sources:
            cells = sources[column].items()
            titles |= {source: shorten(title, LONGEST_TITLE) for source, title in cells if title}
    return titles


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
    {'memoir-1': '#0072B2', 'letters': '#7A4B00', 'memoir': '#0072B2'}
    """
    chosen = dict(zip(sources.index, sources["colour"], strict=True))
    free = cycle([colour for colour in CYCLE if colour not in chosen.values()] or CYCLE)
    colours = {source: colour or next(free) for source, colour in chosen.items()}
    voices = zip(parts["part"], parts["source"].map(colours), strict=True)
    people = zip(entities["entity"], entities["colour"], strict=True)
    return {name: colour for name, colour in people if colour} | dict(voices) | colours


def for_words(colour: str) -> str:
    """Return a colour, darkened as far as small letters on white need it: to a contrast of 4.5.

    WCAG 2.2, success criterion 1.4.3.
    """
    parts = np.array(to_rgb(colour))
    while _contrast(parts) < 4.5:
        parts = parts * 0.98
    return to_hex(parts)


def _contrast(parts: np.ndarray) -> float:
    """Return the contrast of a colour (red, green, blue, 0 to 1) on white, after WCAG 2."""
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return 1.05 / (float(linear @ [0.2126, 0.7152, 0.0722]) + 0.05)


class Coloured:
    """What draws each source, voice and person of a corpus in one colour."""

    def __init__(self, corpus: Tables | None = None):
        """Take the colours from the tables of a corpus; without one, all is grey."""
        self.colours = palette(corpus.sources, corpus.parts, corpus.entities) if corpus else {}
        self.ids = {*corpus.sources.index, *corpus.parts["part"]} if corpus else set()
        self.names = dict(corpus.entities[["entity", "label_en"]].to_numpy()) if corpus else {}
        self.subject = subject_of(corpus) if corpus else Subject()
        proposed = corpus.entities.get("proposed") if corpus else None
        self.has_proposed_names = proposed is not None and bool(proposed.any())
        self.titles = source_titles(corpus.sources) if corpus else {}

    def colour(self, name: str) -> str:
        """Return the colour of a source, voice or person; grey for anything else."""
        return self.colours.get(name, GREY)

    def person_colour(self, entity: str, named: Sequence[str]) -> str:
        """Return the colour of a person among some that have marks; of a list where it has none."""
        return self.colours.get(entity) or PEOPLE[list(named).index(entity) % len(PEOPLE)]

    def name(self, entity: str) -> str:
        """Return the English name of a person, body or place; the id for what is not listed."""
        return self.names.get(entity) or entity


@cache
def use_bundled_fonts() -> None:
    """Let DejaVu Sans be the font that matplotlib brings, whichever the system has.

    Otherwise the same figure has other bytes on a machine with another edition of the font.
    """
    folder = Path(mpl.get_data_path(), "fonts", "ttf")
    fonts = font_manager.fontManager
    fonts.ttflist = [font for font in fonts.ttflist if font.name != FONT]
    for cut in ("", "-Bold", "-Oblique", "-BoldOblique"):
        fonts.addfont(folder / f"DejaVuSans{cut}.ttf")


@contextmanager
def house_style() -> Iterator[None]:
    """Draw inside this to get the house style; nothing outside is changed."""
    use_bundled_fonts()
    with mpl.rc_context(), mpl.style.context(str(DATA / "letopis.mplstyle")):
        yield


def layout(
    width: float, height: float, count: int = 1, columns: int = 5, **options: Any
) -> tuple[Figure, list[Axes]]:
    """Lay out panels of one height (inches), at most so many columns in a row."""
    columns = min(columns, count)
    lines = -(-count // columns)
    figure = Figure(figsize=(width, (height - 0.3) * lines))
    axes = list(figure.subplots(lines, columns, squeeze=False, **options).flat)
    for unused in axes[count:]:
        unused.set_axis_off()
    if lines > 1:
        for axis in axes[:count]:
            axis.tick_params(labelbottom=True)
    return figure, axes[:count]


def columns_that_fit(labels: Iterable[str], most: int) -> int:
    """Return how many panels with such labels fit side by side, at most so many."""
    widest = LETTER * max(map(len, labels), default=0)
    width = page_width()
    return max(1, min(most, int(width // (widest + ROOM)), int(width // NARROWEST_PANEL)))


def shorten(text: str, length: int = LONGEST_LABEL) -> str:
    """Return a label with at most so many letters: its beginning and its end.

    >>> shorten("the_history_of_a_town_2", 13)
    'the_hi…town_2'
    """
    if len(text) <= length:
        return text
    tail = (length - 1) // 2
    return f"{text[: length - 1 - tail].rstrip()}…{text[-tail:].lstrip()}"


def take_first(items: Sequence[Any], most: int, what: str) -> tuple[list[Any], str]:
    """Return the first of some items and, where there are more, a remark that says so."""
    if len(items) <= most:
        return list(items), ""
    return list(items[:most]), f"Drawn: the first {most} of {len(items):,} {what}."


def take_sample(rows: pd.DataFrame, most: int, what: str) -> tuple[pd.DataFrame, str]:
    """Return evenly taken rows and, where these are not all, a remark that says so."""
    step = -(-len(rows) // most)
    if step <= 1:
        return rows, ""
    return rows.iloc[::step], f"Drawn: one in {step} of {len(rows):,} {what}."


def join_remarks(*remarks: str) -> str:
    """Return remarks one below the other, without empty ones."""
    return "\n".join(remark for remark in remarks if remark)


def page(height: float, width: float | None = None) -> tuple[Figure, Axes]:
    """Make a figure to be measured in millimetres, and bare axes of which they are the units.

    They run from the upper left corner, to the right and downwards. A kind of chart that has no
    room in less gives the width of a page.
    """
    width = width or page_width()
    size = (width / INCH, height / INCH)
    figure = Figure(figsize=size, layout=PlaceHolderLayoutEngine(True, True))
    sheet = figure.add_axes((0, 0, 1, 1), zorder=5)
    sheet.set(xlim=(0, width), ylim=(height, 0))
    sheet.set_axis_off()
    return figure, sheet


def panel(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Add axes without frame or ticks at a place of a page, in millimetres."""
    across, down = figure.get_size_inches() * INCH
    bounds = (left / across, 1 - (top + height) / down, width / across, height / down)
    axes = figure.add_axes(bounds, facecolor="none")
    axes.tick_params(length=0, pad=2)
    axes.spines[:].set_visible(False)
    axes.set_yticks([])
    return axes


def letter_size() -> float:
    """Return the size of small letters, in points: larger in a figure narrower than a page."""
    return SMALL_LETTERS if page_width() >= PAGE_MM else SMALL_IN_COLUMN


def enlarge_letters(figure: Figure) -> None:
    """Let no letter be smaller than those of a column, where a figure is narrower than a page."""
    if page_width() >= PAGE_MM:
        return
    for text in figure.findobj(Text):
        text.set_fontsize(max(text.get_fontsize(), SMALL_IN_COLUMN))


def write_beside(
    axis: Axes, text: str, place: tuple, shift: int = 2, size: float = 6, **look: Any
) -> Any:
    """Write a text so many points to the right of a place in a panel."""
    look = {"color": "#444444"} | look
    offset = {"xytext": (shift, 0), "textcoords": "offset points"}
    return axis.annotate(text, place, va="center", fontsize=size, **offset, **look)


def name_below(axis: Axes, text: str, place: tuple, size: float = 6.5, **look: Any) -> None:
    """Mark a place in a panel and write its name well below it, with a hairline between."""
    axis.plot(*place, "o", markersize=2.5, **look)
    offset = {"xytext": (6, -22), "textcoords": "offset points", "ha": "left", "va": "top"}
    line = {"arrowstyle": "-", "linewidth": 0.5, "shrinkB": 2} | look
    axis.annotate(text, place, arrowprops=line, fontsize=size, **offset, **look)


def label_rows(axis: Axes, positions, labels) -> None:
    """Label the rows of a panel, without ticks and without a line beside them."""
    axis.set_yticks(positions, labels)
    axis.tick_params(axis="y", length=0)
    axis.spines["left"].set_visible(False)


def in_order(column: pd.Series) -> list:
    """Return the categories of a column that has some, else its values as they first occur."""
    has_categories = isinstance(column.dtype, pd.CategoricalDtype)
    return list(column.cat.categories if has_categories else column.unique())
