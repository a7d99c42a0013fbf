"""The table of dates keeps its promises: offsets, order, types, calendars, own grammars."""

from importlib.resources import files

import pytest
from edtf import parse_edtf

import letopis
from letopis.dates import bounds
from letopis.dates.table import COLUMNS


def test_offsets_point_at_the_text(corpus):
    for row in corpus.dates.itertuples():
        assert corpus.text(row.source)[row.start : row.stop] == row.text


def test_rows_are_sorted_and_spans_run_forward(corpus):
    table = corpus.dates
    order = ["source", "start"]
    assert table[order].equals(table[order].sort_values(order, ignore_index=True))
    dated = table[table["edtf"] != ""]
    assert (dated["earliest"] <= dated["latest"]).all()
    assert table.loc[table["edtf"] == "", ["earliest", "latest"]].isna().all(axis=None)


def test_every_date_is_valid_edtf_and_has_its_own_bounds(corpus):
    for row in corpus.dates[corpus.dates["edtf"] != ""].itertuples():
        assert str(parse_edtf(row.edtf)) == row.edtf
        assert bounds(row.edtf) == (row.earliest.date(), row.latest.date())


def test_the_control_text_has_no_date_of_1927_and_keeps_its_old_style(corpus):
    rows = corpus.dates[(corpus.dates["source"] == "002") & (corpus.dates["edtf"] != "")]
    assert set(rows["earliest"].dt.year) == {1917}
    assert set(rows["calendar"]) == {"julian"}
    assert {"1917-11-01", "1917-11-02", "1917-11-03", "1917-10-29"} <= set(rows["edtf"])


def test_the_year_that_000_never_names_comes_from_the_historian(corpus):
    in_000 = corpus.dates[(corpus.dates["source"] == "000") & (corpus.dates["text"] == "7 ноября")]
    row = in_000.iloc[0]
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


def test_days_before_1677_are_dates_too(folder_of):
    found = letopis.load(folder_of({"a.txt": "28 августа 1572 года и в XVI веке."})).dates
    assert list(found["earliest"].dt.year) == [1572, 1500]
    assert str(found["earliest"].dtype) == "datetime64[s]"


def test_stress_marks_and_soft_hyphens_do_not_hide_a_date(folder_of):
    corpus = letopis.load(folder_of({"a.txt": "Наступило 7 ноя\u00adбря\u0301 1927 года."}))
    row = corpus.dates.iloc[0]
    assert row["edtf"] == "1927-11-07"
    assert corpus.text("a")[row["start"] : row["stop"]] == row["text"]


def test_a_folder_without_dates_gives_an_empty_table_with_its_types(folder_of):
    found = letopis.load(folder_of({"a.txt": "Нет ничего."})).dates
    assert len(found) == 0 and list(found.columns) == list(COLUMNS)
    assert found["start"].dtype == "int64"


def test_a_named_day_that_is_no_date_is_refused(folder_of):
    events = '[[named_day]]\nday = "7 ноября"\nru = ["праздник"]\n'
    corpus = letopis.load(folder_of({"a.txt": "Нет ничего.", "events.toml": events}))
    with pytest.raises(letopis.InputError, match=r"named_day.*7 ноября"):
        _ = corpus.dates


OWN_MONTH = {
    "11 ноя nov": "11 ноя листопад nov",
    "(?:март|август)": "(?:март|август|листопад)",
    "|ноя|дек)": "|ноя|листопад|дек)",
}


def test_a_folder_may_have_its_own_grammar(folder_of):
    text = "7 листопада 1927 года шёл снег. Колонны шли."
    grammar = files("letopis.dates").joinpath("data", "expressions.toml").read_text("utf-8")
    for found, own in OWN_MONTH.items():
        assert found in grammar
        grammar = grammar.replace(found, own)
    corpus = letopis.load(folder_of({"a.txt": text, "expressions.toml": grammar}))
    assert list(corpus.dates["edtf"]) == ["1927-11-07"]
    assert list(corpus.narrated["edtf"]) == ["1927-11-07", "1927-11-07"]


def test_a_grammar_of_a_folder_that_cannot_be_used_is_refused_with_its_name(folder_of):
    corpus = letopis.load(folder_of({"a.txt": "7 ноября.", "expressions.toml": "[ru]\n"}))
    with pytest.raises(letopis.InputError, match=r"expressions\.toml: \[ru\]: 'words' is missing"):
        _ = corpus.dates


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("9 января 1905 года стреляли.", "julian"),
        ("On 5 December 1791 he died.", ""),
        ("On 14 July 1789 (New Style) they marched.", "gregorian"),
        ("All dates are of the Gregorian calendar. On 22 January 1905 they shot.", "gregorian"),
        ("Даты указаны по новому стилю. 22 января 1905 года стреляли.", "gregorian"),
        ("7 ноября 1927 года был парад.", "gregorian"),
        ("В 1905 году была стачка.", "gregorian"),
    ],
)
def test_days_before_the_reform_have_the_calendar_that_the_text_says(folder_of, text, calendar):
    assert list(letopis.load(folder_of({"a.txt": text})).dates["calendar"]) == [calendar]
