"""An event before 1918 is found by either of its days, in each text by the one it uses."""

import letopis
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
    assert days.to_dict() == {"history": 4, "memoir": 5}
