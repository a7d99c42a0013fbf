"""Counts of mentions agree with counting small texts by hand."""

import itertools

import numpy as np
import pytest
from named_texts import EMPTY, NAMED
from small_corpus import corpus_of

from letopis.people import counts
from letopis.words.statistics import wilson_interval


def test_mentions_are_counted_per_1000_words_and_not_named_is_a_row():
    table = counts.mention_counts(NAMED).set_index(["source", "entity"])
    assert table["count"].to_dict() == {
        ("000", "trotsky"): 3,
        ("000", "ogpu"): 2,
        ("000", "stalin"): 0,
        ("000", "unlisted"): 0,
        ("001", "stalin"): 1,
        ("001", "trotsky"): 1,
        ("001", "unlisted"): 1,
        ("001", "ogpu"): 0,
    }
    assert table.loc[("000", "trotsky"), "n"] == 10 and table.loc[("001", "trotsky"), "n"] == 4
    assert table.loc[("000", "stalin"), "low"] == 0 < table.loc[("000", "stalin"), "high"]


def test_entities_asked_for_keep_their_order_and_their_rows():
    table = counts.mention_counts(NAMED, ["stalin", "nobody", "trotsky"])
    assert table[["source", "entity", "count"]].values.tolist() == [
        ["000", "stalin", 0],
        ["000", "nobody", 0],
        ["000", "trotsky", 3],
        ["001", "stalin", 1],
        ["001", "nobody", 0],
        ["001", "trotsky", 1],
    ]


def test_counted_in_sentences_a_name_counts_once_in_each():
    row = counts.mention_counts(NAMED, ["trotsky"], unit="sentences").iloc[0]
    assert (row["count"], row["n"], row["share"]) == (2, 3, pytest.approx(2 / 3))
    assert (row["low"], row["high"]) == pytest.approx(wilson_interval(2, 3))


def test_a_share_of_sentences_is_also_given_in_per_cent_and_in_words():
    row = counts.sentence_shares(NAMED, ["trotsky"]).iloc[0]
    assert (row["percent"], row["of"]) == (pytest.approx(200 / 3), "2 of 3")
    assert row["percent_low"] == 100 * row["low"] and row["percent_high"] == 100 * row["high"]


def test_derived_words_are_counted_apart():
    assert counts.mention_counts(NAMED, kind="derived")["count"].tolist() == [1, 0]


def test_entities_have_both_labels_and_an_unlisted_one_its_id():
    table = counts.mention_counts(NAMED).set_index("entity")
    labels = table.loc["ogpu", ["label_ru", "label_en", "type"]]
    assert labels.iloc[0].tolist() == ["ОГПУ", "OGPU", "organisation"]
    assert table.loc["unlisted", "label_ru"].tolist() == ["unlisted", "unlisted"]


def test_an_unknown_unit_or_grouping_is_refused_by_name():
    with pytest.raises(ValueError, match="unit='words'"):
        counts.mention_counts(NAMED, unit="words")
    with pytest.raises(ValueError, match="by='voice'"):
        counts.mention_counts(NAMED, by="voice")


def test_positions_are_percents_of_the_text_and_every_lane_is_known():
    table = counts.positions(NAMED, ["stalin", "trotsky"])
    assert table["entity"].tolist() == ["trotsky", "trotsky", "trotsky", "stalin", "trotsky"]
    assert table["percent"].head(3).tolist() == pytest.approx([0, 100 / 20, 100 * 13 / 20])
    lanes = ["000 Stalin", "000 Trotsky", "001 Stalin", "001 Trotsky"]
    assert table["lane"].cat.categories.tolist() == lanes
    assert table["lane"].iloc[0] == "000 Trotsky"


def test_two_named_in_one_sentence_are_a_pair_once_with_n_sentences():
    table = counts.comentions(NAMED)
    columns = ["source", "entity_a", "entity_b", "label_ru_a", "count", "n", "count_a", "count_b"]
    assert table[columns].values.tolist() == [
        ["000", "ogpu", "trotsky", "ОГПУ", 2, 3, 2, 2],
        ["001", "trotsky", "unlisted", "Троцкий", 1, 2, 1, 1],
    ]
    assert table["pair"].tolist() == ["OGPU – Trotsky", "Trotsky – unlisted"]
    assert counts.comentions(NAMED, minimum=2)["source"].tolist() == ["000"]
    assert counts.comentions(NAMED, ["trotsky", "unlisted"])["source"].tolist() == ["001"]


def test_pairs_equal_a_count_of_all_combinations():
    random = np.random.default_rng(5)
    places = zip(random.integers(0, 20, 80), random.choice(list("abcd"), 80), strict=True)
    named = [("000", int(sentence), str(entity)) for sentence, entity in places]
    table = counts.comentions(corpus_of(s000="\n".join(["слово"] * 20), named=named))
    by_sentence = [{entity for _, number, entity in named if number == s} for s in range(20)]
    expected = {
        pair: sum(set(pair) <= group for group in by_sentence)
        for pair in itertools.combinations("abcd", 2)
    }
    assert table.set_index(["entity_a", "entity_b"])["count"].to_dict() == expected


def test_first_and_last_mention_give_their_places():
    table = counts.first_and_last(NAMED).set_index(["source", "entity"])
    row = table.loc[("000", "trotsky")]
    mentions = NAMED.mentions.query("source == '000' and entity == 'trotsky' and kind == 'name'")
    places = (row["count"], row["first_start"], row["last_start"])
    assert places == (3, mentions["start"].min(), mentions["start"].max())


def test_sentences_that_name_somebody_have_their_time_and_wording():
    table = counts.sentences_naming(NAMED, "trotsky")
    assert table[["source", "sentence", "dated_by", "quote"]].values.tolist() == [
        ["000", 0, "sentence", "а б в"],
        ["000", 2, "context", "е ж з и к"],
        ["001", 1, "none", "н о"],
    ]


@pytest.mark.parametrize("call", [counts.mention_counts, counts.comentions, counts.first_and_last])
def test_a_corpus_without_names_gives_empty_tables_with_their_columns(call):
    table = call(EMPTY)
    assert len(table) == 0 and table.columns[0] == "source"


@pytest.mark.parametrize("by", ["source", "part"])
def test_every_mention_of_the_four_texts_is_counted_once(corpus, by):
    table = counts.mention_counts(corpus.with_furniture(), by=by)
    assert table["count"].sum() == (corpus.mentions["kind"] == "name").sum()


def test_names_in_headings_and_captions_are_not_counted(corpus):
    in_text = counts.mention_counts(corpus, ["trotsky"]).set_index("source")["count"]
    with_furniture = counts.mention_counts(corpus.with_furniture(), ["trotsky"])
    everywhere = with_furniture.set_index("source")["count"]
    assert (in_text["003"], everywhere["003"]) == (126, 140)
    assert in_text.drop("003").equals(everywhere.drop("003"))


def test_sentences_are_counted_without_headings_and_captions(corpus):
    shares = counts.mention_counts(corpus, ["trotsky"], by="part", unit="sentences")
    last = shares[shares["part"] == "003-5"].iloc[0]
    assert (last["count"], last["n"]) == (18, 34)


def test_first_and_last_mentions_of_the_four_texts_lead_back_to_their_wording(corpus):
    table = counts.first_and_last(corpus, by="part").merge(corpus.parts[["part", "source"]])
    for row in table.itertuples():
        text = corpus.text(row.source)
        assert text[row.first_start : row.first_stop] == row.first_text
        assert text[row.last_start : row.last_stop] == row.last_text
