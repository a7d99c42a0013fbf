"""Every table is made of any prose: numbers, ordinals, abbreviations, in both languages."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import letopis
from letopis import accounts, people, words
from letopis.dates.window import dates_between, leading_window
from letopis.dates.years import leading_periods, sentences_by_period, sentences_by_year

EVENT = """[[event]]
id = "1825-12-14"
label_en = "the rising"
label_ru = "восстание"
date = "1825-12-14"
preparation = "1825-11/1825-12-13"
aftermath = "1825-12-15/1826-07"
names_ru = ["восстание"]
names_en = ["rising"]
day_words = ["14 декабря", "14 December"]
"""
ENGLISH = (
    "the of on in about until by before after since early late mid- and to part chapter regiment "
    "century years days weeks later ago next last day week month year spring winter noon night "
    "January Feb. Nov. December Monday Christmas Mr. Gen. St. No. p. vol. a.m. B.C. AD c. ca. "
    "first second third twenty-first thirty-first forty-fifth hundredth rising Ryleev Nicholas I. "
    "XIX XIV IV 1920s '20s 1917-18 31 February O.S. N.S. $5 5% he they It was not"
).split(" ")
RUSSIAN = (
    "в на о до к с по через после около конце начале середине накануне и от во весь утром ночью "
    "века веков столетия лет годов гг. г. года дня дней недели месяца числа полка съезда спустя "
    "назад января февр. нояб. декабря понедельник Пасху весной зимой т.е. т. е. и др. ген. им. "
    "первого второго третье двадцать четвертого тридцать первое сорок пятого сотый восстание "
    "Рылеев Николай I. XIX-го XX 20-е 1820-х гг. 1917/18 31 февраля ст. ст. н. ст. до н. э. № 5 "
    "5 % он они Это было не"
).split(" ")
ENDS = [". ", "! ", "? ", "; ", ", ", " — ", ": ", "\n\n", " ", " ", " ", " "]
numbers = st.one_of(
    st.integers(0, 40), st.integers(0, 9999), st.integers(1700, 1999), st.integers(0, 10**12)
).map(str)


def prose(vocabulary: list[str], suffixes: list[str]) -> st.SearchStrategy[str]:
    """Make prose of a language's words, of numbers and ordinals."""
    ordinals = st.tuples(numbers, st.sampled_from(suffixes)).map("".join)
    items = st.one_of(*[st.sampled_from(vocabulary)] * 3, numbers, ordinals)
    return st.lists(st.tuples(items, st.sampled_from(ENDS)).map("".join), max_size=40).map("".join)


TABLES: dict[str, Callable[[letopis.Corpus], object]] = {
    "reuse": lambda corpus: corpus.reuse(),
    "passages": lambda corpus: corpus.passages(corpus.main_event),
    "rejected": lambda corpus: accounts.rejected(corpus, corpus.main_event),
    "event words": lambda corpus: accounts.event_words(corpus, corpus.main_event),
    "coverage": lambda corpus: accounts.coverage(corpus, corpus.main_event),
    "speakers": accounts.mentions_by_speaker,
    "stances": accounts.stance_table,
    "vocabulary": words.vocabulary,
    "frequencies": words.frequencies,
    "keyness": words.keyness,
    "witnesses": lambda corpus: words.keyness(corpus, by="witness"),
    "dispersion": words.dispersion,
    "growth": words.growth,
    "n-grams": words.ngrams,
    "parts of speech": words.parts_of_speech,
    "shared vocabulary": words.shared_vocabulary,
    "origins": words.lemma_origins,
    "places": lambda corpus: words.lemma_positions(corpus, words.leading_words(corpus, 5)),
    "neighbours": lambda corpus: words.collocations(corpus, words.leading_words(corpus, 3)),
    "compared": lambda corpus: words.compare_sources(
        corpus, words.leading_words(corpus, 4), accounts.sources_to_compare(corpus)
    ),
    "counts": people.mention_counts,
    "together": people.comentions,
    "first and last": people.first_and_last,
    "unlisted": people.unlisted_names,
    "spans": lambda corpus: people.sentence_spans(corpus, people.leading_people(corpus, 3)),
    "dating": lambda corpus: people.by_dating(corpus, people.leading_people(corpus, 3)),
    "dates of a window": lambda corpus: dates_between(corpus, *leading_window(corpus)),
    "years": sentences_by_year,
    "periods": lambda corpus: sentences_by_period(corpus, leading_periods(corpus), "rest"),
}
CORPUS_TABLES = "sentences tokens mentions dates narrated entities furniture roles quotations"


@pytest.mark.parametrize("has_event", [True, False])
@settings(max_examples=settings.default.max_examples // 4)
@given(
    english=prose(ENGLISH, ["st", "nd", "rd", "th", "s", "'s", "-th", "."]),
    russian=prose(RUSSIAN, ["-го", "-й", "-е", "-х", "-ми", "го", "-летие", "."]),
)
def test_every_table_is_made_of_any_prose(has_event, english, russian):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text(f"He came. {english}", "utf-8")
        (Path(folder) / "b.txt").write_text(f"Он пришёл. {russian}", "utf-8")
        if has_event:
            (Path(folder) / "events.toml").write_text(EVENT, "utf-8")
        corpus = letopis.load(folder)
        for name in CORPUS_TABLES.split():
            assert isinstance(getattr(corpus, name), pd.DataFrame)
        for make in TABLES.values():
            assert isinstance(make(corpus), pd.DataFrame)
