"""What a historian has read goes before the rules, and stands at a literal place of its text."""

import csv
from datetime import date

import pytest
from written_cases import SEEDS

import letopis
from letopis.dates import bounds
from letopis.dates.narrated import narrated_table

HEADER = "source,quote,edtf,note\n"
Span = tuple[date | None, date | None]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """Return the rows of seeds/narrated.csv."""
    with (SEEDS / "narrated.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def span(edtf: str) -> Span:
    return bounds(edtf.replace("none", ""))


def test_every_sentence_of_the_four_texts_is_read_once(corpus, rows):
    assert (corpus.narrated["basis"] == "read").all()
    places = list(zip(corpus.sentences["source"], corpus.sentences["start"], strict=True))
    assert [(row["source"], int(row["start"])) for row in rows] == places


def test_every_row_begins_with_the_literal_words_of_its_sentence(corpus, rows):
    for row, sentence in zip(rows, corpus.sentences.itertuples(), strict=True):
        assert row["quote"] and sentence.text.startswith(row["quote"])
        assert corpus.text(row["source"]).startswith(row["quote"], int(row["start"]))


def test_a_time_is_that_of_one_of_two_readers_or_has_a_note(rows):
    agree = []
    for row in rows:
        readings = {name: span(row[f"reading_{name}"]) for name in ("a", "b")}
        taken = [name for name in ("a", "b") if readings[name] == span(row["edtf"])]
        expected = {"both": ["a", "b"], "a": ["a"], "b": ["b"], "neither": []}
        assert taken == expected[row["taken"]], row
        assert row["note"] or row["taken"] == "both", row
        agree.append(bool(taken))
    assert sum(agree) / len(agree) >= 0.97


def test_the_readme_says_how_far_the_two_readers_agree(corpus, rows):
    parts = corpus.sentences["part"]
    agree = [span(row["reading_a"]) == span(row["reading_b"]) for row in rows]
    is_dependent = parts.isin(["000", "002", "003-1"])
    independent = [same for same, other in zip(agree, is_dependent, strict=True) if not other]
    readme = (SEEDS / "README.md").read_text("utf-8")
    assert f"for {sum(agree)} of {len(rows)} sentences" in readme
    assert f"agree on {sum(independent)} of {len(independent)}" in readme


def test_several_dates_lie_within_the_time_of_their_sentence(rows):
    several = [row for row in rows if row["dates"]]
    assert several
    for row in several:
        first, last = span(row["edtf"])
        for edtf in row["dates"].split("|"):
            begin, end = span(edtf)
            assert first <= begin <= end <= last, row


def test_what_is_read_goes_before_the_rules_and_is_carried_on(folder_of):
    text = "Колонны шли. Троцкий вышел на улицу. Милиция молчала. Он говорил."
    read = (
        "a,Троцкий вышел,1927-11-07,день назван в заголовке\na,Милиция молчала,none,общее место\n"
    )
    corpus = letopis.load(folder_of({"a.txt": text, "narrated.csv": HEADER + read}))
    times = corpus.narrated
    assert list(times["edtf"]) == ["", "1927-11-07", "", "1927-11-07"]
    assert list(times["basis"]) == ["none", "read", "read", "carried"]
    assert list(times["dated_by"]) == ["none", "context", "none", "context"]
    assert list(times["reason"]) == ["", "день назван в заголовке", "общее место", ""]
    assert set(narrated_table(corpus, with_read=False)["basis"]) == {"none"}


def test_a_table_of_three_columns_is_enough_and_a_quote_may_touch_two_sentences(folder_of):
    read = "source,quote,edtf\na,шли. Троцкий,1927-11\n"
    folder = folder_of({"a.txt": "Колонны шли. Троцкий вышел. Снег.", "narrated.csv": read})
    assert list(letopis.load(folder).narrated["basis"]) == ["read", "read", "none"]


def test_a_start_tells_two_equal_openings_apart(folder_of):
    read = "source,start,quote,edtf,dated_by\na,13,Вот так.,1927,frame\n"
    folder = folder_of({"a.txt": "Вот так. Шли. Вот так.", "narrated.csv": read})
    with pytest.raises(letopis.InputError, match=r"'Вот так.' does not occur in a at 13"):
        _ = letopis.load(folder).narrated
    folder = folder_of({"narrated.csv": read.replace(",13,", ",14,")})
    times = letopis.load(folder).narrated
    assert list(times["edtf"]) == ["", "", "1927"]
    assert list(times["dated_by"]) == ["none", "none", "frame"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("b,Колонны,1927,", "row 2: source 'b'; expected one of a"),
        ("a,Милиция,1927,", "row 2: quote 'Милиция' does not occur in a"),
        ("a,шли,1927,", "row 2: the quote 'шли' occurs 2 times in a; expected once, or its start"),
        ("a,Колонны,ноябрь,", "row 2: edtf 'ноябрь'"),
        ("a,Колонны,,", "row 2: edtf ''"),
        ("a,Колонны,1927,\na,Колонны шли,1928,", "row 3: an earlier row has the sentence of"),
    ],
)
def test_a_reading_that_fits_nowhere_is_refused_with_its_row(folder_of, row, words):
    folder = folder_of({"a.txt": "Колонны шли. Люди шли.", "narrated.csv": HEADER + row + "\n"})
    with pytest.raises(letopis.InputError, match=words):
        _ = letopis.load(folder).narrated


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("none,,context", "edtf 'none' dated by 'context'; expected none in both or in neither"),
        ("1927,,none", "edtf '1927' dated by 'none'; expected none in both or in neither"),
        ("1927,1927|ноябрь,context", "dates '1927|ноябрь'; expected dates as 1928-01|1929-02"),
        ("1927,,guess", "dated_by 'guess'; expected one of sentence, context, frame, none"),
    ],
)
def test_a_reading_that_contradicts_itself_is_refused(folder_of, cells, words):
    read = f"source,quote,edtf,dates,dated_by\na,Колонны,{cells}\n"
    folder = folder_of({"a.txt": "Колонны шли.", "narrated.csv": read})
    with pytest.raises(letopis.InputError) as refusal:
        _ = letopis.load(folder).narrated
    assert words in str(refusal.value)
