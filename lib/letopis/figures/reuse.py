"""Reuse: places of texts with words in common, joined by ribbons or arcs."""

from string import ascii_uppercase
from textwrap import fill
from textwrap import shorten as cut_after_words
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Arc, PathPatch, Rectangle
from matplotlib.path import Path

from letopis.figures.legends import add_legend
from letopis.figures.lines import small_lines
from letopis.figures.order import COLUMN_MM, PAGE_MM, page_width
from letopis.figures.save import chart
from letopis.figures.style import (
    BODY,
    BOLD,
    EDGE,
    SMALL,
    SMALL_LETTERS,
    TALLEST,
    Coloured,
    letter_size,
    page,
    shorten,
    take_first,
)

LINE = 90  # characters of a text in a line of its column
PITCH = 1.95  # millimetres from line to line
COLUMN_WIDTH = 42.0  # millimetres of a column of lines, on a page
MOST_RIBBONS = 200
MOST_LISTED = 24  # below the ribbons
NUMBER = 4.0  # millimetres of the number of a ribbon
MOST_ARCS = 400
FEWEST = 4  # lines that a page has room for
NOTE_LINE = 2.7  # millimetres
LONGEST_NOTE = 130  # letters
WORDS_APART = 5.8  # millimetres between two notes of shared words
LONGEST = 62  # characters of the words of an arc, in the list below
LIST_ROW = 3.2  # millimetres from row to row of the list
PER_WORD = 0.17  # points of an arc's width
BASE = 52.0  # millimetres from above to the boxes that arcs join
HEIGHT = 5.0  # millimetres of a box
LETTER_IN_BOX = 1.6  # millimetres


class Reuse(Coloured):
    """The charts of parallels."""

    @chart
    def ribbons(self, table: pd.DataFrame, lines: pd.DataFrame) -> tuple[Figure, str]:
        """Draw two texts as columns of lines to scale, and ribbons between their parallels.

        Upon a ribbon are the words that both places have, as far as there is room; on less than a
        page its number, and the words in a list below. The shorter text is at the bottom. The lines
        of a long text are longer than those of a page.

        Args:
            table: A row a parallel: `source_a, start_a, stop_a, source_b, start_b, stop_b, shared`,
                as `accounts.parallels` returns it.
            lines: What of the texts is drawn: `source, start, stop` (sentences, paragraphs).
        """
        names = [table["source_a"].iloc[0], table["source_b"].iloc[0]]
        lengths = [lines.loc[lines["source"] == name, "stop"].max() for name in names]
        letters = max(LINE, int(max(lengths) * PITCH / TALLEST) + 1)
        tallest = max((max(lengths) // letters + 1) * PITCH, PITCH * FEWEST)
        drawn, remark = take_first(list(table.itertuples()), MOST_RIBBONS, "parallels")
        is_page = page_width() >= PAGE_MM
        notes = [] if is_page else _listed([row.shared for row in drawn])
        head = 5 if is_page else 5 + LIST_ROW
        below = head + tallest + 1
        listed = NOTE_LINE * sum(map(len, notes)) + (LIST_ROW - NOTE_LINE) * len(notes)
        figure, sheet = page(below + listed)
        tops = [head + tallest - (length // letters + 1) * PITCH for length in lengths]
        across = _column_width()
        lefts = (EDGE, page_width() - EDGE - across)
        for side, name, left, top, length in zip("ab", names, lefts, tops, lengths, strict=True):
            text = _without_gaps(lines[lines["source"] == name], letters)
            _draw_lines(sheet, text, left, top, "#D6D6D6", letters)
            places = table[[f"start_{side}", f"stop_{side}"]].set_axis(["start", "stop"], axis=1)
            _draw_lines(sheet, places, left, top, self.colour(name), letters)
            sheet.text(left, top - 2 - (head - 5), shorten(name, int(across / 3)), **BOLD)
            words = f"{length:,} characters"
            sheet.text(left + across, top - 2, words, ha="right", **SMALL)
        middles = []
        for row in drawn:
            a = _rows(row.start_a, row.stop_a, tops[0], letters)
            sheet.add_patch(_ribbon(a, _rows(row.start_b, row.stop_b, tops[1], letters)))
            middles.append(sum(a) / 2)
        if is_page:
            _write_beside_ribbons(sheet, drawn, middles, head + tallest + PITCH)
        else:
            _write_below(sheet, notes, middles, below)
        return figure, remark

    @chart
    def arcs(self, table: pd.DataFrame, voices: pd.DataFrame) -> tuple[Figure, str]:
        """Draw the voices of a source as boxes to scale, and arcs between their parallels.

        The more words two places have in common, the wider the arc. Above: between two voices;
        below: within one. The arcs of two voices have a letter; a list below gives for each the
        number of pairs and the words of the widest. Of more than 26 pairs of voices those with most
        parallels have one.

        Args:
            table: A row a parallel: `part_a, start_a, stop_a, part_b, start_b, stop_b, words,
                shared`, as `accounts.parallels` returns it.
            voices: The parts of the source: `part, source, start, stop`.
        """
        pairs = table.value_counts(["part_a", "part_b"], sort=False)
        listed = pairs.nlargest(len(ascii_uppercase)).sort_index().index
        groups = [(a, b, table.query("part_a == @a and part_b == @b")) for a, b in listed]
        beside = int(page_width() // COLUMN_MM)
        list_rows = -(-len(groups) // beside)
        figure, sheet = page(BASE + HEIGHT + 11 + LIST_ROW * list_rows)
        scale = (page_width() - 2 * EDGE) / voices["stop"].max()
        for voice in voices.itertuples():
            left = EDGE + voice.start * scale
            width = (voice.stop - voice.start) * scale - 0.4
            box = Rectangle((left, BASE), width, HEIGHT, color="#ECECEA", linewidth=0)
            sheet.add_patch(box)
            name = shorten(voice.part, max(int(width / LETTER_IN_BOX), 1))
            sheet.text(left + width / 2, BASE + HEIGHT / 2, name, ha="center", **BOLD)
        look = {"color": self.colour(voices["source"].iloc[0]), "alpha": 0.55}
        drawn, remark = take_first(list(table.itertuples()), MOST_ARCS, "parallels")
        for row in drawn:
            _draw_arc(sheet, row, scale, look)
        for letter, (a, b, rows) in zip(ascii_uppercase, groups, strict=False):
            _write_letter(sheet, letter, rows, scale, is_above=a != b)
            column, row = divmod(ascii_uppercase.index(letter), list_rows)
            place = (EDGE + column * page_width() / beside, BASE + HEIGHT + 11 + LIST_ROW * row)
            _list_words(sheet, letter, rows, place)
        widths = sorted({int(table["words"].min()), int(table["words"].max())})
        line = {"linestyle": "-", "solid_capstyle": "butt"} | look
        marks = {f"{count} words": line | {"linewidth": PER_WORD * count} for count in widths}
        add_legend(sheet, marks, top=1)
        return figure, remark


def _column_width() -> float:
    """Return how wide a column of lines is, in millimetres."""
    return COLUMN_WIDTH * page_width() / PAGE_MM


def _write_beside_ribbons(axes: Axes, rows: list, middles: list[float], end: float) -> None:
    """Write the words of parallels upon their ribbons, as far as there is room."""
    last = 0.0
    below = WORDS_APART / 2
    for row, middle in zip(rows, middles, strict=True):
        words = fill(shorten(row.shared, LONGEST_NOTE), 46)
        reach = max(WORDS_APART / 2, NOTE_LINE * (words.count("\n") + 1) / 2)
        last = max(middle, last + reach + below)
        below = reach
        if last < end:
            axes.text(EDGE + _column_width() + 1.6, last, words, linespacing=1.05, **BODY)


def _listed(words: list[str]) -> list[list[str]]:
    """Return the words of the first parallels, each in lines as long as those of a list."""
    room = page_width() - 2 * EDGE - NUMBER
    return [small_lines(shorten(text, LONGEST_NOTE), room) for text in words[:MOST_LISTED]]


def _write_below(axes: Axes, notes: list[list[str]], middles: list[float], top: float) -> None:
    """Write the numbers of parallels upon their ribbons, and below the words of each number."""
    for number, (lines, middle) in enumerate(zip(notes, middles, strict=False), 1):
        axes.text(EDGE + _column_width() + 1.6, middle, str(number), **BOLD)
        axes.text(EDGE, top + LIST_ROW / 2, str(number), **BOLD)
        for line in lines:
            axes.text(EDGE + NUMBER, top + LIST_ROW / 2, line, **BODY)
            top += NOTE_LINE
        top += LIST_ROW - NOTE_LINE


def _without_gaps(spans: pd.DataFrame, letters: int) -> pd.DataFrame:
    """Return the spans of a text as they are or, in lines longer than a page's, all as one."""
    if letters == LINE:
        return spans
    return pd.DataFrame({"start": [spans["start"].min()], "stop": [spans["stop"].max()]})


def _draw_lines(
    axes: Axes, spans: pd.DataFrame, left: float, top: float, colour: str, letters: int
) -> None:
    """Draw spans of characters as lines of a column, each of so many letters."""
    for start, stop in spans[["start", "stop"]].itertuples(index=False):
        for row in range(start // letters, (stop - 1) // letters + 1):
            first = max(start - row * letters, 0) / letters * _column_width()
            last = min(stop - row * letters, letters) / letters * _column_width()
            corner = (left + first, top + row * PITCH + 0.25)
            axes.add_patch(Rectangle(corner, last - first, PITCH - 0.5, color=colour, linewidth=0))


def _rows(start: int, stop: int, top: float, letters: int) -> tuple[float, float]:
    """Return from where to where the lines of a span go in its column, in millimetres."""
    return top + start // letters * PITCH, top + ((stop - 1) // letters + 1) * PITCH


def _ribbon(a: tuple[float, float], b: tuple[float, float]) -> PathPatch:
    """Return a ribbon between two intervals: level as far as there are words, then bent."""
    left = EDGE + _column_width() + 0.6
    right = page_width() - left
    level = left + 0.66 * (right - left)
    middle = (level + right) / 2
    points = [(left, a[0]), (level, a[0]), (middle, a[0]), (middle, b[0]), (right, b[0])]
    points += [(right, b[1]), (middle, b[1]), (middle, a[1]), (level, a[1]), (left, a[1])]
    bend = [Path.CURVE4] * 3
    codes = [Path.MOVETO, Path.LINETO, *bend, Path.LINETO, *bend, Path.LINETO]
    look = {"facecolor": "#DDDDDD", "edgecolor": "white", "linewidth": 0.8, "zorder": -1}
    return PathPatch(Path(points, codes), **look)


def _feet(row: Any, scale: float) -> tuple[float, float]:
    """Return where an arc begins and ends, in millimetres: the middles of both places."""
    left = EDGE + scale * (row.start_a + row.stop_a) / 2
    return left, EDGE + scale * (row.start_b + row.stop_b) / 2


def _height(width: float, is_above: bool) -> float:
    """Return how high the ellipse of an arc is, in millimetres: as high as on a page."""
    width *= PAGE_MM / page_width()
    return min(width * 0.62, 2 * BASE - 22) if is_above else min(width, 10)


def _draw_arc(axes: Axes, row: Any, scale: float, look: dict[str, Any]) -> None:
    """Draw the arc of a parallel: above between two voices, below within one."""
    left, right = _feet(row, scale)
    is_above = row.part_a != row.part_b
    foot = BASE - 0.3 if is_above else BASE + HEIGHT + 0.3
    size = (right - left, _height(right - left, is_above))
    line = {"linewidth": PER_WORD * row.words, "capstyle": "butt"} | look
    half = 180 if is_above else 0
    axes.add_patch(Arc(((left + right) / 2, foot), *size, theta1=half, theta2=180 - half, **line))


def _write_letter(
    axes: Axes, letter: str, rows: pd.DataFrame, scale: float, is_above: bool
) -> None:
    """Write the letter of the arcs of two voices above the widest, of one voice below it."""
    left, right = max((_feet(row, scale) for row in rows.itertuples()), key=np.ptp)
    y = BASE - _height(right - left, True) / 2 - 1.2 if is_above else BASE + HEIGHT + 6
    side = "bottom" if is_above else "top"
    axes.text((left + right) / 2, y, letter, ha="center", **BOLD | {"va": side})


def _list_words(axes: Axes, letter: str, rows: pd.DataFrame, place: tuple[float, float]) -> None:
    """Write a letter, how many pairs of passages it stands for, and the words of the widest."""
    x, y = place
    widest = rows.loc[rows["words"].idxmax(), "shared"]
    longest = int(LONGEST * SMALL_LETTERS / letter_size())
    axes.text(x, y, letter, **BOLD)
    axes.text(x + 4, y, f"pairs: {len(rows)}", **SMALL)
    axes.text(
        x + 15 * letter_size() / SMALL_LETTERS,
        y,
        f"“{cut_after_words(widest, longest, placeholder=' …')}”",
        **SMALL,
    )
