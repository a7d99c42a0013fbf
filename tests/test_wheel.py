"""The wheel holds what the library needs, says what it needs, and works outside the repository."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
DATA_ONLY = {"pymorphy3-dicts-ru"}
NOTEBOOKS_ONLY = {"IPython", "ipywidgets", "nbclient", "nbformat", "traitlets"}
ASK = """
import json, letopis
corpus = letopis.load(".")
print(json.dumps({
    "home": letopis.__file__,
    "lemmas": corpus.tokens["lemma"].tolist(),
    "stop_words": corpus.tokens.query("stop_word")["text"].tolist(),
    "mentions": corpus.mentions[["source", "entity"]].to_numpy().tolist(),
    "dates": corpus.dates["edtf"].tolist(),
    "narrated": corpus.narrated[["source", "edtf", "basis"]].to_numpy().tolist(),
}))
"""


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory) -> Path:
    """Build the wheel from a copy of the tree, with nothing but setuptools, and unpack it."""
    copy = tmp_path_factory.mktemp("tree")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, copy)
    for name in ("lib", "seeds"):
        passed_over = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(root / name, copy / name, ignore=passed_over)
    command = [sys.executable, "-W", "ignore", "-c", BUILD, str(copy / "dist")]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    (built,) = (copy / "dist").glob("letopis-*-py3-none-any.whl")
    unpacked = tmp_path_factory.mktemp("site")
    zipfile.ZipFile(built).extractall(unpacked)
    return unpacked


def test_every_file_of_the_library_is_in_the_wheel(root, wheel):
    lib = root / "lib" / "letopis"
    names = [str(path.relative_to(lib)) for path in lib.rglob("*") if path.is_file()]
    names = [name for name in names if not re.search(r"(^|/)[._]+(pycache|mypy)|\.pyc$", name)]
    assert len(names) > 40
    assert [name for name in names if not (wheel / "letopis" / name).is_file()] == []


def test_the_texts_are_not_in_the_wheel(wheel):
    shipped = {path.name for path in (wheel / "letopis" / "seeds").iterdir()}
    assert {"entities.csv", "events.toml"} <= shipped
    assert not [name for name in shipped if name.endswith(".txt") or name == "sources.csv"]


def test_texts_in_two_languages_have_their_tables_outside_the_repository(wheel, folder_of):
    russian = "Троцкий выступил в Москве 7 ноября 1927 года. На следующий день Сталин молчал."
    folder = folder_of({"ru.txt": russian, "en.txt": "Trotsky spoke on November 7, 1927."})
    environment = {"PYTHONPATH": str(wheel), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", ASK]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert Path(found["home"]).is_relative_to(wheel)
    assert "выступить" in found["lemmas"] and "speak" in found["lemmas"]
    assert {"в", "на", "on"} <= {word.lower() for word in found["stop_words"]}
    mentioned = [tuple(mention) for mention in found["mentions"]]
    assert set(mentioned) >= {("en", "trotsky"), ("ru", "trotsky"), ("ru", "stalin")}
    assert found["dates"] == ["1927-11-07", "1927-11-07", "1927-11-08"]
    assert ["ru", "1927-11-08", "own"] in found["narrated"]


def test_a_table_of_the_readers_own_goes_first(wheel, folder_of):
    header = "entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note\n"
    row = "smirnova,person,Смирнова,Smirnova,Смирнова,Smirnova,,,\n"
    folder = folder_of({"a.txt": "Смирнова ответила Троцкому.", "entities.csv": header + row})
    environment = {"PYTHONPATH": str(wheel), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", ASK]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert json.loads(run.stdout)["mentions"] == [["a", "smirnova"]], run.stderr


def test_what_the_library_imports_is_what_it_declares(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    distributions = packages_distributions()
    used = set()
    for path in (root / "lib" / "letopis").rglob("*.py"):
        for package in imported_packages(path) - NOTEBOOKS_ONLY:
            names = {name.lower() for name in distributions[package]} & declared
            assert names, f"{path.name} imports {package}"
            used |= names
    assert declared - used == DATA_ONLY


def imported_packages(path: Path) -> set[str]:
    """Collect the packages that a module imports, without Python's own and ours."""
    packages = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            packages |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            packages.add(node.module.split(".")[0])
    return packages - sys.stdlib_module_names - {"letopis"}
