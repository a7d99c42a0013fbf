"""Facets: which sources mention them, for which time, and with which values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from letopis.accounts.claims import evidence
from letopis.accounts.stances import DESCRIBES, stance_matrix

if TYPE_CHECKING:
    from letopis.corpus import Corpus

TIMES = ("preparation", "day", "aftermath", "context")
LABELS = ("facet", "label_en", "label_ru")
NOT_MENTIONED = "–"


def only_one(corpus: Corpus) -> pd.DataFrame:
    """List the facets that exactly one source describes: `facet, label_en, label_ru, source`."""
    describes = _describes(corpus)
    alone = describes[describes.sum(axis=1) == 1]
    table = _labels(corpus, alone.index)
    source_of = alone.idxmax(axis=1).to_dict()
    return table.assign(source=table["facet"].map(source_of).astype("str"))


def none_describe(corpus: Corpus) -> pd.DataFrame:
    """List the facets that no source describes: `facet, label_en, label_ru, question`."""
    is_described = _describes(corpus).any(axis=1)
    return _labels(corpus, is_described.index[~is_described], [*LABELS, "question"])


def facets_by_time(corpus: Corpus) -> pd.DataFrame:
    """Count the facets on which each source says something, by the time it is about.

    Returns:
        Sources × preparation, day, aftermath, context (any other time).
    """
    statements = evidence(corpus.claims)
    counts = statements.groupby(["source", "about"])["facet"].nunique().unstack(fill_value=0)
    return counts.reindex(columns=list(TIMES), fill_value=0)


def facet_sheet(corpus: Corpus, sources: Sequence[str], described_by: str) -> pd.DataFrame:
    """Set what sources say of the day and its preparation side by side, facet by facet.

    Args:
        sources: The sources, a column each.
        described_by: The source that must describe a facet for it to be listed.

    Returns:
        `facet, label_en, label_ru`, then a column a source: its values, joined by "; ", or "–".
    """
    statements = _of_the_day(corpus)
    values = statements.groupby(["facet", "source"])["value"].agg(_joined).to_dict()
    sheet = _labels(corpus, statements.loc[statements["source"] == described_by, "facet"])
    for source in sources:
        sheet[source] = [values.get((facet, source), NOT_MENTIONED) for facet in sheet["facet"]]
    return sheet


def portraits(corpus: Corpus, people: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Collect what each source says of people on the day and in its preparation.

    Args:
        people: The facets that describe a person, by person.

    Returns:
        `person, source, traits`: labels and values of the facets, joined by "; ".
    """
    labels = corpus.codebook.set_index("facet")["label_en"]
    person_of = {facet: person for person, facets in people.items() for facet in facets}
    statements = _of_the_day(corpus)
    statements = statements[statements["facet"].isin(person_of.keys())]
    traits = statements["facet"].map(labels) + ": " + statements["value"]
    table = statements.assign(person=statements["facet"].map(person_of), traits=traits)
    return table.groupby(["person", "source"])["traits"].agg(_joined).reset_index()


def _describes(corpus: Corpus) -> pd.DataFrame:
    """Mark where a source describes a facet: facets × sources."""
    return stance_matrix(corpus).isin(DESCRIBES)


def _labels(
    corpus: Corpus, facets: pd.Series | pd.Index, columns: Sequence[str] = LABELS
) -> pd.DataFrame:
    """Return these columns of the codebook for some facets, in its order."""
    rows = corpus.codebook["facet"].isin(facets)
    return corpus.codebook.loc[rows, list(columns)].reset_index(drop=True)


def _of_the_day(corpus: Corpus) -> pd.DataFrame:
    """Return the evidence about the day and its preparation."""
    statements = evidence(corpus.claims)
    return statements[statements["about"].isin(["preparation", "day"])]


def _joined(values: pd.Series) -> str:
    """Join the different values."""
    return "; ".join(dict.fromkeys(values))
