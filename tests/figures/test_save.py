"""A figure is kept with its numbers and words, the same bytes each time, or not at all."""

import json

import matplotlib
import numpy as np
import pandas as pd
import pytest
from conftest import TABLE
from in_folders import KINDS, contents
from matplotlib.text import Text
from PIL import Image

import letopis
from letopis.figures import Charts
from letopis.figures.style import ANY_SUBJECT


def test_a_figure_is_five_files_and_four_in_russian(kept):
    names = [f"{place}99-test.{kind}" for place in ("", "ru/") for kind in KINDS]
    assert sorted(kept.contents) == sorted(["99-test.csv", *names])
    assert kept.words("en")["caption"] == "Mentions of two people, N = 5."


def test_two_runs_give_the_same_bytes(kept, folder, draw):
    draw().save("99-test", n=5)
    assert contents(folder) == kept.contents


def test_a_changed_number_changes_the_numbers_and_the_pictures(kept, folder, draw):
    draw(count=4).save("99-test", n=5)
    changed = {name for name, data in contents(folder).items() if data != kept.contents[name]}
    pictures = {f"{place}99-test.{kind}" for place in ("", "ru/") for kind in KINDS[:3]}
    digests = {"99-test.json", "ru/99-test.json"}
    assert changed == {"99-test.csv", *pictures, *digests}


def test_drawing_leaves_the_style_of_the_reader_alone_and_the_numbers_kept_may_be_others(
    folder, draw
):
    before = dict(matplotlib.rcParams)
    draw().save("99-test", data=pd.DataFrame({"word": ["a"], "count": [1]}), n=5)
    assert (folder / "99-test.csv").read_text("utf-8") == "word,count\na,1\n"
    assert dict(matplotlib.rcParams) == before


def test_the_russian_twin_is_in_russian_and_the_figure_stays_as_it_was(kept):
    kept.chart.figure.draw_without_rendering()
    texts = [text.get_text() for text in kept.chart.figure.findobj(Text)]
    assert "Trotsky" in texts and "Троцкий" not in texts
    assert kept.words("ru")["caption"] == "Упоминания двух людей, N = 5."
    assert kept.words("ru")["labels"] == {
        "words": "число слов",
        "Trotsky": "Троцкий",
    }
    assert kept.contents["ru/99-test.svg"] != kept.contents["99-test.svg"]


def test_words_of_the_texts_stay_as_they_are(folder):
    words = pd.DataFrame({"lemma": ["day", "003 day"], "part": "003", "words": 1})
    Charts().bars(words, "lemma", "words").save("99-test", n=2)
    labels = json.loads((folder / "ru" / "99-test.json").read_text("utf-8"))["labels"]
    assert labels["words"] == "число слов"
    assert labels["day"] == "day" and labels["003 day"] == "003 day"


def test_the_id_of_a_source_stays_and_the_label_beside_it_is_translated(folder, corpus):
    counts = pd.DataFrame({"lane": ["003 Trotsky"], "percent": [1.0]})
    charts = Charts(corpus)
    charts.subject = ANY_SUBJECT
    charts.barcode(counts, "lane", "percent").save("99-test", n=1)
    labels = json.loads((folder / "ru" / "99-test.json").read_text("utf-8"))["labels"]
    assert labels["003 Trotsky"] == "003 Троцкий"


def test_hostile_words_of_a_text_are_drawn_as_they_are(folder):
    hostile = ["$x_1$", r"\frac{1}{", "<b>&amp;", "{n} and %s", "a\nb"]
    words = pd.DataFrame({"lemma": hostile, "count": 1})
    Charts().bars(words, "lemma", "count").save("99-test", n="$n$ {n}")
    about = json.loads((folder / "99-test.json").read_text("utf-8"))
    assert about["caption"] == "Mentions of two people, N = $n$ {n}."
    assert "<b>" not in (folder / "99-test.svg").read_text("utf-8").replace("<!--", "")


def test_one_switch_sets_the_language_in_which_a_notebook_shows_figures(
    kept, folder, draw, monkeypatch
):
    monkeypatch.setenv("LETOPIS_LABELS", "ru")
    russian = draw().save("99-test", n=5)
    assert repr(kept.shown) == "Figure 99-test. Mentions of two people, N = 5."
    assert repr(russian) == "Рисунок 99-test. Упоминания двух людей, N = 5."
    assert russian.png != kept.shown.png and contents(folder) == kept.contents
    monkeypatch.setenv("LETOPIS_LABELS", "de")
    with pytest.raises(letopis.InputError, match="LETOPIS_LABELS='de'; expected en or ru"):
        draw().save("99-test", n=5)


def test_the_notebook_gets_the_alt_text_and_the_caption(kept):
    data, metadata = kept.shown._repr_mimebundle_()
    assert metadata["image/png"]["alt"] == "Two bars, 5 in all."
    assert data["text/plain"] == "Figure 99-test. Mentions of two people, N = 5."


def test_a_figure_without_a_row_in_captions_is_refused(folder, draw):
    for name in ("99-other", "test", "../99-test"):
        with pytest.raises(letopis.InputError, match=r"captions\.csv: no row for the figure"):
            draw().save(name, n=5)
    assert contents(folder.parent).keys() == {"seeds/captions.csv"}


def test_on_texts_without_captions_of_their_own_the_question_stands_for_caption_and_alt(
    folder_of, monkeypatch
):
    own = folder_of({"letter.txt": "Trotsky came. Trotsky went."})
    charts = Charts(letopis.load(own))
    charts.bars(TABLE, "label", "count").save("04-two-sources", n=5, count="left over")
    about = json.loads((own / "letopis/figures/04-two-sources.json").read_text("utf-8"))
    assert about["caption"] == about["alt"] == "How often does each text use these words?"


def test_their_alt_text_names_the_largest_rows_in_both_languages(folder_of, monkeypatch):
    monkeypatch.setenv("LETOPIS_PRINT", "1")
    own = folder_of({"letter.txt": "Trotsky came. Trotsky went."})
    rows = pd.DataFrame({"label_en": ["Trotsky", "Gurko"], "count": [2, 7], "by": "letter"})
    charts = Charts(letopis.load(own))
    charts.bars(rows, "label_en", "count", by="by").save("04-two-sources")
    figures = own / "letopis" / "figures"
    english = json.loads((figures / "04-two-sources.json").read_text("utf-8"))["alt"]
    russian = json.loads((figures / "ru" / "04-two-sources.json").read_text("utf-8"))["alt"]
    assert english.endswith("these words? Rows of the table: 2. Gurko: 7; Trotsky: 2.")
    assert russian.endswith(" Строк в таблице: 2. Gurko: 7; Троцкий: 2.")


def test_neither_other_texts_nor_another_event_touch_the_figures_that_are_kept(
    kept, folder_of, monkeypatch, root
):
    monkeypatch.setenv("LETOPIS_SEEDS", str(root / "seeds"))
    monkeypatch.delenv("LETOPIS_FIGURES", raising=False)
    own = letopis.load(folder_of({"letter.txt": "Trotsky came."}))
    assert Charts(own).folder == own.folder / "letopis" / "figures"
    seeds = letopis.load(root / "seeds")
    assert Charts(seeds).folder == Charts(seeds.for_event("1927-11-07")).folder == root / "figures"
    assert Charts(seeds.for_event("1929-01-18")).folder == root / "build" / "1929-01-18"


def test_where_there_is_nothing_to_draw_nothing_is_written_and_the_reader_is_told(folder, table):
    chart = Charts().bars(table.head(0), "label", "count")
    shown = chart.save("99-test", n=0)
    assert repr(shown) == "Figure 99-test: nothing to draw here; the table has no rows."
    assert not contents(folder)
    assert chart._repr_png_() is None
    assert repr(chart) == "nothing to draw here; the table has no rows."


def test_a_figure_that_has_nothing_more_to_draw_is_deleted(kept, folder, table):
    for name, data in kept.contents.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        (folder / name.replace("99-test", "99-test-two")).write_bytes(data)
    others = {name for name in contents(folder) if "99-test-two" in name}
    Charts().bars(table.head(0), "label", "count").save("99-test", n=0)
    assert contents(folder).keys() == others and len(others) == 9


def test_a_failed_write_leaves_the_old_file(kept, folder, draw, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    (folder / "99-test.csv").write_bytes(kept.contents["99-test.csv"])
    old = contents(folder)
    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="No space"):
        draw(count=4).save("99-test", n=5)
    assert contents(folder) == old


def test_a_cell_like_a_formula_is_marked_as_text(kept):
    assert "'=Сталин" in kept.contents["99-test.csv"].decode("utf-8")


def test_every_kept_figure_is_complete_and_named_by_exactly_one_notebook(root):
    books = {path.name: path.read_text("utf-8") for path in (root / "notebooks").glob("*.ipynb")}
    names = {path.stem for path in (root / "figures").glob("[0-9]*.json")}
    assert names
    for name in sorted(names):
        for place in ("", "ru/"):
            assert all((root / f"figures/{place}{name}.{kind}").is_file() for kind in KINDS), name
        assert not pd.read_csv(root / "figures" / f"{name}.csv").empty
        saving = [book for book, text in books.items() if f'\\"{name}\\"' in text]
        assert [book[:2] for book in saving] == [name[:2]], name


@pytest.mark.parametrize("place", ["", "ru"])
def test_nothing_is_cut_at_the_edge_of_a_kept_figure(root, place):
    for path in sorted((root / "figures" / place).glob("*.png")):
        ink = np.asarray(Image.open(path).convert("L")) < 250
        touched = [side.any() for side in (ink[:3], ink[-3:], ink[:, :3], ink[:, -3:])]
        assert touched == [False] * 4, path.name


def test_below_the_picture_are_its_caption_and_links_to_its_files(kept, monkeypatch):
    monkeypatch.chdir(kept.folder.parent)
    below = kept.shown.below()
    name, folder = kept.shown.name, kept.folder.name
    assert kept.shown.caption.caption.split(".")[0] in below
    for kind in ("svg", "pdf", "png", "csv"):
        assert f"]({folder}/{name}.{kind})" in below and (kept.folder / f"{name}.{kind}").is_file()
    assert f"[по-русски]({folder}/ru/{name}.svg)" in below
    assert f"[cite]({folder}/README.md#{name})" in below
