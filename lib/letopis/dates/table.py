"""The table of dates: every expression of time in every text, with the span of days it means.

Days and months before 14 February 1918 are of the calendar that the words beside them, a named day,
sources.csv or a statement of the text on its dates says; else Julian in a Russian text, and not
known in an English one. Where both styles are given, `edtf` is the new one and `other_calendar` the
old; so it is for a day after the reform that the text marks as old style.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

import pandas as pd

from letopis.dates.edtf import REFORM, bounds, new_style, precision, span
from letopis.dates.grammar import TimeGrammar, named_rules, read_grammar, time_grammar
from letopis.dates.occurrences import Occurrence, find_occurrences
from letopis.dates.resolve import ResolvedTime, resolve
from letopis.texts.errors import InputError
from letopis.texts.tables import frame, read_toml

if TYPE_CHECKING:
    from letopis.corpus import Corpus

PLACE = {"source": "str", "part": "str", "sentence": "int64"}
SPAN = {"start": "int64", "stop": "int64", "text": "str"}
TIME = {"edtf": "str", "earliest": "datetime64[s]", "latest": "datetime64[s]"}
KIND = ("precision", "basis", "calendar", "other_calendar", "modifier", "rule")
COLUMNS = PLACE | SPAN | TIME | dict.fromkeys(KIND, "str")
COLUMNS |= {"is_background": "bool", "is_anachrony": "bool"}
NEAR = 60  # characters from “dates” within which a text says of which style they are
OLD_STYLE = re.compile(
    r"\b(?:стар\w+ стил|ст\. ?ст|юлианск|old[ -](?:style|calendar)|julian|O\. ?S)", re.IGNORECASE
)
NEW_STYLE = re.compile(
    r"\b(?:нов\w+ стил|н\. ?ст|григориан|new[ -](?:style|calendar)|gregorian|N\. ?S)", re.IGNORECASE
)
ON_DATES = re.compile(r"\b(?:dates|дат(?:ы|ах|ам)?|числа)\b", re.IGNORECASE)


def date_table(corpus: Corpus) -> pd.DataFrame:
    """Find and resolve every expression of time in every text.

    Returns:
        One row an expression, sorted by source, then start: `source, part, sentence, start, stop,
        text, edtf` ("" where there is no date), `earliest, latest` (inclusive, NaT where there is
        no date), `precision` (day, month, season, year, decade, century, span; duration or vague
        where there is no date), `basis` (explicit: said in full; context: year or day from the
        dates around it; relative; named: a named day), `calendar` (gregorian, julian; "" where it
        is not known), `other_calendar` (the date in the other one), `modifier` (early, mid, late,
        first half, second half, about, eve, night before, next, last), `rule` (its name in
        expressions.toml),
        `is_background` (only looked back or across to), `is_anachrony` (a look back or ahead).

    Raises:
        InputError: For an expressions.toml of the folder that cannot be used.

    >>> date_table(corpus)[["text", "edtf", "precision"]].head(2).to_numpy().tolist()
    [['этот день', '1927-11-07', 'day'], ['ХХ веке', '19XX', 'century']]
    """
    days = corpus.named_days
    holiday = next((f"XXXX{row['day'][4:]}" for row in days if row.get("yearly")), "")
    gregorian = frozenset(row["day"] for row in days)
    has_calendars = "calendar" in corpus.sources.columns
    rows = []
    for source, language, frame_date, sentences in corpus.voices():
        grammar = grammar_of(corpus, language)
        occurrences = find_occurrences(sentences, grammar, named_rules(days, language))
        written = str(corpus.sources.at[source, "written"])
        calendar = str(corpus.sources.at[source, "calendar"]) if has_calendars else ""
        calendar = calendar or stated_calendar(corpus.text(source), language)
        resolved = resolve(occurrences, frame_date, holiday, written, calendar)
        for occurrence, time in zip(occurrences, resolved, strict=True):
            place = (source, sentences[0].part)
            rows.append((*place, *_cells(occurrence, time, gregorian, calendar)))
    return frame(rows, COLUMNS).sort_values(["source", "start"], ignore_index=True)


def stated_calendar(text: str, language: str) -> str:
    """Return the calendar that a text says its dates are of, or that of its language.

    >>> stated_calendar("All dates are Gregorian.", "en"), stated_calendar("7 ноября.", "ru")
    ('gregorian', 'julian')
    """
    for found in ON_DATES.finditer(text):
        around = text[max(found.start() - NEAR, 0) : found.end() + NEAR]
        old = bool(OLD_STYLE.search(around))
        if old != bool(NEW_STYLE.search(around)):
            return "julian" if old else "gregorian"
    return "julian" if language == "ru" else ""


def grammar_of(corpus: Corpus, language: str) -> TimeGrammar:
    """Return the grammar of a language: the folder's own, or the library's."""
    path = corpus.folder / "expressions.toml"
    try:
        own = read_toml(path)
        return read_grammar(own, language) if own else time_grammar(language)
    except ValueError as error:
        raise InputError(
            f"{path}: {error}; expected what dates/data/expressions.toml has."
        ) from None


def _cells(
    occurrence: Occurrence, time: ResolvedTime, gregorian: Collection[str], of_text: str
) -> tuple[object, ...]:
    """Return the cells of a row after source and part."""
    expression = occurrence.expression
    edtf, calendar, other_calendar = calendar_readings(occurrence, time.edtf, gregorian, of_text)
    undated = "duration" if occurrence.value.text in ("duration", "set") else "vague"
    stop = occurrence.start + len(expression.text)
    return (
        *(occurrence.sentence, occurrence.start, stop, expression.text),
        *(edtf, *bounds(edtf), precision(edtf) or undated, time.basis),
        *(calendar, other_calendar, expression.modifier, expression.rule),
        *(occurrence.is_background, time.is_anachrony),
    )


def calendar_readings(
    occurrence: Occurrence, edtf: str, gregorian: Collection[str] = (), of_text: str = "julian"
) -> tuple[str, str, str]:
    """Return a date, its calendar, and its reading in the other calendar.

    Args:
        occurrence: The expression; what it says of the style decides.
        edtf: The date it was resolved to.
        gregorian: Days that are known to be new style.
        of_text: The calendar of what the text dates before the reform.
    """
    text = occurrence.expression.text
    other = occurrence.expression.other_calendar
    if not edtf or other:
        return edtf, "gregorian", edtf[:4] + other[4:] if other.startswith("X") else other
    _, last = span(edtf)
    if OLD_STYLE.search(text) and precision(edtf) == "day":
        gregorian_day = f"{new_style(last.year, last.month, last.day)}"
        if last < REFORM:
            return edtf, "julian", gregorian_day
        return gregorian_day, "gregorian", edtf
    is_marked = bool(NEW_STYLE.search(text)) or edtf in gregorian
    is_open = "-" in edtf and last < REFORM and not is_marked
    return edtf, of_text if is_open else "gregorian", ""
