"""What the documents say can be followed: links, commands, requirements."""

import json
import re
import tomllib
from importlib.metadata import distributions, version
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("", "docs", "figures", "lib", "lib/letopis/project/data/new", "notebooks", "seeds")
DOCUMENTS = [
    path.relative_to(ROOT).as_posix()
    for folder in FOLDERS
    for path in sorted((ROOT / folder).iterdir())
    if path.suffix in (".md", ".ipynb")
]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
PATH = re.compile(r"`((?:\.github|docs|lib|notebooks|seeds|site|tests)/[\w./-]+)`")
FENCED = re.compile(r"^(```+).*?^\1", re.MULTILINE | re.DOTALL)


def words_of(path):
    """Return what a document says in Markdown; of a notebook its cells and their captions."""
    text = path.read_text("utf-8")
    if path.suffix != ".ipynb":
        return text
    pieces = []
    for cell in json.loads(text)["cells"]:
        pieces += cell["source"] if cell["cell_type"] == "markdown" else []
        for output in cell.get("outputs", []):
            pieces += output.get("data", {}).get("text/markdown", "")
        pieces.append("\n")
    return "".join(pieces)


def addresses_in(path):
    """Return the places that a link can lead to: headings, as GitHub calls them, and ids."""
    text = FENCED.sub("", words_of(path))
    heads = re.findall(r"^#+ (.+?)\s*$", text, re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads]
    return {*plain, *re.findall(r'<a id="([^"]+)"', text)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_resolve(root, name):
    for target, place in LINK.findall(words_of(root / name)):
        path = (root / name).parent / target if target else root / name
        assert path.exists(), target
        if place and path.suffix in (".md", ".ipynb"):
            assert place in addresses_in(path), f"{target}#{place}"


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "CHANGELOG.md"])
def test_paths_resolve(root, name):
    for path in PATH.findall(words_of(root / name)):
        assert (root / path).exists(), path


def test_every_command_named_in_the_readme_exists(root):
    made = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)\b", (root / "README.md").read_text("utf-8")))
    assert {"figures", "test", "lab"} <= named <= made


def test_the_container_makes_what_the_makefile_has(root):
    container = json.loads((root / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    commands = f"{container['postCreateCommand']} && {container['postAttachCommand']}"
    made = set(re.findall(r"^([\w./-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make (\S+)", commands)) == {".venv/ready", "lab"} <= made
    (version,) = re.findall(r":(3\.\d+)", container["image"])
    python = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert version in SpecifierSet(python["requires-python"])


def test_every_requirement_is_pinned_and_explained(root):
    first, *lines, last = (root / "requirements.txt").read_text("utf-8").split("\n")[:-1]
    page = (root / "docs" / "dependencies.md").read_text("utf-8")
    assert (first, last) == ("-c constraints.txt", "-e .")
    for line in lines:
        name = re.fullmatch(r"([A-Za-z0-9-]+)(\[\w+\])?==[\w.]+", line)
        assert name, line
        assert f"| {name[1]} " in page, f"{name[1]} is not explained in docs/dependencies.md"


def test_what_is_installed_is_what_is_pinned(root):
    texts = [(root / name).read_text("utf-8") for name in ("requirements.txt", "constraints.txt")]
    pin = re.compile(r"^([A-Za-z0-9-]+)(?:\[\w+\])?==([\w.]+)$", re.MULTILINE)
    pins = dict(pin.findall("".join(texts)))
    found = {name: version(name) for name in pins if list(distributions(name=name))}
    assert found == {name: pins[name] for name in found}
    assert len(pins) > 100
    assert len(pins) - len(found) < 10  # needed on other systems only


def test_what_is_pinned_installs_on_the_lowest_python_that_is_promised(root):
    about = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    lowest = about["requires-python"].removeprefix(">=") + ".0"
    texts = [(root / name).read_text("utf-8") for name in ("requirements.txt", "constraints.txt")]
    pins = re.findall(r"^([A-Za-z0-9-]+)(?:\[\w+\])?==", "".join(texts), re.MULTILINE)
    installed = [found for name in pins for found in distributions(name=name)]
    needed = {found.name: found.metadata["Requires-Python"] or "" for found in installed}
    assert len(needed) > 100
    assert [name for name, what in needed.items() if lowest not in SpecifierSet(what)] == []


def test_the_named_packages_are_all_there(root):
    pins = (root / "requirements.txt").read_text("utf-8")
    for name in ("jupyterlab", "pandas", "matplotlib", "pymorphy3", "wordcloud", "nbval"):
        assert re.search(rf"^{name}[\[=]", pins, re.MULTILINE), name


def test_every_notebook_is_in_the_readme(root):
    for name in ("README.md", "README.ru.md"):
        readme = (root / name).read_text("utf-8")
        for path in (root / "notebooks").glob("*.ipynb"):
            assert f"(notebooks/{path.name})" in readme, f"{path.name} in {name}"


def test_the_readme_is_one_screen(root):
    for name in ("README.md", "README.ru.md"):
        assert len((root / name).read_text("utf-8").splitlines()) < 60, name


def test_the_version_is_the_same_everywhere(root):
    ours = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"version: {ours}\n" in (root / "CITATION.cff").read_text("utf-8")
    assert f"## {ours} " in (root / "CHANGELOG.md").read_text("utf-8")


def test_ci_runs_the_test_command_and_then_the_browser(root):
    commands = (root / ".ci" / "run").read_text("utf-8").splitlines()
    assert commands[-2:] == ["make test", "make test-browser"]
    workflow = (root / ".github" / "workflows" / "test.yml").read_text("utf-8")
    assert "run: make test\n" in workflow and "run: make test-browser\n" in workflow


def test_workflows_run_only_what_can_be_made(root):
    made = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    for path in (root / ".github" / "workflows").glob("*.yml"):
        assert set(re.findall(r"run: make ([a-z-]+)", path.read_text("utf-8"))) <= made, path.name


def test_who_is_named_often_is_introduced(root, corpus):
    page = (root / "docs" / "people.md").read_text("utf-8")
    names = corpus.mentions[corpus.mentions["kind"] == "name"]
    names = names[names["type"].isin(["person", "organisation"])]
    by_entity = names.groupby("entity")["source"].agg(["size", "nunique"])
    often = by_entity.index[(by_entity["size"] >= 3) | (by_entity["nunique"] >= 2)]
    labels = corpus.entities.set_index("entity").loc[often, ["label_en", "label_ru"]]
    assert [en for en, ru in labels.to_numpy() if f"| {en} | {ru} |" not in page] == []
