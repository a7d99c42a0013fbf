"""Each sentence describes the time a historian would say, or none."""

import json
import re
from pathlib import Path

import pytest

import letopis
from letopis.dates import bounds, table, undated
from letopis.dates.grammar import time_grammar
from letopis.dates.narrated import narrated_table
from letopis.dates.table import date_table

GOLDEN = Path(__file__).parents[1] / "golden" / "narrated.jsonl"
STORIES = GOLDEN.parent / "stories.txt"
NEVER = re.compile("(?!)")


def gold() -> list[dict]:
    return [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]


def shares(corpus, table) -> tuple[float, float]:
    """Return the shares of dated sentences within the span of the gold, and of undated ones.

    By rules alone, sentences that only knowledge of the period can place (inferred) do not count.
    """
    places = {(row.source, row.start): row.sentence for row in corpus.sentences.itertuples()}
    found = {(row.source, row.sentence): row.edtf for row in table.itertuples()}
    is_read = (table["basis"] == "read").any()
    right = {"dated": [], "undated": []}
    for row in gold():
        edtf = found[row["source"], places[row["source"], row["start"]]]
        if not row["edtf"]:
            right["undated"].append(not edtf)
        elif is_read or row["basis"] != "inferred":
            (first, last), (begin, end) = bounds(edtf), bounds(row["edtf"])
            right["dated"].append(bool(edtf) and begin <= first and last <= end)
    return tuple(sum(answers) / len(answers) for answers in right.values())


def test_rules_alone_place_dated_sentences_and_leave_general_ones(corpus):
    dated, undated = shares(corpus, narrated_table(corpus, with_read=False))
    assert dated >= 0.95 and undated >= 0.78


def test_with_what_was_read_all_dated_sentences_count(corpus):
    dated, undated = shares(corpus, corpus.narrated)
    assert dated >= 0.96 and undated >= 0.95


def test_each_sentence_has_one_row_in_order(corpus):
    keys = ["source", "sentence"]
    assert corpus.narrated[keys].equals(corpus.sentences[keys].sort_values(keys, ignore_index=True))
    assert set(corpus.narrated["basis"]) == {"own", "carried", "read", "none"}
    dated = corpus.narrated["edtf"] != ""
    assert corpus.narrated.loc[~dated, "earliest"].isna().all()
    assert (corpus.narrated.loc[dated, "earliest"] <= corpus.narrated.loc[dated, "latest"]).all()


def test_the_control_text_never_describes_1927(corpus):
    years = corpus.narrated[corpus.narrated["source"] == "002"]["earliest"].dt.year.dropna()
    assert set(years) == {1917}


def test_no_time_is_carried_from_one_part_into_the_next(corpus):
    both = corpus.sentences.merge(corpus.narrated, on=["source", "part", "sentence"])
    first = both.groupby("part", sort=False).head(1).set_index("part")
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
    """Load all stories as one folder, a text each."""
    folder = tmp_path_factory.mktemp("stories")
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


HEADER = "source,quote,edtf,reason\n"


def test_what_a_historian_read_goes_before_the_rules_and_is_carried_on(folder_of):
    text = "Колонны шли. Троцкий вышел на улицу. Милиция молчала. Он говорил."
    rows = (
        "a,Троцкий вышел,1927-11-07,день назван в заголовке\na,Милиция молчала,none,общее место\n"
    )
    corpus = letopis.load(folder_of({"a.txt": text, "narrated.csv": HEADER + rows}))
    assert list(corpus.narrated["edtf"]) == ["", "1927-11-07", "", "1927-11-07"]
    assert list(corpus.narrated["basis"]) == ["none", "read", "read", "carried"]
    assert list(corpus.narrated["reason"]) == ["", "день назван в заголовке", "общее место", ""]
    assert set(narrated_table(corpus, with_read=False)["basis"]) == {"none"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("b,Колонны,1927,", "row 2: source 'b'; expected one of a"),
        ("a,Милиция,1927,", "row 2: the quote 'Милиция' occurs 0 times"),
        ("a,шли,1927,", "row 2: the quote 'шли' occurs 2 times"),
        ("a,Колонны,ноябрь,", "row 2: edtf 'ноябрь'"),
        ("a,Колонны,,", "row 2: edtf ''"),
    ],
)
def test_a_time_that_was_read_and_fits_nowhere_is_refused_with_its_row(folder_of, row, words):
    folder = folder_of({"a.txt": "Колонны шли. Люди шли.", "narrated.csv": HEADER + row + "\n"})
    with pytest.raises(letopis.InputError, match=words):
        _ = letopis.load(folder).narrated
