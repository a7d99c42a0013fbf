"""Print how well passages and parallels are found, on tests/golden, and how far two codings agree.

Run from the root: .venv/bin/python tests/measure/compare.py
"""

import json
from pathlib import Path

import pandas as pd

import letopis
from letopis.accounts import agreement, second_coding

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
    """Score the day and its preparation by sentence, for each source and all; and the phases."""
    gold = read("passages.jsonl").query("phase in ('preparation', 'day')")
    found = corpus.passages(EVENT).query("phase != 'aftermath'")
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
    """Say if two pairs of windows share half of the shorter window on both sides."""
    return all(
        row[f"source_{side}"] == pair[f"source_{side}"]
        and 2
        * (
            min(row[f"stop_{side}"], pair[f"stop_{side}"])
            - max(row[f"start_{side}"], pair[f"start_{side}"])
        )
        >= min(
            row[f"stop_{side}"] - row[f"start_{side}"], pair[f"stop_{side}"] - pair[f"start_{side}"]
        )
        for side in "ab"
    )


def reuse(corpus: letopis.Corpus) -> pd.DataFrame:
    """Count found pairs of each kind, and reported pairs that are real."""
    gold, found = read("reuse.jsonl").to_dict("records"), corpus.reuse().to_dict("records")
    rows = [
        (
            kind,
            sum(any(covers(row, pair) for row in found) for pair in gold if pair["kind"] == kind),
            sum(pair["kind"] == kind for pair in gold),
        )
        for kind in ("verbatim", "near", "close", "loose")
    ]
    rows.append(
        (
            "reported, real",
            sum(any(covers(row, pair) for pair in gold) for row in found),
            len(found),
        )
    )
    return pd.DataFrame(rows, columns=["pairs", "found", "of"]).assign(
        share=lambda table: table["found"] / table["of"]
    )


def main() -> None:
    """Print the four tables."""
    corpus = letopis.load(ROOT / "seeds")
    for title, table in (
        ("Passages, by sentence", passages(corpus)),
        ("Text reuse", reuse(corpus)),
        ("Agreement of the two codings", agreement(corpus.claims, second_coding(corpus))),
    ):
        print(f"{title}\n{table.round(3).to_string(index=False)}\n")


if __name__ == "__main__":
    main()
