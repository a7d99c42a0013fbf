"""What the tests of dates share."""

import tomllib
from importlib.resources import files

import pytest


@pytest.fixture
def expressions_toml() -> dict:
    """Read the library's expressions.toml anew."""
    path = files("letopis.dates").joinpath("data", "expressions.toml")
    return tomllib.loads(path.read_text("utf-8"))
