"""Stances: how each source, or part of one, takes up each facet, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from letopis.texts.schemas import STANCES
from letopis.texts.tables import rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

NEAR = ["preparation", "day"]  # of the times a statement can be about, those of the event itself
NOT_CODED = "not coded"
NOT_MENTIONED = "does not mention"
LABELS = ["group", "facet", "label_en", "label_ru"]


def strongest_stance(coding: pd.DataFrame, by: str = "source") -> pd.DataFrame:
    """Return the stance that counts for a source (or part) on a facet: the first in STANCES.

    Args:
        coding: The columns of `corpus.claims`.
        by: "source" or "part".

    Returns:
        `source` (or `part`), `facet, stance`.
    """
    ranks = coding["stance"].map(STANCES.index).astype("int64")
    ranked = coding.assign(rank=ranks).sort_values("rank", kind="stable")
    return ranked.drop_duplicates([by, "facet"])[[by, "facet", "stance"]]


def stance_table(corpus: Corpus, by: str = "source") -> pd.DataFrame:
    """Return how each source, or each part of one, takes up each facet.

    Args:
        corpus: The texts, with codebook and claims.
        by: "source" or "part".

    Returns:
        A row a facet and source (or part), in the order of the codebook: `group, facet, label_en,
        label_ru, source` (or `part`), `stance` (contradicts, asserts, implies, silent, or "not
        coded", which is not "silent"), `other_time` (true where all evidence is about another
        time than the day and its preparation).

    Raises:
        ValueError: For another `by`.
    """
    if by not in ("source", "part"):
        raise ValueError(f"by={by!r}: expected 'source' or 'part'.")
    names = pd.Series(list(corpus.sources.index) if by == "source" else corpus.parts["part"])
    table = corpus.codebook[LABELS].merge(names.rename(by), how="cross")
    table = table.merge(strongest_stance(corpus.claims, by), on=[by, "facet"], how="left")
    table["stance"] = table["stance"].astype("str").fillna(NOT_CODED)
    statements = corpus.claims.query("stance != 'silent'")
    is_other = ~statements["about"].isin(NEAR)
    only_other = is_other.groupby([statements[by], statements["facet"]]).all()
    units = pd.MultiIndex.from_frame(table[[by, "facet"]])
    table["other_time"] = units.isin(only_other.index[only_other])
    return table


def describing_sources(corpus: Corpus) -> pd.DataFrame:
    """List for each facet the sources that describe it, for whatever time.

    Returns:
        `group, facet, label_en, label_ru, question, sources` (separated by ", "), `count`.
    """
    statements = corpus.claims.query("stance != 'silent'")
    sources = statements.groupby("facet")["source"].agg(lambda column: sorted(set(column)))
    table = corpus.codebook[[*LABELS, "question"]].copy()
    found = [sources.get(facet, []) for facet in table["facet"]]
    return table.assign(sources=[", ".join(names) for names in found], count=list(map(len, found)))


def synopsis(corpus: Corpus) -> pd.DataFrame:
    """Set the accounts side by side, each in its own words.

    Returns:
        `group, facet, label_en, label_ru`, then a column a source. A cell has a line a quote, as
        «words of the source» [our gloss], or says "does not mention" or "not coded".
    """
    cells = {}
    for row in rows_of(stance_table(corpus)):
        cells[row.facet, row.source] = [NOT_CODED if row.stance == NOT_CODED else NOT_MENTIONED]
    statements = corpus.claims.query("stance != 'silent'")
    quoted = statements.drop_duplicates(["source", "facet", "quote"])
    for (facet, source), rows in quoted.groupby(["facet", "source"]):
        cells[str(facet), str(source)] = [_quotation(claim) for claim in rows_of(rows)]
    table = corpus.codebook[LABELS].copy()
    for source in corpus.sources.index:
        table[source] = ["\n".join(cells[facet, source]) for facet in table["facet"]]
    return table


def _quotation(claim: Any) -> str:
    """Return a quote with its gloss, and its part where the source has several."""
    gloss = f" [{claim.gloss}]" if claim.gloss not in ("", claim.quote) else ""
    part = f" ({claim.part})" if claim.part != claim.source else ""
    return f"«{claim.quote}»{gloss}{part}"
