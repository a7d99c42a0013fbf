"""Status: whether the notebooks and figures that are kept are what they were made from.

Run before Sphinx: python site/status.py build/pages
"""

import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from jinja2 import Template

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "site" / "templates" / "status.md"
PIN = re.compile(r"^([A-Za-z0-9-]+)(?:\[\w+\])?==([\w.]+)$", re.MULTILINE)


def status_page(root: Path) -> str:
    """Return the page of the status as Markdown, for the project in a folder."""
    template = Template(TEMPLATE.read_text("utf-8"), trim_blocks=True, lstrip_blocks=True)
    return template.render(
        commit=last_commit(root),
        python=platform.python_version(),
        system=platform.system(),
        checked=read_checked(root),
        packages=list(packages(root)),
    )


def last_commit(root: Path) -> str:
    """Return the last commit of a folder and its day; "" where there is no git."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%h of %cs"]
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        return ""


def read_checked(root: Path) -> dict | None:
    """Return what `make test` found last; None where it has not run since something changed."""
    path = root / "build" / "checked.json"
    folders = [root / name for name in ("notebooks", "figures", "seeds", "lib/letopis")]
    files = [file for folder in folders for file in folder.rglob("*.*")]
    written = [file for file in files if file.suffix != ".pyc" and ".letopis" not in file.parts]
    changes = [file.stat().st_mtime_ns for file in written]
    if not path.is_file() or path.stat().st_mtime_ns < max(changes, default=0):
        return None
    return json.loads(path.read_text("utf-8"))


def packages(root: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the packages that are asked for: name, version pinned, version installed."""
    for name, pinned in PIN.findall((root / "requirements.txt").read_text("utf-8")):
        yield name, pinned, version(name)


if __name__ == "__main__":
    (Path(sys.argv[1]) / "status.md").write_text(status_page(ROOT), "utf-8")
