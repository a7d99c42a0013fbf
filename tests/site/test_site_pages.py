"""Tables, languages, figures and links of the pages."""

import pytest
from access import mark_russian, number_tables
from links import broken_links
from pictures import add_narrow, figure_places, link_figures

FIGURE = """<figure id="claims"><img class="figure-03-claims"
src="../_images/03-claims1.svg" alt="A grid"><figcaption>
<span class="caption-number">Figure 9 </span>Stances</figcaption></figure>"""


def test_tables_of_a_notebook_are_numbered_and_named_by_their_section(new_page):
    page = new_page(
        "<h1>03 · How?</h1><h2>What is said<a>¶</a></h2><table><tr><th></th></tr></table>"
    )
    number_tables(page)
    table = page.article.get_element_by_id("table-1")
    assert table.findtext("caption") == "Table 03-1: What is said"
    box = table.getparent()
    assert (box.get("tabindex"), box.get("aria-label")) == ("0", "Table 03-1: What is said")
    assert table.find(".//th") is None and table.find(".//td") is not None


def test_a_table_has_the_name_that_its_code_gives_it(new_page):
    code = "<pre># Table order: steps in their order\nshow(steps)</pre>"
    page = new_page(f"<h1>03 · How?</h1><div class='cell docutils'>{code}<table></table></div>")
    number_tables(page)
    caption = page.article.get_element_by_id("table-order").findtext("caption")
    assert caption == "Table 03-1: steps in their order"


def test_russian_words_are_marked_and_code_is_not(new_page):
    page = new_page("<p>the «переворот 7 ноября», so</p><pre>слово</pre>")
    mark_russian(page)
    assert page.article.xpath("string(.//span[@lang='ru'])") == "переворот 7 ноября"
    assert len(page.article.xpath(".//span")) == 1
    assert page.article.text_content() == "the «переворот 7 ноября», soслово"


@pytest.mark.parametrize("words", ["Figure 03-claims", "03-claims"])
def test_a_figure_that_is_named_is_linked_with_its_caption(new_page, words):
    figures = figure_places([new_page(FIGURE)])
    page = new_page(f"<p>as {words} has it, not 03-claims-x nor 03-claims.csv</p>", "docs/a.html")
    link_figures(page, figures)
    (link,) = page.article.iter("a")
    assert link.text == words
    assert link.get("href") == "../notebooks/03_some.html#03-claims"
    assert link.get("title") == "Figure 9 Stances"


def test_a_figure_leads_to_its_full_size_and_is_narrow_on_a_phone(new_page, tmp_path):
    (tmp_path / "_static" / "narrow").mkdir(parents=True)
    (tmp_path / "_static" / "narrow" / "03-claims.svg").touch()
    page = new_page(FIGURE)
    add_narrow(page, tmp_path)
    link = page.article.find(".//a")
    assert link.get("href") == "../_images/03-claims1.svg"
    assert link.find("picture/source").get("srcset") == "../_static/narrow/03-claims.svg"
    assert link.find("picture/img").get("alt") == "A grid"


def test_links_that_lead_nowhere_are_found(tmp_path):
    (tmp_path / "a.html").write_text('<p id="x"></p><a href="b.html#y"></a><a href="#x"></a>')
    (tmp_path / "b.html").write_text('<a href="a.html#z"></a><img src="c.svg">', "utf-8")
    assert broken_links(tmp_path) == [
        "a.html: b.html#y: no such place in that page",
        "b.html: a.html#z: no such place in that page",
        "b.html: c.svg: no such file",
    ]
