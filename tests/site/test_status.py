"""The status says what was compared, and only where it was."""

import json
import os

import pytest
from status import status_page


@pytest.fixture
def project(tmp_path):
    """A project with one notebook, checked after it was written."""
    (tmp_path / "requirements.txt").write_text("-c constraints.txt\nlxml==0.0.1\n", "utf-8")
    for folder in ("notebooks", "build"):
        (tmp_path / folder).mkdir()
    (tmp_path / "notebooks" / "00_a.ipynb").write_text("{}", "utf-8")
    checked = {"cells": 103, "failed": 2, "figures": 9, "different": ["03-x.svg"]}
    (tmp_path / "build" / "checked.json").write_text(json.dumps(checked), "utf-8")
    os.utime(tmp_path / "notebooks" / "00_a.ipynb", (1, 1))
    return tmp_path


def test_what_was_compared_is_counted(project):
    page = status_page(project)
    assert "| 101 of 103 the same |" in page and "| 8 of 9 the same, byte for byte |" in page
    assert "Not the same: 03-x.svg." in page
    assert "| lxml | 0.0.1 | " in page


def test_without_a_comparison_it_says_so(project):
    (project / "build" / "checked.json").unlink()
    page = status_page(project)
    assert "not compared here" in page and "the same" not in page


def test_a_comparison_before_the_last_change_does_not_count(project):
    os.utime(project / "build" / "checked.json", (0, 0))
    assert "not compared here" in status_page(project)
