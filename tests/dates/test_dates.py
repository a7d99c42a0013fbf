"""Dates are read as a historian reads them, and what is no date is left alone."""

import csv
import json
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from re import _parser as parser

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

import letopis
from letopis.dates import resolve as dates
from letopis.dates.expressions import find, named_rules, plain, rules, vocabulary
from letopis.texts.tables import InputError

GOLDEN = Path(__file__).parents[1] / "golden"
SEEDS = Path(__file__).parents[2] / "seeds"
DAYS = dates.named_days(SEEDS)
KNOWN = frozenset(day["day"] for day in DAYS)
GENITIVE = [
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
]
NAMES = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def read(text: str, language: str, told: str = "") -> list[str]:
    """Give the EDTF of every expression in one sentence, "-" where there is none."""
    found = list(dates.surrounded(text, language, named_rules(DAYS, language)))
    settled = zip(found, dates.settle(found, told, "XXXX-11-07"), strict=True)
    return [dates.calendar(one, date.edtf, KNOWN)[0] or "-" for one, date in settled]


def cases():
    with (GOLDEN / "dates.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            marks = [pytest.mark.xfail(strict=True, reason=row["note"])] if row["status"] == "known failure" else []
            yield pytest.param(row, id=f"{number}-{row['text'][:40]}", marks=marks)


@pytest.mark.parametrize("row", list(cases()))
def test_each_golden_case_is_read_as_written_down(row):
    assert (";".join(read(row["text"], row["language"], row["context"])) or "none") == row["expected"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_rule_reads_its_own_example(language):
    for rule in vocabulary()[language]["rule"]:
        assert rule["name"] in [found.rule for found in find(rule["example"], language)], rule["example"]
    assert [rule.name for rule in rules(language)] == [rule["name"] for rule in vocabulary()[language]["rule"]]


NO_WIDTH = (parser.AT, parser.ASSERT, parser.ASSERT_NOT)


def spelt(what, value) -> set[str]:
    """Give what a part of a pattern, as `re` parses it, may match: NUL where there is no end of ways."""
    if what is parser.LITERAL:
        return {plain(chr(value))}
    if what is parser.RANGE:
        return {plain(chr(code)) for code in range(value[0], value[1] + 1)}
    if what is parser.IN:
        return set().union(*(spelt(*member) for member in value))
    if what is parser.BRANCH:
        return set().union(*(joined(way) for way in value[1]))
    if what is parser.SUBPATTERN:
        return joined(value[-1])
    if what is parser.MAX_REPEAT:
        often = {way + "\0" * (value[1] > 1) for way in joined(value[-1])}
        return often if value[0] else often | {""}
    return {""} if what in NO_WIDTH else {"0" if value is parser.CATEGORY_DIGIT else "\0"}


def joined(parsed, most: int = 3000) -> set[str]:
    ways = {""}
    for part in parsed:
        ways = {before + after for before, after in product(ways, spelt(*part))}
        if len(ways) > most:
            return {"\0"}
    return ways


def always_there(parsed, needs: tuple[str, ...], most: int = 3000) -> bool:
    """Tell whether all that a pattern matches holds one of its needs, in one of its parts or where they meet."""
    ways = {""}
    for what, value in parsed:
        kept = what is parser.SUBPATTERN or (what is parser.MAX_REPEAT and value[0])
        inner = value[1] if what is parser.BRANCH else [value[-1]] if kept else []
        if inner and all(always_there(way, needs) for way in inner):
            return True
        longer = {before + after for before, after in product(ways, spelt(what, value))}
        if len(longer) > most and all(any(need in way for need in needs) for way in ways):
            return True
        ways = longer if len(longer) <= most else spelt(what, value)
    return all(any(need in way for need in needs) for way in ways)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_rule_matches_nothing_without_what_it_needs(language):
    for rule in (*named_rules(DAYS, language), *rules(language)):
        assert always_there(parser.parse(rule.pattern.pattern, rule.pattern.flags), rule.needs), rule.name


def gold(source: str) -> list[dict]:
    rows = map(json.loads, (GOLDEN / "dates.jsonl").read_text("utf-8").splitlines())
    return [row for row in rows if row["source"] == source]


@pytest.mark.parametrize("source", ["000", "001", "002", "003"])
def test_detection_and_values_keep_their_floor(corpus, source):
    found = corpus.dates[corpus.dates["source"] == source]
    wanted, hits, used, dated, right = gold(source), 0, set(), 0, 0
    for row in wanted:
        over = found[(found["start"] < row["stop"]) & (found["stop"] > row["start"])]
        hits += len(over) > 0
        used |= set(over.index)
        if row["edtf"]:
            dated += 1
            right += len(over) > 0 and dates.bounds(over["edtf"].iloc[0]) == dates.bounds(row["edtf"])
    assert 2 * min(hits, len(used)) / (len(wanted) + len(found)) >= 0.97
    assert right / dated >= 0.95


def test_offsets_point_at_the_text(corpus):
    for row in corpus.dates.itertuples():
        assert corpus.text(row.source)[row.start:row.stop] == row.text


def test_rows_are_sorted_and_spans_run_forward(corpus):
    table, order = corpus.dates, ["source", "start"]
    assert table[order].equals(table[order].sort_values(order, ignore_index=True))
    dated = table[table["edtf"] != ""]
    assert (dated["earliest"] <= dated["latest"]).all()
    assert table.loc[table["edtf"] == "", ["earliest", "latest"]].isna().all(axis=None)


def test_every_date_is_valid_edtf_and_has_its_own_bounds(corpus):
    for row in corpus.dates[corpus.dates["edtf"] != ""].itertuples():
        assert str(parse_edtf(row.edtf)) == row.edtf
        assert dates.bounds(row.edtf) == (row.earliest.date(), row.latest.date())


def test_the_control_text_has_no_date_of_1927_and_keeps_its_old_style(corpus):
    rows = corpus.dates[(corpus.dates["source"] == "002") & (corpus.dates["edtf"] != "")]
    assert set(rows["earliest"].dt.year) == {1917}
    assert set(rows["calendar"]) == {"julian"}
    assert {"1917-11-01", "1917-11-02", "1917-11-03", "1917-10-29"} <= set(rows["edtf"])


def test_the_year_that_000_never_names_comes_from_the_historian(corpus):
    row = corpus.dates[(corpus.dates["source"] == "000") & (corpus.dates["text"] == "7 ноября")].iloc[0]
    assert (row["edtf"], row["basis"]) == ("1927-11-07", "context")


def test_exile_and_deportation_stay_two_days_a_year_apart(corpus):
    found = corpus.dates.query("source == '003'")["edtf"].value_counts()
    assert found["1928-01-18"] == 1 and found["1929-01-18"] == 3


def test_both_readings_of_a_double_date_are_kept(corpus):
    row = corpus.dates[corpus.dates["text"].str.contains("по старому стилю")].iloc[0]
    assert (row["edtf"], row["other_calendar"]) == ("1927-11-07", "1927-10-25")


def test_the_tenth_anniversary_is_one_day_in_both_languages(corpus):
    rows = corpus.dates[corpus.dates["basis"] == "named"]
    assert set(rows[rows["modifier"] == ""]["edtf"]) == {"1927-11-07"}
    assert set(rows["source"]) == {"001", "003"}


def test_vague_words_and_durations_are_rows_without_a_date(corpus):
    rows = corpus.dates.set_index("text")
    assert rows.loc["lately", "precision"] == "vague" and rows.loc["lately", "edtf"] == ""
    assert rows.loc["more than seven hours", "precision"] == "duration"


def test_a_year_stays_unknown_where_no_text_and_no_historian_says_it(folder_of):
    corpus = letopis.load(folder_of({"a.txt": "7 ноября колонны вышли рано. В этот день шёл снег."}))
    assert list(corpus.dates["text"]) == ["7 ноября", "этот день"]
    assert list(corpus.dates["edtf"]) == ["", ""] and corpus.dates["earliest"].isna().all()


def test_a_year_named_only_later_is_read_back_and_does_not_run_ahead(folder_of):
    text = "7 ноября колонны вышли рано.\n\nВ январе 1928 года его выслали.\n\n12 ноября об этом вспомнили."
    found = letopis.load(folder_of({"a.txt": text})).dates
    assert list(found["edtf"]) == ["1927-11-07", "1928-01", "1928-11-12"]


def test_a_date_looked_back_to_does_not_lend_its_year(folder_of):
    text = "Осенью 1927 года всё решилось. Это напоминало лето 1917 года. На 7 ноября назначили парад."
    assert list(letopis.load(folder_of({"a.txt": text})).dates["edtf"]) == ["1927-23", "1917-22", "1927-11-07"]


@pytest.mark.parametrize(("text", "expected"), [
    # a year named in passing does not take over the days that follow
    ("Осенью 1927 года я жил в Москве.\n\nВ 1923 году я слышал его.\n\n8 ноября вышли газеты.", "1927-11-08"),
    ("On 7 November 1927 they marched (Deutscher 1964). On 14 November they were expelled.", "1927-11-14"),
    ("On 7 November 1927 they marched. In 1961 he told me so. On the 14th they were expelled.", "1927-11-14"),
    ("On 7 November 1927 they marched. It was he who had led it in 1917. At noon it was over.", "1927-11-07"),
    ("7 ноября 1927 года шли колонны.\n\n[1] Правда, 9 ноября 1932 г., с. 3.\n\n14 ноября их исключили.", "1927-11-14"),
    # a life told from its beginning is a line of its own
    ("On 7 November 1927 he spoke.\n\nIn 1879 he was born.\n\nIn 1896 he left school. On 5 March 1898 he was held.",
     "1898-03-05"),
    # an anniversary with its number says the year before and after it
    ("8 ноября колонны разошлись.\n\nПрошла десятая годовщина Октября.\n\n9 ноября вышли газеты.", "1927-11-09"),
    # days of speaking: a later dateline moves them
    ("МОСКВА, 8 ноября 1927 г.\n\nВчера был парад.\n\nМОСКВА, 10 ноября.\n\nВчера их отпустили.", "1927-11-09"),
    # a look back ends with its paragraph
    ("7 ноября 1927 года шли колонны. Двумя днями раньше собрались у Смилги.\n\nВ полдень пошёл снег.", "1927-11-07"),
])
def test_the_last_date_of_a_story_is_read_on_the_line_of_its_telling(folder_of, text, expected):
    folder = folder_of({"a.txt": text, "events.toml": (SEEDS / "events.toml").read_bytes()})
    assert letopis.load(folder).dates["edtf"].iloc[-1] == expected


def test_days_before_1677_are_dates_too(folder_of):
    found = letopis.load(folder_of({"a.txt": "28 августа 1572 года и в XVI веке."})).dates
    assert list(found["earliest"].dt.year) == [1572, 1500] and str(found["earliest"].dtype) == "datetime64[s]"


def test_stress_marks_and_soft_hyphens_do_not_hide_a_date(folder_of):
    corpus = letopis.load(folder_of({"a.txt": "Наступило 7 ноя\u00adбря\u0301 1927 года."}))
    row = corpus.dates.iloc[0]
    assert row["edtf"] == "1927-11-07" and corpus.text("a")[row["start"]:row["stop"]] == row["text"]


def test_a_folder_without_dates_gives_an_empty_table_with_its_types(folder_of):
    found = letopis.load(folder_of({"a.txt": "Нет ничего."})).dates
    assert len(found) == 0 and list(found.columns) == list(dates.COLUMNS) and found["start"].dtype == "int64"


def test_a_named_day_that_is_no_date_is_refused(folder_of):
    folder = folder_of({"a.txt": "Нет ничего.", "events.toml": '[[named_day]]\nday = "7 ноября"\nru = ["праздник"]\n'})
    with pytest.raises(InputError, match=r"named_day.*7 ноября"):
        _ = letopis.load(folder).dates


@pytest.mark.parametrize(("edtf", "first", "last"), [
    ("1927-11-07", date(1927, 11, 7), date(1927, 11, 7)),
    ("1928-02", date(1928, 2, 1), date(1928, 2, 29)),
    ("1927-21", date(1927, 3, 1), date(1927, 5, 31)),
    ("1928-24", date(1928, 1, 1), date(1928, 12, 31)),
    ("1927", date(1927, 1, 1), date(1927, 12, 31)),
    ("192X", date(1920, 1, 1), date(1929, 12, 31)),
    ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
    ("1928/1930", date(1928, 1, 1), date(1930, 12, 31)),
    ("1920~/1921~", date(1920, 1, 1), date(1921, 12, 31)),
    ("1917-11-01/1917-11-02", date(1917, 11, 1), date(1917, 11, 2)),
    ("", None, None),
])
def test_bounds_are_the_first_and_the_last_day(edtf, first, last):
    assert dates.bounds(edtf) == (first, last)


DATES = st.dates(date(1700, 1, 1), date(2040, 12, 31))
IN_RUSSIAN = ["{d} {g} {y} года", "{d}-го {g} {y} г.", "{d:02}.{m:02}.{y}", "{d}.{r}.{y}", "{y}-{m:02}-{d:02}"]
IN_ENGLISH = ["{n} {d}, {y}", "{d} {n} {y}", "the {d}{s} of {n}, {y}", "{d:02}.{m:02}.{y}", "{d}.{r}.{y}"]
SCRAPS = "0123456789 .,/-–()'XVI янвмартоктябргодувNovember ofthecentury"


@pytest.mark.parametrize("text", ["ноябрь", "1927-02-31", "1929/..", "7.11.1927"])
def test_what_is_no_date_with_two_ends_is_not_valid(text):
    assert not dates.valid(text)
    with pytest.raises(ValueError, match="expected an EDTF date"):
        dates.bounds(text)


@settings(deadline=None)
@given(DATES, st.sampled_from(IN_RUSSIAN))
def test_a_full_russian_date_is_read_in_every_usual_form(day, form):
    words = {"d": day.day, "m": day.month, "y": day.year, "g": GENITIVE[day.month - 1], "r": ROMAN[day.month - 1]}
    assert read(f"Это было {form.format(**words)} в Москве.", "ru") == [f"{day}"]


@settings(deadline=None)
@given(DATES, st.sampled_from(IN_ENGLISH))
def test_a_full_english_date_is_read_in_every_usual_form(day, form):
    ending = "th" if day.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    words = {"d": day.day, "m": day.month, "y": day.year, "s": ending}
    words |= {"n": NAMES[day.month - 1], "r": ROMAN[day.month - 1]}
    assert read(f"It was on {form.format(**words)} in Moscow.", "en") == [f"{day}"]


@settings(deadline=None)
@given(st.dates(date(1900, 3, 1), date(1917, 12, 1)))
def test_a_double_date_gives_the_new_style_and_thirteen_days_lie_between(old):
    new = old + timedelta(days=13)
    text = f"{old.day} {GENITIVE[old.month - 1]} ({new.day} {GENITIVE[new.month - 1]}) {new.year} года."
    found = find(text, "ru")
    assert [one.rule for one in found] == ["two styles"] and found[0].value == f"{new}"
    assert dates.new_style(old) == new


@settings(deadline=None)
@given(st.text(SCRAPS, max_size=60), st.sampled_from(["ru", "en"]))
def test_no_text_breaks_the_reading(text, language):
    for found in find(text, language):
        assert text[found.start:found.stop] == found.text
    read(text, language, "1927-11-07")
