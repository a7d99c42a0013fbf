"""A library of texts: its tables as Parquet, made on all cores or on a Dask cluster.

A run that was stopped is gone on with by the same command: what is done is not done again.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from letopis.project.library_parts import (
    READERS_TABLES,
    RECORDS,
    TABLES,
    RunError,
    Work,
    code_version,
    make_part,
)
from letopis.project.library_texts import MEGABYTE, Part, find_parts
from letopis.texts.errors import InputError, needed_for
from letopis.texts.files import csv_bytes, write

GENERAL = ("entities.csv", "events.toml", "lemmas.csv", "sentences.toml", "stop_words.csv")
NO_ENTITIES = "entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note\n"
ABOUT = "library.json"
ERRORS = "errors.csv"
PER_WORKER = 2  # parts that a worker has: one in work, one waiting
STEP = 10.0  # seconds between two lines of progress
Result = tuple[Part, dict[str, Any] | Exception]


def build_library(
    place: Path,
    out: Path,
    tables: Path | None = None,
    scheduler: str = "",
    workers: int = 0,
    megabytes: float = 4,
    say: Callable[[str], None] | None = None,
) -> pd.DataFrame:
    """Make the tables of a library, or those that are not there yet.

    Args:
        place: The texts, see `find_parts`.
        out: The folder of the tables: `texts`, `tokens`, `mentions`, `dates`, `narrated`,
            `frequencies`, each a folder of Parquet files.
        tables: A folder like seeds/, whose entities.csv, events.toml, lemmas.csv, sentences.toml
            and stop_words.csv are used for each text; None: no names are known.
        scheduler: The address of a Dask scheduler, "tcp://…"; "" is this machine.
        workers: Processes on this machine; 0: as many as it has cores; 1: this process.
        megabytes: The size of a part, which a worker has in memory as a whole.
        say: What is called with each line on how far the run is.

    Returns:
        source, reason: a row for each text that could not be read; also in errors.csv.

    Raises:
        InputError: For a place without texts, or a folder of another library.
        RunError: Where the run had to stop: a full disk, another letopis on a worker.
    """
    parts = find_parts(place, out, megabytes)
    work = _prepare(place, out, tables)
    records = _records(out)
    done = {part.name for part in parts if _is_done(records.get(part.name), part, work)}
    _keep_only(out, done)
    todo = [part for part in parts if part.name not in done]
    failed: dict[str, str] = {}
    for part, result in _with_progress(
        _run(todo, work, scheduler, workers), len(done), todo, say or str
    ):
        if isinstance(result, RunError):
            raise result
        if isinstance(result, Exception):
            reason = f"its worker died or failed: {type(result).__name__}: {result}"
            failed |= {text.source: reason for text in part.texts}
    recorded = _records(out).values()
    errors = failed | {name: why for record in recorded for name, why in record["errors"].items()}
    table = pd.DataFrame(sorted(errors.items()), columns=["source", "reason"], dtype="str")
    write(out / ERRORS, csv_bytes(table))
    return table


def _prepare(place: Path, out: Path, tables: Path | None) -> Work:
    """Make the folders and copy the reader's tables.

    Raises:
        InputError: The folder has files and no library, or that of another place.
    """
    about = {"texts": str(place.resolve())}
    if (out / ABOUT).is_file():
        kept = json.loads((out / ABOUT).read_text("utf-8"))
        if kept != about:
            raise InputError(f"{out} has the library of {kept['texts']}; choose another folder.")
    elif out.exists() and any(out.iterdir()):
        raise InputError(f"{out} is not empty and no library; choose another folder.")
    contents = {"entities.csv": NO_ENTITIES.encode()}
    for name in GENERAL:
        if tables and (tables / name).is_file():
            contents[name] = (tables / name).read_bytes()
    for name in (READERS_TABLES, RECORDS, *TABLES):
        (out / name).mkdir(parents=True, exist_ok=True)
    for path in (out / READERS_TABLES).iterdir():
        if path.name not in contents:
            path.unlink()
    for name, content in contents.items():
        write(out / READERS_TABLES / name, content)
    write(out / ABOUT, json.dumps(about, ensure_ascii=False).encode())
    digest = hashlib.sha256(repr(sorted(contents.items())).encode()).hexdigest()[:16]
    return Work(str(out.resolve()), digest, code_version())


def _records(out: Path) -> dict[str, dict[str, Any]]:
    """Read the records of the parts that are done, by their names."""
    paths = sorted((out / RECORDS).glob("part-*.json"))
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def _is_done(record: dict[str, Any] | None, part: Part, work: Work) -> bool:
    """Return whether a part was made of the same files, by the same code and tables."""
    texts = [[text.source, text.size, text.modified] for text in part.texts]
    made_by = [work.code, work.tables]
    return record is not None and record["texts"] == texts and record["made_by"] == made_by


def _keep_only(out: Path, done: set[str]) -> None:
    """Take away what a killed run left, and parts of texts that are changed or gone."""
    for name in (RECORDS, *TABLES):
        for path in (out / name).iterdir():
            if path.stem not in done:
                path.unlink()


def _run(todo: list[Part], work: Work, scheduler: str, workers: int) -> Iterator[Result]:
    """Make parts; yield each with its record, or with the error that stopped it."""
    if not todo:
        return
    if workers == 1 and not scheduler:
        for part in todo:
            yield part, _attempt(lambda part=part: make_part(part, work))
        return
    with needed_for("work on several cores"):
        from distributed import Client, LocalCluster

    try:
        if scheduler:
            with Client(scheduler) as client:
                yield from _on_cluster(client, todo, work)
            return
    except OSError as error:
        raise InputError(f"{scheduler}: no Dask scheduler answers there ({error}).") from None
    local = {"n_workers": workers or None, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**local, silence_logs="CRITICAL") as cluster, Client(cluster) as client:
        yield from _on_cluster(client, todo, work)


def _on_cluster(client: Any, todo: Iterable[Part], work: Work) -> Iterator[Result]:
    """Make parts on a cluster, which has never more of them than its workers can begin soon.

    What a lost worker had is given to another one; a part that loses four workers is given up.
    """
    from distributed import as_completed

    client.wait_for_workers(1)
    waiting = iter(todo)
    parts: dict[str, Part] = {}

    def submit() -> list[Any]:
        room = PER_WORKER * sum(client.nthreads().values()) - len(parts)
        chosen = list(islice(waiting, max(room, 0 if parts else 1)))
        parts.update({part.name: part for part in chosen})
        return [client.submit(make_part, part, work, key=part.name) for part in chosen]

    running = as_completed(submit())
    for future in running:
        yield parts.pop(future.key), _attempt(future.result)
        future.release()
        running.update(submit())


def _attempt(work: Callable[[], dict[str, Any]]) -> dict[str, Any] | Exception:
    """Return what is made, or the error."""
    try:
        return work()
    except Exception as error:
        return error


def _with_progress(
    results: Iterator[Result], done: int, todo: list[Part], say: Callable[[str], object]
) -> Iterator[Result]:
    """Pass results on; say how far the run is and how long it will take."""
    total = done + len(todo)
    left = sum(part.size for part in todo)
    say(f"{total:,} parts, {done:,} done; {left / MEGABYTE:,.1f} MB to read")
    started = time.monotonic()
    shown = started
    size = 0
    for number, (part, result) in enumerate(results, start=done + 1):
        size += part.size
        now = time.monotonic()
        if now - shown > STEP or number == total:
            shown = now
            rest = _in_words((left - size) / max(size, 1) * (now - started))
            amount = f"{size / MEGABYTE:,.1f} of {left / MEGABYTE:,.1f} MB"
            say(f"{number:,} of {total:,} parts, {amount}, {rest} left")
        yield part, result


def _in_words(seconds: float) -> str:
    """Return a time as hours and minutes, or as seconds.

    >>> _in_words(7380), _in_words(42.3)
    ('2 h 03 min', '42 s')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"
