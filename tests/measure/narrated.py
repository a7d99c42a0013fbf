"""How many sentences are placed in the right time: by rule, with times read, by plain carrying.

Run from the root: python tests/measure/narrated.py

A dated sentence is placed right where our span lies within the gold's (the gold says 1929-01 of
days nobody names), and equal where it is the gold's span. "By rule" leaves out sentences only
knowledge of the period can place (inferred). A general statement is right where it is left undated.
Plain carrying takes the first date of a sentence, or the last one before it in the part. Rules and
pins were refined on these very rows: on texts not seen before expect less. The labels of 001 and of
003 after its first voice were given by whoever wrote the rules, before seeing what these find.
"""

import json
from pathlib import Path

import letopis
from letopis.dates import bounds
from letopis.dates.narrated import narrated_table

ROOT = Path(__file__).parents[2]


def plain(corpus) -> dict[tuple[str, int], str]:
    """Carry the last date of the part forward, whatever it is."""
    dated = corpus.dates[corpus.dates["edtf"] != ""].drop_duplicates(["source", "sentence"])
    first = dict(
        zip(zip(dated["source"], dated["sentence"], strict=True), dated["edtf"], strict=True)
    )
    frame_dates = dict(zip(corpus.parts["part"], corpus.parts["frame_date"], strict=True))
    placed = {}
    for part, rows in corpus.sentences.groupby("part", sort=False):
        reached = frame_dates[part]
        for key in zip(rows["source"], rows["sentence"], strict=True):
            reached = placed[key] = first.get(key, reached)
    return placed


def placed(table) -> dict[tuple[str, int], str]:
    """Return the EDTF of each sentence of a narrated table."""
    return {(row.source, row.sentence): row.edtf for row in table.itertuples()}


def right(edtf: str, wanted: str) -> bool:
    """Return whether a span lies within the wanted one."""
    (first, last), (begin, end) = bounds(edtf), bounds(wanted)
    return bool(edtf) and begin <= first and last <= end


def share(answers: list[bool]) -> str:
    """Write a share with its counts."""
    return (
        f"{sum(answers) / len(answers):.3f} ({sum(answers)} of {len(answers)})" if answers else "–"
    )


def main() -> None:
    """Print the shares by source and for all."""
    corpus = letopis.load(ROOT / "seeds")
    place = {
        (row.source, row.start): (row.source, row.sentence) for row in corpus.sentences.itertuples()
    }
    gold = [
        json.loads(line)
        for line in (ROOT / "tests/golden/narrated.jsonl").read_text("utf-8").splitlines()
    ]
    gold = [(row, place[row["source"], row["start"]]) for row in gold]
    rules = placed(narrated_table(corpus, with_read=False))
    ways = {"rules": rules, "read": placed(corpus.narrated), "plain": plain(corpus)}
    for name, found in ways.items():
        for source in (*corpus.sources.index, "all"):
            rows = [(row, found[key]) for row, key in gold if source in (row["source"], "all")]
            dated = [(row, edtf) for row, edtf in rows if row["edtf"]]
            by_rule = [
                right(edtf, row["edtf"]) for row, edtf in dated if row["basis"] != "inferred"
            ]
            every = [right(edtf, row["edtf"]) for row, edtf in dated]
            equal = [edtf == row["edtf"] for row, edtf in dated]
            undated = [not edtf for row, edtf in rows if not row["edtf"]]
            print(
                f"{name:<6} {source:<4} by rule {share(by_rule):<20} all dated {share(every):<20} "
                f"equal {share(equal):<20} general left undated {share(undated)}"
            )


if __name__ == "__main__":
    main()
