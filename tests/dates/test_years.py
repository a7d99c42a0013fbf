"""Sentences are counted by the year they describe, each once, and none in a year of several."""

from small_corpus import corpus_of

from letopis.dates.years import sentences_by_period, sentences_by_year

TWO = corpus_of(
    s000="день\nночь\nутро",
    s001="день\nночь",
    narrated=[
        ("000", 0, "1927-11-07", "1927-11-07", "sentence"),
        ("000", 1, "1926-12-31", "1928-01-01", "sentence"),
        ("000", 2, "1927-01-01", "1927-12-31", "context"),
        ("001", 0, "1905-01-22", "1905-01-22", "sentence"),
        ("001", 1, None, None, "none"),
    ],
)


def test_a_span_of_several_years_is_counted_in_none_of_them():
    table = sentences_by_year(TWO)
    assert table.values.tolist() == [
        ["000", "1927", 2],
        ["000", "several years", 1],
        ["001", "1905", 1],
    ]


def test_every_dated_sentence_of_the_four_texts_is_counted_once_but_for_headings(corpus):
    assert sentences_by_year(corpus)["sentences"].sum() == 340
    everything = sentences_by_year(corpus.with_furniture())["sentences"]
    assert everything.sum() == corpus.narrated["earliest"].notna().sum() == 350


def test_years_of_texts_without_a_date_are_an_empty_table():
    table = sentences_by_year(corpus_of(s000="день"))
    assert table.empty and table.columns.tolist() == ["part", "year", "sentences"]


def test_a_sentence_is_in_a_period_only_with_its_whole_span():
    table = sentences_by_period(TWO, {"1905": (1905, 1905), "1926–1927": (1926, 1927)}, "other")
    assert table.values.tolist() == [
        ["000", "1905", 0],
        ["000", "1926–1927", 2],
        ["000", "other", 1],
        ["001", "1905", 1],
        ["001", "1926–1927", 0],
        ["001", "other", 1],
    ]


def test_every_sentence_that_is_counted_is_in_one_period_or_in_the_rest(corpus):
    table = sentences_by_period(corpus, {"1917": (1917, 1917), "1927": (1927, 1927)}, "other")
    in_prose = ~corpus.sentences["kind"].isin(["heading", "caption"])
    assert 0 < table["sentences"].sum() <= in_prose.sum()
    assert table.groupby("part")["sentences"].sum()["000"] == 14
