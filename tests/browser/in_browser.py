"""JupyterLab in a real browser: every notebook opens, Run All ends without a failed cell, nothing leaves the machine.

Run by `make test-browser`; screenshots are kept in build/browser.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "browser"
NOTEBOOKS = [path.name for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))]
TOKEN = "letopis"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--no-first-run", "--disable-quic"]
CELLS = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  return panel.content.model.sharedModel.cells.filter(cell => cell.cell_type === 'code').map(cell => cell.toJSON());
}"""


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A JupyterLab of its own, on a copy of the project, on this machine only."""
    copy = tmp_path_factory.mktemp("project")
    for folder in ("notebooks", "seeds", "figures"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_DATA_DIR": str(home / "data")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--allow-root",
               f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={copy}", "--expose-app-in-browser",
               "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with open(home / "server.log", "wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(lambda: urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=2).status == 200, 60)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, server):
    """A page that notes every request to another machine, and refuses it."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.outside = []

    def sort_out(route):
        if route.request.url.startswith((server, "data:", "blob:")):
            route.continue_()
        else:
            page.outside.append(route.request.url)
            route.abort()

    page.route("**/*", sort_out)
    yield page
    page.close()


def _wait(ready, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.3)
    raise TimeoutError(f"not ready after {seconds} s")


def open_and_run(page, server, name):
    page.goto(f"{server}/lab/workspaces/{name[:2]}?token={TOKEN}&reset")
    page.wait_for_function("window.jupyterapp && window.jupyterapp.commands.hasCommand('docmanager:open')", timeout=60_000)
    page.evaluate("async () => { await window.jupyterapp.started; await window.jupyterapp.restored; }")
    page.evaluate(f"""async () => {{
        const panel = await window.jupyterapp.commands.execute('docmanager:open', {{path: 'notebooks/{name}'}});
        await panel.context.ready;
        await panel.sessionContext.ready;
        window.jupyterapp.shell.activateById(panel.id);
        await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs');
    }}""")
    page.evaluate("async () => { await window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    _wait(lambda: all(cell["execution_count"] for cell in page.evaluate(CELLS)), 120)
    return page.evaluate(CELLS)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_run_all_ends_without_a_failed_cell(page, server, name):
    cells = open_and_run(page, server, name)
    failed = [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]
    assert len(cells) >= 5 and not failed
    assert sum("image/png" in output.get("data", {}) for cell in cells for output in cell["outputs"]) >= 2
    page.evaluate("() => { const box = document.querySelector('.jp-WindowedPanel-outer'); if (box) box.scrollTop = 0; }")
    page.wait_for_timeout(500)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(PICTURES / f"{name[:2]}.png"))
    picture = page.locator(".jp-RenderedImage img").first
    picture.scroll_into_view_if_needed()
    assert len(picture.get_attribute("alt") or "") >= 40
    page.wait_for_timeout(500)
    page.screenshot(path=str(PICTURES / f"{name[:2]}-figure.png"))
    assert page.outside == [], "a request was made to another machine"
