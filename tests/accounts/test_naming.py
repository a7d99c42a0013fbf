"""Naming: a word for the event is one in its passages and not in the title of a book."""

from letopis.accounts import event_words, rejected

EVENT = "1927-11-07"


def test_a_book_title_is_not_a_name_of_the_event(corpus):
    words = event_words(corpus, EVENT)
    assert list(words[words["use"] == "title"]["start"]) == [1991]


def test_each_source_names_the_event_in_its_own_words(corpus):
    words = event_words(corpus, EVENT).query("use == 'event'")
    names = words.groupby("source")["lemma"].agg(set).to_dict()
    assert names["000"] == {"выступление", "переворот"}
    assert names["001"] == {"мятеж", "переворот"}
    assert names["003"] == {"demonstration"}
    assert "002" not in names


def test_an_uprising_hoped_for_is_no_name_of_the_event(corpus):
    uprising = event_words(corpus, EVENT).query("source == '001' and lemma == 'восстание'")
    assert list(uprising["use"]) == ["other"]
    why = rejected(corpus, EVENT).query("source == '001' and text == 'восстания'")["why"].iat[0]
    assert why.startswith("a general uprising that Trotsky tries to kindle")
