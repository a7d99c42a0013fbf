"""A listed fault is quoted from its text, or refused with its row."""

import pytest

from letopis import InputError, load
from letopis.texts.defects import read_defects

TEXTS = {"000": "Мост мост мост."}


def test_a_defect_knows_how_often_its_words_occur(folder_of):
    folder = folder_of({"defects.csv": "source,quote,defect\n000,мост,a word twice\n"})
    table = read_defects(folder, TEXTS)
    assert table.values.tolist() == [["000", "мост", 2, "a word twice"]]


def test_without_a_table_there_are_no_defects(folder_of):
    table = read_defects(folder_of({}), TEXTS)
    assert table.empty and table.columns.tolist() == ["source", "quote", "times", "defect"]


def test_a_quote_that_does_not_occur_is_refused_with_its_row(folder_of):
    folder = folder_of({"defects.csv": "source,quote,defect\n000,река,none\n"})
    with pytest.raises(InputError, match="row 2: quote 'река' does not occur in 000; copy it"):
        read_defects(folder, TEXTS)


def test_a_voice_has_as_many_words_as_are_counted_in_it(corpus):
    by_source = corpus.parts.groupby("source")["words"].sum()
    assert by_source.to_dict() == corpus.sources["words"].to_dict()


def test_the_corpus_reads_the_defects_of_its_folder(folder_of):
    table = "source,quote,defect\nletter,день,a word\n"
    corpus = load(folder_of({"letter.txt": "Этот день.", "defects.csv": table}))
    assert corpus.defects["times"].tolist() == [1]
