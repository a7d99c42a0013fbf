"""The tables and word lists of the languages, which come with the package."""

import csv
import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file of the package."""
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def read_lists(name: str) -> dict[str, str]:
    """Return the word lists of a TOML file of the package, by name."""
    return tomllib.loads((FOLDER / name).read_text("utf-8"))
