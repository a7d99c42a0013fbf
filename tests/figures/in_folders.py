"""Write captions, and read what is in a folder."""

import csv
from pathlib import Path

FIELDS = ("question", "title", "caption", "alt", "note")
COLUMNS = ("figure", *(f"{field}_{language}" for field in FIELDS for language in ("en", "ru")))
WORDS = (
    *("Who is named?", "Кто назван?"),
    *("Who is named? (N = {n})", "Кто назван? (N = {n})"),
    *("Mentions of two people, N = {n}.", "Упоминания двух людей, N = {n}."),
    *("Two bars, {n} in all.", "Два столбца, всего {n}."),
    *("All names are counted.", "Считаются все имена."),
)
KINDS = ("svg", "pdf", "png", "json")


def write_captions(path: Path, rows: dict[str, tuple[str, ...]]) -> Path:
    """Write a captions.csv from {figure: texts}."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *[(name, *texts) for name, texts in rows.items()]])
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder: {path: bytes}."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
