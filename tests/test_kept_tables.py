"""Tables of a folder that was read before are taken as they were kept, and are the same."""

import os
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

import letopis

NAMES = ("sentences", "tokens", "mentions", "dates", "narrated", "proposals")
TEXTS = {
    "letter.txt": "7 ноября 1927 года Троцкий был на площади. Он видел толпу.",
    "diary.txt": "On November 7, 1927 Trotsky was in the square.\n\nOn the next day he was not.",
}


@pytest.fixture
def folder(folder_of, monkeypatch) -> Path:
    """Return a folder of two texts, where tables are kept."""
    monkeypatch.delenv("LETOPIS_CACHE", raising=False)
    return folder_of(TEXTS)


def tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Load a folder and return its tables."""
    corpus = letopis.load(folder)
    return {name: getattr(corpus, name) for name in NAMES} | {"reuse": corpus.reuse()}


def kept(folder: Path) -> list[Path]:
    return sorted((folder / ".letopis").glob("*.parquet"))


def assert_same(found: dict[str, pd.DataFrame], expected: dict[str, pd.DataFrame]) -> None:
    for name, table in expected.items():
        pd.testing.assert_frame_equal(found[name], table, check_exact=True, obj=name)


def forbid_making(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_):
        raise AssertionError("a table that is kept is made again")

    for function in ("people.mentions.mention_table", "dates.table.date_table"):
        monkeypatch.setattr(f"letopis.{function}", fail)
    monkeypatch.setattr("letopis.language.token_table.token_table", fail)


def test_tables_of_the_seeds_are_the_same_with_and_without(root, tmp_path, monkeypatch):
    without = tables(root / "seeds")
    monkeypatch.delenv("LETOPIS_CACHE", raising=False)
    copy = tmp_path / "seeds"
    shutil.copytree(root / "seeds", copy, ignore=shutil.ignore_patterns(".letopis"))
    assert_same(tables(copy), without)
    assert len(kept(copy)) == len(without)
    forbid_making(monkeypatch)
    assert_same(tables(copy), without)


def test_a_changed_text_or_table_is_read_anew_and_the_old_tables_are_deleted(folder):
    tables(folder)
    old = kept(folder)
    (folder / "letter.txt").write_text("8 ноября 1927 года Троцкого там не было.", "utf-8")
    changed = tables(folder)
    assert changed["dates"]["edtf"].tolist()[-1] == "1927-11-08"
    assert len(kept(folder)) == len(old) and not {*kept(folder)} & {*old}
    (folder / "events.toml").write_text("", "utf-8")
    tables(folder)
    assert len(kept(folder)) == len(old)


@pytest.mark.parametrize("harm", [b"", b"PAR1", None])
def test_what_cannot_be_read_is_made_anew(folder, harm):
    first = tables(folder)
    for path in kept(folder):
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] if harm is None else harm)
    assert_same(tables(folder), first)
    assert all(path.stat().st_size > 100 for path in kept(folder))


def test_the_kept_tables_can_be_deleted_and_can_be_switched_off(folder, monkeypatch):
    first = tables(folder)
    shutil.rmtree(folder / ".letopis")
    assert_same(tables(folder), first)
    shutil.rmtree(folder / ".letopis")
    monkeypatch.setenv("LETOPIS_CACHE", "off")
    assert_same(tables(folder), first)
    assert not (folder / ".letopis").exists()


def test_where_nothing_can_be_written_all_goes_on(folder, monkeypatch):
    expected = tables(folder)
    shutil.rmtree(folder / ".letopis")

    def fail(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", fail)
    assert_same(tables(folder), expected)
    assert not (folder / ".letopis").exists()


def test_a_run_that_breaks_off_leaves_no_table(folder, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    tables(folder)
    assert [path.name for path in (folder / ".letopis").iterdir()] == [".gitignore"]


def test_git_sees_nothing_of_them(folder):
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    tables(folder)
    command = ["git", "status", "--short", "--untracked-files=all"]
    status = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert status.stdout.splitlines() == ["?? diary.txt", "?? letter.txt"]
    assert kept(folder) and not letopis.load(folder).left_out
