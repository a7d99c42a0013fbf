"""Paragraphs: single lines, wrapped prose or stanzas; and which paragraphs are headings."""

import re

from letopis.language.boundaries import CLOSERS, NOTES
from letopis.language.sentences import LONGEST_HEADING
from letopis.language.tokens import WORD_GOES_ON
from letopis.texts.normalise import LINE_END, fold

CLOSED = re.compile(rf"[.!?…:;,]{CLOSERS}{NOTES}$")
LINE = rf"\S(?:(?:[^\r\n]|{WORD_GOES_ON})*\S)?"
BLOCK = rf"\S(?:.*\S)?(?:{LINE_END}\S(?:.*\S)?)*"  # lines without a blank line between
LONGEST_VERSE = 75  # characters of a line
FEWEST_LINES = 3  # of a stanza


def is_heading(paragraph: str) -> bool:
    """Say whether a paragraph of one sentence is a heading: a short line without a closing mark.

    >>> is_heading("Delivery to Alma-Ata"), is_heading("«Правда»"), is_heading("Они ушли.")
    (True, True, False)
    """
    text = fold(paragraph).text.strip()
    is_short = 0 < len(text) <= LONGEST_HEADING and "\n" not in text
    return is_short and not CLOSED.search(text)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs: lines; where they are wrapped, and in verse, blocks between blank lines.

    Lines are wrapped where at least ten line ends are between two letters, the second in lower
    case, and these are a third of all line ends between two lines.
    """
    breaks = len(re.findall(rf"\S{LINE_END}\S", text))
    wrapped = len(re.findall(rf"[\w,-]{LINE_END}[a-zа-яё]", text))
    is_wrapped = wrapped >= max(10, breaks / 3)
    spans = []
    for block in re.finditer(BLOCK, text):
        is_whole = is_wrapped or _is_verse(re.split(LINE_END, block[0]))
        lines = [block] if is_whole else re.compile(LINE).finditer(text, *block.span())
        spans += [line.span() for line in lines]
    return spans


def _is_verse(lines: list[str]) -> bool:
    """Say whether lines are a stanza: short, half of them or more without the end of a sentence."""
    if len(lines) < FEWEST_LINES or max(map(len, lines)) > LONGEST_VERSE:
        return False
    is_open = [not re.search(rf"[.!?…:]{CLOSERS}$", line) for line in lines[:-1]]
    has_comma = any(line.endswith(",") for line in lines[:-1])
    return has_comma and 2 * sum(is_open) >= len(is_open)
