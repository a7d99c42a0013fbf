"""People, bodies and places are found in the texts, each with its entity."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from sentences import ENTITIES, GOLDEN, MARK, corpus_of_sentences, find, read_cases

import letopis
from letopis.people.mentions import mention_table


def read_jsonl(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = read_jsonl(GOLDEN / "mentions.jsonl")
HARD = read_cases("mentions_hard.csv")
FAILURES = read_cases("mentions_failures.csv")
COLUMNS = ["source", "part", "sentence", "start", "stop", "text", "entity", "type", "kind"]


@pytest.fixture(scope="module")
def hard():
    """Find the mentions of all hard cases, each a source of its own."""
    texts = [MARK.sub(r"\1", case["text"]) for case in HARD + FAILURES]
    sentences = [corpus_of_sentences(text).sentences.assign(source=text) for text in texts]
    return mention_table(SimpleNamespace(entities=ENTITIES, sentences=pd.concat(sentences)))


@pytest.fixture(scope="module")
def table(corpus):
    return mention_table(corpus)


@pytest.mark.parametrize("case", HARD, ids=[case["why"] for case in HARD])
def test_hard_cases(hard, case):
    expected = [
        (name, entity, "derived" if star else "name")
        for name, star, entity in MARK.findall(case["text"])
    ]
    rows = hard[hard["source"] == MARK.sub(r"\1", case["text"])]
    assert list(zip(rows["text"], rows["entity"], rows["kind"], strict=True)) == expected


@pytest.mark.xfail(strict=True, reason="known failures: what a list of names and rules cannot know")
@pytest.mark.parametrize("case", FAILURES, ids=[case["why"] for case in FAILURES])
def test_known_failures(hard, case):
    test_hard_cases(hard, case)


def f1(corpus, table, sources, types) -> float:
    type_of = dict(zip(corpus.entities["entity"], corpus.entities["type"], strict=True))
    gold = {
        (row["source"], row["start"], row["stop"], row["entity"])
        for row in GOLD
        if row["kind"] == "name"
        and row["source"] in sources
        and type_of.get(row["entity"]) in types
    }
    rows = table[table["source"].isin(sources) & table["type"].isin(types)]
    rows = rows[rows["kind"] == "name"]
    ours = set(zip(rows["source"], rows["start"], rows["stop"], rows["entity"], strict=True))
    return 2 * len(gold & ours) / (len(gold) + len(ours))


@pytest.mark.parametrize("source", ["000", "001", "002", "003"])
def test_people_and_bodies_are_found_exactly(corpus, table, source):
    assert f1(corpus, table, [source], ["person", "organisation"]) >= 0.98


def test_places_are_found_exactly(corpus, table):
    assert f1(corpus, table, ["000", "001", "002", "003"], ["place"]) >= 0.98


def test_derived_words_are_those_of_the_gold(table):
    gold = {
        (row["source"], row["start"], row["entity"]) for row in GOLD if row["kind"] == "derived"
    }
    rows = table[table["kind"] == "derived"]
    assert set(zip(rows["source"], rows["start"], rows["entity"], strict=True)) == gold


def test_accounts_labelled_before_any_program_saw_them(tmp_path):
    for path in (*(GOLDEN / "unseen2").glob("*.txt"), SEEDS / "entities.csv"):
        shutil.copy(path, tmp_path)
    rows = read_jsonl(GOLDEN / "unseen2/mentions.jsonl")
    gold = {
        (row["source"], row["start"], row["end"], row["entity"])
        for row in rows
        if row["entity"] != "terentyeva"
    }
    table = mention_table(letopis.load(tmp_path))
    ours = set(zip(table["source"], table["start"], table["stop"], table["entity"], strict=True))
    assert 2 * len(gold & ours) / (len(gold) + len(ours)) >= 0.97


def test_columns_types_and_order(table):
    assert list(table.columns) == COLUMNS
    assert [str(table[name].dtype) for name in ("sentence", "start", "stop")] == ["int64"] * 3
    assert set(table["type"]) == {"person", "organisation", "place"}
    assert set(table["kind"]) == {"name", "derived"}
    assert table.equals(table.sort_values(["source", "start"], kind="stable"))


def test_every_mention_is_where_it_says(corpus, table):
    for row in table.itertuples():
        assert corpus.text(row.source)[row.start : row.stop] == row.text


def test_every_mention_has_the_part_of_its_sentence(corpus, table):
    parts = corpus.sentences.set_index(["source", "sentence"])["part"]
    places = pd.MultiIndex.from_frame(table[["source", "sentence"]])
    assert table["part"].tolist() == parts.loc[places].tolist()


def test_no_character_counts_twice(table):
    for _, rows in table.groupby("source"):
        assert (rows["start"].to_numpy()[1:] >= rows["stop"].to_numpy()[:-1]).all()


def test_the_control_names_nobody_of_1927(table):
    control = set(table[table["source"] == "002"]["entity"])
    assert not {"menzhinsky", "ogpu", "yagoda", "elsberg", "ussr"} & control


def test_the_same_input_gives_the_same_table(corpus, table):
    assert mention_table(corpus).equals(table)


def test_a_folder_without_people_gives_an_empty_table_with_its_columns():
    empty = mention_table(corpus_of_sentences("Троцкий молчал.", entities=ENTITIES.iloc[:0]))
    assert list(empty.columns) == COLUMNS and not len(empty)
    assert str(empty["start"].dtype) == "int64"


def test_a_table_without_a_context_column_still_works():
    entities = ENTITIES.drop(columns="context")
    assert find("Троцкий молчал.", entities) == [("Троцкий", "trotsky")]


def test_a_surname_alone_is_found_where_no_other_row_has_it():
    def table(*names):
        rows = [
            {"entity": name.split()[0], "type": "person", "aliases_ru": name, "aliases_en": ""}
            for name in names
        ]
        return pd.DataFrame(rows).reindex(columns=ENTITIES.columns, fill_value="")

    text = "Рютченков молчал, и Рютченкову не ответили."
    one = table("Иван Рютченков", "Пётр Вахмистров")
    assert [entity for _, entity in find(text, one)] == ["Иван", "Иван"]
    assert find(text, table("Иван Рютченков", "Пётр Рютченков")) == []
    assert find(text, table("Иван Рютченков", "Рютченков")) == [
        ("Рютченков", "Рютченков"),
        ("Рютченкову", "Рютченков"),
    ]


def test_an_unseen_account_in_russian():
    text = (
        "На балконе гостиницы «Париж» стояли И. Т. Смилга, Преображенский и Грюнштейн; "
        "Н. И. Муралов говорил на Воздвиженке, а люди М. Н. Рютина срывали портреты Троцкого."
    )
    assert [entity for _, entity in find(text)] == [
        "paris_hotel",
        "smilga",
        "preobrazhensky",
        "grunstein",
        "muralov",
        "vozdvizhenka",
        "ryutin",
        "trotsky",
    ]


def test_an_unseen_account_in_english():
    text = (
        "Victor Serge saw Radek and Zinoviev in Leningrad, near the Tauride Palace, while "
        "Trotsky's car crossed Red Square and T. V. Sapronov spoke; Adolph Joffe was ill, and "
        "the Politburo sent the GPU."
    )
    assert [entity for _, entity in find(text)] == [
        "victor_serge",
        "radek",
        "zinoviev",
        "leningrad",
        "tauride_palace",
        "trotsky",
        "red_square",
        "sapronov",
        "ioffe",
        "politburo",
        "ogpu",
    ]
