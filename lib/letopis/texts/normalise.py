"""Normalise a text for searching, and find the way back to the original.

What only shapes the page is passed over: stress marks, invisible characters, ligatures, marks of
italics, raised numbers of notes, the hyphen at the end of a line, letters set apart for emphasis;
and the letters that Russian spelling gave up in 1918.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Unicode's invisible format characters and variation selectors, for use within [].
INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
COMBINING = "\u0300-\u036f"
LIGATURES = "\ufb00-\ufb06"
RAISED = "¹²³⁰⁴-⁹"
APOSTROPHES = "ʹʺʻʼʽʾʿˈ′´`‛＇"  # other signs for ' inside a word, as in Zinovʹev
LETTER = r"[^\W\d_]"
LINE_END = r"[ \t]*\r?\n[ \t]*"

STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯ])[\u0300\u0301]")
CLUSTER = re.compile(f"(?s).[{COMBINING}]*")  # a letter with its combining marks
APOSTROPHE = re.compile(f"(?<={LETTER})[{APOSTROPHES}](?={LETTER})|(?<={LETTER})[ʹʺʼ]")
LISTS = "а б в|б в г|в г д|a b c|b c d|c d e"
# T h e s e: four letters or more, all small but the first or all capitals; no list (а б в г), and
# not only words of one letter (и я с в).
SPACED = re.compile(
    rf"(?<!\w)(?=(?:{LETTER}[ \xa0])*(?![аивкосуяэaio]\b){LETTER})(?!(?i:{LISTS})\b)"
    rf"(?:{LETTER}(?:[ \xa0][a-zа-яё]){{3,}}|[A-ZА-ЯЁ](?:[ \xa0][A-ZА-ЯЁ]){{3,}})(?!\w)"
)
# A word cut at the end of a line, with the part that begins the next.
CUT = re.compile(rf"({LETTER}+)([-‐¬\xad]+)({LINE_END})(?=({LETTER}+))")
INDEFINITE = re.compile(  # the hyphen of кто-то is not of the line
    r"(?:кто|ко(?:го|му)|кем|что|че(?:го|му|м)|чем|как\w*|где|куда|когда|откуда|отчего|почему|"
    r"зачем|сколько|чей|чь\w+) (?:то|либо|нибудь)|кое \w+|из (?:за|под)|(?:вс[её]|опять|так) таки|"
    r"во (?:первых|вторых)|в третьих",
    re.IGNORECASE,
)
OLD_LETTERS = str.maketrans("ѣѢѳѲѵѴ", "еЕфФиИ")
OLD_I = re.compile("[іІ](?=[аеиоуыэюяѣйі])|(?<=м)і(?=р)")  # Россія, Троцкій, міръ
HARD_SIGN = re.compile(r"(?i:(?<=[бвгджзклмнпрстфхцчшщ])ъ(?![^\W_]))")  # Ленинъ
UNDERSCORES = re.compile(r"(?<![^\W_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![^\W_])")  # _italics_
DROPPED = (
    re.compile(f"[{INVISIBLE}]+"),
    re.compile(f"(?<={LETTER})¬(?={LETTER})"),
    re.compile(f"(?<=\\S)[{RAISED}]+(?![{RAISED}\\w])"),
    UNDERSCORES,
    HARD_SIGN,
)
ITALICS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*\n]*[^\s*](\1)(?![\w*])")
IS_PLAIN = re.compile(rf"[^{INVISIBLE}{COMBINING}{LIGATURES}{RAISED}{APOSTROPHES}_*¬ѣѢѳѲѵѴіІ]*+")
OFTEN_PLAIN = re.compile(rf"(?:\b{LETTER}[ \xa0]){{3}}|{LETTER}[-‐][ \t]*\r?\n|[ъЪ]\b")
COMPOSED = re.compile(f"[{COMBINING}{LIGATURES}]")


class Folded(NamedTuple):
    """A text as it is searched, and for each of its letters where it is in the original."""

    text: str
    starts: tuple[int, ...] | None = None
    stops: tuple[int, ...] = ()

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return the span of the original text that a span of the folded text was made from."""
        if self.starts is None:
            return start, stop
        first = self.starts[start]
        return first, self.stops[stop - 1] if stop > start else first


def fold(text: str) -> Folded:
    """Compose letters (NFC) and pass over what only shapes the page, keeping the offsets.

    >>> folded = fold("Тро\u00adцки\u0301й")
    >>> folded.text, folded.span(0, 7)
    ('Троцкий', (0, 9))
    >>> fold("_Zinovʹev_, an oﬃcer").text
    "Zinov'ev, an officer"
    """
    if IS_PLAIN.fullmatch(text) and not OFTEN_PLAIN.search(text):
        return Folded(text)
    dropped = set(_dropped(text))
    apostrophes = {match.start() for match in APOSTROPHE.finditer(text)}
    kept = [at for at in range(len(text)) if at not in dropped]
    spelt = OLD_I.sub("и", text).translate(OLD_LETTERS)
    plain = "".join("'" if at in apostrophes else spelt[at] for at in kept)
    hard_signs = {match.start() for match in HARD_SIGN.finditer(text)}  # end the word before
    ends = [at + 1 + (at + 1 in hard_signs) for at in kept]
    if not COMPOSED.search(plain):
        return Folded(plain, (*kept, len(text)), tuple(ends))
    letters: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    for cluster in CLUSTER.finditer(plain):
        composed = cluster[0]
        if COMPOSED.search(composed):
            composed = as_letters(STRESS.sub("", unicodedata.normalize("NFC", composed)))
        letters.append(composed)
        starts.extend([kept[cluster.start()]] * len(composed))
        stops.extend([ends[cluster.end() - 1]] * len(composed))
    return Folded("".join(letters), (*starts, len(text)), tuple(stops))


def _dropped(text: str) -> Iterator[int]:
    """Yield the offsets of what is passed over."""
    for pattern in DROPPED:
        for match in pattern.finditer(text):
            yield from range(*match.span())
    for match in ITALICS.finditer(text):
        yield from range(*match.span(1))
        yield from range(*match.span(2))
    for match in SPACED.finditer(text):
        yield from range(match.start() + 1, match.end(), 2)
    for match in CUT.finditer(text):
        yield from range(*match.span(3))
        if not _keeps_hyphen(match):
            yield from range(*match.span(2))


def _keeps_hyphen(cut: re.Match[str]) -> bool:
    """Return whether the hyphen at the end of a line belongs to the word: кто-то, Alma-Ata."""
    is_compound = INDEFINITE.fullmatch(f"{cut[1]} {cut[4]}") is not None
    return is_compound or not cut[4][0].islower()


def join_cut_words(text: str) -> str:
    r"""Join the words that the end of a line cuts.

    >>> join_cut_words("высту-\nпил кто-\nто")
    'выступил кто-то'
    """
    return CUT.sub(lambda cut: cut[1] + ("-" if _keeps_hyphen(cut) else ""), text)


def as_letters(text: str) -> str:
    """Return a text without invisible characters, its ligatures as letters.

    >>> as_letters("o\u00adﬃcer")
    'officer'
    """
    visible = re.sub(f"[{INVISIBLE}]+", "", text)
    return re.sub(f"[{LIGATURES}]", lambda sign: unicodedata.normalize("NFKC", sign[0]), visible)
