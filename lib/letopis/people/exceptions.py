"""Exceptions: what has the words of a name and does not name that person or place."""

from __future__ import annotations

import re

from letopis.people.candidates import BREAKS, CLOSING_QUOTES, OPENING_QUOTES, NameCandidate
from letopis.people.given_names import fit_one_person
from letopis.people.lexicon import PATRONYMIC
from letopis.people.namesakes import (
    bears_a_name,
    common_noun,
    named_after,
    place_in_the_accusative,
    thing_after_surname,
)
from letopis.people.word_kinds import words

AGREEING = re.compile(  # a first name and a surname in one case; in Latin letters they always agree
    r"\w+[^аеиоуыэюям] \w+[^аеиоуыэюя]|\w+[ая] \w+(?:а|я|ого)"
)


def longer_name(candidate: NameCandidate) -> bool:
    """«Лев Давидович» of «Лев Давидович Ландау»: a surname follows the patronymic."""
    *first_names, last = candidate.alias.words
    if not first_names or candidate.alias.is_surname or candidate.alias.type != "person":
        return False
    return any(map(PATRONYMIC.fullmatch, last)) and candidate.following.istitle()


def other_first_name(candidate: NameCandidate) -> bool:
    """«Василий Каменев», Q. Trotsky: their first names are not those of the person."""
    given_names = candidate.lexicon.given_names.get(candidate.alias.entity, frozenset())
    names = [*candidate.before, *candidate.after]
    return bool(given_names) and not fit_one_person(names, given_names)


def unknown_first_name(candidate: NameCandidate) -> bool:
    """«Усмана Бакаева»: an unknown word with a capital, inside the sentence, agrees with it."""
    if not candidate.alias.is_surname or candidate.before or len(candidate.previous) < 2:
        return False
    opening, word = candidate.previous
    if len(word) < 3 or not word.istitle() or word in candidate.lexicon.words or opening in BREAKS:
        return False
    is_description = opening.lower() in ("the", "a", "an")  # the Georgian Stalin
    if is_description or word in words("titles") or (opening.istitle() and opening.isascii()):
        return False  # Miss Bartlett, How Stalin Beat Trotsky
    return AGREEING.fullmatch(f"{word} {candidate.tokens[candidate.start]}") is not None


def part_of_title(candidate: NameCandidate) -> bool:
    """«Голос Америки», «Единая Россия»: the last word of a title is not the country."""
    if candidate.alias.type != "place" or len(candidate.previous) < 2:
        return False
    quote, word = candidate.previous
    is_title = quote in OPENING_QUOTES and word.istitle() and len(word) > 2
    return is_title and candidate.following != "" and candidate.following in CLOSING_QUOTES


RULES = (
    longer_name,
    other_first_name,
    unknown_first_name,
    named_after,
    bears_a_name,
    thing_after_surname,
    place_in_the_accusative,
    common_noun,
    part_of_title,
)
