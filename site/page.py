"""Page: a page of the site as a tree, and what is done to its words."""

import re
from collections.abc import Callable

from lxml import html

HEADS = "./caption | ./h1 | ./h2 | ./h3 | ./h4 | .//*[@class='caption-number']"
Element = html.HtmlElement


class Page:
    """A page of the site: its tree, its article, and how its places are called."""

    def __init__(self, url: str, tree: Element):
        """Keep the tree; find the article and the title."""
        self.url = url
        self.tree = tree
        self.article = tree.xpath("//article | //body[not(.//article)]")[0]
        heads = self.article.xpath(".//h1")
        self.title = words_of(heads[0]) if heads else url
        self.name = self.title.partition(" · ")[0] if url.startswith("notebooks/") else self.title
        self.up = "../" * url.count("/")

    def spot(self, element: Element) -> tuple[str, str]:
        """Return the address of what an element is in, and what it is: a table, a section."""
        for parent in element.iterancestors("table", "figure", "section"):
            heads = parent.xpath(HEADS)
            if parent.get("id") and heads:
                words = words_of(heads[0])
                is_numbered = parent.tag != "section" or words == self.title
                name = words if is_numbered else f"{self.name}: {words}"
                return f"{self.url}#{parent.get('id')}", name
        return self.url, self.title


def words_of(element: Element) -> str:
    """Return the words of a heading or caption, without the sign of its link."""
    return " ".join(element.text_content().replace("¶", " ").split())


def new_link(page: Page, url: str, words: str | None = None) -> Element:
    """Return a link from a page to an address of the site."""
    link = html.Element("a", href=page.up + url)
    link.set("class", "place")
    link.text = words
    return link


def replace_matches(node, pattern: re.Pattern, make: Callable) -> list[Element]:
    """Put elements in the place of what a pattern matches in a text node; return them."""
    made: list[Element] = []
    head = str(node)
    end = 0
    for match in pattern.finditer(node):
        element = make(match)
        if element is None:
            continue
        if made:
            made[-1].tail = node[end : match.start()]
        else:
            head = node[: match.start()]
        made.append(element)
        end = match.end()
    if made:
        made[-1].tail = node[end:]
        put_after(node, head, made)
    return made


def put_after(node, head: str, elements: list[Element]) -> None:
    """Let a text node be a head, followed by elements."""
    parent = node.getparent()
    if node.is_text:
        parent.text = head
        parent[0:0] = elements
        return
    parent.tail = head
    at = parent.getparent().index(parent) + 1
    parent.getparent()[at:at] = elements
