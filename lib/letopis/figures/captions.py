"""Captions: the words of each figure, in both languages, filled with numbers.

captions.csv has a row a figure: its title states what is seen, its question is the title on a
reader's own texts, its note is written below the picture. `{n}` stands for a value handed in as
`n=…`, `{n[003]}` for one row of it, `{n[003 1927]}` for a row of two labels or for a cell, named by
its row and column.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from numbers import Integral, Real
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from letopis.texts.errors import InputError, raise_problems
from letopis.texts.files import SEEDS
from letopis.texts.row_rules import PLACEHOLDER
from letopis.texts.schemas import CAPTIONS, read_table

LANGUAGES = ("en", "ru")
ROWS = {"en": "Rows of the table: {n}. {rows}", "ru": "Строк в таблице: {n}. {rows}"}
NAMES = ("label_en", "lemma", "part", "source")  # columns that say what a row is about
AMOUNTS = ("count", "percent", "per_1000", "sentences", "words", "tokens")
MOST_SAID = 5  # rows that an alt text names
FIELDS = ("title", "caption", "alt", "note")

Value = str | Real | pd.Series | pd.DataFrame


class Caption(NamedTuple):
    """What is said of a figure, in one language."""

    title: str
    caption: str
    alt: str
    note: str = ""


def find_row(path: Path, figure: str) -> tuple[str, Mapping[str, str]]:
    """Return where the row of a figure is, for messages, and the row.

    A captions.csv of the reader's own may lack it: then the project's has it.

    Raises:
        InputError: There is none, or the table is broken.
    """
    table = read_table(path, CAPTIONS)
    found = table[table["figure"] == figure]
    projects = SEEDS / "captions.csv"
    if found.empty and path != projects:
        table = read_table(projects, CAPTIONS)
        found = table[table["figure"] == figure]
    if found.empty:
        remedy = "add one, with its title, caption and alt text in English and in Russian"
        raise InputError(f"{path}: no row for the figure {figure!r}; {remedy}.")
    return f"{path}, row {found.index[0]}, figure {figure}", found.iloc[0].to_dict()


def fill_captions(
    where: str,
    row: Mapping[str, str],
    values: Mapping[str, Value],
    to_russian: Callable[[str], str],
    questions: bool = False,
) -> dict[str, Caption]:
    """Return the words of a figure in each language, with the values in place.

    Args:
        where: What a message names; as the row, see `find_row`.
        row: The templates.
        values: What the placeholders stand for. A whole number gets commas (7,833), any other
            one decimal (3.4); words stay.
        to_russian: Says a value, as written in English, in Russian.
        questions: The question stands for title, caption and alt text: so it is on texts of which
            the findings of the row would be false.

    Returns:
        {"en": Caption, "ru": Caption}.

    Raises:
        InputError: A placeholder has no value, or a value has no placeholder.
    """
    cells = {name: _cells(value) for name, value in values.items()}
    fields = ("question",) * 3 if questions else FIELDS
    used = [match for field in fields for match in PLACEHOLDER.finditer(row[f"{field}_en"])]
    unused = [] if questions else cells.keys() - {match[1] for match in used}
    problems = [*_missing_values(used, cells), *map(_unused_value, unused)]
    raise_problems([f"{where}: {problem}" for problem in problems])
    captions = {}
    for language, write in zip(LANGUAGES, (str, to_russian), strict=True):
        filled = [_fill(row[f"{field}_{language}"], cells, write) for field in fields]
        captions[language] = Caption(*filled)
    return captions


def add_remark(
    captions: Mapping[str, Caption], remark: str, to_russian: Callable[[str], str]
) -> dict[str, Caption]:
    """Return the captions with a remark, where there is one, at the end of the note."""
    remarks = dict(zip(LANGUAGES, (remark, to_russian(remark)), strict=True))
    return {
        language: caption._replace(
            note=" ".join([caption.note, *remarks[language].splitlines()]).strip()
        )
        for language, caption in captions.items()
    }


def add_rows(
    captions: Mapping[str, Caption], table: pd.DataFrame, to_russian: Callable[[str], str]
) -> dict[str, Caption]:
    """Return the captions with the largest rows of the table at the end of the alt text.

    Args:
        captions: By language; their alt text is only a question, as on a reader's own texts.
        table: What is drawn.
        to_russian: Says a label in Russian.
    """
    rows = list(_largest_rows(table))
    if not rows:
        return dict(captions)
    said = {"en": "; ".join(rows), "ru": "; ".join(map(to_russian, rows))}
    return {
        language: caption._replace(
            alt=f"{caption.alt} {ROWS[language].format(n=len(table), rows=said[language])}."
        )
        for language, caption in captions.items()
    }


def with_titles(caption: Caption, titles: Mapping[str, str]) -> Caption:
    """Return a caption that calls the sources by their titles, not by their ids.

    >>> with_titles(Caption("In 000", "000, 003-1", "1,000"), {"000": "Memoir", "003": "Diary"})
    Caption(title='In Memoir', caption='Memoir, 003-1', alt='1,000', note='')
    """
    ids = "|".join(map(re.escape, titles)) or "(?!)"
    source = re.compile(rf"(?<![\w.,-])(?:{ids})(?![\w-]|[.,]\d)")
    return Caption(*(source.sub(lambda found: titles[found[0]], words) for words in caption))


def _largest_rows(table: pd.DataFrame) -> Iterator[str]:
    """Yield the largest rows of a table, or how many rows each text has: "Trotsky: 10"."""
    names = [name for name in NAMES if name in table]
    amounts = [name for name in AMOUNTS if name in table]
    if not names:
        return
    if amounts:
        largest = table.sort_values(amounts[0], ascending=False, kind="stable").head(MOST_SAID)
        counts = zip(largest[names[0]], largest[amounts[0]], strict=True)
    else:
        counts = zip(*_counts(table[names[-1]]), strict=True)
    for name, amount in counts:
        yield f"{name}: {_in_english(amount)}"


def _counts(column: pd.Series) -> tuple[list[str], list[int]]:
    """Return the commonest cells of a column, and how often each is there."""
    counts = column.value_counts().head(MOST_SAID)
    return counts.index.tolist(), counts.tolist()


def _missing_values(used: list[re.Match], cells: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Say which placeholders have no value."""
    for match in used:
        name, key = match.groups(default="")
        if name not in cells:
            yield f"{match[0]} has no value; hand it in: save(…, {name}=…)."
        elif key not in cells[name]:
            rows = ", ".join(list(cells[name])[:5]) or "no row"
            yield f"{match[0]} has no value; {name}= has {rows}. Correct the text."


def _unused_value(name: str) -> str:
    """Say that a value has no placeholder."""
    return f"{name}= is handed in, and no text has {{{name}}}; write it there, or leave it."


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
    is_whole = isinstance(value, Integral)
    return f"{value:,}" if is_whole else f"{value:,.1f}".removesuffix(".0")


def _fill(template: str, cells: Mapping[str, Mapping[str, str]], write: Callable) -> str:
    """Put values in place of the placeholders; braces in a value are no placeholders."""
    return PLACEHOLDER.sub(lambda match: write(cells[match[1]][match[2] or ""]), template)
