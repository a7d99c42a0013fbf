"""Numbers: the table behind each figure as a page, so that each of its rows can be followed.

Run before Sphinx: python site/number_pages.py build/pages
"""

import csv
import json
import sys
from pathlib import Path

from jinja2 import Environment
from text_pages import TEMPLATES, escape_html

from letopis.figures.gallery import escape_markdown


def write_numbers(pages: Path) -> None:
    """Write a page for each table in the figures of a folder, and lead from the gallery to it."""
    environment = Environment(trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"md": escape_markdown, "html": escape_html}
    template = environment.from_string((TEMPLATES / "numbers.md").read_text("utf-8"))
    (pages / "numbers").mkdir(exist_ok=True)
    gallery = pages / "figures" / "README.md"
    text = gallery.read_text("utf-8")
    for path in sorted((pages / "figures").glob("[0-9]*.json")):
        name = path.stem
        with path.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
            heads, *rows = csv.reader(file)
        title = json.loads(path.read_text("utf-8")).get("title", name)
        page = template.render(name=name, title=title, heads=heads, rows=rows)
        (pages / "numbers" / f"{name}.md").write_text(page, "utf-8")
        csv_link = f"numbers: [CSV]({name}.csv)"
        text = text.replace(csv_link, f"numbers: [table](../numbers/{name}.md) · [CSV]({name}.csv)")
    gallery.write_text(text, "utf-8")


if __name__ == "__main__":
    write_numbers(Path(sys.argv[1]))
