"""Grammar: the words and rules by which a language speaks of time, from data/expressions.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

NESTED = 4  # how deep pieces may hold other pieces
PIECE = re.compile(r"(?<!\?P)(?<!\(\?)<(\w+)>")


class Stems(NamedTuple):
    """The beginnings of words and the numbers they mean, in all languages."""

    weekdays: dict[str, int]
    months: dict[str, int]
    seasons: dict[str, int]
    numbers: dict[str, int]
    roman: dict[str, int]
    units: re.Pattern[str]  # groups: days, weeks, months, years
    one: frozenset[str]
    two_digit_year: re.Pattern[str]

    def number(self, kind: str, word: str) -> int:
        """Return what the longest stem means that a word begins with, 0 where there is none."""
        stems: dict[str, int] = getattr(self, kind)
        fitting = [stem for stem in stems if word.startswith(stem)]
        return stems[max(fitting, key=len)] if fitting else 0


class Rule(NamedTuple):
    """A named pattern, and what makes a value of the words it matches: a normaliser or a value."""

    name: str
    pattern: re.Pattern[str]
    normaliser: str = ""
    value: str = ""


class RuleGroup(NamedTuple):
    """Ordered rules, and a pattern without which none of them finds anything in a sentence."""

    prefilter: re.Pattern[str]
    rules: tuple[Rule, ...]


class TimeGrammar(NamedTuple):
    """How one language speaks of time; expressions.toml says what each part is for."""

    stems: Stems
    groups: tuple[RuleGroup, ...]
    before: dict[str, re.Pattern[str]]
    inside: dict[str, re.Pattern[str]]
    cues: dict[str, re.Pattern[str]]

    def rules_with(self, sign: str) -> set[str]:
        """Return the names of the rules whose value begins with a sign (see values.py)."""
        rules = (rule for group in self.groups for rule in group.rules)
        return {rule.name for rule in rules if rule.value.startswith(sign)}

    def has_cue(self, name: str, text: str) -> bool:
        """Return whether a cue phrase of this name occurs in a text."""
        return bool(self.cues[name].search(text))

    def is_past(self, text: str) -> bool:
        """Return whether a text has a verb in the past, and not only what looks like one."""
        return self.has_cue("past", self.cues["not_past"].sub("", text))


@cache
def time_grammar(language: str) -> TimeGrammar:
    """Return the grammar of a language (ru, en) as the library has it."""
    text = files(__package__).joinpath("data", "expressions.toml").read_text("utf-8")
    return read_grammar(tomllib.loads(text), language)


def read_grammar(data: Mapping[str, Any], language: str) -> TimeGrammar:
    """Compile the grammar of a language.

    Args:
        data: What an expressions.toml holds.
        language: The section to read.

    Raises:
        ValueError: For a section, a piece or a key that is missing, and for a broken pattern.
    """
    try:
        section = data[language]
        words = section["words"]
        framed = {name: rf"(?<!\w)(?:{text}) ?$" for name, text in section["before"].items()}
        before, inside, cues = (
            {name: _compile(pattern, words) for name, pattern in patterns.items()}
            for patterns in (framed, section["inside"], section["cues"])
        )
        groups = tuple(_read_group(group, words) for group in section["group"])
        return TimeGrammar(_read_stems(data["stems"]), groups, before, inside, cues)
    except KeyError as error:
        raise ValueError(f"[{language}]: {error.args[0]!r} is missing") from None
    except re.error as error:
        raise ValueError(f"[{language}]: {error} in the pattern {error.pattern!r}") from None


def _read_stems(given: Mapping[str, str]) -> Stems:
    """Read the tables of stems: "1 январ jan | 2 феврал feb"."""
    tables: dict[str, dict[str, int]] = {}
    for kind in Stems._fields[:5]:
        lines = [line.split() for line in given[kind].split("|")]
        tables[kind] = {stem: int(number) for number, *stems in lines for stem in stems}
    units, two_digit_year = (_compile(given[name], {}) for name in ("units", "two_digit_year"))
    one = frozenset(given["one"].split())
    return Stems(**tables, units=units, one=one, two_digit_year=two_digit_year)


def _read_group(group: Mapping[str, Any], words: Mapping[str, str]) -> RuleGroup:
    """Compile a group of rules."""
    rules = []
    for rule in group["rule"]:
        pattern = _compile(rule["pattern"], words)
        rules.append(Rule(rule["name"], pattern, rule.get("normaliser", ""), rule.get("value", "")))
    return RuleGroup(_compile(group["prefilter"], words), tuple(rules))


def _compile(pattern: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """Compile a pattern: <pieces> are filled in, a blank is any white space, case is ignored."""
    for _ in range(NESTED):
        pattern = PIECE.sub(lambda piece: words[piece[1]], pattern)
    pattern = pattern.replace("\n", "").replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(pattern, re.IGNORECASE)


def named_rules(days: Iterable[Mapping[str, Any]], language: str) -> RuleGroup:
    """Make a rule of each phrase that names a day.

    Args:
        days: Tables with `day` (YYYY-MM-DD, new style), phrases by language, and perhaps `yearly`
            (a phrase without # means that day of the year told of). In a phrase * is any ending,
            # a number of years after the day.
        language: Whose phrases.

    Returns:
        A group of rules, to be tried before those of the grammar.
    """
    rules = []
    fixed_words = []
    for row in days:
        for phrase in row.get(language, ()):
            day = row["day"] if "#" in phrase or not row.get("yearly") else f"XXXX{row['day'][4:]}"
            rules.append(Rule("named day", _phrase_pattern(phrase), value=day))
            fixed_words.append(max(re.split(r"[\s*#]", phrase), key=len))
    prefilter = "|".join(map(re.escape, fixed_words)) or "(?!)"
    return RuleGroup(re.compile(prefilter, re.IGNORECASE), tuple(rules))


def _phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Compile a phrase: the case of its first letter does not count, that of all others does."""
    pattern = re.escape(phrase).replace(r"\#", r"(?P<years>\w[\w-]{0,30}?)")
    pattern = pattern.replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    first = pattern[0] if pattern[0] in "(\\" else f"(?i:{pattern[0]})"
    return re.compile(rf"(?<!\w){first}{pattern[1:]}(?!\w)")
