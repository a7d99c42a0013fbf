"""Parallels: find in two sentences the windows that have most words in common."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.distance import LCSseq

CONTENT_WEIGHT = 0.4  # from which a word counts as a content word; one that occurs once weighs 1
REACH = 4  # two words that open a comparison are at most so many content words apart
COMMON = 50  # a pair of words that more sentences have opens no comparison
PENALTY = 0.35  # what a word without counterpart costs, beside what one with a counterpart brings
GAP = 60  # parallels so many characters apart or less, on both sides, are one
HEADING = 5  # a whole sentence of so many words, repeated word for word, is always a parallel

Span = tuple[int, int]  # words from, to (exclusive)


class ContentWord(NamedTuple):
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


class Common(NamedTuple):
    """What two windows have in common."""

    evidence: float  # weight of all words in common; a word in a name or date weighs half
    score: float  # their share, 0–1
    words: int  # how many different words


BETWEEN_PARTS = (2.5, 0.45)  # evidence and score a parallel must have
WITHIN_A_PART = (3.3, 0.5)  # an author repeats his own turns of phrase


def sentence_pairs(
    words: Sequence[ContentWord], sentences: Sequence[Span]
) -> Iterator[tuple[int, int]]:
    """Find the pairs of sentences that share two content words near each other, in any order."""
    is_content = np.array([word.weight >= CONTENT_WEIGHT for word in words], dtype=bool)
    keys = pd.factorize(np.array([word.key for word in words], dtype=object))[0]
    keys = keys.astype("int64")[is_content]
    lengths = [stop - start for start, stop in sentences]
    numbers = np.repeat(np.arange(len(sentences)), lengths)[is_content]
    openings = [_openings(keys, numbers, step) for step in range(1, REACH + 1)]
    shared = pd.concat(openings).drop_duplicates()
    shared = shared[shared.groupby("words")["sentence"].transform("size").between(2, COMMON)]
    pairs = shared.merge(shared, on="words").query("sentence_x < sentence_y")
    pairs = pairs[["sentence_x", "sentence_y"]].drop_duplicates()
    yield from pairs.sort_values(["sentence_x", "sentence_y"]).itertuples(index=False, name=None)


def _openings(keys: np.ndarray, numbers: np.ndarray, step: int) -> pd.DataFrame:
    """Pair each content word with the one so many steps on: `words` (their code), `sentence`."""
    one = keys[:-step]
    two = keys[step:]
    same_sentence = numbers[:-step] == numbers[step:]
    use = same_sentence & (one != two)
    codes = np.minimum(one, two) * (keys.max(initial=0) + 1) + np.maximum(one, two)
    return pd.DataFrame({"words": codes[use], "sentence": numbers[:-step][use]})


def parallel_of(words: Sequence[ContentWord], a: Span, b: Span) -> Parallel | None:
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
    return parallel if is_heading or _is_enough(words, parallel) else None


def _keys(words: Sequence[ContentWord], span: Span) -> set[str]:
    return {word.key for word in words[slice(*span)]}


def best_window(words: Sequence[ContentWord], span: Span, other: set[str]) -> Span:
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


def measure(words: Sequence[ContentWord], parallel: Parallel) -> Common:
    """Measure what the two windows of a parallel have in common."""
    weights_a, weights_b = (_weights(words, span) for span in parallel)
    common = weights_a.keys() & weights_b.keys()
    evidence = sum(sorted(weights_a[key] for key in common))
    total = sum(weights_a.values()) + sum(weights_b.values())
    score = min(1.0, 2 * evidence / max(total, 1e-9))
    return Common(evidence, score, len(common))


def _weights(words: Sequence[ContentWord], span: Span) -> dict[str, float]:
    """Return the weight of each different word; one in a name or date weighs half."""
    return {word.key: word.weight / (1 + word.in_name) for word in words[slice(*span)]}


def word_order(words: Sequence[ContentWord], parallel: Parallel) -> float:
    """Return how far two windows run word for word, 0–1."""
    a, b = ([word.key for word in words[slice(*span)]] for span in parallel)
    return LCSseq.normalized_similarity(a, b)


def _is_enough(words: Sequence[ContentWord], parallel: Parallel) -> bool:
    same_part = words[parallel.a[0]].part == words[parallel.b[0]].part
    evidence, score = WITHIN_A_PART if same_part else BETWEEN_PARTS
    common = measure(words, parallel)
    return common.evidence >= evidence and common.score >= score


def merge_parallels(words: Sequence[ContentWord], parallels: Sequence[Parallel]) -> list[Parallel]:
    """Join parallels that overlap or nearly touch on both sides, unless the sides would overlap."""
    merged: list[Parallel] = []
    for parallel in sorted(parallels):
        for earlier in merged[-COMMON:]:
            if _are_near(words, earlier, parallel):
                both = _joined(earlier, parallel)
                if both.a[1] <= both.b[0]:
                    merged.remove(earlier)
                    parallel = both
        merged.append(parallel)
    return merged


def _joined(one: Parallel, two: Parallel) -> Parallel:
    """Return the parallel from the beginning of the first to the end of the last on both sides."""
    a, b = ((min(x[0], y[0]), max(x[1], y[1])) for x, y in zip(one, two, strict=True))
    return Parallel(a, b)


def _are_near(words: Sequence[ContentWord], one: Parallel, two: Parallel) -> bool:
    """Return whether two parallels are in the same parts, at most GAP characters apart."""
    for spans in zip(one, two, strict=True):
        first, second = sorted(spans)
        last = words[first[1] - 1]
        following = words[second[0]]
        if last.part != following.part or following.start - last.stop > GAP:
            return False
    return True
