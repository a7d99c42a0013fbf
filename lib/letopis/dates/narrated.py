"""Narrated time: the span of time each sentence describes.

A sentence with a date of its own describes that (own); one without goes on from the sentence
before, within its part (carried); a general statement, a comment or a heading without a date
describes no time (none) and interrupts nothing. What a historian has written into narrated.csv
goes before the rules (read), and what follows goes on from it.

A month or a year is carried until there is another. A day is carried no further than its paragraph,
and there only while the scene lasts: while each sentence that is not quoted has a verb in the past.
From then on it is carried as its month. Two kinds of days hold for all that follows: one that heads
it (a heading, an entry of a diary) and the frame date of a historian.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from letopis.dates.contexts import SentenceContext, sentence_contexts
from letopis.dates.edtf import bounds, days_between, is_before, months_of, precision
from letopis.dates.read_times import SentenceTime, read_times
from letopis.dates.table import PLACE, TIME, grammar_of
from letopis.dates.undated import is_in_heading, is_speech, is_undated
from letopis.texts.tables import frame, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = PLACE | TIME | dict.fromkeys(("basis", "reason", "dated_by", "dates"), "str")
LOOKING_BACK = ("year before", "so much earlier")  # rules that count at the head of a sentence only
PLANNED = ("day after speaking", "two days after speaking")
ACTORS = ("person", "organisation")
COARSE = ("century", "decade")
FAR = 365  # days; a date nearer than that moves the time told
ENTRY = 16  # characters beside the date of a sentence that opens an entry
CAPITAL = re.compile(r"(?<=[^.!?…]\s)[«“\"]?[A-ZА-ЯЁ]\w")
IN_BRACKETS = re.compile(
    r"\((?:(?:запись|письмо|телеграмма|entry|letter|telegram) (?:от|of|for|dated) )?$"
)


class SentenceDate(NamedTuple):
    """The date a sentence gives for what it describes, and the date that is carried on from it."""

    edtf: str = ""
    carried_date: str = ""
    is_anachrony: bool = False
    heads: bool = False  # holds for what follows


class ReachedTime(NamedTuple):
    """The time that a part has reached, and this paragraph of it; EDTF, "" before any date."""

    main: str
    here: str
    frame: str
    heading: str = ""  # the day that heads the section
    in_scene: bool = False

    def in_new_paragraph(self) -> ReachedTime:
        """Return the time at the beginning of a paragraph."""
        return self._replace(here=self.main, in_scene=False)

    def after_date(self, given: SentenceDate) -> ReachedTime:
        """Return the time after a sentence with a date.

        Over a year away, a look ahead is left at once («убит в 1940 году»), and a look back lasts
        for its paragraph.
        """
        date = given.carried_date
        if not date:
            return self
        is_far = bool(self.main) and days_between(date, self.main) > FAR
        is_left = given.is_anachrony and is_far
        if is_left and is_before(self.main, date):
            return self
        main = self.main if is_left else date
        heading = date if given.heads else self.heading
        return self._replace(main=main, here=date, heading=heading, in_scene=True)

    def after_reading(self, edtf: str) -> ReachedTime:
        """Return the time after a sentence that a historian has read; one of no time stops none."""
        main = edtf or self.main
        return self._replace(main=main, here=main, in_scene=bool(edtf) or self.in_scene)

    def carried(self) -> SentenceTime:
        """Return the time of a sentence that goes on from the one before."""
        holds = self.in_scene or self.here in (self.frame, self.heading)
        edtf = self.here if holds else months_of(self.here)
        dated_by = "frame" if self.here == self.frame else "context"
        return SentenceTime(edtf, "carried", dated_by=dated_by)


def narrated_table(corpus: Corpus, with_read: bool = True) -> pd.DataFrame:
    """Find the time that each sentence describes.

    Args:
        corpus: The texts.
        with_read: Whether what a historian wrote into narrated.csv goes before the rules.

    Returns:
        One row a sentence, sorted by source, then sentence: `source, part, sentence, edtf` ("" for
        none), `earliest, latest` (inclusive, NaT for none), `basis` (read, own, carried, none),
        `reason` (the historian's), `dated_by` (sentence: its own words; context: those around it,
        or a known event; frame: the frame date of parts.csv; none), `dates` (several: 1928|1929).

    Raises:
        InputError: For a narrated.csv with problems.

    >>> narrated_table(corpus, with_read=False)[["edtf", "dated_by"]].head(3).values.tolist()
    [['', 'none'], ['1927-11-07', 'sentence'], ['1927-11-07', 'frame']]
    """
    readings = read_times(corpus) if with_read else {}
    dates: defaultdict[Any, list[Any]] = defaultdict(list)
    for date in rows_of(corpus.dates[corpus.dates["edtf"] != ""]):
        dates[date.source, date.sentence].append(date)
    rows = []
    for source, language, frame_date, part in corpus.voices():
        contexts = _with_actors(corpus, sentence_contexts(part, grammar_of(corpus, language)))
        own_dates = [dates[source, row.sentence] for row in part]
        own_readings = [readings.get((source, row.sentence)) for row in part]
        times = carry(contexts, own_dates, own_readings, frame_date)
        for row, time in zip(part, times, strict=True):
            place = (source, row.part, row.sentence)
            rows.append((*place, time.edtf, *bounds(time.edtf), *time[1:]))
    return frame(rows, COLUMNS).sort_values(["source", "sentence"], ignore_index=True)


def _with_actors(corpus: Corpus, contexts: list[SentenceContext]) -> list[SentenceContext]:
    """Return the sentences of a part with whether they name an actor.

    In a text without any listed actor, a capital inside a sentence is taken for one.
    """
    mentions = corpus.mentions[corpus.mentions["source"] == contexts[0].row.source]
    actors = set(mentions.loc[mentions["type"].isin(ACTORS), "sentence"])
    if not actors:
        return [it._replace(has_actor=bool(CAPITAL.search(it.text))) for it in contexts]
    return [it._replace(has_actor=it.row.sentence in actors) for it in contexts]


def carry(
    contexts: Sequence[SentenceContext],
    dates: Sequence[Sequence[Any]],
    readings: Sequence[SentenceTime | None],
    frame_date: str,
) -> Iterator[SentenceTime]:
    """Carry the date reached through a part: yield the time of each sentence.

    Each sentence has its rows of the table of dates and its time in narrated.csv, or None.
    """
    entries = [_opens_entry(*pair) for pair in zip(contexts, dates, strict=True)]
    dated = zip(contexts, dates, entries, readings, strict=True)
    reached = ReachedTime(frame_date, frame_date, frame_date)
    for context, own_dates, is_entry, reading in dated:
        sentence = context._replace(in_diary=sum(entries) > 2)
        date = _sentence_date(sentence, own_dates, is_entry)
        if sentence.opens_paragraph:
            reached = reached.in_new_paragraph()
        if reading:
            reached = reached.after_reading(reading.edtf)
            yield reading
        elif date.edtf:
            reached = reached.after_date(date)
            yield SentenceTime(date.edtf, "own", dated_by="sentence")
        elif not reached.here or is_undated(sentence):
            yield SentenceTime()
        else:
            goes_on = is_speech(sentence) or sentence.is_past()
            reached = reached._replace(in_scene=reached.in_scene and goes_on)
            yield reached.carried()


def _opens_entry(context: SentenceContext, dates: Sequence[Any]) -> bool:
    """Return whether a day is alone in its sentence, or with its day of the week: «3 ноября.»."""
    if not dates or dates[0].start != context.row.start or dates[0].precision != "day":
        return False
    return len(context.text) - len(dates[0].text) < ENTRY and not context.is_past()


def _sentence_date(context: SentenceContext, dates: Sequence[Any], is_entry: bool) -> SentenceDate:
    """Choose the date a sentence describes, and the date what follows goes on from.

    Centuries and decades count only where there is nothing finer, a date alone in brackets only at
    last. Of two dates that follow each other both are described: "in 1933 to France, and in 1935 to
    Norway" is 1933/1935. A caption leaves no date behind, a heading that is a day does.
    """
    described = [date for date in dates if not _is_only_mentioned(date, context)]
    described = described or [date for date in dates if _is_alone_in_brackets(date, context)]
    described = [date for date in described if date.precision not in COARSE] or described
    if not described:
        return SentenceDate()
    first = described[0]
    last = max(described, key=lambda date: date.latest)
    edtf = first.edtf
    if first.earliest < last.earliest:
        edtf = f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}"
        first = last
    carried_date = first.edtf.split("/")[-1] if first.basis == "relative" else first.edtf
    is_day = precision(carried_date) == "day"
    if is_in_heading(context) and not is_day:
        carried_date = ""
    heads = is_entry or (is_in_heading(context) and is_day)
    return SentenceDate(edtf, carried_date, first.is_anachrony, heads)


def _is_only_mentioned(date: Any, context: SentenceContext) -> bool:
    """Return whether a date is background, planned, supposed, or looked back to in passing."""
    before = context.text[: date.start - context.row.start]
    after = context.text[date.stop - context.row.start :]
    grammar = context.grammar
    return bool(
        date.is_background
        or date.rule in PLANNED
        or grammar.has_cue("planned", before)
        or grammar.cues["conditional"].match(after)
        or (date.rule in LOOKING_BACK and before.strip())
        or (date.is_anachrony and grammar.has_cue("clause", before))
    )


def _is_alone_in_brackets(date: Any, context: SentenceContext) -> bool:
    """Return whether a date is in brackets, alone or with what it dates: «(письмо от 7 ноября)»."""
    before = context.text[: date.start - context.row.start]
    after = context.text[date.stop - context.row.start :]
    return bool(IN_BRACKETS.search(before)) and after.startswith(")")
