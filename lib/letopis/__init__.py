"""Letopis: how sources tell an event, in words, people, dates and accounts side by side."""

from importlib import import_module

__all__ = ["Corpus", "InputError", "lemmatise", "load"]

HOMES = {"Corpus": "corpus", "load": "corpus", "lemmatise": "language.lemmas", "InputError": "texts.tables"}


def __getattr__(name: str):
    """Import what is asked for when it is first asked for, so that `import letopis` itself costs nothing."""
    if name not in HOMES:
        raise AttributeError(f"module 'letopis' has no attribute {name!r}")
    return getattr(import_module(f"letopis.{HOMES[name]}"), name)
