"""Print how well passages and parallels are found, and how far two codings agree.

Run from the root: .venv/bin/python tests/measure/compare.py
"""

import json
from pathlib import Path

import pandas as pd

import letopis
from letopis.accounts import agreement, second_coding
from letopis.accounts.passages import find_passages

ROOT = Path(__file__).resolve().parents[2]
EVENT = "1927-11-07"


def read(name: str) -> pd.DataFrame:
    """Read a golden file of one JSON object a line."""
    return pd.DataFrame(
        [
            json.loads(line)
            for line in (ROOT / "tests/golden" / name).read_text("utf-8").splitlines()
        ]
    )


def passages(corpus: letopis.Corpus) -> pd.DataFrame:
    """Score the rules on the day and its preparation, against what a reader has taken."""
    gold = pd.read_csv(ROOT / "seeds" / "passages.csv", dtype={"source": "str"})
    gold = gold.query("phase in ('preparation', 'day')")
    found = find_passages(corpus, EVENT, with_read=False).query("phase != 'aftermath'")
    wanted = {}
    for row in corpus.sentences.itertuples():
        overlaps = (gold["start"] < row.stop) & (gold["stop"] > row.start)
        phases = gold.loc[overlaps & (gold["source"] == row.source), "phase"]
        if len(phases):
            wanted[row.source, row.sentence] = phases.iat[0]
    ours = {(row.source, row.sentence): row.phase for row in found.itertuples()}
    names = [*corpus.sources.index, "all"]
    return pd.DataFrame([score(name, wanted, ours) for name in names])


def score(name: str, wanted: dict, ours: dict) -> dict:
    """Return a row of `passages` for one source, or for all."""
    want = {place for place in wanted if name in ("all", place[0])}
    have = {place for place in ours if name in ("all", place[0])}
    both = want & have
    same_phase = sum(wanted[place] == ours[place] for place in both)
    return {
        "source": name,
        "gold": len(want),
        "found": len(have),
        "right": len(both),
        "F1": 2 * len(both) / (len(want) + len(have)) if want | have else float("nan"),
        "phase right": same_phase / len(both) if both else float("nan"),
    }


def covers(row: dict, pair: dict) -> bool:
    """Return whether two pairs of places share half of the shorter place on both sides."""
    return all(covers_side(row, pair, side) for side in "ab")


def covers_side(row: dict, pair: dict, side: str) -> bool:
    """Return whether two places share half of the shorter one."""
    source, start, stop = (f"{name}_{side}" for name in ("source", "start", "stop"))
    if row[source] != pair[source]:
        return False
    shared = min(row[stop], pair[stop]) - max(row[start], pair[start])
    shorter = min(row[stop] - row[start], pair[stop] - pair[start])
    return 2 * shared >= shorter


def reuse(corpus: letopis.Corpus) -> pd.DataFrame:
    """Count the parallels of each kind that are found, and those reported that are real."""
    gold = read("reuse.jsonl").to_dict("records")
    reported = corpus.reuse().to_dict("records")
    rows = []
    for kind in ("verbatim", "near", "close", "loose"):
        pairs = [pair for pair in gold if pair["kind"] == kind]
        found = sum(any(covers(row, pair) for row in reported) for pair in pairs)
        rows.append((kind, found, len(pairs)))
    real = sum(any(covers(row, pair) for pair in gold) for row in reported)
    rows.append(("reported, real", real, len(reported)))
    table = pd.DataFrame(rows, columns=["pairs", "found", "of"])
    return table.assign(share=table["found"] / table["of"])


def main() -> None:
    """Print the three tables."""
    corpus = letopis.load(ROOT / "seeds")
    tables = {
        "Passages, by sentence": passages(corpus),
        "Text reuse": reuse(corpus),
        "Agreement of the two codings": agreement(corpus.claims, second_coding(corpus)),
    }
    for title, table in tables.items():
        print(f"{title}\n{table.round(3).to_string(index=False)}\n")


if __name__ == "__main__":
    main()
