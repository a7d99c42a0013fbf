"""References: what is cited for context, from bibliography.bib."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letopis.texts.errors import InputError

if TYPE_CHECKING:
    from letopis.corpus import Corpus


RUSSIAN_EDITOR = re.compile(r"(?<=[а-яё]), editors?\b")  # what the English style says of a Russian


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
