"""Text reuse: where two places of one language say something in the same or nearly the same words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.distance import LCSseq

from letopis.texts.tables import frame

SIDE = {"source": "str", "start": "int64", "stop": "int64", "text": "str"}
COLUMNS = {f"{name}_{side}": kind for side in "ab" for name, kind in SIDE.items()}
COLUMNS |= {
    "score": "float64",
    "order": "float64",
    "words": "int64",
    "part_a": "str",
    "part_b": "str",
}
STEM = 4  # letters of the lemma that are compared, so that захват meets захватить
TELLING = 0.4  # weight from which a word counts as a content word; one met once weighs 1
REACH = 4  # two words that open a comparison stand at most so many content words apart
COMMON = 50  # a pair of words that stands in more sentences opens no comparison
PENALTY = 0.35  # what a word without counterpart costs, beside what one with a counterpart brings
GAP = 60  # hits so many characters apart or less, on both sides, are one
HEADING = 5  # a whole sentence of so many words or more, repeated word for word, is always a hit


class Shared(NamedTuple):
    """What two windows have in common, and what they must have at least."""

    plain: int  # different content words, names and dates apart
    evidence: float  # weight of all words in common; a word in a name or date weighs half
    score: float  # their share, 0–1


BETWEEN = Shared(2, 2.5, 0.45)  # between two voices
WITHIN = Shared(3, 3.3, 0.5)  # inside one voice, whose author repeats his own turns of phrase


class Word(NamedTuple):
    """A running word as compared: beginning of its lemma (or the person), place, weight, is it in a name or date."""

    key: str
    source: str
    part: str
    start: int
    stop: int
    weight: float
    name: bool


Span = tuple[int, int, int, int]  # a hit: words from, to on side a; from, to on side b


def table(corpus: Any) -> pd.DataFrame:
    """List close and near-verbatim parallels within a language, between texts and inside one.

    Out: one row a pair of places, a before b: `source_a, start_a, stop_a, text_a, source_b, start_b, stop_b, text_b,
    score` (0–1, share of the words in common, weighted by rarity: Dice, 1945, doi 10.2307/1932409, over inverse
    document frequencies: Spärck Jones, 1972, doi 10.1108/eb026526), then `order` (0–1, length of the longest common
    subsequence over the longer window: 1 is word for word), `words` (different words in common), `part_a, part_b`.
    Order, endings and inserted words may differ. Two places share words; who took them from whom is not said.

    >>> table(corpus).query("source_a == '000'")["text_b"].head(1).tolist()
    ['личный секретарь Каменева Эльсберг, был агентом ОГПУ']
    """
    rows = []
    for language in sorted(set(corpus.sources["language"])):
        words, bounds = content(corpus, language)
        hits = [
            hit for a, b in candidates(words, bounds) for hit in align(words, bounds[a], bounds[b])
        ]
        rows += [_row(corpus, words, hit) for hit in merge(words, hits)]
    return frame(rows, COLUMNS).sort_values(
        ["source_a", "start_a", "source_b", "start_b"], ignore_index=True
    )


def content(corpus: Any, language: str) -> tuple[list[Word], list[tuple[int, int]]]:
    """Give the running words of all sentences of a language, and for each sentence from which word to which."""
    tokens = corpus.tokens[corpus.tokens["kind"].isin(["word", "number"])]
    tokens = tokens[
        tokens["source"].isin(corpus.sources.index[corpus.sources["language"] == language])
    ]
    tokens = tokens.merge(
        corpus.sentences[["source", "sentence", "part"]], on=["source", "sentence"]
    )
    people = corpus.mentions[corpus.mentions["type"] == "person"]
    named, dated, person = (
        cover(tokens, spans) for spans in (corpus.mentions, corpus.dates, people)
    )
    tokens["name"] = (named >= 0) | (dated >= 0)
    tokens["key"] = tokens["lemma"].str.lower().str[:STEM]
    tokens.loc[person >= 0, "key"] = people["entity"].to_numpy()[person[person >= 0]]
    places = tokens.groupby(["source", "sentence"], sort=False).ngroup()
    total = max(places.nunique(), 2)
    spread = tokens["key"].map(tokens.assign(place=places).groupby("key")["place"].nunique())
    tokens["weight"] = np.log(total / spread) / np.log(total)
    words = [Word(*fields) for fields in tokens[list(Word._fields)].itertuples(index=False)]
    cuts = [0, *(np.flatnonzero(np.diff(places)) + 1).tolist(), len(words)]
    return words, [bound for bound in pairwise(cuts) if bound[0] < bound[1]]


def cover(tokens: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Give for each token the position of the span (source, start, stop; sorted) it begins in, or -1."""
    found = np.full(len(tokens), -1)
    for source, mine in tokens.reset_index(drop=True).groupby("source"):
        where = np.flatnonzero((spans["source"] == source).to_numpy())
        if len(where):
            starts, stops = (spans[side].to_numpy()[where] for side in ("start", "stop"))
            before = np.searchsorted(starts, mine["start"], side="right") - 1
            hit = (before >= 0) & (stops[before] > mine["start"].to_numpy())
            found[mine.index.to_numpy()[hit]] = where[before[hit]]
    return found


def candidates(
    words: Sequence[Word], bounds: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Find the pairs of sentences that share two content words near each other, in any order."""
    telling = np.array([word.weight >= TELLING for word in words], dtype=bool)
    codes = pd.factorize(np.array([word.key for word in words], dtype=object))[0].astype("int64")[
        telling
    ]
    place = np.repeat(np.arange(len(bounds)), [stop - start for start, stop in bounds])[telling]
    pairs = [pd.DataFrame({"code": codes[:0], "place": place[:0]})]
    for step in range(1, min(REACH, len(codes) - 1) + 1):
        one, two = codes[:-step], codes[step:]
        use = (place[:-step] == place[step:]) & (one != two)
        code = np.minimum(one, two) * (codes.max() + 1) + np.maximum(one, two)
        pairs.append(pd.DataFrame({"code": code[use], "place": place[:-step][use]}))
    found = pd.concat(pairs).drop_duplicates()
    found = found[found.groupby("code")["place"].transform("size").between(2, COMMON)]
    both = (
        found.merge(found, on="code")
        .query("place_x < place_y")[["place_x", "place_y"]]
        .drop_duplicates()
    )
    yield from both.sort_values(["place_x", "place_y"]).itertuples(index=False, name=None)


def align(words: Sequence[Word], a: tuple[int, int], b: tuple[int, int]) -> Iterator[Span]:
    """Cut from two word ranges the windows that have most in common; then look left and right of them for more."""
    one, two = a, b
    for _ in range(3):
        one = window(words, a, {word.key for word in words[slice(*two)]})
        two = window(words, b, {word.key for word in words[slice(*one)]})
    hit = (*one, *two)
    heading = (one, two) == (a, b) and a[1] - a[0] >= HEADING and order(words, hit) == 1
    if one[0] < one[1] and (heading or enough(words, hit)):
        yield hit
        yield from align(words, (a[0], one[0]), b)
        yield from align(words, (one[1], a[1]), b)


def window(words: Sequence[Word], bound: tuple[int, int], other: set[str]) -> tuple[int, int]:
    """Give the stretch whose words found on the other side outweigh the rest by most.

    The maximum subarray in one pass: Bentley, 1984, doi 10.1145/358234.381162.
    """
    best = total = 0.0
    found, begin = (bound[0], bound[0]), bound[0]
    for number in range(*bound):
        word = words[number]
        total += word.weight if word.key in other else -PENALTY * word.weight
        if total <= 0:
            total, begin = 0.0, number + 1
        elif total > best:
            best, found = total, (begin, number + 1)
    return found


def shared(words: Sequence[Word], hit: Span) -> tuple[Shared, int]:
    """Measure what two windows have in common, and count the different words."""
    a, b = words[hit[0] : hit[1]], words[hit[2] : hit[3]]
    weights = [{word.key: word.weight / (1 + word.name) for word in side} for side in (a, b)]
    common = weights[0].keys() & weights[1].keys()
    plain = {word.key for word in (*a, *b) if word.weight >= TELLING and not word.name} & common
    evidence = sum(sorted(weights[0][key] for key in common))
    score = 2 * evidence / max(sum(weights[0].values()) + sum(weights[1].values()), 1e-9)
    return Shared(len(plain), evidence, min(1.0, score)), len(common)


def order(words: Sequence[Word], hit: Span) -> float:
    """Measure how far two windows run word for word, 0–1."""
    a, b = ([word.key for word in words[start:stop]] for start, stop in (hit[:2], hit[2:]))
    return LCSseq.normalized_similarity(a, b)


def enough(words: Sequence[Word], hit: Span) -> bool:
    """Say if two windows have enough in common."""
    least = WITHIN if words[hit[0]].part == words[hit[2]].part else BETWEEN
    return all(has >= asked for has, asked in zip(shared(words, hit)[0], least, strict=True))


def merge(words: Sequence[Word], hits: Sequence[Span]) -> list[Span]:
    """Join hits that overlap or nearly touch on both sides."""
    joined: list[Span] = []
    for hit in sorted(hits):
        for old in [old for old in joined[-COMMON:] if meet(words, old, hit)]:
            both = (old[0], max(old[1], hit[1]), min(old[2], hit[2]), max(old[3], hit[3]))
            if both[1] <= both[2] and enough(words, both):
                joined.remove(old)
                hit = both
        joined.append(hit)
    return joined


def meet(words: Sequence[Word], one: Span, two: Span) -> bool:
    """Say if two hits lie in the same voices and at most GAP characters apart on both sides."""
    for side in (0, 2):
        first, second = sorted((one[side : side + 2], two[side : side + 2]))
        last, following = words[first[1] - 1], words[second[0]]
        if last.part != following.part or following.start - last.stop > GAP:
            return False
    return True


def _row(corpus: Any, words: Sequence[Word], hit: Span) -> dict[str, Any]:
    level, count = shared(words, hit)
    cells = {"score": round(level.score, 4), "order": round(order(words, hit), 4), "words": count}
    for side, first, last in (
        ("a", words[hit[0]], words[hit[1] - 1]),
        ("b", words[hit[2]], words[hit[3] - 1]),
    ):
        place = {
            "source": first.source,
            "part": first.part,
            "start": first.start,
            "stop": last.stop,
        }
        place["text"] = corpus.text(first.source)[first.start : last.stop]
        cells |= {f"{name}_{side}": value for name, value in place.items()}
    return cells
