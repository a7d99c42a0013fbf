"""Tokens: where each word, number and mark of a text is, by one ordered list of rules."""

import re
from collections.abc import Collection
from functools import cache

from letopis.texts.normalise import APOSTROPHES, INVISIBLE, LIGATURES, LINE_END, SPACED

CAPITAL = "A-ZА-ЯЁІѢѲѴ"
LETTER = (
    "A-Za-zªµºÀ-ÖØ-öø-ʯͰ-ͽͿ-ϿЀ-ԯḀ-ỿἀ-῿Ⱡ-ⱿꙀ-ꚟꜢ-ꟿ\u0300-\u036f"
    f"ʰ-˿{LIGATURES}{INVISIBLE}"  # and marks on it
)
INITIALS = f"(?:[{CAPITAL}]|Ya|Yu|Ye|Zh|Kh|Ts|Ch|Sh|Дж)"
ROMAN = "(?:[IVXХ]{2,6}|XL[IVX]*|L[IVX]+)"
# What each rule finds. The first that fits applies; before all others come most words of a text,
# found at once: small letters before white space or a comma.
PLAIN_WORD = r"[А-ЯЁа-яё][а-яё]{2,}+(?![^\s,])"
GAP = rf"[\s{INVISIBLE}]"
WORD_GOES_ON = rf"(?:[-‐¬]|(?<=\u00ad)){LINE_END}(?=[a-zа-яё])"
RULES = {
    "spaced": SPACED.pattern,
    "address": r"(?:https?://|www\.)[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]",
    "abbreviation": rf"(?:ABBREVIATIONS)(?![{LETTER}])",
    "dotted": rf"(?:[a-zа-яё]\.){{2,12}}(?![{LETTER}])",
    "initial": rf"{INITIALS}\.(?=[^\S\n]*[^\s.…?!])",
    "last initial": rf"(?:(?<=[{CAPITAL}]\.)|(?<=[{CAPITAL}]\.[^\S\n])){INITIALS}\.",
    "roman": rf"{ROMAN}(?![{LETTER}\d])",
    "letters": rf"[{LETTER}]/[{LETTER}](?![{LETTER}\d/])",
    "contraction": rf"['‘’][Tt](?=(?:is|was|were|will|would)(?![{LETTER}]))",
    "word": rf"[{LETTER}][{LETTER}\d]*(?:(?:[-‐‑¬'’{APOSTROPHES}]|{WORD_GOES_ON})[{LETTER}\d]+)*",
    "number": r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:/]\d+)*)"
    rf"(?:%|-?[{LETTER}]{{1,3}}(?![{LETTER}]))?",
    "ellipsis": r"\.{2,}|…+\.*",
    "dash": "[-–—−]+",
    "other script": r"[^\W\d_]+",
    "mark": r"\S",
}
NUMBER = re.compile(rf"\d|{ROMAN}$")
IN_GAPS = "".join(re.findall(GAP, "".join(map(chr, range(0x10000)))))
INITIAL = re.compile(f"[{CAPITAL}][a-zа-я]?\\.$")


@cache
def token_pattern(abbreviations: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """Compile the rules, and abbreviations that keep their full stop (г., etc.).

    A match is a token with the white space and the invisible characters after it, so matches tile
    a text but for its beginning.

    >>> token_pattern(frozenset({"г."})).findall("Л. Троцкий, 1927 г.")
    ['Л. ', 'Троцкий', ', ', '1927 ', 'г.']
    """
    longest_first = sorted(abbreviations, key=lambda form: (-len(form), form))
    spelt = "|".join(map(_with_blanks, longest_first)) or "(?!)"
    rules = "|".join(RULES.values()).replace("ABBREVIATIONS", spelt)
    if not any(" " in form for form in abbreviations):
        rules = f"{PLAIN_WORD}|{rules}"
    return re.compile(rf"(?![{INVISIBLE}])(?:{rules}){GAP}*")


def _with_blanks(abbreviation: str) -> str:
    """Return the pattern of an abbreviation, т. е. for т.е. too, with Т at the start."""
    parts = [re.escape(part.strip()) for part in abbreviation.removesuffix(".").split(".")]
    if len(parts) == 1:
        return re.escape(abbreviation)
    parts[0] = f"(?:{parts[0]}|{parts[0].capitalize()})"
    return r"\.[^\S\n]?".join(parts) + r"\."


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
    return [(match.start(), match.start() + len(match[0].rstrip(IN_GAPS))) for match in matches]


def token_kind(token: str) -> str:
    """Return the kind of a token: word, number (also Roman) or punctuation.

    >>> [token_kind(token) for token in ("Alma-Ata", "XIV", "20-е", "…")]
    ['word', 'number', 'number', 'punctuation']
    """
    if token.isalpha() and not token.isupper():
        return "word"
    if NUMBER.match(token) or token.isnumeric():
        return "number"
    return "word" if re.search(r"[^\W\d_]", token) else "punctuation"


def is_initial(token: str) -> bool:
    """Say whether a token is an initial: Л., Ya."""
    return INITIAL.match(token) is not None


def count_words(text: str) -> int:
    """Count the words of a text without numbers and initials.

    >>> count_words("В 1927 г. Л. Троцкий")
    3
    """
    tokens = [piece.rstrip(IN_GAPS) for piece in token_pattern().findall(text)]
    return sum(token_kind(token) == "word" and not is_initial(token) for token in tokens)
