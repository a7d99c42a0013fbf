"""Episodes: in which order each source plans and describes the steps of an event."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from letopis.texts.quotes import read_quoted
from letopis.texts.schemas import EPISODES
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

EPISODE_COLUMNS = "event episode label_en label_ru source order rank start stop quote".split()
LABELS = ["order", "episode", "label_en", "label_ru"]
TAU_COLUMNS = dict.fromkeys(("order", "a", "b"), "str")
TAU_COLUMNS |= dict.fromkeys(("shared", "concordant", "discordant"), "int64") | {"tau": "float64"}


def episode_order(corpus: Corpus, event: str) -> pd.DataFrame:
    """Read episodes.csv: the steps of an event in the order of each source.

    Returns:
        `event, episode, label_en, label_ru, source, order` (plan, course), `rank` (1 is first;
        episodes named in one breath share a rank), `start, stop` (code points), `quote`.

    Raises:
        InputError: For an unknown source or order, a rank that is no whole number, and a quote
            that the text does not have.
    """
    table = read_quoted(corpus, "episodes.csv", EPISODES)
    table = table.loc[table["event"] == event, EPISODE_COLUMNS]
    table = table.astype({"rank": "int64", "start": "int64", "stop": "int64"})
    return table.sort_values(["source", "order", "rank", "start"], ignore_index=True)


def episode_ranks(corpus: Corpus, event: str) -> pd.DataFrame:
    """Set the ranks of the episodes in the sources side by side.

    Returns:
        `order, episode, label_en, label_ru`, then a column a source: 1 is first; missing where a
        source does not have the episode.
    """
    episodes = episode_order(corpus, event)
    ranks = episodes.pivot(index=LABELS, columns="source", values="rank")
    return ranks.rename_axis(columns=None).reset_index()


def order_agreement(corpus: Corpus, event: str) -> pd.DataFrame:
    """Measure how far each two sources have the episodes that they share in one order.

    Returns:
        A row an order and pair of sources: `order` (plan, course), `a, b, shared` (episodes),
        `concordant, discordant` (pairs of episodes), `tau` (their difference over all pairs:
        Kendall's tau-a, 1938, doi 10.1093/biomet/30.1-2.81).
    """
    ranks = episode_ranks(corpus, event)
    sources = [name for name in corpus.sources.index if name in ranks]
    rows = []
    for order, episodes in ranks.groupby("order"):
        for a, b in combinations(sources, 2):
            both = episodes[[a, b]].dropna().to_numpy(dtype=int)
            if len(both) > 1:
                first, second = np.triu_indices(len(both), 1)
                signs = np.sign(both[first] - both[second]).prod(axis=1)
                counts = ((signs > 0).sum(), (signs < 0).sum())
                rows.append((order, a, b, len(both), *counts, signs.mean()))
    return frame(rows, TAU_COLUMNS)
