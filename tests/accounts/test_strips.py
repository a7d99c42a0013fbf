"""The verbs of a source are in text order, each once, with those who take part in it."""

from types import SimpleNamespace

import pandas as pd
import pytest

from letopis.accounts.strips import role_counts, role_strips

SIDES = {"ours": ["trotsky", "kamenev"]}
COLUMNS = "source part start entity form role verb verb_en verb_ru done".split()


def read(*rows):
    """Make a corpus of roles: start, entity, role, verb, done."""
    cells = [
        ("a", "a", start, entity, "name", role, verb, verb, verb, done)
        for start, entity, role, verb, done in rows
    ]
    return SimpleNamespace(roles=pd.DataFrame(cells, columns=COLUMNS))


def test_the_same_words_near_each_other_are_one_verb_and_far_apart_two():
    corpus = read(
        (0, "trotsky", "acts", "told", "yes"),
        (30, "stalin", "acted on", "told", "yes"),
        (300, "trotsky", "acts", "told", "yes"),
    )
    assert role_strips(corpus, SIDES)["number"].tolist() == [0, 0, 1]


def test_a_verb_that_is_only_planned_is_marked_and_a_name_without_a_verb_left_out():
    corpus = read((0, "trotsky", "acts", "arrest", "no"), (9, "stalin", "described", "", ""))
    strips = role_strips(corpus, SIDES)
    assert strips["done"].tolist() == [False] and strips["entity"].tolist() == ["trotsky"]


def test_who_is_on_no_side_is_among_others_and_of_two_the_first_counts():
    corpus = read(
        (0, "guests", "acts", "came", "yes"), (5, "kamenev|zinoviev", "acts", "came", "yes")
    )
    strips = role_strips(corpus, SIDES)
    assert strips["side"].tolist() == ["others", "ours"]
    assert strips["side"].cat.categories.tolist() == ["ours", "others"]
    assert strips["entity"].tolist() == ["guests", "kamenev"]


def test_roles_are_counted_by_person_beside_all_verbs_of_the_source():
    corpus = read(
        (0, "trotsky", "acts", "ordered", "yes"),
        (200, "trotsky", "acted on", "told", "yes"),
        (210, "guests", "acts", "told", "yes"),
    )
    counts = role_counts(role_strips(corpus, SIDES)).set_index("entity")
    trotsky = counts.loc["trotsky", ["acts", "acted on", "described", "verbs"]]
    assert trotsky.tolist() == [1, 1, 0, 2]


@pytest.mark.parametrize("make", [lambda corpus: read(), lambda corpus: corpus])
def test_every_participant_with_a_verb_has_a_row_also_where_nobody_has_read(corpus, make):
    roles = make(corpus)
    strips = role_strips(roles, SIDES)
    assert len(strips) == (roles.roles["verb"] != "").sum()
    assert role_counts(strips).columns.tolist()[-1] == "verbs"
