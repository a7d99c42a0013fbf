"""Checks: what the cells and rows of a table may hold, and how a message says what is wrong."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import chain
from typing import Any, NamedTuple


class Form(NamedTuple):
    """A form that a cell must have, and how a message describes it."""

    accepts: Callable[[str], object]
    description: str


_EDTF = re.compile(
    r"[0-9]{2}XX|[0-9]{3}X|[0-9]{4}-2[1-4]|[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?~?"
)
SEASONS = ("21", "22", "23", "24")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(cell: str) -> bool:
    """Return whether a cell is a day that exists: 1927-11-07."""
    try:
        return bool(_DAY.fullmatch(cell) and date.fromisoformat(cell))
    except ValueError:
        return False


def _bound(day: str, is_last: bool) -> str:
    """Return digits that sort as the first or the last day of a date does."""
    missing = "99" if is_last else "00"
    month = day[5:7]
    if month in SEASONS:
        month = f"{3 * (int(month) - 20) + 2 * is_last:02}"
    return day[:4].replace("X", missing[0]) + (month or missing) + (day[8:10] or missing)


def is_edtf(cell: str) -> bool:
    """Return whether a cell is a date in EDTF, perhaps with ~ for about, or two in order.

    >>> is_edtf("1927-11"), is_edtf("192X/1930-21"), is_edtf("1930/1929"), is_edtf("7.11.1927")
    (True, True, False, False)
    """
    dates = cell.split("/")
    if len(dates) > 2 or _bound(dates[0], is_last=False) > _bound(dates[-1], is_last=True):
        return False
    return all(_EDTF.fullmatch(day) and (len(day) < 10 or is_day(day[:10])) for day in dates)


WHOLE_NUMBER = Form(re.compile("[0-9]+").fullmatch, "a whole number")
SHA256 = Form(re.compile("[0-9a-f]{64}").fullmatch, "64 hexadecimal digits")
COLOUR = Form(re.compile("#[0-9A-Fa-f]{6}").fullmatch, "a colour as #0B3C6F")
_A_DATE = "a date as 1927-11-07, 1927-11 or 1928/1929, in a column formatted as text"
EDTF = Form(is_edtf, _A_DATE)
EDTF_OR_NONE = Form(lambda cell: cell == "none" or is_edtf(cell), f"{_A_DATE}, or none")
SEVERAL_EDTF = Form(lambda cell: all(map(is_edtf, cell.split("|"))), "dates as 1928-01|1929-02")
FIGURE_NAME = Form(
    re.compile(r"\d\d-[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch,
    "its notebook's number and words: 02-basis",
)
DAY = Form(is_day, 'a day as "1917-11-07"')


KINDS = {
    list: 'a list of texts, as ["coup", "plot"]',
    int: "a whole number, without quotation marks",
    bool: "true or false, without quotation marks",
    tuple: "tables, as [[event.lookalike]]",
    dict: "a table, as [words]",
}


class Column(NamedTuple):
    """A column and what its cells may hold; an empty cell is checked only where it is required."""

    name: str
    required: bool = False  # no cell may be empty
    unique: bool = False  # no two cells may be equal
    choices: Collection[str] = ()
    form: Form | None = None
    optional: bool = False  # the whole column may be missing
    kind: type = str  # in TOML also list (of texts), int, bool, dict, tuple (of tables)

    def expectation(self, cell: Any, choices: Collection[str]) -> str:
        """Return what was expected in place of a cell; "" where the cell is as it should be."""
        if self.kind is not str:
            return self._expectation_of_a_value(cell)
        if not isinstance(cell, str | None):
            return 'text in quotation marks (")'
        if not cell and self.required:
            return self.form.description if self.form else "a value"
        if not cell:
            return ""
        if choices and cell not in choices:
            return f"one of {', '.join(choices)}"
        if self.form and not self.form.accepts(cell):
            return self.form.description
        return ""

    def _expectation_of_a_value(self, value: Any) -> str:
        """Return what was expected in place of a value of TOML that is no text."""
        expected = list if self.kind is tuple else self.kind
        is_right = value is None or isinstance(value, expected)
        if is_right and self.kind is list:
            is_right = all(isinstance(cell, str) for cell in value or ())
        return "" if is_right else KINDS[self.kind]


def columns(names: str, **options: Any) -> tuple[Column, ...]:
    """Make several columns alike from their names, separated by spaces."""
    return tuple(Column(name, **options) for name in names.split())


class Schema:
    """The columns of a table, and rules about whole rows."""

    def __init__(
        self,
        *columns: Column,
        rules: Sequence[Callable[[Mapping[str, Any]], str]] = (),
        across: Sequence[Callable[[Mapping[str, Mapping[str, Any]]], Iterator[str]]] = (),
        is_closed: bool = False,
    ):
        """Keep columns and rules.

        Args:
            columns: The columns of the table, or the keys of a table in TOML.
            rules: Each returns what is wrong with a row, or "".
            across: Each yields what is wrong with rows taken together.
            is_closed: No row may have another key.
        """
        self.columns = columns
        self.rules = rules
        self.across = across
        self.is_closed = is_closed

    def required_columns(self) -> list[str]:
        """Return the names of the columns that a file must have."""
        return [column.name for column in self.columns if not column.optional]


def problems(
    rows: Mapping[str, Mapping[str, Any]],
    schema: Schema,
    choices: Mapping[str, Collection[str]] | None = None,
) -> Iterator[str]:
    """Yield the problems of a table, row by row, then the cells that occur twice.

    Args:
        rows: Where a message says a row is → the row.
        schema: What they should hold.
        choices: What a column may hold, beside what the schema says.
    """
    yield from chain.from_iterable(
        row_problems(where, row, schema, choices or {}) for where, row in rows.items()
    )
    for column in schema.columns:
        if column.unique:
            yield from _repeated(rows, column.name)
    for rule in schema.across:
        yield from rule(rows)


def row_problems(
    where: str,
    row: Mapping[str, Any],
    schema: Schema,
    choices: Mapping[str, Collection[str]],
) -> Iterator[str]:
    """Yield the problems of one row."""
    for column in schema.columns:
        cell = row.get(column.name)
        expected = column.expectation(cell, choices.get(column.name, column.choices))
        if expected:
            found = "is missing" if cell is None else repr(cell)
            yield f"{where}: {column.name} {found}; expected {expected}."
    names = [column.name for column in schema.columns]
    for key in row.keys() - set(names) if schema.is_closed else ():
        close = get_close_matches(key, names, 1)
        remedy = f"did you mean {close[0]}?" if close else f"expected one of {', '.join(names)}."
        yield f"{where}: {key} is not known; {remedy}"
    for rule in schema.rules:
        problem = rule(row)
        if problem:
            yield f"{where}: {problem}."


def _repeated(rows: Mapping[str, Mapping[str, Any]], name: str) -> Iterator[str]:
    """Yield a problem for each cell of a column that an earlier row has too."""
    first_row: dict[str, str] = {}
    for where, row in rows.items():
        cell = row.get(name, "")
        if cell and cell in first_row:
            yield f"{where}: {name} {cell!r} occurs twice, first in {first_row[cell]}; rename one."
        first_row.setdefault(cell, where)
