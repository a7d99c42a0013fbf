"""Relations: where the sources share a value, and where they do not.

Only facets with fixed values, and only what is said of the day and its preparation, are compared:
free wordings are never counted as agreement or difference. To share a value is not to confirm it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from letopis.accounts.claims import second_coding
from letopis.accounts.stances import NEAR, NOT_CODED
from letopis.texts.tables import frame, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

RELATIONS = ("agree", "differ", "only a", "only b", "neither", NOT_CODED)
SHARED_COLUMNS = dict.fromkeys(("facet", "label_en", "label_ru", "value", "sources"), "str")
SHARED_COLUMNS |= {"witnesses": "int64"}
Values = dict[Any, set[str]]  # (source or part, facet) → its values


def compared_facets(corpus: Corpus) -> pd.DataFrame:
    """Return the facets that are compared: of the codebook, those with fixed values of the day."""
    return corpus.codebook.query("kind == 'fixed' and of_the_day != 'no'")


def relations(
    corpus: Corpus, by: str = "source", coding: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Compare each pair of sources, or of parts, on each facet that can be compared.

    Args:
        corpus: The texts, with codebook and claims.
        by: "source" or "part".
        coding: The claims; `corpus.claims` where not given.

    Returns:
        `a, b, facet, relation`: agree (they share a value), differ (both have a value, none in
        common), only a, only b, neither, not coded.
    """
    coding = corpus.claims if coding is None else coding
    values = _values_of_the_day(corpus, coding, by)
    coded = set(zip(coding[by], coding["facet"], strict=True))
    names = corpus.sources.index if by == "source" else corpus.parts["part"]
    facets = compared_facets(corpus)["facet"]
    rows = []
    for a, b in combinations(names, 2):
        for facet in facets:
            relation = _relation(values.get((a, facet)), values.get((b, facet)))
            if (a, facet) not in coded or (b, facet) not in coded:
                relation = NOT_CODED
            rows.append((a, b, facet, relation))
    return frame(rows, dict.fromkeys(("a", "b", "facet", "relation"), "str"))


def _relation(of_a: set[str] | None, of_b: set[str] | None) -> str:
    """Name the relation of two sets of values on one facet."""
    if of_a and of_b:
        return "agree" if of_a & of_b else "differ"
    if of_a:
        return "only a"
    return "only b" if of_b else "neither"


def _values_of_the_day(corpus: Corpus, coding: pd.DataFrame, by: str) -> Values:
    """Return what is said of the day and its preparation.

    Where a coding does not note the time, that of the first coding is taken; where that one has
    nothing on the facet, the facet is of the day, as the codebook has it.
    """
    units = ["part", "facet"]
    spoken = corpus.claims.query("stance != 'silent'")
    of_the_day = pd.MultiIndex.from_frame(spoken.query("about in @NEAR")[units])
    of_other_times = pd.MultiIndex.from_frame(spoken[units]).difference(of_the_day)
    no_other = ~pd.MultiIndex.from_frame(coding[units]).isin(of_other_times)
    is_near = coding["about"].isin(NEAR) | ((coding["about"] == "") & no_other)
    statements = coding[is_near & (coding["stance"] != "silent")]
    values: Values = statements.groupby([by, "facet"])["value"].agg(set).to_dict()
    return values


def overlaps(corpus: Corpus, by: str = "source") -> pd.DataFrame:
    """Count the relations of each pair of sources, or of parts, by each of the two coders.

    Returns:
        `a, b, coder` (first, second: where there is a second coding), the numbers of facets on
        which they `agree, differ, only a, only b, neither, not coded`, and of all `facets`.
    """
    second = second_coding(corpus)
    codings = {"first": corpus.claims} | ({} if second.empty else {"second": second})
    tables = [relations(corpus, by, coding).assign(coder=name) for name, coding in codings.items()]
    counts = pd.concat(tables).groupby(["a", "b", "coder", "relation"]).size()
    wide = counts.unstack(fill_value=0).reindex(columns=list(RELATIONS), fill_value=0)
    wide = wide.astype("int64").rename_axis(columns=None)
    return wide.assign(facets=wide.sum(axis=1)).reset_index()


def relation_counts(corpus: Corpus, sources: Sequence[str]) -> pd.DataFrame:
    """Count the relations of each two of some sources, by the first coder, a row a relation.

    Returns:
        `a, b, pair` ("000 and 001"), `relation` (agree, differ, only a, only b), `count` (facets),
        also where that is none.
    """
    table = overlaps(corpus).query("coder == 'first' and a in @sources and b in @sources")
    table = table.assign(pair=table["a"] + " and " + table["b"])
    rows = table.melt(["a", "b", "pair"], list(RELATIONS[:4]), "relation", "count")
    return rows.sort_values("pair", kind="stable", ignore_index=True)


def shared_values(corpus: Corpus, coding: pd.DataFrame | None = None) -> pd.DataFrame:
    """List what at least two independent witnesses say of the day and its preparation.

    Sources that retell one book (`retells` in sources.csv) are one witness.

    Args:
        corpus: The texts, with codebook and claims.
        coding: The claims; `corpus.claims` where not given.

    Returns:
        A row a facet and value: `facet, label_en, label_ru, value, sources` (separated by ", "),
        `witnesses`.
    """
    values = _values_of_the_day(corpus, corpus.claims if coding is None else coding, "source")
    books = corpus.sources.get("retells", pd.Series("", index=corpus.sources.index)).to_dict()
    rows = []
    for facet in rows_of(compared_facets(corpus)):
        for value in facet.values.split("|"):
            sources = [str(name) for name in books if value in values.get((name, facet.facet), ())]
            witnesses = {books[name] or name for name in sources}
            if len(witnesses) > 1:
                cells = (facet.facet, facet.label_en, facet.label_ru, value, ", ".join(sources))
                rows.append((*cells, len(witnesses)))
    return frame(rows, SHARED_COLUMNS)
