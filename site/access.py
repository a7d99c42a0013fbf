"""Access: landmarks and tables have names, what scrolls takes the keyboard, Russian says it is."""

import re

from lxml import html
from page import Element, Page, replace_matches, words_of

RUSSIAN = re.compile(r"[А-Яа-яЁё]+(?:[\s\d.,:;!?«»„“…—–()-]*[А-Яа-яЁё]+)*")
UNMARKED = ".//text()[not(ancestor::*[@lang='ru' or self::pre or self::script or self::style])]"
LANDMARKS = {"sidebar-drawer": "Pages", "toc-drawer": "Contents of this page"}
HEADS = ".//h1 | .//h2 | .//h3 | .//h4 | .//table"


def name_landmarks(page: Page) -> None:
    """Name the columns beside the article, and say of which rank their captions are."""
    for aside in page.tree.iter("aside"):
        aside.set("aria-label", LANDMARKS.get(aside.get("class"), "Note"))
    for caption in page.tree.xpath("//p[@role='heading']"):
        caption.set("aria-level", "2")
    for summary in page.tree.xpath("//summary[@aria-label]"):
        del summary.attrib["aria-label"]  # would hide the words that are shown


def open_code_to_keys(page: Page) -> None:
    """Let the keyboard reach boxes that scroll: code, and the tables of the synopsis."""
    for box in page.tree.xpath("//pre | //div[@class='scroll']"):
        box.set("tabindex", "0")


def number_tables(page: Page) -> None:
    """Number the tables of a notebook, name them, and let them scroll alone.

    A table has the name that its code gives it (# Table parallels: parallels of two sources) and
    the address `table-parallels` in its page; or else that of its section, and `table-3`. The cell
    above its index, which is empty, is no head of a column.
    """
    book = re.match(r"notebooks/(\d\d)_", page.url)
    section = page.title
    number = 0
    for element in page.article.xpath(HEADS):
        if element.tag != "table":
            section = words_of(element)
            continue
        for head in element.xpath(".//th[not(normalize-space())]"):
            head.tag = "td"
            head.attrib.pop("scope", None)
        name = section
        if book:
            number += 1
            label, words = named_in_code(element) or (str(number), section)
            name = f"Table {book[1]}-{number}: {words}"
            element.set("id", f"table-{label}")
            caption = html.Element("caption")
            caption.text = name
            element.insert(0, caption)
        wrap(element, name)


def named_in_code(table: Element) -> tuple[str, str] | None:
    """Return the name and the caption that the code of a table gives it."""
    code = table.xpath("string(ancestor::div[contains(@class, 'cell ')][1]//pre)")
    named = re.search(r"^# Table ([\w-]+): (.+)$", code, re.MULTILINE)
    return (named[1], named[2]) if named else None


def wrap(table: Element, name: str) -> None:
    """Put a table into a box that scrolls and that the keyboard reaches."""
    box = table.getparent()
    if box.get("class") not in ("table-wrapper docutils container", "scroll"):
        box = html.Element("div", {"class": "table-wrapper"})
        box.tail, table.tail = table.tail, None
        table.getparent().replace(table, box)
        box.append(table)
    for attribute, value in {"tabindex": "0", "role": "group", "aria-label": name}.items():
        box.set(attribute, value)


def mark_russian(page: Page) -> None:
    """Mark Russian words in an English page as Russian, for screen readers; not in code."""
    if page.url == "README.ru.html":
        page.article.set("lang", "ru")
        return
    for node in page.article.xpath(UNMARKED):
        replace_matches(node, RUSSIAN, in_russian)


def in_russian(match: re.Match) -> Element:
    """Return words marked as Russian."""
    span = html.Element("span", lang="ru")
    span.text = match[0]
    return span
