"""Sentences: where one ends and the next begins, in Russian and English prose, headings and lists.

A full stop, question or exclamation mark or ellipsis may end a sentence; each rule below names one reason why, at
a given place, it does not. Offsets are code points of the whole text; nothing is changed or left out but white space.
"""

import re
from typing import NamedTuple

import pandas as pd

from letopis.tables import frame

COLUMNS = {
    "source": "str",
    "part": "str",
    "paragraph": "int64",
    "sentence": "int64",
    "start": "int64",
    "stop": "int64",
    "text": "str",
}
OPEN, CLOSE = "«“„\"'(‘[", "»”\"')’]"
END = re.compile(
    rf"[.!?…]++(?:\s(?=\.))?[.!?…]*+[{re.escape(CLOSE)}]*(?:\[\d+\])*(?=\s|$)|(?<=[а-яё]{{3}})[.!?…]+(?=[А-ЯЁ][а-яё])"
    r"|(?<=[a-z]{3})[.!?…]+(?=[A-Z][a-z])"
)
LAST_WORD = re.compile(r"([^\W_]+(?:[.-][^\W_]+)*)\.$")
INITIAL = re.compile(
    r"(?:[^\W\d_]|Yu|Ya|Ye|Yo|Zh|Kh|Ts|Ch|Sh|Ju|Ja|Дж|Гр|Ем|Ник|Ал|Алекс|Вл|Дм|Ив|Мих|Вас|Конст|Серг|Евг)(?:\.-?(?:[^\W\d_]|Yu|Ya|Kh))*"
)
SURNAME_BEFORE = re.compile(r"[\s(][A-ZА-ЯЁ][\w-]+ (?:[A-ZА-ЯЁ]\. ?)+[A-ZА-ЯЁ]$")
NEVER_LAST = frozenset(
    "т тов тт им ул пр просп пл проф акад ген кап св гр о см ср напр т.е т.н т.к т.о стр с гл ст пп рис табл изд ред "
    "сост пер вып кн ч чл нач пом отв прим комм цит обл р-н ж.-д жел букв ок гост янв фев февр авг сент окт нояб дек "
    "mr mrs ms dr prof rev gen col capt lt sgt st nos vs e.g i.e cf pp p vol vols eds trans hon messrs comr viz "
    "jan feb aug sept oct nov dec".split()
)
SOMETIMES_LAST = frozenset(
    "г гг в вв д др п э н.э т.д т.п руб коп млн млрд тыс чел полк зам ум род кон нач сер с.г т.г "
    "etc a.m p.m jr sr inc ltd co u.s u.s.s.r no art fig ed ca".split()
)
STARTERS = frozenset(
    "а но и или да в во на с со к ко о об от до из за по под при над без для после перед между через около он она "
    "оно они это этот эта эти тот та те так там тут тогда теперь затем потом однако если когда хотя пока поэтому "
    "все всё весь мы вы я ты его её ее их кто что как где почему зачем ни не уже ещё еще лишь только даже вот "
    "here there the a an in on at by from to of for with after before during he she it they we you i this that "
    "these those his her its their but and or so if when while although however then thus now no not meanwhile "
    "later soon finally another many several some such вскоре наконец позже далее кроме среди многие некоторые "
    "вместе вслед накануне вечером утром днём".split()
)
SAYING = re.compile(
    r"\s*(?:[A-ZА-ЯЁ][\w.-]*\s+){1,3}(?:said|says|asked|asks|replied|answered|exclaimed|cried|wrote|shouted|declared|added|"
    r"спросил|сказал|ответил|воскликнул|крикнул|заявил|написал|добавил|спрашивал|говорил)"
)


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
    behind = SURNAME_BEFORE.search(place.before) and re.match(r"\w+", after)
    if behind and re.match(r"\w+", after)[0].lower() in STARTERS:
        return False
    return bool(INITIAL.fullmatch(word)) and word[:1].isupper() and after[:1].isupper()


def abbreviation_inside(place: Place) -> bool:
    """См. Там же; тов. Сталин; n. 31: a single small letter before a number."""
    word = _word(place)
    numbered = len(word) == 1 and word.islower() and place.after.lstrip()[:1].isdigit()
    return numbered or (word if len(word) == 1 else word.lower()) in NEVER_LAST


def abbreviation_that_may_end(place: Place) -> bool:
    """В 1927 г. Троцкий: not an end after a few words, unless a typical first word follows; г. Москва never."""
    word = _word(place).lower()
    if word not in SOMETIMES_LAST:
        return False
    following = re.match(r"[^\w]*(\w+)", place.after)
    if following is None or following[1].lower() in STARTERS:
        return following is not None and following[1][:1].isdigit()
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
    return place.mark[-1:] in CLOSE and bool(SAYING.match(place.after))


RULES = (
    goes_on_in_lower_case,
    initial_before_a_name,
    abbreviation_inside,
    abbreviation_that_may_end,
    number_of_a_list,
    inside_a_title,
    who_says_it,
)


def split(text: str) -> list[tuple[int, int]]:
    """Give the spans of the sentences of one paragraph.

    A paragraph of up to 200 characters without a closing mark is a heading and stays whole.

    >>> split("Л. Троцкий не предвидел. В. Менжинский был наготове.")
    [(0, 24), (25, 52)]
    >>> split("Sosnovsky L.S. was exiled. So was Yu. Larin.")
    [(0, 26), (27, 44)]
    """
    stop_of_text = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    if start >= stop_of_text:
        return []
    heading = stop_of_text - start <= 200 and text[stop_of_text - 1] not in ".!?…:;," + CLOSE
    spans = []
    for mark in () if heading else END.finditer(text):
        place = Place(text[max(start, mark.start() - 200) : mark.start()], mark[0], text[mark.end() : mark.end() + 200])
        if (
            mark.end() >= stop_of_text
            or not place.before.strip(OPEN + CLOSE + " ")
            or any(rule(place) for rule in RULES)
        ):
            continue
        spans.append((start, mark.end()))
        start = mark.end() + len(place.after) - len(place.after.lstrip())
    return [*spans, (start, stop_of_text)]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give the spans of the paragraphs: lines, or, where lines are wrapped, blocks between blank lines.

    Lines count as wrapped where at least ten line ends stand between two letters, the second in lower case, and these
    are a third of all line ends between two lines.
    """
    breaks = len(re.findall(r"\S[ \t]*\r?\n[ \t]*\S", text))
    wrapped = len(re.findall(r"[\w,-][ \t]*\r?\n[ \t]*[a-zа-яё]", text))
    block = (
        r"\S(?:.*\S)?(?:[ \t]*\r?\n[ \t]*\S(?:.*\S)?)*"
        if wrapped >= 10 and wrapped * 3 >= breaks
        else r"\S(?:[^\r\n]*\S)?"
    )
    return [found.span() for found in re.finditer(block, text)]


def table(corpus) -> pd.DataFrame:
    """Cut every text into sentences.

    Out: source, part (the voice), paragraph and sentence (counted from 0 in each source), start, stop, text.
    A sentence belongs to the voice it begins in; voices are cut first, so none reaches over into the next.
    """
    rows = []
    for source, parts in corpus.parts.groupby("source", sort=False):
        text, paragraph, sentence = corpus.text(source), 0, 0
        for part in _voices(parts, len(text)):
            for start, stop in paragraphs(text[part.start : part.stop]):
                begin = part.start + start
                for first, last in split(text[begin : part.start + stop]):
                    row = (source, part.part, paragraph, sentence, begin + first, begin + last)
                    rows.append((*row, text[begin + first : begin + last]))
                    sentence += 1
                paragraph += 1
    return frame(rows, COLUMNS)


class _Voice(NamedTuple):
    part: str
    start: int
    stop: int


def _voices(parts: pd.DataFrame, length: int) -> list[_Voice]:
    """The voices in order, each reaching to the next, so that no character between two voices is lost."""
    starts = [0, *parts["start"].iloc[1:], length]
    return [_Voice(part, starts[i], starts[i + 1]) for i, part in enumerate(parts["part"])]
