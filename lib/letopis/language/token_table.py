"""The table of tokens: every word, number and mark of the texts with its lemma."""

import gc
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from letopis.language.context import choose_parses
from letopis.language.lemmas import Lexicon
from letopis.language.parses import Entry
from letopis.language.tokens import IN_GAPS, is_initial, token_kind, token_pattern

COLUMNS = dict.fromkeys(("source", "part"), "str") | dict.fromkeys(("sentence", "token"), "int32")
COLUMNS |= dict.fromkeys(("start", "stop"), "int64")
COLUMNS |= dict.fromkeys(("text", "lemma", "pos", "kind"), "str")
COLUMNS |= dict.fromkeys(("stop_word", "initial"), "bool")


def token_table(
    texts: Mapping[str, str],
    sentences: pd.DataFrame,
    languages: Mapping[str, str],
    lexicons: Mapping[str, Lexicon],
    names: Mapping[str, Mapping[str, str]],
    second: Mapping[tuple[str, int], str] | None = None,
) -> pd.DataFrame:
    """Make the table of tokens.

    Args:
        texts: source → text.
        sentences: the table of sentences, sorted by source and start.
        languages: source → language.
        lexicons, names: language → lexicon; → known names, form → lemma.
        second: (source, paragraph) → language, where it is not that of the source.

    Returns:
        source, part, sentence, token (counted through the source), start, stop (code points), text,
        lemma, pos (universal part of speech; empty where the light English method does not know),
        kind (word, number, punctuation), stop_word (also all initials), initial (Л., Ya.: of the
        kind word, but not to be counted as one).
    """
    tables = [pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)]
    is_collecting = gc.isenabled()
    gc.disable()  # no words are in cycles, and the collector would visit all of them often
    try:
        for source, own in sentences.groupby("source", sort=False):
            text = texts[str(source)]
            language = languages[str(source)]
            spoken = [
                (second or {}).get((str(source), paragraph), language)
                for paragraph in own["paragraph"]
            ]
            tables.append(_in_languages(text, own, spoken, lexicons, names))
    finally:
        if is_collecting:
            gc.enable()
    return tables[-1] if len(tables) < 3 else pd.concat(tables[1:], ignore_index=True)


def _in_languages(
    text: str,
    sentences: pd.DataFrame,
    spoken: list[str],
    lexicons: Mapping[str, Lexicon],
    names: Mapping[str, Mapping[str, str]],
) -> pd.DataFrame:
    """Make the rows of one source, each sentence by the lexicon of its own language."""
    tables = {
        language: _tokens_of(text, sentences, lexicons[language], names[language])
        for language in dict.fromkeys(spoken)
    }
    if len(tables) == 1:
        return tables.popitem()[1]
    numbers = sentences["sentence"]
    own = [
        table[table["sentence"].isin(numbers[np.equal(spoken, language)])]
        for language, table in tables.items()
    ]
    joined = pd.concat(own).sort_values("start", ignore_index=True)
    return joined.assign(token=np.arange(len(joined), dtype="int32"))


def _tokens_of(
    text: str, sentences: pd.DataFrame, lexicon: Lexicon, names: Mapping[str, str]
) -> pd.DataFrame:
    """Make the rows of one source: each distinct form is looked up once."""
    found = token_pattern(lexicon.overrides.abbreviations).findall(text)
    codes, pieces = pd.factorize(np.array(found, dtype=object))
    forms = [piece.rstrip(IN_GAPS) for piece in pieces]
    lengths = _column([len(piece) for piece in pieces], codes)
    starts = np.cumsum(lengths) - lengths + len(text) - len(text.lstrip(IN_GAPS))
    tokens_before = np.searchsorted(starts, sentences["stop"])
    row = np.repeat(np.arange(len(sentences)), np.diff(tokens_before, prepend=0))
    entries = [lexicon.entry(form, names) for form in forms]
    readings, reading = _readings(entries, codes, row, lexicon.language)
    lemmas = [lemma for lemma, _ in readings]
    is_stop_word = [lemma in lexicon.stop_words for lemma in lemmas]
    initial = _column([is_initial(form) for form in forms], codes)
    columns = {
        "source": _column(sentences["source"], row),
        "part": _column(sentences["part"], row),
        "sentence": _column(sentences["sentence"], row).astype("int32"),
        "token": np.arange(len(codes), dtype="int32"),
        "start": starts,
        "stop": starts + _column([len(form) for form in forms], codes),
        "text": _column(forms, codes),
        "lemma": _column(lemmas, reading),
        "pos": _column([pos for _, pos in readings], reading),
        "kind": _column([token_kind(form) for form in forms], codes),
        "stop_word": _column(is_stop_word, reading) | initial,
        "initial": initial,
    }
    return pd.DataFrame(columns, copy=False)


def _column(values: Iterable, which: np.ndarray) -> pd.Series:
    """Return a column of the values with these numbers."""
    return pd.Series(pd.Series(list(values)).array.take(which), copy=False)


def _readings(
    entries: list[Entry], codes: np.ndarray, sentence: np.ndarray, language: str
) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Return pairs of lemma and part of speech, and for each token which of them is its own.

    They begin with the likeliest of each form; what else a sentence chooses comes after. For each
    token its form and its sentence are given by numbers.
    """
    classes = [entry.ambiguity for entry in entries]
    likeliest = [(entry.lemma(), entry.ambiguity.pos) for entry in entries]
    chosen: dict[tuple[str, str], int] = {}
    reading = codes.copy()
    is_ambiguous = np.array([ambiguity.is_ambiguous for ambiguity in classes], bool)
    sentences = pd.unique(sentence[is_ambiguous[codes]])
    first = np.searchsorted(sentence, sentences, side="left").tolist()
    last = np.searchsorted(sentence, sentences, side="right").tolist()
    for start, stop in zip(first, last, strict=True):
        own = codes[start:stop].tolist()
        for position, parse in choose_parses([classes[code] for code in own], language):
            entry = entries[own[position]]
            if parse is not entry.ambiguity.parses[0]:
                pair = (parse.lemma(entry.stem), parse.pos)
                reading[start + position] = chosen.setdefault(pair, len(entries) + len(chosen))
    return likeliest + list(chosen), reading
