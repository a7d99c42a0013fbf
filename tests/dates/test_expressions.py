"""Dates are read as a historian reads them, and what is no date is left alone."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_cases import (
    GOLDEN,
    all_rules,
    golden_rows,
    matching_rules,
    read_sentence,
    without_rule,
)

from letopis.dates import bounds, find_expressions, time_grammar
from letopis.dates.edtf import new_style
from letopis.dates.grammar import read_grammar
from letopis.texts.normalise import fold

GENITIVE = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
)
NAMES = (
    "January February March April May June July August September October November December".split()
)
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
LANGUAGES = ["ru", "en"]


def written_cases():
    for number, row in enumerate(golden_rows(), 2):
        is_failure = row["status"] == "known failure"
        marks = [pytest.mark.xfail(strict=True, reason=row["note"])] if is_failure else []
        yield pytest.param(row, id=f"{number}-{row['text'][:40]}", marks=marks)


@pytest.mark.parametrize("row", list(written_cases()))
def test_each_golden_case_is_read_as_written_down(row):
    dates = read_sentence(row["text"], row["language"], row["context"])
    assert (";".join(dates) or "none") == row["expected"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_of_dates_is_needed_by_a_written_case(language):
    grammar = time_grammar(language)
    rows = [row for row in golden_rows() if row["language"] == language]
    matching = [matching_rules(row["text"], grammar) for row in rows]
    for name in all_rules(grammar):
        poorer = without_rule(grammar, name)
        assert any(
            (";".join(read_sentence(row["text"], language, row["context"], poorer)) or "none")
            != row["expected"]
            for row, names in zip(rows, matching, strict=True)
            if name in names
        ), f"{name}: no row of golden/dates.csv needs it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_has_an_example_in_its_file(language, expressions_toml):
    for group in expressions_toml[language]["group"]:
        for rule in group["rule"]:
            assert rule["name"] in matching_rules(rule["example"], time_grammar(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_prefilter_hides_no_date(language, corpus, expressions_toml):
    grammar = time_grammar(language)
    groups = [group._replace(prefilter=re.compile("")) for group in grammar.groups]
    unfiltered = grammar._replace(groups=tuple(groups))
    texts = [row["text"] for row in golden_rows() if row["language"] == language]
    texts += [
        rule["example"] for group in expressions_toml[language]["group"] for rule in group["rule"]
    ]
    sources = corpus.sources.index[corpus.sources["language"] == language]
    texts += list(corpus.sentences.loc[corpus.sentences["source"].isin(sources), "text"])
    for path in GOLDEN.glob(f"unseen*/*{language}_*.txt"):
        texts += path.read_text("utf-8").split("\n")
    for text in texts:
        folded = fold(text).text
        assert find_expressions(folded, grammar) == find_expressions(folded, unfiltered)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: data.pop("ru"), r"\[ru\]: 'ru' is missing"),
        (lambda data: data["ru"]["cues"].update(past="(?:"), r"\[ru\]: .* in the pattern '\(\?:'"),
        (lambda data: data["ru"]["words"].pop("month"), r"\[ru\]: 'month' is missing"),
    ],
)
def test_a_grammar_that_cannot_be_used_is_refused(expressions_toml, damage, message):
    damage(expressions_toml)
    with pytest.raises(ValueError, match=message):
        read_grammar(expressions_toml, "ru")


DATES = st.dates(date(1700, 1, 1), date(2040, 12, 31))
IN_RUSSIAN = [
    "{d} {g} {y} года",
    "{d}-го {g} {y} г.",
    "{d:02}.{m:02}.{y}",
    "{d}.{r}.{y}",
    "{y}-{m:02}-{d:02}",
]
IN_ENGLISH = ["{n} {d}, {y}", "{d} {n} {y}", "the {d}{s} of {n}, {y}", "{d}.{r}.{y}"]
SCRAPS = "0123456789 .,/-–()'XVI янвмартоктябргодувNovember ofthecentury"


@given(DATES, st.sampled_from(IN_RUSSIAN))
def test_a_full_russian_date_is_read_in_every_usual_form(day, form):
    words = {"d": day.day, "m": day.month, "y": day.year}
    words |= {"g": GENITIVE[day.month - 1], "r": ROMAN[day.month - 1]}
    assert read_sentence(f"Это было {form.format(**words)} в Москве.", "ru") == [f"{day}"]


@given(DATES, st.sampled_from(IN_ENGLISH))
def test_a_full_english_date_is_read_in_every_usual_form(day, form):
    regular = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    words = {"d": day.day, "m": day.month, "y": day.year}
    words |= {"n": NAMES[day.month - 1], "r": ROMAN[day.month - 1]}
    words |= {"s": "th" if day.day in (11, 12, 13) else regular}
    assert read_sentence(f"It was on {form.format(**words)} in Moscow.", "en") == [f"{day}"]


@given(st.dates(date(1900, 3, 1), date(1917, 12, 1)))
def test_a_double_date_gives_the_new_style_thirteen_days_later(old):
    new = old + timedelta(days=13)
    text = (
        f"{old.day} {GENITIVE[old.month - 1]} ({new.day} {GENITIVE[new.month - 1]}) {new.year} г."
    )
    found = find_expressions(text, time_grammar("ru"))
    assert [expression.rule for expression in found] == ["two styles"]
    assert found[0].value == f"{new}"
    assert new_style(old.year, old.month, old.day) == new


@given(st.text(SCRAPS, max_size=60), st.sampled_from(LANGUAGES))
def test_no_text_breaks_the_reading(text, language):
    for expression in find_expressions(text, time_grammar(language)):
        assert text[expression.start : expression.stop] == expression.text
    read_sentence(text, language, "1927-11-07")


WORDS = {
    "ru": (
        "в на до после от с к около между и или по январь февраля марте мая 7 ноября 1927 года "
        "году г. гг. вв. век веке столетии XIX XX в. 988 30 31-го 49-й 92-е 1/2 12/25 1731/2 7.11 "
        "двадцать двадцатого четвертого пятого числа дня первой половине конце начале сороковых "
        "тридцатые 20-е 1920-х осенью лета зимы неделе неделю назад спустя раньше сегодня вчера "
        "понедельник ночь с на день утра час т. е. до н. э. ст. ст. № гл. тов. , . ; ( ) – / [ ]"
    ),
    "en": (
        "in on the of to from between and or by until January Feb. Mar. May 7 November 1927 1921-2 "
        "988 30th 31 49th 92nd 50th 12/25 1731/2 7-Nov-1927 fourth twenty-fifth first half "
        "centuries 19th XIX twenties 1920s 30s autumn spring winter week ago later before today "
        "yesterday Monday night morning year BC AD O.S. vol. no. pp. Mr. , . ; ( ) – / [ ]"
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.data())
def test_no_prose_with_numbers_and_abbreviations_stops_the_dates(language, data):
    words = st.sampled_from([*WORDS[language].split(), "он", "he", "left", "ушёл"])
    text = " ".join(data.draw(st.lists(words, max_size=25)))
    for frame_date in ("", "1927-11-07", "1863"):
        for edtf in read_sentence(text, language, frame_date):
            assert edtf == "-" or bounds(edtf)[0]


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("Помянете мое слово, двадцать четвертого числа все кончится.", "ru", ["-"]),
        ("С двадцать пятого он болел.", "ru", ["-"]),
        ("The party of the 49th, and about 40 militia, stayed.", "en", []),
    ],
)
def test_what_looks_like_a_day_but_has_no_month_stops_nothing(text, language, dates):
    assert read_sentence(text, language, "1863") == dates
