"""Sentences are counted by the year they describe, each once."""

from small_corpus import corpus_of

from letopis.dates.years import sentences_by_year, year_grid

TWO = corpus_of(
    s000="день\nночь\nутро",
    s001="день\nночь",
    narrated=[
        ("000", 0, "1927-11-07", "1927-11-07", "own"),
        ("000", 1, "1926-12-31", "1928-01-01", "own"),
        ("000", 2, "1927-01-01", "1927-12-31", "carried"),
        ("001", 0, "1905-01-22", "1905-01-22", "own"),
        ("001", 1, None, None, "none"),
    ],
)


def test_a_sentence_counts_once_in_the_year_in_which_its_span_begins():
    table = sentences_by_year(TWO)
    assert table.values.tolist() == [["000", 1926, 1], ["000", 1927, 2], ["001", 1905, 1]]


def test_a_grid_shows_every_part_and_every_year_between_two():
    grid = year_grid(TWO, 1925, 1927)
    assert grid.columns.tolist() == [1925, 1926, 1927]
    assert grid.T.to_dict("list") == {"000": [0, 1, 2], "001": [0, 0, 0]}


def test_years_of_texts_without_a_date_are_an_empty_table():
    table = sentences_by_year(corpus_of(s000="день"))
    assert table.empty and table.columns.tolist() == ["part", "year", "sentences"]
