"""Coverage: how much of each part is about an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.accounts.phases import PHASES

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def coverage(corpus: Corpus, event: str) -> pd.DataFrame:
    """Count how much each part gives to an event, also where that is nothing.

    Returns:
        One row a part and phase: `source, part, phase, sentences, words` (without numbers and
        initials), `n` (words of the source), `share` (words / n, 0–1).
    """
    passages = corpus.passages(event)
    is_word = (corpus.tokens["kind"] == "word") & ~corpus.tokens["initial"]
    words = corpus.tokens.loc[is_word, ["source", "sentence"]]
    words = words.merge(
        passages[["source", "sentence", "part", "phase"]], on=["source", "sentence"]
    )
    table = corpus.parts[["source", "part"]].merge(pd.DataFrame({"phase": PHASES}), how="cross")
    for name, counted in (("sentences", passages), ("words", words)):
        counts = counted.groupby(["part", "phase"]).size().to_dict()
        units = zip(table["part"], table["phase"], strict=True)
        table[name] = [counts.get(unit, 0) for unit in units]
    table["n"] = table["source"].map(corpus.sources["words"])
    table["share"] = table["words"] / table["n"].clip(lower=1)
    return table
