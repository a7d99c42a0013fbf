"""A figure leaves with its numbers, caption and alt text, the same bytes each time, or not at all."""

import json

import matplotlib
import pandas as pd
import pytest
from matplotlib.text import Text

import letopis
from letopis.figures import charts
from letopis.figures import save as figures

KINDS = ("svg", "pdf", "png", "csv", "json")
RUSSIAN = ("svg", "pdf", "png", "json")


@pytest.fixture
def table():
    return pd.DataFrame({"label": ["Троцкий", "=Сталин"], "count": [3, 2], "low": [1, 1], "high": [5, 4]})


@pytest.fixture
def saved(table, tmp_path, monkeypatch):
    monkeypatch.setenv("LETOPIS_FIGURES", str(tmp_path))

    def save(count=3, name="99-test", **changes):
        numbers = table.assign(count=[count, 2])
        fig = charts.bars(numbers, "label", "count", "mentions", "Кто назван? (N = 5)", interval=("low", "high"))
        words = {"caption": "Mentions of two people, N = 5.", "alt": "Two bars, three for one and two for the other."}
        return figures.save(fig, name, numbers, **(words | changes))

    save.folder = tmp_path
    return save


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_a_figure_is_five_files_and_four_in_russian(saved):
    saved()
    there = [f"99-test.{kind}" for kind in KINDS] + [f"ru/99-test.{kind}" for kind in RUSSIAN]
    assert sorted(files(saved.folder)) == sorted(there)
    assert json.loads((saved.folder / "99-test.json").read_text("utf-8"))["caption"] == "Mentions of two people, N = 5."


def test_two_runs_give_the_same_bytes(saved):
    saved()
    first = files(saved.folder)
    for name in first:
        (saved.folder / name).unlink()
    saved()
    assert first == files(saved.folder)


def test_a_changed_number_changes_the_numbers_and_the_picture(saved):
    saved()
    first = files(saved.folder)
    saved(count=4)
    changed = {name for name, content in files(saved.folder).items() if content != first[name]}
    assert changed == {f"{place}99-test.{kind}" for place in ("", "ru/") for kind in ("svg", "pdf", "png")} | {
        "99-test.csv"
    }


def test_the_russian_twin_says_it_in_russian_and_the_figure_is_left_as_it_was(table, tmp_path, monkeypatch):
    monkeypatch.setenv("LETOPIS_FIGURES", str(tmp_path))
    fig = charts.bars(table.assign(label=["Trotsky", "Stalin"]), "label", "low", "mentions", "How? ({} words)")
    fig.draw_without_rendering()
    before = [text.get_text() for text in fig.findobj(Text)]
    figures.save(fig, "99-test", table, caption="Mentions of two people, N = 5.", alt="Two bars, three for one, two.")
    fig.draw_without_rendering()
    assert [text.get_text() for text in fig.findobj(Text)] == before and "Trotsky" in before
    about = json.loads((tmp_path / "ru" / "99-test.json").read_text("utf-8"))
    assert about["labels"] == {
        "mentions": "упоминания",
        "Trotsky": "Троцкий",
        "Stalin": "Сталин",
        "How? ({} words)": "How? ({} words)",
    }
    assert (tmp_path / "ru" / "99-test.svg").read_bytes() != (tmp_path / "99-test.svg").read_bytes()


def test_words_of_the_texts_stay_as_they_are(saved, table):
    fig = charts.bars(table.assign(lemma=["day", "003 day"], x=1), "lemma", "x", "words", "Сколько?")
    numbers = table.assign(lemma="day", part="003")
    figures.save(fig, "99-lemmas", numbers, caption="The words of a text, N = 2.", alt="Two bars of one length each.")
    about = json.loads((saved.folder / "ru" / "99-lemmas.json").read_text("utf-8"))
    assert about["labels"] == {"words": "слова", "day": "day", "003 day": "003 day"}


def test_one_switch_says_in_which_language_a_notebook_shows_figures(saved, monkeypatch):
    english = saved()
    monkeypatch.setenv("LETOPIS_LABELS", "ru")
    kept, russian = files(saved.folder), saved()
    assert repr(russian) == "Рисунок 99-test. Mentions of two people, N = 5." and repr(english).startswith("Figure 99")
    assert russian.png != english.png and files(saved.folder) == kept
    monkeypatch.setenv("LETOPIS_LABELS", "de")
    with pytest.raises(letopis.InputError, match="LETOPIS_LABELS='de'; expected en or ru"):
        saved()


def test_the_notebook_gets_the_alt_text_and_the_caption(saved):
    data, metadata = saved()._repr_mimebundle_()
    assert metadata["image/png"]["alt"].startswith("Two bars")
    assert data["text/plain"] == "Figure 99-test. Mentions of two people, N = 5."


@pytest.mark.parametrize("changes", [{"name": "test"}, {"caption": ""}, {"alt": "short"}])
def test_a_figure_without_number_caption_or_alt_is_refused(saved, changes):
    with pytest.raises(letopis.InputError):
        saved(**changes)
    assert not list(saved.folder.iterdir())


def test_on_other_texts_the_title_stands_for_caption_and_alt(saved, monkeypatch):
    monkeypatch.setenv(figures.CAPTIONS, "titles")
    saved(caption="Words of the four sources, N = 7,833.", alt="Trotsky leads in every source but one.")
    about = json.loads((saved.folder / "99-test.json").read_text("utf-8"))
    assert about["caption"] == about["alt"] == "Кто назван? (N = 5)"


def test_where_there_is_nothing_to_draw_nothing_is_written_and_the_reader_is_told(saved, table):
    fig = charts.bars(table.head(0), "label", "count", "mentions", "N = 0")
    told = figures.save(
        fig, "99-none", table.head(0), caption="Mentions of nobody, N = 0.", alt="An empty frame, no bars."
    )
    assert repr(told) == "Figure 99-none: nothing to draw here; the table has no rows."
    assert not list(saved.folder.iterdir())


def test_a_figure_that_has_nothing_more_to_draw_does_not_stay(saved, table):
    saved()
    saved(name="99-test-two")
    there = {name for name in files(saved.folder) if "99-test-two" in name}
    fig = charts.bars(table.head(0), "label", "count", "mentions", "N = 0")
    figures.save(fig, "99-test", table.head(0), caption="Mentions of nobody, N = 0.", alt="An empty frame, no bars.")
    assert set(files(saved.folder)) == there and len(there) == 9


def test_every_kind_of_chart_bears_an_empty_table():
    from pandas import DataFrame, Series

    empty = DataFrame({"by": [], "label": [], "value": [], "low": [], "high": [], "place": [], "note": []})
    empty = empty.astype({"by": "str", "label": "str"})
    charts.bars(empty, "label", "value", "x", "t", by="by")
    charts.forest(empty, "label", "value", ("low", "high"), "x", "t", by="by", note="note")
    charts.clouds(empty, "label", "value", "by", "x", "t")
    charts.barcode(empty, "label", "place", "t", xlabel="x")
    charts.heat(DataFrame(), "t", uncertain=DataFrame())
    charts.timeline(
        empty.assign(earliest=[], latest=[]), "by", "label", "t", shade="by", first="1927-01-01", last="1928-01-01"
    )
    charts.matrix(DataFrame(columns=["000"]), "t", aside=DataFrame(columns=["000"]), groups=Series(dtype="str"))
    charts.slope(empty.assign(a=[], b=[]), "label", ["a", "b"], "t")
    charts.parallels(empty.assign(start_a=[], stop_a=[], start_b=[], stop_b=[]), "t", lengths=(1, 1), names=("a", "b"))
    charts.lines(empty, "place", "value", "by", "t", xlabel="x", ylabel="y")


def test_words_of_equal_count_stand_in_a_cloud_in_letters_of_equal_size_and_none_is_left_out():
    counts = {f"{letter}слово{'о' * size}": float(5 - size) for letter in "абвгдеж" for size in range(5)}
    heights = {word: height for (word, _), height, *_ in charts._cloud(counts, "#000000").layout_}
    assert heights.keys() == counts.keys()
    for word, count in counts.items():
        assert abs(heights[word] - max(heights.values()) * count / 5) <= 1, word


def test_a_failed_write_leaves_the_old_file(saved, monkeypatch):
    saved()
    old = (saved.folder / "99-test.csv").read_bytes()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        saved(count=4)
    assert (saved.folder / "99-test.csv").read_bytes() == old
    assert not [path for path in saved.folder.iterdir() if path.name.startswith(".")]


def test_a_cell_like_a_formula_is_marked_as_text(saved):
    saved()
    assert "'=Сталин" in (saved.folder / "99-test.csv").read_text("utf-8")


def test_the_font_has_every_letter_of_the_texts(corpus):
    from matplotlib.ft2font import FT2Font

    known = FT2Font(f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf").get_charmap()
    letters = {letter for source in corpus.sources.index for letter in corpus.text(source) if letter.isprintable()}
    assert {letter for letter in letters if ord(letter) not in known} == set()


def test_a_source_its_voices_and_a_person_have_one_colour_each():
    assert figures.colour("003-5") == figures.colour("003") != figures.colour("000")
    assert figures.colour("trotsky") != figures.colour("stalin")
    assert figures.colour("nobody") == figures.GREY


def test_drawing_leaves_the_style_of_the_reader_alone(table):
    before = dict(matplotlib.rcParams)
    charts.bars(table, "label", "count", "mentions", "N = 5")
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("place", ["", "ru"])
def test_nothing_is_cut_at_the_edge_of_a_kept_figure(root, place):
    from matplotlib.image import imread

    for path in sorted((root / "figures" / place).glob("*.png")):
        ink = imread(path)[..., :3].min(axis=2) < 0.98
        touched = [side.any() for side in (ink[:3], ink[-3:], ink[:, :3], ink[:, -3:])]
        assert touched == [False] * 4, path.name


def test_every_kept_figure_is_complete_and_named_by_exactly_one_notebook(root):
    names = {path.stem for path in (root / "figures").glob("*.json")}
    books = {path.name: path.read_text("utf-8") for path in (root / "notebooks").glob("*.ipynb")}
    gallery = (root / "figures" / "README.md").read_text("utf-8")
    assert len(names) >= 8
    for name in sorted(names):
        assert all((root / "figures" / f"{name}.{kind}").is_file() for kind in KINDS), name
        assert all((root / "figures" / "ru" / f"{name}.{kind}").is_file() for kind in RUSSIAN), name
        saving = [book for book, text in books.items() if f'save(fig, \\"{name}\\"' in text]
        assert [book[:2] for book in saving] == [name[:2]], name
        about = json.loads((root / "figures" / f"{name}.json").read_text("utf-8"))
        russian = json.loads((root / "figures" / "ru" / f"{name}.json").read_text("utf-8"))
        assert all(said[what] in gallery for said in (about, russian) for what in ("caption", "alt")), name
        assert not pd.read_csv(root / "figures" / f"{name}.csv").empty
