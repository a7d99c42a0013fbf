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
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from letopis.dates.edtf import bounds, days_between, is_before, months_of, precision
from letopis.dates.grammar import TimeGrammar
from letopis.dates.occurrences import is_quoted, reference_sentences, unpaired_quotes
from letopis.dates.read_times import SentenceTime, read_times
from letopis.dates.table import PLACE, TIME, grammar_of
from letopis.dates.undated import SentenceContext, is_undated
from letopis.texts.schemas import OTHER_HANDS
from letopis.texts.tables import frame, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = PLACE | TIME | dict.fromkeys(("basis", "reason", "dated_by", "dates"), "str")
LOOKING_BACK = ("year before", "so much earlier")  # rules that count at the head of a sentence only
PLANNED = ("day after speaking", "two days after speaking")
COARSE = ("century", "decade")
FAR = 365  # days; a date nearer than that moves the time told
PROSE = ("text", *OTHER_HANDS)  # kinds of sentences; others are headings and the like
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


class NarratedSentence(NamedTuple):
    """A sentence on its way to its time."""

    opens_paragraph: bool
    context: SentenceContext
    date: SentenceDate
    heads: bool  # its day holds for what follows
    reading: SentenceTime | None  # of narrated.csv


class PlacedDate(NamedTuple):
    """A row of the table of dates, with the text before and after it in its sentence."""

    row: Any
    before: str
    after: str

    def is_only_mentioned(self, grammar: TimeGrammar) -> bool:
        """Return whether it is background, planned, supposed, or looked back to in passing."""
        return bool(
            self.row.is_background
            or self.row.rule in PLANNED
            or grammar.has_cue("planned", self.before)
            or grammar.cues["conditional"].match(self.after)
            or (self.row.rule in LOOKING_BACK and self.before.strip())
            or (self.row.is_anachrony and grammar.has_cue("clause", self.before))
        )

    def is_alone_in_brackets(self) -> bool:
        """Return whether it is in brackets, alone or with what it dates: «(письмо от 7 ноября)»."""
        return bool(IN_BRACKETS.search(self.before)) and self.after.startswith(")")


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

    def after_date(self, sentence: NarratedSentence) -> ReachedTime:
        """Return the time after a sentence with a date.

        Over a year away, a look ahead inside a paragraph is left at once («убит в 1940 году»); a
        look back, and a paragraph that begins ahead, last for the paragraph.
        """
        date = sentence.date.carried_date
        if not date:
            return self
        is_far = bool(self.main) and days_between(date, self.main) > FAR
        is_left = sentence.date.is_anachrony and is_far
        if is_left and is_before(self.main, date) and not sentence.opens_paragraph:
            return self
        main = self.main if is_left else date
        heading = date if sentence.heads else self.heading
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
        `reason` (the historian's), `dated_by` (sentence: its own words; context: the text around
        it, or a known event; frame: the frame date of parts.csv; none), `dates` (where it describes
        several: 1928-01|1929-02).

    Raises:
        InputError: For a narrated.csv with problems.

    >>> narrated_table(corpus, with_read=False)[["edtf", "dated_by"]].head(3).values.tolist()
    [['', 'none'], ['1927-11-07', 'sentence'], ['1927-11-07', 'frame']]
    """
    readings = read_times(corpus) if with_read else {}
    dates: defaultdict[Any, list[Any]] = defaultdict(list)
    for row in rows_of(corpus.dates[corpus.dates["edtf"] != ""]):
        dates[row.source, row.sentence].append(row)
    is_actor = corpus.mentions["type"].isin(["person", "organisation"])
    actors = corpus.mentions[is_actor].groupby("source")["sentence"].agg(set).to_dict()
    rows = []
    for source, language, frame_date, part in corpus.voices():
        grammar = grammar_of(corpus, language)
        sentences = _narrated_sentences(part, grammar, actors.get(source), dates, readings)
        for row, time in zip(part, carry(sentences, frame_date), strict=True):
            place = (source, row.part, row.sentence)
            rows.append((*place, time.edtf, *bounds(time.edtf), *time[1:]))
    return frame(rows, COLUMNS).sort_values(["source", "sentence"], ignore_index=True)


def _narrated_sentences(
    part: Sequence[Any],
    grammar: TimeGrammar,
    actors: set[int] | None,
    dates: defaultdict[Any, list[Any]],
    readings: Mapping[Any, SentenceTime],
) -> Iterator[NarratedSentence]:
    """Yield the sentences of a part with their context and their dates.

    In a text without any listed actor, a capital inside a sentence is taken for one. A caption
    leaves no date behind, a heading that is a day or begins with its date does.
    """
    references = reference_sentences(part, grammar)
    entries = [_opens_entry(row, dates[row.source, row.sentence], grammar) for row in part]
    paragraph = None
    quotes = ""
    for row, is_entry in zip(part, entries, strict=True):
        opens_paragraph = row.paragraph != paragraph
        paragraph = row.paragraph
        quotes = "" if opens_paragraph else quotes
        context = SentenceContext(
            text=row.text,
            grammar=grammar,
            is_quoted=is_quoted(quotes) or row.text[0] in '«“„"',
            is_heading=row.kind not in PROSE,
            has_actor=bool(CAPITAL.search(row.text)) if actors is None else row.sentence in actors,
            is_reference=row.sentence in references,
            in_diary=sum(entries) > 2,
        )
        own_dates = dates[row.source, row.sentence]
        date = _sentence_date(own_dates, row, quotes, grammar)
        is_day = precision(date.carried_date) == "day"
        if context.is_heading and not is_day:
            begins_with_date = bool(own_dates) and own_dates[0].start == row.start
            date = date if begins_with_date else date._replace(carried_date="")
        heads = is_day and (is_entry or context.is_heading)
        reading = readings.get((row.source, row.sentence))
        yield NarratedSentence(opens_paragraph, context, date, heads, reading)
        quotes = unpaired_quotes(quotes + row.text)


def _opens_entry(row: Any, dates: Sequence[Any], grammar: TimeGrammar) -> bool:
    """Return whether a day is alone in its sentence, or with its day of the week: «3 ноября.»."""
    return not grammar.is_past(row.text) and any(
        date.precision == "day"
        and date.start == row.start
        and len(row.text) - len(date.text) < ENTRY
        for date in dates
    )


def _sentence_date(
    dates: Sequence[Any], row: Any, quotes: str, grammar: TimeGrammar
) -> SentenceDate:
    """Choose the date a sentence describes, and the date what follows goes on from.

    Quoted dates count only where there is no other, centuries and decades only where there is
    nothing finer, one alone in brackets only at last. Of two dates that follow each other both are
    described: "in 1933 to France, and in 1935 to Norway" is 1933/1935.
    """
    placed = [
        PlacedDate(date, row.text[: date.start - row.start], row.text[date.stop - row.start :])
        for date in dates
    ]
    described = [date for date in placed if not date.is_only_mentioned(grammar)]
    described = described or [date for date in placed if date.is_alone_in_brackets()]
    unquoted = [date for date in described if not is_quoted(quotes + date.before)]
    rows = [date.row for date in unquoted or described]
    rows = [date for date in rows if date.precision not in COARSE] or rows
    if not rows:
        return SentenceDate()
    first = rows[0]
    last = max(rows, key=lambda date: date.latest)
    if first.earliest < last.earliest and first.latest < last.latest:
        start = first.edtf.split("/")[0]
        stop = last.edtf.split("/")[-1]
        return SentenceDate(f"{start}/{stop}", last.edtf, last.is_anachrony)
    carried_date = first.edtf.split("/")[-1] if first.basis == "relative" else first.edtf
    return SentenceDate(first.edtf, carried_date, first.is_anachrony)


def carry(sentences: Iterator[NarratedSentence], frame_date: str) -> Iterator[SentenceTime]:
    """Carry the date reached through a part: yield the time of each sentence."""
    reached = ReachedTime(frame_date, frame_date, frame_date)
    for sentence in sentences:
        context = sentence.context
        if sentence.opens_paragraph:
            reached = reached.in_new_paragraph()
        if sentence.reading:
            reached = reached.after_reading(sentence.reading.edtf)
            yield sentence.reading
        elif sentence.date.edtf:
            reached = reached.after_date(sentence)
            yield SentenceTime(sentence.date.edtf, "own", dated_by="sentence")
        elif not reached.here or is_undated(context):
            yield SentenceTime()
        else:
            goes_on = context.is_quoted or context.is_past()
            reached = reached._replace(in_scene=reached.in_scene and goes_on)
            yield reached.carried()
