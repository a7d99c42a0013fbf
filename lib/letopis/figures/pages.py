"""Tables to be read: whole quotations side by side, in a notebook or on one HTML page. All text is escaped."""

from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from letopis.accounts import compare
from letopis.texts.tables import csv_bytes, write

STYLE = """
body { font: 15px/1.45 Georgia, "DejaVu Serif", serif; color: #222; margin: 2em auto; max-width: 78em; padding: 0 1em; }
h1, h2 { font-family: "DejaVu Sans", Verdana, sans-serif; line-height: 1.2; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td, th { border-top: 1px solid #ccc; padding: .5em; }
td, th { vertical-align: top; text-align: left; overflow-wrap: break-word; }
thead th { position: sticky; top: 0; background: #fff; }
tbody th { font-weight: bold; } .gloss { color: #555; } .silent { color: #767676; font-style: italic; }
.stance { font-size: .8em; }
.scroll { overflow-x: auto; } blockquote { border-left: 3px solid #ccc; margin: 1em 0; padding-left: 1em; }
@media (max-width: 50em) { table { min-width: 50em; } }
"""


class Readable:
    """A table as a notebook shows it for reading: words to the left and whole, not cut; the rest said in a line."""

    def __init__(self, table: pd.DataFrame, rows: int):
        """Keep the rows shown and how many there are."""
        self.table, self.rest = (
            table.head(rows),
            f"{min(rows, len(table))} of {len(table)} rows" if len(table) > rows else "",
        )

    def __repr__(self) -> str:
        """Give the rows one below the other, so that nothing is cut."""
        rows = ("\n".join(f"{name}: {cell}" for name, cell in row.items()) for row in self.table.to_dict("records"))
        return "\n\n".join([*rows, self.rest]).rstrip()

    def _repr_html_(self) -> str:
        left = ' style="text-align: left; vertical-align: top; white-space: pre-line"'
        head = "".join(f"<th{left}>{escape(str(name))}</th>" for name in self.table)
        body = "".join(
            "<tr>" + "".join(f"<td{left}>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in self.table.itertuples(index=False)
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" + (
            f"<p>{self.rest}</p>" if self.rest else ""
        )


def read(table: pd.DataFrame, rows: int = 20) -> Readable:
    """Show a table whose cells are quotations, whole and to the left; at most so many rows, and say how many there are.

    >>> read(pd.DataFrame({"source": ["000"], "quote": ["В этот день"]}))
    source: 000
    quote: В этот день
    """
    return Readable(table, rows)


def export(corpus: Any, event: str, folder: Path) -> pd.DataFrame:
    """Write the synopsis of an event as 03-synopsis.csv and, with contradictions and parallels, as 03-synopsis.html.

    Out: the files written, with their size in characters. Facets without a coding are said to be not coded.
    """
    page, table = html(corpus, event), compare.synopsis(corpus)
    write(folder / "03-synopsis.html", page.encode("utf-8"))
    write(folder / "03-synopsis.csv", csv_bytes(table))
    sizes = [len(page), len(csv_bytes(table).decode("utf-8"))]
    return pd.DataFrame({"file": ["03-synopsis.html", "03-synopsis.csv"], "characters": sizes})


def html(corpus: Any, event: str) -> str:
    """Give the page as text; every word is escaped, nothing in it is run or loaded from elsewhere."""
    label = escape(corpus.event(event)["label_en"])
    sources = "".join(
        f"<li><b>{escape(name)}</b>: {escape(row.title)}" + "</li>" for name, row in corpus.sources.iterrows()
    )
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">',
            f"<title>How the sources tell {label}</title>",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>{STYLE}</style></head>\n<body><main>",
            f"<h1>How the sources tell {label}</h1>",
            f"<p>The texts, by where they were found:</p><ul>{sources}</ul>",
            "<p>Words between « » are the source's own; [ ] our English gloss. A silence is “does not mention”.</p>",
            "<h2>Synopsis</h2>",
            _synopsis(corpus),
            "<h2>Contradictions</h2>",
            _contradictions(corpus),
            "<h2>Parallels</h2>",
            _parallels(corpus),
            "</main></body>\n</html>\n",
        ]
    )


def _table(heads: list[str], rows: list[list[str]]) -> str:
    """Make a table of cells that are HTML already; the first cell of a row is its head."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "\n".join(
        f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
        for first, *rest in rows
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>'


def _quote(words: str, gloss: str, language: str) -> str:
    shown = f'<span lang="{language}">«{escape(words)}»</span>'
    return shown + (f' <span class="gloss">[{escape(gloss)}]</span>' if gloss and gloss != words else "")


def _synopsis(corpus: Any) -> str:
    stances, claims, rows = compare.matrix(corpus), corpus.claims[corpus.claims["stance"] != "silent"], []
    for facet in corpus.codebook.itertuples():
        cells = [f'{escape(facet.label_en)}<br><span lang="ru" class="gloss">{escape(facet.label_ru)}</span>']
        for source, language in corpus.sources["language"].items():
            said = claims[(claims["facet"] == facet.facet) & (claims["source"] == source)].drop_duplicates("quote")
            lines = [
                f'<p>{_quote(row.quote, row.gloss, language)} <span class="stance">{row.stance}, {escape(row.part)}, '
                f"{row.start}–{row.stop}</span></p>"
                for row in said.itertuples()
            ]
            silence = {"silent": "does not mention"}.get(stances.at[facet.facet, source], "not coded")
            cells.append("".join(lines) or f'<span class="silent">{silence}</span>')
        rows.append(cells)
    return _table(["facet", *corpus.sources.index], rows)


def _contradictions(corpus: Any) -> str:
    languages = corpus.sources["language"]
    rows = [
        [
            f'{escape(row.facet)}<br><span class="stance">{escape(row.kind)}</span>',
            f"{escape(row.part_a)}: {_quote(row.quote_a, row.gloss_a, languages[row.part_a.split('-')[0]])}",
            f"{escape(row.part_b)}: {_quote(row.quote_b, row.gloss_b, languages[row.part_b.split('-')[0]])}",
            escape(row.note),
        ]
        for row in compare.contradictions(corpus).itertuples()
    ]
    return _table(["facet", "one", "the other", "note"], rows)


def _parallels(corpus: Any) -> str:
    languages = corpus.sources["language"]
    rows = [
        [
            f"{row.score:.2f}",
            f"{row.source_a}, {row.start_a}: {_quote(row.text_a, '', languages[row.source_a])}",
            f"{row.source_b}, {row.start_b}: {_quote(row.text_b, '', languages[row.source_b])}",
        ]
        for row in corpus.reuse().itertuples()
    ]
    return _table(["score", "one", "the other"], rows)
