"""Stances: how each source, or part of one, takes up each facet, and in which words.

Functions read `corpus.codebook` and `corpus.claims`; `by` is "source" or "part".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from letopis.accounts.claims import evidence
from letopis.texts.schemas import STANCES
from letopis.texts.tables import frame, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

DESCRIBES = STANCES[:3]
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


def stance_matrix(corpus: Corpus, by: str = "source") -> pd.DataFrame:
    """Return the stance of each source, or of each part, on each facet.

    Returns:
        Facets (rows, in the order of the codebook) × sources or parts: contradicts, asserts,
        implies, silent, or "not coded" where nobody has coded, which is not "silent".

    Raises:
        ValueError: For another `by`.
    """
    if by not in ("source", "part"):
        raise ValueError(f"by={by!r}: expected 'source' or 'part'.")
    columns = list(corpus.sources.index) if by == "source" else list(corpus.parts["part"])
    wide = strongest_stance(corpus.claims, by).pivot(index="facet", columns=by, values="stance")
    whole = wide.reindex(index=list(corpus.codebook["facet"]), columns=columns)
    return whole.fillna(NOT_CODED).astype("str")


def about_other_time(corpus: Corpus, by: str = "source") -> pd.DataFrame:
    """Mark where a source, or part, takes up a facet only for another time than that of the event.

    Returns:
        Facets × sources or parts as in `stance_matrix`: True where all evidence is about the
        aftermath or still other days; False too where a source does not mention the facet.
    """
    statements = evidence(corpus.claims)
    is_other = ~statements["about"].isin(["preparation", "day"])
    only_other = (
        is_other.groupby([statements["facet"], statements[by]]).all().unstack(fill_value=False)
    )
    return only_other.reindex_like(stance_matrix(corpus, by)).fillna(False).astype(bool)


def stance_table(corpus: Corpus, source: str | None = None) -> pd.DataFrame:
    """Return the stances of all sources, or of the parts of one source, in one long table.

    Args:
        source: The source whose parts are wanted, on the facets that one of them describes.

    Returns:
        A row a facet and source (or part), in the order of the codebook: `group, facet, label_en,
        label_ru, source` (or `part`), `stance, other_time`.
    """
    by = "source" if source is None else "part"
    stances = stance_matrix(corpus, by)
    if source is not None:
        stances = stances[corpus.parts.loc[corpus.parts["source"] == source, "part"]]
        stances = stances[stances.isin(DESCRIBES).any(axis=1)]
    other_time = about_other_time(corpus, by)
    rows = []
    for facet in rows_of(corpus.codebook[corpus.codebook["facet"].isin(stances.index)]):
        labels = (facet.group, facet.facet, facet.label_en, facet.label_ru)
        for name in stances.columns:
            cells = (name, stances.at[facet.facet, name], other_time.at[facet.facet, name])
            rows.append((*labels, *cells))
    kinds = dict.fromkeys((*LABELS, by, "stance"), "str") | {"other_time": "bool"}
    return frame(rows, kinds)


def synopsis(corpus: Corpus) -> pd.DataFrame:
    """Set the accounts side by side, each in its own words.

    Returns:
        `group, facet, label_en, label_ru`, then a column a source. A cell has a line a quote, as
        «words of the source» [our gloss], or says "does not mention" or "not coded".
    """
    stances = stance_matrix(corpus).replace("silent", NOT_MENTIONED)
    quoted = evidence(corpus.claims).drop_duplicates(["source", "facet", "quote"])
    lines: dict[Any, list[str]] = {}
    for claim in rows_of(quoted):
        lines.setdefault((claim.facet, claim.source), []).append(_quotation(claim))
    table = corpus.codebook[LABELS].copy()
    for source, cells in stances.to_dict().items():
        quotations = [lines.get((facet, source), [cells[facet]]) for facet in table["facet"]]
        table[source] = ["\n".join(cell) for cell in quotations]
    return table


def _quotation(claim: Any) -> str:
    """Return a quote with its gloss, and its part where the source has several."""
    gloss = f" [{claim.gloss}]" if claim.gloss not in ("", claim.quote) else ""
    part = f" ({claim.part})" if claim.part != claim.source else ""
    return f"«{claim.quote}»{gloss}{part}"
