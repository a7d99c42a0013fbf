"""Intervals and p values agree with worked examples and with what a bootstrap would give."""

import numpy as np
import pytest
from scipy import stats
from small_corpus import corpus_of

from letopis.words.counts import frequencies
from letopis.words.statistics import (
    adjust_p_values,
    binomial_p,
    collation_key,
    rates,
    wilson_interval,
    word_tokens,
)


def test_the_interval_of_a_count_of_zero_begins_at_exactly_zero():
    assert [wilson_interval(0, n, 1.7)[0] for n in (7, 298, 559)] == [0, 0, 0]


@pytest.mark.parametrize(("count", "n"), [(0, 50), (1, 298), (5, 100), (13, 559), (50, 50)])
def test_the_interval_of_independent_words_is_wilsons(count, n):
    expected = stats.binomtest(count, n).proportion_ci(method="wilson")
    assert wilson_interval(count, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_a_design_effect_of_two_halves_the_words():
    assert wilson_interval(10, 1000, 2) == pytest.approx(wilson_interval(5, 500))


def test_a_word_five_times_in_one_sentence_is_less_certain_than_in_five_sentences():
    filler = "a b c d e f g h i j k l m n o p q r s t"
    once = corpus_of(s000="\n".join(["да да да да да"] + [filler] * 9))
    spread = corpus_of(s000="\n".join([filler + " да"] * 5 + [filler] * 4))
    narrow, wide = (frequencies(corpus, ["да"]).iloc[0] for corpus in (spread, once))
    assert (narrow["count"], wide["count"]) == (5, 5)
    assert wide["high"] - wide["low"] > 1.5 * (narrow["high"] - narrow["low"])


def test_the_interval_is_as_wide_as_a_bootstrap_over_sentences():
    random = np.random.default_rng(7)
    lines = [
        ["да"] * random.binomial(1, 0.4) * 3 + ["нет"] * random.integers(5, 15) for _ in range(200)
    ]
    row = frequencies(corpus_of(s000="\n".join(map(" ".join, lines))), ["да"]).iloc[0]
    counts = np.array([line.count("да") for line in lines])
    sizes = np.array([len(line) for line in lines])
    drawn = random.multinomial(200, np.full(200, 1 / 200), 20_000)
    low, high = np.quantile(drawn @ counts / (drawn @ sizes), [0.025, 0.975]) * 1000
    assert row["high"] - row["low"] == pytest.approx(high - low, rel=0.03)


def test_a_text_of_one_sentence_has_an_interval():
    table = frequencies(corpus_of(s000="день ночь"))
    assert (table["low"] > 0).all() and (table["high"] < 1000).all()


def test_what_does_not_occur_has_the_interval_of_a_count_of_0():
    corpus = corpus_of(s000="день ночь", s001="ночь утро")
    words = word_tokens(corpus)
    table = rates(corpus, "source", words, "lemma", words, zeros=True).set_index(
        ["source", "lemma"]
    )
    row = table.loc[("001", "день")]
    assert row["count"] == 0 == row["low"]
    assert row["high"] == pytest.approx(1000 * wilson_interval(0, 2)[1])


def test_p_by_hand():
    assert binomial_p(3, 0, 100, 100) == pytest.approx(2 * 0.5**3)  # all heads or all tails


def test_adjusted_p_values_by_hand():
    holm, false_discovery = adjust_p_values(np.array([0.03, 0.01, 0.02, 0.9]))
    assert holm.tolist() == pytest.approx([0.06, 0.04, 0.06, 0.9])
    assert false_discovery.tolist() == pytest.approx([0.04, 0.04, 0.04, 0.9])


def test_no_p_values_are_adjusted_to_none():
    holm, false_discovery = adjust_p_values(np.array([]))
    assert not len(holm) and not len(false_discovery)


def brute_holm(p):
    order = sorted(range(len(p)), key=lambda i: p[i])
    worst = 0.0
    result = [0.0] * len(p)
    for rank, i in enumerate(order):
        worst = max(worst, min(1.0, (len(p) - rank) * p[i]))
        result[i] = worst
    return result


def test_holm_equals_its_definition():
    p = np.random.default_rng(3).random(50) ** 3
    assert adjust_p_values(p)[0].tolist() == pytest.approx(brute_holm(p.tolist()), abs=1e-12)


def test_capitals_and_yo_do_not_change_the_alphabet():
    words = ["Ёлка", "жар", "Ель", "ерш", "Вена"]
    assert sorted(words, key=collation_key) == ["Вена", "Ёлка", "Ель", "ерш", "жар"]
