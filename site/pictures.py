"""Figures: drawn narrow on a phone, opened with a click, and linked wherever one is named."""

import re
from pathlib import Path

from lxml import html
from page import Element, Page, replace_matches, words_of

NAME = re.compile(r"\bfigure-(\d\d-[a-z0-9-]+)")  # among the classes of a picture
SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)pt" height="([\d.]+)pt"')
PHONE = "(max-width: 600px)"
NOT_LINKED = (
    "ancestor::*[self::a or self::pre or self::script or self::style or self::h1 or self::h2]"
)


def figure_places(pages: list[Page]) -> dict[str, tuple[str, str]]:
    """Give each figure of a notebook its name as address; return addresses and captions by name."""
    found = {}
    for page in pages:
        for figure in page.article.iter("figure"):
            name = NAME.search(figure.xpath("string(.//img/@class)"))
            if name:
                figure.insert(0, html.Element("span", id=name[1]))
                caption = words_of(figure.xpath(".//figcaption")[0])
                found[name[1]] = (f"{page.url}#{name[1]}", caption)
    return found


def link_figures(page: Page, figures: dict[str, tuple[str, str]]) -> None:
    """Link the names of figures in a page's words, each with its caption as a title."""
    if not figures:
        return
    names = "|".join(sorted(figures, key=len, reverse=True))
    pattern = re.compile(rf"\b(?:(?:Figure|рисун\w+) )?({names})(?![\w-]|\.\w)")

    def link(match: re.Match) -> Element:
        address, caption = figures[match[1]]
        element = html.Element("a", href=page.up + address, title=caption)
        element.text = match[0]
        return element

    for node in page.article.xpath(f".//text()[not({NOT_LINKED})]"):
        replace_matches(node, pattern, link)


def add_narrow(page: Page, site: Path) -> None:
    """Let each figure lead to its full size, and be drawn at the width of a column on a phone."""
    for image in page.article.xpath(".//img[not(ancestor::a)]"):
        name = NAME.search(image.get("class", ""))
        if not name:
            continue
        link = html.Element("a", {"class": "full-size", "href": image.get("src")})
        picture = html.Element("picture")
        image.getparent().replace(image, link)
        link.tail, image.tail = image.tail, None
        set_size(image, (site / page.url).parent / image.get("src"))
        narrow = f"_static/narrow/{name[1]}.svg"
        if (site / narrow).is_file():
            source = html.Element("source", media=PHONE, srcset=page.up + narrow)
            set_size(source, site / narrow)
            picture.append(source)
        picture.append(image)
        link.append(picture)


def set_size(element: Element, path: Path) -> None:
    """Give a picture the size it has, so that nothing moves when it comes; points to pixels."""
    size = SIZE.search(path.read_text("utf-8")[:2000]) if path.is_file() else None
    if size:
        element.set("width", str(round(float(size[1]) * 4 / 3)))
        element.set("height", str(round(float(size[2]) * 4 / 3)))
