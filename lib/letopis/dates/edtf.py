"""Spans of time in EDTF (ISO 8601-2): first and last day, precision, and steps from one to another.

A span is what the words surely contain, never a guess inside it: "late 1924" is 1924, for nobody
says where late begins. "About" adds the mark ~ and leaves the span as it is. The winter of one year
lies at both its ends, so 1928-24 spans that year; the winter of 1928/29 is 1928-12/1929-02.
"""

import re
from datetime import date, timedelta
from functools import cache

PRECISIONS = {
    "span": ".*/.*",
    "century": r"\d\dXX",
    "decade": r"\d{3}X",
    "day": r"\d{4}-\d\d-\d\d",
    "season": r"\d{4}-2[1-4]",
    "month": r"\d{4}-\d\d",
    "year": r"\d{4}",
}
FINE = ("day", "month")
WINTER = re.compile(r"-24(?=$|[~/])")
SEASON_MONTHS = {21: 4, 22: 7, 23: 10, 24: 1}  # a month that says which of two seasons is earlier
HALVES = {"year": ("-01/-06", "-07/-12"), "decade": ("0/4", "5/9")}


@cache
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and the last day that an EDTF date may mean.

    Args:
        edtf: A date or an interval of two; marks of approximation do not count.

    Returns:
        Two days, both inclusive; (None, None) for an empty string.

    Raises:
        ValueError: For what is no EDTF, or has no ends in days.

    >>> bounds("1927-11"), bounds("192X")[1]
    ((datetime.date(1927, 11, 1), datetime.date(1927, 11, 30)), datetime.date(1929, 12, 31))
    """
    from edtf import EDTFParseException, parse_edtf

    if not edtf:
        return None, None
    try:
        parsed = parse_edtf(WINTER.sub("", edtf))
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, TypeError, ValueError):
        expected = "expected an EDTF date as 1927-11-07, 1927-11, 192X or 1928/1930"
        raise ValueError(f"{edtf!r}; {expected}") from None


def first_day(edtf: str) -> date:
    """Return the first day of a date that is not empty."""
    first, _ = bounds(edtf)
    assert first is not None
    return first


def last_day(edtf: str) -> date:
    """Return the last day of a date that is not empty."""
    _, last = bounds(edtf)
    assert last is not None
    return last


def is_valid(edtf: str) -> bool:
    """Return whether a text is an EDTF date with a first and a last day."""
    try:
        return bounds(edtf)[0] is not None
    except ValueError:
        return False


def precision(edtf: str) -> str:
    """Return what kind of span a date is: day, month, season, year, decade, century or span.

    >>> precision("1927-23"), precision("192X"), precision("")
    ('season', 'decade', '')
    """
    plain = edtf.removesuffix("~")
    kinds = (kind for kind, pattern in PRECISIONS.items() if re.fullmatch(pattern, plain))
    return next(kinds, "")


def year_of(edtf: str) -> int | None:
    """Return the year that a date lies in, None where it is empty or in several."""
    if not edtf:
        return None
    first = first_day(edtf)
    return first.year if first.year == last_day(edtf).year else None


def days_between(one: str, other: str) -> int:
    """Return the number of days between two spans, 0 where they meet."""
    ahead = first_day(other) - last_day(one)
    back = first_day(one) - last_day(other)
    return max(ahead.days, back.days, 0)


def is_before(one: str, other: str) -> bool:
    """Return whether a span ends before another begins."""
    return last_day(one) < first_day(other)


def month_of(value: str) -> int:
    """Return the month of a date that may not say its year; of a season, a month inside it."""
    number = int(value[5:7])
    return SEASON_MONTHS.get(number, number)


def shift(edtf: str, amount: int, unit: str) -> str:
    """Return the date so many days, weeks, months or years (D, W, M, Y) away.

    It is empty where the date is not exact enough: a month has no day after it.

    >>> shift("1927-11-07", 2, "W"), shift("1927-11-07", 3, "M"), shift("1927", 1, "D")
    ('1927-11-21', '1928-02', '')
    """
    kind = precision(edtf)
    if unit in ("D", "W"):
        days = timedelta(days=amount * (7 if unit == "W" else 1))
        return f"{date.fromisoformat(edtf) + days}" if kind == "day" else ""
    if unit == "M" and kind not in FINE:
        return ""
    if unit == "M":
        months = int(edtf[:4]) * 12 + int(edtf[5:7]) - 1 + amount
        return f"{months // 12:04}-{months % 12 + 1:02}"
    year = year_of(edtf)
    return f"{year + amount:04}" if year else ""


def half(edtf: str, which: str) -> str:
    """Return the first or the second half of a year, month or decade; of others the date itself.

    >>> half("1927-11", "second half"), half("192X", "first half")
    ('1927-11-16/1927-11-30', '1920/1924')
    """
    kind = precision(edtf)
    if kind not in ("year", "month", "decade"):
        return edtf
    monthly = ("-01/-15", f"-16/-{last_day(edtf):%d}")
    first, second = HALVES.get(kind, monthly)
    start, stop = (first if which.startswith("first") else second).split("/")
    stem = edtf.rstrip("X")
    return f"{stem}{start}/{stem}{stop}"


def approximate(edtf: str) -> str:
    """Return a date with the mark of approximation on each of its ends."""
    return "/".join(f"{part}~" for part in edtf.split("/")) if edtf else ""


def new_style(day: date) -> date:
    """Return the Gregorian day of a Julian one.

    >>> new_style(date(1917, 10, 25))
    datetime.date(1917, 11, 7)
    """
    return day + timedelta(days=day.year // 100 - day.year // 400 - 2)
