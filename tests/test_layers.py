"""The house stands as it is drawn: data flows one way, texts are opened in one place, the door is light."""

import ast
import doctest
import importlib
import subprocess
import sys

import pytest

ORDER = """
encodings tables tokens readers sources sentences names context guesses trie lemmas words mentions unmatched expressions
dates narrated passages counts keyness concordance compare reuse corpus origins check labels twins figures charts
pages gallery report explore notebooks __main__
""".split()
ENGINES = {"pymorphy3", "simplemma", "rumorph", "razdel", "slovnet"}


def modules(root):
    return {path.stem: ast.parse(path.read_text("utf-8")) for path in (root / "lib" / "letopis").glob("*.py")}


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield node.module


def test_no_module_imports_one_to_its_right(root):
    for name, tree in modules(root).items():
        if name == "__init__":
            continue
        for imported in imports(tree):
            head, _, rest = imported.partition(".")
            part = rest.split(".")[0]
            if head == "letopis" and part in ORDER:
                assert ORDER.index(part) < ORDER.index(name), f"{name} imports {part}"


def test_every_module_has_its_place_in_the_order(root):
    assert set(modules(root)) - {"__init__"} == set(ORDER)


def test_only_lemmas_imports_an_engine(root):
    for name, tree in modules(root).items():
        found = {imported.split(".")[0] for imported in imports(tree)} & ENGINES
        assert not found or name == "lemmas", f"{name} imports {found}"


def test_import_letopis_is_light():
    heavy = ["matplotlib", "pymorphy3", "simplemma", "rumorph", "rapidfuzz", "wordcloud", "edtf", "nbformat"]
    code = f"import sys, letopis; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


@pytest.mark.parametrize("name", [name for name in ORDER if name != "__main__"])
def test_every_example_in_a_docstring_holds(name, root, corpus):
    found = doctest.testmod(importlib.import_module(f"letopis.{name}"), extraglobs={"corpus": corpus})
    assert found.failed == 0
    assert "doctest: +" not in (root / "lib" / "letopis" / f"{name}.py").read_text("utf-8")
