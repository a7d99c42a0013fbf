"""Passages: the sentences about an event, each with its phase, and how many words they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from letopis.accounts.naming import KEY, PLACE, event_tokens, span_of
from letopis.accounts.phases import DatedSentence, Spans, Verdict, judge_part
from letopis.dates.calendars import in_new_style
from letopis.texts.errors import raise_problems
from letopis.texts.quotes import read_quoted
from letopis.texts.schemas import PASSAGES, PHASES
from letopis.texts.tables import frame, rows_of
from letopis.words.statistics import word_tokens

if TYPE_CHECKING:
    from letopis.corpus import Corpus

PASSAGE_COLUMNS = PLACE | {"phase": "str", "why": "str"}


def find_passages(corpus: Corpus, event: str, with_read: bool = True) -> pd.DataFrame:
    """List the sentences about an event, its preparation and its aftermath; none for no event.

    preparation is what was planned, prepared or said beforehand, and every plan for the day; day
    what is described as happening on it; aftermath what came after, as far as events.toml says.
    What a reader has written into passages.csv goes before the rules, `with_read`.

    Returns:
        One row a sentence: `source, part, sentence` (its number), `start, stop` (code points),
        `text, phase` (preparation, day, aftermath), `why` (in words).

    Raises:
        KeyError: For an event that is not in events.toml.
        InputError: For an events.toml with an event whose times are missing or no dates, and for
            a passages.csv with problems.
    """
    if not event:
        return frame([], PASSAGE_COLUMNS)
    spans = event_spans(corpus, event)
    readings = read_phases(corpus, event) if with_read else {}
    rows = []
    for _, part in _dated_sentences(corpus, event, spans).groupby("part", sort=False):
        fields = part[list(DatedSentence._fields)].itertuples(index=False, name=None)
        sentences = [DatedSentence(*values) for values in fields]
        for sentence, verdict in zip(sentences, judge_part(sentences, spans), strict=True):
            verdict = _with_reading(verdict, readings.get((sentence.source, sentence.start)))
            if verdict:
                rows.append(sentence._asdict() | verdict._asdict())
    return frame(rows, PASSAGE_COLUMNS).sort_values(["source", "start"], ignore_index=True)


def event_spans(corpus: Corpus, event: str) -> Spans:
    """Return the first and the last day of each phase of an event.

    Raises:
        KeyError: For an event that is not in events.toml.
        InputError: For an events.toml with an event whose times are missing or no dates.
    """
    entry = corpus.event(event)
    return {phase: span_of(entry["date" if phase == "day" else phase]) for phase in PHASES}


def read_phases(corpus: Corpus, event: str) -> dict[tuple[str, int], Verdict]:
    """Read passages.csv: the phase a reader has given to a sentence, by its source and start.

    Raises:
        InputError: For an unknown source or phase, a quote that is not at its place, and a place
            where no sentence begins.
    """
    table = read_quoted(corpus, "passages.csv", PASSAGES)
    starts = set(zip(corpus.sentences["source"], corpus.sentences["start"], strict=True))
    problems = []
    readings = {}
    for row in rows_of(table):
        if (row.source, row.start) not in starts:
            where = f"{corpus.folder / 'passages.csv'}, row {row.Index}"
            problems.append(f"{where}: no sentence of {row.source} begins at {row.start}.")
        if row.event == event:
            readings[row.source, int(row.start)] = Verdict(row.phase, row.reason)
    raise_problems(problems)
    return readings


def _with_reading(verdict: Verdict | None, reading: Verdict | None) -> Verdict | None:
    """Return the verdict on a sentence: what a reader says, or else what the rules say."""
    if reading is None:
        return verdict
    if reading.phase == "none":
        return None
    if verdict and verdict.phase == reading.phase and not reading.why:
        return verdict
    return Verdict(reading.phase, f"read: {reading.why}" if reading.why else "read")


def _dated_sentences(corpus: Corpus, event: str, spans: Spans) -> pd.DataFrame:
    """Return all sentences with what the rules look at: the fields of DatedSentence."""
    narrated = corpus.narrated[[*KEY, "edtf", "earliest", "latest", "basis"]]
    narrated = in_new_style(corpus, event, narrated)
    sentences = corpus.sentences.merge(narrated, on=KEY, how="left")
    words = event_tokens(corpus, event).query("use == 'name'")
    sentences["day"] = _first_text(sentences, _dates_of_the_day(corpus, event, spans["day"]))
    sentences["word"] = _first_text(sentences, words)
    return sentences


def _first_text(sentences: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """Return for each sentence the text of the first thing found in it, or ""."""
    texts = found.drop_duplicates(KEY).set_index(KEY)["text"].to_dict()
    return [texts.get(key, "") for key in zip(*(sentences[name] for name in KEY), strict=True)]


def _dates_of_the_day(
    corpus: Corpus, event: str, day: tuple[pd.Timestamp, pd.Timestamp]
) -> pd.DataFrame:
    """Find the dates that mean the day of the event.

    A date without a year, as events.toml lists them, counts only in a part that names enough of
    the people and bodies of the event.
    """
    entry = corpus.event(event)
    dates = in_new_style(corpus, event, corpus.dates)
    within = (dates["earliest"] >= day[0]) & (dates["latest"] <= day[1])
    anchors = corpus.mentions[corpus.mentions["entity"].isin(entry.get("anchors", []))]
    named = anchors.groupby("part")["entity"].nunique()
    is_anchored = dates["part"].isin(named.index[named >= entry.get("anchors_needed", 1)])
    words = "|".join(map(re.escape, entry.get("day_words", []))) or "(?!)"
    yearless = dates["earliest"].isna() & dates["text"].str.contains(words, case=False)
    return dates[within | (yearless & is_anchored)]


def coverage(corpus: Corpus, event: str) -> pd.DataFrame:
    """Count how much each part gives to an event, also where that is nothing.

    Returns:
        One row a part and phase: `source, part, phase, sentences, words` (without numbers and
        initials), `n` (words of the source, without page furniture), `share` (words / n, 0–1).
    """
    passages = corpus.passages(event)
    all_words = word_tokens(corpus)
    words = all_words[KEY].merge(passages[[*KEY, "part", "phase"]], on=KEY)
    table = corpus.parts[["source", "part"]].merge(pd.DataFrame({"phase": PHASES}), how="cross")
    for name, counted in (("sentences", passages), ("words", words)):
        counts = counted.groupby(["part", "phase"]).size().to_dict()
        units = zip(table["part"], table["phase"], strict=True)
        table[name] = [counts.get(unit, 0) for unit in units]
    sizes = all_words["source"].value_counts().to_dict()
    table["n"] = [sizes.get(source, 0) for source in table["source"]]
    table["share"] = table["words"] / table["n"].clip(lower=1)
    return table
