"""Tokens: where each word, number and mark of a text is, by one ordered list of rules."""

import re
from collections.abc import Collection
from functools import cache

CAPITAL = "A-ZА-ЯЁІѢѲѴ"
COMBINING_MARK = "\u00ad\u0300-\u036f"
LETTER = "A-Za-zªµºÀ-ÖØ-öø-ʯͰ-ͽͿ-ϿЀ-ԯḀ-ỿἀ-῿Ⱡ-ⱿꙀ-ꚟꜢ-ꟿ" + COMBINING_MARK
INITIALS = f"(?:[{CAPITAL}]|Ya|Yu|Ye|Zh|Kh|Ts|Ch|Sh|Дж)"
ROMAN = "(?:[IVXХ]{2,6}|XL[IVX]*|L[IVX]+)"

# What each rule finds. The first that fits applies; abbreviations come after addresses.
# Most words, found at once: small letters before white space or a comma.
PLAIN_WORD = r"[А-ЯЁа-яё][а-яё]{2,}+(?![^\s,])"
ADDRESS = r"(?:https?://|www\.)[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]"
RULES = {
    "dotted": rf"(?:[a-zа-яё]\.){{2,12}}+(?![{LETTER}])",
    "initial": rf"{INITIALS}\.(?=[^\S\n]*[^\s.…?!])",
    "roman": rf"{ROMAN}(?![{LETTER}\d])",
    "word": rf"[{LETTER}][{LETTER}\d]*(?:[-‐‑'’][{LETTER}\d]+)*",
    "number": r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:/]\d+)*)"
    rf"(?:%|-?[{LETTER}]{{1,3}}(?![{LETTER}]))?",
    "ellipsis": r"\.{2,}|…+\.*",
    "dash": "[-–—−]+",
    "other script": r"[^\W\d_]+",
    "mark": r"\S",
}
COUNTED_RULES = ("dotted", "word", "other script")
UNCOUNTED_RULES = ("initial", "roman", "number")
NUMBER = re.compile(rf"\d|{ROMAN}$")
ANY_LETTER = re.compile(r"[^\W\d_]")
INITIAL = re.compile(f"[{CAPITAL}][a-zа-я]?\\.$")


@cache
def token_pattern(abbreviations: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """Compile the rules; each match is a token with the white space after it.

    So the matches tile a text without gaps, but for white space at its beginning.

    Args:
        abbreviations: those that keep their full stop (г., etc.).

    >>> token_pattern(frozenset({"г."})).findall("Л. Троцкий, 1927 г.")
    ['Л. ', 'Троцкий', ', ', '1927 ', 'г.']
    """
    rules = [ADDRESS]
    if not any(" " in form for form in abbreviations):
        rules.insert(0, PLAIN_WORD)
    if abbreviations:
        longest_first = sorted(abbreviations, key=lambda form: (-len(form), form))
        rules.append(f"(?:{'|'.join(map(re.escape, longest_first))})(?![{LETTER}])")
    rules += RULES.values()
    return re.compile(rf"(?:{'|'.join(rules)})\s*")


def tokenize(text: str, abbreviations: Collection[str] = ()) -> list[tuple[int, int]]:
    """Find the tokens of a text.

    Args:
        text: a text, or a part of it.
        abbreviations: those that keep their full stop (г., etc.).

    Returns:
        (start, stop) of each token, in order; offsets are code points.

    >>> text = "10 711 голосов; 30% — Trotsky's."
    >>> [text[start:stop] for start, stop in tokenize(text)]
    ['10 711', 'голосов', ';', '30%', '—', "Trotsky's", '.']
    """
    matches = token_pattern(frozenset(abbreviations)).finditer(text)
    return [(match.start(), match.start() + len(match[0].rstrip())) for match in matches]


def token_kind(token: str) -> str:
    """Return the kind of a token: word, number (also Roman) or punctuation.

    >>> [token_kind(token) for token in ("Alma-Ata", "XIV", "20-е", "…")]
    ['word', 'number', 'number', 'punctuation']
    """
    if token.isalpha() and not token.isupper():
        return "word"
    if NUMBER.match(token):
        return "number"
    return "word" if ANY_LETTER.search(token) else "punctuation"


def is_initial(token: str) -> bool:
    """Say whether a token is an initial: Л., Ya."""
    return INITIAL.match(token) is not None


def count_words(text: str) -> int:
    """Count the words of a text without numbers and initials.

    >>> count_words("В 1927 г. Л. Троцкий")
    3
    """
    return sum(1 for word in _counted_pattern().findall(text) if word)


@cache
def _counted_pattern() -> re.Pattern[str]:
    """Compile the rules that find letters; only a word that counts fills the one group."""
    uncounted = "|".join(RULES[name] for name in UNCOUNTED_RULES)
    counted = "|".join([ADDRESS, *(RULES[name] for name in COUNTED_RULES)])
    return re.compile(f"{uncounted}|({counted})")
