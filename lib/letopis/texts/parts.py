"""The voices inside the texts: whose words they are, from where to where."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from letopis.texts.errors import raise_problems
from letopis.texts.schemas import PARTS, read_table
from letopis.texts.tables import frame, rows_by_place

PART_COLUMNS = {"part": "str", "source": "str", "start": "int64", "stop": "int64"}
PART_COLUMNS |= {"label": "str", "frame_date": "str", "note": "str"}
SHOWN = 40  # characters of a text that a message quotes


def read_parts(folder: Path, texts: Mapping[str, str]) -> pd.DataFrame:
    """Read the voices; a text without a row in parts.csv has one voice, named as the source.

    Returns:
        `part, source, start, stop` (code points, stop exclusive), `label, frame_date` (the EDTF
        date a historian gives as the frame of a voice that does not name it), `note`; sorted by
        source, then start.

    Raises:
        InputError: Where a voice does not begin with its opening words, or leaves the text, or two
            voices overlap.
    """
    path = folder / "parts.csv"
    listed = read_table(path, PARTS, source=list(texts))
    raise_problems(list(_misplaced(path, listed, texts)))
    rows: list[dict] = listed.to_dict("records")
    for source in sorted(set(texts) - set(listed["source"])):
        whole = {"part": source, "source": source, "start": 0, "stop": len(texts[source])}
        rows.append(whole | {"label": source, "frame_date": "", "note": ""})
    table = frame(rows, PART_COLUMNS).sort_values(["source", "start"], ignore_index=True)
    raise_problems(list(_overlapping(path, table)))
    return table


def _misplaced(path: Path, table: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield a problem for each voice that leaves its text or begins with other words."""
    for where, row in rows_by_place(path, table).items():
        text = texts[row["source"]]
        start = int(row["start"])
        stop = int(row["stop"])
        if not start < stop <= len(text):
            yield f"{where}: {start}–{stop} is not inside the text of {len(text)} characters."
        elif not text.startswith(row["opening"], start):
            found = text[start : start + SHOWN]
            yield f"{where}: the text at {start} is {found!r}, not {row['opening']!r}."


def _overlapping(path: Path, table: pd.DataFrame) -> Iterator[str]:
    """Yield a problem for each voice that begins before the one before it ends."""
    before: Any
    after: Any
    for before, after in pairwise(table.itertuples()):
        if before.source == after.source and after.start < before.stop:
            ends = f"{before.part} ends at {before.stop}"
            yield f"{path}: {ends}, after {after.part} begins at {after.start}."
