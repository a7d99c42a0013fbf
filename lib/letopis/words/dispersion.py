"""Dispersion: how evenly a word is spread over a text, and where in the text it occurs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from letopis.texts.marked import without_furniture
from letopis.words.counts import content_words, most_common, spellings
from letopis.words.statistics import group_names, sort_key, word_tokens

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def dispersion(
    corpus: Corpus, by: str = "source", pieces: int | None = 10, minimum: int = 5
) -> pd.DataFrame:
    """Measure how evenly content words are spread over each text, by Gries' DP.

    DP = ½ Σ |share of the word in a piece - share of the text in that piece|: 0 is spread like the
    text itself, near 1 is all in one place. Gries (2008), doi 10.1075/ijcl.13.4.02gri; dp_norm =
    DP / (1 - smallest share), Lijffijt & Gries (2012), doi 10.1075/ijcl.17.1.08lij.

    Args:
        corpus: The texts.
        by: "source" or "part".
        pieces: Into how many equal pieces a text is cut; None is into its sentences.
        minimum: Leave out words that occur less often in a group.

    Returns:
        by, lemma, pos, count, n (words), found_in (pieces with the word), pieces, dp, dp_least
        (see `least_dp`), dp_norm; the most even first.

    >>> dispersion(corpus).query("source == '000'")[["lemma", "count", "found_in"]].values.tolist()
    [['Троцкий', 6, 6], ['ОГПУ', 6, 5]]
    """
    words = word_tokens(corpus)
    tables = [_of_one_text(words.head(0).assign(piece=0), minimum).assign(**{by: ""})]
    for name in group_names(corpus, by):
        text = words[words[by] == name]
        if len(text):
            equal = np.arange(len(text)) * (pieces or 1) // len(text)
            text = text.assign(piece=equal if pieces else text["sentence"])
            tables.append(_of_one_text(text, minimum).assign(**{by: name}))
    table = pd.concat(tables[1:] or tables, ignore_index=True)
    table["pos"] = table["lemma"].map(most_common(words, "lemma", "pos"))
    columns = ["count", "n", "found_in", "pieces", "dp", "dp_least", "dp_norm"]
    return table[[by, "lemma", "pos", *columns]]


def _of_one_text(words: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Return the dispersion of the content words of one text, whose words know their piece."""
    shares = words["piece"].value_counts(normalize=True)
    places = content_words(words).groupby(["lemma", "piece"])
    found = places.size().rename("times").reset_index()
    found["total"] = found.groupby("lemma")["times"].transform("sum")
    found["share"] = found["piece"].map(shares)
    # A piece without the word adds its whole share: start from 1, the sum of all shares.
    found["distance"] = (found["times"] / found["total"] - found["share"]).abs() - found["share"]
    table = found.groupby("lemma").agg(
        count=("times", "sum"), found_in=("piece", "size"), distance=("distance", "sum")
    )
    table = table[table["count"] >= minimum].reset_index()
    table["n"] = len(words)
    table["pieces"] = len(shares)
    table["dp"] = (1 + table["distance"]) / 2
    table["dp_norm"] = table["dp"] / (1 - shares.min()) if len(shares) > 1 else np.nan
    table["dp_least"] = [least_dp(count, shares.to_numpy()) for count in table["count"]]
    return table.sort_values(["dp", "lemma"], ignore_index=True, key=sort_key)


def least_dp(count: int, shares: Sequence[float] | np.ndarray) -> float:
    """Return the least DP that a word can have that occurs so many times.

    A word that occurs five times is never in all of ten pieces. The most even way is to give each
    piece its share of the places, rounded down, and the places left to those that lost most.

    Args:
        count: How often the word occurs.
        shares: The share of the text in each piece; they add up to 1.

    >>> round(least_dp(6, [0.1] * 10), 3), least_dp(20, [0.1] * 10)
    (0.4, 0.0)
    """
    expected = count * np.asarray(shares, float)
    whole = np.floor(expected + 1e-9)
    lost = expected - whole
    places_left = count - int(whole.sum())
    rounded_up = np.argsort(-lost, kind="stable")[:places_left]
    lost[rounded_up] -= 1
    return float(np.abs(lost).sum() / count / 2)


def lemma_positions(
    corpus: Corpus, lemmas: Sequence[str], sources: Sequence[str] | None = None
) -> pd.DataFrame:
    """Find where in each source some lemmas occur.

    Args:
        corpus: The texts.
        lemmas: The lemmas, in the order of the lanes.
        sources: Only these sources; None is all.

    Returns:
        source, lemma, start, stop, percent (of the source's characters before it), lane (source
        and lemma; its categories are all lanes in order, also those without an occurrence).

    >>> lemma_positions(corpus, ["переворот"])["percent"].round().head(3).tolist()
    [15.0, 41.0, 100.0]
    """
    names = list(corpus.sources.index if sources is None else sources)
    tokens = corpus.tokens[corpus.tokens["source"].isin(names)]
    lemmas = [spelt for lemma in lemmas for spelt in spellings(tokens["lemma"], lemma)]
    places = without_furniture(corpus, tokens[tokens["lemma"].isin(lemmas)])
    places = places[["source", "lemma", "start", "stop"]].reset_index(drop=True)
    characters = places["source"].map(corpus.sources["characters"]).astype("float64")
    places["percent"] = 100 * places["start"] / characters
    lanes = [f"{source} {lemma}" for source in names for lemma in lemmas]
    places["lane"] = pd.Categorical(places["source"] + " " + places["lemma"], lanes)
    return places
