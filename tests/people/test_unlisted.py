"""Names that entities.csv lacks are proposed, and ordinary words are not."""

import csv

import pytest
from sentences import corpus_of_sentences

from letopis.people.unlisted import nominatives, unlisted_names


def test_the_forms_of_a_new_person_are_one_row():
    corpus = corpus_of_sentences(
        "Говорил М. Н. Рютченков.", "Рютченкову возразили.", "С Рютченковым ушли трое."
    )
    first = unlisted_names(corpus).iloc[0]
    assert (first["name"], first["count"], first["proposal"]) == ("Рютченков", 3, "person")
    assert first["forms"] == "М. Н. Рютченков|Рютченкову|Рютченковым"


def test_known_names_and_words_that_only_begin_a_sentence_are_left_out():
    corpus = corpus_of_sentences(
        "Однако Троцкий молчал.", "Вечером пришёл он.", "XIV съезд шёл, и В. И. Ленин знал."
    )
    table = unlisted_names(corpus)
    assert len(table) == 0 and list(table.columns)[:3] == ["name", "count", "proposal"]


def test_verse_and_references_give_no_names():
    corpus = corpus_of_sentences(
        "Да, он ушёл, и Ох, беда, но Вот и всё.", "See Smedley, Op. Cit., and Ibid., App. two."
    )
    assert set(unlisted_names(corpus)["name"]) == {"See Smedley"}


def test_a_relative_who_is_not_on_the_list_is_proposed():
    corpus = corpus_of_sentences("Тогда молчала Изабелла Каменева.", "И М. Каменева не пришла.")
    forms = "|".join(unlisted_names(corpus)["forms"]).split("|")
    assert set(forms) == {"Изабелла Каменева", "М. Каменева"}


def test_every_first_place_is_where_it_says(corpus):
    table = unlisted_names(corpus)
    for row in table.itertuples():
        assert corpus.text(row.source)[row.start : row.stop] == row.text
    assert "Judas" in set(table["name"]) and len(table) < 40
    assert table["count"].is_monotonic_decreasing


@pytest.mark.parametrize(
    "name", ["Троцкий", "Каменев", "Рютин", "Толстой", "Ягода", "Крупская", "Сергей", "Викжель"]
)
def test_the_nominative_is_among_those_a_form_may_come_from(name, root):
    rows = (root / "tests/golden/mentions_forms.csv").read_text("utf-8").splitlines()
    forms = next(row for row in csv.reader(rows) if row[0] == name)
    assert all(name in nominatives(form) for form in forms)
