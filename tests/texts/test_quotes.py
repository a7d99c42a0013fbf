"""Quotes are located in their own part of the text, or named with what to do."""

from pathlib import Path

import pandas as pd
import pytest

from letopis.texts.errors import InputError
from letopis.texts.quotes import locate_quote, locate_quotes

TEXT = "Мост взят. Мост цел."
PARTS = pd.DataFrame({"source": "x", "part": ["x-1", "x-2"], "start": [0, 11], "stop": [10, 20]})


def located(*rows: tuple[str, str, str]) -> list[tuple[int, int]]:
    table = pd.DataFrame(rows, columns=["part", "quote", "start"]).assign(source="x")
    table.index += 2
    places = locate_quotes(table, Path("claims.csv"), lambda source: TEXT, PARTS)
    return list(zip(places["start"], places["stop"], strict=True))


def test_a_quote_is_taken_at_its_first_place_in_its_part():
    assert located(("x-1", "Мост", ""), ("x-2", "Мост", "")) == [(0, 4), (11, 15)]


def test_a_row_of_no_part_is_looked_for_in_the_whole_text():
    assert located(("x", "Мост цел", "")) == [(11, 19)]


def test_a_row_without_a_quote_has_no_place():
    assert all(pd.isna(place) for place in located(("x-1", "", ""))[0])


def test_a_part_of_another_text_is_named():
    with pytest.raises(InputError, match="row 2: part 'y-1' is no part of source 'x'"):
        located(("y-1", "Мост", ""))


@pytest.mark.parametrize("start", ["1", "11", "99"])
def test_a_quote_that_does_not_begin_where_it_should_is_not_located(start):
    assert locate_quote(TEXT, "Мост", 0, 10, start) is None


def test_every_quote_without_a_place_is_named_at_once():
    with pytest.raises(InputError) as error:
        located(("x-1", "Море", ""), ("x-1", "Мост", ""), ("x-1", "Мост", "11"))
    assert str(error.value).splitlines() == [
        "claims.csv, row 2: quote 'Море' does not occur in x at any place within 0–10; copy it "
        "from the text.",
        "claims.csv, row 4: quote 'Мост' does not occur in x at 11 within 0–10; copy it from the "
        "text.",
    ]
