"""Quotations: the words that a page quotes from the texts lead to their sentence, and back.

What a row of a table says of itself (its source, an offset) is used. Other words lead to their
sentence where they occur once in the texts, and to the concordance where they occur more often.
"""

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote as in_url

from page import Element, Page, new_link, replace_matches, words_of
from places import Place, Texts

QUOTATION = re.compile(r"«([^«»]{2,600})»|“([^“”]{12,600})”")
OFFSETS = ("start", "first_start", "last_start")
QUOTING = ("quote", "text", "excerpt", "example", "node")
MOST_WORDS = 5  # of what is looked up in the concordance
NOT_PROSE = "ancestor::*[self::a or self::pre or self::script or self::style or self::h1]"
PROSE = f".//text()[not({NOT_PROSE})]"


class Links:
    """Links from pages to the sentences they quote, kept to lead back."""

    def __init__(self, texts: Texts):
        """Look up in these texts."""
        self.texts = texts
        self.place_of = dict.fromkeys(OFFSETS, texts.sentence) | {"sentence": texts.numbered}
        self.quoted: dict[Place, dict[str, str]] = {}  # address → what is there

    def link_page(self, page: Page) -> None:
        """Link all that a page quotes or cites: rows of tables, then words anywhere."""
        for table in page.article.iter("table"):
            for row in table_rows(table):
                self._link_row(page, row)
        for pattern, make in ((self.texts.cited, self._cited), (QUOTATION, self._quotation)):
            for node in page.article.xpath(PROSE):
                for link in replace_matches(node, pattern, partial(make, page, node)):
                    self._keep(page, link)

    def _link_row(self, page: Page, row: dict[str, Element]) -> None:
        """Link the cells of a row that give a place in a source, or else its quotation."""
        for suffix in ("", "_a", "_b"):
            part = words_in(row, f"part{suffix}") or words_in(row, f"source{suffix}")
            if part not in self.texts.bounds:
                continue
            places = {}
            for name, place_of in self.place_of.items():
                number = words_in(row, name + suffix)
                if number.isdecimal() and not (places and name == "sentence"):
                    places[name + suffix] = place_of(part, int(number))
            claimed = self.texts.claims.get((words_in(row, "facet"), part))
            if "stance" in row and not places and claimed:
                places["stance"] = claimed
            for head in [] if places else [name + suffix for name in QUOTING]:
                found = self.texts.find(words_in(row, head), part)
                if len(found) == 1:
                    places[head] = found[0]
            for head, place in places.items():
                self._link_cell(page, row[head], place)

    def _link_cell(self, page: Page, cell: Element, place: Place) -> None:
        """Put all that is in a cell into a link."""
        link = new_link(page, place.url)
        link.text = cell.text
        link.extend(list(cell))
        cell.text = None
        cell.append(link)
        self._keep(page, link)

    def _cited(self, page: Page, node: Element, match: re.Match) -> Element | None:
        """Return a link for «000 · 327» or «000, 327–345»."""
        offset = int(match[2] or match[3])
        source, _, stop = self.texts.bounds[match[1]]
        if offset >= stop:
            return None
        return new_link(page, self.texts.sentence(source, offset).url, match[0])

    def _quotation(self, page: Page, node: Element, match: re.Match) -> Element | None:
        """Return a link for quoted words, marks and all; None where they are in no text."""
        words = match[1] or match[2]
        found = self.texts.find(words, self._part_of(node))
        if len(found) == 1:
            return new_link(page, found[0].url, match[0])
        if found and len(words.split()) <= MOST_WORDS:
            return new_link(page, f"concordance.html?q={in_url(words)}", match[0])
        return None

    def _part_of(self, node: Element) -> str:
        """Return the part that the row or the column of a quotation names; "" for none."""
        cells = node.getparent().xpath("ancestor-or-self::*[self::td or self::th][1]")
        if not cells:
            return ""
        table = cells[0].xpath("ancestor::table[1]")[0]
        for row in table_rows(table):
            for head, cell in row.items():
                if cell is cells[0]:
                    named = [row[name].text_content() for name in ("part", "source") if name in row]
                    return next((one for one in [head, *named] if one in self.texts.bounds), "")
        return ""

    def _keep(self, page: Page, link: Element) -> None:
        """Keep from where a sentence is linked."""
        address, _, start = link.get("href").removeprefix(page.up).partition(".html#s")
        if start and not page.url.startswith("numbers/"):  # whose rows are all of a text
            place = Place(address.removeprefix("texts/"), int(start))
            where, what = page.spot(link)
            self.quoted.setdefault(place, {}).setdefault(where, what)


def words_in(row: dict[str, Element], head: str) -> str:
    """Return the words of a cell; none where the row has no such column."""
    return words_of(row[head]) if head in row else ""


def table_rows(table: Element) -> Iterator[dict[str, Element]]:
    """Yield the rows of a table: its cells by the names of their columns, as the tables have them.

    Notebooks show names in words: `part_a` as part a, `part` also as voice.
    """
    heads: list[str] = []
    for row in table.xpath("./thead/tr"):
        words = [words_of(cell).replace(" ", "_").replace("voice", "part") for cell in row]
        heads = [old or new for old, new in zip(heads or words, words, strict=False)]
    for row in table.xpath("./tbody/tr"):
        yield dict(zip(heads, row, strict=False))
