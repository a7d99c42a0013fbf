"""Reuse finds what two places share in words, whatever order and endings, and leaves shared names and topics alone."""

import json
from pathlib import Path

import pytest

import letopis
from letopis.accounts import reuse

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "golden" / "reuse.jsonl")
    .read_text("utf-8")
    .splitlines()
]
PADDING = (
    "Зимой на реке ловили рыбу. Мельник чинил колесо до вечера. Дети бегали вокруг пруда и смеялись. "
    "Старый учитель читал газету у окна. Дорога вела через лес к деревне. Кузнец подковал двух лошадей. "
    "Осенью собрали яблоки и груши. Почтальон принёс письмо из города. Сестра шила платье к празднику. "
    "Над полем кружили птицы. Сосед продал корову на ярмарке. Вечером пили чай с вареньем.\n"
)


def covers(row: dict, pair: dict) -> bool:
    """On both sides the reported window and the gold window share half of the shorter one."""
    return all(
        row[f"source_{side}"] == pair[f"source_{side}"]
        and 2
        * (
            min(row[f"stop_{side}"], pair[f"stop_{side}"])
            - max(row[f"start_{side}"], pair[f"start_{side}"])
        )
        >= min(
            row[f"stop_{side}"] - row[f"start_{side}"], pair[f"stop_{side}"] - pair[f"start_{side}"]
        )
        for side in "ab"
    )


def pairs(folder_of, one: str, two: str) -> list[tuple[str, str]]:
    corpus = letopis.load(folder_of({"a.txt": PADDING + one, "b.txt": two}))
    return list(zip(corpus.reuse()["text_a"], corpus.reuse()["text_b"], strict=True))


def test_all_but_one_in_twenty_verbatim_and_near_pairs_are_found(corpus):
    rows = corpus.reuse().to_dict("records")
    must = [pair for pair in GOLD if pair["kind"] in ("verbatim", "near")]
    missed = [pair["text_a"] for pair in must if not any(covers(row, pair) for row in rows)]
    assert len(missed) <= 0.05 * len(must), missed


def test_four_of_five_reported_pairs_are_real_parallels(corpus):
    rows = corpus.reuse().to_dict("records")
    false = [
        (row["text_a"], row["text_b"])
        for row in rows
        if not any(covers(row, pair) for pair in GOLD)
    ]
    assert len(false) <= 0.2 * len(rows), false


def test_offsets_give_the_quoted_words_and_a_stands_before_b(corpus):
    for row in corpus.reuse().itertuples():
        assert corpus.text(row.source_a)[row.start_a : row.stop_a] == row.text_a
        assert corpus.text(row.source_b)[row.start_b : row.stop_b] == row.text_b
        assert (row.source_a, row.stop_a) <= (
            row.source_b,
            row.start_b,
        ) or row.source_a < row.source_b
        assert 0 < row.score <= 1 and 0 <= row.order <= 1


def test_no_hit_lies_inside_another(corpus):
    spans = (
        corpus.reuse()[["source_a", "start_a", "stop_a", "source_b", "start_b", "stop_b"]]
        .to_records(index=False)
        .tolist()
    )
    inside = [
        (one, two)
        for one in spans
        for two in spans
        if one != two
        and one[0] == two[0]
        and one[3] == two[3]
        and two[1] <= one[1]
        and one[2] <= two[2]
        and two[4] <= one[4]
        and one[5] <= two[5]
    ]
    assert inside == []


def test_the_control_shares_nothing_with_the_accounts_of_1927(corpus):
    found = corpus.reuse()
    assert not (found["source_a"].isin(["000", "001"]) & (found["source_b"] == "002")).any()


def test_a_russian_text_is_not_compared_with_an_english_one(corpus):
    language = corpus.sources["language"]
    assert (
        corpus.reuse()["source_a"].map(language) == corpus.reuse()["source_b"].map(language)
    ).all()


@pytest.mark.parametrize(
    "retold",
    [
        "Отряды рабочих захватили мост и сожгли деревянный склад на берегу.",
        "На берегу деревянный склад сожгли и захватили мост отряды рабочих.",
        "Отряды вооружённых рабочих ночью внезапно захватили мост и потом сожгли деревянный склад.",
        "Захват моста отрядами рабочих; деревянные склады сожжены.",
    ],
    ids=["verbatim", "order changed", "words inserted", "case forms changed"],
)
def test_a_retelling_is_found(folder_of, retold):
    assert pairs(
        folder_of, "Отряды рабочих захватили мост и сожгли деревянный склад на берегу.", retold
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Отряды рабочих захватили мост и сожгли деревянный склад.",
            "Рабочие просили хлеба и разошлись по домам до ночи.",
        ),
        (
            "Доклад слушал Центральный Комитет партии.",
            "Ночью заседал Центральный Комитет в полном составе.",
        ),
        ("Письмо пришло 7 ноября 1927 года из Москвы.", "Он родился 7 ноября 1927 года в деревне."),
    ],
    ids=["same topic, other statement", "a name alone", "a date alone"],
)
def test_what_only_sounds_alike_is_left_alone(folder_of, one, two):
    assert pairs(folder_of, one, two) == []


def test_an_empty_folder_of_one_short_text_gives_an_empty_table_with_columns(folder_of):
    found = letopis.load(folder_of({"a.txt": "Да."})).reuse()
    assert list(found) == list(reuse.COLUMNS) and found.empty and found["start_a"].dtype == "int64"
