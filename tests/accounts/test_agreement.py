"""Agreement is measured as in the literature, with its interval, and for values too."""

import numpy as np
import pandas as pd
import pytest

import letopis
from letopis.accounts import agreement, leaked_units, paired_units, second_coding, value_agreement
from letopis.accounts.agreement import cohen_kappa, kappa_interval

COHEN = np.array([[20.0, 5.0], [10.0, 15.0]])  # both yes 20, both no 15: po = 0.7, pe = 0.5


def coding(stances: str, values: str = "") -> pd.DataFrame:
    """One unit a letter, with a value a letter: a asserts, i implies, c contradicts, s silent."""
    names = {"a": "asserts", "i": "implies", "c": "contradicts", "s": "silent"}
    units = enumerate(zip(stances, values or "." * len(stances), strict=True))
    return pd.DataFrame(
        [("x", f"f{number:03}", names[stance], value, "") for number, (stance, value) in units],
        columns=["part", "facet", "stance", "value", "quote"],
    )


def test_kappa_equals_the_worked_example_of_cohen():
    assert cohen_kappa(COHEN) == pytest.approx(0.4)
    table = agreement(coding("a" * 25 + "s" * 25), coding("a" * 20 + "s" * 5 + "a" * 10 + "s" * 15))
    assert table["percent"].iat[0] == pytest.approx(70)
    assert table["kappa"].iat[0] == pytest.approx(0.4)


def test_the_interval_is_that_of_the_formula_of_fleiss_cohen_and_everitt():
    # 1969, doi 10.1037/h0028106, equation 13, of the same example
    shares = COHEN / 50
    rows = shares.sum(axis=1)
    columns = shares.sum(axis=0)
    chance = rows @ columns
    kappa = 0.4
    margins = columns[:, None] + rows[None, :]
    same = np.diag(shares) @ (1 - np.diag(margins) * (1 - kappa)) ** 2
    other = (shares * margins**2).sum() - np.diag(shares) @ np.diag(margins) ** 2
    variance = same + (1 - kappa) ** 2 * other - (kappa - chance * (1 - kappa)) ** 2
    error = np.sqrt(variance / 50) / (1 - chance)
    expected = (kappa - 1.96 * error, kappa + 1.96 * error)
    assert kappa_interval(COHEN) == pytest.approx(expected, abs=0.02)


def test_the_interval_is_the_same_every_time_and_narrows_with_more_units():
    assert kappa_interval(COHEN) == kappa_interval(COHEN)
    low, high = kappa_interval(COHEN * 100)
    assert 0.37 < low < 0.4 < high < 0.43


def test_full_agreement_is_one_and_no_common_unit_is_undefined():
    assert agreement(coding("aisc"), coding("aisc"))["kappa"].iat[0] == pytest.approx(1)
    nothing = agreement(coding("aisc"), coding("")).iloc[0]
    assert nothing[["kappa", "low", "high"]].isna().all()


def test_coders_who_use_one_stance_only_have_no_kappa():
    assert agreement(coding("aaa"), coding("aaa")).loc[0, ["kappa", "low", "high"]].isna().all()


def test_units_on_which_both_are_silent_are_left_out_of_the_second_row():
    table = agreement(coding("assss"), coding("aasss")).set_index("units")
    assert table["count"].to_dict() == {"all": 5, "one speaks": 2}


def test_what_the_codebook_gives_away_can_be_left_out():
    leaked = pd.DataFrame({"part": ["x", "x"], "facet": ["f000", "f004"]})
    table = agreement(coding("assss"), coding("aasss"), leaked).set_index("units")
    assert table.at["one speaks, not given", "count"] == 1


def test_the_codebook_gives_away_what_its_examples_quote_and_nothing_of_the_second_round(corpus):
    leaked = leaked_units(corpus)
    assert ("000", "hour") in set(zip(leaked["part"], leaked["facet"], strict=True))
    second_round = corpus.codebook.query("round == '2'")["facet"]
    assert not leaked["facet"].isin(second_round).any()


def test_a_pair_shows_the_values_of_both(corpus):
    table = paired_units(coding("as", "xy"), coding("ai", "zz"))
    assert table.loc[0, ["values_one", "values_two"]].to_list() == ["x", "z"]
    assert table.loc[1, ["stance_one", "stance_two", "values_one"]].to_list() == [
        "silent",
        "implies",
        "",
    ]


def test_the_two_codings_disagree_on_five_units(corpus):
    pairs = paired_units(corpus.claims, second_coding(corpus))
    assert len(pairs) == len(corpus.parts) * len(corpus.codebook)
    different = pairs.query("stance_one != stance_two")
    assert {tuple(unit) for unit in different[["part", "facet"]].to_numpy()} == {
        ("003-5", "date_set"),
        ("002", "tone"),
        ("003-2", "tone"),
        ("003-3", "trotsky_power"),
        ("003-4", "behind_it"),
    }


def test_both_coders_share_the_fixed_values_and_seldom_a_free_wording(corpus):
    table = value_agreement(corpus, corpus.claims, second_coding(corpus)).set_index("kind")
    assert table.at["fixed", "shared"] == table.at["fixed", "count"] == 67
    assert table.at["fixed", "same"] < 67
    assert table.at["free", "percent"] < 20


def test_without_codings_the_measures_are_undefined(folder_of):
    corpus = letopis.load(folder_of({"x.txt": "Да."}))
    table = agreement(corpus.claims, second_coding(corpus), leaked_units(corpus))
    assert len(table) == 3 and table["count"].eq(0).all() and table["kappa"].isna().all()
    assert value_agreement(corpus, corpus.claims, second_coding(corpus)).empty
