"""How well dates are found and valued on WikiWars, which nobody here has labelled.

Run from the root: GOLD=folder python tests/measure/public_dates.py [--losses]

`GOLD` is a folder with WikiWars 1.0.4 (Mazur and Dale 2010, LREC) in `wikiwars`. A TIMEX2 value is
compared by the first and last day it means; seasons SP SU FA WI are the EDTF seasons 21 to 24.
Values before Christ, durations, sets and what has no date (PAST_REF and the like) are left out, and
so is what is found in their place. One span over two gold dates answers for both of its ends.
dateparser is asked for its dates of the same sentences, and told nothing of what stands around.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from dates import ours, with_dateparser

import letopis
from letopis.dates import bounds

TAG = re.compile(r"<(/?)TIMEX2([^>]*)>")
CALENDAR = re.compile(r"(\d{4})(?:-(?:(\d\d|SP|SU|FA|WI|H[12]|Q[1-4])(?:-(\d\d))?)?)?")
PARTS = {"SP": "-21", "SU": "-22", "FA": "-23", "WI": "-24"}
MONTHS = {"H1": "-01/-06", "H2": "-07/-12", "Q1": "-01/-03", "Q2": "-04/-06", "Q3": "-07/-09"}
MONTHS |= {"Q4": "-10/-12"}


class Gold(NamedTuple):
    """A labelled expression and its date, "" where it has none that is compared."""

    start: int
    stop: int
    edtf: str


def edtf_of(value: str) -> str:
    """Return a TIMEX2 value as EDTF, "" where it is no date in days of our era.

    >>> edtf_of("1941-06-22T03:15"), edtf_of("1941-WI"), edtf_of("194"), edtf_of("PAST_REF")
    ('1941-06-22', '1941-24', '194X', '')
    """
    value = value.split("T")[0]
    if re.fullmatch(r"\d{2,3}", value):
        return value.ljust(4, "X")
    match = CALENDAR.fullmatch(value)
    if not match:
        return ""
    year, part, day = match.groups()
    if part in MONTHS:
        return "/".join(year + month for month in MONTHS[part].split("/"))
    return "-".join(filter(None, (year + PARTS.get(part, f"-{part}" if part else ""), day)))


def read_article(path: Path) -> tuple[str, list[Gold]]:
    """Return an article without its marks, and its expressions."""
    raw = path.read_text("utf-8").partition("<TEXT>")[2].partition("</TEXT>")[0]
    text = ""
    found, opened, place = [], [], 0
    for tag in TAG.finditer(raw):
        text += unescape(raw[place : tag.start()])
        place = tag.end()
        if not tag[1]:
            opened.append((len(text), tag[2]))
            continue
        start, attributes = opened.pop()
        value = re.search(r'(?<!_)val="([^"]*)"', attributes)
        is_set = 'set="YES"' in attributes
        found.append(Gold(start, len(text), edtf_of(value[1]) if value and not is_set else ""))
    return text + unescape(raw[place:]), sorted(found)


def losses(found: list[tuple], gold: list[Gold]) -> Iterator[tuple[str, Gold | None, tuple | None]]:
    """Yield how each gold date and each date found fares: right, value, missed, too much."""
    dated = [row for row in gold if row.edtf]
    undated = [row for row in gold if not row.edtf]
    found = [row for row in found if row[2]]
    used = set()
    for row in dated:
        over = [i for i, it in enumerate(found) if it[0] < row.stop and it[1] > row.start]
        free = [i for i in over if i not in used]
        used.update(free[:1])
        if not over:
            yield "missed", row, None
            continue
        best = found[(free or over)[0]]
        days = bounds(row.edtf)
        meets = [other for other in dated if best[0] < other.stop and best[1] > other.start]
        is_right = best[2:] == days
        if len(meets) > 1:
            is_right |= row is meets[0] and best[2] == days[0]
            is_right |= row is meets[-1] and best[3] == days[1]
        yield ("right" if is_right else "value"), row, best
    for i, it in enumerate(found):
        if i not in used and not any(it[0] < row.stop and it[1] > row.start for row in undated):
            yield "too much", None, it


def main() -> None:
    """Print the scores on all articles, and with --losses each loss."""
    folder = Path(os.environ.get("GOLD", "")) / "wikiwars"
    if "GOLD" not in os.environ or not folder.is_dir():
        print("WikiWars: not measured; set GOLD to a folder with wikiwars/*.key.xml")
        return
    articles = {path.name.split(".")[0]: read_article(path) for path in folder.glob("*.xml")}
    with tempfile.TemporaryDirectory() as place:
        for name, (text, _) in articles.items():
            (Path(place) / f"{name}.txt").write_text(text, "utf-8")
        corpus = letopis.load(place)
        for name, way in {"letopis": ours, "dateparser": with_dateparser}.items():
            try:
                print(score(corpus, articles, name, way))
            except ImportError as error:
                print(f"{name}: not measured, {error.name} is not installed")


def score(corpus, articles: dict, name: str, way) -> str:
    """Compare what one way finds in all articles with the gold."""
    counts = dict.fromkeys(("right", "value", "missed", "too much"), 0)
    for source, (text, gold) in sorted(articles.items()):
        assert corpus.text(source) == text, source
        for kind, row, found in losses(list(way(corpus, source)), gold):
            counts[kind] += 1
            if kind != "right" and "--losses" in sys.argv and name == "letopis":
                start, stop = (row or found)[:2]
                around = f"{text[max(start - 90, 0) : start]}[[{text[start:stop]}]]"
                around += text[stop : stop + 40]
                dates = f"{row.edtf if row else '':<12} {found[2:] if found else ''}"
                print(
                    f"{source} {kind}: {' '.join(around.split())}\n      {dates}".replace(
                        "datetime.date", ""
                    )
                )
    right, value, missed, extra = counts.values()
    total = right + value + missed
    f1 = 2 * (right + value) / max(2 * (right + value) + missed + extra, 1)
    share = f"first and last day {right / max(total, 1):.3f} ({right} of {total})"
    return f"{name:<12} WikiWars: found F1 {f1:.3f}, {share}, {extra} too much"


if __name__ == "__main__":
    main()
