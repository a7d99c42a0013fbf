"""What the tests of figures share: a folder of captions, one of figures, a table, a chart."""

from pathlib import Path

import pandas as pd
import pytest
from in_folders import WORDS, write_captions

from letopis.figures import Charts


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Make a folder for figures; 99-test and 99-test-two have captions."""
    for name in ("seeds", "figures"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(f"LETOPIS_{name.upper()}", str(tmp_path / name))
    captions = {"99-test": WORDS, "99-test-two": WORDS}
    write_captions(tmp_path / "seeds" / "captions.csv", captions)
    return tmp_path / "figures"


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame({"label": ["Trotsky", "=Сталин"], "count": [3, 2], "high": [5, 4]})


@pytest.fixture
def draw(table):
    """Draw the table as bars, the first of a given length."""

    def bars(count=3):
        numbers = table.assign(count=[count, 2])
        return Charts().bars(
            numbers, "label", "count", xlabel="mentions", interval=("count", "high")
        )

    return bars
