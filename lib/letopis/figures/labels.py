"""Labels in Russian: what a figure says in English, said with the words of the curated tables, never with a program's.

seeds/labels.csv has a row a label; names, facets, events and episodes have their labels in tables of their own.
"""

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from letopis.texts.tables import InputError, known, read_csv, read_toml

SWITCH = "LETOPIS_LABELS"
LANGUAGES = ("en", "ru")
BLANK = "{}"
TABLES = ("entities.csv", "codebook.csv", "episodes.csv")
LATIN = re.compile(r"[A-Za-z]")
LETTER = re.compile(r"[^\W\d_]")
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
DECIMAL = re.compile(r"(?<![\d.])(\d+)\.(\d+)(?![\d.])")


def shown() -> str:
    """Say in which language notebooks show figures: LETOPIS_LABELS, en where it is not set. InputError for another."""
    if (language := os.environ.get(SWITCH) or "en") not in LANGUAGES:
        raise InputError(f"{SWITCH}={language!r}; expected {' or '.join(LANGUAGES)}: the language of labels to show.")
    return language


def read(place: Path) -> "Labels":
    """Read the labels of a folder; a table it lacks is the project's.

    In: a folder with labels.csv (`en, ru`), entities.csv, codebook.csv, episodes.csv, events.toml, or without.
    Out: Labels. Where two tables have a row for the same words, that of labels.csv goes first.

    Raises InputError, naming file and row, for an empty cell, words that stand twice, or blanks that do not match.
    """
    rows = {event.get("label_en", ""): event.get("label_ru", "")
            for event in read_toml(known(place, "events.toml")).get("event", [])}
    for name in TABLES:
        table = read_csv(known(place, name), ("label_en", "label_ru"))
        rows |= dict(zip(table["label_en"], table["label_ru"], strict=True))
    names = {en: ru or en for en, ru in rows.items() if en and BLANK not in en + ru}
    return Labels(names | _checked(known(place, "labels.csv")))


def _checked(path: Path) -> dict[str, str]:
    rows = {}
    for row in read_csv(path, ("en", "ru")).itertuples():
        where, blanks = f"{path}, row {row.Index}", (row.en.count(BLANK), row.ru.count(BLANK))
        if not row.en or not row.ru or row.en in rows:
            raise InputError(f"{where}: {row.en!r}, {row.ru!r}; expected English words that stand in one row only, and "
                            "Russian ones.")
        if blanks[0] != blanks[1]:
            raise InputError(f"{where}: {blanks[0]} × {BLANK} in en, {blanks[1]} in ru; expected as many on both sides.")
        rows[row.en] = row.ru
    return rows


class Labels:
    """English labels and their Russian ones; `{}` stands for any words, filled in turn with what was found there."""

    def __init__(self, rows: Mapping[str, str]):
        """Sort the rows: a row without blanks first, then the more letters a row has the earlier."""
        self.rows, patterns = dict(rows), [en for en in rows if BLANK in en]
        self.patterns = [(re.compile("(.+?)".join(map(re.escape, en.split(BLANK))), re.DOTALL), en)
                         for en in sorted(patterns, key=lambda en: (-len(en.replace(BLANK, "")), en))]

    def found(self, text: str, own: Collection[str] = ()) -> tuple[str, tuple[str, ...]] | None:
        """Give the row that says a text, and what stands in its blanks; None where there is none.

        A row with blanks is taken only where all that stands in them is understood: numbers, `own` words, or words
        that have a row themselves. So no label is said half in one language and half in the other.
        """
        if text in self.rows and BLANK not in text:
            return text, ()
        matches = ((pattern.fullmatch(text), en) for pattern, en in self.patterns)
        return next(((en, match.groups()) for match, en in matches
                     if match and all(self._understood(piece, own) for piece in match.groups())), None)

    def _understood(self, piece: str, own: Collection[str]) -> bool:
        return not LETTER.search(piece) or piece in own or bool(self.found(piece, own))

    def translate(self, text: str, own: Collection[str] = ()) -> str:
        """Say a label in Russian, as a whole or line by line; what has no row stays as it is. Numbers: see `number`.

        In: the label; the figure's `own` words, ids of sources and words of the texts, which stay whatever they mean.

        >>> Labels({"{} of {}": "{} из {}", "Trotsky": "Троцкий"}).translate("6 of 1,015")
        '6 из 1015'
        >>> Labels({"Trotsky": "Троцкий"}).translate("003 Trotsky", own={"003"})
        '003 Троцкий'
        """
        core = text.strip()
        if not core or core in own:
            return text
        return text.replace(core, self._said(core, own))

    def _said(self, text: str, own: Collection[str]) -> str:
        if not LETTER.search(text):
            return number(text)
        if row := self.found(text, own):
            first, *rest = self.rows[row[0]].split(BLANK)
            pieces = (self.translate(piece, own) for piece in row[1])
            return first + "".join(piece + words for piece, words in zip(pieces, rest, strict=True))
        if "\n" in text:
            return "\n".join(self.translate(line, own) for line in text.split("\n"))
        head, space, rest = text.partition(" ")
        return head + space + self.translate(rest, own) if rest and head in own else text


def number(text: str) -> str:
    """Write numbers as Russian does: a decimal comma, and a space between thousands from five digits on.

    >>> number("7,833"), number("0.5"), number("12,345.5, 3")
    ('7833', '0,5', '12\\xa0345,5, 3')
    """
    def spaced(match: re.Match) -> str:
        return match[0].replace(",", "" if len(match[0]) < 6 else "\N{NO-BREAK SPACE}")

    return DECIMAL.sub(r"\1,\2", THOUSANDS.sub(spaced, text))
