"""Sentences written out in a test, with the names of the project's entities.csv found in them."""

import csv
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from letopis.people.lexicon import entity_lexicon
from letopis.people.mentions import find_names, mention_table
from letopis.texts.tables import read_csv

GOLDEN = Path(__file__).parents[1] / "golden"
MARK = re.compile(r"\[([^\[\]=]+?)(\*?)=(\w+)\]")  # [name=entity], [derived word*=entity]
ENTITIES = read_csv(Path(__file__).parents[2] / "seeds/entities.csv", ("entity", "type"))


def read_cases(name):
    """Read a table of cases: why, and a text in which the names are marked."""
    return list(csv.DictReader((GOLDEN / name).read_text("utf-8").splitlines()))


@cache
def lexicon():
    """Make the lexicon of the project's entities.csv once."""
    return entity_lexicon(ENTITIES)


def entities_in(text):
    """Find whom a sentence names, without making a table."""
    return [name.entity for name in find_names(text, lexicon())[1]]


def corpus_of_sentences(*texts, entities=ENTITIES):
    """Make a corpus of one text whose sentences are given."""
    rows = []
    start = 0
    for number, text in enumerate(texts):
        rows.append(("x", "x", number, number, start, start + len(text), text))
        start += len(text) + 1
    columns = ["source", "part", "paragraph", "sentence", "start", "stop", "text"]
    sentences = pd.DataFrame(rows, columns=columns)
    return SimpleNamespace(entities=entities, sentences=sentences)


def find(text, entities=ENTITIES):
    """Find the mentions in one sentence: (text, entity)."""
    table = mention_table(corpus_of_sentences(text, entities=entities))
    return list(zip(table["text"], table["entity"], strict=True))
