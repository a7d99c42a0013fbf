"""Save: a chart becomes pictures, numbers and words in files, the same bytes each time.

A figure is kept as SVG, PDF and PNG, its numbers as CSV, its caption and alt text as JSON; and, in
the folder `ru`, as the same pictures and words in Russian.
"""

import io
import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from letopis.figures.captions import Caption, Value, fill_captions, find_row
from letopis.figures.style import COLUMN, house_style, titled
from letopis.figures.translation import read_labels, shown_language, translated
from letopis.texts.files import csv_bytes, nearest, table_path, write

REPRODUCIBLE_METADATA = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}
KEPT_COLUMNS = re.compile(r"(?:source|part)(?:_[ab])?|[ab]|lemma|quote|excerpt|shared")
FIGURE = {"en": "Figure", "ru": "Рисунок"}


def figures_folder() -> Path:
    """Return where figures go: LETOPIS_FIGURES, or the nearest folder `figures`, here or above."""
    return nearest("figures", "LETOPIS_FIGURES")


@dataclass(frozen=True)
class SavedFigure:
    """A saved figure as a notebook shows it: the picture with its alt text, and the caption."""

    name: str
    caption: Caption
    png: bytes
    language: str

    def __repr__(self) -> str:
        """Return the caption, so that the output reads well without pictures."""
        return f"{FIGURE[self.language]} {self.name}. {self.caption.caption}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        data = {"image/png": self.png, "text/plain": repr(self)}
        return data, {"image/png": {"alt": self.caption.alt}}


@dataclass(frozen=True)
class EmptyFigure:
    """What a notebook shows where there is nothing to draw."""

    name: str

    def __repr__(self) -> str:
        """Say so."""
        return f"Figure {self.name}: nothing to draw here; the table has no rows."


@dataclass(frozen=True)
class Chart:
    """A drawn figure, without its title; the table it was drawn from; ids that stay as they are."""

    figure: Figure
    table: pd.DataFrame
    ids: Collection[str] = ()

    def _repr_png_(self) -> bytes:
        return _rendered(self.figure, "png", dpi=130)

    def save(
        self, name: str, data: pd.DataFrame | None = None, **values: Value
    ) -> SavedFigure | EmptyFigure:
        """Write the figure, its numbers and its words, in English and in Russian.

        Its title, note, caption and alt text are those of its row in captions.csv. Files are
        replaced whole or not at all; the same figure gives the same bytes. Where the table has no
        rows nothing is written, and what an earlier run left under this name is deleted.

        Args:
            name: The number of its notebook, then words: "02-mentions-by-year".
            data: The numbers to keep; those drawn where none are given.
            **values: What the placeholders in captions.csv stand for; see `fill_captions`.

        Returns:
            What the notebook shows, in the language that LETOPIS_LABELS names (en, ru).

        Raises:
            InputError: captions.csv has no row for the figure or does not fit the values, or
                labels.csv is broken.
        """
        seeds = nearest("seeds", "LETOPIS_SEEDS")
        where, row = find_row(table_path(seeds, "captions.csv"), name)
        language = shown_language()
        numbers = self.table if data is None else data
        if self.table.empty or numbers.empty:
            return _delete(name)
        labels = read_labels(seeds)
        kept = kept_words(numbers).union(self.ids)
        captions = fill_captions(where, row, values, lambda text: labels.translate(text, kept))
        write(figures_folder() / f"{name}.csv", csv_bytes(numbers))
        pngs = {"en": self._write(figures_folder() / name, captions["en"], language == "en")}
        with translated(self.figure, lambda text: labels.translate(text, kept)) as labels_ru:
            path = figures_folder() / "ru" / name
            pngs["ru"] = self._write(path, captions["ru"], language == "ru", labels=labels_ru)
        return SavedFigure(name, captions[language], pngs[language], language)

    def _write(self, path: Path, caption: Caption, is_shown: bool, **about: Any) -> bytes:
        """Write pictures and words in one language; return the picture that is shown."""
        with house_style(), titled(self.figure, caption.title, caption.note):
            for kind in REPRODUCIBLE_METADATA:
                write(path.with_name(f"{path.name}.{kind}"), _rendered(self.figure, kind))
            shown = self._repr_png_() if is_shown else b""
        width = round(self.figure.get_figwidth() * 25.4)
        words = {"caption": caption.caption, "alt": caption.alt, "width_mm": width} | about
        text = json.dumps(words, ensure_ascii=False, indent=1)
        write(path.with_name(f"{path.name}.json"), f"{text}\n".encode())
        return shown


def chart(draw: Callable[..., Figure]) -> Callable[..., Chart]:
    """Make a kind of chart of a method that draws a table: in the house style, empty or not."""

    @wraps(draw)
    def drawn(self, table: pd.DataFrame, *columns, **options) -> Chart:
        if table.empty:
            return Chart(Figure(figsize=(COLUMN, 1)), table)
        with house_style():
            return Chart(draw(self, table, *columns, **options), table, self.ids)

    drawn.__annotations__ = draw.__annotations__ | {"return": Chart}
    return drawn


def kept_words(table: pd.DataFrame) -> set[str]:
    """Return what is not translated: ids of sources and voices, lemmas, quotations."""
    columns = [column for column in table.columns if KEPT_COLUMNS.fullmatch(str(column))]
    return {str(cell) for column in columns for cell in table[column].unique()}


def _delete(name: str) -> EmptyFigure:
    """Delete what an earlier run left of a figure that has nothing to draw."""
    for kind in (*REPRODUCIBLE_METADATA, "json", "csv"):
        for folder in (figures_folder(), figures_folder() / "ru"):
            (folder / f"{name}.{kind}").unlink(missing_ok=True)
    return EmptyFigure(name)


def _rendered(figure: Figure, kind: str, **options: Any) -> bytes:
    """Draw a figure as a picture of a kind: svg, pdf, png."""
    buffer = io.BytesIO()
    with house_style():
        figure.savefig(buffer, format=kind, metadata=REPRODUCIBLE_METADATA[kind], **options)
    return buffer.getvalue()
