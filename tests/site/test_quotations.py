"""What a page quotes leads to its sentence, and the sentence leads back."""

import pytest
from finish import lead_back
from lxml import html
from places import Place, Texts
from quotations import Links


@pytest.fixture(scope="module")
def texts(corpus):
    return Texts(corpus)


@pytest.fixture
def linked(texts, new_page):
    """Return the links of a page: words, and where they lead."""

    def link(article):
        page = new_page(article)
        Links(texts).link_page(page)
        return [(a.text_content(), a.get("href")) for a in page.article.iter("a")]

    return link


def table(heads, *rows):
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def test_a_citation_leads_to_the_sentence_it_is_in(linked):
    assert linked("<p>see 000 · 345.</p>") == [("000 · 345", "../texts/000.html#s327")]
    assert linked("<p>asserts, 003-5, 39245–39484</p>") == [
        ("003-5, 39245–39484", "../texts/003.html#s39245")
    ]


@pytest.mark.parametrize("words", ["004 · 327", "000 · 99999", "In 001, 228 words", "1927 · 10"])
def test_what_is_no_place_of_a_text_is_no_link(linked, words):
    assert linked(f"<p>{words}</p>") == []


def test_words_that_occur_once_lead_to_their_sentence(linked):
    assert linked("<p>its «Переворот 7 ноября», it says</p>") == [
        ("«Переворот 7 ноября»", "../texts/000.html#s327")
    ]


def test_words_that_occur_more_often_lead_to_the_concordance(linked):
    ((words, address),) = linked("<p>as «7 ноября» again</p>")
    assert words == "«7 ноября»" and address.startswith("../concordance.html?q=7%20")


@pytest.mark.parametrize("words", ["«нет таких слов»", "“the coup”", "«»", "«…»"])
def test_words_that_are_in_no_text_are_no_link(linked, words):
    assert linked(f"<p>{words}</p>") == []


def test_code_and_headings_stay_as_they_are(linked):
    assert linked("<h1>000 · 327</h1><pre>000 · 327</pre>") == []


def test_a_row_with_an_offset_leads_there(linked):
    rows = table(["source", "start", "quote"], ["000", "327", "Переворот 7 ноября"])
    assert linked(rows) == [("327", "../texts/000.html#s327")]


def test_a_column_is_known_by_its_name_in_words_too(linked):
    assert linked(table(["voice", "first start"], ["000", "327"])) == [
        ("327", "../texts/000.html#s327")
    ]


def test_both_sides_of_a_row_lead_to_their_texts(linked):
    rows = table(
        ["part_a", "quote_a", "part_b", "quote_b"],
        ["000", "Переворот 7 ноября", "001", "Наступило 7 ноября 1927 года"],
    )
    assert [address for _, address in linked(rows)] == [
        "../texts/000.html#s327",
        "../texts/001.html#s2767",
    ]


def test_a_row_with_the_number_of_a_sentence_leads_there(linked):
    assert linked(table(["part", "sentence"], ["000", "3"])) == [("3", "../texts/000.html#s327")]


def test_a_row_on_what_a_voice_says_of_a_facet_leads_to_its_words(linked):
    rows = table(
        ["facet", "part", "stance"], ["event_name", "000", "asserts"], ["hour", "002", "silent"]
    )
    assert linked(rows) == [("asserts", "../texts/000.html#s132")]


def test_a_quotation_in_a_column_of_a_source_is_looked_for_there(linked):
    rows = table(["facet", "000", "001"], ["name", "«переворот»", "«переворот»"])
    assert [address for _, address in linked(rows)] == [
        "../texts/000.html#s327",
        "../texts/001.html#s1061",
    ]


def test_a_sentence_leads_back_to_where_it_is_quoted(texts, new_page):
    links = Links(texts)
    links.link_page(new_page("<section id='a'><h1>03 · How?</h1>«Переворот 7 ноября»</section>"))
    assert list(links.quoted) == [Place("000", 327)]
    sentence = "<p><span id='s327'><a>327</a> <span lang='ru'>Переворот</span></span></p>"
    text = new_page(f"<section><h1>000</h1>{sentence}</section>", "texts/000.html")
    lead_back(text, links)
    back = text.article.xpath("//span[@id='s327']/a[@class='quoted']")[0]
    entry = text.article.get_element_by_id(back.get("href")[1:])
    where = entry.getnext().find("a")
    assert back.get("title") == "quoted in 1 place"
    assert where.get("href") == "../notebooks/03_some.html#a"
    assert where.text == "03 · How?"
    assert "«" not in html.tostring(text.article, encoding="unicode")
