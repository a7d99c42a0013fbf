"""Run the notebooks: write their outputs and figures, or check that those kept are current."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from letopis.corpus import Corpus, load
from letopis.figures.gallery import gallery_path, write_gallery
from letopis.figures.prints import SWITCH
from letopis.figures.save import figures_folder
from letopis.figures.translation import shown_language
from letopis.texts.catalogue import has_own_texts
from letopis.texts.errors import InputError
from letopis.texts.files import KEPT_TABLES, write

DATA = files("letopis.project") / "data"
CELL_TIMEOUT = 300  # seconds
CELL_TIMEOUT_OWN = 1800  # on texts of any length
NOTEBOOKS = "[0-9][0-9]_*.ipynb"
OF_THE_PROJECT = "project-texts"  # the tag of cells that speak of the project's texts
LOAD = "letopis.load()"
GO_ON = "raises-exception"  # the tag of JupyterLab: cells after this one run whatever it says
REWRITE = """
The figures are made. These statements of the notebooks do not hold on the texts as they are now;
after the colon stands which sentence to correct (seeds/README.md, “How to add a text”):
"""
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
METADATA = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
WIDGET = "application/vnd.jupyter.widget-view+json"


class Failure(NamedTuple):
    """What is to be said of a cell that failed: one that states numbers of the texts, or not."""

    words: str
    is_statement: bool = False


def run_notebooks(root: Path, names: list[str]) -> int:
    """Execute notebooks, one on each core, and keep their outputs, then write the gallery.

    Figures are written in all files (LETOPIS_PRINT). Where LETOPIS_SEEDS names a folder of the
    reader's own, copies of the notebooks are run on it; they and their figures go into its
    subfolder letopis. LETOPIS_LABELS=ru shows the figures in Russian. A notebook that fails does
    not keep the others, or the gallery, from being made.

    Args:
        root: The project's folder.
        names: How the names of the notebooks begin; none means all.

    Returns:
        0; 1 where a cell failed: it is printed at the end. A statement that no longer holds is
        printed too, and is no failure where other sources were added or taken away.

    Raises:
        InputError: Before any notebook is run, for a folder that does not exist or cannot be
            loaded, or a README.md among the figures that is no gallery.
    """
    shown_language()
    os.environ[SWITCH] = "1"
    citation = root / "CITATION.cff"
    own_folder = os.environ.get("LETOPIS_SEEDS")
    if own_folder:
        root = _use_own_folder(own_folder)
    gallery_path(figures_folder())
    corpus = load()
    paths = []
    for path in sorted((citation.parent / "notebooks").glob(NOTEBOOKS)):
        if not names or path.name.startswith(tuple(names)):
            target = root / "notebooks" / path.name
            if own_folder:
                write(target, notebook_for_others(path, corpus).encode())
            paths.append(target)
    are_others = not corpus.is_written_about
    failures = asyncio.run(_run_side_by_side(paths, bool(own_folder), are_others))
    write_gallery(figures_folder(), root / "notebooks", citation, has_own_texts(corpus.sources))
    statements = [failure for failure in failures if failure.is_statement]
    others = [failure for failure in failures if not failure.is_statement]
    if statements:
        print(REWRITE, *(failure.words for failure in statements), sep="\n")
    for failure in others:
        print(f"\n{failure.words}", file=sys.stderr)
    return 1 if others or (statements and corpus.is_written_about) else 0


async def _run_side_by_side(paths: Sequence[Path], is_own: bool, are_others: bool) -> list[Failure]:
    """Execute notebooks, at most one on each core; return what failed, in their order."""
    cores = asyncio.Semaphore(os.cpu_count() or 1)

    async def run_next(path: Path) -> list[Failure]:
        async with cores:
            return await _run_one(path, is_own, are_others)

    failures = await asyncio.gather(*(run_next(path) for path in paths))
    return [failure for of_notebook in failures for failure in of_notebook]


async def _run_one(path: Path, is_own: bool, are_others: bool) -> list[Failure]:
    """Execute one notebook and keep its outputs; return what is to be said of cells that failed.

    One of the project's is left as it was where a cell fails, but for statements on texts that are
    others than those it was written about. On a reader's own texts the cells after it are run too,
    and what there is is kept.
    """
    started = time.perf_counter()
    try:
        book = await execute(path, go_on=is_own)
    except (TimeoutError, RuntimeError) as error:  # of a cell; the kernel died
        print(f"{path.name:36}failed", flush=True)
        return [Failure(f"{path.name}: {type(error).__name__}: {error}")]
    failures = list(_failures(book, path.name))
    has_failed = not all(failure.is_statement and are_others for failure in failures)
    if is_own or not has_failed:
        write(path, as_text(book).encode())
    seconds = f"{time.perf_counter() - started:5.1f} s"
    print(f"{path.name:36}{'failed' if has_failed else seconds}", flush=True)
    return failures


def _failures(book: Any, name: str) -> Iterator[Failure]:
    """Yield what is to be said of each code cell that failed; of a statement, keep the words."""
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, start=1):
        for output in cell.outputs:
            if output.output_type == "error":
                where = f"{name}, cell {number}"
                is_statement = GO_ON in cell.metadata.get("tags", [])
                error = f"{output.ename}: {output.evalue}"
                if is_statement:
                    output.traceback = [error]
                    yield Failure(f"{where}: {output.evalue or error}", is_statement)
                else:
                    yield Failure(f"{where}: {error}\n\n{cell.source}")


def _use_own_folder(own_folder: str) -> Path:
    """Let notebooks run on a reader's folder; return where they and their figures go."""
    if not Path(own_folder).is_dir():
        remedy = "Correct the path, or unset LETOPIS_SEEDS to use the texts of the project"
        found = f"LETOPIS_SEEDS={own_folder!r}: no such folder"
        raise InputError(f"{found}; expected one with texts. {remedy}.")
    texts = Path(own_folder).resolve()
    target = texts / "letopis"
    os.environ["LETOPIS_SEEDS"] = str(texts)
    os.environ["LETOPIS_FIGURES"] = str(target / "figures")
    return target


def notebook_for_others(path: Path, corpus: Corpus) -> str:
    """Return a notebook of the project as it is run on other texts, in `letopis/notebooks` there.

    Cells that speak of the project's texts, and all outputs, are left out. An opening of its own
    takes the place of the first cell.
    """
    import nbformat

    book = nbformat.read(path, as_version=4)
    texts = f"`{corpus.folder.resolve().name}`: {corpus!r}"
    openings = tomllib.loads((DATA / "openings.toml").read_text("utf-8"))
    words = openings.get(path.name[:2], openings["other"]).format(texts=texts)
    opening = nbformat.v4.new_markdown_cell(words.strip(), id="opening")
    of_others = [cell for cell in book.cells if OF_THE_PROJECT not in cell.metadata.get("tags", [])]
    for cell in of_others:
        cell.source = cell.source.replace(LOAD, 'letopis.load("../..")')
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    book.cells = [opening, *of_others]
    return as_text(book)


async def execute(path: Path, go_on: bool = False) -> Any:
    """Execute a notebook in its folder and return it; stop at a cell that fails, or go on."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from traitlets.config import Config

    book = without_machine(nbformat.read(path, as_version=4))
    client = NotebookClient(
        book,
        timeout=CELL_TIMEOUT_OWN if go_on else CELL_TIMEOUT,
        allow_errors=go_on,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
        resources={"metadata": {"path": str(path.parent)}},
    )
    with suppress(CellExecutionError):
        await client.async_execute()
    return book


def as_text(book: Any) -> str:
    """Return a notebook as text, the same bytes each time."""
    import nbformat

    return nbformat.writes(without_machine(book)) + "\n"


def without_machine(book: Any) -> Any:
    """Keep of a notebook's metadata only what the file needs: kernel, language, tags.

    A cell that states numbers of the project's texts has the tag by which the cells after it run
    in JupyterLab too, where a statement does not hold.
    """
    book.metadata = METADATA
    for cell in book.cells:
        tags = list(cell.metadata.get("tags", []))
        if OF_THE_PROJECT in tags and GO_ON not in tags and "assert " in cell.source:
            tags += [GO_ON] if cell.cell_type == "code" else []
        cell.metadata = {"tags": tags} if tags else {}
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
    return book


def clean_before_saving(model: dict, **_: Any) -> None:
    """Keep of a notebook only what the file needs, as JupyterLab saves it: a hook of Jupyter's.

    Args:
        model: What is about to be saved, in the form of Jupyter's contents API; changed in place.
    """
    import nbformat

    if model["type"] == "notebook":
        model["content"] = without_machine(nbformat.from_dict(model["content"]))


def check_notebooks(root: Path) -> int:
    """Run all notebooks under strict nbval in a copy, then compare the figures with those kept.

    What was found is kept for the site in build/checked.json: `cells` and `failed` (how many),
    `figures` (how many files were compared) and `different` (their names).

    Returns:
        0 where every output and every figure is the one that is kept, else 1.
    """
    with tempfile.TemporaryDirectory(prefix="letopis-") as place:
        copy = Path(place)
        without_checkpoints = shutil.ignore_patterns(".ipynb_checkpoints", KEPT_TABLES)
        for folder in ("notebooks", "seeds"):
            shutil.copytree(root / folder, copy / folder, ignore=without_checkpoints)
        (copy / "figures").mkdir()
        cells, failed = _run_nbval(root, copy)
        own_texts = has_own_texts(load(copy / "seeds").sources)
        write_gallery(copy / "figures", copy / "notebooks", root / "CITATION.cff", own_texts)
        different = differing_files(root / "figures", copy / "figures")
        figures = len(_contents(copy / "figures"))
    found = {"cells": cells, "failed": failed, "figures": figures, "different": different}
    write(root / "build" / "checked.json", f"{json.dumps(found)}\n".encode())
    for name in different:
        remedy = "run `make figures`, look at it, and keep it"
        print(f"figures/{name} is not what the notebooks make now; {remedy}.")
    if not different:
        print("figures: every file equals the one kept.")
    return 1 if failed or different else 0


def _run_nbval(root: Path, copy: Path) -> tuple[int, int]:
    """Run the notebooks of a copy under strict nbval; return how many cells, and how many fail."""
    report = copy / "cells.xml"
    sanitize = root / "tests" / "sanitize.cfg"
    command = [sys.executable, "-m", "pytest", "-q", "-n2", "--dist", "loadscope"]
    command += ["-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(copy)]
    command += ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", str(sanitize)]
    command += [f"--nbval-cell-timeout={CELL_TIMEOUT}", f"--junitxml={report}"]
    command.append(str(copy / "notebooks"))
    variables = os.environ.items()
    environment = {name: value for name, value in variables if not name.startswith("LETOPIS_")}
    environment[SWITCH] = "1"
    code = subprocess.run(command, cwd=copy, env=environment).returncode
    cells, failed = _count_cells(report)
    return cells, max(failed, int(code != 0))  # a run that breaks off has failed too


def _count_cells(report: Path) -> tuple[int, int]:
    """Return how many cells a report of pytest has, and how many of them failed."""
    if not report.is_file():
        return 0, 0
    suites = list(ElementTree.parse(report).iter("testsuite"))
    failed = [int(suite.get(kind, "0")) for suite in suites for kind in ("failures", "errors")]
    return sum(int(suite.get("tests", "0")) for suite in suites), sum(failed)


def differing_files(kept: Path, made: Path) -> list[str]:
    """List the files that are in one of two folders only, or not the same in both."""
    old = _contents(kept)
    new = _contents(made)
    return sorted(name for name in {*old, *new} if old.get(name) != new.get(name))


def _contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by its path; hidden ones do not count."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    shown = (path for path in paths if not any(part.startswith(".") for part in path.parts))
    return {path.as_posix(): (folder / path).read_bytes() for path in shown}
