"""Spans of time in EDTF (ISO 8601-2): first and last day, precision, and steps from one to another.

A span is what the words surely contain, never a guess inside it: "late 1924" is 1924, for nobody
says where late begins. "About" adds the mark ~ and leaves the span as it is. The winter of one year
lies at both its ends, so 1928-24 spans that year; the winter of 1928/29 is 1928-12/1929-02.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

KINDS = re.compile(
    r"(?P<span>.*/.*|\[.*\])|(?P<century>\d\dXX)|(?P<decade>\d{3}X)|(?P<day>\d{4}-\d\d-\d\d)"
    r"|(?P<season>\d{4}-2[1-4])|(?P<month>\d{4}-\d\d)|(?P<year>\d{4})"
)
FINE = ("day", "month")
REFORM = date(1918, 2, 14)  # the first day of the new style in Russia
SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (1, 12)}  # first and last month
SIZES = {"month": 30, "year": 12, "decade": 10, "century": 100}  # in days, months, years
ORDINALS = ("first", "second", "third", "fourth")
COUNTS = {"half": 2, "third": 3, "quarter": 4}  # parts of a date


@cache
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and the last day that an EDTF date may mean.

    Args:
        edtf: A date, an interval of two or a choice [1927,1928]; marks of approximation do not
            count.

    Returns:
        Two days, both inclusive; (None, None) for an empty string.

    Raises:
        ValueError: For what is no EDTF, or has no ends in days.

    >>> bounds("1927-11"), bounds("192X")[1]
    ((datetime.date(1927, 11, 1), datetime.date(1927, 11, 30)), datetime.date(1929, 12, 31))
    """
    return span(edtf) if edtf else (None, None)


@cache
def span(edtf: str) -> tuple[date, date]:
    """Return the first and the last day of a date that is not empty, see `bounds`."""
    first, last = ends(edtf)
    try:
        return _days(first)[0], _days(last)[1]
    except ValueError:
        expected = "expected an EDTF date as 1927-11-07, 1927-11, 192X or 1928/1930"
        raise ValueError(f"{edtf!r}; {expected}") from None


def ends(edtf: str) -> tuple[str, str]:
    """Return the dates at both ends of an interval or a choice, of another date itself twice.

    >>> ends("1917/1921"), ends("[1927,1928]"), ends("1927")
    (('1917', '1921'), ('1927', '1928'), ('1927', '1927'))
    """
    parts = edtf.strip("[]").replace(",", "/").split("/")
    return parts[0], parts[-1]


def _days(edtf: str) -> tuple[date, date]:
    """Return the first and the last day of a date that is no interval."""
    kind = precision(edtf)
    if kind == "day":
        day = date.fromisoformat(edtf[:10])
        return day, day
    first = 1
    last = 12
    if kind == "season" and edtf[5:] in SEASONS:  # EDTF has no season that is approximate
        first, last = SEASONS[edtf[5:]]
    elif kind == "month":
        first = last = int(edtf[5:7])
    elif kind not in ("year", "decade", "century"):
        raise ValueError
    end = int(edtf[:4].replace("X", "9"))
    _, length = monthrange(end, last)
    return date(int(edtf[:4].replace("X", "0")), first, 1), date(end, last, length)


def is_valid(edtf: str) -> bool:
    """Return whether a text is an EDTF date with a first and a last day, in this order.

    >>> is_valid("1927/1928"), is_valid("1928/1927"), is_valid("")
    (True, False, False)
    """
    try:
        first, last = bounds(edtf)
    except ValueError:
        return False
    return first is not None and last is not None and first <= last


def precision(edtf: str) -> str:
    """Return what kind of span a date is: day, month, season, year, decade, century or span.

    >>> precision("1927-23"), precision("192X"), precision("")
    ('season', 'decade', '')
    """
    match = KINDS.fullmatch(edtf.removesuffix("~"))
    return (match and match.lastgroup) or ""


def year_of(edtf: str) -> int | None:
    """Return the year that a date lies in, None where it is empty or in several."""
    first, last = bounds(edtf)
    return first.year if first and last and first.year == last.year else None


def days_from(one: str, other: str) -> int:
    """Return the days from the first day of one span to the first day of another."""
    return (span(other)[0] - span(one)[0]).days


def days_between(one: str, other: str) -> int:
    """Return the number of days between two spans, 0 where they meet."""
    first, last = span(one)
    begin, end = span(other)
    return max((begin - last).days, (first - end).days, 0)


def is_before(one: str, other: str) -> bool:
    """Return whether a span ends before another begins."""
    return span(one)[1] < span(other)[0]


def shift(edtf: str, amount: int, unit: str) -> str:
    """Return the date so many days, weeks, months or years (D, W, M, Y) away.

    It is empty where the date is not exact enough: a month has no day after it. Half weeks (HW) end
    on one of two days, half months (HM) in a month.

    >>> shift("1927-11-07", 2, "W"), shift("1927-11-07", 3, "M"), shift("1927", 1, "D")
    ('1927-11-21', '1928-02', '')
    """
    kind = precision(edtf)
    if unit in ("D", "W"):
        days = timedelta(days=amount * (7 if unit == "W" else 1))
        return f"{date.fromisoformat(edtf) + days}" if kind == "day" else ""
    if unit == "HW":
        first = shift(edtf, 7 * amount // 2, "D")
        return first and f"{first}/{shift(first, 1, 'D')}"
    if unit == "HM":
        return shift(edtf, 15 * amount, "D")[:7]
    if unit == "M":
        months = int(edtf[:4]) * 12 + int(edtf[5:7]) - 1 + amount if kind in FINE else 0
        return f"{months // 12:04}-{months % 12 + 1:02}" if months else ""
    year = year_of(edtf)
    return f"{year + amount:04}" if year else ""


def part(edtf: str, which: str) -> str:
    """Return a part of a year, month, decade or century; of another date the date itself.

    >>> part("1927-11", "second half"), part("192X", "first half"), part("1928", "third quarter")
    ('1927-11-16/1927-11-30', '1920/1924', '1928-07/1928-09')
    """
    ordinal, unit = which.split()
    number = ORDINALS.index(ordinal)
    count = COUNTS[unit]
    kind = precision(edtf)
    if kind not in SIZES or SIZES[kind] % count:
        return edtf
    size = SIZES[kind] // count
    first = number * size
    last = first + size - 1
    if kind == "year":
        return f"{edtf}-{first + 1:02}/{edtf}-{last + 1:02}"
    if kind == "month":
        end = span(edtf)[1].day if number == count - 1 else last + 1
        return f"{edtf}-{first + 1:02}/{edtf}-{end:02}"
    stem = int(edtf.replace("X", "0"))
    return f"{stem + first:04}/{stem + last:04}"


def months_of(edtf: str) -> str:
    """Return the month of a day, or of two their months; of what is no day the date itself.

    >>> months_of("1927-11-07"), months_of("1927-11-28/1927-12-02"), months_of("1927")
    ('1927-11', '1927-11/1927-12', '1927')
    """
    parts = [part[:7] if precision(part) == "day" else part for part in edtf.split("/")]
    return "/".join(dict.fromkeys(parts))


def new_style(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Julian one, which may be a 29 February that only it has.

    >>> new_style(1917, 10, 25), new_style(1900, 2, 29)
    (datetime.date(1917, 11, 7), datetime.date(1900, 3, 13))
    """
    century = (year - (month < 3)) // 100
    days_apart = century - century // 4 - 2
    return date(year, month, 1) + timedelta(days=day - 1 + days_apart)


def weekday_of(day: date, calendar: str) -> int:
    """Return the day of the week, Monday being 1, of a day in a calendar.

    >>> weekday_of(date(1897, 10, 4), "julian"), weekday_of(date(1927, 11, 7), "julian")
    (6, 1)
    """
    is_old = calendar == "julian" and day < REFORM
    return (new_style(day.year, day.month, day.day) if is_old else day).isoweekday()


def with_leap_day(edtf: str) -> str:
    """Return a day as "new|old" where only the Julian calendar has it: 29 February 1900."""
    year, _, day = edtf.partition("-")
    is_julian = day == "02-29" and year.endswith("00") and int(year) % 400 > 0
    return f"{new_style(int(year), 2, 29)}|{edtf}" if is_julian else edtf
