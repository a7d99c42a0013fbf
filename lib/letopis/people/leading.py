"""Leading people: those that a folder has chosen for its figures, or else the most named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.people.counts import mention_counts

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def leading_people(corpus: Corpus, count: int, use: str = "people") -> list[str]:
    """Return the ids of the people whom the figures show.

    Args:
        corpus: The texts.
        count: How many at most.
        use: The list of the folder's chosen.toml; without it the most named people are taken.

    >>> leading_people(corpus, 3)
    ['trotsky', 'stalin', 'lenin']
    """
    chosen = corpus.chosen.get(use)
    if chosen is None:
        counts = mention_counts(corpus).query("type == 'person'")
        totals = counts.groupby("entity", sort=False)["count"].sum()
        chosen = totals.sort_values(ascending=False, kind="stable").index
    return list(chosen[:count])
