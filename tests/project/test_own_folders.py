"""The notebooks run to the end on any folder of texts, and say there nothing of the project's."""

import ast
import builtins
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest

import letopis
from letopis.project.run import OF_THE_PROJECT, notebook_for_others, run_notebooks

ROOT = Path(__file__).resolve().parents[2]
BOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OURS = re.compile(
    r"trotsky|stalin|lenin|menzhinsky|malaparte|троцк|переворот|19[0-4]\d|(?<![,\d])00[0-3]\b|"
    r"\b(three|four|five|eight) (texts|sources|voices)\b",
    re.IGNORECASE,
)
RUSSIAN = """Утром 3 марта 1861 года в Туле читали манифест. Пётр Воронцов слушал молча.

На другой день Воронцов уехал в деревню. «Воля!» — говорил ему староста. В 1863 году
Воронцов вернулся. Староста умер в том же году.
"""
ENGLISH = """On 14 December 1825 the regiments came to the square. Ryleev walked between them for $5
or $10.
Nicholas waited until dusk. The revolt was over.

Pestel had been arrested on 13 December 1825. In July 1826 Pestel and Ryleev were hanged.
"""
PEOPLE = """entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note
ryleev,person,Рылеев,Ryleev,Рылеев,Ryleev,,,
pestel,person,Пестель,Pestel,Пестель,Pestel,,,
nicholas,person,Николай I,Nicholas I,Николай Павлович,Nicholas,,,
"""
EVENT = """[[event]]
id = "1825-12-14"
label_en = "the rising of 14 December 1825"
label_ru = "восстание 14 декабря 1825 года"
date = "1825-12-14"
preparation = "1825-11/1825-12-13"
aftermath = "1825-12-15/1826-07"
names_en = ["rising", "revolt"]
"""
FOLDERS = {
    "one Russian text": {"manifest.txt": RUSSIAN},
    "a table of three people and an event": {
        "rising.txt": ENGLISH,
        "entities.csv": PEOPLE,
        "events.toml": EVENT,
    },
    "one word": {"word.txt": "Да.\n"},
}


def cells(path: Path, kind: str = "code") -> list[tuple[str, bool]]:
    """Return the source of each cell of a kind, and whether it speaks of the project's texts."""
    book = nbformat.read(path, as_version=4)
    chosen = [cell for cell in book.cells if cell.cell_type == kind]
    return [(cell.source, OF_THE_PROJECT in cell.metadata.get("tags", [])) for cell in chosen]


@pytest.fixture(params=BOOKS, ids=lambda path: path.stem)
def book(request):
    return request.param


def test_what_is_true_of_the_projects_texts_only_is_tagged(book):
    for source, is_tagged in [*cells(book), *cells(book, "markdown")]:
        if not is_tagged:
            assert "assert " not in source
            links = re.sub(r"\w+\.\w+|`[^`]*`|“[^”]*”|«[^»]*»|[A-Z]\w+ \(\d{4}\)", "", source)
            assert not OURS.search(re.sub(r"\([^()]*\b(?:19|20)\d\d\)", "", links)), source


def test_no_cell_needs_what_is_left_out(book):
    known = set(dir(builtins))
    for source, is_tagged in cells(book):
        if not is_tagged:
            names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
            made = {node.id for node in names if isinstance(node.ctx, ast.Store)}
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    made |= {alias.name for alias in node.names}
            assert {node.id for node in names} - made <= known, source
            known |= made


def test_the_copy_for_others_has_no_output_and_an_opening_of_its_own(book, folder_of):
    corpus = letopis.load(folder_of({"letter.txt": "Он молчал."}))
    copy = nbformat.reads(notebook_for_others(book, corpus), as_version=4)
    opening = copy.cells[0].source
    assert re.match(r"# .+\?\n", opening) and "1 sources, 1 voices, 2 words" in opening
    for cell in copy.cells:
        assert not cell.get("outputs") and not cell.get("execution_count")
        assert "letopis.load()" not in cell.source


def run_cells(text: str, namespace: dict) -> None:
    """Run the code of a notebook, and show what each cell ends in."""
    for cell in nbformat.reads(text, as_version=4).cells:
        if cell.cell_type == "code":
            *steps, last = ast.parse(cell.source).body
            if not isinstance(last, ast.Expr):
                steps.append(last)
            exec(compile(ast.Module(steps, []), cell.id, "exec"), namespace)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), cell.id, "eval"), namespace)
                for show in ("__repr__", "_repr_html_", "_repr_png_"):
                    getattr(value, show, str)()


@pytest.mark.parametrize("name", FOLDERS)
def test_all_notebooks_run_to_the_end(name, tmp_path, monkeypatch, capsys):
    for file, content in FOLDERS[name].items():
        (tmp_path / file).write_text(content, "utf-8")
    place = tmp_path / "letopis" / "notebooks"
    place.mkdir(parents=True)
    monkeypatch.chdir(place)
    monkeypatch.setenv("LETOPIS_SEEDS", str(tmp_path))
    monkeypatch.setenv("LETOPIS_FIGURES", str(tmp_path / "letopis" / "figures"))
    corpus = letopis.load()
    for path in BOOKS:
        namespace: dict[str, object] = {}
        run_cells(notebook_for_others(path, corpus), namespace)
        for value in namespace.values():
            if isinstance(value, TemporaryDirectory):
                value.cleanup()
    written = [json.loads(path.read_text("utf-8")) for path in place.parent.rglob("*.json")]
    words = [str(each | {"files": ""} if isinstance(each, dict) else each) for each in written]
    assert not [caption for caption in words if OURS.search(caption)]
    if name == "a table of three people and an event":
        drawn = {path.stem for path in (tmp_path / "letopis" / "figures").glob("*.svg")}
        assert {"02-who-when", "02-timeline", "03-coverage", "02-mentions-by-source"} <= drawn


def test_a_notebook_that_fails_is_named_and_keeps_nothing_else_from_being_made(
    tmp_path, monkeypatch, capsys
):
    root = tmp_path / "project"
    (root / "notebooks").mkdir(parents=True)
    (root / "CITATION.cff").write_bytes((ROOT / "CITATION.cff").read_bytes())
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "letter.txt").write_text("Он молчал. Троцкий ушёл.", "utf-8")
    for number, code in enumerate(["1 / 0", "len('made')"]):
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code, id="first")])
        book.cells.append(nbformat.v4.new_code_cell("'after'", id="second"))
        nbformat.write(book, root / "notebooks" / f"0{number}_book.ipynb")
    monkeypatch.setenv("LETOPIS_SEEDS", str(texts))
    monkeypatch.setenv("LETOPIS_FIGURES", "")
    assert run_notebooks(root, []) == 1
    assert "00_book.ipynb, cell 1: ZeroDivisionError" in capsys.readouterr().err
    made = texts / "letopis"
    assert (made / "figures" / "README.md").is_file()
    for name in ("00_book.ipynb", "01_book.ipynb"):
        last = json.loads((made / "notebooks" / name).read_text("utf-8"))["cells"][-1]
        assert last["outputs"][0]["data"]["text/plain"] == ["'after'"]


@pytest.mark.parametrize(("written_about", "code"), [("a", 1), ("a, b", 0)])
def test_statements_that_do_not_hold_are_listed_and_all_cells_run(
    written_about, code, tmp_path, monkeypatch, capsys
):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "CITATION.cff").write_bytes((ROOT / "CITATION.cff").read_bytes())
    (tmp_path / "seeds" / "a.txt").write_text("Он молчал.", "utf-8")
    sources = [f'"{source}"' for source in written_about.split(", ")]
    chosen = f"written_about = [{', '.join(sources)}]\n"
    (tmp_path / "seeds" / "chosen.toml").write_text(chosen, "utf-8")
    tags = {"tags": [OF_THE_PROJECT]}
    cells = [
        nbformat.v4.new_code_cell('assert 1 == 2, "below: two texts"', id="first", metadata=tags),
        nbformat.v4.new_code_cell("'after'", id="second"),
        nbformat.v4.new_code_cell('assert not 3, "Limits: three"', id="third", metadata=tags),
    ]
    path = tmp_path / "notebooks" / "00_book.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LETOPIS_SEEDS", raising=False)
    monkeypatch.delenv("LETOPIS_FIGURES", raising=False)
    (tmp_path / "figures").mkdir()
    assert run_notebooks(tmp_path, []) == code
    said = capsys.readouterr().out
    assert "00_book.ipynb, cell 1: below: two texts\n00_book.ipynb, cell 3: Limits: three" in said
    kept = json.loads(path.read_text("utf-8"))["cells"][1]["outputs"]
    assert bool(kept) == (code == 0)  # the project's own notebook stays as it was
