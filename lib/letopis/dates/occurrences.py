"""Occurrences: expressions of time where they occur in a part, and what the words around say."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from letopis.dates.contexts import SentenceContext, sentence_contexts
from letopis.dates.expressions import NEAR, Expression, find_expressions
from letopis.dates.grammar import RuleGroup, TimeGrammar
from letopis.dates.readings import Words
from letopis.dates.values import TimeValue, parse_value
from letopis.texts.normalise import fold

BARE_YEAR = re.compile(r"\d{4}(?:[–-]\d{2,4})?(?: года)?")
CLAUSE_END = re.compile("[,;:]")


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
    looks_ahead: bool  # its sentence is in the present or the future
    is_dateline: bool  # it opens a report or an entry
    is_signature: bool  # it signs a preface
    ends_look_back: bool  # its sentence begins with now


def find_occurrences(
    part: Sequence[Any], grammar: TimeGrammar, named: RuleGroup
) -> list[Occurrence]:
    """Find the expressions of one part, in order, with their surroundings."""
    contexts = sentence_contexts(part, grammar)
    return [found for context in contexts for found in _in_sentence(context, named)]


def _in_sentence(context: SentenceContext, named: RuleGroup) -> Iterator[Occurrence]:
    """Find the expressions of one sentence."""
    row = context.row
    grammar = context.grammar
    folded = fold(row.text)
    text = folded.text
    last_stop = None
    for found in find_expressions(text, grammar, named):
        start, stop = folded.span(found.start, found.stop)
        is_dateline = _is_dateline(text, found, grammar)
        yield Occurrence(
            expression=found._replace(text=row.text[start:stop]),
            value=parse_value(found.value),
            sentence=row.sentence,
            start=row.start + start,
            paragraph=row.paragraph,
            weekday=sum(Words(found.text, grammar.stems).named("weekdays")[:1]),
            gap=None if last_stop is None else text[last_stop : found.start],
            is_background=context.is_reference or _is_background(text, found, grammar),
            is_quoted=context.is_quoted(start),
            looks_back=_looks_back(text, found, grammar),
            looks_ahead=row.kind == "text" and not grammar.is_past(text),
            is_dateline=is_dateline and context.opens_paragraph and not context.signs,
            is_signature=is_dateline and context.signs,
            ends_look_back=context.has_cue("now"),
        )
        last_stop = found.stop


def _is_background(text: str, found: Expression, grammar: TimeGrammar) -> bool:
    """Return whether a date is in brackets, after certain words, or a year that says which.

    «ещё в 1924 году», "as far back as 1924"; «революции 1917 года», "the crisis of 1927".
    """
    before = text[: found.start]
    if before.count("(") > before.count(")"):
        return True
    names = ["background"]
    if found.value != "vague":
        names.append("reported")
    if not found.value.startswith("+"):
        names.append("as_early_as")
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
