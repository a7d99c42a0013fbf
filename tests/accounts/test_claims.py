"""The hand-coded content analysis: quotes are literal, every facet is answered for every source."""

from collections import Counter
from pathlib import Path

import pytest

from letopis.texts.tables import read_csv

SEEDS = Path(__file__).parents[2] / "seeds"
STANCES = ("asserts", "implies", "contradicts")
ABOUT = {"day", "preparation", "aftermath", "context"}


def rows(name):
    """The table as a list of mappings, each with the row number a spreadsheet shows."""
    table = read_csv(SEEDS / name)
    records = zip(table.index, table.to_dict("records"), strict=True)
    return [{"row": number, **row} for number, row in records]


TEXTS = {
    path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("[0-9]*.txt"))
}
PARTS = read_csv(SEEDS / "parts.csv", ("part", "source", "start", "stop")).set_index("part")
CODEBOOK = rows("codebook.csv")
CLAIMS = rows("claims.csv")
EVIDENCE = [row for row in CLAIMS if row["stance"] != "silent"]
SILENCES = [row for row in CLAIMS if row["stance"] == "silent"]
FACETS = {row["facet"]: row for row in CODEBOOK}


def offending(wrong):
    """The spreadsheet row numbers for which something is wrong; a test asserts there are none."""
    return [row["row"] for row in wrong]


# The codebook


def test_every_facet_has_its_own_name_label_question_and_definition():
    for column in ("facet", "label_en", "label_ru", "question", "definition"):
        assert len({row[column] for row in CODEBOOK}) == len(CODEBOOK)


@pytest.mark.parametrize("word", ["Asserts:", "Implies:", "Contradicts:", "Silent:"])
def test_every_definition_says_when_each_stance_applies(word):
    assert offending(row for row in CODEBOOK if word not in row["definition"]) == []


def test_a_facet_of_the_day_says_whether_any_account_could_answer_it():
    assert {row["of_the_day"] for row in CODEBOOK} == {"yes", "partly", "no"}
    assert {row["open_to"] for row in CODEBOOK} == {"any account", "a story of a coup"}


def test_the_facets_of_the_second_round_give_no_answer_away():
    examples = [row[f"example_{s}"] for row in CODEBOOK if row["round"] == "2" for s in STANCES]
    assert len(examples) == 3 * 7
    assert all(example.startswith("(constructed) ") for example in examples)


@pytest.mark.parametrize("stance", STANCES)
def test_every_example_is_literal_in_its_voice_or_says_that_it_is_constructed(stance):
    for row in CODEBOOK:
        origin, _, example = row[f"example_{stance}"].partition(
            " " if "(con" in row[f"example_{stance}"] else ": "
        )
        assert example, row["facet"]
        if origin != "(constructed)":
            assert example in voice(origin), row["facet"]


@pytest.mark.parametrize("stance", STANCES)
def test_an_example_from_the_texts_is_coded_as_the_codebook_says(stance):
    for row in CODEBOOK:
        origin, _, example = row[f"example_{stance}"].partition(": ")
        if not origin.startswith("(constructed)"):
            start = voice_start(origin) + voice(origin).index(example)
            overlapping = [
                claim
                for claim in EVIDENCE
                if (claim["part"], claim["facet"]) == (origin, row["facet"])
                and int(claim["start"]) < start + len(example)
                and start < int(claim["stop"])
            ]
            assert stance in {claim["stance"] for claim in overlapping}, (row["facet"], example)


def voice_start(part):
    return int(PARTS.loc[part, "start"])


def voice(part):
    return TEXTS[part[:3]][voice_start(part) : int(PARTS.loc[part, "stop"])]


# Evidence


def test_every_quote_lies_within_the_voice_it_is_given_to():
    for row in EVIDENCE:
        start, stop = (int(PARTS.loc[row["part"], column]) for column in ("start", "stop"))
        assert start <= int(row["start"]) < int(row["stop"]) <= stop, row["row"]


def test_quotes_are_of_at_most_two_hundred_characters_and_values_of_at_most_twelve_words():
    assert offending(row for row in EVIDENCE if len(row["quote"]) > 200) == []
    assert offending(row for row in EVIDENCE if not 1 <= len(row["value"].split()) <= 12) == []


def test_russian_quotes_have_our_gloss_and_english_ones_have_none():
    assert (
        offending(row for row in EVIDENCE if (row["source"] != "003") != bool(row["gloss"])) == []
    )


def test_no_piece_of_evidence_is_entered_twice():
    keys = Counter((row["part"], row["facet"], row["value"], row["start"]) for row in EVIDENCE)
    assert [key for key, times in keys.items() if times > 1] == []


def test_evidence_says_what_it_is_about_and_a_facet_of_the_day_takes_none_of_the_aftermath():
    assert {row["about"] for row in EVIDENCE} == ABOUT
    assert (
        offending(
            row
            for row in EVIDENCE
            if FACETS[row["facet"]]["scope"] == "day" and row["about"] == "aftermath"
        )
        == []
    )


def test_only_one_sentence_of_003_speaks_of_the_day():
    day = [
        row for row in EVIDENCE if row["source"] == "003" and row["about"] in ("day", "preparation")
    ]
    assert {row["part"] for row in day} == {"003-5"}
    assert all(39245 <= int(row["start"]) < int(row["stop"]) <= 39484 for row in day)


def test_the_year_and_the_anniversary_are_missing_from_000():
    assert {
        row["stance"]
        for row in CLAIMS
        if row["source"] == "000" and row["facet"] in ("event_year", "anniversary")
    } == {"silent"}


# Silences


def test_a_silence_has_nothing_to_quote():
    columns = ("value", "about", "quote", "gloss", "start", "stop")
    assert offending(row for row in SILENCES if any(row[column] for column in columns)) == []


def test_every_voice_answers_every_facet_with_evidence_or_with_one_silence_never_both():
    for part in PARTS.index:
        for facet in FACETS:
            stances = [
                row["stance"] for row in CLAIMS if (row["part"], row["facet"]) == (part, facet)
            ]
            assert stances == ["silent"] or (stances and "silent" not in stances), (part, facet)


def test_003_as_a_whole_is_silent_exactly_where_all_its_voices_are():
    told = {row["facet"] for row in EVIDENCE if row["source"] == "003"}
    whole = [row["facet"] for row in CLAIMS if row["part"] == "003"]
    assert sorted(whole) == sorted(set(FACETS) - told)


def test_002_the_control_is_silent_on_every_facet():
    assert Counter(row["stance"] for row in CLAIMS if row["source"] == "002") == {
        "silent": len(FACETS)
    }


def test_no_source_tells_the_facets_expected_from_context_and_some_source_tells_every_other():
    told = {row["facet"] for row in EVIDENCE}
    assert {row["facet"] for row in CODEBOOK if row["expected_from"] == "context"} == set(
        FACETS
    ) - told
    assert set(FACETS) - told == {"banners", "leningrad"}


# What is said of the day, read again


def test_no_source_denies_what_it_says_itself():
    assert "contradicts" not in {row["stance"] for row in CLAIMS}


def test_force_against_squads_implies_that_somebody_was_hurt_or_held():
    rows = [row for row in EVIDENCE if row["facet"] == "marchers_arrested"]
    assert [(row["part"], row["stance"]) for row in rows] == [("000", "implies")]


def test_only_000_speaks_of_a_fight_and_only_003_5_of_a_crowd_dispersed():
    rows = {(row["part"], row["value"]) for row in EVIDENCE if row["facet"] == "force_on_day"}
    assert rows == {("000", "fighting"), ("003-5", "breaking up of a crowd")}


def test_a_conspiracy_claim_is_quoted_once():
    for words in ("мировой закулисой", "Енох", "наркоман"):
        assert sum(words in row["quote"] for row in EVIDENCE) == 1


# Wording


def test_our_own_words_claim_neither_proof_nor_denial():
    own = [row[column].lower() for row in CLAIMS for column in ("value", "note")]
    own += [row[column].lower() for row in CODEBOOK for column in ("label_en", "question")]
    for phrase in (
        "confirm",
        "prove",
        "all sources agree",
        "in fact happened",
        "denies",
        "judas",
        "addict",
    ):
        assert not [text for text in own if phrase in text], phrase
