"""Colours can be told apart in grey print and by colour-blind readers; the day has one of its own.

CIELAB for D65; deuteranopia after Machado, Oliveira and Fernandes (2009, doi
10.1109/TVCG.2009.113), severity 1; contrast after WCAG 2.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from letopis.figures.style import CYCLE, DAY, DAY_TEXT, GREY, INK, PALE, SOFT

TO_XYZ = np.array([[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]])
DEUTERANOPIA = np.array(
    [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]
)
WHITE = TO_XYZ.sum(axis=1)
APART = 20  # ΔE
STEP = 15  # L*


def linear(colour):
    """Return the linear red, green and blue of a colour."""
    values = np.array(to_rgb(colour))
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(light):
    """Return L*, a*, b* of linear red, green and blue."""
    ratios = TO_XYZ @ np.clip(light, 0, 1) / WHITE
    x, y, z = np.where(ratios > 0.008856, np.cbrt(ratios), 7.787 * ratios + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(colour):
    """Return the contrast of a colour on white, 1 to 21."""
    return 1.05 / (TO_XYZ[1] @ linear(colour) + 0.05)


def difference(one, two):
    """Return ΔE of two colours as a reader with deuteranopia sees them."""
    return np.linalg.norm(lab(DEUTERANOPIA @ linear(one)) - lab(DEUTERANOPIA @ linear(two)))


@pytest.fixture(scope="module")
def sources(corpus):
    return list(corpus.sources["colour"])


@pytest.fixture(scope="module")
def people(corpus):
    return [colour for colour in corpus.entities["colour"] if colour]


def test_the_colour_mathematics_knows_black_white_and_red():
    assert lab(linear("white")) == pytest.approx([100, 0, 0], abs=0.1)
    assert lab(linear("#FF0000")) == pytest.approx([53.2, 80.1, 67.2], abs=0.2)
    assert contrast("black") == pytest.approx(21)
    assert contrast("white") == pytest.approx(1, abs=0.001)


def test_sources_differ_in_grey_print(sources):
    lightness = sorted(lab(linear(colour))[0] for colour in sources)
    assert all(light - dark >= STEP for dark, light in pairwise(lightness))


@pytest.mark.parametrize("kind", ["sources", "people"])
def test_colours_of_a_kind_differ_for_a_reader_with_deuteranopia(kind, request):
    colours = request.getfixturevalue(kind)
    assert all(difference(one, two) >= APART for one, two in combinations(colours, 2))


def test_every_mark_stands_out_from_white(sources, people):
    marks = [*sources, *people, *CYCLE, DAY, DAY_TEXT, GREY, INK, PALE, SOFT]
    assert all(contrast(colour) >= 3 for colour in marks)
    assert all(contrast(colour) >= 4.5 for colour in (DAY_TEXT, GREY, INK, SOFT))


def test_the_colour_of_the_day_is_no_sources_and_no_persons(sources, people):
    assert DAY not in {colour.upper() for colour in [*sources, *people, *CYCLE]}
