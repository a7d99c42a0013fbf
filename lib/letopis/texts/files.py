"""Files: find a folder, write whole or not at all, write tables that spreadsheets open safely."""

import os
import tempfile
from pathlib import Path

import pandas as pd

_ROOT = Path(__file__).resolve().parents[1]
_PLACES = [place / "seeds" for place in (_ROOT, *_ROOT.parents[:2])]
SEEDS = next(filter(Path.is_dir, _PLACES), _PLACES[0])  # in a wheel inside the package; else above
KEPT_TABLES = ".letopis"  # the subfolder of a folder of texts where its tables are kept
FORMULA = tuple("=+-@\t\r\n")  # how a cell begins that a spreadsheet takes for a formula


def nearest(name: str, variable: str) -> Path:
    """Return the folder an environment variable names, or the nearest of this name above."""
    here = Path.cwd()
    found = (place / name for place in (here, *here.parents) if (place / name).is_dir())
    return Path(os.environ.get(variable) or next(found, here / name))


def table_path(folder: Path, name: str) -> Path:
    """Return the path of a folder's own table, or of the project's where it has none."""
    return (folder if (folder / name).is_file() else SEEDS) / name


def csv_bytes(table: pd.DataFrame) -> bytes:
    r"""Write a table as CSV bytes, the same on every machine and safe to open in a spreadsheet.

    UTF-8, commas, "\n" (also inside a cell), six significant digits. A text cell or heading that a
    spreadsheet would take for a formula (it begins with =, +, -, @ or a control character) gets an
    apostrophe in front, as spreadsheets themselves mark text.

    >>> csv_bytes(pd.DataFrame({"word": ["=1+1"], "share": [1 / 3]}))
    b"word,share\n'=1+1,0.333333\n"
    """
    header = [_as_text(name) for name in table.columns]
    safe = table.set_axis(header, axis=1)
    for name in safe.select_dtypes(exclude=["number", "datetime"]).columns:
        safe[name] = safe[name].map(_as_text)
    text = safe.to_csv(index=False, lineterminator="\n", float_format="%.6g")
    return text.encode("utf-8")


def _as_text(cell: object) -> object:
    """Mark a cell as text where a spreadsheet would take it for a formula."""
    if not isinstance(cell, str):
        return cell
    mark = "'" if cell.startswith(FORMULA) else ""
    return mark + cell.replace("\r\n", "\n").replace("\r", "\n")


def write(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all: a full disk or a killed process leaves the old file.

    Raises:
        OSError: With the file and what to do, where it cannot be written.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() == data:
            return path
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        advice = "the old file is unchanged; make room, or choose a folder that can be written to"
        raise type(error)(error.errno, f"{error.strerror}; {advice}", str(path)) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
    return path
