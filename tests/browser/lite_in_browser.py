"""The lab that runs in the browser: it opens, shows the project, and its Python of 32 bits reads.

`make lite` has made it. Nothing here needs numpy, which comes from elsewhere.
"""

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from in_browser import ROOT, picture

SITE = ROOT / "build" / "lite"
PACKED = ("letopis", "pymorphy3", "pymorphy3-dicts-ru", "dawg2-python", "simplemma")
READ = """async wheels => {
  const {loadPyodide} = await import("/static/pyodide/pyodide.mjs");
  const python = await loadPyodide({indexURL: "/static/pyodide/"});
  for (const wheel of wheels) {
    const archive = await fetch("/static/pyodide/" + wheel);
    python.unpackArchive(await archive.arrayBuffer(), "wheel");
  }
  return python.runPython(`
import json, struct
from letopis.language.lemmas import lemmatise
russian = lemmatise(["Троцкого", "людей", "стоит"], "ru")
json.dumps([8 * struct.calcsize("P"), russian, lemmatise(["opponents", "went"], "en")])
`);
}"""


class Quiet(SimpleHTTPRequestHandler):
    """What serves a folder and says nothing of it."""

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def address():
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_lab_opens_and_shows_notebooks_and_texts(page, address):
    page.goto(f"{address}/lab/index.html")
    for folder in ("notebooks", "seeds"):
        page.locator(f".jp-DirListing-item[title^='Name: {folder}']").wait_for(timeout=60_000)
    page.goto(f"{address}/lab/index.html?path=seeds/README.md")
    page.get_by_text("The seeds: a data statement").first.wait_for(timeout=60_000)
    picture(page, "lite")


def test_python_in_the_browser_has_32_bits_and_finds_lemmas(page, address):
    lock = json.loads((SITE / "static" / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
    page.goto(f"{address}/api/contents/all.json")
    made = page.evaluate(READ, [lock["packages"][name]["file_name"] for name in PACKED])
    assert json.loads(made) == [32, ["троцкий", "человек", "стоять"], ["opponent", "go"]]
