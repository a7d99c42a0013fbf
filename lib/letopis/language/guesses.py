"""Guesses: what a Russian name that no dictionary has may come from, by its ending alone."""

import math
import re
from functools import cache

from letopis.language.data import read_rows
from letopis.language.parses import CASES, Parse, agreement_bits


def guess_name(name: str) -> tuple[Parse, ...]:
    """Return what a name may be, whole lemmas, by the first ending of name_endings.csv that fits.

    Acronyms stay as they are. There is no guess for other endings.

    >>> [parse.suffix for parse in guess_name("Викжеля")], guess_name("Блюмкиной")
    (['викжель', 'викжеля'], ())
    """
    lower = name.lower()
    if name.isupper():
        return (Parse("", lower, "PROPN", agreement=agreement_bits(CASES, ["masc", "femn"])),)
    for ending, parses in _endings():
        match = ending.search(lower)
        if match:
            stem = lower[: match.start()]
            return tuple(parse._replace(suffix=stem + parse.suffix) for parse in parses)
    return ()


@cache
def _endings() -> list[tuple[re.Pattern[str], list[Parse]]]:
    """Read the endings of forms, each with what they may come from, the likeliest first."""
    parses: dict[str, list[Parse]] = {}
    for row in read_rows("name_endings.csv"):
        pos = "ADJ" if row["lemma_ending"] == "ий" else "PROPN"
        bits = agreement_bits(row["cases"].split(), row["genders"].split())
        parse = Parse("", row["lemma_ending"], pos, "", bits, math.log(float(row["share"])))
        parses.setdefault(row["ending"], []).append(parse)
    return [
        (re.compile(ending), sorted(guesses, key=lambda parse: -parse.prior))
        for ending, guesses in parses.items()
    ]
