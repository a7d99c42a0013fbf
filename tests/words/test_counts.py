"""Counts are checked on small corpora written out in the tests, against counting by hand and against scipy."""

import itertools
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from letopis.texts.tables import frame
from letopis.words import counts

STOP = {"и": "CCONJ", "в": "ADP", "the": "DET", "of": "ADP"}
LABELS = {"trotsky": ("Троцкий", "Trotsky"), "stalin": ("Сталин", "Stalin"), "ogpu": ("ОГПУ", "OGPU")}


def typed(rows, columns):
    """Make a frame from rows and a line of column:type."""
    return frame(rows, dict(column.split(":") for column in columns.split()))


def token(cell):
    """Read form=lemma/POS into form, lemma, pos, kind, stop_word, initial; lemma and POS may be left out."""
    form, _, rest = cell.partition("=")
    lemma, _, pos = rest.partition("/")
    lemma = lemma or form.lower()
    kind = "word" if form[0].isalpha() else "number" if form[0].isdigit() else "punctuation"
    pos = pos or STOP.get(lemma, "NOUN" if kind == "word" else "PUNCT")
    return form, lemma, pos, kind, lemma in STOP, len(form) == 2 and form[1] == "."


def read(source, written):
    """Read a text in which a line is a sentence and a blank line opens a new voice: text, parts, sentences, tokens."""
    text, parts, sentences, tokens = "", [], [], []
    voices = written.split("\n\n")
    for voice, lines in enumerate(voices, 1):
        part, opening = f"{source}-{voice}" if len(voices) > 1 else source, len(text)
        for line in lines.split("\n"):
            begin = len(text)
            for form, *about in map(token, line.split()):
                place = (source, len(sentences), len(tokens), len(text), len(text) + len(form))
                tokens.append((*place, form, *about))
                text += form + " "
            text = text[:-1] + "\n"
            sentences.append((source, part, voice - 1, len(sentences), begin, len(text) - 1, text[begin:-1]))
        parts.append((part, source, opening, len(text)))
    return text, parts, sentences, tokens


def corpus_of(languages="ru", named=(), told=(), **texts):
    """Make a corpus of small texts {s000: text}, see `read` and `token`.

    languages: one for all, or one for each; named: (source, sentence, entity[, kind]), each standing on a letter of its
    sentence; told: (source, sentence, earliest, latest, basis).
    """
    texts = {source.removeprefix("s"): read(source.removeprefix("s"), text) for source, text in texts.items()}
    parts, sentences, tokens = ([row for text in texts.values() for row in text[i]] for i in (1, 2, 3))
    begins = {(row[0], row[3]): row[4] for row in sentences}
    mentions = []
    for step, (source, sentence, entity, *kind) in enumerate(named):
        start, kinds = (
            begins[source, sentence] + step,
            ("organisation" if entity == "ogpu" else "person", *kind, "name"),
        )
        mentions.append((source, sentence, start, start + 1, "x", entity, *kinds[:2]))
    return SimpleNamespace(
        text=lambda source: texts[source][0],
        sources=pd.DataFrame({"language": languages}, index=list(texts)),
        parts=typed(parts, "part:str source:str start:int64 stop:int64"),
        sentences=typed(
            sentences, "source:str part:str paragraph:int64 sentence:int64 start:int64 stop:int64 text:str"
        ),
        tokens=typed(
            tokens,
            "source:str sentence:int64 token:int64 start:int64 stop:int64 text:str lemma:str pos:str kind:str"
            " stop_word:bool initial:bool",
        ),
        entities=typed([(name, *labels) for name, labels in LABELS.items()], "entity:str label_ru:str label_en:str"),
        mentions=typed(
            sorted(mentions),
            "source:str sentence:int64 start:int64 stop:int64 text:str entity:str type:str kind:str",
        ),
        narrated=typed(told, "source:str sentence:int64 earliest:datetime64[s] latest:datetime64[s] basis:str"),
    )


TWO = corpus_of(
    s000="Л. Троцкий и ОГПУ .\nТроцкого=троцкий в ОГПУ 7 ноября=ноябрь\nночь=ночь/NOUN",
    s001="день и ночь\nСталин и день , ночь .",
)


# Words


def test_words_are_counted_by_lemma_without_stop_words_numbers_marks_and_initials():
    table = counts.words(TWO)
    assert list(table.columns) == ["source", "lemma", "pos", "count", "n", "per_1000", "low", "high"]
    assert table[["source", "lemma", "count", "n"]].values.tolist() == [
        ["000", "огпу", 2, 8],
        ["000", "троцкий", 2, 8],
        ["000", "ночь", 1, 8],
        ["000", "ноябрь", 1, 8],
        ["001", "день", 2, 7],
        ["001", "ночь", 2, 7],
        ["001", "сталин", 1, 7],
    ]
    assert table["per_1000"].iloc[0] == 250


def test_function_words_are_counted_when_asked_for():
    assert counts.words(TWO, content=False).query("lemma == 'и'")["count"].tolist() == [1, 2]


def test_n_is_all_words_whatever_is_shown():
    assert (
        counts.words(TWO, content=False).groupby("source")["n"].first().tolist()
        == counts.words(TWO).groupby("source")["n"].first().tolist()
    )
    assert counts.words(TWO, content=False).groupby("source")["count"].sum().tolist() == [8, 7]


def test_a_lemma_keeps_one_row_and_its_commonest_part_of_speech():
    table = counts.words(corpus_of(s000="стекло=стекло/VERB стекло=стекло/NOUN стекло=стекло/NOUN"))
    assert table[["lemma", "pos", "count"]].values.tolist() == [["стекло", "NOUN", 3]]


def test_a_word_of_unknown_part_of_speech_counts_as_content():
    corpus = corpus_of(s000="secret trial")
    corpus.tokens["pos"] = ""
    assert len(counts.words(corpus)) == 2


def test_voices_stand_in_the_order_of_the_text_also_beyond_nine():
    corpus = corpus_of(s003="\n\n".join(["слово"] * 11))
    assert counts.words(corpus, by="part")["part"].tolist() == [f"003-{number}" for number in range(1, 12)]


def test_words_by_voice_add_up_to_words_by_source():
    corpus = corpus_of(s003="день ночь день\n\nночь день\nутро")
    by_part = counts.words(corpus, by="part").groupby("lemma")["count"].sum()
    assert by_part.to_dict() == counts.words(corpus).set_index("lemma")["count"].to_dict()


@pytest.mark.parametrize("call", [counts.words, counts.profile, counts.vocabulary, counts.mentions, counts.timeline])
def test_an_unknown_grouping_is_refused_by_name(call):
    with pytest.raises(ValueError, match="by='voice'"):
        call(TWO, by="voice")


# Intervals


@pytest.mark.parametrize(("count", "n"), [(0, 50), (1, 298), (5, 100), (13, 559), (50, 50)])
def test_the_interval_of_independent_words_is_wilsons(count, n):
    expected = stats.binomtest(count, n).proportion_ci(method="wilson")
    assert counts.interval(count, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_an_effect_of_two_is_worth_half_the_words():
    assert counts.interval(10, 1000, 2) == pytest.approx(counts.interval(5, 500))


def test_a_word_said_five_times_in_one_sentence_is_less_certain_than_in_five():
    filler = "a b c d e f g h i j k l m n o p q r s t"
    once = corpus_of(s000="\n".join(["да да да да да"] + [filler] * 9))
    spread = corpus_of(s000="\n".join([filler + " да"] * 5 + [filler] * 4))
    narrow, wide = (counts.words(corpus).query("lemma == 'да'").iloc[0] for corpus in (spread, once))
    assert (narrow["count"], wide["count"]) == (5, 5)
    assert wide["high"] - wide["low"] > 1.5 * (narrow["high"] - narrow["low"])


def test_the_variance_between_sentences_is_that_of_drawing_them_anew():
    random = np.random.default_rng(7)
    lines = [["да"] * random.binomial(1, 0.4) * 3 + ["нет"] * random.integers(5, 15) for _ in range(200)]
    row = counts.words(corpus_of(s000="\n".join(map(" ".join, lines)))).query("lemma == 'да'").iloc[0]
    said, size = (np.array([f(line) for line in lines]) for f in (lambda line: line.count("да"), len))
    drawn = random.multinomial(200, np.full(200, 1 / 200), 20_000)
    low, high = np.quantile(drawn @ said / (drawn @ size), [0.025, 0.975]) * 1000
    assert row["high"] - row["low"] == pytest.approx(high - low, rel=0.03)


def test_a_text_of_one_sentence_has_an_interval():
    table = counts.words(corpus_of(s000="день ночь"))
    assert (table["low"] > 0).all() and (table["high"] < 1000).all()


# Vocabulary


def brute_mattr(forms, window):
    return np.mean([len(set(forms[i : i + window])) / window for i in range(len(forms) - window + 1)])


@pytest.mark.parametrize("window", [1, 2, 7, 100, 300])
def test_mattr_is_the_mean_over_all_windows(window):
    forms = np.random.default_rng(3).zipf(1.5, 300)
    assert counts.mattr(forms, window) == pytest.approx(brute_mattr(forms.tolist(), window), abs=1e-12)


def test_mattr_of_a_text_shorter_than_its_window_is_not_a_number():
    assert np.isnan(counts.mattr(np.arange(99)))


def test_vocabulary_counts_forms_lemmas_and_words_said_once():
    table = counts.vocabulary(corpus_of(s000="Отряд отряда=отряд отряд ночь 1927"))
    assert table.drop(columns="mattr_100").values.tolist() == [["000", 4, 3, 2, 0.75, 2]]


def test_growth_ends_on_the_whole_text_and_never_falls():
    table = counts.growth(TWO, points=3)
    assert table.groupby("source").last().values.tolist() == [[8, 7, 6], [7, 4, 4]]
    assert table.groupby("source")["types"].is_monotonic_increasing.all()


def test_shares_of_the_parts_of_speech_add_up_to_one():
    table = counts.profile(TWO)
    assert table.groupby("source")["share"].sum().tolist() == pytest.approx([1, 1])
    assert table.query("source == '000' and pos == 'NOUN'")["count"].tolist() == [6]


# Runs of words


def test_ngrams_pass_over_initials_and_stop_at_marks_and_sentence_ends():
    corpus = corpus_of(s000="арест Л. Троцкого=Троцкий 7 ноября=ноябрь\nарест , Троцкого=Троцкий\nарест\nТроцкий")
    table = counts.ngrams(corpus, 2, minimum=1)
    assert table["ngram"].tolist() == ["7 ноябрь", "арест Троцкий", "Троцкий 7"]
    assert table["example"].tolist() == ["7 ноября", "арест Троцкого", "Троцкого 7"]
    assert table["n"].tolist() == [3, 3, 3]


def test_ngrams_of_any_length_equal_a_count_by_hand():
    words = [random_word for random_word in np.random.default_rng(1).choice(list("абв"), 60)]
    corpus = corpus_of(s000=" ".join(words))
    for n in (1, 2, 3, 4):
        runs = [" ".join(words[i : i + n]) for i in range(len(words) - n + 1)]
        expected = {run: runs.count(run) for run in runs if runs.count(run) > 1}
        assert counts.ngrams(corpus, n).set_index("ngram")["count"].to_dict() == expected


def test_a_run_tells_how_many_of_its_words_carry_content():
    table = counts.ngrams(corpus_of(s000="день и ночь 7"), 2, minimum=1)
    assert table.set_index("ngram")["content"].to_dict() == {"день и": 1, "и ночь": 1, "ночь 7": 2}


# Names

NAMED = corpus_of(
    s000="а б в\nг д\nе ж з и к",
    s001="л м\nн о",
    named=[
        ("000", 0, "trotsky"),
        ("000", 0, "trotsky"),
        ("000", 0, "ogpu"),
        ("000", 2, "trotsky"),
        ("000", 2, "ogpu"),
        ("000", 1, "trotsky", "derived"),
        ("001", 0, "stalin"),
        ("001", 1, "trotsky"),
        ("001", 1, "unlisted"),
    ],
    told=[
        ("000", 0, "1927-11-07", "1927-11-07", "own"),
        ("000", 1, None, None, "none"),
        ("000", 2, "1926-01-01", "1929-12-31", "carried"),
        ("001", 0, "1917-01-01", "1917-12-31", "read"),
    ],
)


def test_mentions_are_counted_per_1000_words_and_silence_is_a_row():
    table = counts.mentions(NAMED).set_index(["source", "entity"])
    assert table["count"].to_dict() == {
        ("000", "trotsky"): 3,
        ("000", "ogpu"): 2,
        ("000", "stalin"): 0,
        ("000", "unlisted"): 0,
        ("001", "stalin"): 1,
        ("001", "trotsky"): 1,
        ("001", "unlisted"): 1,
        ("001", "ogpu"): 0,
    }
    assert table.loc[("000", "trotsky"), "n"] == 10 and table.loc[("001", "trotsky"), "n"] == 4
    assert table.loc[("000", "stalin"), "low"] == 0 < table.loc[("000", "stalin"), "high"]


def test_counted_in_sentences_a_name_counts_once_in_each():
    row = counts.mentions(NAMED, unit="sentences").query("source == '000' and entity == 'trotsky'").iloc[0]
    assert (row["count"], row["n"], row["share"]) == (2, 3, pytest.approx(2 / 3))
    assert (row["low"], row["high"]) == pytest.approx(counts.interval(2, 3))


def test_derived_words_are_counted_apart():
    assert counts.mentions(NAMED, kind="derived")["count"].tolist() == [1, 0]


def test_entities_carry_both_labels_and_an_unlisted_one_its_id():
    table = counts.mentions(NAMED).set_index("entity")
    assert table.loc["ogpu", ["label_ru", "label_en", "type"]].iloc[0].tolist() == ["ОГПУ", "OGPU", "organisation"]
    assert table.loc["unlisted", "label_ru"].tolist() == ["unlisted", "unlisted"]


def test_an_unknown_unit_is_refused_by_name():
    with pytest.raises(ValueError, match="unit='words'"):
        counts.mentions(NAMED, unit="words")


def test_two_named_in_one_sentence_are_a_pair_once_with_n_sentences():
    table = counts.comentions(NAMED)
    columns = ["source", "entity_a", "entity_b", "label_ru_a", "count", "n", "count_a", "count_b"]
    assert table[columns].values.tolist() == [
        ["000", "ogpu", "trotsky", "ОГПУ", 2, 3, 2, 2],
        ["001", "trotsky", "unlisted", "Троцкий", 1, 2, 1, 1],
    ]


def test_pairs_equal_a_count_of_all_combinations():
    random = np.random.default_rng(5)
    named = [
        ("000", int(s), str(e))
        for s, e in zip(random.integers(0, 20, 80), random.choice(list("abcd"), 80), strict=True)
    ]
    table = counts.comentions(corpus_of(s000="\n".join(["слово"] * 20), named=named))
    by_sentence = [{entity for _, at, entity in named if at == s} for s in range(20)]
    expected = {pair: sum(set(pair) <= group for group in by_sentence) for pair in itertools.combinations("abcd", 2)}
    assert table.set_index(["entity_a", "entity_b"])["count"].to_dict() == expected


def test_first_and_last_mention_give_their_places():
    row = counts.first_last(NAMED).query("source == '000' and entity == 'trotsky'").iloc[0]
    own = NAMED.mentions.query("source == '000' and entity == 'trotsky' and kind == 'name'")["start"]
    assert (row["count"], row["first_start"], row["last_start"]) == (3, own.min(), own.max())


# Time told


def test_a_time_of_four_years_adds_a_quarter_to_each():
    table = counts.timeline(NAMED, ["trotsky"]).query("source == '000'")
    assert table[["period", "basis", "certain", "spread", "count", "n"]].values.tolist() == [
        ["1926", "carried", 0, 0.25, 0.25, 3],
        ["1927", "carried", 0, 0.25, 0.25, 3],
        ["1927", "own", 2, 0, 2, 3],
        ["1928", "carried", 0, 0.25, 0.25, 3],
        ["1929", "carried", 0, 0.25, 0.25, 3],
    ]


def test_mentions_without_a_time_have_a_row_of_their_own():
    table = counts.timeline(NAMED, ["trotsky"]).query("source == '001'")
    assert table[["period", "basis", "certain", "spread", "count", "n"]].values.tolist() == [
        ["undated", "none", 0, 0, 1, 1]
    ]


def test_what_lies_outside_the_periods_shown_is_counted_not_dropped():
    table = counts.timeline(NAMED, start="1927", stop="1928")
    trotsky = table.query("source == '000' and entity == 'trotsky'").set_index(["period", "basis"])
    assert trotsky.loc[("before 1927", "carried"), "spread"] == 0.25
    assert trotsky.loc[("after 1928", "carried"), "spread"] == 0.25
    assert table.query("entity == 'stalin'")[["period", "certain"]].values.tolist() == [["before 1927", 1]]


@pytest.mark.parametrize("unit", ["mentions", "sentences"])
@pytest.mark.parametrize("freq", ["year", "month"])
@pytest.mark.parametrize(
    ("start", "stop"), [(None, None), ("1927", "1927"), ("1927-11", "1928"), ("1800", "1801"), ("2000", "2001")]
)
def test_for_each_entity_the_counts_add_up_to_n(unit, freq, start, stop):
    table = counts.timeline(NAMED, freq=freq, start=start, stop=stop, unit=unit)
    total = table.groupby(["source", "entity"]).agg(count=("count", "sum"), n=("n", "first"))
    assert total["count"].to_numpy() == pytest.approx(total["n"].to_numpy())
    named = counts.mentions(NAMED, unit=unit).query("count > 0").set_index(["source", "entity"])["count"].sort_index()
    assert total["n"].to_dict() == named.to_dict()


def test_months_are_named_and_bounded_by_months():
    table = counts.timeline(NAMED, ["trotsky"], freq="month", start="1927-10", stop="1927").query("source == '000'")
    assert table["period"].tolist() == ["before 1927-10", "1927-10", "1927-11", "1927-11", "1927-12", "after 1927-12"]
    assert table.query("period == 'before 1927-10'")["spread"].tolist() == [pytest.approx(21 / 48)]


def test_an_unknown_period_is_refused_by_name():
    with pytest.raises(ValueError, match="freq='week'"):
        counts.timeline(NAMED, freq="week")


def test_a_corpus_without_names_or_words_gives_empty_tables_with_their_columns():
    empty = corpus_of(s000="1927 .")
    for call in (
        counts.words,
        counts.ngrams,
        counts.profile,
        counts.mentions,
        counts.comentions,
        counts.first_last,
        counts.timeline,
    ):
        table = call(empty)
        assert len(table) == 0 and table.columns[0] == "source", call.__name__
    assert counts.vocabulary(empty)["tokens"].tolist() == [0]


# The four texts

SURNAMES = {"Троцкий": "Троцк(?:ий|ого|ому|им|ом)", "Ленин": "Ленин(?:а|у|ым|е)?", "Каменев": "Каменев(?:а|у|ым|е)?"}


@pytest.mark.parametrize("lemma", SURNAMES)
def test_surnames_are_counted_as_often_as_they_stand_in_the_texts(corpus, lemma):
    table = counts.words(corpus).query("lemma == @lemma").set_index("source")["count"]
    for source in corpus.sources.index[corpus.sources["language"] == "ru"]:
        assert table.get(source, 0) == len(re.findall(rf"\b{SURNAMES[lemma]}\b", corpus.text(source))), source


def test_every_mention_and_every_word_of_the_four_texts_is_counted_once(corpus):
    for by in ("source", "part"):
        assert counts.words(corpus, by, content=False)["count"].sum() == len(counts.running(corpus, by))
        assert counts.mentions(corpus, by)["count"].sum() == (corpus.mentions["kind"] == "name").sum()
        assert counts.timeline(corpus, by=by)["count"].sum() == pytest.approx((corpus.mentions["kind"] == "name").sum())


def test_first_and_last_mentions_of_the_four_texts_lead_back_to_their_wording(corpus):
    for row in counts.first_last(corpus, by="part").merge(corpus.parts[["part", "source"]]).itertuples():
        text = corpus.text(row.source)
        assert text[row.first_start : row.first_stop] == row.first_text
        assert text[row.last_start : row.last_stop] == row.last_text


def test_two_counts_of_the_same_texts_are_the_same_to_the_byte(corpus):
    for call in (counts.words, counts.mentions, counts.comentions, counts.timeline):
        assert call(corpus).to_csv() == call(corpus).to_csv()
