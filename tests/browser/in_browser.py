"""JupyterLab in a real browser: every notebook runs to its end, and the explorer answers.

Run by `make test-browser`; a picture of each is kept in build/browser.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "browser"
NOTEBOOKS = [path.name for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))]
TOKEN = "letopis"
CONFIG = ROOT / "lib" / "letopis" / "project" / "data" / "lab" / "jupyter_lab_config.py"
CELLS = """() => window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells
  .filter(cell => cell.cell_type === 'code').map(cell => cell.toJSON())"""
CAN_OPEN = "window.jupyterapp?.commands.hasCommand('docmanager:open')"
STARTED = "async () => { await window.jupyterapp.started; await window.jupyterapp.restored; }"
OPEN = """async path => {
  const panel = await window.jupyterapp.commands.execute('docmanager:open', {path});
  await panel.context.ready;
  await panel.sessionContext.ready;
  window.jupyterapp.shell.activateById(panel.id);
  await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs');
}"""


class Server(NamedTuple):
    """Where JupyterLab answers, and the copy of the project that it shows."""

    address: str
    folder: Path


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A JupyterLab of its own, on a copy of the project, on this machine only."""
    copy = tmp_path_factory.mktemp("project")
    home = tmp_path_factory.mktemp("home")
    without_checkpoints = shutil.ignore_patterns(".ipynb_checkpoints")
    for folder in ("notebooks", "seeds", "figures"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=without_checkpoints)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1"]
    command += [f"--port={port}", f"--config={CONFIG}", f"--IdentityProvider.token={TOKEN}"]
    command += ["--expose-app-in-browser"]
    with open(home / "server.log", "wb") as log:
        environment = os.environ | settings_in(home)
        process = subprocess.Popen(command, cwd=copy, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait(lambda: answers(f"{address}/api?token={TOKEN}"), 60)
        yield Server(address, copy)
    finally:
        process.terminate()
        process.wait(20)


def settings_in(home):
    """Return the environment in which Jupyter keeps all its settings in one folder."""
    places = {
        "HOME": home,
        "JUPYTER_CONFIG_DIR": home,
        "JUPYTER_DATA_DIR": home / "data",
        "IPYTHONDIR": home,
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
    }
    return {name: str(place) for name, place in places.items()}


def answers(address):
    return urllib.request.urlopen(address, timeout=2).status == 200


def wait(ready, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.3)
    raise TimeoutError(f"not ready after {seconds} s")


def run_all(page, server, name):
    """Run a notebook without its outputs; return its cells when all have run or one has failed."""
    page.goto(f"{server.address}/lab/workspaces/{name[:2]}?token={TOKEN}&reset")
    page.wait_for_function(CAN_OPEN, timeout=60_000)
    page.evaluate(STARTED)
    page.evaluate(OPEN, f"notebooks/{name}")
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    wait(lambda: failures(page) or all_have_run(page), 120)
    return page.evaluate(CELLS)


def all_have_run(page):
    return all(cell["execution_count"] for cell in page.evaluate(CELLS))


def failures(page):
    outputs = [output for cell in page.evaluate(CELLS) for output in cell["outputs"]]
    errors = [output for output in outputs if output["output_type"] == "error"]
    return [f"{error['ename']}: {error['evalue']}" for error in errors]


def picture(page, name):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(500)
    page.screenshot(path=str(PICTURES / f"{name}.png"))


def test_lab_opens_on_the_first_notebook_without_asking_anything(page, server):
    page.goto(f"{server.address}/?token={TOKEN}")
    page.locator(".jp-NotebookPanel h1", has_text="four texts").wait_for(timeout=60_000)
    page.wait_for_timeout(2_000)
    assert page.locator(".jp-toast, .jp-Dialog").count() == 0
    picture(page, "lab")


def test_a_page_of_the_gallery_opens_as_it_reads(page, server):
    page.goto(f"{server.address}/lab/tree/figures/README.md?token={TOKEN}")
    page.locator(".jp-MarkdownViewer h1", has_text="Figures").wait_for(timeout=60_000)


def test_saving_a_notebook_that_was_run_leaves_no_trace_of_this_machine(page, server):
    path = server.folder / "notebooks" / "00_sources.ipynb"
    kept = path.read_bytes()
    started = path.stat().st_mtime_ns
    run_all(page, server, path.name)
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    wait(lambda: path.stat().st_mtime_ns > started and path.read_bytes(), 30)
    book = json.loads(path.read_bytes())
    assert book["metadata"] == json.loads(kept)["metadata"]
    assert all(set(cell["metadata"]) <= {"tags"} for cell in book["cells"])


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_run_all_ends_without_a_failed_cell(page, server, name):
    cells = run_all(page, server, name)
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert failures(page) == [] and len(cells) >= 5
    assert sum("image/png" in output.get("data", {}) for output in outputs) >= 2
    page.locator(".jp-Cell").first.scroll_into_view_if_needed()
    picture(page, name[:2])
    page.locator(".jp-RenderedImage img").first.scroll_into_view_if_needed()
    picture(page, f"{name[:2]}-figure")


def test_the_explorer_answers_a_change_of_a_control(page, server):
    run_all(page, server, "04_explore.ipynb")
    word = page.get_by_label("words", exact=True).first
    view = page.locator(".letopis").first
    word.fill("троцкого")
    word.press("Enter")
    view.get_by_text("found as Троцкий").wait_for(timeout=10_000)
    page.get_by_label("in", exact=True).first.select_option("002")
    view.get_by_text("10 places: 10 in 002").wait_for(timeout=10_000)
    picture(page, "04-typed")
    word.fill("<img src=x onerror=alert(1)>")
    word.press("Enter")
    view.get_by_text("“<img src=x onerror=alert(1)>”").wait_for(timeout=10_000)
    assert view.locator("img").count() == 0
