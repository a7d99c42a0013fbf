"""People, bodies and places, found and told apart."""

import csv
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

import letopis
from letopis.people import mentions
from letopis.people import unlisted as unmatched
from letopis.texts.tables import InputError, read_csv

HERE = Path(__file__).parents[1]
SEEDS = HERE.parent / "seeds"
MARK = re.compile(r"\[([^\[\]=]+?)(\*?)=(\w+)\]")
GOLD = [json.loads(line) for line in (HERE / "golden/mentions.jsonl").read_text("utf-8").splitlines()]
HARD = list(csv.DictReader((HERE / "golden/mentions_hard.csv").read_text("utf-8").splitlines()))
FAILURES = list(csv.DictReader((HERE / "golden/mentions_failures.csv").read_text("utf-8").splitlines()))
ENTITIES = read_csv(SEEDS / "entities.csv", ("entity", "type"))
KNOWN = mentions.lexicon(ENTITIES)
COLUMNS = ["source", "sentence", "start", "stop", "text", "entity", "type", "kind"]


def told(*texts: str, entities: pd.DataFrame = ENTITIES) -> SimpleNamespace:
    """A corpus of one text whose sentences are given."""
    whole, rows = "\n".join(texts), []
    for number, text in enumerate(texts):
        start = sum(len(other) + 1 for other in texts[:number])
        rows.append(("x", "x", number, number, start, start + len(text), text))
    columns = ["source", "part", "paragraph", "sentence", "start", "stop", "text"]
    return SimpleNamespace(entities=entities, sentences=pd.DataFrame(rows, columns=columns), text=lambda _: whole)


def found(text: str, entities: pd.DataFrame = ENTITIES) -> list[tuple[str, str]]:
    table = mentions.table(told(text, entities=entities))
    return list(zip(table["text"], table["entity"], strict=True))


def entities_in(text: str) -> set[str]:
    return {name.entity for name in mentions.find(text, KNOWN)[1]}


@pytest.fixture(scope="module")
def corpus():
    return letopis.load(SEEDS)


@pytest.fixture(scope="module")
def table(corpus):
    return mentions.table(corpus)


@pytest.fixture(scope="module")
def hard():
    """The mentions of all hard cases, each a text of its own."""
    texts = [MARK.sub(r"\1", case["text"]) for case in HARD + FAILURES]
    sentences = pd.concat([told(text).sentences.assign(source=text) for text in texts])
    return mentions.table(SimpleNamespace(entities=ENTITIES, sentences=sentences))


@pytest.mark.parametrize("case", HARD, ids=[case["why"] for case in HARD])
def test_hard_cases(hard, case):
    expected = [(name, entity, "derived" if star else "name") for name, star, entity in MARK.findall(case["text"])]
    rows = hard[hard["source"] == MARK.sub(r"\1", case["text"])]
    assert list(zip(rows["text"], rows["entity"], rows["kind"], strict=True)) == expected


@pytest.mark.xfail(strict=True, reason="known failures: what a list of names and rules cannot know")
@pytest.mark.parametrize("case", FAILURES, ids=[case["why"] for case in FAILURES])
def test_known_failures(hard, case):
    test_hard_cases(hard, case)


def f1(corpus, table, sources, types) -> float:
    kind = dict(zip(corpus.entities["entity"], corpus.entities["type"], strict=True))
    gold = {(row["source"], row["start"], row["stop"], row["entity"]) for row in GOLD
            if row["kind"] == "name" and row["source"] in sources and kind.get(row["entity"]) in types}
    rows = table[table["source"].isin(sources) & table["type"].isin(types) & table["kind"].eq("name")]
    ours = set(zip(rows["source"], rows["start"], rows["stop"], rows["entity"], strict=True))
    return 2 * len(gold & ours) / (len(gold) + len(ours))


@pytest.mark.parametrize("source", ["000", "001", "002", "003"])
def test_people_and_bodies_are_found_exactly(corpus, table, source):
    assert f1(corpus, table, [source], ["person", "organisation"]) >= 0.98


def test_places_are_found_exactly(corpus, table):
    assert f1(corpus, table, ["000", "001", "002", "003"], ["place"]) >= 0.98


def test_derived_words_are_those_of_the_gold(table):
    gold = {(row["source"], row["start"], row["entity"]) for row in GOLD if row["kind"] == "derived"}
    rows = table[table["kind"].eq("derived")]
    assert set(zip(rows["source"], rows["start"], rows["entity"], strict=True)) == gold


def test_columns_types_and_order(table):
    assert list(table.columns) == COLUMNS
    assert [str(table[name].dtype) for name in ("sentence", "start", "stop")] == ["int64"] * 3
    assert set(table["type"]) == {"person", "organisation", "place"} and set(table["kind"]) == {"name", "derived"}
    assert table.equals(table.sort_values(["source", "start"], kind="stable"))


def test_every_mention_is_where_it_says(corpus, table):
    assert all(corpus.text(row.source)[row.start:row.stop] == row.text for row in table.itertuples())


def test_no_character_counts_twice(table):
    for _, rows in table.groupby("source"):
        assert (rows["start"].to_numpy()[1:] >= rows["stop"].to_numpy()[:-1]).all()


def test_the_control_names_nobody_of_1927(table):
    assert not {"menzhinsky", "ogpu", "yagoda", "elsberg", "ussr"} & set(table[table["source"].eq("002")]["entity"])


def test_the_same_input_gives_the_same_table(corpus, table):
    assert mentions.table(corpus).equals(table)


def test_a_folder_without_people_gives_an_empty_table_with_its_columns():
    empty = mentions.table(told("Троцкий молчал.", entities=ENTITIES.iloc[:0]))
    assert list(empty.columns) == COLUMNS and not len(empty) and str(empty["start"].dtype) == "int64"


def test_a_table_without_a_context_column_still_works():
    assert found("Троцкий молчал.", ENTITIES.drop(columns="context")) == [("Троцкий", "trotsky")]


@pytest.mark.parametrize(("column", "value", "told_of"), [
    ("type", "human", "row 2: type 'human'"), ("entity", "stalin", "id 'stalin' .* twice"), ("entity", "", "is empty")])
def test_a_broken_row_is_named(column, value, told_of):
    table = ENTITIES.copy()
    table.loc[2, column] = value
    with pytest.raises(InputError, match=told_of):
        mentions.lexicon(table)


def test_a_new_row_is_found_in_all_its_forms():
    row = {"entity": "lyandres", "type": "person", "aliases_ru": "Семён Маркович Ляндрес|Ляндрес", "derived_ru": ""}
    table = pd.DataFrame([{**dict.fromkeys(ENTITIES.columns, ""), **row}])
    text = "Ляндреса видели; С. М. Ляндресом гордились; и Марк Ляндрес не он; Ляндресу С. пишут."
    assert [name for name, _ in found(text, table)] == ["Ляндреса", "С. М. Ляндресом", "Ляндресу С."]


def test_an_unseen_account_in_russian():
    text = ("На балконе гостиницы «Париж» стояли И. Т. Смилга, Преображенский и Грюнштейн; Н. И. Муралов говорил на "
            "Воздвиженке, а люди М. Н. Рютина срывали портреты Троцкого и Зиновьева.")
    assert [entity for _, entity in found(text)] == [
        "paris_hotel", "smilga", "preobrazhensky", "grunstein", "muralov", "vozdvizhenka", "ryutin", "trotsky",
        "zinoviev"]


def test_an_unseen_account_in_english():
    text = ("Victor Serge saw Radek and Zinoviev in Leningrad, near the Tauride Palace, while Trotsky's car crossed "
            "Red Square and T. V. Sapronov spoke; Adolph Joffe was ill, and the Politburo sent the GPU.")
    assert [entity for _, entity in found(text)] == [
        "victor_serge", "radek", "zinoviev", "leningrad", "tauride_palace", "trotsky", "red_square", "sapronov",
        "ioffe", "politburo", "ogpu"]


def test_accounts_labelled_before_any_program_saw_them(tmp_path):
    for path in (*(HERE / "golden/unseen2").glob("*.txt"), SEEDS / "entities.csv"):
        shutil.copy(path, tmp_path)
    rows = [json.loads(line) for line in (HERE / "golden/unseen2/mentions.jsonl").read_text("utf-8").splitlines()]
    gold = {(row["source"], row["start"], row["end"], row["entity"]) for row in rows if row["entity"] != "terentyeva"}
    table = mentions.table(letopis.load(tmp_path))
    ours = set(zip(table["source"], table["start"], table["stop"], table["entity"], strict=True))
    assert 2 * len(gold & ours) / (len(gold) + len(ours)) >= 0.97


def test_entity_ids_are_unique_and_types_are_known():
    assert ENTITIES["entity"].is_unique
    assert set(ENTITIES["type"]) == {"person", "organisation", "place", "other", "given"}
    assert ENTITIES["entity"].str.fullmatch(r"[a-z_0-9]+").all()
    assert ENTITIES[["label_ru", "label_en"]].ne("").all(axis=None)


def test_every_name_of_a_row_finds_that_row():
    silent = []
    for row in ENTITIES[ENTITIES["type"].isin(["person", "organisation", "place"])].to_dict("records"):
        names = [name for name in f"{row['aliases_ru']}|{row['aliases_en']}".split("|") if name and name[0] != "«"]
        silent += [name for name in names if row["entity"] not in entities_in(f"И тут {name}.")]
    assert silent == []


def test_unmatched_groups_the_forms_of_a_new_person():
    table = unmatched.table(told("Говорил М. Н. Рютченков.", "Рютченкову возразили.", "С Рютченковым ушли трое."))
    first = table.iloc[0]
    assert (first["name"], first["count"], first["proposal"]) == ("Рютченков", 3, "person")
    assert first["forms"] == "М. Н. Рютченков|Рютченкову|Рютченковым"


def test_unmatched_leaves_out_known_names_and_words_that_only_begin_a_sentence():
    table = unmatched.table(told("Однако Троцкий молчал.", "Вечером пришёл он.", "XIV съезд шёл, и В. И. Ленин знал."))
    assert len(table) == 0 and list(table.columns)[:3] == ["name", "count", "proposal"]


def test_unmatched_names_a_relative_who_is_not_on_the_list():
    table = unmatched.table(told("Тогда молчала Изабелла Каменева.", "И М. Каменева не пришла."))
    assert set("|".join(table["forms"]).split("|")) == {"Изабелла Каменева", "М. Каменева"}


def test_unmatched_offsets_point_at_the_text(corpus):
    table = unmatched.table(corpus)
    assert all(corpus.text(row.source)[row.start:row.stop] == row.text for row in table.itertuples())
    assert "Judas" in set(table["name"]) and len(table) < 40
    assert table["count"].is_monotonic_decreasing
