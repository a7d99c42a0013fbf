"""Which encoding bytes are likely to be in: a guess for error messages, never a way to read."""

import re
from collections import Counter

NAMES = {"CP1251": "cp1251", "KOI8-R": "koi8_r", "CP866": "cp866", "MACCYRILLIC": "mac_cyrillic",
         "ISO-8859-5": "iso8859_5"}  # as iconv calls them, as Python does
COMMON = "оеаинтсрвлкмдпуяызьбгчйхжшюцщэфъё"  # the most frequent first
WEIGHTS = {letter: 1 - place / len(COMMON) for place, letter in enumerate(COMMON)}
WEIGHTS |= {letter.upper(): weight * 0.3 for letter, weight in WEIGHTS.items()}
MARKS = frozenset("«»—–…„“”’№\u00a0")


def looks_like(data: bytes) -> str:
    """Guess the encoding of bytes that are not UTF-8, by the name iconv knows; "" where no reading makes sense.

    Of the Cyrillic encodings that one wins whose letters are most like Russian prose: frequent letters, small ones.

    >>> looks_like("Троцкий выступил в Москве.".encode("koi8-r"))
    'KOI8-R'
    """
    data = data[:100_000]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    halves = {"UTF-16LE": data[1::2], "UTF-16BE": data[::2]}  # where 0 means a Latin letter and 4 a Cyrillic one
    for name, half in halves.items():
        if (half.count(0) + half.count(4)) * 2 > len(half):
            return name
    if any(control in data for control in b"\0\1\2\x08\x1a"):
        return ""
    if not re.search(rb"[\x80-\xff]{3}", data):  # no Cyrillic word, so single accents or quotation marks
        return "CP1252"
    scores = {name: _likeness(data.decode(codec, "replace")) for name, codec in NAMES.items()}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > 0 else ""


def _likeness(text: str) -> float:
    """Add up how common the signs are in Russian prose; signs that it has not count against."""
    strange = {sign: -1 for sign in set(text) - MARKS if sign > "\x7f"}
    return sum(times * WEIGHTS.get(sign, strange.get(sign, 0)) for sign, times in Counter(text).items())
