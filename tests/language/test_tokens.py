"""Tokens: every word, number and mark in its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letopis.language import lemmatise, tokenize
from letopis.language.tokens import count_words, token_kind


def pieces(text, abbreviations=()):
    return [text[start:stop] for start, stop in tokenize(text, abbreviations)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Л. Троцкий, В.И. Ленин", ["Л.", "Троцкий", ",", "В.", "И.", "Ленин"]),
        ("Rakovsky H.G. to Kustanai", ["Rakovsky", "H.", "G.", "to", "Kustanai"]),
        ("Ya. E. Rudzutak", ["Ya.", "E.", "Rudzutak"]),
        ("Это был Я.", ["Это", "был", "Я", "."]),
        ("Москва, по-праздничному", ["Москва", ",", "по-праздничному"]),
        ("в Alma-Ata, в Алма-Ате", ["в", "Alma-Ata", ",", "в", "Алма-Ате"]),
        ("Trotsky’s sons' don't", ["Trotsky’s", "sons", "'", "don't"]),
        ("10 711 голосов и 128 миллионов", ["10 711", "голосов", "и", "128", "миллионов"]),
        ("Art. 58/10, 30%, 7.11.1927", ["Art", ".", "58/10", ",", "30%", ",", "7.11.1927"]),
        ("20-е годы, the 1920s, 7-го", ["20-е", "годы", ",", "the", "1920s", ",", "7-го"]),
        ("в 1928–1930 гг.", ["в", "1928", "–", "1930", "гг."]),
        ("XIV съезд; ХХ век", ["XIV", "съезд", ";", "ХХ", "век"]),
        ("т.е. всё… i.e. all ...", ["т.е.", "всё", "…", "i.e.", "all", "..."]),
        ("разведчикибыли", ["разведчикибыли"]),
        ("Сталин И. В.\nРыков А.И.\nНет.", ["Сталин", "И.", "В.", "Рыков", "А.", "И.", "Нет", "."]),
        ("ж/д и т/х, км/ч", ["ж/д", "и", "т/х", ",", "км", "/", "ч"]),
        ("’Tis so; ‘twas, don't", ["’T", "is", "so", ";", "‘t", "was", ",", "don't"]),
        ("РКП(б) — “Iskra”", ["РКП", "(", "б", ")", "—", "“", "Iskra", "”"]),
        ("  слово\n\tи дело ", ["слово", "и", "дело"]),
        ("\u200bдо\u200bма\u200b \ufeff ра\u2060но.\u200b", ["до\u200bма", "ра\u2060но", "."]),
        (
            "an oﬃcer, Zinovʹev, Kazanʹ, don`t",
            ["an", "oﬃcer", ",", "Zinovʹev", ",", "Kazanʹ", ",", "don`t"],
        ),
        (
            "заво-\nда, кто-\n то; дом -\nсад",
            ["заво-\nда", ",", "кто-\n то", ";", "дом", "-", "сад"],
        ),
        ("Антонов-\nОвсеенко", ["Антонов", "-", "Овсеенко"]),
        ("р е ч ь О С Е Н Ь", ["р е ч ь", "О С Е Н Ь"]),
        (
            "а б в г, и я с ним, U S A",
            ["а", "б", "в", "г", ",", "и", "я", "с", "ним", ",", "U", "S", "A"],
        ),
    ],
)
def test_tokens_are_cut_where_a_reader_would(text, expected):
    assert pieces(text, ["гг."]) == expected


def test_an_abbreviation_of_several_words_is_one_token():
    abbreviations = ["т. е.", "и т. д.", "так сказ."]
    text = "Он, (т. е. она) и т. д.; так сказ. и так далее, т. ест."
    words = pieces(text, abbreviations)
    assert {"т. е.", "и т. д.", "так сказ."} < set(words)
    assert words[-7:] == ["так", "далее", ",", "т", ".", "ест", "."]


def test_an_abbreviation_with_full_stops_inside_may_have_blanks_and_a_capital():
    assert pieces("Т. е. он, т.\u00a0е. они, т.е. я. Т. Ест", ["т.е."]) == [
        *("Т. е.", "он", ",", "т.\u00a0е.", "они", ",", "т.е.", "я", ".", "Т.", "Ест")
    ]


def test_combining_marks_and_soft_hyphens_stay_inside_the_word():
    text = "Тро\u00adцкии\u0306 был замо\u0301к"
    words = pieces(text)
    assert [len(word) for word in words] == [9, 3, 6]
    assert lemmatise(words, "ru", {"Троцкий": "Троцкий"}) == ["Троцкий", "быть", "замок"]


def test_the_dictionary_says_whether_a_hyphen_belongs_to_a_cut_word():
    russian = ["заво-\nда", "социал-\nдемократов", "рабоче-\r\n крестьянской", "нэп-\nманов"]
    lemmas = ["завод", "социал-демократ", "рабоче-крестьянский", "нэпман"]
    assert lemmatise(russian, "ru") == lemmas
    assert lemmatise(["work-\ners", "class-\nconscious"], "en") == ["worker", "class-conscious"]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("Лл. ,;Яя\n\t\u00a010711-–«»漢😀\u0301aA'"), max_size=40))
def test_tokens_tile_a_text_and_do_not_depend_on_the_lines_around(text):
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())
    assert pieces(f"слово\n\n{text}\n\nслово") == ["слово", *pieces(text), "слово"]


@pytest.mark.parametrize(
    ("token", "kind"),
    [("ОГПУ", "word"), ("XIV", "number"), ("7-го", "number"), ("Л.", "word"), ("«", "punctuation")],
)
def test_a_token_has_a_kind(token, kind):
    assert token_kind(token) == kind


def test_initials_and_numbers_are_not_counted_as_words():
    assert count_words("XIV съезд; В. И. Ленин, 7-го ноября 1927 г., т.е. тогда") == 6
