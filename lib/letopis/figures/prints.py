"""Prints: the picture files of a figure, laid out once, drawn only where they would be others."""

import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from letopis.figures.order import ORDER
from letopis.figures.style import house_style
from letopis.texts.files import write

SWITCH = "LETOPIS_PRINT"
SHOWN_DPI = 130  # of the picture in a notebook
PRINTED = ("pdf", "png")
NO_NEW_LAYOUT: dict[Any, Any] = {"figure.constrained_layout.use": False}  # for what has none
DIGEST = "files"  # in the JSON of a figure: of its SVG, PDF and PNG
REPRODUCIBLE_METADATA = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}


def is_printing() -> bool:
    """Return whether PDF, PNG and the twin in the other language are written too.

    So it is where LETOPIS_PRINT is set in the environment, as `python -m letopis run` does, and
    where one figure is ordered; not while somebody works in a notebook.
    """
    return bool(os.environ.get(SWITCH)) or ORDER.get() is not None


@contextmanager
def laid_out(figure: Figure) -> Iterator[None]:
    """Lay out a figure once, for every picture that is drawn of it inside this.

    It is laid out for the picture in a notebook, whose letters are the widest.
    """
    engine = figure.get_layout_engine()
    places = {axes: axes.get_position(original=True).frozen() for axes in figure.axes}
    are_in_layout = {axes: axes.get_in_layout() for axes in figure.axes}
    if isinstance(engine, ConstrainedLayoutEngine):
        dpi = figure.dpi
        figure.set_dpi(SHOWN_DPI)
        engine.execute(figure)
        figure.set_dpi(dpi)
    with mpl.rc_context(NO_NEW_LAYOUT):
        figure.set_layout_engine(None)
    try:
        yield
    finally:
        for axes, place in places.items():
            axes.set_position(place)
            axes.set_in_layout(are_in_layout[axes])
        figure.set_layout_engine(engine)


def render(
    figure: Figure, kind: str, look: Mapping[str, Any] | None = None, **options: Any
) -> bytes:
    """Draw a figure as a picture of a kind: svg, pdf, png; in the house style but for a look."""
    buffer = io.BytesIO()
    with house_style(), mpl.rc_context(NO_NEW_LAYOUT | dict(look or {})):
        figure.savefig(buffer, format=kind, metadata=REPRODUCIBLE_METADATA[kind], **options)
    return buffer.getvalue()


def write_pictures(figure: Figure, path: Path, words: Mapping[str, Any]) -> bool:
    """Write a figure, laid out, as SVG and, where one prints, as PDF and PNG; its words as JSON.

    SVG has every line and letter of the drawing. So where the new SVG, with the PDF and the PNG
    that are kept, has the digest that the JSON names, these were drawn of the same and are left.
    The JSON is written last: what a killed run leaves is drawn anew.

    Args:
        figure: What is drawn.
        path: Of the files, without their endings.
        words: What the JSON says of it; it may be filled while the figure is drawn.

    Returns:
        Whether PDF and PNG are of this drawing.
    """
    svg = render(figure, "svg")
    digest = _kept_digest(path)
    is_current = digest == _digest(svg, path)
    if not is_current and is_printing():
        for kind in PRINTED:
            write(path.with_name(f"{path.name}.{kind}"), render(figure, kind))
        digest = _digest(svg, path)
        is_current = True
    write(path.with_name(f"{path.name}.svg"), svg)
    text = json.dumps({**words, DIGEST: digest}, ensure_ascii=False, indent=1)
    write(path.with_name(f"{path.name}.json"), f"{text}\n".encode())
    return is_current


def _kept_digest(path: Path) -> str:
    """Return the digest that the JSON of a figure names; "" where there is none."""
    try:
        about = json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))
        return str(about[DIGEST])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _digest(svg: bytes, path: Path) -> str:
    """Return the digest of a new SVG with the PDF and PNG that are kept, and of what draws them."""
    digest = hashlib.sha256(mpl.__version__.encode() + svg)
    for kind in PRINTED:
        printed = path.with_name(f"{path.name}.{kind}")
        digest.update(printed.read_bytes() if printed.is_file() else b"")
    return digest.hexdigest()
