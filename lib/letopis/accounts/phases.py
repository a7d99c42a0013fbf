"""Phases: the rules by which a sentence is about an event, its preparation or its aftermath."""

from itertools import pairwise
from typing import NamedTuple

import pandas as pd

MONTH = pd.Timedelta(days=31)  # whoever narrates a longer time does not point to a day
SEASON = pd.Timedelta(days=93)  # nor to the weeks before, who narrates a longer time than this
Spans = dict[str, tuple[pd.Timestamp, pd.Timestamp]]  # first and last day of each phase


class DatedSentence(NamedTuple):
    """A sentence as the rules see it."""

    source: str
    part: str
    paragraph: int
    sentence: int
    start: int
    stop: int
    text: str
    edtf: str  # narrated time, as the next three
    earliest: pd.Timestamp
    latest: pd.Timestamp
    basis: str
    day: str  # a date in it that is the day of the event, or ""
    word: str  # a word in it that can name the event, or ""


class Verdict(NamedTuple):
    """The phase a sentence belongs to, and why."""

    phase: str
    why: str


Verdicts = list[Verdict | None]


def narrates_the_day(sentence: DatedSentence, spans: Spans) -> Verdict | None:
    """Take a sentence whose narrated time lies within the day, or days, of the event."""
    first, last = spans["day"]
    if sentence.earliest >= first and sentence.latest <= last:
        return Verdict("day", f"narrates {sentence.edtf} ({sentence.basis})")
    return None


def narrates_the_weeks_before(sentence: DatedSentence, spans: Spans) -> Verdict | None:
    """Take a sentence whose narrated time begins in the preparation and is at most a season."""
    first, last = spans["preparation"]
    if first <= sentence.earliest <= last and sentence.latest - sentence.earliest < SEASON:
        time = f"{sentence.edtf} ({sentence.basis})"
        return Verdict("preparation", f"narrates {time}, and the part goes on to the day")
    return None


def names_the_day(sentence: DatedSentence, spans: Spans) -> Verdict | None:
    """Take a sentence with the date of the day, whatever time it narrates."""
    return Verdict("day", f"names the day: «{sentence.day}»") if sentence.day else None


def names_the_event(sentence: DatedSentence, spans: Spans) -> Verdict | None:
    """Take a sentence that names the event and narrates a month or less that meets the day."""
    first, last = spans["day"]
    meets_the_day = sentence.earliest <= last and sentence.latest >= first
    if sentence.word and meets_the_day and sentence.latest - sentence.earliest < MONTH:
        time = f"{sentence.edtf} ({sentence.basis})"
        return Verdict("day", f"names the event («{sentence.word}»), narrates {time}")
    return None


def narrates_the_weeks_after(sentence: DatedSentence, spans: Spans) -> Verdict | None:
    """Take a sentence whose narrated time lies within the aftermath."""
    first, last = spans["aftermath"]
    if sentence.earliest >= first and sentence.latest <= last:
        return Verdict("aftermath", f"narrates {sentence.edtf} ({sentence.basis})")
    return None


RULES = (  # each looks at one sentence; the first that takes it is followed
    narrates_the_day,
    narrates_the_weeks_before,
    names_the_day,
    names_the_event,
    narrates_the_weeks_after,
)


def drop_what_leads_nowhere(sentences: list[DatedSentence], verdicts: Verdicts) -> Verdicts:
    """Keep preparation only up to the last sentence that is about the day or names it."""
    kept = list(verdicts)
    for number in reversed(range(len(sentences))):
        verdict = verdicts[number]
        if sentences[number].day or (verdict and verdict.phase == "day"):
            break
        if verdict and verdict.phase == "preparation":
            kept[number] = None
    return kept


def fill_gaps(sentences: list[DatedSentence], verdicts: Verdicts) -> Verdicts:
    """Take what is between two sentences about the event: all without a time, or a single one."""
    filled = list(verdicts)
    taken = [(number, verdict) for number, verdict in enumerate(verdicts) if verdict]
    for (before, verdict_before), (after, verdict_after) in pairwise(taken):
        between = range(before + 1, after)
        timeless = all(pd.isna(sentences[number].earliest) for number in between)
        same_phase = verdict_before.phase == verdict_after.phase
        same_paragraph = sentences[before].paragraph == sentences[after].paragraph
        if timeless or (same_phase and same_paragraph and len(between) == 1):
            verdict = Verdict(verdict_before.phase, "is between sentences about the event")
            for number in between:
                filled[number] = verdict
    return filled


def drop_lead_up(sentences: list[DatedSentence], verdicts: Verdicts) -> Verdicts:
    """Drop preparation before the part first names the day or the event: it is background."""
    named = False
    kept = []
    for sentence, verdict in zip(sentences, verdicts, strict=True):
        named = named or bool(verdict and (sentence.day or sentence.word))
        is_lead_up = verdict is not None and verdict.phase == "preparation" and not named
        kept.append(None if is_lead_up else verdict)
    return kept


STEPS = (drop_what_leads_nowhere, fill_gaps, drop_lead_up)  # each looks at a part as a whole


def judge_part(sentences: list[DatedSentence], spans: Spans) -> Verdicts:
    """Return for each sentence of a part its phase and why, or None."""
    verdicts = []
    for sentence in sentences:
        found = (rule(sentence, spans) for rule in RULES)
        verdicts.append(next(filter(None, found), None))
    for step in STEPS:
        verdicts = step(sentences, verdicts)
    return verdicts
