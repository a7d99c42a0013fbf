"""What all tests share: settings of hypothesis, the corpus of the seeds, a way to make a folder."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import letopis

ROOT = Path(__file__).resolve().parent.parent
TIMES = int(os.environ.get("TIMES", "1"))  # `make fuzz`: as many examples more, others in every run

os.environ["LETOPIS_CACHE"] = "off"  # what tests change is in force at once

settings.register_profile(
    "letopis",
    deadline=None,
    derandomize=TIMES == 1,
    database=None,
    max_examples=40 * TIMES,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("letopis")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> letopis.Corpus:
    return letopis.load(ROOT / "seeds")


@pytest.fixture
def folder_of(tmp_path) -> Callable[[dict[str, str | bytes]], Path]:
    """Return a function that makes a folder of files from {name: text or bytes}."""

    def make(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            (tmp_path / name).write_bytes(data)
        return tmp_path

    return make
