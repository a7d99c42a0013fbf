"""Resolve: which date each expression of a part means, from what the part has told before it.

A part is read in order, as one telling. Its main line moves with each date that is exact to a year,
is not background and does not leave the line; a look back or ahead (an anachrony: Genette 1972)
ends with its paragraph. What an expression leaves out is taken from there: the year of «14 ноября»,
the day before «на следующий день», the day of «в полдень». Reference time and speech time are meant
as by Reichenbach (1947, Elements of Symbolic Logic).
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from letopis.dates.anchors import EVENING, FAR, TimeState, date_and_basis, is_soon_after
from letopis.dates.edtf import (
    FINE,
    days_between,
    is_before,
    is_valid,
    part,
    precision,
    shift,
    year_of,
)
from letopis.dates.occurrences import Occurrence
from letopis.dates.values import ERA

PARTS = ("half", "third", "quarter")
COUNTED_FROM = re.compile(r"\b(?:before|after|до|после)$")
SHORT_GAP = 5  # characters between «на следующий день» and the date that says which day
MONTHS = 92  # days; a date further away may be left at once
GENERATION = 30  # years
RECKONED = ("step", "reference", "hour", "weekday", "nth day")  # they need the date before
WINDOW = 50  # expressions within which a telling comes back
Following = Sequence[tuple[Occurrence, str]]  # expressions, each with its full date or ""


class ResolvedTime(NamedTuple):
    """The date of an expression, its basis, and whether it leaves the main line."""

    edtf: str
    basis: str
    is_anachrony: bool = False


def resolve(
    occurrences: Sequence[Occurrence],
    frame_date: str = "",
    holiday: str = "",
    written: str = "",
    calendar: str = "",
) -> list[ResolvedTime]:
    """Resolve every expression of one part, in order.

    Args:
        occurrences: The expressions of the part.
        frame_date: The date a historian gives as the one the part starts from, or "".
        holiday: A day of each year (XXXX-11-07), or "".
        written: When the text was written, or "": what today is, and the year of «7 ноября» in a
            newspaper.
        calendar: The one that days before the reform are of, by which weekdays are counted.
    """
    first_day = frame_date if precision(frame_date) == "day" else ""
    state = TimeState(
        main_time=frame_date,
        last_day=frame_date,
        last_time=frame_date,
        speech_time=written,
        written=written,
        first_day=first_day,
        calendar=calendar,
        holiday=holiday,
    )
    full_dates = [_full_date(occurrence) for occurrence in occurrences]
    pairs = list(zip(occurrences, full_dates, strict=True))
    ahead = next(filter(None, full_dates), "")
    resolved: list[ResolvedTime] = []
    apposition: Occurrence | None = None
    for i, occurrence in enumerate(occurrences):
        if occurrence.paragraph != state.paragraph or occurrence.ends_look_back:
            state = state._replace(last_time=state.main_time)
        is_explained = apposition is not None  # by the expression before it
        after = occurrences[i + 1] if i + 1 < len(occurrences) else None
        apposition = after if after and _is_apposition(occurrence, after) else None
        edtf, basis = date_and_basis(apposition or occurrence, state, ahead)
        if occurrence.gap == ", " and occurrence.value.kind == "step":
            edtf = resolved[-1].edtf or edtf  # on 8 November, the morning after
        if apposition:
            basis = "relative"
            edtf = _explained(occurrence, apposition, edtf, state)
        else:
            edtf = _modified(edtf, occurrence.expression.modifier)
        edtf = edtf if is_valid(edtf) else ""
        following = pairs[i + 1 : i + WINDOW]
        is_anachrony = bool(edtf) and _leaves_main_line(occurrence, edtf, state, following)
        if is_explained and resolved[-1].edtf == edtf:
            is_anachrony = resolved[-1].is_anachrony
        resolved.append(ResolvedTime(edtf, basis, is_anachrony))
        state = _move(state, occurrence, resolved[-1], is_dated=apposition is not None)
    return resolved


def _full_date(occurrence: Occurrence) -> str:
    """Return a date within one year that says its year, "" for background and other expressions."""
    value = occurrence.value.text
    is_full = not occurrence.is_background and is_valid(value) and year_of(value)
    return value if is_full else ""


def _is_apposition(occurrence: Occurrence, after: Occurrence) -> bool:
    """Return whether a date is what the one before it needs: «на следующий день, 2 ноября».

    An hour needs a day of the week: «утром в понедельник».
    """
    is_close = after.gap is not None and len(after.gap) <= SHORT_GAP
    is_undated = occurrence.value.kind != "date" and occurrence.value.text != ERA
    is_dated = after.value.kind == "date" and is_undated
    is_of_weekday = after.value.kind == "weekday" and occurrence.value.kind == "hour"
    return is_close and (is_dated or is_of_weekday)


def _explained(occurrence: Occurrence, apposition: Occurrence, edtf: str, state: TimeState) -> str:
    """Return the date of an expression from the date beside it.

    It is that date, or the one reckoned from it: «за два дня до 7 ноября». A step says the year of
    a date without one: «десять лет спустя, 7 ноября».
    """
    step = occurrence.value
    if step.kind != "step":
        return edtf
    if COUNTED_FROM.search(occurrence.expression.text) and "," not in (apposition.gap or ""):
        return shift(edtf, step.amount, step.unit)
    year = year_of(date_and_basis(occurrence, state, "")[0])
    is_yearless = "XXXX" in apposition.value.text and "XXXX-XX" not in apposition.value.text
    return apposition.value.text.replace("XXXX", f"{year:04}") if year and is_yearless else edtf


def _modified(edtf: str, modifier: str) -> str:
    """Apply the modifiers that change a span or its mark: a half, a quarter, the eve, about."""
    if modifier == "eve":
        return shift(edtf, -1, "D")
    if modifier.endswith(PARTS):
        return part(edtf, modifier)
    if modifier == "night before" and precision(edtf) == "day":
        return f"{shift(edtf, -1, 'D')}/{edtf}"
    if modifier == "about" and precision(edtf) != "season" and "[" not in edtf:
        return "/".join(f"{part}~" for part in edtf.split("/"))
    return edtf


def _goes_back_a_generation(occurrence: Occurrence) -> bool:
    """Return whether an expression leaves the present for what is told: «девяносто лет назад»."""
    return occurrence.value.unit == "Y" and occurrence.value.amount <= -GENERATION


def _leaves_main_line(
    occurrence: Occurrence, edtf: str, state: TimeState, following: Following
) -> bool:
    """Return whether a date is an anachrony: a look back or ahead, which is left again.

    The first day, month or season founds the line. A step back, the eve and a clause that looks
    back leave it; so does what is reckoned from a date off the line and still lies before it, a
    date some months ahead of which the next full date falls short, nearer to the line, and a date
    over two years away that is background or from which the telling comes back.
    """
    main_time = state.main_time
    if not main_time or year_of(edtf) is None or not days_between(edtf, main_time):
        return False
    founds_line = not state.last_day and precision(edtf) in (*FINE, "season")
    if founds_line or _goes_back_a_generation(occurrence):
        return False
    value = occurrence.value
    modifier = occurrence.expression.modifier
    is_step = value.kind in ("step", "speech") and bool(value.unit)
    if modifier == "eve" or (is_step and value.amount < 0):
        return True
    is_back = is_before(edtf, main_time)
    is_from_anachrony = value.kind in RECKONED and state.last_time != main_time
    if is_back and (occurrence.looks_back or is_from_anachrony or modifier.startswith("last")):
        return True
    if days_between(edtf, main_time) > FAR:
        return occurrence.is_background or _comes_back(occurrence, edtf, state, following)
    next_date = next((date for _, date in following if date), "")
    is_short_of = bool(next_date) and is_before(main_time, next_date) and is_before(next_date, edtf)
    is_nearer = is_short_of and days_between(next_date, main_time) < days_between(next_date, edtf)
    return is_nearer and days_between(edtf, main_time) > MONTHS


def _comes_back(occurrence: Occurrence, edtf: str, state: TimeState, following: Following) -> bool:
    """Return whether the telling comes back from a date far away from its main line.

    The next full date decides, by what it is nearer to. For the past that is one of a later
    paragraph, and a still earlier past is passed over; for the future a still later one of its
    paragraph is, and whatever looks back, unless the future is a generation away.
    Where only years were named since, a date without its year that is soon after the last day comes
    back from the past. Without any of these, the past is left and the future is not.
    """
    paragraph = occurrence.paragraph
    only_years = takewhile(lambda pair: precision(pair[1]) not in FINE, following)
    later = (other.value.text for other, _ in only_years if other.paragraph != paragraph)
    is_back = is_before(edtf, state.main_time)
    if is_back and any(is_soon_after(state.last_day, value) for value in later):
        return True
    is_ages_ahead = days_between(edtf, state.main_time) > GENERATION * 365
    for other, date in following:
        is_here = other.paragraph == paragraph
        if is_back:
            is_passed = not date or is_here or is_before(date, edtf)
        else:
            is_far_back = date and days_between(date, state.main_time) > FAR
            is_look_back = other.looks_back or (is_far_back and is_before(date, state.main_time))
            is_look_back = is_look_back and not is_ages_ahead
            is_passed = not date or is_look_back or (is_here and is_before(edtf, date))
        if not is_passed:
            return days_between(date, state.main_time) < days_between(date, edtf)
    return is_back


def _is_in_passing(occurrence: Occurrence, edtf: str, state: TimeState) -> bool:
    """Return whether a date moves nothing: background, planned or said by somebody."""
    is_said = occurrence.is_quoted and occurrence.value.kind in ("speech", "weekday")
    is_planned = (
        occurrence.looks_ahead
        and precision(state.speech_time) == "day"
        and is_before(state.speech_time, edtf)
    )
    return occurrence.is_background or occurrence.is_signature or is_said or is_planned


def _move(
    state: TimeState, occurrence: Occurrence, resolved: ResolvedTime, is_dated: bool
) -> TimeState:
    """Return where the part is in time after an expression.

    A dateline is a day of speaking; so is what «вчера, 7 ноября» dates. It is one no longer when
    the main line is years away.
    """
    edtf = resolved.edtf.replace("~", "")
    value = occurrence.value
    if occurrence.is_dateline:
        state = state._replace(speech_time=edtf)
    elif value.kind == "speech" and is_dated:
        state = state._replace(speech_time=shift(edtf, -value.amount, "D"))
    if year_of(edtf) is None or _is_in_passing(occurrence, edtf, state):
        return state
    is_evening = EVENING.search(occurrence.expression.text)
    evening = edtf if is_evening or (value.kind == "hour" and edtf == state.evening) else ""
    state = state._replace(last_time=edtf, evening=evening, paragraph=occurrence.paragraph)
    if resolved.is_anachrony:
        return state
    if state.speech_time and days_between(edtf, state.speech_time) > FAR / 2:
        state = state._replace(speech_time=state.written)
    last_day = "" if _goes_back_a_generation(occurrence) else state.last_day
    day_paragraph = state.day_paragraph
    if precision(edtf) in FINE:
        last_day = edtf
        day_paragraph = occurrence.paragraph
    if value.kind not in ("step", "nth day") and precision(edtf) == "day":
        state = state._replace(first_day=edtf)
    return state._replace(main_time=edtf, last_day=last_day, day_paragraph=day_paragraph)
