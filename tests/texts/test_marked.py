"""Page furniture and quoted speech are where a reader has listed them."""

import pytest

import letopis
from letopis.texts.marked import without_furniture

TEXT = "Мост\nОтряд взял мост. «Мост взят», сказал он.\n"
FURNITURE = "source,start,stop,kind,text\n"
QUOTATIONS = "source,part,start,stop,speaker,addressee,opening,kind,note\n"


def load(folder_of, **tables: str) -> letopis.Corpus:
    """A folder with one text and some tables, each given as its rows."""
    headers = {"furniture": FURNITURE, "quotations": QUOTATIONS}
    files = {f"{name}.csv": f"{headers[name]}{rows}\n" for name, rows in tables.items()}
    return letopis.load(folder_of({"x.txt": TEXT} | files))


def test_the_words_of_every_row_are_at_their_place(corpus):
    for table in (corpus.furniture, corpus.quotations):
        assert len(table)
        for row in table.itertuples():
            assert corpus.text(row.source)[row.start : row.stop] == row.text


def test_every_quotation_lies_in_its_part_and_every_speaker_is_known(corpus):
    parts = corpus.parts.set_index("part")
    known = {*corpus.entities["entity"], "a peasant", ""}
    for row in corpus.quotations.itertuples():
        assert parts.at[row.part, "start"] <= row.start < row.stop <= parts.at[row.part, "stop"]
        assert {*row.speaker.split("|"), *row.addressee.split("|")} <= known


def test_trotskys_own_words_are_a_third_of_the_excerpt_of_rogovin(corpus):
    own = set()
    for row in corpus.quotations.query("part == '003-3' and speaker == 'trotsky'").itertuples():
        own |= set(range(row.start, row.stop))
    part = corpus.parts.set_index("part").loc["003-3"]
    assert len(own) / (part["stop"] - part["start"]) == pytest.approx(0.33, abs=0.01)


def test_what_a_reader_calls_a_sentence_goes_before_the_rule(corpus):
    kinds = corpus.sentences.set_index(["source", "start"])["kind"]
    assert kinds["003", 37137] == "series"
    assert kinds["003", 13311] == "editor's note"
    assert kinds["000", 0] == "heading"
    assert kinds["000", 3] == "text"


def test_in_a_text_nobody_has_read_the_rule_says_what_is_a_heading(folder_of):
    assert list(load(folder_of).sentences["kind"])[:2] == ["heading", "text"]
    read = load(folder_of, furniture="x,5,21,note,Отряд взял мост.")
    assert list(read.sentences["kind"])[:2] == ["text", "note"]


def test_what_is_listed_is_left_out_of_counts_unless_it_is_asked_for(folder_of):
    corpus = load(folder_of, furniture="x,0,4,heading,Мост")
    assert "Мост" not in set(without_furniture(corpus, corpus.sentences)["text"])
    assert without_furniture(corpus.with_furniture(), corpus.sentences).equals(corpus.sentences)


def test_a_title_inside_a_sentence_is_left_out_and_the_sentence_stays(corpus):
    titles = corpus.furniture.query("kind == 'title in prose' and source == '001'")
    title = titles.iloc[0]
    words = without_furniture(corpus, corpus.tokens.query("source == '001'"))
    assert not words["start"].between(title["start"], title["stop"] - 1).any()
    sentences = without_furniture(corpus, corpus.sentences.query("source == '001'"))
    assert len(sentences) == 37


def test_prose_by_another_hand_is_counted(corpus):
    counted = without_furniture(corpus, corpus.sentences)
    assert {"blurb", "editor's note"} <= set(counted["kind"])
    assert set(counted["kind"]) == {"text", "blurb", "editor's note"}


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"furniture": "x,0,4,heading,Река"}, "quote 'Река' does not occur in x at 0"),
        ({"furniture": "x,0,4,banner,Мост"}, "kind 'banner'; expected one of heading"),
        ({"furniture": "y,0,4,heading,Мост"}, "source 'y'; expected one of x"),
        ({"quotations": "x,x,23,32,,,Река,speech,"}, "quote 'Река' does not occur in x at 23"),
        ({"quotations": "x,x,23,999,,,Мост,speech,"}, "stop is not inside the text"),
        ({"quotations": "x,x,23,32,,,Мост,rumour,"}, "kind 'rumour'; expected one of speech"),
    ],
)
def test_a_broken_row_is_named(folder_of, tables, message):
    corpus = load(folder_of, **tables)
    with pytest.raises(letopis.InputError, match=f"csv, row 2: {message}"):
        _ = getattr(corpus, next(iter(tables)))
