"""The site in a real browser, opened from disk: search, landmarks, keyboard, alt texts, phones."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from in_browser import NOTEBOOKS, ROOT, picture

SITE = ROOT / "build" / "site"
BOOKS = [f"notebooks/{Path(name).stem}" for name in NOTEBOOKS]
PAGES = ["index", "docs/glossary", "docs/own-event", "figures/README", "seeds/README", *BOOKS]
HEADS = "[...document.querySelectorAll('article :is(h1, h2, h3, h4)')].map(head => head.tagName)"
ALL_DRAWN = "[...document.images].every(image => image.complete && image.naturalWidth > 0)"


def visit(page, name):
    page.goto(f"file://{SITE}/{name}.html")
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_language_landmarks_headings_and_alt_texts(page, name):
    visit(page, name)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("main, [role=main]").count() == 1 and page.locator("h1").count() == 1
    heads = page.evaluate(HEADS)
    assert all(int(after[1]) - int(before[1]) <= 1 for before, after in pairwise(heads))
    alts = page.evaluate("[...document.images].map(image => image.alt.trim())")
    assert all(len(alt) >= 20 for alt in alts)
    assert page.evaluate(ALL_DRAWN)


UNMARKED = """() => {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (/[А-Яа-яЁё]/.test(node.data) && !parent.closest("[lang=ru], pre, script, style, svg"))
      found.push(node.data);
  }
  return found;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_russian_words_are_marked_as_russian(page, name):
    assert visit(page, name).evaluate(UNMARKED) == []


@pytest.mark.parametrize("name", BOOKS)
def test_code_is_folded_and_opens_with_a_click(page, name):
    code = visit(page, name).locator(".cell_input pre").first
    assert not code.is_visible()
    page.locator("details.hide summary").first.click()
    assert code.is_visible()


def test_tables_of_quotations_have_room_between_their_columns(page):
    cell = visit(page, BOOKS[3]).locator(".cell_output table:not(.dataframe) td").first
    padding = cell.evaluate("cell => parseFloat(getComputedStyle(cell).paddingLeft)")
    assert padding >= 5


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_no_page_scrolls_sideways(page, name):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, f"phone-{name.replace('/', '-')}")


def test_the_first_key_leads_past_the_menu(page):
    visit(page, "index").keyboard.press("Tab")
    assert "content" in page.evaluate("document.activeElement.textContent").lower()
    page.keyboard.press("Enter")
    assert "#" in page.url


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("троцкий", "03 · "),
        ("Троцкого", "Glossary"),
        ("перевороты", "04 · "),
        ("witnesses", "03 · "),
    ],
)
def test_the_search_finds_other_forms_of_a_word(page, typed, found):
    visit(page, "index").locator("input[name=q]").fill(typed)
    page.keyboard.press("Enter")
    results = page.locator("#search-results li a", has_text=re.compile("^" + found))
    results.first.wait_for(timeout=20_000)


def test_a_word_that_is_nowhere_is_said_to_be_nowhere(page):
    visit(page, "search")
    page.goto(f"file://{SITE}/search.html?q=ананас")
    page.get_by_text("did not match any documents").wait_for(timeout=10_000)


@pytest.mark.parametrize("name", PAGES)
def test_figures_are_numbered_and_drawn_in_vectors(page, name):
    figures = visit(page, name).locator("article figure")
    assert bool(figures.count()) == name.startswith("notebooks/")
    for figure in figures.all():
        assert figure.locator("img").get_attribute("src").endswith(".svg")
        assert figure.locator(".caption-number").inner_text().startswith("Figure ")
    picture(page, f"site-{name.replace('/', '-')}")
