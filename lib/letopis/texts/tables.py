"""Typed tables: read what a historian edits in a spreadsheet, make frames whose columns keep their types."""

import csv
import io
import os
import re
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from letopis.texts.encodings import looks_like

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
FORMULA = tuple("=+-@\t\r\n")
SEPARATORS = {";": "semicolons", "\t": "tabs"}
DATES = ("edtf", "told")
RESHAPED = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d \d.*|(?i:[a-zа-яё]{3}\.?-\d{2,4})")


class InputError(ValueError):
    """Something in the seeds folder is not as it must be; the message names the file, the row and the remedy."""


def known(folder: Path, name: str) -> Path:
    """Give the path of a table of general knowledge (names, events, lemmas): the folder's own, else the project's."""
    return (folder if (folder / name).is_file() else SEEDS) / name


def nearest(name: str, variable: str) -> Path:
    """Give the folder that an environment variable names, or else the nearest one of this name, here or above."""
    here = Path.cwd()
    found = (place / name for place in (here, *here.parents) if (place / name).is_dir())
    return Path(os.environ.get(variable) or next(found, here / name))


def decode(path: Path, data: bytes) -> str:
    """Decode UTF-8 strictly; a leading byte order mark is not part of the text.

    Raises InputError, naming the line, what the bytes look like and how to turn them into UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at, line = error.start, data.count(b"\n", 0, error.start) + 1
    before = data[:at].removeprefix(b"\xef\xbb\xbf")
    looks = looks_like(data if before.isascii() else data[data.rfind(b"\n", 0, at) + 1:])
    advice = f"it looks like {looks}; open it as that and save it as UTF-8" if looks else "save it as UTF-8"
    if not before.isascii():
        advice = f"what stands before it is, so the file mixes encodings; from there {advice}"
    elif looks:
        advice += f", or: iconv -f {looks} -t UTF-8 '{path.name}' > 'utf8_{path.name}'"
    raise InputError(f"{path}, line {line}: byte {at} is not UTF-8; {advice}.")


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


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Write a table as CSV bytes, the same on every machine and safe to open in a spreadsheet.

    UTF-8, commas, "\\n" (also inside a cell), six significant digits. A text cell or heading that a spreadsheet would
    take for a formula (it begins with =, +, -, @ or a control character) gets an apostrophe in front, as spreadsheets
    themselves mark text.
    """
    safe = table.set_axis([_as_text(name) for name in table.columns], axis=1)
    for name, kind in safe.dtypes.items():
        if not (pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_datetime64_any_dtype(kind)):
            safe[name] = [_as_text(cell) for cell in safe[name]]
    return safe.to_csv(index=False, lineterminator="\n", float_format="%.6g").encode("utf-8")


def _as_text(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return ("'" if cell.startswith(FORMULA) else "") + cell.replace("\r\n", "\n").replace("\r", "\n")


def write(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all: a full disk or a killed process leaves the file that was there before.

    Raises OSError, naming the file and what to do, where it cannot be written.
    """
    aside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() == data:
            return path
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(aside, 0o644)
        os.replace(aside, path)
    except OSError as error:
        advice = "what was there before is unchanged; make room or choose a folder that may be written to"
        raise type(error)(error.errno, f"{error.strerror}; {advice}", str(path)) from None
    finally:
        if aside:
            Path(aside).unlink(missing_ok=True)
    return path
