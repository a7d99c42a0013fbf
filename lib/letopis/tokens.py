"""Running words: where each word, number and mark stands, found by one ordered list of rules, whole texts at a time."""

import re
from array import array
from collections.abc import Iterator
from functools import cache

import numpy as np

MARK = "\u00ad\u0300-\u036f"
LETTER = f"A-Za-zªµºÀ-ÖØ-öø-ʯͰ-ͽͿ-ϿЀ-ԯḀ-ỿἀ-῿Ⱡ-ⱿꙀ-ꚟꜢ-ꟿ{MARK}"
CAPITAL = "A-ZА-ЯЁІѢѲѴ"
INITIALS = f"(?:[{CAPITAL}]|Ya|Yu|Ye|Zh|Kh|Ts|Ch|Sh|Дж)"
ROMAN = "(?:[IVXХ]{2,6}|XL[IVX]*|L[IVX]+)"

# What each rule is called and what it matches. The first that fits wins.
RULES = {
    "address": r"(?:https?://|www\.)[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]]",
    "abbreviation": "(?:ABBREVIATIONS)(?![LETTER])",
    "dotted": r"(?:[a-zа-яё]\.){2,}(?![LETTER])",
    "initial": rf"{INITIALS}\.(?=[^\S\n]*[^\s.…?!])",
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
HELD = re.compile(rf"^[^\S\n]*\Z|(?<![{LETTER}]){INITIALS}\.[^\S\n]*\Z|(?<!\d)\d{{1,3}}\Z")
PLAIN = re.compile(f"([{LETTER}]{{3,}})([,.:;!?»)]?)\n?")
CUT = re.compile(r"\n|(?<=[a-zа-яё]) (?=[a-zа-яё])")


@cache
def pattern(abbreviations: frozenset[str] = frozenset()) -> re.Pattern:
    """Compile the rules; each match is a token with the white space after it, so matches tile a text without gaps.

    In: abbreviations that keep their full stop (г., etc.).

    >>> pattern(frozenset({"г."})).findall("Л. Троцкий, 1927 г.")
    ['Л. ', 'Троцкий', ', ', '1927 ', 'г.']
    """
    rules = _filled("|".join(RULES.values()))
    longest_first = sorted(abbreviations, key=lambda form: (-len(form), form))
    return re.compile(f"(?:{rules})\\s*".replace("ABBREVIATIONS", "|".join(map(re.escape, longest_first)) or "(?!)"))


def split(text: str, abbreviations: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
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
    if token.isalpha() and not token.isupper():
        return "word"
    if NUMBER.match(token):
        return "number"
    return "word" if LETTERS.search(token) else "punctuation"


def is_initial(token: str) -> bool:
    """Tell whether a token is an initial: Л., Ya."""
    return INITIAL.match(token) is not None


def blocks(text: str, size: int = 1 << 20) -> Iterator[str]:
    """Cut a text into pieces of about `size` characters, at line ends or between two words."""
    start = 0
    while start < len(text):
        cuts = [match.end() for match in CUT.finditer(text, max(start, start + size - 4096), start + size)]
        stop = cuts[-1] if cuts and start + size < len(text) else start + size
        yield text[start:stop]
        start = stop


class Numbered(dict):
    """Distinct strings, each with its number; looking up a new one adds it. all: in order of appearance."""

    def __init__(self):
        """Begin with none."""
        self.all: list[str] = []

    def __missing__(self, one: str) -> int:
        self[one] = number = len(self)
        self.all.append(one)
        return number


class Cutter:
    """Cuts a long text into tokens, each distinct piece between spaces only once; the cuts are those of `split`.

    forms: the distinct tokens met so far, by number.
    """

    def __init__(self, abbreviations: frozenset[str] = frozenset()):
        """Begin with no pieces. In: abbreviations that keep their full stop."""
        self.forms, self.abbreviations, self.find = Numbered(), abbreviations, pattern(abbreviations).findall
        self._pieces, self._lengths, self._held = Numbered(), array("i"), bytearray()
        self._first, self._count, self._tokens, self._at = array("i"), array("i"), array("i"), array("i")

    def cut(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Cut a text. Out: the number of each token's form, and where in the text each begins."""
        pieces = self._numbers(text.replace("\n", "\n ").split(" "))
        known = self._lengths, self._first, self._count
        lengths, first, count = (np.frombuffer(one, np.int32)[pieces] for one in known)
        token = np.arange(count.sum()) + np.repeat(first - (np.cumsum(count) - count), count)
        starts = np.repeat(np.cumsum(lengths) - lengths, count) + np.frombuffer(self._at, np.int32)[token]
        return np.frombuffer(self._tokens, np.int32)[token], starts

    def _numbers(self, pieces: list[str]) -> np.ndarray:
        """Number the pieces; one whose cuts the next may change (В. | Ленин, 10 | 711) is put together with it."""
        numbers = np.fromiter(map(self._pieces.__getitem__, pieces), np.int32, len(pieces))
        self._learn()
        held = np.flatnonzero(np.frombuffer(self._held, bool)[numbers[:-1]])
        alone = np.ones(len(pieces), bool)
        alone[held + 1] = False
        for i in held[::-1].tolist():
            pieces[i] += " " + pieces[i + 1]
        for i in held[alone[held]].tolist():
            numbers[i] = self._pieces[pieces[i]]
        self._learn()
        return numbers[alone]

    def _learn(self) -> None:
        """Cut what is new: most pieces are one word, or one with a mark."""
        forms, found, at = self.forms, self._tokens.append, self._at.append
        for piece in self._pieces.all[len(self._lengths) :]:
            self._first.append(len(self._tokens))
            plain = PLAIN.fullmatch(piece)
            if plain and piece.rstrip() not in self.abbreviations:
                word, mark = plain.groups()
                found(forms[word if mark else piece.rstrip()])           # the same string need not be kept twice
                at(0)
                if mark:
                    found(forms[mark])
                    at(len(word))
            else:
                start = len(piece) - len(piece.lstrip())
                for token in self.find(piece):
                    found(forms[token.rstrip()])
                    at(start)
                    start += len(token)
            self._lengths.append(len(piece) + (piece[-1:] != "\n"))
            self._held.append(not plain and HELD.search(piece) is not None)
            self._count.append(len(self._tokens) - self._first[-1])


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
