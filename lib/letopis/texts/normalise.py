"""Normalise a text for searching, and find the way back to the original."""

import re
import unicodedata
from typing import NamedTuple

STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯ])[\u0300\u0301]")
INVISIBLE = re.compile("[\u00ad\u0300-\u036f]")  # soft hyphens and combining marks
CLUSTER = re.compile("(?s).[\u00ad\u0300-\u036f]*")  # a letter with its combining marks


class Folded(NamedTuple):
    """A text as it is searched, and for each of its letters the offset in the original."""

    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return the span of the original text that a span of the folded text was made from."""
        if self.offsets is None:
            return start, stop
        return self.offsets[start], self.offsets[stop]


def fold(text: str) -> Folded:
    """Compose letters (NFC) and remove soft hyphens and stress marks, keeping the offsets.

    >>> folded = fold("Тро\u00adцки\u0301й")
    >>> folded.text, folded.span(0, 7)
    ('Троцкий', (0, 9))
    """
    if not INVISIBLE.search(text):
        return Folded(text)
    letters: list[str] = []
    offsets: list[int] = []
    for cluster in CLUSTER.finditer(text):
        composed = unicodedata.normalize("NFC", cluster[0].replace("\u00ad", ""))
        plain = STRESS.sub("", composed)
        letters.append(plain)
        offsets.extend([cluster.start()] * len(plain))
    return Folded("".join(letters), (*offsets, len(text)))
