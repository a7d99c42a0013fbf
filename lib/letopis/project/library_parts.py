"""One part of a library: its texts are read, and its tables written whole or not at all.

A part is one file in the folder of each table. Last comes its record in the folder `parts`: which
texts it has, and which could not be read. What has no record is not there, and is made again.
"""

import hashlib
import json
import os
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from letopis.corpus import Corpus
from letopis.language.lemmas import package_lexicon
from letopis.project.library_texts import PARQUET, LibraryText, Part
from letopis.texts.catalogue import SOURCE_COLUMNS, Text, catalogue_of, open_text
from letopis.texts.checks import row_problems
from letopis.texts.errors import InputError, needed_for, raise_problems
from letopis.texts.formats import Content
from letopis.texts.languages import READ, other_language
from letopis.texts.schemas import SOURCES
from letopis.words.statistics import SENTENCE, word_tokens

RECORDS = "parts"
ROOMS = ("texts", "language", "dates", "people", "words")
TABLES = ("texts", "tokens", "mentions", "dates", "narrated", "frequencies")
READERS_TABLES = "tables"
MAKERS = ("corpus.py", "project/library_parts.py", *(f"{room}/**/*" for room in ROOMS))
MOST_FORMS = 1_000_000  # that a worker keeps of a language: about 0.25 GB
LOOKED_AT = 20_000  # characters by which another language is known
Errors = dict[str, str]  # source → reason


class Work(NamedTuple):
    """What is the same for all parts: where they go, and what makes them."""

    out: str  # the folder; in its subfolder `tables` are the reader's tables
    tables: str  # their checksum
    code: str  # see `code_version`


class RunError(RuntimeError):
    """The whole run has to stop: a disk is full, or a worker has another version of letopis."""


@cache
def code_version() -> str:
    """Return the checksum of the code that makes tables, and of its data: see `MAKERS`."""
    package = Path(str(files("letopis")))
    found = [path for name in MAKERS for path in package.glob(name)]
    paths = [path for path in found if path.is_file() and path.suffix != ".pyc"]
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def make_part(part: Part, work: Work) -> dict[str, Any]:
    """Read the texts of a part, write its tables and its record, and return the record.

    Raises:
        RunError: The files cannot be written, or the client's letopis is another.
    """
    if code_version() != work.code:
        raise RunError("another version of letopis is installed on a worker; install this one.")
    out = Path(work.out)
    opened, errors = _open_texts(part)
    tables, not_analysed = _tables_of(opened, out / READERS_TABLES)
    record = {
        "texts": [[text.source, text.size, text.modified] for text in part.texts],
        "made_by": [work.code, work.tables],
        "rows": {name: len(table) for name, table in tables.items()},
        "errors": errors | not_analysed,
    }
    try:
        for name in TABLES:
            _publish(out / name / f"{part.name}{PARQUET}", tables.get(name))
        _publish(out / RECORDS / f"{part.name}.json", record)
    except Exception as error:  # of the disk, as Python or DuckDB has it
        raise RunError(f"{out}: cannot be written ({error}).") from None
    for language in READ:
        if len(package_lexicon(language)) > MOST_FORMS:
            package_lexicon.cache_clear()
    return record


def _open_texts(part: Part) -> tuple[list[Text], Errors]:
    """Read texts as plain text; return those that could be read, and why others could not."""
    opened = []
    errors = {}
    in_parquet = _parquet_rows(part.texts)
    for text in part.texts:
        try:
            opened.append(_open(text, in_parquet))
        except Exception as error:  # one text, whatever is wrong with it, stops no other
            errors[text.source] = _reason(error)
    return opened, errors


def _open(text: LibraryText, in_parquet: dict[str, dict[str, Any]]) -> Text:
    """Read one text; with its row of the library's table of texts."""
    if text.number < 0:
        raise_problems(list(row_problems(text.where, text.row, SOURCES, {})))
        found = open_text(Path(text.folder), text.where, text.row)
    else:
        row = in_parquet[text.source]
        content = str(row.pop("text") or "")
        if not content.strip():
            raise InputError(f"{text.where}: the text is empty; expected at least one word.")
        row["file"] = text.where
        found = Text(row, Content(content, "Parquet"), hashlib.sha256(content.encode()).hexdigest())
    beginning = found.content.text[:LOOKED_AT]
    language = "" if found.row.get("language") else other_language(beginning)
    if language:
        known = "Russian and English are read; write language ru or en to read it all the same"
        raise InputError(f"{text.where}: it looks {language}; {known}.")
    more = {name: cell for name, cell in found.row.items() if name not in SOURCE_COLUMNS}
    row = {name: str(found.row.get(name) or "") for name in SOURCE_COLUMNS if name != "characters"}
    row |= {"source": text.source, "more": json.dumps(more, ensure_ascii=False, default=str)}
    return found._replace(row=row)


def _parquet_rows(texts: list[LibraryText]) -> dict[str, dict[str, Any]]:
    """Read the rows of texts that are in Parquet files, by their ids."""
    with needed_for("libraries of books"):
        import duckdb

    rows = {}
    for path in {text.folder for text in texts if text.number >= 0}:
        own = {text.number: text.source for text in texts if text.folder == path}
        chosen = ", ".join(map(str, own))
        query = "select * from read_parquet(?, file_row_number = true) where file_row_number in"
        with duckdb.connect() as connection:
            found = connection.execute(f"{query} ({chosen})", [path])
            names = [column[0] for column in found.description or ()]
            for values in found.fetchall():
                row = dict(zip(names, values, strict=True))
                rows[own[row.pop("file_row_number")]] = row
    return rows


def _tables_of(opened: list[Text], folder: Path) -> tuple[dict[str, pd.DataFrame], Errors]:
    """Make the tables of texts together; where that fails, of each by itself."""
    if not opened:
        return {}, {}
    try:
        return _tables(Corpus(folder, catalogue=catalogue_of(opened, []))), {}
    except Exception as error:
        if len(opened) == 1:
            return {}, {opened[0].row["source"]: _reason(error)}
    made = []
    errors: Errors = {}
    for text in opened:
        tables, own_errors = _tables_of([text], folder)
        made += [tables] if tables else []
        errors |= own_errors
    names = made[0] if made else ()
    return {name: pd.concat([tables[name] for tables in made]) for name in names}, errors


def _tables(corpus: Corpus) -> dict[str, pd.DataFrame]:
    """Return the tables of some texts, as they are written."""
    place = corpus.sentences[[*SENTENCE, "start", "stop", "kind"]]
    words = word_tokens(corpus)
    counts = words.groupby(["source", "lemma", "pos", "stop_word"], observed=True).size()
    return {
        "texts": corpus.sources.drop(columns="colour").reset_index(),
        "tokens": corpus.tokens,
        "mentions": corpus.mentions,
        "dates": corpus.dates,
        "narrated": corpus.narrated.merge(place, on=SENTENCE),
        "frequencies": counts.rename("count").reset_index(),
    }


def _reason(error: Exception) -> str:
    """Return why a text could not be read."""
    return str(error) if isinstance(error, InputError) else f"{type(error).__name__}: {error}"


def _publish(path: Path, content: pd.DataFrame | dict[str, Any] | None) -> None:
    """Put a table or a record in its place at once, when it is on the disk; None: take it away."""
    if content is None:
        path.unlink(missing_ok=True)
        return
    write = _write_table if isinstance(content, pd.DataFrame) else _write_record
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        write(content, temporary)
        os.chmod(temporary, 0o644)
        _to_disk(temporary)
        os.replace(temporary, path)
        _to_disk(str(path.parent))
    finally:
        Path(temporary).unlink(missing_ok=True)


def _write_table(rows: pd.DataFrame, path: str) -> None:
    """Write a table as Parquet, the same bytes each time; days as dates."""
    with needed_for("libraries of books"):
        import duckdb

    days = [f"{name}::date as {name}" for name in rows.select_dtypes("datetime")]
    replaced = f"replace ({', '.join(days)})" if days else ""
    select = f"select * {replaced} from rows"  # DuckDB finds `rows` by its name
    quoted = path.replace("'", "''")
    how = "format parquet, compression zstd, use_tmp_file false"
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"copy ({select}) to '{quoted}' ({how})")


def _write_record(record: dict[str, Any], path: str) -> None:
    """Write the record of a part."""
    Path(path).write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def _to_disk(path: str) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
