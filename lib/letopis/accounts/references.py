"""References: what is cited for context, from bibliography.bib."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letopis.texts.errors import InputError

if TYPE_CHECKING:
    from letopis.corpus import Corpus


RUSSIAN_EDITOR = re.compile(r"(?<=[а-яё]), editors?\b")  # what the English style says of a Russian
CSL_FIELDS = {
    "title": "title",
    "address": "publisher-place",
    "publisher": "publisher",
    "howpublished": "publisher",
    "volume": "volume",
    "note": "note",
}


def references(corpus: Corpus) -> str:
    """Return bibliography.bib of the folder as a numbered list, sorted by author; "" for none.

    Raises:
        InputError: With what is wrong, where the file is not BibTeX.
    """
    from pybtex import PybtexEngine
    from pybtex.exceptions import PybtexError

    path = corpus.folder / "bibliography.bib"
    if not path.is_file():
        return ""
    options = {"style": "plain", "output_backend": "plaintext", "bib_encoding": "utf-8"}
    try:
        listed = PybtexEngine().format_from_files([str(path)], **options).strip()
    except PybtexError as error:
        raise InputError(f"{path}: {error}; expected BibTeX, as in seeds/.") from None
    return RUSSIAN_EDITOR.sub(", ред", listed)


def cited_works(path: Path) -> list[dict[str, Any]]:
    """Return the works of a bibliography in the order of `references`, as items of CSL-JSON.

    Args:
        path: A file in BibTeX, which `references` has read.

    Returns:
        An item a work: its key as `id`, its `type`, `title`, `issued` and what else is known of it.
    """
    from pybtex.database import parse_file
    from pybtex.style.formatting.plain import Style

    works = parse_file(str(path), bib_format="bibtex", encoding="utf-8").entries
    order = Style().sort(list(works.values()))
    return [_csl_item(work) for work in order]


def _csl_item(work: Any) -> dict[str, Any]:
    """Return a work of a bibliography as an item of CSL-JSON."""
    from pybtex.richtext import Text

    item: dict[str, Any] = {"id": work.key, "type": "book" if work.type == "book" else "document"}
    for field, name in CSL_FIELDS.items():
        if field in work.fields:
            item[name] = Text.from_latex(work.fields[field]).render_as("text")
    for role, people in work.persons.items():
        item[role] = [
            {
                "family": " ".join(person.prelast_names + person.last_names),
                "given": " ".join(person.first_names + person.middle_names),
            }
            for person in people
        ]
    item["issued"] = {"date-parts": [[int(work.fields["year"])]]}
    return item
