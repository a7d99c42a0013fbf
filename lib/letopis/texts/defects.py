"""Defects: the faults of the texts that a historian has listed, each quoted from its text."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from letopis.texts.errors import raise_problems
from letopis.texts.schemas import DEFECTS, read_table
from letopis.texts.tables import rows_by_place


def read_defects(folder: Path, texts: Mapping[str, str]) -> pd.DataFrame:
    """Read the listed faults of the texts; without a defects.csv there are none.

    Args:
        folder: The folder, perhaps with defects.csv.
        texts: The texts by source.

    Returns:
        `source, quote, times` (how often the text has the quoted words), `defect`; as listed.

    Raises:
        InputError: With a line for each unknown source or quote that does not occur.
    """
    path = folder / "defects.csv"
    table = read_table(path, DEFECTS, source=list(texts))
    times = []
    problems = []
    for where, row in rows_by_place(path, table).items():
        count = texts[row["source"]].count(row["quote"])
        times.append(count)
        if count == 0:
            found = f"quote {row['quote']!r} does not occur in {row['source']}"
            problems.append(f"{where}: {found}; copy it from the text.")
    raise_problems(problems)
    table = table.assign(times=pd.Series(times, index=table.index, dtype="int64"))
    return table[["source", "quote", "times", "defect"]].reset_index(drop=True)
