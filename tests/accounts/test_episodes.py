"""Episodes: each source has its own order of plan and narration."""

import pytest

import letopis
from letopis.accounts import episode_order, episode_ranks

EVENT = "1927-11-07"
HEADER = "event,episode,label_en,label_ru,source,order,rank,quote,start,stop\n"


def load(folder_of, row: str) -> letopis.Corpus:
    return letopis.load(folder_of({"x.txt": "Мост взят.", "episodes.csv": f"{HEADER}{row}\n"}))


def test_000_plans_arrests_first_and_001_the_institutions(corpus):
    plan = episode_ranks(corpus, EVENT, "plan").set_index("episode")
    assert plan["000"].dropna().to_dict() == {"arrests": 1, "nodes": 2}
    assert plan["001"].to_dict() == {"institutions": 1, "nodes": 2, "arrests": 3}


def test_narrated_episodes_are_in_the_order_of_the_text(corpus):
    for _, rows in episode_order(corpus, EVENT).query("order == 'told'").groupby("source"):
        assert rows["start"].is_monotonic_increasing
        assert list(rows["rank"]) == list(range(1, len(rows) + 1))


def test_every_quote_occurs_where_its_row_says(corpus):
    for row in episode_order(corpus, EVENT).itertuples():
        assert corpus.text(row.source)[row.start : row.stop] == row.quote


@pytest.mark.parametrize(
    "row",
    [
        "x,bridge,Bridge,Мост,y,plan,1,Мост,,",
        "x,bridge,Bridge,Мост,x,dream,1,Мост,,",
        "x,bridge,Bridge,Мост,x,plan,first,Мост,,",
        "x,bridge,Bridge,Мост,x,plan,1,Река,,",
    ],
)
def test_a_broken_row_is_named(folder_of, row):
    with pytest.raises(letopis.InputError, match=r"episodes\.csv, row 2: "):
        episode_order(load(folder_of, row), "x")
