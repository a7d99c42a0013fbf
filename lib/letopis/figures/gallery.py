"""The gallery: every saved figure with its caption, alt text, numbers, files and a citation."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from letopis.texts.checks import FIGURE_NAME
from letopis.texts.decoding import decode
from letopis.texts.errors import InputError
from letopis.texts.files import write

KINDS = ("svg", "pdf", "png")
HEAD = """# Figures

Written by `make figures`: each picture with its caption, its alt text, the numbers it draws and a
citation; and once more with Russian words, in the folder `ru`."""
OPENING = b"# Figures\n\nWritten by `make figures`"  # by which a page of the gallery is known
HEIGHT = re.compile(r'<svg\b[^>]*? height="([\d.]+)pt"')
FIRST_SENTENCE = re.compile(r"(.+?)\.(?:\s.*)?", re.DOTALL)
IN_MARKDOWN = re.compile(r"([\\`*_\[\]<>$#~^@|{}\"])")
IN_BIBTEX = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
IN_BIBTEX |= {sign: f"\\{sign}" for sign in "{}$&#_%"}
EXPECTED = "expected title, version, date-released and authors, each with a name"
CITED_PROJECT = Template("$author. “$subject.” Figure $name in $title, version $version, $year.")
BIBTEX_PROJECT = Template("""@misc{letopis-$name,
  author = {{$author}},
  title = {{$subject}},
  howpublished = {Figure $name in: {$title}, version $version},
  year = {$year},
}""")
CITED_OWN = Template(
    "“$subject.” Figure $name. Made with Letopis $version from the reader's own texts."
)
BIBTEX_OWN = Template("""@misc{letopis-$name,
  title = {{$subject}},
  howpublished = {Figure $name. Made with Letopis $version from the reader's own texts},
}""")


def escape_markdown(text: str) -> str:
    r"""Return words as Markdown prints them: [a_b] → \[a\_b\]."""
    return IN_MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def escape_bibtex(text: str) -> str:
    r"""Return words as BibTeX prints them: 95 % → 95 \%."""
    return text.translate(str.maketrans(IN_BIBTEX))


def read_citation(path: Path) -> dict[str, str]:
    """Read `title, author, version, year` of the project from its CITATION.cff.

    Raises:
        InputError: The file is not YAML, or lacks one of these.
    """
    import yaml

    try:
        about = yaml.safe_load(decode(path, path.read_bytes()))
        return {
            "title": about["title"],
            "author": about["authors"][0]["name"],
            "version": str(about["version"]),
            "year": str(about["date-released"])[:4],
        }
    except yaml.YAMLError as error:
        raise InputError(f"{path}: {error}; {EXPECTED}.") from None
    except (KeyError, IndexError, TypeError) as error:
        raise InputError(f"{path}: found no {error}; {EXPECTED}.") from None


def cite(name: str, caption: str, project: Mapping[str, str], own_texts: bool) -> tuple[str, str]:
    """Return the citation of a figure as text and as BibTeX, by the first sentence of its caption.

    A figure of the reader's own texts is cited as made with Letopis, without an author.
    """
    first = FIRST_SENTENCE.fullmatch(caption)
    facts = {**project, "name": name, "subject": first[1] if first else caption}
    escaped = {key: escape_bibtex(value) for key, value in facts.items()}
    if own_texts:
        return CITED_OWN.substitute(facts), BIBTEX_OWN.substitute(escaped)
    text = CITED_PROJECT.substitute(facts)
    return text[0].upper() + text[1:], BIBTEX_PROJECT.substitute(escaped)


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
    """Write the gallery of all figures that have a Russian twin.

    Args:
        folder: Where figures are kept.
        notebooks: The folder of the notebooks, each linked from its figures.
        citation: The project's CITATION.cff.
        own_texts: The figures are of a reader's own texts, not of the project's.

    Returns:
        The path of the gallery.

    Raises:
        InputError: See `gallery_path` and `read_citation`.
    """
    path = gallery_path(folder)
    project = read_citation(citation)
    parts = [HEAD]
    for about in sorted(folder.glob("*.json"), key=lambda path: path.stem):
        name = about.stem
        if FIGURE_NAME.accepts(name) and (folder / "ru" / about.name).is_file():
            parts += _entry(folder, name, notebooks, project, own_texts)
    return write(path, ("\n\n".join(parts) + "\n").encode())


def _entry(
    folder: Path, name: str, notebooks: Path, project: Mapping[str, str], own_texts: bool
) -> Iterator[str]:
    """Yield the paragraphs of one figure."""
    english = json.loads((folder / f"{name}.json").read_text("utf-8"))
    russian = json.loads((folder / "ru" / f"{name}.json").read_text("utf-8"))
    alt = escape_markdown(english["alt"])
    text, bibtex = cite(name, english["caption"], project, own_texts)
    facts = [_size(folder, name, english["width_mm"]), *_notebook(name, notebooks)]
    yield f"## {name}"
    yield f"![{alt}]({name}.svg)"
    yield escape_markdown(english["caption"])
    yield f"*Alt text:* {alt}"
    yield f"{_links(name)} · numbers: [CSV]({name}.csv) · {' · '.join(facts)}"
    yield f"*По-русски:* {escape_markdown(russian['caption'])}"
    yield f"*Описание:* {escape_markdown(russian['alt'])}"
    yield _links(name, "ru/")
    yield f"*Citation:* {escape_markdown(text)}"
    yield f"```bibtex\n{bibtex}\n```"


def _size(folder: Path, name: str, width: int) -> str:
    """Return width and height of a figure in millimetres."""
    height = HEIGHT.search((folder / f"{name}.svg").read_text("utf-8"))
    return f"{width} × {float(height[1]) * 25.4 / 72:.0f} mm"


def _notebook(name: str, notebooks: Path) -> Iterator[str]:
    """Yield a link to the notebook whose number begins the figure's name, where there is one."""
    for path in sorted(notebooks.glob(f"{name[:2]}_*.ipynb"))[:1]:
        yield f"from [{path.name}](../{notebooks.name}/{path.name})"


def _links(name: str, folder: str = "") -> str:
    """Return links to the pictures of a figure."""
    return " · ".join(f"[{kind.upper()}]({folder}{name}.{kind})" for kind in KINDS)
