"""An event before 1918 is found by either of its days, in each text by the one it uses."""

import letopis
from letopis import people
from letopis.dates.calendars import julian_sources
from letopis.dates.window import dates_between
from letopis.figures import Charts
from letopis.project.new import new_folder

EVENT = """[[event]]
id = "rising"
date = "1825-12-26"
preparation = "1825-11/1825-12-25"
aftermath = "1825-12-27/1826-07"
"""
TEXTS = {
    "old.txt": "13 декабря 1825 года они спорили. 14 декабря 1825 года полки вышли на площадь. "
    "15 декабря 1825 года начались аресты.",
    "both.txt": "14 (26) декабря 1825 года полки вышли на площадь.",
    "new.txt": "On 14 December 1825 they were still talking, in Paris. "
    "On 26 December 1825 the regiments stood in the square.",
}


def phases(folder_of, event: str) -> dict[str, list[str]]:
    corpus = letopis.load(folder_of(TEXTS | {"events.toml": event}))
    return corpus.passages("rising").groupby("source")["phase"].agg(list).to_dict()


def test_each_text_is_read_by_its_own_calendar_where_both_days_are_given(folder_of):
    assert phases(folder_of, EVENT + 'old_style = "1825-12-14"\n') == {
        "old": ["day", "aftermath"],
        "both": ["day"],
        "new": ["day"],
    }


def test_without_the_old_day_days_are_taken_as_they_are_written(folder_of):
    assert phases(folder_of, EVENT) == {"both": ["day"], "new": ["day"]}


def test_the_example_folder_finds_the_day_in_both_of_its_texts(tmp_path):
    new_folder(tmp_path / "example")
    passages = letopis.load(tmp_path / "example").passages("1825-12-26")
    days = passages[passages["phase"] == "day"].groupby("source").size()
    assert days.to_dict() == {"history": 3, "memoir": 5}


def test_an_english_text_that_gives_the_old_day_alone_reckons_by_the_old_calendar(folder_of):
    english = {
        "old.txt": "On 14 December 1825 the regiments rose. On 15 December 1825 arrests began.",
        "both.txt": "The rising of 14 December 1825 was, in Paris, that of 26 December 1825.",
    }
    event = EVENT + 'old_style = "1825-12-14"\n'
    corpus = letopis.load(folder_of(english | {"events.toml": event}))
    assert julian_sources(corpus, "rising") == {"old"}
    passages = corpus.passages("rising").query("source == 'old'")
    assert passages["phase"].tolist() == ["day", "aftermath"]


def test_both_texts_of_the_example_have_the_day_at_one_place_in_the_figures(tmp_path):
    new_folder(tmp_path / "example")
    corpus = letopis.load(tmp_path / "example")
    dates = dates_between(corpus, "1825-01-01", "1826-12-31")
    of_day = dates[dates["earliest"] == "1825-12-26"]
    assert of_day.groupby("source")["days_moved"].first().to_dict() == {"history": 0, "memoir": 12}
    assert "1825-12-14" not in set(dates["edtf"])
    spans = people.sentence_spans(corpus)
    next_day = spans[spans["edtf"] == "1825-12-27"]
    assert next_day[["source", "days_moved"]].values.tolist() == [["memoir", 12]]
    charts = Charts(corpus)
    timeline = charts.timeline(
        dates, "part", "text", colour="source", first="1825-01-01", last="1826-12-31"
    )
    moved = "Drawn: Old Style days in New Style (memoir +12 days)."
    assert [timeline.remark, charts.sentence_spans(spans).remark] == [moved, moved]
