"""The numbers of the figures are in one workbook, in which text stays text."""

import json

import openpyxl
import pytest

from letopis.figures.workbook import read_columns, write_workbook

TABLE = """source,edtf,n,quote
000,1927,12,«7 ноября»
001,1927-11-07,,'=1+1
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "02-words.csv").write_text(TABLE, "utf-8")
    (tmp_path / "02-words.json").write_text(json.dumps({"caption": "Words."}), "utf-8")
    return tmp_path


def rows(path, sheet):
    book = openpyxl.load_workbook(path)
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def test_ids_dates_and_quotations_are_text_and_counts_are_numbers(folder):
    heads, meanings, *cells = rows(write_workbook(folder), "02-words")
    assert heads == ["source", "edtf", "n", "quote"]
    assert meanings[0] == "the source: the number of a text" and meanings[2].startswith("what the")
    assert cells == [["000", "1927", 12, "«7 ноября»"], ["001", "1927-11-07", None, "=1+1"]]


def test_what_looks_like_a_formula_is_not_one(folder):
    sheet = openpyxl.load_workbook(write_workbook(folder))["02-words"]
    assert (sheet["D4"].value, sheet["D4"].data_type) == ("=1+1", "s")


def test_the_first_sheet_lists_the_figures(folder):
    assert rows(write_workbook(folder), "figures") == [
        ["figure", "caption"],
        ["02-words", "Words."],
    ]


def test_the_same_tables_give_the_same_bytes(folder):
    path = write_workbook(folder)
    first = path.read_bytes()
    path.unlink()
    assert write_workbook(folder).read_bytes() == first


def test_a_folder_without_figures_has_no_workbook(tmp_path):
    assert write_workbook(tmp_path) is None and list(tmp_path.iterdir()) == []


def test_every_column_of_the_kept_figures_is_explained(root):
    known = read_columns()
    for path in (root / "figures").glob("[0-9]*.json"):
        heads = path.with_suffix(".csv").read_text("utf-8").split("\n")[0].split(",")
        assert [head for head in heads if head not in known] == [], path.name


def test_no_column_is_explained_that_no_figure_has(root):
    tables = [path.with_suffix(".csv") for path in (root / "figures").glob("[0-9]*.json")]
    heads = {head for path in tables for head in path.read_text("utf-8").split("\n")[0].split(",")}
    assert sorted(read_columns().keys() - heads) == []
