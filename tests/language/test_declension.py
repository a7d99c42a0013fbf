"""Case forms of Russian names."""

import csv
from pathlib import Path

import pytest

from letopis.language.data import read_rows
from letopis.language.declension import declensions, decline

HERE = Path(__file__).parents[1]
FORMS = (HERE / "golden/mentions_forms.csv").read_text("utf-8").splitlines()
PARADIGMS = list(csv.reader(FORMS))[1:]


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=[row[0] for row in PARADIGMS])
def test_all_six_cases_come_out_of_the_nominative(paradigm):
    assert set(paradigm) <= set(decline(paradigm[0]))
    assert decline(paradigm[0])[0] == paradigm[0]


def test_every_declension_declines_its_own_example():
    examples = [row["example"] for row in read_rows("declensions.csv")]
    for example, (ending, cases) in zip(examples, declensions(), strict=True):
        assert next(rule for rule, _ in declensions() if rule.search(example)) is ending
        assert len(decline(example)) > 1 and decline(example)[1].endswith(cases[0])


@pytest.mark.parametrize(
    "word", ["ОГПУ", "ЦК", "Trotsky", "Иоффе", "Овсеенко", "И", "Политбюро", "1927"]
)
def test_what_does_not_decline_comes_back_alone(word):
    assert decline(word) == (word,)


def test_a_masculine_surname_does_not_give_the_feminine():
    assert "Троцкая" not in decline("Троцкий") and "Каменевой" not in decline("Каменев")


def test_leningrad_is_not_a_form_of_lenin():
    assert not set(decline("Ленин")) & set(decline("Ленинград"))


def test_no_form_comes_twice():
    assert all(len(decline(word)) == len(set(decline(word))) for row in PARADIGMS for word in row)
