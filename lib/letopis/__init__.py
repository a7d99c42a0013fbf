"""Letopis: how sources describe an event, in words, people, dates and accounts side by side."""

from importlib import import_module
from typing import Any

__all__ = ["Corpus", "InputError", "lemmatise", "load"]

MODULES = {
    "Corpus": "letopis.corpus",
    "InputError": "letopis.texts.errors",
    "lemmatise": "letopis.language.lemmas",
    "load": "letopis.corpus",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first used, so that `import letopis` itself costs nothing."""
    if name not in MODULES:
        raise AttributeError(f"module 'letopis' has no attribute {name!r}")
    return getattr(import_module(MODULES[name]), name)
