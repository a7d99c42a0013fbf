"""Tables: read CSV and TOML exactly as typed, make frames whose columns keep their types."""

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from letopis.texts.decoding import decode
from letopis.texts.errors import InputError, raise_problems

SEPARATORS = {";": "semicolons", "\t": "tabs"}
CURLY_QUOTES = tuple("“”„")


def read_csv(path: Path, required: Iterable[str] = ()) -> pd.DataFrame:
    """Read a table as text, exactly as typed.

    Args:
        path: A UTF-8, comma-separated file with a header row.
        required: The columns it must have.

    Returns:
        A frame of strings, empty cells "", indexed by the row number a spreadsheet shows (the
        header is row 1). A file that does not exist gives an empty frame with these columns.

    Raises:
        InputError: With file and rows, for another encoding or separator, a missing, nameless or
            repeated column, and rows with too few or too many cells.

    >>> read_csv(Path("none.csv"), ["event"]).columns.tolist()
    ['event']
    """
    if not path.is_file():
        return frame([], dict.fromkeys(required, "str"))
    text = io.StringIO(decode(path, path.read_bytes()), newline="")
    try:
        rows = list(csv.reader(text, strict=True))
    except csv.Error as error:
        expected = 'expected comma-separated cells, quoted with " where needed'
        raise InputError(f"{path}: {error}; {expected}.") from None
    header = rows[0] if rows else []
    _check_header(path, header, required)
    filled = {n: row for n, row in enumerate(rows[1:], start=2) if any(map(str.strip, row))}
    raise_problems(list(_check_widths(path, header, filled)))
    cells = [[cell.strip() for cell in row] for row in filled.values()]
    return pd.DataFrame(cells, columns=header, index=list(filled), dtype="str")


def _check_header(path: Path, header: list[str], required: Iterable[str]) -> None:
    """Refuse a header with another separator, or with a missing, nameless or repeated column."""
    where = f"{path}, row 1"
    for separator, name in SEPARATORS.items():
        if len(header) == 1 and separator in header[0]:
            raise InputError(
                f"{where}: {name} between cells; save it as comma-separated “CSV UTF-8”."
            )
    missing = [repr(name) for name in required if name not in header]
    if missing:
        found = ", ".join(header) or "nothing"
        several = f"columns {', '.join(missing)} are"
        what = several if len(missing) > 1 else f"column {missing[0]} is"
        raise InputError(f"{where}: {what} missing; found {found}.")
    for number, name in enumerate(header, start=1):
        if not name:
            raise InputError(f"{where}: column {number} has no name; give it one, or delete it.")
        if header.count(name) > 1:
            raise InputError(f"{where}: column {name!r} occurs twice; rename or delete one.")


def _check_widths(path: Path, header: list[str], rows: Mapping[int, list[str]]) -> Iterator[str]:
    """Yield a problem for each row that has not as many cells as the header."""
    for number, row in rows.items():
        if len(row) != len(header):
            problem = f"{path}, row {number}: {len(row)} cells, expected {len(header)}"
            yield f"{problem} ({', '.join(header)}).{_quotes_advice(row)}"


def _quotes_advice(row: list[str]) -> str:
    """Return the remedy where curly quotation marks are why a row has too many cells."""
    if any(cell.strip().startswith(CURLY_QUOTES) for cell in row):
        return ' Put a cell with a comma in straight quotation marks ("), not in curly ones.'
    return ""


def rows_by_place(path: Path, table: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return the rows of a table read by `read_csv`, by the place a message names: file, row."""
    cells = zip(table.index, table.to_numpy().tolist(), strict=True)
    names = list(table.columns)
    return {f"{path}, row {n}": dict(zip(names, row, strict=True)) for n, row in cells}


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a table as named tuples, whose fields a type checker cannot know."""
    yield from table.itertuples()


def read_toml(path: Path) -> dict:
    """Read a TOML file in UTF-8; one that does not exist is empty.

    Raises:
        InputError: With the line, where it is no TOML.
    """
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(decode(path, path.read_bytes()))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}; expected TOML, as in seeds/events.toml.") from None


def frame(rows: Iterable[tuple | Mapping], columns: Mapping[str, str]) -> pd.DataFrame:
    """Make a frame with these columns, in this order and of these types, also without rows.

    Args:
        rows: Tuples in the order of the columns, or mappings.
        columns: Name → pandas type; dates are "datetime64[s]".

    >>> frame([("000", 3)], {"source": "str", "start": "int64"}).dtypes["start"]
    dtype('int64')
    """
    return pd.DataFrame(list(rows), columns=list(columns)).astype(dict(columns))
