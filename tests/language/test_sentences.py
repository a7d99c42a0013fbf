"""Sentences end where a reader ends them, and nothing of the text is lost."""

import json
from pathlib import Path

import pytest

from letopis.language import sentences

GOLDEN = Path(__file__).parents[1] / "golden"
LINES = [line for line in (GOLDEN / "sentences.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(line.lstrip("✗ "), marks=pytest.mark.xfail(reason="needs the meaning") if line[0] == "✗" else ())
        for line in LINES
    ],
)
def test_a_golden_case_is_cut_at_its_bars(case):
    expected = case.split(" │ ")
    joined = case.replace(" │ ", " ")
    assert [joined[start:stop] for start, stop in sentences.split(joined)] == expected


def test_a_lost_space_is_still_an_end():
    assert sentences.split("Он никогда не верил.Выслушав это, Троцкий заявил.") == [(0, 20), (20, 49)]
    assert sentences.split("They left the hall.Nobody followed them.") == [(0, 19), (19, 40)]


def test_f1_on_the_hand_made_gold_is_at_least_97_percent(corpus):
    rows = [json.loads(line) for line in (GOLDEN / "sentences.jsonl").read_text("utf-8").splitlines()]
    for source in sorted({row["source"] for row in rows}):
        gold = {(row["start"], row["end"]) for row in rows if row["source"] == source}
        reach = max(stop for _, stop in gold)
        own = corpus.sentences[corpus.sentences["source"] == source]
        ours = own[own["stop"] <= reach]
        found = gold & set(zip(ours["start"], ours["stop"], strict=True))
        assert 2 * len(found) / (len(gold) + len(ours)) >= 0.97, source


def test_every_character_between_sentences_is_white_space(corpus):
    for source, rows in corpus.sentences.groupby("source"):
        text, end = corpus.text(source), 0
        for row in rows.itertuples():
            assert not text[end : row.start].strip(), (source, text[end : row.start])
            end = row.stop
        assert not text[end:].strip()


def test_no_sentence_reaches_over_into_the_next_voice(corpus):
    joined = corpus.sentences.merge(corpus.parts, on=["source", "part"], suffixes=("", "_part"))
    assert len(joined) == len(corpus.sentences)
    assert (joined["start"] >= joined["start_part"]).all() and (joined["stop"] <= joined["stop_part"]).all()


def test_the_voices_hold_every_sentence_once_and_in_order(corpus):
    voices = [rows for *_, rows in corpus.voices()]
    assert [row.Index for rows in voices for row in rows] == list(corpus.sentences.index)
    assert [{row.part for row in rows} for rows in voices] == [{part} for part in corpus.parts["part"]]


@pytest.mark.parametrize("kind", ["never_last", "sometimes_last", "starters", "initials", "saying"])
def test_the_lists_hold_words_without_their_last_stop(kind):
    assert sentences.words(kind)
    assert not [word for word in sentences.words(kind) if word.endswith(".") or not word[0].isalpha()]


def test_lines_are_paragraphs_unless_they_are_wrapped():
    assert [s for s, _ in sentences.paragraphs("Первая строка.\nвторая\n\nтретья")] == [0, 15, 23]
    wrapped = "\n".join(["Слово за словом идёт", "дальше по строкам книги,"] * 12) + "\n\nНовый абзац."
    assert len(sentences.paragraphs(wrapped)) == 2


def test_windows_line_ends_do_not_enter_a_sentence():
    text = "Первая строка.\r\nВторая строка.\r\n"
    assert [text[a:b] for a, b in sentences.paragraphs(text)] == ["Первая строка.", "Вторая строка."]


def test_an_empty_paragraph_has_no_sentence():
    assert sentences.split("   ") == []
