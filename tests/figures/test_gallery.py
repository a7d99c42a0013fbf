"""The gallery shows every figure with what a write-up needs, and prints the words as they are."""

import json
import re
from pathlib import Path

import mistune
import pytest

from letopis.figures import citations, gallery
from letopis.texts.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = 'A_b *c* #let x = 1; $y$ & 95 % “q” "r" «с» [z](u) <t> @k \\em ~ ^2 log₂ {g} `v` … | —'


def write_gallery(folder, **options):
    path = gallery.write_gallery(
        folder, folder.parent / "notebooks", ROOT / "CITATION.cff", **options
    )
    return path.read_text("utf-8")


def shown_in(page):
    """Return the names of the figures that a gallery shows, from their addresses in it."""
    return re.findall('^<a id="(.+)"></a>$', page, re.MULTILINE)


@pytest.fixture
def figure(tmp_path):
    """Make a folder with one figure of notebook 05, its Russian twin, and no notebook."""
    folder = tmp_path / "figures"
    (folder / "ru").mkdir(parents=True)
    about = {"caption": "Letters of one man. N = 3.", "alt": "Three bars.", "width_mm": 85}
    about["title"] = "One man writes *most*"
    for place in (folder, folder / "ru"):
        (place / "05-x.json").write_text(json.dumps(about), "utf-8")
        (place / "05-x.svg").write_text('<svg width="240pt" height="144pt"/>', "utf-8")
    return folder


def test_the_kept_gallery_shows_every_figure_with_its_words_files_and_citation(root):
    kept = (root / "figures" / "README.md").read_text("utf-8")
    names = sorted(path.stem for path in (root / "figures").glob("[0-9]*.json"))
    assert re.findall('^<a id="(.+)"></a>$', kept, re.MULTILINE) == names
    for name in names:
        entry = kept[kept.index(f'<a id="{name}">') :].partition("\n<a id=")[0]
        english = json.loads((root / "figures" / f"{name}.json").read_text("utf-8"))
        russian = json.loads((root / "figures" / "ru" / f"{name}.json").read_text("utf-8"))
        assert f"\n## {gallery.escape_markdown(english['title'])}\n" in entry
        for words in (english["caption"], english["alt"], *list(russian.values())[:3]):
            assert gallery.escape_markdown(words) in entry
        assert re.search(rf"\({name}\.csv\) · \d+ × \d+ mm · from \[{name[:2]}_", entry), name
        assert entry.count(f"@misc{{letopis-{name},") == 1
        for target in re.findall(r"\]\(([^)]+)\)", entry):
            assert (root / "figures" / target).is_file(), target


def test_a_hostile_caption_is_printed_as_it_is_by_markdown():
    made = mistune.create_markdown()(f"![{gallery.escape_markdown(HOSTILE)}](99-x.svg)")
    assert f'alt="{mistune.escape(HOSTILE)}"' in made
    assert re.findall(r"<(\w+)", made) == ["p", "img"]


def test_no_special_sign_is_left_bare_in_bibtex_and_braces_are_even(figure):
    about = {"caption": f"{HOSTILE}. More.", "alt": HOSTILE, "width_mm": 85}
    (figure / "05-x.json").write_text(json.dumps(about), "utf-8")
    bibtex = write_gallery(figure).partition("```bibtex\n")[2]
    title = re.search(r"title = \{\{(.*)\}\}", bibtex)[1]
    commands = re.compile(r"\\(?:[{}$&#_%]|text[a-z]+\{\})")
    assert not re.search(r"[$&#_%^~\\{}]", commands.sub("", title))
    plain = re.sub(r"\\[{}]", "", bibtex)
    assert plain.count("{") == plain.count("}")


def test_a_figure_is_cited_as_part_of_the_project_with_its_version_and_year(figure):
    about = {"caption": "Stance of 3.4 & more. A mark.", "alt": "Three bars.", "width_mm": 85}
    (figure / "05-x.json").write_text(json.dumps(about), "utf-8")
    text = write_gallery(figure)
    project = citations.read_citation(ROOT / "CITATION.cff")
    cited = f"Figure 05-x in {project['title']}, version {project['version']}, {project['year']}."
    cited += " Licence: MIT."
    assert f"The letopis authors. “Stance of 3.4 & more.” {cited}\n" in text
    assert "title = {{Stance of 3.4 \\& more}}" in text
    assert "@misc{letopis-05-x," in text and "author = {{the letopis authors}}" in text


def test_the_address_is_given_as_soon_as_the_citation_file_has_one(figure, tmp_path):
    path = tmp_path / "CITATION.cff"
    words = (ROOT / "CITATION.cff").read_text("utf-8")
    path.write_text(f"{words}repository-code: https://example.org/letopis\n", "utf-8")
    text = gallery.write_gallery(figure, tmp_path / "notebooks", path).read_text("utf-8")
    assert "2026. <https://example.org/letopis> Licence: MIT." in text
    assert "  url = {https://example.org/letopis},\n}" in text
    assert "UR  - https://example.org/letopis" in (figure / "citations.ris").read_text("utf-8")
    (item,) = json.loads((figure / "citations.csl.json").read_text("utf-8"))
    assert item["URL"] == "https://example.org/letopis"


def test_below_a_figure_stands_where_it_is_from_and_its_licence():
    assert citations.credit("05-x", "en", False).startswith("Figure 05-x in: the letopis authors, ")
    assert citations.credit("05-x", "en", False).endswith(" 2026. Licence: MIT.")
    assert citations.credit("05-x", "ru", False).endswith(" 2026. Лицензия: MIT.")
    assert citations.credit("05-x", "en", True) == "Made with Letopis 0.1.0."


def test_the_heading_of_a_figure_is_its_title_and_its_name_an_address(figure):
    text = write_gallery(figure)
    assert '<a id="05-x"></a>\n\n## One man writes \\*most\\*\n' in text
    assert "\n**Figure 05-x.** Letters of one man. N = 3.\n" in text


def test_a_readers_own_figure_is_not_cited_as_the_projects(figure):
    text = write_gallery(figure, own_texts=True)
    version = citations.read_citation(ROOT / "CITATION.cff")["version"]
    made = f"Made with Letopis {version} from the reader's own texts"
    assert f"“Letters of one man.” Figure 05-x. {made}." in text
    assert f"howpublished = {{Figure 05-x. {made}}}" in text
    assert "authors" not in text and "four sources" not in text


def test_zotero_takes_every_figure_under_the_key_of_its_bibtex(figure):
    text = write_gallery(figure)
    (item,) = json.loads((figure / "citations.csl.json").read_text("utf-8"))
    assert f"@misc{{{item['id']}," in text and item["id"] == "letopis-05-x"
    assert item["title"] == "Letters of one man" and item["type"] == "graphic"
    assert item["author"] == [{"literal": "the letopis authors"}]
    lines = (figure / "citations.ris").read_text("utf-8").splitlines()
    assert lines[0] == "TY  - FIGURE" and lines[-1] == "ER  - "
    assert "TI  - Letters of one man" in lines and "AU  - the letopis authors" in lines
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert sum(line == f"PY  - {item['issued']['date-parts'][0][0]}" for line in lines) == 1


def test_citations_of_own_texts_name_no_author_and_no_year(figure):
    write_gallery(figure, own_texts=True)
    (item,) = json.loads((figure / "citations.csl.json").read_text("utf-8"))
    assert "author" not in item and "issued" not in item
    assert "reader's own texts" in item["container-title"]
    assert not re.search("^(AU|PY) ", (figure / "citations.ris").read_text("utf-8"), re.MULTILINE)


def test_the_project_is_cited_as_its_citation_file_says(root):
    project = citations.read_citation(root / "CITATION.cff")
    assert project["title"].startswith("Letopis: ") and project["author"] == "the letopis authors"
    assert f'version = "{project["version"]}"' in (root / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize(
    "content, message",
    [
        (
            "version: 1\ndate-released: 2026-01-01\nauthors:\n  - name: x\n",
            "CITATION.cff: 'title'; expected title, version",
        ),
        ("title: [", "CITATION.cff: while parsing"),
        ("", "expected title, version"),
    ],
)
def test_a_broken_citation_file_is_refused(tmp_path, content, message):
    path = tmp_path / "CITATION.cff"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        citations.read_citation(path)


@pytest.mark.parametrize("content", [b"My own notes\n", "Заметки".encode("cp1251"), b""])
def test_a_readme_of_somebody_else_is_left_as_it_is(figure, content):
    (figure / "README.md").write_bytes(content)
    with pytest.raises(InputError, match=r"README\.md: expected no such file.*Choose another"):
        write_gallery(figure)
    assert (figure / "README.md").read_bytes() == content


def test_a_page_of_the_gallery_is_written_anew(figure, root):
    kept = (root / "figures" / "README.md").read_text("utf-8")
    for old in (kept, kept.replace("\n", "\r\n")):
        (figure / "README.md").write_bytes(old.encode())
        assert shown_in(write_gallery(figure)) == ["05-x"]


def test_only_figures_with_their_twin_are_taken(figure):
    (figure / "package.json").write_text("{}", "utf-8")
    (figure / "06-alone.json").write_text("{}", "utf-8")
    assert shown_in(write_gallery(figure)) == ["05-x"]


def test_a_figure_without_a_notebook_has_no_link_to_one(figure):
    text = write_gallery(figure)
    assert "None" not in text and "from [" not in text and "85 × 51 mm\n" in text
    notebooks = figure.parent / "notebooks"
    notebooks.mkdir()
    (notebooks / "05_own.ipynb").write_text("{}", "utf-8")
    assert "51 mm · from [05_own.ipynb](../notebooks/05_own.ipynb)" in write_gallery(figure)
