"""What a library answers is what the same texts answer when they are loaded."""

import pytest

import letopis
from letopis import people, words
from letopis.project.library import build_library
from letopis.project.library_questions import Library
from letopis.project.library_texts import write_voices

RUSSIAN = "language = 'ru'"


@pytest.fixture(scope="module")
def library(corpus, tmp_path_factory) -> Library:
    """Make a library of the voices of the seeds."""
    folder = tmp_path_factory.mktemp("library")
    books = write_voices(corpus, folder / "books")
    errors = build_library(books, folder / "tables", corpus.folder, workers=1)
    assert errors.empty
    return Library(folder / "tables")


def test_words_are_counted_as_in_the_corpus(corpus, library):
    everything = corpus.with_furniture()
    expected = words.frequencies(everything).query("source < '003'")
    counts = library.word_counts(RUSSIAN)
    assert counts["n"].unique().tolist() == [298 + 559 + 571]
    assert counts.set_index("lemma")["count"].to_dict() == (
        expected.groupby("lemma")["count"].sum().to_dict()
    )
    trotsky = counts.query("lemma == 'Троцкий'").squeeze()
    assert [trotsky["count"], trotsky["texts"]] == [26, 3]


def test_keyness_is_that_of_the_corpus(corpus, library):
    expected = words.keyness(corpus.with_furniture()).query("source == '002'")
    found = library.keyness("label = '002'", f"{RUSSIAN} and label <> '002'")
    columns = ["lemma", "count", "reference_count", "n", "reference_n", "p_holm", "bic"]
    assert found[columns].to_numpy().tolist() == expected[columns].to_numpy().tolist()


def test_each_text_is_compared_with_the_others_in_its_language(corpus, library):
    expected = words.keyness(corpus.with_furniture(), by="part").query("part > '003'")
    found = library.keyness_by_text()
    english = found[found["label"] > "003"]
    assert english["lemma"].tolist() == expected["lemma"].tolist()
    assert english["source"].tolist() == [f"{part}.txt" for part in expected["part"]]
    apart = found.query("log_ratio >= 1 and p_holm < 0.05")["label"].unique().tolist()
    assert apart == ["000", "002", "003-1", "003-2", "003-5"]


def test_words_of_two_languages_or_of_one_text_twice_are_not_compared(library):
    with pytest.raises(letopis.InputError, match=r"several languages \(en, ru\)"):
        library.keyness("label = '002'", "label = '003-1'")
    with pytest.raises(letopis.InputError, match=r"on both sides of the comparison: 002\.txt"):
        library.keyness("label = '002'", RUSSIAN)
    assert library.keyness("label = '002'", "false").empty


def test_people_are_counted_as_in_the_corpus(corpus, library):
    everything = corpus.with_furniture()
    counts = people.mention_counts(everything).groupby("entity")["count"].sum()
    found = library.mention_counts().set_index("entity")
    assert found["count"].to_dict() == counts[counts > 0].to_dict()
    assert found.loc["trotsky", ["label_en", "label_ru", "texts"]].tolist() == [
        "Trotsky",
        "Троцкий",
        8,
    ]


def test_years_are_those_of_the_sentence(folder_of, tmp_path):
    text = "Троцкий молчал. Троцкий и Сталин спорили в 1927 году. Сталин победил в 1928–1929 годах."
    header = "entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note\n"
    stalin = "stalin,person,Сталин,Stalin,Сталин,Stalin,,,\n"
    trotsky = "trotsky,person,Троцкий,Trotsky,Троцкий,Trotsky,,,\n"
    books = folder_of({"a.txt": text, "entities.csv": header + stalin + trotsky})
    build_library(books, tmp_path / "out", books, workers=1)
    library = Library(tmp_path / "out")
    found = library.mentions_by_year(["trotsky", "stalin"])
    assert found[["entity", "year", "count"]].to_numpy().tolist() == [
        ["trotsky", "1927", 1],
        ["trotsky", "undated", 1],
        ["stalin", "1927", 1],
        ["stalin", "several years", 1],
    ]
    years = library.sentences_by_year()
    assert years[["year", "sentences"]].to_numpy().tolist() == [
        ["1927", 1],
        ["several years", 1],
        ["undated", 1],
    ]


def test_without_a_table_of_names_nobody_is_named(folder_of, tmp_path):
    books = folder_of({"a.txt": "Троцкий и Сталин спорили."})
    build_library(books, tmp_path / "out", workers=1)
    library = Library(tmp_path / "out")
    assert library.mention_counts().empty
    assert library.mentions_by_year(["trotsky"]).empty


def test_a_folder_without_tables_is_refused(tmp_path):
    with pytest.raises(letopis.InputError, match="no tables; `python -m letopis library` makes"):
        Library(tmp_path)
