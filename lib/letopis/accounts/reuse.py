"""Text reuse: where two places of one language say something in nearly the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from letopis.accounts.parallels import (
    ContentWord,
    Parallel,
    Span,
    measure,
    merge_parallels,
    parallel_of,
    sentence_pairs,
    word_order,
)
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

SIDE_COLUMNS = {"source": "str", "start": "int64", "stop": "int64", "text": "str"}
REUSE_COLUMNS = {f"{name}_{side}": kind for side in "ab" for name, kind in SIDE_COLUMNS.items()}
REUSE_COLUMNS |= {"score": "float64", "order": "float64", "words": "int64"}
REUSE_COLUMNS |= {"part_a": "str", "part_b": "str"}
STEM = 4  # letters of the lemma that are compared, so that захват matches захватить


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


def compared_words(corpus: Corpus, language: str) -> tuple[list[ContentWord], list[Span]]:
    """Return the words and numbers of all texts of a language, and the span of each sentence."""
    is_word = corpus.tokens["kind"].isin(["word", "number"])
    of_language = corpus.tokens["source"].map(corpus.sources["language"]) == language
    tokens = corpus.tokens.loc[
        is_word & of_language, ["source", "sentence", "start", "stop", "lemma"]
    ]
    place = ["source", "sentence"]
    tokens = tokens.join(corpus.sentences.set_index(place)["part"], on=place)
    tokens = tokens.reset_index(drop=True)
    people = corpus.mentions[corpus.mentions["type"] == "person"]
    person = spans_around(tokens, people)
    tokens["key"] = tokens["lemma"].str.lower().str[:STEM]
    tokens.loc[person >= 0, "key"] = people["entity"].to_numpy()[person[person >= 0]]
    in_mention = spans_around(tokens, corpus.mentions) >= 0
    in_date = spans_around(tokens, corpus.dates) >= 0
    tokens["in_name"] = in_mention | in_date
    number = tokens.groupby(place, sort=False).ngroup()
    tokens["weight"] = _weights(tokens["key"], number)
    words = [
        ContentWord(*fields) for fields in tokens[list(ContentWord._fields)].itertuples(index=False)
    ]
    rows = tokens.groupby(number).indices.values()
    return words, [(int(row[0]), int(row[-1]) + 1) for row in rows]


def _weights(keys: pd.Series, sentences: pd.Series) -> pd.Series:
    """Return the inverse document frequency of each word: 1 for one that a single sentence has."""
    total = max(sentences.nunique(), 2)
    spread = keys.map(sentences.groupby(keys).nunique())
    return np.log(total / spread) / np.log(total)


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


def _row(corpus: Corpus, words: list[ContentWord], parallel: Parallel) -> dict[str, Any]:
    """Return a parallel as a row of the table."""
    common = measure(words, parallel)
    row: dict[str, Any] = {
        "score": round(common.score, 4),
        "order": round(word_order(words, parallel), 4),
        "words": common.words,
    }
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
