"""Keyness: which words are more frequent in one text than in others, and by how much."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from letopis.words.counts import frequencies
from letopis.words.statistics import Z, adjust_p_values, binomial_p, group_names, sort_key

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def g2(a: Any, b: Any, c: Any, d: Any) -> np.ndarray:
    """Return the log-likelihood G² of a word that occurs a times in c words and b in d words.

    2 (a ln(a / E₁) + b ln(b / E₂)), E₁ = c (a + b) / (c + d), E₂ = d (a + b) / (c + d); a count of
    0 adds nothing. The two cells of Rayson & Garside (2000), doi 10.3115/1117729.1117730, after
    Dunning (1993), Computational Linguistics 19(1).

    >>> round(float(g2(30, 10, 1000, 1000)), 4)  # 2 (30 ln 1.5 + 10 ln 0.5)
    10.465
    """
    a, b, c, d = (np.asarray(value, float) for value in (a, b, c, d))
    total = np.maximum(a + b, 1)
    first = a * np.log(np.where(a > 0, a, 1) * (c + d) / (c * total))
    second = b * np.log(np.where(b > 0, b, 1) * (c + d) / (d * total))
    return np.maximum(2 * (np.where(a > 0, first, 0) + np.where(b > 0, second, 0)), 0)


def bic(likelihood_ratio: Any, n: Any) -> np.ndarray:
    """Return how strongly G² speaks for two rates rather than one: the BIC, G² - ln n.

    n is the words of both sides. Approximately twice the logarithm of the Bayes factor; one more
    rate is fitted, so one degree of freedom is paid for: Schwarz (1978), doi
    10.1214/aos/1176344136; for keyness Wilson (2013), Embracing Bayes factors for key item
    analysis in corpus linguistics. Read by Kass & Raftery (1995), doi
    10.1080/01621459.1995.10476572: below 0 the counts favour one rate; 0 to 2 not worth more than
    a bare mention; 2 to 6 positive; 6 to 10 strong; over 10 very strong.

    >>> round(float(bic(10.465, 2000)), 3)  # 10.465 - ln 2000 = 10.465 - 7.601
    2.864
    """
    return np.asarray(likelihood_ratio, float) - np.log(n)


def log_ratio(a: Any, b: Any, c: Any, d: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return log₂ of the ratio of the rates a / c and b / d, with the ends of its 95 % interval.

    1 is twice as often, -1 half as often. A count of 0 is taken as 0.5: Hardie (2014), Log Ratio,
    CASS, Lancaster. Interval: log of the relative risk, with variance 1/a - 1/c + 1/b - 1/d, Katz
    et al. (1978), doi 10.2307/2530610.

    >>> [round(float(value), 4) for value in log_ratio(30, 10, 1000, 1000)]
    [1.585, 0.5602, 2.6097]
    """
    a = np.where(np.asarray(a) > 0, a, 0.5)
    b = np.where(np.asarray(b) > 0, b, 0.5)
    middle = np.log2(a / c) - np.log2(b / d)
    variance = 1 / a - 1 / np.asarray(c) + 1 / b - 1 / np.asarray(d)
    half = Z * np.sqrt(variance) / math.log(2)
    return middle, middle - half, middle + half


def compare_counts(
    target: pd.Series, reference: pd.Series, n: int, reference_n: int, minimum: int = 5
) -> pd.DataFrame:
    """Compare how often words occur in a target of n words and a reference of reference_n words.

    Args:
        target: Counts by lemma.
        reference: Counts by lemma.
        n: The words of the target.
        reference_n: The words of the reference.
        minimum: Leave out words that occur less often in both together.

    Returns:
        lemma, count, reference_count, n, reference_n, per_1000, reference_per_1000, g2, bic
        (see `bic`), p (see `binomial_p`: as if words were drawn one by one, so too small where
        they cluster), p_holm, p_bh (see `adjust_p_values`), log_ratio, log_ratio_low,
        log_ratio_high. Words more frequent in the target first, by G²; then those less frequent.
    """
    counts = pd.DataFrame({"count": target, "reference_count": reference})
    table = counts.fillna(0).astype("int64").rename_axis("lemma")
    table = table[table.sum(axis=1) >= minimum].reset_index().assign(n=n, reference_n=reference_n)
    cells = [table[name].to_numpy() for name in ("count", "reference_count", "n", "reference_n")]
    table["per_1000"] = 1000 * table["count"] / n
    table["reference_per_1000"] = 1000 * table["reference_count"] / reference_n
    table["g2"] = g2(*cells)
    table["bic"] = bic(table["g2"], n + reference_n)
    table["p"] = [binomial_p(*row) for row in zip(*cells, strict=True)]
    table["p_holm"], table["p_bh"] = adjust_p_values(table["p"].to_numpy())
    table["log_ratio"], table["log_ratio_low"], table["log_ratio_high"] = log_ratio(*cells)
    direction = np.sign(table["per_1000"] - table["reference_per_1000"])
    table["order"] = -(table["g2"] * direction).round(9)
    table = table.sort_values(["order", "lemma"], key=sort_key, ignore_index=True)
    return table.drop(columns="order")


def keyness(corpus: Corpus, by: str = "source", minimum: int = 5) -> pd.DataFrame:
    """Compare the content words of each text with those of the other texts like it.

    A source or a witness is compared with the others in its language, a part with the other parts
    of its source; one without any others is left out.

    Args:
        corpus: The texts.
        by: "source", "part", or "witness": sources that retell one book (`retells` in
            sources.csv) are counted as one, named "000 + 001".
        minimum: Leave out words that occur less often in both texts together.

    Returns:
        by, then the columns of `compare_counts`.

    >>> keyness(corpus, by="part").query("part == '003-5'")["lemma"].head(3).tolist()
    ['army', 'commissar', 'military']
    """
    counts, sizes, family = _counts_by(corpus, by)
    none = pd.Series(dtype="int64", index=pd.Index([], dtype="str"))
    tables = [compare_counts(none, none, 1, 1).assign(**{by: ""})]
    for name in sizes.index:
        others = [other for other in sizes.index if family[other] == family[name] and other != name]
        if others:
            reference = counts[others].sum(axis=1)
            n = int(sizes[name])
            table = compare_counts(counts[name], reference, n, int(sizes[others].sum()), minimum)
            tables.append(table.assign(**{by: name}))
    columns = [by, *tables[0].columns.drop(by)]
    return pd.concat(tables[1:] or tables, ignore_index=True)[columns]


def compare_sources(corpus: Corpus, lemmas: Sequence[str], sources: Sequence[str]) -> pd.DataFrame:
    """Compare how often some words occur in a source and in another.

    Args:
        corpus: The texts.
        lemmas: The words.
        sources: The target, then the reference.

    Returns:
        The columns of `compare_counts`, a row a word that occurs in either.

    >>> compare_sources(corpus, ["этап", "ОГПУ"], ["000", "001"])["p_holm"].round(2).tolist()
    [0.05, 0.05]
    """
    counts = frequencies(corpus, lemmas)
    target, reference = (counts[counts["source"] == name].set_index("lemma") for name in sources)
    n = max(target["n"].max(), 1) if len(target) else 1
    reference_n = max(reference["n"].max(), 1) if len(reference) else 1
    return compare_counts(target["count"], reference["count"], n, reference_n, minimum=1)


def _counts_by(corpus: Corpus, by: str) -> tuple[pd.DataFrame, pd.Series, dict]:
    """Return counts (a row a lemma, a column a text), words of each text, and its likes."""
    unit = "source" if by == "witness" else by
    counted = frequencies(corpus, by=unit)
    counts = counted.pivot(index="lemma", columns=unit, values="count").fillna(0)
    sizes = counted.groupby(unit)["n"].first()
    order = [name for name in group_names(corpus, unit) if name in sizes.index]
    counts = counts[order]
    sizes = sizes[order]
    if by == "part":
        return counts, sizes, corpus.parts.set_index("part")["source"].to_dict()
    family = corpus.sources["language"].to_dict()
    if by == "source":
        return counts, sizes, family
    witness = [_witness(corpus, name, order) for name in order]
    family = {group: family[name] for group, name in zip(witness, order, strict=True)}
    counts = counts.T.groupby(witness, sort=False).sum().T
    return counts, sizes.groupby(witness, sort=False).sum(), family


def _witness(corpus: Corpus, source: str, order: list[str]) -> str:
    """Return the witness that a source belongs to: those that retell one book, in one language."""
    if "retells" not in corpus.sources or not corpus.sources.at[source, "retells"]:
        return source
    like = corpus.sources.loc[order, ["retells", "language"]]
    is_same = (like == like.loc[source]).all(axis=1)
    return " + ".join(like.index[is_same])
