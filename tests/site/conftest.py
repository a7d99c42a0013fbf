"""The scripts that make the site, which are no package: they are imported from their folder."""

import sys
from pathlib import Path

import pytest
from lxml import html

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))


@pytest.fixture
def new_page():
    """Make a page of the site of what its article holds."""
    from page import Page

    def make(article, url="notebooks/03_some.html"):
        tree = html.fromstring(f"<html><body><article>{article}</article></body></html>")
        return Page(url, tree)

    return make
