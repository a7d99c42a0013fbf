"""Who? The people, bodies and places named.

Headings, captions and other page furniture (furniture.csv) are left out of all counts; they are
counted in `corpus.with_furniture()`.
"""

from letopis.people.counts import (
    comention_triangles,
    comentions,
    first_and_last,
    mention_counts,
    positions,
    sentence_shares,
    sentences_naming,
)
from letopis.people.leading import leading_people
from letopis.people.proposals import proposed_people
from letopis.people.spans import by_dating, sentence_spans
from letopis.people.unlisted import unlisted_names

__all__ = [
    "by_dating",
    "comention_triangles",
    "comentions",
    "first_and_last",
    "leading_people",
    "mention_counts",
    "positions",
    "proposed_people",
    "sentence_shares",
    "sentence_spans",
    "sentences_naming",
    "unlisted_names",
]
