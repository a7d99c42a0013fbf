"""A file is written whole or not at all, and a table opens safely in a spreadsheet."""

import subprocess
import sys
import threading

import pandas as pd
import pytest

from letopis.texts.files import csv_bytes, nearest, write

FORMULAS = ["=1+1", "+7", "-2", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_or_heading_like_a_formula_is_text_in_a_spreadsheet(cell):
    assert (
        csv_bytes(pd.DataFrame({"text": [cell]}))
        .decode()
        .split("\n", 1)[1]
        .lstrip('"')
        .startswith("'")
    )
    assert csv_bytes(pd.DataFrame({cell: ["text"]})).decode().lstrip('"').startswith("'")


def test_a_negative_number_stays_a_number():
    table = pd.DataFrame({"number": [-2, 3], "mixed": [-2, "text"]})
    assert csv_bytes(table).decode() == "number,mixed\n-2,-2\n3,text\n"


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = write(tmp_path / "a.csv", b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match=r"No space left.*unchanged; make room.*a\.csv"):
        write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.csv"]


def test_a_run_killed_while_it_writes_leaves_the_old_file(tmp_path):
    path = write(tmp_path / "a.csv", b"old")
    code = (
        "import os, signal, sys; from pathlib import Path; from letopis.texts.files import write\n"
        "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "write(Path(sys.argv[1]), b'new')"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)]).returncode == -9
    assert path.read_bytes() == b"old"
    assert write(path, b"new").read_bytes() == b"new"


def test_two_runs_at_once_leave_one_whole_file(tmp_path):
    path, contents = tmp_path / "a.csv", [bytes([sign]) * 100_000 for sign in b"abcd"]
    runs = [
        threading.Thread(target=lambda data=data: [write(path, data) for _ in range(20)])
        for data in contents
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("a file, no folder")
    with pytest.raises(OSError, match=r"choose a folder.*a\.csv"):
        write(tmp_path / "file" / "a.csv", b"new")


def test_the_nearest_folder_above_is_taken_unless_a_variable_names_one(tmp_path, monkeypatch):
    below = tmp_path / "notebooks" / "drafts"
    below.mkdir(parents=True)
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(below)
    monkeypatch.delenv("LETOPIS_SEEDS", raising=False)
    assert nearest("seeds", "LETOPIS_SEEDS") == tmp_path / "seeds"
    monkeypatch.setenv("LETOPIS_SEEDS", "letters")
    assert str(nearest("seeds", "LETOPIS_SEEDS")) == "letters"
