"""Who? The people, bodies and places named.

Headings, captions and other page furniture (furniture.csv) are left out of all counts; they are
counted in `corpus.with_furniture()`.
"""

from letopis.people.counts import (
    comentions,
    first_and_last,
    mention_counts,
    positions,
    sentence_shares,
    sentences_naming,
)
from letopis.people.periods import by_dating, by_period, period_grid
from letopis.people.unlisted import unlisted_names

__all__ = [
    "by_dating",
    "by_period",
    "comentions",
    "first_and_last",
    "mention_counts",
    "period_grid",
    "positions",
    "sentence_shares",
    "sentences_naming",
    "unlisted_names",
]
