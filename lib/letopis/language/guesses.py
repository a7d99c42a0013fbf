"""Guesses: what a Russian name that no dictionary has may come from, by its ending alone."""

import math
import re
from typing import NamedTuple

from letopis.language.agreement import agreement_bits
from letopis.language.parses import Parse

ALL_CASES = "nomn gent datv accs ablt loct"
AFTER_CONSONANT = "(?<=[бвгджзклмнпрстфхцчшщ])"
AFTER_VOWEL = "(?<=[аеиоуыэюя])"


class Guess(NamedTuple):
    """An ending of the lemma in place of that of the form, with cases, genders and a share."""

    ending: str
    cases: str
    genders: str
    share: float = 1.0


# Endings of forms and the guesses they allow; the first that fits applies.
ENDINGS = (
    ("(?<=^.)$|(?<=^..)$|(?<=^...)$", [Guess("", ALL_CASES, "masc femn")]),
    (
        "(?<=ск)(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|ие|их|ими)$",
        [Guess("ий", ALL_CASES, "masc femn neut plur")],
    ),
    ("(?<=[оеи][вн])ым$", [Guess("", "ablt", "masc")]),
    (f"{AFTER_CONSONANT}[оё]м$|(?<=[жшчщц])ем$", [Guess("", "ablt", "masc")]),
    (f"{AFTER_CONSONANT}ем$", [Guess("ь", "ablt", "masc")]),
    (
        f"{AFTER_CONSONANT}ка$",
        [Guess("ка", "nomn", "femn", 0.8), Guess("к", "gent accs", "masc", 0.2)],
    ),
    (
        f"{AFTER_CONSONANT}а$",
        [Guess("а", "nomn", "femn", 0.35), Guess("", "gent accs", "masc", 0.65)],
    ),
    (
        f"{AFTER_CONSONANT}я$",
        [Guess("я", "nomn", "femn", 0.4), Guess("ь", "gent accs", "masc", 0.6)],
    ),
    (
        f"{AFTER_VOWEL}я$",
        [Guess("я", "nomn", "femn", 0.4), Guess("й", "gent accs", "masc", 0.6)],
    ),
    (
        f"{AFTER_CONSONANT}у$",
        [
            Guess("у", "nomn gent", "masc femn", 0.5),
            Guess("", "datv", "masc", 0.4),
            Guess("а", "accs", "femn", 0.1),
        ],
    ),
    (
        f"{AFTER_CONSONANT}ю$",
        [Guess("ь", "datv", "masc", 0.6), Guess("я", "accs", "femn", 0.4)],
    ),
    (
        f"{AFTER_CONSONANT}е$",
        [
            Guess("е", "nomn gent", "masc femn", 0.6),
            Guess("", "loct", "masc", 0.3),
            Guess("а", "datv loct", "femn", 0.1),
        ],
    ),
    (
        f"{AFTER_CONSONANT}ы$",
        [Guess("а", "gent", "femn", 0.7), Guess("ы", "nomn accs", "plur", 0.3)],
    ),
    ("(?<=и)и$", [Guess("я", "gent datv loct", "femn")]),
    (f"(?<=[иоэь])$|{AFTER_CONSONANT}$", [Guess("", "nomn accs", "masc femn")]),
)
COMPILED_ENDINGS = [(re.compile(ending), guesses) for ending, guesses in ENDINGS]


def guess_name(name: str) -> tuple[Parse, ...]:
    """Return parses of a name, whole lemmas: it declines, or stays as it is, as acronyms do.

    Returns:
        The guesses of the first ending that fits; none for other endings.

    >>> [parse.suffix for parse in guess_name("Викжеля")], guess_name("Блюмкиной")
    (['викжель', 'викжеля'], ())
    """
    lower = name.lower()
    if name.isupper():
        return (Parse("", lower, "PROPN", agreement_bits(ALL_CASES.split(), ["masc", "femn"])),)
    for pattern, guesses in COMPILED_ENDINGS:
        match = pattern.search(lower)
        if match:
            stem = lower[: match.start()]
            parses = [_parse(stem, guess) for guess in guesses]
            return tuple(sorted(parses, key=lambda parse: -parse.prior))
    return ()


def _parse(stem: str, guess: Guess) -> Parse:
    """Return the parse that a guess makes of a stem."""
    pos = "ADJ" if guess.ending == "ий" else "PROPN"
    bits = agreement_bits(guess.cases.split(), guess.genders.split())
    return Parse("", stem + guess.ending, pos, bits, math.log(guess.share))
