"""The command line: `python -m letopis run | check | new | figure | article | library`."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from letopis.texts.errors import InputError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 where all is well, 1 where something is wrong."""
    options = _parser().parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal may lack Cyrillic
    try:
        return options.command(options)
    except InputError as error:
        sys.exit(str(error))


def _parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    parser = argparse.ArgumentParser(prog="python -m letopis", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="run notebooks, keep outputs, export figures")
    run.add_argument("names", nargs="*", help="how names of notebooks begin: 03; none means all")
    run.add_argument(
        "--check",
        action="store_true",
        help="keep nothing; fail where all outputs and figures are not those that are kept",
    )
    run.add_argument(
        "--skip-unreadable",
        action="store_true",
        help="go on with the texts that can be read where others cannot",
    )
    run.set_defaults(command=_run)
    check = commands.add_parser("check", help="look at a folder of texts before notebooks run")
    check.add_argument("folder", type=Path)
    check.add_argument(
        "--all",
        action="store_true",
        help="report on each text by itself, however many",
    )
    check.set_defaults(command=_check)
    new = commands.add_parser("new", help="write an example folder: two texts and all tables")
    new.add_argument("folder", type=Path)
    new.set_defaults(command=_new)
    figure = commands.add_parser("figure", help="make one figure for an article")
    figure.add_argument("figure", help="its name, 02-mentions-by-source; or 02: all of 02")
    figure.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    figure.add_argument("--width", type=float, default=174, help="millimetres: 85 (column) to 174")
    figure.add_argument("--language", choices=("en", "ru"), default="en")
    figure.add_argument("--title", default="", help="in place of its own")
    figure.add_argument("--names", action="store_true", help="titles of sources, not their ids")
    snippets = ("latex", "markdown", "typst", "html")
    figure.add_argument("--as", dest="snippet", choices=snippets, help="print what shows it")
    figure.set_defaults(command=_figure)
    article = commands.add_parser("article", help="write notebook 03 as a journal takes it")
    article.add_argument("--out", type=Path, default=Path("build/jdh"), metavar="FOLDER")
    article.set_defaults(command=_article)
    library = commands.add_parser("library", help="make the tables of a library, as Parquet")
    library.add_argument("texts", type=Path, help="a folder, a list of folders, or Parquet")
    library.add_argument("out", type=Path, help="the folder of the tables")
    library.add_argument("--tables", type=Path, help="a folder with entities.csv: who is known")
    library.add_argument("--workers", type=int, default=0, help="processes; else one a core")
    library.add_argument("--scheduler", default="", help="tcp://… of a Dask cluster")
    library.add_argument("--part", type=float, default=4, help="megabytes of a part")
    library.set_defaults(command=_library)
    return parser


def _run(options: argparse.Namespace) -> int:
    """Run the notebooks, or check that what is kept is current."""
    from letopis.project.run import check_notebooks, run_notebooks

    if options.skip_unreadable:
        os.environ["LETOPIS_SKIP_UNREADABLE"] = "1"
    if options.check:
        return check_notebooks(Path.cwd())
    return run_notebooks(Path.cwd(), options.names)


def _check(options: argparse.Namespace) -> int:
    """Print what is in a folder and whether it can be loaded."""
    from letopis.project.check import check_folder

    report, can_be_loaded = check_folder(options.folder, options.all)
    print(report, end="")
    return 0 if can_be_loaded else 1


def _new(options: argparse.Namespace) -> int:
    """Write an example folder."""
    from letopis.project.new import new_folder

    for path in new_folder(options.folder):
        print(path)
    print(f"next: .venv/bin/python -m letopis check {options.folder}")
    return 0


def _figure(options: argparse.Namespace) -> int:
    """Make figures for an article; print their files, and what a document needs to show them."""
    from letopis.figures.order import Order
    from letopis.project.figure import make_figure, snippet

    order = Order(
        options.figure,
        options.out,
        options.width,
        options.language,
        options.title,
        options.names,
    )
    paths = make_figure(Path.cwd(), order)
    for path in paths:
        print(path)
    if not paths:
        print(f"{options.figure}: nothing to draw here.")
    elif options.snippet:
        for path in paths:
            if path.suffix == ".json":
                one = order._replace(figure=path.stem)
                print(f"\n{snippet(one, options.snippet)}")
    return 0 if paths else 1


def _article(options: argparse.Namespace) -> int:
    """Write the article; print its files."""
    from letopis.project.article import write_article

    for path in write_article(Path.cwd(), options.out):
        print(path)
    return 0


def _library(options: argparse.Namespace) -> int:
    """Make the tables of a library; print the texts that could not be read."""
    from letopis.project.library import build_library
    from letopis.project.library_parts import RunError

    try:
        errors = build_library(
            options.texts,
            options.out,
            options.tables,
            options.scheduler,
            options.workers,
            options.part,
            partial(print, file=sys.stderr, flush=True),
        )
    except (RunError, KeyboardInterrupt) as error:
        reason = str(error) or "Stopped."
        sys.exit(f"{reason} What is done is kept: the same command goes on from there.")
    for source, reason in errors.to_numpy().tolist():
        print(f"{source}: {reason}")
    return 1 if len(errors) else 0


if __name__ == "__main__":
    sys.exit(main())
