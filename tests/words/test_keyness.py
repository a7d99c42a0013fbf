"""Keyness equals second implementations to 1e-9, and examples worked by hand."""

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from random_texts import random_texts
from scipy import stats
from scipy.stats.contingency import relative_risk
from small_corpus import corpus_of

from letopis.words.counts import frequencies
from letopis.words.keyness import bic, compare_counts, g2, keyness, log_ratio

CELLS = [
    (30, 10, 1000, 1000),
    (52, 57, 50_000, 75_000),
    (1, 7, 298, 1130),
    (11, 0, 571, 857),
    (0, 9, 559, 869),
    (5, 5, 100, 100),
]


def test_g2_of_the_textbook_example():
    assert float(g2(52, 57, 50_000, 75_000)) == pytest.approx(2.65, abs=0.005)


def test_g2_by_hand():
    expected = 2 * (30 * math.log(1.5) + 10 * math.log(0.5))
    assert float(g2(30, 10, 1000, 1000)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("cells", CELLS)
def test_g2_is_the_power_divergence_of_the_two_counts(cells):
    a, b, c, d = cells
    expected = np.array([c, d]) * (a + b) / (c + d)
    divergence = stats.power_divergence([a, b], expected, lambda_="log-likelihood")
    assert float(g2(*cells)) == pytest.approx(divergence.statistic, abs=1e-9)


def test_the_bayes_factor_by_hand():
    value = 2 * (30 * math.log(1.5) + 10 * math.log(0.5)) - math.log(2000)
    assert value == pytest.approx(2.864, abs=0.001)  # 10.465 - 7.601: positive evidence
    assert float(bic(g2(30, 10, 1000, 1000), 2000)) == pytest.approx(value, abs=1e-12)


def test_equal_rates_favour_one_rate_the_more_the_longer_the_texts():
    assert float(bic(g2(5, 5, 100, 100), 200)) == pytest.approx(-math.log(200))
    assert float(bic(g2(50, 50, 1000, 1000), 2000)) == pytest.approx(-math.log(2000))


def test_the_bayes_factor_is_that_of_two_binomial_models():
    a, b, c, d = 30, 10, 100_000, 100_000
    two = stats.binom.logpmf(a, c, a / c) + stats.binom.logpmf(b, d, b / d)
    one = stats.binom.logpmf([a, b], [c, d], (a + b) / (c + d)).sum()
    expected = 2 * (two - one) - math.log(c + d)  # one parameter more
    assert float(bic(g2(a, b, c, d), c + d)) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("cells", [cells for cells in CELLS if min(cells[:2]) > 0])
def test_log_ratio_and_its_interval_are_those_of_the_relative_risk(cells):
    a, b, c, d = cells
    risk = relative_risk(a, c, b, d)
    ends = risk.confidence_interval(0.95)
    expected = [math.log2(value) for value in (risk.relative_risk, ends.low, ends.high)]
    assert [float(value) for value in log_ratio(*cells)] == pytest.approx(expected, abs=1e-9)


def test_a_word_three_times_as_frequent_has_the_log_ratio_of_three():
    middle, low, high = log_ratio(30, 10, 1000, 1000)
    assert 2**middle == pytest.approx(3) and low < middle < high


def test_a_word_that_one_side_lacks_has_a_finite_log_ratio():
    assert float(log_ratio(8, 0, 1000, 1000)[0]) == pytest.approx(4)
    assert float(log_ratio(0, 8, 1000, 1000)[0]) == pytest.approx(-4)


def test_words_under_the_minimum_are_not_compared_and_the_more_frequent_come_first():
    target = pd.Series({"а": 4, "б": 9, "г": 1})
    reference = pd.Series({"в": 9, "г": 4, "д": 4})
    table = compare_counts(target, reference, 100, 100, minimum=5)
    assert table["lemma"].tolist() == ["б", "г", "в"]
    assert table[["count", "reference_count"]].values.tolist() == [[9, 0], [1, 4], [0, 9]]


def test_ties_are_in_the_order_of_the_alphabet():
    target = pd.Series(dict.fromkeys(["Вена", "ёж", "е", "жар", "а"], 5))
    table = compare_counts(target, pd.Series(dtype="int64"), 50, 50)
    assert table["lemma"].tolist() == ["а", "Вена", "е", "ёж", "жар"]


def test_sources_are_compared_only_within_their_language():
    corpus = corpus_of(["ru", "ru", "en", "ru"], **random_texts(s000=20, s001=20, s003=20, s002=20))
    table = keyness(corpus)
    assert table["source"].unique().tolist() == ["000", "001", "002"]
    size = frequencies(corpus).groupby("source")["n"].first()
    assert table.groupby("source")["reference_n"].first().to_dict() == {
        "000": size["001"] + size["002"],
        "001": size["000"] + size["002"],
        "002": size["000"] + size["001"],
    }


def test_sources_that_retell_one_book_are_one_witness(corpus):
    table = keyness(corpus, by="witness")
    assert table["witness"].unique().tolist() == ["000 + 001", "002"]
    row = table.query("witness == '000 + 001' and lemma == 'ОГПУ'").iloc[0]
    by_source = frequencies(corpus, ["ОГПУ"]).set_index("source")
    assert row["count"] == by_source["count"]["000"] + by_source["count"]["001"]
    assert row["n"] == by_source["n"]["000"] + by_source["n"]["001"]
    assert row["reference_n"] == by_source["n"]["002"]


def test_without_a_column_on_retelling_each_source_is_its_own_witness():
    corpus = corpus_of(**random_texts(s000=20, s001=20))
    by_witness = keyness(corpus, by="witness").rename(columns={"witness": "source"})
    pd.testing.assert_frame_equal(by_witness, keyness(corpus))


def test_parts_are_compared_with_the_other_parts_of_their_source():
    first, second, other = random_texts(s1=20, s2=20, s3=20).values()
    table = keyness(corpus_of(s000=other, s003=f"{first}\n\n{second}"), by="part")
    assert table["part"].unique().tolist() == ["003-1", "003-2"]
    assert (table["n"] + table["reference_n"]).nunique() == 1


def test_the_table_of_keywords_equals_a_count_by_hand():
    texts = random_texts(s000=25, s001=30)
    counts = {name.removeprefix("s"): Counter(text.split()) for name, text in texts.items()}
    for row in keyness(corpus_of(**texts)).itertuples():
        own = counts[row.source]
        other = counts["001" if row.source == "000" else "000"]
        cells = own[row.lemma], other[row.lemma], own.total(), other.total()
        assert row[3:7] == cells
        assert row.g2 == pytest.approx(float(g2(*cells)), abs=1e-9)


def test_a_source_alone_in_its_language_gives_an_empty_table_with_columns():
    table = keyness(corpus_of(s000="день ночь"))
    assert len(table) == 0
    assert table.columns[:2].tolist() == ["source", "lemma"] and "g2" in table
