"""A new folder is an example that works, and shows the columns of every table."""

import csv

import pytest

import letopis
from letopis import InputError
from letopis.__main__ import main
from letopis.figures.translation import read_labels
from letopis.project.check import check_folder
from letopis.project.new import new_folder
from letopis.texts.schemas import SCHEMAS


def test_the_example_has_no_problems_and_nothing_unread(tmp_path):
    new_folder(tmp_path / "example")
    report, can_be_loaded = check_folder(tmp_path / "example")
    assert can_be_loaded and "2 texts read" in report and "problem" not in report


def test_every_table_has_its_columns_and_no_other(tmp_path):
    paths = {path.name: path for path in new_folder(tmp_path / "example")}
    for name in paths.keys() & SCHEMAS.keys():
        header = next(csv.reader(paths[name].read_text("utf-8").splitlines()))
        columns = {column.name: column.optional for column in SCHEMAS[name].columns}
        assert set(header) <= columns.keys(), name
        assert {column for column, optional in columns.items() if not optional} <= set(header), name
    assert {"entities.csv", "claims.csv", "passages.csv", "roles.csv", "events.toml"} <= set(paths)


def test_the_tables_of_the_example_are_about_its_texts(tmp_path):
    new_folder(tmp_path / "example")
    corpus = letopis.load(tmp_path / "example")
    assert set(corpus.mentions["entity"]) == {
        "ryleyev",
        "trubetskoy",
        "miloradovich",
        "kakhovsky",
        "nicholas",
    }
    claims = corpus.claims.query("stance != 'silent'")
    assert len(claims) == 5
    for claim in claims.itertuples():
        assert corpus.text(claim.source)[claim.start : claim.stop] == claim.quote
    assert corpus.narrated["basis"].eq("read").sum() == 1


def test_files_that_are_there_are_not_touched(tmp_path):
    (tmp_path / "mine.txt").write_text("Мой текст.", "utf-8")
    with pytest.raises(InputError, match="expected an empty folder, or none; found files"):
        new_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command_says_what_it_wrote_and_what_comes_next(tmp_path, capsys):
    folder = tmp_path / "example"
    assert main(["new", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "claims.csv" in said and f".venv/bin/python -m letopis check {folder}" in said


def test_the_groups_of_its_questions_have_russian_names(tmp_path):
    new_folder(tmp_path / "example")
    assert read_labels(tmp_path / "example").translate("the day") == "сам день"
