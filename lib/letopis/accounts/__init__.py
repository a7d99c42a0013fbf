"""How do the sources describe it? Passages, claims, stances, agreement, episodes, reuse.

In all functions `corpus` is a Corpus, `event` the id of an event of events.toml, and `by` is
"source" or "part".
"""

from letopis.accounts.agreement import agreement, disagreements, leaked_units
from letopis.accounts.claims import evidence, second_coding
from letopis.accounts.coverage import coverage
from letopis.accounts.episodes import episode_order, episode_ranks
from letopis.accounts.facets import (
    facet_sheet,
    facets_by_time,
    none_describe,
    only_one,
    portraits,
)
from letopis.accounts.lookalikes import rejected
from letopis.accounts.naming import event_words
from letopis.accounts.passages import lead_up
from letopis.accounts.relations import contradictions, overlaps, relation_counts, relations
from letopis.accounts.stances import about_other_time, stance_matrix, stance_table, synopsis

__all__ = [
    "about_other_time",
    "agreement",
    "contradictions",
    "coverage",
    "disagreements",
    "episode_order",
    "episode_ranks",
    "event_words",
    "evidence",
    "facet_sheet",
    "facets_by_time",
    "lead_up",
    "leaked_units",
    "none_describe",
    "only_one",
    "overlaps",
    "portraits",
    "rejected",
    "relation_counts",
    "relations",
    "second_coding",
    "stance_matrix",
    "stance_table",
    "synopsis",
]
