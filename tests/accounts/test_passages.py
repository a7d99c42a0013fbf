"""Passages: the sentences about an event, with the reason; look-alikes are rejected."""

import json
from pathlib import Path

import pytest

import letopis
from letopis.accounts import coverage, event_words, lead_up, passages, phases, rejected

EVENT = "1927-11-07"
GOLDEN = Path(__file__).parents[1] / "golden"
GOLD = [json.loads(line) for line in (GOLDEN / "passages.jsonl").read_text("utf-8").splitlines()]


def sentences_of(corpus, rows) -> set[tuple[str, int]]:
    """The sentences that the rows (source, start, stop) touch."""
    found = set()
    for row in rows:
        table = corpus.sentences
        hit = table[
            (table["source"] == row["source"])
            & (table["start"] < row["stop"])
            & (table["stop"] > row["start"])
        ]
        found |= set(zip(hit["source"], hit["sentence"], strict=True))
    return found


def account(folder_of, seeds: Path, text: str) -> letopis.Corpus:
    """A folder with one text never seen before, and the people and events of the seeds."""
    curated = {name: (seeds / name).read_bytes() for name in ("entities.csv", "events.toml")}
    return letopis.load(folder_of({"x.txt": text} | curated))


def found_phases(corpus) -> list[tuple[str, str]]:
    found = corpus.passages(EVENT)
    return [(text[:12], phase) for text, phase in zip(found["text"], found["phase"], strict=True)]


def test_f1_on_the_day_and_its_preparation_is_at_least_97_percent(corpus):
    gold = sentences_of(corpus, [row for row in GOLD if row["phase"] in ("preparation", "day")])
    found = corpus.passages(EVENT).query("phase != 'aftermath'")
    found = set(zip(found["source"], found["sentence"], strict=True))
    assert 2 * len(gold & found) / (len(gold) + len(found)) >= 0.97, (
        sorted(gold - found),
        sorted(found - gold),
    )


def test_the_control_gives_nothing_and_the_silence_is_shown(corpus):
    assert "002" not in set(corpus.passages(EVENT)["source"])
    silent = coverage(corpus, EVENT).query("source == '002'")
    assert (
        list(silent["phase"]) == ["preparation", "day", "aftermath"] and silent["words"].sum() == 0
    )


def test_the_year_000_never_names_is_inherited(corpus):
    found = corpus.passages(EVENT).query("source == '000'")
    assert len(found) == 14 and set(found["phase"]) == {"day"}
    assert found["text"].iat[0].startswith("В этот день")


def test_003_has_one_sentence_on_the_day_and_a_paragraph_after_it(corpus):
    found = corpus.passages(EVENT).query("source == '003'")
    day = found.query("phase == 'day'")
    assert list(zip(day["start"], day["stop"], strict=True)) == [(39245, 39484)]
    after = found.query("phase == 'aftermath'")
    assert (
        set(after["part"]) == {"003-4"}
        and after["start"].min() == 27445
        and after["stop"].max() <= 27808
    )


def test_001_comes_to_the_day_in_its_own_sentence_and_stays_with_it(corpus):
    found = corpus.passages(EVENT).query("source == '001'")
    day = (
        found["start"]
        >= found.loc[found["text"] == "Наступило 7 ноября 1927 года.", "start"].item()
    )
    assert set(found[day]["phase"]) == {"day"}
    assert (found[~day]["phase"] == "preparation").sum() == 14


def test_the_lead_up_before_the_day_is_named_is_not_taken(corpus):
    found = coverage(corpus, EVENT).query("source == '001'")
    assert 420 <= found["words"].sum() <= 445, "about 440 words on the event itself"
    before = lead_up(corpus, EVENT)
    assert set(before["source"]) == {"001"} and before["text"].iat[0].startswith("Весной 1927 года")
    assert before["stop"].max() < corpus.passages(EVENT).query("source == '001'")["start"].min()


@pytest.mark.parametrize("ask", [passages.table, lead_up, passages.event_spans, event_words])
def test_an_event_nobody_has_listed_is_named_beside_those_there_are(corpus, ask):
    with pytest.raises(KeyError, match=r"no event '1905-01-09' in .*; there are .*1927-11-07"):
        ask(corpus, "1905-01-09")


def test_every_row_has_a_reason_and_stands_where_it_says(corpus):
    for event in corpus.events:
        found = corpus.passages(event)
        assert (found["why"] != "").all() and set(found["phase"]) <= set(phases.PHASES)
        assert [
            corpus.text(row.source)[row.start : row.stop] for row in found.itertuples()
        ] == list(found["text"])


@pytest.mark.parametrize(
    ("source", "text", "why"),
    [
        ("002", "2 ноября 1917 года", "1917"),
        ("002", "В этот день", "another day"),
        ("003", "November 1927", "month"),
        ("003", "November 12, 1927", "aftermath"),
        ("003", "January 18, 1928", "exile"),
        ("003", "January 18, 1929", "another event"),
        ("003", "October 26, 1879", "birthday"),
        ("003", "demonstrations", "another demonstration"),
        ("001", "демонстрантов", "official columns"),
        ("001", "Техника государственного переворота", "title of a book"),
    ],
)
def test_a_look_alike_is_rejected_with_its_reason(corpus, source, text, why):
    found = rejected(corpus, EVENT)
    assert (
        found[(found["source"] == source) & (found["text"] == text)]["why"].str.contains(why).any()
    )


def test_nothing_is_both_taken_for_the_day_and_rejected_except_a_word_in_another_sense(corpus):
    taken = corpus.passages(EVENT).query("phase != 'aftermath'")
    both = rejected(corpus, EVENT).merge(taken[["source", "sentence"]], on=["source", "sentence"])
    assert set(both["text"]) == {"демонстрантов", "Техника государственного переворота"}


def test_another_event_needs_one_other_word(corpus):
    deported = corpus.passages("1929-01-18")
    assert {"003-1", "003-3"} <= set(deported["part"]) and set(deported["source"]) == {"003"}
    assert set(corpus.passages("1917-11-01")["source"]) == {"002"}


def test_an_unknown_account_that_gives_the_year(folder_of, root):
    corpus = account(
        folder_of,
        root / "seeds",
        (
            "История партии богата спорами. В октябре 1927 года Троцкий и Зиновьев готовили демонстрации. "
            "7 ноября 1927 года оппозиция вышла на улицы Москвы. Колонны несли портреты Ленина. "
            "14 ноября 1927 года Троцкий был исключён из партии. В 1940 году он погиб в Мексике."
        ),
    )
    assert found_phases(corpus) == [
        ("В октябре 19", "preparation"),
        ("7 ноября 192", "day"),
        ("Колонны несл", "day"),
        ("14 ноября 19", "aftermath"),
    ]


def test_an_unknown_account_that_gives_the_day_without_a_year(folder_of, root):
    corpus = account(
        folder_of,
        root / "seeds",
        (
            "Утром 7 ноября Троцкий вышел к демонстрантам. Сталин ждал в Кремле. Ягода докладывал каждый час."
        ),
    )
    assert found_phases(corpus) == [("Утром 7 нояб", "day")]


def test_a_day_without_a_year_and_without_its_people_is_left_alone(folder_of, root):
    corpus = account(folder_of, root / "seeds", "Утром 7 ноября выпал снег. Дети пошли на реку.")
    assert found_phases(corpus) == []


def test_an_unknown_english_account(folder_of, root):
    corpus = account(
        folder_of,
        root / "seeds",
        (
            "In the summer of 1927 the opposition collected signatures. On November 7, 1927, Trotsky drove through "
            "Moscow. Shots were fired at his car. On November 14, 1927, he was expelled. On November 7, 1917, it "
            "had been otherwise."
        ),
    )
    assert found_phases(corpus) == [
        ("On November ", "day"),
        ("Shots were f", "day"),
        ("On November ", "aftermath"),
    ]


def test_the_same_day_of_another_year_is_rejected(folder_of, root):
    corpus = account(
        folder_of, root / "seeds", "7 ноября 1932 года в Кремле был ужин. Сталин говорил тост."
    )
    assert found_phases(corpus) == []
    assert list(rejected(corpus, EVENT)["why"]) == ["the same day of another year"]


def test_an_event_without_its_phases_says_what_to_write_where(folder_of):
    event = '[[event]]\nid = "x"\ndate = "1927-11-07"\n'
    corpus = letopis.load(folder_of({"x.txt": "Да.", "events.toml": event}))
    with pytest.raises(letopis.InputError, match=r"events\.toml, event 'x': 'preparation'; expected"):
        corpus.passages("x")
