"""What the gallery hands to a write-up can be pasted: each language prints the words as they are, and nothing more."""

import json
import re

import mistune
import pytest
import typst

import letopis
from letopis.figures import gallery
from letopis.texts.tables import InputError

HOSTILE = 'A_b *c* #let x = 1; $y$ & 95 % “q” "r" «с» [z](u) <t> @k \\em ~ ^2 log₂ {g} `v` … | — #panic("!")'
ABOUT = {"caption": HOSTILE, "alt": HOSTILE, "width_mm": 85}
COMMAND = re.compile(r"\\(?:[{}$&#_%]|text[a-z]+\{2?\})")
FENCE = re.compile(r"^```(\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def kept(root):
    return (root / "figures" / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def blocks(kept):
    return FENCE.findall(kept)


def names(root):
    return sorted(path.stem for path in (root / "figures").glob("*.json"))


def test_every_figure_has_every_snippet_in_both_languages(blocks, root):
    kinds, count = [kind for kind, _ in blocks], len(names(root))
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "bibtex": count, "latex": 2 * count, "markdown": 2 * count, "typst": 2 * count}


def test_every_typst_snippet_compiles_beside_its_picture(blocks, root):
    source = "\n\n".join(said for kind, said in blocks if kind == "typst")
    assert len(typst.compile(source.encode(), root=str(root / "figures"), format="pdf")) > 100_000


def test_a_hostile_caption_is_printed_as_it_is_by_typst(tmp_path):
    (tmp_path / "99-x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    (tmp_path / "in.typ").write_text(gallery.snippets("99-x", ABOUT)["typst"], "utf-8")
    found = json.loads(typst.query(str(tmp_path / "in.typ"), "figure", one=True))
    assert found["caption"]["body"]["text"] == HOSTILE and found["body"]["alt"] == HOSTILE
    assert found["label"] == "<fig-99-x>"


def test_a_hostile_caption_is_printed_as_it_is_by_markdown():
    picture = re.match(r"(!\[.*\]\(99-x\.svg\))\{#fig-99-x width=85mm alt=\"(.*)\"\}",
                       gallery.snippets("99-x", ABOUT)["markdown"])
    made = mistune.create_markdown()(picture[1])
    assert f'alt="{mistune.escape(HOSTILE)}"' in made and re.findall(r"<(\w+)", made) == ["p", "img"]
    assert re.sub(r"\\(.)", r"\1", picture[2]) == HOSTILE and not re.search(r'(?<!\\)"', picture[2])


@pytest.mark.parametrize("kind", ["latex", "bibtex"])
def test_no_special_sign_of_latex_is_left_bare(blocks, kind):
    values = [value for said_kind, said in blocks if said_kind == kind
              for value in re.findall(r"(?:caption|alt=|title = |author = |howpublished = )\{(.*)\}", said)]
    assert len(values) > 26
    for value in [*values, gallery.latex(HOSTILE)]:
        assert not re.search(r'[$&#_%^\\"]', COMMAND.sub("", value)), value


def test_latex_names_every_special_sign():
    assert gallery.latex(r'\{}$&#_%^~"') == (r"\textbackslash{}\{\}\$\&\#\_\%\textasciicircum{}\textasciitilde{}"
                                             r"\textquotedbl{}")


def test_braces_are_even_and_keys_are_unique(blocks):
    for kind, said in blocks:
        if kind in ("latex", "bibtex"):
            plain = re.sub(r"\\[{}]", "", said)
            assert plain.count("{") == plain.count("}"), said
    keys = [re.match(r"@misc\{([^,]+),", said)[1] for kind, said in blocks if kind == "bibtex"]
    assert len(keys) == len(set(keys)) >= 26


@pytest.mark.parametrize("kind, label", [
    ("latex", r"\\label\{(.+?)\}"), ("typst", r"<(fig-.+?)>\s*$"), ("markdown", r"\{#(fig-\S+)")])
def test_no_label_stands_twice(blocks, kind, label):
    labels = [re.search(label, said)[1] for said_kind, said in blocks if said_kind == kind]
    assert len(labels) == len(set(labels)) >= 52


def test_a_figure_is_cited_as_part_of_the_project_with_its_version_and_year(root):
    project = gallery.cited()
    cited = gallery.citation("03-claims", "Stance of 3.4 & more. A mark.", project)
    assert cited["text"] == ("The letopis authors. “Stance of 3.4 & more.” Figure 03-claims in Letopis: notebooks on "
                             "how four sources tell the events of 7 November 1927, version 0.1.0, 2026.")
    assert "title = {{Stance of 3.4 \\& more}}" in cited["bibtex"] and "@misc{letopis-03-claims," in cited["bibtex"]
    assert f'version = "{project["version"]}"' in (root / "pyproject.toml").read_text("utf-8")


def test_a_citation_file_without_a_title_is_refused(tmp_path):
    (tmp_path / "CITATION.cff").write_text('version: 1\ndate-released: "2026-01-01"\nauthors:\n  - name: x\n', "utf-8")
    with pytest.raises(InputError, match="found no title"):
        gallery.cited(tmp_path / "CITATION.cff")


def test_the_gallery_says_size_numbers_notebook_and_both_languages(kept, root):
    for name in names(root):
        part = kept[kept.index(f"## {name}\n"):].partition("\n## ")[0]
        assert re.search(rf"numbers: \[CSV\]\({name}\.csv\) · \d+ × \d+ mm · from \[{name[:2]}_", part), name
        assert f"[PDF](ru/{name}.pdf)" in part and "*Alt text:* " in part and "*Описание:* " in part
    for target in re.findall(r"\]\(([^)]+)\)", FENCE.sub("", kept)):
        assert (root / "figures" / target).is_file(), target


@pytest.fixture
def figure(tmp_path):
    """Make a folder with one figure of notebook 05, its Russian twin, and no notebook."""
    target = tmp_path / "figures"
    (target / "ru").mkdir(parents=True)
    for folder in (target, target / "ru"):
        (folder / "05-x.json").write_text(json.dumps({"caption": "Letters of one man. N = 3.", "alt": "Three bars.",
                                                      "width_mm": 85}), "utf-8")
        (folder / "05-x.svg").write_text('<svg width="240pt" height="144pt"/>', "utf-8")
    return target


def test_a_readers_own_figure_is_not_cited_as_the_projects(figure):
    text = gallery.export(figure, figure.parent / "notebooks", own=True)
    assert "“Letters of one man.” Figure 05-x. Made with Letopis 0.1.0 from the reader's own texts." in text
    assert "title = {{Letters of one man}}" in text
    assert "howpublished = {Figure 05-x. Made with Letopis 0.1.0 from the reader's own texts}" in text
    assert "authors" not in text and "four sources" not in text


def test_the_texts_of_the_project_are_told_from_a_readers_own(corpus, folder_of):
    assert not gallery.own(corpus)
    assert gallery.own(letopis.load(folder_of({"letter.txt": "Троцкий молчал."})))


@pytest.mark.parametrize("content", [b"My own notes\n", "Заметки".encode("cp1251"), b""])
def test_a_readme_of_somebody_else_is_left_as_it_is(figure, content):
    (figure / "README.md").write_bytes(content)
    with pytest.raises(InputError, match=r"README\.md: expected no such file.*Choose another folder"):
        gallery.export(figure, figure.parent / "notebooks")
    assert (figure / "README.md").read_bytes() == content


def test_a_page_of_the_gallery_is_written_anew(figure, kept):
    for old in (kept, kept.replace("\n", "\r\n")):
        (figure / "README.md").write_bytes(old.encode())
        text = gallery.export(figure, figure.parent / "notebooks")
        assert (figure / "README.md").read_text("utf-8") == text and "## 05-x" in text


def test_only_figures_with_their_twin_are_taken(figure):
    (figure / "package.json").write_text("{}", "utf-8")
    (figure / "06-alone.json").write_text("{}", "utf-8")
    text = gallery.export(figure, figure.parent / "notebooks")
    assert re.findall("^## (.+)$", text, re.MULTILINE) == ["05-x"]


def test_a_figure_without_a_notebook_has_no_link_to_one(figure):
    notebooks = figure.parent / "notebooks"
    text = gallery.export(figure, notebooks)
    assert "None" not in text and "from [" not in text and "85 × 51 mm · in Russian: " in text
    notebooks.mkdir()
    (notebooks / "05_own.ipynb").write_text("{}", "utf-8")
    assert "51 mm · from [05_own.ipynb](../notebooks/05_own.ipynb) · in Russian" in gallery.export(figure, notebooks)


def test_the_page_says_what_latex_needs_for_russian(figure):
    text = " ".join(gallery.export(figure, figure.parent / "notebooks").split())
    assert r"(Russian: T2A and `babel` with `russian`), or LuaLaTeX" in text and r"`\setmainfont{Libertinus" in text
