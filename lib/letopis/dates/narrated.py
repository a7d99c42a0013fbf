"""Narrated time: the span of time each sentence describes.

A sentence with a date of its own describes that (own); one without goes on from the sentence
before, within its part (carried); a general statement, a comment or a heading without a date
describes no time (none) and interrupts nothing. Where only knowledge of the period can tell, a
historian has written the time into narrated.csv (read); what follows goes on from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from letopis.dates.edtf import bounds, days_between, is_before, precision
from letopis.dates.grammar import TimeGrammar
from letopis.dates.occurrences import is_quoted, reference_sentences, unpaired_quotes
from letopis.dates.table import grammar_of
from letopis.dates.undated import SentenceContext, is_undated
from letopis.texts.errors import raise_problems
from letopis.texts.schemas import NARRATED, read_table
from letopis.texts.tables import frame, rows_by_place

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = {
    "source": "str",
    "part": "str",
    "sentence": "int64",
    "edtf": "str",
    "earliest": "datetime64[s]",
    "latest": "datetime64[s]",
    "basis": "str",
    "reason": "str",
}
LOOKING_BACK = ("year before", "so much earlier")  # rules that count at the head of a sentence only
PLANNED = ("day after speaking", "two days after speaking")
COARSE = ("century", "decade")
FAR = 365  # days; a date nearer than that moves the time told
ENTRY = 16  # characters beside the date of a sentence that opens an entry
CAPITAL = re.compile(r"(?<=[^.!?…]\s)[«“\"]?[A-ZА-ЯЁ]\w")
IN_BRACKETS = re.compile(
    r"\((?:(?:запись|письмо|телеграмма|entry|letter|telegram) (?:от|of|for|dated) )?$"
)


class SentenceDate(NamedTuple):
    """The date a sentence describes, and the date that what follows goes on from."""

    edtf: str = ""
    carried_date: str = ""
    is_anachrony: bool = False


class NarratedSentence(NamedTuple):
    """A sentence on its way to its time."""

    number: int
    opens_paragraph: bool
    context: SentenceContext
    date: SentenceDate


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


def narrated_table(corpus: Corpus, with_read: bool = True) -> pd.DataFrame:
    """Find the time that each sentence describes.

    Args:
        corpus: The texts.
        with_read: Whether what a historian wrote into narrated.csv goes before the rules.

    Returns:
        One row a sentence, sorted by source, then sentence: `source, part, sentence, edtf` ("" for
        none), `earliest, latest` (inclusive, NaT for none), `basis` (own, carried, read, none),
        `reason` (the historian's).

    Raises:
        InputError: For a narrated.csv with problems.

    >>> narrated_table(corpus).query("source == '000'")[["edtf", "basis"]].head(2).values.tolist()
    [['', 'none'], ['1927-11-07', 'own']]
    """
    times_read = read_times(corpus) if with_read else {}
    dates: defaultdict[Any, list[Any]] = defaultdict(list)
    for row in corpus.dates[corpus.dates["edtf"] != ""].itertuples():
        dates[row.source, row.sentence].append(row)
    is_actor = corpus.mentions["type"].isin(["person", "organisation"])
    actors = corpus.mentions[is_actor].groupby("source")["sentence"].agg(set).to_dict()
    rows = []
    for source, language, frame_date, part in corpus.voices():
        grammar = grammar_of(corpus, language)
        sentences = _narrated_sentences(part, grammar, actors.get(source), dates)
        for number, edtf, basis, reason in carry(sentences, frame_date, times_read.get(source, {})):
            rows.append((source, part[0].part, number, edtf, *bounds(edtf), basis, reason))
    return frame(rows, COLUMNS).sort_values(["source", "sentence"], ignore_index=True)


def read_times(corpus: Corpus) -> dict[str, dict[int, tuple[str, str]]]:
    """Read narrated.csv: source → sentence → date ("" for none) and reason.

    A row holds for each sentence that its quote touches.

    Raises:
        InputError: With a line for each unknown source or date, or quote that does not occur once.
    """
    path = corpus.folder / "narrated.csv"
    table = read_table(path, NARRATED, source=list(corpus.sources.index))
    times: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    problems = []
    for where, row in rows_by_place(path, table).items():
        source = row["source"]
        quote = row["quote"]
        count = corpus.text(source).count(quote)
        if count != 1:
            found = f"occurs {count} times in {source}; expected once"
            problems.append(f"{where}: the quote {quote!r} {found}.")
        start = corpus.text(source).find(quote)
        edtf = "" if row["edtf"] == "none" else row["edtf"]
        sentences = corpus.sentences[corpus.sentences["source"] == source]
        is_after = sentences["stop"] > start
        is_touched = is_after & (sentences["start"] < start + len(quote))
        for number in sentences.loc[is_touched, "sentence"]:
            times[source][number] = edtf, row["reason"]
    raise_problems(problems)
    return times


def _narrated_sentences(
    part: Sequence[Any],
    grammar: TimeGrammar,
    actors: set[int] | None,
    dates: defaultdict[Any, list[Any]],
) -> Iterator[NarratedSentence]:
    """Yield the sentences of a part with their context and their own dates.

    In a text without any listed actor, a capital inside a sentence is taken for one. A caption
    leaves no date behind, a heading that is a day or begins with its date does.
    """
    references = reference_sentences(part, grammar)
    in_diary = sum(_opens_entry(row, dates[row.source, row.sentence]) for row in part) > 2
    paragraph = None
    quotes = ""
    for row in part:
        opens_paragraph = row.paragraph != paragraph
        paragraph = row.paragraph
        quotes = "" if opens_paragraph else quotes
        context = SentenceContext(
            text=row.text,
            grammar=grammar,
            is_quoted=is_quoted(quotes) or row.text[0] in '«“„"',
            is_heading=row.kind == "heading",
            has_actor=bool(CAPITAL.search(row.text)) if actors is None else row.sentence in actors,
            is_reference=row.sentence in references,
            in_diary=in_diary,
        )
        own_dates = dates[row.source, row.sentence]
        date = _sentence_date(own_dates, row, quotes, grammar)
        if context.is_heading and precision(date.carried_date) != "day":
            begins_with_date = bool(own_dates) and own_dates[0].start == row.start
            date = date if begins_with_date else date._replace(carried_date="")
        yield NarratedSentence(row.sentence, opens_paragraph, context, date)
        quotes = unpaired_quotes(quotes + row.text)


def _opens_entry(row: Any, dates: Sequence[Any]) -> bool:
    """Return whether a day is alone in its sentence, or with its day of the week: «3 ноября.»."""
    return any(
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


def carry(
    sentences: Iterator[NarratedSentence],
    frame_date: str,
    times_read: Mapping[int, tuple[str, str]],
) -> Iterator[tuple[int, str, str, str]]:
    """Carry the date reached through a part: yield sentence, date, basis and reason.

    Over a year away, a look ahead inside a paragraph is left at once («убит в 1940 году»); a look
    back, and a paragraph that begins ahead, last for the paragraph.
    """
    main_time = frame_date
    time = frame_date
    for sentence in sentences:
        time = main_time if sentence.opens_paragraph else time
        date = sentence.date
        if sentence.number in times_read:
            edtf, reason = times_read[sentence.number]
            main_time = edtf or main_time
            time = main_time
            yield sentence.number, edtf, "read", reason
        elif date.edtf:
            both = main_time and date.carried_date
            is_far = bool(both) and days_between(date.carried_date, main_time) > FAR
            is_left = date.is_anachrony and is_far
            is_ahead = is_left and is_before(main_time, date.carried_date)
            if date.carried_date and (sentence.opens_paragraph or not is_ahead):
                time = date.carried_date
            main_time = main_time if is_left else time
            yield sentence.number, date.edtf, "own", ""
        elif not time or is_undated(sentence.context):
            yield sentence.number, "", "none", ""
        else:
            yield sentence.number, time, "carried", ""
