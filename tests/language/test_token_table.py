"""The table of tokens: each in its sentence, with its lemma."""

import gc

import pandas as pd
from test_tokens import pieces

import letopis
from letopis.language.token_table import COLUMNS, token_table


def test_tokens_are_where_they_say_with_only_white_space_between(corpus):
    for source, tokens in corpus.tokens.groupby("source"):
        text = corpus.text(source)
        spans = zip(tokens["start"], tokens["stop"], strict=True)
        assert [text[start:stop] for start, stop in spans] == tokens["text"].tolist()
        assert "".join("".join(tokens["text"]).split()) == "".join(text.split())
        assert tokens["token"].tolist() == list(range(len(tokens)))


def test_sources_keep_their_order_whatever_their_language(folder_of):
    texts = {
        "a": "Trotsky spoke to the army. Stalin was silent.",
        "b": "Троцкий сказал речь. Сталин молчал, и войска ушли.",
        "c": "The army of Trotsky was gone and the people were silent.",
        "d": "Войска Сталина ушли. Троцкий остался.",
    }
    folder = folder_of({f"{name}.txt": text for name, text in texts.items()})
    tokens = letopis.load(folder).tokens
    assert tokens["source"].drop_duplicates().tolist() == list("abcd")
    assert tokens.index.equals(pd.RangeIndex(len(tokens)))
    for name, own in tokens.groupby("source"):
        assert own["text"].tolist() == pieces(texts[name])
    assert tokens.query("text == 'Войска'")["lemma"].tolist() == ["войско"]
    assert tokens.groupby("source")["sentence"].max().tolist() == [1, 1, 0, 1]


def test_each_token_lies_inside_its_sentence_and_part(corpus):
    keys = ["source", "part", "sentence"]
    both = corpus.tokens.merge(corpus.sentences, on=keys, suffixes=("", "_of_sentence"))
    assert len(both) == len(corpus.tokens)
    assert (both["start"] >= both["start_of_sentence"]).all()
    assert (both["stop"] <= both["stop_of_sentence"]).all()


def test_the_table_has_the_promised_columns_and_types(corpus):
    assert corpus.tokens.dtypes.astype(str).to_dict() == COLUMNS
    assert set(corpus.tokens["kind"]) == {"word", "number", "punctuation"}


def test_without_texts_there_are_no_tokens(corpus):
    tokens = token_table({}, corpus.sentences.head(0), {}, {}, {})
    assert tokens.dtypes.astype(str).to_dict() == COLUMNS and tokens.empty


def test_initials_are_marked_and_not_to_be_counted(corpus):
    initials = corpus.tokens[corpus.tokens["initial"]]
    assert (initials["lemma"] == initials["text"]).all() and initials["stop_word"].all()
    assert not corpus.tokens["lemma"].isin(["в.", "и.", "я."]).any()


def test_kamenev_is_one_man_and_yagoda_no_berry(corpus):
    own = corpus.tokens[corpus.tokens["text"].str.startswith(("Каменев", "Ягод"))]
    assert set(own["lemma"]) == {"Каменев", "Ягода"}


def test_the_table_and_the_function_agree(corpus):
    for source, language in corpus.sources["language"].items():
        names = corpus.names(language)
        for _, own in corpus.tokens[corpus.tokens["source"] == source].groupby("sentence"):
            lemmas = letopis.lemmatise(own["text"].tolist(), language, names)
            assert lemmas == own["lemma"].tolist()


def test_mines_are_no_stop_word_though_mine_is_a_pronoun_too(corpus):
    mines = corpus.tokens.query("lemma == 'mine' and source == '003'")
    assert len(mines) and not mines["stop_word"].any()


def test_stop_words_are_marked_by_lemma(corpus):
    marked = set(corpus.tokens.query("stop_word and source == '001'")["lemma"])
    assert marked >= {"быть", "и", "весь", "который"}
    assert marked.isdisjoint({"переворот", "Троцкий", "год"})


def test_the_collector_is_left_as_it_was(folder_of):
    _ = letopis.load(folder_of({"a.txt": "слово"})).tokens
    assert gc.isenabled()
