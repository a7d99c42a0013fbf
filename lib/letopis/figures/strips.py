"""Strips: the verbs of each source one below the other, between those who take part in them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from letopis.figures.legends import LEGEND_LINE, add_legend, legend_lines
from letopis.figures.order import COLUMN_MM, page_width
from letopis.figures.save import chart
from letopis.figures.style import (
    BOLD,
    EDGE,
    GREY,
    INK,
    LETTER,
    MARKS,
    OTHER_LANGUAGE,
    RULE,
    SMALL,
    Coloured,
    in_order,
    page,
)

HEAD = 5.0  # millimetres: the name of a source
LANE = 4.4  # millimetres from lane to lane
VERB = 2.5  # millimetres from verb to verb
BESIDE = 2.0  # millimetres from mark to mark
BETWEEN = 3.0  # millimetres from a strip to the next below
UNDER = 1.1  # millimetres from a mark to the line of the described


class Strips(Coloured):
    """The chart of verbs."""

    @chart
    def verb_strips(self, table: pd.DataFrame, named: Sequence[str]) -> Figure:
        """Draw the verbs of each source in text order: left who acts, right who is acted on.

        Who is described has a line below the mark. Filled: by name; hollow: by a pronoun or by the
        verb alone. In grey italics: what is not done. As many sources as there is room for stand
        side by side.

        Args:
            table: A row a participant of a verb: `source, number` (of the verb), `verb_en, verb_ru,
                done, entity, side, role, form`, as `accounts.role_strips` returns it.
            named: The people who have a mark of their own; others of a side share one.
        """
        sides = in_order(table["side"])
        strips = list(table.groupby("source", sort=False))
        beside = min(len(strips), int(page_width() // COLUMN_MM))
        marks = self._marks(named)
        names = LETTER * (max(map(len, sides)) + OTHER_LANGUAGE) + 1
        top = LEGEND_LINE * legend_lines(marks) + 1
        heights = [HEAD + VERB * strip["number"].nunique() for _, strip in strips]
        lines = [heights[first : first + beside] for first in range(0, len(strips), beside)]
        figure, sheet = page(top + names + sum(max(line) + BETWEEN for line in lines))
        add_legend(sheet, marks)
        for number, (_, strip) in enumerate(strips):
            above = sum(max(line) + BETWEEN for line in lines[: number // beside])
            lanes = _lanes(sides, number % beside * _across())
            if number < beside:
                _name_lanes(sheet, lanes, top, names)
            self._draw_strip(sheet, strip, lanes, named, top + names + above)
        return figure

    def _marks(self, named: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the marks of people and of roles, each with its name."""
        marks: dict[str, dict[str, Any]] = {}
        for entity, shape in zip(named, MARKS, strict=False):
            marks[self.name(entity)] = {"marker": shape, "color": self.colour(entity)}
        marks["others of the side"] = {"marker": "D", "color": GREY, "markersize": 3.2}
        marks["not by name"] = {"marker": "o", "color": INK, "markerfacecolor": "white"}
        marks["described"] = {"marker": "_", "color": INK}
        return marks

    def _draw_strip(
        self,
        sheet: Axes,
        strip: pd.DataFrame,
        lanes: dict[tuple[str, bool], float],
        named: Sequence[str],
        top: float,
    ) -> None:
        """Draw one source: its verbs in the middle, lanes of the sides to the left and right."""
        left, right = min(lanes.values()), max(lanes.values())
        middle = (left + right) / 2
        sheet.text(middle, top + 1.5, strip["source"].iloc[0], ha="center", **BOLD)
        first = top + HEAD
        strip = strip.assign(y=first + VERB * (strip["number"].rank(method="dense") - 1))
        for x in lanes.values():
            ends = [first - 1.3, strip["y"].max() + 1.3]
            sheet.plot([x, x], ends, color=RULE, linewidth=0.5, zorder=0)
        inner = LANE * (len(lanes) / 2 - 0.5)
        for verb in strip.drop_duplicates("number").itertuples():
            look = SMALL | {"ha": "center", "color": INK}
            if not verb.done:
                look |= {"color": GREY, "fontstyle": "italic"}
            sheet.text(middle, verb.y, verb.verb_en, label=verb.verb_ru, **look)
            for ends in ([left, left + inner], [right - inner, right]):
                sheet.plot(ends, [verb.y] * 2, color=RULE, linewidth=0.4, zorder=0)
        for _, rows in strip.groupby(["number", "side", strip["role"] == "acts"], observed=True):
            in_side = strip.loc[strip["side"] == rows["side"].iloc[0], "entity"]
            lead = next((entity for entity in named if entity in set(in_side)), "")
            for place, row in enumerate(rows.itertuples()):
                lane = lanes[row.side, row.role == "acts"]
                x = lane + (place - (len(rows) - 1) / 2) * BESIDE
                self._mark_role(sheet, (x, row.y), row, named, lead)

    def _mark_role(
        self, sheet: Axes, place: tuple[float, float], row: Any, named: Sequence[str], lead: str
    ) -> None:
        """Draw the mark of a participant, in the colour of the one or of the lead of the side."""
        is_named = row.entity in named
        colour = self.colour(row.entity if is_named else lead)
        shape = "D" if lead else "o"
        if is_named:
            shape = MARKS[named.index(row.entity)]
        face = colour if row.form == "name" else "white"
        look = {"facecolor": face, "edgecolor": colour, "linewidth": 0.9, "zorder": 3}
        sheet.scatter(*place, s=12 if shape == "D" else 18, marker=shape, **look)
        if row.role == "described":
            x, y = place
            sheet.plot([x - 1.3, x + 1.3], [y + UNDER] * 2, color=colour, linewidth=0.8)


def _name_lanes(sheet: Axes, lanes: dict[tuple[str, bool], float], top: float, room: float) -> None:
    """Write what the lanes of both halves are, and upright the sides that they stand for."""
    left, right = min(lanes.values()), max(lanes.values())
    sheet.text(left - LANE / 2, top + 1.5, "who acts", **SMALL)
    sheet.text(right + LANE / 2, top + 1.5, "acted on, described", ha="right", **SMALL)
    for (side, _), x in lanes.items():
        look = SMALL | {"rotation": 90, "ha": "center", "va": "bottom"}
        sheet.text(x, top + 3 + room, side, **look)


def _across() -> float:
    """Return how wide the strip of a source is, in millimetres."""
    return page_width() / int(page_width() // COLUMN_MM)


def _lanes(sides: Sequence[str], left: float) -> dict[tuple[str, bool], float]:
    """Return where the lanes of a strip are: (side, whether it acts) → millimetres.

    The first side is beside the verbs, the others outwards.
    """
    verbs = left + EDGE + LANE * len(sides)
    after = left + _across() - EDGE - LANE * len(sides)
    lanes = {}
    for place, side in enumerate(sides):
        lanes[side, True] = verbs - LANE * (place + 0.5)
        lanes[side, False] = after + LANE * (place + 0.5)
    return lanes
