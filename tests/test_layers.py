"""Each room imports only what the table allows; the map of the library names every file."""

import ast
import doctest
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

LIB = Path(__file__).resolve().parent.parent / "lib" / "letopis"
MAY_IMPORT = {
    "texts": set(),
    "language": {"texts"},
    "dates": {"texts", "language"},
    "people": {"texts", "language", "dates", "words"},
    "words": {"texts", "language"},
    "accounts": {"texts", "people", "dates", "words"},
    "figures": {"texts", "accounts"},  # accounts only until its pages are handed their tables
    "project": {"texts", "language", "dates", "people", "words", "accounts", "figures", "corpus"},
}
ENGINES = {
    "pymorphy3": "language",
    "simplemma": "language",
    "matplotlib": "figures",
    "wordcloud": "figures",
    "distributed": "project",
}
MODULES = sorted(path for path in LIB.glob("*/*.py"))
NAMES = [".".join(("letopis", *path.relative_to(LIB).with_suffix("").parts)) for path in MODULES]


def imports(path: Path) -> set[str]:
    """Collect the full names of what a module imports; Corpus as a mere type does not count."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found - {"letopis.corpus.Corpus"} if path.parent.name != "project" else found


def test_the_rooms_are_those_of_the_table():
    rooms = {path.name for path in LIB.iterdir() if (path / "__init__.py").is_file()}
    assert rooms == set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_room_imports_only_what_the_table_allows(path):
    room = path.parent.name
    imported = {name.split(".")[1] for name in imports(path) if name.startswith("letopis.")}
    assert imported - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_an_engine_is_imported_in_its_room_only(path):
    engines = {name.split(".")[0] for name in imports(path)} & set(ENGINES)
    assert all(ENGINES[engine] == path.parent.name for engine in engines), engines


def test_import_letopis_is_light():
    heavy = "pandas matplotlib pymorphy3 simplemma rapidfuzz wordcloud edtf nbformat".split()
    heavy += ["duckdb", "distributed"]
    code = f"import sys, letopis; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("name", NAMES)
def test_every_example_in_a_docstring_holds(name, corpus):
    found = doctest.testmod(importlib.import_module(name), extraglobs={"corpus": corpus})
    assert found.failed == 0


@pytest.fixture(scope="module")
def sections(root) -> dict[str, str]:
    """Return the sections of lib/README.md by their heading."""
    text = (root / "lib" / "README.md").read_text("utf-8")
    parts = re.split(r"^#{2,3} (?:\[(\w+)\]\(.*\)|(.*))$", text, flags=re.MULTILINE)
    headings = [name or title for name, title in zip(parts[1::3], parts[2::3], strict=True)]
    return dict(zip(headings, parts[3::3], strict=True))


@pytest.mark.parametrize("room", ["letopis", *MAY_IMPORT])
def test_every_file_of_a_room_is_on_the_map_and_no_other(root, sections, room):
    folder = root / "lib" / "letopis"
    files = folder.glob("*.py") if room == "letopis" else (folder / room).rglob("*.*")
    start = folder if room == "letopis" else folder / room
    there = {path.relative_to(start).as_posix() for path in files if path.suffix != ".pyc"}
    named = re.findall(r"^\| `([^`]+)` \|", sections[room], re.MULTILINE)
    assert sorted(named) == sorted(there)


def test_what_a_reader_is_sent_to_exists(root, sections):
    wishes = next(text for title, text in sections.items() if title.startswith("I want"))
    places = re.findall(r"`([\w./]+/[\w./]*|[\w/]+\.(?:py|csv|toml|txt|jsonl))`", wishes)
    assert len(places) > 60
    for place in places:
        homes = (root, root / "lib", root / "lib" / "letopis")
        assert any((home / place).exists() for home in homes), place


def test_the_links_of_the_map_lead_somewhere(root):
    text = (root / "lib" / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert (root / "lib" / target).exists(), target
