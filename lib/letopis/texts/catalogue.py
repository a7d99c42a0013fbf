"""The catalogue: which texts a folder holds, each read byte for byte."""

import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from letopis.texts.checks import problems, row_problems
from letopis.texts.errors import InputError, raise_problems
from letopis.texts.files import SEEDS
from letopis.texts.formats import READERS, Content, read_content
from letopis.texts.languages import detect_language
from letopis.texts.schemas import SOURCES
from letopis.texts.tables import frame, read_csv, rows_by_place

_NAMES = "source label title language file sha256 written colour"
SOURCE_COLUMNS = dict.fromkeys(_NAMES.split(), "str") | {"characters": "int64"}
ENDINGS = ", ".join(READERS)
NOT_A_TEXT = re.compile(r"[.~]|readme\.", re.IGNORECASE)  # hidden, lock files, README
OWN_FOLDER = "letopis"  # where notebooks that run on a folder keep what they make
MOST_PROBLEMS = 20  # that an error lists
MOST_NAMES = 5  # that a problem lists


class Text(NamedTuple):
    """A text that could be read: its row of the catalogue, its content and its checksum."""

    row: dict[str, str]
    content: Content
    sha256: str


class Examination(NamedTuple):
    """What is in a folder: the texts that could be read, and what is wrong with the others."""

    texts: list[Text]
    problems: list[str]


class Catalogue(NamedTuple):
    """The texts of a folder, read, and what of the folder is not among them."""

    sources: pd.DataFrame
    texts: dict[str, str]
    left_out: list[str]


def read_texts(folder: Path, skip_unreadable: bool = False) -> Catalogue:
    """Read every text of a folder strictly, by its catalogue or, where it has none, by file names.

    A README and hidden files are no texts; those in subfolders are read where the catalogue lists
    them (`letters/1.txt`). Without a catalogue `left_out` names them.

    Args:
        folder: The folder.
        skip_unreadable: Go on with the texts that can be read where others cannot.

    Returns:
        The table of sources (index `source`; `label, title, language, file, sha256, written` (EDTF
        or empty), `colour` (or empty), `characters`, then what else sources.csv has), the texts by
        source, and a line for each file left out.

    Raises:
        InputError: With a line for each problem: no texts; and, unless these are to be skipped, a
            text that is empty, not UTF-8, binary, damaged, missing, changed since its sha256 was
            noted, there twice or not in the catalogue; a broken row.
    """
    examination = examine(folder)
    if not (skip_unreadable and examination.texts):
        raise_problems(_shortened(examination.problems, folder))
    by_source: dict[str, Text] = {}
    for text in examination.texts:
        by_source.setdefault(text.row["source"], text)
    by_content: dict[str, Text] = {}
    for text in by_source.values():
        by_content.setdefault(text.sha256, text)
    left_out = examination.problems
    if not (folder / "sources.csv").is_file():
        left_out = [*left_out, *unread_subfolders(folder, [])]
    return catalogue_of(by_content.values(), left_out)


def catalogue_of(opened: Iterable[Text], left_out: list[str]) -> Catalogue:
    """Make a catalogue of texts that were opened.

    Args:
        opened: The texts, at least one, whose rows have the same columns; no id is there twice.
        left_out: A line for each file left out.
    """
    rows: dict[str, dict[str, Any]] = {}
    texts: dict[str, str] = {}
    for row, content, sha256 in opened:
        texts[row["source"]] = content.text
        language = row["language"] or detect_language(content.text)
        found = {"language": language, "sha256": sha256, "characters": len(content.text)}
        rows[row["source"]] = {"written": "", "colour": ""} | row | found
    more = [name for name in next(iter(rows.values())) if name not in SOURCE_COLUMNS]
    table = frame([*rows.values()], SOURCE_COLUMNS | dict.fromkeys(more, "str"))
    return Catalogue(table.set_index("source"), texts, left_out)


def examine(folder: Path) -> Examination:
    """Open every text of a folder that can be opened, and collect what is wrong with the others.

    Raises:
        InputError: Where there is no folder, no text, or a catalogue that is no table.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; expected one with texts ({ENDINGS}).")
    rows = catalogue_rows(folder)
    if not rows:
        expected = f"expected files that end in {ENDINGS}, or rows in sources.csv"
        unread = " ".join(unread_subfolders(folder, []))
        raise InputError(f"{folder}: no texts; {expected}. {unread}".rstrip())
    names = [row["file"] for row in rows.values()]
    found = [*problems(rows, SOURCES), *_not_in_catalogue(folder, names)]
    texts = []
    for where, row in sorted(rows.items(), key=lambda item: item[1]["source"]):
        if any(row_problems(where, row, SOURCES, {})):
            continue
        try:
            texts.append(open_text(folder, where, row))
        except InputError as error:
            found.append(str(error))
    found += _same_texts(folder, texts)
    return Examination(texts, found)


def text_files(folder: Path) -> list[Path]:
    """List the files named as texts, in order: no README, hidden file or lock file."""
    named = (path for path in folder.iterdir() if path.suffix.lower() in READERS)
    return sorted(path for path in named if not NOT_A_TEXT.match(path.name))


def unread_subfolders(folder: Path, read: Collection[str]) -> Iterator[str]:
    """Yield a line for each subfolder with texts that are not read.

    Args:
        folder: The folder.
        read: The files that are read, as the catalogue names them.
    """
    for path in sorted(folder.iterdir()):
        if (
            not path.is_dir()
            or path.is_symlink()
            or NOT_A_TEXT.match(path.name)
            or path.name == OWN_FOLDER
        ):
            continue
        names = [file.relative_to(folder).as_posix() for file in text_files(path)]
        unread = [name for name in names if name not in read]
        if unread:
            number = "1 text" if len(unread) == 1 else f"{len(unread)} texts"
            yield (
                f"{path}: {number} in this subfolder not read; move them up, load the subfolder by "
                f"itself, or list them in {folder / 'sources.csv'} (file {unread[0]})."
            )


def catalogue_rows(folder: Path) -> dict[str, dict[str, str]]:
    """Return the rows of sources.csv or, without one, a row for each file, by their place."""
    path = folder / "sources.csv"
    if path.is_file():
        return rows_by_place(path, read_csv(path, SOURCES.required_columns()))
    return {str(file): row_of_a_file(file) for file in text_files(folder)}


def row_of_a_file(path: Path) -> dict[str, str]:
    """Make a row of the catalogue from the name of a file."""
    source = unicodedata.normalize("NFC", path.stem)
    title = source.replace("_", " ").strip()
    row = {"source": source, "label": source, "title": title, "language": ""}
    return row | {"file": path.name, "sha256": ""}


def _not_in_catalogue(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """Yield a problem for each text that has no row."""
    files = {_on_disk(folder, name) for name in names}
    for path in text_files(folder):
        if path not in files:
            yield f"{path} is not in {folder / 'sources.csv'}; add a row for it or take it away."


def _same_texts(folder: Path, texts: list[Text]) -> Iterator[str]:
    """Yield a problem for each text that is in the folder more than once."""
    files = defaultdict(list)
    for text in texts:
        files[text.sha256].append(text.row["file"])
    for names in files.values():
        if len(names) > MOST_NAMES + 1:
            names[MOST_NAMES:] = [f"{len(names) - MOST_NAMES} more"]
        if len(names) > 1:
            yield f"{folder}: {' and '.join(names)} hold the same text; keep one."


def _shortened(found: list[str], folder: Path) -> list[str]:
    """Return the first problems, and how many there are beside."""
    if len(found) <= MOST_PROBLEMS:
        return found
    more = f"and {len(found) - MOST_PROBLEMS} more"
    return [
        *found[:MOST_PROBLEMS],
        f"{more}; `.venv/bin/python -m letopis check {folder}` lists all.",
    ]


def _on_disk(folder: Path, name: str) -> Path:
    """Find a file by its name, also where the disk keeps й as и and a breve."""
    for form in (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)):
        if os.path.lexists(folder / form):
            return folder / form
    return folder / name


def open_text(folder: Path, where: str, row: dict[str, str]) -> Text:
    """Read one text and check that it is the one the catalogue describes."""
    path = _on_disk(folder, row["file"])
    if not os.path.lexists(path):
        raise InputError(f"{where}: the file {path.name} is not in {path.parent}.")
    if not path.is_file():
        raise InputError(f"{path} is {_kind(path)}; expected a text. Rename it or take it away.")
    if path.suffix.lower() not in READERS:
        raise InputError(f"{where}: {row['file']} ends in {path.suffix!r}; expected {ENDINGS}.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None
    sha256 = hashlib.sha256(data).hexdigest()
    if row["sha256"] not in ("", sha256):
        raise InputError(
            f"{path} has changed: its sha256 is {sha256}, {where} says {row['sha256']}. Restore "
            "the file, or, if the change is meant, write the new sha256 there and check every "
            "offset in the curated tables."
        )
    return Text(row, read_content(path, data), sha256)


def _kind(path: Path) -> str:
    """Say what a path is that is no file."""
    if path.is_dir():
        return "a folder"
    return "a link that leads nowhere" if path.is_symlink() else "no file"


def has_own_texts(sources: pd.DataFrame) -> bool:
    """Return whether texts are a reader's own, not those that the project's sources.csv lists.

    Args:
        sources: `file`, as the corpus has them.
    """
    ours = read_csv(SEEDS / "sources.csv", ("file",))["file"]
    return set(sources.get("file", ())) != set(ours)
