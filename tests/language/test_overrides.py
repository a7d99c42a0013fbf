"""Overrides and stop words: every row has a reason to be there."""

from collections import Counter

import pytest
from golden import LEMMA_CASES

import letopis
from letopis.language.data import read_rows
from letopis.language.lemmas import Lexicon, package_lexicon
from letopis.texts.errors import InputError

ROWS = read_rows("lemmas.csv")


def sentences_with(row):
    """Return the form of a row by itself, with a capital, and the golden sentences that have it."""
    golden = [
        case["sentence"].split()
        for case in LEMMA_CASES
        if case["language"] == row["language"] and row["form"] in case["sentence"].lower()
    ]
    return [[row["form"]], [row["form"].capitalize()], *golden]


def changes_something(row):
    others = tuple(other for other in ROWS if other is not row)
    without = Lexicon(row["language"], others, read_rows("stop_words.csv"))
    everything = package_lexicon(row["language"])
    return any(
        everything.lemmatise(words, {}) != without.lemmatise(words, {})
        for words in sentences_with(row)
    )


def test_each_override_changes_something():
    idle = [row["form"] for row in ROWS if not changes_something(row)]
    assert idle == ["т.", "д.", "etc."]  # kept in one token by their rows, whatever the lemma


def test_each_override_has_a_reason_and_occurs_once():
    assert all(row["reason"] for row in ROWS)
    keys = Counter((row["language"], row["form"], row["condition"]) for row in ROWS)
    assert max(keys.values()) == 1


def test_a_wrong_condition_names_file_row_and_choices(folder_of):
    table = "language,form,lemma,condition,reason\nru,стали,сталь,sometimes,a test\n"
    folder = folder_of({"a.txt": "Они стали.", "lemmas.csv": table})
    message = r"lemmas\.csv, row 2: condition 'sometimes'; expected one of always"
    with pytest.raises(InputError, match=message):
        _ = letopis.load(folder).tokens


def test_the_tables_of_a_folder_go_before_those_of_the_package(folder_of):
    folder = folder_of(
        {
            "a.txt": "Они стали у стен. Так сказ. Они ушли.",
            "lemmas.csv": "language,form,lemma,condition,reason\nru,стали,сталь,always,a test\n",
            "stop_words.csv": "language,word,pos\nru,стена,NOUN\n",
        }
    )
    tokens = letopis.load(folder).tokens.set_index("text")
    assert tokens.loc["стали", "lemma"] == "сталь"
    assert tokens.index[tokens["stop_word"]].tolist() == ["стен"]


def test_the_word_lists_of_a_folder_go_before_those_of_the_package(folder_of):
    words = {"never_last": "сказ", "sometimes_last": "", "starters": "", "initials": "Дж"}
    lists = "".join(f'{name} = "{word}"\n' for name, word in (words | {"saying": "сказал"}).items())
    texts = {"a.txt": "Так сказ. Они ушли. См. Там же."}
    default = letopis.load(folder_of(texts)).sentences["text"].tolist()
    own = letopis.load(folder_of({"sentences.toml": lists})).sentences["text"].tolist()
    assert default == ["Так сказ.", "Они ушли.", "См. Там же."]
    assert own == ["Так сказ. Они ушли.", "См.", "Там же."]


def test_stop_words_are_lemmas_and_occur_once():
    rows = read_rows("stop_words.csv")
    assert max(Counter((row["language"], row["word"]) for row in rows).values()) == 1
    assert all(row["word"] == row["word"].lower() and row["pos"] for row in rows)
