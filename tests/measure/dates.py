"""How well expressions of time are found and valued, source by source, beside other ways to do it.

Run from the root: python tests/measure/dates.py

An expression counts as found where spans overlap, one for one; its value is right where first and
last day are those of the gold. Values are judged for gold rows that have a date. dateparser and
natasha are asked for their dates of the same sentences, and are told nothing of what stands around;
natasha knows Russian only. Our rules were refined on these very rows: on texts not seen before
expect less.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import letopis
from letopis.dates import bounds

ROOT = Path(__file__).parents[2]


def gold(source: str) -> list[dict]:
    """Return the golden expressions of one source."""
    rows = map(json.loads, (ROOT / "tests/golden/dates.jsonl").read_text("utf-8").splitlines())
    return [row for row in rows if row["source"] == source]


def line(name: str, found: list[tuple], wanted: list[dict]) -> str:
    """Score (start, stop, first day, last day) against the gold and write one line."""
    free, hits, dated, right = set(range(len(found))), 0, 0, 0
    for row in wanted:
        over = [i for i in sorted(free) if found[i][0] < row["stop"] and found[i][1] > row["start"]]
        free -= set(over[:1])
        hits += bool(over)
        dated += bool(row["edtf"])
        right += bool(over) and bool(row["edtf"]) and found[over[0]][2:] == bounds(row["edtf"])
    precision, recall = hits / max(len(found), 1), hits / max(len(wanted), 1)
    f1 = 2 * hits / max(len(found) + len(wanted), 1)
    scores = f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   value {right / max(dated, 1):.3f}"
    return (
        f"{name:<28} found {len(found):>4} gold {len(wanted):>4}   {scores}   ({right} of {dated})"
    )


def ours(corpus, source: str) -> list[tuple]:
    """Return what letopis finds."""
    rows = corpus.dates[corpus.dates["source"] == source]
    return [(row.start, row.stop, *bounds(row.edtf)) for row in rows.itertuples()]


def with_dateparser(corpus, source: str) -> Iterator[tuple]:
    """Return what dateparser's search finds, sentence by sentence."""
    from dateparser.search import search_dates

    language = corpus.sources.loc[source, "language"]
    for row in corpus.sentences[corpus.sentences["source"] == source].itertuples():
        place = 0
        for words, value in search_dates(row.text, languages=[language]) or ():
            place = max(row.text.find(words, place), 0)
            yield row.start + place, row.start + place + len(words), value.date(), value.date()


def with_natasha(corpus, source: str) -> Iterator[tuple]:
    """Return what natasha's DatesExtractor finds, sentence by sentence."""
    from natasha import DatesExtractor, MorphVocab

    extract = DatesExtractor(MorphVocab())
    for row in corpus.sentences[corpus.sentences["source"] == source].itertuples():
        for match in extract(row.text):
            parts = (match.fact.year, match.fact.month, match.fact.day)
            edtf = (
                "-".join(f"{part:0{2 + 2 * (i == 0)}}" for i, part in enumerate(parts) if part)
                if parts[0]
                else ""
            )
            yield row.start + match.start, row.start + match.stop, *bounds(edtf)


def main() -> None:
    """Print ours and, where they are installed, the others."""
    corpus = letopis.load(ROOT / "seeds")
    ways = {"letopis": ours, "dateparser": with_dateparser, "natasha": with_natasha}
    for name, way in ways.items():
        for source in corpus.sources.index:
            if name == "natasha" and corpus.sources.loc[source, "language"] != "ru":
                continue
            try:
                print(line(f"{name} {source}", list(way(corpus, source)), gold(source)))
            except ImportError as error:
                print(f"{name}: not measured, {error.name} is not installed")
                break


if __name__ == "__main__":
    main()
