"""Running words: where each word, number and mark stands, found by one ordered list of rules, whole texts at a time."""

import re
from array import array
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b

import numpy as np
import pandas as pd

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
PLAIN = re.compile(f"([{LETTER}]{{3,}})([,.:;!?»)]?)[ \n]?")
SHORT, LONG = 1 << 14, 32                        # letters of a text, and of a piece, that are not told by a hash
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
    """Cuts long texts into tokens, each distinct piece between spaces only once; the cuts are those of `split`.

    In a long text pieces are told apart by a hash, worked out for all of them together: a polynomial modulo 2⁶⁴ (Karp
    and Rabin 1987, doi 10.1147/rd.312.0249), where a number drawn for it stands for each letter. Base and numbers come
    from the text, so that two pieces of one hash are neither met by chance nor to be made up. Long pieces, of which
    that is less sure, are compared.

    forms: the distinct tokens met so far, by number.
    """

    def __init__(self, abbreviations: frozenset[str] = frozenset()):
        """Begin with no pieces. In: abbreviations that keep their full stop."""
        self.forms, self.abbreviations, self.find = Numbered(), abbreviations, pattern(abbreviations).findall
        self._first, self._count, self._held = array("i"), array("i"), bytearray()        # of each piece
        self._tokens, self._at = array("i"), array("i")                                   # of all pieces, in order
        self._by_text: dict[str, int] = {}
        self._hashes, self._by_hash = pd.Index([], dtype="u8"), np.empty(0, np.int32)
        self._parts = tuple({part for form in abbreviations for part in form.split(" ")[:-1]})
        self._drawn, self._powers, self._inverse = np.empty(0, "u8"), np.empty(0, "u8"), np.empty(0, "u8")

    def cut(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Cut a text. Out: the number of each token's form, and where in the text each begins."""
        pieces, begins = self.pieces(text)
        first, count = np.frombuffer(self._first, np.int32)[pieces], np.frombuffer(self._count, np.int32)[pieces]
        token = np.arange(count.sum()) + np.repeat(first - (np.cumsum(count) - count), count)
        starts = np.repeat(begins, count) + np.frombuffer(self._at, np.int32)[token]
        return np.frombuffer(self._tokens, np.int32)[token], starts

    def times(self, pieces: np.ndarray) -> np.ndarray:
        """Say how often each form stands in texts, from how often each piece does."""
        count = np.frombuffer(self._count, np.int32)[: len(pieces)]
        return np.bincount(self._tokens[: count.sum()], np.repeat(pieces, count), len(self.forms)).astype(np.int64)

    def pieces(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Number the pieces of a text, each with the space or line end after it; and say where each begins.

        One whose cuts the next may change (В. | Ленин, 10 | 711) is put together with it.
        """
        letters = _letters(text)
        stops = np.flatnonzero((letters == ord(" ")) | (letters == ord("\n"))) + 1
        stops = np.append(stops, len(text)) if text[-1:] not in ("", " ", "\n") else stops
        begins = np.append(0, stops[:-1])[: len(stops)]
        numbers = (self._told_by_hash if len(text) > SHORT else self._compared)(text, begins, stops)
        long = np.flatnonzero(stops - begins > LONG)
        numbers[long] = self._compared(text, begins[long], stops[long])
        held = np.frombuffer(self._held, bool)[numbers]
        held[-1:] = False
        alone = np.append(True, ~held[:-1])[: len(held)]
        begins, stops, numbers, again = begins[alone], stops[~held], numbers[alone], held[alone]
        numbers[again] = self._compared(text, begins[again], stops[again])
        return numbers, begins

    def _compared(self, text: str, begins: np.ndarray, stops: np.ndarray) -> np.ndarray:
        """Number stretches of a text; what is new is cut."""
        pieces = [text[start:stop] for start, stop in zip(begins.tolist(), stops.tolist(), strict=True)]
        new = [piece for piece in dict.fromkeys(pieces) if piece not in self._by_text]
        self._by_text |= zip(new, range(len(self._count), len(self._count) + len(new)), strict=True)
        self._learn(new)
        return np.array([self._by_text[piece] for piece in pieces], np.int32)

    def _told_by_hash(self, text: str, begins: np.ndarray, stops: np.ndarray) -> np.ndarray:
        """Number stretches of a text by their hashes; what is new is cut."""
        letters = _letters(text)
        if not len(self._drawn):
            seed = np.frombuffer(blake2b(letters).digest(), "<u4")
            self._drawn = np.random.default_rng(seed).integers(0, 1 << 64, 0x110000, "u8")
        if len(self._powers) < len(text):
            base, size = int(self._drawn[0]) & ~7 | 5, 1 << len(text).bit_length()   # differences of powers least even
            bases = base, pow(base, -1, 1 << 64)
            self._powers, self._inverse = (np.cumprod(np.full(size, one, "u8")) for one in bases)
        sums = np.append(np.uint64(0), np.cumsum(self._drawn[letters] * self._powers[: len(text)]))
        codes, distinct = pd.factorize((sums[stops] - sums[begins]) * self._inverse[begins])
        known = self._hashes.get_indexer(distinct)
        new = np.flatnonzero(known < 0)
        known[new] = len(self._hashes) + np.arange(len(new))
        self._hashes = self._hashes.append(pd.Index(distinct[new]))
        self._by_hash = np.append(self._by_hash, len(self._count) + np.arange(len(new), dtype=np.int32))
        where = np.empty(len(distinct), np.int64)
        where[codes[::-1]] = np.arange(len(codes))[::-1]
        at = zip(begins[where[new]].tolist(), stops[where[new]].tolist(), strict=True)
        self._learn([text[start:stop] for start, stop in at])
        return self._by_hash[known][codes]

    def _learn(self, pieces: list[str]) -> None:
        """Cut what is new: most pieces are one word, or one with a mark."""
        forms, tokens, match = self.forms, self._tokens, PLAIN.fullmatch
        first, count, held, found, at = (column.append for column in (
            self._first, self._count, self._held, self._tokens, self._at))
        for piece in pieces:
            begun, plain = len(tokens), match(piece)
            if plain and piece.rstrip() not in self.abbreviations:
                word, mark = plain.groups()
                found(forms[word])
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
            first(begun)
            count(len(tokens) - begun)
            alone = piece.removesuffix(" ")
            held((not plain and HELD.search(alone) is not None) or alone.endswith(self._parts))


def _letters(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


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
