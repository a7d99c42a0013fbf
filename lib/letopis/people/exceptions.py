"""Exceptions: what has the words of a name and does not name that person or place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from letopis.people.given_names import fit_one_person
from letopis.people.lexicon import PATRONYMIC, Alias, EntityLexicon
from letopis.texts.tables import read_toml

OPENING_QUOTES = "«“„\"'"
CLOSING_QUOTES = "»”\"'"
BREAKS = ".!?…:;—–-()«“„\"'*•№"  # a capital after them does not make a name
AGREEING = re.compile(  # a first name and a surname in one case; in Latin letters they always agree
    r"\w+[^аеиоуыэюям] \w+[^аеиоуыэюя]|\w+[ая] \w+(?:а|я|ого)"
)
GENITIVE = re.compile(r"\w+(?:[аыие]|[ое]го|[ое]й)")
NAMED_AFTER = Path(__file__).parent / "data" / "named_after.toml"


class NameCandidate(NamedTuple):
    """A stretch of tokens that may be a name: an alias and the given names around it."""

    tokens: Sequence[str]
    start: int
    stop: int
    alias: Alias
    lexicon: EntityLexicon
    before: Sequence[str] = ()  # given names before a surname
    after: Sequence[str] = ()

    @property
    def previous(self) -> Sequence[str]:
        """The two tokens before the name, where there are any."""
        return self.tokens[max(0, self.start - 2) : self.start]

    @property
    def following(self) -> str:
        """The token after the name; "" at the end of the sentence."""
        return self.tokens[self.stop] if self.stop < len(self.tokens) else ""


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
    if opening.istitle() and opening.isascii():  # How Stalin Beat Trotsky
        return False
    return AGREEING.fullmatch(f"{word} {candidate.tokens[candidate.start]}") is not None


def named_after(candidate: NameCandidate) -> bool:
    """«На улице Троцкого», Kirov Street: what is named after a person is not the person."""
    if candidate.alias.type != "person":
        return False
    before, after = _named_after_patterns()
    is_genitive = GENITIVE.fullmatch(candidate.tokens[candidate.start]) is not None
    is_after_word = before.search(" ".join(candidate.previous).lower()) is not None
    return (is_genitive and is_after_word) or after.fullmatch(candidate.following) is not None


@cache
def _named_after_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile named_after.toml: what may come before a name, what may come after it."""
    words = read_toml(NAMED_AFTER)
    before = [word.replace(".", r" \.").replace("*", r"\w*") for word in words["before"]]
    never = [rf"(?<!\b{phrase})" for phrase in words["never"]]
    pattern = rf"\b(?:{'|'.join(before)}){''.join(never)}$"
    return re.compile(pattern), re.compile("|".join(words["after"]))


def part_of_title(candidate: NameCandidate) -> bool:
    """«Голос Америки», «Единая Россия»: the last word of a title is not the country."""
    if candidate.alias.type != "place" or len(candidate.previous) < 2:
        return False
    quote, word = candidate.previous
    is_title = quote in OPENING_QUOTES and word.istitle() and len(word) > 2
    return is_title and candidate.following != "" and candidate.following in CLOSING_QUOTES


RULES = (longer_name, other_first_name, unknown_first_name, named_after, part_of_title)
