"""Naming: a word for the event is one in its passages and not in the title of a book."""

from letopis.accounts import event_words

EVENT = "1927-11-07"


def test_a_book_title_is_not_a_name_of_the_event(corpus):
    words = event_words(corpus, EVENT)
    assert list(words[words["use"] == "title"]["start"]) == [1991]


def test_each_source_names_the_event_in_its_own_words(corpus):
    words = event_words(corpus, EVENT).query("use == 'event'")
    names = words.groupby("source")["lemma"].agg(set).to_dict()
    assert names["001"] == {"восстание", "мятеж", "переворот"}
    assert names["003"] == {"demonstration"}
    assert "002" not in names
