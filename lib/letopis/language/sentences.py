"""Sentences: where one ends and the next begins, in Russian and English prose, headings and lists.

A full stop, question or exclamation mark or ellipsis may end a sentence; each rule below names one
reason why, at a given place, it does not. Offsets are code points; only white space is left out.
"""

import re
from functools import cache
from typing import NamedTuple

from letopis.language.data import WordLists, read_lists

OPENING = "«“„\"'(‘["
CLOSING = "»”\"')’]"
END = re.compile(
    rf"[.!?…]++(?:\s(?=\.))?[.!?…]*+[{re.escape(CLOSING)}]*(?:\[\d+\])*(?=\s|$)"
    r"|(?<=[а-яё]{3})[.!?…]+(?=[А-ЯЁ][а-яё])|(?<=[a-z]{3})[.!?…]+(?=[A-Z][a-z])"
)
LAST_WORD = re.compile(r"([^\W_]+(?:[.-][^\W_]+)*)\.$")
SURNAME_BEFORE = re.compile(r"[\s(][A-ZА-ЯЁ][\w-]+ (?:[A-ZА-ЯЁ]\. ?)+[A-ZА-ЯЁ]$")
LIST_NUMBER = re.compile(r"\s*(?:\d{1,3}|[IVXХ]{1,5}|[a-zа-я])")
CLOSED = re.compile(r"[.!?…:;,][»”\")]*$")
LONGEST_HEADING = 200  # characters
NEAR = 200  # characters before and after a possible end that the rules see
LONGEST_TITLE = 60  # characters in quotation marks
FEW_WORDS = 6


class Boundary(NamedTuple):
    """A possible end of a sentence: what comes before and after it in the paragraph, the mark."""

    before: str
    mark: str
    after: str
    lists: WordLists

    def last_word(self) -> str:
        """Return the word or abbreviation before a full stop; "" before another mark."""
        if not self.mark.startswith(".") or self.mark.startswith(".."):
            return ""
        match = LAST_WORD.search(self.before[-60:] + self.mark.rstrip(CLOSING))
        return match[1] if match else ""

    def next_word_starts(self) -> bool:
        """Say whether the next word is a typical first word of a sentence."""
        match = re.match(r"\W*(\w+)", self.after)
        return match is not None and match[1].lower() in self.lists["starters"]


def goes_on_in_lower_case(end: Boundary) -> bool:
    """«Что делать?» спросил он; powerless ... to do; "Judas!" - he said."""
    rest = end.after.lstrip()
    goes_on = rest.lstrip(OPENING + CLOSING + "–—-… ")
    return goes_on[:1].islower() or rest[:1] in tuple(",;:")


def initial_before_a_name(end: Boundary) -> bool:
    """Л. Троцкий; Yu. Felshtinsky; Г. Е. Зиновьев; but: Tomsky M. P. Meanwhile the crowd waited."""
    word = end.last_word()
    if end.next_word_starts() and SURNAME_BEFORE.search(end.before):
        return False
    is_initial = _initials(end.lists["initials"]).fullmatch(word) is not None
    return is_initial and word[:1].isupper() and end.after.lstrip()[:1].isupper()


def abbreviation_inside(end: Boundary) -> bool:
    """См. Там же; тов. Сталин; n. 31: a single small letter before a number."""
    word = end.last_word()
    if len(word) != 1:
        return word.lower() in end.lists["never_last"]
    is_numbered = word.islower() and end.after.lstrip()[:1].isdigit()
    return is_numbered or word in end.lists["never_last"]


def abbreviation_that_may_end(end: Boundary) -> bool:
    """В 1927 г. Троцкий: no end after a few words, but before a typical first word; г. Москва."""
    word = end.last_word().lower()
    following = re.match(r"\W*(\w)", end.after)
    if word not in end.lists["sometimes_last"] or following is None or end.next_word_starts():
        return False
    is_town = word == "г" and not re.search(r"[\dXVI]\s*г$", end.before)
    return is_town or following[1].isdigit() or len(end.before.split()) <= FEW_WORDS


def number_of_a_list(end: Boundary) -> bool:
    """1. Партия; II. Москва."""
    return LIST_NUMBER.fullmatch(end.before) is not None


def inside_a_title(end: Boundary) -> bool:
    """The book “Leo Trotsky. Oppositionist” describes: a short quotation inside a sentence."""
    opened = re.search(r"[«“„\"]([^«“„»”\"\s][^«“„»”\"]*)$", end.before)
    closed = re.match(r"([^«“„»”\"]*)[»”\"]\s*(\S)", end.after)
    if opened is None or closed is None or end.mark.strip("."):
        return False
    goes_on = closed[2].islower() or closed[2] in ",;:(–—"
    return goes_on and len(opened[1]) + len(closed[1]) <= LONGEST_TITLE


def who_says_it(end: Boundary) -> bool:
    """ "What are you going to do?" Zinoviev asked her."""
    speaker = _speaker(end.lists["saying"])
    return end.mark.endswith(tuple(CLOSING)) and speaker.match(end.after) is not None


@cache
def _initials(short_names: frozenset[str]) -> re.Pattern[str]:
    """Compile what initials look like without their last full stop."""
    short = "|".join(sorted(short_names))
    return re.compile(rf"(?:[^\W\d_]|{short})(?:\.-?(?:[^\W\d_]|Yu|Ya|Kh))*")


@cache
def _speaker(verbs: frozenset[str]) -> re.Pattern[str]:
    """Compile what a name before a verb of saying looks like."""
    return re.compile(rf"\s*(?:[A-ZА-ЯЁ][\w.-]*\s+){{1,3}}(?:{'|'.join(sorted(verbs))})")


RULES = (
    goes_on_in_lower_case,
    initial_before_a_name,
    abbreviation_inside,
    abbreviation_that_may_end,
    number_of_a_list,
    inside_a_title,
    who_says_it,
)


def split_sentences(text: str, lists: WordLists | None = None) -> list[tuple[int, int]]:
    """Find the sentences of one paragraph.

    Args:
        text: the paragraph; one of up to 200 characters that ends in no mark stays whole.
        lists: the word lists that the rules ask; None: those of the package.

    Returns:
        (start, stop) of each sentence, in order; offsets are code points.

    >>> split_sentences("Л. Троцкий не предвидел. В. Менжинский был наготове.")
    [(0, 24), (25, 52)]
    """
    lists = lists or read_lists("sentences.toml")
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start >= end:
        return []
    spans = []
    is_whole = end - start <= LONGEST_HEADING and text[end - 1] not in ".!?…:;," + CLOSING
    for match in () if is_whole else END.finditer(text):
        stop = match.end()
        before = text[max(start, match.start() - NEAR) : match.start()]
        boundary = Boundary(before, match[0], text[stop : stop + NEAR], lists)
        has_begun = before.strip(OPENING + CLOSING + " ") != ""
        if has_begun and stop < end and not any(rule(boundary) for rule in RULES):
            spans.append((start, stop))
            start = stop + len(boundary.after) - len(boundary.after.lstrip())
    return [*spans, (start, end)]


def is_heading(paragraph: str) -> bool:
    """Say whether a paragraph is a heading: short, one sentence, without a closing mark.

    >>> is_heading("Delivery to Alma-Ata"), is_heading("«Правда»"), is_heading("Они ушли.")
    (True, True, False)
    """
    text = paragraph.strip()
    is_short_and_open = 0 < len(text) <= LONGEST_HEADING and not CLOSED.search(text)
    return is_short_and_open and len(split_sentences(text)) == 1


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs: lines, or, where lines are wrapped, blocks between blank lines.

    Lines are wrapped where at least ten line ends are between two letters, the second in lower
    case, and these are a third of all line ends between two lines.
    """
    breaks = len(re.findall(r"\S[ \t]*\r?\n[ \t]*\S", text))
    wrapped = len(re.findall(r"[\w,-][ \t]*\r?\n[ \t]*[a-zа-яё]", text))
    paragraph = r"\S(?:[^\r\n]*\S)?"
    if wrapped >= max(10, breaks / 3):
        paragraph = r"\S(?:.*\S)?(?:[ \t]*\r?\n[ \t]*\S(?:.*\S)?)*"
    return [match.span() for match in re.finditer(paragraph, text)]
