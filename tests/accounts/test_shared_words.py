"""The words two places share are those of the first that the second has, a name once."""

import pytest

import letopis
from letopis.accounts.shared_words import parallel_shares, parallels

ONE = "Вечером попытка захвата телефонных станций и телеграфа внезапно провалилась.\n"
TWO = "Как пишут, попытка захвата телефонных станций и телеграфа провалилась совсем.\n"
OTHER = "Другой текст о другом деле. Ещё одно предложение здесь."


@pytest.fixture
def small(folder_of):
    return letopis.load(folder_of({"a.txt": ONE, "b.txt": TWO, "c.txt": OTHER}))


def test_shared_words_are_in_the_order_of_the_first_place(small):
    table = parallels(small, "a", "b")
    words = "попытка захвата телефонных станций и телеграфа … провалилась"
    assert table["shared"].tolist() == [words]


def test_every_parallel_of_the_four_texts_has_words_of_both_places(corpus):
    for a, b in (("000", "001"), ("003", "003")):
        table = parallels(corpus, a, b)
        assert len(table) and (table["shared"].str.len() > 10).all()
        for row in table.itertuples():
            words = set(row.shared.split()) - {"…"}
            assert all(word in corpus.text(a)[row.start_a : row.stop_a] for word in words)


def test_a_further_name_of_a_person_in_brackets_is_not_repeated(corpus):
    assert "Иегуда" not in " ".join(parallels(corpus, "000", "001")["shared"])


def test_two_headings_that_are_alike_are_no_parallel(corpus):
    reuse = corpus.reuse().query("source_a == '003' and source_b == '003'")
    assert len(parallels(corpus, "003", "003")) == len(reuse) - 1


def test_places_that_overlap_are_counted_once_in_the_share_of_a_text(small):
    table = parallels(small, "a", "b")
    twice = parallel_shares(small, table.loc[[0, 0]])
    assert twice.equals(parallel_shares(small, table))
    row = table.iloc[0]
    assert twice.set_index("source").at["a", "covered"] == row["stop_a"] - row["start_a"]
    assert (twice["share"] == twice["covered"] / twice["characters"]).all()


def test_sources_without_parallels_give_empty_tables(folder_of):
    corpus = letopis.load(folder_of({"a.txt": "Слово.", "b.txt": "Дело."}))
    table = parallels(corpus, "a", "b")
    assert table.empty and "shared" in table and parallel_shares(corpus, table).empty
