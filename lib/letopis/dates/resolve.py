"""Dates: every expression of time in a text settled to the span of days it means (EDTF, ISO 8601-2).

`find` (expressions.py) reads a sentence; `table` goes through each voice in order and settles what needs the dates
around it: the year that is not said, the next day, that day, the hour.

What the readings mean. A span is what the words surely contain, never a guess inside it: "late 1924" is 1924 with the
modifier "late", for nobody says where late begins. "About" adds the EDTF mark ~ and leaves the span. The winter of one
year lies at both its ends, so 1928-24 spans that year; the winter of 1928/29 is 1928-12/1929-02. The 20th century is
19XX; decades and years of two digits are of the 1900s. Days and months before 14 February 1918 are Julian as printed,
unless the text or a named day says otherwise. Where both styles are given, `edtf` is the new one and `other_calendar` the old;
so it is for a day after the reform that the text marks as old style.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from letopis.dates.expressions import (
    Expression,
    Rule,
    aside,
    dateline,
    find,
    named_rules,
    signs,
    tells_back,
    weekday,
)
from letopis.texts.catalogue import fold
from letopis.texts.tables import frame, known, read_toml

COLUMNS = {"source": "str", "part": "str", "sentence": "int64", "start": "int64", "stop": "int64", "text": "str", "edtf": "str",
           "earliest": "datetime64[s]", "latest": "datetime64[s]", "precision": "str", "basis": "str",
           "calendar": "str", "other_calendar": "str", "modifier": "str", "rule": "str", "is_background": "bool",
           "is_anachrony": "bool"}
UNDATED = {"duration": "duration", "set": "duration", "vague": "vague"}
FINE = ("day", "month")
PRECISION = (("span", ".*/.*"), ("century", r"\d\dXX"), ("decade", r"\d{3}X"), ("day", r"\d{4}-\d\d-\d\d"),
             ("season", r"\d{4}-2[1-4]"), ("month", r"\d{4}-\d\d"), ("year", r"\d{4}"))
REFORM = date(1918, 2, 14)
MID_MONTH = {21: 4, 22: 7, 23: 10, 24: 1}                  # of a season, to tell what comes before what
OLD_STYLE = re.compile(r"\b(?:стар\w+ стил|ст\. ?ст|old[ -]style|O\. ?S)", re.IGNORECASE)
NEW_STYLE = re.compile(r"\b(?:нов\w+ стил|н\. ?ст|new[ -]style|N\. ?S)", re.IGNORECASE)


class Found(NamedTuple):
    """An expression in its surroundings.

    `aside`: only looked back to; `quoted`: inside quotation marks; `back`: its sentence tells of what was before;
    `dateline`: it opens a report or an entry; `gap`: what stands between it and the one before in its sentence.
    """

    expression: Expression
    sentence: int
    start: int
    paragraph: int
    aside: bool
    quoted: bool
    back: bool = False
    dateline: bool = False
    gap: str | None = None


class Telling(NamedTuple):
    """Where a voice is.

    `line`: the date its main line has reached; `fine`: the last day or month on it; `here`: the last date told, perhaps
    off it; `paragraph`: where that stands; `near`: where the last day stands (none: given by the historian); `speech`:
    the day on which the voice speaks; `holiday`: XXXX-11-07, or with its year.
    """

    line: str = ""
    fine: str = ""
    here: str = ""
    paragraph: int | None = None
    near: int | None = None
    speech: str = ""
    holiday: str = ""


class Settled(NamedTuple):
    """The date of an expression, its basis, and whether it leaves the main line (a look back or ahead)."""

    edtf: str
    basis: str
    off: bool = False


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


def unpaired(before: str) -> str:
    """Keep of what stands before a place the quotation marks without their partner: all that `quoted` needs.

    >>> unpaired('«Да», "нет», «но')
    '"'
    """
    opened = sum(before.count(mark) for mark in "«“„") - sum(before.count(mark) for mark in "»”")
    return "«" * opened + "»" * -opened + '"' * (before.count('"') % 2)


def quoted(before: str) -> bool:
    """Say whether a place is inside quotation marks, by what stands before it in its paragraph."""
    return not {"«", '"'}.isdisjoint(unpaired(before))


def _year(edtf: str) -> int | None:
    first, last = bounds(edtf)
    return first.year if first and first.year == last.year else None


def distance(one: str, other: str) -> int:
    """Count the days between two spans, 0 where they meet."""
    (first, last), (begin, end) = bounds(one), bounds(other)
    return max((begin - last).days, (first - end).days, 0)


def with_year(found: Found, telling: Telling, ahead: str) -> str:
    """Give a date without its year the year of the main line, or of the next date where there is none before.

    Off the line, a day or month told there counts. Time goes on: after December a January is the next year's, and
    before a January a November is the last year's, where nothing was told yet or the sentence tells back. A day of the
    month that has the number of a holiday not far ahead is the holiday; a day of the week named with it decides.
    """
    value, modifier = found.expression.value, found.expression.modifier
    reached = telling.here if precision(telling.here) in FINE else telling.line
    if reached == telling.line and goes_on(value, telling):
        reached = telling.fine
    anchor = reached or ahead
    if not anchor or (year := _year(anchor)) is None:
        return ""
    if value.startswith("XXXX-XX"):
        feast = holiday(telling) if telling.holiday[8:] == value[8:] else ""
        if feast and value[8:] == feast[8:] and 0 <= (bounds(feast)[0] - bounds(anchor)[0]).days <= 62:
            return feast
        return day_near(int(value[8:]), anchor) if precision(anchor) in FINE else ""
    first, *rest = value.split("/")
    month = MID_MONTH.get(int(first[5:7]), int(first[5:7]))
    if modifier in ("next", "last", "next year", "last year"):
        year += shift(first, year, anchor, modifier)
    elif precision(anchor) in FINE:
        back = found.back or not reached
        year += (not back and month + 9 <= int(anchor[5:7])) - (back and month > int(anchor[5:7]))
    if precision(first.replace("X", "1")) == "day" and (exact := weekday(found.expression.text)):
        days = ((one, first.replace("XXXX", str(one))) for far in range(4) for one in (year + far, year - far))
        fits = (one for one, day in days if valid(day) and bounds(day)[0].isoweekday() == int(exact[-1]))
        year = next(fits, year)
    later = [part.replace("XXXX", str(year + (part < first))) for part in rest]
    return "/".join((first.replace("XXXX", str(year)), *later))


def goes_on(value: str, telling: Telling) -> bool:
    """Say whether a day or month goes on from the last one on the line, over a year far off named in between."""
    fine, line = telling.fine, telling.line
    if not fine or precision(line) in FINE or distance(fine, line) <= 730:
        return False
    day = value.replace("XXXX-XX", fine[:7]).replace("XXXX", fine[:4]).split("/")[0]
    return valid(day) and -31 <= (bounds(day)[0] - bounds(fine)[0]).days <= 62


def shift(value: str, year: int, anchor: str, modifier: str) -> int:
    """How many years from the year reached the next or the last such season, month or day lies."""
    way = 1 if modifier.startswith("next") else -1
    if modifier.endswith("year") or precision(anchor) == "year":
        return way
    (first, last), (begin, end) = bounds(value.replace("XXXX", str(year))), bounds(anchor)
    return 0 if (first > end if way > 0 else last < begin) else way


def day_near(number: int, anchor: str) -> str:
    """Give the day of that number nearest to the date reached, a day back counting as three days on.

    >>> day_near(14, "1927-11-08"), day_near(7, "1927-11-09"), day_near(2, "1927-11-30")
    ('1927-11-14', '1927-11-07', '1927-12-02')
    """
    reached, exact = bounds(anchor)[0], precision(anchor) == "day"
    days = [f"{pd.Period(reached, 'M') + step}-{number:02}" for step in ((0, -1, 1) if exact else (0,))]
    away = {day: (bounds(day)[0] - reached).days for day in days if valid(day)}
    return min(away, key=lambda day: max(away[day], -3 * away[day]), default="")


def near(telling: Telling, paragraph: int) -> bool:
    """Say whether the last day stands in this paragraph or the one before, or was given by the historian."""
    return telling.near is None or paragraph - telling.near <= 1


def step(value: str, reached: str) -> str:
    """Go from a date: +1D, -2W, +3M, -1Y; empty where that is not exact enough."""
    amount, unit, exact = int(value[:-1]), value[-1], precision(reached)
    if unit in "DW":
        days = timedelta(days=amount * (7 if unit == "W" else 1))
        return f"{date.fromisoformat(reached) + days}" if exact == "day" else ""
    if unit == "M":
        return f"{pd.Period(reached[:7], 'M') + amount}" if exact in FINE else ""
    return f"{_year(reached) + amount}" if reached and _year(reached) else ""


def refer(value: str, reached: str) -> str:
    """Give the date reached as that day, month, year or time, as exactly as asked; empty where it is not so exact."""
    exact = precision(reached)
    if value == "=DD" and exact == "day":
        return f"{step('-1D', reached)}/{reached}"
    wanted = {"=": (exact, 99), "=M": ("day month", 7), "=Y": ("day month season year", 4)}
    fits, length = wanted.get(value, ("", 0))
    return reached[:length] if exact and exact in fits.split() else ""


# How an expression is settled, by the first letter of its raw value.
def from_speech(found: Found, telling: Telling) -> str:
    """Today, yesterday: from the day on which the voice speaks; in quotation marks, from the day told of."""
    value = found.expression.value
    told = telling.here if found.quoted or (value == "@=" and not telling.speech) else telling.speech
    return step(f"{value[1:].replace('=', '0')}D", told)


def day_reached(telling: Telling) -> str:
    """The last day told, or that of the line where only a year was looked back to."""
    return next((day for day in (telling.here, telling.line) if precision(day) == "day"), "")


def holiday(telling: Telling) -> str:
    """The holiday of the year told of or, where that is over a month off, the day told of."""
    year = _year(telling.line) if telling.line else None
    day = telling.holiday.replace("XXXX", str(year or "XXXX"))
    if precision(telling.line) == "day" and (not valid(day) or distance(day, telling.line) > 31):
        return telling.line
    return day if valid(day) else ""


def from_holiday(found: Found, telling: Telling) -> str:
    """The day itself; a week before the holiday."""
    return step(found.expression.value[1:] or "0D", holiday(telling))


def from_weekday(found: Found, telling: Telling) -> str:
    """On Friday: the first from the day told of on or, from a day of speaking, the last; that day itself counts."""
    eve = bool(re.search(r" (?:before|до|перед) ", found.expression.text))
    reached = holiday(telling) if eve else day_reached(telling)
    if not reached:
        return ""
    modifier = "last" if eve else found.expression.modifier
    back = modifier == "last" or (reached == telling.speech and modifier != "next")
    ahead = (int(found.expression.value[-1]) - bounds(reached)[0].isoweekday()) % 7
    ahead = ahead or 7 * (modifier in ("next", "last"))
    return step(f"{(ahead - 7 or -7) if back and ahead else ahead}D", reached)


def from_step(found: Found, telling: Telling) -> str:
    """Two days later: from the line or, far off it, from the last date told; two days ago: from the day of speaking.

    Days and weeks count only where that date stands near, but for the eve.
    """
    value = found.expression.value
    reached = (day_reached(telling) if value[-1] in "DW" else "") or telling.here
    if telling.speech and re.search(r"(?:назад|ago)$", found.expression.text) and not found.quoted:
        reached = telling.speech
    elif value[0] == "+" and precision(telling.line) == "day" and distance(reached, telling.line) < 31:
        reached = telling.line
    ready = value[-1] not in "DW" or value == "-1D" or near(telling, found.paragraph)
    return step(value, reached) if ready else ""


def from_reference(found: Found, telling: Telling) -> str:
    """That day, that year: the last date told; the hour: its day, where it stands near."""
    if found.expression.value == "hour":
        return day_reached(telling) if near(telling, found.paragraph) else ""
    return day_reached(telling) if found.expression.value == "=D" else refer(found.expression.value, telling.here)


WAYS = {"@": from_speech, "H": from_holiday, "w": from_weekday, "+": from_step, "-": from_step, "=": from_reference,
        "h": from_reference}


def resolve(found: Found, telling: Telling, ahead: str) -> tuple[str, str]:
    """Give the EDTF date of an expression and its basis; the date is empty for what has none or cannot be settled."""
    value, rule = found.expression.value, found.expression.rule
    if value in UNDATED:
        return "", "explicit" if UNDATED[value] == "duration" else "relative"
    if way := WAYS.get(value[0]):
        return way(found, telling), "context" if value == "hour" else "relative"
    edtf = with_year(found, telling, ahead) if "XXXX" in value else value
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
    if OLD_STYLE.search(text) and exact == "day":
        return (edtf, "julian", f"{new_style(first)}") if last < REFORM else (f"{new_style(first)}", "gregorian", edtf)
    fine = exact in ("day", "month", "season") or (exact == "span" and len(edtf) >= 15)
    printed = fine and last < REFORM and not NEW_STYLE.search(text) and edtf not in known
    return edtf, "julian" if printed else "gregorian", ""


def settle(voice: list[Found], told: str = "", holiday: str = "") -> list[Settled]:
    """Settle every expression of one voice, in order.

    The main line is moved by dates that are settled, not aside, not off it, and exact to one year; what was off the
    line ends with its paragraph. A word such as "the next day" takes the date that follows it after a comma. `told` is
    the date the voice starts from, `holiday` a day of each year (XXXX-11-07).
    """
    holiday, settled = anniversary(voice, holiday), []
    telling, ahead = Telling(told, told, told, holiday=holiday), holiday if valid(holiday) else first_year(voice)
    for i, (found, full) in enumerate(zip(voice, following_dates(voice), strict=True)):
        if found.paragraph != telling.paragraph:
            telling = telling._replace(here=telling.line)
        target = voice[i + 1] if i + 1 < len(voice) and _apposed(found, voice[i + 1]) else found
        edtf, basis = resolve(target, telling, ahead)
        if i and _says_again(voice[i - 1], found) and precision(settled[-1].edtf) == "day":
            edtf = settled[-1].edtf
        basis = "relative" if target is not found else basis
        edtf = modified(edtf, found.expression.modifier) if target is found else edtf
        edtf = edtf if valid(edtf) else ""
        off = bool(edtf) and leaves(found, edtf, telling, full)
        settled.append(Settled(edtf, basis, off))
        telling = moved(telling, found, settled[-1], target is not found)
    return settled


def anniversary(voice: list[Found], holiday: str) -> str:
    """The holiday with its year, where a voice names an anniversary with its number."""
    named = (found.expression.value for found in voice if found.expression.rule == "named day")
    return next((value for value in named if holiday and value[4:] == holiday[4:] and value[0] != "X"), holiday)


def first_year(voice: list[Found]) -> str:
    """The date that gives its year to what stands before any: the first in full, those aside last."""
    told = sorted(voice, key=lambda found: found.aside)
    return next((value for found in told if full_date(value := found.expression.value)), "")


def full_date(value: str) -> bool:
    """Say whether a raw value is a date within one year that says its year."""
    return value[:1].isdigit() and valid(value) and _year(value) is not None


def following_dates(voice: list[Found]) -> list[str]:
    """For each expression the next date that says its year: that of a later paragraph if there is one."""
    following, inside, beyond, paragraph = [], "", "", None
    for found in reversed(voice):
        if found.paragraph != paragraph:
            inside, beyond, paragraph = "", inside or beyond, found.paragraph
        following.append(beyond or inside)
        inside = found.expression.value if not found.aside and full_date(found.expression.value) else inside
    return following[::-1]


def leaves(found: Found, edtf: str, telling: Telling, following: str) -> bool:
    """Say whether a date leaves the main line: a look back, or a date far off that is left again.

    The first day, month or season told founds the line. A step back, the eve and a sentence that tells back look back;
    so does what is reckoned from a date off the line and still lies before it. A date over two years off leaves the
    line where the next date in full is nearer to the line or, without one, where it lies before the line. Who goes back
    a generation or more leaves the present for what is to be told: «девяносто лет назад здесь кричали».
    """
    if not telling.line or _year(edtf) is None or not distance(edtf, telling.line):
        return False
    if not telling.fine and precision(edtf) in ("day", "month", "season"):
        return False
    value, before = found.expression.value, bounds(edtf)[1] < bounds(telling.line)[0]
    if generation(value):
        return False
    reckoned = value[0] in "+-=hw" and telling.here != telling.line
    back = found.back or reckoned or found.expression.modifier.startswith("last")
    if value.startswith(("-", "H-")) or found.expression.modifier == "eve" or (before and back):
        return True
    nearer = distance(following, telling.line) < distance(following, edtf) if following else before
    return distance(edtf, telling.line) > 730 and nearer


def moved(telling: Telling, found: Found, settled: Settled, apposed: bool) -> Telling:
    """Say where the voice is after an expression."""
    edtf, value = settled.edtf.replace("~", ""), found.expression.value
    if found.dateline and precision(edtf) == "day":
        telling = telling._replace(speech=edtf)
    elif value[0] == "@" and apposed and precision(edtf) == "day":
        telling = telling._replace(speech=step(f"{-int(value[1:].replace('=', '0'))}D", edtf))
    if not edtf or found.aside or _year(edtf) is None or value.startswith("@+"):
        return telling
    day = found.paragraph if precision(edtf) == "day" or not settled.off else telling.near
    telling = telling._replace(here=edtf, paragraph=found.paragraph, near=day)
    if settled.off:
        return telling
    fine = edtf if precision(edtf) in FINE else "" if generation(value) else telling.fine
    return telling._replace(line=edtf, fine=fine)


def generation(value: str) -> bool:
    """Say whether a raw value is a step back of a generation (30 years) or more."""
    return value[0] == "-" and value[-1] == "Y" and int(value[1:-1]) >= 30


def _apposed(found: Found, following: Found) -> bool:
    """A word such as "the next day" takes the date that stands right after it."""
    return following.gap is not None and len(following.gap) <= 5 and _relative(found) and not _relative(following)


def _says_again(before: Found, found: Found) -> bool:
    """A step right after a date says that date in other words: "on 8 November, the morning after, he left"."""
    return found.gap == ", " and not _relative(before) and found.expression.value[0] in "+-"


def _relative(found: Found) -> bool:
    return found.expression.value[0] not in "12X"


def valid(edtf: str) -> bool:
    """Say whether this is a date in EDTF that has a first and a last day."""
    try:
        return bounds(edtf)[0] is not None
    except ValueError:
        return False


def read(sentences: list, language: str, named: tuple[Rule, ...]) -> list[Found]:
    """Find the expressions of one voice, in order, with their surroundings. In: rows of corpus.sentences."""
    listed = references(sentences, language)
    found, before, paragraph = [], "", None
    for row in sentences:
        opens, folded = row.paragraph != paragraph, fold(row.text)
        paragraph, before = row.paragraph, "" if opens else before
        for one in surrounded(folded.text, language, named, before, opens):
            start, stop = folded.span(one.start, one.expression.stop)
            kept = one.expression._replace(text=row.text[start:stop])
            away = one.aside or row.sentence in listed
            found.append(one._replace(expression=kept, sentence=row.sentence, start=row.start + start,
                                      paragraph=row.paragraph, aside=away))
        before = unpaired(before + folded.text)
    return found


def surrounded(text: str, language: str, named: tuple = (), before: str = "", opens: bool = True) -> Iterator[Found]:
    """Find the expressions of one sentence with their surroundings.

    In: the quotation marks `before` it in its paragraph that have no partner, and whether it `opens` the paragraph.
    """
    last = None
    for one in find(text, language, named):
        opening, gap = opens and dateline(text, one, language), None if last is None else text[last:one.start]
        looked_back, said = aside(text, one, language), quoted(before + text[:one.start])
        yield Found(one, 0, one.start, 0, looked_back, said, tells_back(text, one, language), opening, gap)
        last = one.stop


def references(sentences: list, language: str) -> set[int]:
    """Give the sentences of a voice that are footnotes or stand in a list of books: "[1] Pravda, 9 November, p. 3".

    So is a paragraph that begins as one («Лит.: …») or holds one and no past, and all after a heading «Литература».
    """
    away, past = signs("aside", language), signs("telling", language)["past"]
    listed, ended = set(), False
    for _, paragraph in groupby(sentences, key=lambda row: row.paragraph):
        rows = list(paragraph)
        text = " ".join(row.text for row in rows)
        begins = away["books"].search(text)
        ours = {row.sentence for row in rows if away["reference"].search(re.sub(r"\([^()]*\)", "", row.text))}
        ended = ended or bool(begins and not text[begins.end():].strip(" .:"))
        whole = ended or begins or (ours and not past.search(text))
        listed |= {row.sentence for row in rows} if whole else ours
    return listed


def named_days(folder: Path) -> list[dict]:
    """Read the named days (tables [[named_day]]) of the folder's events.toml, else of the project's."""
    return read_toml(known(folder, "events.toml")).get("named_day", [])


def table(corpus) -> pd.DataFrame:
    """Find and settle every expression of time in every text.

    Out: source, part, sentence, start, stop, text, edtf ("" where there is no date), earliest and latest (inclusive, NaT
    where there is no date), precision (day, month, season, year, decade, century, span; duration or vague where there
    is none), basis (explicit: said in full; context: year or day from dates around it; relative; named: a named day),
    calendar (gregorian, julian), other_calendar (the reading in the other calendar), modifier (early, mid, late, first half,
    second half, about, eve, next, last), rule (its name in expressions.toml), is_background (only looked across to, as
    in brackets), is_anachrony (it leaves the main line of telling: a look back or ahead, after which the line is resumed).
    Sorted by source, then start. Raises InputError for a named day in events.toml that is not a date.

    >>> table(corpus)[["text", "edtf", "precision"]].head(2).to_numpy().tolist()
    [['этот день', '1927-11-07', 'day'], ['ХХ веке', '19XX', 'century']]
    """
    days, rows = named_days(corpus.folder), []
    named = {language: named_rules(days, language) for language in sorted({*corpus.sources["language"]})}
    holiday = next((f"XXXX{row['day'][4:]}" for row in days if row.get("yearly")), "")
    known = frozenset(row["day"] for row in days)
    for source, language, told, sentences in corpus.voices():
        voice = read(sentences, language, named[language])
        rows += [_row(source, sentences[0].part, *pair, known) for pair in zip(voice, settle(voice, told, holiday), strict=True)]
    return frame(sorted(rows, key=lambda row: (row[0], row[3])), COLUMNS)


def _row(source: str, part: str, found: Found, settled: Settled, known: frozenset[str]) -> tuple:
    expression = found.expression
    edtf, style, other = calendar(found, settled.edtf, known)
    kind = precision(edtf) or UNDATED.get(expression.value, "vague")
    place = (source, part, found.sentence, found.start, found.start + len(expression.text), expression.text)
    dated = (edtf, *bounds(edtf), kind, settled.basis, style, other, expression.modifier)
    return (*place, *dated, expression.rule, found.aside, settled.off)
