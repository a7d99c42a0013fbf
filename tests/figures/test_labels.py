"""Labels are said in Russian from tables; what has no row, and every word of a text, stays; no row is there in vain."""

import json
import re

import pandas as pd
import pytest

from letopis.figures import labels
from letopis.figures import save as figures
from letopis.figures.labels import Labels
from letopis.texts.tables import InputError

ENGLISH = re.compile(r"[A-Za-z]{2,}")
NOTATION = {"log"}


@pytest.mark.parametrize("said, expected", [
    ("mentions", "упоминания"),
    (" 6 of 1,015", " 6 из 1015"),
    ("all of them", "все"),                                   # an exact row before a pattern
    ("Words of Trotsky (N = 5)", "Слова: Троцкий; N = 5"),    # more words before fewer
    ("before 1917", "до 1917"),
    ("mentions\nmentions of day", "упоминания\nmentions of day"),
    ("3.4", "3,4"),
    ("1927-11-07", "1927-11-07"),
    ("Gurko of Trotsky", "Gurko of Trotsky"),                 # never half in one language, half in the other
    ("003 Trotsky", "003 Троцкий"),
    ("memoir Trotsky", "memoir Trotsky"),
    ("", ""),
])
def test_a_label_is_said_with_the_words_of_the_table(said, expected):
    table = Labels({"mentions": "упоминания", "{} of {}": "{} из {}", "all of them": "все", "Trotsky": "Троцкий",
                    "Words of {} (N = {})": "Слова: {}; N = {}", "{} (N = {})": "?{}{}", "before {}": "до {}"})
    assert table.translate(said, own={"003"}) == expected


def test_own_words_stay_whatever_they_mean_elsewhere():
    table = Labels({"day": "день", "{}, acts": "{}: действует"})
    assert table.translate("day", own={"day"}) == "day"
    assert table.translate("day, acts", own={"day"}) == "day: действует"


def test_numbers_are_written_as_russian_writes_them():
    said = ["7,833.", "0.5", "12,345.25", "298, 559, 571", "−1.5", "1.2.3"]
    assert [labels.number(text) for text in said] == ["7833.", "0,5", "12\xa0345,25", "298, 559, 571", "−1,5", "1.2.3"]


@pytest.mark.parametrize("row, message", [
    ("{} of {},{} из", r"labels\.csv, row 3: 2 × \{\} in en, 1 in ru"),
    ("words,", r"labels\.csv, row 3: 'words', ''"),
    (",слова", r"labels\.csv, row 3: '', 'слова'"),
    ("none,ничего", r"labels\.csv, row 3: 'none', 'ничего'; expected English words that stand in one row only"),
])
def test_a_broken_row_is_refused_by_file_and_row(folder_of, row, message):
    with pytest.raises(InputError, match=message):
        labels.read(folder_of({"labels.csv": f"en,ru\nnone,нет\n{row}\n"}))


def test_a_folder_without_labels_uses_the_projects_and_one_with_labels_its_own(folder_of):
    folder = folder_of({"events.toml": '[[event]]\nid = "1"\nlabel_en = "the flood"\nlabel_ru = "потоп"\n'})
    assert labels.read(folder).translate("mentions") == "упоминания"
    assert labels.read(folder).translate("the flood") == "потоп"
    (folder / "labels.csv").write_text("en,ru\nmentions,названо\n", "utf-8")
    assert labels.read(folder).translate("mentions") == "названо"
    (folder / "entities.csv").write_text("entity,label_en,label_ru\ngurko,Gurko,\n", "utf-8")
    assert labels.read(folder).translate("Gurko") == "Gurko"


class Counting(Labels):
    def __init__(self, rows):
        super().__init__(rows)
        self.used = set()

    def found(self, text, own=()):
        row = super().found(text, own)
        self.used |= {row[0]} if row else set()
        return row


@pytest.fixture(scope="module")
def kept(root):
    """Every kept figure: name, its own words, what it says in English, {English: Russian} as kept."""
    shown = []
    for path in sorted((root / "figures").glob("*.json")):
        english = json.loads(path.read_text("utf-8"))
        russian = json.loads((root / "figures" / "ru" / path.name).read_text("utf-8"))
        own = figures._own(pd.read_csv(path.with_suffix(".csv"), dtype=str, keep_default_na=False))
        said = russian["labels"] | {english[name]: russian[name] for name in ("caption", "alt")}
        shown.append((path.stem, own, said))
    return shown


def test_what_is_kept_in_russian_is_what_the_tables_say(kept, root):
    table = labels.read(root / "seeds")
    for name, own, said in kept:
        assert {text: table.translate(text, own) for text in said} == said, name


def test_no_english_word_is_left_but_the_words_of_the_texts(kept):
    assert len(kept) >= 26 and sum(len(said) for _, _, said in kept) > 300
    for name, own, said in kept:
        data = {word for words in own for word in ENGLISH.findall(words)} | NOTATION
        left = {word for text in said.values() for word in ENGLISH.findall(text)} - data
        assert not left, f"{name}: {left}; give its label a row in seeds/labels.csv"


def test_no_row_is_there_for_nothing(kept, root):
    rows = labels._checked(root / "seeds" / "labels.csv")
    table = Counting(labels.read(root / "seeds").rows)
    for _, own, said in kept:
        for text in said:
            table.translate(text, own)
    assert not set(rows) - table.used


def test_labels_do_not_repeat_what_other_tables_have(root):
    rows = labels._checked(root / "seeds" / "labels.csv")
    for name in labels.TABLES:
        table = pd.read_csv(root / "seeds" / name, dtype=str, keep_default_na=False)
        assert not set(rows) & set(table["label_en"]), name
