"""The written cases of dates, and ways to read a sentence or a story without a folder of texts."""

import csv
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import letopis
from letopis.dates.grammar import TimeGrammar, named_rules, time_grammar
from letopis.dates.occurrences import find_occurrences
from letopis.dates.resolve import resolve
from letopis.dates.table import calendar_readings

GOLDEN = Path(__file__).parents[1] / "golden"
SEEDS = Path(__file__).parents[2] / "seeds"
DAYS = letopis.load(SEEDS).named_days
GREGORIAN = frozenset(day["day"] for day in DAYS)
NAMED = {language: named_rules(DAYS, language) for language in ("ru", "en")}


def golden_rows() -> list[dict[str, str]]:
    """Return the rows of golden/dates.csv."""
    with (GOLDEN / "dates.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_sentence(
    text: str, language: str, frame_date: str = "", grammar: TimeGrammar | None = None
) -> list[str]:
    """Return the EDTF of every expression in a sentence, "-" where there is none."""
    place = {"source": "a", "part": "a", "paragraph": 0, "sentence": 0, "start": 0}
    row = SimpleNamespace(**place, text=text, kind="text")
    grammar = grammar or time_grammar(language)
    occurrences = find_occurrences([row], grammar, NAMED[language])
    resolved = resolve(occurrences, frame_date, "XXXX-11-07")
    return [
        calendar_readings(occurrence, time.edtf, GREGORIAN)[0] or "-"
        for occurrence, time in zip(occurrences, resolved, strict=True)
    ]


def without_rule(grammar: TimeGrammar, name: str) -> TimeGrammar:
    """Return a grammar without one of its rules."""
    groups = [
        group._replace(rules=tuple(rule for rule in group.rules if rule.name != name))
        for group in grammar.groups
    ]
    return grammar._replace(groups=tuple(groups))


def all_rules(grammar: TimeGrammar) -> Iterator[str]:
    """Yield the names of the rules of a grammar, in order."""
    return (rule.name for group in grammar.groups for rule in group.rules)


def matching_rules(text: str, grammar: TimeGrammar) -> set[str]:
    """Return the names of the rules that match somewhere in a text."""
    rules = (rule for group in grammar.groups for rule in group.rules)
    return {rule.name for rule in rules if rule.pattern.search(text)}
