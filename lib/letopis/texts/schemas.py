"""Schemas: which columns each table of seeds/ has, and what its cells may hold.

`read_table` reads a table and checks it against its schema; an error lists every problem, with
file, row, what was found and what was expected.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from letopis.texts.errors import raise_problems
from letopis.texts.tables import read_csv, read_toml, rows_by_place

LANGUAGES = ("ru", "en")
STANCES = ("contradicts", "asserts", "implies", "silent")  # the strongest first
CLASHES = ("real", "arguable", "apparent")  # of a claim and the claims it is against
ENTITY_TYPES = ("person", "organisation", "place", "other", "given")


class Form(NamedTuple):
    """A form that a cell must have, and how a message describes it."""

    accepts: Callable[[str], object]
    description: str


_MONTH = r"-(?:0[1-9]|1[0-2])"
_EDTF = re.compile(rf"\d\dXX|\d{{3}}X|\d{{4}}(?:-2[1-4]|{_MONTH}(?:-\d\d)?)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_day(cell: str) -> bool:
    """Return whether a cell is a day that exists: 1927-11-07."""
    try:
        return bool(_DAY.fullmatch(cell) and date.fromisoformat(cell))
    except ValueError:
        return False


def is_edtf(cell: str) -> bool:
    """Return whether a cell is a date in EDTF, perhaps with ~ for about, or two with a slash.

    >>> is_edtf("1927-11"), is_edtf("192X/1930-21"), is_edtf("1927-02-30"), is_edtf("7.11.1927")
    (True, True, False, False)
    """
    dates = [part.removesuffix("~") for part in cell.split("/")]
    if len(dates) > 2:
        return False
    return all(_EDTF.fullmatch(day) and (len(day) < 10 or is_day(day)) for day in dates)


WHOLE_NUMBER = Form(re.compile(r"\d+").fullmatch, "a whole number")
SHA256 = Form(re.compile("[0-9a-f]{64}").fullmatch, "64 hexadecimal digits")
COLOUR = Form(re.compile("#[0-9A-Fa-f]{6}").fullmatch, "a colour as #0B3C6F")
_A_DATE = "a date as 1927-11-07, 1927-11 or 1928/1929, in a column formatted as text"
EDTF = Form(is_edtf, _A_DATE)
EDTF_OR_NONE = Form(lambda cell: cell == "none" or is_edtf(cell), f"{_A_DATE}, or none")
FIGURE_NAME = Form(
    re.compile(r"\d\d-[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch,
    "its notebook's number and words: 02-basis",
)
PLACEHOLDER = re.compile(r"\{(\w+)(?:\[([^\]]*)\])?\}")  # {n}, {n[003]}
DAY = Form(is_day, 'a day as "1917-11-07"')


class Column(NamedTuple):
    """A column and what its cells may hold; an empty cell is checked only where it is required."""

    name: str
    required: bool = False  # no cell may be empty
    unique: bool = False  # no two cells may be equal
    choices: Collection[str] = ()
    form: Form | None = None
    optional: bool = False  # the whole column may be missing

    def expectation(self, cell: Any, choices: Collection[str]) -> str:
        """Return what was expected in place of a cell; "" where the cell is as it should be."""
        if not isinstance(cell, str | None):
            return 'text in quotation marks (")'
        if not cell:
            return self._required_value()
        if choices and cell not in choices:
            return f"one of {', '.join(choices)}"
        if self.form and not self.form.accepts(cell):
            return self.form.description
        return ""

    def _required_value(self) -> str:
        """Return what was expected in place of an empty cell."""
        if not self.required:
            return ""
        return self.form.description if self.form else "a value"


class Schema(NamedTuple):
    """The columns of a table, and rules about whole rows, which return a problem or ""."""

    columns: tuple[Column, ...]
    rules: tuple[Callable[[Mapping[str, Any]], str], ...] = ()

    def required_columns(self) -> list[str]:
        """Return the names of the columns that a file must have."""
        return [column.name for column in self.columns if not column.optional]


def read_table(path: Path, schema: Schema, **choices: Collection[str]) -> pd.DataFrame:
    """Read a table of strings and check it; an optional column that is missing is added, empty.

    Args:
        path: The file; one that does not exist gives an empty table.
        schema: What it should hold.
        choices: What a column may hold where only the caller knows it: `source=["000", "001"]`.

    Raises:
        InputError: With a line for each problem.
    """
    table = read_csv(path, schema.required_columns())
    for column in schema.columns:
        if column.name not in table:
            table[column.name] = pd.Series("", index=table.index, dtype="str")
    raise_problems([*problems(rows_by_place(path, table), schema, choices)])
    return table


def read_tables(path: Path, key: str, schema: Schema) -> list[dict[str, Any]]:
    """Read the tables [[key]] of a TOML file and check them.

    Raises:
        InputError: With a line for each problem.
    """
    tables = read_toml(path).get(key, [])
    if not isinstance(tables, list):
        raise_problems(
            [f"{path}: [{key}] is one table; expected [[{key}]], as in seeds/events.toml."]
        )
    rows = {f"{path}, [[{key}]] {number}": row for number, row in enumerate(tables, start=1)}
    raise_problems([*problems(rows, schema)])
    return tables


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


def _dropped_zeros(row: Mapping[str, str]) -> str:
    """Return the problem of a source 000 that a spreadsheet has turned into 0."""
    number = re.match(r"\d+", row["file"])
    source = row["source"]
    if number and source.isdecimal() and number[0] != source and int(number[0]) == int(source):
        remedy = f"write {number[0]}, here and in all tables, in a column formatted as text"
        return f"source {source!r} of {row['file']}: a spreadsheet has dropped zeros; {remedy}"
    return ""


def _unprintable_name(row: Mapping[str, str]) -> str:
    """Return the problem of a name that is not UTF-8 or has control characters."""
    if row["file"].isprintable():
        return ""
    return f"file {row['file']!r}: the name has characters that cannot be shown; rename the file"


def _quote_of_a_stance(row: Mapping[str, str]) -> str:
    """Return the problem of a silence with a quote, or of another stance without."""
    if (row["stance"] == "silent") == (row["quote"] == ""):
        return ""
    expected = "silent has no quote, every other stance has one"
    return f"stance {row['stance']!r} with quote {row['quote']!r}; {expected}"


def _as_many_blanks(row: Mapping[str, str]) -> str:
    """Return the problem of a label with more blanks in one language than in the other."""
    blanks = row["en"].count("{}"), row["ru"].count("{}")
    if blanks[0] == blanks[1]:
        return ""
    return f"{blanks[0]} × {{}} in en, {blanks[1]} in ru; expected as many in both"


def _same_placeholders(row: Mapping[str, str]) -> str:
    """Return the problem of a text with a {placeholder} in one language that the other lacks."""
    for field in ("title", "caption", "alt"):
        english = {match[0] for match in PLACEHOLDER.finditer(row[f"{field}_en"])}
        russian = {match[0] for match in PLACEHOLDER.finditer(row[f"{field}_ru"])}
        if english != russian:
            odd = ", ".join(sorted(english ^ russian))
            return f"{odd} in one language of {field} only; expected it in both"
    return ""


def columns(names: str, **options: Any) -> tuple[Column, ...]:
    """Make several columns alike from their names, separated by spaces."""
    return tuple(Column(name, **options) for name in names.split())


SOURCES = Schema(
    (
        *columns("source file", required=True, unique=True),
        *columns("label title"),
        Column("language", choices=LANGUAGES),
        Column("sha256", form=SHA256),
        Column("written", form=EDTF, optional=True),
        Column("colour", form=COLOUR, optional=True),
    ),
    (_dropped_zeros, _unprintable_name),
)
PARTS = Schema(
    (
        Column("part", required=True, unique=True),
        Column("source", required=True),
        *columns("start stop", required=True, form=WHOLE_NUMBER),
        Column("label"),
        Column("opening", required=True),
        Column("frame_date", form=EDTF),
        Column("note"),
    )
)
ENTITIES = Schema(
    (
        Column("entity", required=True, unique=True),
        Column("type", required=True, choices=ENTITY_TYPES),
        *columns("label_ru label_en aliases_ru aliases_en derived_ru derived_en note"),
        Column("context", optional=True),
        Column("colour", form=COLOUR, optional=True),
    )
)
CODEBOOK = Schema(
    (
        Column("facet", required=True, unique=True),
        *columns("event group label_en label_ru question definition kind scope"),
    )
)
CLAIMS = Schema(
    (
        *columns("source part facet", required=True),
        Column("stance", required=True, choices=STANCES),
        *columns("value quote note"),
        *columns("about gloss against", optional=True),
        Column("clash", choices=CLASHES, optional=True),
        *columns("start stop", form=WHOLE_NUMBER, optional=True),
    ),
    (_quote_of_a_stance,),
)
EPISODES = Schema(
    (
        *columns("event episode label_en label_ru"),
        Column("source", required=True),
        Column("order", required=True, choices=("plan", "told")),
        Column("rank", required=True, form=WHOLE_NUMBER),
        Column("quote", required=True),
        *columns("start stop", form=WHOLE_NUMBER, optional=True),
    )
)
NARRATED = Schema(
    (
        *columns("source quote", required=True),
        Column("edtf", required=True, form=EDTF_OR_NONE),
        Column("reason"),
    )
)
DEFECTS = Schema(columns("source quote defect", required=True))
LABELS = Schema(
    (Column("en", required=True, unique=True), Column("ru", required=True)), (_as_many_blanks,)
)
CAPTIONS = Schema(
    (
        Column("figure", required=True, unique=True, form=FIGURE_NAME),
        *columns("title_en title_ru caption_en caption_ru alt_en alt_ru", required=True),
    ),
    (_same_placeholders,),
)
LEMMAS = Schema(
    (
        Column("language", required=True, choices=LANGUAGES),
        *columns("form lemma condition", required=True),
        Column("reason"),
    )
)
STOP_WORDS = Schema(
    (Column("language", required=True, choices=LANGUAGES), *columns("word pos", required=True))
)
EVENTS = Schema(
    (
        Column("id", required=True, unique=True),
        *columns("date preparation aftermath", required=True, form=EDTF),
    )
)
NAMED_DAYS = Schema((Column("day", required=True, form=DAY),))
SCHEMAS = {
    "sources.csv": SOURCES,
    "parts.csv": PARTS,
    "entities.csv": ENTITIES,
    "codebook.csv": CODEBOOK,
    "claims.csv": CLAIMS,
    "claims_second.csv": CLAIMS,
    "episodes.csv": EPISODES,
    "narrated.csv": NARRATED,
    "defects.csv": DEFECTS,
    "labels.csv": LABELS,
    "captions.csv": CAPTIONS,
    "lemmas.csv": LEMMAS,
    "stop_words.csv": STOP_WORDS,
}
