"""Save: a chart becomes pictures, numbers and words in files, the same bytes each time.

A figure is kept as SVG, PDF and PNG, its numbers as CSV, its caption and alt text as JSON; and, in
the folder `ru`, as the same pictures and words in Russian. While somebody works in a notebook only
SVG, CSV and JSON are written, in the language shown: see `is_printing`.
"""

import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from letopis.figures.captions import (
    Caption,
    Value,
    add_remark,
    add_rows,
    fill_captions,
    find_row,
    with_titles,
)
from letopis.figures.citations import credit
from letopis.figures.gallery import escape_markdown
from letopis.figures.order import ORDER, Order
from letopis.figures.prints import (
    REPRODUCIBLE_METADATA,
    SHOWN_DPI,
    is_printing,
    laid_out,
    render,
    write_pictures,
)
from letopis.figures.style import (
    ANY_SUBJECT,
    COLUMN,
    INCH,
    Subject,
    enlarge_letters,
    house_style,
    join_remarks,
)
from letopis.figures.titles import titled
from letopis.figures.translation import read_labels, shown_language, translated
from letopis.texts.files import csv_bytes, nearest, table_path, write

KEPT_COLUMNS = re.compile(r"(?:source|part)(?:_[ab])?|[ab]|lemma|quote|excerpt|shared")
BELOW = {"letopis": "below a figure"}  # how an output is known that the site leaves out
OTHER = {"en": "по-русски", "ru": "in English"}
NOT_PRINTED = {
    "en": "PDF, PNG, Russian: `make figures`, or set `LETOPIS_PRINT=1`",
    "ru": "PDF, PNG, по-английски: `make figures` или `LETOPIS_PRINT=1`",
}
FIGURE = {"en": "Figure", "ru": "Рисунок"}
NAMING_COLUMNS = ("entity", "entities", "a")
PROPOSED = "Drawn: names that are proposed; no historian has listed them."
NOTHING = "nothing to draw here; the table has no rows."
Drawn = Figure | tuple[Figure, str] | None


def figures_folder(texts: Path | None = None, event: str = "") -> Path:
    """Return where figures go: LETOPIS_FIGURES, or the nearest folder `figures`, here or above.

    No other texts and no other event take the place of those that the nearest folder keeps.

    Args:
        texts: The folder of the texts; figures of others than the nearest go into `letopis/figures`
            in it.
        event: An event other than the first of the folder; its figures go into `build`, beside.
    """
    kept = nearest("figures", "LETOPIS_FIGURES")
    nearest_texts = nearest("seeds", "LETOPIS_SEEDS")
    are_kept_elsewhere = "LETOPIS_FIGURES" not in os.environ and nearest_texts.is_dir()
    if texts and are_kept_elsewhere and texts.resolve() != nearest_texts.resolve():
        kept = texts / "letopis" / "figures"
    return kept.parent / "build" / event if event else kept


def captions_path(subject: Subject) -> tuple[Path, bool]:
    """Return the captions.csv to read, and whether it was written about this subject."""
    folder = subject.texts or nearest("seeds", "LETOPIS_SEEDS")
    path = table_path(folder, "captions.csv")
    is_about_these = subject.is_captioned and not subject.event
    return path, path.parent == folder and is_about_these


@dataclass(frozen=True)
class SavedFigure:
    """A saved figure as a notebook shows it: the picture with its alt text, and the caption."""

    name: str
    caption: Caption
    png: bytes
    language: str
    folder: Path
    is_own: bool = False  # of a reader's own texts
    is_printed: bool = True  # all its files are of this drawing

    def __repr__(self) -> str:
        """Return the caption, so that the output reads well without pictures."""
        return f"{FIGURE[self.language]} {self.name}. {self.caption.caption}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        data = {"image/png": self.png, "text/plain": repr(self)}
        return data, {"image/png": {"alt": self.caption.alt}}

    def _ipython_display_(self) -> None:
        """Show the picture, and below it the caption with links to its files."""
        from IPython.display import display

        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)
        display({"text/markdown": self.below(), "text/plain": ""}, metadata=BELOW, raw=True)

    def below(self) -> str:
        """Return the caption, links and credit as Markdown, seen from the notebook's folder."""
        folder = Path(os.path.relpath(self.folder)).as_posix()
        other = "" if self.language == "ru" else "ru/"
        kinds = ("svg", "pdf", "png", "csv") if self.is_printed else ("svg", "csv")
        links = [f"[{kind.upper()}]({folder}/{self.name}.{kind})" for kind in kinds]
        if self.is_printed:
            links.append(f"[{OTHER[self.language]}]({folder}/{other}{self.name}.svg)")
        else:
            links.append(NOT_PRINTED[self.language])
        links.append(f"[cite]({folder}/README.md#{self.name})")
        caption = escape_markdown(self.caption.caption)
        name = f"{FIGURE[self.language]} {self.name}."
        source = credit(self.name, self.language, self.is_own)
        return f"<small>**{name}** {caption} {' · '.join(links)}<br>{source}</small>"


@dataclass(frozen=True)
class EmptyFigure:
    """What a notebook shows where there is nothing to draw."""

    name: str

    def __repr__(self) -> str:
        """Say so."""
        return f"Figure {self.name}: {NOTHING}"


@dataclass(frozen=True)
class Chart:
    """A drawn figure, without its title; the table it was drawn from; ids that stay as they are."""

    figure: Figure
    table: pd.DataFrame
    ids: Collection[str] = ()
    subject: Subject = ANY_SUBJECT
    remark: str = ""  # what is not drawn, though the table has it
    titles: Mapping[str, str] = field(default_factory=dict)  # of sources, by id

    def _repr_png_(self) -> bytes | None:
        return None if self.table.empty else render(self.figure, "png", dpi=SHOWN_DPI)

    def __repr__(self) -> str:
        """Say where there is nothing to draw."""
        return NOTHING if self.table.empty else f"a chart of {len(self.table)} rows"

    def save(
        self, name: str, data: pd.DataFrame | None = None, **values: Value
    ) -> SavedFigure | EmptyFigure:
        """Write the figure, its numbers and its words, in English and in Russian.

        Its title, note, caption and alt text are those of its row in captions.csv; on texts, or an
        event, that this was not written about the question of the row stands for all of them. Files
        are replaced whole or not at all; the same figure gives the same bytes. Where the table has
        no rows nothing is written, and what an earlier run left under this name is deleted.

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
        if not ORDER.get(Order(name, Path())).includes(name):
            return EmptyFigure(name)
        path, is_about_these = captions_path(self.subject)
        where, row = find_row(path, name)
        folder = figures_folder(self.subject.texts, self.subject.event)
        language = shown_language()
        numbers = self.table if data is None else data
        if self.table.empty or numbers.empty:
            return _delete(folder, name)
        labels = read_labels(self.subject.texts or nearest("seeds", "LETOPIS_SEEDS"))
        kept = kept_words(numbers).union(self.ids)

        def to_russian(text: str) -> str:
            return labels.translate(text, kept)

        captions = fill_captions(where, row, values, to_russian, questions=not is_about_these)
        captions = add_remark(captions, self.remark, to_russian)
        if not is_about_these:
            captions = add_rows(captions, numbers, to_russian)
        order = ORDER.get()
        if order:
            order = order._replace(figure=name)
            return self._write_order(order, captions, numbers, to_russian)
        write(folder / f"{name}.csv", csv_bytes(numbers))
        written = {}
        if is_printing() or language == "en":
            written["en"] = self._write(folder / name, captions["en"], language == "en")
        if is_printing() or language == "ru":
            with translated(self.figure, to_russian) as labels_ru:
                path = folder / "ru" / name
                about = {"labels": labels_ru}
                written["ru"] = self._write(path, captions["ru"], language == "ru", **about)
        png, is_printed = written[language]
        is_own = self.subject.is_own
        return SavedFigure(name, captions[language], png, language, folder, is_own, is_printed)

    def _write_order(
        self,
        order: Order,
        captions: Mapping[str, Caption],
        numbers: pd.DataFrame,
        to_russian: Callable[[str], str],
    ) -> SavedFigure:
        """Write a figure as it is ordered, in one language, also as SVG whose words are text."""
        caption = captions[order.language]
        caption = caption._replace(title=order.title or caption.title)
        to_language = to_russian if order.language == "ru" else str

        titles = self.titles if order.names else {}
        caption = with_titles(caption, titles)

        def to_words(text: str) -> str:
            return titles.get(text) or to_language(text)

        path = order.folder / order.figure
        write(path.with_name(f"{path.name}.csv"), csv_bytes(numbers))
        with translated(self.figure, to_words, order.language):
            png, _ = self._write(path, caption, is_shown=True)
        is_own = self.subject.is_own
        return SavedFigure(order.figure, caption, png, order.language, order.folder, is_own)

    def _write(
        self, path: Path, caption: Caption, is_shown: bool, **about: Any
    ) -> tuple[bytes, bool]:
        """Write the files in one language.

        Returns:
            The picture that is shown; whether all files are of this drawing.
        """
        width = round(self.figure.get_figwidth() * INCH)
        words = {"title": caption.title, "caption": caption.caption, "alt": caption.alt}
        words |= {"width_mm": width} | about
        with house_style(), titled(self.figure, caption.title, caption.note), laid_out(self.figure):
            shown = self._repr_png_() if is_shown else b""
            is_printed = write_pictures(self.figure, path, words)
            if ORDER.get():
                text_svg = render(self.figure, "svg", {"svg.fonttype": "none"})
                write(path.with_name(f"{path.name}-text.svg"), text_svg)
        return shown or b"", is_printed


def chart(draw: Callable[..., Drawn]) -> Callable[..., Chart]:
    """Make a kind of chart of a method that draws a table: in the house style, empty or not.

    The method returns a figure, or a figure and a remark on what of the table is not drawn, or None
    where nothing of the table can be drawn.
    """

    @wraps(draw)
    def drawn(self, table: pd.DataFrame, *columns, **options) -> Chart:
        result = None
        if not table.empty:
            with house_style():
                result = draw(self, table, *columns, **options)
        if result is None:
            return Chart(Figure(figsize=(COLUMN, 1)), table.head(0), subject=self.subject)
        figure, remark = result if isinstance(result, tuple) else (result, "")
        enlarge_letters(figure)
        if self.has_proposed_names and _names_people(table):
            remark = join_remarks(remark, PROPOSED)
        return Chart(figure, table, self.ids, self.subject, remark, self.titles)

    drawn.__annotations__ = draw.__annotations__ | {"return": Chart}
    return drawn


def _names_people(table: pd.DataFrame) -> bool:
    """Return whether a table says who is named."""
    columns = [column for column in NAMING_COLUMNS if column in table]
    return any(bool((table[column] != "").any()) for column in columns)


def kept_words(table: pd.DataFrame) -> set[str]:
    """Return what is not translated: ids of sources and voices, lemmas, quotations."""
    columns = [column for column in table.columns if KEPT_COLUMNS.fullmatch(str(column))]
    return {str(cell) for column in columns for cell in table[column].unique()}


def _delete(folder: Path, name: str) -> EmptyFigure:
    """Delete what an earlier run left of a figure that has nothing to draw."""
    for kind in (*REPRODUCIBLE_METADATA, "json", "csv"):
        for place in (folder, folder / "ru"):
            (place / f"{name}.{kind}").unlink(missing_ok=True)
    return EmptyFigure(name)
