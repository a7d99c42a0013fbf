"""How do the sources describe it? Passages, claims, agreement, episodes, roles, reuse.

In all functions `corpus` is a Corpus, `event` the id of an event of events.toml, and `by` is
"source" or "part".
"""

from letopis.accounts.agreement import agreement, leaked_units, paired_units, value_agreement
from letopis.accounts.claims import contradictions, leading_facets, second_coding
from letopis.accounts.episodes import episode_order, episode_ranks, order_agreement
from letopis.accounts.naming import event_day, event_words, rejected
from letopis.accounts.passages import coverage
from letopis.accounts.references import references
from letopis.accounts.relations import (
    compared_facets,
    overlaps,
    relation_counts,
    relations,
    shared_values,
)
from letopis.accounts.roles import mentions_by_speaker
from letopis.accounts.shared_words import parallel_shares, parallels, sources_to_compare
from letopis.accounts.stances import describing_sources, stance_table, synopsis
from letopis.accounts.strips import role_counts, role_strips

__all__ = [
    "agreement",
    "compared_facets",
    "contradictions",
    "coverage",
    "describing_sources",
    "episode_order",
    "episode_ranks",
    "event_day",
    "event_words",
    "leading_facets",
    "leaked_units",
    "mentions_by_speaker",
    "order_agreement",
    "overlaps",
    "paired_units",
    "parallel_shares",
    "parallels",
    "references",
    "rejected",
    "relation_counts",
    "relations",
    "role_counts",
    "role_strips",
    "second_coding",
    "shared_values",
    "sources_to_compare",
    "stance_table",
    "synopsis",
    "value_agreement",
]
