"""Context: which parse of an ambiguous word fits its sentence.

Each rule gives a parse points by its agreement, its government or its word order; they add to the
logarithm of how common the parse is, and the parse with most points is chosen. A condition of the
table of overrides goes before all rules.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from letopis.language.parses import (
    ANY_AGREEMENT,
    ATTRIBUTIVE,
    GENITIVE,
    NOMINAL,
    NOMINATIVE,
    OBLIQUE,
    AmbiguityClass,
    Parse,
    agreement_bits,
)

FUNCTION_WORDS = {"PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "ADV"}
CLAUSE_ENDS = {"PUNCT", "CCONJ", "SCONJ"}
JOINING = {",", "–", "—", "-", "и"}
MORE = {"ещё", "еще", "же", "ж"}
DEMONSTRATIVES = {"that", "this", "here"}
VERB_PARTICLES = {"to", "not", "n't"}
LINKS = set(
    "был была было были будет будут оказался оказалась оказалось оказались".split()
)  # between a subject and a short adjective
ASKED_FORMS = (
    MORE | DEMONSTRATIVES | VERB_PARTICLES | LINKS | {"и"}
)  # words that rules and conditions ask for
OPENING_QUOTES = set('«"“„')
CLOSING_QUOTES = set('»"”“')
SENTENCE_OPENERS = OPENING_QUOTES | set(".!?…:")
MASCULINE = agreement_bits(["nomn"], ["masc"])  # of a man, whose accusative is another form
THING = agreement_bits(["accs"], ["masc", "femn", "neut", "plur"])
NO_WORD = AmbiguityClass((Parse("", "", "PUNCT"),))
SPAN = 4  # words before, up to a preposition


class Surroundings:
    """What is around a word in its sentence, as the rules see it.

    `before` and `after` are the words beside it, NO_WORD at the ends of the sentence. It is
    governed where a preposition comes before, with only adjectives and adverbs between;
    `open_agreement` has the cases and genders that these leave open. Before the first word only
    marks come.
    """

    __slots__ = ("after", "before", "is_governed", "open_agreement", "position", "word", "words")

    def __init__(self, words: Sequence[AmbiguityClass], position: int):
        """Look around the word at a position of its sentence."""
        self.words = words
        self.position = position
        self.word = words[position]
        self.before = words[position - 1] if position else NO_WORD
        self.after = words[position + 1] if position + 1 < len(words) else NO_WORD
        self.is_governed = False
        self.open_agreement = ANY_AGREEMENT
        for word in reversed(words[max(0, position - SPAN) : position]):
            if word.government:
                self.open_agreement &= word.government
                self.is_governed = True
                break
            if word.adjective_agreement:
                self.open_agreement &= word.adjective_agreement
            elif word.pos != "ADV":
                break

    def is_first(self) -> bool:
        """Say whether only marks come before."""
        before = takewhile(lambda word: word.pos == "PUNCT", self.words)
        return sum(1 for _ in before) >= self.position

    def joined(self) -> AmbiguityClass:
        """Return the word on the other side of a comma, a dash or “and”."""
        if self.after.form in JOINING and self.position + 2 < len(self.words):
            return self.words[self.position + 2]
        if self.before.form in JOINING and self.position > 1:
            return self.words[self.position - 2]
        return NO_WORD

    def verb_after(self) -> int:
        """Return the agreement of the subject of the verb that follows, adverbs set aside, or 0."""
        for word in self.words[self.position + 1 : self.position + 4]:
            if word.subject_agreement or word.pos not in ("ADV", "PART", "PRON"):
                return word.subject_agreement
        return 0

    def has_other_verb(self) -> bool:
        """Say whether the clause around has another finite verb."""
        for words in (self.words[: self.position][::-1], self.words[self.position + 1 :]):
            clause = takewhile(lambda word: word.pos not in CLAUSE_ENDS, words)
            if any(word.is_finite for word in clause):
                return True
        return False


def governed(parse: Parse, near: Surroundings) -> float:
    """В большой горе: a preposition governs a case, with adjectives between or without."""
    if not near.is_governed:
        return 0.0
    if parse.is_declined():
        return 2.0 if parse.agreement & near.open_agreement else -3.0
    return -4.0 if near.before.government else 0.0


def described(parse: Parse, near: Surroundings) -> float:
    """Новой части: a noun agrees with the adjective before it."""
    is_described = near.before.adjective_agreement and near.open_agreement != ANY_AGREEMENT
    if near.is_governed or not is_described:
        return 0.0
    return 2.0 if parse.agreement & near.open_agreement else -1.0


def describing(parse: Parse, near: Surroundings) -> float:
    """Главного врага: an adjective agrees with the noun after it, a participle with one near."""
    beside = near.after.noun_agreement | near.after.adjective_agreement
    agrees_beside = bool(parse.agreement & beside)
    if near.after is NO_WORD:
        return 0.0
    if parse.pos in ATTRIBUTIVE:
        is_before_noun = any(
            parse.agreement & word.noun_agreement
            for word in near.words[near.position + 1 : near.position + 4]
        )
        return 2.5 if agrees_beside and is_before_noun else -0.5
    is_participle = parse.pos == "VERB" and parse.is_declined()
    return (0.5 if agrees_beside else 1.0) if is_participle else 0.0


def predicate(parse: Parse, near: Surroundings) -> float:
    """Ленин был прав, вода стекла в овраг; but: цена стекла росла. A verb sooner than a noun."""
    if near.word.pos != "NOUN" or parse.verb_form != "Fin":
        return 0.0
    back = reversed(near.words[: near.position])
    word = next((word for word in back if word.pos not in ("ADV", "PART")), NO_WORD)
    if word.form in LINKS:
        return 6.0 if parse.pos == "ADJ" and word.subject_agreement & parse.agreement else 0.0
    is_subject = word.pos in NOMINAL and word.noun_agreement & parse.agreement & NOMINATIVE
    if not is_subject or near.has_other_verb():
        return 0.0
    may_be_attribute = word is near.before and word.pos == "NOUN"
    return 3.0 if may_be_attribute and parse.pos == "ADJ" else 6.0


def names_agree(parse: Parse, near: Surroundings) -> float:
    """Енох Гершевич Иегуда: names side by side have one case."""
    points = 0.0
    for word in (near.before, near.after):
        if word.pos == "PROPN" and word.noun_agreement:
            points += 1.0 if _cases(parse.agreement) & _cases(word.noun_agreement) else -1.0
    return points


def _cases(bits: int) -> int:
    """Return the cases of an agreement, one bit each, whatever the gender."""
    return sum(1 << case for case in range(6) if bits >> 4 * case & 0xF)


def first(parse: Parse, near: Surroundings) -> float:
    """Аскона лежит: the first word of a sentence is a nominative sooner than another case."""
    if not near.is_first():
        return 0.0
    return 1.0 if parse.agreement & NOMINATIVE else -0.5


def subject(parse: Parse, near: Surroundings) -> float:
    """Вина доказана, суда ушли; but: комаров было много. A subject agrees with its verb."""
    verb = 0 if near.is_governed else near.verb_after()
    if not verb or near.before.noun_agreement & ~near.before.adjective_agreement & verb:
        return 0.0
    if parse.agreement & verb:
        return 2.5 if parse.agreement & near.open_agreement else 0.0
    is_one_of_several = near.joined().noun_agreement & NOMINATIVE
    return 0.0 if parse.agreement & OBLIQUE or is_one_of_several else -2.5


def genitive(parse: Parse, near: Surroundings) -> float:
    """Завод дал тонну стали: a noun after another, no second verb, unless they agree."""
    verb = near.word.subject_agreement
    if not verb or not parse.agreement & GENITIVE or verb & near.before.noun_agreement:
        return 0.0
    is_after_noun = near.before.noun_agreement or near.joined().noun_agreement
    return 3.8 if is_after_noun and near.has_other_verb() else 0.0


def joined(parse: Parse, near: Surroundings) -> float:
    """Роты и батареи стреляли: what a comma or “and” joins has one case, if it is no verb."""
    agreement = 0 if near.word.pos == "VERB" else near.joined().noun_agreement
    return 1.0 if agreement and _cases(parse.agreement) & _cases(agreement) else 0.0


def named(parse: Parse, near: Surroundings) -> float:
    """Генерал Казаков; Котов, Садов: a capital inside a sentence is a name's; but: дом Союзов."""
    if not parse.agreement:
        return 0.0
    nouns = near.before.noun_agreement
    is_of_thing = nouns and not near.before.is_name and (nouns & THING or not nouns & MASCULINE)
    has_begun = not near.is_first() and near.before.form not in SENTENCE_OPENERS
    if near.joined().is_name:
        return 3.5
    return 2.5 if has_begun and not is_of_thing else 0.0


def determined(parse: Parse, near: Surroundings) -> float:
    """A meeting of, but the growing opposition: after an article and before no noun, a noun."""
    if near.before.pos not in ("DET", "ADJ") or near.after.pos not in FUNCTION_WORDS:
        return 0.0
    return {"VERB": -2.0, "NOUN": 1.0}.get(parse.pos, 0.0)


def driven(parse: Parse, near: Surroundings) -> float:
    """Is meeting, to rise, following the: after a pronoun, “to”, or before an article, a verb."""
    points = 0.0
    if near.before.pos in ("PRON", "AUX") or near.before.form in VERB_PARTICLES:
        points += 2.5
    if near.after.pos in ("DET", "PRON"):
        points += 2.0
    return points if parse.pos == "VERB" else 0.0


Rule = Callable[[Parse, Surroundings], float]
# The rules of each language, for nouns, for names, and for all other parts of speech.
OF_NOUNS = (governed, described, first, subject, joined)
RULES: dict[str, dict[str, tuple[Rule, ...]]] = {
    "ru": {
        "NOUN": (*OF_NOUNS, genitive),
        "PROPN": (*OF_NOUNS, names_agree, named),
        "": (governed, describing, predicate),
    },
    "en": {"": (determined, driven)},
}


def _is_pronoun(word: AmbiguityClass) -> bool:
    """Say whether it is a pronoun, also a demonstrative."""
    return word.pos == "PRON" or word.form in DEMONSTRATIVES


# What a row of the table of overrides may ask of the words before and after.
CONDITIONS: dict[str, Callable[[AmbiguityClass, AmbiguityClass], bool]] = {
    "after a verb": lambda before, _: before.pos in ("VERB", "AUX"),
    "after a determiner": lambda before, _: before.pos in ("DET", "ADJ", "NUM", "ADP"),
    "after a pronoun": lambda before, _: _is_pronoun(before),
    "after a name or pronoun": lambda before, _: (
        _is_pronoun(before) or before.pos in ("PROPN", "AUX")
    ),
    "before a function word": lambda _, after: after.pos in FUNCTION_WORDS,
    "before a number": lambda _, after: after.pos == "NUM",
    "before a noun": lambda _, after: after.parses[0].is_declined() and after.pos != "PRON",
    "between quotation marks": lambda before, after: (
        before.form in OPENING_QUOTES and after.form in CLOSING_QUOTES
    ),
    "before ещё or же": lambda _, after: after.form in MORE,
    "before an infinitive": lambda _, after: after.parses[0].verb_form == "Inf",
}


def choose_parses(words: Sequence[AmbiguityClass], language: str) -> Iterator[tuple[int, Parse]]:
    """Yield the position of each ambiguous word of a sentence, and the parse that fits best.

    Args:
        words: all words, numbers and marks of the sentence, in order.
        language: "ru" or "en".
    """
    for position, word in enumerate(words):
        if word.is_ambiguous:
            near = Surroundings(words, position)
            asked = (
                parse
                for condition, parse in word.conditional
                if CONDITIONS[condition](near.before, near.after)
            )
            yield position, next(asked, None) or _best_parse(word, near, RULES[language])


def _best_parse(
    word: AmbiguityClass, near: Surroundings, rules: Mapping[str, Sequence[Rule]]
) -> Parse:
    """Return the parse with most points, of equals the likeliest."""
    best = word.parses[0]
    most = -math.inf
    for parse in word.parses:
        points = parse.prior
        for rule in rules.get(parse.pos) or rules[""]:
            points += rule(parse, near)
        if points > most:
            best = parse
            most = points
    return best
