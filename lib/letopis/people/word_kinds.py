"""Kinds of words with a capital: what each may be in a name, by dictionary, list or ending.

A kind is a letter: N first name, P patronymic, S surname, U unknown, W an ordinary Russian word, a
place, a body, w an ordinary English word, i an initial, d a particle (von), t a title (“Mr”), a
blank for what is no part of a name.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from letopis.language.lemmas import package_lexicon
from letopis.language.russian import analyzer
from letopis.people.first_names import is_english_first_name
from letopis.people.lexicon import PATRONYMIC
from letopis.people.namesakes import bears_english_name
from letopis.texts.tables import read_toml

DATA = Path(__file__).parent / "data"
KIND_OF_MARK = {"Name": "N", "Patr": "P", "Surn": "S"}
PLACES = {"Geox", "Orgn", "Trad", "Abbr"}
FUNCTION_WORDS = set("PREP CONJ PRCL NPRO INTJ PRED ADVB NUMR COMP".split())
PARTICLES = frozenset(  # of surnames: фон Штауффенберг, Le Pen
    "фон ван дер ден де ди ле ла дю бен бин ибн аль эль "
    "von van der den de da di le la du del bin ben ibn al el d".split()
)
SURNAME_ENDING = re.compile(  # of Russian surnames as English texts spell them
    "(?:sk[yi]i?|skaya|[oe](?:v|ff)|[oe]va|enko|vich|shvili|idze|berg|stein|feld|ovitch)$"
)
NATION = re.compile(
    "(?:[aeic]an|rman|oman|ish|ese|ists?|ism|ans|[a-z]{3}ite|men|ics?|th|est|ly|[nv]ik|chik)s?$"
)


class Reading(NamedTuple):
    """One way to read a Russian word of a name."""

    kind: str
    nominative: str
    gender: str  # masc, femn or "" for both


@cache
def words(key: str) -> frozenset[str]:
    """Return a list of contexts.toml."""
    return frozenset(read_toml(DATA / "contexts.toml")[key])


def english_kind(token: str, lower: frozenset[str], is_after_name: bool = False) -> str:
    """Return the kind of an English word with a capital; `lower` has the words without one.

    After a first name, an initial or a title Smith and Kelly are no words for a nation.
    """
    if token.isupper() or token in words("nobody") | words("towns") or len(token) < 2:
        return " "
    if token in words("titles"):
        return "t"
    if bears_english_name(token):
        return " "
    if is_english_first_name(token):
        return "N"
    if PATRONYMIC.fullmatch(token):
        return "P"
    small = token.lower()
    if SURNAME_ENDING.search(small):
        return "S"
    if small in package_lexicon("en").stop_words:
        return " "
    if NATION.search(small) and not is_after_name:
        return " "
    return "w" if small in lower else "U"


@cache
def russian_readings(token: str) -> tuple[Reading, ...]:
    """Return what a Russian word may be in a name, the likeliest first."""
    readings = []
    for parse in analyzer().parse(token):
        marks = parse.tag.grammemes
        kind = next((KIND_OF_MARK[mark] for mark in KIND_OF_MARK if mark in marks), "")
        if not kind or "voct" in marks or ("plur" in marks and kind != "S"):
            continue
        gender = "femn" if "femn" in marks else "masc" if "masc" in marks else ""
        wanted = {"nomn", "sing"} | ({gender} if gender else set())
        nominative = None if "Fixd" in marks else parse.inflect(wanted)
        word = nominative.word if nominative else parse.word
        readings.append(Reading(kind, _capitalised(word), gender))
    return tuple(dict.fromkeys(readings))


@cache
def russian_kind(token: str, may_be_ordinary: bool = False) -> str:
    """Return the kind of a Russian word with a capital.

    Args:
        token: The word.
        may_be_ordinary: Its capital may come from where it stands; it is a name only where the
            dictionary has nothing else.
    """
    if len(token) < 2 or (token.isupper() and len(token) < 5):
        return " "
    if token in words("nobody"):
        return " "
    readings = russian_readings(token)
    parses = analyzer().parse(token)
    is_known = any(parse.is_known for parse in parses)
    ordinary = [parse for parse in parses if not _marks(parse) & {*KIND_OF_MARK, *PLACES}]
    places = [parse for parse in parses if _marks(parse) & PLACES]
    if not is_known:
        is_surname = any(reading.kind == "S" for reading in readings)
        return "S" if is_surname else "U"
    if is_function_word(token):
        return " "
    if not readings or (may_be_ordinary and ordinary):
        return "W"
    kinds = {reading.kind for reading in readings}
    if places and places[0].score > 0.4:
        return "W"
    return next(kind for kind in "PNS" if kind in kinds)


@cache
def is_function_word(token: str) -> bool:
    """Tell whether a Russian word is likely a preposition, conjunction, particle or the like."""
    parses = analyzer().parse(token)
    return sum(parse.score for parse in parses if parse.tag.POS in FUNCTION_WORDS) > 0.2


def _marks(parse: object) -> frozenset[str]:
    return frozenset(parse.tag.grammemes)  # type: ignore[attr-defined]


@cache
def name_cases(token: str) -> frozenset[str]:
    """Return the cases that a Russian word may have, as a name if it can be one."""
    parses = analyzer().parse(token)
    names = [parse for parse in parses if not _marks(parse).isdisjoint(KIND_OF_MARK)]
    return frozenset(str(parse.tag.case) for parse in names or parses)


@cache
def is_person_noun(token: str) -> bool:
    """Tell whether a Russian word is a noun of a living being, and no name: президент, пан."""
    marks = analyzer().parse(token.lower())[0].tag.grammemes if token else frozenset()
    return {"NOUN", "anim"} <= marks and marks.isdisjoint(KIND_OF_MARK)


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
