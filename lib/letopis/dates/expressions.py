"""Expressions: the words of a sentence that speak of time, and the values rules make of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from letopis.dates.grammar import Rule, RuleGroup, Stems, TimeGrammar
from letopis.dates.readings import Words
from letopis.dates.values import number

NO_RULES = RuleGroup(re.compile("(?!)"), ())
NO_DATE = "no date"  # the value of a number that is none: no other rule may take it for one
NEAR = 200  # characters before a date within which words belong to it
BESIDE = 60  # characters before a date within which words modify it


class Expression(NamedTuple):
    """A stretch of a sentence that speaks of time.

    Its value is in the language of values.py; the modifier is early, mid, late, first half,
    second half, about, eve, next, last, next year, last year or ""; `other_calendar` is the
    old-style reading of a pair.
    """

    start: int
    stop: int
    text: str
    value: str
    rule: str
    modifier: str = ""
    other_calendar: str = ""


def find_expressions(
    text: str, grammar: TimeGrammar, named: RuleGroup = NO_RULES
) -> list[Expression]:
    """Find the expressions of time in a sentence.

    Args:
        text: A sentence, folded (see texts.normalise).
        grammar: That of its language: time_grammar("ru").
        named: Rules of days known by a name, which are tried first.

    Returns:
        The expressions in the order of the text; none overlap.

    >>> from letopis.dates.grammar import time_grammar
    >>> found = find_expressions("В ноябре 1927 года, два дня спустя", time_grammar("ru"))
    >>> [(expression.text, expression.value) for expression in found]
    [('ноябре 1927 года', '1927-11'), ('два дня спустя', '+2D')]
    """
    found: list[Expression] = []
    for rule, match in _matches(text, grammar, named):
        for start, stop, value in _values(rule, match, grammar.stems):
            if value and not _overlapping(found, start, stop):
                new = _with_modifier(text, start, stop, value, rule, grammar)
                swallowed = _overlapping(found, new.start, new.stop)
                found = [other for other in found if other not in swallowed]
                found.append(new)
    return sorted(expression for expression in found if expression.value != NO_DATE)


def _matches(
    text: str, grammar: TimeGrammar, named: RuleGroup
) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield the matches of all rules, in the order of the rules."""
    for group in (named, *grammar.groups):
        if group.prefilter.search(text):
            for rule in group.rules:
                for match in rule.pattern.finditer(text):
                    yield rule, match


def _values(rule: Rule, match: re.Match[str], stems: Stems) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a match with their values: one part, but for lists."""
    groups = match.groupdict()
    start, stop = next((match.span(name) for name in "stuvwxyz" if groups.get(name)), match.span())
    words = Words(match.string[start:stop], stems)
    if rule.normaliser.startswith("listed "):
        for begin, end, value in words.listed(rule.normaliser.removeprefix("listed ")):
            yield start + begin, start + end, value
    elif rule.value.startswith("YYYY"):
        yield start, stop, rule.value.replace("YYYY", words.years[0])
    elif rule.normaliser:
        yield start, stop, getattr(words, rule.normaliser)()
    elif "years" in groups:
        years = number(match["years"], stems)
        yield start, stop, f"{int(rule.value[:4]) + years}{rule.value[4:]}" if years else ""
    else:
        yield start, stop, rule.value


def _overlapping(found: list[Expression], start: int, stop: int) -> list[Expression]:
    """Return the expressions that share a character with a stretch of text."""
    return [other for other in found if start < other.stop and other.start < stop]


def _with_modifier(
    text: str, start: int, stop: int, value: str, rule: Rule, grammar: TimeGrammar
) -> Expression:
    """Make an expression; dates and days of the week take in the words that modify them."""
    modifier = ""
    if value[0].isdigit() or value[0] in "Xw":
        start, modifier = _words_before(text, start, grammar)
        for name, pattern in grammar.inside.items():
            if pattern.search(text, start, stop):
                modifier = name
    new_style, _, old_style = value.partition("|")
    return Expression(start, stop, text[start:stop], new_style, rule.name, modifier, old_style)


def _words_before(text: str, start: int, grammar: TimeGrammar) -> tuple[int, str]:
    """Return where an expression begins with the words that modify it, and the modifier."""
    modifier = ""
    while True:
        begin = max(start - BESIDE, 0)
        hits = ((name, words.search(text, begin, start)) for name, words in grammar.before.items())
        name, hit = next(((name, hit) for name, hit in hits if hit), ("", None))
        if hit is None:
            return start, modifier
        start = hit.start()
        modifier = name or modifier
