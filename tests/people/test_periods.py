"""Mentions by narrated time: whatever the periods, they add up to all mentions."""

import pytest
from named_texts import EMPTY, NAMED

from letopis.people.counts import mention_counts
from letopis.people.periods import by_dating, by_period, period_grid

COUNTS = ["period", "dated_by", "within", "spread", "count", "n"]
TOTALS = ["period", "within", "spread", "count"]


def test_a_time_of_four_years_adds_a_quarter_to_each():
    table = by_period(NAMED, ["trotsky"]).query("source == '000'")
    assert table[COUNTS].values.tolist() == [
        ["1926", "context", 0, 0.25, 0.25, 3],
        ["1927", "context", 0, 0.25, 0.25, 3],
        ["1927", "sentence", 2, 0, 2, 3],
        ["1928", "context", 0, 0.25, 0.25, 3],
        ["1929", "context", 0, 0.25, 0.25, 3],
    ]


def test_mentions_without_a_time_have_a_row_of_their_own():
    table = by_period(NAMED, ["trotsky"]).query("source == '001'")
    assert table[COUNTS].values.tolist() == [["undated", "none", 0, 0, 1, 1]]


def test_mentions_outside_the_periods_shown_are_counted():
    table = by_period(NAMED, first=1927, last="1928")
    trotsky = table.query("source == '000' and entity == 'trotsky'")
    trotsky = trotsky.set_index(["period", "dated_by"])
    assert trotsky.loc[("before 1927", "context"), "spread"] == 0.25
    assert trotsky.loc[("after 1928", "context"), "spread"] == 0.25
    stalin = table.query("entity == 'stalin'")
    assert stalin[["period", "within"]].values.tolist() == [["before 1927", 1]]


@pytest.mark.parametrize("unit", ["mentions", "sentences"])
@pytest.mark.parametrize("period", ["year", "month"])
@pytest.mark.parametrize(
    ("first", "last"),
    [(None, None), (1927, 1927), ("1927-11", "1928"), (1800, 1801), (2000, 2001)],
)
def test_for_each_entity_the_counts_add_up_to_n(unit, period, first, last):
    table = by_period(NAMED, period=period, first=first, last=last, unit=unit)
    total = table.groupby(["source", "entity"]).agg(count=("count", "sum"), n=("n", "first"))
    assert total["count"].to_numpy() == pytest.approx(total["n"].to_numpy())
    counts = mention_counts(NAMED, unit=unit).query("count > 0")
    assert total["n"].to_dict() == counts.set_index(["source", "entity"])["count"].to_dict()


def test_months_are_named_and_bounded_by_months():
    table = by_period(NAMED, ["trotsky"], period="month", first="1927-10", last="1927")
    table = table.query("source == '000'")
    months = ["1927-10", "1927-11", "1927-11", "1927-12"]
    assert table["period"].tolist() == ["before 1927-10", *months, "after 1927-12"]
    before = table.query("period == 'before 1927-10'")
    assert before["spread"].tolist() == [pytest.approx(21 / 48)]


def test_an_unknown_period_or_grouping_is_refused_by_name():
    with pytest.raises(ValueError, match="period='week'"):
        by_period(NAMED, period="week")
    with pytest.raises(ValueError, match="by='voice'"):
        by_period(NAMED, by="voice")


def test_a_grid_has_every_period_and_keeps_the_order_of_the_names():
    count, spread, _ = period_grid(NAMED, ["trotsky", "nobody", "stalin"], first=1927, last=1930)
    assert count.index.tolist() == spread.index.tolist() == ["Trotsky", "nobody", "Stalin"]
    years = ["1927", "1928", "1929", "1930"]
    assert count.columns.tolist() == spread.columns.tolist() == ["before 1927", *years, "undated"]
    assert count.loc["Trotsky"].tolist() == [0.25, 2.25, 0.25, 0.25, 0, 1]
    assert spread.loc["Trotsky"].tolist() == [0.25, 0.25, 0.25, 0.25, 0, 0]
    assert count.loc["Stalin", "before 1927"] == 1 and count.loc["nobody"].sum() == 0


def test_a_grid_may_have_a_row_for_each_source_named_in_only_the_periods_asked_for():
    months = {"period": "month", "first": "1927-10", "last": "1927-12"}
    count, *_ = period_grid(NAMED, ["trotsky", "stalin"], by="source", outside=False, **months)
    assert count.index.tolist() == ["000 Trotsky"]
    assert count.columns.tolist() == ["1927-10", "1927-11", "1927-12"]


def test_totals_add_up_the_ways_of_dating_and_keep_the_order_of_the_names():
    table = period_grid(NAMED, ["trotsky", "stalin"], first=1927, last=1928).totals
    assert table[["entity", *TOTALS]].values.tolist() == [
        ["trotsky", "before 1927", 0, 0.25, 0.25],
        ["trotsky", "1927", 2, 0.25, 2.25],
        ["trotsky", "1928", 0, 0.25, 0.25],
        ["trotsky", "after 1928", 0, 0.25, 0.25],
        ["trotsky", "undated", 0, 0, 1],
        ["stalin", "before 1927", 1, 0, 1],
    ]


def test_totals_by_source_may_leave_out_what_lies_outside():
    of_1927 = {"first": 1927, "last": 1927, "outside": False}
    table = period_grid(NAMED, ["trotsky"], by="source", **of_1927).totals
    assert table[["source", *TOTALS]].values.tolist() == [["000", "1927", 2, 0.25, 2.25]]


def test_a_grid_without_bounds_reaches_from_the_earliest_to_the_latest_period():
    count, *_ = period_grid(NAMED, ["stalin", "trotsky"])
    years = [str(year) for year in range(1917, 1930)]
    assert count.columns.tolist() == [*years, "undated"]


def test_mentions_are_counted_by_what_dates_their_sentence():
    table = by_dating(NAMED, ["trotsky", "stalin"])
    assert table[["dated_by", "entity", "count"]].values.tolist() == [
        ["sentence", "trotsky", 2],
        ["context", "trotsky", 1],
        ["frame", "stalin", 1],
        ["none", "trotsky", 1],
    ]


def test_a_corpus_without_names_gives_empty_tables_and_grids():
    assert by_period(EMPTY).columns[0] == "source" and by_dating(EMPTY, []).empty
    grids = period_grid(EMPTY, ["trotsky"], first=1927, last=1928)
    assert grids.counts.to_numpy().sum() == 0 and grids.totals.empty


@pytest.mark.parametrize("by", ["source", "part"])
def test_every_mention_of_the_four_texts_is_counted_once(corpus, by):
    table = by_period(corpus.with_furniture(), by=by)
    mentions = (corpus.mentions["kind"] == "name").sum()
    assert table["count"].sum() == pytest.approx(mentions)
