"""How often? Counts of words, what sets a text apart, which words go together.

Headings, captions and other page furniture (furniture.csv) are left out of all counts; they are
counted in `corpus.with_furniture()`. A concordance shows every place.
"""

from letopis.words.collocations import collocations
from letopis.words.concordance import add_quotes, concordance, excerpt
from letopis.words.counts import (
    frequencies,
    growth,
    ngrams,
    parts_of_speech,
    shared_vocabulary,
    side_by_side,
    vocabulary,
)
from letopis.words.dispersion import dispersion, lemma_positions
from letopis.words.keyness import bic, compare_sources, g2, keyness, log_ratio
from letopis.words.leading import compared_sources, leading_words
from letopis.words.origins import lemma_origins, override_effects

__all__ = [
    "add_quotes",
    "bic",
    "collocations",
    "compare_sources",
    "compared_sources",
    "concordance",
    "dispersion",
    "excerpt",
    "frequencies",
    "g2",
    "growth",
    "keyness",
    "leading_words",
    "lemma_origins",
    "lemma_positions",
    "log_ratio",
    "ngrams",
    "override_effects",
    "parts_of_speech",
    "shared_vocabulary",
    "side_by_side",
    "vocabulary",
]
