"""The workbook of the figures' numbers, opened in LibreOffice: text stays text, in any locale.

Run by `make test-browser`.
"""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """Each sheet as LibreOffice shows it, with Russian settings."""
    folder = tmp_path_factory.mktemp("office")
    home = (folder / "home").as_uri()
    command = [shutil.which("soffice"), f"-env:UserInstallation={home}", "--headless"]
    command += ["--convert-to", EVERY_SHEET, "--outdir", str(folder)]
    command.append(str(ROOT / "figures" / "numbers.xlsx"))
    subprocess.run(
        command, check=True, capture_output=True, timeout=180, env={"LANG": "ru_RU.UTF-8"}
    )
    found = {}
    for path in folder.glob("numbers-*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem.removeprefix("numbers-")] = list(csv.reader(file))
    return found


def test_every_figure_has_a_sheet(sheets):
    figures = {path.stem for path in (ROOT / "figures").glob("[0-9]*.json")}
    assert sheets.keys() == figures | {"figures"}


def test_every_cell_is_shown_as_it_was_written(sheets):
    for name in sheets.keys() - {"figures"}:
        with (ROOT / "figures" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            heads, *rows = csv.reader(file)
        shown_heads, _, *shown = sheets[name]
        assert shown_heads == heads
        for row, cells in zip(rows, shown, strict=True):
            for cell, shown_cell in zip(row, cells, strict=True):
                assert shown_cell == cell or float(shown_cell.replace(",", ".")) == float(cell), (
                    name
                )
