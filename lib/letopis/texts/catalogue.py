"""The texts: which there are, what is in them byte for byte, and whose voice speaks where."""

import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pandas as pd

from letopis.texts import formats as readers
from letopis.texts.normalise import STRESS, fold  # noqa: F401
from letopis.texts.tables import InputError, frame, read_csv

CATALOGUE = ("source", "file", "label", "title", "language", "sha256")
COLUMNS = dict.fromkeys(("source", "label", "title", "language", "file", "sha256"), "str")
COLUMNS |= {"characters": "int64"}
PARTS = ("part", "source", "start", "stop", "label", "opening", "told", "note")
VOICES = dict.fromkeys(("part", "source", "start", "stop", "label", "told", "note"), "str")
VOICES |= {"start": "int64", "stop": "int64"}
LANGUAGES = ("ru", "en")
ENDINGS = ", ".join(readers.READERS)
MOST = 20  # problems an error lists


def read(folder: Path) -> tuple[pd.DataFrame, dict[str, str]]:
    """Read every text of a folder strictly, by its catalogue or, where there is none, by its file names.

    In: a folder with texts (the formats of `readers`; plain text in UTF-8) and perhaps sources.csv. A README, hidden
    files and folders inside are no texts.
    Out: the table `sources` (index `source`; label, title, language, file, sha256, characters, then whatever else the
    catalogue says) and the texts by source.

    Raises InputError, with a line for each problem, for a folder without texts, a text that is empty, not UTF-8, binary,
    damaged, missing, changed since its sha256 was noted, there twice or not in the catalogue, and for a broken row.
    """
    catalogue, opened, problems = examine(folder)
    if problems:
        rest = [f"and {len(problems) - MOST} more; `python -m letopis check {folder}` lists all."]
        raise InputError("\n".join(problems[:MOST] + rest * (len(problems) > MOST)))
    rows, texts = [], {}
    for row, (text, _), sha256 in opened:
        texts[row.source], language = text, row.language or detect_language(text)
        rows.append((row.source, row.label, row.title, language, row.file, sha256, len(text)))
    extra = catalogue.drop(columns=[*CATALOGUE[1:], "where"]).set_index("source")
    return frame(rows, COLUMNS).set_index("source").join(extra), texts


def examine(folder: Path) -> tuple[pd.DataFrame, list[tuple], list[str]]:
    """Open every text of a folder that can be opened, and say of all else what is wrong, a line each.

    Out: the catalogue, with `where` (what a message names); for each text its row, reading and sha256; the problems.

    Raises InputError where there is no folder, no text, or a catalogue that is no table.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; expected one with texts ({ENDINGS}).")
    path, opened = folder / "sources.csv", []
    catalogue = read_csv(path, CATALOGUE) if path.is_file() else _catalogue_of_names(folder)
    if catalogue.empty:
        raise InputError(f"{folder}: no texts; expected files that end in {ENDINGS}, or rows in sources.csv.")
    catalogue["where"] = [f"{path}, row {number}" if path.is_file() else str(folder) for number in catalogue.index]
    problems = [*_doubled(catalogue), *_unlisted(folder, catalogue)]
    for row in catalogue.sort_values("source").itertuples():
        if faults := [f"{row.where}: {fault}." for fault in _faults(row)]:
            problems += faults
            continue
        try:
            opened.append((row, *_opened(folder, row)))
        except InputError as error:
            problems.append(str(error))
    files = defaultdict(list)
    for row, _, sha256 in opened:
        files[sha256].append(row.file)
    doubles = [_listed(same) for same in files.values() if len(same) > 1]
    return catalogue, opened, problems + [f"{folder}: {same} hold the same text; keep one." for same in doubles]


def _listed(names: list[str], most: int = 5) -> str:
    """List names, not all where they are many: a.txt and b.txt and 98 more."""
    return " and ".join(names if len(names) <= most + 1 else [*names[:most], f"{len(names) - most} more"])


def text_files(folder: Path) -> list[Path]:
    """List what is named as a text, in order: a README, hidden files and lock files of word processors are not."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in readers.READERS
                  and not re.match(r"[.~]|readme\.", path.name.lower()))


def detect_language(text: str) -> str:
    """Say "ru" where most letters are Cyrillic, "en" otherwise."""
    cyrillic = len(re.findall("[А-Яа-яЁё]", text))
    return "ru" if cyrillic * 2 > len(re.findall(r"[^\W\d_]", text)) else "en"


def _catalogue_of_names(folder: Path) -> pd.DataFrame:
    stems = [(unicodedata.normalize("NFC", path.stem), path.name) for path in text_files(folder)]
    rows = [(stem, name, stem, stem.replace("_", " ").strip(), "", "") for stem, name in stems]
    return frame(rows, dict.fromkeys(CATALOGUE, "str"))


def _doubled(catalogue: pd.DataFrame) -> Iterator[str]:
    for column in ("source", "file"):
        for row in catalogue[catalogue[column].duplicated()].itertuples():
            value, both = getattr(row, column), catalogue.loc[catalogue[column] == getattr(row, column), "file"]
            yield f"{row.where}: {column} {value!r} stands twice ({' and '.join(both)}); rename one."


def _unlisted(folder: Path, catalogue: pd.DataFrame) -> Iterator[str]:
    files = {_on_disk(folder, name) for name in catalogue["file"]}
    for path in text_files(folder):
        if path not in files:
            yield f"{path} is not in {folder / 'sources.csv'}; add a row for it or take it away."


def _faults(row) -> Iterator[str]:
    number = re.match(r"\d+", row.file)
    if not row.source or not row.file:
        yield f"source {row.source!r}, file {row.file!r}; neither may be empty"
    elif number and number[0] != row.source and row.source.isdecimal() and int(number[0]) == int(row.source):
        yield (f"source {row.source!r} of {row.file}: a spreadsheet has dropped zeros; write {number[0]}, here and in "
               "all tables, in a column formatted as text")
    if row.language not in ("", *LANGUAGES):
        yield f"language {row.language!r}; expected ru or en"
    if row.sha256 and not re.fullmatch("[0-9a-f]{64}", row.sha256):
        yield f"sha256 {row.sha256!r}; expected 64 hexadecimal digits"
    if not row.file.isprintable():
        yield f"file {row.file!r}: the name has signs that cannot be shown; rename the file"


def _on_disk(folder: Path, name: str) -> Path:
    """Find a file by its name, also where the disk keeps й as и and a breve."""
    forms = (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))
    return next((folder / form for form in forms if os.path.lexists(folder / form)), folder / name)


def _opened(folder: Path, row) -> tuple[readers.Reading, str]:
    path = _on_disk(folder, row.file)
    if not os.path.lexists(path):
        raise InputError(f"{row.where}: the file {path.name} is not in {path.parent}.")
    if not path.is_file():
        kind = "a folder" if path.is_dir() else "a link that leads nowhere" if path.is_symlink() else "no file"
        raise InputError(f"{path} is {kind}; expected a text. Rename it or take it away.")
    if path.suffix.lower() not in readers.READERS:
        raise InputError(f"{row.where}: {row.file} ends in {path.suffix!r}; expected {ENDINGS}.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None
    found = hashlib.sha256(data).hexdigest()
    if row.sha256 and row.sha256 != found:
        raise InputError(f"{path} has changed: its sha256 is {found}, {row.where} says {row.sha256}. Restore the file, "
                        "or, if the change is meant, write the new sha256 there and check every offset in the curated "
                        "tables.")
    return readers.read(path, data), found


def read_parts(folder: Path, texts: dict[str, str]) -> pd.DataFrame:
    """Read the voices inside the texts; a text without a row in parts.csv has one voice, named as the source.

    Out: part, source, start, stop (code points, stop exclusive), label, told (the EDTF date a historian gives as the
    frame of a voice that does not name it), note; sorted by source, then start.

    Raises InputError where a voice does not begin with its opening words, or voices overlap or leave the text.
    """
    path, rows = folder / "parts.csv", []
    given = read_csv(path, PARTS)
    for row in given.itertuples():
        where = f"{path}, row {row.Index}"
        if row.source not in texts:
            raise InputError(f"{where}: source {row.source!r} is not in sources.csv.")
        if not (row.start.isdecimal() and row.stop.isdecimal()):
            raise InputError(f"{where}: start {row.start!r}, stop {row.stop!r}; expected whole numbers.")
        start, stop, text = int(row.start), int(row.stop), texts[row.source]
        if not start < stop <= len(text):
            raise InputError(f"{where}: {start}–{stop} does not lie inside the text of {len(text)} characters.")
        if not row.opening or not text[start:].startswith(row.opening):
            raise InputError(f"{where}: the text at {start} is {text[start:start + 40]!r}, not {row.opening!r}.")
        rows.append((row.part, row.source, start, stop, row.label, row.told, row.note))
    single = sorted(set(texts) - set(given["source"]))
    rows += [(source, source, 0, len(texts[source]), source, "", "") for source in single]
    table = frame(rows, VOICES).sort_values(["source", "start"], ignore_index=True)
    for before, after in pairwise(table.itertuples()):
        if before.source == after.source and after.start < before.stop:
            raise InputError(f"{path}: {before.part} ends at {before.stop}, after {after.part} begins at {after.start}.")
    if table["part"].duplicated().any():
        raise InputError(f"{path}: part {table.loc[table['part'].duplicated(), 'part'].iloc[0]!r} stands twice.")
    return table
