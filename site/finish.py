"""Finish: what Sphinx has made becomes a site for everyone, in which every quotation is a link.

Run after Sphinx: python site/finish.py build/site. Fails where a link leads nowhere.
"""

import json
import sys
from pathlib import Path

from access import mark_russian, name_landmarks, number_tables, open_code_to_keys
from links import broken_links
from lxml import html
from page import Page, words_of
from pictures import add_narrow, figure_places, link_figures
from places import Texts
from quotations import Links

import letopis

SYNOPSIS = "03-synopsis.html"
NOT_SEARCHED = "self::pre or self::script or self::style or self::summary or self::h1 or self::h2"
OWN_WORDS = f".//text()[not(ancestor::*[{NOT_SEARCHED}])][count(ancestor::section) = $depth]"
PARSER = html.HTMLParser(encoding="utf-8")


def finish(site: Path) -> None:
    """Finish every page of a site, and write static/sections.js for its search."""
    paths = [path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    pages = [
        Page(path.relative_to(site).as_posix(), html.parse(path, PARSER).getroot())
        for path in paths
    ]
    links = Links(Texts(letopis.load("seeds")))
    figures = figure_places(pages)
    for page in pages:
        name_landmarks(page)
        open_code_to_keys(page)
        number_tables(page)
        add_narrow(page, site)
        if not page.url.startswith("texts/"):
            link_figures(page, figures)
            links.link_page(page)
    write_sections(site, pages)
    for page in pages:
        lead_back(page, links)
        mark_russian(page)
        text = html.tostring(page.tree, encoding="unicode", doctype="<!DOCTYPE html>")
        (site / page.url).write_text(text, "utf-8")


def move_synopsis(site: Path) -> None:
    """Let the synopsis be a page beside the gallery, not a file to download."""
    for path in site.glob(f"_downloads/*/{SYNOPSIS}"):
        old = path.relative_to(site).as_posix()
        path.rename(site / "figures" / SYNOPSIS)
        for page in site.rglob("*.html"):
            text = page.read_text("utf-8")
            text = text.replace(f'download="" href="../{old}"', f'href="../figures/{SYNOPSIS}"')
            page.write_text(text, "utf-8")


def lead_back(page: Page, links: Links) -> None:
    """Lead from each sentence of a text to where it is quoted: a list at the end of its page."""
    source = page.url.removeprefix("texts/").removesuffix(".html")
    own = sorted(place for place in links.quoted if place.source == source)
    if not page.url.startswith("texts/") or not own:
        return
    section = html.fromstring(
        "<section id='quoted'><h2>Where its sentences are quoted</h2></section>"
    )
    entries = html.Element("dl")
    for place in own:
        places = links.quoted[place]
        count = f"quoted in {len(places)} place{'s' if len(places) > 1 else ''}"
        sentence = page.article.xpath(f".//*[@id='s{place.start}']")[0]
        back = html.Element("a", {"class": "quoted", "href": f"#q{place.start}", "title": count})
        back.text = f"↓{len(places)}"
        sentence[-1].tail = " "
        sentence.append(back)
        term = html.fromstring(
            f"<dt id='q{place.start}'><a href='#s{place.start}'>{place.start}</a></dt>"
        )
        entries.append(term)
        for address, what in places.items():
            link = html.Element("a", href=page.up + address)
            link.text = what
            item = html.Element("dd")
            item.append(link)
            entries.append(item)
    section.append(entries)
    page.article.xpath("./section")[0].append(section)


def write_sections(site: Path, pages: list[Page]) -> None:
    """Write what the search looks through: each section of each page, with its address."""
    sections = []
    for page in pages:
        for section in page.article.iter("section"):
            head = section.xpath("./h1 | ./h2 | ./h3 | ./h4")
            if head and not page.url.startswith(("texts/", "numbers/")):
                title = words_of(head[0])
                name = title if title == page.title else f"{page.name}: {title}"
                depth = len(section.xpath("ancestor-or-self::section"))
                words = " ".join("".join(section.xpath(OWN_WORDS, depth=depth)).split())
                sections.append([f"{page.url}#{section.get('id')}", name, words])
    text = json.dumps(sections, ensure_ascii=False, separators=(",", ":"))
    (site / "_static" / "sections.js").write_text(f"window.sections = {text};\n", "utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    move_synopsis(folder)
    finish(folder)
    broken = broken_links(folder)
    sys.exit("\n".join(broken) if broken else 0)
