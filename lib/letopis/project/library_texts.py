"""The texts of a library: where they are, how large, and which of them are one part of the work."""

import hashlib
import os
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from letopis.corpus import Corpus
from letopis.texts.catalogue import (
    NOT_A_TEXT,
    OWN_FOLDER,
    catalogue_rows,
    row_of_a_file,
    text_files,
)
from letopis.texts.decoding import decode
from letopis.texts.errors import InputError, needed_for
from letopis.texts.files import csv_bytes, write
from letopis.texts.tables import rows_of

PARQUET = ".parquet"
MEGABYTE = 1_000_000
HASHES = 1 << 32  # of crc32
AT_ONCE = 10_000  # rows of a Parquet file


class LibraryText(NamedTuple):
    """A text of a library, not read yet."""

    source: str  # its id: the path below the library's folder
    folder: str  # of the file; of a row of Parquet the file itself
    where: str  # what a message names
    row: dict[str, str]  # as sources.csv has it
    size: int  # bytes
    modified: int  # nanoseconds
    number: int = -1  # of the row in a Parquet file


class Part(NamedTuple):
    """Texts that are read by one task; the name is that of their ids."""

    name: str
    texts: list[LibraryText]

    @property
    def size(self) -> int:
        """Return how many bytes the texts are."""
        return sum(text.size for text in self.texts)


def find_parts(place: Path, out: Path, megabytes: float) -> list[Part]:
    """Find the texts of a library, and divide them into parts, the largest first.

    A text may end a part by a hash of its id, the likelier the larger it is: so a text that is
    added or taken away later changes the parts near it and no others.

    Args:
        place: A folder, whose subfolders are read too; a text file that lists folders and files,
            one a line; or a Parquet file with the columns text and, if there are, source (the id),
            title, language, written.
        out: Where the tables go: a folder in which no texts are looked for.
        megabytes: The size of a part, more or less; a longer text is a part by itself.

    Raises:
        InputError: There is no such place, no text in it, or a catalogue that is no table.
    """
    limit = megabytes * MEGABYTE
    parts = []
    own: list[LibraryText] = []
    size = 0
    for text in _without_repetition(_texts_at(place, "", out.resolve())):
        own.append(text)
        size += text.size
        is_end = zlib.crc32(text.source.encode()) < text.size / limit * HASHES
        if is_end or size > 2 * limit:
            parts.append(_part_of(own))
            own = []
            size = 0
    parts += [_part_of(own)] if own else []
    if not parts:
        raise InputError(f"{place}: no texts; expected files as letopis.load reads them.")
    return sorted(parts, key=lambda part: (-part.size, part.name))


def _without_repetition(texts: Iterable[LibraryText]) -> Iterator[LibraryText]:
    """Yield texts by their ids; a file that is there twice (in a list, in a subfolder) once."""
    before = None
    for text in sorted(texts, key=lambda text: text.source):
        if before is None or text.source != before.source:
            yield text
        elif text.number != before.number:
            raise InputError(f"{text.where}: the id {text.source!r} is in {before.where} too.")
        before = text


def _part_of(texts: list[LibraryText]) -> Part:
    """Name a part by the ids of its texts."""
    ids = "\n".join(text.source for text in texts)
    return Part(f"part-{hashlib.sha256(ids.encode()).hexdigest()[:16]}", texts)


def _texts_at(place: Path, prefix: str, out: Path) -> Iterator[LibraryText]:
    """Yield the texts of a folder, of a list or of a Parquet file."""
    if place.is_dir():
        yield from _texts_below(place, prefix, out)
    elif place.suffix.lower() == PARQUET and place.is_file():
        yield from _texts_in_parquet(place, prefix)
    elif place.suffix.lower() == ".txt" and place.is_file():
        for line in decode(place, place.read_bytes()).splitlines():
            if line.strip():
                yield from _listed(place.parent / line.strip(), line.strip(), out)
    else:
        expected = "a folder, a list of folders and files (.txt), or a Parquet file with texts"
        raise InputError(f"{place}: no such library; expected {expected}.")


def _listed(place: Path, name: str, out: Path) -> Iterator[LibraryText]:
    """Yield the texts of a line of a list: a folder, a Parquet file, or a single text."""
    if place.is_dir() or place.suffix.lower() == PARQUET:
        yield from _texts_at(place, f"{name.rstrip('/')}/", out)
    else:
        yield _text_in(place.parent, str(place), row_of_a_file(place), name)


def _texts_below(root: Path, prefix: str, out: Path) -> Iterator[LibraryText]:
    """Yield the texts in a folder and its subfolders; where there is a sources.csv, with its rows.

    A file that sources.csv does not list is read too; one that it lists comes with its row first.
    """
    for folder, subfolders, _ in os.walk(root):
        here = Path(folder)
        kept = [name for name in subfolders if not NOT_A_TEXT.match(name) and name != OWN_FOLDER]
        subfolders[:] = sorted(name for name in kept if (here / name).resolve() != out)
        files = {str(path): row_of_a_file(path) for path in text_files(here)}
        for where, row in [*catalogue_rows(here).items(), *files.items()]:
            name = (here / row["file"]).relative_to(root).as_posix()
            yield _text_in(here, where, row, f"{prefix}{name}")


def _text_in(folder: Path, where: str, row: dict[str, str], name: str) -> LibraryText:
    """Describe a text in a file; one that is missing is found out when it is read."""
    source = unicodedata.normalize("NFC", name)
    try:
        about = (folder / row["file"]).stat()
    except OSError:
        return LibraryText(source, str(folder), where, row, 0, 0)
    return LibraryText(source, str(folder), where, row, about.st_size, about.st_mtime_ns)


def _texts_in_parquet(path: Path, prefix: str) -> Iterator[LibraryText]:
    """Yield a text for each row of a Parquet file."""
    with needed_for("libraries of books"):
        import duckdb

    modified = path.stat().st_mtime_ns
    table = "read_parquet(?, file_row_number = true)"
    with duckdb.connect() as connection:
        found = connection.execute(f"select * from {table} limit 0", [str(path)]).description
        names = [column[0] for column in found or ()]
        if "text" not in names:
            there = ", ".join(names[:-1])
            raise InputError(f"{path}: expected a column text; there are {there}.")
        own_id = "source" if "source" in names else "file_row_number"
        columns = f"{own_id}::varchar, coalesce(strlen(text), 0), file_row_number"
        rows = connection.execute(f"select {columns} from {table}", [str(path)])
        while chunk := rows.fetchmany(AT_ONCE):
            for source, size, number in chunk:
                where = f"{path}, row {number}"
                yield LibraryText(f"{prefix}{source}", str(path), where, {}, size, modified, number)


def write_voices(corpus: Corpus, folder: Path) -> Path:
    """Write each voice of a corpus as a book by itself, so that a few texts make a library.

    Returns:
        The folder; its sources.csv has the id and the label of each voice.
    """
    rows = []
    for part in rows_of(corpus.parts):
        text = corpus.text(part.source)[part.start : part.stop]
        write(folder / f"{part.part}.txt", text.encode())
        language = corpus.sources.at[part.source, "language"]
        rows.append((part.part, part.part, part.label, language, f"{part.part}.txt", ""))
    columns = ["source", "label", "title", "language", "file", "sha256"]
    write(folder / "sources.csv", csv_bytes(pd.DataFrame(rows, columns=columns)))
    return folder
