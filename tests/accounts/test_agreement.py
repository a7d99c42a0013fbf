"""Agreement is counted as in the literature, with and without what the codebook gave away."""

import pandas as pd
import pytest

import letopis
from letopis.accounts import agreement, disagreements, leaked_units, second_coding


def coding(stances: str) -> pd.DataFrame:
    """One unit a letter: a asserts, i implies, c contradicts, s silent."""
    names = {"a": "asserts", "i": "implies", "c": "contradicts", "s": "silent"}
    return pd.DataFrame(
        [("x", f"f{number:03}", names[letter], "", "") for number, letter in enumerate(stances)],
        columns=["part", "facet", "stance", "value", "quote"],
    )


def test_kappa_equals_the_worked_example_of_cohen():
    # 50 units: both yes 20, both no 15, one yes the other no 5 and 10: po = 0.7, pe = 0.5
    table = agreement(coding("a" * 25 + "s" * 25), coding("a" * 20 + "s" * 5 + "a" * 10 + "s" * 15))
    assert table["percent"].iat[0] == pytest.approx(70)
    assert table["kappa"].iat[0] == pytest.approx(0.4)


def test_alpha_equals_the_worked_example_of_krippendorff():
    # Two observers, ten units, binary (Computing Krippendorff's alpha-reliability, part A)
    table = agreement(coding("sassssssas"), coding("aaassassss"))
    assert table["alpha"].iat[0] == pytest.approx(0.095, abs=0.0005)


def test_full_agreement_is_one_and_no_common_unit_is_undefined():
    assert agreement(coding("aisc"), coding("aisc"))["kappa"].iat[0] == pytest.approx(1)
    assert agreement(coding("aisc"), coding("")).iloc[0][["kappa", "alpha"]].isna().all()


def test_units_on_which_both_are_silent_are_left_out_of_the_second_row():
    table = agreement(coding("assss"), coding("aasss")).set_index("units")
    assert table["count"].to_dict() == {"all": 5, "one speaks": 2}


def test_what_the_codebook_gives_away_can_be_left_out():
    leaked = pd.DataFrame({"part": ["x", "x"], "facet": ["f000", "f004"]})
    table = agreement(coding("assss"), coding("aasss"), leaked).set_index("units")
    assert table.at["one speaks, not given", "count"] == 1


def test_the_codebook_gives_away_what_its_examples_quote(corpus):
    leaked = leaked_units(corpus)
    assert ("000", "hour") in set(zip(leaked["part"], leaked["facet"], strict=True))


def test_the_two_codings_agree_and_the_disagreements_are_listed(corpus):
    codings = (corpus.claims, second_coding(corpus))
    table = agreement(*codings).set_index("units")
    assert table.at["all", "kappa"] >= 0.8
    assert len(disagreements(*codings)) == table.at["all", "count"] - table.at["all", "agree"]


def test_a_disagreement_shows_the_evidence_of_both():
    first = coding("as").assign(value="taken", quote="мост взят")
    table = disagreements(first, coding("ss"))
    assert table[["facet", "evidence_one", "evidence_two"]].to_numpy().tolist() == [
        ["f000", "taken: «мост взят»", ""]
    ]


def test_without_codings_the_measures_are_undefined(folder_of):
    corpus = letopis.load(folder_of({"x.txt": "Да."}))
    table = agreement(corpus.claims, second_coding(corpus), leaked_units(corpus))
    assert len(table) == 3 and table["count"].eq(0).all() and table["kappa"].isna().all()
