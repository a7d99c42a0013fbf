"""Letopis: how sources tell an event, in words, people, dates and accounts side by side."""

from letopis.corpus import Corpus, load
from letopis.lemmas import lemmatise
from letopis.tables import SeedError

__all__ = ["Corpus", "SeedError", "lemmatise", "load"]
