"""Occurrences: expressions of time where they occur in a part, and what the words around say."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from letopis.dates.expressions import NEAR, Expression, find_expressions
from letopis.dates.grammar import RuleGroup, TimeGrammar
from letopis.dates.readings import TimeValue, Words, parse_value
from letopis.texts.normalise import fold

BARE_YEAR = re.compile(r"\d{4}(?:[–-]\d{2,4})?(?: года)?")
CLAUSE_END = re.compile("[,;:]")
IN_BRACKETS = re.compile(r"\([^()]*\)")


class SentenceRow(Protocol):
    """A row of the table of sentences."""

    source: str
    part: str
    paragraph: int
    sentence: int
    start: int
    text: str


class Occurrence(NamedTuple):
    """An expression and its surroundings."""

    expression: Expression
    value: TimeValue
    sentence: int
    start: int  # in the text
    paragraph: int
    weekday: int  # the day of the week that is said with it, 0 where none is
    gap: str | None  # what is between it and the expression before it in its sentence
    is_background: bool  # only looked back or across to
    is_quoted: bool
    looks_back: bool  # its clause is about what was before
    is_dateline: bool  # it opens a report or an entry


def find_occurrences(
    sentences: Sequence[SentenceRow], grammar: TimeGrammar, named: RuleGroup
) -> list[Occurrence]:
    """Find the expressions of one part, in order, with their surroundings."""
    references = reference_sentences(sentences, grammar)
    occurrences: list[Occurrence] = []
    for _, paragraph in groupby(sentences, key=lambda row: row.paragraph):
        quotes = ""
        for i, row in enumerate(paragraph):
            for occurrence in _in_sentence(row, grammar, named, quotes, i == 0):
                is_background = occurrence.is_background or row.sentence in references
                occurrences.append(occurrence._replace(is_background=is_background))
            quotes = unpaired_quotes(quotes + row.text)
    return occurrences


def _in_sentence(
    row: SentenceRow, grammar: TimeGrammar, named: RuleGroup, quotes: str, opens: bool
) -> Iterator[Occurrence]:
    """Find the expressions of one sentence; `quotes` are those open before it."""
    folded = fold(row.text)
    text = folded.text
    last_stop = None
    for found in find_expressions(text, grammar, named):
        start, stop = folded.span(found.start, found.stop)
        yield Occurrence(
            expression=found._replace(text=row.text[start:stop]),
            value=parse_value(found.value),
            sentence=row.sentence,
            start=row.start + start,
            paragraph=row.paragraph,
            weekday=sum(Words(found.text, grammar.stems).named("weekdays")[:1]),
            gap=None if last_stop is None else text[last_stop : found.start],
            is_background=_is_background(text, found, grammar),
            is_quoted=is_quoted(quotes + text[: found.start]),
            looks_back=_looks_back(text, found, grammar),
            is_dateline=opens and _is_dateline(text, found, grammar),
        )
        last_stop = found.stop


def unpaired_quotes(text: str) -> str:
    """Return the quotation marks of a text that have no partner in it.

    >>> unpaired_quotes('«Да», "нет", «но')
    '«'
    """
    unclosed = sum(map(text.count, "«“„")) - sum(map(text.count, "»”"))
    straight = text.count('"') % 2
    return "«" * unclosed + "»" * -unclosed + '"' * straight


def is_quoted(before: str) -> bool:
    """Return whether a place is in quotation marks, by what is before it in its paragraph."""
    return not {"«", '"'}.isdisjoint(unpaired_quotes(before))


def _is_background(text: str, found: Expression, grammar: TimeGrammar) -> bool:
    """Return whether a date is in brackets, after certain words, or a year that says which.

    «ещё в 1924 году», "as far back as 1924"; «революции 1917 года», "the crisis of 1927".
    """
    before = text[: found.start]
    if before.count("(") > before.count(")") and ")" in text[found.start :]:
        return True
    names = ["background"]
    if BARE_YEAR.fullmatch(found.text):
        names.append("which_year")
    begin = max(found.start - NEAR, 0)
    return any(grammar.cues[name].search(text, begin, found.start) for name in names)


def _looks_back(text: str, found: Expression, grammar: TimeGrammar) -> bool:
    """Return whether the clause of a date is about what was before: "he had led it"."""
    start = max(text.rfind(mark, 0, found.start) for mark in ",;:") + 1
    end = CLAUSE_END.search(text, found.stop + 1)
    return grammar.has_cue("look_back", text[start : end.start() if end else len(text)])


def _is_dateline(text: str, found: Expression, grammar: TimeGrammar) -> bool:
    """Return whether a date, with a place at most, opens a report: «МОСКВА, 9 ноября.»."""
    before = grammar.cues["before_dateline"].fullmatch(text[: found.start])
    return bool(before and grammar.cues["after_dateline"].match(text[found.stop :]))


def reference_sentences(sentences: Sequence[SentenceRow], grammar: TimeGrammar) -> set[int]:
    """Return the sentences of a part that are footnotes or titles in a list of books.

    So is a paragraph that begins as one («Лит.: …») or has one and nothing in the past, and all
    after a heading «Литература».
    """
    references: set[int] = set()
    in_bibliography = False
    for _, paragraph in groupby(sentences, key=lambda row: row.paragraph):
        rows = list(paragraph)
        text = " ".join(row.text for row in rows)
        opening = grammar.cues["bibliography"].search(text)
        in_bibliography |= bool(opening and not text[opening.end() :].strip(" .:"))
        own = {
            row.sentence
            for row in rows
            if grammar.has_cue("reference", IN_BRACKETS.sub("", row.text))
        }
        if in_bibliography or opening or (own and not grammar.has_cue("past", text)):
            own = {row.sentence for row in rows}
        references |= own
    return references
