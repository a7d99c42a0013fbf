"""Typed tables: read what a historian edits in a spreadsheet, make frames whose columns keep their types."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from letopis.texts.decoding import decode
from letopis.texts.errors import InputError
from letopis.texts.files import SEEDS, csv_bytes, known, nearest, write  # noqa: F401

SEPARATORS = {";": "semicolons", "\t": "tabs"}
DATES = ("edtf", "told")
RESHAPED = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d \d.*|(?i:[a-zа-яё]{3}\.?-\d{2,4})")


def read_csv(path: Path, required: tuple[str, ...]) -> pd.DataFrame:
    """Read a curated table as text, exactly as typed.

    In: the path of a UTF-8, comma-separated file with a header row, and the columns it must have.
    Out: a frame of strings, empty cells "", indexed by the row number a spreadsheet shows (the header is row 1).
    A file that is not there gives an empty frame with the required columns.

    Raises InputError, naming file and rows, for another encoding or separator, a missing, nameless or doubled column, a
    row with too few or too many cells, and dates that a spreadsheet has rewritten.

    >>> read_csv(SEEDS / "events.csv", ("event",)).empty               # there is none; events are in events.toml
    True
    """
    if not path.is_file():
        return frame([], dict.fromkeys(required, "str"))
    try:
        rows = list(csv.reader(io.StringIO(decode(path, path.read_bytes()), newline=""), strict=True))
    except csv.Error as error:
        raise InputError(f"{path}: {error}; expected comma-separated cells, quoted with \" where needed.") from None
    header = rows[0] if rows else []
    _check_header(path, header, required)
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    if problems := [problem for number, row in numbered for problem in _damage(f"{path}, row {number}", header, row)]:
        raise InputError("\n".join(problems))
    cells = [[cell.strip() for cell in row] for _, row in numbered]
    return pd.DataFrame(cells, columns=header, index=[number for number, _ in numbered], dtype="str")


def _check_header(path: Path, header: list[str], required: tuple[str, ...]) -> None:
    if found := [name for sign, name in SEPARATORS.items() if len(header) == 1 and sign in header[0]]:
        raise InputError(f"{path}, row 1: {found[0]} stand between cells; save it as comma-separated “CSV UTF-8”.")
    if missing := [name for name in required if name not in header]:
        raise InputError(f"{path}, row 1: column {missing[0]!r} is missing; found {', '.join(header) or 'nothing'}.")
    if "" in header:
        raise InputError(f"{path}, row 1: column {header.index('') + 1} has no name; give it one, or delete it.")
    if doubled := {name for name in header if header.count(name) > 1}:
        raise InputError(f"{path}, row 1: column {min(doubled)!r} stands twice.")


def _damage(where: str, header: list[str], row: list[str]) -> Iterator[str]:
    """Say what a spreadsheet has done to a row."""
    if len(row) != len(header):
        curly = any(cell.strip()[:1] in tuple("“”„") for cell in row)
        yield (f"{where}: {len(row)} cells, expected {len(header)} ({', '.join(header)})."
               + " A cell with a comma stands in straight quotation marks (\"), not in curly ones." * curly)
        return
    for name, cell in zip(header, row, strict=True):
        if name in DATES and RESHAPED.fullmatch(cell.strip()):
            yield (f"{where}: {name} {cell!r} is a date as spreadsheets write it; expected 1927-11-07, 1927-11 or "
                   "1928/1929. Write it so in a column formatted as text.")


def read_toml(path: Path) -> dict:
    """Read a TOML file in UTF-8; one that is not there is empty. Raises InputError, naming the line, for any other."""
    try:
        return tomllib.loads(decode(path, path.read_bytes())) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}; expected TOML, as in seeds/events.toml.") from None


def frame(rows: Iterable[tuple | Mapping], columns: Mapping[str, str]) -> pd.DataFrame:
    """Make a frame with these columns, in this order and of these types, also when there are no rows.

    In: rows as tuples in column order or as mappings, and {column: pandas type}; dates are "datetime64[s]".

    >>> frame([("000", 3)], {"source": "str", "start": "int64"}).dtypes["start"]
    dtype('int64')
    """
    return pd.DataFrame(list(rows), columns=list(columns)).astype(dict(columns))
