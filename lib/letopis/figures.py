"""Figures as they leave the house: one style, one colour a source and a person, and every picture with its numbers.

`save` writes picture (SVG, PDF, PNG), numbers (CSV), caption and alt text (JSON), all under one name that begins with
the number of its notebook; `gallery` lists what has been saved. Nothing is computed here.
"""

import io
import json
import os
import re
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import matplotlib.style
import pandas as pd
from matplotlib.figure import Figure

from letopis.tables import SeedError, csv_bytes, write

COLUMN, PAGE = 85 / 25.4, 174 / 25.4
GREY = "#8C8C8C"
SOURCES = {"000": "#0B3C6F", "001": "#D55E00", "002": GREY, "003": "#56B4E9"}
PEOPLE = {
    "trotsky": "#7B3294",
    "stalin": "#1A1A1A",
    "lenin": "#CC79A7",
    "zinoviev": "#E69F00",
    "kamenev": "#B8860B",
    "menzhinsky": "#009E73",
    "yagoda": "#8C510A",
    "bukharin": "#D95F02",
}
OTHERS = ("#0B3C6F", "#D55E00", "#56B4E9", "#009E73", "#CC79A7", "#E69F00")
WITHOUT_CLOCK = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}
NAME = re.compile(r"\d\d-[a-z0-9]+(?:-[a-z0-9]+)*")


def colour(key: str) -> str:
    """Give the colour of a source, a voice (that of its source) or a person; grey for whoever has none.

    >>> colour("003-5") == colour("003")
    True
    """
    return SOURCES.get(key) or SOURCES.get(key.split("-")[0]) or PEOPLE.get(key, GREY)


@contextmanager
def style():
    """Draw inside this to get the house style; nothing outside is changed."""
    with mpl.rc_context(), mpl.style.context(str(files("letopis") / "letopis.mplstyle")):
        yield


def folder() -> Path:
    """Say where figures go: LETOPIS_FIGURES, or the nearest folder `figures` here or above."""
    if given := os.environ.get("LETOPIS_FIGURES"):
        return Path(given)
    here = Path.cwd()
    return next(
        (place / "figures" for place in (here, *here.parents) if (place / "figures").is_dir()), here / "figures"
    )


class Saved:
    """A saved figure as a notebook shows it: the picture with its alt text, and the caption as plain text."""

    def __init__(self, png: bytes, name: str, caption: str, alt: str):
        """Keep what the notebook will show."""
        self.png, self.name, self.caption, self.alt = png, name, caption, alt

    def __repr__(self) -> str:
        """Give the caption, so that the output reads well without pictures."""
        return f"Figure {self.name}. {self.caption}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        return {"image/png": self.png, "text/plain": repr(self)}, {"image/png": {"alt": self.alt}}


class Nothing(NamedTuple):
    """What a notebook shows where there is nothing to draw."""

    name: str

    def __repr__(self) -> str:
        """Say so."""
        return f"Figure {self.name}: nothing to draw here; the table has no rows."


def save(fig: Figure, name: str, data: pd.DataFrame, caption: str, alt: str) -> "Saved | Nothing":
    """Write a figure as SVG, PDF and PNG (300 dpi) with its numbers (CSV), caption and alt text (JSON).

    In: the figure; a name such as "02-mentions-by-year", led by the number of its notebook; the table of numbers drawn;
    a caption that says what is shown and N; an alt text that says what is seen.
    Out: what the notebook shows. The same figure gives the same bytes. Files are replaced whole or not at all.

    Where the table has no rows there is nothing to draw: nothing is written, and the notebook says so.

    Raises SeedError for a name without its number or a missing caption or alt text.

    >>> save(fig, "02-mentions-by-year", table, caption="Mentions a year, N = 756.", alt="Bars …")   # doctest: +SKIP
    """
    if not NAME.fullmatch(name):
        raise SeedError(f"figure name {name!r}; expected the notebook's number, then words: 02-mentions-by-year.")
    if len(caption) < 20 or len(alt) < 20:
        raise SeedError(f"figure {name}: needs a caption and an alt text, of a sentence each.")
    if data.empty:
        return Nothing(name)
    target = folder()
    for kind, metadata in WITHOUT_CLOCK.items():
        write(target / f"{name}.{kind}", _rendered(fig, format=kind, metadata=metadata))
    write(target / f"{name}.csv", csv_bytes(data))
    about = {"caption": caption, "alt": alt, "width_mm": round(fig.get_figwidth() * 25.4)}
    write(target / f"{name}.json", (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode())
    shown = _rendered(fig, format="png", dpi=130, metadata=WITHOUT_CLOCK["png"])
    return Saved(shown, name, caption, alt)


def _rendered(fig: Figure, **options) -> bytes:
    buffer = io.BytesIO()
    with style():
        fig.savefig(buffer, **options)
    return buffer.getvalue()


def gallery(target: Path, notebooks: Path) -> str:
    """Write the gallery (README.md in the folder of figures): each figure with caption, numbers and notebook."""
    by_number = {path.name[:2]: path.name for path in sorted(notebooks.glob("[0-9][0-9]_*.ipynb"))}
    lines = ["# Figures", "", "Written by `make figures`; each picture comes with the numbers it draws."]
    for path in sorted(target.glob("*.json")):
        about, name = json.loads(path.read_text("utf-8")), path.stem
        notebook = by_number.get(name[:2])
        links = " · ".join(f"[{kind.upper()}]({name}.{kind})" for kind in ("svg", "pdf", "png", "csv"))
        lines += ["", f"## {name}", "", f"![{about['alt']}]({name}.svg)", "", about["caption"], ""]
        lines += [f"{links} · {about['width_mm']} mm wide · from [{notebook}](../{notebooks.name}/{notebook})"]
    text = "\n".join(lines) + "\n"
    write(target / "README.md", text.encode())
    return text
