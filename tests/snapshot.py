"""Snapshot: every table of the seeds and of the unseen accounts, to prove that nothing changes.

`python tests/snapshot.py` writes them as CSV; tests/test_snapshot.py compares.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import letopis

ROOT = Path(__file__).parent
KEPT = ROOT / "golden" / "snapshot"
FOLDERS = {"seeds": ROOT.parent / "seeds"}
FOLDERS |= {name: ROOT / "golden" / name for name in ("unseen", "unseen2", "unseen3")}
TABLES = ("sentences", "tokens", "mentions", "dates", "narrated", "claims", "codebook")
RENAMED: dict[str, str] = {  # today's name of a column → its name in the snapshot
    "other_calendar": "other",
    "is_background": "aside",
    "is_anachrony": "off",
}
VALUES: dict[str, dict[str, str]] = {  # patterns of today's values → those in the snapshot
    "basis": {"^read$": "curated"},
    "why": {
        r"\(read\)": "(curated)",
        "narrates": "tells of",
        "and the part goes on": "and the voice goes on",
        "^is between": "stands between",
    },
}


def tables(folder: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    """Compute each table of a folder, with its name."""
    corpus = letopis.load(folder)
    for name in TABLES:
        yield name, getattr(corpus, name)
    for event in sorted(corpus.events):
        yield f"passages-{event}", corpus.passages(event)
    yield "reuse", corpus.reuse()


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table as it reads back from its CSV, with the columns named as in the snapshot."""
    plain = table.rename(columns=RENAMED).replace(VALUES, regex=True)
    text = plain.astype("str").fillna("")
    return text.replace({"NaT": "", "nan": "", "<NA>": ""}).reset_index(drop=True)


def main() -> None:
    """Write the snapshot."""
    KEPT.mkdir(exist_ok=True)
    for where, folder in FOLDERS.items():
        for name, table in tables(folder):
            as_text(table).to_csv(KEPT / f"{where}-{name}.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    sys.exit(main())
