"""One figure for an article: of the width, in the language and with the title that are wanted."""

import json
import re

import pytest

from letopis import InputError
from letopis.__main__ import main
from letopis.figures.order import Order
from letopis.project.figure import make_figure, snippet

FIGURE = "04-two-sources"


@pytest.fixture(scope="module")
def made(root, tmp_path_factory):
    """A figure for a column, in Russian, with a title of its own and titles of the sources."""
    folder = tmp_path_factory.mktemp("article")
    order = Order(FIGURE, folder, 85, "ru", "Слова двух рассказов", names=True)
    return order, {path.name: path for path in make_figure(root, order)}


def test_pictures_numbers_and_words_are_written(made):
    _, paths = made
    kinds = [".csv", ".json", ".pdf", ".png", ".svg", "-text.svg"]
    assert sorted(paths) == sorted(FIGURE + kind for kind in kinds)


def test_the_picture_is_as_wide_as_it_was_ordered(made):
    _, paths = made
    points = re.search(r'<svg [^>]*width="([\d.]+)pt"', paths[f"{FIGURE}.svg"].read_text("utf-8"))
    assert float(points[1]) * 25.4 / 72 == pytest.approx(85, abs=0.1)
    assert json.loads(paths[f"{FIGURE}.json"].read_text("utf-8"))["width_mm"] == 85


def test_words_are_those_that_were_ordered_and_can_be_changed(made):
    _, paths = made
    svg = paths[f"{FIGURE}-text.svg"].read_text("utf-8")
    words = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    assert "Слова двух рассказов" in words and "«Удар изнутри»" in words and "000" not in words
    assert "<text" not in paths[f"{FIGURE}.svg"].read_text("utf-8")
    about = json.loads(paths[f"{FIGURE}.json"].read_text("utf-8"))
    assert not re.search(r"\b00[01]\b", f"{about['caption']} {about['alt']}")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("latex", r"\includegraphics[width=85mm]{04-two-sources.pdf}"),
        ("markdown", "](04-two-sources.svg){#fig-04-two-sources"),
        ("typst", 'image("04-two-sources.svg", width: 85mm'),
        ("html", '<img src="04-two-sources.svg" alt="'),
    ],
)
def test_a_snippet_shows_the_figure_with_its_caption(made, kind, words):
    order, paths = made
    text = snippet(order, kind)
    caption = json.loads(paths[f"{FIGURE}.json"].read_text("utf-8"))["caption"]
    assert words in text and caption[:30] in text and "Лицензия: MIT." in text


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"figure": "04-two-source"}, "did you mean 04-two-sources"),
        ({"width": 40}, "--width 40: expected 85 to 174 mm"),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_runs(root, tmp_path, order, words):
    with pytest.raises(InputError, match=re.escape(words)):
        make_figure(root, Order(FIGURE, tmp_path)._replace(**order))
    assert list(tmp_path.iterdir()) == []


def test_the_kept_figures_are_never_overwritten(root, monkeypatch):
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit, match="choose another folder with --out"):
        main(["figure", FIGURE, "--out", "figures"])


def test_all_figures_of_a_notebook_are_ordered_by_its_number(root, tmp_path):
    paths = make_figure(root, Order("04", tmp_path, 85))
    assert [path.name for path in paths if path.suffix == ".json"] == [
        "04-person.json",
        "04-two-sources.json",
    ]


def test_an_order_includes_no_other_figure_whose_name_begins_alike(tmp_path):
    one = Order("01-content-words", tmp_path)
    assert one.includes("01-content-words") and not one.includes("01-content-words-voices")
    assert Order("01", tmp_path).includes("01-content-words-voices")
