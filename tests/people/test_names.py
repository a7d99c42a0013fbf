"""Case forms of Russian names."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from letopis.language.declension import (
    declensions,
    decline,
    nominatives,
    spellings,
)
from letopis.people.entities import name_forms, transliteration_key
from letopis.texts.tables import read_csv

HERE = Path(__file__).parents[1]
PARADIGMS = list(csv.reader((HERE / "golden/mentions_forms.csv").read_text("utf-8").splitlines()))[1:]
ENTITIES = read_csv(HERE.parent / "seeds/entities.csv", ("entity", "type"))


def entities(*rows: dict) -> pd.DataFrame:
    columns = ["entity", "type", "aliases_ru", "aliases_en"]
    return pd.DataFrame([{"aliases_en": "", **row} for row in rows], columns=columns)


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=[row[0] for row in PARADIGMS])
def test_all_six_cases_come_out_of_the_nominative(paradigm):
    assert set(paradigm) <= set(decline(paradigm[0]))
    assert decline(paradigm[0])[0] == paradigm[0]


@pytest.mark.parametrize("name", ["Троцкий", "Каменев", "Рютин", "Толстой", "Ягода", "Крупская", "Сергей", "Викжель"])
def test_the_nominative_is_among_those_a_form_may_come_from(name):
    paradigm = next(row for row in PARADIGMS if row[0] == name)
    assert all(name in nominatives(form) for form in paradigm)


def test_every_declension_declines_its_own_example():
    examples = read_csv(HERE.parent / "seeds/declensions.csv", ("ending", "cases", "example"))["example"]
    for example, (ending, cases) in zip(examples, declensions(), strict=True):
        assert next(rule for rule, _ in declensions() if rule.search(example)) is ending
        assert len(decline(example)) > 1 and decline(example)[1].endswith(cases[0])


@pytest.mark.parametrize("word", ["ОГПУ", "ЦК", "Trotsky", "Иоффе", "Овсеенко", "И", "Политбюро", "1927"])
def test_what_does_not_decline_comes_back_alone(word):
    assert decline(word) == (word,)


def test_a_masculine_surname_does_not_give_the_feminine():
    assert "Троцкая" not in decline("Троцкий") and "Каменевой" not in decline("Каменев")


def test_leningrad_is_not_a_form_of_lenin():
    assert not set(decline("Ленин")) & set(decline("Ленинград"))


def test_no_form_comes_twice():
    assert all(len(decline(word)) == len(set(decline(word))) for row in PARADIGMS for word in row)


@pytest.mark.parametrize("names", [
    "Yevgeny Evgeny Evgenii Yevgenij Evgeni", "Zinoviev Zinovyev Zinovieff Zinov'ev", "Lashevich Lashevitch Laševič",
    "Trotsky Trotski Trotzky Trotskii Trockij", "Menzhinsky Menjinsky Menzhinskii", "Yagoda Iagoda Jagoda",
    "Dzerzhinsky Dzerjinsky", "Pyatakov Piatakoff", "Ordzhonikidze Ordjonikidze", "Ryutin Riutin", "Ioffe Joffe Yoffe",
    "Semyonovich Semenovich", "Aleksei Alexey", "Khristian Christian", "Rakovsky Rakowski", "Shmidt Schmidt"])
def test_a_name_has_one_key_however_it_is_romanised(names):
    assert len({transliteration_key(name) for name in names.split()}) == 1


@pytest.mark.parametrize(("name", "other"), [("Kamenev", "Kameneva"), ("Lenin", "Linen"), ("Lev", "Lief"),
                                             ("Ryutin", "Routine"), ("Sergei", "Serge"), ("Kork", "Cork")])
def test_other_words_have_other_keys(name, other):
    assert transliteration_key(name) != transliteration_key(other)


def test_the_key_leaves_russian_letters_alone():
    assert transliteration_key("Евгений") == "Евгений" and transliteration_key("ЦК").isalpha()


def test_spellings_with_and_without_the_dots():
    assert spellings("Будённый") == ("Будённый", "Буденный") and spellings("Каменев") == ("Каменев",)


@pytest.mark.parametrize(("form", "name"), [
    ("Троцкого", "Троцкий"), ("Каменева", "Каменев"), ("Каменевым", "Каменев"), ("Викжелем", "Викжель"),
    ("ОГПУ", "ОГПУ"), ("Льва", "Лев"), ("Ильича", "Ильич"), ("Ягоды", "Ягода"), ("Буденного", "Будённый"),
    ("Крупской", "Крупская"), ("Каменевой", "Каменева"), ("Алма-Ате", "Алма-Ата"), ("Кобы", "Коба"),
    ("Малапарте", "Малапарте"), ("Рютина", "Рютин"), ("Угланову", "Угланов"),
])
def test_the_lemmatiser_is_told_the_name(form, name):
    assert name_forms(ENTITIES, "ru")[form] == name


@pytest.mark.parametrize("word", ["ягода", "Правда", "Искры", "правда", "Совет", "центральный", "Красная", "Октябрь"])
def test_ordinary_words_are_not_names(word):
    assert word not in name_forms(ENTITIES, "ru")


def test_a_man_goes_before_the_woman_of_his_name():
    table = entities({"entity": "woman", "type": "person", "aliases_ru": "Ольга Каменева"},
                     {"entity": "man", "type": "person", "aliases_ru": "Каменев"})
    assert name_forms(table, "ru")["Каменева"] == "Каменев" and name_forms(table, "ru")["Каменевой"] == "Каменева"


def test_english_names_map_to_themselves():
    known = name_forms(ENTITIES, "en")
    assert known["Trotsky"] == "Trotsky" and known["Davidovich"] == "Davidovich" and "Троцкий" not in known


def test_no_table_gives_no_names():
    assert name_forms(entities(), "ru") == {}
