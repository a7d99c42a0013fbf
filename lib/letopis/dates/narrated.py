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
from letopis.dates.edtf import FINE, bounds, days_between, is_before, months_of, precision
from letopis.dates.grammar import TimeGrammar
from letopis.dates.read_times import SentenceTime, read_times
from letopis.dates.table import PLACE, TIME, grammar_of
from letopis.dates.undated import (
    FEW_WORDS,
    comment,
    is_asked_or_set,
    is_in_heading,
    is_speech,
    is_undated,
)
from letopis.texts.tables import frame, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = PLACE | TIME | dict.fromkeys(("basis", "reason", "dated_by", "dates"), "str")
LOOKING_BACK = "so much earlier"  # a rule that counts in the first clause only
ACTORS = ("person", "organisation")
COARSE = ("century", "decade")
FAR = 365  # days; a date nearer than that moves the time told
ENTRY = 16  # characters after the date of a sentence that opens an entry
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

    def after_return(self) -> ReachedTime:
        """Return the time after a look back that has ended inside its paragraph."""
        return self._replace(here=self.heading or self.main)

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
        grammar = grammar_of(corpus, language)
        contexts = _with_actors(corpus, sentence_contexts(part, grammar))
        contexts = [it._replace(is_past=grammar.is_past(it.text)) for it in contexts]
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
    in_diary = entries.count("entry") > 2 or not {"letter", "report"}.isdisjoint(entries)
    sentences = [context._replace(in_diary=in_diary) for context in contexts]
    given = [_sentence_date(*row) for row in zip(sentences, dates, entries, strict=True)]
    following = [*zip(sentences[1:], given[1:], strict=True), None]
    reached = ReachedTime(frame_date, frame_date, frame_date)
    for sentence, date, reading, after in zip(sentences, given, readings, following, strict=True):
        if sentence.opens_paragraph:
            reached = reached.in_new_paragraph()
        if reading:
            reached = reached.after_reading(reading.edtf)
            yield reading
        elif date.edtf and not is_asked_or_set(sentence):
            reached = reached.after_date(date)
            yield SentenceTime(date.edtf, "own", dated_by="sentence")
        elif date.edtf or is_undated(sentence):
            yield SentenceTime()
        elif not reached.here:
            yield _lead_time(sentence, *after) if after else SentenceTime()
        else:
            if _returns(sentence, reached):
                reached = reached.after_return()
            goes_on = is_speech(sentence) or sentence.is_past
            reached = reached._replace(in_scene=reached.in_scene and goes_on)
            yield reached.carried()


def _lead_time(
    sentence: SentenceContext, following: SentenceContext, date: SentenceDate
) -> SentenceTime:
    """Return the time of a lead, before any date: that of the sentence after it, if it says one."""
    is_dated = precision(date.edtf) in FINE and not following.opens_paragraph
    is_whole = len(sentence.text.split()) > FEW_WORDS and sentence.is_past
    if is_dated and is_whole:
        return SentenceTime(date.edtf, "carried", dated_by="context")
    return SentenceTime()


def _returns(sentence: SentenceContext, reached: ReachedTime) -> bool:
    """Return whether a sentence ends a look back: by "now", or in a diary by its present."""
    if is_speech(sentence):
        return False
    is_present = bool(reached.heading) and not sentence.is_past
    return is_present or sentence.has_cue("now")


def _opens_entry(context: SentenceContext, dates: Sequence[Any]) -> str:
    """Return what a day opens that is alone in its sentence: an entry, a letter, a report or "".

    «3 ноября, понедельник.» opens an entry of a diary, «Вена, 3 мая.» a letter, «ВЕНА, 3 мая
    (ТАСС).» a report.
    """
    if not dates or dates[0].precision != "day" or context.is_past:
        return ""
    before, after = _around(dates[0], context)
    if len(after) >= ENTRY or not context.grammar.cues["before_dateline"].fullmatch(before):
        return ""
    if before.isupper() or "(" in context.text:
        return "report"
    return "letter" if before else "entry"


def _sentence_date(context: SentenceContext, dates: Sequence[Any], entry: str) -> SentenceDate:
    """Choose the date a sentence describes, and the date what follows goes on from.

    Centuries and decades count only where there is nothing finer, a date alone in brackets only at
    last. Of two dates that follow each other both are described: "in 1933 to France, and in 1935 to
    Norway" is 1933/1935. A caption leaves no date behind, a heading that is a day does.
    """
    described = [date for date in dates if not _is_only_mentioned(date, context)]
    described = described or [date for date in dates if _is_alone_in_brackets(date, context)]
    early = [date for date in dates if _is_early(date, context)]
    if early and not described:
        return SentenceDate(early[0].edtf)
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
    is_head = is_day or _is_alone(first, context)
    if context.signs or (is_in_heading(context) and not is_head):
        carried_date = ""
    heads = bool(entry) or (is_in_heading(context) and is_head)
    return SentenceDate(edtf, carried_date, first.is_anachrony, heads)


def _around(date: Any, context: SentenceContext) -> tuple[str, str]:
    """Return what is before and after a date in its sentence."""
    start = context.row.start
    return context.text[: date.start - start], context.text[date.stop - start :]


def _is_alone(date: Any, context: SentenceContext) -> bool:
    """Return whether a date is all that a heading says, but for a number: «Глава 3. 1905 год»."""
    before, after = _around(date, context)
    return bool(context.grammar.cues["before_head"].fullmatch(before)) and not after.strip(" .:")


def _is_only_mentioned(date: Any, context: SentenceContext) -> bool:
    """Return whether a date is background, planned, supposed, or looked back to in passing."""
    before, after = _around(date, context)
    grammar = context.grammar
    is_pluperfect = grammar.has_cue("look_back", before)
    return bool(
        date.is_background
        or grammar.has_cue("planned", before)
        or (_is_deictic(date, grammar) and context.is_quoted(len(before)))
        or grammar.cues["conditional"].match(after)
        or (date.rule == LOOKING_BACK and "," in before and not is_pluperfect)
        or (date.is_anachrony and grammar.has_cue("clause", before))
    )


def _is_deictic(date: Any, grammar: TimeGrammar) -> bool:
    """Return whether a date is reckoned from when one speaks: yesterday, on Friday."""
    return date.rule == "weekday" or date.rule in grammar.rules_with("@")


def _is_early(date: Any, context: SentenceContext) -> bool:
    """Return whether a sentence goes back to a date and leaves it at once: «ещё в 1924 году»."""
    before, _ = _around(date, context)
    is_told = not context.grammar.has_cue("reported", before) and not comment(context)
    return is_told and bool(context.grammar.cues["as_early_as"].search(before))


def _is_alone_in_brackets(date: Any, context: SentenceContext) -> bool:
    """Return whether a date is in brackets, alone or with what it dates: «(письмо от 7 ноября)»."""
    before, after = _around(date, context)
    return bool(IN_BRACKETS.search(before)) and after.startswith(")")
