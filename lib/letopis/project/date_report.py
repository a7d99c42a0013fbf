"""What keeps the dates of a text from being resolved, and what a historian can do about it."""

from collections.abc import Iterator

from letopis.corpus import Corpus
from letopis.project.text_report import Finding, most_frequent

# Rules of dates/data/expressions.toml: «7 ноября» lacks a year, “yesterday” the day it is said on.
# What no table can settle («теперь») is left out.
LACK_YEAR = (
    "day|days from to|days listed|one of two days|day of the month|month|months from to|"
    "months listed|season|weekday"
)
SAID_ON_A_DAY = (
    "day of speaking|this morning|(?:two days |day )(?:before|after) speaking|"
    "(?:last|this|next) week|(?:last|next) month|last year"
)
FRAME = "frame_date in parts.csv (when the story is set)"
WRITTEN = "`written` in sources.csv (when the text was written or printed)"
NO_YEAR = f"no sentence is placed in time, since no year is named: give {FRAME} or {WRITTEN}"


def date_report(corpus: Corpus, source: str) -> Iterator[Finding]:
    """Yield lines on the dates of a text that a date given by a historian would settle."""
    dates = corpus.dates[corpus.dates["source"] == source]
    unresolved = dates[(dates["edtf"] == "") & (dates["precision"] == "vague")]
    is_written = bool(corpus.sources.at[source, "written"])
    narrated = corpus.narrated[corpus.narrated["source"] == source]
    if not is_written and not (narrated["edtf"] != "").any():
        yield Finding("dates", NO_YEAR, NO_YEAR)
    needs = [("lack a year", LACK_YEAR, FRAME if is_written else f"{FRAME} or {WRITTEN}")]
    if not is_written:
        needs.append(("are counted from the day of writing", SAID_ON_A_DAY, WRITTEN))
    for lack, rules, remedy in needs:
        found = unresolved[unresolved["rule"].str.fullmatch(rules)]["text"]
        if len(found):
            shown = most_frequent(found)
            line = f"{len(found):,} of {len(dates):,} {lack}: {shown}: give {remedy}"
            yield Finding("dates", line, f"dates that {lack}: give {remedy}")
