"""Every kind of chart draws its table as it is: all rows, in their colours, even when empty."""

import inspect
from types import SimpleNamespace

import matplotlib
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

import letopis
from letopis.figures import Charts
from letopis.figures.bars import word_cloud
from letopis.figures.order import ORDER, Order
from letopis.figures.style import CYCLE, GREY

CLASHES = pd.DataFrame({"facet": ["f1"], "part_a": ["one"], "part_b": ["two"], "kind": ["real"]})
LINES = pd.DataFrame({"source": ["one", "two"], "start": [0, 0], "stop": [99, 200]})
VOICES = pd.DataFrame(
    {"part": ["one", "two"], "source": "a", "start": [0, 50], "stop": [50, 99], "label": "x: y"}
)
CALLS = {
    "bars": (("label", "value"), {"by": "by"}),
    "forest": (
        ("label", "value", ("low", "high")),
        {"xlabel": "x", "by": "by", "note": "label"},
    ),
    "clouds": (("label", "value"), {"by": "by"}),
    "barcode": (("by", "value"), {"colour": "by"}),
    "timeline": (
        ("by", "label"),
        {"colour": "by", "first": "1927-01-01", "last": "1928-01-01", "day": "1927-01-05"},
    ),
    "sentence_spans": ((["trotsky"],), {"day": "1927-01-05"}),
    "verb_strips": ((["trotsky"],), {}),
    "matrix": (("label", "by", CLASHES), {}),
    "slope": (("label", ["value", "low"], "group"), {}),
    "stacked": (("label", "by", "value"), {"is_share": True}),
    "triangles": ((), {}),
    "ribbons": ((LINES,), {}),
    "arcs": ((VOICES,), {}),
    "lines": (("value", "low"), {"by": "by"}),
}
ROWS = pd.DataFrame(
    {
        "by": ["one", "one", "two"],
        "label": ["день", "год", "день"],
        "value": [3.0, 2.0, 1.0],
        "low": [1.0, 1.0, 1.0],
        "high": [5.0, 4.0, 2.0],
        "group": ["g", "g", "h"],
        "facet": ["f1", "f2", "f1"],
        "stance": ["asserts", "silent", "contradicts"],
        "other_time": [False, False, True],
        "source": ["one", "one", "two"],
        "part": ["one", "one", "two"],
        "row": [0, 1, 2],
        "piece": [0, 0, 0],
        "edtf": ["1927-01-05", "1927-06", "1928"],
        "earliest": pd.to_datetime(["1927-01-05", "1927-06-01", "1927-12-01"]),
        "latest": pd.to_datetime(["1927-01-05", "1927-07-01", "1928-06-01"]),
        "dated_by": ["frame", "context", "sentence"],
        "entities": ["trotsky|stalin", "", "trotsky"],
        "number": [0, 0, 1],
        "verb_en": ["was", "was", "told"],
        "verb_ru": ["был", "был", "сообщил"],
        "done": [True, True, False],
        "entity": ["trotsky", "guests", "trotsky"],
        "side": ["ours", "others", "ours"],
        "role": ["acts", "acted on", "described"],
        "form": ["name", "zero", "pronoun"],
        "a": ["trotsky", "stalin", "stalin"],
        "b": ["trotsky", "trotsky", "stalin"],
        "count": [2, 0, 1],
        "n": [9, 9, 9],
        "source_a": "one",
        "source_b": "two",
        "part_a": ["one", "one", "two"],
        "part_b": ["two", "one", "two"],
        "start_a": [1, 2, 3],
        "stop_a": [2, 3, 4],
        "start_b": [50, 60, 70],
        "stop_b": [60, 70, 80],
        "words": [6, 5, 4],
        "shared": "день … год",
    }
)


def draw(kind, table, corpus=None):
    columns, options = CALLS[kind]
    return getattr(Charts(corpus), kind)(table, *columns, **options)


def words(chart):
    chart.figure.draw_without_rendering()
    return [text.get_text() for text in chart.figure.findobj(Text)]


def test_every_kind_is_tried_here():
    kinds = {name for name, _ in inspect.getmembers(Charts, inspect.isfunction) if name[0] != "_"}
    assert kinds - {"colour", "person_colour", "name"} == set(CALLS)


@pytest.mark.parametrize("kind", CALLS)
def test_every_kind_draws_a_table_and_an_empty_one(kind):
    assert draw(kind, ROWS).figure.axes
    assert not draw(kind, ROWS.head(0)).figure.axes


@pytest.mark.parametrize("kind", CALLS)
def test_a_single_row_has_room_to_be_drawn(kind):
    chart = draw(kind, ROWS.head(1))
    assert chart._repr_png_().startswith(b"\x89PNG")


def test_bars_of_nothing_but_zeros_are_drawn():
    zeros = ROWS.assign(value=0.0)
    assert Charts().bars(zeros, "label", "value", by="by")._repr_png_()


@pytest.mark.parametrize("kind", ["bars", "forest", "matrix", "slope", "stacked"])
def test_every_label_is_written(kind):
    assert set(ROWS["label"]) <= set(words(draw(kind, ROWS)))


def test_a_panel_and_a_lane_without_rows_are_shown_and_say_none():
    panels = Charts().bars(ROWS, "label", "value", by="by", panels=["one", "two", "three"])
    assert len(panels.figure.axes) == 3 and "none" in words(panels)
    lanes = ROWS.assign(by=pd.Categorical(ROWS["by"], ["two", "three", "one"]))
    shown = words(Charts().barcode(lanes, "by", "value"))
    assert "three" in shown and "none" in shown


def test_bars_begin_at_zero_and_all_panels_have_one_scale():
    figure = Charts().bars(ROWS, "label", "value", by="by").figure
    limits = {axis.get_xlim() for axis in figure.axes}
    assert len(limits) == 1 and limits.pop()[0] == 0


def test_words_of_equal_count_are_equally_high_in_a_cloud_and_none_is_left_out():
    counts = {
        f"{letter}слово{'о' * size}": float(5 - size) for letter in "абвгдеж" for size in range(5)
    }
    layout = word_cloud(counts, "#000000").layout_
    heights = {word: height for (word, _), height, *_ in layout}
    assert heights.keys() == counts.keys()
    for word, count in counts.items():
        assert abs(heights[word] - max(heights.values()) * count / 5) <= 1, word


def test_the_font_has_every_letter_of_the_texts(corpus):
    font = FT2Font(f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf")
    letters = {letter for source in corpus.sources.index for letter in corpus.text(source)}
    missing = letters - {chr(code) for code in font.get_charmap()}
    assert not [letter for letter in missing if letter.isprintable()]


def test_a_source_its_voices_and_a_person_have_one_colour_each(corpus):
    charts = Charts(corpus)
    assert charts.colour("003-5") == charts.colour("003") != charts.colour("000")
    assert charts.colour("trotsky") != charts.colour("stalin")
    assert charts.colour("nobody") == GREY


def test_a_bar_has_the_colour_of_its_source(corpus):
    table = pd.DataFrame({"source": ["000", "003"], "words": [2, 1]})
    chart = Charts(corpus).bars(table, "source", "words", colour="source")
    drawn = [to_hex(bar.get_facecolor()).upper() for bar in chart.figure.axes[0].patches]
    assert drawn == list(corpus.sources.loc[["000", "003"], "colour"])


def test_a_readers_own_texts_are_not_all_grey(folder_of):
    names = ["a.txt", "b.txt", "c.txt"]
    charts = Charts(letopis.load(folder_of({name: f"Троцкий {name}." for name in names})))
    assert [charts.colour(name[0]) for name in names] == list(CYCLE[:3])


def test_a_colour_that_is_taken_is_not_given_again():
    sources = pd.DataFrame({"colour": ["", CYCLE[0], ""]}, index=["a", "b", "c"])
    parts = pd.DataFrame({"part": [], "source": []})
    entities = pd.DataFrame({"entity": [], "colour": [], "label_en": []})
    tables = {"sources": sources, "parts": parts, "entities": entities}
    about = {"folder": None, "main_event": "", "coded_event": None}
    about["is_written_about"] = True
    charts = Charts(SimpleNamespace(**tables, **about))
    assert [charts.colour(source) for source in "abc"] == [CYCLE[1], CYCLE[0], CYCLE[2]]


@pytest.mark.parametrize("table", ["sources.csv", "entities.csv"])
def test_a_colour_that_is_none_is_refused_by_row(root, folder_of, table):
    content = (root / "seeds" / table).read_text("utf-8").replace("#007699", "redish")
    content = content.replace("#7B3294", "redish")
    folder = folder_of({"x.txt": "Троцкий.", table: content})
    with pytest.raises(letopis.InputError, match=rf"{table}, row \d+: colour 'redish'"):
        Charts(letopis.load(folder))


@pytest.mark.parametrize("kind", CALLS)
def test_a_chart_is_as_wide_as_it_is_ordered(kind, tmp_path):
    columns, options = CALLS[kind]
    token = ORDER.set(Order("02-any", tmp_path, width=85))
    try:
        chart = getattr(Charts(), kind)(ROWS, *columns, **options)
    finally:
        ORDER.reset(token)
    assert chart.figure.get_figwidth() * 25.4 == pytest.approx(85)
