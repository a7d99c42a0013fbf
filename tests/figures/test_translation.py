"""Labels are translated by tables; what has no row, and every word of a text, stays."""

import json
import re
from calendar import month_name

import pandas as pd
import pytest

from letopis.figures.save import kept_words
from letopis.figures.translation import TABLES, Labels, read_labels, russian_number
from letopis.texts.errors import InputError
from letopis.texts.schemas import LABELS, read_table

ENGLISH = re.compile(r"[A-Za-z]{2,}")
NOTATION = {"log"}
ROWS = {
    "mentions": "упоминания",
    "none": "нет",
    "Trotsky": "Троцкий",
    "{} of {}": "{} из {}",
    "all of them": "все",
    "Words of {} (N = {})": "Слова: {}; N = {}",
    "before {}": "до {}",
}


@pytest.mark.parametrize(
    "label, expected",
    [
        ("mentions", "упоминания"),
        (" 6 of 1,015", " 6 из 1015"),
        ("all of them", "все"),  # an exact row before one with blanks
        ("Words of Trotsky (N = 5)", "Слова: Троцкий; N = 5"),  # more words before fewer
        ("before 1917", "до 1917"),
        ("mentions\nmentions of day", "упоминания\nmentions of day"),
        ("3.4", "3,4"),
        ("1927-11-07", "1927-11-07"),
        ("Gurko of Trotsky", "Gurko of Trotsky"),  # never half in one language, half in the other
        ("003 Trotsky", "003 Троцкий"),
        ("memoir Trotsky", "memoir Trotsky"),
        ("", ""),
    ],
)
def test_a_label_is_translated_whole_by_line_or_not_at_all(label, expected):
    assert Labels(ROWS).translate(label, kept={"003"}) == expected


def test_a_label_that_was_shortened_is_as_short_in_russian():
    labels = Labels({"essay on concessions": "очерк о концессиях", "essay of a tourist": "очерк"})
    assert labels.translate("003 essay…cessions", {"003"}) == "003 очерк о…ессиях"
    assert labels.translate("essay o…") == "essay o…"
    assert labels.translate("essay…t") == "очерк"
    assert labels.translate("essay…s of it") == "essay…s of it"


def test_words_of_a_text_stay_whatever_they_mean_elsewhere():
    labels = Labels({"day": "день", "{}, acts": "{}: действует"})
    assert labels.translate("day", kept={"day"}) == "day"
    assert labels.translate("day, acts", kept={"day"}) == "day: действует"


@pytest.mark.parametrize(
    "english, russian",
    [
        ("7,833.", "7833."),
        ("0.5", "0,5"),
        ("12,345.25", "12\xa0345,25"),
        ("298, 559, 571", "298, 559, 571"),
        ("−1.5", "−1,5"),
        ("1.2.3", "1.2.3"),
    ],
)
def test_numbers_are_written_as_in_russian(english, russian):
    assert russian_number(english) == russian


@pytest.mark.parametrize(
    "row, message",
    [
        ("{} of {},{} из", r"labels\.csv, row 3: 2 × \{\} in en, 1 in ru"),
        ("words,", r"labels\.csv, row 3: ru ''; expected a value"),
        ("none,ничего", r"labels\.csv, row 3: en 'none' occurs twice"),
    ],
)
def test_a_broken_row_is_refused_by_file_and_row(folder_of, row, message):
    with pytest.raises(InputError, match=message):
        read_labels(folder_of({"labels.csv": f"en,ru\nnone,нет\n{row}\n"}))


def test_a_folder_without_labels_uses_the_projects_and_one_with_labels_its_own(folder_of):
    event = '[[event]]\nid = "1"\nlabel_en = "the flood"\nlabel_ru = "потоп"\n'
    folder = folder_of({"events.toml": event})
    assert read_labels(folder).translate("words") == "число слов"
    assert read_labels(folder).translate("the flood") == "потоп"
    (folder / "labels.csv").write_text("en,ru\nwords,слова\n", "utf-8")
    assert read_labels(folder).translate("words") == "слова"
    (folder / "entities.csv").write_text("entity,label_en,label_ru\ngurko,Gurko,\n", "utf-8")
    assert read_labels(folder).translate("Gurko") == "Gurko"


@pytest.fixture(scope="module")
def figures(root):
    """Return of every kept figure: its name, the words that stay, its labels in both languages."""
    found = []
    for path in sorted((root / "figures").glob("[0-9]*.json")):
        labels = json.loads((path.parent / "ru" / path.name).read_text("utf-8"))["labels"]
        numbers = pd.read_csv(path.with_suffix(".csv"), dtype=str, keep_default_na=False)
        found.append((path.stem, kept_words(numbers), labels))
    return found


def test_no_english_is_left_in_a_russian_figure_but_the_words_of_the_texts(figures):
    assert figures
    for name, kept, labels in figures:
        allowed = {word for words in kept for word in ENGLISH.findall(words)} | NOTATION
        left = {word for label in labels.values() for word in ENGLISH.findall(label)} - allowed
        assert not left, f"{name}: {left}; add the label to seeds/labels.csv"


MONTH = re.compile(rf"(?:\{{\}} )?(?:{'|'.join(month_name[1:])}) \{{\}}")


def test_without_any_row_of_labels_some_figure_would_be_said_otherwise(figures, root):
    rows = read_labels(root / "seeds").rows
    for row in read_table(root / "seeds" / "labels.csv", LABELS)["en"]:
        if row.startswith("Drawn: ") or MONTH.fullmatch(row):
            continue  # said of other texts: too many or too long to be drawn whole, of other months
        fewer = Labels({en: ru for en, ru in rows.items() if en != row})
        texts = [(text, said, kept) for _, kept, labels in figures for text, said in labels.items()]
        assert any(fewer.translate(text, kept) != said for text, said, kept in texts), row


def test_labels_do_not_repeat_what_other_tables_have(root):
    labels = set(read_table(root / "seeds" / "labels.csv", LABELS)["en"])
    for name in TABLES:
        table = pd.read_csv(root / "seeds" / name, dtype=str, keep_default_na=False)
        assert not labels & set(table["label_en"]), name
