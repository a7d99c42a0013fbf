"""Tables to be read: whole quotations in a notebook, and the synopsis of an event as one HTML page.

All text is escaped: nothing that a source or a table says is markup.
"""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pandas as pd

from letopis.figures.order import ORDER
from letopis.figures.style import DATA
from letopis.texts.files import csv_bytes, write

NUMBERS = "no one two three four five six seven eight nine".split()
SEASON = re.compile(r"(\d{4})-(2[1-4])\b")
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
CELL = ' style="text-align: left; vertical-align: top; white-space: pre-line"'


class ReadableTable:
    """A table as a notebook shows it for reading: words to the left and whole, not cut."""

    def __init__(self, table: pd.DataFrame, rows: int):
        """Keep the first rows, and a note of how many there are."""
        self.table = table.head(rows)
        if "edtf" in table:
            self.table = self.table.assign(edtf=self.table["edtf"].map(season_in_words))
        self.note = f"{rows} of {len(table)} rows" if len(table) > rows else ""

    def __repr__(self) -> str:
        """Return the rows one below the other, so that nothing is cut."""
        lines = [
            "".join(f"{name}: {cell}\n" for name, cell in row.items())
            for row in self.table.to_dict("records")
        ]
        return "\n".join([*lines, self.note]).rstrip()

    def _repr_html_(self) -> str:
        head = _row("th", self.table.columns)
        body = "".join(_row("td", row) for row in self.table.itertuples(index=False))
        note = f"<p>{self.note}</p>" if self.note else ""
        return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{note}"


def season_in_words(edtf: str) -> str:
    """Return a date of EDTF, its seasons also in words: 1927-23 is autumn 1927.

    >>> season_in_words("1927-23"), season_in_words("1927-11")
    ('autumn 1927 (1927-23)', '1927-11')
    """
    seasons = SEASON.findall(edtf)
    words = "/".join(f"{SEASONS[season]} {year}" for year, season in seasons)
    return f"{words} ({edtf})" if seasons else edtf


def _row(tag: str, cells) -> str:
    """Return a row of a table in HTML, each cell escaped."""
    return f"<tr>{''.join(f'<{tag}{CELL}>{escape(str(cell))}</{tag}>' for cell in cells)}</tr>"


def show(table: pd.DataFrame, rows: int = 20) -> ReadableTable:
    """Show a table of quotations, whole and to the left.

    Args:
        table: Any table; its index is not shown.
        rows: How many rows to show; where there are more, a note says so.

    Returns:
        What the notebook displays, as text and as HTML.

    >>> show(pd.DataFrame({"source": ["000"], "quote": ["В этот день"]}))
    source: 000
    quote: В этот день
    """
    return ReadableTable(table, rows)


def save_synopsis(
    folder: Path, event: str, synopsis: pd.DataFrame, *, note: str = "", **tables: pd.DataFrame
) -> pd.DataFrame:
    """Write the synopsis of an event among the figures: as a table and as a page to read.

    Args:
        folder: Where the figures go: `charts.folder`.
        event: The label of the event.
        synopsis: One row per facet, a column a source.
        note: What to know before reading, below the heading.
        **tables: The other tables of `synopsis_page`.

    Returns:
        A row a file: `file`, `characters`; where the synopsis has no rows, or one figure is
        ordered, nothing is written.
    """
    if synopsis.empty or ORDER.get():
        return pd.DataFrame({"file": [], "characters": []})
    page = synopsis_page(event, synopsis=synopsis, note=note, **tables)
    contents = {"03-synopsis.html": page.encode(), "03-synopsis.csv": csv_bytes(synopsis)}
    for name, content in contents.items():
        write(folder / name, content)
    characters = [len(content.decode()) for content in contents.values()]
    return pd.DataFrame({"file": list(contents), "characters": characters})


def synopsis_page(
    event: str,
    *,
    sources: pd.DataFrame,
    synopsis: pd.DataFrame,
    claims: pd.DataFrame,
    contradictions: pd.DataFrame,
    parallels: pd.DataFrame,
    note: str = "",
) -> str:
    """Return a page with the synopsis, contradictions and parallels; it loads and runs nothing.

    Args:
        event: The label of the event.
        sources: Index `source`; `title, language`.
        synopsis: `facet, label_en, label_ru`, then a column a source: what it says, "does not
            mention" or "not coded".
        claims: `facet, source, part, stance, quote, gloss, start, stop`.
        contradictions: `facet, kind, note`, and `part, quote, gloss` of both sides (_a, _b).
        parallels: `score`, and `source, start, text` of both sides (_a, _b).
        note: What to know before reading, below the heading.

    Returns:
        The page as HTML.
    """
    from jinja2 import Template

    template = (DATA / "synopsis.html").read_text("utf-8")
    page = Template(template, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return page.render(
        event=event,
        note=note,
        number=NUMBERS[len(sources)] if len(sources) < len(NUMBERS) else len(sources),
        sources=sources["title"].to_dict(),
        languages=_languages(sources, claims),
        facets=synopsis.to_dict("records"),
        evidence=_evidence(claims),
        contradictions=contradictions.to_dict("records"),
        parallels=parallels.to_dict("records"),
    )


def _languages(sources: pd.DataFrame, claims: pd.DataFrame) -> Mapping[str, str]:
    """Return the language of each source and of each voice."""
    languages = sources["language"].to_dict()
    return languages | dict(zip(claims["part"], claims["source"].map(languages), strict=True))


def _evidence(claims: pd.DataFrame) -> Mapping[tuple[str, str], list[dict]]:
    """Return the claims with a quotation by facet and source, each quotation once."""
    quoted = claims[claims["stance"] != "silent"].drop_duplicates(["facet", "source", "quote"])
    return {place: rows.to_dict("records") for place, rows in quoted.groupby(["facet", "source"])}
