"""Agreement: how far two coders of the same texts agree on stances and on values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from letopis.accounts.stances import strongest_stance
from letopis.texts.schemas import STANCES

if TYPE_CHECKING:
    from letopis.corpus import Corpus

UNIT = ["part", "facet"]
CODERS = ("one", "two")
RESAMPLES = 10_000
SEED = 1927
UNDEFINED = float("nan")


def leaked_units(corpus: Corpus) -> pd.DataFrame:
    """List the units whose coding the examples of the codebook give away: `part, facet`."""
    columns = [name for name in corpus.codebook.columns if str(name).startswith("example_")]
    examples = corpus.codebook.melt("facet", columns)
    examples["part"] = [value.partition(": ")[0] for value in examples["value"]]
    units = examples.loc[examples["part"].isin(corpus.parts["part"]), UNIT]
    return units.drop_duplicates().sort_values(UNIT, ignore_index=True)


def paired_units(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Return the units that two coders have both coded, a part on a facet.

    Args:
        first: A coding, in the columns of `corpus.claims`.
        second: Another.

    Returns:
        `part, facet, stance_one, stance_two, values_one, values_two` (separated by "; ").
    """
    table = strongest_stance(first, "part").merge(
        strongest_stance(second, "part"), on=UNIT, suffixes=("_one", "_two")
    )
    for coder, coding in zip(CODERS, (first, second), strict=True):
        statements = coding[coding["stance"] != "silent"].drop_duplicates([*UNIT, "value"])
        values = statements.groupby(UNIT)["value"].agg("; ".join)
        table[f"values_{coder}"] = [values.get(unit, "") for unit in _units(table)]
    return table.sort_values(UNIT, ignore_index=True)


def agreement(
    first: pd.DataFrame, second: pd.DataFrame, leaked: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Measure how far two codings agree on the stance of each part on each facet.

    Args:
        first: A coding, in the columns of `corpus.claims`.
        second: Another; units that only one of the two has coded are left out.
        leaked: Units that the coders could know beforehand, see `leaked_units`.

    Returns:
        One row for all units, one for those that at least one coder finds mentioned ("one
        speaks") and, with `leaked`, one for these without the units given away: `units, count,
        agree, percent, kappa` (`cohen_kappa`), `low, high` (`kappa_interval`).
    """
    both = paired_units(first, second)
    mentioned = both[(both["stance_one"] != "silent") | (both["stance_two"] != "silent")]
    groups = {"all": both, "one speaks": mentioned}
    if leaked is not None:
        is_leaked = _units(mentioned).isin(_units(leaked))
        groups["one speaks, not given"] = mentioned[~is_leaked]
    return pd.DataFrame([_measured(name, units) for name, units in groups.items()])


def _units(table: pd.DataFrame) -> pd.MultiIndex:
    """Return the units of the rows of a table."""
    return pd.MultiIndex.from_frame(table[UNIT])


def _measured(name: str, units: pd.DataFrame) -> dict[str, str | int | float]:
    """Return a row of `agreement`."""
    counts = _confusions(units["stance_one"], units["stance_two"])
    agree = int(np.trace(counts))
    low, high = kappa_interval(counts)
    return {
        "units": name,
        "count": len(units),
        "agree": agree,
        "percent": 100 * agree / len(units) if len(units) else UNDEFINED,
        "kappa": float(cohen_kappa(counts)),
        "low": low,
        "high": high,
    }


def _confusions(first: pd.Series, second: pd.Series) -> np.ndarray:
    """Count how often the first coder gave one stance (row) and the second another (column)."""
    table = pd.crosstab(first, second)
    return table.reindex(index=STANCES, columns=STANCES, fill_value=0).to_numpy(dtype=float)


def cohen_kappa(counts: np.ndarray) -> np.ndarray:
    """Return Cohen's kappa of a table of counts, or of each of a stack of tables.

    Cohen (1960), doi 10.1177/001316446002000104.

    Args:
        counts: Last two axes: the category by the first coder, by the second.

    Returns:
        (observed - chance) / (1 - chance); not a number where chance agreement is complete.

    >>> float(cohen_kappa(np.array([[20, 5], [10, 15]])))
    0.4
    """
    size = counts.sum(axis=(-2, -1))
    totals = counts.sum(axis=-1) * counts.sum(axis=-2)
    chance = totals.sum(axis=-1) / np.maximum(size, 1) ** 2
    observed = np.trace(counts, axis1=-2, axis2=-1) / np.maximum(size, 1)
    is_defined = (chance < 1) & (size > 0)
    kappa = (observed - chance) / np.where(is_defined, 1 - chance, 1)
    return np.where(is_defined, kappa.round(12), UNDEFINED)


def kappa_interval(counts: np.ndarray) -> tuple[float, float]:
    """Return the 95 % percentile interval of kappa by a bootstrap over the units.

    Units of one part are not independent, so the interval is too narrow rather than too wide.
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    size = int(counts.sum())
    if not size:
        return UNDEFINED, UNDEFINED
    draws = np.random.default_rng(SEED).multinomial(size, counts.ravel() / size, RESAMPLES)
    kappas = cohen_kappa(draws.reshape(-1, *counts.shape))
    kappas = kappas[~np.isnan(kappas)]
    if not len(kappas):
        return UNDEFINED, UNDEFINED
    low, high = np.percentile(kappas, [2.5, 97.5])
    return float(low), float(high)


def value_agreement(corpus: Corpus, first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Count the units on which both coders have values, and those on which these are the same.

    Returns:
        One row a kind of facet, fixed and free: `kind, count, shared` (at least one value in
        common), `same` (all values), `percent` (shared of count). A free value is shared where
        both wrote the same words, which is rare and says little.
    """
    both = paired_units(first, second).query("values_one != '' and values_two != ''")
    both = both.merge(corpus.codebook[["facet", "kind"]], on="facet")
    values = [[set(cell.split("; ")) for cell in both[f"values_{coder}"]] for coder in CODERS]
    both["shared"] = [bool(one & two) for one, two in zip(*values, strict=True)]
    both["same"] = [one == two for one, two in zip(*values, strict=True)]
    table = both.groupby("kind").agg(
        count=("shared", "size"), shared=("shared", "sum"), same=("same", "sum")
    )
    return table.assign(percent=100 * table["shared"] / table["count"]).reset_index()
