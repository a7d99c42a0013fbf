"""Lemmas: every word by its sentence."""

import subprocess
import sys

import pytest
from golden import LEMMA_CASES, golden_rows, lemma_in

import letopis
from letopis.language.lemmas import package_lexicon
from letopis.language.russian import analyzer, russian_entry


@pytest.mark.parametrize("case", LEMMA_CASES, ids=lambda case: f"{case['form']}-{case['lemma']}")
def test_a_lemma_that_was_wrong_once_is_right_in_its_sentence(case):
    assert lemma_in(case) == case["lemma"]


@pytest.mark.parametrize("source", ["000", "001", "002"])
def test_every_lemma_of_the_russian_seeds_is_as_read_by_hand(source, corpus):
    rows = golden_rows("lemmas_seeds.csv")
    expected = [(row["form"], row["lemma"]) for row in rows if row["source"] == source]
    words = corpus.tokens.query("kind == 'word' and source == @source")
    assert list(zip(words["text"], words["lemma"], strict=True)) == expected


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "words",
    [[], ["."], ["Л.", "Троцкий", ",", "7", "1927", "г.", "…"], ["", "\u00ad", "😀", "\u0301"]],
)
def test_lemmas_are_as_many_as_words(words, language):
    assert len(letopis.lemmatise(words, language)) == len(words)


def test_known_names_take_their_lemma_from_those_handed_in():
    names = {"Ягоды": "Ягода", "Trotsky": "Trotsky"}
    assert letopis.lemmatise(["зама", "Г.", "Ягоды"], "ru", names) == ["зам", "Г.", "Ягода"]
    assert letopis.lemmatise(["вкус", "ягоды"], "ru", names) == ["вкус", "ягода"]
    assert letopis.lemmatise(["Trotsky's", "son"], "en", names) == ["Trotsky", "son"]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("well-\nknown", "well-known"),
        ("govern-\nment", "government"),
        ("anti-\nSoviet", "anti-soviet"),
    ],
)
def test_a_word_cut_at_its_own_hyphen_keeps_it(form, lemma):
    assert letopis.lemmatise([form], "en") == [lemma]


def test_names_of_one_call_are_not_known_to_the_next():
    assert letopis.lemmatise(["Троцкого"], "ru", {"Троцкого": "Бронштейн"}) == ["Бронштейн"]
    assert letopis.lemmatise(["Троцкого"], "ru") == ["троцкий"]


@pytest.mark.parametrize("after", ["мощность", "МОЩНОСТЬ"])
def test_a_noun_in_ть_is_no_infinitive(after):
    assert letopis.lemmatise(["Они", "стоит", after, "."], "ru")[1] == "стоять"


@pytest.mark.parametrize("after", ["беречься", "БЕРЕЧЬСЯ"])
def test_before_an_infinitive_стоит_is_of_стоить(after):
    assert letopis.lemmatise(["Они", "стоит", after, "."], "ru")[1] == "стоить"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Алексеевну", "алексеевна"),
        ("Ильиничной", "ильинична"),
        ("Никитичне", "никитична"),
        ("Алексеевича", "алексеевич"),
    ],
)
def test_a_daughter_is_not_filed_under_her_brother(form, lemma):
    assert letopis.lemmatise([form], "ru") == [lemma]


@pytest.mark.parametrize(
    "form", ["стали", "есть", "её", "мая", "котором", "большевиков", "ёлки", "елки", "по-русски"]
)
def test_the_lemmas_of_a_form_are_those_of_pymorphy3(form):
    stem, ambiguity = russian_entry(form)
    parses = analyzer().parse(form)
    assert {parse.lemma(stem) for parse in ambiguity.parses} <= {
        parse.normal_form for parse in parses
    }


@pytest.mark.parametrize(
    ("form", "pos"),
    [
        ("family", ""),
        ("july", ""),
        ("slowly", "ADV"),
        ("gave", ""),
        ("massive", "ADJ"),
        ("arrival", ""),
        ("political", "ADJ"),
        ("locomotive", ""),
        ("national", "ADJ"),
    ],
)
def test_an_ending_gives_a_part_of_speech_only_where_it_is_sure(form, pos):
    (parse,) = package_lexicon("en")[form].ambiguity.parses
    assert parse.pos == pos


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["т. е.", "Т.\u00a0е.", "т.е."], ["то есть"] * 3),
        (["ж/д", "т/х"], ["ж/д", "т/х"]),
        (["д", "Т", "ш", "е"], ["д", "т", "ш", "е"]),
        (["в", "С", "я", "ж"], ["в", "с", "я", "ж"]),
    ],
)
def test_an_abbreviation_is_written_out_and_a_letter_is_itself(words, expected):
    assert letopis.lemmatise(words, "ru") == expected


def test_half_a_character_is_not_looked_up():
    assert letopis.lemmatise(["www.\ud800x"], "ru") == ["www.\ud800x"]


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="language 'de'; expected one of ru, en"):
        letopis.lemmatise(["Wort"], "de")


def test_a_string_is_not_taken_for_its_letters():
    message = r"got the string 'слово и дело'; expected a list of words, such as \['слово'"
    with pytest.raises(TypeError, match=message):
        letopis.lemmatise("слово и дело", "ru")


def test_no_dictionary_and_no_pandas_are_loaded_before_a_word_is_looked_up():
    heavy = {"pymorphy3", "simplemma", "dawg", "pandas", "numpy"}
    code = f"import sys, letopis.language; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
