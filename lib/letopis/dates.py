"""Dates: every expression of time in a text settled to the span of days it means (EDTF, ISO 8601-2).

`find` (expressions.py) reads a sentence; `table` goes through each voice in order and settles what needs the dates
around it: the year that is not said, the next day, that day, the hour.

What the readings mean. A span is what the words surely contain, never a guess inside it: "late 1924" is 1924 with the
modifier "late", for nobody says where late begins. "About" adds the EDTF mark ~ and leaves the span. The winter of one
year lies at both its ends, so 1928-24 spans that year; the winter of 1928/29 is 1928-12/1929-02. The 20th century is
19XX; decades and years of two digits are of the 1900s. Days and months before 14 February 1918 are Julian as printed,
unless the text or a named day says otherwise. Where both styles are given, `edtf` is the new one and `other` the old;
so it is for a day after the reform that the text marks as old style.
"""

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from letopis.expressions import Expression, aside, find, named_rules
from letopis.sources import fold
from letopis.tables import SeedError, frame

__all__ = ["bounds", "find", "precision", "quoted", "settle", "table", "valid"]
COLUMNS = {
    "source": "str", "sentence": "int64", "start": "int64", "stop": "int64", "text": "str", "edtf": "str",
    "earliest": "datetime64[s]", "latest": "datetime64[s]", "precision": "str", "basis": "str", "calendar": "str",
    "other": "str", "modifier": "str", "rule": "str", "aside": "bool",
}
UNDATED = {"duration": "duration", "set": "duration", "vague": "vague", "today": "vague"}
PRECISION = (
    ("span", ".*/.*"), ("century", r"\d\dXX"), ("decade", r"\d{3}X"), ("day", r"\d{4}-\d\d-\d\d"),
    ("season", r"\d{4}-2[1-4]"), ("month", r"\d{4}-\d\d"), ("year", r"\d{4}"),
)
REFORM = date(1918, 2, 14)


class Found(NamedTuple):
    """An expression in its surroundings: whether it is only looked back to, whether it is inside quotation marks."""

    expression: Expression
    sentence: int
    start: int
    paragraph: int
    aside: bool
    quoted: bool


class Anchor(NamedTuple):
    """The date a voice has reached, and the paragraph it stands in (none: given by the historian)."""

    edtf: str = ""
    paragraph: int | None = None


@cache
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Give the first and the last day an EDTF date may mean, both inclusive; (None, None) for an empty one.

    Marks of approximation leave the span as it is. The winter of one year (1928-24) spans that year.
    Raises ValueError for what is no EDTF, or has no ends in days.

    >>> bounds("1927-11"), bounds("192X")[1]
    ((datetime.date(1927, 11, 1), datetime.date(1927, 11, 30)), datetime.date(1929, 12, 31))
    """
    from edtf import EDTFParseException, parse_edtf

    if not edtf:
        return None, None
    try:
        parsed = parse_edtf(re.sub(r"-24(?=$|[~/])", "", edtf))
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, TypeError, ValueError):
        raise ValueError(f"{edtf!r}; expected an EDTF date as 1927-11-07, 1927-11, 192X or 1928/1930") from None


def precision(edtf: str) -> str:
    """Name what kind of span an EDTF date is: day, month, season, year, decade, century or span."""
    return next((name for name, pattern in PRECISION if re.fullmatch(f"{pattern}~?", edtf)), "")


def new_style(day: date) -> date:
    """Turn a Julian day into the Gregorian one.

    >>> new_style(date(1917, 10, 25))
    datetime.date(1917, 11, 7)
    """
    return day + timedelta(days=day.year // 100 - day.year // 400 - 2)


def quoted(before: str) -> bool:
    """Say whether a place is inside quotation marks, by what stands before it in its paragraph."""
    opened = sum(before.count(mark) for mark in "«“„") - sum(before.count(mark) for mark in "»”")
    return opened > 0 or before.count('"') % 2 == 1


def _year(edtf: str) -> int | None:
    first, last = bounds(edtf)
    return first.year if first and first.year == last.year else None


def with_year(value: str, last: Anchor, ahead: str) -> str:
    """Give a date without its year the year of the last date, or of the next one where there is none before.

    Time goes on: after December a January is the next year's, and before a January a November is the last year's.
    """
    anchor = last.edtf or ahead
    if not anchor or (year := _year(anchor)) is None:
        return ""
    if value.startswith("XXXX-XX"):
        return f"{anchor[:7]}{value[7:]}" if precision(anchor) in ("day", "month") else ""
    first, *rest = value.split("/")
    month = {21: 4, 22: 7, 23: 10, 24: 1}.get(int(first[5:7]), int(first[5:7]))
    if precision(anchor) in ("day", "month"):
        year += (last.edtf != "" and month + 9 <= int(anchor[5:7])) - (last.edtf == "" and month > int(anchor[5:7]))
    later = [part.replace("XXXX", str(year + (part < first))) for part in rest]
    return "/".join((first.replace("XXXX", str(year)), *later))


def near(last: Anchor, paragraph: int) -> bool:
    """Say whether the last date stands in this paragraph or the one before, or was given by the historian."""
    return last.paragraph is None or paragraph - last.paragraph <= 1


def step(value: str, last: Anchor, paragraph: int) -> str:
    """Go from the last date: +1D, -2W, +3M, -1Y; empty where that is not exact enough or, but for the eve, far off."""
    amount, unit, exact = int(value[:-1]), value[-1], precision(last.edtf)
    if unit in "DW":
        ready = exact == "day" and (value == "-1D" or near(last, paragraph))
        return f"{date.fromisoformat(last.edtf) + timedelta(days=amount * (7 if unit == 'W' else 1))}" if ready else ""
    if unit == "M":
        months = int(last.edtf[:4]) * 12 + int(last.edtf[5:7]) - 1 + amount if exact in ("day", "month") else 0
        return f"{months // 12}-{months % 12 + 1:02}" if months else ""
    return f"{_year(last.edtf) + amount}" if last.edtf and _year(last.edtf) else ""


def refer(value: str, last: Anchor) -> str:
    """Give the last date as that day, month, year or time, as exactly as asked; empty where it is not so exact."""
    exact = precision(last.edtf)
    if value == "=DD" and exact == "day":
        return f"{date.fromisoformat(last.edtf) - timedelta(days=1)}/{last.edtf}"
    wanted = {"=": (exact, 99), "=D": ("day", 10), "=M": ("day month", 7), "=Y": ("day month season year", 4)}
    fits, length = wanted.get(value, ("", 0))
    return last.edtf[:length] if exact and exact in fits.split() else ""


def resolve(found: Found, last: Anchor, ahead: str) -> tuple[str, str]:
    """Give the EDTF date of an expression and its basis; the date is empty for what has none or cannot be settled."""
    value, rule = found.expression.value, found.expression.rule
    if value in ("today", "hour"):
        told = found.quoted if value == "today" else near(last, found.paragraph)
        return (refer("=D", last) if told else ""), "relative" if value == "today" else "context"
    if value in UNDATED:
        return "", "explicit" if UNDATED[value] == "duration" else "relative"
    if value[0] in "+-":
        return step(value, last, found.paragraph), "relative"
    if value[0] == "=":
        return refer(value, last), "relative"
    edtf = with_year(value, last, ahead) if "XXXX" in value else value
    return edtf, "named" if rule == "named day" else "context" if "XXXX" in value else "explicit"


def modified(edtf: str, modifier: str) -> str:
    """Apply the modifiers that change the span or its mark: a half of a year, month or decade, the eve, about."""
    kind = precision(edtf)
    if modifier == "eve" and kind == "day":
        return f"{date.fromisoformat(edtf) - timedelta(days=1)}"
    if modifier.endswith("half") and kind in ("year", "month", "decade"):
        halves = {"year": ("-01", "-06", "-07", "-12"), "decade": ("0", "4", "5", "9")}
        ends = halves.get(kind) or ("-01", "-15", "-16", f"-{bounds(edtf)[1]:%d}")
        start, stop = ends[:2] if modifier.startswith("first") else ends[2:]
        return f"{edtf.rstrip('X')}{start}/{edtf.rstrip('X')}{stop}"
    return "/".join(f"{part}~" for part in edtf.split("/")) if edtf and modifier == "about" else edtf


def calendar(found: Found, edtf: str, known: frozenset[str]) -> tuple[str, str, str]:
    """Give the date, its calendar and its other reading, by what the text says of the style and by the date itself."""
    text, other = found.expression.text, found.expression.other
    exact, first, last = precision(edtf), *bounds(edtf)
    if not edtf or other:
        return edtf, "gregorian", f"{edtf[:4]}{other[4:]}" if other.startswith("X") else other
    old = re.search(r"\b(?:стар\w+ стил|ст\. ?ст|old[ -]style|O\. ?S)", text, re.IGNORECASE)
    new = re.search(r"\b(?:нов\w+ стил|н\. ?ст|new[ -]style|N\. ?S)", text, re.IGNORECASE)
    if old and exact == "day":
        return (edtf, "julian", f"{new_style(first)}") if last < REFORM else (f"{new_style(first)}", "gregorian", edtf)
    fine = exact in ("day", "month", "season") or (exact == "span" and len(edtf) >= 15)
    return edtf, "julian" if fine and last < REFORM and not new and edtf not in known else "gregorian", ""


def settle(voice: list[Found], told: str = "") -> list[tuple[str, str]]:
    """Give (edtf, basis) of every expression of one voice, in order.

    What moves the reached date: dates that are settled, not aside, not steps back, and exact to one year. A word such
    as "the next day" takes the date that follows it after a comma. `told` is the date the voice starts from.
    """
    first_told = sorted(voice, key=lambda found: found.aside)
    said = (found.expression.value for found in first_told if found.expression.value[:4].isdigit())
    ahead = next((value for value in said if valid(value) and _year(value)), "")
    last, settled = Anchor(told), []
    for found, following in zip_longest(voice, voice[1:]):
        target = following if following and _apposed(found, following) else found
        edtf, basis = resolve(target, last, ahead)
        basis = "relative" if target is not found else basis
        edtf = modified(edtf, found.expression.modifier) if target is found else edtf
        edtf = edtf if valid(edtf) else ""
        back = found.expression.value.startswith("-") or found.expression.modifier == "eve"
        if edtf and not found.aside and not back and _year(edtf):
            last = Anchor(edtf.replace("~", ""), found.paragraph)
        settled.append((edtf, basis))
    return settled


def _apposed(found: Found, following: Found) -> bool:
    gap = following.start - found.start - len(found.expression.text)
    relative = found.expression.value in ("today", "hour") or found.expression.value[0] in "+-="
    dated = following.expression.value[0] in "12X"
    return found.sentence == following.sentence and 0 <= gap <= 5 and relative and dated


def valid(edtf: str) -> bool:
    """Say whether this is a date in EDTF that has a first and a last day."""
    try:
        return bounds(edtf)[0] is not None
    except ValueError:
        return False


def read(sentences: pd.DataFrame, language: str, days: list[dict]) -> list[Found]:
    """Find the expressions of one voice, in order, with their surroundings."""
    named = named_rules(days, language)
    found, before, paragraph = [], "", None
    for row in sentences.itertuples():
        before = before if row.paragraph == paragraph else ""
        paragraph, folded = row.paragraph, fold(row.text)
        for expression in find(folded.text, language, named):
            start, stop = folded.span(expression.start, expression.stop)
            away, inside = aside(folded.text, expression, language), quoted(before + folded.text[:expression.start])
            kept = expression._replace(text=row.text[start:stop])
            found.append(Found(kept, row.sentence, row.start + start, row.paragraph, away, inside))
        before += folded.text + " "
    return found


def named_days(folder: Path) -> list[dict]:
    """Read the named days of events.toml (tables [[named_day]]); none where there is no such file."""
    path = folder / "events.toml"
    try:
        return tomllib.loads(path.read_text("utf-8")).get("named_day", []) if path.is_file() else []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{path}: {error}; expected TOML in UTF-8.") from None


def table(corpus) -> pd.DataFrame:
    """Find and settle every expression of time in every text.

    Out: source, sentence, start, stop, text, edtf ("" where there is no date), earliest and latest (inclusive, NaT
    where there is no date), precision (day, month, season, year, decade, century, span; duration or vague where there
    is none), basis (explicit: said in full; context: year or day from dates around it; relative; named: a named day),
    calendar (gregorian, julian), other (the reading in the other calendar), modifier (early, mid, late, first half,
    second half, about, eve), rule (its name in expressions.toml), aside (looked back or across to, as in brackets).
    Sorted by source, then start. Raises SeedError for a named day in events.toml that is not a date.
    """
    days, rows = named_days(corpus.folder), []
    known = frozenset(row["day"] for row in days)
    told = dict(zip(corpus.parts["part"], corpus.parts["told"], strict=True))
    for (source, part), sentences in corpus.sentences.groupby(["source", "part"], sort=False):
        voice = read(sentences, corpus.sources.loc[source, "language"], days)
        for found, (edtf, basis) in zip(voice, settle(voice, told.get(part, "")), strict=True):
            rows.append(_row(source, found, edtf, basis, known))
    return frame(sorted(rows, key=lambda row: (row[0], row[2])), COLUMNS)


def _row(source: str, found: Found, edtf: str, basis: str, known: frozenset[str]) -> tuple:
    expression = found.expression
    edtf, style, other = calendar(found, edtf, known)
    kind = precision(edtf) or UNDATED.get(expression.value, "vague")
    place = (source, found.sentence, found.start, found.start + len(expression.text), expression.text)
    return (*place, edtf, *bounds(edtf), kind, basis, style, other, expression.modifier, expression.rule, found.aside)
