"""Counts of words agree with counting small texts by hand."""

import re

import numpy as np
import pytest
from small_corpus import corpus_of

from letopis.words import counts
from letopis.words.concordance import concordance
from letopis.words.dispersion import lemma_positions
from letopis.words.statistics import word_tokens

TWO = corpus_of(
    s000="Л. Троцкий и ОГПУ .\nТроцкого=троцкий в ОГПУ 7 ноября=ноябрь\nночь=ночь/NOUN",
    s001="день и ночь\nСталин и день , ночь .",
)


# Frequencies


def test_words_are_counted_by_lemma_without_stop_words_numbers_marks_and_initials():
    table = counts.frequencies(TWO)
    columns = ["source", "lemma", "pos", "count", "n", "per_1000", "low", "high"]
    assert list(table.columns) == columns
    assert table[["source", "lemma", "count", "n"]].values.tolist() == [
        ["000", "огпу", 2, 8],
        ["000", "троцкий", 2, 8],
        ["000", "ночь", 1, 8],
        ["000", "ноябрь", 1, 8],
        ["001", "день", 2, 7],
        ["001", "ночь", 2, 7],
        ["001", "сталин", 1, 7],
    ]
    assert table["per_1000"].iloc[0] == 250


def test_function_words_are_counted_when_asked_for():
    table = counts.frequencies(TWO, content=False)
    assert table.query("lemma == 'и'")["count"].tolist() == [1, 2]


def test_n_is_all_words_whatever_is_shown():
    everything = counts.frequencies(TWO, content=False).groupby("source")
    content = counts.frequencies(TWO).groupby("source")
    assert everything["n"].first().tolist() == content["n"].first().tolist() == [8, 7]
    assert everything["count"].sum().tolist() == [8, 7]


def test_lemmas_asked_for_keep_their_order_and_a_row_where_they_do_not_occur():
    table = counts.frequencies(TWO, ["сталин", "и", "ананас"])
    assert table[["source", "lemma", "count"]].values.tolist() == [
        ["000", "сталин", 0],
        ["000", "и", 1],
        ["000", "ананас", 0],
        ["001", "сталин", 1],
        ["001", "и", 2],
        ["001", "ананас", 0],
    ]


def test_a_lemma_has_one_row_with_its_most_common_part_of_speech():
    corpus = corpus_of(s000="стекло=стекло/VERB стекло=стекло/NOUN стекло=стекло/NOUN")
    table = counts.frequencies(corpus)
    assert table[["lemma", "pos", "count"]].values.tolist() == [["стекло", "NOUN", 3]]


def test_a_word_of_unknown_part_of_speech_counts_as_content():
    corpus = corpus_of(s000="secret trial")
    corpus.tokens["pos"] = ""
    assert len(counts.frequencies(corpus)) == 2


def test_parts_keep_the_order_of_the_text_also_beyond_nine():
    corpus = corpus_of(s003="\n\n".join(["слово"] * 11))
    table = counts.frequencies(corpus, by="part")
    assert table["part"].tolist() == [f"003-{number}" for number in range(1, 12)]


def test_words_by_part_add_up_to_words_by_source():
    corpus = corpus_of(s003="день ночь день\n\nночь день\nутро")
    by_part = counts.frequencies(corpus, by="part").groupby("lemma")["count"].sum()
    assert by_part.to_dict() == counts.frequencies(corpus).set_index("lemma")["count"].to_dict()


@pytest.mark.parametrize("call", [counts.frequencies, counts.parts_of_speech, counts.vocabulary])
def test_an_unknown_grouping_is_refused_by_name(call):
    with pytest.raises(ValueError, match="by='voice'"):
        call(TWO, by="voice")


def test_ties_are_in_the_order_of_the_alphabet():
    table = counts.frequencies(corpus_of(s000="ёж=ёж жар=жар е=е Вена=Вена а=а"))
    assert table["lemma"].tolist() == ["а", "Вена", "е", "ёж", "жар"]


def test_ягода_is_not_ягода_the_berry_unless_only_berries_occur():
    lemmas = counts.frequencies(corpus_of(s000="Ягода=Ягода ягода=ягода"))["lemma"]
    assert counts.spellings(lemmas, "Ягода") == ["Ягода"]
    assert counts.spellings(lemmas, "ЯГОДА") == ["Ягода", "ягода"]


def test_a_lemma_is_found_with_е_for_ё():
    corpus = corpus_of(s000="Самолёт=самолёт самолет=самолёт все=весь всё=всё")
    table = counts.frequencies(corpus, ["самолет", "все", "небо"])
    found = dict(zip(table["lemma"], table["count"], strict=True))
    assert found == {"самолёт": 2, "всё": 1, "небо": 0}
    assert len(concordance(corpus, "Самолет")) == 2
    assert lemma_positions(corpus, ["самолет"])["lane"].tolist() == ["000 самолёт"] * 2


# Vocabulary


def brute_mattr(forms, window):
    windows = [forms[i : i + window] for i in range(len(forms) - window + 1)]
    return np.mean([len(set(words)) / window for words in windows])


@pytest.mark.parametrize("window", [1, 2, 7, 100, 300])
def test_mattr_is_the_mean_over_all_windows(window):
    forms = np.random.default_rng(3).zipf(1.5, 300)
    expected = brute_mattr(forms.tolist(), window)
    assert counts.mattr(forms, window) == pytest.approx(expected, abs=1e-12)


def test_mattr_of_a_text_shorter_than_its_window_is_not_a_number():
    assert np.isnan(counts.mattr(np.arange(99)))


def test_vocabulary_counts_forms_lemmas_and_forms_that_occur_once():
    table = counts.vocabulary(corpus_of(s000="Отряд отряда=отряд отряд ночь 1927"))
    assert table.drop(columns="mattr_100").values.tolist() == [["000", 4, 3, 2, 0.75, 2]]


def test_growth_ends_on_the_whole_text_and_never_falls():
    table = counts.growth(TWO, points=3)
    assert table.groupby("source").last().values.tolist() == [[8, 7, 6], [7, 4, 4]]
    assert table.groupby("source")["types"].is_monotonic_increasing.all()


def test_shares_of_the_parts_of_speech_add_up_to_one():
    table = counts.parts_of_speech(TWO)
    assert table.groupby("source")["share"].sum().tolist() == pytest.approx([1, 1])
    assert table.query("source == '000' and pos == 'NOUN'")["count"].tolist() == [6]


def test_side_by_side_has_a_column_each_text_and_keeps_the_order_of_the_rows():
    table = counts.side_by_side(counts.frequencies(TWO, ["сталин", "и"]), "count")
    assert table.index.tolist() == ["сталин", "и"]
    assert table.to_dict("list") == {"000": [0, 1], "001": [1, 2]}


def test_side_by_side_a_word_without_a_row_counts_zero():
    table = counts.side_by_side(counts.frequencies(TWO), "count")
    assert table.loc["сталин"].tolist() == [0, 1]
    assert table["000"].sum() == counts.frequencies(TWO).query("source == '000'")["count"].sum()


# N-grams


def test_ngrams_leave_out_initials_and_stop_at_marks_and_sentence_ends():
    corpus = corpus_of(
        s000="арест Л. Троцкого=Троцкий 7 ноября=ноябрь\nарест , Троцкого=Троцкий\nарест\nТроцкий",
    )
    table = counts.ngrams(corpus, 2, minimum=1)
    assert table["ngram"].tolist() == ["7 ноябрь", "арест Троцкий", "Троцкий 7"]
    assert table["example"].tolist() == ["7 ноября", "арест Троцкого", "Троцкого 7"]
    assert table["n"].tolist() == [3, 3, 3]


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_ngrams_of_any_length_equal_a_count_by_hand(n):
    words = np.random.default_rng(1).choice(list("абв"), 60).tolist()
    runs = [" ".join(words[i : i + n]) for i in range(len(words) - n + 1)]
    expected = {run: runs.count(run) for run in runs if runs.count(run) > 1}
    table = counts.ngrams(corpus_of(s000=" ".join(words)), n)
    assert table.set_index("ngram")["count"].to_dict() == expected


def test_an_ngram_knows_how_many_of_its_words_are_content():
    table = counts.ngrams(corpus_of(s000="день и ночь 7"), 2, minimum=1)
    content = table.set_index("ngram")["content"].to_dict()
    assert content == {"день и": 1, "и ночь": 1, "ночь 7": 2}


def test_a_corpus_without_words_gives_empty_tables_with_their_columns():
    empty = corpus_of(s000="1927 .")
    for call in (counts.frequencies, counts.ngrams, counts.parts_of_speech, counts.growth):
        table = call(empty)
        assert len(table) == 0 and table.columns[0] == "source", call.__name__
    assert counts.vocabulary(empty)["tokens"].tolist() == [0]


# The four texts

SURNAMES = {
    "Троцкий": "Троцк(?:ий|ого|ому|им|ом)",
    "Ленин": "Ленин(?:а|у|ым|е)?",
    "Каменев": "Каменев(?:а|у|ым|е)?",
}


@pytest.mark.parametrize("lemma", SURNAMES)
def test_surnames_are_counted_as_often_as_they_occur_in_the_texts(corpus, lemma):
    table = counts.frequencies(corpus, [lemma]).set_index("source")["count"]
    for source in corpus.sources.index[corpus.sources["language"] == "ru"]:
        places = re.findall(rf"\b{SURNAMES[lemma]}\b", corpus.text(source))
        assert table[source] == len(places), source


@pytest.mark.parametrize("by", ["source", "part"])
def test_every_word_of_the_four_texts_is_counted_once(corpus, by):
    table = counts.frequencies(corpus, by=by, content=False)
    assert table["count"].sum() == len(word_tokens(corpus))


def test_words_of_headings_captions_and_titles_are_not_counted(corpus):
    whole = corpus.with_furniture()
    sizes = counts.vocabulary(corpus).set_index("source")["tokens"]
    assert sizes.to_dict() == {"000": 298, "001": 556, "002": 567, "003": 6268}
    assert counts.vocabulary(whole)["tokens"].to_list() == [298, 559, 571, 6405]
    coups = counts.frequencies(corpus, ["переворот"]).set_index("source")["count"]
    assert coups["001"] == 2  # the third is in the title of a book
    biography = counts.frequencies(corpus, by="part").query("part == '003-5'")
    assert "series" not in set(biography["lemma"])  # of a television series


def test_shared_vocabulary_is_counted_both_ways_within_a_language():
    corpus = corpus_of(["ru", "ru", "en"], a="мост взят мост", b="мост река река дом", c="bridge")
    table = counts.shared_vocabulary(corpus).set_index(["source", "other"])
    assert list(table.index) == [("a", "b"), ("b", "a")]
    assert table.loc[("a", "b"), ["count", "n"]].to_list() == [2, 3]
    assert table.loc[("b", "a"), ["count", "n"]].to_list() == [1, 4]
    assert table["overlap"].to_list() == [0.5, 0.5]


def test_000_shares_far_more_words_with_001_than_with_the_control(corpus):
    table = counts.shared_vocabulary(corpus).set_index(["source", "other"])
    assert table.loc[("000", "001"), ["count", "n"]].to_list() == [82, 196]
    assert table.loc[("000", "002"), ["count", "n"]].to_list() == [31, 196]
    assert table.at[("000", "001"), "overlap"] > 2 * table.at[("000", "002"), "overlap"]
