"""Runs: words with capitals side by side that may name a person, and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letopis.language.lemmas import package_lexicon
from letopis.language.russian import is_russian_word
from letopis.people.candidates import BREAKS, CLOSING_QUOTES, OPENING_QUOTES
from letopis.people.first_names import is_english_first_name
from letopis.people.given_names import INITIAL
from letopis.people.lexicon import PLAIN, TOKEN
from letopis.people.namesakes import bears_english_name, bears_russian_name
from letopis.people.word_kinds import (
    PARTICLES,
    english_kind,
    is_person_noun,
    name_cases,
    russian_kind,
    words,
)

# In the kinds of word_kinds: initials, first names and patronymics around a surname.
NAME = re.compile(
    "i+d*[SUNW]|[SU]NP|[SU]i+(?![SUNW])|N+P?[Ww]|N+P(?:d*[SU])?|[NSU](?:d*[NSU]){0,3}"
)
PAIRS = {"SS", "NS", "SN", "NN", "PS"}
ADDRESSED_AFTER = set(',“"—')  # and before, of a name that somebody is called by: “Well, Watson,”
ADDRESSED_BEFORE = set(',!?.”"')
CERTAIN = 5
Unit = tuple[str, int, int]  # kind, start, stop


class Run(NamedTuple):
    """The words of a name that may be a person's."""

    words: tuple[str, ...]
    kinds: str  # a letter for each word
    evidence: int  # for a person; at least CERTAIN: it is one
    is_russian: bool


def runs_of(text: str, lower: frozenset[str]) -> Iterator[Run]:
    """Find the runs of a sentence that is folded; `lower` has all words without a capital."""
    matches = list(TOKEN.finditer(text.translate(PLAIN)))
    tokens = [match[0] for match in matches]
    units = list(_units(tokens, lower))
    signs = "".join(kind for kind, _, _ in units)
    for match in NAME.finditer(signs):
        for chosen in _agreeing(tokens, units[match.start() : match.end()]):
            _, start, _ = chosen[0]
            _, _, stop = chosen[-1]
            kinds = "".join(kind for kind, _, _ in chosen)
            yield Run(
                words=tuple(text[matches[a].start() : matches[b - 1].end()] for _, a, b in chosen),
                kinds=kinds,
                evidence=_evidence(tokens, start, stop, kinds),
                is_russian=_is_russian(tokens[start]),
            )


def _agreeing(tokens: Sequence[str], units: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """Cut Russian words where two of them cannot be of one case: «Путина Обама»."""
    first = 0
    for at in range(1, len(units)):
        kind_before, before, _ = units[at - 1]
        kind, start, _ = units[at]
        if kind_before + kind in PAIRS and not _have_one_case(tokens[before], tokens[start]):
            yield units[first:at]
            first = at
    yield units[first:]


def _have_one_case(one: str, other: str) -> bool:
    """Tell whether two words of a name may be of one case; those in Latin letters always."""
    if not (_is_russian(one) and _is_russian(other)):
        return True
    return not name_cases(one).isdisjoint(name_cases(other))


def _is_russian(token: str) -> bool:
    return "А" <= token[0].upper() <= "Я" or token[0] in "Ёё"


def _units(tokens: Sequence[str], lower: frozenset[str]) -> Iterator[Unit]:
    """Yield kind, start and stop of each word with a capital or other stretch of tokens.

    An initial takes its full stop in, a hyphen joins two words; all else is a blank.
    """
    at = 0
    while at < len(tokens):
        start = at
        token = tokens[at]
        at += 1
        following = tokens[at] if at < len(tokens) else ""
        if token in PARTICLES or (token.lower() in PARTICLES and start and following.istitle()):
            at += following == "-"
            yield "d", start, at
        elif not token[0].isupper():
            yield " ", start, at
        elif INITIAL.fullmatch(token) and following == "." and not _is_number(tokens, start):
            at += 1
            yield "i", start, at
        else:
            kind = _kind(tokens, start, lower)
            if (
                tokens[at : at + 1] == ["-"]
                and tokens[at + 1 : at + 2]
                and tokens[at + 1].istitle()
            ):
                second = _kind(tokens, at + 1, lower)
                kind = second if kind == "W" else kind
                at += 2
            if kind == "t" and tokens[at : at + 1] == ["."]:
                at += 1
            yield " " if kind == "t" else kind, start, at


def _is_number(tokens: Sequence[str], at: int) -> bool:
    """Tell whether «I.» is the number of a chapter."""
    is_numeral = tokens[at] in "IVX"
    return is_numeral and (at == 0 or tokens[at - 1].isupper() or tokens[at - 1] in BREAKS)


def _kind(tokens: Sequence[str], at: int, lower: frozenset[str]) -> str:
    """Return the kind of the word with a capital at a place."""
    token = tokens[at]
    word = token.capitalize() if token.isupper() and len(token) > 4 else token
    opens = at == 0 or tokens[at - 1] in BREAKS
    if _is_russian(token):
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        is_followed = following.istitle() and russian_kind(following) in "SPN"
        return russian_kind(word, opens and not is_followed)
    kind = english_kind(word, lower, _is_after_name(tokens, at))
    return " " if opens and kind != "t" and word.lower() in lower else kind


def _is_after_name(tokens: Sequence[str], at: int) -> bool:
    """Tell whether a first name, an initial or a title comes before: John Smith, Mr. Kelly."""
    is_dotted = at > 1 and tokens[at - 1] == "."
    before = tokens[at - 2] if is_dotted else tokens[at - 1] if at else ""
    is_initial = is_dotted and INITIAL.fullmatch(before) is not None
    return is_initial or before in words("titles") or is_english_first_name(before)


def _evidence(tokens: Sequence[str], start: int, stop: int, kinds: str) -> int:
    """Count what speaks for a person and against one."""
    before = tokens[start - 1] if start else ""
    after = tokens[stop] if stop < len(tokens) else ""
    is_russian = _is_russian(tokens[stop - 1])
    if before in OPENING_QUOTES and before and after in CLOSING_QUOTES and after:
        return -2
    title = tokens[start - 2] if before == "." and start > 1 else before
    if set("iNP") & set(kinds) and len(kinds) > 1:
        return CERTAIN
    if is_russian:
        return _russian_evidence(before, after, tokens, start, stop, kinds)
    return _english_evidence(before, after, title, kinds)


def _english_evidence(before: str, after: str, title: str, kinds: str) -> int:
    """Weigh the words beside an English name."""
    if title in words("titles"):
        return CERTAIN
    if bears_english_name(after):
        return -3
    evidence = 2 * bool({"N", "S"} & set(kinds))
    if _lemmas("en", before, after) & words("speech"):
        evidence += 2
    evidence += after in words("person")
    is_verb = after.islower() and after[-1] != "s" and package_lexicon("en")[after].lemma() != after
    evidence += after == "'" or is_verb  # spoke, turned
    evidence += before in ADDRESSED_AFTER and after in ADDRESSED_BEFORE
    evidence -= 2 * (before.lower() in words("place"))
    return evidence


def _russian_evidence(
    before: str, after: str, tokens: Sequence[str], start: int, stop: int, kinds: str
) -> int:
    """Weigh the words beside a Russian name."""
    evidence = 2 * bool({"N", "S", "P"} & set(kinds)) + 2 * (len(kinds) > 1)
    lexicon = package_lexicon("ru")
    if is_person_noun(before) and _have_one_case(before, tokens[start]):
        evidence += 3
    if _lemmas("ru", before, after) & words("speech"):
        evidence += 2
    if bears_russian_name(before.lower()):
        evidence -= 3
    is_first = start == 0 or before in BREAKS
    evidence -= is_first and kinds == "S" and not is_russian_word(tokens[start])
    thing = lexicon[after].ambiguity.noun_agreement if after.islower() else 0
    if lexicon[tokens[stop - 1]].ambiguity.adjective_agreement & thing:
        evidence -= 3
    evidence -= 2 * (before.lower() in words("place"))
    return evidence


def _lemmas(language: str, *tokens: str) -> set[str]:
    lexicon = package_lexicon(language)
    return {lexicon[token].lemma() for token in tokens if token and token.islower()}
