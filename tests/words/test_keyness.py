"""Keyness, dispersion and collocations equal second implementations to 1e-9, and examples worked by hand."""

import math
from collections import Counter
from itertools import combinations_with_replacement

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.stats.contingency import relative_risk
from test_counts import corpus_of

from letopis.words import counts, keyness

CELLS = [
    (30, 10, 1000, 1000),
    (52, 57, 50_000, 75_000),
    (1, 7, 298, 1130),
    (11, 0, 571, 857),
    (0, 9, 559, 869),
    (5, 5, 100, 100),
]


def tables(seed=0, **sizes):
    """Make sources of random words that gather in sentences: {name: sentences}."""
    random = np.random.default_rng(seed)
    words = np.array([f"{letter}{other}" for letter in "абвгд" for other in "клмно"])
    chances = 1 / np.arange(1, len(words) + 1)
    texts = {}
    for name, many in sizes.items():
        order = random.permutation(words)
        texts[name] = "\n".join(
            " ".join(random.choice(order, random.integers(3, 15), p=chances / chances.sum())) for _ in range(many)
        )
    return texts


# Keyness


def test_g2_of_the_textbook_example():
    assert float(keyness.g2(52, 57, 50_000, 75_000)) == pytest.approx(2.65, abs=0.005)


def test_g2_by_hand():
    assert float(keyness.g2(30, 10, 1000, 1000)) == pytest.approx(
        2 * (30 * math.log(1.5) + 10 * math.log(0.5)), abs=1e-12
    )


@pytest.mark.parametrize("cells", CELLS)
def test_g2_is_the_power_divergence_of_the_two_counts(cells):
    a, b, c, d = cells
    expected = np.array([c, d]) * (a + b) / (c + d)
    assert float(keyness.g2(*cells)) == pytest.approx(
        stats.power_divergence([a, b], expected, lambda_="log-likelihood").statistic, abs=1e-9
    )


@pytest.mark.parametrize("cells", [cells for cells in CELLS if min(cells[:2]) > 0])
def test_log_ratio_and_its_interval_are_those_of_the_relative_risk(cells):
    a, b, c, d = cells
    risk = relative_risk(a, c, b, d)
    ends = risk.confidence_interval(0.95)
    assert [float(value) for value in keyness.log_ratio(*cells)] == pytest.approx(
        [math.log2(value) for value in (risk.relative_risk, ends.low, ends.high)], abs=1e-9
    )


def test_a_word_three_times_as_frequent_has_the_log_ratio_of_three():
    middle, low, high = keyness.log_ratio(30, 10, 1000, 1000)
    assert 2**middle == pytest.approx(3) and low < middle < high


def test_a_word_that_one_side_lacks_has_a_finite_log_ratio():
    assert float(keyness.log_ratio(8, 0, 1000, 1000)[0]) == pytest.approx(4)
    assert float(keyness.log_ratio(0, 8, 1000, 1000)[0]) == pytest.approx(-4)


def brute_holm(p):
    order, worst, result = sorted(range(len(p)), key=lambda i: p[i]), 0.0, [0.0] * len(p)
    for rank, i in enumerate(order):
        worst = max(worst, min(1.0, (len(p) - rank) * p[i]))
        result[i] = worst
    return result


@pytest.mark.parametrize("many", [0, 1, 2, 50])
def test_p_values_are_adjusted_as_holm_and_as_benjamini_hochberg(many):
    p = np.random.default_rng(many).random(many) ** 3
    holm, false = keyness.adjusted(p)
    assert holm.tolist() == pytest.approx(brute_holm(p.tolist()), abs=1e-12)
    assert false.tolist() == pytest.approx(stats.false_discovery_control(p).tolist() if many else [], abs=1e-12)


def test_adjusting_by_hand():
    holm, false = keyness.adjusted(np.array([0.03, 0.01, 0.02, 0.9]))
    assert holm.tolist() == pytest.approx([0.06, 0.04, 0.06, 0.9])
    assert false.tolist() == pytest.approx([0.04, 0.04, 0.04, 0.9])


@pytest.mark.parametrize("cells", CELLS)
def test_p_is_that_of_the_exact_binomial_test(cells):
    a, b, c, d = cells
    assert keyness.chance(*cells) == pytest.approx(stats.binomtest(a, a + b, c / (c + d)).pvalue, rel=1e-9)


def test_p_by_hand_and_for_many_places_by_chi_squared():
    assert keyness.chance(3, 0, 100, 100) == pytest.approx(2 * 0.5**3)            # all heads or all tails
    table = keyness.keyness(pd.Series({"а": 9, "б": 4000}), pd.Series({"а": 2, "б": 4100}), 100_000, 120_000)
    exact = [stats.binomtest(int(row.count_), int(row.count_ + row.reference_count), 10 / 22).pvalue
             for row in table.rename(columns={"count": "count_"}).itertuples()]
    assert table["p"].to_numpy() == pytest.approx(exact, rel=0.02)
    assert table.set_index("lemma")["p"]["б"] == pytest.approx(stats.chi2.sf(table.set_index("lemma")["g2"]["б"], 1))


def test_words_under_the_minimum_are_not_compared_and_overused_come_first():
    table = keyness.keyness(
        pd.Series({"а": 4, "б": 9, "г": 1}), pd.Series({"в": 9, "г": 4, "д": 4}), 100, 100, minimum=5
    )
    assert table["lemma"].tolist() == ["б", "г", "в"]
    assert table[["count", "reference_count"]].values.tolist() == [[9, 0], [1, 4], [0, 9]]


def test_ties_are_in_the_order_of_the_alphabet():
    same = dict.fromkeys(["Вена", "ёж", "е", "жар", "а"], 5)
    found = keyness.keyness(pd.Series(same), pd.Series(dtype="int64"), 50, 50)["lemma"].tolist()
    assert found == ["а", "Вена", "е", "ёж", "жар"]


@pytest.mark.parametrize("shares", [[0.1] * 10, [0.2, 0.3, 0.5], [0.05, 0.05, 0.9]])
def test_the_least_dp_is_that_of_the_best_of_all_ways_to_spread(shares):
    for count in (1, 2, 3, 5):
        ways = (np.bincount(way, minlength=len(shares)) for way in
                combinations_with_replacement(range(len(shares)), count))
        best = min(np.abs(way / count - shares).sum() / 2 for way in ways)
        assert keyness.least_dp(count, shares) == pytest.approx(best, abs=1e-12)


def test_no_word_is_spread_more_evenly_than_it_can_be():
    table = keyness.dispersion(corpus_of(**tables(3, s000=40, s001=90)), minimum=1)
    assert (table["dp"] >= table["dp_least"] - 1e-12).all() and (table["dp_least"] > 0).any()


def test_sources_are_compared_only_within_their_language():
    corpus = corpus_of(["ru", "ru", "en", "ru"], **tables(s000=20, s001=20, s003=20, s002=20))
    table = keyness.table(corpus)
    assert table["source"].unique().tolist() == ["000", "001", "002"]
    size = counts.words(corpus).groupby("source")["n"].first()
    assert table.groupby("source")["reference_n"].first().to_dict() == {
        "000": size["001"] + size["002"],
        "001": size["000"] + size["002"],
        "002": size["000"] + size["001"],
    }


def test_voices_are_compared_with_the_other_voices_of_their_source():
    first, second, other = tables(s1=20, s2=20, s3=20).values()
    table = keyness.table(corpus_of(s000=other, s003=f"{first}\n\n{second}"), by="part")
    assert table["part"].unique().tolist() == ["003-1", "003-2"]
    assert (table["n"] + table["reference_n"]).nunique() == 1


def test_the_table_of_keywords_equals_a_count_by_hand():
    texts = tables(s000=25, s001=30)
    said = {name.removeprefix("s"): Counter(text.split()) for name, text in texts.items()}
    for row in keyness.table(corpus_of(**texts)).itertuples():
        other = "001" if row.source == "000" else "000"
        cells = said[row.source][row.lemma], said[other][row.lemma], said[row.source].total(), said[other].total()
        assert row[3:7] == cells
        assert row.g2 == pytest.approx(float(keyness.g2(*cells)), abs=1e-9)


def test_a_source_alone_in_its_language_gives_an_empty_table_with_columns():
    table = keyness.table(corpus_of(s000="день ночь"))
    assert len(table) == 0 and table.columns[:2].tolist() == ["source", "lemma"] and "g2" in table


# Dispersion: the small corpus of Gries (2008), five parts of 9, 10, 10, 10 and 11 words

GRIES = "b a m n i b e u p\nb a s a t b e w q n\nb c a g a b e s t a\nb a g h a b e a a t\nb a h a a b e a x a t"


@pytest.mark.parametrize(("word", "dp"), [("a", 0.18), ("b", 0.02), ("e", 0.02), ("x", 0.78), ("w", 0.8), ("m", 0.82)])
def test_dp_of_gries_own_example(word, dp):
    table = keyness.dispersion(corpus_of(s000=GRIES), pieces=None, minimum=1).set_index("lemma")
    assert table.loc[word, "dp"] == pytest.approx(dp, abs=1e-12)
    assert table.loc[word, "dp_norm"] == pytest.approx(dp / 0.82, abs=1e-12)
    assert table.loc[word, ["n", "pieces"]].tolist() == [50, 5]


def brute_dp(pieces, word):
    size, said = sum(map(len, pieces)), sum(piece.count(word) for piece in pieces)
    return sum(abs(piece.count(word) / said - len(piece) / size) for piece in pieces) / 2


@pytest.mark.parametrize("pieces", [None, 2, 7, 10])
def test_dp_equals_its_definition(pieces):
    texts = tables(s000=40, s001=30)
    table = keyness.dispersion(corpus_of(**texts), pieces=pieces, minimum=1)
    for source, text in texts.items():
        words, lines = text.split(), [line.split() for line in text.split("\n")]
        cut = [
            [word for i, word in enumerate(words) if i * (pieces or 1) // len(words) == k] for k in range(pieces or 0)
        ]
        own = table[table["source"] == source.removeprefix("s")]
        assert set(own["lemma"]) == set(words)
        for row in own.itertuples():
            assert row.dp == pytest.approx(brute_dp(cut or lines, row.lemma), abs=1e-9)
            assert row.found_in == sum(row.lemma in piece for piece in cut or lines)


def test_words_too_rare_to_be_spread_are_left_out():
    assert keyness.dispersion(corpus_of(s000=GRIES), pieces=None)["lemma"].tolist() == ["b", "e", "a"]


# Collocations


def test_log_dice_by_hand():
    corpus = corpus_of(
        s000="арест Троцкого=Троцкий и ссылка\nссылка Троцкого=Троцкий\nТроцкий=Троцкий\nссылка\n"
        "Троцкий=Троцкий , день ссылка"
    )
    table = keyness.collocations(corpus, "Троцкий", window=2).set_index("collocate")
    assert table.loc["ссылка", ["left", "right", "count", "node_count", "collocate_count"]].tolist() == [1, 2, 3, 4, 4]
    assert table.loc["ссылка", "log_dice"] == pytest.approx(14 + math.log2(6 / 8))
    assert table.index.tolist() == ["ссылка"]


def test_one_word_between_two_nodes_is_one_time_together():
    corpus = corpus_of(s000="Сталин=Сталин Кремль Сталин=Сталин")
    row = keyness.collocations(corpus, "Сталин", minimum=1).iloc[0]
    assert (row["left"], row["right"], row["count"]) == (1, 1, 1)
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 / 3))


def test_a_word_never_without_the_other_has_log_dice_14():
    corpus = corpus_of(s000="красная площадь\nкрасная площадь\nкрасная площадь")
    assert keyness.collocations(corpus, "красная")["log_dice"].tolist() == [14]


@pytest.mark.parametrize("window", [1, 3, 5])
def test_collocations_equal_a_count_pair_by_pair(window):
    text = tables(s000=60)["s000"]
    lines, said = [line.split() for line in text.split("\n")], Counter(text.split())
    node = said.most_common(1)[0][0]
    pairs = [
        (line[j], (n, i), (n, j))
        for n, line in enumerate(lines)
        for i, word in enumerate(line)
        if word == node
        for j in range(max(i - window, 0), min(i + window + 1, len(line)))
        if line[j] != node
    ]
    nodes, others = (Counter(word for word, _ in {(pair[0], pair[place]) for pair in pairs}) for place in (1, 2))
    together = nodes & others
    table = keyness.collocations(corpus_of(s000=text), node, window=window, minimum=1).set_index("collocate")
    assert table["count"].to_dict() == dict(together)
    for word, row in table.iterrows():
        assert row["log_dice"] == pytest.approx(
            14 + math.log2(2 * together[word] / (said[node] + said[word])), abs=1e-9
        )


def test_yagoda_is_not_a_berry_unless_only_berries_are_there():
    corpus = corpus_of(s000="нарком Ягода=Ягода\nспелая ягода=ягода", s001="спелая ягода=ягода")
    assert keyness.collocations(corpus, "Ягода", minimum=1)["collocate"].tolist() == ["нарком"]
    only = corpus_of(s001="спелая ягода=ягода")
    assert keyness.collocations(only, "Ягода", minimum=1)["collocate"].tolist() == ["спелая"]


def test_an_unknown_word_has_no_company():
    table = keyness.collocations(corpus_of(s000="день ночь"), "утро")
    assert len(table) == 0 and table.columns[:2].tolist() == ["source", "collocate"]
