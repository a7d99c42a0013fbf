"""Every sentence has its time and whom it names; mentions are counted by what dates them."""

import pytest
from named_texts import EMPTY, NAMED

from letopis.people.counts import comention_triangles, mention_counts
from letopis.people.spans import by_dating, sentence_spans


def test_a_sentence_has_a_row_with_its_time_and_those_it_names_in_the_order_asked_for():
    spans = sentence_spans(NAMED, ["stalin", "trotsky"])
    assert spans["row"].tolist() == [0, 1, 2, 3, 4]
    assert spans["dated_by"].tolist() == ["sentence", "none", "context", "frame", "none"]
    assert spans["entities"].tolist() == ["trotsky", "", "trotsky", "stalin", "trotsky"]
    assert spans["earliest"].isna().tolist() == [False, True, False, False, True]


def test_a_sentence_of_several_times_has_a_row_for_each(corpus):
    spans = sentence_spans(corpus, ["trotsky"])
    several = spans.query("source == '003' and sentence == 285")
    assert several["edtf"].tolist() == ["1927-11-07", "1928-01", "1929-02"]
    assert several["piece"].tolist() == [0, 1, 2] and several["row"].nunique() == 1
    assert set(several["entities"]) == {"trotsky"}


def test_every_sentence_that_is_counted_is_there_once_and_headings_are_not(corpus):
    assert sentence_spans(corpus)["row"].nunique() == 381
    everything = sentence_spans(corpus.with_furniture())
    assert everything["row"].nunique() == len(corpus.sentences) == 403


def test_mentions_are_counted_by_what_dates_their_sentence_and_nothing_is_a_row():
    counts = by_dating(NAMED, ["trotsky", "stalin"])
    trotsky = counts.query("source == '000' and entity == 'trotsky'")
    assert trotsky["dated_by"].tolist() == ["sentence", "context", "frame", "none"]
    assert trotsky["count"].tolist() == [2, 1, 0, 0]
    stalin = counts.query("source == '001' and entity == 'stalin'")
    assert stalin["count"].tolist() == [0, 0, 1, 0]


@pytest.mark.parametrize("by", ["source", "part"])
def test_all_mentions_are_counted(corpus, by):
    both = ["trotsky", "lenin"]
    counts = by_dating(corpus, both, by).groupby([by, "entity"])["count"].sum()
    mentions = mention_counts(corpus, both, by).set_index([by, "entity"])["count"]
    assert counts.to_dict() == mentions.to_dict()


def test_a_triangle_has_every_two_once_and_each_alone():
    triangle = comention_triangles(NAMED, ["trotsky", "ogpu", "stalin"])
    counts = triangle.query("source == '000'")[["a", "b", "count"]].values.tolist()
    assert counts == [
        ["trotsky", "trotsky", 2],
        ["ogpu", "trotsky", 2],
        ["ogpu", "ogpu", 2],
        ["stalin", "trotsky", 0],
        ["stalin", "ogpu", 0],
        ["stalin", "stalin", 0],
    ]
    assert set(triangle.query("source == '001'")["n"]) == {2}


def test_texts_without_names_or_dates_are_no_trouble():
    assert sentence_spans(EMPTY, ["trotsky"]).empty
    assert by_dating(EMPTY, ["trotsky"])["count"].sum() == 0
    assert comention_triangles(EMPTY, [])["count"].tolist() == []
