"""Run the notebooks: `python -m letopis.project.run run` writes outputs and figures, `… check` proves them current."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from letopis.corpus import Corpus, load
from letopis.figures import gallery, labels
from letopis.figures import save as figures
from letopis.texts.errors import InputError
from letopis.texts.files import SEEDS, write
from letopis.texts.tables import read_csv

CELL_TIMEOUT = 300
NOTE = """> Run on the texts in `{}`. Tables and figures below are about these; the prose was written about the four
> texts of the project and speaks of those."""


def run(root: Path, names: list[str]) -> None:
    """Execute notebooks in order and keep their outputs, one line of progress each, then the gallery.

    In: the project's root, and the beginnings of notebooks' names, none for all. Where LETOPIS_SEEDS names a folder of
    the reader's own, copies of the notebooks are run on it, and they and their figures go into its subfolder letopis.
    LETOPIS_LABELS=ru shows the figures in Russian.
    A notebook that fails is left as it was; the error says which cell.

    Raises InputError, before any notebook is run, for a folder that is not there, or a README.md that is no gallery.
    """
    labels.shown()
    citation = root / "CITATION.cff"
    if own := os.environ.get("LETOPIS_SEEDS"):
        if not Path(own).is_dir():
            raise InputError(f"LETOPIS_SEEDS={own!r}: no such folder; expected one with texts. Correct the path, or "
                            "unset LETOPIS_SEEDS to use the texts of the project.")
        root = _copied(root, Path(own).resolve())
    gallery.gallery_path(figures.folder())
    from nbclient.exceptions import CellExecutionError

    for path in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        if names and not any(path.name.startswith(name) for name in names):
            continue
        print(f"{path.name:36}", end="", flush=True)
        started = time.perf_counter()
        try:
            write(path, executed(path).encode())
        except CellExecutionError as error:
            cell = str(error).split("------------------")[1].strip()
            sys.exit(f"failed: {error.ename}: {error.evalue}\n{path.name} was left as it was; the cell:\n\n{cell}")
        print(f"{time.perf_counter() - started:5.1f} s", flush=True)
    own_texts = has_own_texts(load())
    gallery.write_gallery(figures.folder(), root / "notebooks", citation, own_texts)


def has_own_texts(corpus: Corpus) -> bool:
    """Return whether the texts are the reader's own, not those the project's sources.csv lists."""
    ours = read_csv(SEEDS / "sources.csv", ("file",))["file"]
    return set(corpus.sources["file"]) != set(ours)


def _copied(root: Path, seeds: Path) -> Path:
    """Copy the notebooks beside a reader's own texts, each with a note at its head, and let them run there.

    Their assertions and captions are about the project's texts: these are passed over (PYTHONOPTIMIZE), titles stand
    for those.
    """
    import nbformat

    target = seeds / "letopis"
    for path in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        book = nbformat.read(path, as_version=4)
        book.cells.insert(0, nbformat.v4.new_markdown_cell(NOTE.format(seeds.name), id="note"))
        write(target / "notebooks" / path.name, (nbformat.writes(book) + "\n").encode())
    (target / "figures").mkdir(exist_ok=True)
    os.environ |= {"LETOPIS_SEEDS": str(seeds), "LETOPIS_FIGURES": str(target / "figures"), "PYTHONOPTIMIZE": "1",
                   figures.CAPTIONS: "titles"}
    return target


def executed(path: Path) -> str:
    """Execute one notebook in its folder and give it back as text, the same bytes each time."""
    import nbformat
    from nbclient import NotebookClient
    from traitlets.config import Config

    book = nbformat.read(path, as_version=4)
    encrypted = Config({"KernelManager": {"transport_encryption": "auto"}})
    client = NotebookClient(book, timeout=CELL_TIMEOUT, kernel_name="python3", record_timing=False, config=encrypted,
                            store_widget_state=False, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    return nbformat.writes(plain(book)) + "\n"


def plain(book):
    """Keep of the metadata only what the file needs: kernel, language, tags, alt texts; leave the clock out."""
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in book.cells:
        cell.metadata = {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return book


def check(root: Path) -> int:
    """Run all notebooks under strict nbval in a temporary copy, then compare the figures made with those kept."""
    with tempfile.TemporaryDirectory(prefix="letopis-") as place:
        copy = Path(place)
        for folder in ("notebooks", "seeds"):
            shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        (copy / "figures").mkdir()
        strictly = ["--nbval", "--nbval-current-env", f"--nbval-cell-timeout={CELL_TIMEOUT}",
                    "--nbval-sanitize-with", str(root / "tests" / "sanitize.cfg")]
        apart = ["-n2", "--dist", "loadscope", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", place]
        command = [sys.executable, "-m", "pytest", *strictly, *apart, str(copy / "notebooks")]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LETOPIS_")}
        failed = subprocess.run(command, cwd=copy, env=environment).returncode
        gallery.write_gallery(copy / "figures", copy / "notebooks", root / "CITATION.cff")
        differing = sorted(_differing(root / "figures", copy / "figures"))
    for name in differing:
        print(f"figures/{name} is not what the notebooks make now; run `make figures`, look at it, and keep it.")
    if not differing:
        print("figures: every file equals the one kept.")
    return 1 if failed or differing else 0


def _differing(kept: Path, made: Path) -> set[str]:
    contents = [{path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
                for folder in (kept, made)]
    return {name for name in {*contents[0], *contents[1]} if contents[0].get(name) != contents[1].get(name)}


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m letopis.project.run", description=__doc__)
    parser.add_argument("what", choices=("run", "check"))
    parser.add_argument("names", nargs="*", help="beginnings of notebooks' names; all when none is given")
    arguments = parser.parse_args()
    try:
        if arguments.what == "check":
            return check(Path.cwd())
        run(Path.cwd(), arguments.names)
    except InputError as error:
        sys.exit(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
