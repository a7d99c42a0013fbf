"""The gallery: every saved figure with its caption, alt text, numbers, files and a citation."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from letopis.figures.citations import made_from_own_texts, read_citation, write_citations
from letopis.figures.style import DATA
from letopis.figures.workbook import write_workbook
from letopis.texts.checks import FIGURE_NAME
from letopis.texts.errors import InputError
from letopis.texts.files import write

OPENING = b"# Figures\n\nWritten by `make figures`"  # by which a page of the gallery is known
HEIGHT = re.compile(r'<svg\b[^>]*? height="([\d.]+)pt"')
FIRST_SENTENCE = re.compile(r"(.+?)\.(?:\s.*)?", re.DOTALL)
IN_MARKDOWN = re.compile(r"([\\`*_\[\]<>$#~^@|{}\"])")
IN_BIBTEX = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
IN_BIBTEX |= {sign: f"\\{sign}" for sign in "{}$&#_%"}


def escape_markdown(text: str) -> str:
    r"""Return words as Markdown prints them: [a_b] → \[a\_b\]."""
    return IN_MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def escape_bibtex(text: str) -> str:
    r"""Return words as BibTeX prints them: 95 % → 95 \%."""
    return text.translate(str.maketrans(IN_BIBTEX))


def gallery_path(folder: Path) -> Path:
    """Return the path of the gallery: README.md in the folder of the figures.

    Raises:
        InputError: There is a README.md that the gallery has not written.
    """
    path = folder / "README.md"
    if path.is_file() and not path.read_bytes().replace(b"\r\n", b"\n").startswith(OPENING):
        raise InputError(
            f"{path}: expected no such file, or one that the gallery has written, and found "
            "another; it is left as it is. Choose another folder for the figures "
            "(LETOPIS_FIGURES), or rename the file."
        )
    return path


def write_gallery(folder: Path, notebooks: Path, citation: Path, own_texts: bool = False) -> Path:
    """Write the gallery of all figures that have a Russian twin, their numbers and citations.

    Args:
        folder: Where figures are kept.
        notebooks: The folder of the notebooks, each linked from its figures.
        citation: The project's CITATION.cff.
        own_texts: The figures are of a reader's own texts: they are cited without an author.

    Returns:
        The path of the gallery.

    Raises:
        InputError: See `gallery_path` and `read_citation`.
    """
    from jinja2 import Environment

    path = gallery_path(folder)
    names = sorted(about.stem for about in folder.glob("*.json"))
    complete = [name for name in names if (folder / "ru" / f"{name}.json").is_file()]
    figures = [_facts(folder, name, notebooks) for name in complete if FIGURE_NAME.accepts(name)]
    environment = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters |= {"md": escape_markdown, "bib": escape_bibtex}
    template = environment.from_string((DATA / "gallery.md").read_text("utf-8"))
    project = read_citation(citation)
    made = made_from_own_texts(project)
    page = template.render(figures=figures, project=project, own_texts=own_texts, made=made)
    write_workbook(folder)
    write_citations(folder, figures, project, own_texts)
    return write(path, page.encode())


def _facts(folder: Path, name: str, notebooks: Path) -> Mapping[str, object]:
    """Return what the gallery says of a figure."""
    english, russian = (
        json.loads((place / f"{name}.json").read_text("utf-8")) for place in (folder, folder / "ru")
    )
    height = HEIGHT.search((folder / f"{name}.svg").read_text("utf-8"))
    first = FIRST_SENTENCE.fullmatch(english["caption"])
    books = sorted(path.name for path in notebooks.glob(f"{name[:2]}_*.ipynb"))
    return {
        "name": name,
        "title": english.get("title", name),  # none in what earlier versions wrote
        "english": english,
        "russian": russian,
        "height_mm": round(float(height[1]) * 25.4 / 72),
        "subject": first[1] if first else english["caption"],
        "notebook": f"{notebooks.name}/{books[0]}" if books else "",
    }
