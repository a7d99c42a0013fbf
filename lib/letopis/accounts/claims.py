"""Claims: what each source says on each facet of an event, with the words that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.quotes import locate_quotes
from letopis.texts.schemas import CLAIMS, CODEBOOK, read_table

if TYPE_CHECKING:
    from letopis.corpus import Corpus

CLAIM_COLUMNS = "source facet stance value start stop quote part about gloss note against clash"


def codebook(corpus: Corpus) -> pd.DataFrame:
    """Read codebook.csv: the facets of all events.

    Returns:
        `facet, event, group, label_en, label_ru, question, definition, kind` (category, free),
        `scope`, and the file's other columns.

    Raises:
        InputError: For a facet without a name, or with that of another.
    """
    return read_table(corpus.folder / "codebook.csv", CODEBOOK).reset_index(drop=True)


def claims(corpus: Corpus) -> pd.DataFrame:
    """Read claims.csv and find every quote in its text.

    A facet that nobody has coded for a source has no row: that is not the same as "silent".

    Returns:
        One row a piece of evidence, or a facet not mentioned: `source, facet, stance` (asserts,
        implies, contradicts, silent), `value, start, stop` (code points), `quote, part, about`
        (preparation, day, aftermath, context), `gloss` (in English), `note, against` (sources or
        parts, separated by |) and `clash` (real, arguable, apparent). A silent row has no value
        and no place.

    Raises:
        InputError: For an unknown source, part, facet, stance or clash, and for a quote that its
            part does not have.
    """
    return _read_coding(corpus, "claims.csv")


def second_coding(corpus: Corpus) -> pd.DataFrame:
    """Read claims_second.csv, the second, independent coding: columns and errors of `claims`."""
    table = _read_coding(corpus, "claims_second.csv")
    return table[table["facet"].isin(corpus.codebook["facet"])].reset_index(drop=True)


def evidence(coding: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a coding in which a source says something: all but the silent ones."""
    return coding[coding["stance"] != "silent"]


def _read_coding(corpus: Corpus, name: str) -> pd.DataFrame:
    """Read a file of claims, with the places of its quotes."""
    path = corpus.folder / name
    sources = list(corpus.sources.index)
    facets = list(codebook(corpus)["facet"])
    table = read_table(path, CLAIMS, source=sources, facet=facets)
    located = locate_quotes(table, path, corpus.text, corpus.parts)
    coding = located[CLAIM_COLUMNS.split()]
    return coding.sort_values(["source", "start"], kind="stable", ignore_index=True)
