"""Citations: how a figure is cited, and all of a folder as files that Zotero and others take.

What is said of the project stands in its CITATION.cff alone: also its address, once it has one.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from letopis.texts.decoding import decode
from letopis.texts.errors import InputError
from letopis.texts.files import SEEDS, write

CREDITS = {
    "en": "Figure {name} in: {author}, {title}, version {version}, {year}. "
    "{address}Licence: {licence}.",
    "ru": "Рисунок {name}. Источник: {author}, {title}, версия {version}, {year}. "
    "{address}Лицензия: {licence}.",
}
OF_OWN_TEXTS = {"en": "Made with Letopis {version}.", "ru": "Сделано с помощью Letopis {version}."}


def read_citation(path: Path) -> dict[str, str]:
    """Read `title, author, version, year, licence, url` of the project from its CITATION.cff.

    `url` is "" as long as the file has neither `url` nor `repository-code`.

    Raises:
        InputError: The file is not YAML, or lacks one of the others.
    """
    import yaml

    try:
        about = yaml.safe_load(decode(path, path.read_bytes()))
        return {
            "title": about["title"],
            "author": about["authors"][0]["name"],
            "version": str(about["version"]),
            "year": str(about["date-released"])[:4],
            "licence": about["license"],
            "url": about.get("url") or about.get("repository-code") or "",
        }
    except (yaml.YAMLError, KeyError, IndexError, TypeError) as error:
        expected = "expected title, version, date-released, license, and authors with a name"
        raise InputError(f"{path}: {error}; {expected}.") from None


def credit(name: str, language: str, own_texts: bool) -> str:
    """Return the line below a figure that says where it is from, and under which licence.

    Returns:
        A sentence or two; of a figure of a reader's own texts only with what it was made; "" where
        the project's CITATION.cff is not at hand, as in an installed package.
    """
    path = SEEDS.parent / "CITATION.cff"
    if not path.is_file():
        return ""
    project = read_citation(path)
    template = (OF_OWN_TEXTS if own_texts else CREDITS)[language]
    address = f"{project['url']} " if project["url"] else ""
    return template.format(name=name, address=address, **project)


def made_from_own_texts(project: Mapping[str, str]) -> str:
    """Return what figures of a reader's own texts are said to come from."""
    return f"Made with Letopis {project['version']} from the reader's own texts"


def write_citations(
    folder: Path, figures: Iterable[Mapping], project: Mapping[str, str], own_texts: bool = False
) -> list[Path]:
    """Write what cites each figure: citations.ris, and citations.csl.json (CSL-JSON).

    All figures are in one file of each kind: a program that manages references imports it once, and
    a document cites any of them by the key that the gallery shows (letopis-03-claims).

    Args:
        folder: Where figures are kept.
        figures: Of each its `name`, `subject` and `english` words; see `gallery`.
        project: What `read_citation` says of the project.
        own_texts: The figures are of a reader's own texts: they are cited without an author.
    """
    items = [_item(figure, project, own_texts) for figure in figures]
    as_json = json.dumps(items, ensure_ascii=False, indent=1)
    records = [as_ris(item) for item in items]
    return [
        write(folder / "citations.csl.json", f"{as_json}\n".encode()),
        write(folder / "citations.ris", "\n".join(records).encode()),
    ]


def _item(figure: Mapping, project: Mapping[str, str], own_texts: bool) -> dict[str, object]:
    """Return the citation of a figure as an item of CSL-JSON."""
    item: dict[str, object] = {
        "id": f"letopis-{figure['name']}",
        "type": "graphic",
        "title": figure["subject"],
        "note": f"Figure {figure['name']}",
        "abstract": figure["english"]["caption"],
    }
    if own_texts:
        return item | {"container-title": made_from_own_texts(project)}
    return item | {
        "container-title": project["title"],
        "author": [{"literal": project["author"]}],
        "version": project["version"],
        **({"URL": project["url"]} if project["url"] else {}),
        "issued": {"date-parts": [[int(project["year"])]]},
    }


def as_ris(item: Mapping) -> str:
    """Return an item of CSL-JSON as a record of RIS, a line a field.

    >>> item = {"id": "x", "title": "Words", "note": "Figure x", "container-title": "Letopis"}
    >>> as_ris(item).splitlines()
    ['TY  - FIGURE', 'ID  - x', 'TI  - Words', 'T2  - Letopis', 'N1  - Figure x', 'ER  - ']
    """
    authors = [author["literal"] for author in item.get("author", [])]
    years = [str(date[0]) for date in item.get("issued", {}).get("date-parts", [])]
    fields = [
        ("TY", "FIGURE"),
        ("ID", item["id"]),
        *[("AU", author) for author in authors],
        ("TI", item["title"]),
        ("T2", item["container-title"]),
        ("ET", item.get("version", "")),
        *[("PY", year) for year in years],
        ("UR", item.get("URL", "")),
        ("N1", item["note"]),
        ("AB", item.get("abstract", "")),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - ", ""])
