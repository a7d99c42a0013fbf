"""The dates of a window are those the texts give for it, in running text, as fine as a year."""

import letopis
from letopis.dates.window import dates_between


def dates_of(folder_of, text, parts=""):
    files = {"a.txt": text} | ({"parts.csv": parts} if parts else {})
    corpus = letopis.load(folder_of(files))
    table = dates_between(corpus, "1927-01-01", "1929-12-31")
    return table[["text", "dated_by"]].values.tolist()


def test_days_months_seasons_and_years_that_touch_the_window_are_listed(folder_of):
    text = "He came on November 7, 1927. In August 1928 he wrote. In 1929 he left. In 1930 he died."
    dates = [date for date, _ in dates_of(folder_of, text)]
    assert dates == ["November 7, 1927", "August 1928", "1929"]


def test_a_mere_end_and_a_span_of_years_are_not_dates_of_the_window(folder_of):
    assert not dates_of(folder_of, "There was no court until 1929. It lasted from 1924 to 1929.")


def test_a_year_that_only_the_editor_gives_is_told_from_one_of_the_text(corpus):
    table = dates_between(corpus, "1927-11-01", "1927-11-30")
    ways = table.groupby("source")["dated_by"].agg(set)
    assert ways["000"] == {"frame"} and ways["001"] == ways["003"] == {"sentence"}
    assert len(table) and dates_between(corpus, "1800-01-01", "1800-12-31").empty
