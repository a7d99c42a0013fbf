"""Namesakes: things that bear a person's name, and common nouns that look like one.

Each rule tells whether a candidate is no mention of the person; the words are in named_after.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from letopis.language.lemmas import package_lexicon
from letopis.language.parses import CASES, agreement_bits
from letopis.language.russian import analyzer
from letopis.people.candidates import BREAKS, CLOSING_QUOTES, OPENING_QUOTES, NameCandidate
from letopis.texts.tables import read_toml

NAMED_AFTER = Path(__file__).parent / "data" / "named_after.toml"
GENITIVE = re.compile(r"\w+(?:[аыие]|[ое]го|[ое]й)")
NOMINATIVE = re.compile(r"[А-Я]\w+(?:[ое]в|[иы][нй])")  # of a man: Калинин, Киров, Томский
IN_TOWN = re.compile(r"\b(?:[Вв]о?|[Ии]з|[Бб]лиз|[Пп]од) (?:г|гор) \.$")  # not: Mr Kirov
JOINING = {"и", "-", "–", "—"}
QUOTED = 3  # words beside a name in a quotation that is itself a name
LISTING = {"и", ","}
PREPOSITIONS = {"в", "во", "на", "через", "сквозь"}  # with the accusative of a place
ACCUSATIVE = agreement_bits(["accs"], ["masc", "femn", "neut", "plur"])
GENITIVE_SINGULAR = agreement_bits(["gent"], ["masc", "femn", "neut"])
GENITIVE_PLURAL = agreement_bits(["gent"], ["plur"])
ADJECTIVAL_CASES = (  # endings of surnames declined as adjectives, with what they agree with
    (re.compile("[иы]й$"), agreement_bits(["nomn"], ["masc"])),
    (re.compile("ого$"), agreement_bits(["gent"], ["masc", "neut"])),
    (re.compile("ому$"), agreement_bits(["datv"], ["masc", "neut"])),
    (
        re.compile("[иы]м$"),
        agreement_bits(["ablt"], ["masc", "neut"]) | agreement_bits(["datv"], ["plur"]),
    ),
    (re.compile("ом$"), agreement_bits(["loct"], ["masc", "neut"])),
    (re.compile("ая$"), agreement_bits(["nomn"], ["femn"])),
    (re.compile("ой$"), agreement_bits(["gent", "datv", "ablt", "loct"], ["femn"])),
    (re.compile("ую$"), agreement_bits(["accs"], ["femn"])),
)


@cache
def _words(key: str) -> frozenset[str]:
    """Return a list of named_after.toml, with е for ё."""
    return frozenset(word.replace("ё", "е") for word in read_toml(NAMED_AFTER)[key])


def _is_form(token: str, key: str) -> bool:
    """Tell whether a token is a form of a Russian noun of a list."""
    lemmas = package_lexicon("ru")[token.lower()].lemmas()
    return not _words(key).isdisjoint(lemma.replace("ё", "е") for lemma in lemmas)


def _cases(token: str) -> int:
    """Return the cases a noun may have, as bits."""
    return package_lexicon("ru")[token].ambiguity.noun_agreement


def named_after(candidate: NameCandidate) -> bool:
    """«На улице Троцкого», Kirov Street, Order of Lenin: named after a person, not the person."""
    if candidate.alias.type != "person":
        return False
    before = " ".join(candidate.tokens[max(0, candidate.start - 3) : candidate.start])
    if any(re.search(rf"\b{phrase}$", before) for phrase in _words("before")):
        return True
    if IN_TOWN.search(before):
        return True
    is_genitive = all(map(GENITIVE.fullmatch, candidate.words))
    return _precedes_thing(candidate) or (is_genitive and _follows_thing(candidate))


def _precedes_thing(candidate: NameCandidate) -> bool:
    """Kirov Street, Kirov and Pavlov Streets."""
    following = candidate.tokens[candidate.stop : candidate.stop + 3]
    if len(following) == 3 and following[0] == "and" and following[1].istitle():
        return following[2][-1] == "s" and following[2][:-1] in _words("after")
    return bears_english_name(candidate.following)


def bears_russian_name(noun: str) -> bool:
    """Tell whether a Russian noun before a name is a thing that bears it: город, крейсер."""
    return noun.islower() and _is_form(noun, "apposition")


def bears_english_name(noun: str) -> bool:
    """Tell whether an English noun after a name is a thing that bears it: Street, regiments."""
    return noun in _words("after") or (noun[-1:] == "s" and noun[:-1] in _words("after"))


def _follows_thing(candidate: NameCandidate) -> bool:
    """Tell whether a noun of a thing is before a name, or before the first of names with «и»."""
    at = candidate.start
    tokens = candidate.tokens
    while at > 2 and tokens[at - 1] in JOINING and tokens[at - 2].istitle():
        at -= 2
    while at > 1 and _is_title(tokens, at):
        at -= 2 if tokens[at - 1] == "." else 1
    if at == 0:
        return False
    words = list(tokens[max(0, at - 3) : at])
    for length in (1, 2, 3):  # «имени», «им.», «пр-т»
        written = "".join(words[-length:]).lower()
        if written in _words("written"):
            before = tokens[at - length - 1] if at > length else "."
            return written != "имени" or not _speaks_of_a_name(before)
    return _is_form(words[-1], "genitive")


def _is_title(tokens: Sequence[str], at: int) -> bool:
    """Tell whether the word before a place is «товарища», «тов.»."""
    if tokens[at - 1] == ".":
        return f"{tokens[at - 2]}.".lower() in _words("titles")
    return _is_form(tokens[at - 1], "titles")


def _speaks_of_a_name(before: str) -> bool:
    """Tell whether «имени» after this word is somebody's name: «от имени», «Имени Троцкого нет»."""
    if before in BREAKS:
        return True
    lemmas = package_lexicon("ru")[before.lower()].lemmas()
    return not _words("never").isdisjoint(f"{lemma} имени" for lemma in lemmas)


def bears_a_name(candidate: NameCandidate) -> bool:
    """«Город Киров», «крейсера „Сталин“», the cruiser "Kirov": what the noun before says it is."""
    if candidate.alias.type != "person" or candidate.start == 0:
        return False
    quoted = _before_quotation(candidate)
    if quoted:
        return quoted in _words("before") or _is_form(quoted, "apposition")
    if candidate.before:
        return False
    noun = candidate.tokens[candidate.start - 1]
    name = _cases(candidate.tokens[candidate.start])
    if name & GENITIVE_SINGULAR:
        name &= ~ACCUSATIVE  # «Бронепоезд Троцкого» is his
    agree = _cases(noun) & name
    is_first = candidate.start == 1 and not _takes_object(candidate.tokens[candidate.stop :])
    return agree > 0 and bears_russian_name(noun.lower() if is_first else noun)


def _before_quotation(candidate: NameCandidate) -> str:
    """Return the word before a quotation of a few words that has the name: «Путь Ленина»."""
    tokens = candidate.tokens
    opening = candidate.start - 1
    while opening > max(0, candidate.start - QUOTED) and tokens[opening].isalpha():
        opening -= 1
    closing = candidate.stop
    while closing < min(len(tokens) - 1, candidate.stop + QUOTED) and tokens[closing].isalpha():
        closing += 1
    is_quoted = opening > 0 and tokens[opening] in OPENING_QUOTES
    is_closed = closing < len(tokens) and tokens[closing] in CLOSING_QUOTES
    return tokens[opening - 1] if is_quoted and is_closed else ""


def thing_after_surname(candidate: NameCandidate) -> bool:
    """«Волынский полк», «в Томском университете»: an adjective, and the thing that it describes."""
    forms = candidate.alias.words[-1]
    is_adjectival = any(form.endswith(("ого", "ую")) for form in forms)
    if candidate.alias.type != "person" or not is_adjectival or candidate.before:
        return False
    tokens = candidate.tokens
    surname = tokens[candidate.stop - 1]
    first = candidate.start
    at = candidate.stop
    while at < len(tokens) - 2 and tokens[at] in LISTING and _is_adjectival(tokens[at + 1]):
        at += 2
    if first > 1 and tokens[first - 1] in LISTING and _is_adjectival(tokens[first - 2]):
        first -= 2
    is_one_of_several = at > candidate.stop or first < candidate.start
    while at < len(tokens) - 1 and _is_adjective(tokens[at]):
        at += 1
    noun = tokens[at] if at < len(tokens) else "."
    if not noun.islower() or not _is_form(noun, "adjective"):
        return False
    agreement = sum(bits for ending, bits in ADJECTIVAL_CASES if ending.search(surname))
    if is_one_of_several:
        agreement = _in_the_plural(agreement)
    return agreement & _cases(noun) > 0 and not _is_subject(surname, tokens[at + 1 :])


def _is_adjectival(token: str) -> bool:
    """Tell whether a token with a capital is declined as an adjective: Литовский, Ленской."""
    return token.istitle() and any(ending.search(token) for ending, _ in ADJECTIVAL_CASES)


def _in_the_plural(agreement: int) -> int:
    """Return the same cases in the plural."""
    cases = [case for case, number in CASES.items() if agreement >> 4 * number & 15]
    return agreement_bits(cases, ["plur"])


def _is_adjective(token: str) -> bool:
    """Tell whether a token is an adjective that may stand before the thing."""
    is_adjective = token.islower() and package_lexicon("ru")[token].ambiguity.pos == "ADJ"
    return is_adjective and not _is_form(token, "adjective")


def _is_subject(surname: str, following: Sequence[str]) -> bool:
    """«Троцкий полк повёл»: a word that is only a surname, and a verb that asks for its object."""
    is_surname_only = package_lexicon("ru")[surname].ambiguity.pos == "PROPN"
    return is_surname_only and surname.endswith("й") and _takes_object(following)


def _takes_object(following: Sequence[str]) -> bool:
    """«Завод Киров посетил»: a verb that has its object before it."""
    verb = analyzer().parse(following[0])[0].tag if following else None
    if verb is None or not {"tran", "sing"} <= verb.grammemes:
        return False
    return len(following) < 2 or not _cases(following[1]) & ACCUSATIVE


def place_in_the_accusative(candidate: NameCandidate) -> bool:
    """«Поезд шёл в Калинин»: the accusative of a man is «Калинина»."""
    if candidate.alias.type != "person" or candidate.start == 0 or candidate.before:
        return False
    is_nominative = NOMINATIVE.fullmatch(candidate.tokens[candidate.stop - 1]) is not None
    return is_nominative and candidate.tokens[candidate.start - 1].lower() in PREPOSITIONS


def common_noun(candidate: NameCandidate) -> bool:
    """«Комаров было много»: a genitive plural that begins a sentence, and a word of amount."""
    is_first = candidate.start == 0 or candidate.tokens[candidate.start - 1] in BREAKS
    if not is_first or candidate.stop - candidate.start > 1:
        return False
    parses = package_lexicon("ru")[candidate.tokens[candidate.start].lower()].ambiguity.parses
    if not any(parse.pos == "NOUN" and parse.agreement & GENITIVE_PLURAL for parse in parses):
        return False
    tags = []
    for token in candidate.tokens[candidate.stop : candidate.stop + 6]:
        if token in BREAKS or token == ",":
            break
        tags.append((token, analyzer().parse(token)[0].tag.grammemes))
    has_subject = any("VERB" in marks and {"masc", "3per"} & marks for _, marks in tags)
    is_amount = any({"VERB", "neut"} <= marks or token in _words("amount") for token, marks in tags)
    return is_amount and not has_subject
