"""Leading people: those that a folder has chosen for its figures, or else the most named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.people.counts import mention_counts
from letopis.texts.chosen import refuse_unknown

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def leading_people(corpus: Corpus, count: int, use: str = "people") -> list[str]:
    """Return the ids of the people whom the figures show.

    Args:
        corpus: The texts.
        count: How many at most.
        use: The list of the folder's chosen.toml; without it the most named people are taken.

    Raises:
        InputError: chosen.toml names somebody whom entities.csv does not list.

    >>> leading_people(corpus, 3)
    ['trotsky', 'stalin', 'lenin']
    """
    chosen = corpus.chosen.get(use)
    if chosen is None:
        counts = mention_counts(corpus).query("type == 'person'")
        totals = counts.groupby("entity", sort=False)["count"].sum()
        chosen = totals.sort_values(ascending=False, kind="stable").index
    else:
        known = set(corpus.entities["entity"])
        refuse_unknown(corpus.folder, use, chosen, known, "id of entities.csv")
    return list(chosen[:count])
