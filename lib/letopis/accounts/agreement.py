"""Agreement: how far two coders of the same texts agree, and on what they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.accounts.claims import evidence
from letopis.accounts.stances import strongest_stance
from letopis.texts.schemas import STANCES

if TYPE_CHECKING:
    from letopis.corpus import Corpus

UNDEFINED = float("nan")


def leaked_units(corpus: Corpus) -> pd.DataFrame:
    """List the units whose coding the examples of the codebook give away: `part, facet`."""
    columns = [name for name in corpus.codebook.columns if str(name).startswith("example_")]
    examples = corpus.codebook.melt("facet", columns)
    examples["part"] = [value.partition(": ")[0] for value in examples["value"]]
    units = examples.loc[examples["part"].isin(corpus.parts["part"]), ["part", "facet"]]
    return units.drop_duplicates().sort_values(["part", "facet"], ignore_index=True)


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
        agree, percent, kappa` (`cohen_kappa`), `alpha` (`krippendorff_alpha`).
    """
    both = _paired(first, second)
    mentioned = both[(both["stance_one"] != "silent") | (both["stance_two"] != "silent")]
    groups = {"all": both, "one speaks": mentioned}
    if leaked is not None:
        units = pd.MultiIndex.from_frame(mentioned[["part", "facet"]])
        is_leaked = units.isin(pd.MultiIndex.from_frame(leaked[["part", "facet"]]))
        groups["one speaks, not given"] = mentioned[~is_leaked]
    return pd.DataFrame([_measured(name, units) for name, units in groups.items()])


def _measured(name: str, units: pd.DataFrame) -> dict[str, str | int | float]:
    """Return a row of `agreement`."""
    first = units["stance_one"]
    second = units["stance_two"]
    agree = int((first == second).sum())
    return {
        "units": name,
        "count": len(units),
        "agree": agree,
        "percent": 100 * agree / len(units) if len(units) else UNDEFINED,
        "kappa": cohen_kappa(first, second),
        "alpha": krippendorff_alpha(first, second),
    }


def cohen_kappa(first: pd.Series, second: pd.Series) -> float:
    """Return Cohen's kappa of two codings of the same units.

    Cohen (1960), doi 10.1177/001316446002000104.

    >>> cohen_kappa(pd.Series(["asserts", "silent"]), pd.Series(["asserts", "asserts"]))
    0.0
    """
    if first.empty:
        return UNDEFINED
    by_chance = float((_counts(first) * _counts(second)).sum()) / len(first) ** 2
    observed = int((first == second).sum()) / len(first)
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else UNDEFINED


def krippendorff_alpha(first: pd.Series, second: pd.Series) -> float:
    """Return Krippendorff's nominal alpha of two codings of the same units.

    Hayes and Krippendorff (2007), doi 10.1080/19312450709336664.

    >>> krippendorff_alpha(pd.Series(["asserts", "silent"]), pd.Series(["asserts", "asserts"]))
    0.0
    """
    if first.empty:
        return UNDEFINED
    size = len(first)
    together = _counts(first) + _counts(second)
    expected = (4 * size**2 - int((together**2).sum())) / (2 * size - 1)
    return 1 - 2 * int((first != second).sum()) / expected if expected else UNDEFINED


def _counts(stances: pd.Series) -> pd.Series:
    """Count each stance, also those that do not occur."""
    return stances.value_counts().reindex(list(STANCES), fill_value=0)


def disagreements(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """List the units that two coders have coded differently.

    Args:
        first: A coding, in the columns of `corpus.claims`.
        second: Another.

    Returns:
        `part, facet, stance_one, stance_two, evidence_one, evidence_two`.
    """
    table = _paired(first, second).query("stance_one != stance_two").reset_index(drop=True)
    units = list(zip(table["part"], table["facet"], strict=True))
    for name, coding in (("evidence_one", first), ("evidence_two", second)):
        statements = evidence(coding)
        lines = statements["value"] + ": «" + statements["quote"] + "»"
        quotes = lines.groupby([statements["part"], statements["facet"]]).agg("\n".join).to_dict()
        table[name] = [quotes.get(unit, "") for unit in units]
    return table


def _paired(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Return the units both have coded: `part, facet, stance_one, stance_two`."""
    pairs = strongest_stance(first, "part").merge(
        strongest_stance(second, "part"), on=["part", "facet"], suffixes=("_one", "_two")
    )
    return pairs.sort_values(["part", "facet"], ignore_index=True)
