"""Each notebook is as a reader should find it: one question, run in order, nothing hidden."""

import ast
import json
import re
from pathlib import Path

import pytest

import letopis
from letopis.__main__ import main
from letopis.project.run import clean_before_saving, differing_files
from letopis.texts.catalogue import has_own_texts

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
BOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=BOOKS, ids=lambda path: path.stem)
def book(request):
    return json.loads(request.param.read_text("utf-8"))


def code(book):
    return [cell for cell in book["cells"] if cell["cell_type"] == "code"]


def prose(book):
    return ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "markdown"]


def test_the_notebooks_are_numbered_without_a_gap():
    assert [path.name[:3] for path in BOOKS] == [
        f"{number:02d}_" for number in range(len(BOOKS))
    ] and len(BOOKS) >= 4


def test_cells_were_run_in_order_and_none_is_empty(book):
    assert [cell["execution_count"] for cell in code(book)] == list(range(1, len(code(book)) + 1))
    assert all("".join(cell["source"]).strip() for cell in book["cells"])


def test_no_output_is_an_error_or_a_warning(book):
    for cell in code(book):
        for output in cell["outputs"]:
            assert output["output_type"] != "error" and output.get("name") != "stderr", "".join(
                cell["source"]
            )


def test_most_cells_end_in_something_the_reader_sees(book):
    shown = [bool(cell["outputs"]) or "assert " in "".join(cell["source"]) for cell in code(book)]
    assert sum(shown) >= len(shown) * 0.9


def test_metadata_hold_nothing_of_the_machine_or_the_clock(book):
    remedy = "saved outside of `make lab`; `make figures` cleans it"
    assert book["metadata"] == METADATA, remedy
    assert all(set(cell["metadata"]) <= {"tags"} for cell in book["cells"]), remedy
    text = json.dumps(book, ensure_ascii=False)
    assert not re.search(r"/home/|/root/|/Users/|/tmp/|[A-Z]:\\\\", text)


def test_nbval_ignores_no_cell(book):
    tags = [tag for cell in book["cells"] for tag in cell["metadata"].get("tags", [])]
    assert not [tag for tag in tags if tag.startswith("nbval")]
    assert not re.search(r"#\s*(NBVAL|PYTEST_VALIDATE)", json.dumps(book))


def test_the_cells_after_a_statement_run_also_where_it_does_not_hold(book):
    for cell in code(book):
        is_statement = "assert " in "".join(cell["source"])
        assert ("raises-exception" in cell["metadata"].get("tags", [])) == is_statement


def test_a_code_cell_is_one_thought(book):
    lengths = [
        len([line for line in "".join(cell["source"]).splitlines() if line.strip()])
        for cell in code(book)
    ]
    assert max(lengths) <= 20 and sum(length > 10 for length in lengths) <= len(lengths) / 10


def test_logic_lives_in_the_library(book):
    trees = [ast.walk(ast.parse("".join(cell["source"]))) for cell in code(book)]
    nodes = [node for tree in trees for node in tree]
    assert sum(isinstance(node, ast.FunctionDef) for node in nodes) <= 2
    assert not [node for node in nodes if isinstance(node, ast.ClassDef)]
    assert "filterwarnings" not in json.dumps(book)


def test_it_opens_with_a_question_and_closes_with_answers_in_both_languages(book):
    text = prose(book)
    assert re.match(r"# .+\?\n", text[0]) and "**In short.**" in text[0]
    assert text[1].startswith("**Коротко.**")
    assert text[-2].startswith("## What we found") and "**Limits.**" in text[-2]
    assert text[-1].startswith("## Что мы нашли") and "**Ограничения.**" in text[-1]


def numbers(words):
    """Return the numbers of a text in order of size, written as English writes them."""
    words = re.sub(r"(?<=\d),(?=\d{3}\b)", "", re.sub(r"\]\([^)]*\)|`[^`]*`", "", words))
    written = re.findall(r"(?<![\w.,])\d+(?:[.,]\d+)?", words)
    return sorted(number.replace(",", ".") for number in written)


def test_what_is_said_in_russian_has_the_numbers_of_the_english(book):
    text = prose(book)
    in_short = re.search(r"\*\*In short\.\*\*.*?(?=\n\n)", text[0], re.DOTALL)[0]
    assert numbers(text[1].split("\n\n")[0]) == numbers(in_short)
    english = text[-2].split("\n\n")[1:-1]  # without heading and links
    russian = text[-1].split("\n\n")[1:-1]
    answers = [part.split("\n") for part in (english[0], russian[0])]
    for said, said_in_russian in zip(*answers, strict=True):
        assert numbers(said_in_russian) == numbers(said)
    assert numbers(russian[1]) == numbers(english[1])


def test_about_half_of_the_cells_are_prose(book):
    assert 0.35 <= len(prose(book)) / len(book["cells"]) <= 0.7


def test_every_picture_has_an_alt_text_and_there_are_at_least_two(book):
    pictures = [
        output
        for cell in code(book)
        for output in cell["outputs"]
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) >= 2
    for output in pictures:
        assert len(output["metadata"]["image/png"]["alt"]) >= 40


def test_links_between_notebooks_resolve(book):
    for target in re.findall(r"\]\(([^)#]+\.(?:ipynb|md|csv))", "\n".join(prose(book))):
        assert (BOOKS[0].parent / target).is_file(), target


WORDING = re.compile(r"confirmed by|all sources agree|proved|denies", re.IGNORECASE)


def test_the_wording_is_that_of_a_report(book):
    assert not [
        part for part in prose(book) if WORDING.search(re.sub(r"“[^”]*”|«[^»]*»", "", part))
    ]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LETOPIS_SEEDS", "nowhere", "LETOPIS_SEEDS='nowhere': no such folder"),
        ("LETOPIS_LABELS", "de", "LETOPIS_LABELS='de'; expected en or ru"),
    ],
)
def test_a_mistake_in_the_environment_ends_the_run_with_one_line_and_nothing_made(
    tmp_path, monkeypatch, name, value, said
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        main(["run"])
    assert str(stopped.value).startswith(said) and not list(tmp_path.iterdir())


def test_a_readme_of_the_readers_own_stops_the_run_before_it_begins(tmp_path, monkeypatch):
    (tmp_path / "README.md").write_text("My notes", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETOPIS_FIGURES", str(tmp_path))
    with pytest.raises(SystemExit, match="Choose another folder"):
        main(["run"])
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_the_texts_of_the_project_are_distinguished_from_a_readers_own(corpus, folder_of):
    assert not has_own_texts(corpus.sources)
    assert has_own_texts(letopis.load(folder_of({"letter.txt": "Троцкий молчал."})).sources)


def test_what_is_saved_in_jupyterlab_has_no_times_and_versions():
    cell = {"cell_type": "code", "id": "a", "source": "1", "outputs": [], "execution_count": 1}
    cell["metadata"] = {"tags": ["kept"], "execution": {"iopub.status.busy": "2026-01-01"}}
    book = {"nbformat": 4, "nbformat_minor": 5, "cells": [cell]}
    book["metadata"] = {"language_info": {"name": "python", "version": "3.11.2"}}
    model = {"type": "notebook", "content": book}
    clean_before_saving(model)
    assert model["content"]["metadata"] == METADATA
    assert model["content"]["cells"][0]["metadata"] == {"tags": ["kept"]}
    text = {"type": "file", "content": "as it is"}
    clean_before_saving(text)
    assert text == {"type": "file", "content": "as it is"}


def test_hidden_files_are_no_difference_between_figures(tmp_path):
    for folder in ("kept", "made"):
        (tmp_path / folder / "ru").mkdir(parents=True)
        (tmp_path / folder / "ru" / "01-words.csv").write_text("lemma\n")
    (tmp_path / "kept" / ".DS_Store").write_text("of macOS")
    (tmp_path / "kept" / ".ipynb_checkpoints").mkdir()
    (tmp_path / "kept" / ".ipynb_checkpoints" / "README-checkpoint.md").write_text("# Figures")
    assert differing_files(tmp_path / "kept", tmp_path / "made") == []
    (tmp_path / "kept" / "02-words.csv").write_text("lemma\n")
    assert differing_files(tmp_path / "kept", tmp_path / "made") == ["02-words.csv"]
