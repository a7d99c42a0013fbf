"""Decode bytes as UTF-8, strictly; for other bytes say in the message what they look like."""

import re
from pathlib import Path

from letopis.texts.errors import InputError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
ICONV_NAMES = {"cp1251": "CP1251", "koi8_r": "KOI8-R", "cp866": "CP866", "cp1252": "CP1252"}
ICONV_NAMES |= {"mac_cyrillic": "MACCYRILLIC", "iso8859_5": "ISO-8859-5"}
CYRILLIC_WORD = re.compile(rb"[\x80-\xff]{3}")
CONTROL_BYTE = re.compile(rb"[\0\1\2\x08\x1a]")
SAMPLE = 100_000  # bytes looked at
SURE = 200  # bytes beyond ASCII a guess needs: with 100 one in 30 was wrong, with 200 one in 450


def decode(path: Path, data: bytes) -> str:
    """Decode UTF-8 strictly; a leading byte order mark is not part of the text.

    Raises:
        InputError: With the line, what the bytes look like, and how to turn them into UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(_not_utf8(path, data, error.start)) from None


def _not_utf8(path: Path, data: bytes, position: int) -> str:
    """Describe the first byte that is not UTF-8."""
    line = data.count(b"\n", 0, position) + 1
    before = data[:position].removeprefix(BYTE_ORDER_MARK)
    mixed = not before.isascii()
    start_of_line = data.rfind(b"\n", 0, position) + 1
    encoding = guess_encoding(data[start_of_line:] if mixed else data)
    advice = "save it as UTF-8"
    if encoding:
        advice = f"it looks like {encoding}; open it as that and save it as UTF-8"
    if mixed:
        advice = f"what comes before it is, so the file mixes encodings; from there {advice}"
    elif encoding:
        advice += f", or: {conversion(path, encoding)}"
    return f"{path}, line {line}: byte {position} is not UTF-8; {advice}."


def conversion(path: Path, encoding: str) -> str:
    """Return the command that writes a file again, in UTF-8."""
    return f"iconv -f {encoding} -t UTF-8 '{path.name}' > 'utf8_{path.name}'"


def guess_encoding(data: bytes) -> str:
    """Guess the encoding of bytes that are not UTF-8, for messages only.

    Returns:
        The name iconv knows, or "" where the bytes are too few or like no text.

    >>> guess_encoding(("Троцкий выступил в Москве. " * 10).encode("koi8-r"))
    'KOI8-R'
    """
    data = data[:SAMPLE]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    # In UTF-16 every other byte is 0 (before a Latin letter) or 4 (before a Cyrillic one).
    for name, high_bytes in (("UTF-16LE", data[1::2]), ("UTF-16BE", data[::2])):
        if (high_bytes.count(0) + high_bytes.count(4)) * 2 > len(high_bytes):
            return name
    if CONTROL_BYTE.search(data):
        return ""
    if not CYRILLIC_WORD.search(data):
        return "CP1252"
    if len(data) - len(data.translate(None, bytes(range(0x80, 0x100)))) < SURE:
        return ""
    import charset_normalizer

    best = charset_normalizer.from_bytes(data, cp_isolation=list(ICONV_NAMES)).best()
    return ICONV_NAMES[best.encoding] if best else ""
