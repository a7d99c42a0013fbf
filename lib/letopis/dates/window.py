"""Windows: the dates that the texts give within some years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from letopis.dates.calendars import in_new_style
from letopis.texts.marked import without_furniture

if TYPE_CHECKING:
    from letopis.corpus import Corpus

SHOWN = ["day", "month", "season", "year"]
INFERRED = ["context", "relative"]  # bases of a date that takes its year from elsewhere
UNTIL = re.compile(r"\b(?:until|till|до)\s+(?:the\s+)?$", re.IGNORECASE)
ANY = ("1900-01-01", "1999-12-31")  # where no text gives a date
COLUMNS = ["source", "part", "sentence", "start", "stop", "text", "edtf", "earliest", "latest"]
COLUMNS += ["precision", "dated_by", "days_moved"]


def dates_between(corpus: Corpus, first: str, last: str) -> pd.DataFrame:
    """List the days, months, seasons and years that the texts give within a window of time.

    Left out are spans of several years, a mere end (“until 1929”), looks back and ahead, and page
    furniture (headings, captions).

    Args:
        corpus: The texts.
        first: The first day of the window.
        last: The last day of the window.

    Returns:
        source, part, sentence, start, stop, text, edtf, earliest, latest, precision (day, month,
        season, year), dated_by (sentence; frame: the year, or the day, is not in the text, but in
        parts.csv), days_moved (from the Julian calendar to that of the main event), in the order
        of the texts.

    >>> dates_between(corpus, "1927-11-01", "1927-11-30").query("source == '000'")["text"].tolist()
    ['этот день', '7 ноября', 'Около 11 часов утра', 'тому времени']
    """
    dates = without_furniture(corpus, corpus.dates)
    dates = in_new_style(corpus, corpus.main_event, dates)
    dates = dates[~dates["is_anachrony"] & dates["precision"].isin(SHOWN)]
    dates = dates[(dates["latest"] >= first) & (dates["earliest"] <= last)]
    texts = zip(dates["source"], dates["start"], strict=True)
    is_end = [bool(UNTIL.search(corpus.text(source)[:start][-12:])) for source, start in texts]
    dates = dates[~pd.Series(is_end, index=dates.index, dtype="bool")]
    frame_dates = corpus.parts.set_index("part")["frame_date"]
    is_frame = dates["basis"].isin(INFERRED) & (dates["part"].map(frame_dates) != "")
    ways = is_frame.map({True: "frame", False: "sentence"})
    return dates.assign(dated_by=ways)[COLUMNS].reset_index(drop=True)


def leading_window(corpus: Corpus) -> tuple[str, str]:
    """Return the first and the last day of the window that timelines show.

    That of the folder's chosen.toml; without it the fewest years in a row that have nine tenths of
    the dates: stray ones do not stretch it.

    >>> leading_window(corpus)
    ('1927-01-01', '1929-12-31')
    """
    if "years" in corpus.chosen:
        first, last = corpus.chosen["years"]
    else:
        dates = corpus.dates[corpus.dates["precision"].isin(SHOWN)].dropna(subset="earliest")
        if dates.empty:
            return ANY
        years = dates["earliest"].dt.year.sort_values(ignore_index=True)
        left_out = len(years) // 10
        reach = years.shift(left_out - len(years) + 1) - years
        first = years[reach.idxmin()]
        last = first + int(reach.min())
    return f"{first:04}-01-01", f"{last:04}-12-31"
