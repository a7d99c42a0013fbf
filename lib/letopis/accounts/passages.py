"""Passages: the sentences about an event of events.toml, each with its phase and the reason it was taken."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from letopis.texts.tables import InputError, frame

PLACE = {"source": "str", "part": "str", "start": "int64", "stop": "int64", "text": "str"}
COLUMNS = PLACE | {"phase": "str", "why": "str", "sentence": "int64"}
REJECTED = PLACE | {"why": "str", "sentence": "int64"}
COVERAGE = {"source": "str", "part": "str", "phase": "str", "sentences": "int64", "words": "int64", "n": "int64",
            "share": "float64"}
PHASES = ("preparation", "day", "aftermath")
LEAD_UP = "lead-up"
MONTH, SEASON = pd.Timedelta(days=31), pd.Timedelta(days=93)   # a longer time told points to no day, to no weeks before
Found = list[tuple[str, str]]                                  # phase and reason of each sentence of a voice, or "", ""


def table(corpus: Any, event: str) -> pd.DataFrame:
    """List the sentences about an event, its preparation and its aftermath.

    In: corpus.sentences, narrated, dates, mentions, tokens and the id of an event.
    Out: one row a sentence: `source, part, start, stop, text, phase` (preparation, day, aftermath), `why` (the reason
    in words), `sentence` (its number). What a voice tells of the weeks before it first names the day or the event is
    background, see `lead_up`, and is not taken: «Весной 1927 года …».

    Raises InputError when the event's spans cannot be read.

    >>> table(corpus, "1927-11-07").groupby("source").size().to_dict()                       # 002 does not mention it
    {'000': 14, '001': 28, '003': 5}
    """
    found = _found(corpus, event)
    return frame([row for row in found if row["phase"] != LEAD_UP], COLUMNS)


def lead_up(corpus: Any, event: str) -> pd.DataFrame:
    """List, in the columns of `table`, the sentences by which a voice comes to the event before it names it.

    >>> lead_up(corpus, "1927-11-07")["source"].unique().tolist()
    ['001']
    """
    return frame([row for row in _found(corpus, event) if row["phase"] == LEAD_UP], COLUMNS)


def _found(corpus: Any, event: str) -> list[dict[str, Any]]:
    spans = spans_of(corpus, event)
    told = corpus.sentences.merge(corpus.narrated, on=["source", "part", "sentence"], how="left")
    told["day"] = _first(told, _days(corpus, event, spans["day"]))
    told["word"] = _first(told, names(corpus, event).query("not title"))
    told["since"] = _since(corpus, told)
    found = [row for _, voice in told.groupby("part", sort=False) for row in _judge(voice, spans)]
    return sorted(found, key=lambda row: (row["source"], row["start"]))


def spans_of(corpus: Any, event: str) -> dict[str, tuple[pd.Timestamp, pd.Timestamp]]:
    """Give first and last day of each phase of an event."""
    entry = corpus.event(event)
    try:
        return {phase: span(entry["date" if phase == "day" else phase]) for phase in PHASES}
    except (KeyError, ValueError) as error:
        raise InputError(f"{corpus.folder / 'events.toml'}, event {event!r}: {error}; expected date, preparation and "
                        "aftermath as EDTF days, months or years, or two of them with a slash.") from None


def span(edtf: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Give first and last day of a plain EDTF date or interval.

    >>> span("1927-03/1927-11-06")
    (Timestamp('1927-03-01 00:00:00'), Timestamp('1927-11-06 00:00:00'))
    """
    first, _, last = edtf.partition("/")
    return pd.Period(first).start_time.normalize(), pd.Period(last or first).end_time.normalize()


def names(corpus: Any, event: str) -> pd.DataFrame:
    """Find the words that can name the event: rows of corpus.tokens, with `title` (it stands in a book's title)."""
    entry, tokens = corpus.event(event), corpus.tokens
    hit = pd.Series(False, index=tokens.index)
    for source, language in corpus.sources["language"].items():
        hit |= (tokens["source"] == source) & tokens["lemma"].str.lower().isin(entry.get(f"names_{language}", []))
    titles = pd.concat([_phrase(corpus, title) for title in ["", *entry.get("titles", [])]])
    spans = list(zip(titles["source"], titles["start"], titles["stop"], strict=True))
    title = [any(source == row.source and start <= row.start < stop for source, start, stop in spans)
             for row in tokens[hit].itertuples()]
    return tokens[hit].assign(title=title)


def _phrase(corpus: Any, phrase: str) -> pd.DataFrame:
    """Find a phrase, capitals set aside."""
    hits = [(row.source, row.sentence, row.start + hit.start(), row.start + hit.end(), hit.group())
            for row in corpus.sentences.itertuples() if phrase
            for hit in re.finditer(re.escape(phrase), row.text, re.IGNORECASE)]
    return pd.DataFrame(hits, columns=["source", "sentence", "start", "stop", "text"])


def _first(told: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    texts = found.drop_duplicates(["source", "sentence"]).set_index(["source", "sentence"])["text"].to_dict()
    return [texts.get(place, "") for place in zip(told["source"], told["sentence"], strict=True)]


def _days(corpus: Any, event: str, day: tuple) -> pd.DataFrame:
    """Find the dates that mean the day; one without a year only in a voice that names enough of the event's people."""
    entry, dates = corpus.event(event), corpus.dates
    places = corpus.sentences[["source", "sentence", "part"]]
    named = corpus.mentions.drop(columns="part", errors="ignore").merge(places, on=["source", "sentence"])
    anchors = named[named["entity"].isin(entry.get("anchors", []))].groupby("part")["entity"].nunique()
    anchored = dates["part"].isin(anchors.index[anchors >= entry.get("anchors_needed", 1)])
    words = "|".join(map(re.escape, entry.get("day_words", []))) or "(?!)"
    yearless = dates["earliest"].isna() & dates["text"].str.contains(words, case=False)
    return dates[((dates["earliest"] >= day[0]) & (dates["latest"] <= day[1])) | (yearless & anchored)]


def _since(corpus: Any, told: pd.DataFrame) -> list:
    """For each sentence, when the last date named so far in its voice begins: a time carried past it is stale.

    A date aside, in brackets or comparison, counts when it gives a month or a day; «(убит в 1940 году)» does not.
    """
    fine = corpus.dates["precision"].isin(["day", "month"]) | ~corpus.dates["is_background"]
    dates = corpus.dates[corpus.dates["earliest"].notna() & fine]
    last = dates.groupby(["source", "sentence"])["earliest"].last().to_dict()
    named = [last.get(place) for place in zip(told["source"], told["sentence"], strict=True)]
    return pd.Series(named, dtype="datetime64[s]").groupby(told["part"].to_numpy()).ffill().tolist()


# Each rule looks at one sentence and gives phase and reason, or nothing. The first that speaks is followed.
def tells_the_day(row: Any, spans: dict) -> tuple[str, str] | None:
    """The time told lies within the day, or days, of the event, and no later date has been named since."""
    stale = row.basis == "carried" and row.since > spans["day"][1]
    if row.earliest >= spans["day"][0] and row.latest <= spans["day"][1] and not stale:
        return "day", f"tells of {row.edtf} ({row.basis})"


def tells_before(row: Any, spans: dict) -> tuple[str, str] | None:
    """The time told begins in the weeks before; taken only if the voice comes to the day later."""
    first, last = spans["preparation"]
    if first <= row.earliest <= last and row.latest - row.earliest < SEASON:
        return "preparation", f"tells of {row.edtf} ({row.basis}), and the voice goes on to the day"


def names_the_day(row: Any, spans: dict) -> tuple[str, str] | None:
    """A date in it is the day, though the sentence as a whole tells of a longer or a later time, or of none."""
    if row.day:
        return "day", f"names the day: «{row.day}»"


def names_the_event(row: Any, spans: dict) -> tuple[str, str] | None:
    """It names the event and tells of a month or less that meets the day."""
    first, last = spans["day"]
    if row.word and row.latest - row.earliest < MONTH and row.earliest <= last and row.latest >= first:
        return "day", f"names the event («{row.word}»), tells of {row.edtf} ({row.basis})"


def tells_after(row: Any, spans: dict) -> tuple[str, str] | None:
    """The time told lies in the weeks after."""
    if row.earliest >= spans["aftermath"][0] and row.latest <= spans["aftermath"][1]:
        return "aftermath", f"tells of {row.edtf} ({row.basis})"


RULES = (tells_the_day, tells_before, names_the_day, names_the_event, tells_after)


def _judge(voice: pd.DataFrame, spans: dict) -> list[dict[str, Any]]:
    """Give the sentences of one voice that are about the event, as rows of the table."""
    rows = list(voice.itertuples())
    found = [next((answer for rule in RULES if (answer := rule(row, spans))), ("", "")) for row in rows]
    for step in (drop_what_leads_nowhere, fill_gaps, take_all_where_no_time_is_told):
        found = step(rows, found)
    taken = [(row, phase, why) for row, (phase, why) in zip(rows, found, strict=True) if phase]
    first = next((row.sentence for row, _, _ in taken if row.day or row.word), float("inf"))
    return [row._asdict() | {"phase": LEAD_UP if phase == "preparation" and row.sentence < first else phase, "why": why}
            for row, phase, why in taken]


def drop_what_leads_nowhere(rows: list, found: Found) -> Found:
    """Keep preparation only up to the last sentence that tells of the day or names it."""
    last = max((n for n, row in enumerate(rows) if row.day or found[n][0] == "day"), default=-1)
    return [("", "") if phase == "preparation" and n > last else (phase, why) for n, (phase, why) in enumerate(found)]


def fill_gaps(rows: list, found: Found) -> Found:
    """Take what stands between two sentences about the event: sentences without a time, or a single one aside."""
    filled, taken = list(found), [n for n, (phase, _) in enumerate(found) if phase]
    for before, after in pairwise(taken):
        timeless = all(pd.isna(row.earliest) for row in rows[before + 1:after])
        near = found[before][0] == found[after][0] and rows[before].paragraph == rows[after].paragraph
        if timeless or (near and after - before == 2):
            why = "stands between sentences about the event"
            filled[before + 1:after] = [(found[before][0], why)] * (after - before - 1)
    return filled


def take_all_where_no_time_is_told(rows: list, found: Found) -> Found:
    """Where the day is named and no sentence of the voice tells of any time, take them all, headings apart."""
    if ("day" not in dict(found)) or any(pd.notna(row.earliest) for row in rows):
        return found
    why = "the voice names the day and tells of no other time"
    return [old if old[0] or row.text[-1].isalnum() else ("day", why) for row, old in zip(rows, found, strict=True)]


def rejected(corpus: Any, event: str) -> pd.DataFrame:
    """List what could be taken for the event and is not, with the reason.

    Out: one row a date, word or phrase: `source, part, start, stop, text, why, sentence`. The look-alikes of
    events.toml come first, then the same day of another year, then words for the event at another time.

    >>> rejected(corpus, "1927-11-07").query("source == '001'")[["text", "why"]].head(1).to_numpy().tolist()
    [['Техника государственного переворота', 'the title of a book']]
    """
    taken = corpus.passages(event).query("phase != 'aftermath'")
    taken = set(zip(taken["source"], taken["sentence"], strict=True))
    part = corpus.sentences.set_index(["source", "sentence"])["part"].to_dict()
    told = corpus.narrated.set_index(["source", "sentence"])["edtf"].to_dict()
    rows: dict[tuple, tuple] = {}
    for found, why, inside in _lookalikes(corpus, event):
        for row in found.itertuples():
            place = row.source, row.sentence
            if inside or place not in taken:
                reason = why.format(told=told.get(place) or "no time of its own")
                span = row.source, part[place], row.start, row.stop
                rows.setdefault(span, (row.text, reason, row.sentence))
    return frame([(*span, *rest) for span, rest in sorted(rows.items())], REJECTED)


def _lookalikes(corpus: Any, event: str) -> Iterator[tuple[pd.DataFrame, str, bool]]:
    """Give what each look-alike finds, why it is none, and if that holds in a sentence about the event too."""
    dates, tokens, entry = corpus.dates, corpus.tokens, corpus.event(event)
    for look in entry.get("lookalike", []):
        if "date" in look:
            first, last = span(look["date"])
            within = (dates["earliest"] >= first) & (dates["latest"] <= last)
            found = dates[within if "/" in look["date"] else dates["edtf"] == look["date"]]
        else:
            found = tokens[tokens["lemma"].isin(look["words"])] if "words" in look else _phrase(corpus, look["phrase"])
        yield found, look["reason_en"], look.get("inside", False)
    days = {f"{day:%m-%d}" for key in ("date", "old_style") if key in entry for day in pd.date_range(*span(entry[key]))}
    same = dates["earliest"].dt.strftime("%m-%d").isin(days) & (dates["earliest"] == dates["latest"])
    yield dates[same], "the same day of another year", False
    yield names(corpus, event), "a word for the event in a sentence that tells of {told}", False


def coverage(corpus: Any, event: str) -> pd.DataFrame:
    """Count how much each voice gives to an event, silences included.

    Out: one row a voice and phase: `source, part, phase, sentences, words` (without numbers and initials), `n` (words
    of the source) and `share` (words / n, 0–1).

    >>> coverage(corpus, "1927-11-07").query("source == '002'")[["phase", "words", "n"]].to_numpy().tolist()
    [['preparation', 0, 571], ['day', 0, 571], ['aftermath', 0, 571]]
    """
    words, taken = corpus.tokens[(corpus.tokens["kind"] == "word") & ~corpus.tokens["initial"]], corpus.passages(event)
    spoken = words.merge(taken[["source", "sentence", "part", "phase"]], on=["source", "sentence"])
    table = corpus.parts[["source", "part"]].merge(pd.DataFrame({"phase": PHASES}), how="cross")
    for name, found in (("sentences", taken), ("words", spoken)):
        counted = found.groupby(["part", "phase"]).size().to_dict()
        table[name] = [counted.get(place, 0) for place in zip(table["part"], table["phase"], strict=True)]
    table["n"] = table["source"].map(corpus.sources["words"])
    table["share"] = table["words"] / table["n"].clip(lower=1)
    return table.astype(COVERAGE)
