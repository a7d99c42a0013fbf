"""The table of tokens: every word, number and mark of the texts with its lemma."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import pandas as pd

from letopis.language.context import choose_parses
from letopis.language.lexicon import Lexicon
from letopis.language.parses import Word
from letopis.language.tokens import is_initial, token_kind, token_pattern

COLUMNS = {
    "source": "str",
    "part": "str",
    "sentence": "int32",
    "token": "int32",
    "start": "int64",
    "stop": "int64",
    "text": "str",
    "lemma": "str",
    "pos": "str",
    "kind": "str",
    "stop_word": "bool",
    "initial": "bool",
}


def token_table(
    texts: Mapping[str, str],
    sentences: pd.DataFrame,
    languages: Mapping[str, str],
    lexicons: Mapping[str, Lexicon],
    names: Mapping[str, Mapping[str, str]],
) -> pd.DataFrame:
    """Make the table of tokens.

    Args:
        texts: source → text.
        sentences: the table of sentences, sorted by source and start.
        languages: source → language.
        lexicons: language → lexicon.
        names: language → known names, form → lemma.

    Returns:
        source, part, sentence, token (counted through the source), start, stop (code points), text,
        lemma, pos (universal part of speech; empty where the light English method does not know),
        kind (word, number, punctuation), stop_word (also all initials), initial (Л., Ya.: of the
        kind word, but not to be counted as one).
    """
    with _paused_collector():
        tables = []
        for source, own_sentences in sentences.groupby("source", sort=False):
            language = languages[source]
            text = texts[source]
            tables.append(_tokens_of(text, own_sentences, lexicons[language], names[language]))
    if not tables:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    return tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Pause Python's collector of cycles: words are in none, and it would visit all of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Tokens(NamedTuple):
    """The tokens of a text: distinct forms, and for each token its form, start and sentence.

    The sentence is a row of the text's own table of sentences.
    """

    forms: list[str]
    codes: np.ndarray
    starts: np.ndarray
    sentences: np.ndarray


def _tokens_of(
    text: str, sentences: pd.DataFrame, lexicon: Lexicon, names: Mapping[str, str]
) -> pd.DataFrame:
    """Make the rows of one source: each distinct form is looked up once."""
    tokens = _tokens(text, sentences["stop"].to_numpy(), lexicon.overrides.abbreviations)
    words = [lexicon.word(form, names) for form in tokens.forms]
    readings, reading = _readings(words, tokens, lexicon.language)
    codes = tokens.codes
    lengths = np.array([len(form) for form in tokens.forms], "int64")
    initial = np.array([is_initial(form) for form in tokens.forms], bool)[codes]
    stop_word = np.array([lemma in lexicon.stop_words for lemma, _ in readings], bool)[reading]
    columns = {
        "source": _strings(sentences["source"], tokens.sentences),
        "part": _strings(sentences["part"], tokens.sentences),
        "sentence": sentences["sentence"].to_numpy("int32")[tokens.sentences],
        "token": np.arange(len(codes), dtype="int32"),
        "start": tokens.starts,
        "stop": tokens.starts + lengths[codes],
        "text": _strings(tokens.forms, codes),
        "lemma": _strings([lemma for lemma, _ in readings], reading),
        "pos": _strings([pos for _, pos in readings], reading),
        "kind": _strings([token_kind(form) for form in tokens.forms], codes),
        "stop_word": stop_word | initial,
        "initial": initial,
    }
    return pd.DataFrame(columns, copy=False)


def _tokens(text: str, sentence_stops: np.ndarray, abbreviations: frozenset[str]) -> Tokens:
    """Cut a text into tokens."""
    pieces = np.array(token_pattern(abbreviations).findall(text), dtype=object)
    codes, distinct = pd.factorize(pieces)
    lengths = np.array([len(piece) for piece in distinct], "int64")[codes]
    indent = len(text) - len(text.lstrip())
    starts = indent + np.cumsum(lengths) - lengths
    first = np.searchsorted(starts, sentence_stops)  # of the tokens after each sentence
    sentences = np.repeat(np.arange(len(first)), np.diff(first, prepend=0))
    return Tokens([piece.rstrip() for piece in distinct], codes, starts, sentences)


def _readings(
    words: list[Word], tokens: Tokens, language: str
) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Return pairs of lemma and part of speech, and for each token which of them is its own.

    They begin with the likeliest of each form; what else a sentence chooses comes after.
    """
    readings = [(word.lemma(), word.ambiguity.pos) for word in words]
    reading = tokens.codes.copy()
    numbers: dict[tuple[str, str], int] = {}
    classes = [word.ambiguity for word in words]
    is_ambiguous = np.array([ambiguity.is_ambiguous for ambiguity in classes], bool)
    sentences = pd.unique(tokens.sentences[is_ambiguous[tokens.codes]])
    first = np.searchsorted(tokens.sentences, sentences, side="left")
    last = np.searchsorted(tokens.sentences, sentences, side="right")
    for start, stop in zip(first.tolist(), last.tolist(), strict=True):
        codes = tokens.codes[start:stop].tolist()
        for position, parse in choose_parses([classes[code] for code in codes], language):
            word = words[codes[position]]
            if parse is not word.ambiguity.parses[0]:
                chosen = (parse.lemma(word.stem), parse.pos)
                reading[start + position] = numbers.setdefault(chosen, len(words) + len(numbers))
    return readings + list(numbers), reading


def _strings(values: Sequence[str] | pd.Series, which: np.ndarray) -> pd.Series:
    """Return a column of strings from its distinct values."""
    return pd.Series(pd.array(values, dtype="str").take(which), copy=False)
