"""Translation: the Russian twin of a figure, its labels in the words of the curated tables.

labels.csv has a row a short label; names, facets, events and episodes have their labels in tables
of their own. `{}` in a row stands for any words. What has no row stays as it is.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import Formatter, NullFormatter

from letopis.figures.captions import LANGUAGES
from letopis.figures.style import shorten
from letopis.texts.errors import InputError
from letopis.texts.files import table_path
from letopis.texts.schemas import LABELS, read_table
from letopis.texts.tables import read_csv, read_toml

SWITCH = "LETOPIS_LABELS"
BLANK = "{}"
TABLES = ("entities.csv", "codebook.csv", "episodes.csv")
LATIN = re.compile(r"[A-Za-z]")
LETTER = re.compile(r"[^\W\d_]")
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
DECIMAL = re.compile(r"(?<![\d.])(\d+)\.(\d+)(?![\d.])")


def shown_language() -> str:
    """Return the language in which notebooks show figures: LETOPIS_LABELS, or else en.

    Raises:
        InputError: It is set to another language.
    """
    language = os.environ.get(SWITCH) or "en"
    if language not in LANGUAGES:
        expected = f"expected {' or '.join(LANGUAGES)}: the language of labels"
        raise InputError(f"{SWITCH}={language!r}; {expected}.")
    return language


def read_labels(folder: Path) -> "Labels":
    """Read the labels of a folder; a table it lacks is the project's.

    Args:
        folder: With labels.csv (`en, ru`), entities.csv, codebook.csv, episodes.csv, events.toml,
            or without. Where two tables have the same label, that of labels.csv is taken.

    Raises:
        InputError: A table is broken.
    """
    events = read_toml(table_path(folder, "events.toml")).get("event", [])
    rows = {event.get("label_en", ""): event.get("label_ru", "") for event in events}
    for name in TABLES:
        table = read_csv(table_path(folder, name), ("label_en", "label_ru"))
        rows |= dict(zip(table["label_en"], table["label_ru"], strict=True))
        if "group_ru" in table:  # of the codebook of a reader
            rows |= dict(zip(table["group"], table["group_ru"], strict=True))
    names = {en: ru or en for en, ru in rows.items() if en and BLANK not in en + ru}
    labels = read_table(table_path(folder, "labels.csv"), LABELS)
    return Labels(names | dict(zip(labels["en"], labels["ru"], strict=True)))


class Labels:
    """English labels and their Russian ones."""

    def __init__(self, rows: Mapping[str, str]):
        """Sort the rows with blanks: the more letters one has, the earlier it is tried."""
        self.rows = dict(rows)
        templates = sorted(en for en in rows if BLANK in en)
        templates.sort(key=lambda en: len(en.replace(BLANK, "")), reverse=True)
        pieces = {en: map(re.escape, en.split(BLANK)) for en in templates}
        self.patterns = {en: re.compile("(.+?)".join(piece)) for en, piece in pieces.items()}

    def find(self, text: str, kept: Collection[str]) -> str | None:
        """Return the Russian of a label that is known as a whole, else None.

        A row with blanks fits only where the words in them are known too: no label is half in one
        language and half in the other.
        """
        if text in kept:
            return text
        if not LETTER.search(text):
            return russian_number(text)
        if text in self.rows and BLANK not in text:
            return self.rows[text]
        for template, pattern in self.patterns.items():
            found = pattern.fullmatch(text)
            words = [self.find(word, kept) for word in found.groups()] if found else [None]
            if None not in words:
                first, *rest = self.rows[template].split(BLANK)
                return first + "".join(map(str.__add__, words, rest))
        return self._find_shortened(text)

    def _find_shortened(self, text: str) -> str | None:
        """Return the Russian, as short, of a label that was shortened in the middle."""
        begin, dots, end = text.partition("…")
        if not (begin and dots and end):
            return None
        whole = [en for en in self.rows if en.startswith(begin) and en.endswith(end)]
        return shorten(self.rows[whole[0]], len(text)) if len(whole) == 1 else None

    def translate(self, text: str, kept: Collection[str] = ()) -> str:
        """Return a label in Russian, as a whole or line by line; without a row it stays.

        Args:
            text: The label.
            kept: Words that stay as they are: ids of sources, words of the texts.

        >>> Labels({"{} of {}": "{} из {}", "Trotsky": "Троцкий"}).translate("6 of 1,015")
        '6 из 1015'
        >>> Labels({"Trotsky": "Троцкий"}).translate("003 Trotsky", kept={"003"})
        '003 Троцкий'
        """
        core = text.strip()
        russian = self.find(core, kept)
        head, space, rest = core.partition(" ")
        if russian is None and "\n" in core:
            russian = "\n".join(self.translate(line, kept) for line in core.split("\n"))
        elif russian is None:
            russian = head + space + self.translate(rest, kept) if rest and head in kept else core
        return text.replace(core, russian) if core else text


def russian_number(text: str) -> str:
    """Return numbers as Russian writes them: decimal comma, from five digits on spaces.

    >>> russian_number("7,833"), russian_number("0.5"), russian_number("12,345.5, 3")
    ('7833', '0,5', '12\\xa0345,5, 3')
    """

    def spaced(match: re.Match) -> str:
        return match[0].replace(",", "" if len(match[0]) < 6 else "\N{NO-BREAK SPACE}")

    return DECIMAL.sub(r"\1,\2", THOUSANDS.sub(spaced, text))


class TranslatedFormatter(Formatter):
    """The labels of an axis, translated."""

    def __init__(self, formatter: Formatter, translate: Callable[[str], str]):
        """Keep what makes the labels, and what translates one."""
        self.formatter = formatter
        self.translate = translate

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Return the labels of all ticks."""
        return [self.translate(str(label)) for label in self.formatter.format_ticks(values)]


@contextmanager
def translated(
    figure: Figure, translate: Callable[[str], str], language: str = "ru"
) -> Iterator[dict[str, str]]:
    """Translate every label of a figure, inside this; then put the old ones back.

    A text that has a label (of matplotlib's) has that in Russian.

    Yields:
        {label: translation} of what has Latin letters, filled as the figure is drawn.
    """
    labels: dict[str, str] = {}

    def noted(text: str) -> str:
        translation = translate(text)
        if LATIN.search(text):
            labels.setdefault(text.strip(), translation.strip())
        return translation

    formatters = _formatters(figure)
    ticks = {text for axis in formatters for text in axis.get_ticklabels(which="both")}
    texts = {text: text.get_text() for text in figure.findobj(Text) if text not in ticks}
    for text, words in texts.items():
        russian = text.get_label() if language == "ru" else ""
        text.set_text(russian or noted(words))
    for axis, formatter in formatters.items():
        axis.set_major_formatter(TranslatedFormatter(formatter, noted))
    try:
        yield labels
    finally:
        for text, words in texts.items():
            text.set_text(words)
        for axis, formatter in formatters.items():
            axis.set_major_formatter(formatter)


def _formatters(figure: Figure) -> dict[Axis, Formatter]:
    """Return the axes that have labels and what makes these; of axes that share ticks, one."""
    axes = [axis for panel in figure.axes for axis in (panel.xaxis, panel.yaxis)]
    different = {axis.major: axis for axis in axes}.values()
    formatters = {axis: axis.major.formatter for axis in different}
    return {axis: it for axis, it in formatters.items() if not isinstance(it, NullFormatter)}
