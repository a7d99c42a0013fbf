"""Sentences: where one ends and the next begins, in Russian and English prose, headings and lists.

A full stop, question or exclamation mark or ellipsis may end a sentence; each rule below names one
reason why, at a given place, it does not. Offsets are code points; only white space is left out.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from letopis.language.data import read_lists

OPENING = "«“„\"'(‘["
CLOSING = "»”\"')’]"
END = re.compile(
    rf"[.!?…]++(?:\s(?=\.))?[.!?…]*+[{re.escape(CLOSING)}]*(?:\[\d+\])*(?=\s|$)"
    r"|(?<=[а-яё]{3})[.!?…]+(?=[А-ЯЁ][а-яё])|(?<=[a-z]{3})[.!?…]+(?=[A-Z][a-z])"
)
LAST_WORD = re.compile(r"([^\W_]+(?:[.-][^\W_]+)*)\.$")
SURNAME_BEFORE = re.compile(r"[\s(][A-ZА-ЯЁ][\w-]+ (?:[A-ZА-ЯЁ]\. ?)+[A-ZА-ЯЁ]$")
LIST_NUMBER = re.compile(r"\s*(?:\d{1,3}|[IVXХ]{1,5}|[a-zа-я])")
YEAR_OR_CENTURY = re.compile(r"[\dXVI]\s*г$")
CLOSED = re.compile(r"[.!?…:;,][»”\")]*$")
LONGEST_HEADING = 200  # characters
NEAR = 200  # characters before and after a possible end that the rules see
LONGEST_TITLE = 60  # characters in quotation marks
FEW_WORDS = 6


class SentenceLists(NamedTuple):
    """The word lists that the rules ask, and the patterns made of them; see sentences.toml."""

    never_last: frozenset[str]
    sometimes_last: frozenset[str]
    starters: frozenset[str]
    initial: re.Pattern[str]
    who_says: re.Pattern[str]

    @classmethod
    def of(cls, lists: Mapping[str, str]) -> "SentenceLists":
        """Read lists of words between spaces, such as never_last and starters."""
        words = {name: frozenset(words.split()) for name, words in lists.items()}
        initials = "|".join(sorted(words["initials"]))
        verbs = "|".join(sorted(words["saying"]))
        return cls(
            words["never_last"],
            words["sometimes_last"],
            words["starters"],
            re.compile(rf"(?:[^\W\d_]|{initials})(?:\.-?(?:[^\W\d_]|Yu|Ya|Kh))*"),
            re.compile(rf"\s*(?:[A-ZА-ЯЁ][\w.-]*\s+){{1,3}}(?:{verbs})"),
        )


@cache
def package_lists() -> SentenceLists:
    """Return the lists of the package."""
    return SentenceLists.of(read_lists("sentences.toml"))


class Place(NamedTuple):
    """A possible end of a sentence, inside its paragraph.

    Attributes:
        before: the sentence so far, its last 200 characters.
        mark: what may end it.
        after: what comes after, the next 200 characters.
        lists: the word lists.
    """

    before: str
    mark: str
    after: str
    lists: SentenceLists

    def last_word(self) -> str:
        """Return the word or abbreviation before a full stop; "" before another mark."""
        if not self.mark.startswith(".") or self.mark.startswith(".."):
            return ""
        match = LAST_WORD.search(self.before[-60:] + self.mark.rstrip(CLOSING))
        return match[1] if match else ""


def goes_on_in_lower_case(place: Place) -> bool:
    """«Что делать?» спросил он; powerless ... to do; "Judas!" - he said."""
    rest = place.after.lstrip()
    return rest.lstrip(OPENING + CLOSING + "–—-… ")[:1].islower() or rest.startswith(
        (",", ";", ":")
    )


def initial_before_a_name(place: Place) -> bool:
    """Л. Троцкий; Yu. Felshtinsky; Г. Е. Зиновьев; but: Tomsky M. P. Meanwhile the crowd waited."""
    word = place.last_word()
    rest = place.after.lstrip()
    following = re.match(r"\w+", rest)
    is_starter = following is not None and following[0].lower() in place.lists.starters
    if is_starter and SURNAME_BEFORE.search(place.before):
        return False
    is_initial = place.lists.initial.fullmatch(word) is not None
    return is_initial and word[:1].isupper() and rest[:1].isupper()


def abbreviation_inside(place: Place) -> bool:
    """См. Там же; тов. Сталин; n. 31: a single small letter before a number."""
    word = place.last_word()
    if len(word) == 1:
        is_numbered = word.islower() and place.after.lstrip()[:1].isdigit()
        return is_numbered or word in place.lists.never_last
    return word.lower() in place.lists.never_last


def abbreviation_that_may_end(place: Place) -> bool:
    """В 1927 г. Троцкий; г. Москва: no end after a few words, but before a typical first word."""
    word = place.last_word().lower()
    match = re.match(r"[^\w]*(\w+)", place.after)
    if word not in place.lists.sometimes_last or match is None:
        return False
    following = match[1]
    if following.lower() in place.lists.starters:
        return False
    is_town = word == "г" and not YEAR_OR_CENTURY.search(place.before)
    return is_town or following[:1].isdigit() or len(place.before.split()) <= FEW_WORDS


def number_of_a_list(place: Place) -> bool:
    """1. Партия; II. Москва."""
    return LIST_NUMBER.fullmatch(place.before) is not None


def inside_a_title(place: Place) -> bool:
    """The book “Leo Trotsky. Oppositionist” describes: a short quotation, the sentence goes on."""
    opened = re.search(r"[«“„\"]([^«“„»”\"]*)$", place.before)
    closed = re.match(r"([^«“„»”\"]*)[»”\"]\s*(\S)", place.after)
    if opened is None or closed is None or place.mark.strip("."):
        return False
    if not opened[1] or opened[1][:1].isspace():
        return False
    goes_on = closed[2].islower() or closed[2] in ",;:(–—"
    return goes_on and len(opened[1]) + len(closed[1]) <= LONGEST_TITLE


def who_says_it(place: Place) -> bool:
    """ "What are you going to do?" Zinoviev asked her."""
    is_quoted = place.mark.endswith(tuple(CLOSING))
    return is_quoted and place.lists.who_says.match(place.after) is not None


RULES: tuple[Callable[[Place], bool], ...] = (
    goes_on_in_lower_case,
    initial_before_a_name,
    abbreviation_inside,
    abbreviation_that_may_end,
    number_of_a_list,
    inside_a_title,
    who_says_it,
)


def split_sentences(text: str, lists: SentenceLists | None = None) -> list[tuple[int, int]]:
    """Find the sentences of one paragraph.

    A paragraph of up to 200 characters that ends in a letter or a digit stays whole.

    Args:
        text: the paragraph.
        lists: the word lists that the rules ask; None: those of the package.

    Returns:
        (start, stop) of each sentence, in order; offsets are code points.

    >>> split_sentences("Л. Троцкий не предвидел. В. Менжинский был наготове.")
    [(0, 24), (25, 52)]
    """
    lists = lists or package_lists()
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start >= end:
        return []
    spans = []
    is_whole = end - start <= LONGEST_HEADING and text[end - 1] not in ".!?…:;," + CLOSING
    for match in () if is_whole else END.finditer(text):
        stop = match.end()
        before = text[max(start, match.start() - NEAR) : match.start()]
        place = Place(before, match[0], text[stop : stop + NEAR], lists)
        if stop < end and before.strip(OPENING + CLOSING + " ") and not _goes_on(place):
            spans.append((start, stop))
            start = stop + len(place.after) - len(place.after.lstrip())
    return [*spans, (start, end)]


def _goes_on(place: Place) -> bool:
    """Say whether a rule has a reason why the sentence does not end here."""
    return any(rule(place) for rule in RULES)


def is_heading(paragraph: str) -> bool:
    """Say whether a paragraph is a heading: short, one sentence, without a closing mark.

    >>> is_heading("Delivery to Alma-Ata"), is_heading("«Правда»"), is_heading("Они ушли.")
    (True, True, False)
    """
    text = paragraph.strip()
    if not text or len(text) > LONGEST_HEADING or CLOSED.search(text):
        return False
    return len(split_sentences(text)) == 1


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs: lines, or, where lines are wrapped, blocks between blank lines.

    Lines are wrapped where at least ten line ends are between two letters, the second in lower
    case, and these are a third of all line ends between two lines.

    Returns:
        (start, stop) of each paragraph, in order; offsets are code points.
    """
    breaks = len(re.findall(r"\S[ \t]*\r?\n[ \t]*\S", text))
    wrapped = len(re.findall(r"[\w,-][ \t]*\r?\n[ \t]*[a-zа-яё]", text))
    if wrapped >= max(10, breaks / 3):
        paragraph = r"\S(?:.*\S)?(?:[ \t]*\r?\n[ \t]*\S(?:.*\S)?)*"
    else:
        paragraph = r"\S(?:[^\r\n]*\S)?"
    return [match.span() for match in re.finditer(paragraph, text)]
