"""Dispersion equals its definition, and Gries' own example."""

from itertools import combinations_with_replacement

import numpy as np
import pytest
from random_texts import random_texts
from small_corpus import corpus_of

from letopis.words.dispersion import dispersion, least_dp, lemma_positions

# The small corpus of Gries (2008), five parts of 9, 10, 10, 10 and 11 words
GRIES = """\
b a m n i b e u p
b a s a t b e w q n
b c a g a b e s t a
b a g h a b e a a t
b a h a a b e a x a t"""
DP = {"a": 0.18, "b": 0.02, "e": 0.02, "x": 0.78, "w": 0.8, "m": 0.82}


@pytest.mark.parametrize("word", DP)
def test_dp_of_gries_own_example(word):
    table = dispersion(corpus_of(s000=GRIES), pieces=None, minimum=1).set_index("lemma")
    assert table.loc[word, "dp"] == pytest.approx(DP[word], abs=1e-12)
    assert table.loc[word, "dp_norm"] == pytest.approx(DP[word] / 0.82, abs=1e-12)
    assert table.loc[word, ["n", "pieces"]].tolist() == [50, 5]


def brute_dp(pieces, word):
    size = sum(map(len, pieces))
    total = sum(piece.count(word) for piece in pieces)
    distances = [abs(piece.count(word) / total - len(piece) / size) for piece in pieces]
    return sum(distances) / 2


def cut(words, pieces):
    """Cut a list of words into equal pieces."""
    number = [i * pieces // len(words) for i in range(len(words))]
    return [
        [word for word, k in zip(words, number, strict=True) if k == piece]
        for piece in range(pieces)
    ]


@pytest.mark.parametrize("pieces", [None, 2, 7, 10])
def test_dp_equals_its_definition(pieces):
    texts = random_texts(s000=40, s001=30)
    table = dispersion(corpus_of(**texts), pieces=pieces, minimum=1)
    for source, text in texts.items():
        sentences = [line.split() for line in text.split("\n")]
        expected = cut(text.split(), pieces) if pieces else sentences
        rows = table[table["source"] == source.removeprefix("s")]
        assert set(rows["lemma"]) == set(text.split())
        for row in rows.itertuples():
            assert row.dp == pytest.approx(brute_dp(expected, row.lemma), abs=1e-9)
            assert row.found_in == sum(row.lemma in piece for piece in expected)


def test_rare_words_are_left_out():
    assert dispersion(corpus_of(s000=GRIES), pieces=None)["lemma"].tolist() == ["b", "e", "a"]


@pytest.mark.parametrize("shares", [[0.1] * 10, [0.2, 0.3, 0.5], [0.05, 0.05, 0.9]])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_least_dp_is_that_of_the_best_of_all_ways_to_spread(shares, count):
    ways = combinations_with_replacement(range(len(shares)), count)
    spreads = [np.bincount(way, minlength=len(shares)) / count for way in ways]
    best = min(np.abs(spread - shares).sum() / 2 for spread in spreads)
    assert least_dp(count, shares) == pytest.approx(best, abs=1e-12)


def test_no_word_is_spread_more_evenly_than_it_can_be():
    table = dispersion(corpus_of(**random_texts(3, s000=40, s001=90)), minimum=1)
    assert (table["dp"] >= table["dp_least"] - 1e-12).all()
    assert (table["dp_least"] > 0).any()


def test_a_text_without_words_gives_an_empty_table_with_columns():
    table = dispersion(corpus_of(s000="1927 ."))
    assert len(table) == 0 and table.columns[:2].tolist() == ["source", "lemma"]


def test_positions_are_percents_of_the_text_and_every_lane_is_known():
    corpus = corpus_of(s000="день ночь\nдень", s001="утро")
    table = lemma_positions(corpus, ["ночь", "день"])
    assert table["lemma"].tolist() == ["день", "ночь", "день"]
    assert table["percent"].tolist() == pytest.approx([0, 100 * 5 / 15, 100 * 10 / 15])
    lanes = ["000 ночь", "000 день", "001 ночь", "001 день"]
    assert table["lane"].cat.categories.tolist() == lanes


def test_positions_in_some_sources_have_no_lanes_of_the_others():
    corpus = corpus_of(s000="день ночь", s001="ночь")
    table = lemma_positions(corpus, ["ночь"], sources=["001"])
    assert table["source"].tolist() == ["001"]
    assert table["lane"].cat.categories.tolist() == ["001 ночь"]
