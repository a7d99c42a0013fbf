"""What the tests of figures share: a folder of captions, one of figures, a table, a chart."""

import json
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from in_folders import WORDS, contents, write_captions

from letopis.figures import Charts
from letopis.figures.save import Chart, EmptyFigure, SavedFigure

TABLE = pd.DataFrame({"label": ["Trotsky", "=Сталин"], "count": [3, 2], "high": [5, 4]})


class Kept(NamedTuple):
    """A figure saved once, for the tests that only look at it."""

    folder: Path
    chart: Chart
    shown: SavedFigure | EmptyFigure
    contents: dict[str, bytes]

    def words(self, language: str) -> dict:
        """Return what is written about it in one language."""
        place = self.folder / ("ru" if language == "ru" else "")
        return json.loads((place / "99-test.json").read_text("utf-8"))


def make_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder for figures, in all files; 99-test and 99-test-two have captions."""
    monkeypatch.setenv("LETOPIS_PRINT", "1")
    for name in ("seeds", "figures"):
        (place / name).mkdir()
        monkeypatch.setenv(f"LETOPIS_{name.upper()}", str(place / name))
    write_captions(place / "seeds" / "captions.csv", {"99-test": WORDS, "99-test-two": WORDS})
    return place / "figures"


def bars(count: int = 3) -> Chart:
    """Draw the table as bars, the first of a given length."""
    numbers = TABLE.assign(count=[count, 2])
    return Charts().bars(numbers, "label", "count", xlabel="words", interval=("count", "high"))


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Kept:
    """Save a figure once."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = make_folder(tmp_path_factory.mktemp("kept"), monkeypatch)
        chart = bars()
        shown = chart.save("99-test", n=5)
    return Kept(folder, chart, shown, contents(folder))


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Make a folder for figures of one test."""
    return make_folder(tmp_path, monkeypatch)


@pytest.fixture
def table() -> pd.DataFrame:
    return TABLE.copy()


@pytest.fixture
def draw():
    return bars
