"""Spans: every sentence as a line as long as the time it describes, and who is named in it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from letopis.figures import calendars
from letopis.figures.calendars import LEFT, ONE_DAY, across, draw_band, spread_rows
from letopis.figures.legends import LEGEND_LINE, add_legend, legend_lines
from letopis.figures.save import chart
from letopis.figures.style import (
    INK,
    MARKS,
    MOST_PANELS,
    PALE,
    RULE,
    SMALL,
    SOFT,
    TALLEST,
    Coloured,
    join_remarks,
    page,
    panel,
    take_first,
    take_sample,
)

OF_UNDATED = 4.0  # millimetres: the column of the undated
BEFORE_UNDATED = 10.0  # millimetres: from the end of the scale of years to that column
MOST_SENTENCES = 1500
MOST_OF_MONTH = 200  # sentences of the month that is drawn day by day
NAME_ROOM = 3.5  # millimetres from the name of a voice to the next
LONG = pd.Timedelta(days=92)
SHORTEST = 0.8  # millimetres
YEAR_ROOM = 6.6  # millimetres
MONTH_PITCH = 0.62  # millimetres a row of the magnified month
LINES: dict[str, dict[str, Any]] = {
    "dated in the sentence": {"color": SOFT, "linewidth": 1.1, "linestyle": "-"},
    "dated by context": {"color": PALE, "linewidth": 0.8, "linestyle": "-"},
    "year not in the text": {"color": PALE, "linewidth": 0.8, "linestyle": (0, (2, 1))},
}
WAYS = {"sentence": "dated in the sentence", "frame": "year not in the text"}


def undated() -> float:
    """Return where the column of the undated is, in millimetres."""
    return across() - OF_UNDATED


class TimeScale(NamedTuple):
    """Where days are on an axis that gives more room to years in which more begins or ends."""

    years: np.ndarray
    places: np.ndarray  # millimetres, of the first day of each year

    @classmethod
    def of(cls, spans: pd.DataFrame, length: float) -> "TimeScale":
        """Make the scale of some spans (`earliest, latest`)."""
        days = pd.concat([spans["earliest"], spans["latest"]]).drop_duplicates()
        counts = days.dt.year.value_counts()
        if counts.empty:
            return cls(np.array([0, 1]), np.array([0, length]))
        years = np.arange(int(counts.index.min()), int(counts.index.max()) + 2)
        widths = 1 + counts.reindex(years[:-1], fill_value=0).to_numpy() ** 2
        return cls(years, np.concatenate([[0], np.cumsum(widths)]) / widths.sum() * length)

    def place(self, day: pd.Timestamp) -> float:
        """Return the place of a day."""
        year = day.year + (day.day_of_year - 1) / (366 if day.is_leap_year else 365)
        return float(np.interp(year, self.years, self.places))

    def ends(self, span: Any) -> tuple[float, float]:
        """Return the ends of the line of a span; an undated one is in a column of its own."""
        if pd.isna(span.earliest):
            return undated() - 1.2, undated() + 1.2
        left = self.place(span.earliest)
        right = self.place(span.latest + ONE_DAY)
        lacking = max(SHORTEST - (right - left), 0) / 2
        return left - lacking, right + lacking

    def ticks(self) -> list[int]:
        """Return which years can be written without touching: the last one, then the widest."""
        widths = np.diff(self.places)
        beside = np.maximum(widths, np.concatenate([[np.inf], widths[:-1]]))
        chosen = [len(widths)]
        taken = [float(self.places[-1])]
        for year in np.argsort(-beside, kind="stable"):
            if all(abs(self.places[year] - place) >= YEAR_ROOM for place in taken):
                chosen.append(int(year))
                taken.append(self.places[year])
        return chosen


class Spans(Coloured):
    """The chart of sentences along time."""

    @chart
    def sentence_spans(
        self, table: pd.DataFrame, named: Sequence[str] = (), *, day: str = "", pitch: float = 0.31
    ) -> tuple[Figure, str]:
        """Draw a line a sentence, as long as the time it describes, in the order of the texts.

        Dark: dated in the sentence itself; pale: by its context; broken: by the year that parts.csv
        supplies. The scale of time is not uniform: years in which more begins and ends are wider.
        Of more than 1,500 sentences an even sample is drawn, of more than 12 voices the first.

        Args:
            table: A row a sentence and date: `part, label, row, piece, edtf, earliest, latest,
                dated_by, entities`, as `people.sentence_spans` returns it.
            named: The people whose marks are drawn, in the middle of the line of the sentence's
                first date; hollow where one of its dates is longer than 92 days.
            day: A day to mark ("1927-11-07"); its month is drawn below, day by day, with the dates
                that are a month or less.
            pitch: The height of a sentence, in millimetres.
        """
        voices, voices_left_out = take_first(list(table["part"].unique()), MOST_PANELS, "voices")
        table = table[table["part"].isin(voices)]
        table = table.assign(is_long=_is_long(table))
        every = table
        rows, rows_left_out = take_sample(
            table[["row"]].drop_duplicates(), MOST_SENTENCES, "sentences"
        )
        table = table[table["row"].isin(rows["row"])]
        table = table.assign(y=spread_rows(table["row"], table["part"]))
        fewest = int(table.groupby("part")["row"].nunique().min())
        pitch = max(pitch, NAME_ROOM / (fewest + calendars.BETWEEN))
        pitch = min(pitch, TALLEST / (table["y"].max() + 4))
        marked = pd.Timestamp(day or "1900-01-01")
        month = calendars.month_of(every, marked) if day else table.head(0)
        month_rows, _ = take_first(month["row"].unique(), MOST_OF_MONTH, "sentences")
        month = month[month["row"].isin(month_rows)]
        month = month.assign(y=spread_rows(month["row"], month["part"]))
        top = 9.0 if day else 5.0
        marks = self._explanations(table, named)
        top += LEGEND_LINE * (legend_lines(marks) - 1)
        height = pitch * (table["y"].max() + 4)
        month_height = MONTH_PITCH * (month["y"].max() + 4) if len(month) else 0
        figure, sheet = page(top + height + 9 + (month_height + 11 if len(month) else 0))
        add_legend(sheet, marks)
        axes = panel(figure, LEFT, top, across(), height)
        scale = TimeScale.of(table, undated() - BEFORE_UNDATED)
        self._draw_voices(axes, table, scale, named)
        if day:
            calendars.mark_day(axes, scale.place(marked), marked)
        if len(month):
            axes = panel(figure, LEFT, top + height + 15, across(), month_height)
            self._draw_month(axes, month, every, marked, named)
        return figure, join_remarks(
            voices_left_out, rows_left_out, calendars.remark_on_moved(every)
        )

    def _explanations(self, table: pd.DataFrame, named: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the marks of people and the lines that occur, each with its name."""
        marks: dict[str, dict[str, Any]] = {}
        for entity, shape in zip(named, MARKS, strict=False):
            colour = self.person_colour(entity, named)
            marks[self.name(entity)] = {"marker": shape, "color": colour}
        if named:
            hollow = {"marker": "o", "color": INK, "markerfacecolor": "white"}
            marks["date longer than 92 days"] = hollow
        drawn = {_way(dated_by) for dated_by in table["dated_by"]}
        lines = {way: look for way, look in LINES.items() if way in drawn}
        return marks | lines

    def _draw_voices(
        self, axes: Axes, table: pd.DataFrame, scale: TimeScale, named: Sequence[str]
    ) -> None:
        """Draw the bands of the voices and a line a sentence and date."""
        for _, dates in table.groupby("row", sort=False):
            first = next(dates.itertuples())
            pieces = [scale.ends(date) for date in dates.itertuples()]
            _draw_pieces(axes, pieces, first)
            self._mark_people(axes, first, named, sum(pieces[0]) / 2, 1.35)
        small = SMALL | {"va": "top", "ha": "right", "color": SOFT, "linespacing": 1, "wrap": True}
        for voice, spans in table.groupby("part", sort=False):
            middle = draw_band(axes, spans["y"], str(voice), va="bottom")
            words = spans["label"].iloc[0].partition(",")[0]
            if (spans["dated_by"] == "frame").any():
                words += "; no year"
            axes.text(-1.2, middle + 0.5, words, **small)
        axes.set(xlim=(-0.5, across()), ylim=(table["y"].max() + 2, -2))
        years = scale.ticks()
        places = [scale.places[year] for year in years]
        axes.vlines(places, *axes.get_ylim(), color=RULE, linewidth=0.5, zorder=0.5)
        names = [str(scale.years[year]) for year in years]
        axes.set_xticks([*places, undated()], [*names, "undated"])
        axes.set_xlabel("time described (not to one scale)", fontsize=5.7, loc="left", labelpad=1)

    def _mark_people(
        self, axes: Axes, span: Any, named: Sequence[str], x: float, step: float
    ) -> None:
        """Draw the marks of the people whom a sentence names, side by side."""
        people = [entity for entity in named if entity in span.entities.split("|")]
        for place, entity in enumerate(people):
            colour = self.person_colour(entity, named)
            face, edge = ("white", colour) if span.is_long else (colour, "white")
            shape = MARKS[named.index(entity)]
            size = (5 if span.is_long else 7.5) * (1.5 if shape in "^v" else 1)
            look = {"facecolor": face, "edgecolor": edge, "linewidth": 0.5, "zorder": 4}
            shift = (place - (len(people) - 1) / 2) * step
            axes.scatter(x + shift, span.y, s=size, marker=shape, **look)

    def _draw_month(
        self,
        axes: Axes,
        month: pd.DataFrame,
        table: pd.DataFrame,
        day: pd.Timestamp,
        named: Sequence[str],
    ) -> None:
        """Draw the spans of a month day by day, and in words what else a sentence describes."""
        first = day.replace(day=1)
        for span in month.itertuples():
            left = max((span.earliest - first).days, 0)
            right = min((span.latest - first).days + 1, day.days_in_month)
            axes.plot([left + 0.08, right - 0.08], [span.y] * 2, **_line(span))
            self._mark_people(axes, span, named, (left + right) / 2, 0.34)
            others = table[(table["row"] == span.row) & (table["piece"] != span.piece)]
            if len(others) and right - left == 1:
                words = [_in_words(date) for date in others.itertuples()]
                calendars.write_by_day(axes, right, span.y, f"also {' and '.join(words)}")
        for voice, spans in month.groupby("part", sort=False):
            draw_band(axes, spans["y"], str(voice))
            on_day = spans[(spans["earliest"] == day) & (spans["latest"] == day)]
            words = f"sentences on the day: {len(on_day)}"
            if (on_day["dated_by"] == "frame").any():
                words += "\nyear not in the text"
            if len(on_day) > 1:
                calendars.write_by_day(axes, day.day, on_day["y"].median(), words)
        axes.set_ylim(month["y"].max() + 2, -2)
        calendars.label_days(axes, day)


def _is_long(table: pd.DataFrame) -> pd.Series:
    """Return, for each row, whether one of the dates of its sentence is longer than 92 days."""
    is_long = table["latest"] - table["earliest"] > LONG
    return is_long.groupby(table["row"]).transform("any")


def _in_words(date: Any) -> str:
    """Return a day or a month in words ("January 1928"), any other span in EDTF."""
    month = calendars.name_month(date.earliest)
    if date.earliest == date.latest:
        return f"{date.earliest.day} {month}"
    is_month = date.earliest.day == 1 and date.latest == date.earliest + pd.offsets.MonthEnd(0)
    return month if is_month else str(date.edtf)


def _way(dated_by: str) -> str:
    """Return how the legend calls what dates a sentence; an undated one is drawn as by context."""
    return WAYS.get(dated_by, "dated by context")


def _line(span: Any) -> dict[str, Any]:
    """Return the look of the line of a span."""
    return LINES[_way(span.dated_by)] | {"solid_capstyle": "butt", "dash_capstyle": "butt"}


def _draw_pieces(axes: Axes, pieces: Sequence[tuple[float, float]], span: Any) -> None:
    """Draw the dates of a sentence in its row, with a hairline between them."""
    look = _line(span)
    for ends in pieces:
        axes.plot(ends, [span.y] * 2, zorder=2, **look)
    for (_, left), (right, _) in pairwise(sorted(pieces)):
        axes.plot([left, right], [span.y] * 2, zorder=1.5, **look | {"linewidth": 0.35})
