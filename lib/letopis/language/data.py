"""The tables and word lists of the languages, which come with the package."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
Rows = tuple[dict[str, str], ...]
WordLists = dict[str, frozenset[str]]


@cache
def read_rows(name: str) -> Rows:
    """Return the rows of a CSV file of the package."""
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def read_lists(name: str) -> WordLists:
    """Return the word lists of a TOML file of the package."""
    return word_lists(tomllib.loads((FOLDER / name).read_text("utf-8")))


def word_lists(table: Mapping[str, str]) -> WordLists:
    """Return lists of words that are written with spaces between, by name."""
    return {name: frozenset(words.split()) for name, words in table.items()}
