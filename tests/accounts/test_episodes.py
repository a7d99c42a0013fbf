"""Episodes: each source has its own order of plan and narration."""

import pytest

import letopis
from letopis.accounts import episode_order, episode_ranks, order_agreement

EVENT = "1927-11-07"
HEADER = "event,episode,label_en,label_ru,source,order,rank,quote,start,stop\n"


def load(folder_of, row: str) -> letopis.Corpus:
    return letopis.load(folder_of({"x.txt": "Мост взят.", "episodes.csv": f"{HEADER}{row}\n"}))


def test_000_plans_arrests_first_and_001_institutions_and_installations_in_one_breath(corpus):
    plan = episode_ranks(corpus, EVENT).query("order == 'plan'").set_index("episode")
    assert plan["000"].dropna().to_dict() == {"arrests": 1, "nodes": 2}
    assert plan["001"].to_dict() == {"institutions": 1, "nodes": 1, "arrests": 2}


def test_the_course_is_in_the_order_of_the_text(corpus):
    for _, rows in episode_order(corpus, EVENT).query("order == 'course'").groupby("source"):
        assert rows["start"].is_monotonic_increasing
        assert list(rows["rank"]) == list(range(1, len(rows) + 1))


def test_no_quote_says_more_than_its_label(corpus):
    labels = episode_order(corpus, EVENT).set_index("episode")["label_en"]
    assert set(labels["parade"]) == {"Parade"}
    assert set(labels["guard"]) == {"OGPU men on guard"}


def test_the_course_has_nearly_one_order_and_the_plan_the_reverse(corpus):
    table = order_agreement(corpus, EVENT).set_index("order")
    assert table.loc["course", ["a", "b", "shared"]].to_list() == ["000", "001", 12]
    assert table.loc["course", ["concordant", "discordant"]].to_list() == [57, 9]
    assert table.at["course", "tau"] == pytest.approx(48 / 66)
    assert table.loc["plan", ["shared", "tau"]].to_list() == [2, -1]


def test_episodes_of_one_rank_are_neither_in_order_nor_out_of_it(folder_of):
    ranks = {"a": (1, 2, 3), "b": (1, 1, 2)}
    rows = [
        f"x,{name},{name},{name},{source},plan,{rank},Мост,,"
        for source in ranks
        for name, rank in zip("pqr", ranks[source], strict=True)
    ]
    files = {"a.txt": "Мост взят.", "b.txt": "Мост цел.", "episodes.csv": HEADER + "\n".join(rows)}
    table = order_agreement(letopis.load(folder_of(files)), "x")
    assert table[["concordant", "discordant"]].to_numpy().tolist() == [[2, 0]]
    assert table["tau"].iat[0] == pytest.approx(2 / 3)


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
