"""Passages: the sentences about an event, each with its phase and why it was taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from letopis.accounts.naming import PLACE, event_tokens
from letopis.accounts.phases import LEAD_UP, PHASES, DatedSentence, Spans, judge_part
from letopis.dates.edtf import bounds
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

PASSAGE_COLUMNS = PLACE | {"phase": "str", "why": "str"}
KEY = ["source", "sentence"]


def find_passages(corpus: Corpus, event: str) -> pd.DataFrame:
    """List the sentences about an event, its preparation and its aftermath.

    What a part narrates of the weeks before it first names the day or the event is background,
    see `lead_up`, and is not taken.

    Returns:
        One row a sentence: `source, part, sentence` (its number), `start, stop` (code points),
        `text, phase` (preparation, day, aftermath), `why` (in words).

    Raises:
        KeyError: For an event that is not in events.toml.
        InputError: For an events.toml with an event whose times are missing or no dates.
    """
    found = _judged(corpus, event)
    return found[found["phase"] != LEAD_UP].reset_index(drop=True)


def lead_up(corpus: Corpus, event: str) -> pd.DataFrame:
    """List what a part narrates of the weeks before it names the event.

    Columns and arguments are those of `find_passages`.
    """
    found = _judged(corpus, event)
    return found[found["phase"] == LEAD_UP].reset_index(drop=True)


def event_spans(corpus: Corpus, event: str) -> Spans:
    """Return the first and the last day of each phase of an event.

    Raises:
        KeyError: For an event that is not in events.toml.
        InputError: For an events.toml with an event whose times are missing or no dates.
    """
    entry = corpus.event(event)
    return {phase: span_of(entry["date" if phase == "day" else phase]) for phase in PHASES}


def span_of(edtf: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day of an EDTF date.

    >>> [str(day.date()) for day in span_of("1927-03/1927-11-06")]
    ['1927-03-01', '1927-11-06']
    """
    first, last = bounds(edtf)
    if first is None or last is None:
        raise ValueError(f"{edtf!r} has no first or no last day")
    return pd.Timestamp(first), pd.Timestamp(last)


def _judged(corpus: Corpus, event: str) -> pd.DataFrame:
    """Judge all sentences; return those about the event and those that lead up to it."""
    spans = event_spans(corpus, event)
    narrated = corpus.narrated[[*KEY, "edtf", "earliest", "latest", "basis"]]
    candidates = corpus.sentences.merge(narrated, on=KEY, how="left")
    words = event_tokens(corpus, event).query("not in_title")
    candidates["day"] = _first_text(candidates, _dates_of_the_day(corpus, event, spans["day"]))
    candidates["word"] = _first_text(candidates, words)
    candidates["last_date"] = _last_dates(corpus, candidates)
    rows = []
    for _, part in candidates.groupby("part", sort=False):
        fields = part[list(DatedSentence._fields)].itertuples(index=False, name=None)
        sentences = [DatedSentence(*values) for values in fields]
        for sentence, verdict in zip(sentences, judge_part(sentences, spans), strict=True):
            if verdict:
                rows.append(sentence._asdict() | verdict._asdict())
    return frame(rows, PASSAGE_COLUMNS).sort_values(["source", "start"], ignore_index=True)


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
    dates = corpus.dates
    within = (dates["earliest"] >= day[0]) & (dates["latest"] <= day[1])
    anchors = corpus.mentions[corpus.mentions["entity"].isin(entry.get("anchors", []))]
    named = anchors.groupby("part")["entity"].nunique()
    is_anchored = dates["part"].isin(named.index[named >= entry.get("anchors_needed", 1)])
    words = "|".join(map(re.escape, entry.get("day_words", []))) or "(?!)"
    yearless = dates["earliest"].isna() & dates["text"].str.contains(words, case=False)
    return dates[within | (yearless & is_anchored)]


def _last_dates(corpus: Corpus, sentences: pd.DataFrame) -> pd.Series:
    """Return for each sentence when the last date begins that its part has given so far.

    A date in brackets or in a comparison counts where it gives a month or a day; «(убит в 1940
    году)» does not.
    """
    is_fine = corpus.dates["precision"].isin(["day", "month"]) | ~corpus.dates["is_background"]
    dates = corpus.dates[corpus.dates["earliest"].notna() & is_fine]
    last = dates.groupby(KEY)["earliest"].last().rename("last_date")
    own = sentences.join(last, on=KEY)["last_date"]
    return own.groupby(sentences["part"]).ffill()
