"""The texts: which there are, what is in them byte for byte, and whose voice speaks where."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from letopis import tokens
from letopis.tables import SeedError, frame, read_csv

CATALOGUE = ("source", "file", "label", "title", "language", "sha256")
PARTS = ("part", "source", "start", "stop", "label", "opening", "told", "note")
LANGUAGES = ("ru", "en")
STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯ])[\u0300\u0301]")
UNSEEN = re.compile("[\u00ad\u0300-\u036f]")


@dataclass(frozen=True)
class Folded:
    """A text in the form it is searched in, and the way back to the places of the original."""

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Turn a span of the folded text into the span of the text it was folded from."""
        return (start, stop) if self.places is None else (self.places[start], self.places[stop])


def fold(text: str) -> Folded:
    """Compose letters (NFC) and leave out soft hyphens and stress marks, remembering where everything stood.

    >>> folded = fold("Тро\u00adцки\u0301й")
    >>> folded.text, folded.span(0, 7)
    ('Троцкий', (0, 9))
    """
    if not UNSEEN.search(text):
        return Folded(text)
    letters, places = [], []
    for cluster in re.finditer("(?s).[\u00ad\u0300-\u036f]*", text):
        plain = STRESS.sub("", unicodedata.normalize("NFC", cluster[0].replace("\u00ad", "")))
        letters.append(plain)
        places.extend([cluster.start()] * len(plain))
    return Folded("".join(letters), (*places, len(text)))


def read(folder: Path) -> tuple[pd.DataFrame, dict[str, str]]:
    """Read every text of a folder strictly, by its catalogue or, where there is none, by its file names.

    In: a folder with texts (*.txt, UTF-8) and perhaps sources.csv.
    Out: the table `sources` (index `source`; label, title, language, file, sha256, characters, words (without numbers
    and initials), then whatever else the catalogue says) and the texts by source. A leading byte order mark is not part of the text.

    Raises SeedError for a folder without texts, a text that is empty, not UTF-8, binary, missing, changed since its
    sha256 was noted, there twice or not in the catalogue, and for a broken row of the catalogue.
    """
    if not folder.is_dir():
        raise SeedError(f"{folder}: no such folder; expected one with texts (*.txt).")
    listed = (folder / "sources.csv").is_file()
    catalogue = read_csv(folder / "sources.csv", CATALOGUE) if listed else _catalogue_of_names(folder)
    _check_catalogue(folder, catalogue)
    rows, texts = [], {}
    for row in catalogue.sort_values("source").itertuples():
        where = f"{folder / 'sources.csv'}, row {row.Index}" if listed else str(folder)
        texts[row.source], sha256 = _text(folder / row.file, row.sha256, where)
        text = texts[row.source]
        language = row.language or detect_language(text)
        rows.append((row.source, row.label, row.title, language, row.file, sha256, len(text), tokens.count_words(text)))
    types = dict.fromkeys(("source", *("label", "title", "language", "file", "sha256")), "str")
    table = frame(rows, types | {"characters": "int64", "words": "int64"})
    _check_doubles(folder, table)
    extra = catalogue.drop(columns=[*CATALOGUE[1:]]).set_index("source")
    return table.set_index("source").join(extra), texts


def detect_language(text: str) -> str:
    """Say "ru" where most letters are Cyrillic, "en" otherwise."""
    cyrillic = len(re.findall("[А-Яа-яЁё]", text))
    return "ru" if cyrillic * 2 > len(re.findall(r"[^\W\d_]", text)) else "en"


def _catalogue_of_names(folder: Path) -> pd.DataFrame:
    names = sorted(path.name for path in folder.glob("*.txt") if path.is_file())
    rows = []
    for name in names:
        stem = unicodedata.normalize("NFC", Path(name).stem)
        rows.append((stem, name, stem, stem.replace("_", " ").strip(), "", ""))
    return frame(rows, dict.fromkeys(CATALOGUE, "str"))


def _check_catalogue(folder: Path, catalogue: pd.DataFrame) -> None:
    if catalogue.empty:
        raise SeedError(f"{folder}: no texts; expected files named *.txt, or rows in sources.csv.")
    for row in catalogue.itertuples():
        where = f"{folder / 'sources.csv'}, row {row.Index}"
        if not row.source or not row.file:
            raise SeedError(f"{where}: source {row.source!r}, file {row.file!r}; neither may be empty.")
        if row.language not in ("", *LANGUAGES):
            raise SeedError(f"{where}: language {row.language!r}; expected ru or en.")
        if row.sha256 and not re.fullmatch("[0-9a-f]{64}", row.sha256):
            raise SeedError(f"{where}: sha256 {row.sha256!r}; expected 64 hexadecimal digits.")
    for column in ("source", "file"):
        twice = catalogue[catalogue[column].duplicated()]
        if len(twice):
            row = twice.iloc[0]
            raise SeedError(f"{folder / 'sources.csv'}, row {twice.index[0]}: {column} {row[column]!r} stands twice.")
    unlisted = sorted({path.name for path in folder.glob("*.txt")} - set(catalogue["file"]))
    if unlisted:
        raise SeedError(f"{folder / unlisted[0]} is not in {folder / 'sources.csv'}; add a row for it or take it away.")


def _text(path: Path, sha256: str, where: str) -> tuple[str, str]:
    if not path.is_file():
        raise SeedError(f"{where}: the file {path.name} is not in {path.parent}.")
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if sha256 and sha256 != found:
        raise SeedError(
            f"{path} has changed: its sha256 is {found}, {where} says {sha256}. Restore the file, or, if the change is "
            "meant, write the new sha256 there and check every offset in the curated tables."
        )
    if b"\0" in data:
        raise SeedError(f"{path}: byte {data.index(0)} is zero; expected a text in UTF-8, this is binary or UTF-16.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SeedError(f"{path}, line {line}: byte {error.start} is not UTF-8; save the text as UTF-8.") from None
    if not text.strip():
        raise SeedError(f"{path}: the text is empty; expected at least one word.")
    return text, found


def _check_doubles(folder: Path, table: pd.DataFrame) -> None:
    twice = table[table["sha256"].duplicated(keep=False)]
    if len(twice):
        first, second = twice[twice["sha256"] == twice["sha256"].iloc[0]]["file"].iloc[:2]
        raise SeedError(f"{folder}: {first} and {second} hold the same text; take one away.")


def read_parts(folder: Path, texts: dict[str, str]) -> pd.DataFrame:
    """Read the voices inside the texts; a text without a row in parts.csv has one voice, named as the source.

    Out: part, source, start, stop (code points, stop exclusive), label, told (the EDTF date a historian gives as the
    frame of a voice that does not name it), note; sorted by source, then start.

    Raises SeedError where a voice does not begin with its opening words, or voices overlap or leave the text.
    """
    path, rows = folder / "parts.csv", []
    given = read_csv(path, PARTS)
    for row in given.itertuples():
        where = f"{path}, row {row.Index}"
        if row.source not in texts:
            raise SeedError(f"{where}: source {row.source!r} is not in sources.csv.")
        if not (row.start.isdecimal() and row.stop.isdecimal()):
            raise SeedError(f"{where}: start {row.start!r}, stop {row.stop!r}; expected whole numbers.")
        start, stop, text = int(row.start), int(row.stop), texts[row.source]
        if not start < stop <= len(text):
            raise SeedError(f"{where}: {start}–{stop} does not lie inside the text of {len(text)} characters.")
        if not row.opening or not text[start:].startswith(row.opening):
            raise SeedError(f"{where}: the text at {start} is {text[start:start + 40]!r}, not {row.opening!r}.")
        rows.append((row.part, row.source, start, stop, row.label, row.told, row.note))
    single = sorted(set(texts) - set(given["source"]))
    rows += [(source, source, 0, len(texts[source]), source, "", "") for source in single]
    types = dict.fromkeys(("part", "source", "start", "stop", "label", "told", "note"), "str")
    table = frame(rows, types | {"start": "int64", "stop": "int64"}).sort_values(["source", "start"], ignore_index=True)
    _check_overlaps(path, table)
    return table


def _check_overlaps(path: Path, table: pd.DataFrame) -> None:
    for before, after in zip(table[:-1].itertuples(), table[1:].itertuples(), strict=True):
        if before.source == after.source and after.start < before.stop:
            raise SeedError(f"{path}: {before.part} ends at {before.stop}, after {after.part} begins at {after.start}.")
    if table["part"].duplicated().any():
        raise SeedError(f"{path}: part {table.loc[table['part'].duplicated(), 'part'].iloc[0]!r} stands twice.")
