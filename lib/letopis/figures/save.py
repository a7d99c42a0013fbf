"""Figures as they leave the house: one style, one colour a source and a person, and every picture with its numbers.

`save` writes picture (SVG, PDF, PNG), numbers (CSV), caption and alt text (JSON), all under one name that begins with
the number of its notebook, and in the folder `ru` the same picture, caption and alt text in Russian. Nothing is
computed here.
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

from letopis.figures import labels
from letopis.figures.twins import relabelled
from letopis.texts.tables import InputError, csv_bytes, nearest, write

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
WITHOUT_CLOCK = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}
CAPTIONS = "LETOPIS_CAPTIONS"
NAME = re.compile(r"\d\d-[a-z0-9]+(?:-[a-z0-9]+)*")
OWN = re.compile(r"(?:source|part)(?:_[ab])?|[ab]|lemma|quote|said")      # columns of ids and of texts' words
FIGURE = {"en": "Figure", "ru": "Рисунок"}


def colour(key: str) -> str:
    """Give the colour of a source, a voice (that of its source) or a person; grey for whoever has none.

    >>> colour("003-5") == colour("003")
    True
    """
    return SOURCES.get(key) or SOURCES.get(key.split("-")[0]) or PEOPLE.get(key, GREY)


@contextmanager
def style():
    """Draw inside this to get the house style; nothing outside is changed."""
    with mpl.rc_context(), mpl.style.context(str(files("letopis.figures") / "letopis.mplstyle")):
        yield


def folder() -> Path:
    """Say where figures go: LETOPIS_FIGURES, or the nearest folder `figures` here or above."""
    return nearest("figures", "LETOPIS_FIGURES")


class Saved:
    """A saved figure as a notebook shows it: the picture with its alt text, and the caption as plain text."""

    def __init__(self, png: bytes, name: str, caption: str, alt: str, language: str = "en"):
        """Keep what the notebook will show."""
        self.png, self.name, self.caption, self.alt, self.language = png, name, caption, alt, language

    def __repr__(self) -> str:
        """Give the caption, so that the output reads well without pictures."""
        return f"{FIGURE[self.language]} {self.name}. {self.caption}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        return {"image/png": self.png, "text/plain": repr(self)}, {"image/png": {"alt": self.alt}}


class Nothing(NamedTuple):
    """What a notebook shows where there is nothing to draw."""

    name: str

    def __repr__(self) -> str:
        """Say so."""
        return f"Figure {self.name}: nothing to draw here; the table has no rows."


def save(fig: Figure, name: str, data: pd.DataFrame, caption: str, alt: str) -> "Saved | Nothing":
    """Write a figure as SVG, PDF and PNG (300 dpi) with its numbers (CSV), caption and alt text (JSON), twice.

    In: the figure; a name such as "02-mentions-by-year", led by the number of its notebook; the table of numbers drawn;
    a caption that says what is shown and N; an alt text that says what is seen.
    Out: what the notebook shows, in English or, where LETOPIS_LABELS is ru, in Russian. Written are both: English here,
    Russian in the folder ru, whose JSON also lists the labels, {English: Russian}. The numbers are the same. The same
    figure gives the same bytes. Files are replaced whole or not at all.

    Where LETOPIS_CAPTIONS is "titles", the title stands for caption and alt text: so it is when the project's notebooks
    are run on other texts, of which their captions would say what is not so.

    Where the table has no rows there is nothing to draw: nothing is written, what an earlier run has left under this
    name is deleted, and the notebook says so.

    Raises InputError for a name without its number, a missing caption or alt text, or a broken table of labels.

    >>> save(None, "mentions", None, caption="", alt="")
    Traceback (most recent call last):
    letopis.texts.errors.InputError: figure name 'mentions'; expected the notebook's number, then words: 02-mentions-by-year.
    """
    if not NAME.fullmatch(name):
        raise InputError(f"figure name {name!r}; expected the notebook's number, then words: 02-mentions-by-year.")
    if len(caption) < 20 or len(alt) < 20:
        raise InputError(f"figure {name}: needs a caption and an alt text, of a sentence each.")
    if os.environ.get(CAPTIONS) == "titles":
        caption = alt = " ".join(fig.get_suptitle().split())
    language, words, own = labels.shown(), labels.read(nearest("seeds", "LETOPIS_SEEDS")), _own(data)
    if data.empty:
        for kind in (*WITHOUT_CLOCK, "json", "csv"):
            for place in (folder(), folder() / "ru"):
                (place / f"{name}.{kind}").unlink(missing_ok=True)
        return Nothing(name)
    write(folder() / f"{name}.csv", csv_bytes(data))
    _written(fig, folder(), name, caption, alt)
    shown = Saved(_picture(fig), name, caption, alt) if language == "en" else None
    with relabelled(fig, lambda text: words.translate(text, own)) as said:
        caption, alt = words.translate(caption, own), words.translate(alt, own)
        _written(fig, folder() / "ru", name, caption, alt, labels=said)
        return shown or Saved(_picture(fig), name, caption, alt, language)


def _own(data: pd.DataFrame) -> set[str]:
    """List what stays in its own words: ids of sources and voices, lemmas, quotations."""
    return {str(cell) for column in data.columns if OWN.fullmatch(str(column)) for cell in data[column].unique()}


def _written(fig: Figure, target: Path, name: str, caption: str, alt: str, **more) -> None:
    """Write pictures and words in one language."""
    for kind, metadata in WITHOUT_CLOCK.items():
        write(target / f"{name}.{kind}", _rendered(fig, format=kind, metadata=metadata))
    about = {"caption": caption, "alt": alt, "width_mm": round(fig.get_figwidth() * 25.4)} | more
    write(target / f"{name}.json", (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode())


def _picture(fig: Figure) -> bytes:
    """Draw what a notebook shows."""
    return _rendered(fig, format="png", dpi=130, metadata=WITHOUT_CLOCK["png"])


def _rendered(fig: Figure, **options) -> bytes:
    buffer = io.BytesIO()
    with style():
        fig.savefig(buffer, **options)
    return buffer.getvalue()
