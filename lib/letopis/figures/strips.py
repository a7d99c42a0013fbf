"""Strips: the verbs of each source in a row, with marks of those who take part in them."""

from collections.abc import Sequence
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from letopis.figures.order import PAGE_MM
from letopis.figures.save import chart
from letopis.figures.style import (
    BOLD,
    EDGE,
    GREY,
    INK,
    MARKS,
    RULE,
    SMALL,
    Coloured,
    add_legend,
    in_order,
    page,
    panel,
)

LEFT = 27.0  # millimetres: the names of the lanes
ACROSS = PAGE_MM - LEFT - 1
GAP = 9.6  # millimetres from the middle of a verb to the first lane
LANE = 2.4
BESIDE = 2.0  # millimetres from mark to mark
WIDEST = 14  # characters of a verb in one line


class Strips(Coloured):
    """The chart of verbs."""

    @chart
    def verb_strips(self, table: pd.DataFrame, named: Sequence[str]) -> Figure:
        """Draw the verbs of each source in text order: above who acts, below who is acted on.

        Who is described has a line below the mark. Filled: by name; hollow: by a pronoun or by the
        verb alone. In grey italics: what is not done.

        Args:
            table: A row a participant of a verb: `source, number` (of the verb), `verb_en, verb_ru,
                done, entity, side, role, form`, as `accounts.role_strips` returns it.
            named: The people who have a mark of their own; others of a side share one.
        """
        sides = in_order(table["side"])
        height = 2 * (GAP + LANE * len(sides))
        figure, sheet = page(3 + (height + 6) * table["source"].nunique(), PAGE_MM)
        marks: dict[str, dict[str, Any]] = {}
        for entity, shape in zip(named, MARKS, strict=False):
            marks[self.name(entity)] = {"marker": shape, "color": self.colour(entity)}
        marks["others of the side"] = {"marker": "D", "color": GREY, "markersize": 3.2}
        marks["not by name"] = {"marker": "o", "color": INK, "markerfacecolor": "white"}
        marks["described"] = {"marker": "_", "color": INK}
        add_legend(sheet, marks)
        for place, (source, strip) in enumerate(table.groupby("source", sort=False)):
            top = 8 + place * (height + 6)
            sheet.text(EDGE, top - 1, source, **BOLD)
            sheet.text(EDGE, top + height / 2 - 2.5, "↑ who acts", **SMALL)
            sheet.text(EDGE, top + height / 2 + 2.5, "↓ acted on, described", **SMALL)
            axes = panel(figure, LEFT, top, ACROSS, height)
            numbers = strip["number"].rank(method="dense")
            strip = strip.assign(x=ACROSS * numbers / (numbers.max() + 1))
            self._draw_strip(axes, strip, sides, named)
        return figure

    def _draw_strip(
        self, axes: Axes, strip: pd.DataFrame, sides: Sequence[str], named: Sequence[str]
    ) -> None:
        """Draw one source: its verbs upright in the middle, lanes of the sides above and below."""
        reach = GAP + LANE * len(sides)
        axes.set(xlim=(0, ACROSS), ylim=(-reach, reach), xticks=[])
        lanes = {side: GAP + (place + 0.5) * LANE for place, side in enumerate(sides)}
        for side, lane in lanes.items():
            for y in (lane, -lane):
                axes.axhline(y, color=RULE, linewidth=0.5, zorder=0)
                axes.text(-1, y, side, ha="right", **SMALL)
        for verb in strip.drop_duplicates("number").itertuples():
            _draw_verb(axes, verb, reach)
        for _, rows in strip.groupby(["number", "side", strip["role"] == "acts"], observed=True):
            in_side = strip.loc[strip["side"] == rows["side"].iloc[0], "entity"]
            lead = next((entity for entity in named if entity in set(in_side)), "")
            for place, row in enumerate(rows.itertuples()):
                x = row.x + (place - (len(rows) - 1) / 2) * BESIDE
                y = lanes[row.side] if row.role == "acts" else -lanes[row.side]
                self._mark_role(axes, (x, y), row, named, lead)

    def _mark_role(
        self, axes: Axes, place: tuple[float, float], row: Any, named: Sequence[str], lead: str
    ) -> None:
        """Draw the mark of a participant, in the colour of the one or of the lead of the side."""
        is_named = row.entity in named
        colour = self.colour(row.entity if is_named else lead)
        shape = "D" if lead else "o"
        if is_named:
            shape = MARKS[named.index(row.entity)]
        face = colour if row.form == "name" else "white"
        look = {"facecolor": face, "edgecolor": colour, "linewidth": 0.9, "zorder": 3}
        axes.scatter(*place, s=12 if shape == "D" else 18, marker=shape, **look)
        if row.role == "described":
            x, y = place
            axes.plot([x - 1.3, x + 1.3], [y - 1.25] * 2, color=colour, linewidth=0.8)


def _draw_verb(axes: Axes, verb: Any, reach: float) -> None:
    """Write a verb upright, with lines from it to the lanes."""
    look = SMALL | {"rotation": 90, "ha": "center", "linespacing": 0.9, "color": INK}
    if not verb.done:
        look |= {"color": GREY, "fontstyle": "italic"}
    english, russian = (fill(words, WIDEST) for words in (verb.verb_en, verb.verb_ru))
    axes.text(verb.x, 0, english, label=russian, **look)
    for side in (-1, 1):
        ends = [side * GAP, side * reach]
        axes.plot([verb.x] * 2, ends, color=RULE, linewidth=0.4, zorder=0)
