"""The article: notebook 03, as it is kept, in the form that the Journal of Digital History takes.

What the form needs of the notebook is written there: tables have a name and a caption in the first
line of their cell (`# Table phases: …`), prose on method has the tag `hermeneutics`, and what an
article does not show the tag `hidden`. The form: https://github.com/C2DH/template_repo_JDH
"""

import base64
import io
import json
import platform
import re
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from letopis.accounts.references import cited_works
from letopis.project.run import DATA, KERNEL
from letopis.texts.files import KEPT_TABLES, write

NOTEBOOK = "notebooks/03_seven_november_1927.ipynb"
COVER = "figures/03-claims.png"
COPIED = ("CITATION.cff", "LICENSE", "constraints.txt", "seeds", "lib/letopis")
CACHES = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", KEPT_TABLES)
WIDEST = 1000  # pixels of a picture
QUESTIONS = "**Opening questions**"  # where the abstract ends
NEXT = re.compile(r"\n+\*\*Next\*\*.*")  # the way to another notebook
TABLE = re.compile(r"# Table ([a-z]+): (.+)\n")
FIGURE = re.compile(r'\.save\("(03-([\w-]+))"')
REFERENCE = re.compile(r"\[(\d+)\]")
SHOW_COVER = 'from IPython.display import Image, display\n\ndisplay(Image("media/cover.png"))'
BADGE = "https://orcid.org/sites/default/files/images/orcid_16x16.png"


def write_article(root: Path, folder: Path) -> list[Path]:
    """Write the article as a folder that stands alone: notebook, cover, texts, library, versions.

    Args:
        root: The project's folder; the notebook is taken with the outputs that it keeps.
        folder: Where the article goes.

    Returns:
        The files written, but for those that are copies.
    """
    import nbformat
    import yaml

    for path in map(root.joinpath, COPIED):
        _copy(path, folder / path.name)
    for path in (root / "figures").glob("03-*"):
        _copy(path, folder / "figures" / path.name)
    about = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    works = cited_works(root / "seeds" / "bibliography.bib")
    for work in works:
        work["id"] = f"LETOPIS/{work['id'].upper()}"  # the journal looks for capitals
    book = nbformat.read(root / NOTEBOOK, as_version=4)
    cover = _smaller(root / COVER)
    body = [cell for cell in book.cells[1:] if cell.cell_type == "code" or not _is_hidden(cell)]
    for cell in body:
        _adapt(cell, works)
    _number(body, root / "figures")
    biblio = '<div class="cite2c-biblio"></div>'
    end = [_prose("references", "## References"), _prose("bibliography", biblio)]
    book.cells = [*_front(book.cells[0].source, about, cover), *body, *end]
    version = platform.python_version()
    book.metadata = {
        "kernelspec": KERNEL,
        "language_info": {"name": "python", "version": version},
        "cite2c": {"citations": {work["id"]: work for work in works}},
    }
    return [
        write(folder / "article.ipynb", f"{nbformat.writes(book)}\n".encode()),
        write(folder / "media" / "cover.png", cover),
        write(folder / "requirements.txt", _requirements(root).encode()),
        write(folder / "runtime.txt", f"python-{version}".encode()),
    ]


def _copy(path: Path, target: Path) -> None:
    """Copy a file, or a folder without what programs leave in it."""
    if path.is_dir():
        shutil.copytree(path, target, ignore=CACHES, dirs_exist_ok=True)
    else:
        write(target, path.read_bytes())


def _smaller(path: Path) -> bytes:
    """Return a picture as PNG, as large as the journal allows."""
    from PIL import Image

    buffer = io.BytesIO()
    with Image.open(path) as picture:
        picture.thumbnail((WIDEST, WIDEST))
        picture.save(buffer, "png")
    return buffer.getvalue()


def _requirements(root: Path) -> str:
    """Return the pins of requirements.txt for what the library itself needs."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[^\w-]", needed)[0] for needed in project["dependencies"]}
    lines = (root / "requirements.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if re.split(r"[^\w-]", line)[0] in names]
    return "\n".join(["-c constraints.txt", *pins, ""])


def _prose(name: str, words: str, tag: str = "narrative") -> Any:
    """Return a cell of prose."""
    import nbformat

    return nbformat.v4.new_markdown_cell(words.strip(), id=name, metadata={"tags": [tag]})


def _front(opening: str, about: Mapping[str, Any], cover: bytes) -> list[Any]:
    """Return the cells before the text: title, authors, rights, cover, keywords, abstract."""
    import nbformat

    title, _, words = opening.partition("\n\n")
    abstract, _, questions = words.partition(QUESTIONS)
    abstract = abstract.replace("**In short.** ", "")
    fixed = tomllib.loads((DATA / "article.toml").read_text("utf-8"))
    names = [_name(author) for author in about["authors"]]
    authors = [
        _prose(f"contributor-{number}", _contributor(author), "contributor")
        for number, author in enumerate(about["authors"], start=1)
    ]
    image = {"image/png": base64.b64encode(cover).decode()}
    picture = nbformat.v4.new_output("display_data", image)
    metadata = {"tags": ["cover"]}
    return [
        _prose("title", title, "title"),
        *authors,
        _prose("copyright", fixed["copyright"].format(names=", ".join(names)), "copyright"),
        nbformat.v4.new_code_cell(SHOW_COVER, id="cover", outputs=[picture], metadata=metadata),
        _prose("disclaimer", fixed["disclaimer"], "disclaimer"),
        _prose("keywords", ", ".join(about["keywords"]), "keywords"),
        _prose("abstract", abstract, "abstract"),
        _prose("questions", f"## Opening questions{questions}"),
    ]


def _name(author: Mapping[str, str]) -> str:
    """Return the name of an author of CITATION.cff, a person or a group."""
    person = f"{author.get('given-names', '')} {author.get('family-names', '')}"
    return author.get("name") or person.strip()


def _contributor(author: Mapping[str, str]) -> str:
    """Return what the cell of an author says: the name, the ORCID if there is one, the place."""
    orcid = author.get("orcid", "")
    badge = f" [![orcid]({BADGE})]({orcid})" if orcid else ""
    return f"### {_name(author)}{badge}\n{author.get('affiliation', '')}"


def _adapt(cell: Any, works: list[dict[str, Any]]) -> None:
    """Give a cell of the notebook its layer, its citations, and links that lead somewhere."""
    tags = cell.metadata.get("tags", [])
    layer = [tag for tag in tags if tag in ("hermeneutics", "hidden")]
    if cell.cell_type == "code":
        cell.metadata = {"tags": layer}
        cell.outputs = [output for output in cell.outputs if not _is_caption(output)]
        return
    cell.metadata = {"tags": layer or ["narrative"]}
    cell.source = NEXT.sub("", cell.source).replace("](../figures/", "](figures/")
    cite = '<cite data-cite="{}"></cite>'
    cell.source = REFERENCE.sub(
        lambda number: cite.format(works[int(number[1]) - 1]["id"]), cell.source
    )


def _is_hidden(cell: Any) -> bool:
    """Return whether an article does not show a cell."""
    return "hidden" in cell.metadata.get("tags", [])


def _is_caption(output: Any) -> bool:
    """Return whether an output is what stands below a figure: the article has it elsewhere."""
    return "letopis" in output.get("metadata", {})


def _number(cells: list[Any], figures: Path) -> None:
    """Give every figure and table its tag and its numbered caption."""
    count = {"figure": 0, "table": 0}
    for cell in cells:
        table = TABLE.match(cell.source)
        figure = FIGURE.search(cell.source)
        if table:
            kind, name, caption = "table", table[1], table[2]
            cell.source = TABLE.sub("", cell.source, count=1)
        elif figure:
            about = json.loads((figures / f"{figure[1]}.json").read_text("utf-8"))
            kind, name, caption = "figure", figure[2].replace("-", ""), about["caption"]
        else:
            continue
        count[kind] += 1
        captioned = {"source": [f"{kind} {count[kind]}: {caption}"]}
        cell.metadata["tags"].append(f"{kind}-{name}-*")
        cell.metadata["jdh"] = {"module": "object", "object": captioned}
