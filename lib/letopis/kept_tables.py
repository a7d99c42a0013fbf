"""Kept tables: what was made of a folder of texts, as Parquet in its subfolder .letopis.

A table that is kept has in its name a digest of all that it was made from. So none is ever out of
date; what cannot be read is made anew, and the folder can be deleted at any time.
"""

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd

from letopis.texts.files import KEPT_TABLES, SEEDS

SWITCH = "LETOPIS_CACHE"  # "off" in the environment: every table is made, none is kept
LIBRARY = Path(__file__).parent
TABLES = ("*.csv", "*.toml")  # of a folder of texts
ENGINES = ("pandas", "pymorphy3", "pymorphy3-dicts-ru", "simplemma", "edtf", "rapidfuzz", "duckdb")
SCHEMA = "letopis"  # the name of what a file says of its columns


def kept(make: Callable[[Any], pd.DataFrame]) -> cached_property[pd.DataFrame]:
    """Make a property of a corpus of what makes a table; of one that `load` made it is kept."""

    def table(corpus: Any) -> pd.DataFrame:
        if corpus.kept_tables is None:
            return make(corpus)
        return corpus.kept_tables.take(make.__name__, partial(make, corpus))

    table.__doc__ = make.__doc__
    return cached_property(table)


def lazy_table(function: str, doc: str, keep: bool = False) -> cached_property[pd.DataFrame]:
    """Make a property of a table: its function is imported and called when it is first used.

    Args:
        function: What makes the table: room, module and name.
        doc: What is said of the table.
        keep: Keep it beside the texts, see `kept`.
    """
    module, _, name = function.rpartition(".")

    def table(corpus: Any) -> pd.DataFrame:
        return getattr(import_module(f"letopis.{module}"), name)(corpus)

    table.__doc__ = doc
    table.__name__ = name
    return kept(table) if keep else cached_property(table)


class KeptTables:
    """The tables that are kept of one folder, for its texts and tables as they are now."""

    def __init__(self, folder: Path, texts: Mapping[str, str], catalogue: pd.DataFrame):
        """Keep what tables are made from, or where it is; nothing is read yet."""
        self.folder = folder
        self.texts = texts
        self.catalogue = catalogue

    @cached_property
    def digest(self) -> str:
        """Return a digest of all that tables are made from."""
        digest = hashlib.sha256(_library_digest().encode())
        digest.update(self.catalogue.to_csv().encode("utf-8", "surrogatepass"))
        for source, text in self.texts.items():
            digest.update(f"\0{source}\0{text}".encode("utf-8", "surrogatepass"))
        for path in [*_files(self.folder, TABLES), *_files(SEEDS, TABLES)]:
            digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:32]

    def take(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """Return a table as it is kept; or make it, and keep it where that is possible.

        Args:
            name: Of the table.
            make: What makes it.
        """
        if os.environ.get(SWITCH) == "off":
            return make()
        path = self.folder / KEPT_TABLES / f"{name}-{self.digest}.parquet"
        table = _read(path)
        if table is None:
            table = make()
            _keep(path, name, table)
        return table


def _files(folder: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files of a folder that have such names, in order."""
    for pattern in patterns:
        yield from sorted(path for path in folder.glob(pattern) if path.is_file())


@cache
def _library_digest() -> str:
    """Return a digest of the library, code and data, and of the versions it works with."""
    digest = hashlib.sha256(platform.python_version().encode())
    for package in ENGINES:
        digest.update(f"{package} {_version(package)}\n".encode())
    for path in _files(LIBRARY, ("**/*.py", "**/*.csv", "**/*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    """Return the version of a package; "" where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _read(path: Path) -> pd.DataFrame | None:
    """Return a table as it was kept; None where there is none, or it cannot be read."""
    if not path.is_file():
        return None
    try:
        with _duckdb() as connection:
            said = "select decode(value) from parquet_kv_metadata(?) where decode(key) = ?"
            schema = connection.execute(said, [str(path), SCHEMA]).fetchall()
            rows = connection.execute("from read_parquet(?)", [str(path)]).df()
        return _with_types(rows, json.loads(schema[0][0]))
    except Exception:  # whatever is wrong with a file: it is written anew
        return None


def _duckdb() -> Any:
    """Return a connection to DuckDB; without it no table is kept."""
    import duckdb

    return duckdb.connect(config={"threads": 1})


def _with_types(rows: pd.DataFrame, types: Mapping[str, Any]) -> pd.DataFrame:
    """Give columns the types that they had; a list is that of categories, the first of order."""
    for name, kind in types.items():
        is_ordered_list = isinstance(kind, list)
        dtype = pd.CategoricalDtype(kind[1:], kind[0]) if is_ordered_list else kind
        rows[name] = rows[name].astype(dtype)
    return rows[list(types)]


def _types(table: pd.DataFrame) -> dict[str, Any]:
    """Return the type of each column, as `_with_types` reads it."""
    types: dict[str, Any] = {}
    for name, dtype in table.dtypes.items():
        is_categorical = isinstance(dtype, pd.CategoricalDtype)
        types[str(name)] = [dtype.ordered, *dtype.categories] if is_categorical else str(dtype)
    return types


def _keep(path: Path, name: str, table: pd.DataFrame) -> None:
    """Keep a table, whole or not at all, if it reads as it was; delete what was kept before.

    A folder that cannot be written to is left as it is.
    """
    temporary = None
    try:
        path.parent.mkdir(exist_ok=True)
        (path.parent / ".gitignore").write_text("*\n", "utf-8")
        handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=path.parent)
        os.close(handle)
        with _duckdb() as connection:
            connection.register("rows_to_keep", table)
            kept = {"place": temporary, "schema": json.dumps(_types(table), ensure_ascii=False)}
            quoted = {key: value.replace("'", "''") for key, value in kept.items()}
            connection.execute(
                f"copy rows_to_keep to '{quoted['place']}' (format parquet, compression zstd, "
                f"kv_metadata {{{SCHEMA}: '{quoted['schema']}'}})"
            )
        again = _read(Path(temporary))
        assert again is not None
        pd.testing.assert_frame_equal(table, again, check_exact=True)
        for older in path.parent.glob(f"{name}-*.parquet"):
            older.unlink(missing_ok=True)
        os.replace(temporary, path)
    except Exception:  # no room, no right to write, no such type in Parquet: it is made each time
        pass
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
