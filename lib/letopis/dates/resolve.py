"""Resolve: which date each expression of a part means, from what the part has told before it.

A part is read in order, as one telling. Its main line moves with each date that is exact to a year,
is not background and does not leave the line; a look back or ahead (an anachrony: Genette 1972)
ends with its paragraph. What an expression leaves out is taken from there: the year of «14 ноября»,
the day before «на следующий день», the day of «в полдень». Reference time and speech time are meant
as by Reichenbach (1947, Elements of Symbolic Logic).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from letopis.dates.edtf import (
    FINE,
    approximate,
    days_between,
    first_day,
    half,
    is_before,
    is_valid,
    month_of,
    precision,
    shift,
    year_of,
)
from letopis.dates.occurrences import Occurrence

EVE = re.compile(r" (?:before|до|перед) ")
AGO = re.compile(r"(?:назад|ago)$")
SHORT_GAP = 5  # characters between «на следующий день» and the date that says which day
GENERATION = 30  # years
AHEAD_OF_HOLIDAY = 62  # days in which "the seventh" may mean the holiday of that number
FAR = 730  # days; a date further off may leave the main line


class TimeState(NamedTuple):
    """Where a part is in time; dates are EDTF, "" before there is one.

    Attributes:
        main_time: The date its main line has reached.
        last_day: The last day or month on the main line.
        last_time: The last date, perhaps off the main line.
        paragraph: Where that is.
        day_paragraph: Where the last day is; None where the historian gave it as the frame date.
        speech_time: The day on which the part speaks.
        holiday: The day of each year that is meant by «праздник», as XXXX-11-07.
    """

    main_time: str = ""
    last_day: str = ""
    last_time: str = ""
    paragraph: int | None = None
    day_paragraph: int | None = None
    speech_time: str = ""
    holiday: str = ""

    def last_exact_day(self) -> str:
        """Return the last day, or that of the main line where only a year came after it."""
        times = (self.last_time, self.main_time)
        return next((time for time in times if precision(time) == "day"), "")

    def holiday_date(self) -> str:
        """Return the holiday of the year reached or, over a month away from it, the day reached."""
        year = year_of(self.main_time) or "XXXX"
        day = self.holiday.replace("XXXX", str(year))
        if precision(self.main_time) != "day":
            return day if is_valid(day) else ""
        return day if is_valid(day) and days_between(day, self.main_time) <= 31 else self.main_time

    def is_near(self, paragraph: int) -> bool:
        """Return whether the last day is in this paragraph or the one before, or the frame date."""
        return self.day_paragraph is None or paragraph - self.day_paragraph <= 1


class ResolvedTime(NamedTuple):
    """The date of an expression, its basis, and whether it leaves the main line."""

    edtf: str
    basis: str
    is_anachrony: bool = False


def resolve(
    occurrences: Sequence[Occurrence], frame_date: str = "", holiday: str = ""
) -> list[ResolvedTime]:
    """Resolve every expression of one part, in order.

    Args:
        occurrences: The expressions of the part.
        frame_date: The date a historian gives as the one the part starts from, or "".
        holiday: A day of each year (XXXX-11-07), or "".
    """
    state = TimeState(frame_date, frame_date, frame_date, holiday=holiday)
    ahead = _first_full_date(occurrences)
    next_dates = _next_full_dates(occurrences)
    resolved: list[ResolvedTime] = []
    for i, occurrence in enumerate(occurrences):
        if occurrence.paragraph != state.paragraph:
            state = state._replace(last_time=state.main_time)
        before = occurrences[i - 1] if i else None
        apposition = _apposition(occurrence, occurrences[i + 1 : i + 2])
        edtf, basis = _date_and_basis(apposition or occurrence, state, ahead)
        if before and _repeats(before, occurrence) and precision(resolved[-1].edtf) == "day":
            edtf = resolved[-1].edtf
        if not apposition:
            edtf = _modified(edtf, occurrence.expression.modifier)
        edtf = edtf if is_valid(edtf) else ""
        is_anachrony = bool(edtf) and _leaves_main_line(occurrence, edtf, state, next_dates[i])
        basis = "relative" if apposition else basis
        resolved.append(ResolvedTime(edtf, basis, is_anachrony))
        if apposition:
            state = _hear_speech_time(state, occurrence, edtf)
        state = _move(state, occurrence, resolved[-1])
    return resolved


def _says_its_year(occurrence: Occurrence) -> bool:
    """Return whether an expression is a date within one year that says its year."""
    text = occurrence.value.text
    return text[0].isdigit() and is_valid(text) and year_of(text) is not None


def _first_full_date(occurrences: Sequence[Occurrence]) -> str:
    """Return the date that lends its year to what precedes any date: background comes last."""
    candidates = sorted(occurrences, key=lambda occurrence: occurrence.is_background)
    full = (occurrence.value.text for occurrence in candidates if _says_its_year(occurrence))
    return next(full, "")


def _next_full_dates(occurrences: Sequence[Occurrence]) -> list[str]:
    """Return for each expression the next date that says its year, best of a later paragraph."""
    dates = []
    inside = ""
    beyond = ""
    paragraph = None
    for occurrence in reversed(occurrences):
        if occurrence.paragraph != paragraph:
            paragraph = occurrence.paragraph
            beyond = inside or beyond
            inside = ""
        dates.append(beyond or inside)
        if _says_its_year(occurrence) and not occurrence.is_background:
            inside = occurrence.value.text
    return dates[::-1]


def _apposition(occurrence: Occurrence, following: Sequence[Occurrence]) -> Occurrence | None:
    """Return the date right after an expression that needs one: «на следующий день, 2 ноября»."""
    for after in following:
        is_close = after.gap is not None and len(after.gap) <= SHORT_GAP
        if is_close and occurrence.value.kind != "date" and after.value.kind == "date":
            return after
    return None


def _repeats(before: Occurrence, occurrence: Occurrence) -> bool:
    """Return whether a step says the date before it again: "on 8 November, the morning after"."""
    return (
        occurrence.gap == ", " and before.value.kind == "date" and occurrence.value.kind == "step"
    )


def _date_and_basis(occurrence: Occurrence, state: TimeState, ahead: str) -> tuple[str, str]:
    """Return the date of an expression, "" where it has none, and its basis."""
    value = occurrence.value
    if value.kind == "none":
        return "", "relative" if value.text == "vague" else "explicit"
    if value.kind != "date":
        basis = "context" if value.kind == "hour" else "relative"
        return RESOLVERS[value.kind](occurrence, state), basis
    is_yearless = "XXXX" in value.text
    edtf = _with_year(occurrence, state, ahead) if is_yearless else value.text
    if occurrence.expression.rule == "named day":
        return edtf, "named"
    return edtf, "context" if is_yearless else "explicit"


def _with_year(occurrence: Occurrence, state: TimeState, ahead: str) -> str:
    """Return a date without a year in the year of the telling, or of the first date ahead.

    A day of the week said with it decides the year.
    """
    value = occurrence.value.text
    reached = _anchor(value, state)
    anchor = reached or ahead
    year = year_of(anchor)
    if year is None:
        return ""
    if value.startswith("XXXX-XX"):
        return _with_month(value, anchor, state)
    first, *rest = value.split("/")
    year += _years_away(first, occurrence.expression.modifier, anchor, year, is_first=not reached)
    if occurrence.weekday and len(first) == len("XXXX-11-07"):
        year = _year_of_weekday(first, occurrence.weekday, year)
    later = [part.replace("XXXX", str(year + (part < first))) for part in rest]
    return "/".join((first.replace("XXXX", str(year)), *later))


def _anchor(value: str, state: TimeState) -> str:
    """Return the date from which a date without a year goes on.

    It is the last day or month on the main line where a year far away was named in between.
    """
    if precision(state.last_time) in FINE and state.last_time != state.main_time:
        return state.last_time
    last_day = state.last_day
    main_time = state.main_time
    if last_day and precision(main_time) not in FINE and days_between(last_day, main_time) > FAR:
        start = value.replace("XXXX-XX", last_day[:7]).replace("XXXX", last_day[:4]).split("/")[0]
        if is_valid(start) and -31 <= (first_day(start) - first_day(last_day)).days <= 62:
            return last_day
    return main_time


def _with_month(value: str, anchor: str, state: TimeState) -> str:
    """Return a day of the month: the holiday where it has that number and is near, or a day of
    the month reached."""
    holiday = state.holiday_date()
    if holiday and value[8:] == holiday[8:] == state.holiday[8:]:
        days = (first_day(holiday) - first_day(anchor)).days
        if 0 <= days <= AHEAD_OF_HOLIDAY:
            return holiday
    return anchor[:7] + value[7:] if precision(anchor) in FINE else ""


def _years_away(first: str, modifier: str, anchor: str, year: int, is_first: bool) -> int:
    """Return how many years a date is from the year of its anchor.

    Time goes on: after December a January is the next year's; before the first date it goes back.
    """
    if modifier.startswith(("next", "last")):
        return _years_to_neighbour(first.replace("XXXX", str(year)), modifier, anchor)
    if precision(anchor) not in FINE:
        return 0
    month = month_of(first)
    reached = month_of(anchor)
    if is_first:
        return -1 if month > reached else 0
    return 1 if month + 9 <= reached else 0


def _years_to_neighbour(edtf: str, modifier: str, anchor: str) -> int:
    """Return how many years away the next or the last such season, month or day is."""
    direction = 1 if modifier.startswith("next") else -1
    if modifier.endswith("year") or precision(anchor) == "year" or not is_valid(edtf):
        return direction
    lies_there = is_before(anchor, edtf) if direction > 0 else is_before(edtf, anchor)
    return 0 if lies_there else direction


def _year_of_weekday(value: str, weekday: int, year: int) -> int:
    """Return the year, at most three away, in which a date is that day of the week."""
    for distance in range(4):
        for candidate in (year + distance, year - distance):
            day = value.replace("XXXX", str(candidate))
            if is_valid(day) and first_day(day).isoweekday() == weekday:
                return candidate
    return year


def _from_speech(occurrence: Occurrence, state: TimeState) -> str:
    """Today, yesterday: from the day of speaking; in quotation marks, from the time reached."""
    value = occurrence.value
    is_now = value.text == "@=" and not state.speech_time
    anchor = state.last_time if occurrence.is_quoted or is_now else state.speech_time
    return shift(anchor, value.amount, "D")


def _from_holiday(occurrence: Occurrence, state: TimeState) -> str:
    """The day itself; a week before the holiday."""
    return shift(state.holiday_date(), occurrence.value.amount, occurrence.value.unit or "D")


def _from_weekday(occurrence: Occurrence, state: TimeState) -> str:
    """On Friday: the first from the day reached or, from a day of speaking, the last one."""
    is_eve = bool(EVE.search(occurrence.expression.text))
    reached = state.holiday_date() if is_eve else state.last_exact_day()
    if not reached:
        return ""
    modifier = "last" if is_eve else occurrence.expression.modifier
    is_back = modifier == "last" or (reached == state.speech_time and modifier != "next")
    days = (occurrence.value.amount - first_day(reached).isoweekday()) % 7
    if days == 0 and modifier in ("next", "last"):
        days = 7
    if is_back and days:
        days = days - 7 or -7
    return shift(reached, days, "D")


def _from_step(occurrence: Occurrence, state: TimeState) -> str:
    """Two days later: from the main line or, far off it, from the last time.

    Two days ago: from the day of speaking. Days and weeks count only where the last day is near,
    but for the eve.
    """
    value = occurrence.value
    in_days = value.unit in ("D", "W")
    anchor = (state.last_exact_day() if in_days else "") or state.last_time
    if state.speech_time and AGO.search(occurrence.expression.text) and not occurrence.is_quoted:
        anchor = state.speech_time
    elif value.amount > 0 and precision(state.main_time) == "day":
        is_close = days_between(anchor, state.main_time) < 31
        anchor = state.main_time if is_close else anchor
    is_eve = value.text == "-1D"
    if in_days and not is_eve and not state.is_near(occurrence.paragraph):
        return ""
    return shift(anchor, value.amount, value.unit)


def _from_reference(occurrence: Occurrence, state: TimeState) -> str:
    """That day, month, year or time: as exactly as it is asked for, if it is known so exactly."""
    unit = occurrence.value.unit
    if unit == "D":
        return state.last_exact_day()
    reached = state.last_time
    kind = precision(reached)
    if unit == "DD" and kind == "day":
        return f"{shift(reached, -1, 'D')}/{reached}"
    if unit == "M" and kind in FINE:
        return reached[:7]
    if unit == "Y" and kind in (*FINE, "season", "year"):
        return reached[:4]
    return "" if unit else reached


def _from_hour(occurrence: Occurrence, state: TimeState) -> str:
    """At noon: on the last day, where that is near."""
    return state.last_exact_day() if state.is_near(occurrence.paragraph) else ""


RESOLVERS = {
    "speech": _from_speech,
    "holiday": _from_holiday,
    "weekday": _from_weekday,
    "step": _from_step,
    "reference": _from_reference,
    "hour": _from_hour,
}


def _modified(edtf: str, modifier: str) -> str:
    """Apply the modifiers that change a span or its mark: a half, the eve, about."""
    if modifier == "eve" and precision(edtf) == "day":
        return shift(edtf, -1, "D")
    if modifier.endswith("half"):
        return half(edtf, modifier)
    return approximate(edtf) if modifier == "about" else edtf


def _goes_back_a_generation(occurrence: Occurrence) -> bool:
    """Return whether an expression leaves the present for what is told: «девяносто лет назад»."""
    value = occurrence.value
    return value.kind == "step" and value.unit == "Y" and value.amount <= -GENERATION


def _leaves_main_line(occurrence: Occurrence, edtf: str, state: TimeState, next_date: str) -> bool:
    """Return whether a date is an anachrony: a look back, or a date far away that is left again.

    The first day, month or season founds the line. A step back, the eve and a clause that looks
    back leave it; so does what is reckoned from a date off the line and still lies before it. A
    date over two years away leaves it where the next full date is nearer to the line or, without
    one, where it lies before the line.
    """
    main_time = state.main_time
    if not main_time or year_of(edtf) is None or not days_between(edtf, main_time):
        return False
    founds_line = not state.last_day and precision(edtf) in (*FINE, "season")
    if founds_line or _goes_back_a_generation(occurrence):
        return False
    value = occurrence.value
    modifier = occurrence.expression.modifier
    is_back = is_before(edtf, main_time)
    is_reckoned = value.kind in ("step", "reference", "hour", "weekday")
    is_off_already = is_reckoned and state.last_time != main_time
    if value.amount < 0 and value.kind in ("step", "holiday"):
        return True
    if modifier == "eve":
        return True
    if is_back and (occurrence.looks_back or is_off_already or modifier.startswith("last")):
        return True
    is_left = is_back
    if next_date:
        is_left = days_between(next_date, main_time) < days_between(next_date, edtf)
    return is_left and days_between(edtf, main_time) > FAR


def _hear_speech_time(state: TimeState, occurrence: Occurrence, edtf: str) -> TimeState:
    """Learn the day of speaking from its date: «вчера, 7 ноября»."""
    if occurrence.value.kind != "speech" or precision(edtf) != "day":
        return state
    return state._replace(speech_time=shift(edtf, -occurrence.value.amount, "D"))


def _move(state: TimeState, occurrence: Occurrence, resolved: ResolvedTime) -> TimeState:
    """Return where the part is in time after an expression."""
    edtf = resolved.edtf.replace("~", "")
    is_day = precision(edtf) == "day"
    if occurrence.is_dateline and is_day:
        state = state._replace(speech_time=edtf)
    is_planned = occurrence.value.text.startswith("@+")
    if occurrence.is_background or is_planned or year_of(edtf) is None:
        return state
    state = state._replace(last_time=edtf, paragraph=occurrence.paragraph)
    if is_day or not resolved.is_anachrony:
        state = state._replace(day_paragraph=occurrence.paragraph)
    if resolved.is_anachrony:
        return state
    if precision(edtf) in FINE:
        state = state._replace(last_day=edtf)
    elif _goes_back_a_generation(occurrence):
        state = state._replace(last_day="")
    return state._replace(main_time=edtf)
