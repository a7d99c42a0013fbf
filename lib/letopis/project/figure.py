"""Figures of a notebook, made for an article: one or all, their width, language and place."""

import html
import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stdout
from difflib import get_close_matches
from pathlib import Path

from letopis.figures.citations import credit
from letopis.figures.gallery import escape_bibtex, escape_markdown
from letopis.figures.order import COLUMN_MM, ORDER, PAGE_MM, Order
from letopis.figures.save import figures_folder
from letopis.project.run import OF_THE_PROJECT
from letopis.texts.errors import InputError
from letopis.texts.files import SEEDS
from letopis.texts.schemas import CAPTIONS, read_table

SNIPPETS = {
    "latex": r"""\begin{{figure}}
  \centering
  \includegraphics[width={width}mm]{{{name}.pdf}}
  \caption{{{caption}}}
  \label{{fig:{name}}}
\end{{figure}}""",
    "markdown": '![{caption}]({name}.svg){{#fig-{name} fig-alt="{alt}" width={width}mm}}',
    "typst": """#figure(
  image("{name}.svg", width: {width}mm, alt: "{alt}"),
  caption: [{caption}],
) <fig-{name}>""",
    "html": """<figure id="fig-{name}">
  <img src="{name}.svg" alt="{alt}" style="width: {width}mm">
  <figcaption>{caption}</figcaption>
</figure>""",
}
ESCAPES: dict[str, Callable[[str], str]] = {
    "latex": escape_bibtex,
    "markdown": escape_markdown,
    "typst": escape_markdown,
    "html": html.escape,
}


def make_figure(root: Path, order: Order) -> list[Path]:
    """Make one figure, or all of a notebook, as ordered, by running the cells of the notebook.

    Args:
        root: The project's folder.
        order: What is wanted, and the folder that it is written into.

    Returns:
        The files written: SVG, SVG with its words as text, PDF, PNG, CSV (the numbers), JSON
        (caption and alt text); none where there is nothing to draw.

    Raises:
        InputError: There is no such figure, the width is none of a column to a page, or the folder
            is that of the kept figures.
    """
    _check(order)
    (path,) = (root / "notebooks").glob(f"{order.figure[:2]}_*.ipynb")
    token = ORDER.set(order._replace(folder=order.folder.resolve()))
    try:
        with chdir(path.parent), redirect_stdout(io.StringIO()):
            space: dict[str, object] = {}
            for source in _code(path, until=f'"{order.figure}"'):
                exec(compile(source, path.name, "exec"), space)
    finally:
        ORDER.reset(token)
    return sorted(order.folder.glob(f"{order.figure}[.-]*"))


def snippet(order: Order, kind: str) -> str:
    """Return what a document needs to show an ordered figure: latex, markdown, typst or html."""
    about = json.loads((order.folder / f"{order.figure}.json").read_text("utf-8"))
    escape = ESCAPES[kind]
    own_texts = bool(os.environ.get("LETOPIS_SEEDS"))
    caption = f"{about['caption']} {credit(order.figure, order.language, own_texts)}".strip()
    words = {"caption": escape(caption), "alt": escape(about["alt"])}
    return SNIPPETS[kind].format(name=order.figure, width=about["width_mm"], **words)


def _check(order: Order) -> None:
    """Refuse an order that cannot be met, before anything is run."""
    names = list(read_table(SEEDS / "captions.csv", CAPTIONS)["figure"])
    if not any(order.includes(name) for name in names):
        close = get_close_matches(order.figure, names, 3) or names
        raise InputError(f"no figure {order.figure!r}; did you mean {', '.join(close)}?")
    if not COLUMN_MM <= order.width <= PAGE_MM:
        expected = f"expected {COLUMN_MM:.0f} to {PAGE_MM:.0f} mm"
        raise InputError(f"--width {order.width:.0f}: {expected}, a column or a page of print.")
    if order.folder.resolve() == figures_folder().resolve():
        remedy = "choose another folder with --out"
        raise InputError(f"{order.folder} has the kept figures; {remedy}.")


def _code(path: Path, until: str) -> Iterator[str]:
    """Yield the code of a notebook's cells, to the one that has some words.

    Cells that speak of the project's texts are left out: no other needs them.
    """
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        is_of_project = OF_THE_PROJECT in cell["metadata"].get("tags", [])
        if cell["cell_type"] != "code" or is_of_project:
            continue
        source = "".join(cell["source"])
        yield source
        if until in source:
            return
