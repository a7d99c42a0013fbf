"""What a date leaves out is taken from the telling around it."""

import hashlib
import json
import re
import subprocess
import sys

import pytest
from written_cases import GOLDEN, SEEDS

import letopis
from letopis.dates import bounds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a year named in passing does not take over the days that follow
        (
            "Осенью 1927 года я жил в Москве.\n\nВ 1923 году я слышал его.\n\n8 ноября был снег.",
            "1927-11-08",
        ),
        (
            "On 7 November 1927 they marched (Deutscher 1964). On 14 November they left.",
            "1927-11-14",
        ),
        (
            "On 7 November 1927 they marched. In 1961 he told me so. On the 14th they left.",
            "1927-11-14",
        ),
        (
            "On 7 November 1927 they met. It was he who had led it in 1917. At noon it was over.",
            "1927-11-07",
        ),
        (
            "7 ноября 1927 года шли.\n\n[1] Правда, 9 ноября 1932 г., с. 3.\n\n14 ноября ушли.",
            "1927-11-14",
        ),
        # a month is not of a year that was left years ago
        (
            "7 ноября 1927 года шли. В 1932 году он издал книгу. В мае он уехал.",
            "1932-05",
        ),
        # a history of 1773 that looks back to 1763 goes on in 1773
        (
            "18 сентября 1773 года Пугачёв подошёл к городку.\n\nБибикова в 1763 году посылали в "
            "Казань.\n\n24 сентября Билов выступил из Оренбурга.",
            "1773-09-24",
        ),
        # a life told from its beginning is a line of its own
        (
            "On 7 November 1927 he spoke.\n\nIn 1879 he was born.\n\nIn 1896 he left school. On 5 "
            "March 1898 he was held.",
            "1898-03-05",
        ),
        # an anniversary with its number says the year before and after it
        (
            "8 ноября все разошлись.\n\nПрошла десятая годовщина Октября.\n\n9 ноября был снег.",
            "1927-11-09",
        ),
        # days of speaking: a later dateline moves them
        (
            "МОСКВА, 8 ноября 1927 г.\n\nВчера был парад.\n\nМОСКВА, 10 ноября.\n\nВчера он ушёл.",
            "1927-11-09",
        ),
        # a look back ends with its paragraph
        (
            "7 ноября 1927 года шли колонны. Двумя днями раньше собрались.\n\nВ полдень был снег.",
            "1927-11-07",
        ),
        # who had called a congress does not look back to the year before
        (
            "In November 1917 they met. The council had called a congress for December 13th.",
            "1917-12-13",
        ),
    ],
)
def test_the_last_date_of_a_story_is_read_on_its_main_line(folder_of, text, expected):
    folder = folder_of({"a.txt": text, "events.toml": (SEEDS / "events.toml").read_bytes()})
    assert letopis.load(folder).dates["edtf"].iloc[-1] == expected


def test_who_goes_back_a_generation_describes_that_time(folder_of):
    text = (
        "7 ноября 2024 года здесь было пусто. Девяносто семь лет назад здесь кричали.\n\n"
        "Уже в августе отпечатали билеты, а в начале ноября приехали гости. Девятого он принимал "
        "их.\n"
    )
    found = letopis.load(folder_of({"t.txt": text})).dates
    assert found["edtf"].tolist() == ["2024-11-07", "1927", "1927-08", "1927-11", "1927-11-09"]


def test_a_year_stays_unknown_where_no_text_and_no_historian_says_it(folder_of):
    text = "7 ноября колонны вышли рано. В этот день шёл снег."
    corpus = letopis.load(folder_of({"a.txt": text}))
    assert list(corpus.dates["text"]) == ["7 ноября", "этот день"]
    assert list(corpus.dates["edtf"]) == ["", ""] and corpus.dates["earliest"].isna().all()


def test_a_year_named_only_later_is_read_back_and_does_not_run_ahead(folder_of):
    text = (
        "7 ноября колонны вышли рано.\n\nВ январе 1928 года его выслали.\n\n"
        "12 ноября об этом вспомнили."
    )
    found = letopis.load(folder_of({"a.txt": text})).dates
    assert list(found["edtf"]) == ["1927-11-07", "1928-01", "1928-11-12"]


def test_a_background_date_does_not_lend_its_year(folder_of):
    text = (
        "Осенью 1927 года всё решилось. Это напоминало лето 1917 года. На 7 ноября назначили парад."
    )
    found = letopis.load(folder_of({"a.txt": text})).dates
    assert list(found["edtf"]) == ["1927-23", "1917-22", "1927-11-07"]


def gold(source: str) -> list[dict]:
    rows = map(json.loads, (GOLDEN / "dates.jsonl").read_text("utf-8").splitlines())
    return [row for row in rows if row["source"] == source]


@pytest.mark.parametrize("source", ["000", "001", "002", "003"])
def test_every_expression_of_the_seeds_is_found_and_dated(corpus, source):
    found = corpus.dates[corpus.dates["source"] == source]
    met = set()
    for row in gold(source):
        over = found[(found["start"] < row["stop"]) & (found["stop"] > row["start"])]
        assert len(over), row
        met |= set(over.index)
        if row["edtf"]:
            assert bounds(over["edtf"].iloc[0]) == bounds(row["edtf"]), row
    assert met == set(found.index)


def test_dates_are_found_and_resolved_without_pandas():
    code = "import sys, letopis.dates.resolve; print('pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


CATALOGUE = "source,file,label,title,language,sha256,written\na,a.txt,a,a,{},{},{}\n"


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        # what today and yesterday are, of a newspaper with its day
        ("1927-11-10", "Yesterday they met. Today it snows.", ["1927-11-09", "1927-11-10"]),
        ("1927-11-10", "На прошлой неделе вышел указ.", ["1927-10-31/1927-11-06"]),
        ("1927-11-10", "Две недели назад его видели в Киеве.", ["1927-10-27"]),
        ("1927-11-10", "В пятницу его хоронили. В прошлом году он молчал.", ["1927-11-04", "1926"]),
        # a day without its year is near the issue, over the end of a year too
        ("1928-01-03", "30 декабря прошёл митинг.", ["1927-12-30"]),
        ("1927-11-10", "The crowd came on November 8. In 1917 it began.", ["1927-11-08", "1917"]),
        # a book with its year only
        ("1965", "Сегодня об этом забыли. Вчера я вспомнил.", ["1965", ""]),
        ("1965", "В двадцатых годах прошлого века спорили.", ["182X"]),
        ("2005", "В двадцатых годах прошлого века спорили.", ["192X"]),
        ("1876", "Он человек сороковых годов.", ["184X"]),
        # a story goes by its own years, whenever it was written
        ("1965", "В 1927 году он жил в Москве. 7 ноября он вышел.", ["1927", "1927-11-07"]),
        # nothing is made up where nobody says it
        ("", "Yesterday they met. On November 8 the crowd came.", ["", ""]),
    ],
)
def test_what_today_is_follows_from_when_a_text_was_written(folder_of, written, text, expected):
    language = "ru" if re.search("[а-я]", text) else "en"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    catalogue = CATALOGUE.format(language, sha256, written)
    folder = folder_of({"a.txt": text, "sources.csv": catalogue})
    assert letopis.load(folder).dates["edtf"].tolist() == expected


def test_the_frame_of_a_story_is_not_when_it_was_written(folder_of):
    text = "Накануне колонны собрались. Сегодня об этом забыли."
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    part = f"part,source,start,stop,label,opening,frame_date,note\na,a,0,{len(text)},a,Накануне,"
    folder = folder_of(
        {
            "a.txt": text,
            "sources.csv": CATALOGUE.format("ru", sha256, "1965"),
            "parts.csv": part + "1927-11-07,\n",
        }
    )
    assert letopis.load(folder).dates["edtf"].tolist() == ["1927-11-06", "1965"]


def test_days_known_by_a_name_are_of_the_folder_that_names_them(folder_of):
    text = "It was Bloody Sunday. On the eve of the holiday he left.\n\nIn 1916 it rained."
    assert letopis.load(folder_of({"a.txt": text})).dates["edtf"].tolist() == ["", "1916"]
