"""Look-alikes: what could be taken for an event and is not, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from letopis.accounts.naming import PLACE, event_tokens, find_phrase
from letopis.accounts.passages import span_of
from letopis.texts.tables import frame, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

REJECTED_COLUMNS = PLACE | {"why": "str"}


class LookAlike(NamedTuple):
    """Places that look like the event, and why they are not."""

    places: pd.DataFrame  # source, sentence, start, stop, text
    why: str  # {time} stands for the narrated time of the sentence
    inside: bool = False  # whether that holds in a sentence about the event too


def rejected(corpus: Corpus, event: str) -> pd.DataFrame:
    """List what could be taken for the event and is not, with the reason.

    A place has the first reason that applies: the look-alikes of events.toml, then the same day
    of another year, then a word for the event in a sentence about another time.

    Returns:
        One row a date, word or phrase: `source, part, sentence, start, stop` (code points),
        `text, why`.
    """
    passages = corpus.passages(event).query("phase != 'aftermath'")
    about_event = set(zip(passages["source"], passages["sentence"], strict=True))
    parts = corpus.sentences.set_index(["source", "sentence"])["part"].to_dict()
    times = corpus.narrated.set_index(["source", "sentence"])["edtf"].to_dict()
    rows: dict[tuple[str, int, int], tuple] = {}
    for look in _look_alikes(corpus, event):
        for place in rows_of(look.places):
            key = (place.source, place.sentence)
            if key in about_event and not look.inside:
                continue
            why = look.why.format(time=times.get(key) or "no time of its own")
            row = (
                place.source,
                parts[key],
                place.sentence,
                place.start,
                place.stop,
                place.text,
                why,
            )
            rows.setdefault((place.source, place.start, place.stop), row)
    return frame([rows[span] for span in sorted(rows)], REJECTED_COLUMNS)


def _look_alikes(corpus: Corpus, event: str) -> Iterator[LookAlike]:
    """Find what looks like the event, in the order in which the reasons count."""
    entry = corpus.event(event)
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
