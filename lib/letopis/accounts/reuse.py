"""Text reuse: where two places of one language say something in nearly the same words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from letopis.texts.errors import needed_for
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

SIDE_COLUMNS = {"source": "str", "start": "int64", "stop": "int64", "text": "str"}
REUSE_COLUMNS = {f"{name}_{side}": kind for side in "ab" for name, kind in SIDE_COLUMNS.items()}
REUSE_COLUMNS |= {"score": "float64", "order": "float64", "words": "int64"}
REUSE_COLUMNS |= {"part_a": "str", "part_b": "str"}
STEM = 4  # letters of the lemma that are compared, so that захват matches захватить
CONTENT_WEIGHT = 0.4  # from which a word counts as a content word; one that occurs once weighs 1
REACH = 4  # two words that open a comparison are at most so many content words apart
COMMON = 50  # a pair of words that more sentences have opens no comparison
PENALTY = 0.35  # what a word without counterpart costs, beside what one with a counterpart brings
GAP = 60  # parallels so many characters apart or less, on both sides, are one
HEADING = 5  # a whole sentence of so many words, repeated word for word, is always a parallel
BETWEEN_PARTS = (2.5, 0.45)  # evidence and score a parallel must have
WITHIN_A_PART = (3.3, 0.5)  # an author repeats his own turns of phrase


Span = tuple[int, int]  # words from, to (exclusive)


class Word(NamedTuple):
    """A word as compared."""

    key: str  # beginning of its lemma, or the person it names
    source: str
    part: str
    start: int
    stop: int
    weight: float  # 0–1, the rarer the more
    in_name: bool  # in a name or a date


class Parallel(NamedTuple):
    """Two windows with words in common."""

    a: Span
    b: Span


def find_reuse(corpus: Corpus) -> pd.DataFrame:
    """List close and near-verbatim parallels within a language, between texts and inside one.

    Order, endings and inserted words may differ. Two places share words; who took them from whom
    is not said. The score is the share of words in common (Dice, 1945, doi 10.2307/1932409),
    weighted by rarity (inverse document frequency: Spärck Jones, 1972, doi 10.1108/eb026526).

    Returns:
        One row a pair of places, a before b: `source_a, start_a, stop_a, text_a, source_b,
        start_b, stop_b, text_b` (code points), `score` (0–1), `order` (0–1, length of the longest
        common subsequence over the longer place: 1 is word for word), `words` (different words in
        common), `part_a, part_b`.
    """
    rows = []
    for language in sorted(set(corpus.sources["language"])):
        words, sentences = compared_words(corpus, language)
        pairs = sentence_pairs(words, sentences)
        found = [parallel_of(words, sentences[a], sentences[b]) for a, b in pairs]
        parallels = merge_parallels(words, [parallel for parallel in found if parallel])
        rows += [_row(corpus, words, parallel) for parallel in parallels]
    order = ["source_a", "start_a", "source_b", "start_b"]
    return frame(rows, REUSE_COLUMNS).sort_values(order, ignore_index=True)


def compared_words(corpus: Corpus, language: str) -> tuple[list[Word], list[Span]]:
    """Return the words and numbers of all texts of a language, and the span of each sentence."""
    is_word = corpus.tokens["kind"].isin(["word", "number"])
    of_language = corpus.tokens["source"].map(corpus.sources["language"]) == language
    tokens = corpus.tokens[is_word & of_language].reset_index(drop=True)
    people = corpus.mentions[corpus.mentions["type"] == "person"]
    person = spans_around(tokens, people)
    lemma_codes, lemmas = pd.factorize(tokens["lemma"])
    stems = [str(lemma).lower()[:STEM] for lemma in lemmas]
    tokens["key"] = pd.Series(stems, dtype="str").take(lemma_codes).to_numpy()
    tokens.loc[person >= 0, "key"] = people["entity"].to_numpy()[person[person >= 0]]
    in_mention = spans_around(tokens, corpus.mentions) >= 0
    in_date = spans_around(tokens, corpus.dates) >= 0
    tokens["in_name"] = in_mention | in_date
    sentence = tokens["sentence"].to_numpy()
    source = pd.factorize(tokens["source"])[0]
    is_last = (np.diff(sentence) != 0) | (np.diff(source) != 0)
    stops = [*(np.flatnonzero(is_last) + 1).tolist(), len(tokens)]
    sentences = [(start, stop) for start, stop in pairwise([0, *stops]) if start < stop]
    tokens["weight"] = _weights(tokens["key"], sentences)
    columns = [tokens[name].tolist() for name in Word._fields]
    return [Word._make(fields) for fields in zip(*columns, strict=True)], sentences


def _weights(keys: pd.Series, sentences: Sequence[Span]) -> np.ndarray:
    """Return the inverse document frequency of each word: 1 for one that a single sentence has."""
    codes = pd.factorize(keys)[0].astype("int64")
    total = max(len(sentences), 2)
    places = np.unique(codes * total + _numbers(sentences))
    spread = np.bincount(places // total)
    return np.log(total / spread[codes]) / np.log(total)


def _numbers(sentences: Sequence[Span]) -> np.ndarray:
    """Return for each word the number of its sentence."""
    return np.repeat(np.arange(len(sentences)), [stop - start for start, stop in sentences])


def spans_around(tokens: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Return for each token the row of the span (sorted, not overlapping) it begins in, or -1."""
    found = np.full(len(tokens), -1)
    for source, own in tokens.groupby("source"):
        rows = np.flatnonzero(spans["source"] == source)
        if len(rows):
            starts = spans["start"].to_numpy()[rows]
            stops = spans["stop"].to_numpy()[rows]
            before = np.searchsorted(starts, own["start"], side="right") - 1
            inside = (before >= 0) & (stops[before] > own["start"].to_numpy())
            found[own.index[inside]] = rows[before[inside]]
    return found


def _row(corpus: Corpus, words: list[Word], parallel: Parallel) -> dict[str, Any]:
    """Return a parallel as a row of the table."""
    _, score, common = measure(words, parallel)
    order = word_order(words, parallel)
    row: dict[str, Any] = {"score": round(score, 4), "order": round(order, 4), "words": common}
    for side, (first, last) in zip("ab", parallel, strict=True):
        start = words[first].start
        stop = words[last - 1].stop
        source = words[first].source
        row |= {
            f"source_{side}": source,
            f"part_{side}": words[first].part,
            f"start_{side}": start,
            f"stop_{side}": stop,
            f"text_{side}": corpus.text(source)[start:stop],
        }
    return row


def sentence_pairs(words: Sequence[Word], sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """Find the pairs of sentences that share two content words near each other, in any order.

    Those whose words in common weigh too little for any of their windows are left out.
    """
    weight = np.array([word.weight for word in words])
    is_content = weight >= CONTENT_WEIGHT
    sentence = _numbers(sentences)[is_content]
    key = pd.factorize(np.array([word.key for word in words], dtype=object))[0][is_content]
    near = [pd.DataFrame({"pair": key[:0].astype("int64"), "sentence": sentence[:0]})]
    for step in range(1, REACH + 1):
        one, two = key[:-step], key[step:]
        is_pair = (sentence[:-step] == sentence[step:]) & (one != two)
        pair = np.minimum(one, two).astype("int64") * len(words) + np.maximum(one, two)
        found = {"pair": pair[is_pair], "sentence": sentence[:-step][is_pair]}
        near.append(pd.DataFrame(found))
    shared = pd.concat(near).drop_duplicates()
    size = shared.groupby("pair")["sentence"].transform("size")
    shared = shared[size.between(2, COMMON)]
    pairs = shared.merge(shared, on="pair").query("sentence_x < sentence_y")
    both = pairs[["sentence_x", "sentence_y"]].drop_duplicates()
    both = both.sort_values(["sentence_x", "sentence_y"])
    numbers_of_pairs = zip(both["sentence_x"].tolist(), both["sentence_y"].tolist(), strict=True)
    weights = [_highest_weights(words, span) for span in sentences]
    parts = [words[start].part for start, _ in sentences]
    return [
        (a, b)
        for a, b in numbers_of_pairs
        if _can_be_parallel(weights[a], weights[b], parts[a] == parts[b])
    ]


def _can_be_parallel(a: dict[str, float], b: dict[str, float], same_part: bool) -> bool:
    """Return whether the words in common weigh enough, or the sentences have the same words."""
    least_evidence, _ = WITHIN_A_PART if same_part else BETWEEN_PARTS
    common = a.keys() & b.keys()
    return sum([a[key] for key in common]) > least_evidence - 1e-9 or len(common) == len(a)


def parallel_of(words: Sequence[Word], a: Span, b: Span) -> Parallel | None:
    """Return the windows of two sentences that have most in common, if that is enough."""
    window_a = a
    window_b = b
    for _ in range(2):
        window_a = best_window(words, a, _keys(words, window_b))
        window_b = best_window(words, b, _keys(words, window_a))
    parallel = Parallel(window_a, window_b)
    if window_a[0] == window_a[1]:
        return None
    is_heading = parallel == (a, b) and a[1] - a[0] >= HEADING and word_order(words, parallel) == 1
    same_part = words[a[0]].part == words[b[0]].part
    least_evidence, least_score = WITHIN_A_PART if same_part else BETWEEN_PARTS
    evidence, score, _ = measure(words, parallel)
    is_enough = evidence >= least_evidence and score >= least_score
    return parallel if is_heading or is_enough else None


def _keys(words: Sequence[Word], span: Span) -> set[str]:
    return {word.key for word in words[slice(*span)]}


def best_window(words: Sequence[Word], span: Span, other: set[str]) -> Span:
    """Return the stretch whose words found on the other side outweigh the rest by most.

    The maximum subarray in one pass: Bentley (1984), doi 10.1145/358234.381162.
    """
    best = 0.0
    total = 0.0
    begin = span[0]
    window = (begin, begin)
    for number in range(*span):
        word = words[number]
        total += word.weight if word.key in other else -PENALTY * word.weight
        if total <= 0:
            total = 0.0
            begin = number + 1
        elif total > best:
            best = total
            window = (begin, number + 1)
    return window


def measure(words: Sequence[Word], parallel: Parallel) -> tuple[float, float, int]:
    """Measure what the two windows of a parallel have in common.

    Returns:
        The weight of the words in common (one in a name or date weighs half), their share of all
        (0–1), and how many different ones.
    """
    weights_a, weights_b = (_span_weights(words, span) for span in parallel)
    common = weights_a.keys() & weights_b.keys()
    evidence = sum(sorted(weights_a[key] for key in common))
    total = sum(weights_a.values()) + sum(weights_b.values())
    score = min(1.0, 2 * evidence / max(total, 1e-9))
    return evidence, score, len(common)


def _span_weights(words: Sequence[Word], span: Span) -> dict[str, float]:
    """Return the weight of each different word; one in a name or date weighs half."""
    return {word.key: word.weight / (1 + word.in_name) for word in words[slice(*span)]}


def _highest_weights(words: Sequence[Word], span: Span) -> dict[str, float]:
    """Return the weight of each different word, the highest where it is in a name and not in one.

    It is at least that in any window of the span.
    """
    highest: dict[str, float] = {}
    for word in words[slice(*span)]:
        weight = word.weight / (1 + word.in_name)
        if weight > highest.get(word.key, -1.0):
            highest[word.key] = weight
    return highest


def word_order(words: Sequence[Word], parallel: Parallel) -> float:
    """Return how far two windows run word for word, 0–1."""
    with needed_for("finding parallels"):
        from rapidfuzz.distance import LCSseq

    a, b = ([word.key for word in words[slice(*span)]] for span in parallel)
    return LCSseq.normalized_similarity(a, b)


def merge_parallels(words: Sequence[Word], parallels: Sequence[Parallel]) -> list[Parallel]:
    """Join parallels that overlap or nearly touch on both sides, unless the sides would overlap."""
    merged: list[Parallel] = []
    for parallel in sorted(parallels):
        for earlier in merged[-COMMON:]:
            if _are_near(words, earlier, parallel):
                a = (min(earlier.a[0], parallel.a[0]), max(earlier.a[1], parallel.a[1]))
                b = (min(earlier.b[0], parallel.b[0]), max(earlier.b[1], parallel.b[1]))
                if a[1] <= b[0]:
                    merged.remove(earlier)
                    parallel = Parallel(a, b)
        merged.append(parallel)
    return merged


def _are_near(words: Sequence[Word], one: Parallel, two: Parallel) -> bool:
    """Return whether two parallels are in the same parts, at most GAP characters apart."""
    for spans in zip(one, two, strict=True):
        first, second = sorted(spans)
        last = words[first[1] - 1]
        following = words[second[0]]
        if last.part != following.part or following.start - last.stop > GAP:
            return False
    return True
