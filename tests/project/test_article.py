"""The article keeps the rules of the Journal of Digital History, and stands alone in its folder."""

import json
import re
import struct
import subprocess
import sys
from base64 import b64decode

import pytest
import yaml

from letopis.project.article import write_article

FRONT = ["title", "contributor", "copyright", "cover", "disclaimer", "keywords", "abstract"]
LAYERS = {"narrative", "hermeneutics", "hidden"}
OBJECT = re.compile(r"(figure|table)-[a-zA-Z]+-\*")
ACCEPTED = {"text/html", "image/png", "text/plain"}
CITATION = re.compile(r'<cite data-cite="([/\dA-Z]+)"></cite>')


@pytest.fixture(scope="module")
def folder(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("article")
    write_article(root, folder)
    return folder


@pytest.fixture(scope="module")
def article(folder):
    return json.loads((folder / "article.ipynb").read_text("utf-8"))


def source(cell):
    return "".join(cell["source"])


def tags(cell):
    return cell["metadata"]["tags"]


def prose(article):
    return [source(cell) for cell in article["cells"] if cell["cell_type"] == "markdown"]


def outputs(article):
    return [
        (cell, output)
        for cell in article["cells"]
        if cell["cell_type"] == "code"
        for output in cell["outputs"]
    ]


def test_it_opens_with_the_cells_the_journal_asks_for(article, root):
    front = {tags(cell)[0]: source(cell) for cell in article["cells"][: len(FRONT)]}
    assert list(front) == FRONT
    about = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    assert front["title"].startswith("# How do the sources")
    assert about["authors"][0]["name"] in front["contributor"]
    assert front["keywords"].split(", ") == about["keywords"]
    assert "creativecommons.org/licenses/by/4.0" in front["copyright"]
    assert 100 < len(front["abstract"].split()) <= 250


def test_it_has_no_tag_the_journal_does_not_know(article):
    for cell in article["cells"]:
        known = [tag in FRONT or tag in LAYERS or OBJECT.fullmatch(tag) for tag in tags(cell)]
        assert all(known), tags(cell)


def test_every_cell_of_prose_is_in_a_layer_and_method_is_apart(article):
    layers = [tags(cell)[0] for cell in article["cells"] if cell["cell_type"] == "markdown"]
    assert layers.count("hermeneutics") >= 10 and layers.count("narrative") >= 30
    method = [source(cell) for cell in article["cells"] if "hermeneutics" in tags(cell)]
    assert any(words.startswith("> **Source criticism.**") for words in method)
    assert any(words.startswith("## How reliable is the coding?") for words in method)


def test_figures_and_tables_are_numbered_in_order_and_named_once(article):
    objects = [cell for cell in article["cells"] if OBJECT.fullmatch("".join(tags(cell)[-1:]))]
    names = [tags(cell)[-1] for cell in objects]
    assert len(set(names)) == len(names) and "figure-parallelsvoices-*" in names
    captions = [cell["metadata"]["jdh"]["object"]["source"][0] for cell in objects]
    for kind, least in (("figure", 6), ("table", 25)):
        of_kind = [caption for caption in captions if caption.startswith(kind)]
        numbers = [int(re.match(rf"{kind} (\d+): \w", caption)[1]) for caption in of_kind]
        assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= least
    assert all(cell["metadata"]["jdh"]["module"] == "object" for cell in objects)


def test_the_caption_of_a_figure_is_the_kept_one(article, root):
    kept = json.loads((root / "figures" / "03-claims.json").read_text("utf-8"))["caption"]
    (cell,) = [cell for cell in article["cells"] if "figure-claims-*" in tags(cell)]
    assert cell["metadata"]["jdh"]["object"]["source"] == [f"figure 2: {kept}"]


def test_headings_begin_a_cell_and_one_is_of_the_first_level(article):
    for cell in article["cells"]:
        assert not [line for line in source(cell).splitlines()[1:] if line.startswith("#")]
    assert [words.startswith("# ") for words in map(source, article["cells"])].count(True) == 1


def test_every_citation_is_known_and_every_work_is_cited(article):
    cited = {name for words in prose(article) for name in CITATION.findall(words)}
    works = article["metadata"]["cite2c"]["citations"]
    assert cited == set(works) and len(works) == 7
    assert not re.search(r"\[\d+\]", "".join(prose(article)))
    assert source(article["cells"][-1]) == '<div class="cite2c-biblio"></div>'
    carr = works["LETOPIS/CARR1971"]
    assert carr["author"] == [{"family": "Carr", "given": "Edward Hallett"}]
    assert carr["title"] == "Foundations of a Planned Economy, 1926–1929"
    assert carr["issued"] == {"date-parts": [[1971]]} and carr["type"] == "book"
    assert works["LETOPIS/FELSHTINSKY1990"]["editor"][0]["family"] == "Фельштинский"


def test_prose_has_no_html_but_citations_and_no_link_out_of_the_folder(article, folder):
    text = "\n".join(prose(article))
    assert set(re.findall(r"</?([a-z]+)[ >]", text)) <= {"cite", "div"}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target.startswith("https://") or (folder / target).is_file(), target


def test_outputs_are_of_the_kinds_the_journal_shows_and_small(article):
    for cell, output in outputs(article):
        data = output.get("data", {})
        assert set(data) <= ACCEPTED and "letopis" not in output.get("metadata", {})
        page = "".join(data.get("text/html", ""))
        assert "<script" not in page
        if "<table" in page or "image/png" in data:
            assert [tag for tag in tags(cell) if OBJECT.fullmatch(tag) or tag == "cover"]
        if "image/png" in data:
            width, height = struct.unpack(">II", b64decode("".join(data["image/png"]))[16:24])
            assert width <= 1000 and ("cover" not in tags(cell) or height <= 1000)
    assert len(json.dumps(article)) < 10_000_000


def test_python_is_named_as_the_journal_compares_it(article, folder):
    language = article["metadata"]["language_info"]
    runtime = (folder / "runtime.txt").read_text("utf-8")
    assert runtime == f"{language['name']}-{language['version']}"
    assert re.fullmatch(r"python-3\.\d+\.\d+", runtime)
    pins = (folder / "requirements.txt").read_text("utf-8").splitlines()
    assert "-c constraints.txt" in pins and (folder / "constraints.txt").is_file()
    assert any(pin.startswith("pandas==") for pin in pins) and "-e ." not in pins


def test_the_library_and_the_texts_are_in_the_folder(folder):
    code = (
        "import letopis; from letopis.texts.files import SEEDS; "
        "print(letopis.__file__, SEEDS, letopis.load())"
    )
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=folder, env={}, capture_output=True, text=True, check=True)
    assert f"{folder}/letopis/__init__.py {folder}/seeds" in run.stdout
    assert "4 sources" in run.stdout


def test_authors_may_be_persons_with_an_orcid(root, tmp_path):
    for path in root.iterdir():
        if path.name not in ("CITATION.cff", "build") and not path.name.startswith("."):
            (tmp_path / path.name).symlink_to(path)
    person = {"given-names": "Ada", "family-names": "Lee", "orcid": "https://orcid.org/0000-1"}
    about = yaml.safe_dump({"authors": [person], "keywords": ["history"]})
    (tmp_path / "CITATION.cff").write_text(about, "utf-8")
    write_article(tmp_path, tmp_path / "article")
    written = (tmp_path / "article" / "article.ipynb").read_text("utf-8")
    authors, rights = map(source, json.loads(written)["cells"][1:3])
    assert re.match(r"### Ada Lee \[!\[orcid\]\(.+\)\]\(https://orcid\.org/0000-1\)", authors)
    assert "© Ada Lee. " in rights
