"""Passages: the sentences about an event, with the reason; look-alikes are rejected."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

import letopis
from letopis.accounts import coverage, event_words, passages, phases, rejected
from letopis.texts.schemas import PHASES

EVENT = "1927-11-07"
DEPORTATION = "1929-01-18"
GOLDEN = Path(__file__).parents[1] / "golden"
CROWD = "Утром 7 ноября Троцкий вышел к демонстрантам. Сталин ждал в Кремле."  # no year
UNSEEN = GOLDEN / "unseen" / "passages.jsonl"


def account(folder_of, text: str) -> letopis.Corpus:
    """A folder with one text never seen before; its people and events are those of the project."""
    return letopis.load(folder_of({"x.txt": text}))


def phases_of(corpus, event: str = EVENT) -> dict[tuple[str, int], str]:
    """The phase that the rules give to each sentence taken, by source and number."""
    table = passages.find_passages(corpus, event, with_read=False)
    return {(row.source, row.sentence): row.phase for row in table.itertuples()}


def phases_by_hand(corpus, gold: list[dict]) -> dict[tuple[str, int], str]:
    """The phase that a reader has given to a sentence; what leads up to the event has none."""
    return {
        (sentence.source, sentence.sentence): row["phase"]
        for sentence in corpus.sentences.itertuples()
        for row in gold
        if row["source"] == sentence.source and row["phase"] != "lead-up"
        if int(row["start"]) < sentence.stop and sentence.start < int(row["stop"])
    }


def readings(name: str) -> list[dict]:
    """The passages by hand: those of the four sources, or of the unseen accounts."""
    if name == "unseen accounts":
        lines = UNSEEN.read_text("utf-8").splitlines()
        return [{"stop": row.get("end")} | row for row in map(json.loads, lines)]
    if name == "a day without a year":
        return [{"source": "crowd", "start": 0, "stop": 45, "phase": "day"}]
    path = Path(__file__).parents[2] / "seeds" / "passages.csv"
    return pd.read_csv(path, dtype=str).to_dict("records")


def openings(corpus) -> list[tuple[str, str]]:
    """The first letters and the phase of each sentence taken."""
    table = corpus.passages(EVENT)
    return [(text[:12], phase) for text, phase in zip(table["text"], table["phase"], strict=True)]


# The four sources


def test_what_a_reader_has_taken_is_taken_with_the_readers_phase(corpus):
    taken = corpus.passages(EVENT)
    places = zip(taken["source"], taken["sentence"], strict=True)
    by_hand = phases_by_hand(corpus, readings("four sources"))
    assert dict(zip(places, taken["phase"], strict=True)) == by_hand


def test_the_rules_alone_find_the_day_and_its_preparation(corpus):
    gold = phases_by_hand(corpus, readings("four sources")).items()
    wanted = {place for place, phase in gold if phase != "aftermath"}
    found = {place for place, phase in phases_of(corpus).items() if phase != "aftermath"}
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= 0.97, wanted ^ found


def test_a_plan_is_preparation_wherever_its_sentence_is(corpus):
    taken = corpus.passages(EVENT).set_index(["source", "start"])["phase"]
    for place in (("000", 327), ("001", 2114), ("001", 2228)):
        assert taken[place] == "preparation"
    assert taken["001", 2606] == "day"  # how the day ended, said in advance


def test_the_speech_of_november_1927_is_aftermath(corpus):
    speech = corpus.passages(EVENT).query("source == '003' and start < 27352")
    assert len(speech) == 4 and set(speech["phase"]) == {"aftermath"}
    assert speech["why"].str.startswith("read: Tomsky's speech").all()


def test_a_claim_has_the_phase_of_its_sentence_or_a_note_that_says_why_not(corpus):
    taken = corpus.passages(EVENT)
    exceptions = Counter()
    for claim in corpus.claims.query("stance != 'silent'").itertuples():
        is_home = taken["start"].lt(claim.stop) & taken["stop"].gt(claim.start)
        homes = set(taken.loc[is_home & taken["source"].eq(claim.source), "phase"])
        assert len(homes) < 2, f"the quotation is in sentences of two phases: {claim.quote}"
        phase = homes.pop() if homes else "context"
        if claim.about != phase:
            assert f"in a sentence about the {phase}" in claim.note, (claim.part, claim.quote)
            exceptions[claim.part, phase, claim.about] += 1
    assert exceptions == {
        ("000", "day", "preparation"): 4,  # planned to arrest or kill, «но никого не застали»
        ("000", "day", "context"): 4,  # later history, today, what Menzhinsky was, a birth name
        ("003-4", "aftermath", "context"): 1,  # "bloodthirsty" statements of 1926
        ("003-5", "day", "context"): 4,  # exile and deportation, each on two facets
    }


def test_what_leads_up_to_the_plan_is_context_in_passages_and_claims(corpus):
    assert corpus.passages(EVENT).query("source == '001'")["start"].min() == 1061  # the day is set
    before = corpus.claims.query("source == '001' and start < 1061")
    assert len(before) == 13 and set(before["about"]) == {"context"}


def test_the_control_gives_nothing_and_is_counted_all_the_same(corpus):
    assert "002" not in set(corpus.passages(EVENT)["source"])
    control = coverage(corpus, EVENT).query("source == '002'")
    assert list(control["phase"]) == ["preparation", "day", "aftermath"]
    assert control["words"].sum() == 0


def test_the_year_000_never_names_is_inherited(corpus):
    found = corpus.passages(EVENT).query("source == '000'")
    assert len(found) == 14 and found["phase"].value_counts()["preparation"] == 2


def test_003_has_one_sentence_on_the_day_and_a_paragraph_after_it(corpus):
    found = corpus.passages(EVENT).query("source == '003'")
    assert list(found.query("phase == 'day'")["start"]) == [39245]
    after = found.query("phase == 'aftermath' and start > 27400")
    assert set(after["part"]) == {"003-4"}
    assert after["start"].min() == 27445 and after["stop"].max() <= 27808


def test_001_comes_to_the_day_in_its_own_sentence_and_stays_with_it(corpus):
    found = corpus.passages(EVENT).query("source == '001'")
    arrival = found.loc[found["text"] == "Наступило 7 ноября 1927 года.", "start"].item()
    assert set(found[found["start"] >= arrival]["phase"]) == {"day"}


def test_the_lead_up_before_the_day_is_named_is_not_taken(corpus):
    first = corpus.passages(EVENT).query("source == '001'").iloc[0]
    assert "переворот назначили на 7 ноября" in first["text"]


def test_every_row_has_a_reason_and_its_words_from_the_text(corpus):
    for event in corpus.events:
        for row in corpus.passages(event).itertuples():
            assert row.why and row.phase in PHASES
            assert corpus.text(row.source)[row.start : row.stop] == row.text


def test_another_event_needs_one_other_word(corpus):
    deported = corpus.passages(DEPORTATION)
    assert {"003-1", "003-3"} <= set(deported["part"]) and set(deported["source"]) == {"003"}
    assert set(corpus.passages("1917-11-01")["source"]) == {"002"}


def test_a_sentence_that_names_the_event_is_taken_though_it_gives_only_the_month(corpus):
    found = corpus.passages(DEPORTATION)
    sentence = found[
        found["text"].str.contains("it was in February 1929 that Trotsky was expelled")
    ]
    assert list(sentence["phase"]) == ["day"]


# Each rule is needed


@pytest.fixture(scope="module")
def corpora(corpus, tmp_path_factory) -> dict[str, letopis.Corpus]:
    """The four sources with and without what a historian has written down, and unseen accounts."""
    alone = tmp_path_factory.mktemp("alone")
    for path in corpus.folder.glob("00*.txt"):
        shutil.copy(path, alone / f"{path.name[:3]}.txt")
    unseen = tmp_path_factory.mktemp("unseen")
    for path in (GOLDEN / "unseen").glob("*.txt"):
        shutil.copy(path, unseen / path.name)
    crowd = tmp_path_factory.mktemp("crowd")
    (crowd / "crowd.txt").write_text(CROWD, "utf-8")
    return {
        "four sources": corpus,
        "four sources alone": letopis.load(alone),
        "unseen accounts": letopis.load(unseen),
        "a day without a year": letopis.load(crowd),
    }


def mistakes(corpora) -> dict[str, int]:
    """How many sentences have another phase than by hand, and how many cases beside them fail."""
    counts = {}
    for name, texts in corpora.items():
        wanted = phases_by_hand(texts, readings(name))
        found = phases_of(texts)
        counts[name] = sum(wanted.get(key) != found.get(key) for key in wanted.keys() | found)
    deportation = passages.find_passages(corpora["four sources"], DEPORTATION)["text"]
    expelled = "it was in February 1929 that Trotsky was expelled"
    counts["deportation"] = int(not deportation.str.contains(expelled).any())
    return counts


@pytest.fixture(scope="module")
def mistakes_now(corpora) -> dict[str, int]:
    return mistakes(corpora)


def got_worse(before: dict[str, int], after: dict[str, int]) -> list[str]:
    return [name for name in before if after[name] > before[name]]


@pytest.mark.parametrize("rule", phases.RULES, ids=lambda rule: rule.__name__)
def test_without_this_rule_some_account_is_read_worse(monkeypatch, corpora, mistakes_now, rule):
    others = tuple(other for other in phases.RULES if other is not rule)
    monkeypatch.setattr(phases, "RULES", others)
    assert got_worse(mistakes_now, mistakes(corpora))


@pytest.mark.parametrize("step", phases.STEPS, ids=lambda step: step.__name__)
def test_without_this_step_some_account_is_read_worse(monkeypatch, corpora, mistakes_now, step):
    others = tuple(other for other in phases.STEPS if other is not step)
    monkeypatch.setattr(phases, "STEPS", others)
    assert got_worse(mistakes_now, mistakes(corpora))


# Unknown accounts


def test_an_account_that_gives_the_year(folder_of):
    corpus = account(
        folder_of,
        "История партии богата спорами. В октябре 1927 года Троцкий и Зиновьев готовили "
        "демонстрации. 7 ноября 1927 года оппозиция вышла на улицы Москвы. Колонны несли портреты "
        "Ленина. 14 ноября 1927 года Троцкий был исключён из партии. В 1940 году он погиб.",
    )
    assert openings(corpus) == [
        ("В октябре 19", "preparation"),
        ("7 ноября 192", "day"),
        ("Колонны несл", "day"),
        ("14 ноября 19", "aftermath"),
    ]


def test_an_english_account(folder_of):
    corpus = account(
        folder_of,
        "In the summer of 1927 the opposition collected signatures. On November 7, 1927, Trotsky "
        "drove through Moscow. Shots were fired at his car. On November 14, 1927, he was expelled. "
        "On November 7, 1917, it had been otherwise.",
    )
    assert openings(corpus) == [
        ("On November ", "day"),
        ("Shots were f", "day"),
        ("On November ", "aftermath"),
    ]


def test_a_day_without_a_year_is_taken_only_beside_people_of_the_event(folder_of):
    assert openings(account(folder_of, CROWD)) == [("Утром 7 нояб", "day")]
    snow = "Утром 7 ноября выпал снег. Дети пошли на реку."
    assert openings(account(folder_of, snow)) == []


# What looks like the event and is not


@pytest.mark.parametrize(
    ("source", "text", "why"),
    [
        ("002", "2 ноября 1917 года", "1917"),
        ("002", "В этот день", "another day"),
        ("003", "November 12, 1927", "aftermath"),
        ("003", "January 18, 1928", "exile"),
        ("003", "January 18, 1929", "another event"),
        ("003", "October 26, 1879", "birthday"),
        ("003", "demonstrations", "another demonstration"),
        ("003", "uprisings", "narrates 1920/1921"),
        ("001", "демонстрантов", "official columns"),
        ("001", "Техника государственного переворота", "title of a book"),
    ],
)
def test_a_look_alike_is_rejected_with_its_reason(corpus, source, text, why):
    found = rejected(corpus, EVENT)
    reasons = found[(found["source"] == source) & (found["text"] == text)]["why"]
    assert reasons.str.contains(why).any()


def test_nothing_is_both_taken_and_rejected_except_a_word_in_another_sense(corpus):
    taken = corpus.passages(EVENT).query("phase != 'aftermath'")
    both = rejected(corpus, EVENT).merge(taken[["source", "sentence"]])
    assert set(both["text"]) == {
        "демонстрантов",
        "восстания",
        "Техника государственного переворота",
    }


def test_the_same_day_of_another_year_is_rejected(folder_of):
    corpus = account(folder_of, "7 ноября 1932 года в Кремле был ужин. Сталин говорил тост.")
    assert openings(corpus) == []
    assert list(rejected(corpus, EVENT)["why"]) == ["the same day of another year"]


# Errors


@pytest.mark.parametrize(
    "ask", [passages.find_passages, rejected, passages.event_spans, event_words]
)
def test_an_event_nobody_has_listed_is_named_beside_those_there_are(corpus, ask):
    with pytest.raises(KeyError, match=r"no event '1905-01-09' in .*; there are .*1927-11-07"):
        ask(corpus, "1905-01-09")


@pytest.mark.parametrize("more", ["", 'preparation = "lately"', 'preparation = ""'])
def test_an_event_without_its_phases_says_what_to_write_where(folder_of, more):
    event = f'[[event]]\nid = "x"\ndate = "1927-11-07"\n{more}\n'
    corpus = letopis.load(folder_of({"x.txt": "Да.", "events.toml": event}))
    with pytest.raises(
        letopis.InputError, match=r"events\.toml.*: preparation .*; expected a date"
    ):
        corpus.passages("x")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("e,x,0,9,Мост взят,dawn,", "phase 'dawn'; expected one of preparation"),
        ("e,x,5,9,взят,day,", "no sentence of x begins at 5"),
        ("e,x,0,9,Река,day,", "quote 'Река' does not occur in x"),
    ],
)
def test_a_broken_reading_is_named(folder_of, row, message):
    header = "event,source,start,stop,quote,phase,reason\n"
    corpus = account(folder_of, "Мост взят. Река тиха.")
    (corpus.folder / "passages.csv").write_text(f"{header}{row}\n", "utf-8")
    with pytest.raises(letopis.InputError, match=rf"passages\.csv, row 2: {message}"):
        corpus.passages(EVENT)


def test_a_sentence_that_a_reader_leaves_out_is_not_taken(folder_of):
    corpus = account(folder_of, "7 ноября 1927 года Троцкий вышел на улицу. Сталин ждал.")
    assert len(passages.find_passages(corpus, EVENT)) == 2
    rows = f"event,source,start,stop,quote,phase,reason\n{EVENT},x,43,55,Сталин,none,\n"
    (corpus.folder / "passages.csv").write_text(rows, "utf-8")
    assert len(passages.find_passages(corpus, EVENT)) == 1
