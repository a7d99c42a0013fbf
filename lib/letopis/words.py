"""Words: every running word of the texts with its lemma, as a table or as counts; long texts in blocks, streams too.

Distinct forms are looked up once, what is ambiguous is settled in its place, and all else is arithmetic on numbers.
"""

import gc
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice

import numpy as np
import pandas as pd

from letopis import names as known_names
from letopis.context import choose
from letopis.lemmas import Lexicon
from letopis.tables import frame
from letopis.tokens import PLAIN, Cutter, blocks, is_initial, kind, pattern

COLUMNS = {"source": "str", "sentence": "int32", "token": "int32", "start": "int64", "stop": "int64", "text": "str",
           "lemma": "str", "pos": "str", "kind": "str", "stop_word": "bool", "initial": "bool"}
ENDS = {".", "!", "?", "…"}


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
        rows = corpus.sentences.groupby("source").indices
        parts = [_tokens(source, corpus.text(source), corpus.sentences.take(rows.get(source, [])), lexicons[language])
                 for source, language in languages.items()]
    return (parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)) if parts else frame([], COLUMNS)


def _tokens(source: str, text: str, sentences: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """Make the tokens of one source: what needs most room while it is made comes first."""
    codes, starts, forms = _cut(text, lexicon)
    sentence = np.searchsorted(sentences["stop"].to_numpy(), starts, side="right").astype(np.int32)
    begins = np.append(0, np.flatnonzero(sentence[1:] != sentence[:-1]) + 1)
    sentence = sentences["sentence"].to_numpy(np.int32)[sentence]
    columns = _read(codes, forms, lexicon, begins) | {"sentence": sentence, "start": starts}
    columns["stop"] = starts + np.array([len(form) for form in forms], np.int32)[codes]
    del codes
    columns["token"] = np.arange(len(starts), dtype=np.int32)
    columns["source"] = pd.array([source], dtype="str").repeat(len(starts))
    return pd.DataFrame({name: columns[name] for name in COLUMNS}, copy=False)


def _read(codes: np.ndarray, forms: list[str], lexicon: Lexicon, begins: np.ndarray) -> dict:
    """Make the columns of words: each is a few distinct values, and for each token which of them."""
    lemmas, parts, reading = _readings(codes, forms, lexicon, begins)
    initial = np.array([is_initial(form) for form in forms], bool)[codes]
    stop_word = np.array([lemma in lexicon.stop for lemma in lemmas], bool)[reading] | initial
    return {"lemma": _spread(lemmas, reading), "pos": _spread(parts, reading), "text": _spread(forms, codes),
            "kind": _spread([kind(form) for form in forms], codes), "stop_word": stop_word, "initial": initial}


def _spread(values: Sequence[str], which: np.ndarray) -> pd.Series:
    return pd.Series(pd.array(values, dtype="str").take(which), copy=False)


def _cut(text: str, lexicon: Lexicon) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Cut a text: the number of each token's form, where it begins, the forms."""
    cutter, at, count = Cutter(lexicon.abbreviations), 0, 0
    codes, starts = np.empty(len(text), np.int32), np.empty(len(text), np.int64)   # what is not filled takes no memory
    for block in blocks(text):
        found, begins = cutter.cut(block)
        codes[count : count + len(found)], starts[count : count + len(found)] = found, begins + at
        at, count = at + len(block), count + len(found)
    return codes[:count], starts[:count], list(cutter.forms)


def _readings(
    codes: np.ndarray, forms: list[str], lexicon: Lexicon, begins: np.ndarray
) -> tuple[list[str], list[str], np.ndarray]:
    """Read each token by its form or, where it is ambiguous, its place: lemmas, parts of speech, which a token has."""
    lexicon.learn(forms)
    numbers, shapes = np.array([lexicon[form][1] for form in forms], np.int32), lexicon.shapes
    places, chosen = choose(shapes, numbers[codes], begins, lexicon.language)
    pairs, which = _pairs(codes[places], chosen)
    lemmas = [lexicon[form][0] for form in forms]
    lemmas += [lexicon.lemma(forms[code], shapes.readings[number]) for code, number in pairs]
    parts = [shapes.readings_of(number)[0].pos for number in numbers.tolist()]
    parts += [shapes.readings[number].pos for _, number in pairs]
    reading = codes.copy()
    reading[places] = len(forms) + which
    return lemmas, parts, reading


def _pairs(codes: np.ndarray, chosen: np.ndarray) -> tuple[list[tuple[int, int]], np.ndarray]:
    """Give the distinct pairs of form and reading, and for each place which of them."""
    both, which = np.unique(codes.astype(np.int64) << 32 | chosen, return_inverse=True)
    return list(zip((both >> 32).tolist(), (both & 0xFFFFFFFF).tolist(), strict=True)), which


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
        return _counted_in_context(_pieces(lines), lexicon) if context else _counted(lines, lexicon)


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


def _counted(lines: Iterable[str], lexicon: Lexicon) -> Counter:
    """Count what stands between spaces, then cut each distinct piece once."""
    pieces: Counter = Counter()
    for line in lines:
        pieces.update(line.split())
    match, find, counts, total = PLAIN.fullmatch, pattern(lexicon.abbreviations).findall, {}, {}
    for piece, times in pieces.items():
        plain = match(piece)
        if plain is None or piece in lexicon.abbreviations or piece.isupper():
            for form in _words(find(f"{piece} x")[:-1]):
                counts[form] = counts.get(form, 0) + times
        else:
            form = plain[1]
            counts[form] = counts.get(form, 0) + times
    lexicon.learn(counts)
    for (lemma, _), times in zip(map(lexicon.__getitem__, counts), counts.values(), strict=True):
        total[lemma] = total.get(lemma, 0) + times
    return Counter(total)


def _words(tokens: list[str]) -> list[str]:
    return [form for form in map(str.rstrip, tokens) if kind(form) == "word" and not is_initial(form)]


def _counted_in_context(pieces: Iterable[str], lexicon: Lexicon) -> Counter:
    """Count each form, and apart from them what is ambiguous in its place."""
    cutter, shapes, total = Cutter(lexicon.abbreviations), lexicon.shapes, Counter()
    forms, numbers, ends, times = [], array("i"), bytearray(), np.zeros(0, np.int64)
    for piece in pieces:
        codes, _ = cutter.cut(piece)
        new = list(islice(cutter.forms, len(forms), None))
        forms += new
        lexicon.learn(new)
        numbers.extend(lexicon[form][1] for form in new)
        ends.extend(form in ENDS for form in new)
        begins = np.concatenate([[0], np.flatnonzero(np.frombuffer(bytes(ends), bool)[codes][:-1]) + 1])
        places, chosen = choose(shapes, np.array(numbers)[codes], begins, lexicon.language)
        pairs, which = _pairs(codes[places], chosen)
        for (code, number), found in zip(pairs, np.bincount(which, minlength=len(pairs)).tolist(), strict=True):
            total[lexicon.lemma(forms[code], shapes.readings[number])] += found
        plain = np.bincount(np.delete(codes, places), minlength=len(forms))
        plain[: len(times)] += times
        times = plain
    for form, found in zip(forms, times.tolist(), strict=True):
        if found and _words([form]):
            total[lexicon[form][0]] += found
    return total
