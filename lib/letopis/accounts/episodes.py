"""Episodes: in which order each source plans and narrates the steps of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.quotes import locate_quotes
from letopis.texts.schemas import EPISODES, read_table

if TYPE_CHECKING:
    from letopis.corpus import Corpus

EPISODE_COLUMNS = "event episode label_en label_ru source order rank start stop quote"


def episode_order(corpus: Corpus, event: str) -> pd.DataFrame:
    """Read episodes.csv: the order in which each source plans and narrates an event.

    Returns:
        `event, episode, label_en, label_ru, source, order` (plan, told), `rank` (1 is first),
        `start, stop` (code points), `quote`.

    Raises:
        InputError: For an unknown source or order, a rank that is no whole number, and a quote
            that the text does not have.
    """
    path = corpus.folder / "episodes.csv"
    table = read_table(path, EPISODES, source=list(corpus.sources.index))
    located = locate_quotes(table, path, corpus.text, corpus.parts)
    episodes = located.loc[located["event"] == event, EPISODE_COLUMNS.split()]
    episodes = episodes.astype({"rank": "int64", "start": "int64", "stop": "int64"})
    return episodes.sort_values(["source", "order", "rank"], ignore_index=True)


def episode_ranks(corpus: Corpus, event: str, order: str) -> pd.DataFrame:
    """Set the ranks of the episodes in the sources side by side.

    Args:
        order: "plan" or "told".

    Returns:
        `episode, label_en, label_ru`, then a column a source that has such an order: 1 is first;
        missing where a source does not have the episode.
    """
    episodes = episode_order(corpus, event).query("order == @order")
    labels = ["episode", "label_en", "label_ru"]
    ranks = episodes.pivot(index=labels, columns="source", values="rank")
    return ranks.rename_axis(columns=None).reset_index()
