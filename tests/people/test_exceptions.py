"""Every exception is needed by a written case: without it somebody is found who is not named."""

import pytest
from sentences import MARK, entities_in, lexicon, read_cases

from letopis.language.lemmas import package_lexicon
from letopis.language.parses import agreement_bits
from letopis.people import exceptions, given_names, mentions, namesakes
from letopis.people.mentions import find_names
from letopis.texts.tables import read_toml

CASES = [MARK.sub(r"\1", case["text"]) for case in read_cases("mentions_hard.csv")]
NAMED_AFTER = read_toml(namesakes.NAMED_AFTER)
NOMINATIVE = agreement_bits(["nomn"], ["masc"])
MASCULINE = [
    word
    for word in NAMED_AFTER["adjective"]
    if package_lexicon("ru")[word].ambiguity.noun_agreement & NOMINATIVE
]
STEPS = {
    "halves of a double surname": (mentions, "_halves", lambda matches, names: ()),
    "given names after": (mentions, "given_after", lambda tokens, stop, names: (stop, [])),
    "names cut short": (given_names, "_is_short", lambda word, names: False),
}


def find_all():
    return [find_names(text, lexicon())[1] for text in CASES]


@pytest.fixture(scope="module")
def with_all_rules():
    return find_all()


@pytest.mark.parametrize("rule", exceptions.RULES, ids=lambda rule: rule.__name__)
def test_every_exception_is_needed(monkeypatch, with_all_rules, rule):
    others = tuple(other for other in exceptions.RULES if other is not rule)
    monkeypatch.setattr(exceptions, "RULES", others)
    assert find_all() != with_all_rules


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_needed(monkeypatch, with_all_rules, step):
    monkeypatch.setattr(*STEPS[step])
    assert find_all() != with_all_rules


@pytest.mark.parametrize("word", NAMED_AFTER["genitive"] + NAMED_AFTER["written"])
def test_what_is_named_after_a_person_is_not_the_person(word):
    assert entities_in(f"Вот завод {word} Калинина.") == []


@pytest.mark.parametrize("word", NAMED_AFTER["apposition"])
def test_what_is_called_by_a_name_is_not_the_person(word):
    assert entities_in(f"Это {word} «Калинин».") == []


@pytest.mark.parametrize("title", NAMED_AFTER["titles"])
def test_a_title_does_not_make_a_person_of_a_thing(title):
    assert entities_in(f"Это завод имени {title} Калинина.") == []


@pytest.mark.parametrize("words", NAMED_AFTER["before"])
def test_what_is_of_a_name_in_english_is_not_the_person(words):
    assert entities_in(f"They saw the {words} Kalinin.") == []


@pytest.mark.parametrize("word", NAMED_AFTER["after"])
def test_what_bears_a_name_in_english_is_not_the_person(word):
    assert entities_in(f"They met at Kalinin {word}.") == []


@pytest.mark.parametrize("phrase", NAMED_AFTER["never"])
def test_who_speaks_for_somebody_names_him(phrase):
    assert entities_in(f"Он говорил {phrase} Калинина.") == ["kalinin"]


@pytest.mark.parametrize("word", NAMED_AFTER["amount"])
def test_an_amount_makes_animals_of_a_surname(word):
    assert entities_in(f"Комаров здесь {word}.") == []


@pytest.mark.parametrize("word", MASCULINE)
def test_what_an_adjective_describes_is_not_the_person(word):
    assert entities_in(f"Там есть Томский {word}.") == []
