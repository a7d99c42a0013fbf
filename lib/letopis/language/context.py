"""Context: which parse of an ambiguous word fits its sentence.

Each rule gives a parse points by its agreement, its government or its word order; they add to the
logarithm of how common the parse is, and the parse with most points is chosen. A condition of the
table of overrides goes before all rules.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from letopis.language.agreement import ANY_AGREEMENT, GOVERNED, NOMINATIVE, cases
from letopis.language.parses import ATTRIBUTIVE, AmbiguityClass, Parse

NOUNS = {"NOUN", "PROPN"}
FUNCTION_WORDS = {"PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "ADV"}
SPAN = 4  # words between a preposition and its noun, and one more
MORE = {"ещё", "еще", "же", "ж"}
DEMONSTRATIVES = {"that", "this", "here"}
VERB_PARTICLES = {"to", "not", "n't"}
OPENING_QUOTES = set('«"“„')
CLOSING_QUOTES = set('»"”“')


ASKED_FORMS = (
    GOVERNED.keys() | MORE | DEMONSTRATIVES | VERB_PARTICLES | OPENING_QUOTES | CLOSING_QUOTES
)
NO_WORD = AmbiguityClass((Parse("", "", "PUNCT"),))


@dataclass(slots=True)
class Place:
    """The place of a word in its sentence, as the rules see it.

    Attributes:
        before, after: the words beside it; NO_WORD at the ends of the sentence.
        is_governed: a preposition comes before, with nothing but adjectives and adverbs between.
        open_agreement: the cases and genders that these leave open.
        following_nouns: the cases and genders of the nouns among the next three words.
        is_first: no word comes before it, only marks.
        is_last: nothing comes after it.
    """

    before: AmbiguityClass
    after: AmbiguityClass
    is_governed: bool
    open_agreement: int
    following_nouns: int
    is_first: bool
    is_last: bool


def look_around(words: Sequence[AmbiguityClass], position: int) -> Place:
    """Return the place of the word at a position of its sentence."""
    open_agreement = ANY_AGREEMENT
    is_governed = False
    for word in reversed(words[max(0, position - SPAN) : position]):
        if word.government:
            open_agreement &= word.government
            is_governed = True
            break
        if word.adjective_agreement:
            open_agreement &= word.adjective_agreement
        elif word.pos != "ADV":
            break
    following = words[position + 1 : position + 4]
    nouns = 0
    for word in following:
        nouns |= word.noun_agreement
    return Place(
        before=words[position - 1] if position else NO_WORD,
        after=following[0] if following else NO_WORD,
        is_governed=is_governed,
        open_agreement=open_agreement,
        following_nouns=nouns,
        is_first=_is_first(words, position),
        is_last=not following,
    )


def _is_first(words: Sequence[AmbiguityClass], position: int) -> bool:
    """Say whether only marks come before."""
    return all(word.pos == "PUNCT" for word in words[:position])


def governed(parse: Parse, place: Place) -> float:
    """В большой горе: a preposition governs a case, with adjectives between or without."""
    if not place.is_governed:
        return 0.0
    if parse.agreement and not parse.verb_form:
        return 2.0 if parse.agreement & place.open_agreement else -3.0
    return -4.0 if place.before.government else 0.0


def described(parse: Parse, place: Place) -> float:
    """Новой части: a noun agrees with the adjective before it."""
    is_described = place.before.adjective_agreement and place.open_agreement != ANY_AGREEMENT
    if place.is_governed or parse.pos not in NOUNS or not is_described:
        return 0.0
    return 2.0 if parse.agreement & place.open_agreement else -1.0


def describing(parse: Parse, place: Place) -> float:
    """Главного врага: an adjective agrees with the noun after it; a participle may be away."""
    if place.is_last:
        return 0.0
    beside = place.after.noun_agreement | place.after.adjective_agreement
    agrees_beside = bool(parse.agreement & beside)
    if parse.pos in ATTRIBUTIVE:
        return 2.5 if agrees_beside and parse.agreement & place.following_nouns else -0.5
    if parse.pos == "VERB" and parse.agreement and not parse.verb_form:
        return 0.5 if agrees_beside else 1.0
    return 0.0


def names_agree(parse: Parse, place: Place) -> float:
    """Енох Гершевич Иегуда: names side by side have one case."""
    points = 0.0
    if parse.pos != "PROPN":
        return points
    for word in (place.before, place.after):
        if word.pos == "PROPN" and word.noun_agreement:
            points += 1.0 if cases(parse.agreement) & cases(word.noun_agreement) else -1.0
    return points


def first(parse: Parse, place: Place) -> float:
    """Аскона лежит: the first word of a sentence is a nominative sooner than another case."""
    if not place.is_first or parse.pos not in NOUNS:
        return 0.0
    return 1.0 if parse.agreement & NOMINATIVE else -0.5


def determined(parse: Parse, place: Place) -> float:
    """A meeting of, the growing opposition: after an article -ing is a noun, unless one follows."""
    if place.before.pos not in ("DET", "ADJ") or place.after.pos not in FUNCTION_WORDS:
        return 0.0
    return {"VERB": -2.0, "NOUN": 1.0}.get(parse.pos, 0.0)


def driven(parse: Parse, place: Place) -> float:
    """Is meeting, to rise, following the: a verb after a pronoun or “to”, before an article."""
    if parse.pos != "VERB":
        return 0.0
    before, after = place.before, place.after
    points = 2.5 if before.pos in ("PRON", "AUX") or before.form in VERB_PARTICLES else 0.0
    return points + (2.0 if after.pos in ("DET", "PRON") else 0.0)


Rule = Callable[[Parse, Place], float]
RULES: dict[str, tuple[Rule, ...]] = {
    "ru": (governed, described, describing, names_agree, first),
    "en": (determined, driven),
}
# What a row of the table of overrides may ask of the context.
CONDITIONS: dict[str, Callable[[Place], bool]] = {
    "after a verb": lambda place: place.before.pos in ("VERB", "AUX"),
    "after a pronoun": lambda place: (
        place.before.pos == "PRON" or place.before.form in DEMONSTRATIVES
    ),
    "after a name or pronoun": lambda place: (
        place.before.pos in ("PROPN", "PRON", "AUX") or place.before.form in DEMONSTRATIVES
    ),
    "before a function word": lambda place: place.after.pos in FUNCTION_WORDS,
    "before a number": lambda place: place.after.pos == "NUM",
    "before a noun": lambda place: place.after.is_nominal,
    "between quotation marks": lambda place: (
        place.before.form in OPENING_QUOTES and place.after.form in CLOSING_QUOTES
    ),
    "before ещё or же": lambda place: place.after.form in MORE,
    "before an infinitive": lambda place: place.after.is_infinitive,
}


def choose_parses(words: Sequence[AmbiguityClass], language: str) -> Iterator[tuple[int, Parse]]:
    """Choose the parse of each ambiguous word of a sentence that fits best among its neighbours.

    Args:
        words: all words, numbers and marks of the sentence, in order.
        language: "ru" or "en".

    Yields:
        The position of each ambiguous word, and the parse chosen for it.
    """
    rules = RULES[language]
    for position, word in enumerate(words):
        if word.is_ambiguous:
            place = look_around(words, position)
            yield position, _conditional_parse(word, place) or _best_parse(word, place, rules)


def _conditional_parse(word: AmbiguityClass, place: Place) -> Parse | None:
    """Return the parse of the first condition that holds."""
    return next((parse for name, parse in word.conditional if CONDITIONS[name](place)), None)


def _best_parse(word: AmbiguityClass, place: Place, rules: Sequence[Rule]) -> Parse:
    """Return the parse with most points, of equals the likeliest."""
    best, most = word.parses[0], -math.inf
    for parse in word.parses:
        points = parse.prior
        for rule in rules:
            points += rule(parse, place)
        if points > most:
            best, most = parse, points
    return best
