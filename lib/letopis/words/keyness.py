"""What is peculiar to a text: words that set it apart, how evenly they are spread, which words keep them company."""

import math
from typing import Any

import numpy as np
import pandas as pd

from letopis.words import counts
from letopis.words.counts import Z

EXACT = 1000                                                # places up to which p values are exact


def g2(a: Any, b: Any, c: Any, d: Any) -> np.ndarray:
    """Give the log-likelihood G² of a word found a times in c words and b times in d words.

    2 (a ln(a/E₁) + b ln(b/E₂)), E₁ = c(a+b)/(c+d), E₂ = d(a+b)/(c+d); a count of 0 adds nothing. The two cells of
    Rayson & Garside (2000), doi 10.3115/1117729.1117730, after Dunning (1993), Computational Linguistics 19(1).

    >>> round(float(g2(30, 10, 1000, 1000)), 4)      # 2 (30 ln 1.5 + 10 ln 0.5)
    10.465
    """
    a, b, c, d = (np.asarray(value, float) for value in (a, b, c, d))
    cells = [seen * np.log(np.where(seen > 0, seen, 1) * (c + d) / (size * np.maximum(a + b, 1)))
             for seen, size in ((a, c), (b, d))]
    return np.maximum(2 * sum(np.where(seen > 0, cell, 0) for seen, cell in zip((a, b), cells, strict=True)), 0)


def log_ratio(a: Any, b: Any, c: Any, d: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give log₂ of the ratio of the two rates, and its 95 % interval: 1 is twice as often, -1 half as often.

    A count of 0 is taken as 0.5: Hardie (2014), Log Ratio, CASS, Lancaster. Interval: log of the relative risk, with
    variance 1/a - 1/c + 1/b - 1/d, Katz et al. (1978), doi 10.2307/2530610.

    >>> [round(float(value), 4) for value in log_ratio(30, 10, 1000, 1000)]
    [1.585, 0.5602, 2.6097]
    """
    a, b = (np.where(np.asarray(value) > 0, value, 0.5) for value in (a, b))
    middle = np.log2(a / c) - np.log2(b / d)
    half = Z * np.sqrt(1 / a - 1 / np.asarray(c) + 1 / b - 1 / np.asarray(d)) / math.log(2)
    return middle, middle - half, middle + half


def chance(a: int, b: int, c: int, d: int) -> float:
    """Give the p value of a word found a times in c words and b times in d words, both being drawn from one text.

    Exact and two-sided: of a + b places so many fall on the first side by a binomial with c / (c + d), and those no
    likelier than a count (Przyborowski & Wilenski 1940, doi 10.1093/biomet/31.3-4.313). The chi-squared tail of G² is
    too small where few are expected; it stands in above 1,000 places, where the two agree.

    >>> round(chance(3, 0, 100, 100), 5), round(chance(30, 10, 1000, 1000), 5)      # all of three: (1/2)³ + (1/2)³
    (0.25, 0.00222)
    """
    n, share = int(a + b), c / (c + d)
    if n > EXACT:
        return math.erfc(math.sqrt(float(g2(a, b, c, d)) / 2))
    places = np.arange(n + 1)
    fall = np.append(0, np.cumsum(np.log(places[1:])))
    likely = np.exp(fall[n] - fall - fall[::-1] + places * math.log(share) + (n - places) * math.log1p(-share))
    return float(min(likely[likely <= likely[int(a)] * (1 + 1e-7)].sum(), 1))


def adjusted(p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Adjust p values for having asked of so many words at once: (Holm, Benjamini–Hochberg).

    Holm (1979), Scand. J. Statistics 6; Benjamini & Hochberg (1995), doi 10.1111/j.2517-6161.1995.tb02031.x.

    >>> adjusted(np.array([0.01, 0.02, 0.04]))[0].round(4).tolist()
    [0.03, 0.04, 0.04]
    """
    order, many = np.argsort(p, kind="stable"), len(p)
    holm, false = np.empty(many), np.empty(many)
    holm[order] = np.maximum.accumulate(p[order] * np.arange(many, 0, -1))
    false[order[::-1]] = np.minimum.accumulate(p[order[::-1]] * many / np.arange(many, 0, -1))
    return np.minimum(holm, 1), np.minimum(false, 1)


def keyness(target: pd.Series, reference: pd.Series, n: int, reference_n: int, minimum: int = 5) -> pd.DataFrame:
    """Compare how often words stand in a target of n words and in a reference of reference_n words.

    In: counts by lemma. Words found fewer than `minimum` times in both together are not compared.
    Out: lemma, count, reference_count, n, reference_n, per_1000, reference_per_1000, g2, p (`chance`: as if words were
    drawn one by one, so too small where they cluster), p_holm, p_bh (`adjusted`), log_ratio, log_ratio_low,
    log_ratio_high. Words more frequent in the target first, by G²; then those less frequent.
    """
    table = pd.DataFrame({"count": target, "reference_count": reference}).fillna(0).astype("int64").rename_axis("lemma")
    table = table[table.sum(axis=1) >= minimum].reset_index().assign(n=n, reference_n=reference_n)
    cells = [table[name].to_numpy() for name in ("count", "reference_count", "n", "reference_n")]
    table["per_1000"], table["reference_per_1000"] = 1000 * cells[0] / cells[2], 1000 * cells[1] / cells[3]
    table["g2"] = g2(*cells)
    table["p"] = [chance(*row) for row in zip(*cells, strict=True)]
    table["p_holm"], table["p_bh"] = adjusted(table["p"].to_numpy())
    table["log_ratio"], table["log_ratio_low"], table["log_ratio_high"] = log_ratio(*cells)
    signed = table["g2"] * np.sign(table["per_1000"] - table["reference_per_1000"])
    order = table.assign(signed=-signed.round(9)).sort_values(["signed", "lemma"], key=counts.sorting).index
    return table.loc[order].reset_index(drop=True)


def table(corpus: Any, by: str = "source", minimum: int = 5) -> pd.DataFrame:
    """Tell what sets each text apart: each source from the others of its language, each voice from its source's others.

    Out: by, then the columns of `keyness`, of content words. A source alone in its language, or a voice alone in its
    source, has nothing to be compared with and is left out.

    >>> table(corpus, by="part").query("part == '003-5'")["lemma"].head(3).tolist()
    ['army', 'commissar', 'military']
    """
    found = counts.words(corpus, by)
    sizes, wide = found.groupby(by)["n"].first(), found.pivot(index="lemma", columns=by, values="count").fillna(0)
    kin = corpus.sources["language"] if by == "source" else corpus.parts.set_index("part")["source"]
    tables = [keyness(wide.sum(axis=1)[:0], wide.sum(axis=1)[:0], 1, 1).assign(**{by: ""})]
    for name in kin.index.intersection(sizes.index, sort=False):
        others = [other for other in sizes.index if kin[other] == kin[name] and other != name]
        if others:
            tables.append(keyness(wide[name], wide[others].sum(axis=1), sizes[name], sizes[others].sum(), minimum))
            tables[-1].insert(0, by, name)
    columns = [by, *tables[0].columns.drop(by)]
    return pd.concat(tables[1:] or tables, ignore_index=True)[columns]


def dispersion(corpus: Any, by: str = "source", pieces: int | None = 10, minimum: int = 5) -> pd.DataFrame:
    """Measure how evenly content words are spread over so many equal pieces of each text (None: over its sentences).

    Out: by, lemma, pos, count, n (words), found_in (pieces with the word), pieces, dp, dp_least, dp_norm; evenest
    first. 0 is spread like the text itself, near 1 is all in one place; dp_least is the least that so many places can
    have, for a word said five times is never in all of ten pieces. DP = ½ Σ |share of the word in a piece - share of
    the text in that piece|, Gries (2008), doi 10.1075/ijcl.13.4.02gri; dp_norm = DP / (1 - smallest share), Lijffijt &
    Gries (2012), doi 10.1075/ijcl.17.1.08lij. Words found fewer than `minimum` times in a group are left out.

    >>> dispersion(corpus).query("source == '000'")[["lemma", "count", "found_in", "pieces"]].to_numpy().tolist()
    [['Троцкий', 6, 6, 10], ['ОГПУ', 6, 5, 10]]
    """
    spoken, names = counts.place(corpus, counts.running(corpus, by), by)
    size = spoken.groupby("group").size()
    equal = spoken.groupby("group").cumcount() * (pieces or 1) // spoken["group"].map(size)
    spoken["piece"] = equal if pieces else spoken["row"]
    share = spoken.groupby(["group", "piece"]).size() / size
    found = counts.content_words(spoken).groupby(["group", "lemma", "piece"]).size().rename("times").reset_index()
    found = found.join(share.rename("share"), on=["group", "piece"])
    total = found.groupby(["group", "lemma"])["times"].transform("sum")
    found["apart"] = (found["times"] / total - found["share"]).abs() - found["share"]      # a piece without it: share
    by_word = found.groupby(["group", "lemma"])
    table = by_word.agg(count=("times", "sum"), found_in=("piece", "size"), dp=("apart", "sum"))
    table = table[table["count"] >= minimum].reset_index()
    group, part = table["group"], share.groupby("group")
    table = table.assign(n=group.map(size), pieces=group.map(part.size()), dp=(1 + table["dp"]) / 2)
    table["dp_norm"] = table["dp"] / (1 - group.map(part.min())).replace(0, np.nan)
    table["dp_least"] = [least_dp(*row) for row in zip(table["count"], map(share.xs, table["group"]), strict=True)]
    table = counts.beside(table, "lemma", pos=counts.commonest(spoken, "lemma", "pos"))
    table = table.sort_values(["group", "dp", "lemma"], ignore_index=True, key=counts.sorting)
    table = table.assign(group=names[table["group"]]).rename(columns={"group": by})
    return table[[by, "lemma", "pos", "count", "n", "found_in", "pieces", "dp", "dp_least", "dp_norm"]]


def least_dp(count: int, shares: Any) -> float:
    """Give the least DP of a word found so many times in pieces with these shares of the text: spread by rounding.

    >>> round(least_dp(6, [0.1] * 10), 3), least_dp(20, [0.1] * 10)
    (0.4, 0.0)
    """
    wanted = count * np.asarray(shares, float)
    apart = wanted - np.floor(wanted + 1e-9)
    up = np.argsort(-apart, kind="stable")[: count - int(np.floor(wanted + 1e-9).sum())]
    apart[up] -= 1
    return float(np.abs(apart).sum() / count / 2)


def collocations(corpus: Any, node: str, window: int = 5, by: str = "source", minimum: int = 2) -> pd.DataFrame:
    """Find the content words that keep a lemma company, at most `window` words away in the same sentence.

    Out: by, collocate, pos, left, right (times on either side), count (times together: neither of the two words is
    counted twice, so «Сталин … Кремль … Сталин» is one), node_count, collocate_count (in the group), log_dice =
    14 + log₂(2 count / (node_count + collocate_count)), Rychlý (2008), RASLAN: 14 is never one without the other, a
    point less is half as close. Companions found together fewer than `minimum` times are left out.

    >>> collocations(corpus, "Троцкий").query("source == '001'")["collocate"].head(2).tolist()
    ['считать', 'сторонник']
    """
    spoken, names = counts.place(corpus, counts.running(corpus, by), by)
    row, node_here = spoken["row"].to_numpy(), counts.spelt(spoken["lemma"], node)
    steps, at = np.delete(np.arange(-window, window + 1), window), np.flatnonzero(node_here)
    at, step = np.repeat(at, len(steps)), np.tile(steps, len(at))
    inside = (at + step >= 0) & (at + step < len(row))
    at, step = at[inside], step[inside]
    near = (row[at + step] == row[at]) & ~node_here[at + step]
    places = dict(node=at[near], other=(at + step)[near], left=step[near] < 0, right=step[near] > 0)
    pairs = counts.content_words(spoken.iloc[(at + step)[near]].assign(**places)).groupby(["group", "lemma"])
    table = pairs[["left", "right"]].sum().astype("int64")
    table["count"] = np.minimum(pairs["node"].nunique(), pairs["other"].nunique())
    table = table.reset_index()
    table["node_count"] = table["group"].map(spoken["group"][node_here].value_counts())
    table = table.join(spoken.groupby(["group", "lemma"]).size().rename("collocate_count"), on=["group", "lemma"])
    table["log_dice"] = 14 + np.log2(2 * table["count"] / (table["node_count"] + table["collocate_count"]))
    table = table[table["count"] >= minimum]
    table = table.sort_values(["group", "log_dice", "lemma"], ascending=[True, False, True], key=counts.sorting)
    table = counts.beside(table.reset_index(drop=True), "lemma", pos=counts.commonest(spoken, "lemma", "pos"))
    return table.assign(group=names[table["group"]]).rename(columns={"group": by, "lemma": "collocate"})
