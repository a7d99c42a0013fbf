"""A table is checked against its schema: all that is wrong is said at once, with row and remedy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.dates.edtf import is_valid
from letopis.texts.checks import Column, Schema, is_edtf, problems
from letopis.texts.errors import InputError
from letopis.texts.schemas import EVENTS, SCHEMAS, read_table, read_tables

DATES = st.from_regex(
    r"[12]\d(\d\d|\dX|XX)(-[012]\d(-[0-3]\d)?)?~?(/1\d\d\d(-\d\d)?)?", fullmatch=True
)


def found(row: dict, *columns: Column, **more) -> list[str]:
    return [*problems({"row 2": row}, Schema(*columns, **more))]


def test_every_problem_of_a_table_is_said_at_once(tmp_path):
    path = tmp_path / "entities.csv"
    header = (
        "entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note,colour\n"
    )
    rows = "stalin,man,,,,,,,,red\n,person,,,,,,,,\nstalin,person,,,,,,,,\n"
    path.write_text(header + rows)
    with pytest.raises(InputError) as refused:
        read_table(path, SCHEMAS["entities.csv"])
    lines = [line.removeprefix(f"{path}, ") for line in str(refused.value).splitlines()]
    assert lines[0].startswith("row 2: type 'man'; expected one of person, organisation, place")
    assert lines[1:3] == [
        "row 2: colour 'red'; expected a colour as #0B3C6F.",
        "row 3: entity ''; expected a value.",
    ]
    assert lines[3].startswith("row 4: entity 'stalin' occurs twice, first in ")
    assert len(lines) == 4


def test_an_empty_cell_is_wrong_only_where_a_value_is_required():
    assert found({"type": ""}, Column("type", choices=["person"])) == []
    assert found({"type": ""}, Column("type", choices=["person"], required=True)) == [
        "row 2: type ''; expected a value."
    ]


def test_the_caller_may_know_what_a_column_may_hold():
    schema = Schema(Column("source", required=True))
    wrong = [*problems({"row 2": {"source": "b"}}, schema, {"source": ["a"]})]
    assert wrong == ["row 2: source 'b'; expected one of a."]


def test_a_rule_about_a_row_says_what_is_wrong_itself():
    def no_title(row: dict) -> str:
        return "a label needs a title" if row["label"] and not row["title"] else ""

    columns = (Column("label"), Column("title"))
    assert found({"label": "A", "title": ""}, *columns, rules=[no_title]) == [
        "row 2: a label needs a title."
    ]


def test_a_column_that_may_be_missing_is_there_and_empty(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name\nx\n")
    schema = Schema(Column("name"), Column("note", optional=True))
    assert read_table(path, schema)["note"].tolist() == [""]
    assert list(read_table(tmp_path / "none.csv", schema).columns) == ["name", "note"]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[[event]]\n", "[[event]] 1: id is missing; expected a value"),
        ('[[event]]\nid = "x"\ndate = 1927-11-07\n', "expected text in quotation marks"),
        ('[event]\nid = "x"\n', "[event] is one table; expected [[event]]"),
    ],
)
def test_an_event_is_checked_as_a_row_is(tmp_path, toml, words):
    path = tmp_path / "events.toml"
    path.write_text(toml)
    with pytest.raises(InputError, match=r"events\.toml") as refused:
        read_tables(path, "event", EVENTS)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "cell", ["1927", "192X", "19XX", "1927-11", "1927-21", "1928/1929-02-28~", "1927-23/1927"]
)
def test_a_date_may_be_vague(cell):
    assert is_edtf(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "07.11.1927",
        "Nov-27",
        "1927-13",
        "1927-02-30",
        "1927/",
        "1927/1928/1929",
        "none",
        "1928/1927",
    ],
)
def test_what_has_no_first_and_last_day_is_no_date(cell):
    assert not is_edtf(cell)


@given(DATES)
def test_a_date_that_a_table_may_hold_has_a_first_and_a_last_day(cell):
    assert is_valid(cell) or not is_edtf(cell)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_tables_of_the_seeds_are_as_their_schemas_say(root, name):
    read_table(root / "seeds" / name, SCHEMAS[name])
