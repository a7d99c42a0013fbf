"""Words: every running word of the texts with its lemma, as a table or as counts; long texts in blocks, streams too.

Distinct forms are looked up once, what is ambiguous is settled in its place, and all else is arithmetic on numbers.
"""

import gc
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import compress, islice

import numpy as np
import pandas as pd

from letopis.language.context import choose
from letopis.language.lemmas import Lexicon
from letopis.language.tokens import Cutter, blocks, is_initial, kind
from letopis.texts.tables import frame

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
    languages = corpus.sources["language"]
    with _no_collector():
        parts = [_tokens(corpus, list(own), Lexicon(language, corpus.names(language), corpus.folder))
                 for language, own in languages.groupby(languages, sort=False).groups.items()]
    if len(parts) < 2:
        return parts[0] if parts else frame([], COLUMNS)
    whole = pd.concat(parts, ignore_index=True)
    order = np.argsort(corpus.sources.index.get_indexer(whole["source"]), kind="stable")
    return whole.take(order).reset_index(drop=True)


def _tokens(corpus, sources: list[str], lexicon: Lexicon) -> pd.DataFrame:
    """Make the tokens of sources in one language: what needs most room while it is made comes first."""
    codes, starts, sizes, forms = _cut([corpus.text(source) for source in sources], lexicon)
    sentence = _sentences(corpus.sentences, sources, starts, sizes)
    begins = np.append(0, np.flatnonzero(np.diff(sentence)) + 1)
    sentence = corpus.sentences["sentence"].to_numpy(np.int32)[sentence]
    token = np.arange(len(starts), dtype=np.int32)
    token -= np.repeat((np.cumsum(sizes) - sizes).astype(np.int32), sizes)
    columns = _read(codes, forms, lexicon, begins) | {"sentence": sentence, "token": token, "start": starts}
    columns["stop"] = starts + np.array([len(form) for form in forms], np.int32)[codes]
    del codes
    columns["source"] = pd.Series(pd.array(sources, dtype="str").repeat(sizes), copy=False)
    return pd.DataFrame({name: columns[name] for name in COLUMNS}, copy=False)


def _cut(texts: list[str], lexicon: Lexicon) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Cut texts: the number of each token's form, where it begins; how many tokens each text has; the forms."""
    cutter, count, sizes, most = Cutter(lexicon.abbreviations), 0, [], sum(map(len, texts))
    codes, starts = np.empty(most, np.int32), np.empty(most, np.int64)             # what is not filled takes no memory
    for text in texts:
        at, before = 0, count
        for block in blocks(text):
            found, begins = cutter.cut(block)
            codes[count : count + len(found)], starts[count : count + len(found)] = found, begins + at
            at, count = at + len(block), count + len(found)
        sizes.append(count - before)
    return codes[:count], starts[:count], np.array(sizes, np.int64), list(cutter.forms)


def _sentences(sentences: pd.DataFrame, sources: list[str], starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Give the sentence of each token, as a row of the table of sentences."""
    rows, stops = sentences.groupby("source").indices, sentences["stop"].to_numpy()
    found = np.empty(len(starts), np.int32)
    for source, last, size in zip(sources, np.cumsum(sizes).tolist(), sizes.tolist(), strict=True):
        if size:
            own, these = rows[source], slice(last - size, last)
            found[these] = own[np.searchsorted(stops[own], starts[these], side="right")]
    return found


def _read(codes: np.ndarray, forms: list[str], lexicon: Lexicon, begins: np.ndarray) -> dict:
    """Make the columns of words: each is a few distinct values, and for each token which of them."""
    lemmas, parts, reading = _readings(codes, forms, lexicon, begins)
    initial = np.array([is_initial(form) for form in forms], bool)[codes]
    stop_word = np.array([lemma in lexicon.stop for lemma in lemmas], bool)[reading] | initial
    return {"lemma": _spread(lemmas, reading), "pos": _spread(parts, reading), "text": _spread(forms, codes),
            "kind": _spread([kind(form) for form in forms], codes), "stop_word": stop_word, "initial": initial}


def _spread(values: Sequence[str], which: np.ndarray) -> pd.Series:
    return pd.Series(pd.array(values, dtype="str").take(which), copy=False)


def _readings(
    codes: np.ndarray, forms: list[str], lexicon: Lexicon, begins: np.ndarray
) -> tuple[list[str], list[str], np.ndarray]:
    """Read each token by its form or, where it is ambiguous, its place: lemmas, parts of speech, which a token has."""
    lexicon.learn(forms)
    numbers, shapes = np.array([lexicon[form].shape for form in forms], np.int32), lexicon.shapes
    places, chosen = choose(shapes, numbers[codes], begins, lexicon.language)
    pairs, which = _pairs(codes[places], chosen)
    lemmas = lexicon.lemmas(forms)
    lemmas += [lexicon.lemma(forms[code], shapes.readings[number]) for code, number in pairs]
    likeliest = shapes.facts["first"][numbers].tolist()
    parts = [shapes.readings[number].pos for number in (*likeliest, *(number for _, number in pairs))]
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
    """Count the lemmas of the words in a stream of lines; memory grows with what is new between spaces only.

    In: lines or paragraphs of text (an open file will do), "ru" or "en", known names; with `context` False each form
    counts under its likeliest lemma, which is faster and wrong for about one word in a hundred more.
    Out: lemma → how often. Sentences end at . ! ? …; initials, numbers and marks are not counted.

    >>> frequencies(["Отряды перешли на сторону Троцкого.", "Отряд перешёл мост."], "ru")["отряд"]
    2
    """
    with _no_collector():
        return (_counted_in_context if context else _counted)(_pieces(lines), Lexicon(language, names or {}))


def _pieces(lines: Iterable[str], size: int = 1 << 20) -> Iterator[str]:
    """Put short lines together and cut long ones, so that each piece is worth the work."""
    kept, length = [], 0
    for line in lines:
        kept.append(line.rstrip("\n"))
        length += len(line)
        if length > size:
            yield from blocks("\n".join(kept), 2 * size)
            kept, length = [], 0
    yield from blocks("\n".join(kept))


def _counted(pieces: Iterable[str], lexicon: Lexicon) -> Counter:
    """Count each form under its likeliest lemma."""
    cutter, times = Cutter(lexicon.abbreviations), np.zeros(0, np.int64)
    for piece in pieces:
        times = _added(np.bincount(cutter.pieces(piece)[0]), times)
    lexicon.learn(cutter.forms)
    return _by_lemma(cutter.forms, cutter.times(times), lexicon)


def _counted_in_context(pieces: Iterable[str], lexicon: Lexicon) -> Counter:
    """Count each form, and apart from them what is ambiguous in its place."""
    cutter, shapes, total = Cutter(lexicon.abbreviations), lexicon.shapes, Counter()
    forms, numbers, ends, times = [], array("i"), bytearray(), np.zeros(0, np.int64)
    for piece in pieces:
        codes, _ = cutter.cut(piece)
        new = [*islice(reversed(cutter.forms), len(cutter.forms) - len(forms))][::-1]
        lexicon.learn(new)
        forms.extend(new)
        numbers.extend(lexicon[form].shape for form in new)
        ends.extend(form in ENDS for form in new)
        begins = np.append(0, np.flatnonzero(np.frombuffer(ends, bool)[codes][:-1]) + 1)
        places, chosen = choose(shapes, np.frombuffer(numbers, np.int32)[codes], begins, lexicon.language)
        pairs, which = _pairs(codes[places], chosen)
        for (code, number), found in zip(pairs, np.bincount(which, minlength=len(pairs)).tolist(), strict=True):
            total[lexicon.lemma(forms[code], shapes.readings[number])] += found
        times = _added(np.bincount(np.delete(codes, places)), times)
    total.update(_by_lemma(forms, times, lexicon))
    return total


def _added(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """Add two columns of counts; the shorter goes on with noughts."""
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    longer[: len(shorter)] += shorter
    return longer


def _by_lemma(forms: Collection[str], times: np.ndarray, lexicon: Lexicon) -> Counter:
    """Add up the counts of forms that are words under their likeliest lemmas."""
    total: defaultdict[str, int] = defaultdict(int)
    words = [kind(form) == "word" and (form.isalpha() or not is_initial(form)) for form in forms]
    for lemma, found in compress(zip(lexicon.lemmas(forms), times.tolist(), strict=False), words):
        if found:
            total[lemma] += found
    return Counter(total)
