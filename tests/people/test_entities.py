"""The names of entities.csv: their forms, their spellings, and that each finds its row."""

import pandas as pd
import pytest
from sentences import ENTITIES, entities_in, find

from letopis.people.entities import name_forms, transliteration_key


def entities(*rows):
    columns = ["entity", "type", "aliases_ru", "aliases_en"]
    return pd.DataFrame([{"aliases_en": "", **row} for row in rows], columns=columns)


@pytest.mark.parametrize(
    "names",
    [
        "Yevgeny Evgeny Evgenii Yevgenij Evgeni",
        "Zinoviev Zinovyev Zinovieff Zinov'ev",
        "Lashevich Lashevitch Laševič",
        "Trotsky Trotski Trotzky Trotskii Trockij",
        "Menzhinsky Menjinsky Menzhinskii",
        "Yagoda Iagoda Jagoda",
        "Dzerzhinsky Dzerjinsky",
        "Pyatakov Piatakoff",
        "Ordzhonikidze Ordjonikidze",
        "Ryutin Riutin",
        "Ioffe Joffe Yoffe",
        "Semyonovich Semenovich",
        "Aleksei Alexey",
        "Khristian Christian",
        "Rakovsky Rakowski",
        "Shmidt Schmidt",
    ],
)
def test_a_name_has_one_key_however_it_is_romanised(names):
    assert len({transliteration_key(name) for name in names.split()}) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kamenev", "Kameneva"),
        ("Lenin", "Linen"),
        ("Lev", "Lief"),
        ("Ryutin", "Routine"),
        ("Sergei", "Serge"),
        ("Kork", "Cork"),
    ],
)
def test_other_words_have_other_keys(name, other):
    assert transliteration_key(name) != transliteration_key(other)


def test_the_key_leaves_russian_letters_alone():
    assert transliteration_key("Евгений") == "Евгений" and transliteration_key("ЦК").isalpha()


FORMS = {
    "Троцкого": "Троцкий",
    "Каменева": "Каменев",
    "Каменевым": "Каменев",
    "Викжелем": "Викжель",
    "ОГПУ": "ОГПУ",
    "Льва": "Лев",
    "Ильича": "Ильич",
    "Ягоды": "Ягода",
    "Буденного": "Будённый",
    "Крупской": "Крупская",
    "Каменевой": "Каменева",
    "Алма-Ате": "Алма-Ата",
    "Кобы": "Коба",
    "Малапарте": "Малапарте",
    "Рютина": "Рютин",
    "Угланову": "Угланов",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_leads_to_the_name_that_is_its_lemma(form):
    assert name_forms(ENTITIES, "ru")[form] == FORMS[form]


@pytest.mark.parametrize(
    "word",
    ["ягода", "Правда", "Искры", "правда", "Совет", "центральный", "Красная", "Октябрь"],
)
def test_ordinary_words_are_not_names(word):
    assert word not in name_forms(ENTITIES, "ru")


def test_a_man_goes_before_the_woman_of_his_name():
    table = entities(
        {"entity": "woman", "type": "person", "aliases_ru": "Ольга Каменева"},
        {"entity": "man", "type": "person", "aliases_ru": "Каменев"},
    )
    forms = name_forms(table, "ru")
    assert forms["Каменева"] == "Каменев" and forms["Каменевой"] == "Каменева"


def test_english_names_map_to_themselves():
    forms = name_forms(ENTITIES, "en")
    assert forms["Trotsky"] == "Trotsky" and forms["Davidovich"] == "Davidovich"
    assert "Троцкий" not in forms


def test_no_table_gives_no_names():
    assert name_forms(entities(), "ru") == {}


def test_a_new_row_is_found_in_all_its_forms():
    aliases = "Семён Маркович Ляндрес|Ляндрес"
    row = {"entity": "lyandres", "type": "person", "aliases_ru": aliases, "derived_ru": ""}
    table = pd.DataFrame([{**dict.fromkeys(ENTITIES.columns, ""), **row}])
    text = "Ляндреса видели; С. М. Ляндресом гордились; и Марк Ляндрес не он; Ляндресу С. пишут."
    assert [name for name, _ in find(text, table)] == ["Ляндреса", "С. М. Ляндресом", "Ляндресу С."]


def test_ids_are_unique_and_every_row_has_labels():
    assert ENTITIES["entity"].is_unique
    assert ENTITIES["entity"].str.fullmatch(r"[a-z_0-9]+").all()
    assert ENTITIES[["label_ru", "label_en"]].ne("").all(axis=None)


def test_every_name_of_a_row_finds_that_row():
    missed = []
    named = ENTITIES[ENTITIES["type"].isin(["person", "organisation", "place"])]
    for row in named.to_dict("records"):
        aliases = f"{row['aliases_ru']}|{row['aliases_en']}".split("|")
        for alias in aliases:
            is_name = alias and alias[0] != "«"
            if is_name and row["entity"] not in entities_in(f"И тут {alias}."):
                missed.append(alias)
    assert missed == []
