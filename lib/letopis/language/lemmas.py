"""Lemmas: the dictionary word behind each running word, proposed by a dictionary, chosen by the sentence.

pymorphy3 (Russian) and simplemma (English) say what a form can be, context.py which of it fits, and lemmas.csv
overrules both where they are known to be wrong. Every distinct form is looked up once, and what forms inflected alike
have in common, their shape, is worked out once for all of them.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import compress
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from letopis.language.context import (
    CASES,
    CONDITIONS,
    GENDERS,
    INFINITIVE,
    SEEN,
    Reading,
    Shapes,
    choose,
    places,
)
from letopis.language.guesses import guess
from letopis.language.tokens import is_initial, kind
from letopis.language.trie import Trie
from letopis.texts.catalogue import fold
from letopis.texts.tables import SEEDS, InputError, known, read_csv

OVERRIDES = ("language", "form", "lemma", "condition", "reason")
ALWAYS, LEMMA, USUALLY = "always", "as a lemma", "usually"
RARE, BATCH, NOWHERE = 0.02, 1 << 15, slice(0, 0)
POS = {"ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "PRTF": "VERB", "PRTS": "VERB", "INFN": "VERB", "GRND": "VERB",
       "NUMR": "NUM", "NUMB": "NUM", "ROMN": "NUM", "ADVB": "ADV", "PRED": "ADV", "NPRO": "PRON", "PREP": "ADP",
       "CONJ": "CCONJ", "PRCL": "PART", "PNCT": "PUNCT", "LATN": "X", "UNKN": "X"}
OPEN = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV"})
NAME = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
# How much rarer such forms are than others, where the dictionary has no counts: «перешли!», two men called Саид.
SELDOM = (({"impr"}, 0.1), ({"ADJS"}, 0.3), ({"Name", "plur"}, 0.1), ({"Surn", "plur"}, 0.1), ({"GRND"}, 0.4))
# A form is read as it is written sooner than with a ё for its е.
AS_WRITTEN = {True: 1.0, False: 0.4}
SOFT = re.compile("ь[аеиюя]")
DAUGHTER = {"Patr", "femn"}
BROKEN = re.compile("[\ud800-\udfff]")                     # half a character, which no dictionary can look up
ORDINAL = re.compile("(?<=\\d)-?(?:[ыо]?[йеяхм]|[ое]?го|[ое]?му|[ыи]ми?|ую|ю|ая|ья|ье)$")
CLITIC = re.compile("(?<=.)(?:['’](?:s|d|m|ll|re|ve)|n['’]t)$", re.IGNORECASE)
ENDINGS = {"ADV": "^(?!family|july|ally|apply|reply|supply|italy|assembly|monopoly|rely|imply|multiply).*..ly$",
           "NOUN": "(?:tion|sion|ment|ness|ity|ism|ist|ance|ence|ship|hood|age|or|cy)$",
           "ADJ": "(?:ous|ful|less|[cst](?<!mot)ive|able|ible|ic|ical|[ct]ial|onal|[nt]ral|ish)$"}


def override_table(folder: Path = SEEDS) -> pd.DataFrame:
    """Read lemmas.csv: language, form, lemma, condition, reason. A folder without one uses the project's.

    Raises InputError for a condition that does not exist.
    """
    path = known(folder, "lemmas.csv")
    rows, conditions = read_csv(path, OVERRIDES), (ALWAYS, LEMMA, USUALLY, *CONDITIONS)
    for row in rows.itertuples():
        if row.condition not in conditions:
            choices = ", ".join(conditions)
            raise InputError(f"{path}, row {row.Index}: condition {row.condition!r}; expected one of {choices}.")
    return rows


@lru_cache
def overrides(language: str, folder: Path = SEEDS) -> dict[str, dict[str, str]]:
    """Give the overrides of one language: condition → {form: lemma}."""
    rows: dict[str, dict[str, str]] = {name: {} for name in (ALWAYS, LEMMA, USUALLY, *CONDITIONS)}
    for row in override_table(folder).itertuples():
        if row.language == language:
            rows[row.condition][row.form] = row.lemma
    return rows


@lru_cache
def stop_words(language: str, folder: Path = SEEDS) -> dict[str, str]:
    """Read stop_words.csv: lemma → part of speech, of words that say nothing of a text's matter."""
    rows = read_csv(known(folder, "stop_words.csv"), ("language", "word", "pos"))
    return {row.word: row.pos for row in rows.itertuples() if row.language == language}


@cache
def _pymorphy():
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


class Cell(NamedTuple):
    """What a tag of the dictionary says; `seldom`: how rare such forms are."""

    pos: str
    places: int
    finite: bool
    infinitive: bool
    name: bool
    seldom: float
    daughter: bool
    tag: object


NAMED = Cell("PROPN", 0, False, False, True, 1.0, False, None)


@cache
def _cell(tag) -> Cell:
    """Read a tag. Алексеевна is a name of its own, not a form of Алексеевич, as the dictionary has it."""
    marks = tag.grammemes
    part = str(tag.POS or next((mark for mark in POS if mark in marks), "UNKN"))
    finite = part in ("VERB", "ADJS", "PRTS", "PRED") and "impr" not in marks
    name = not NAME.isdisjoint(marks)
    pos = "PROPN" if name and part == "NOUN" else "DET" if "Apro" in marks else POS.get(part, part)
    genders = ["plur"] if "plur" in marks else [mark for mark in GENDERS if mark in marks] or ["masc", "femn", "neut"]
    cases = ["nomn"] if finite and not {"1per", "2per"} & marks else [mark for mark in CASES if mark in marks]
    seldom = min((factor for rare, factor in SELDOM if rare <= marks), default=1.0)
    return Cell(pos, places(cases, genders), finite, part == "INFN", name, seldom, marks >= DAUGHTER, tag)


class Way(NamedTuple):
    """One way to a lemma: what is put before and after the stem, and what the tag says."""

    prefix: str
    suffix: str
    cell: Cell


class Ways(NamedTuple):
    """How forms with the same places in the dictionary lead to lemmas: what comes off at both ends leaves the stem.

    alike: whether all these forms are read alike; those of closed classes are not.
    """

    front: str
    back: str
    ways: tuple[Way, ...]
    alike: bool

    def stem(self, form: str) -> str:
        """Give the stem of such a form."""
        return form[len(self.front) : len(form) - len(self.back)]


def _places(cells: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Read places in the dictionary: (paradigm, number in it).

    Out: for each the numbers of its tag and of what is before and after the stem, there and in the lemma. Places of
    many paradigms say the same.
    """
    found, paradigms, daughters = [], _pymorphy().dictionary.paradigms, _daughters()
    for number, index in cells:
        row = paradigms[number]
        count = len(row) // 3
        tag = row[count + index]
        lemma = _mother(row, tag) if tag in daughters else 0
        found.append((tag, row[2 * count + index], row[index], row[2 * count + lemma], row[lemma]))
    return tuple(found)


@cache
def _daughters() -> frozenset[int]:
    """Find the tags of women's patronymics: Алексеевна is a name of its own, not a form of Алексеевич."""
    tags = enumerate(_pymorphy().dictionary.gramtab)
    return frozenset(number for number, tag in tags if tag.grammemes >= DAUGHTER)


def _mother(row: Sequence[int], tag: int) -> int:
    """Find the place of the lemma of a woman's patronymic in its paradigm."""
    tags, count = _pymorphy().dictionary.gramtab, len(row) // 3
    marks = tags[tag].grammemes - CASES.keys() - {"plur"} | {"sing", "nomn"}
    return next((i for i in range(count) if tags[row[count + i]].grammemes == marks), 0)


@cache
def _ways(places: tuple[tuple[int, ...], ...]) -> Ways:
    """Give the ways to lemmas from what places in the dictionary say."""
    known, ways = _pymorphy().dictionary, []
    prefixes, suffixes, tags = known.paradigm_prefixes, known.suffixes, known.gramtab
    _, fronts, backs, *_ = zip(*places, strict=True)
    front, back = (max([of[one] for one in ends], key=len) for of, ends in ((prefixes, fronts), (suffixes, backs)))
    for tag, prefix, suffix, first, last in places:
        lemma = back[: len(back) - len(suffixes[suffix])] + suffixes[last]
        ways.append(Way(prefixes[first] + front[len(prefixes[prefix]) :], _as_spelt(back, lemma), _cell(tags[tag])))
    alike = (not front or len(ways) == 1) and OPEN.issuperset([way.cell.pos for way in ways])
    return Ways(front, back, tuple(ways), alike)


@cache
def _tries() -> tuple[Trie, Trie]:
    """Open the files of the dictionary's forms, and of those that it has counts of."""
    folder = Path(_pymorphy().dictionary.path)
    return Trie(folder / "words.dawg"), Trie(folder / "p_t_given_w.intdawg")


def _spellings(lower: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Find a form in the dictionary, also with ё for е: spelling, places."""
    return _pymorphy().dictionary.words.similar_items(lower, _pymorphy().char_substitutes)


def _shares(lower: str, ways: Sequence[Way]) -> tuple[float, ...]:
    """Give how often the form is read each way, where pymorphy3 has counts of it; else nothing."""
    counts = _pymorphy().prob_estimator.p_t_given_w
    if not counts.keys(lower + ":"):
        return ()
    shares = tuple(counts.prob(lower, way.cell.tag) for way in ways)
    return shares if any(shares) else ()


def _proposals(form: str) -> tuple[list[Way], list[float]]:
    """Ask pymorphy3 what a form can be, and how often; the lemma is the suffix, the stem being empty."""
    lower = form.lower()
    found = [(fixed, _ways(_places(cells))) for fixed, cells in _spellings(lower)]
    ways = [Way("", way.prefix + ways.stem(fixed) + way.suffix, way.cell) for fixed, ways in found for way in ways.ways]
    if not ways:
        parses = _pymorphy().parse(form)
        cells = [_cell(parse.tag) for parse in parses]
        lemmas = [(parse.inflect({"sing", "nomn"}) or parse).word if cell.daughter else parse.normal_form
                  for parse, cell in zip(parses, cells, strict=True)]
        ways = [Way("", _as_spelt(lower, lemma), cell) for lemma, cell in zip(lemmas, cells, strict=True)]
        return ways, [parse.score for parse in parses]
    written = [AS_WRITTEN[fixed == lower] for fixed, ways in found for _ in ways.ways]
    shares = _shares(lower, ways) or [way.cell.seldom for way in ways]
    return ways, [share * factor for share, factor in zip(shares, written, strict=True)]


def _as_spelt(form: str, lemma: str) -> str:
    """Счастье stays счастье (not счастие), Юрьевич stays Юрьевич."""
    if "ь" not in form or "и" not in lemma:
        return lemma
    at = next((i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), 0)
    keeps = lemma[at : at + 2] in ("ие", "ия") and SOFT.match(form, at)
    return f"{lemma[:at]}ь{lemma[at + 1:]}" if keeps else lemma


def _russian(form: str, stop: Mapping[str, str]) -> list[Reading]:
    """Gather what a form can be. The lemmas are whole: suffixes of an empty stem."""
    name = form.istitle() or form.isupper()
    if name and not _pymorphy().word_is_known(form) and (guessed := guess(form)):
        return guessed
    return _gathered(*_proposals(form), form[:1].isupper(), "", form.lower())


def _gathered(ways: Sequence[Way], shares: Sequence[float], capital: bool, front: str, back: str) -> list[Reading]:
    """Put ways together by lemma and part of speech, the likeliest first, each with the logarithm of its share.

    front, back: what stands in the form before and after the stem: so a verb is left that its capital may make a name.
    """
    pairs = list(zip(ways, shares, strict=True))
    if not capital:
        pairs = [pair for pair in pairs if not pair[0].cell.name] or pairs
    elif all(way.cell.pos == "VERB" and (way.cell.finite or not way.cell.places) for way in ways):
        pairs.append((Way(front, back, NAMED), 0.1 * max(shares)))
    if len(pairs) == 1:
        (prefix, suffix, cell), _ = pairs[0]
        return [Reading(prefix, suffix, cell.pos, cell.places, 0.0, cell.finite)]
    share_of: dict[tuple, float] = {}
    places_of: dict[tuple, int] = {}
    for (prefix, suffix, cell), share in pairs:
        key = prefix, suffix, cell.pos, cell.finite
        share_of[key] = share_of.get(key, 0.0) + share + 1e-6
        places_of[key] = places_of.get(key, 0) | cell.places
    whole = sum(share_of.values())
    found = [Reading(*key[:3], places_of[key], math.log(share / whole), key[3])
             for key, share in share_of.items() if share > RARE * whole]
    return sorted(found, key=lambda one: -one.weight)


def _english(form: str, stop: Mapping[str, str]) -> list[Reading]:
    """Ask simplemma; -ing may be a verb or a noun. A part of speech only where the list or the ending tells it."""
    import simplemma

    base = CLITIC.sub("", form)
    lower, lemma = base.lower(), simplemma.lemmatize(base, "en").lower()
    if lower in stop or lemma in stop:
        return [Reading("", lemma, stop.get(lower, stop.get(lemma, "")))]
    if base[:1].isupper() and not simplemma.is_known(lower, "en"):
        return [Reading("", lemma, "PROPN")]
    if lower.endswith("ing") and (verb := lemma if lemma != lower else _verb_in_ing(lower)):
        return [Reading("", verb, "VERB", weight=-1.2 * (lemma == lower)), Reading("", lower, "NOUN", weight=-1.0)]
    if lower.endswith("ed") and lemma != lower:
        return [Reading("", lemma, "VERB")]
    return [Reading("", lemma, next((pos for pos, ending in ENDINGS.items() if re.search(ending, lemma)), ""))]


def _verb_in_ing(lower: str) -> str:
    """Find the verb of a form in -ing that simplemma knows only as a noun: following → follow; none for spring."""
    import simplemma

    stem = lower[:-3]
    if not re.search("..[aeiouy]|[aeiouy]..", stem):
        return ""
    guesses = [simplemma.lemmatize(stem + "ed", "en"), stem, stem[:-1] if stem[-1:] == stem[-2:-1] else "", stem + "e"]
    fits = (one for one in guesses if len(one) > 2 and one != stem + "ed" and simplemma.is_known(one, "en"))
    return next((one for one in fits if simplemma.lemmatize(one, "en") == one), "")


def dictionary_lemma(form: str, language: str) -> str:
    """Give what the dictionary alone says of a form, without its sentence and our rules: its first reading."""
    if language == "ru":
        return _pymorphy().parse(form)[0].normal_form
    import simplemma

    return simplemma.lemmatize(form, "en").lower()


READERS = {"ru": _russian, "en": _english}


class Entry(NamedTuple):
    """How forms inflected alike are read: the part that is their stem, what goes around it for the likeliest lemma."""

    stem: slice
    prefix: str
    suffix: str
    shape: int


class Lexicon(dict):
    """Form → its entry, for one language, one mapping of names and one folder; each form is looked up once.

    shapes: those of all forms looked up; stop: lemma → part of speech of the stop words; abbreviations: the forms that
    keep their full stop.
    """

    def __init__(self, language: str, names: Mapping[str, str], folder: Path = SEEDS):
        """Keep what a look-up needs. Raises ValueError for a language that is not ru or en."""
        if language not in READERS:
            raise ValueError(f"language {language!r}; expected one of {', '.join(READERS)}")
        self.language, self.names, self.reader, self.shapes = language, names, READERS[language], Shapes()
        self.russian = language == "ru"
        self.rows, self.stop = overrides(language, folder), stop_words(language, folder)
        self.touched = {form for name, forms in self.rows.items() if name != LEMMA for form in forms}
        self.abbreviations = frozenset(form for form in self.rows[ALWAYS] if form.endswith("."))
        self._alike: dict[tuple, Entry | None] = {}

    def __missing__(self, form: str) -> Entry:
        """Look a form up and keep it."""
        self.learn([form])
        return self[form]

    def learn(self, forms: Iterable[str]) -> None:
        """Look forms up and keep them; many together are several times faster than one by one."""
        new = [form for form in forms if form not in self]
        for i in range(0, len(new) * self.russian, BATCH):
            self._learn_alike(new[i : i + BATCH])
        for form in [form for form in new if form not in self]:
            number = self._look_up(form)
            self[form] = Entry(NOWHERE, self.shapes.readings_of(number)[0].suffix, "", number)

    def lemmas(self, forms: Iterable[str]) -> list[str]:
        """Give the likeliest lemma of each form."""
        return [f"{prefix}{form.lower()[stem]}{suffix}"
                for form in forms for stem, prefix, suffix, _ in (self[form],)]

    def choices(self, form: str) -> set[str]:
        """Give the lemmas that a form may have."""
        return {self.lemma(form, reading) for reading in self.shapes.readings_of(self[form].shape)}

    def lemma(self, form: str, reading: Reading) -> str:
        """Give the lemma of a form by one of the readings of its shape."""
        (likeliest,), number = self.lemmas([form]), self[form].shape
        prefix, suffix, *_ = self.shapes.readings_of(number)[0]
        return reading.lemma(likeliest[len(prefix) : len(likeliest) - len(suffix)])

    def _learn_alike(self, forms: Sequence[str]) -> None:
        """Look up the forms that are read as all forms inflected like them."""
        own, entries, (known, counted) = self.own, self._alike, _tries()
        forms = [form for form in forms if form.isalpha() and form not in own]
        small = [form for form in forms if form.islower()]
        titled = [(form, lower) for form in forms if form.istitle() and (lower := form.lower()) not in own]
        forms, spelt = small + [form for form, _ in titled], small + [lower for _, lower in titled]
        capital = np.arange(len(forms)) >= len(small)
        found, common = known.find(spelt, "\1", yo=True), counted.find(spelt, ":").node > 0
        alone = (found.spellings == 1) & (found.written | ~capital)    # a capital may make it a name, as it is written
        alike = np.where(capital, found.node, -found.node.astype(np.int64)).tolist()
        for i in np.flatnonzero(common).tolist():                      # what is counted is read for itself
            alike[i] = forms[i]
        with_yo = np.flatnonzero(alone & ~found.written).tolist()
        for i in with_yo:
            spelt[i] = _spellings(spelt[i])[0][0]
        rows = [*compress(zip(forms, spelt, alike, strict=True), alone.tolist())]
        for form, fixed, key in rows:
            if key not in entries:
                entries[key] = self._entry(form, fixed, counted=key is form)
        self.update({form: entry for form, _, key in rows if (entry := entries[key])})
        for i in with_yo:                                              # their stem is not in the form as it is written
            if entry := entries[alike[i]]:
                stem, prefix, suffix, shape = entry
                self[forms[i]] = Entry(NOWHERE, f"{prefix}{spelt[i][stem]}{suffix}", "", shape)

    @cached_property
    def own(self) -> set[str]:
        """Know the forms that are read for themselves: overridden, names, looked for by rules of their neighbours."""
        renamed = self.rows[LEMMA] if self.russian else ()
        theirs = (form.word for lemma in renamed for parse in _pymorphy().parse(lemma) for form in parse.lexeme)
        return SEEN.union(self.names, self.touched, theirs)

    def _entry(self, form: str, fixed: str, counted: bool) -> Entry | None:
        """Work out how forms like this are read; nothing, if each is read for itself.

        In: the form, its spelling in the dictionary, whether that has counts of it.
        """
        lower, ways = form.lower(), _ways(places := _places(_pymorphy().dictionary.words.get(fixed)))
        key, shares = (places, form != lower), _shares(lower, ways.ways) if counted else ()
        if key in self._alike and not shares:
            return self._alike[key]
        if not ways.alike:
            return None
        readings = _gathered(ways.ways, shares or [way.cell.seldom for way in ways.ways], form != lower,
                             ways.front, ways.back)
        marks = INFINITIVE * any(way.cell.infinitive for way in ways.ways)
        stem = slice(len(ways.front), -len(ways.back) or None)
        entry = Entry(stem, *readings[0][:2], self.shapes.add(readings, marks=marks))
        if not shares:
            self._alike[key] = entry
        return entry

    def _look_up(self, form: str) -> int:
        """Look up a form for itself. Out: the number of its shape, the stem being empty."""
        plain = form if form.isalpha() else fold(form).text
        base = plain if plain.isalpha() else CLITIC.sub("", plain)
        if base in self.names:
            return self.shapes.add([Reading("", self.names[base], "PROPN", places(CASES, ["masc", "femn"]))])
        if not plain.isalpha() and (fixed := self._no_word(plain)):
            return self.shapes.add([fixed], plain.lower())
        return self.shapes.add(*self._overruled(plain, self.reader(plain, self.stop)))

    def _no_word(self, plain: str) -> Reading | None:
        if is_initial(plain) and plain not in self.rows[ALWAYS]:
            return Reading("", plain, "PROPN")
        if BROKEN.search(plain):
            return Reading("", plain.lower(), "X")
        pos = {"number": "NUM", "punctuation": "PUNCT"}.get(kind(plain))
        return Reading("", ORDINAL.sub("-й", plain.lower()), pos) if pos else None

    def _overruled(self, form: str, readings: list[Reading]) -> tuple:
        """Apply the table of overrides: a lemma renamed, one lemma always, one usually, one under a condition."""
        lower, rows = form.lower(), self.rows
        readings = [one._replace(suffix=rows[LEMMA].get(one.suffix, one.suffix)) for one in readings]

        def own(lemma: str) -> Reading:
            found = next((one for one in readings if one.suffix == lemma), readings[0])
            return found._replace(suffix=lemma, weight=0.0)

        if lower in rows[ALWAYS]:
            readings = [own(rows[ALWAYS][lower])]
        elif lower in rows[USUALLY]:
            likely = own(rows[USUALLY][lower])
            others = (one._replace(weight=one.weight - 2) for one in readings if one.suffix != likely.suffix)
            readings = [likely, *others]
        special = [(name, own(rows[name][lower])) for name in CONDITIONS if lower in rows[name]]
        infinitive = self.russian and any(one.pos == "VERB" and one.suffix == lower for one in readings)
        return sorted(readings, key=lambda one: -one.weight), lower, special, INFINITIVE * infinitive


@lru_cache(maxsize=2)
def _lexicon(language: str) -> Lexicon:
    """Keep what was looked up where no names are given."""
    return Lexicon(language, {})


def lemmatise(words: Sequence[str], language: str, names: Mapping[str, str] | None = None) -> list[str]:
    """Give the lemma of each running word of one sentence.

    In: the words, numbers and marks of a sentence, in order; "ru" or "en"; for names that are known, form → lemma.
    Out: as many lemmas: lower case, except known names and initials.
    Raises ValueError for another language, TypeError for one string in place of the words.

    >>> lemmatise("Войска перешли на сторону Троцкого".split(), "ru", {"Троцкого": "Троцкий"})
    ['войско', 'перейти', 'на', 'сторона', 'Троцкий']
    >>> lemmatise("Trotsky's opponents were growing stronger".split(), "en")[1:]
    ['opponent', 'be', 'grow', 'strong']
    """
    if isinstance(words, str):
        raise TypeError(f"lemmatise: got the string {words[:40]!r}; expected a list of words, such as "
                        f"{words.split()[:3]}.")
    lexicon = _lexicon(language) if names is None else Lexicon(language, names)
    lexicon.learn(words)
    lemmas, running = lexicon.lemmas(words), np.array([lexicon[form].shape for form in words], np.int32)
    for i, number in zip(*choose(lexicon.shapes, running, np.zeros(1, np.int64), language), strict=True):
        lemmas[i] = lexicon.lemma(words[i], lexicon.shapes.readings[number])
    return lemmas
