"""How fast is a library read, how does it grow, and what would one take instead?

    python tests/measure/library.py [--sizes 1 10 100] [--workers 2]

The books are made offline, 1 MB of UTF-8 each: half their paragraphs are of texts.py (running words
and dictionary forms, see there), half are paragraphs of the three Russian seeds. Seconds are of the
processor, of all processes together, start included; memory is that of the largest process.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from texts import SEEDS, make

MEGABYTE = 1_000_000
TABLES = ("sources", "sentences", "tokens", "mentions", "dates", "narrated")
ROUNDS = 3


class Cost(NamedTuple):
    """What a command takes."""

    wall: float  # seconds
    processor: float  # seconds
    memory: float  # MB


def write_books(folder: Path, megabytes: int) -> None:
    """Write books of 1 MB each."""
    folder.mkdir(parents=True)
    chance = random.Random(7)
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.glob("00[012]_*.txt"))]
    real = [line for text in seeds for line in text.splitlines() if line.strip()]
    made = iter(make(megabytes / 2 * 1.1).splitlines())
    for number in range(megabytes):
        lines: list[str] = []
        size = 0
        while size < MEGABYTE:
            lines += [next(made), *chance.sample(real, 4)]
            size += sum(len(line.encode()) + 1 for line in lines[-5:])
        (folder / f"{number:04}.txt").write_text("\n".join(lines), "utf-8")


def seconds_by_table(book: Path) -> dict[str, float]:
    """Return the seconds that each table of a book takes, everything loaded before."""
    from letopis.corpus import Corpus
    from letopis.texts.catalogue import Text, catalogue_of, row_of_a_file
    from letopis.texts.formats import read_content

    rounds = []
    for _ in range(ROUNDS + 1):
        data = book.read_bytes()
        text = Text(row_of_a_file(book), read_content(book, data), "")
        corpus = Corpus(SEEDS.parent / "build" / "none", catalogue=catalogue_of([text], []))
        corpus.entities = _entities()
        seconds = {}
        for name in TABLES:
            start = time.process_time()
            getattr(corpus, name)
            seconds[name] = time.process_time() - start
        rounds.append(seconds)
    return {name: median(seconds[name] for seconds in rounds[1:]) for name in TABLES}


@cache
def _entities():
    import letopis

    return letopis.load(SEEDS).entities


def in_its_own_process(function: Callable[..., Any], *arguments: object) -> Any:
    """Call a function in a new process: a process begins with the memory of its parent counted."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def cost(command: list[object]) -> Cost:
    """Run a command; return what it and all its processes took."""
    started = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([str(word) for word in command], **quiet)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    wall = time.perf_counter() - started
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@cache
def first_lemma(word: str) -> str:
    """Return the lemma of a form's first parse; each process asks once about each form."""
    from letopis.language.russian import analyzer

    return str(analyzer().parse(word)[0].normal_form)


def count_lemmas(book: Path) -> Counter:
    """Count the lemmas of a book as most people do."""
    words = (piece.strip('.,:;()«»"') for piece in book.read_text("utf-8").split())
    return Counter(first_lemma(word) for word in words if word)


def count_in_pool(books: Path, workers: int) -> None:
    """Count the lemmas of all books in a pool of processes."""
    total: Counter = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for counts in pool.map(count_lemmas, sorted(books.glob("*.txt"))):
            total.update(counts)


def read_by_others(python: str, tables: Path) -> dict[str, str]:
    """Read the tokens with the programs that a Python has; return how many rows each finds."""
    ways = {
        "DuckDB": "import duckdb; print(len(duckdb.read_parquet(p + '/*').fetchall()))",
        "pandas": "import pandas; print(len(pandas.read_parquet(p)))",
        "polars": "import polars; print(polars.read_parquet(p + '/*').height)",
        "Spark": "from pyspark.sql import SparkSession as S; "
        "print(S.builder.getOrCreate().read.parquet(p).count())",
    }
    found = {}
    for name, code in ways.items():
        run = [python, "-c", f"p = {str(tables / 'tokens')!r}; {code}"]
        answer = subprocess.run(run, capture_output=True, text=True)
        found[name] = answer.stdout.strip() or answer.stderr.strip().splitlines()[-1]
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10], help="megabytes")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--part", default="4", help="megabytes of a part")
    parser.add_argument("--readers", default=sys.executable, help="a Python with pyarrow, polars")
    parser.add_argument("--pool", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.pool:
        return count_in_pool(given.pool, given.workers)
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), given)


def measure(place: Path, given: argparse.Namespace) -> None:
    """Make the books, and print what reading them takes."""
    in_its_own_process(write_books, place / "all", max(given.sizes))
    books = sorted((place / "all").iterdir())
    size = books[0].stat().st_size / MEGABYTE
    print("one core: seconds for 1 MB, MB a second")
    for name, seconds in in_its_own_process(seconds_by_table, books[0]).items():
        print(f"  {name:12}{seconds / size:8.2f}{size / seconds:8.2f}", flush=True)
    print(f"{given.workers} workers: seconds on the clock, of the processor, MB a second and core,")
    print("MB of the largest process, MB of Parquet")
    for megabytes in given.sizes:
        folder = place / f"{megabytes}"
        folder.mkdir()
        for book in books[:megabytes]:
            (folder / book.name).hardlink_to(book)
        out = place / f"out-{megabytes}"
        options = ["--tables", SEEDS, "--workers", given.workers, "--part", given.part]
        library = cost([sys.executable, "-m", "letopis", "library", folder, out, *options])
        written = sum(path.stat().st_size for path in out.rglob("*.parquet"))
        show(f"{megabytes} MB", megabytes, library, written)
        pool = [sys.executable, __file__, "--pool", folder, "--workers", given.workers]
        show("  pymorphy3 in a pool", megabytes, cost(pool), 0)
    print("rows of tokens, as read by", read_by_others(given.readers, out))


def show(name: str, megabytes: int, cost: Cost, written: int) -> None:
    """Print a line of the table."""
    rate = megabytes / cost.processor
    seconds = f"{cost.wall:9.0f}{cost.processor:9.0f}{rate:8.2f}"
    print(f"  {name:20}{seconds}{cost.memory:8.0f}{written / MEGABYTE:8.1f}", flush=True)


if __name__ == "__main__":
    main()
