"""Lemmas: the dictionary word behind each running word, proposed by a dictionary, chosen by the sentence.

pymorphy3 (Russian) and simplemma (English) say what a form can be, context.py which of it fits, and lemmas.csv
overrules both where they are known to be wrong. Every distinct form is looked up once; only forms that may have two
lemmas are looked at in their place.
"""

import gc
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from letopis import names as known_names
from letopis.context import CASES, CONDITIONS, GENDERS, Reading, Word, choose, places, word
from letopis.guesses import guess
from letopis.sources import fold
from letopis.tables import SeedError, frame, read_csv
from letopis.tokens import Forms, blocks, is_initial, kind, pattern

COLUMNS = {"source": "str", "sentence": "int32", "token": "int32", "start": "int64", "stop": "int64", "text": "str",
           "lemma": "str", "pos": "str", "kind": "str", "stop_word": "bool", "initial": "bool"}
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
OVERRIDES = ("language", "form", "lemma", "condition", "reason")
ALWAYS, LEMMA, USUALLY = "always", "as a lemma", "usually"
WINDOW = 8
RARE = math.log(0.02)
POS = {"ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "PRTF": "VERB", "PRTS": "VERB", "INFN": "VERB", "GRND": "VERB",
       "NUMR": "NUM", "NUMB": "NUM", "ROMN": "NUM", "ADVB": "ADV", "PRED": "ADV", "NPRO": "PRON", "PREP": "ADP",
       "CONJ": "CCONJ", "PRCL": "PART", "PNCT": "PUNCT", "LATN": "X", "UNKN": "X"}
OPEN = frozenset({"NOUN", "ADJ", "VERB", "ADV"})
NAME = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
# How much rarer such forms are than others, where the dictionary has no counts: «перешли!», two men called Саид.
SELDOM = (({"impr"}, 0.1), ({"ADJS"}, 0.3), ({"Name", "plur"}, 0.1), ({"Surn", "plur"}, 0.1), ({"GRND"}, 0.4))
DAUGHTER = re.compile("(.*(?:[оеё]в|ич)н)(?:а|ы|е|у|ой|ою)$")
ORDINAL = re.compile("(?<=\\d)-?(?:[ыо]?[йеяхм]|[ое]?го|[ое]?му|[ыи]ми?|ую|ю|ая|ья|ье)$")
CLITIC = re.compile("(?<=.)(?:['’](?:s|d|m|ll|re|ve)|n['’]t)$", re.IGNORECASE)
ENDINGS = {"ADV": "..ly$", "NOUN": "(?:tion|sion|ment|ness|ity|ism|ist|ance|ence|ship|hood|age|or|cy)$",
           "ADJ": "(?:ous|ful|less|ive|able|ible|ic|al|ish)$"}


def override_table(folder: Path = SEEDS) -> pd.DataFrame:
    """Read lemmas.csv: language, form, lemma, condition, reason. A folder without one uses the project's.

    Raises SeedError for a condition that does not exist.
    """
    path = (folder if (folder / "lemmas.csv").is_file() else SEEDS) / "lemmas.csv"
    rows, known = read_csv(path, OVERRIDES), (ALWAYS, LEMMA, USUALLY, *CONDITIONS)
    for row in rows.itertuples():
        if row.condition not in known:
            choices = ", ".join(known)
            raise SeedError(f"{path}, row {row.Index}: condition {row.condition!r}; expected one of {choices}.")
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
    path = (folder if (folder / "stop_words.csv").is_file() else SEEDS) / "stop_words.csv"
    rows = read_csv(path, ("language", "word", "pos"))
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
    name: bool
    seldom: float
    tag: object


@cache
def _cell(tag) -> Cell:
    marks = tag.grammemes
    part = str(tag.POS or next((mark for mark in POS if mark in marks), "UNKN"))
    finite = part in ("VERB", "ADJS", "PRTS", "PRED") and "impr" not in marks
    name = not NAME.isdisjoint(marks)
    pos = "PROPN" if name and part == "NOUN" else "DET" if "Apro" in marks else POS.get(part, part)
    genders = ["plur"] if "plur" in marks else [mark for mark in GENDERS if mark in marks] or ["masc", "femn", "neut"]
    cases = ["nomn"] if finite and not {"1per", "2per"} & marks else [mark for mark in CASES if mark in marks]
    seldom = min((factor for rare, factor in SELDOM if rare <= marks), default=1.0)
    return Cell(pos, places(cases, genders), finite, name, seldom, tag)


@cache
def _shared(pos: str, filled: int, finite: bool, infinitive: bool) -> Word:
    """Make the one Word that stands for all nouns, verbs, adjectives or adverbs of a kind; its form is left out."""
    return word("ть" if infinitive else "", [Reading("", pos, filled, 0.0, finite)])


class Way(NamedTuple):
    """How a form leads to its lemma: how much comes off at both ends, what is put there, and what its tag says."""

    skip: int
    drop: int
    prefix: str
    suffix: str
    cell: Cell
    word: Word | None = None

    def lemma(self, form: str) -> str:
        """Give the lemma of such a form."""
        return self.prefix + form[self.skip : len(form) - self.drop] + self.suffix


@cache
def _paradigm(number: int) -> list[tuple[str, object, str]]:
    return _pymorphy().dictionary.build_paradigm_info(number)


@cache
def _ways(cells: tuple[tuple[int, int], ...]) -> tuple[Way, ...]:
    """Give the ways of a form's places in the dictionary; one way, where all come to one lemma and part of speech."""
    ways, filled = [], 0
    for number, index in cells:
        (prefix, tag, suffix), (first_prefix, _, first_suffix) = _paradigm(number)[index], _paradigm(number)[0]
        ways.append(Way(len(prefix), len(suffix), first_prefix, first_suffix, _cell(tag)))
        filled |= ways[-1].cell.places
    if len({(*way[:4], way.cell.pos, way.cell.finite) for way in ways}) > 1:
        return tuple(ways)
    cell = ways[0].cell._replace(places=filled)
    shared = _shared(cell.pos, filled, cell.finite, "INFN" in cell.tag) if cell.pos in OPEN else None
    return (ways[0]._replace(cell=cell, word=shared),)


def _only(form: str) -> tuple[str, Word] | None:
    """Read a lower-case form that has but one lemma and part of speech, the short way: most forms are such."""
    forms = _pymorphy().dictionary.words
    spelt = forms.similar_items(form, _pymorphy().char_substitutes) if "е" in form else ((form, forms.get(form)),)
    if len(spelt) != 1 or not spelt[0][1]:
        return None
    way = _ways(tuple(spelt[0][1]))[0]
    return (_as_spelt(form, way.lemma(spelt[0][0])), way.word) if way.word else None


def _proposals(form: str) -> list[tuple[str, Cell, float]]:
    """Ask pymorphy3 what a form can be: lemma, cell, share. Its dictionary is read directly: that is twice as fast."""
    engine, forms, lower = _pymorphy(), _pymorphy().dictionary.words, form.lower()
    spelt = forms.similar_items(lower, engine.char_substitutes) if "е" in lower else ((lower, forms.get(lower)),)
    ways = [(fixed, way) for fixed, cells in spelt if cells for way in _ways(tuple(cells))]
    known = [(_as_spelt(lower, way.lemma(fixed)), way.cell) for fixed, way in ways]
    if len(known) == 1:
        return [(*known[0], 1.0)]
    if not known:
        return [(_as_spelt(lower, parse.normal_form), _cell(parse.tag), parse.score) for parse in engine.parse(form)]
    shares = [engine.prob_estimator.p_t_given_w.prob(lower, cell.tag) for _, cell in known]
    shares = shares if any(shares) else [cell.seldom for _, cell in known]
    return [(lemma, cell, share) for (lemma, cell), share in zip(known, shares, strict=True)]


def _as_spelt(form: str, lemma: str) -> str:
    """Счастье stays счастье (not счастие), Юрьевич stays Юрьевич, and Алексеевна is not filed under Алексеевич."""
    if lemma.endswith("вич") and (daughter := DAUGHTER.match(form)):
        return daughter[1] + "а"
    if "ь" not in form or "и" not in lemma:
        return lemma
    at = next((i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), 0)
    keeps = lemma[at : at + 2] in ("ие", "ия") and re.match("ь[аеиюя]", form[at:])
    return f"{lemma[:at]}ь{lemma[at + 1:]}" if keeps else lemma


def _russian(form: str, stop: Mapping[str, str]) -> list[Reading]:
    """Gather what a form can be, by lemma and part of speech, each with the logarithm of its share."""
    capital, name = form[:1].isupper(), form.istitle() or form.isupper()
    if name and not _pymorphy().word_is_known(form) and (guessed := guess(form)):
        return guessed
    found = _proposals(form)
    if not capital and len(found) > 1:
        found = [one for one in found if not one[1].name] or found
    elif capital and all(cell.pos == "VERB" and (cell.finite or not cell.places) for _, cell, _ in found):
        little = 0.1 * max(share for *_, share in found)
        found = [*found, (form.lower(), Cell("PROPN", 0, False, True, 1.0, None), little)]
    if len(found) == 1:
        lemma, cell, _ = found[0]
        return [Reading(lemma, cell.pos, cell.places, 0.0, cell.finite)]
    shares: Counter = Counter()
    filled: Counter = Counter()
    for lemma, cell, share in found:
        shares[lemma, cell.pos, cell.finite] += share + 1e-6
        filled[lemma, cell.pos, cell.finite] |= cell.places
    weights = {key: math.log(share / shares.total()) for key, share in shares.items()}
    return [Reading(key[0], key[1], filled[key], weight, key[2]) for key, weight in weights.items() if weight > RARE]


def _english(form: str, stop: Mapping[str, str]) -> list[Reading]:
    """Ask simplemma; -ing may be a verb or a noun. A part of speech only where the list or the ending tells it."""
    import simplemma

    base = CLITIC.sub("", form)
    lower, lemma = base.lower(), simplemma.lemmatize(base, "en").lower()
    if lower in stop or lemma in stop:
        return [Reading(lemma, stop.get(lower, stop.get(lemma, "")))]
    if base[:1].isupper() and not simplemma.is_known(lower, "en"):
        return [Reading(lemma, "PROPN")]
    if lower.endswith("ing") and (verb := lemma if lemma != lower else _verb_in_ing(lower)):
        return [Reading(verb, "VERB", weight=-1.2 * (lemma == lower)), Reading(lower, "NOUN", weight=-1.0)]
    if lower.endswith("ed") and lemma != lower:
        return [Reading(lemma, "VERB")]
    return [Reading(lemma, next((pos for pos, ending in ENDINGS.items() if re.search(ending, lemma)), ""))]


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


class Lexicon(dict):
    """Form → (likeliest lemma, Word), for one language, mapping of names and folder; looked up when first asked for."""

    def __init__(self, language: str, names: Mapping[str, str], folder: Path = SEEDS):
        """Keep what a look-up needs. Raises ValueError for a language that is not ru or en."""
        if language not in READERS:
            raise ValueError(f"language {language!r}; expected one of {', '.join(READERS)}")
        self.language, self.names, self.reader, self.short = language, names, READERS[language], language == "ru"
        self.rows, self.stop = overrides(language, folder), stop_words(language, folder)
        self.touched = {form for name, forms in self.rows.items() if name != LEMMA for form in forms}
        self.find = pattern(tuple(form for form in self.rows[ALWAYS] if form.endswith("."))).findall

    def __missing__(self, form: str) -> tuple[str, Word]:
        """Look a form up and keep it."""
        if self.short and form.isalpha() and form not in self.names and (found := self._simple(form)):
            self[form] = found
            return found
        one = self._look_up(form)
        self[form] = found = (one.readings[0].lemma, one)
        return found

    def _simple(self, form: str) -> tuple[str, Word] | None:
        """Look up what nothing can change: no override, no name, no verb that a capital may make a name."""
        lower = form.lower()
        if lower in self.touched or (form != lower and not form.istitle()):
            return None
        found = _only(lower)
        doubtful = not found or found[0] in self.rows[LEMMA]
        return None if doubtful or (form != lower and found[1].pos == "VERB" and not found[1].adjective) else found

    def _look_up(self, form: str) -> Word:
        plain = form if form.isalpha() else fold(form).text
        base = plain if plain.isalpha() else CLITIC.sub("", plain)
        if base in self.names:
            return word(plain, [Reading(self.names[base], "PROPN", places(CASES, ["masc", "femn"]))])
        if not plain.isalpha() and (fixed := self._no_word(plain)):
            return word(plain, [fixed])
        return self._overruled(plain, self.reader(plain, self.stop))

    def _no_word(self, plain: str) -> Reading | None:
        if is_initial(plain) and plain not in self.rows[ALWAYS]:
            return Reading(plain, "PROPN")
        pos = {"number": "NUM", "punctuation": "PUNCT"}.get(kind(plain))
        return Reading(ORDINAL.sub("-й", plain.lower()), pos) if pos else None

    def _overruled(self, form: str, readings: list[Reading]) -> Word:
        """Apply the table of overrides: a lemma renamed, one lemma always, one usually, one under a condition."""
        lower, rows = form.lower(), self.rows
        readings = [one._replace(lemma=rows[LEMMA][one.lemma]) if one.lemma in rows[LEMMA] else one for one in readings]
        if lower not in self.touched:
            return word(form, readings)

        def own(lemma: str) -> Reading:
            return next((one for one in readings if one.lemma == lemma), readings[0])._replace(lemma=lemma, weight=0.0)

        if lower in rows[ALWAYS]:
            readings = [own(rows[ALWAYS][lower])]
        elif lower in rows[USUALLY]:
            likely = own(rows[USUALLY][lower])
            readings = [likely, *(one._replace(weight=one.weight - 2) for one in readings if one.lemma != likely.lemma)]
        return word(form, readings, tuple((name, own(rows[name][lower])) for name in CONDITIONS if lower in rows[name]))


@lru_cache(maxsize=2)
def _lexicon(language: str) -> Lexicon:
    """Know the names of the project's own entities.csv, until the reader gives others."""
    known = read_csv(SEEDS / "entities.csv", ()) if language in READERS else pd.DataFrame()
    return Lexicon(language, {} if known.empty else known_names.forms(known, language))


def lemmatise(words: Sequence[str], language: str, names: Mapping[str, str] | None = None) -> list[str]:
    """Give the lemma of each running word of one sentence.

    In: the words, numbers and marks of a sentence, in order; "ru" or "en"; for names that are known, form → lemma
    (None: the names of the project's entities.csv).
    Out: as many lemmas: lower case, except known names and initials.
    Raises ValueError for another language.

    >>> lemmatise("Войска перешли на сторону Троцкого".split(), "ru")
    ['войско', 'перейти', 'на', 'сторона', 'Троцкий']
    >>> lemmatise("Trotsky's opponents were growing stronger".split(), "en")[:3]
    ['Trotsky', 'opponent', 'be']
    """
    lexicon = _lexicon(language) if names is None else Lexicon(language, names)
    pairs = [lexicon[form] for form in words]
    found = [one for _, one in pairs]
    return [_read(found, i, language).lemma if one.ambiguous else lemma for i, (lemma, one) in enumerate(pairs)]


def _read(found: Sequence[Word], i: int, language: str) -> Reading:
    """Choose the reading of the word at place i of a sentence or of a piece of one."""
    return choose(found[i], found[max(0, i - WINDOW) : i][::-1], found[i + 1 : i + 1 + WINDOW], language)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep Python's cycle collector away: look-ups make no cycles, and it would walk all words again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def table(corpus) -> pd.DataFrame:
    """Make the table of tokens.

    Out: source, sentence, token (counted through the source), start, stop, text, lemma, pos (universal part of speech;
    empty where the light English method does not know), kind (word, number, punctuation), stop_word (also all
    initials), initial (Л., Ya.: of the kind word, but not to be counted as one).
    """
    languages, entities = corpus.sources["language"], corpus.entities
    with _no_collector():
        lexicons = {one: Lexicon(one, known_names.forms(entities, one), corpus.folder) for one in languages.unique()}
        parts = [_tokens(corpus, source, lexicons[language]) for source, language in languages.items()]
    return (parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)) if parts else frame([], COLUMNS)


def _tokens(corpus, source: str, lexicon: Lexicon) -> pd.DataFrame:
    """Make the tokens of one source: distinct forms are looked up, all else is arithmetic on their numbers."""
    text, forms = corpus.text(source), Forms()
    lead = len(text) - len(text.lstrip())
    pieces = (_codes(piece, lexicon, forms) for piece in blocks(text, start=lead))
    codes = np.concatenate([np.empty(0, np.int32), *pieces])
    plain, lengths = [form.rstrip() for form in forms], np.array([len(form) for form in forms], np.int32)
    del forms                                        # what is big and done with goes at once

    def spread(values: Iterable, kind: type) -> np.ndarray:
        return np.array(list(values), kind)[codes]

    def written(values: Iterable[str]) -> pd.Series:
        return pd.Series(spread(values, object), dtype="str")

    starts = np.cumsum(lengths[codes], dtype=np.int64)
    starts += lead - lengths[codes]
    sentences = corpus.sentences[corpus.sentences["source"] == source]
    sentence = np.searchsorted(sentences["stop"].to_numpy(), starts, side="right")
    lemma, pos, stop_word = _lemmas(codes, plain, lexicon, np.flatnonzero(np.diff(sentence, prepend=-1)))
    sentence, initial = sentences["sentence"].to_numpy(np.int32)[sentence], spread(map(is_initial, plain), bool)
    return pd.DataFrame({
        "source": pd.Series(np.full(len(codes), source, object), dtype="str"), "sentence": sentence,
        "token": np.arange(len(codes), dtype=np.int32),
        "start": starts, "stop": starts + spread(map(len, plain), np.int32),
        "text": written(plain), "lemma": lemma, "pos": pos, "kind": written(map(kind, plain)),
        "stop_word": stop_word | initial, "initial": initial,
    }, copy=False)


def _lemmas(codes: np.ndarray, plain: list[str], lexicon: Lexicon, begins: np.ndarray) -> tuple:
    """Give lemma, part of speech, stop word or not of each token: by its form or, where it is ambiguous, its place."""
    pairs, stop = [lexicon[form] for form in plain], lexicon.stop
    found = [one for _, one in pairs]
    lemma = np.array([likeliest for likeliest, _ in pairs], object)[codes]
    pos = np.array([one.pos for one in found], object)[codes]
    stop_word = np.array([likeliest in stop for likeliest, _ in pairs], bool)[codes]
    doubtful = np.flatnonzero(np.array([one.ambiguous for one in found], bool)[codes])
    for i, best in _in_context(codes, found, doubtful, begins, lexicon.language):
        lemma[i], pos[i], stop_word[i] = best.lemma, best.pos, best.lemma in stop
    return pd.Series(lemma, dtype="str"), pd.Series(pos, dtype="str"), stop_word


def _codes(piece: str, lexicon: Lexicon, forms: Forms) -> np.ndarray:
    """Turn a piece of text into the numbers of its tokens, each with the white space after it."""
    found = lexicon.find(piece)
    return np.fromiter(map(forms.__getitem__, found), np.int32, len(found))


def _in_context(
    codes: np.ndarray, found: Sequence[Word], doubtful: np.ndarray, begins: np.ndarray, language: str
) -> Iterator[tuple[int, Reading]]:
    """Read what is doubtful in its place: (place, reading). `begins` are the places where a sentence begins."""
    sentence = np.searchsorted(begins, doubtful, side="right")
    firsts = np.maximum(begins[sentence - 1], doubtful - WINDOW) if len(doubtful) else doubtful
    lasts = np.minimum(np.append(begins, len(codes))[sentence], doubtful + WINDOW + 1)
    for i, first, last in zip(doubtful.tolist(), firsts.tolist(), lasts.tolist(), strict=True):
        yield i, _read([found[code] for code in codes[first:last].tolist()], i - first, language)


def frequencies(
    lines: Iterable[str], language: str, names: Mapping[str, str] | None = None, context: bool = True
) -> Counter:
    """Count the lemmas of the words in a stream of lines; memory grows with the vocabulary only.

    In: lines or paragraphs of text (an open file will do), "ru" or "en", known names; with `context` False each form
    counts under its likeliest lemma, which is faster and wrong for about one word in a hundred more.
    Out: lemma → how often. Sentences end at . ! ? …; initials, numbers and marks are not counted.

    >>> frequencies(["Отряды перешли на сторону Троцкого.", "Отряд перешёл мост."], "ru")["отряд"]
    2
    """
    lexicon = Lexicon(language, names or {})
    with _no_collector():
        return _counted_in_context(_pieces(lines), lexicon) if context else _counted(_pieces(lines), lexicon)


def _pieces(lines: Iterable[str], size: int = 1 << 20) -> Iterator[str]:
    """Put short lines together and cut long ones, so that each piece is worth the work."""
    kept, length = [], 0
    for line in lines:
        kept.append(line.rstrip("\n"))
        length += len(line)
        if length > size:
            yield from blocks("\n".join(kept))
            kept, length = [], 0
    yield from blocks("\n".join(kept))


def _counts(token: str) -> bool:
    return kind(token) == "word" and not is_initial(token)


def _counted(pieces: Iterable[str], lexicon: Lexicon) -> Counter:
    """Count what stands between spaces, then cut each distinct chunk once."""
    chunks: Counter = Counter()
    for piece in pieces:
        chunks.update(piece.split())
    total: Counter = Counter()
    for chunk, times in chunks.items():
        bare = chunk.strip(",:;!?«»\"()")
        tokens = [bare] if bare.isalpha() else [form.rstrip() for form in lexicon.find(f"{chunk} x")[:-1]]
        for token in filter(_counts, tokens):
            total[lexicon[token][0]] += times
    return total


def _counted_in_context(pieces: Iterable[str], lexicon: Lexicon) -> Counter:
    """Count distinct forms, and apart from them what is ambiguous in its place."""
    forms, total, times = Forms(), Counter(), np.zeros(0, np.int64)
    found, flags, ends = [], bytearray(), bytearray()
    for piece in pieces:
        codes = _codes(piece.lstrip(), lexicon, forms)
        new = [lexicon[form.rstrip()][1] for form in islice(forms, len(found), None)]
        found += new
        flags += bytes(one.ambiguous for one in new)
        ends += bytes(one.form in {".", "!", "?", "…"} for one in new)
        begins = np.concatenate([[0], np.flatnonzero(np.frombuffer(bytes(ends), bool)[codes][:-1]) + 1])
        doubtful = np.flatnonzero(np.frombuffer(bytes(flags), bool)[codes])
        total.update(best.lemma for _, best in _in_context(codes, found, doubtful, begins, lexicon.language))
        times = np.bincount(codes, minlength=len(forms)) + np.pad(times, (0, len(forms) - len(times)))
    for form, one, number in zip(forms, found, times.tolist(), strict=True):
        if not one.ambiguous and _counts(form.rstrip()):
            total[lexicon[form.rstrip()][0]] += number
    return total
