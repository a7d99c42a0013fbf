"""A date is a span of days, and what is no EDTF is refused."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from letopis.dates import bounds
from letopis.dates.edtf import days_between, is_valid, part, precision, shift


@pytest.mark.parametrize(
    ("edtf", "first", "last", "kind"),
    [
        ("1927-11-07", date(1927, 11, 7), date(1927, 11, 7), "day"),
        ("1773-09-24", date(1773, 9, 24), date(1773, 9, 24), "day"),
        ("1928-02", date(1928, 2, 1), date(1928, 2, 29), "month"),
        ("1927-21", date(1927, 3, 1), date(1927, 5, 31), "season"),
        ("1928-24", date(1928, 1, 1), date(1928, 12, 31), "season"),
        ("1927", date(1927, 1, 1), date(1927, 12, 31), "year"),
        ("192X", date(1920, 1, 1), date(1929, 12, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("1928/1930", date(1928, 1, 1), date(1930, 12, 31), "span"),
        ("1920~/1921~", date(1920, 1, 1), date(1921, 12, 31), "span"),
        ("1917-11-01/1917-11-02", date(1917, 11, 1), date(1917, 11, 2), "span"),
        ("[1927,1928]", date(1927, 1, 1), date(1928, 12, 31), "span"),
        ("0988", date(988, 1, 1), date(988, 12, 31), "year"),
        ("", None, None, ""),
    ],
)
def test_a_date_has_a_first_and_a_last_day_and_a_precision(edtf, first, last, kind):
    assert bounds(edtf) == (first, last)
    assert precision(edtf) == kind


YEARS = st.integers(1, 9999).map("{:04}".format)
DATES = st.one_of(
    st.dates().map(str),
    st.tuples(YEARS, st.integers(1, 12)).map(lambda parts: "{}-{:02}".format(*parts)),
    st.tuples(YEARS, st.integers(21, 23)).map(lambda parts: "{}-{}".format(*parts)),
    YEARS,
    YEARS.map(lambda year: f"{year[:3]}X"),
    YEARS.map(lambda year: f"{year[:2]}XX"),
)


@given(DATES, st.sampled_from(["{}", "{}~", "{}/9999"]))
def test_the_bounds_are_those_of_the_edtf_library(plain, form):
    edtf = form.format(plain)
    if is_valid(edtf):
        parsed = parse_edtf(edtf)
        ends = parsed.lower_strict(), parsed.upper_strict()
        assert bounds(edtf) == tuple(date(*end[:3]) for end in ends)


@pytest.mark.parametrize(
    "text", ["ноябрь", "1927-02-31", "1929/..", "/1929", "1927-21~", "7.11.1927"]
)
def test_what_is_no_date_with_two_ends_is_not_valid(text):
    assert not is_valid(text)
    with pytest.raises(ValueError, match="expected an EDTF date"):
        bounds(text)


@pytest.mark.parametrize(
    ("edtf", "amount", "unit", "expected"),
    [
        ("1927-11-07", -1, "D", "1927-11-06"),
        ("1927-11-07", 3, "M", "1928-02"),
        ("1927-01", -1, "M", "1926-12"),
        ("1927-11-07", -1, "Y", "1926"),
        ("1927-11", 1, "D", ""),
        ("1927", 1, "M", ""),
        ("192X", 1, "Y", ""),
    ],
)
def test_a_step_goes_only_from_a_date_that_is_exact_enough(edtf, amount, unit, expected):
    assert shift(edtf, amount, unit) == expected


def test_halves_are_of_years_months_and_decades_only():
    assert part("1927", "second half") == "1927-07/1927-12"
    assert part("192X", "first half") == "1920/1924"
    assert part("1927-02", "second half") == "1927-02-16/1927-02-28"
    assert part("18XX", "first half") == "1800/1849"
    assert part("1927-21", "first half") == "1927-21"


def test_spans_that_meet_are_no_days_apart():
    assert days_between("1927-11", "1927") == days_between("1927", "1927-11") == 0
    assert days_between("1927-11-07", "1927-11-09") == 2
