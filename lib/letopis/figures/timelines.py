"""Timelines: positions in a text, dated statements, counts as they grow."""

from textwrap import shorten as cut

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from letopis.figures.calendars import (
    LATE,
    RIGHT,
    draw_band,
    label_days,
    mark_day,
    month_of,
    remark_on_moved,
    spread_rows,
)
from letopis.figures.order import PAGE_MM, page_width
from letopis.figures.save import chart
from letopis.figures.style import (
    BOLD,
    COLUMN,
    INCH,
    INK,
    MOST_PANELS,
    RULE,
    SMALL,
    SOFT,
    TALLEST,
    Coloured,
    in_order,
    join_remarks,
    label_rows,
    layout,
    name_below,
    page,
    panel,
    shorten,
    take_first,
    take_sample,
    write_beside,
)

LEFT = 16.0  # millimetres: the names of the lanes
ROW = 1.8
WORDS_ROW = 3.6  # millimetres a row with words beside it
APART = pd.Timedelta(days=13)  # between two marks of a row
THREE_YEARS = 1096  # days: in a longer window marks are as much farther apart
LONGEST_BY_MONTHS = 5 * 366  # days
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)  # years from label to label
MOST_YEARS = 18  # labels
MOST_DATES = 1200
MOST_WORDS = 30  # rows with words
LONGEST_WORDS = 64  # letters
LONGEST_IN_COLUMN = 27
MOST_LANES = 40
NEAR = 0.065  # of the height of a panel: nearer names touch
NEAR_ACROSS = 0.2
NEAR_END = 0.9  # of the length of the axis: the one line that ends earlier is named below its end


class Timelines(Coloured):
    """The charts along a text or along time."""

    @chart
    def barcode(
        self,
        table: pd.DataFrame,
        lane: str,
        position: str,
        *,
        xlabel: str = "",
        colour: str | None = None,
    ) -> tuple[Figure, str]:
        """Draw a line a lane and a stroke a row; a lane without rows is shown and says "none".

        Where there are more than 40 lanes those without rows are left out, and the emptiest.

        Args:
            table: A row a place in a text.
            lane: The column of the lanes' names; of a categorical one, each category is shown.
            position: The column of the places, in per cent of the text.
            xlabel: The name of the axis; the column's where none is given.
            colour: The column of sources, voices or people that colours the strokes.
        """
        lanes = table[lane].value_counts(sort=False).reindex(in_order(table[lane]))
        names, remark = _fullest(lanes)
        figure, (axis,) = layout(page_width() / INCH, max(0.55 + 0.17 * len(names), 1))
        for row, name in enumerate(reversed(names)):
            rows = table[table[lane] == name]
            colours = [self.colour(key) for key in rows[colour]] if colour else INK
            axis.axhline(row, color="#DDDDDD", linewidth=0.5, zorder=0)
            axis.vlines(rows[position], row - 0.36, row + 0.36, color=colours, linewidth=0.8)
            write_beside(axis, str(len(rows) or "none"), (100, row), shift=3)
        label_rows(axis, range(len(names)), [shorten(str(name), 40) for name in reversed(names)])
        axis.set(xlim=(0, 100), ylim=(-0.6, len(names) - 0.4), xlabel=xlabel or position)
        return figure, remark

    @chart
    def timeline(
        self,
        table: pd.DataFrame,
        lane: str,
        text: str,
        *,
        colour: str,
        first: str,
        last: str,
        day: str = "",
    ) -> tuple[Figure, str] | None:
        """Draw dates by months, and below the month of a day by days, with words beside the marks.

        A day is a dot, anything longer a bar as long as its time. Hollow: a year not in the text.
        Of more than 1,200 dates an even sample is drawn.

        Args:
            table: A row a date: `earliest, latest, dated_by` (frame: the year is not in the text).
            lane: The column of the lanes' names.
            text: The column written beside the marks of the month.
            colour: The column of sources, voices or people that colours the marks.
            first: The first day shown.
            last: The last day shown.
            day: The day to mark, if any.
        """
        start = pd.Timestamp(first)
        end = pd.Timestamp(last)
        marked = pd.Timestamp(day or first)
        table = table.assign(lane=table[lane], words=table[text])
        table["colour"] = table[colour].map(self.colour)
        dates = table[(table["earliest"] <= end) & (table["latest"] >= start)]
        if dates.empty:
            return None
        names, lanes_left_out = take_first(in_order(dates["lane"]), MOST_PANELS, "voices")
        dates, dates_left_out = take_sample(dates[dates["lane"].isin(names)], MOST_DATES, "dates")
        apart = APART * ((end - start).days + 1) / THREE_YEARS
        dates = dates.assign(y=_pack(dates, apart))
        month = month_of(dates, marked).head(MOST_WORDS if day else 0)
        month = month.assign(
            y=spread_rows(pd.Series(range(len(month)), month.index), month["lane"], 0.7)
        )
        height = min(ROW * (dates["y"].max() + 2), TALLEST)
        month_height = WORDS_ROW * (month["y"].max() + 1.5) if len(month) else 0
        figure, _ = page(height + 15 + (month_height + 11 if len(month) else 0))
        across = page_width() - LEFT - RIGHT
        years = panel(figure, LEFT, 5, across, height)
        _draw_dates(years, dates, start, end)
        _label_months(years, start, end)
        if day and start <= marked <= end:
            mark_day(years, (marked - start).days + 0.5, marked)
        if len(month):
            days = panel(figure, LEFT, height + 21, across, month_height)
            begin = marked.replace(day=1)
            _draw_dates(days, month, begin, begin + pd.offsets.MonthEnd(0))
            _write_words(days, month, begin)
            label_days(days, marked)
        return figure, join_remarks(lanes_left_out, dates_left_out, remark_on_moved(table))

    @chart
    def lines(
        self,
        table: pd.DataFrame,
        x: str,
        y: str,
        *,
        by: str,
        xlabel: str = "",
        ylabel: str = "",
    ) -> tuple[Figure, str]:
        """Draw a line each value of `by`, its name at its end; of the one that ends early, below.

        Args:
            table: A row a point, in the order of the line.
            x: The column of the places from left to right.
            y: The column of the heights.
            by: The column of sources, voices or people that have a line each.
            xlabel: The name of the lower axis; the column's where none is given.
            ylabel: The name of the left axis; the column's where none is given.
        """
        lines, remark = take_first(list(table.groupby(by, sort=False)), MOST_PANELS, "texts")
        figure, (axis,) = layout(COLUMN, COLUMN * 0.72)
        ends = [(rows[x].iloc[-1], rows[y].iloc[-1]) for _, rows in lines]
        reach = (table[x].max(), table[y].max())
        early = [number for number, end in enumerate(ends) if end[0] < reach[0] * NEAR_END]
        only_early = early[0] if len(early) == 1 else None
        places = _without_overlaps(ends, reach)
        for number, ((name, rows), place) in enumerate(zip(lines, places, strict=True)):
            look = {"color": self.colour(str(name))}
            axis.plot(rows[x], rows[y], **look)
            label = shorten(str(name), 18)
            if number == only_early:
                name_below(axis, label, ends[number], **look)
            else:
                write_beside(axis, label, place, 3, 6.5, annotation_clip=False, **look)
        axis.set(xlim=(0, table[x].max() * 1.02), ylim=(0, None))
        if table[x].max() >= 10_000:
            axis.xaxis.set_major_locator(MaxNLocator(5))
        axis.set(xlabel=xlabel or x, ylabel=ylabel or y)
        axis.grid(True)
        return figure, remark


def _fullest(lanes: pd.Series) -> tuple[list, str]:
    """Return the names of the lanes that are drawn, and a remark on others: the number by name."""
    counts = lanes.fillna(0)
    if len(counts) <= MOST_LANES:
        return list(counts.index), ""
    drawn = counts[counts > 0].nlargest(MOST_LANES).index
    names = [name for name in counts.index if name in drawn]
    return names, f"Drawn: the fullest {len(names)} of {len(counts):,} lanes."


def _without_overlaps(ends: list[tuple], reach: tuple) -> list[tuple]:
    """Return where the names of lines go: at their ends, or above where another name is near."""
    places: dict[int, tuple] = {}
    for number in sorted(range(len(ends)), key=lambda number: ends[number][1]):
        x, y = ends[number]
        for other_x, other_y in sorted(places.values(), key=lambda place: place[1]):
            is_near = abs(x - other_x) < reach[0] * NEAR_ACROSS
            if is_near and abs(y - other_y) < reach[1] * NEAR:
                y = other_y + reach[1] * NEAR
        places[number] = (x, y)
    return [places[number] for number in range(len(ends))]


def _pack(dates: pd.DataFrame, apart: pd.Timedelta) -> pd.Series:
    """Return a row for each date, so that no two of a lane lie on one another."""
    rows: dict[object, float] = {}
    top = 0.0
    for _, lane in dates.groupby("lane", sort=False):
        free: list[pd.Timestamp] = []
        for date in lane.sort_values(["earliest", "latest"], kind="stable").itertuples():
            starts = [row for row, end in enumerate(free) if end + apart < date.earliest]
            row = starts[0] if starts else len(free)
            free[row : row + 1] = [date.latest]
            rows[date.Index] = top + row
        top += len(free) + 1
    return pd.Series(rows, dtype="float64").reindex(dates.index)


def _draw_dates(axes: Axes, dates: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Draw the lanes of a window: a day as a dot, anything longer as a bar."""
    length = (last - first).days + 1
    for name, lane in dates.groupby("lane", sort=False):
        draw_band(axes, lane["y"], str(name), pad=0.75)
    for date in dates.itertuples():
        left = max((date.earliest - first).days, 0)
        right = min((date.latest - first).days + 1, length)
        face = "white" if date.dated_by == "frame" else date.colour
        if date.earliest == date.latest:
            look = {"facecolor": face, "edgecolor": date.colour, "linewidth": 0.8}
            axes.scatter(left + 0.5, date.y, s=13, zorder=4, **look)
        else:
            bar = {"linewidth": 2.2, "alpha": 0.55, "solid_capstyle": "butt"}
            axes.plot([left, right], [date.y] * 2, color=date.colour, zorder=2, **bar)
    axes.set(xlim=(0, length), ylim=(dates["y"].max() + 0.9, -0.9))


def _label_months(axes: Axes, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Write the numbers of the months and the years below a panel; of a long time, years only."""
    if (last - first).days > LONGEST_BY_MONTHS:
        _label_years(axes, first, last)
        return
    months = pd.date_range(first, last, freq="MS")
    places = [(month - first).days for month in months]
    axes.vlines(places, *axes.get_ylim(), color="white", linewidth=0.6, zorder=0.5)
    middle = [place + month.days_in_month / 2 for place, month in zip(places, months, strict=True)]
    is_narrow = page_width() < PAGE_MM
    names = ["" if is_narrow and month.month % 3 != 1 else str(month.month) for month in months]
    axes.set_xticks(middle, names, fontsize=5.7, color=SOFT)
    for place, month in zip(places, months, strict=True):
        if month.month == 1:
            below = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
            axes.annotate(str(month.year), (place, 0), (2, -16), **below, **BOLD)
            axes.axvline(place, color=RULE, linewidth=0.8, zorder=0.6)


def _label_years(axes: Axes, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Write round years below a panel, as many as there is room for."""
    step = next(step for step in STEPS if (last.year - first.year) / step <= MOST_YEARS)
    years = range(first.year - first.year % -step, last.year + 2, step)
    places = [(pd.Timestamp(year=year, month=1, day=1) - first).days for year in years]
    axes.vlines(places, *axes.get_ylim(), color="white", linewidth=0.8, zorder=0.5)
    axes.set_xticks(places, [str(year) for year in years], fontsize=5.7, color=SOFT)


def _write_words(axes: Axes, month: pd.DataFrame, first: pd.Timestamp) -> None:
    """Write the words of the dates of a month: after a day, or before one at the end; on a bar."""
    look = SMALL | {"fontsize": 5.5}
    longest = LONGEST_WORDS if page_width() >= PAGE_MM else LONGEST_IN_COLUMN
    month = month.assign(words=[cut(words, longest, placeholder=" …") for words in month["words"]])
    for date in month.itertuples():
        left = (date.earliest - first).days
        if date.earliest != date.latest:
            axes.text(max(left, 0) + 0.3, date.y - 0.2, date.words, **look | {"va": "bottom"})
        elif left > LATE:
            axes.text(left - 0.2, date.y, date.words, ha="right", **look)
        else:
            axes.text(left + 1.2, date.y, date.words, **look)
