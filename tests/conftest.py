"""What all tests share: the corpus of the seeds, loaded once, and a way to make a small one."""

from pathlib import Path

import pytest

import letopis

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> letopis.Corpus:
    return letopis.load(ROOT / "seeds")


@pytest.fixture
def folder_of(tmp_path):
    """Make a folder of files from {name: text or bytes}."""

    def make(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path

    return make
