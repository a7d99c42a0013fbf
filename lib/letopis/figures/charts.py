"""Kinds of charts: each takes a table and draws it as it stands, labels on the marks, ready for `figures.save`."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from letopis.figures.save import COLUMN, GREY, PAGE, colour, style

INK = "#222222"
BESIDE = dict(textcoords="offset points", va="center", fontsize=6, color="#444444")
STANCES = {
    "asserts": dict(marker="s", s=46, facecolor=INK, edgecolor=INK),
    "implies": dict(marker="s", s=46, facecolor="#BBBBBB", edgecolor=INK),
    "contradicts": dict(marker="X", s=52, facecolor="white", edgecolor=INK),
    "silent": dict(marker="_", s=18, color="#999999"),
    "not coded": dict(marker="$?$", s=24, color="#999999"),
}

ASIDE = dict(marker="o", s=16)


def _panels(
    title: str, width: float, height: float, count: int = 1, columns: int = 5, **options
) -> tuple[Figure, list[Axes]]:
    """Lay out `count` panels of one height, at most `columns` in a row."""
    columns = min(columns, count)
    lines = -(-count // columns)
    figure = Figure(figsize=(width, (height - 0.3) * lines + 0.3))
    axes = list(figure.subplots(lines, columns, squeeze=False, **options).flat)
    for empty in axes[count:]:
        empty.set_axis_off()
    figure.suptitle(title, x=0.01, ha="left")
    return figure, axes[:count]


def kind(draw: Callable[..., Figure]) -> Callable[..., Figure]:
    """Let a kind of chart give an empty figure for an empty table."""

    @wraps(draw)
    def drawn(table: pd.DataFrame, *rest, **options) -> Figure:
        return draw(table, *rest, **options) if table.size else Figure(figsize=(COLUMN, 1))

    return drawn


def _bars(
    axis: Axes,
    rows: pd.DataFrame,
    label: str,
    value: str,
    shade: str | list[str],
    interval: tuple[str, str] | None,
    note: str,
    height: int,
) -> None:
    """Draw the bars of one panel that has room for `height` of them; a panel without rows says so."""
    places = height - 1 - np.arange(len(rows))
    axis.barh(places, rows[value], color=shade, height=0.7)
    ends = rows[value]
    if interval:
        low, high = rows[interval[0]], rows[interval[1]]
        axis.hlines(places, low, rows[value], color="white", linewidth=0.8)
        axis.hlines(places, rows[value], high, color=INK, linewidth=0.8)
        axis.plot(high, places, "|", color=INK, markersize=3, markeredgewidth=0.8)
        ends = high.clip(lower=rows[value])
    for place, end, text in zip(places, ends, rows[note], strict=True):
        axis.annotate(f" {text}", (end, place), xytext=(2, 0), **BESIDE)
    if rows.empty:
        axis.annotate("none", (0, height - 1), xytext=(2, 0), **BESIDE)
    axis.set_yticks(places, rows[label])
    axis.tick_params(axis="y", length=0)
    axis.spines["left"].set_visible(False)
    axis.grid(axis="x")
    axis.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    axis.set(xlim=(0, float(ends.max() if len(ends) else 1) * 1.18), ylim=(-0.6, height - 0.4))


@kind
def bars(
    table: pd.DataFrame,
    label: str,
    value: str,
    xlabel: str,
    title: str,
    *,
    by: str | None = None,
    note: str | None = None,
    interval: tuple[str, str] | None = None,
    shade: str | None = None,
    width: float = PAGE,
    shared: bool = True,
    columns: int = 5,
    panels: Sequence[str] | None = None,
) -> Figure:
    """Draw horizontal bars from zero, one panel for each value of `by`, in the order of the rows.

    In: columns of the label, the value, the two ends of an interval, the note written at the bar's end (a count), and
    the key of the bar's colour (a source, voice or person; else that of the panel). `shared` keeps one scale. `panels`
    names the panels, so that one without rows is shown, empty.
    """
    names = list(panels or dict.fromkeys(table[by])) if by else [""]
    groups = [(name, table[table[by] == name] if by else table) for name in names]
    rows = max(len(group) for _, group in groups)
    with style():
        figure, axes = _panels(title, width, 0.62 + 0.145 * rows, len(groups), columns, sharex=shared)
        for axis, (name, group) in zip(axes, groups, strict=True):
            shades = [colour(key) for key in group[shade]] if shade else colour(str(name))
            _bars(axis, group, label, value, shades, interval, note or value, rows)
            axis.set_title(str(name))
            axis.set_xlabel(xlabel)
        if shared and len(axes) > 1:
            axes[0].set_xlim(0, max(axis.dataLim.x1 for axis in axes) * 1.18)
    return figure


@kind
def forest(
    table: pd.DataFrame,
    label: str,
    value: str,
    interval: tuple[str, str],
    xlabel: str,
    title: str,
    *,
    by: str,
    note: str,
    width: float = PAGE,
) -> Figure:
    """Draw estimates as dots with intervals, one panel for each value of `by`, and a line at no difference."""
    groups = list(table.groupby(by, sort=False))
    with style():
        figure, axes = _panels(
            title, width, 0.62 + 0.145 * max(len(group) for _, group in groups), len(groups), sharex=True
        )
        for axis, (name, group) in zip(axes, groups, strict=True):
            places = np.arange(len(group))[::-1]
            axis.hlines(places, group[interval[0]], group[interval[1]], color=colour(str(name)), linewidth=1)
            axis.plot(group[value], places, "o", color=colour(str(name)), markersize=3.2)
            axis.axvline(0, color="#777777", linewidth=0.7)
            for place, end, text in zip(places, group[interval[1]], group[note], strict=True):
                axis.annotate(f" {text}", (end, place), xytext=(0, 0), **BESIDE)
            axis.set_yticks(places, group[label])
            axis.tick_params(axis="y", length=0)
            axis.spines["left"].set_visible(False)
            axis.grid(axis="x")
            axis.margins(x=0.25)
            axis.set_title(str(name))
            axis.set_xlabel(xlabel)
    return figure


def _cloud(counts: dict[str, float], shade: str) -> Any:
    """Lay out a cloud with letters in proportion to the counts, as large as leaves room for all words."""
    from matplotlib import get_data_path
    from wordcloud import WordCloud

    most, font = max(counts.values()), f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf"
    for size in range(150, 20, -6):
        cloud = WordCloud(
            width=1000, height=440, font_path=font, background_color="white", random_state=1927, margin=8,
            prefer_horizontal=1, relative_scaling=1, min_font_size=1, max_font_size=size,
            color_func=lambda *_, **__: shade,
        )
        cloud.generate_from_frequencies(counts)
        drawn = {word: height for (word, _), height, *_ in cloud.layout_}
        if all(abs(drawn.get(word, 0) - size * count / most) <= 1 for word, count in counts.items()):
            break
    return cloud


@kind
def clouds(table: pd.DataFrame, label: str, value: str, by: str, xlabel: str, title: str, *, top: int = 12) -> Figure:
    """Draw, for each value of `by`, a word cloud and beside it the same counts as bars (the first `top`).

    In: rows ordered by falling count. Letters are as high as the count says; area tells nothing exact: read the bars.
    """
    groups = list(table.groupby(by, sort=False))
    with style():
        figure = Figure(figsize=(PAGE, 1.75 * len(groups) + 0.3))
        axes = figure.subplots(len(groups), 2, squeeze=False, width_ratios=(3, 2))
        figure.suptitle(title, x=0.01, ha="left")
        for (left, right), (name, group) in zip(axes, groups, strict=True):
            shade = colour(str(name))
            counts = dict(zip(group[label], group[value].astype(float), strict=True))
            left.imshow(_cloud(counts, shade).to_array(), interpolation="bilinear")
            left.set_title(str(name))
            left.set_axis_off()
            _bars(right, group.head(top), label, value, shade, None, value, top)
            right.set_xlabel(xlabel)
    return figure


@kind
def barcode(
    table: pd.DataFrame,
    lane: str,
    place: str,
    title: str,
    *,
    xlabel: str,
    shade: str | None = None,
    width: float = PAGE,
    lanes: Sequence[str] | None = None,
    limit: float = 100,
) -> Figure:
    """Draw one line a lane and one stroke a row at its place; a lane without rows stays, empty, and says "none"."""
    names = list(lanes) if lanes is not None else list(dict.fromkeys(table[lane]))
    with style():
        figure, (axis,) = _panels(title, width, 0.55 + 0.17 * len(names))
        for row, name in enumerate(reversed(names)):
            rows = table[table[lane] == name]
            axis.axhline(row, color="#DDDDDD", linewidth=0.5, zorder=0)
            shades = [colour(key) for key in rows[shade]] if shade else INK
            axis.vlines(rows[place], row - 0.36, row + 0.36, color=shades, linewidth=0.8)
            axis.annotate(str(len(rows) or "none"), (limit, row), xytext=(3, 0), **BESIDE)
        axis.set_yticks(range(len(names)), reversed(names))
        axis.tick_params(axis="y", length=0)
        axis.set(xlim=(0, limit), ylim=(-0.6, len(names) - 0.4), xlabel=xlabel)
        axis.spines["left"].set_visible(False)
    return figure


@kind
def heat(
    grid: pd.DataFrame,
    title: str,
    *,
    uncertain: pd.DataFrame | None = None,
    xlabel: str = "",
    key: str = "",
    width: float = PAGE,
) -> Figure:
    """Draw a table of counts as shades, the count written in each cell; cells of zero stay white.

    In: a frame with a row a line and a column a period. `uncertain` has the same shape: the part of each count that is
    spread over several periods; it is hatched where it is more than half. Parts below 0.5 are shaded without a number.
    """
    values = grid.to_numpy(dtype=float)
    with style():
        figure, (axis,) = _panels(title, width, 0.75 + 0.17 * len(grid))
        top = max(values.max(initial=1), 1)
        axis.imshow(np.ma.masked_equal(np.sqrt(values / top), 0), cmap="Greys", vmin=-0.1, vmax=1.5, aspect="auto")
        if uncertain is not None:
            for row, column in np.argwhere(uncertain.to_numpy(dtype=float) * 2 > np.maximum(values, 1e-9)):
                axis.add_patch(_hatched(column, row))
        for row, column in np.argwhere(values >= 0.5):
            number = values[row, column]
            text = f"{number:.0f}" if abs(number - round(number)) < 0.05 else f"{number:.1f}"
            axis.text(
                column, row, text, ha="center", va="center", fontsize=5.5, color="white" if number > top * 0.7 else INK
            )
        axis.set_yticks(range(len(grid)), grid.index)
        axis.set_xticks(range(grid.shape[1]), grid.columns, rotation=90 if grid.shape[1] > 12 else 0)
        axis.tick_params(length=0)
        axis.set_xlabel(f"{xlabel}\n{key}" if key else xlabel)
        axis.spines[:].set_visible(False)
    return figure


def _hatched(column: int, row: int):
    from matplotlib.patches import Rectangle

    return Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, hatch="////", edgecolor="#AAAAAA", linewidth=0)


@kind
def timeline(
    table: pd.DataFrame,
    lane: str,
    text: str,
    title: str,
    *,
    shade: str,
    width: float = PAGE,
    first: str,
    last: str,
) -> Figure:
    """Draw dated statements on lanes: a day as a dot, anything longer as a bar from `earliest` to `latest`.

    In: rows with lane, earliest, latest, text (written beside the mark) and the key of the colour.
    """
    names, starts = list(dict.fromkeys(table[lane])), pd.Timestamp(first)
    sizes = [len(table[table[lane] == name]) for name in names]
    with style():
        figure, (axis,) = _panels(title, width, 0.6 + 0.15 * (sum(sizes) + len(names)))
        row = 0
        for name, size in zip(names, sizes, strict=True):
            axis.axhline(row - 0.6, color="#BBBBBB", linewidth=0.5)
            axis.annotate(
                name,
                (0, row),
                xycoords=("axes fraction", "data"),
                xytext=(3, 0),
                textcoords="offset points",
                va="center",
                fontsize=6.5,
                fontweight="bold",
            )
            for item in table[table[lane] == name].itertuples():
                row += 1
                _dated(axis, row, item, getattr(item, text), colour(getattr(item, shade)), starts, pd.Timestamp(last))
            row += 1 if size else 0
        axis.set(xlim=(starts, pd.Timestamp(last)), ylim=(row, -0.8), yticks=[])
        axis.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(1, 7)))
        axis.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m"))
        axis.grid(axis="x")
        axis.spines["left"].set_visible(False)
    return figure


def _dated(axis: Axes, row: int, item, text: str, shade: str, first: pd.Timestamp, last: pd.Timestamp) -> None:
    start, stop = max(item.earliest, first), min(item.latest, last)
    begin, end = ((place - first) / (last - first) for place in (start, stop))
    place, side, shift = (
        (stop, "left", 5) if end < 0.57 else (start, "right", -5) if begin > 0.43 else (start, "left", 3)
    )
    if item.earliest == item.latest:
        axis.plot([start], [row], "o", color=shade, markersize=3.5)
    elif shift == 3:  # the words stand on the bar: make it a band behind them
        axis.plot([start, stop], [row, row], color=shade, linewidth=8, alpha=0.25, solid_capstyle="butt")
    else:
        axis.plot([start, stop], [row, row], color=shade, linewidth=3, alpha=0.45, solid_capstyle="butt")
    axis.annotate(
        text, (place, row), xytext=(shift, 0), textcoords="offset points", va="center", ha=side, fontsize=5.8
    ).set_in_layout(False)


@kind
def matrix(grid: pd.DataFrame, title: str, *, aside: pd.DataFrame, groups: pd.Series, width: float = COLUMN) -> Figure:
    """Draw stances as marks that differ in shape and shade: asserts, implies, contradicts, silent, not coded.

    In: a frame with a row a facet and a column a source; `aside`, of the same shape, is true where the source speaks of
    another time: its mark is small and round; `groups` names the block each row belongs to.
    """
    with style():
        figure, (axis,) = _panels(title, width, 1.15 + 0.142 * (len(grid) + groups.nunique()))
        row, ticks, heads = 0, [], []
        for block, rows in grid.groupby(groups, sort=False):
            ticks.append((row, str(block)))
            heads.append(len(ticks) - 1)
            for facet, stances in rows.iterrows():
                row += 1
                ticks.append((row, facet))
                for column, (stance, other) in enumerate(zip(stances, aside.loc[facet], strict=True)):
                    axis.scatter(column, row, linewidths=0.8, **STANCES[stance] | (ASIDE if other else {}))
            row += 1
        axis.grid(axis="y", linewidth=0.3)
        axis.set_yticks([place for place, _ in ticks], [facet for _, facet in ticks], fontsize=6)
        for head in heads:
            axis.get_yticklabels()[head].set_fontweight("bold")
            axis.get_ygridlines()[head].set_visible(False)
        axis.set_xticks(range(grid.shape[1]), grid.columns)
        axis.xaxis.tick_top()
        axis.set(xlim=(-0.6, grid.shape[1] - 0.4), ylim=(row - 0.4, -0.7))
        axis.tick_params(length=0)
        axis.spines[:].set_visible(False)
        used = [name for name in STANCES if (grid == name).to_numpy().any()]
        handles = [axis.scatter([], [], label=name, linewidths=0.8, **STANCES[name]) for name in used]
        told_aside = [name for name in used if ((grid == name) & aside.loc[grid.index]).to_numpy().any()]
        handles += [axis.scatter([], [], label=f"{name}, of another time", linewidths=0.8, **STANCES[name] | ASIDE)
                    for name in told_aside]
        figure.legend(handles=handles, loc="outside lower center", ncols=2, handletextpad=0.2, columnspacing=1)
    return figure


@kind
def slope(
    table: pd.DataFrame, item: str, columns: Sequence[str], title: str, *, width: float = PAGE, name: Callable = str
) -> Figure:
    """Draw the place of each item in each ordered list, joined by a line; an item a list lacks has no mark there."""
    with style():
        figure, (axis,) = _panels(title, width, 0.6 + 0.2 * float(table[list(columns)].max().max()))
        for row in table.to_dict("records"):
            places = [(column, row[key]) for column, key in enumerate(columns) if pd.notna(row[key])]
            axis.plot(
                *zip(*places, strict=True), "o-", color=INK if len(places) > 1 else GREY, markersize=3.5, linewidth=0.9
            )
            for end, (side, shift) in ((places[0], ("right", -6)), (places[-1], ("left", 6))):
                if end[0] == (0 if side == "right" else len(columns) - 1):
                    axis.annotate(
                        row[item],
                        end,
                        xytext=(shift, 0),
                        textcoords="offset points",
                        ha=side,
                        va="center",
                        fontsize=6.2,
                    )
        axis.set_xticks(range(len(columns)), [name(column) for column in columns], fontweight="bold")
        axis.xaxis.tick_top()
        axis.set(xlim=(-1.15, len(columns) + 0.15), yticks=[])
        axis.invert_yaxis()
        axis.tick_params(length=0)
        axis.spines[:].set_visible(False)
    return figure


@kind
def parallels(
    table: pd.DataFrame, title: str, *, lengths: tuple[int, int], names: tuple[str, str], width: float = COLUMN
) -> Figure:
    """Draw a dot plot of parallels: one stroke a pair, from where it begins to where it ends in both texts."""
    with style():
        figure, (axis,) = _panels(title, width, width)
        axis.plot([table["start_a"], table["stop_a"]], [table["start_b"], table["stop_b"]], color=INK, linewidth=1.6)
        axis.set(
            xlim=(0, lengths[0]),
            ylim=(lengths[1], 0),
            xlabel=f"{names[0]}, characters",
            ylabel=f"{names[1]}, characters",
        )
        axis.grid(True)
    return figure


@kind
def lines(
    table: pd.DataFrame, x: str, y: str, by: str, title: str, *, xlabel: str, ylabel: str, width: float = COLUMN
) -> Figure:
    """Draw one line for each value of `by`, its name at its end."""
    with style():
        figure, (axis,) = _panels(title, width, width * 0.72)
        for name, group in table.groupby(by, sort=False):
            axis.plot(group[x], group[y], color=colour(str(name)))
            axis.annotate(
                str(name),
                (group[x].iloc[-1], group[y].iloc[-1]),
                xytext=(3, 0),
                textcoords="offset points",
                va="center",
                fontsize=6.5,
                color=colour(str(name)),
                annotation_clip=False,
            )
        axis.set(xlim=(0, table[x].max() * 1.02), ylim=(0, None), xlabel=xlabel, ylabel=ylabel)
        axis.grid(True)
    return figure
