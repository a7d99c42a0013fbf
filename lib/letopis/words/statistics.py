"""Statistics of counts: intervals, exact p values, and rates of what occurs in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from letopis.texts.marked import without_furniture

if TYPE_CHECKING:
    from letopis.corpus import Corpus

Z = 1.959963984540054  # standard deviations on either side of 95 %
UNITS = {"per_1000": 1000, "share": 1}
SENTENCE = ["source", "sentence"]  # what identifies a sentence


def wilson_interval(count: Any, n: Any, design_effect: Any = 1.0) -> tuple[Any, Any]:
    """Return the 95 % modified Wilson interval of the share count / n.

    A word used once is likely to be used again in the same sentence, so n words are worth
    n / design_effect independent ones. A bootstrap over sentences knows the same variance, but its
    percentiles end far too low where a count is small, and at 0 for a count of 0.
    Wilson (1927), doi 10.1080/01621459.1927.10502953; effective sample size: Korn & Graubard
    (1998), Survey Methodology 24.

    Args:
        count: How often something occurs; a number or an array, as the others.
        n: Out of how many.
        design_effect: Variance between sentences over that of independent words, at least 1.

    Returns:
        The lower and the upper end, each from 0 to 1.

    >>> [round(float(end), 4) for end in wilson_interval(5, 100)]
    [0.0215, 0.1118]
    """
    n = np.maximum(n, 1)
    share = np.minimum(count / n, 1)
    effective_n = n / design_effect
    centre = share + Z**2 / effective_n / 2
    half = Z * np.sqrt(share * (1 - share) / effective_n + Z**2 / effective_n**2 / 4)
    scale = 1 + Z**2 / effective_n
    low = np.maximum((centre - half) / scale, 0) * (share > 0)  # exactly 0 for a count of 0
    return low, np.minimum((centre + half) / scale, 1)


@cache
def binomial_p(a: int, b: int, c: int, d: int) -> float:
    """Return the exact p value of a word that occurs a times in c words and b times in d words.

    Two-sided: were both texts one, a of the a + b places would fall into the first by a binomial
    with c / (c + d). Przyborowski & Wilenski (1940), doi 10.1093/biomet/31.3-4.313.

    >>> round(binomial_p(3, 0, 100, 100), 5)  # all of three on one side: (1/2)³ + (1/2)³
    0.25
    """
    from scipy.stats import binomtest

    return float(binomtest(int(a), int(a + b), c / (c + d)).pvalue)


def adjust_p_values(p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return p values adjusted for many words tested at once, after Holm and Benjamini–Hochberg.

    Holm (1979), Scandinavian Journal of Statistics 6; Benjamini & Hochberg (1995),
    doi 10.1111/j.2517-6161.1995.tb02031.x.

    >>> adjust_p_values(np.array([0.01, 0.02, 0.04]))[0].round(4).tolist()
    [0.03, 0.04, 0.04]
    """
    from scipy.stats import false_discovery_control

    order = np.argsort(p, kind="stable")
    multiples = p[order] * np.arange(len(p), 0, -1)
    holm = np.empty(len(p))
    holm[order] = np.minimum(np.maximum.accumulate(multiples), 1)
    return holm, false_discovery_control(p) if len(p) else holm


def collation_key(word: str) -> tuple[str, str]:
    """Return the key by which words are sorted: capitals set aside, ё beside е.

    >>> sorted(["член", "ёлка", "Ленин", "захватить", "еда"], key=collation_key)
    ['еда', 'ёлка', 'захватить', 'Ленин', 'член']
    """
    return word.casefold().replace("ё", "е"), word


def sort_key(column: pd.Series) -> pd.Series:
    """Return the key by which `sort_values` sorts a column: words by `collation_key`."""
    return column if pd.api.types.is_numeric_dtype(column) else column.map(collation_key)


def group_names(corpus: Corpus, by: str) -> pd.Index:
    """Return the names of the sources or parts that have sentences, in the order of the texts.

    Raises:
        ValueError: `by` is neither "source" nor "part".
    """
    if by not in ("source", "part"):
        raise ValueError(f"by={by!r}: expected 'source' or 'part' (the voices inside a source).")
    return pd.Index(corpus.sentences[by].unique())


def word_tokens(corpus: Corpus) -> pd.DataFrame:
    """Return the tokens that are counted as words: no numbers, marks, initials or furniture.

    Page furniture (headings, captions) is counted in `corpus.with_furniture()`.
    """
    is_word = (corpus.tokens["kind"] == "word") & ~corpus.tokens["initial"]
    return without_furniture(corpus, corpus.tokens[is_word])


def rates(
    corpus: Corpus,
    by: str,
    found: pd.DataFrame,
    item: str,
    base: pd.DataFrame,
    unit: str = "per_1000",
    items: Sequence[str] | None = None,
    zeros: bool = False,
) -> pd.DataFrame:
    """Count items in each source or part; return their rates with intervals.

    Args:
        corpus: Whose sentences are the clusters of the design effect.
        by: "source" or "part".
        found: One row an occurrence: source, sentence, and the item.
        item: The column of `found` that names the item.
        base: One row for each thing the rate is out of: source, sentence.
        unit: "per_1000", or "share" (0 to 1).
        items: Only these, in this order, also where they do not occur; None is all of `found`.
        zeros: Keep a row for an item in the groups where it does not occur.

    Returns:
        by, item, count, n (things the rate is out of), the unit, low, high (the 95 % interval of
        the rate); by group, then the most frequent first, then by alphabet.
    """
    names = group_names(corpus, by)
    sentences = without_furniture(corpus, corpus.sentences)
    sentences = _sentence_sizes(sentences, pd.Categorical(sentences[by], names), base)
    if items is None:
        kept = sorted(found[item].unique(), key=collation_key)
    else:
        kept = list(dict.fromkeys(items))
        found = found[found[item].isin(kept)]
    observed = items is None and not zeros
    table = _counts(found.assign(item=pd.Categorical(found[item], kept)), sentences, observed)
    table = table.join(_group_sizes(sentences), on="group")
    rate: pd.Series = table["count"] / table["n"].clip(lower=1)
    low, high = wilson_interval(table["count"], table["n"], _design_effects(table, rate))
    table[unit] = rate * UNITS[unit]
    table["low"] = low * UNITS[unit]
    table["high"] = high * UNITS[unit]
    if items is None:
        order = [True, False, True]
        table = table.sort_values(["group", "count", "item"], ascending=order, ignore_index=True)
    table[by] = table["group"].astype("str")
    table[item] = table["item"].astype("str")
    return table[[by, item, "count", "n", unit, "low", "high"]]


def _counts(found: pd.DataFrame, sentences: pd.DataFrame, observed: bool) -> pd.DataFrame:
    """Count items by group, with the sums that the variance between sentences is made of."""
    by_sentence = found.groupby([*SENTENCE, "item"], observed=True, sort=False)
    times = by_sentence.size().rename("count").reset_index()
    times = times.merge(sentences, on=SENTENCE)
    times["squares"] = times["count"] ** 2
    times["products"] = times["count"] * times["size"]
    groups = times.groupby(["group", "item"], observed=observed)
    return groups[["count", "squares", "products"]].sum().reset_index()


def _sentence_sizes(
    sentences: pd.DataFrame, group: pd.Categorical, base: pd.DataFrame
) -> pd.DataFrame:
    """Return each sentence with its group and its size: how many rows of the base it has."""
    sizes = base.groupby(SENTENCE).size().rename("size")
    sentences = sentences[SENTENCE].assign(group=group).join(sizes, on=SENTENCE)
    return sentences.assign(size=sentences["size"].fillna(0).astype("int64"))


def _group_sizes(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return for each group n, the sum of squared sentence sizes, and the number of sentences."""
    squared = sentences.assign(size_squares=sentences["size"] ** 2)
    return squared.groupby("group", observed=False).agg(
        n=("size", "sum"), size_squares=("size_squares", "sum"), sentences=("size", "size")
    )


def _design_effects(table: pd.DataFrame, rate: pd.Series) -> pd.Series:
    """Return the variance of each count between sentences over that of independent words."""
    residuals = table["squares"] - 2 * rate * table["products"] + rate**2 * table["size_squares"]
    sentences = table["sentences"]
    n = table["n"]
    between: pd.Series = residuals * sentences / (sentences - 1).clip(lower=1)
    independent: pd.Series = n * rate * (1 - rate) * n / (n - 1).clip(lower=1)
    return (between / independent.clip(lower=1e-12)).clip(lower=1)
