"""Running words: where each word, number and mark stands, found by one ordered list of rules, whole texts at a time."""

import re
from collections.abc import Iterator
from functools import cache

MARK = "\u00ad\u0300-\u036f"
LETTER = f"A-Za-zªµºÀ-ÖØ-öø-ʯͰ-ͽͿ-ϿЀ-ԯḀ-ỿἀ-῿Ⱡ-ⱿꙀ-ꚟꜢ-ꟿ{MARK}"
CAPITAL = "A-ZА-ЯЁІѢѲѴ"
ROMAN = "(?:[IVXХ]{2,6}|XL[IVX]*|L[IVX]+)"

# What each rule is called and what it matches. The first that fits wins.
RULES = {
    "address": r"(?:https?://|www\.)[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]",
    "abbreviation": "(?:ABBREVIATIONS)(?![LETTER])",
    "dotted": r"(?:[a-zа-яё]\.){2,}(?![LETTER])",
    "initial": r"(?:[CAPITAL]|Ya|Yu|Ye|Zh|Kh|Ts|Ch|Sh|Дж)\.(?=[^\S\n]*[^\s.…?!])",
    "roman": r"ROMAN(?![LETTER\d])",
    "word": r"[LETTER][LETTER\d]*(?:[-‐‑'’][LETTER\d]+)*",
    "number": r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:/]\d+)*)(?:%|-?[LETTER]{1,3}(?![LETTER]))?",
    "ellipsis": r"\.{2,}|…+\.*",
    "dash": "[-–—−]+",
    "other script": r"[^\W\d_]+",
    "mark": r"\S",
}
NUMBER, LETTERS = re.compile(rf"\d|{ROMAN}$"), re.compile(r"[^\W\d_]")
INITIAL = re.compile(f"[{CAPITAL}][a-zа-я]?\\.$")
CUT = re.compile(r"\n|(?<=[a-zа-яё]) (?=[a-zа-яё])")


@cache
def pattern(abbreviations: tuple[str, ...] = ()) -> re.Pattern:
    """Compile the rules; each match is a token with the white space after it, so matches tile a text without gaps.

    In: abbreviations that keep their full stop (г., etc.).

    >>> pattern(("г.",)).findall("Л. Троцкий, 1927 г.")
    ['Л. ', 'Троцкий', ', ', '1927 ', 'г.']
    """
    rules = _filled("|".join(RULES.values()))
    longest_first = sorted(abbreviations, key=lambda form: (-len(form), form))
    return re.compile(f"(?:{rules})\\s*".replace("ABBREVIATIONS", "|".join(map(re.escape, longest_first)) or "(?!)"))


def split(text: str, abbreviations: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    """Find the tokens of a text: (start, stop), in order.

    >>> text = "10 711 голосов; 30% — Trotsky's."
    >>> [text[start:stop] for start, stop in split(text)]
    ['10 711', 'голосов', ';', '30%', '—', "Trotsky's", '.']
    """
    found = pattern(abbreviations).finditer(text)
    return [(match.start(), match.start() + len(match[0].rstrip())) for match in found]


def kind(token: str) -> str:
    """Say what a token is: word, number (also Roman) or punctuation.

    >>> [kind(token) for token in ("Alma-Ata", "XIV", "20-е", "…")]
    ['word', 'number', 'number', 'punctuation']
    """
    if NUMBER.match(token):
        return "number"
    return "word" if LETTERS.search(token) else "punctuation"


def is_initial(token: str) -> bool:
    """Tell whether a token is an initial: Л., Ya."""
    return INITIAL.match(token) is not None


def blocks(text: str, size: int = 1 << 20, start: int = 0) -> Iterator[str]:
    """Cut a text, from `start`, into pieces of about `size` characters, at line ends or between two words."""
    while start < len(text):
        cuts = [match.end() for match in CUT.finditer(text, max(start, start + size - 4096), start + size)]
        stop = cuts[-1] if cuts and start + size < len(text) else start + size
        yield text[start:stop]
        start = stop


class Forms(dict):
    """Distinct forms, each with its number in order of appearance; looking up an unknown form adds it."""

    def __missing__(self, form: str) -> int:
        self[form] = number = len(self)
        return number


def count_words(text: str) -> int:
    """Count the words of a text, numbers and initials left out.

    >>> count_words("В 1927 г. Л. Троцкий")
    3
    """
    return sum(map(bool, _words().findall(text)))


@cache
def _words() -> re.Pattern:
    """Compile the rules that find letters, so that only a word, not an initial or a number, fills the one group."""
    passed = "|".join(RULES[name] for name in ("initial", "roman", "number"))
    counted = "|".join(RULES[name] for name in ("address", "dotted", "word", "other script"))
    return re.compile(_filled(f"{passed}|({counted})"))


def _filled(rules: str) -> str:
    return rules.replace("LETTER", LETTER).replace("CAPITAL", CAPITAL).replace("ROMAN", ROMAN)
