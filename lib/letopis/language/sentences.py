"""Sentences: where one ends and the next begins, in Russian and English prose, headings and lists.

A full stop, question or exclamation mark or ellipsis may end a sentence; each rule below names one
reason why, at a given place, it does not. Offsets are code points; only white space is left out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from letopis.language.boundaries import (
    CLOSED,
    CLOSING,
    END,
    NUMBER,
    OPENING,
    Boundary,
    boundary,
    dictionary_entry,
)
from letopis.language.data import WordLists, read_lists
from letopis.language.parses import GENITIVE
from letopis.language.russian import is_russian_word
from letopis.texts.normalise import Folded, fold

LIST_NUMBER = re.compile(r"\s*(?:\d{1,3}|[IVXХ]{1,5}|[a-zа-я])")
SENTENCE_IN_BRACKETS = re.compile(r"\([^()]*[.!?…]\)\s*(?:$|[A-ZА-ЯЁ«“\"])")
WORD_OF_ITS_OWN = re.compile(r"\b(?:и\s(?:пр|др)|(?:[ст]их|тех|этих|каких|давних)\sпор)$")
IN_A_PAPER = re.compile(r"\b[ВвИи]з?\sгаз$")
IN_A_VILLAGE = re.compile(r"\b(?:[Вв]о?|[Нн]а|[Ии]з|[Пп]од|[Бб]лиз)\sсел$")
REFERENCE = re.compile(r"\s*([^\W\d_]+)\.\s*\d")
AFTER_NUMBER = re.compile(r"(?:[\dIVXХ]|\d-?[а-яё]{1,3})[\s.]*$")
AFTER_ADJECTIVE = re.compile(r"[а-яё]{2}(?:[ыио]й|ая|ую|[ое]м|[ео]го)\s[^\W_]+$")
CONSONANT = re.compile("[бвгджзклмнпрстфхцчшщ]")
SHORT_FORM = re.compile("[а-яё]{1,4}[бвгджзклмнпрстфхцчшщ]")
CLAUSE = re.compile(r"[,;:(–—]\s(?:что|чтобы|как|когда|где|куда|а|но|и|хотя|если|котор\w+)\s")
LONGEST_HEADING = 200  # characters
LONGEST_TITLE = 60  # characters in quotation marks
FEW_WORDS = 6
NAMELESS = {"VERB", "ADV", "ADP", "CCONJ", "PRON", "PART", "DET"}  # a name is none of these


def goes_on_in_lower_case(end: Boundary) -> bool:
    """«Что делать?» спросил он; powerless ... to do; "Judas!" - he said."""
    goes_on = end.after.lstrip(OPENING + CLOSING + "–—-… \t\n\r\u00a0\u2009\u202f")
    return goes_on[:1].islower() or goes_on.startswith((",", ";", ":"))


def initial_before_a_name(end: Boundary) -> bool:
    """Л. Троцкий; Carr, E. H. (1971); but: Tomsky M. P. Meanwhile the crowd waited."""
    word = end.abbreviation
    if not (word[:1].isupper() and _initials(end.lists["initials"]).fullmatch(word)):
        return False
    following = end.after.lstrip()
    is_new = end.next_word_starts() or _is_no_name(end.next_word())
    if following[:1] in OPENING:
        return not _is_a_letter(end, word) and SENTENCE_IN_BRACKETS.match(following) is None
    if re.search(r"\w\w", end.before) and (is_new or _is_a_letter(end, word)):
        return False
    return following[:1].isupper() or following[:1].isdigit()


def _is_no_name(word: str) -> bool:
    """Say whether a word is a Russian verb, adverb or function word, and so no surname."""
    is_russian = re.match(r"[А-ЯЁ]\w", word) is not None
    return is_russian and dictionary_entry(word).ambiguity.pos in NAMELESS


def _is_a_letter(end: Boundary, word: str) -> bool:
    """Say whether a capital is no initial: Вильгельм I, point M, World War I, it is I, 8 G."""
    match = re.search(r"([^\W_]+)\s\w+$", end.before)
    before = match[1] if match else ""
    if word in "IVX" and re.search("[а-яё]$", before):
        return True
    listed = end.lists["lettered"] | (end.lists["numbered"] if word in "IVX" else set())
    is_listed = before.isdigit() or not listed.isdisjoint(dictionary_entry(before).lemmas())
    return is_listed and end.next_is_common()


def abbreviation_inside(end: Boundary) -> bool:
    """См. Там же; тов. Сталин, but not: сыр и пр. Гости; n. 31: a small letter before a number."""
    if end.next_word_starts() and AFTER_ADJECTIVE.search(end.before):
        return False  # по Садовой ул. Там было тихо
    if end.is_last_in("never_last"):
        return not _is_measure(end) and WORD_OF_ITS_OWN.search(end.before) is None
    word = end.abbreviation
    return len(word) == 1 and word.islower() and end.following()[:1].isdigit()


def _is_measure(end: Boundary) -> bool:
    """Say whether a number and a measure are before a common word: 180 см. Глаза серые."""
    stem = end.before.removesuffix(end.abbreviation)
    is_amount = end.is_last_in("measures") and AFTER_NUMBER.search(stem) is not None
    return is_amount and (end.next_word_starts() or end.next_is_common())


def unknown_short_word(end: Boundary) -> bool:
    """Вахм. Иванов, у ф. Хайки: a few letters no dictionary has as a word are an abbreviation."""
    word = end.abbreviation
    is_name = not end.next_is_common()
    form = word.lower() if word == end.before.strip() and is_name else word
    if len(form) == 1:
        is_amount = AFTER_NUMBER.search(end.before.removesuffix(form)) is not None
        return CONSONANT.fullmatch(form) is not None and is_name and not is_amount
    return SHORT_FORM.fullmatch(form) is not None and not is_russian_word(form)


def abbreviation_with_its_number_or_name(end: Boundary) -> bool:
    """Рис. 2, ген. Деникин; but: он нашёл ген. Учёные молчали; he said no. Stalin agreed."""
    if end.is_last_in("before_number", "before_name") and _is_numbered(end):
        return True
    if IN_A_PAPER.search(end.before):
        return True
    is_listed = end.is_last_in("before_name") and not WORD_OF_ITS_OWN.search(end.before)
    is_title = is_listed or IN_A_VILLAGE.search(end.before) is not None
    is_lone = end.abbreviation == end.before.strip()
    return is_title and (is_lone or not end.next_is_common())


def abbreviation_before_a_genitive(end: Boundary) -> bool:
    """Завод им. Красных партизан, им. 1 Мая; but: он помог им. Рабочие ушли."""
    if not end.is_last_in("before_genitive") or end.next_word_starts():
        return False
    agreement = dictionary_entry(end.next_word()).ambiguity.parses[0].agreement
    return _is_numbered(end) or not agreement or agreement & GENITIVE > 0


def part_of_a_reference(end: Boundary) -> bool:
    """РГАСПИ. Ф. 17. Оп. 2. Д. 15: after a number or an acronym, a letter and a number."""
    following = REFERENCE.match(end.after)
    if following is None or following[1].lower() not in end.lists["in_a_reference"]:
        return False
    return re.search(r"\d$|\b[А-ЯЁA-Z]{2,}$", end.before) is not None


def abbreviation_of_time(end: Boundary) -> bool:
    """В 1927 г. Троцкий: no end after a number where no verb came before; г. Москва."""
    if not end.is_last_in("after_number") or end.next_word_starts() or _is_measure(end):
        return False
    stem = end.before.removesuffix(end.abbreviation)
    is_amount = AFTER_NUMBER.search(stem) is not None
    return not is_amount or _is_numbered(end) or not _has_verb(CLAUSE.split(stem)[-1], end)


def _is_numbered(end: Boundary) -> bool:
    """Say whether a number follows."""
    return NUMBER.match(end.following()) is not None


def _has_verb(clause: str, end: Boundary) -> bool:
    """Say whether a Russian clause has a finite verb; but: был в XIX в. Петербург столицей."""
    is_no_name = end.next_is_common() or _is_no_name(end.next_word())
    letter = "[А-ЯЁа-яё]" if is_no_name else "[а-яё]"
    words = re.findall(rf"\b{letter}[а-яё]+", clause)
    return any(dictionary_entry(word).ambiguity.parses[0].verb_form == "Fin" for word in words)


def abbreviation_that_may_end(end: Boundary) -> bool:
    """At 10 a.m. Lenin spoke: no end after a few words, but before a typical first word."""
    if not end.is_last_in("sometimes_last") or end.next_word_starts():
        return False
    return _is_numbered(end) or len(end.before.split()) <= FEW_WORDS


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


def inside_brackets(end: Boundary) -> bool:
    """He came (it was late. It rained) and sat: brackets that open inside a sentence."""
    opened = max(end.before.rfind("("), end.before.rfind("["))
    closed = max(end.before.rfind(")"), end.before.rfind("]"))
    is_open = opened > closed and end.before[:opened].strip() != "" and ")" not in end.mark
    return is_open and re.match(r"[^()\[\]]*[)\]]", end.after) is not None


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
    unknown_short_word,
    abbreviation_with_its_number_or_name,
    abbreviation_before_a_genitive,
    part_of_a_reference,
    abbreviation_of_time,
    abbreviation_that_may_end,
    number_of_a_list,
    inside_a_title,
    inside_brackets,
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
    folded = fold(text)
    if folded.text != text:
        return list(_in_original(text, folded, split_sentences(folded.text, lists)))
    lists = lists or read_lists("sentences.toml")
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start >= end:
        return []
    spans = []
    is_whole = end - start <= LONGEST_HEADING and not CLOSED.search(text, start, end)
    for match in () if is_whole else END.finditer(text):
        stop = match.end()
        place = boundary(match, start, lists)
        has_begun = place.before.strip(OPENING + CLOSING + " ") != ""
        if has_begun and stop < end and not any(rule(place) for rule in RULES):
            spans.append((start, stop))
            start = stop + len(place.after) - len(place.after.lstrip())
    return [*spans, (start, end)]


def _in_original(
    text: str, folded: Folded, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Find the sentences of a folded text in its original: only white space is left out."""
    stop = 0
    for position, span in enumerate(spans):
        start = stop + len(text[stop:]) - len(text[stop:].lstrip())
        stop = folded.span(*span)[1]
        is_last = position == len(spans) - 1
        rest = text[stop:].rstrip() if is_last else text[stop:].split(maxsplit=1)[0]
        if is_last or not text[stop].isspace():
            stop += len(rest)
        yield start, stop
