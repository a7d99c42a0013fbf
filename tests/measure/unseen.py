"""Print how the tables do on accounts no rule was written for: tests/golden/unseen, 3 and 4.

Run from the root: .venv/bin/python tests/measure/unseen.py [--misses]

The labels were made before any program saw the texts. The rules for dates and narrated time were
refined on the misses of the development half. Those of the test half are never printed, so that its
figures stay an estimate of what other accounts would give.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import pandas as pd

import letopis
from letopis.dates import bounds

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
UNSEEN = GOLDEN / "unseen"
LATER = GOLDEN / "unseen3"
LAST = GOLDEN / "unseen4"  # sentences and narrated time only
EVENT = "1927-11-07"
HALVES = {
    "development": ("ru_memoir", "ru_newspaper", "en_history"),
    "test": ("ru_encyclopaedia", "en_memoir", "en_machine"),
    "development, later": ("a_ru_textbook", "b_ru_journalist", "c_en_scholar", "d_ru_diary"),
    "test, later": ("e_ru_biography", "f_en_translated"),
    "development, last": (
        *("g_en_newspaper", "h_en_minutes", "i_ru_biography", "m_ru_diary"),
        *("n_en_letter", "o_ru_newspaper", "p_en_biography"),
    ),
    "test, last": ("j_en_diary", "k_ru_letter", "l_ru_memoir"),
}
Row = tuple[str, int, int, int, float]


def load() -> letopis.Corpus:
    """Load the unseen accounts beside the names and events, with nothing read by a historian."""
    with tempfile.TemporaryDirectory() as place:
        tables = (ROOT / "seeds" / name for name in ("entities.csv", "events.toml"))
        texts = (path for folder in (UNSEEN, LATER, LAST) for path in folder.glob("*.txt"))
        for path in (*texts, *tables):
            shutil.copy(path, place)
        corpus = letopis.load(place)
        for name in ("entities", "events", "tokens", "mentions", "dates", "narrated"):
            getattr(corpus, name)
        corpus.passages(EVENT)
        return corpus


def folder_of(sources: tuple[str, ...]) -> Path:
    """Return the folder that has these sources."""
    folders = (UNSEEN, LATER, LAST)
    return next(folder for folder in folders if (folder / f"{sources[0]}.txt").is_file())


def gold(name: str, sources: tuple[str, ...]) -> pd.DataFrame:
    """Read one file of labels, of these sources."""
    folder = folder_of(sources)
    rows = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return pd.DataFrame([row for row in rows if row["source"] in sources])


def scores(kind: str, want: set, have: set, misses: list) -> Row:
    """Return right, found, gold and F1; note what was missed and what was too much."""
    right = len(want & have)
    misses += [(kind, "missed", item) for item in sorted(want - have)]
    misses += [(kind, "too much", item) for item in sorted(have - want)]
    return kind, right, len(have), len(want), 2 * right / max(len(have) + len(want), 1)


def sentences(corpus: letopis.Corpus, sources: tuple[str, ...], misses: list) -> Row:
    """Score sentences by their two ends."""
    want = {(row.source, row.start, row.end) for row in gold("sentences", sources).itertuples()}
    found = corpus.sentences[corpus.sentences["source"].isin(sources)]
    return scores(
        "sentences", want, {(row.source, row.start, row.stop) for row in found.itertuples()}, misses
    )


def mentions(corpus: letopis.Corpus, sources: tuple[str, ...], misses: list) -> Row:
    """Score names of people and bodies that are in entities.csv, by span and entity."""
    rows, known = gold("mentions", sources), set(corpus.entities["entity"])
    rows = rows[(rows["kind"] == "name") & rows["type"].isin(["person", "organisation"])]
    strangers = rows[~rows["entity"].isin(known)]
    found = corpus.mentions[
        corpus.mentions["source"].isin(sources) & (corpus.mentions["kind"] == "name")
    ]
    found = found[found["type"].isin(["person", "organisation"])]
    want = {
        (row.source, row.start, row.surface, row.entity)
        for row in rows.itertuples()
        if row.entity in known
    }
    have = {(row.source, row.start, row.text, row.entity) for row in found.itertuples()}
    taken = [
        row
        for row in strangers.itertuples()
        for other in found.itertuples()
        if row.source == other.source and row.start < other.stop and other.start < row.end
    ]
    misses += [
        ("mentions", "stranger taken for another", (row.source, row.start, row.surface))
        for row in taken
    ]
    return scores("mentions", want, have, misses)


def dates(corpus: letopis.Corpus, sources: tuple[str, ...], misses: list) -> list[Row]:
    """Score expressions of time by overlap, then earliest and latest of those found."""
    rows, found = gold("times", sources), corpus.dates[corpus.dates["source"].isin(sources)]
    pairs = [
        (row, other)
        for row in rows.itertuples()
        for other in found.itertuples()
        if row.source == other.source and row.start < other.stop and other.start < row.end
    ]
    want = {(row.source, row.start, row.surface) for row in rows.itertuples()}
    met = {(row.source, row.start, row.surface) for row, _ in pairs}
    extra = {(row.source, row.start, row.text) for row in found.itertuples()} - {
        (other.source, other.start, other.text) for _, other in pairs
    }
    first = {(row.source, row.start): (row, other) for row, other in reversed(pairs)}
    right = 0
    for row, other in first.values():
        ours = tuple(
            "" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in (other.earliest, other.latest)
        )
        inside = ours == (row.earliest, row.latest)
        right += inside
        if not inside:
            place = (row.source, row.start, row.surface, row.earliest, row.latest)
            misses.append(("values", "..".join(ours), place))
    valued = ("dates valued", right, len(first), len(first), right / len(first))
    return [scores("dates found", want, met | extra, misses), valued]


def narrated(corpus: letopis.Corpus, sources: tuple[str, ...], misses: list) -> list[Row]:
    """Score sentences with the gold's span, those inside it, and general ones left undated."""
    cut = gold("sentences", sources)[["source", "n", "start", "text"]]
    places = corpus.sentences[["source", "sentence", "start"]]
    times = corpus.narrated.merge(places, on=["source", "sentence"])
    both = gold("narrated", sources).merge(cut, on=["source", "n"])
    answers = {"narrated, same span": [], "narrated, inside": [], "narrated, general": []}
    for row in both.merge(times, on=["source", "start"], suffixes=("_gold", "")).itertuples():
        low, high = bounds(row.value)
        first, last = bounds(row.edtf)
        is_same = (first, last) == (low, high)
        is_inside = is_same or bool(low and first and low <= first and last <= high)
        if low:
            answers["narrated, same span"].append(is_same)
            answers["narrated, inside"].append(is_inside)
        else:
            answers["narrated, general"].append(is_same)
        if not is_inside:
            place = (row.source, row.n, row.value, row.text[:70])
            misses.append(("narrated", row.edtf or "none", place))
    return [
        (name, sum(right), len(right), len(right), sum(right) / len(right))
        for name, right in answers.items()
    ]


def passages(corpus: letopis.Corpus, sources: tuple[str, ...], misses: list) -> Row:
    """Score by sentence, the day and its preparation."""
    spans = gold("passages", sources).query("phase != 'aftermath'")
    want = {
        (row.source, row.start)
        for row in corpus.sentences.itertuples()
        if any(
            span.source == row.source and span.start < row.stop and row.start < span.end
            for span in spans.itertuples()
        )
    }
    found = corpus.passages(EVENT).query("phase != 'aftermath' and source in @sources")
    return scores("passages", want, set(zip(found["source"], found["start"], strict=True)), misses)


def measure(corpus: letopis.Corpus, sources: tuple[str, ...], misses: list) -> list[Row]:
    """Score every table on these sources; a row is its name, right, found, gold and the share."""
    labelled = {
        UNSEEN: (sentences, mentions, dates, narrated, passages),
        LATER: (sentences, dates, narrated),
        LAST: (sentences, narrated),
    }
    scored = [score(corpus, sources, misses) for score in labelled[folder_of(sources)]]
    return [row for rows in scored for row in (rows if isinstance(rows, list) else [rows])]


def main() -> None:
    """Print the table, and with --misses every miss of the development half."""
    corpus, misses = load(), []
    measured = {
        half: measure(corpus, sources, misses if half.startswith("development") else [])
        for half, sources in HALVES.items()
    }
    rows = [(half, *row) for half, scored in measured.items() for row in scored]
    columns = ["half", "unseen accounts", "right", "found", "gold", "F1 or share"]
    print(pd.DataFrame(rows, columns=columns).round(3).to_string(index=False))
    if "--misses" in sys.argv:
        for miss in misses:
            print(*miss)


if __name__ == "__main__":
    main()
