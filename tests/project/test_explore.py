"""The explorer answers every change of a control; what is typed, or in a text, is never HTML."""

import csv
import io
import re
from base64 import b64decode
from html.parser import HTMLParser

import pytest

import letopis
from letopis.project.explore import search_panel, timeline_panel
from letopis.project.views import (
    MOST_ROWS,
    concordance_view,
    counts_by_source,
    timeline_view,
)

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'words' <b onmouseover=x>"
TAGS = {
    "style",
    "a",
    "details",
    "summary",
    "div",
    "p",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "svg",
    "text",
    "path",
    "rect",
    "title",
}


class Reader(HTMLParser):
    """Reads a view as a browser would: which tags there are, and which words."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.words.append(data)


def said(html):
    return re.search(r'<p role="status">(.*?)</p>', html)[1]


def cells(html, column):
    return re.findall(rf'<td class="{column}">(.*?)</td>', html)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("переворот", "6 places: 3 in 000, 3 in 001; none in 002, 003."),
        ("«переворот»", "6 places: 3 in 000, 3 in 001; none in 002, 003."),
        ("Переворот!", "6 places: 3 in 000, 3 in 001; none in 002, 003."),
        ("7 ноября", "3 places: 1 in 000, 2 in 001; none in 002, 003."),
        ("armed struggle", "5 places: 5 in 003; none in 000, 001, 002."),
        ("ананас", "no place in 000, 001, 002, 003."),
        ("переворрот", "no place in 000, 001, 002, 003. Did you mean переворот"),
        ("Minjinsky", "no place in 000, 001, 002, 003. Did you mean Menzhinsky?"),
        ("захват власти", "Each word by itself: захват 3, власти 10."),
        (
            "Trotsky",
            "Also a name: Trotsky, 166 places: 6 in 000, 10 in 001, 10 in 002, 140 in 003.",
        ),
        ("ГПУ", "Also a name: OGPU, 38 places: 6 in 000, 2 in 001, 30 in 003; none in 002."),
        ("Бронштейн", "Also a name: Trotsky, 166 places"),
    ],
)
def test_the_answer_says_where_it_is_and_what_else_may_be_meant(corpus, typed, answer):
    assert answer in said(concordance_view(corpus, typed))


def test_somebody_who_is_not_in_the_texts_is_not_offered(corpus):
    assert "Also" not in said(concordance_view(corpus, "Гитлер"))


def test_a_search_shows_every_place_in_the_wording_of_the_text(corpus):
    html = concordance_view(corpus, "переворот")
    assert cells(html, "node") == [
        "Переворот",
        "переворота",
        "переворота",
        "переворот",
        "переворота",
        "переворота",
    ]
    assert cells(html, "place")[0] == "000 · 327" and corpus.text("000")[327:336] == "Переворот"
    assert cells(html, "count") == ["3", "3", "0", "0"]


def test_silence_is_a_row_with_none_and_an_interval(corpus):
    table = counts_by_source(corpus, corpus.mentions.query("entity == 'menzhinsky'"))
    assert table["count"].to_dict() == {"000": 3, "001": 3, "002": 0, "003": 2}
    assert table.loc["002", "low"] == 0 < table.loc["002", "high"]


def test_a_name_is_found_in_every_language_but_words_made_from_it_are_not(corpus):
    nodes = cells(concordance_view(corpus, name="trotsky", sources=("000",)), "node")
    assert "Л. Троцкого" in nodes and "троцкистов" not in nodes
    assert "Trotsky" in cells(concordance_view(corpus, name="trotsky", sources=("003",)), "node")


def test_width_and_sort_and_source_reach_the_lines(corpus):
    narrow = concordance_view(corpus, "переворот", sources=("001",), width=20, sort="right")
    assert max(map(len, cells(narrow, "left"))) <= 20 and len(cells(narrow, "node")) == 3
    assert cells(narrow, "right") != cells(
        concordance_view(corpus, "переворот", sources=("001",), width=20), "right"
    )


def test_what_is_not_there_is_said_with_what_was_looked_for(corpus):
    assert "“ананас”" in said(
        concordance_view(corpus, "ананас")
    ) and "<table" not in concordance_view(corpus, "ананас")
    assert said(concordance_view(corpus, "  ")) == "Type a word, or choose a name."
    assert "no place in 002" in said(concordance_view(corpus, "переворот", sources=("002",)))
    assert said(timeline_view(corpus, "")).startswith("Choose a name")


def test_long_answers_are_cut_and_say_so(corpus):
    html = concordance_view(corpus, name="trotsky")
    assert len(cells(html, "node")) == MOST_ROWS and re.search(
        r"The first 40 of 1\d\d are shown", html
    )


@pytest.mark.parametrize("view", [concordance_view, timeline_view])
def test_what_is_typed_stays_text(corpus, view):
    reader = Reader(view(corpus, HOSTILE))
    assert reader.tags <= TAGS and HOSTILE in "".join(reader.words)


def test_what_stands_in_a_text_stays_text(folder_of):
    folder = folder_of(
        {
            "a&<i>.txt": "7 ноября 1927 года Сталин <script>alert(1)</script> & "
            '"Сталин": <img src=x onerror=y> Сталин.',
            "entities.csv": "entity,type,label_ru,label_en,aliases_ru,aliases_en,"
            "derived_ru,derived_en,note\n"
            '<u>,person,<b>Сталин,"<b>""Stalin",Сталин,Stalin,,,\n',
        }
    )
    corpus = letopis.load(folder)
    name = corpus.mentions["entity"].iat[0]
    for html in (
        concordance_view(corpus, "Сталин"),
        concordance_view(corpus, name=name),
        timeline_view(corpus, name),
    ):
        assert Reader(html).tags <= TAGS and "&lt;i&gt;" in html
    assert "<script>alert(1)</script>" in "".join(Reader(concordance_view(corpus, name=name)).words)


def test_a_person_is_set_on_the_time_told(corpus):
    html = timeline_view(corpus, "menzhinsky", 1927, 1929)
    found = "Menzhinsky: named in 7 sentences (000: 2, 001: 3, 002: 0, 003: 2)"
    assert said(html) == f"{found}; 7 describe 1927–1929, 0 no known time."
    times = [re.sub(r".* \((.*)\)", r"\1", time) for time in cells(html, "edtf")]
    assert times == sorted(times, key=lambda edtf: edtf.replace("-23", "-09"))
    assert "autumn 1927 (1927-23)" in cells(html, "edtf")
    assert html.count("<rect") == 7 and cells(html, "part")[-1] == "003-3"
    assert "2 describe 1928–1929" in said(timeline_view(corpus, "menzhinsky", 1928, 1929))


def test_a_panel_answers_a_change_of_each_control(corpus):
    panel = search_panel(corpus, "переворот", at_once=2)
    word, name, sources, width, sort = panel.children[0].children
    answers = [panel.children[1].value]
    changes = [
        (word, "мятеж"),
        (sources, ("001", "002")),
        (width, 20),
        (word, "в"),
        (sort, "left"),
        (name, "stalin"),
    ]
    for control, value in changes:
        control.value = value
        answers.append(panel.children[1].value)
    assert len(set(answers)) == len(answers) and cells(answers[1], "count") == ["0", "1"]


def test_of_a_word_and_a_name_the_one_chosen_last_is_answered(corpus):
    panel = search_panel(corpus, "переворот")
    word, name, *_ = panel.children[0].children
    name.value = "stalin"
    assert word.value == "" and said(panel.children[1].value).startswith("Stalin: 57 places")
    word.value = "мятеж"
    assert name.value == "" and said(panel.children[1].value).startswith("“мятеж”")


def test_the_lines_can_be_kept_and_each_place_cited(corpus):
    html = concordance_view(corpus, "переворот", sources=("000",))
    name, data = re.search(r'download="([^"]+)" href="data:[^,]+base64,([^"]+)"', html).groups()
    rows = list(csv.DictReader(io.StringIO(b64decode(data).decode("utf-8-sig"))))
    assert name == "переворот.csv" and [row["node"] for row in rows] == cells(html, "node")
    assert [corpus.text("000")[int(row["start"]) : int(row["stop"])] for row in rows] == [
        row["node"] for row in rows
    ]
    assert "voice 000, characters 327–336: “… " in html and "readboom.net" in html


def test_what_is_told_of_a_long_time_is_a_thin_band(corpus):
    heights = re.findall(r'height="(\d+)" fill', timeline_view(corpus, "menzhinsky"))
    assert heights.count("4") == 1 and heights.count("16") == 6  # one sentence is on an autumn


def test_without_a_kernel_the_first_answer_is_shown_and_no_id_of_a_run(corpus):
    data = timeline_panel(corpus, "menzhinsky")._repr_mimebundle_()
    assert data["text/html"] == timeline_view(corpus, "menzhinsky", 1879, 1941)
    assert data["text/plain"] == "Controls and a view"


def test_a_folder_without_tables_can_be_explored(folder_of):
    corpus = letopis.load(folder_of({"one.txt": "Снег шёл весь день. Снега было много."}))
    assert cells(search_panel(corpus, "снегу").children[1].value, "node") == ["Снег", "Снега"]
    assert "at_once" not in search_panel(corpus, "снег", at_once=2).children[1].value
    assert said(timeline_panel(corpus, "stalin").children[1].value).startswith("Choose a name")


@pytest.mark.parametrize("typed", ["7 November", "7-го ноября", "седьмое ноября", "November 7"])
def test_a_date_is_shown_as_each_text_writes_it(corpus, typed):
    sentence = said(concordance_view(corpus, typed))
    assert "The same date is written “7 ноября” (000)" in sentence
    assert ("“November 7, 1927” (003)" in sentence) == (typed != "November 7")


def test_a_word_with_letters_of_another_alphabet_is_known_as_a_name_too(corpus):
    assert "Also a name: Trotsky, 166 places" in said(concordance_view(corpus, "Т\u0070оцкий"))


def test_what_is_no_date_has_no_other_writing(corpus):
    for typed in ("переворот", "may", "7", "день"):
        assert "same date" not in said(concordance_view(corpus, typed))
