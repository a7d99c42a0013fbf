"""Collocations: which words occur near a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from letopis.words.counts import content_words, most_common, spellings
from letopis.words.statistics import SENTENCE, group_names, sort_key, word_tokens

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def collocations(
    corpus: Corpus,
    nodes: str | Sequence[str],
    window: int = 5,
    by: str = "source",
    minimum: int = 2,
) -> pd.DataFrame:
    """Find the content words that occur near a lemma, in the same sentence.

    log_dice = 14 + log₂(2 count / (node_count + collocate_count)), Rychlý (2008), RASLAN: 14 is
    never one without the other, a point less is half as close.

    Args:
        corpus: The texts.
        nodes: The lemma, or several.
        window: At most so many words away.
        by: "source" or "part".
        minimum: Leave out collocates that occur with the node less often.

    Returns:
        node, by, collocate, pos, left, right (times on either side), count (times together: no
        occurrence counts twice, so «Сталин … Кремль … Сталин» is one), node_count, collocate_count
        (in the group), log_dice; the closest first.

    >>> collocations(corpus, "Троцкий").query("source == '001'")["collocate"].head(2).tolist()
    ['считать', 'сторонник']
    """
    words = word_tokens(corpus).reset_index(drop=True)
    words["group"] = pd.Categorical(words[by], group_names(corpus, by))
    pos = most_common(words, "lemma", "pos")
    lemmas = [nodes] if isinstance(nodes, str) else nodes
    tables = [_around(words, node, window).assign(node=node) for node in lemmas]
    table = pd.concat(tables or [_around(words, "", window).assign(node="")])
    table = table[table["count"] >= minimum].reset_index(drop=True)
    table["log_dice"] = 14 + np.log2(
        2 * table["count"] / (table["node_count"] + table["collocate_count"])
    )
    table[by] = table["group"].astype("str")
    table["pos"] = table["lemma"].map(pos)
    table["rank"] = table["node"].map(lemmas.index)
    ascending = [True, True, False, True]
    table = table.assign(group=table["group"].cat.codes).sort_values(
        ["rank", "group", "log_dice", "lemma"], ascending=ascending, key=sort_key, ignore_index=True
    )
    table = table.rename(columns={"lemma": "collocate"})
    counts = ["left", "right", "count", "node_count", "collocate_count", "log_dice"]
    return table[["node", by, "collocate", "pos", *counts]]


def _around(words: pd.DataFrame, node: str, window: int) -> pd.DataFrame:
    """Count the content words near a node, in each group."""
    is_node = words["lemma"].isin(spellings(words["lemma"], node))
    pairs = _pairs(words, is_node.to_numpy(), window)
    near = content_words(words.iloc[pairs["other"]].reset_index(drop=True).join(pairs))
    groups = near.groupby(["group", "lemma"], observed=True)
    table = groups.agg(
        left=("is_left", "sum"),
        right=("is_right", "sum"),
        nodes=("node", "nunique"),
        others=("other", "nunique"),
    ).reset_index()
    table["count"] = np.minimum(table["nodes"], table["others"])
    node_counts = words.loc[is_node, "group"].value_counts()
    table["node_count"] = table["group"].map(node_counts).astype("int64")
    totals = words.groupby(["group", "lemma"], observed=True).size().rename("collocate_count")
    return table.join(totals, on=["group", "lemma"])


def _pairs(words: pd.DataFrame, is_node: np.ndarray, window: int) -> pd.DataFrame:
    """Pair each place of a node with each place near it: node, other, is_left, is_right."""
    sentence = words.groupby(SENTENCE).ngroup().to_numpy()
    node = np.flatnonzero(is_node)
    pairs = []
    for step in [*range(-window, 0), *range(1, window + 1)]:
        other = (node + step).clip(0, len(words) - 1)
        is_near = (other == node + step) & (sentence[other] == sentence[node]) & ~is_node[other]
        pair = pd.DataFrame({"node": node[is_near], "other": other[is_near]})
        pairs.append(pair.assign(is_left=step < 0, is_right=step > 0))
    return pd.concat(pairs, ignore_index=True)
