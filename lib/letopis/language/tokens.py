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
    "dotted": r"(?:[a-zа-яё]\.){2,12}+(?![LETTER])",
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
HELD = re.compile(rf"^[^\S\n]*\Z|(?<![{LETTER}]){INITIALS}\.[^\S\n]*\Z|(?<!\d)\d{{1,3}} ?\Z")
SPACES, MARKS = ([ord(one) for one in those] for those in (" \n\t", ",.:;!?»)"))
SHORT, LONG = 1 << 14, 32                        # letters of a text, and of a piece, that are not told by a hash
CUTS = (re.compile(r"\n|(?<=[a-zа-яё]) (?=[a-zа-яё])"), re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{3}[,;:!?]))\s"))


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
        near = max(start, start + size - 4096)
        found = ([match.end() for match in cut.finditer(text, near, start + size)] for cut in CUTS)
        cuts = next(filter(None, found), []) if start + size < len(text) else []
        stop = cuts[-1] if cuts else start + size
        yield text[start:stop]
        start = stop


class Cutter:
    """Cuts long texts into tokens, each distinct piece between spaces only once; the cuts are those of `split`.

    In a long text pieces are told apart by a hash, worked out for all of them together: a polynomial modulo 2⁶⁴ (Karp
    and Rabin 1987, doi 10.1147/rd.312.0249), where a number drawn for it stands for each letter. Base and numbers come
    from the first long text, so that two pieces of one hash are not met by chance, nor to be made up without knowing
    it and some minutes of search. Long pieces, of which that is less sure, are compared.

    forms: the distinct tokens met so far, each with its number, which is its place.
    """

    def __init__(self, abbreviations: frozenset[str] = frozenset()):
        """Begin with no pieces. In: abbreviations that keep their full stop."""
        self.forms: dict[str, int] = {}
        self.find = pattern(abbreviations).findall
        self._count, self._held = array("i"), bytearray()                                 # of each piece
        self._tokens, self._at = array("i"), array("i")                                   # of all pieces, in order
        self._by_text: dict[str, int] = {}
        self._by_hash: list[tuple[pd.Index, np.ndarray]] = []        # each more than twice as long as the one after it
        parts = {part for form in abbreviations for part in form.split(" ")[:-1]}
        self._parts = tuple(part + end for part in parts for end in ("", " "))
        self._special = abbreviations | parts
        self._endings = sorted({ord(form[-1]) for form in self._special})
        self._seed: list[int] = []
        self._drawn, self._powers, self._sums = np.empty((3, 0), "u8")

    def cut(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Cut a text. Out: the number of each token's form, and where in the text each begins."""
        pieces, begins = self.pieces(text)
        count = np.frombuffer(self._count, np.int32)
        _, token = runs((np.cumsum(count) - count)[pieces], count[pieces])
        starts = np.repeat(begins, count[pieces]) + np.frombuffer(self._at, np.int32)[token]
        return np.frombuffer(self._tokens, np.int32)[token], starts

    def times(self, pieces: np.ndarray) -> np.ndarray:
        """Say how often each form stands in texts, from how often each piece does."""
        count = np.frombuffer(self._count, np.int32)[: len(pieces)]
        return np.bincount(self._tokens[: count.sum()], np.repeat(pieces, count), len(self.forms)).astype(np.int64)

    def pieces(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Number the pieces of a text, each with the space, tab or line end after it; and say where each begins.

        One whose cuts the next may change (В. | Ленин, 10 | 711) is put together with it.
        """
        letters = _letters(text)
        space, line, tab = (letters == one for one in SPACES)
        stops = np.flatnonzero(space | line | tab) + 1
        stops = np.append(stops, len(text)) if text[-1:] not in ("", " ", "\n", "\t") else stops
        begins = np.append(0, stops[:-1])[: len(stops)]
        if len(text) > SHORT:
            numbers, long = self._told_by_hash(text, letters, begins, stops), np.flatnonzero(stops - begins > LONG)
            numbers[long] = self._compared(text, begins[long], stops[long])
        else:
            numbers = self._compared(text, begins, stops)
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

    def _hashes(self, letters: np.ndarray, begins: np.ndarray, stops: np.ndarray) -> np.ndarray:
        """Work out the hashes of stretches of a text."""
        if not self._seed:
            self._seed = np.frombuffer(blake2b(letters).digest(), "<u4").tolist()
        if letters.max() >= len(self._drawn):                                     # more numbers begin with the same
            self._drawn = np.random.default_rng(self._seed).integers(0, 1 << 64, letters.max() + 1, "u8")
        if len(letters) > len(self._powers):
            base, size = int(self._drawn[0]) & ~7 | 5, len(letters) * 5 // 4         # differences of powers least even
            self._powers, self._last = np.cumprod(np.full(size, base, "u8")), np.uint64(pow(base, -size, 1 << 64))
            self._sums = np.zeros(size + 1, "u8")                # always the same memory: new pages cost more than sums
        sums = self._sums[: len(letters) + 1]
        np.take(self._drawn, letters, out=sums[1:], mode="clip")
        sums[1:] *= self._powers[: len(letters)]
        np.cumsum(sums[1:], out=sums[1:])
        return (sums[stops] - sums[begins]) * self._powers[len(self._powers) - 1 - begins] * self._last

    def _told_by_hash(self, text: str, letters: np.ndarray, begins: np.ndarray, stops: np.ndarray) -> np.ndarray:
        """Number stretches of a text by their hashes; what is new is cut."""
        hashes = self._hashes(letters, begins, stops)
        numbers, new = np.empty(len(hashes), np.int32), np.arange(len(hashes))
        for known, theirs in self._by_hash:
            at = known.get_indexer(hashes[new])
            numbers[new] = theirs.take(at)
            new = new[at < 0]
        if len(new):
            codes, distinct = pd.factorize(hashes[new])
            at = np.empty(len(distinct), np.int64)
            at[codes] = new                                                       # any of its places will do
            found = pd.Index(distinct), self._learn_there(text, letters, begins[at], stops[at])
            numbers[new] = found[1][codes]
            while self._by_hash and len(self._by_hash[-1][0]) <= 2 * len(found[0]):
                known, theirs = self._by_hash.pop()
                found = known.append(found[0]), np.append(theirs, found[1])
            self._by_hash.append(found)
        return numbers

    def _learn_there(self, text: str, letters: np.ndarray, begins: np.ndarray, stops: np.ndarray) -> np.ndarray:
        """Cut what is new; most is a word of three letters or more, perhaps with a mark. Out: the numbers of pieces."""
        last = stops - 1 - np.isin(letters[stops - 1], SPACES)
        marked = np.isin(letters[last], MARKS)
        sizes = (last + 1 - marked - begins).clip(0)
        whose, at = runs(begins, sizes)
        odd = np.bincount(whose[~_is_letter().take(letters[at])], minlength=len(sizes))
        plain = (sizes > 2) & (odd == 0)
        special = np.flatnonzero(plain & np.isin(letters[last], self._endings))
        ends = zip(begins[special].tolist(), last[special].tolist(), strict=True)
        plain[special] = [text[start : stop + 1] not in self._special for start, stop in ends]
        numbers = np.empty(len(plain), np.int32)
        numbers[np.argsort(~plain, kind="stable")] = len(self._count) + np.arange(len(plain))
        self._learn_plain(text, begins[plain], sizes[plain], marked[plain])
        rest = zip(begins[~plain].tolist(), stops[~plain].tolist(), strict=True)
        self._learn([text[start:stop] for start, stop in rest])
        return numbers

    def _learn_plain(self, text: str, begins: np.ndarray, sizes: np.ndarray, marked: np.ndarray) -> None:
        """Keep words of these sizes, some with a mark after it."""
        forms, ends, tokens, at = self.forms, begins + sizes, *np.zeros((2, len(sizes), 2), np.int32)
        words = [text[start:stop] for start, stop in zip(begins.tolist(), ends.tolist(), strict=True)]
        tokens[:, 0] = [forms.setdefault(word, len(forms)) for word in words]
        tokens[marked, 1] = [forms.setdefault(text[end], len(forms)) for end in ends[marked].tolist()]
        at[:, 1], there = sizes, np.stack([np.ones(len(marked), bool), marked], 1)
        self._tokens.frombytes(tokens[there].tobytes())
        self._at.frombytes(at[there].tobytes())
        self._count.frombytes((1 + marked).astype(np.int32).tobytes())
        self._held.extend(bytes(len(marked)))

    def _learn(self, pieces: list[str]) -> None:
        """Cut what is new."""
        forms = self.forms
        for piece in pieces:
            start, tokens = len(piece) - len(piece.lstrip()), self.find(piece)
            for token in tokens:
                self._tokens.append(forms.setdefault(token.rstrip(), len(forms)))
                self._at.append(start)
                start += len(token)
            self._count.append(len(tokens))
            self._held.append(HELD.search(piece) is not None or piece.endswith(self._parts))


@cache
def _is_letter() -> np.ndarray:
    """Tell for each code point whether it is a letter of words."""
    found = np.zeros(0x110000, bool)
    for run in re.finditer(f"[{LETTER}]+", "".join(map(chr, range(0xD800)))):
        found[run.start() : run.end()] = True
    return found


def runs(first: np.ndarray, count: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lay out runs of numbers, from `first`, `count` of them: for each number whose it is, and the number."""
    whose = np.repeat(np.arange(len(count)), count)
    return whose, np.arange(len(whose)) + np.repeat(first - (np.cumsum(count) - count), count)


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
