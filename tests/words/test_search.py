"""A search finds what is in the texts, in any form, and nothing else."""

import pytest

import letopis
from letopis.words.search import SearchIndex, search_key


@pytest.fixture(scope="module")
def index(corpus):
    return SearchIndex(corpus)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("переворот", 6),
        ("ПЕРЕВОРОТА", 6),
        ("переворотами", 6),
        ("Тро́цкий", 26),
        ("Тpоцкий", 26),  # with a Latin p
        ("περеворот", 6),  # with Greek letters
        ("  Сталин ", 8),
        ("opponents", 1),
        ("7 ноября", 3),
        ("«7 ноября»", 3),
        ("1927", 9),
        ("Lev Davidovich", 1),
        ("armed struggle", 5),
        ("Л. Троцкий", 6),
        ("перевор*", 6),
        ("все", 23),
        ("всё", 23),
        ("еще", 3),
        ("ещё", 3),
        ("ананас", 0),
        ("ноября 7", 0),
        ("Троцкий ананас", 0),
        ("«»", 0),
        ("*", 0),
        ("", 0),
    ],
)
def test_what_is_typed_is_found_in_all_its_forms(index, typed, count):
    assert len(index.find(typed).places) == count


def test_every_place_is_where_the_words_are(corpus, index):
    for typed in ("7 ноября", "Л. Троцкий", "armed struggle", "все"):
        for place in index.find(typed).places.itertuples():
            words = corpus.text(place.source)[place.start : place.stop]
            assert len(words.split()) == len(typed.split()), words


def test_words_are_one_phrase_only_in_one_sentence(folder_of):
    corpus = letopis.load(
        folder_of({"a.txt": "Пошёл снег. Весь день снег шёл. Снег весь растаял."})
    )
    assert len(SearchIndex(corpus).find("снег весь").places) == 1


def test_a_form_of_two_lemmas_finds_both(index):
    assert index.find("все").lemmas == (("весь", "всё"),)


def test_a_word_that_does_not_occur_is_answered_by_its_like(index):
    assert index.nearest("Menzhinski") == ["Menzhinsky"]
    assert index.nearest("снегопад") == []


def test_spellings_of_a_word_have_one_key():
    assert search_key("Ещё") == search_key("еще") == search_key("ЕЩЕ\u0301")
    assert search_key("Сталин") != search_key("Сталина")
