"""Captions: the title, caption and alt text of each figure, in both languages, filled with numbers.

captions.csv has a row a figure. `{n}` stands for a value handed in as `n=…`, `{n[003]}` for one
row of it, `{n[003 1927]}` for a row of two labels or for a cell, named by its row and column.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from numbers import Integral, Real
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from letopis.texts.errors import InputError, raise_problems
from letopis.texts.schemas import CAPTIONS, PLACEHOLDER, read_table

LANGUAGES = ("en", "ru")
FIELDS = ("title", "caption", "alt")
TITLES_ONLY = "LETOPIS_CAPTIONS"

Value = str | Real | pd.Series | pd.DataFrame


class Caption(NamedTuple):
    """What is said of a figure, in one language."""

    title: str
    caption: str
    alt: str


def titles_only() -> bool:
    """Return whether titles stand for captions and alt texts: so it is on a reader's own texts."""
    return os.environ.get(TITLES_ONLY) == "titles"


def find_row(path: Path, figure: str) -> tuple[str, Mapping[str, str]]:
    """Return where the row of a figure is, for messages, and the row.

    Raises:
        InputError: There is none, or the table is broken.
    """
    table = read_table(path, CAPTIONS)
    found = table[table["figure"] == figure]
    if found.empty:
        raise InputError(
            f"{path}: no row for the figure {figure!r}; add one, with its title, caption and alt "
            "text in English and in Russian."
        )
    return f"{path}, row {found.index[0]}, figure {figure}", found.iloc[0].to_dict()


def fill_captions(
    where: str,
    row: Mapping[str, str],
    values: Mapping[str, Value],
    to_russian: Callable[[str], str],
) -> dict[str, Caption]:
    """Return the words of a figure in each language, with the values in place.

    Args:
        where: What a message names; as the row, see `find_row`.
        row: The templates.
        values: What the placeholders stand for. A whole number gets commas (7,833), any other
            one decimal (3.4); words stay.
        to_russian: Says a value, as written in English, in Russian.

    Returns:
        {"en": Caption, "ru": Caption}.

    Raises:
        InputError: A placeholder has no value, or a value has no placeholder. Where only titles
            are wanted, a value may be left over.
    """
    cells = {name: _cells(value) for name, value in values.items()}
    fields = FIELDS[:1] if titles_only() else FIELDS
    used = [match for field in fields for match in PLACEHOLDER.finditer(row[f"{field}_en"])]
    raise_problems([f"{where}: {problem}" for problem in _mismatches(used, cells)])
    write = {"en": str, "ru": to_russian}
    captions = {}
    for language in LANGUAGES:
        filled = [_fill(row[f"{field}_{language}"], cells, write[language]) for field in fields]
        captions[language] = Caption(*(filled * 3)[:3])
    return captions


def _mismatches(used: list[re.Match], cells: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Say which placeholders have no value and, unless only titles are filled, the reverse."""
    for match in used:
        name, key = match[1], match[2] or ""
        if name not in cells:
            yield f"{match[0]} has no value; hand it in: save(…, {name}=…)."
        elif key not in cells[name]:
            known = ", ".join(list(cells[name])[:5])
            yield f"{match[0]} has no value; {name}= has {known or 'no row'}. Correct the text."
    for name in cells.keys() - {match[1] for match in used}:
        if not titles_only():
            yield f"{name}= is handed in, and no text has {{{name}}}; write it there, or leave it."


def _cells(value: Value) -> dict[str, str]:
    """Return what a value says, by the label of its row (and column); "" is a single value."""
    cells = value.stack() if isinstance(value, pd.DataFrame) else value
    if not isinstance(cells, pd.Series):
        return {"": _in_english(cells)}
    labels = [label if isinstance(label, tuple) else (label,) for label in cells.index]
    names = [" ".join(map(str, label)) for label in labels]
    return dict(zip(names, map(_in_english, cells), strict=True))


def _in_english(value: str | Real) -> str:
    """Write a value: 7,833 and 3.4 and words as they are."""
    if isinstance(value, str):
        return value
    if isinstance(value, Integral):
        return f"{value:,}"
    return f"{value:,.1f}".removesuffix(".0")


def _fill(
    template: str, cells: Mapping[str, Mapping[str, str]], write: Callable[[str], str]
) -> str:
    """Put values in place of the placeholders; braces in a value are no placeholders."""
    return PLACEHOLDER.sub(lambda match: write(cells[match[1]][match[2] or ""]), template)
