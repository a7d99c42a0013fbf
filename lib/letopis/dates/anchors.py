"""Anchors: the date that an expression means, reckoned from where the telling is in time."""

import re
from datetime import timedelta
from typing import NamedTuple

from letopis.dates.edtf import (
    FINE,
    days_between,
    days_from,
    ends,
    is_before,
    is_valid,
    precision,
    shift,
    span,
    weekday_of,
    year_of,
)
from letopis.dates.occurrences import Occurrence
from letopis.dates.values import TimeValue

AGO = re.compile(r"\b(?:ago|назад)$", re.IGNORECASE)
THIS = re.compile(r"(?:this|эт[оа][тйм]\w*) ", re.IGNORECASE)
THAT_YEAR = re.compile(r"(?:that|same) year|того (?:же )?г", re.IGNORECASE)
EVENING = re.compile(
    "вечер|evening|(?:that|last) night|(?:той|ту)(?: же)? ноч|вчера ночью", re.IGNORECASE
)
MORNING = re.compile("утр|morning", re.IGNORECASE)
EVE = re.compile(r" (?:before|до|перед) ")
SEASON_MONTHS = {"21": 4, "22": 7, "23": 10, "24": 1}  # a month that says which one comes first
YEAR = 365  # days; within them of the issue of a newspaper its date says the year
NEAR_HOLIDAY = 62  # days before the holiday in which "the seventh" may mean it
DATE = re.compile(r"[^\[\],/]+")
SOON = 62  # days after a day in which a date without its year goes on from it
NEAR = 31  # days
MONTHS_BACK = 8  # a month so far before the month reached is one of the next year
FAR = 730  # days; a date further away may leave the main line


class TimeState(NamedTuple):
    """Where a part is in time; dates are EDTF, "" before there is one."""

    main_time: str = ""  # the date that the main line has reached
    last_day: str = ""  # the last day or month on the main line
    last_time: str = ""  # the last date, perhaps off the main line
    paragraph: int | None = None  # of the last date
    day_paragraph: int | None = None  # of the last day; None where it is the frame date
    speech_time: str = ""  # the day on which the part speaks
    written: str = ""  # when the text was written
    first_day: str = ""  # the last day that was said and not counted
    evening: str = ""  # the day whose evening was the last time
    calendar: str = ""  # of what the part dates before the reform
    holiday: str = ""  # the day of each year that «праздник» means, as XXXX-11-07

    def last_exact_day(self) -> str:
        """Return the last day, or that of the main line where only a year came after it."""
        times = (self.last_time, self.main_time)
        return next((time for time in times if precision(time) == "day"), "")

    def holiday_date(self) -> str:
        """Return the holiday of the year reached, "" where that is not known."""
        day = self.holiday.replace("XXXX", str(year_of(self.main_time)))
        return day if is_valid(day) else ""

    def is_near(self, paragraph: int, paragraphs: int = 1) -> bool:
        """Return whether the last day is at most so many paragraphs before, or the frame date."""
        return self.day_paragraph is None or paragraph - self.day_paragraph <= paragraphs


def date_and_basis(occurrence: Occurrence, state: TimeState, ahead: str) -> tuple[str, str]:
    """Return the date of an expression, "" where it has none, and its basis.

    Args:
        occurrence: The expression.
        state: Where the part is in time.
        ahead: The first date that says its year, for what precedes any date.
    """
    value = occurrence.value
    if value.kind == "none":
        return "", "relative" if value.text == "vague" else "explicit"
    if value.kind != "date":
        basis = "context" if value.kind == "hour" else "relative"
        return RESOLVERS[value.kind](occurrence, state), basis
    is_yearless = "XXXX" in value.text
    if is_yearless:
        edtf = _with_year(occurrence, state, ahead)
    else:
        edtf = _with_century(value.text, state, ahead)
    if occurrence.expression.rule == "named day":
        return edtf, "named"
    return edtf, "context" if is_yearless else "explicit"


def _with_year(occurrence: Occurrence, state: TimeState, ahead: str) -> str:
    """Return a date without a year in the year reached; a day of the week said with it decides."""
    value = occurrence.value.text
    reached = _year_anchor(occurrence, state)
    issue = state.written if precision(state.written) == "day" else ""
    anchor = reached or issue or ahead or state.written
    year = year_of(anchor)
    if year is None:
        return ""
    if value.startswith("XXXX-XX"):
        return _with_month(value, anchor, state, occurrence.expression.modifier)
    first = ends(value)[0]
    modifier = occurrence.expression.modifier
    if modifier.startswith(("next", "last")):
        year += _years_to_neighbour(first.replace("XXXX", str(year)), modifier, anchor)
    elif issue and days_between(anchor, issue) < YEAR:
        year = _nearest_year(first, issue)
    elif precision(anchor) in FINE:
        is_back = occurrence.is_background
        year += _years_on(first, anchor, is_back, is_first=not reached)
    is_near = precision(anchor) in FINE and _is_near(first.replace("XXXX", f"{year:04}"), anchor)
    if occurrence.weekday and not is_near:
        year = _year_of_weekday(first, occurrence.weekday, year, state.calendar)
    return DATE.sub(lambda part: part[0].replace("XXXX", f"{year + (part[0] < first):04}"), value)


def _is_near(day: str, anchor: str) -> bool:
    """Return whether a day is within a month of another date: then its weekday is a slip."""
    return is_valid(day) and abs(days_from(anchor, day)) < NEAR


def _nearest_year(yearless: str, day: str) -> int:
    """Return the year in which a date lies nearest to a day: the issue of a newspaper."""
    year = int(day[:4])
    dates = {other: yearless.replace("XXXX", f"{other:04}") for other in (year, year - 1, year + 1)}
    distances = {other: abs(days_from(day, it)) for other, it in dates.items() if is_valid(it)}
    return min(distances, key=lambda other: distances[other], default=year)


def _with_century(value: str, state: TimeState, ahead: str) -> str:
    """Return a decade with its century; that of «прошлого века» needs the author's time.

    In a text about the time before 1900 it is the last such decade by then; else it is the last one
    before the text was written, and one of the 1900s where that is not known.
    """
    written = year_of(state.written)
    if value.startswith("PP"):
        return value.replace("PP", f"{written // 100 - 1}") if written else ""
    if not value.startswith("XX"):
        return value
    reached = year_of(state.main_time or ahead)
    now = reached + 10 if reached and reached < 1900 else written or 1999
    century = now // 100 - (int(value[2] + "0") > now % 100)
    return value.replace("XX", f"{century}")


def _year_anchor(occurrence: Occurrence, state: TimeState) -> str:
    """Return the date whose year a date goes on in: the last time or, soon after it, the last day.

    It is the last day where only its year, or one far away, was named since. A year ahead of the
    line lends nothing, but «того же года» is of the last time.
    """
    value = occurrence.value.text
    reached = state.last_time or state.main_time
    if occurrence.looks_ahead and precision(state.speech_time) == "day":
        return state.speech_time
    is_that_year = bool(THAT_YEAR.search(occurrence.expression.text))
    if is_that_year or precision(reached) in FINE:
        return reached
    day = state.last_day
    if reached and is_before(state.main_time, reached):
        reached = state.main_time
    if day and reached[:4] == day[:4] and value[5:7] < "21":  # no season
        return day
    is_elsewhere = bool(day) and days_between(day, reached) > FAR
    is_aside = state.paragraph != occurrence.paragraph or state.is_near(occurrence.paragraph, 0)
    is_elsewhere &= value[8:].isdigit() and is_aside
    return day if is_elsewhere and is_soon_after(day, value) else reached


def is_soon_after(day: str, value: str) -> bool:
    """Return whether a date without its year is soon after a day, or a little before it."""
    start = ends(value.replace("XXXX-XX", day[:7]).replace("XXXX", day[:4]))[0]
    is_yearless = bool(day) and value.startswith("XXXX")
    return is_yearless and is_valid(start) and -31 <= days_from(day, start) <= SOON


def _with_month(value: str, anchor: str, state: TimeState, modifier: str) -> str:
    """Return a day of the month reached, or the holiday where it has that number and is near."""
    holiday = state.holiday_date()
    if holiday[8:] == value[8:] and 0 <= days_from(anchor, holiday) <= NEAR_HOLIDAY:
        return holiday
    month = anchor[:7] if precision(anchor) in FINE else ""
    months_away = {"last": -1, "next": 1}.get(modifier, 0)  # the 8th ult.
    return shift(month, months_away, "M") + value[7:] if month else ""


def _years_to_neighbour(edtf: str, modifier: str, anchor: str) -> int:
    """Return how many years away the next or the last such season, month or day is."""
    is_ahead = modifier.startswith("next")
    if modifier.endswith("year") or not is_valid(edtf):
        return 1 if is_ahead else -1
    if is_ahead:
        return 0 if is_before(anchor, edtf) else 1
    return 0 if is_before(edtf, anchor) else -1


def _years_on(first: str, anchor: str, is_back: bool, is_first: bool) -> int:
    """Return 1 for a January after a December, -1 for a November before a January.

    It is before where it is background, or where nothing is before the January.
    """
    month = SEASON_MONTHS.get(first[5:7], int(first[5:7]))
    reached = int(anchor[5:7])
    if is_first:
        return -1 if month > reached else 0
    if is_back and month - 9 >= reached:
        return -1
    gap = MONTHS_BACK - (first[5:7] in SEASON_MONTHS)
    return 1 if month + gap <= reached else 0


def _year_of_weekday(value: str, weekday: int, year: int, calendar: str) -> int:
    """Return the year, at most three away, in which a date is that day of the week."""
    for years in (0, 1, -1, 2, -2, 3, -3):
        day = value.replace("XXXX", str(year + years))
        if is_valid(day) and weekday_of(span(day)[0], calendar) == weekday:
            return year + years
    return year


def from_speech(occurrence: Occurrence, state: TimeState) -> str:
    """Return yesterday or last week, from the day of speaking; in quotations, the last time."""
    value = occurrence.value
    is_now = value.text == "@=" and not state.speech_time
    is_quoted = occurrence.is_quoted and bool(state.last_time)
    anchor = state.last_time if is_quoted or is_now else state.speech_time
    if value.unit:
        return _unit_around(anchor or state.last_time, value)
    is_today = value.amount == 0 and anchor == state.written  # perhaps of that year only
    return anchor if is_today else shift(anchor, value.amount, "D")


def _unit_around(anchor: str, value: TimeValue) -> str:
    """Return the week (Monday to Sunday), month or year of a day, or one some units away."""
    if value.unit == "W" and precision(anchor) == "day":
        day, _ = span(anchor)
        monday = day + timedelta(days=7 * value.amount - day.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"
    return shift(anchor[:7], value.amount, value.unit)


def from_holiday(occurrence: Occurrence, state: TimeState) -> str:
    """Return the holiday, or the day a week before it."""
    return shift(state.holiday_date(), occurrence.value.amount, occurrence.value.unit or "D")


def from_weekday(occurrence: Occurrence, state: TimeState) -> str:
    """Return the first Friday from the day reached or, from a day of speaking, the last one."""
    is_eve = bool(EVE.search(occurrence.expression.text))
    last_day = state.last_exact_day() or state.speech_time
    reached = state.holiday_date() if is_eve else last_day
    if precision(reached) != "day":
        return ""
    modifier = "last" if is_eve else occurrence.expression.modifier
    speaks_today = precision(state.speech_time) == "day"
    is_near = speaks_today and 0 <= days_from(reached, state.speech_time) <= 7
    is_spoken = is_near or (speaks_today and occurrence.is_dateline)
    if is_spoken and not is_eve:
        reached = state.speech_time
    is_ahead = modifier == "next" or (occurrence.looks_ahead and not occurrence.is_dateline)
    is_back = modifier == "last" or (is_spoken and not is_ahead)
    days = (occurrence.value.amount - weekday_of(span(reached)[0], state.calendar)) % 7
    if modifier == "last" or (is_back and days):
        days -= 7
    return shift(reached, days or 7 * is_ahead, "D")


def from_step(occurrence: Occurrence, state: TimeState) -> str:
    """Return the day two days later, from the main line or, far off it, from the last time.

    Days and weeks count only where the last day is near, but for the eve.
    """
    value = occurrence.value
    in_days = value.unit in ("D", "W") and value.text != "-1D"
    if in_days and not state.is_near(occurrence.paragraph):
        return ""
    anchor = state.last_time or state.speech_time
    if state.speech_time and AGO.search(occurrence.expression.text):
        return shift(state.speech_time, value.amount, value.unit)
    is_told = state.main_time != state.speech_time  # and is not merely when it is told
    if value.amount > 0 and is_told and anchor and days_between(anchor, state.main_time) < 31:
        anchor = state.main_time
    return shift(anchor, value.amount, value.unit)


def from_reference(occurrence: Occurrence, state: TimeState) -> str:
    """Return that day, month, year or time, if it is known so exactly."""
    is_now = bool(THIS.match(occurrence.expression.text))
    time = (is_now and state.speech_time) or state.last_time or state.speech_time
    match occurrence.value.unit:
        case "D":
            return state.last_exact_day()
        case "DD":
            return f"{shift(time, -1, 'D')}/{time}"
        case "M":
            return time[:7]
        case "Y":
            return f"{year_of(time) or ''}"
    return time


def from_nth_day(occurrence: Occurrence, state: TimeState) -> str:
    """Return the fifth day, where the last day that was said is near and is the first."""
    if not state.first_day or not state.is_near(occurrence.paragraph):
        return ""
    return shift(state.first_day, occurrence.value.amount - 1, "D")


def from_hour(occurrence: Occurrence, state: TimeState) -> str:
    """Return the day of an hour: the last day, where that is near; a morning after an evening."""
    if not state.is_near(occurrence.paragraph):
        return ""
    day = state.last_exact_day()
    is_next = bool(day) and day == state.evening and MORNING.search(occurrence.expression.text)
    return shift(day, 1, "D") if is_next else day


RESOLVERS = {"speech": from_speech, "holiday": from_holiday, "weekday": from_weekday}
RESOLVERS |= {"step": from_step, "reference": from_reference, "hour": from_hour}
RESOLVERS |= {"nth day": from_nth_day}
