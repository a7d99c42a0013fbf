"""Collocations equal a count pair by pair, and examples worked by hand."""

import math
from collections import Counter

import pytest
from random_texts import random_texts
from small_corpus import corpus_of

from letopis.words.collocations import collocations


def test_log_dice_by_hand():
    corpus = corpus_of(
        s000="арест Троцкого=Троцкий и ссылка\nссылка Троцкого=Троцкий\nТроцкий=Троцкий\nссылка\n"
        "Троцкий=Троцкий , день ссылка"
    )
    table = collocations(corpus, "Троцкий", window=2).set_index("collocate")
    counts = ["left", "right", "count", "node_count", "collocate_count"]
    assert table.loc["ссылка", counts].tolist() == [1, 2, 3, 4, 4]
    assert table.loc["ссылка", "log_dice"] == pytest.approx(14 + math.log2(6 / 8))
    assert table.index.tolist() == ["ссылка"]


def test_one_word_between_two_nodes_occurs_with_them_once():
    corpus = corpus_of(s000="Сталин=Сталин Кремль Сталин=Сталин")
    row = collocations(corpus, "Сталин", minimum=1).iloc[0]
    assert (row["left"], row["right"], row["count"]) == (1, 1, 1)
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 / 3))


def test_a_word_never_without_the_other_has_log_dice_14():
    corpus = corpus_of(s000="красная площадь\nкрасная площадь\nкрасная площадь")
    assert collocations(corpus, "красная")["log_dice"].tolist() == [14]


def test_several_nodes_follow_each_other():
    corpus = corpus_of(s000="день ночь\nночь утро", s001="утро день")
    table = collocations(corpus, ["утро", "день"], minimum=1)
    assert table[["node", "source", "collocate"]].values.tolist() == [
        ["утро", "000", "ночь"],
        ["утро", "001", "день"],
        ["день", "000", "ночь"],
        ["день", "001", "утро"],
    ]


@pytest.mark.parametrize("window", [1, 3, 5])
def test_collocations_equal_a_count_pair_by_pair(window):
    text = random_texts(s000=60)["s000"]
    total = Counter(text.split())
    node = total.most_common(1)[0][0]
    pairs = set()
    for number, line in enumerate(text.split("\n")):
        words = line.split()
        for i, word in enumerate(words):
            for j in range(max(i - window, 0), min(i + window + 1, len(words))):
                if word == node and words[j] != node:
                    pairs.add((words[j], (number, i), (number, j)))
    nodes = Counter(word for word, _ in {(word, place) for word, place, _ in pairs})
    others = Counter(word for word, _ in {(word, place) for word, _, place in pairs})
    together = nodes & others
    table = collocations(corpus_of(s000=text), node, window=window, minimum=1)
    assert table.set_index("collocate")["count"].to_dict() == dict(together)
    for row in table.itertuples():
        dice = 2 * together[row.collocate] / (total[node] + total[row.collocate])
        assert row.log_dice == pytest.approx(14 + math.log2(dice), abs=1e-9)


def test_ягода_is_not_a_berry_unless_only_berries_occur():
    corpus = corpus_of(s000="нарком Ягода=Ягода\nспелая ягода=ягода", s001="спелая ягода=ягода")
    assert collocations(corpus, "Ягода", minimum=1)["collocate"].tolist() == ["нарком"]
    only_berries = corpus_of(s001="спелая ягода=ягода")
    assert collocations(only_berries, "Ягода", minimum=1)["collocate"].tolist() == ["спелая"]


def test_a_word_that_does_not_occur_has_no_collocates():
    table = collocations(corpus_of(s000="день ночь"), "утро")
    assert len(table) == 0
    assert table.columns[:3].tolist() == ["node", "source", "collocate"]
