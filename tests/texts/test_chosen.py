"""A mistake in chosen.toml is named with its file and the remedy; a right one is taken."""

import pytest

import letopis
from letopis.accounts import leading_facets
from letopis.people import leading_people
from letopis.project.check import check_folder
from letopis.texts.errors import InputError
from letopis.words import leading_words

TEXT = "Троцкий видел Троцкого. Мятежи подавили в 1927 году."
PEOPLE = (
    "entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note\n"
    "trotsky,person,Троцкий,Trotsky,Троцкий,Trotsky,,,\n"
)


@pytest.fixture
def load(folder_of):
    def load_chosen(chosen):
        files = {"a.txt": TEXT, "entities.csv": PEOPLE, "chosen.toml": chosen}
        return letopis.load(folder_of(files))

    return load_chosen


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ('peeple = ["trotsky"]', "peeple is not known; did you mean people?"),
        ('people = "trotsky"', "people 'trotsky'; expected a list of texts"),
        ('[words]\nplace = ["мятеж"]', r"\[words\]: place is not known; did you mean places?"),
        ('[words]\nplaces = "мятеж"', r"\[words\]: places 'мятеж'; expected a list of texts"),
        ('sources = ["b"]', "sources: 'b' is no source of this folder; correct it, or take it"),
        ("years = [1929, 1927]", r"years \[1929, 1927\]; expected the first and the last year"),
        ("years = 1927", "years 1927; expected the first and the last year"),
        ('[periods]\n1927 = ["1927"]', r"periods, 1927 \['1927'\]; expected the first and"),
    ],
)
def test_what_is_written_wrongly_is_named(load, chosen, said):
    with pytest.raises(InputError, match=rf"chosen\.toml.*{said}"):
        assert load(chosen).chosen


@pytest.mark.parametrize(
    ("take", "chosen", "said"),
    [
        (leading_people, 'people = ["trotski"]', "'trotski' is no id of entities.csv; did you"),
        (leading_words, '[words]\nplaces = ["Троцкого"]', "did you mean 'Троцкий'"),
        (leading_words, '[words]\nplaces = ["мятежи"]', "did you mean 'мятеж'"),
        (leading_facets, 'facets = ["hour"]', "'hour' is no facet of codebook.csv; correct it"),
    ],
)
def test_what_the_folder_does_not_have_is_named_where_it_is_used_and_in_the_check(
    load, take, chosen, said
):
    corpus = load(chosen)
    with pytest.raises(InputError, match=said):
        take(corpus, 3)
    report, can_be_loaded = check_folder(corpus.folder)
    assert said in report and not can_be_loaded


def test_what_is_chosen_is_taken(load):
    corpus = load('people = ["trotsky"]\nyears = [1926, 1928]\n[words]\nplaces = ["мятеж"]\n')
    assert leading_people(corpus, 3) == ["trotsky"] and leading_words(corpus, 3) == ["мятеж"]
    assert check_folder(corpus.folder)[1]


def test_captions_are_about_the_sources_they_were_written_about(load, corpus):
    assert corpus.is_written_about and load("").is_written_about
    assert load('written_about = ["a"]').is_written_about
    assert not load('written_about = ["a", "b"]').is_written_about
