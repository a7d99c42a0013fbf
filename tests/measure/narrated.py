"""How far the rules of narrated time agree with the reading of every sentence, voice by voice.

Run from the root: python tests/measure/narrated.py

The reading is seeds/narrated.csv. Of the sentences that it dates, three figures: for how many a way
of dating gives the same span (the same first and last day), for how many the same first and last
month, and for how many a span inside the one read, which a day inside the right year is too. Of
those that it gives no time, how many are left without one. Plain carrying takes the first date of
a sentence, or the last one before it in the part. The rules were refined on these very
sentences: on texts not seen before expect less.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import letopis
from letopis.dates import bounds
from letopis.dates.narrated import narrated_table

ROOT = Path(__file__).parents[2]
KEY = ["source", "part", "sentence"]
SPAN = ["earliest", "latest"]


def plain_times(corpus: letopis.Corpus) -> pd.DataFrame:
    """Carry the last date of each part forward, whatever it is."""
    dated = corpus.dates[corpus.dates["edtf"] != ""].drop_duplicates(KEY)
    times = corpus.narrated[KEY].merge(dated[[*KEY, "edtf"]], on=KEY, how="left")
    frame_dates = times["part"].map(corpus.parts.set_index("part")["frame_date"])
    times["edtf"] = times.groupby("part")["edtf"].ffill().fillna(frame_dates)
    spans = [bounds(edtf) for edtf in times["edtf"]]
    times[SPAN] = pd.DataFrame(spans, dtype="datetime64[s]")
    return times


def months(spans: pd.DataFrame) -> pd.DataFrame:
    """Return the first and the last month of each span; -1 where there is none."""
    return spans.apply(lambda days: days.dt.year * 12 + days.dt.month).fillna(-1)


def compare(read: pd.DataFrame, times: pd.DataFrame) -> pd.DataFrame:
    """Compare a way of dating with the reading, sentence by sentence.

    Returns:
        source, part, is_dated (by the reading), same months, same, inside, left_without (a time,
        by both).
    """
    first = times["earliest"]
    last = times["latest"]
    table = read[["source", "part"]].assign(is_dated=read["edtf"] != "")
    table["same months"] = (months(times[SPAN]) == months(read[SPAN])).all(axis=1)
    table["same"] = (first == read["earliest"]) & (last == read["latest"])
    table["inside"] = (first >= read["earliest"]) & (last <= read["latest"])
    table["left_without"] = (times["edtf"] == "") & ~table["is_dated"]
    return table


def shares(corpus: letopis.Corpus) -> Iterator[dict[str, object]]:
    """Yield the counts of each way of dating, by source, by voice and for all."""
    ways = {
        "rules": narrated_table(corpus, with_read=False),
        "plain carrying": plain_times(corpus),
    }
    for way, times in ways.items():
        table = compare(corpus.narrated, times)
        groups = [*table.groupby("source"), *table.groupby("part"), ("all", table)]
        for name, rows in dict(groups).items():
            dated = rows[rows["is_dated"]]
            yield {
                "way": way,
                "text": name,
                "dated": len(dated),
                "same": dated["same"].sum(),
                "same months": dated["same months"].sum(),
                "inside": dated["inside"].sum(),
                "same share": dated["same"].mean(),
                "inside share": dated["inside"].mean(),
                "no time": len(rows) - len(dated),
                "left without": rows["left_without"].sum(),
            }


def main() -> None:
    """Print the table."""
    table = pd.DataFrame(shares(letopis.load(ROOT / "seeds")))
    print(table.round(3).to_string(index=False))


if __name__ == "__main__":
    main()
