"""Guesses: what a Russian name that no dictionary has may come from, by its ending alone."""

import math
import re

from letopis.language.context import Reading, places

EVERY = "nomn gent datv accs ablt loct"
HARD, VOWEL = "(?<=[бвгджзклмнпрстфхцчшщ])", "(?<=[аеиоуыэюя])"
# Ending → what it may come from: what stands instead of it, cases, genders, share. The first that fits is taken.
ENDINGS = tuple((re.compile(ending), guesses) for ending, guesses in (
    ("(?<=^.)$|(?<=^..)$|(?<=^...)$", (("", EVERY, "masc femn", 1.0),)),
    ("(?<=ск)(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|ие|их|ими)$", (("ий", EVERY, "masc femn neut plur", 1.0),)),
    ("(?<=[оеи][вн])ым$", (("", "ablt", "masc", 1.0),)),
    (f"{HARD}[оё]м$|(?<=[жшчщц])ем$", (("", "ablt", "masc", 1.0),)),
    (f"{HARD}ем$", (("ь", "ablt", "masc", 1.0),)),
    (f"{HARD}ка$", (("ка", "nomn", "femn", 0.8), ("к", "gent accs", "masc", 0.2))),
    (f"{HARD}а$", (("а", "nomn", "femn", 0.35), ("", "gent accs", "masc", 0.65))),
    (f"{HARD}я$", (("я", "nomn", "femn", 0.4), ("ь", "gent accs", "masc", 0.6))),
    (f"{VOWEL}я$", (("я", "nomn", "femn", 0.4), ("й", "gent accs", "masc", 0.6))),
    (f"{HARD}у$", (("у", "nomn gent", "masc femn", 0.5), ("", "datv", "masc", 0.4), ("а", "accs", "femn", 0.1))),
    (f"{HARD}ю$", (("ь", "datv", "masc", 0.6), ("я", "accs", "femn", 0.4))),
    (f"{HARD}е$", (("е", "nomn gent", "masc femn", 0.6), ("", "loct", "masc", 0.3), ("а", "datv loct", "femn", 0.1))),
    (f"{HARD}ы$", (("а", "gent", "femn", 0.7), ("ы", "nomn accs", "plur", 0.3))),
    ("(?<=и)и$", (("я", "gent datv loct", "femn", 1.0),)),
    (f"(?<=[иоэь])$|{HARD}$", (("", "nomn accs", "masc femn", 1.0),)),
))


def guess(name: str) -> list[Reading]:
    """Guess at a name: it declines, or stays as it is (acronyms always); it is no verb. No guess for other endings.

    >>> [one.suffix for one in guess("Викжеля")], [one.suffix for one in guess("Висконти")], guess("Блюмкиной")
    (['викжеля', 'викжель'], ['висконти'], [])
    """
    lower = name.lower()
    if name.isupper():
        return [Reading("", lower, "PROPN", places(EVERY.split(), ["masc", "femn"]))]
    for ending, guesses in ENDINGS:
        if found := ending.search(lower):
            stem = lower[: found.start()]
            filled = [places(cases.split(), genders.split()) for _, cases, genders, _ in guesses]
            return [Reading("", stem + new, "ADJ" if new == "ий" else "PROPN", those, math.log(share))
                    for (new, _, _, share), those in zip(guesses, filled, strict=True)]
    return []
