"""Lines: texts of figures in lines that fit their place, in whichever language they are."""

import re
from functools import cache
from typing import Any

import pandas as pd
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from letopis.figures.order import ORDER
from letopis.figures.style import HINTED, INCH, letter_size

UNBROKEN = re.compile(r"\([^()]{1,32}\)\S*|\d+ %\S*|\S+")
LINE_HEIGHT = 0.43  # millimetres a point: from line to line of a text
LANGUAGE = re.compile("_en$")


class Wrapped(Text):
    """A text in lines of at most so many millimetres, also after it is translated."""

    def __init__(self, x: float, y: float, words: str, room: float, **look: Any):
        """Take the place, the words and the room."""
        super().__init__(x, y, words, **look)
        self.room = room

    def _get_wrapped_text(self) -> str:
        """Return the words in lines; matplotlib draws these."""
        font = self.get_fontproperties().copy()
        return in_lines(self.get_text(), self.room * 72 / INCH, font)


@cache
def in_lines(text: str, room: float, font: FontProperties) -> str:
    """Break a text into lines of at most so many points, the same in every kind of picture.

    A short bracket, as (N = 381 sentences), stays in one line, and so does 22 %.
    """
    lines = [""]
    for word in UNBROKEN.findall(text):
        longer = f"{lines[-1]} {word}".lstrip()
        width, _, _ = text_to_path.get_text_width_height_descent(longer, font, ismath=False)
        if width <= room * HINTED or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def small_lines(text: str, room: float) -> list[str]:
    """Return a text in lines of small letters, of at most so many millimetres."""
    font = FontProperties(size=letter_size())
    return in_lines(text, room * 72 / INCH, font).split("\n")


def most_lines(row: pd.Series, label: str, room: float) -> int:
    """Return how many lines of small letters a label needs, in the language that needs most.

    Of a figure that is ordered in one language, in that.
    """
    order = ORDER.get()
    languages = [order.language] if order else ["en", "ru"]
    columns = {LANGUAGE.sub(f"_{language}", label) for language in languages} & set(row.index)
    return max(len(small_lines(str(row[column]), room)) for column in columns or [label])


def line_height() -> float:
    """Return how far a line of small letters is from the next, in millimetres."""
    return LINE_HEIGHT * letter_size()
