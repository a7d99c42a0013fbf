"""Context: which reading of a word fits its place, by a short list of rules of agreement, government and word order.

Each rule gives or takes points, which add to the logarithm of how frequent a reading is. The rules are written once
for all ambiguous words of a text together: what a rule sees of a reading or of a neighbour is a column of numbers.
No dictionary is known here.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from letopis.language.tokens import runs

CASES = {"nomn": 0, "gent": 1, "datv": 2, "accs": 3, "ablt": 4, "loct": 5,
         "voct": 0, "gen1": 1, "gen2": 1, "acc2": 3, "loc1": 5, "loc2": 5}
GENDERS = {"masc": 1, "femn": 2, "neut": 4, "plur": 8}
ANYWHERE, NOMINATIVE, GENITIVE = (1 << 24) - 1, 0xF, 0xF0
PARTS = {name: 1 << number for number, name in enumerate(
    ("NOUN", "PROPN", "VERB", "ADJ", "DET", "NUM", "ADV", "ADP", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "PUNCT"))}
NOUN, PROPN, VERB, ADJ, DET, NUM, ADV, ADP, CCONJ, SCONJ, PRON, AUX, PART, PUNCT = PARTS.values()
FUNCTION = PUNCT | ADP | DET | CCONJ | SCONJ | PRON | AUX | PART | ADV
JOINING = {"и", "а", "но", "или", "либо", "да", "and", "but", "or"}
GOVERNMENT = {
    "gent": "без близ ввиду вдоль вместо вне внутри возле вокруг для до из изо из-за из-под изнутри кроме мимо насчет "
            "насчёт около от ото относительно помимо посреди посредством после прежде против путём путем ради с со у",
    "datv": "благодаря вопреки к ко навстречу по согласно",
    "accs": "в во за на о об обо про под подо по сквозь спустя через включая",
    "ablt": "за между над надо перед передо под подо с со",
    "loct": "в во на о об обо по при",
}
# Words that rules look for beside them, each set with its bit.
NOT, MORE, POINTING, LEADING, OPENING, CLOSING, INFINITIVE = (1 << number for number in range(7))
MARKED = {NOT: ("не",), MORE: ("ещё", "еще", "же", "ж"), POINTING: ("that", "this", "here"),
          LEADING: ("to", "not", "n't"), OPENING: tuple("«\"“„"), CLOSING: tuple("»\"”“")}
WINDOW, BATCH = 8, 1 << 15


class Reading(NamedTuple):
    """One way to read a form: its lemma is prefix + stem + suffix; `weight` is the logarithm of its share."""

    prefix: str
    suffix: str
    pos: str
    places: int = 0
    weight: float = 0.0
    finite: bool = False

    def lemma(self, stem: str) -> str:
        """Give the lemma of a form with this stem."""
        return self.prefix + stem + self.suffix


FLAGS, BITS = ("finite", "nominal", "parts", "ambiguous"), ("pos", "noun", "adjective", "governs", "marks")
# One row a shape; its readings are the rows from `first` of the table of readings, its conditions those from `rule`.
FACTS = np.dtype([*((name, "?") for name in FLAGS), *((name, "i4") for name in BITS),
                  ("first", "i4"), ("count", "i4"), ("rule", "i4"), ("rules", "i4")])
READINGS = np.dtype([("pos", "i4"), ("places", "i4"), ("weight", "f8"), ("finite", "?")])


class Place(NamedTuple):
    """Where words stand: their neighbours and what these ask for, each a column with one row a word.

    before, after: the facts of the neighbours; open: the places that adjectives leave open back to a preposition;
    subjects: the nominatives near by in the clause; finite: another finite verb in the clause; nouns: the places of the
    nouns that follow; inside: a word stands close before; first, last: none stands before or after in the sentence.
    """

    before: np.ndarray
    after: np.ndarray
    preposition: np.ndarray
    open: np.ndarray
    subjects: np.ndarray
    finite: np.ndarray
    nouns: np.ndarray
    inside: np.ndarray
    first: np.ndarray
    last: np.ndarray


def places(cases: Iterable[str], genders: Iterable[str]) -> int:
    """Give the places a form can fill as bits: four (masculine, feminine, neuter, plural) for each of six cases.

    >>> places(["gent"], ["plur"]) == 0b1000_0000
    True
    """
    found, filled = sum({GENDERS[gender] for gender in genders}), 0
    for case in cases:
        filled |= found << 4 * CASES[case]
    return filled


def _cases(filled: np.ndarray) -> np.ndarray:
    return sum(((filled >> 4 * case & 0xF) > 0).astype("i4") << case for case in range(6))


GOVERNED = {one: places((case for case, those in GOVERNMENT.items() if one in those.split()), GENDERS)
            for words in GOVERNMENT.values() for one in words.split()}
SEEN = JOINING.union(GOVERNED, *MARKED.values())


class Shapes:
    """What forms inflected alike have in common, by number: readings, and what neighbours see of them, as columns.

    facts: one row a shape. finite, pos: of its likeliest reading; nominal: that reading fills a place; noun, adjective:
    the places it may fill as such; governs: the places it asks for as a preposition; parts: a clause may end here;
    marks: which of the words that rules look for it is; ambiguous: it may have two lemmas.
    """

    def __init__(self):
        """Begin with number 0: where there is no word."""
        self.facts, self.columns = np.empty(0, FACTS), np.empty(0, READINGS)
        self.readings: list[Reading] = []
        self.special: list[tuple[str, int]] = []
        self._shapes: list[tuple[int, int, int, str, int]] = []
        self._numbers: dict[tuple, int] = {}
        self.add([Reading("", "", "PUNCT")])

    def add(
        self, readings: Sequence[Reading], form: str = "", special: Sequence[tuple[str, Reading]] = (), marks: int = 0
    ) -> int:
        """Keep a shape, once, and give its number.

        In: its readings, the likeliest first; the form in lower case, where neighbours may look for this very word;
        (condition, reading) of the table of overrides; marks that are not told by the form.
        """
        key = (*readings, form, *special, marks)
        number = self._numbers.setdefault(key, len(self._shapes))
        if number < len(self._shapes):
            return number
        first = len(self.readings)
        self.readings += [*readings, *(reading for _, reading in special)]
        self.special += [(name, first + len(readings) + i) for i, (name, _) in enumerate(special)]
        self._shapes.append((first, len(readings), len(special), form, marks))
        return number

    def readings_of(self, number: int) -> list[Reading]:
        """Give the readings of a shape, then those of its conditions."""
        first, count, special, *_ = self._shapes[number]
        return self.readings[first : first + count + special]

    def settle(self) -> None:
        """Bring the columns up to what has been added."""
        if len(self.facts) == len(self._shapes):
            return
        new = [(PARTS.get(one.pos, 0), one.places, one.weight, one.finite)
               for one in self.readings[len(self.columns) :]]
        self.columns = np.append(self.columns, np.array(new, READINGS))
        rules = int(self.facts["rules"].sum())
        rows = [self._facts(*one) for one in self._shapes[len(self.facts) :]]
        facts = np.array(rows, FACTS)
        facts["rule"] = rules + np.cumsum(facts["rules"]) - facts["rules"]
        self.facts = np.append(self.facts, facts)

    def _facts(self, first: int, count: int, rules: int, form: str, marks: int) -> tuple:
        """Put together what the readings of a shape say of it."""
        readings, noun, adjective = self.readings[first : first + count], 0, 0
        best = readings[0]
        for one in readings:
            noun |= one.places if one.pos in ("NOUN", "PROPN", "PRON") else 0
            attributive = one.pos in ("ADJ", "DET", "NUM") or (one.pos == "VERB" and not one.finite)
            adjective |= one.places if attributive else 0
        declined = best.places > 0 and not best.finite
        return (
            best.finite, declined and best.pos not in ("PRON", "PUNCT"), best.pos == "PUNCT" or form in JOINING,
            rules > 0 or any(one[:2] != best[:2] for one in readings), PARTS.get(best.pos, 0), noun,
            adjective * declined, GOVERNED.get(form, 0) if best.pos == "ADP" else 0,
            marks | sum(mark for mark, words in MARKED.items() if form in words), first, count, 0, rules,
        )


def _place(facts: np.ndarray, near: np.ndarray) -> Place:
    """Look around from words, for all rules. In: the numbers of the shapes near them; row WINDOW is the words'."""

    @cache
    def seen(distance: int) -> np.ndarray:
        return facts.take(near[WINDOW + distance])                 # rows are taken many times faster than by [ ]

    before, after, count = seen(-1), seen(1), near.shape[1]
    preposition, going, left_open = np.zeros(count, bool), np.ones(count, bool), np.full(count, ANYWHERE, "i4")
    for distance in range(-1, -5, -1):
        other = seen(distance)
        found = going & (other["governs"] > 0)
        left_open[found] &= other["governs"][found]
        preposition |= found
        going &= ~found & ((other["adjective"] > 0) | (other["pos"] == ADV))
        narrowed = going & (other["adjective"] > 0)
        left_open[narrowed] &= other["adjective"][narrowed]
    subjects, finite = np.zeros(count, "i4"), np.zeros(count, bool)
    for side, close in ((-1, 3), (1, 2)):
        clause = np.ones(count, bool)
        for distance in range(1, WINDOW + 1):
            other = seen(side * distance)
            clause &= ~other["parts"]
            finite |= clause & other["finite"]
            if distance <= close:
                subjects |= np.where(clause, other["noun"] & NOMINATIVE, 0)
    bare = facts["pos"][near[:WINDOW]] == PUNCT
    nouns = after["noun"] | seen(2)["noun"] | seen(3)["noun"]
    return Place(before, after, preposition, left_open, subjects, finite, nouns, ~bare[-2:].all(0), bare.all(0),
                 near[WINDOW + 1] == 0)


def governed(reading: np.ndarray, at: Place) -> np.ndarray:
    """В большой горе: a preposition governs a case, with adjectives between or without."""
    declined = at.preposition & (reading["places"] > 0) & ~reading["finite"]
    fits = np.where((reading["places"] & at.open) > 0, 2.0, -3.0)
    return np.where(declined, fits, np.where(at.before["governs"] > 0, -4.0, 0.0))


def described(reading: np.ndarray, at: Place) -> np.ndarray:
    """Новой части: a noun agrees with the adjective before it."""
    asked = ~at.preposition & (at.open != ANYWHERE) & (at.before["adjective"] > 0) & _is(reading, NOUN | PROPN)
    return asked * np.where((reading["places"] & at.open) > 0, 2.0, -1.0)


def describing(reading: np.ndarray, at: Place) -> np.ndarray:
    """Главного врага: an adjective agrees with the noun after it; a participle may have words of its own between."""
    verb = _is(reading, VERB)
    asked = ~at.last & (_is(reading, ADJ | DET | NUM) | verb & (reading["places"] > 0) & ~reading["finite"])
    beside = (reading["places"] & (at.after["noun"] | at.after["adjective"])) > 0
    agrees = np.where(beside & ((reading["places"] & at.nouns) > 0), 2.5, -0.5)
    return asked * np.where(verb, np.where(beside, 0.5, 1.0), agrees)


def predicate(reading: np.ndarray, at: Place) -> np.ndarray:
    """Отряды перешли: a verb agrees with its subject; a clause wants one finite verb, not two."""
    agrees = np.where((reading["places"] & at.subjects) > 0, 1.5, 0.0)
    return reading["finite"] * (agrees + np.where(at.finite, -1.5, 1.0))


def negated(reading: np.ndarray, at: Place) -> np.ndarray:
    """Не стали: «не» likes a verb after it."""
    return 1.0 * (_is(reading, VERB) & _marked(at.before, NOT))


def belonging(reading: np.ndarray, at: Place) -> np.ndarray:
    """Глава Викжеля, Курта Зуккерта: after a noun comes a genitive, beside a name the same case."""
    points, beside, own = 0.0, False, _cases(reading["places"])
    for one in (at.before, at.after):
        named = _is(reading, PROPN) & _is(one, PROPN) & (one["noun"] > 0)
        points = points + named * np.where((own & _cases(one["noun"])) > 0, 1.0, -1.0)
        beside = beside | named
    of = ~beside & _is(reading, NOUN | PROPN) & _is(at.before, NOUN) & ((reading["places"] & GENITIVE) > 0)
    return points + of


def first(reading: np.ndarray, at: Place) -> np.ndarray:
    """Аскона лежит: nothing governs the first word of a sentence, so it is a nominative sooner than a genitive."""
    asked = at.first & _is(reading, NOUN | PROPN)
    return asked * np.where((reading["places"] & NOMINATIVE) > 0, 1.0, -0.5)


def named(reading: np.ndarray, at: Place) -> np.ndarray:
    """Сказал Томский: a capital inside a sentence, or before a name, makes a name; at the beginning it says little."""
    return _is(reading, PROPN) * np.where(at.inside | _is(at.after, PROPN), 2.0, -1.0)


def determined(reading: np.ndarray, at: Place) -> np.ndarray:
    """A meeting of, but the growing opposition: after an article, -ing is a noun unless a noun follows."""
    asked = _is(at.before, DET | ADJ) & _is(at.after, FUNCTION)
    return asked * (-2.0 * _is(reading, VERB) + 1.0 * _is(reading, NOUN))


def driven(reading: np.ndarray, at: Place) -> np.ndarray:
    """Is meeting, to rise, following the: a verb after a pronoun, an auxiliary or “to”, or before an article."""
    led = _is(at.before, PRON | AUX) | _marked(at.before, LEADING)
    return _is(reading, VERB) * (2.5 * led + 2.0 * _is(at.after, DET | PRON))


def _is(one: np.ndarray, parts: int) -> np.ndarray:
    """Tell which readings or neighbours are one of these parts of speech."""
    return (one["pos"] & parts) > 0


def _marked(one: np.ndarray, marks: int) -> np.ndarray:
    return (one["marks"] & marks) > 0


RULES: dict[str, tuple[Callable[[np.ndarray, Place], np.ndarray], ...]] = {
    "ru": (governed, described, describing, predicate, negated, belonging, first, named),
    "en": (determined, driven),
}
# What a row of the table of overrides may ask for: the name of the condition, and where it holds.
CONDITIONS: dict[str, Callable[[Place], np.ndarray]] = {
    "after a preposition": lambda at: at.before["governs"] > 0,
    "after a verb": lambda at: _is(at.before, VERB | AUX),
    "after a pronoun": lambda at: _is(at.before, PRON) | _marked(at.before, POINTING),
    "after a name or pronoun": lambda at: _is(at.before, PROPN | PRON | AUX) | _marked(at.before, POINTING),
    "before a function word": lambda at: _is(at.after, FUNCTION),
    "before a number": lambda at: _is(at.after, NUM),
    "before a noun": lambda at: at.after["nominal"],
    "between quotation marks": lambda at: _marked(at.before, OPENING) & _marked(at.after, CLOSING),
    "before ещё or же": lambda at: _marked(at.after, MORE),
    "before an infinitive": lambda at: _marked(at.after, INFINITIVE),
}


def choose(shapes: Shapes, running: np.ndarray, begins: np.ndarray, language: str) -> tuple[np.ndarray, np.ndarray]:
    """Choose the reading of each ambiguous word that fits best among its neighbours.

    In: the shapes known; the number of the shape of each running word, number and mark; the places where sentences
    begin, the first being 0; "ru" or "en".
    Out: the places of the ambiguous words, and for each the number of its reading in `shapes.readings`. A condition of
    the table of overrides that holds goes before everything else.
    """
    shapes.settle()
    doubtful = np.flatnonzero(shapes.facts["ambiguous"][running])
    ends = np.append(begins[1:], len(running))
    chosen = [_choose(shapes, running, doubtful[i : i + BATCH], begins, ends, RULES[language])
              for i in range(0, len(doubtful), BATCH)]
    return doubtful, np.concatenate([np.empty(0, np.int64), *chosen])


def _choose(shapes, running, words, begins, ends, rules) -> np.ndarray:
    sentence = np.searchsorted(begins, words, side="right") - 1
    around = words + np.arange(-WINDOW, WINDOW + 1)[:, None]
    inside = (around >= begins[sentence]) & (around < ends[sentence])
    near = np.where(inside, running[around.clip(0, len(running) - 1)], 0)
    at, facts = _place(shapes.facts, near), shapes.facts.take(near[WINDOW])
    word, number = runs(facts["first"], facts["count"])
    reading, there = shapes.columns.take(number), Place(*(column.take(word) for column in at))
    points = reading["weight"] + sum(rule(reading, there) for rule in rules)
    best = np.maximum.reduceat(points, np.cumsum(facts["count"]) - facts["count"])
    fitting = np.flatnonzero(points == best[word])
    chosen = number[fitting[np.unique(word[fitting], return_index=True)[1]]]
    return _settled(shapes, facts, at, chosen)


def _settled(shapes: Shapes, facts: np.ndarray, at: Place, chosen: np.ndarray) -> np.ndarray:
    """Put in the place of what was chosen the reading of the first condition that holds."""
    asked = np.flatnonzero(facts["rules"])
    if len(asked):
        here = Place(*(column.take(asked) for column in at))
        word, rule = runs(facts["rule"][asked], facts["rules"][asked])
        names, readings = zip(*(shapes.special[number] for number in rule.tolist()), strict=True)
        holding = {name: CONDITIONS[name](here) for name in set(names)}
        for i, name, number in zip(word[::-1].tolist(), names[::-1], readings[::-1], strict=True):
            if holding[name][i]:
                chosen[asked[i]] = number
    return chosen
