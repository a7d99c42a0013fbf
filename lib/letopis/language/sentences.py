"""Sentences: where one ends and the next begins, in Russian and English prose, headings and lists.

A full stop, question or exclamation mark or ellipsis may end a sentence; each rule below names one reason why, at
a given place, it does not. Offsets are code points of the whole text; nothing is changed or left out but white space.
"""

import re
from functools import cache
from itertools import count, pairwise
from typing import NamedTuple

import pandas as pd

from letopis.texts.tables import SEEDS, frame, read_toml

COLUMNS = {"source": "str", "part": "str", "paragraph": "int64", "sentence": "int64", "start": "int64", "stop": "int64",
           "text": "str"}
OPEN, CLOSE = "«“„\"'(‘[", "»”\"')’]"
END = re.compile(
    rf"[.!?…]++(?:\s(?=\.))?[.!?…]*+[{re.escape(CLOSE)}]*(?:\[\d+\])*(?=\s|$)"
    r"|(?<=[а-яё]{3})[.!?…]+(?=[А-ЯЁ][а-яё])|(?<=[a-z]{3})[.!?…]+(?=[A-Z][a-z])")
LAST_WORD = re.compile(r"([^\W_]+(?:[.-][^\W_]+)*)\.$")
SURNAME_BEFORE = re.compile(r"[\s(][A-ZА-ЯЁ][\w-]+ (?:[A-ZА-ЯЁ]\. ?)+[A-ZА-ЯЁ]$")


@cache
def words(kind: str) -> frozenset[str]:
    """Give a list of seeds/sentences.toml."""
    return frozenset(read_toml(SEEDS / "sentences.toml")[kind].split())


@cache
def _initial() -> re.Pattern:
    return re.compile(rf"(?:[^\W\d_]|{'|'.join(sorted(words('initials')))})(?:\.-?(?:[^\W\d_]|Yu|Ya|Kh))*")


@cache
def _saying() -> re.Pattern:
    return re.compile(rf"\s*(?:[A-ZА-ЯЁ][\w.-]*\s+){{1,3}}(?:{'|'.join(sorted(words('saying')))})")


class Place(NamedTuple):
    """A possible end of a sentence: the sentence so far, what ends it, and what comes after, inside its paragraph.

    Of what comes before and after, the nearest 200 characters.
    """

    before: str
    mark: str
    after: str


def _word(place: Place) -> str:
    found = LAST_WORD.search(place.before[-60:] + place.mark.rstrip(CLOSE))
    return found[1] if found and place.mark.startswith(".") and not place.mark.startswith("..") else ""


def goes_on_in_lower_case(place: Place) -> bool:
    """«Что делать?» спросил он; powerless ... to do; "Judas!" - he said."""
    rest = place.after.lstrip().lstrip(OPEN + CLOSE + "–—-… ")
    return rest[:1].islower() or place.after.lstrip()[:1] in tuple(",;:")


def initial_before_a_name(place: Place) -> bool:
    """Л. Троцкий; Yu. Felshtinsky; Г. Е. Зиновьев; but: Tomsky M. P. Meanwhile the crowd waited."""
    word, after = _word(place), place.after.lstrip()
    following = re.match(r"\w+", after)
    if following and following[0].lower() in words("starters") and SURNAME_BEFORE.search(place.before):
        return False
    return bool(_initial().fullmatch(word)) and word[:1].isupper() and after[:1].isupper()


def abbreviation_inside(place: Place) -> bool:
    """См. Там же; тов. Сталин; n. 31: a single small letter before a number."""
    word = _word(place)
    numbered = len(word) == 1 and word.islower() and place.after.lstrip()[:1].isdigit()
    return numbered or (word if len(word) == 1 else word.lower()) in words("never_last")


def abbreviation_that_may_end(place: Place) -> bool:
    """В 1927 г. Троцкий: not an end after a few words, unless a typical first word follows; г. Москва never."""
    word, following = _word(place).lower(), re.match(r"[^\w]*(\w+)", place.after)
    if word not in words("sometimes_last") or following is None or following[1].lower() in words("starters"):
        return False
    town = word == "г" and not re.search(r"[\dXVI]\s*г$", place.before)
    return town or following[1][:1].isdigit() or len(place.before.split()) <= 6


def number_of_a_list(place: Place) -> bool:
    """1. Партия; II. Москва."""
    return bool(re.fullmatch(r"\s*(?:\d{1,3}|[IVXХ]{1,5}|[a-zа-я])", place.before))


def inside_a_title(place: Place) -> bool:
    """The book “Leo Trotsky. Oppositionist” describes: a short quotation after which the sentence goes on."""
    opened = re.search(r"[«“„\"]([^«“„»”\"]*)$", place.before)
    closed = re.match(r"([^«“„»”\"]*)[»”\"]\s*(\S)", place.after)
    if not opened or not closed or not opened[1] or place.mark.strip(".") or opened[1][:1].isspace():
        return False
    return len(opened[1]) + len(closed[1]) <= 60 and (closed[2].islower() or closed[2] in ",;:(–—")


def who_says_it(place: Place) -> bool:
    """ "What are you going to do?" Zinoviev asked her."""
    return place.mark[-1:] in CLOSE and bool(_saying().match(place.after))


RULES = (goes_on_in_lower_case, initial_before_a_name, abbreviation_inside, abbreviation_that_may_end, number_of_a_list,
         inside_a_title, who_says_it)


def split(text: str) -> list[tuple[int, int]]:
    """Give the spans of the sentences of one paragraph.

    A paragraph of up to 200 characters without a closing mark is a heading and stays whole.

    >>> split("Л. Троцкий не предвидел. В. Менжинский был наготове.")
    [(0, 24), (25, 52)]
    >>> split("Sosnovsky L.S. was exiled. So was Yu. Larin.")
    [(0, 26), (27, 44)]
    """
    start, end, spans = len(text) - len(text.lstrip()), len(text.rstrip()), []
    if start >= end:
        return []
    heading = end - start <= 200 and text[end - 1] not in ".!?…:;," + CLOSE
    for mark in () if heading else END.finditer(text):
        stop = mark.end()
        place = Place(text[max(start, mark.start() - 200):mark.start()], mark[0], text[stop:stop + 200])
        if stop < end and place.before.strip(OPEN + CLOSE + " ") and not any(rule(place) for rule in RULES):
            spans.append((start, stop))
            start = stop + len(place.after) - len(place.after.lstrip())
    return [*spans, (start, end)]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give the spans of the paragraphs: lines, or, where lines are wrapped, blocks between blank lines.

    Lines count as wrapped where at least ten line ends stand between two letters, the second in lower case, and these
    are a third of all line ends between two lines.
    """
    breaks = len(re.findall(r"\S[ \t]*\r?\n[ \t]*\S", text))
    wrapped = len(re.findall(r"[\w,-][ \t]*\r?\n[ \t]*[a-zа-яё]", text))
    lines, blocks = r"\S(?:[^\r\n]*\S)?", r"\S(?:.*\S)?(?:[ \t]*\r?\n[ \t]*\S(?:.*\S)?)*"
    return [found.span() for found in re.finditer(blocks if wrapped >= max(10, breaks / 3) else lines, text)]


def table(corpus) -> pd.DataFrame:
    """Cut every text into sentences.

    Out: source, part (the voice), paragraph and sentence (counted from 0 in each source), start, stop, text.
    A sentence belongs to the voice it begins in; voices are cut first, so none reaches over into the next. Each voice
    reaches to the next, so that no character between two voices is lost.
    """
    rows = []
    for source, parts in corpus.parts.groupby("source", sort=False):
        text, paragraph, sentence = corpus.text(source), count(), count()
        spans = pairwise([0, *parts["start"].iloc[1:], len(text)])
        for part, (begin, end) in zip(parts["part"], spans, strict=True):
            for first, last in paragraphs(text[begin:end]):
                number, at, own = next(paragraph), begin + first, text[begin + first:begin + last]
                rows += [(source, part, number, next(sentence), at + start, at + stop, own[start:stop])
                         for start, stop in split(own)]
    return frame(rows, COLUMNS)
