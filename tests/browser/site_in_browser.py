"""The site in a real browser, opened from disk: for everyone, on a phone and on a desk.

Run by `make test-browser`; a picture of each page at both widths is kept in build/browser.
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from in_browser import NOTEBOOKS, PICTURES, ROOT

SITE = ROOT / "build" / "site"
AXE = ROOT / "build" / "axe.min.js"
BOOKS = [f"notebooks/{Path(name).stem}" for name in NOTEBOOKS]
TEXTS = [f"texts/{source}" for source in ("000", "001", "002", "003")]
FOUND = ["concordance", "search"]
OTHERS = ["index", "README.ru", "docs/glossary", "docs/own-event", "seeds/README"]
FIGURES = ["figures/README", "figures/03-synopsis", "numbers/03-roles", "status"]
PAGES = [*OTHERS, *BOOKS, *TEXTS, *FOUND, *FIGURES]
WIDTHS = (360, 1280)
FACTS = """() => {
  const article = document.querySelector("article, main"), russian = /[А-Яа-яЁё]/, unmarked = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (russian.test(data) && !parentElement.closest("[lang=ru], pre, script, style, svg"))
      unmarked.push(data);
  }
  const images = [...document.images];
  return {
    language: document.documentElement.lang,
    unmarked,
    width: document.documentElement.scrollWidth,
    heads: [...article.querySelectorAll("h1, h2, h3, h4")].map(head => Number(head.tagName[1])),
    alts: images.map(image => image.alt.trim()),
    drawn: images.every(image => image.complete && image.naturalWidth > 0),
    shown: images.map(image => image.currentSrc.split("/site/")[1]),
    figures: document.querySelectorAll("article figure .caption-number").length,
  };
}"""
VIOLATIONS = """async width => {
  [...document.querySelectorAll(".cell_input")].slice(1).forEach(code => code.remove());  // alike
  const rules = { "color-contrast": { enabled: width < 600 } };
  const found = await axe.run({ resultTypes: ["violations"], rules });
  return found.violations.map(one => `${one.impact} ${one.id}: ${one.nodes[0].html}`);
}"""


@pytest.fixture(scope="module")
def facts_of(browser):
    """What is to be known of a page at a width; it is visited once."""

    @cache
    def visited(name, width):
        page = browser.new_page(viewport={"width": width, "height": 900})
        visit(page, name)
        facts = page.evaluate(FACTS)
        page.evaluate(AXE.read_text("utf-8"))
        facts["violations"] = page.evaluate(VIOLATIONS, width)
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(PICTURES / f"site-{name.replace('/', '-')}-{width}.png"))
        page.close()
        return facts

    return visited


def visit(page, name, query=""):
    page.goto(f"file://{SITE}/{name}.html{query}")
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(facts_of, name, width):
    assert facts_of(name, width)["violations"] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(facts_of, name, width):
    assert facts_of(name, width)["width"] <= width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_language_headings_and_alt_texts(facts_of, name):
    facts = facts_of(name, 1280)
    assert facts["language"] == "en"
    assert facts["heads"].count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(facts["heads"]))
    assert all(len(alt) >= 20 for alt in facts["alts"])
    assert facts["drawn"]


@pytest.mark.parametrize("name", PAGES)
def test_russian_words_are_marked_as_russian(facts_of, name):
    assert facts_of(name, 1280)["unmarked"] == []


@pytest.mark.parametrize("name", BOOKS)
def test_figures_are_numbered_and_drawn_in_vectors(facts_of, name):
    facts = facts_of(name, 1280)
    assert len(facts["shown"]) == facts["figures"] > 0
    assert all(address.endswith(".svg") for address in facts["shown"])


@pytest.mark.parametrize("name", ["index", *BOOKS])
def test_on_a_phone_every_figure_is_drawn_as_narrow_as_it(facts_of, name):
    shown = facts_of(name, 360)["shown"]
    assert [address for address in shown if not address.startswith("_static/narrow/")] == []


@pytest.mark.parametrize("name", BOOKS)
def test_code_is_folded_and_opens_with_a_click(page, name):
    code = visit(page, name).locator(".cell_input pre").first
    assert not code.is_visible()
    page.locator("details.hide summary").first.click()
    assert code.is_visible()


def test_the_first_key_leads_past_the_menu(page):
    visit(page, "index").keyboard.press("Tab")
    assert "content" in page.evaluate("document.activeElement.textContent").lower()
    page.keyboard.press("Enter")
    assert "#" in page.url


def test_a_quotation_leads_to_its_sentence_and_back(page):
    visit(page, BOOKS[3]).locator("td a.place", has_text="«Переворот 7 ноября»").first.click()
    sentence = page.locator(".sentence:target")
    assert sentence.locator(".offset").inner_text() == "327 · preparation"
    sentence.locator("a.quoted").click()
    back = page.locator("#q327 ~ dd a", has_text="the accounts side by side").first
    back.click()
    assert page.url.endswith("#table-synopsis")


@pytest.mark.parametrize(
    ("query", "count", "first"),
    [
        ("?q=переворот", "6 places: 3 in 000, 3 in 001, 0 in 002, 0 in 003.", "000 · 327"),
        ("?q=ПЕРЕВОРОТА&by=form", "4 places: 2 in 000, 2 in 001", "000 · 934"),
        ("?q=7 ноября&source=001", "2 places: 2 in 001.", "001 · 1086"),
        ("?q=еще", "3 places", "000 · 1736"),
        ("?q=Lev Davidovich", "1 place: ", "003 · 409"),
    ],
)
def test_the_concordance_finds_every_place(page, query, count, first):
    visit(page, "concordance", query)
    page.get_by_role("status").get_by_text(count).wait_for(timeout=10_000)
    assert page.locator("#lines a").first.inner_text() == first


def test_the_concordance_is_used_with_the_keyboard_alone(page):
    visit(page, "concordance")
    page.keyboard.type("<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("is not in the texts").wait_for(timeout=10_000)
    page.get_by_label("Word or phrase").fill("мятеж")
    page.keyboard.press("Enter")
    line = page.locator("#lines a").first
    line.focus()
    page.keyboard.press("Enter")
    assert page.locator(".sentence:target mark, .sentence:target").inner_text().count("Мятеж") == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("троцкий", "03: "),
        ("Троцкого", "Glossary"),
        ("перевороты", "000 · 327"),
        ("еще", "001 · "),
        ("witnesses", "03: "),
    ],
)
def test_the_search_finds_sections_by_other_forms_of_a_word(page, typed, found):
    visit(page, "index").locator("input[name=q]").fill(typed)
    page.keyboard.press("Enter")
    results = page.locator("#results li", has=page.locator("a", has_text=re.compile("^" + found)))
    results.first.locator("mark").wait_for(timeout=20_000)


def test_a_word_that_is_nowhere_is_said_to_be_nowhere(page):
    visit(page, "search", "?q=ананас")
    page.get_by_role("status").get_by_text("“ананас” was not found").wait_for(timeout=10_000)
