"""Workbook: the numbers of all figures in one file for spreadsheets, a sheet a figure."""

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from letopis.figures.style import DATA
from letopis.texts.checks import FIGURE_NAME
from letopis.texts.files import FORMULA, write

WORKBOOK = "numbers.xlsx"
MADE = datetime(2026, 1, 1)  # the same in every file, so that the bytes are the same
SHEET_NAME = 31  # characters: what spreadsheets allow
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?")
WIDEST = 60  # characters of a column


class FigureColumn(NamedTuple):
    """What is known of a column of the figures' tables."""

    kind: str
    meaning: str


def write_workbook(folder: Path) -> Path | None:
    """Write the numbers of every figure of a folder into one workbook.

    Ids, dates and quotations are cells of text, so that no spreadsheet takes 000 for 0 or
    «7 ноября» for a day of this year. The first sheet lists the figures; in each other sheet the
    first row names the columns, the second says what they mean. The same tables give the same
    bytes.

    Args:
        folder: Where figures are kept: the CSV and the JSON of each are read.

    Returns:
        The path of the workbook; None where there is no figure.
    """
    from xlsxwriter import Workbook

    names = sorted(path.stem for path in folder.glob("*.csv") if FIGURE_NAME.accepts(path.stem))
    names = [name for name in names if (folder / f"{name}.json").is_file()]
    if not names:
        return None
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"title": "Numbers of the figures", "created": MADE})
        styles = {"head": book.add_format({"bold": True, "bottom": 1})}
        styles["meaning"] = book.add_format({"italic": True, "text_wrap": True, "valign": "top"})
        _write_contents(book.add_worksheet("figures"), folder, names, styles)
        for name in names:
            with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                _write_table(book.add_worksheet(name[:SHEET_NAME]), list(csv.reader(file)), styles)
    return write(folder / WORKBOOK, data.getvalue())


def _write_contents(sheet, folder: Path, names: list[str], styles: dict) -> None:
    """List the figures, each with its caption and a link to its sheet."""
    for number, head in enumerate(("figure", "caption")):
        sheet.write_string(0, number, head, styles["head"])
    for row, name in enumerate(names, start=1):
        about = json.loads((folder / f"{name}.json").read_text("utf-8"))
        sheet.write_url(row, 0, f"internal:'{name[:SHEET_NAME]}'!A1", string=name)
        sheet.write_string(row, 1, about["caption"])
    sheet.set_column(0, 0, max(map(len, names)))
    sheet.freeze_panes(1, 0)


def _write_table(sheet, rows: list[list[str]], styles: dict) -> None:
    """Write a table: names of columns, what they mean, then a row a row."""
    known = read_columns()
    heads, *cells = rows
    for number, head in enumerate(heads):
        values = [_without_mark(row[number]) for row in cells]
        column = known.get(head) or FigureColumn("number" if _are_numbers(values) else "text", "")
        sheet.write_string(0, number, head, styles["head"])
        sheet.write_string(1, number, column.meaning, styles["meaning"])
        for place, value in enumerate(values, start=2):
            if column.kind == "number" and NUMBER.fullmatch(value):
                sheet.write_number(place, number, float(value))
            elif value:
                sheet.write_string(place, number, value)
        longest = max((len(line) for value in values for line in value.split("\n")), default=0)
        sheet.set_column(number, number, min(max(longest, len(head), 14) + 1, WIDEST))
    sheet.freeze_panes(2, 0)


def read_columns() -> dict[str, FigureColumn]:
    """Return what is known of the columns: numbers or text, and what they mean.

    >>> read_columns()["per_1000"].kind, read_columns()["source"].kind
    ('number', 'text')
    """
    with (DATA / "columns.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["column"]: FigureColumn(row["kind"], row["meaning"]) for row in csv.DictReader(file)
        }


def _are_numbers(values: list[str]) -> bool:
    """Tell whether all values of a column that nobody explained are numbers."""
    return all(NUMBER.fullmatch(value) for value in values if value)


def _without_mark(cell: str) -> str:
    """Take away the apostrophe by which a CSV marks text; a cell of a workbook is text anyway."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
