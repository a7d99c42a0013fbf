"""Reuse is words in common, in any order and form; shared names, dates and topics are not reuse."""

import json
from pathlib import Path

import pytest

import letopis
from letopis.accounts import reuse

GOLDEN = Path(__file__).parents[1] / "golden" / "reuse.jsonl"
GOLD = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
MUST = [pair for pair in GOLD if pair["kind"] in ("verbatim", "near")]
PADDING = (
    "Зимой на реке ловили рыбу. Мельник чинил колесо до вечера. Дети бегали вокруг пруда. "
    "Старый учитель читал газету у окна. Дорога вела через лес к деревне. Кузнец подковал лошадь. "
    "Осенью собрали яблоки и груши. Почтальон принёс письмо из города. Сестра шила платье. "
    "Над полем кружили птицы. Сосед продал корову на ярмарке. Вечером пили чай с вареньем.\n"
)


def covers(row: dict, pair: dict) -> bool:
    """On both sides the place found and the place by hand share half of the shorter one."""
    return all(covers_side(row, pair, side) for side in "ab")


def covers_side(row: dict, pair: dict, side: str) -> bool:
    source, start, stop = (f"{name}_{side}" for name in ("source", "start", "stop"))
    if row[source] != pair[source]:
        return False
    shared = min(row[stop], pair[stop]) - max(row[start], pair[start])
    shorter = min(row[stop] - row[start], pair[stop] - pair[start])
    return 2 * shared >= shorter


def missed(rows: list[dict]) -> list[str]:
    """The verbatim and near parallels that are not found."""
    return [pair["text_a"] for pair in MUST if not any(covers(row, pair) for row in rows)]


def invented(rows: list[dict]) -> list[str]:
    """What is reported and is no parallel."""
    return [row["text_a"] for row in rows if not any(covers(row, pair) for pair in GOLD)]


def pairs(folder_of, one: str, two: str) -> list[tuple[str, str]]:
    table = letopis.load(folder_of({"a.txt": PADDING + one, "b.txt": two})).reuse()
    return list(zip(table["text_a"], table["text_b"], strict=True))


# The four sources


def test_all_but_one_in_twenty_verbatim_and_near_parallels_are_found(corpus):
    lost = missed(corpus.reuse().to_dict("records"))
    assert len(lost) <= 0.05 * len(MUST), lost


def test_four_of_five_reported_parallels_are_real(corpus):
    rows = corpus.reuse().to_dict("records")
    assert len(invented(rows)) <= 0.2 * len(rows), invented(rows)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HEADING", 1000),
        ("HEADING", 1),
        ("WITHIN_A_PART", reuse.BETWEEN_PARTS),
        ("BETWEEN_PARTS", (0, 0.45)),
        ("BETWEEN_PARTS", (2.5, 0)),
        ("PENALTY", 1),
    ],
)
def test_without_this_limit_parallels_are_missed_or_invented(monkeypatch, corpus, name, value):
    before = corpus.reuse().to_dict("records")
    monkeypatch.setattr(reuse, name, value)
    after = reuse.find_reuse(corpus).to_dict("records")
    assert len(missed(after)) > len(missed(before)) or len(invented(after)) > len(invented(before))


def test_offsets_give_the_quoted_words_and_a_is_before_b(corpus):
    for row in corpus.reuse().itertuples():
        assert corpus.text(row.source_a)[row.start_a : row.stop_a] == row.text_a
        assert corpus.text(row.source_b)[row.start_b : row.stop_b] == row.text_b
        assert row.source_a < row.source_b or row.stop_a <= row.start_b
        assert 0 < row.score <= 1 and 0 <= row.order <= 1


def test_no_parallel_lies_inside_another(corpus):
    rows = list(corpus.reuse().itertuples())
    for inner in rows:
        for outer in rows:
            if inner is not outer:
                assert not (is_inside(inner, outer, "a") and is_inside(inner, outer, "b"))


def is_inside(inner, outer, side: str) -> bool:
    source, start, stop = (f"{name}_{side}" for name in ("source", "start", "stop"))
    same_source = getattr(inner, source) == getattr(outer, source)
    begins = getattr(outer, start) <= getattr(inner, start)
    return same_source and begins and getattr(inner, stop) <= getattr(outer, stop)


def test_the_control_shares_nothing_with_the_accounts_of_1927(corpus):
    found = corpus.reuse()
    assert not (found["source_a"].isin(["000", "001"]) & (found["source_b"] == "002")).any()


def test_a_russian_text_is_not_compared_with_an_english_one(corpus):
    found = corpus.reuse()
    language = corpus.sources["language"]
    assert (found["source_a"].map(language) == found["source_b"].map(language)).all()


# Two texts


@pytest.mark.parametrize(
    "retold",
    [
        "Отряды рабочих захватили мост и сожгли деревянный склад на берегу.",
        "На берегу деревянный склад сожгли и захватили мост отряды рабочих.",
        "Отряды вооружённых рабочих ночью внезапно захватили мост и сожгли деревянный склад.",
        "Захват моста отрядами рабочих; деревянные склады сожжены.",
    ],
    ids=["verbatim", "order changed", "words inserted", "case forms changed"],
)
def test_a_retelling_is_found(folder_of, retold):
    told = "Отряды рабочих захватили мост и сожгли деревянный склад на берегу."
    assert pairs(folder_of, told, retold)


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
def test_what_only_sounds_alike_is_no_parallel(folder_of, one, two):
    assert pairs(folder_of, one, two) == []


def test_one_short_text_gives_an_empty_table_with_columns(folder_of):
    found = letopis.load(folder_of({"a.txt": "Да."})).reuse()
    assert list(found) == list(reuse.REUSE_COLUMNS) and found.empty
    assert found["start_a"].dtype == "int64"


def test_a_pair_that_is_not_compared_would_be_no_parallel(corpus, monkeypatch):
    words, sentences = reuse.compared_words(corpus, "en")
    compared = set(reuse.sentence_pairs(words, sentences))
    monkeypatch.setattr(reuse, "_can_be_parallel", lambda *_: True)
    others = set(reuse.sentence_pairs(words, sentences)) - compared
    assert len(others) > len(compared)
    for a, b in others:
        assert reuse.parallel_of(words, sentences[a], sentences[b]) is None
