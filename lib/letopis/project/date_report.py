"""What keeps the dates of a text from being resolved, and what a historian can do about it."""

from collections.abc import Iterator

from letopis.corpus import Corpus
from letopis.dates import time_grammar
from letopis.project.text_report import Finding, most_frequent

FRAME = "frame_date in parts.csv (when the story is set)"
WRITTEN = "`written` in sources.csv (when the text was written or printed)"
NO_YEAR = f"no sentence is placed in time, since no year is named: give {FRAME} or {WRITTEN}"


def date_report(corpus: Corpus, source: str) -> Iterator[Finding]:
    """Yield lines on the dates of a text that a date given by a historian would settle.

    «7 ноября» lacks a year, “yesterday” the day it is said on; nothing settles «теперь».
    """
    dates = corpus.dates[corpus.dates["source"] == source]
    unresolved = dates[(dates["edtf"] == "") & (dates["precision"] == "vague")]
    is_written = bool(corpus.sources.at[source, "written"])
    narrated = corpus.narrated[corpus.narrated["source"] == source]
    if not is_written and not (narrated["edtf"] != "").any():
        yield Finding("dates", NO_YEAR, NO_YEAR)
    lack_year = (unresolved["basis"] == "context") & (unresolved["rule"] != "hour")
    needs = [("lack a year", lack_year, FRAME if is_written else f"{FRAME} or {WRITTEN}")]
    if not is_written:
        grammar = time_grammar(str(corpus.sources.at[source, "language"]))
        is_spoken = unresolved["rule"].isin(grammar.rules_with("@"))
        needs.append(("are counted from the day of writing", is_spoken, WRITTEN))
    for lack, is_lacking, remedy in needs:
        found = unresolved.loc[is_lacking, "text"]
        if len(found):
            shown = most_frequent(found)
            line = f"{len(found):,} of {len(dates):,} {lack}: {shown}: give {remedy}"
            yield Finding("dates", line, f"dates that {lack}: give {remedy}")
