"""What is open to doubt in a lemma, and what was changed, is counted word by word."""

from letopis.words import lemma_origins


def test_a_word_is_ambiguous_where_its_form_has_more_than_one_lemma(corpus):
    table = lemma_origins(corpus)
    assert (table["ambiguous"] == (table["choices"] > 1)).all()
    assert table["ambiguous"].any() and not table["ambiguous"].all()


def test_a_capital_is_no_change_of_a_lemma(corpus):
    names = lemma_origins(corpus).query("text == 'Троцкий'")
    assert set(names["lemma"]) == {"Троцкий"} and not names["changed"].any()
