"""Context: which reading of a word fits its place, by a short list of rules of agreement, government and word order.

Each rule gives or takes points, which add to the logarithm of how frequent a reading is. No dictionary is known here.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

CASES = {"nomn": 0, "gent": 1, "datv": 2, "accs": 3, "ablt": 4, "loct": 5,
         "voct": 0, "gen1": 1, "gen2": 1, "acc2": 3, "loc1": 5, "loc2": 5}
GENDERS = {"masc": 1, "femn": 2, "neut": 4, "plur": 8}
ANYWHERE, NOMINATIVE, GENITIVE = (1 << 24) - 1, 0xF, 0xF0
JOINING = {"и", "а", "но", "или", "либо", "да", "and", "but", "or"}
FUNCTION = {"PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "ADV"}
GOVERNMENT = {
    "gent": "без близ ввиду вдоль вместо вне внутри возле вокруг для до из изо из-за из-под изнутри кроме мимо насчет "
            "насчёт около от ото относительно помимо посреди посредством после прежде против путём путем ради с со у",
    "datv": "благодаря вопреки к ко навстречу по согласно",
    "accs": "в во за на о об обо про под подо по сквозь спустя через включая",
    "ablt": "за между над надо перед передо под подо с со",
    "loct": "в во на о об обо по при",
}


class Reading(NamedTuple):
    """One way to read a form: lemma, part of speech, the places (case, gender) it can fill, logarithm of its share."""

    lemma: str
    pos: str
    places: int = 0
    weight: float = 0.0
    finite: bool = False


class Word(NamedTuple):
    """A form with its readings, the likeliest first, and what its neighbours ask of it."""

    form: str
    readings: tuple[Reading, ...] = ()
    special: tuple[tuple[str, Reading], ...] = ()
    pos: str = "PUNCT"
    noun: int = 0
    adjective: int = 0
    governs: int = 0
    finite: bool = False
    parts: bool = True
    ambiguous: bool = False


class Place(NamedTuple):
    """Where a word stands: its neighbours and what they ask for."""

    before: Word
    after: Word
    preposition: bool
    open: int
    subjects: int
    finite: bool
    nouns: int
    inside: bool
    first: bool


NOTHING = Word("")


def places(cases: Iterable[str], genders: Iterable[str]) -> int:
    """Give the places a form can fill as bits: four (masculine, feminine, neuter, plural) for each of six cases.

    >>> places(["gent"], ["plur"]) == 0b1000_0000
    True
    """
    found, filled = sum({GENDERS[gender] for gender in genders}), 0
    for case in cases:
        filled |= found << 4 * CASES[case]
    return filled


def _cases(filled: int) -> int:
    return sum(1 << case for case in range(6) if filled >> 4 * case & 0xF)


GOVERNED = {one: places((case for case, those in GOVERNMENT.items() if one in those.split()), GENDERS)
            for words in GOVERNMENT.values() for one in words.split()}


def attributive(reading: Reading) -> bool:
    """Tell whether a reading agrees with a noun: an adjective, a numeral, a participle."""
    if reading.pos == "VERB":
        return reading.places > 0 and not reading.finite
    return reading.pos in ("ADJ", "DET", "NUM")


def word(form: str, readings: Sequence[Reading], special: tuple[tuple[str, Reading], ...] = ()) -> Word:
    """Put together a form's readings, the conditions that settle it (`special`) and what neighbours will ask of it."""
    lower = form if form.islower() else form.lower()
    if len(readings) > 1:
        readings = sorted(readings, key=lambda reading: -reading.weight)
    best, noun, adjective = readings[0], 0, 0
    for one in readings:
        noun |= one.places if one.pos in ("NOUN", "PROPN", "PRON") else 0
        adjective |= one.places if attributive(one) else 0
    return Word(
        lower, tuple(readings), special, best.pos, noun, adjective if best.places and not best.finite else 0,
        GOVERNED.get(lower, 0) if best.pos == "ADP" else 0, best.finite, best.pos == "PUNCT" or lower in JOINING,
        bool(special) or any(one.lemma != best.lemma for one in readings),
    )


def place(before: Sequence[Word], after: Sequence[Word], verbal: bool = True) -> Place:
    """Look around from a word once, for all rules. In: the words before and after in its sentence, the nearest first.

    open: the places that adjectives leave open back to a preposition; subjects: the nominatives near by in the clause;
    finite: another finite verb in the clause; nouns: the places of the nouns that follow. Subjects and finite are left
    out, unless `verbal`: the word may be a finite verb.
    """
    preposition, left_open, subjects, finite, nouns = False, ANYWHERE, 0, False, 0
    for other in before[:4]:
        if other.governs:
            preposition, left_open = True, left_open & other.governs
            break
        if not other.adjective and other.pos != "ADV":
            break
        left_open &= other.adjective or ANYWHERE
    for side, near in ((before, 3), (after, 2)) if verbal else ():
        for distance, other in enumerate(side):
            if other.parts:
                break
            finite = finite or other.finite
            subjects |= other.noun & NOMINATIVE if distance < near else 0
    for other in after[:3]:
        nouns |= other.noun
    return Place(
        before[0] if before else NOTHING, after[0] if after else NOTHING,
        preposition, left_open, subjects, finite, nouns,
        any(other.pos != "PUNCT" for other in before[:2]), all(other.pos == "PUNCT" for other in before),
    )


def governed(reading: Reading, at: Place) -> float:
    """В большой горе: a preposition governs a case, with adjectives between or without."""
    if at.preposition and reading.places and not reading.finite:
        return 2.0 if reading.places & at.open else -3.0
    return -4.0 if at.before.governs else 0.0


def described(reading: Reading, at: Place) -> float:
    """Новой части: a noun agrees with the adjective before it."""
    if at.preposition or at.open == ANYWHERE or not at.before.adjective or reading.pos not in ("NOUN", "PROPN"):
        return 0.0
    return 2.0 if reading.places & at.open else -1.0


def describing(reading: Reading, at: Place) -> float:
    """Главного врага: an adjective agrees with the noun after it; a participle may have words of its own between."""
    if at.after is NOTHING or not attributive(reading):
        return 0.0
    beside = reading.places & (at.after.noun | at.after.adjective)
    if reading.pos == "VERB":
        return 0.5 if beside else 1.0
    return 2.5 if beside and reading.places & at.nouns else -0.5


def predicate(reading: Reading, at: Place) -> float:
    """Отряды перешли: a verb agrees with its subject; a clause wants one finite verb, not two."""
    if not reading.finite:
        return 0.0
    return (1.5 if reading.places & at.subjects else 0.0) + (-1.5 if at.finite else 1.0)


def negated(reading: Reading, at: Place) -> float:
    """Не стали: «не» likes a verb after it."""
    return 1.0 if reading.pos == "VERB" and at.before.form == "не" else 0.0


def belonging(reading: Reading, at: Place) -> float:
    """Глава Викжеля, Курта Зуккерта: after a noun comes a genitive, beside a name the same case."""
    if reading.pos not in ("NOUN", "PROPN"):
        return 0.0
    beside = [one.noun for one in (at.before, at.after) if reading.pos == one.pos == "PROPN" and one.noun]
    if beside:
        return sum(1.0 if _cases(reading.places) & _cases(noun) else -1.0 for noun in beside)
    return 1.0 if at.before.pos == "NOUN" and reading.places & GENITIVE else 0.0


def first(reading: Reading, at: Place) -> float:
    """Аскона лежит: nothing governs the first word of a sentence, so it is a nominative sooner than a genitive."""
    if not at.first or reading.pos not in ("NOUN", "PROPN"):
        return 0.0
    return 1.0 if reading.places & NOMINATIVE else -0.5


def named(reading: Reading, at: Place) -> float:
    """Сказал Томский: a capital inside a sentence, or before a name, makes a name; at the beginning it says little."""
    if reading.pos != "PROPN":
        return 0.0
    return 2.0 if at.inside or at.after.pos == "PROPN" else -1.0


def determined(reading: Reading, at: Place) -> float:
    """A meeting of, but the growing opposition: after an article, -ing is a noun unless a noun follows."""
    if at.before.pos not in ("DET", "ADJ") or at.after.pos not in FUNCTION:
        return 0.0
    return {"VERB": -2.0, "NOUN": 1.0}.get(reading.pos, 0.0)


def driven(reading: Reading, at: Place) -> float:
    """Is meeting, to rise, following the: a verb after a pronoun, an auxiliary or “to”, or before an article."""
    if reading.pos != "VERB":
        return 0.0
    led = at.before.pos in ("PRON", "AUX") or at.before.form in ("to", "not", "n't")
    return 2.5 * led + 2.0 * (at.after.pos in ("DET", "PRON"))


RULES: dict[str, tuple[Callable[[Reading, Place], float], ...]] = {
    "ru": (governed, described, describing, predicate, negated, belonging, first, named),
    "en": (determined, driven),
}
POINTING = ("that", "this", "here")
INFINITIVE = ("ть", "ться", "ти", "тись", "чь")
# What a row of the table of overrides may ask for: the name of the condition, and when it holds.
CONDITIONS: dict[str, Callable[[Place], bool]] = {
    "after a preposition": lambda at: at.before.governs > 0,
    "after a verb": lambda at: at.before.pos in ("VERB", "AUX"),
    "after a pronoun": lambda at: at.before.pos == "PRON" or at.before.form in POINTING,
    "after a name or pronoun": lambda at: at.before.pos in ("PROPN", "PRON", "AUX") or at.before.form in POINTING,
    "before a function word": lambda at: at.after.pos in FUNCTION,
    "before a number": lambda at: at.after.pos == "NUM",
    "before a noun": lambda at: at.after.pos not in ("PRON", "PUNCT") and bool(at.after.readings)
    and at.after.readings[0].places > 0 and not at.after.finite,
    "between quotation marks": lambda at: at.before.form in tuple("«\"“„") and at.after.form in tuple("»\"”“"),
    "before ещё or же": lambda at: at.after.form in ("ещё", "еще", "же", "ж"),
    "before an infinitive": lambda at: at.after.form.endswith(INFINITIVE),
}


def choose(one: Word, before: Sequence[Word], after: Sequence[Word], language: str) -> Reading:
    """Choose the reading of a word that fits best between its neighbours; both lists begin with the nearest.

    A condition of the table of overrides that holds goes before everything else.
    """
    at = place(before, after, any(reading.finite for reading in one.readings))
    for condition, reading in one.special:
        if CONDITIONS[condition](at):
            return reading
    if len(one.readings) == 1:
        return one.readings[0]
    rules = RULES[language]
    return max(one.readings, key=lambda reading: reading.weight + sum([rule(reading, at) for rule in rules]))
