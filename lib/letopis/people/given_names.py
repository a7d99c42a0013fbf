"""Given names: the initials, first names and patronymics around a surname, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letopis.language.tokens import INITIALS
from letopis.people.entities import transliteration_key
from letopis.people.lexicon import EntityLexicon

INITIAL = re.compile(INITIALS)


def given_before(
    tokens: Sequence[str], start: int, lexicon: EntityLexicon, given_names: frozenset[str]
) -> tuple[int, list[str]]:
    """Find the initials, first names, also cut short (Ем. Ярославский), and where they begin."""
    found: list[str] = []
    while start > 0:
        is_dotted = start > 1 and tokens[start - 1] == "."
        at = start - 2 if is_dotted else start - 1
        word = tokens[at]
        if is_dotted:
            belongs = INITIAL.fullmatch(word) or _is_short(word, given_names)
        else:
            belongs = _is_first_name(word, lexicon)
        if not belongs:
            break
        found.append(word)
        start = at
    return start, found


def _is_short(word: str, given_names: frozenset[str]) -> bool:
    """Tell whether a word may be a first name of the entity cut short."""
    return word.istitle() and 1 < len(word) < 5 and fit_one_person([word], given_names)


def _is_first_name(word: str, lexicon: EntityLexicon) -> bool:
    is_listed = not lexicon.first_names.isdisjoint({word, transliteration_key(word)})
    return word.istitle() and is_listed


def given_after(
    tokens: Sequence[str], stop: int, given_names: frozenset[str]
) -> tuple[int, list[str]]:
    """Find the given names after a surname (Trotsky, Lev Davydovich), and where they end."""
    found: list[str] = []
    end = stop
    while end + 1 < len(tokens) and INITIAL.fullmatch(tokens[end]) and tokens[end + 1] == ".":
        found.append(tokens[end])
        end += 2
    if found:
        name_follows = end < len(tokens) and tokens[end].istitle()
        are_own = len(found) > 1 and fit_one_person(found, given_names)
        return (stop, []) if name_follows and not are_own else (end, found)
    first = stop + 1 if tokens[stop : stop + 1] == [","] else stop
    names = list(tokens[first : first + 2])
    if len(names) == 2 and given_names.issuperset(names):
        return first + 2, names
    return stop, []


def fit_one_person(names: Sequence[str], given_names: frozenset[str]) -> bool:
    """Tell whether initials, first names cut short or whole, and patronymics may be a person's."""
    for name in names:
        is_listed = not given_names.isdisjoint({name, transliteration_key(name)})
        is_short = len(name) < 5 and any(given.startswith(name) for given in given_names)
        if not is_listed and not is_short:
            return False
    return True
