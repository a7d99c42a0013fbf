"""A library of texts: all its tables are there, once, however the run was stopped."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import letopis
from letopis.language.lemmas import package_lexicon
from letopis.project import library_parts
from letopis.project.library import build_library
from letopis.project.library_parts import RunError

ENTITIES = """entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note
trotsky,person,Троцкий,Trotsky,Троцкий,Trotsky,,,
stalin,person,Сталин,Stalin,Сталин,Stalin,,,
"""
RUSSIAN = "Глава {n}. Троцкий выступил 7 ноября 1927 года. На следующий день Сталин молчал {n} раз."
ENGLISH = "Letter {n}. Trotsky spoke on November 7, 1927. Two days later Stalin wrote {n} letters."
GERMAN = "Der Mann ging nach Hause und die Frau war nicht da, aber sie kam später wieder zurück."
SMALL = 0.0005  # megabytes of a part: two or three of the texts
PATIENCE = 600  # seconds until a test gives up waiting
ROOM = 3000  # bytes a file may have on the full disk
DASK = "distributed.cli.dask_"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Path:
    """Make a shelf of 16 texts that can be read, in three folders, and two that cannot."""
    root = tmp_path_factory.mktemp("shelf")
    (root / "letters" / "more").mkdir(parents=True)
    (root / "tables").mkdir()
    for n in range(16):
        folder = root / ("", "letters", "letters/more")[n % 3]
        text = (RUSSIAN, ENGLISH)[n % 2].format(n=n)
        (folder / f"{n:02}.txt").write_text(text, "utf-8")
    (root / "broken.txt").write_bytes(b"\xd0\xd1\xff")
    (root / "letters" / "german.txt").write_text(GERMAN * 3, "utf-8")
    (root / "tables" / "entities.csv").write_text(ENTITIES, "utf-8")
    return root


@pytest.fixture(scope="module")
def whole(shelf, tmp_path_factory) -> Path:
    """Make the tables in this process, in one go."""
    out = tmp_path_factory.mktemp("whole") / "out"
    build_library(shelf, out, shelf / "tables", workers=1, megabytes=SMALL)
    return out


def contents(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def table(out: Path, name: str) -> pd.DataFrame:
    order = "source, start" if name in ("tokens", "mentions", "dates") else "all"
    rows = f"select * from read_parquet('{out}/{name}/*.parquet') order by {order}"
    return duckdb.connect().execute(rows).df()


def command(shelf: Path, out: Path, *options: str) -> list[str]:
    given = ["--tables", str(shelf / "tables"), "--part", str(SMALL), *options]
    return [sys.executable, "-m", "letopis", "library", str(shelf), str(out), *given]


def wait_until(state, what: str) -> None:
    """Wait until something is so: no test rests on how long that takes."""
    end = time.monotonic() + PATIENCE
    while not state():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.02)


def test_the_tables_are_those_of_each_text_by_itself(shelf, whole, tmp_path):
    texts = table(whole, "texts").set_index("source")
    assert len(texts) == 16 and len(list((whole / "parts").iterdir())) >= 5
    for source in ("00.txt", "letters/01.txt", "letters/more/11.txt"):
        folder = tmp_path / source.replace("/", "-")
        folder.mkdir()
        (folder / "t.txt").write_bytes((shelf / source).read_bytes())
        (folder / "entities.csv").write_text(ENTITIES, "utf-8")
        corpus = letopis.load(folder)
        assert texts.at[source, "words"] == corpus.sources["words"].sum()
        for name in ("tokens", "mentions", "dates", "narrated"):
            expected = getattr(corpus, name).drop(columns=["source", "part"])
            found = table(whole, name).query("source == @source").reset_index(drop=True)
            found = found[expected.columns].astype(expected.dtypes)
            pd.testing.assert_frame_equal(found, expected)


def test_what_cannot_be_read_is_listed_with_its_reason(whole):
    errors = pd.read_csv(whole / "errors.csv").set_index("source")["reason"]
    assert list(errors.index) == ["broken.txt", "letters/german.txt"]
    assert "is not UTF-8" in errors["broken.txt"]
    assert "it looks German; Russian and English are read" in errors["letters/german.txt"]


def test_two_workers_on_this_machine_make_the_same_bytes(shelf, whole, tmp_path):
    run = subprocess.run(
        command(shelf, tmp_path / "out", "--workers", "2"), capture_output=True, text=True
    )
    assert run.returncode == 1, run.stderr
    assert run.stdout.startswith("broken.txt: ")
    assert " left" in run.stderr
    assert contents(tmp_path / "out") == contents(whole)


def test_a_killed_worker_and_a_killed_run_lose_nothing(shelf, whole, tmp_path):
    out = tmp_path / "out"
    gate = tmp_path / "gate"
    gate.mkdir()
    (gate / "limit").write_text("0")
    environment = os.environ | {"LETOPIS_TEST_GATE": str(gate)}
    started = []

    def start(*arguments: str) -> subprocess.Popen:
        with (tmp_path / f"log-{len(started)}").open("w") as log:
            process = subprocess.Popen(arguments, env=environment, stdout=log, stderr=log)
        started.append(process)
        return process

    def records() -> int:
        return len(list((out / "parts").glob("part-*.json")))

    def is_at_work(worker: subprocess.Popen) -> bool:
        return (gate / f"worker-{worker.pid}").exists()

    try:
        address = start_scheduler(start, tmp_path / "scheduler.json")
        preload = ("--preload", str(Path(__file__).with_name("held_worker.py")))
        alone = ("--no-nanny", "--nthreads", "1", "--no-dashboard")
        worker = (sys.executable, "-m", f"{DASK}worker", address, *alone, *preload)
        first, second = start(*worker), start(*worker)
        both = f"from distributed import Client; Client({address!r}).wait_for_workers(2)"
        subprocess.run([sys.executable, "-c", both], check=True, timeout=PATIENCE)
        run = start(*command(shelf, out, "--scheduler", address))
        wait_until(lambda: is_at_work(first) and is_at_work(second), "both workers have a part")
        first.kill()
        (gate / "limit").write_text("3")
        wait_until(lambda: records() >= 3, "the other worker goes on")
        assert run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert records() < len(list((whole / "parts").iterdir()))
        (gate / "limit").write_text("1000")
        again = start(*command(shelf, out, "--scheduler", address))
        assert again.wait(PATIENCE) == 1
    finally:
        for process in started:
            process.kill()
            process.wait()
    assert contents(out) == contents(whole)


def start_scheduler(start, file: Path) -> str:
    """Start a Dask scheduler in a process of its own; return its address."""
    where = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    start(sys.executable, "-m", f"{DASK}scheduler", *where)
    wait_until(lambda: file.exists() and file.read_text().endswith("}"), "the scheduler is up")
    return json.loads(file.read_text())["address"]


def test_a_full_disk_stops_the_run_and_spoils_nothing(shelf, whole, tmp_path):
    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))

    run = command(shelf, tmp_path / "out", "--workers", "1")
    full = subprocess.run(run, preexec_fn=fill, capture_output=True, text=True)
    assert full.returncode == 1
    assert "cannot be written" in full.stderr and "goes on from there" in full.stderr
    assert "Traceback" not in full.stderr
    sizes = [path.stat().st_size for path in (tmp_path / "out" / "tokens").glob("*.parquet")]
    assert all(size <= ROOM for size in sizes)
    build_library(shelf, tmp_path / "out", shelf / "tables", workers=1, megabytes=SMALL)
    assert contents(tmp_path / "out") == contents(whole)


def test_only_what_changed_is_made_again(folder_of, tmp_path):
    books = folder_of({f"{n}.txt": RUSSIAN.format(n=n) for n in range(12)})
    out = tmp_path / "out"
    build_library(books, out, workers=1, megabytes=SMALL)
    before = {path: path.stat().st_mtime_ns for path in (out / "parts").iterdir()}
    (books / "3.txt").write_text("Другая глава.", "utf-8")
    (books / "5.txt").unlink()
    build_library(books, out, workers=1, megabytes=SMALL)
    kept = [
        path for path, when in before.items() if path.exists() and path.stat().st_mtime_ns == when
    ]
    assert 0 < len(kept) < len(before)
    assert sorted(table(out, "texts")["source"]) == sorted(f"{n}.txt" for n in range(12) if n != 5)
    assert table(out, "tokens").query("source == '3.txt'")["text"].tolist() == [
        "Другая",
        "глава",
        ".",
    ]


def test_a_text_that_breaks_a_table_stops_no_other(folder_of, tmp_path, monkeypatch):
    tables = library_parts._tables

    def breaking(corpus):
        if "1.txt" in corpus.sources.index:
            raise ZeroDivisionError("a bug")
        return tables(corpus)

    monkeypatch.setattr(library_parts, "_tables", breaking)
    books = folder_of({f"{n}.txt": RUSSIAN.format(n=n) for n in range(3)})
    errors = build_library(books, tmp_path / "out", workers=1)
    assert errors.to_numpy().tolist() == [["1.txt", "ZeroDivisionError: a bug"]]
    assert sorted(table(tmp_path / "out", "texts")["source"]) == ["0.txt", "2.txt"]


def test_forms_that_are_forgotten_are_looked_up_again(shelf, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(library_parts, "MOST_FORMS", 0)
    build_library(shelf, tmp_path / "out", shelf / "tables", workers=1, megabytes=SMALL)
    assert contents(tmp_path / "out") == contents(whole)
    assert len(package_lexicon("ru")) == 0


def test_parquet_and_lists_are_read_too(folder_of, tmp_path):
    texts = {f"{n}.txt": RUSSIAN.format(n=n) for n in range(3)}
    books = folder_of(texts)
    rows = pd.DataFrame({"source": list(texts), "text": list(texts.values()), "author": "I"})
    duckdb.from_df(rows).write_parquet(str(tmp_path / "texts.parquet"))
    (tmp_path / "list.txt").write_text("1.txt\n0.txt\n2.txt\n1.txt\n", "utf-8")
    places = [books, tmp_path / "texts.parquet", tmp_path / "list.txt"]
    tokens = []
    for number, place in enumerate(places):
        build_library(place, tmp_path / f"out-{number}", workers=1)
        found = table(tmp_path / f"out-{number}", "tokens")
        tokens.append(found[found["source"].isin(texts)].reset_index(drop=True))
    pd.testing.assert_frame_equal(tokens[0], tokens[1])
    pd.testing.assert_frame_equal(tokens[0], tokens[2])
    assert json.loads(table(tmp_path / "out-1", "texts")["more"][0]) == {"author": "I"}


def test_a_catalogue_gives_titles_and_languages(folder_of, tmp_path):
    header = "source,label,title,language,file,sha256,written,author\n"
    row = "a,A,A diary,en,a.txt,,1905,Somebody\n"
    books = folder_of({"sources.csv": header + row, "a.txt": "A text.", "b.txt": "Б текст."})
    build_library(books, tmp_path / "out", workers=1)
    texts = table(tmp_path / "out", "texts").set_index("source")
    assert texts.loc["a.txt", ["title", "language", "written"]].tolist() == [
        "A diary",
        "en",
        "1905",
    ]
    assert json.loads(texts.at["a.txt", "more"]) == {"author": "Somebody"}
    assert texts.at["b.txt", "language"] == "ru"


def test_a_folder_of_something_else_is_left_alone(folder_of, tmp_path):
    books = folder_of({"a.txt": "A text."})
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_bytes(b"")
    with pytest.raises(letopis.InputError, match="is not empty and no library"):
        build_library(books, tmp_path / "mine", workers=1)
    with pytest.raises(letopis.InputError, match="no such library"):
        build_library(tmp_path / "nowhere", tmp_path / "out", workers=1)


def test_another_version_on_a_worker_is_refused(folder_of, tmp_path, monkeypatch):
    books = folder_of({"a.txt": "A text."})
    monkeypatch.setattr("letopis.project.library.code_version", lambda: "another")
    with pytest.raises(RunError, match="another version of letopis"):
        build_library(books, tmp_path / "out", workers=1)
