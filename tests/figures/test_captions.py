"""A caption is written once, in both languages, and its numbers are those of the run."""

import re

import pandas as pd
import pytest
from in_folders import WORDS, write_captions

from letopis.figures.captions import fill_captions, find_row
from letopis.figures.translation import read_labels
from letopis.texts.errors import InputError
from letopis.texts.schemas import CAPTIONS, read_table

COUNTS = pd.Series({("000", "ОГПУ"): 6, ("001", "ОГПУ"): 2})
GRID = pd.DataFrame({"1917": [20.0, 13.25]}, index=["Trotsky", "Lenin"])
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def fill(tmp_path, caption, **values):
    """Fill a caption that is the same in both languages."""
    row = (*WORDS[:4], caption, caption, *WORDS[6:])
    path = write_captions(tmp_path / "captions.csv", {"99-test": row})
    labels = read_labels(tmp_path)
    captions = fill_captions(*find_row(path, "99-test"), {"n": 1} | values, labels.translate)
    return captions["en"].caption, captions["ru"].caption


@pytest.mark.parametrize(
    "caption, values, english, russian",
    [
        ("N = {n}", {"n": 7833}, "N = 7,833", "N = 7833"),
        ("{n} %", {"n": 3.44}, "3.4 %", "3,4 %"),
        ("{n} %", {"n": 23.0}, "23 %", "23 %"),
        ("{x[000]}–{x[001]}", {"x": pd.Series({"000": 1, "001": 2})}, "1–2", "1–2"),
        ("{count[001 ОГПУ]}", {"count": COUNTS}, "2", "2"),
        ("{grid[Lenin 1917]}", {"grid": GRID}, "13.2", "13,2"),
        ("on {who}", {"who": "Trotsky"}, "on Trotsky", "on Троцкий"),
        ("{n}", {"n": "{x} $1$ \\1"}, "{x} $1$ \\1", "{x} $1$ \\1"),
    ],
)
def test_a_placeholder_is_filled_in_both_languages(tmp_path, caption, values, english, russian):
    assert fill(tmp_path, caption, **values) == (english, russian)


@pytest.mark.parametrize(
    "caption, values, message",
    [
        ("{words}", {}, r"row 2, figure 99-test: \{words\} has no value; hand it in: save\("),
        ("{n[004]}", {"n": COUNTS}, r"\{n\[004\]\} has no value; n= has 000 ОГПУ, 001 ОГПУ"),
        ("{n}", {"words": 3}, r"words= is handed in, and no text has \{words\}"),
    ],
)
def test_values_and_placeholders_must_match(tmp_path, caption, values, message):
    with pytest.raises(InputError, match=message):
        fill(tmp_path, caption, **values)


@pytest.mark.parametrize(
    "rows, message",
    [
        ({"test": WORDS}, "row 2: figure 'test'; expected its notebook's number"),
        ({"99-test": (*WORDS[:2], "", *WORDS[3:])}, "row 2: title_en ''; expected a value"),
        ({"99-test": (*WORDS[:7], "Да.", "", "")}, r"row 2: \{n\} in one language of alt only"),
    ],
)
def test_a_broken_row_is_refused(tmp_path, rows, message):
    path = write_captions(tmp_path / "captions.csv", rows)
    with pytest.raises(InputError, match=message):
        find_row(path, "99-test")


def test_captions_has_every_kept_figure_and_nothing_else(root):
    captions = read_table(root / "seeds" / "captions.csv", CAPTIONS)
    kept = {path.stem for path in (root / "figures").glob("[0-9]*.json")}
    assert set(captions["figure"]) == kept


def test_a_caption_and_an_alt_text_are_sentences_and_no_title_is_a_label(root):
    captions = read_table(root / "seeds" / "captions.csv", CAPTIONS)
    for column in ("caption_en", "caption_ru", "alt_en", "alt_ru"):
        odd = captions.loc[~captions[column].str.fullmatch(r"\S.{20,}[.]"), "figure"]
        assert odd.empty, f"{column}: {list(odd)}"
    assert not set(captions["title_en"]) & set(pd.read_csv(root / "seeds" / "labels.csv")["en"])


def test_what_travels_alone_says_that_historians_accept_no_attempted_coup(root):
    captions = read_table(root / "seeds" / "captions.csv", CAPTIONS).set_index("figure")
    for figure in ("03-claims", "03-order", "03-overlaps", "03-roles"):
        for field in ("caption", "note"):
            assert "do not accept that a coup was attempted" in captions.at[figure, f"{field}_en"]
            russian = captions.at[figure, f"{field}_ru"]
            assert "историки не считают, что была попытка переворота" in russian


def test_captions_in_russian_have_no_english_word_but_the_words_of_the_texts(root):
    captions = read_table(root / "seeds" / "captions.csv", CAPTIONS)
    for row in captions.to_dict("records"):
        numbers = root / "figures" / f"{row['figure']}.csv"
        words_of_texts = set(ENGLISH.findall(numbers.read_text("utf-8")))
        for column in ("question_ru", "title_ru", "caption_ru", "alt_ru", "note_ru"):
            written = re.sub(r"\{.*?\}", "", row[column])
            assert set(ENGLISH.findall(written)) <= words_of_texts, (row["figure"], column)
