"""Naming: the words by which the sources name an event, and what only looks like it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from letopis.dates.edtf import bounds
from letopis.texts.tables import frame, rows_of
from letopis.words.concordance import concordance
from letopis.words.statistics import SENTENCE as KEY

if TYPE_CHECKING:
    from letopis.corpus import Corpus

PLACE = dict.fromkeys(("source", "part"), "str")
PLACE |= dict.fromkeys(("sentence", "start", "stop"), "int64") | {"text": "str"}
EVENT_WORD_COLUMNS = PLACE | dict.fromkeys(("lemma", "use", "left", "right"), "str")
REJECTED_COLUMNS = PLACE | {"why": "str"}


class LookAlike(NamedTuple):
    """Places that look like the event, and why they are not."""

    places: pd.DataFrame  # source, sentence, start, stop, text
    why: str  # {time} stands for the narrated time of the sentence
    inside: bool = False  # whether that holds in a sentence about the event too


def event_day(corpus: Corpus, event: str) -> str:
    """Return the day of an event, as a figure marks it: "1927-11-07"; "" where it is no one day.

    >>> event_day(corpus, "1927-11-07"), event_day(corpus, "")
    ('1927-11-07', '')
    """
    date = corpus.event(event).get("date", "")
    if not date:
        return ""
    first, last = span_of(date)
    return date if first == last else ""


def span_of(edtf: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day of an EDTF date.

    >>> [str(day.date()) for day in span_of("1927-03/1927-11-06")]
    ['1927-03-01', '1927-11-06']
    """
    first, last = bounds(edtf)
    if first is None or last is None:
        raise ValueError(f"{edtf!r} has no first or no last day")
    return pd.Timestamp(first), pd.Timestamp(last)


def event_words(corpus: Corpus, event: str) -> pd.DataFrame:
    """List every word that can name the event, with its surroundings.

    Returns:
        `source, part, sentence, start, stop, text, lemma, use` (event: in a sentence about the
        event; title: in the title of a book; other), `left, right`.
    """
    about_event = _sentences_about(corpus.passages(event))
    tokens = event_tokens(corpus, event)
    lines = {
        (line.source, line.start): line
        for lemma in sorted(set(tokens["lemma"]))
        for line in rows_of(concordance(corpus, lemma=lemma))
    }
    rows = []
    for token in rows_of(tokens):
        line = lines[token.source, token.start]
        is_name = token.use == "name" and (token.source, token.sentence) in about_event
        use = {"name": "event" if is_name else "other"}.get(token.use, token.use)
        place = (token.source, line.part, token.sentence, token.start, token.stop)
        rows.append((*place, token.text, token.lemma, use, line.left, line.right))
    return frame(rows, EVENT_WORD_COLUMNS).sort_values(["source", "start"], ignore_index=True)


def event_tokens(corpus: Corpus, event: str) -> pd.DataFrame:
    """Find the words that can name an event: rows of `corpus.tokens`, with `use`.

    `use` is "title" in the title of a book that events.toml lists, "other" where it lists the word
    as a look-alike also in sentences about the event («восстание»: hoped for, not that of the
    day), else "name".
    """
    entry = corpus.event(event)
    names = [*entry.get("names_ru", []), *entry.get("names_en", [])]
    tokens = corpus.tokens[corpus.tokens["lemma"].str.lower().isin(names)]
    inside = [look for look in entry.get("lookalike", []) if look.get("inside")]
    other = [word for look in inside for word in look.get("words", [])]
    uses = tokens["lemma"].isin(other).map({True: "other", False: "name"}).astype("str")
    for title in entry.get("titles", []):
        for found in rows_of(find_phrase(corpus, title)):
            within = tokens["start"].between(found.start, found.stop - 1)
            uses[within & (tokens["source"] == found.source)] = "title"
    return tokens.assign(use=uses)


def find_phrase(corpus: Corpus, phrase: str) -> pd.DataFrame:
    """Find a phrase within sentences, in capital or small letters: columns of PLACE."""
    rows = []
    for sentence in rows_of(corpus.sentences):
        for found in re.finditer(re.escape(phrase), sentence.text, re.IGNORECASE):
            span = (sentence.start + found.start(), sentence.start + found.end())
            rows.append((sentence.source, sentence.part, sentence.sentence, *span, found.group()))
    return frame(rows, PLACE)


def rejected(corpus: Corpus, event: str) -> pd.DataFrame:
    """List what could be taken for the event and is not, with the reason.

    A place has the first reason that applies: the look-alikes of events.toml, then the same day
    of another year, then a word for the event in a sentence about another time.

    Returns:
        One row a date, word or phrase: `source, part, sentence, start, stop` (code points),
        `text, why`.
    """
    about_event = _sentences_about(corpus.passages(event).query("phase != 'aftermath'"))
    parts = corpus.sentences.set_index(KEY)["part"].to_dict()
    times = corpus.narrated.set_index(KEY)["edtf"].to_dict()
    rows: dict[tuple[str, int, int], tuple] = {}
    for look in _look_alikes(corpus, event):
        for place in rows_of(look.places):
            key = (place.source, place.sentence)
            if key not in about_event or look.inside:
                why = look.why.format(time=times.get(key) or "no time of its own")
                span = (place.source, place.start, place.stop)
                row = (place.source, parts[key], place.sentence, place.start, place.stop)
                rows.setdefault(span, (*row, place.text, why))
    return frame([rows[span] for span in sorted(rows)], REJECTED_COLUMNS)


def _sentences_about(passages: pd.DataFrame) -> set[tuple[str, int]]:
    """Return the source and number of each sentence of some passages."""
    return set(zip(passages["source"], passages["sentence"], strict=True))


def _look_alikes(corpus: Corpus, event: str) -> Iterator[LookAlike]:
    """Find what looks like the event, in the order in which the reasons count."""
    entry = corpus.event(event)
    if not event:
        return
    for look in entry.get("lookalike", []):
        yield LookAlike(_places(corpus, look), look["reason_en"], look.get("inside", False))
    dates = corpus.dates
    days = {f"{day:%m-%d}" for day in pd.date_range(*span_of(entry["date"]))}
    is_same_day = dates["earliest"].dt.strftime("%m-%d").isin(days)
    same_day = dates[is_same_day & (dates["earliest"] == dates["latest"])]
    yield LookAlike(same_day, "the same day of another year")
    words = event_tokens(corpus, event)
    yield LookAlike(words, "a word for the event in a sentence that narrates {time}")


def _places(corpus: Corpus, look: dict[str, Any]) -> pd.DataFrame:
    """Find the places of a look-alike of events.toml: of its date, its words or its phrase."""
    if "words" in look:
        return corpus.tokens[corpus.tokens["lemma"].isin(look["words"])]
    if "phrase" in look:
        return find_phrase(corpus, look["phrase"])
    dates = corpus.dates
    if "/" not in look["date"]:
        return dates[dates["edtf"] == look["date"]]
    first, last = span_of(look["date"])
    return dates[(dates["earliest"] >= first) & (dates["latest"] <= last)]
