"""Relations: where two sources agree, differ and contradict each other.

Functions read `corpus.codebook` and `corpus.claims`; `by` is "source" or "part".
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd
from rapidfuzz import fuzz

from letopis.accounts.claims import evidence
from letopis.accounts.stances import NOT_CODED, stance_matrix
from letopis.texts.tables import frame, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

RELATIONS = ("agree", "differ", "only one", "neither", NOT_CODED)
RELATION_COUNT_COLUMNS = dict.fromkeys(["a", "b", "pair", "relation"], "str")
RELATION_COUNT_COLUMNS |= {"count": "int64", "facets": "int64", "of": "str"}
SIDE = ("part", "value", "quote", "gloss")
SIDES = [f"{name}_{side}" for side in "ab" for name in SIDE]
CONTRADICTION_COLUMNS = dict.fromkeys(["facet", "kind", *SIDES, "note"], "str")


def relations(corpus: Corpus, by: str = "source") -> pd.DataFrame:
    """Compare each pair of sources, or of parts, on each facet.

    To agree is to share a value, not to confirm: two sources may retell one book.

    Returns:
        `a, b, facet, relation`: agree (both take it up and share a value), differ (both take it
        up; no value in common, or one contradicts), only one, neither, not coded.
    """
    stances = stance_matrix(corpus, by).to_dict()
    values = evidence(corpus.claims).groupby([by, "facet"])["value"].agg(set).to_dict()
    rows = []
    for a, b in combinations(stances, 2):
        for facet in corpus.codebook["facet"]:
            shared = values.get((a, facet), set()) & values.get((b, facet), set())
            relation = _relation(stances[a][facet], stances[b][facet], bool(shared))
            rows.append((a, b, facet, relation))
    return frame(rows, dict.fromkeys(("a", "b", "facet", "relation"), "str"))


def _relation(stance_a: str, stance_b: str, share_a_value: bool) -> str:
    """Name the relation of two stances on one facet."""
    both = (stance_a, stance_b)
    if NOT_CODED in both:
        return NOT_CODED
    if "silent" in both:
        return "neither" if stance_a == stance_b else "only one"
    return "agree" if share_a_value and "contradicts" not in both else "differ"


def overlaps(corpus: Corpus, by: str = "source") -> pd.DataFrame:
    """Count the relations of each pair of sources, or of parts.

    Returns:
        `a, b`, the numbers of facets on which they `agree, differ, only one, neither, not coded`,
        and of all `facets`.
    """
    counts = relations(corpus, by).groupby(["a", "b", "relation"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(RELATIONS), fill_value=0).astype("int64")
    counts["facets"] = counts.sum(axis=1).astype("int64")
    return counts.rename_axis(columns=None).reset_index()


def relation_counts(corpus: Corpus, by: str = "source") -> pd.DataFrame:
    """List the relations of each pair that `overlaps` counts, one below the other.

    Returns:
        `a, b, pair` ("000 and 001"), `relation` (agree, differ, only one, neither), `count,
        facets, of` ("21 of 45"). What is not coded counts in `facets` only.
    """
    rows = []
    for pair in overlaps(corpus, by).to_dict("records"):
        name = f"{pair['a']} and {pair['b']}"
        for relation in RELATIONS[:4]:
            count = pair[relation]
            of = f"{count} of {pair['facets']}"
            rows.append((pair["a"], pair["b"], name, relation, count, pair["facets"], of))
    return frame(rows, RELATION_COUNT_COLUMNS)


def contradictions(corpus: Corpus) -> pd.DataFrame:
    """Set the claims that clash side by side.

    Returns:
        A row for each claim and each source or part that its `against` names: `facet, kind` (its
        `clash`: real, arguable, apparent; real where it is empty), `part_a, value_a, quote_a,
        gloss_a` and the same of the other side (b), of which that claim is shown whose value is
        nearest in words, and `note`.
    """
    statements = evidence(corpus.claims)
    clashing = statements[statements["against"] != ""]
    clashing = clashing.drop_duplicates(["facet", "part", "value", "against"])
    rows = []
    for claim in rows_of(clashing):
        for name in claim.against.split("|"):
            opposite = _opposite(statements, claim, name)
            if opposite is not None:
                sides = [getattr(side, column) for side in (claim, opposite) for column in SIDE]
                rows.append((claim.facet, claim.clash or "real", *sides, claim.note))
    return frame(rows, CONTRADICTION_COLUMNS)


def _opposite(statements: pd.DataFrame, claim: Any, name: str) -> Any | None:
    """Find what a source or part says on a claim's facet: another value, nearest in words."""
    by_name = statements[(statements["source"] == name) | (statements["part"] == name)]
    on_facet = by_name[by_name["facet"] == claim.facet]
    others = on_facet[on_facet["value"] != claim.value]
    return max(
        rows_of(others),
        key=lambda other: fuzz.token_set_ratio(other.value, claim.value),
        default=None,
    )
