"""Lemmas: the dictionary word behind each running word, proposed by a dictionary, chosen by the sentence.

pymorphy3 (Russian) and simplemma (English) say what a form can be, context.py which of it fits; lemmas.csv overrules both
where they are known to be wrong. Every distinct form is looked up once, and only forms with two lemmas are looked at in
their place.
"""

import gc
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache, reduce
from operator import or_
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

COLUMNS = {"source": "str", "sentence": "int64", "token": "int64", "start": "int64", "stop": "int64", "text": "str",
           "lemma": "str", "pos": "str", "kind": "str", "stop_word": "bool", "initial": "bool"}
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ALWAYS, LEMMA, USUALLY = "always", "as a lemma", "usually"
LANGUAGES = ("ru", "en")
WINDOW = 8
RARE = math.log(0.05)
POS = {"ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "PRTF": "VERB", "PRTS": "VERB", "INFN": "VERB", "GRND": "VERB",
       "NUMR": "NUM", "NUMB": "NUM", "ROMN": "NUM", "ADVB": "ADV", "PRED": "ADV", "NPRO": "PRON", "PREP": "ADP",
       "CONJ": "CCONJ", "PRCL": "PART", "PNCT": "PUNCT", "LATN": "X", "UNKN": "X"}
NAME = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
# How much rarer such forms are than others, where the dictionary has no counts: «перешли!», two men called Саид.
SELDOM = {frozenset(marks.split()): factor for marks, factor in
          {"impr": 0.1, "ADJS": 0.3, "Name plur": 0.1, "Surn plur": 0.1, "GRND": 0.4}.items()}
DAUGHTER = re.compile("(.*(?:[оеё]в|ич)н)(?:а|ы|е|у|ой|ою)$")
ORDINAL = re.compile("(?<=\\d)-?(?:[ыо]?[йеяхм]|[ое]?го|[ое]?му|[ыи]ми?|ую|ю|ая|ья|ье)$")
CLITIC = re.compile("(?<=.)(?:['’](?:s|d|m|ll|re|ve)|n['’]t)$", re.IGNORECASE)
ENDINGS = {"ADV": "..ly$", "NOUN": "(?:tion|sion|ment|ness|ity|ism|ist|ance|ence|ship|hood|age|or|cy)$",
           "ADJ": "(?:ous|ful|less|ive|able|ible|ic|al|ish)$"}


@lru_cache
def overrides(language: str, folder: Path = SEEDS) -> dict[str, dict[str, str]]:
    """Read lemmas.csv: condition → {form: lemma}. A folder without one uses the project's.

    Raises SeedError for a condition that does not exist.
    """
    path = (folder if (folder / "lemmas.csv").is_file() else SEEDS) / "lemmas.csv"
    rows: dict[str, dict[str, str]] = {name: {} for name in (ALWAYS, LEMMA, USUALLY, *CONDITIONS)}
    for row in read_csv(path, ("language", "form", "lemma", "condition", "reason")).itertuples():
        if row.condition not in rows:
            raise SeedError(f"{path}, row {row.Index}: condition {row.condition!r}; expected one of {', '.join(rows)}.")
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
    """What a tag of the dictionary says: part of speech, places, finite verb or predicate, name, how rare, the tag itself."""

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
    seldom = min((factor for rare, factor in SELDOM.items() if rare <= marks), default=1.0)
    return Cell(pos, places(cases, genders), finite, name, seldom, tag)


@cache
def _paradigm(number: int) -> list[tuple[str, object, str]]:
    return _pymorphy().dictionary.build_paradigm_info(number)


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


class Way(NamedTuple):
    """How a form leads to its lemma: what comes off at both ends and what is put there instead; and what its tag says."""

    skip: int
    drop: int
    prefix: str
    suffix: str
    cell: Cell

    def lemma(self, form: str) -> str:
        """Give the lemma of a form of this kind."""
        return self.prefix + form[self.skip : len(form) - self.drop] + self.suffix


@cache
def _ways(cells: tuple[tuple[int, int], ...]) -> tuple[list[Way], bool]:
    """Give the ways of a form's places in the dictionary, and whether all come to one lemma and part of speech."""
    ways = []
    for number, index in cells:
        (prefix, tag, suffix), (first_prefix, _, first_suffix) = _paradigm(number)[index], _paradigm(number)[0]
        ways.append(Way(len(prefix), len(suffix), first_prefix, first_suffix, _cell(tag)))
    alike = len({(*way[:4], way.cell.pos, way.cell.finite) for way in ways}) == 1
    if alike:
        filled = reduce(or_, (way.cell.places for way in ways))
        ways = [ways[0]._replace(cell=ways[0].cell._replace(places=filled))]
    return ways, alike


def _proposals(form: str, lower: str) -> list[tuple[str, Cell, float]]:
    """Ask pymorphy3 what a form can be: lemma, cell and share. Words of its dictionary are read straight from there."""
    engine, forms = _pymorphy(), _pymorphy().dictionary.words
    spellings = forms.similar_items(lower, engine.char_substitutes) if "е" in lower else [(lower, forms.get(lower, ()))]
    found = [(fixed, *_ways(tuple(cells))) for fixed, cells in spellings if cells]
    if len(found) == 1 and found[0][2]:
        fixed, (way,), _ = found[0]
        return [(_as_spelt(lower, way.lemma(fixed)), way.cell, 1.0)]
    if not found:
        return [(_as_spelt(lower, parse.normal_form), _cell(parse.tag), parse.score) for parse in engine.parse(form)]
    known = [(_as_spelt(lower, way.lemma(fixed)), way.cell) for fixed, ways, _ in found for way in ways]
    shares = [engine.prob_estimator.p_t_given_w.prob(lower, cell.tag) for _, cell in known]
    return [(*one, share) for one, share in zip(known, shares if any(shares) else [cell.seldom for _, cell in known], strict=True)]


def _as_spelt(form: str, lemma: str) -> str:
    """Счастье stays счастье (not счастие), Юрьевич stays Юрьевич, and Алексеевна is not filed under Алексеевич."""
    if lemma.endswith("вич") and (daughter := DAUGHTER.match(form)):
        return daughter[1] + "а"
    if "ь" not in form or "и" not in lemma:
        return lemma
    at = next((i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), 0)
    return f"{lemma[:at]}ь{lemma[at + 1:]}" if lemma[at : at + 2] in ("ие", "ия") and re.match("ь[аеиюя]", form[at:]) else lemma


def _russian(form: str, stop: Mapping[str, str]) -> list[Reading]:
    """Gather what a form can be, by lemma and part of speech, each with the logarithm of its share."""
    lower, capital = form.lower(), form[:1].isupper()
    if capital and (form.istitle() or form.isupper()) and not _pymorphy().word_is_known(form) and (guessed := guess(form)):
        return guessed
    found = _proposals(form, lower)
    if len(found) == 1 and (not capital or found[0][1].places):
        lemma, cell, _ = found[0]
        return [Reading(lemma, cell.pos, cell.places, 0.0, cell.finite)]
    if not capital:
        found = [one for one in found if not one[1].name] or found
    elif all(cell.pos == "VERB" and (cell.finite or not cell.places) for _, cell, _ in found):
        found = [*found, (lower, Cell("PROPN", 0, False, True, 1.0, None), 0.1 * max(share for *_, share in found))]
    filled: dict[tuple[str, str, bool], int] = {}
    shares: Counter = Counter()
    for lemma, cell, share in found:
        key = lemma, cell.pos, cell.finite
        filled[key] = filled.get(key, 0) | cell.places
        shares[key] += share + 1e-6
    total = sum(shares.values())
    return [Reading(lemma, pos, filled[lemma, pos, finite], math.log(share / total), finite)
            for (lemma, pos, finite), share in shares.items() if math.log(share / total) > RARE]


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
    return next((one for one in guesses if len(one) > 2 and one != stem + "ed" and simplemma.is_known(one, "en")
                 and simplemma.lemmatize(one, "en") == one), "")


READERS = {"ru": _russian, "en": _english}


class Lexicon(dict):
    """Form → Word, for one language, one mapping of names and one folder; a form is looked up when first asked for."""

    def __init__(self, language: str, names: Mapping[str, str], folder: Path = SEEDS):
        """Keep what a look-up needs. Raises ValueError for a language that is not ru or en."""
        if language not in LANGUAGES:
            raise ValueError(f"language {language!r}; expected one of {', '.join(LANGUAGES)}")
        self.language, self.names = language, names
        self.rows, self.stop = overrides(language, folder), stop_words(language, folder)
        self.touched = {form for name, forms in self.rows.items() if name != LEMMA for form in forms}
        self.find = pattern(tuple(form for form in self.rows[ALWAYS] if form.endswith("."))).findall

    def __missing__(self, form: str) -> Word:
        """Look a form up and keep it."""
        plain = form if form.isalpha() else fold(form).text
        base = plain if plain.isalpha() else CLITIC.sub("", plain)
        if base in self.names:
            found = word(plain, [Reading(self.names[base], "PROPN", places(CASES, ["masc", "femn"]))])
        elif not plain.isalpha() and (fixed := self._no_word(plain)):
            found = word(plain, [fixed])
        else:
            found = self._overruled(plain, READERS[self.language](plain, self.stop))
        self[form] = found
        return found

    def _no_word(self, plain: str) -> Reading | None:
        if is_initial(plain) and plain not in self.rows[ALWAYS]:
            return Reading(plain, "PROPN")
        is_number = kind(plain) == "number"
        return Reading(ORDINAL.sub("-й", plain.lower()), "NUM" if is_number else "PUNCT") if kind(plain) != "word" else None

    def _overruled(self, form: str, readings: list[Reading]) -> Word:
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
    return Lexicon(language, {})


def lemmatise(words: Sequence[str], language: str, names: Mapping[str, str] | None = None) -> list[str]:
    """Give the lemma of each running word of one sentence.

    In: the words, numbers and marks of a sentence, in order; "ru" or "en"; for names that are known, form → lemma.
    Out: as many lemmas: lower case, except known names and initials.
    Raises ValueError for another language.

    >>> lemmatise("Войска перешли на сторону Троцкого".split(), "ru", {"Троцкого": "Троцкий"})
    ['войско', 'перейти', 'на', 'сторона', 'Троцкий']
    >>> lemmatise("Trotsky's opponents were growing stronger".split(), "en")[:3]
    ['trotsky', 'opponent', 'be']
    """
    lexicon = Lexicon(language, names) if names else _lexicon(language)
    found = [lexicon[form] for form in words]
    return [_read(found, i, language).lemma if one.ambiguous else one.readings[0].lemma for i, one in enumerate(found)]


def _read(found: Sequence[Word], i: int, language: str) -> Reading:
    """Choose the reading of the word at place i of a sentence or of a piece of one."""
    return choose(found[i], found[max(0, i - WINDOW) : i][::-1], found[i + 1 : i + 1 + WINDOW], language)


def table(corpus) -> pd.DataFrame:
    """Make the table of tokens.

    Out: source, sentence, token (counted through the source), start, stop, text, lemma, pos (universal part of speech;
    empty where the light English method does not know), kind (word, number, punctuation), stop_word (also all
    initials), initial (Л., Ya.: of the kind word, but not to be counted as one).
    """
    with _no_collector():
        parts = [_tokens(corpus, source, language) for source, language in corpus.sources["language"].items()]
    return pd.concat(parts, ignore_index=True) if parts else frame([], COLUMNS)


def _tokens(corpus, source: str, language: str) -> pd.DataFrame:
    """Make the tokens of one source: distinct forms are looked up, all else is arithmetic on their numbers."""
    text, forms = corpus.text(source), Forms()
    lexicon = Lexicon(language, known_names.forms(corpus.entities, language), corpus.folder)
    lead = len(text) - len(text.lstrip())
    codes = np.concatenate([np.empty(0, np.int32), *(_codes(block, lexicon, forms) for block in blocks(text, start=lead))])
    plain = [form.rstrip() for form in forms]
    stops = lead + np.cumsum(np.array([len(form) for form in forms], np.int64)[codes])
    starts = np.concatenate([[lead], stops[:-1]])[: len(codes)]
    stops -= np.array([len(form) - len(token) for form, token in zip(forms, plain, strict=True)], np.int64)[codes]
    sentences = corpus.sentences[corpus.sentences["source"] == source]
    at = np.searchsorted(sentences["stop"].to_numpy(), starts, side="right")
    found = [lexicon[form] for form in plain]
    lemma, pos = (np.array([getattr(one.readings[0], name) for one in found], object)[codes] for name in ("lemma", "pos"))
    for i, best in _in_context(codes, found, np.flatnonzero(np.diff(at, prepend=-1)), language):
        lemma[i], pos[i] = best.lemma, best.pos
    initial = np.array([is_initial(form) for form in plain], bool)[codes]
    return pd.DataFrame({
        "source": np.full(len(codes), source, object), "sentence": sentences["sentence"].to_numpy()[at], "token": np.arange(len(codes)),
        "start": starts, "stop": stops, "text": np.array(plain, object)[codes], "lemma": lemma, "pos": pos,
        "kind": np.array([kind(form) for form in plain], object)[codes],
        "stop_word": initial | pd.Series(lemma).isin(lexicon.stop).to_numpy(), "initial": initial,
    }).astype(COLUMNS)


def _codes(block: str, lexicon: Lexicon, forms: Forms) -> np.ndarray:
    """Turn a block of text into the numbers of its tokens, each with the white space after it."""
    found = lexicon.find(block)
    return np.fromiter(map(forms.__getitem__, found), np.int32, len(found))


def _in_context(codes: np.ndarray, found: Sequence[Word], begins: np.ndarray, language: str) -> Iterator[tuple[int, Reading]]:
    """Read what is ambiguous in its place: (place, reading). `begins` are the places where a sentence begins."""
    if not len(codes):
        return
    doubtful = np.flatnonzero(np.array([one.ambiguous for one in found], bool)[codes])
    sentence = np.searchsorted(begins, doubtful, side="right")
    firsts = np.maximum(begins[sentence - 1], doubtful - WINDOW)
    lasts = np.minimum(np.append(begins, len(codes))[sentence], doubtful + WINDOW + 1)
    numbers = codes.tolist()
    for i, first, last in zip(doubtful.tolist(), firsts.tolist(), lasts.tolist(), strict=True):
        yield i, _read([found[number] for number in numbers[first:last]], i - first, language)


def frequencies(lines: Iterable[str], language: str, names: Mapping[str, str] | None = None, context: bool = True) -> Counter:
    """Count the lemmas of the words in a stream of lines; memory grows with the vocabulary only.

    In: lines or paragraphs of text (an open file will do), "ru" or "en", known names; `context` False takes every form
    at its likeliest, several times faster and about one word in a hundred worse.
    Out: lemma → how often. Sentences are taken to end at . ! ? …; initials, numbers and marks are not counted.

    >>> frequencies(["Отряды перешли на сторону Троцкого.", "Отряд перешёл мост."], "ru")["отряд"]
    2
    """
    lexicon = Lexicon(language, names or {})
    count = _counted_in_context if context else _counted
    with _no_collector():
        return count(_joined(lines), lexicon)


def _joined(lines: Iterable[str], size: int = 1 << 20) -> Iterator[str]:
    """Put short lines together to pieces worth looking at, and cut long ones."""
    kept: list[str] = []
    for line in lines:
        kept.append(line if line.endswith("\n") else line + "\n")
        if sum(map(len, kept[-1:])) > size or len(kept) > 4000:
            yield from blocks("".join(kept))
            kept = []
    yield from blocks("".join(kept))


def _counted(pieces: Iterable[str], lexicon: Lexicon) -> Counter:
    """Count what stands between spaces, then cut each distinct piece once."""
    chunks: Counter = Counter()
    for piece in pieces:
        chunks.update(piece.split())
    total: Counter = Counter()
    for chunk, times in chunks.items():
        for form in lexicon.find(chunk + " x")[:-1] if "." in chunk else lexicon.find(chunk):
            if _counts(token := form.rstrip()):
                total[lexicon[token].readings[0].lemma] += times
    return total


def _counted_in_context(pieces: Iterable[str], lexicon: Lexicon) -> Counter:
    """Count distinct forms, and apart from them what is ambiguous in its place."""
    forms, total, times = Forms(), Counter(), np.zeros(0, np.int64)
    found: list[Word] = []
    for piece in pieces:
        codes = _codes(piece.lstrip(), lexicon, forms)
        found.extend(lexicon[form.rstrip()] for form in list(forms)[len(found):])
        ends = np.array([one.form in {".", "!", "?", "…"} for one in found], bool)[codes]
        begins = np.concatenate([[0], np.flatnonzero(ends[:-1]) + 1])
        for i, best in _in_context(codes, found, begins, lexicon.language):
            total[best.lemma] += 1
        added = np.bincount(codes, minlength=len(forms))
        added[: len(times)] += times
        times = added
    for form, one, number in zip(forms, found, times.tolist(), strict=True):
        if not one.ambiguous and _counts(form.rstrip()):
            total[one.readings[0].lemma] += number
    return total


def _counts(token: str) -> bool:
    return kind(token) == "word" and not is_initial(token)


def honesty(corpus) -> pd.DataFrame:
    """Lay open how each word came by its lemma.

    Out, one row a word: source, sentence, token, text, lemma; first (what the dictionary alone says), choices (how many
    lemmas the form may have), why: dictionary, context (not its likeliest lemma), override (a row of lemmas.csv),
    name (a row of entities.csv), rule (a spelling kept: счастье; a guess at an unknown name).
    """
    words = corpus.tokens[(corpus.tokens["kind"] == "word") & ~corpus.tokens["initial"]]
    table = words[["source", "sentence", "token", "text", "lemma"]].reset_index(drop=True)
    languages = corpus.sources["language"]
    lexicons = {one: Lexicon(one, known_names.forms(corpus.entities, one), corpus.folder) for one in languages.unique()}
    return table.join(frame(
        [_origin(lexicons[languages[row.source]], row.text, row.lemma) for row in table.itertuples()],
        {"first": "str", "choices": "int64", "why": "str"},
    ))


def _origin(lexicon: Lexicon, form: str, lemma: str) -> tuple[str, int, str]:
    """Say what the dictionary says first, how many lemmas a form may have, and why it has this one."""
    plain = fold(form).text
    first, found, rows = _first(plain, lexicon.language), lexicon[form], lexicon.rows
    touched = any(plain.lower() in forms for name, forms in rows.items() if name != LEMMA) or lemma in rows[LEMMA].values()
    why = ("name" if CLITIC.sub("", plain) in lexicon.names else "override" if touched and lemma != first
           else "context" if lemma != found.readings[0].lemma else "dictionary" if lemma == first else "rule")
    return first, len({one.lemma for one in (*found.readings, *(one for _, one in found.special))}), why


def _first(form: str, language: str) -> str:
    if language == "ru":
        return _pymorphy().parse(form)[0].normal_form
    import simplemma

    return simplemma.lemmatize(form, "en").lower()


def override_effects(corpus) -> pd.DataFrame:
    """Count what each row of lemmas.csv touches: language, form, lemma, condition, reason, and tokens (words it settles here)."""
    path = (corpus.folder if (corpus.folder / "lemmas.csv").is_file() else SEEDS) / "lemmas.csv"
    rows = read_csv(path, ("language", "form", "lemma", "condition", "reason"))
    used = corpus.tokens.assign(language=corpus.tokens["source"].map(corpus.sources["language"]), form=corpus.tokens["text"].str.lower())
    touched = used.value_counts(["language", "form", "lemma"]).reset_index()
    touched["first"] = [_first(row.form, row.language) if row.lemma in set(rows["lemma"]) else "" for row in touched.itertuples()]
    rows["tokens"] = [int(touched.loc[(touched["language"] == row.language) & (touched["lemma"] == row.lemma)
                                      & (touched["first" if row.condition == LEMMA else "form"] == row.form), "count"].sum()) for row in rows.itertuples()]
    return rows
