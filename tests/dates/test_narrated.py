"""Each sentence describes the time a historian would say, or none."""

import re
import shutil
from pathlib import Path

import pytest

import letopis
from letopis.dates import table, undated
from letopis.dates.grammar import time_grammar
from letopis.dates.narrated import narrated_table
from letopis.dates.table import date_table

STORIES = Path(__file__).parents[1] / "golden" / "stories.txt"
NEVER = re.compile("(?!)")


def test_each_sentence_has_one_row_in_order(corpus):
    times = narrated_table(corpus, with_read=False)
    keys = ["source", "part", "sentence"]
    assert times[keys].equals(corpus.sentences[keys].sort_values(keys[::2], ignore_index=True))
    assert set(times["basis"]) == {"own", "carried", "none"}
    dated = times["edtf"] != ""
    assert times.loc[~dated, "earliest"].isna().all()
    assert (times.loc[dated, "earliest"] <= times.loc[dated, "latest"]).all()
    assert (dated == (times["dated_by"] != "none")).all()


def test_rules_alone_agree_with_what_was_read_as_well_as_before(corpus):
    read = corpus.narrated
    rules = narrated_table(corpus, with_read=False)
    is_dated = read["edtf"] != ""
    same = (rules["earliest"] == read["earliest"]) & (rules["latest"] == read["latest"])
    inside = (rules["earliest"] >= read["earliest"]) & (rules["latest"] <= read["latest"])
    assert same[is_dated].mean() >= 0.58 and inside[is_dated].mean() >= 0.85
    assert (rules.loc[~is_dated, "edtf"] == "").mean() >= 0.8


def test_the_frame_date_of_a_historian_holds_for_its_part(corpus):
    times = narrated_table(corpus, with_read=False)
    in_000 = times[(times["source"] == "000") & (times["basis"] == "carried")]
    assert set(in_000["edtf"]) == {"1927-11-07"} and set(in_000["dated_by"]) == {"frame"}


def test_the_control_text_never_describes_1927(corpus):
    for times in (corpus.narrated, narrated_table(corpus, with_read=False)):
        years = times[times["source"] == "002"]["earliest"].dt.year.dropna()
        assert set(years) == {1917}


def test_no_time_is_carried_from_one_part_into_the_next(corpus):
    times = narrated_table(corpus, with_read=False)
    first = times.groupby("part", sort=False).head(1).set_index("part")
    assert first.loc["003-4", "basis"] == "none" and first.loc["003-2", "basis"] == "none"


def stories() -> dict[str, list[list[tuple[str, str]]]]:
    """Read golden/stories.txt: title → paragraphs of (date and basis, sentence)."""
    told: dict[str, list[list[tuple[str, str]]]] = {}
    for line in STORIES.read_text("utf-8").splitlines():
        if line.startswith("## "):
            paragraphs = told[line.removeprefix("## ")] = [[]]
        elif not line and told:
            paragraphs.append([])
        elif "|" in line:
            time, sentence = line.split("|", 1)
            paragraphs[-1].append((time.strip(), sentence.strip()))
    return told


def as_text(paragraphs: list[list[tuple[str, str]]]) -> str:
    return "\n\n".join(" ".join(sentence for _, sentence in lines) for lines in paragraphs if lines)


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> letopis.Corpus:
    """Load all stories as one folder, a text each, with the names of the project."""
    folder = tmp_path_factory.mktemp("stories")
    shutil.copy(STORIES.parents[2] / "seeds/entities.csv", folder)
    for title, paragraphs in stories().items():
        (folder / f"{title}.txt").write_text(as_text(paragraphs), "utf-8")
    return letopis.load(folder)


def outcome(corpus: letopis.Corpus) -> list[list]:
    """Find the dates and times of all stories anew."""
    dates = corpus.__dict__["dates"] = date_table(corpus)
    flags = dates[["text", "edtf", "is_background", "is_anachrony"]]
    return [*flags.to_numpy().tolist(), *narrated_table(corpus).astype(str).to_numpy().tolist()]


@pytest.mark.parametrize("title", stories())
def test_each_sentence_of_a_story_is_at_the_time_written_before_it(told, title):
    expected = [time for lines in stories()[title] for time, _ in lines]
    found = told.narrated[told.narrated["source"] == title]
    assert (found["edtf"] + " " + found["basis"]).str.strip().tolist() == expected


@pytest.mark.parametrize("rule", undated.UNDATED)
def test_each_rule_of_undated_sentences_is_needed_by_a_story(told, monkeypatch, rule):
    before = outcome(told)
    others = tuple(other for other in undated.UNDATED if other is not rule)
    monkeypatch.setattr(undated, "UNDATED", others)
    assert outcome(told) != before


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_cue_is_needed_by_a_story(told, monkeypatch, language):
    before = outcome(told)
    whole = {name: time_grammar(name) for name in ("ru", "en")}
    idle = []
    for cue, pattern in whole[language].cues.items():
        cues = whole[language].cues | {cue: NEVER}
        poorer = whole | {language: whole[language]._replace(cues=cues)}
        monkeypatch.setattr(table, "time_grammar", poorer.__getitem__)
        if outcome(told) == before and pattern.pattern != NEVER.pattern:
            idle.append(cue)
    assert not idle, idle
