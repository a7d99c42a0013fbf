"""Every line of a concordance leads back to its place in the text."""

import re

import pytest
from small_corpus import corpus_of

from letopis.words.concordance import add_quotes, concordance, excerpt

CORPUS = corpus_of(
    s000="Первый этап переворота=переворот начат .\nПереворот 7 ноября\nЭтап переворота=переворот",
    s003="coup of October\nthe end\n\nCoup and coup=coup",
    named=[("000", 1, "trotsky"), ("003", 2, "trotsky")],
)


@pytest.mark.parametrize("sort", ["position", "left", "right"])
def test_the_node_is_what_stands_at_its_offsets(sort):
    for lemma in ("переворот", "coup"):
        table = concordance(CORPUS, lemma, sort=sort)
        assert len(table) == 3
        for row in table.itertuples():
            text = CORPUS.text(row.source)
            assert text[row.start : row.stop] == row.node
            assert text[: row.start].replace("\n", " ").endswith(row.left)
            assert text[row.stop :].replace("\n", " ").startswith(row.right)


def test_forms_are_found_by_lemma_in_their_own_wording():
    assert concordance(CORPUS, "переворот")["node"].tolist() == [
        "переворота",
        "Переворот",
        "переворота",
    ]


def test_sorted_left_the_nearest_word_counts_first_then_the_next():
    table = concordance(CORPUS, "переворот", sort="left")
    assert table["left"].tolist() == [
        "Первый этап переворота начат . ",
        "Первый этап переворота начат . Переворот 7 ноября Этап ",
        "Первый этап ",
    ]


def test_sorted_right_capitals_are_set_aside():
    corpus = corpus_of(s000="шаг Ясно\nшаг а\nшаг Б")
    assert [line.split()[0] for line in concordance(corpus, "шаг", sort="right")["right"]] == [
        "а",
        "Б",
        "Ясно",
    ]


def test_words_are_not_cut_and_the_width_is_kept():
    row = concordance(
        corpus_of(s000="Революционный совет объявил переворот окончательно завершённым"),
        "переворот",
        width=15,
    ).iloc[0]
    assert (row["left"], row["right"]) == ("совет объявил ", " окончательно")


def test_context_does_not_reach_into_another_voice():
    table = concordance(CORPUS, "coup")
    assert table["part"].tolist() == ["003-1", "003-2", "003-2"]
    assert table["right"].tolist()[0].split() == ["of", "October", "the", "end"]
    assert table["left"].tolist()[1] == ""


def test_a_person_is_found_by_entity():
    table = concordance(CORPUS, entity="trotsky", source="000")
    assert table[["source", "part"]].values.tolist() == [["000", "000"]]


def test_line_breaks_show_as_spaces():
    assert "\n" not in "".join(concordance(CORPUS, "переворот")[["left", "right"]].sum())


def test_no_hit_gives_an_empty_table_with_its_columns():
    table = concordance(CORPUS, "мятеж")
    assert (
        table.columns.tolist() == ["source", "part", "start", "stop", "left", "node", "right"]
        and len(table) == 0
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"lemma": "coup", "entity": "trotsky"},
        {"lemma": "coup", "sort": "up"},
        {"lemma": "coup", "source": "9"},
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(wrong):
    with pytest.raises(ValueError, match="expected one of"):
        concordance(CORPUS, **wrong)


def test_every_line_of_the_four_texts_leads_back_to_its_place(corpus):
    for word in ("Троцкий", "переворот", "Trotsky", "revolution"):
        table = concordance(corpus, word, sort="left")
        assert len(table) >= 5
        for row in table.itertuples():
            text = corpus.text(row.source)
            assert text[row.start : row.stop] == row.node
            assert row.left + row.node + row.right in re.sub(r"\s", " ", text)


def test_the_coup_stands_three_times_in_000_once_at_the_end(corpus):
    table = concordance(corpus, "переворот", source="000")
    assert table["node"].tolist() == ["Переворот", "переворота", "переворота"]
    assert table["right"].tolist()[-1] == "."


def test_an_excerpt_is_whole_words_around_the_last_place_of_what_it_is_about():
    text = "Он знал, что Троцкий в Москве, и ждал, пока Троцкий не заговорит перед рабочими завода."
    short = excerpt(text, "Троцкий", 40)
    assert short == "… пока Троцкий не заговорит перед …"
    assert excerpt("Троцкий молчал.", "Троцкий", 40) == "Троцкий молчал."


def test_a_quote_is_an_excerpt_of_the_sentence_around_a_place():
    table = add_quotes(CORPUS, CORPUS.tokens.head(1), width=16)
    assert table["quote"].tolist() == ["Первый этап …"]
