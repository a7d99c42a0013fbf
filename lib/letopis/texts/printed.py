"""Printed pages, of which a PDF is made: lines joined, without running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from letopis.texts.normalise import join_cut_words

LEAST_WIDTH = 40  # characters of a line of print that may go on in the next
FEWEST_PAGES = 3  # that show a line of the page and not of the text
LONGEST_HEAD = 120  # characters
PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p|стр|страница|с)\b\W*)?(\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|из|/)\s*\d+)?\W*",
    re.I,
)
CHAPTER = re.compile(  # its number is no page number
    r"(?:глава|часть|книга|раздел|письмо|день|том|"
    r"chapter|part|book|section|letter|day|volume)\W*\d+\W*",
    re.I,
)
NUMBERED_HEAD = re.compile(r"(?:(\d{1,4})\W+)?(.*?)(?:\W+(\d{1,4}))?")
YEARS = range(1000, 2100)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
SENTENCE_END = re.compile(r"[.!?…,;][»”\")]*$")
CONTENTS_LINE = re.compile(r".*\w.*?(?:\s?\.){4,}\s*(?:\d{1,4}|[ivxlc]+)", re.IGNORECASE)
CONTENTS_HEADING = re.compile(r"\W*(?:содержание|оглавление|(?:table of )?contents)\W*", re.I)
WRAPPED_ENTRY = 2  # lines of an entry before the one with the dots
# In a line set tight a gap between words is narrower than pypdf takes for one, above all where the
# font has no sign for a space. In thousandths of the size of the letters:
NARROWEST_GAP = 140
SURE_GAP = 300


def widen_gaps(operator: bytes, operands: Any, *_: Any) -> None:
    """Widen the gaps between words in an operation of a PDF that shows a line, in place."""
    if operator != b"TJ" or not operands:
        return
    items = operands[0]
    is_gap = [isinstance(item, int | float) and -item >= NARROWEST_GAP for item in items]
    letters = sum(len(item) for item in items if isinstance(item, str | bytes))
    if 2 * sum(is_gap) > letters:  # letters are set apart, not words
        return
    for at, item in enumerate(items):
        if is_gap[at] and -item < SURE_GAP:
            items[at] = type(item)(-SURE_GAP)


def text_of_pages(pages: Sequence[str]) -> tuple[str, list[str]]:
    """Join the lines of printed pages to a text.

    Left out are a line that comes back at the edge of several pages, the numbers of pages, and a
    table of contents with rows of dots.

    Returns:
        The text, and what was left out, in words.
    """
    by_page = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    numberings = _numberings(by_page)
    heads = _running_heads(by_page, numberings)
    left_out: Counter[str] = Counter()
    kept: list[str] = []
    for page, lines in enumerate(by_page):
        inside = list(lines)
        for edge in (0, -1):
            while inside:
                head = _without_number(inside[edge], page, numberings)
                if head and head not in heads:
                    break
                inside.pop(edge)
                left_out[repr(head) if head else "page numbers"] += 1
        kept += inside
    lines_of_contents = set(_contents(kept))
    if lines_of_contents:
        left_out["lines of contents"] = len(lines_of_contents)
    text = "\n".join(line for at, line in enumerate(kept) if at not in lines_of_contents)
    return join_lines(text), [f"{times:,} × {what}" for what, times in left_out.most_common()]


def join_lines(text: str) -> str:
    r"""Join a line with the next where that begins with a small letter, or where it is full.

    >>> join_lines("Троцкий высту-\nпил\nснова.")
    'Троцкий выступил снова.'
    """
    lengths = sorted(map(len, text.split("\n")))
    usual = lengths[len(lengths) * 9 // 10]
    full = max(LEAST_WIDTH, 0.8 * usual)

    def joined(line: re.Match[str]) -> str:
        goes_on = line[2].islower() or len(line[1]) > full
        return line[1] + (" " if goes_on else "\n")

    return re.sub(r"([^\n]*)\n(?=\s*(.))", joined, join_cut_words(text))


def _running_heads(by_page: Sequence[Sequence[str]], numberings: set[int]) -> set[str]:
    """Find the lines that several pages have at an edge, their numbers set aside."""
    pages: Counter[str] = Counter()
    for page, lines in enumerate(by_page):
        heads = {_without_number(line, page, numberings) for line in _edges(lines)}
        pages.update(head for head in heads if _may_be_head(head))
    return {head for head, times in pages.items() if times >= FEWEST_PAGES}


def _may_be_head(line: str) -> bool:
    """Return whether a line may stand above each page: it is short, and no part of a sentence."""
    is_part = line[:1].islower() or SENTENCE_END.search(line) is not None
    return (
        0 < len(line) <= LONGEST_HEAD and not is_part and re.search(r"[^\W\d_]", line) is not None
    )


def _edges(lines: Sequence[str]) -> Iterator[str]:
    """Yield the first and the last line of a page, and those next to a page number there."""
    for ordered in (list(lines), list(lines)[::-1]):
        for line in ordered[:2]:
            yield line
            if not PAGE_NUMBER.fullmatch(line):
                break


def _numberings(by_page: Sequence[Sequence[str]]) -> set[int]:
    """Find by how much the numbers at the edges of pages are ahead of the count of the pages."""
    ahead: Counter[int] = Counter()
    for page, lines in enumerate(by_page):
        numbers = {number for line in _edges(lines) for number in _numbers(line)}
        ahead.update(number - page for number in numbers if number not in YEARS)
    return {difference for difference, pages in ahead.items() if pages >= FEWEST_PAGES}


def _numbers(line: str) -> Iterator[int]:
    """Yield the numbers that a line consists of, begins with or ends with."""
    alone = PAGE_NUMBER.fullmatch(line)
    if alone and not alone[1].isdecimal():
        yield _roman(alone[1].lower())
    elif CHAPTER.fullmatch(line):
        return
    elif match := NUMBERED_HEAD.fullmatch(line):
        yield from (int(number) for number in (match[1], match[3]) if number)
    if alone and alone[1].isdecimal():
        yield int(alone[1])


def _roman(numeral: str) -> int:
    """Return the value of a Roman numeral in small letters."""
    values = [*(ROMAN[letter] for letter in numeral), 0]
    return sum(-value if value < after else value for value, after in pairwise(values))


def _without_number(line: str, page: int, numberings: set[int]) -> str:
    """Return a line without the number of its page; "" where it is nothing else."""
    own = {page + ahead for ahead in numberings}
    alone = PAGE_NUMBER.fullmatch(line)
    if alone:
        return "" if own.intersection(_numbers(line)) else line
    match = NUMBERED_HEAD.fullmatch(line)
    is_chapter = CHAPTER.fullmatch(line) is not None
    if (
        match
        and not is_chapter
        and any(number and int(number) in own for number in (match[1], match[3]))
    ):
        return match[2]
    return line


def _contents(lines: Sequence[str]) -> Iterator[int]:
    """Yield which lines are a table of contents: with rows of dots, and what is between these."""
    dotted = [at for at, line in enumerate(lines) if CONTENTS_LINE.fullmatch(line)]
    if len(dotted) < FEWEST_PAGES:
        return
    yield from dotted
    for before, after in pairwise(dotted):
        if after - before <= WRAPPED_ENTRY + 1:
            yield from range(before, after)
    first = dotted[0] - 1
    if first >= 0 and CONTENTS_HEADING.fullmatch(lines[first]):
        yield first
