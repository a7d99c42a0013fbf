"""How long do the notebooks take? Ours, and those of another commit, in turn.

    python tests/measure/bench_notebooks.py [01 02 03] [--beside 71de8ae] [--all]

Each notebook is run in a copy, in a kernel of its own, as somebody runs it in JupyterLab: the first
time, and again, when the tables of the texts are kept. Cells that take over half a second are
listed. With --all the command that runs all notebooks and writes all figures is timed: the first
time, and again, when the figures are kept. The clock counts the time of the processor, of the
kernels and of what runs them; for all notebooks also that on the wall.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLOW = 0.5  # seconds
NEEDED = ("notebooks", "seeds", "CITATION.cff", "pyproject.toml")
MODULES = ("letopis.notebooks", "letopis")  # how notebooks are run, once and now


def run_cells(path: Path) -> None:
    """Run one notebook in this process; print its seconds and those of its slow cells."""
    import nbformat
    from nbclient import NotebookClient

    book = nbformat.read(path, as_version=4)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    clock = "import time; print(time.process_time())"
    book.cells = [nbformat.v4.new_code_cell(clock)]
    for cell in code:
        book.cells += [cell, nbformat.v4.new_code_cell(clock)]
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(book, timeout=1800, kernel_name="python3", resources=where).execute()
    clocks = [float(cell.outputs[0]["text"]) for cell in book.cells[::2]]
    cells = [
        (clocks[number + 1] - clocks[number], cell.source.splitlines()[-1])
        for number, cell in enumerate(code)
    ]
    slow = [cell for cell in cells if cell[0] >= SLOW]
    seconds = _used(resource.RUSAGE_CHILDREN) + _used(resource.RUSAGE_SELF)
    print(json.dumps({"seconds": seconds, "cells": slow}))


def _used(who: int) -> float:
    """Return the seconds of the processor that this process, or its children, have used."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


class Edition:
    """A copy of the notebooks and texts of one commit, run with its own library."""

    def __init__(self, checkout: Path, place: Path):
        """Copy what is run."""
        self.place = place
        self.lib = checkout / "lib"
        (place / "figures").mkdir(parents=True)
        for name in NEEDED:
            source = checkout / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, place / name)
        shutil.rmtree(place / "seeds" / ".letopis", ignore_errors=True)

    def call(self, *arguments: str) -> str:
        """Run a Python program with this edition of the library; return what it prints."""
        kept = {name: value for name, value in os.environ.items() if "LETOPIS" not in name}
        environment = kept | {"PYTHONPATH": str(self.lib), "PYTHONHASHSEED": "0"}
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=self.place, env=environment, stdout=subprocess.PIPE, check=True
        )
        return done.stdout.decode("utf-8")

    def notebook(self, number: str) -> dict:
        """Run one notebook; return its seconds and its slow cells."""
        (path,) = (self.place / "notebooks").glob(f"{number}_*.ipynb")
        return json.loads(self.call(__file__, "--run", str(path)))

    def all_notebooks(self) -> tuple[float, float, int]:
        """Run all; return the seconds of the processor and on the wall, and how many figures."""
        module = MODULES[0] if (self.lib / "letopis" / "notebooks.py").is_file() else MODULES[1]
        before = _used(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        self.call("-m", module, "run")
        wall = time.perf_counter() - started
        figures = len(list((self.place / "figures").glob("*.json")))
        return _used(resource.RUSAGE_CHILDREN) - before, wall, figures


def compare_notebooks(numbers: list[str], ours: Edition, other: Edition | None) -> None:
    """Print the seconds of some notebooks, in both editions, and what is slow in ours."""
    for number in numbers:
        beside = other.notebook(number)["seconds"] if other else 0.0
        first = ours.notebook(number)
        again = ours.notebook(number)
        line = f"{number}  {first['seconds']:6.1f} s, again {again['seconds']:6.1f} s"
        if beside:
            line += f"; beside {beside:6.1f} s: {first['seconds'] / beside:.2f} of it"
            line += f", again {again['seconds'] / beside:.2f}"
        print(line)
        for seconds, words in first["cells"]:
            print(f"      {seconds:6.1f} s  {words[:80]}", flush=True)


def compare_all(ours: Edition, other: Edition | None) -> None:
    """Print what it takes to run all notebooks and write all figures, in both editions."""
    editions = {"beside": other, "ours": ours, "ours again": ours}
    for name, edition in editions.items():
        if edition:
            used, wall, figures = edition.all_notebooks()
            line = f"{name:12}{used:6.1f} s of the processor, {wall:6.1f} s on the wall"
            print(f"{line}, {figures} figures: {used / figures:.2f} s each", flush=True)


@contextmanager
def checkout(commit: str, place: Path) -> Iterator[Path | None]:
    """Check a commit out inside this, beside the files at hand; None where none is asked for."""
    if not commit:
        yield None
        return
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--detach", place, commit], check=True, capture_output=True)
    try:
        yield place
    finally:
        subprocess.run([*git, "remove", "--force", place], check=True)


def main() -> None:
    """Make the editions and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("numbers", nargs="*", default=["01", "02", "03"])
    parser.add_argument("--beside", default="", help="a commit")
    parser.add_argument("--all", action="store_true", help="also all notebooks at once")
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        return run_cells(given.run)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        ours = Edition(ROOT, place / "ours")
        with checkout(given.beside, place / "checkout") as commit:
            other = Edition(commit, place / "other") if commit else None
            compare_notebooks(given.numbers, ours, other)
            if given.all:
                compare_all(ours, other)


if __name__ == "__main__":
    main()
