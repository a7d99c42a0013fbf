"""Counts of words: vocabulary, frequencies, n-grams and parts of speech of each text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from letopis.language.lemmas import without_marks
from letopis.texts.marked import without_furniture
from letopis.words.statistics import SENTENCE, collation_key, group_names, rates, word_tokens

if TYPE_CHECKING:
    from letopis.corpus import Corpus

CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "")  # "": the part of speech is not known


def content_words(words: pd.DataFrame) -> pd.DataFrame:
    """Return the content words: nouns, names, verbs, adjectives, adverbs, and no stop word."""
    return words[words["pos"].isin(CONTENT) & ~words["stop_word"]]


def most_common(table: pd.DataFrame, key: str, value: str) -> pd.Series:
    """Return for each key the value it has most often, ties by alphabet."""
    pairs = table.groupby([key, value]).size().reset_index(name="count")
    pairs = pairs.sort_values("count", ascending=False, kind="stable")
    return pairs.drop_duplicates(key).set_index(key)[value]


def spellings(lemmas: pd.Series, wanted: str) -> list[str]:
    """Return how a wanted lemma is spelled: as typed (Ягода) if it occurs so, else е is ё, a is A.

    One that does not occur comes back as it is.
    """
    occurring = lemmas.unique()
    if wanted in occurring:
        return [wanted]
    key = collation_key(wanted)[0]
    return [lemma for lemma in occurring if collation_key(lemma)[0] == key] or [wanted]


def frequencies(
    corpus: Corpus, lemmas: Sequence[str] | None = None, by: str = "source", content: bool = True
) -> pd.DataFrame:
    """Count words by lemma in each source or part, without page furniture.

    Args:
        corpus: The texts.
        lemmas: Only these, in this order, also where they do not occur; None is all.
        by: "source" or "part".
        content: Count content words only, where `lemmas` are not given.

    Returns:
        by, lemma, pos (the most common of the lemma), count, n (all words of the group, without
        numbers and initials), per_1000 (per 1,000 words), low, high (its 95 % interval, see
        `wilson_interval`); the most frequent first, then by alphabet.

    >>> frequencies(corpus, ["переворот"])["count"].tolist()
    [3, 2, 0, 0]
    """
    words = word_tokens(corpus)
    counted = content_words(words) if content and lemmas is None else words
    if lemmas is not None:
        lemmas = [spelt for lemma in lemmas for spelt in spellings(words["lemma"], lemma)]
    table = rates(corpus, by, counted, "lemma", words, items=lemmas)
    pos = most_common(words, "lemma", "pos")
    table["pos"] = table["lemma"].map(pos).astype("str").fillna("")
    return table[[by, "lemma", "pos", "count", "n", "per_1000", "low", "high"]]


def side_by_side(table: pd.DataFrame, value: str) -> pd.DataFrame:
    """Lay out a table of counts with a column for each source or part.

    Args:
        table: Its first column is the source or part, its second what was counted; see
            `frequencies`, `parts_of_speech`.
        value: The column whose values are shown: "count", "share".

    Returns:
        Index: what was counted, in the order of the table; a column a source or part, 0 where
        the table has no row.

    >>> side_by_side(frequencies(corpus, ["переворот", "мятеж"]), "count")["001"].tolist()
    [2, 1]
    """
    by, item = table.columns[:2]
    wide = table.pivot(index=item, columns=by, values=value).fillna(0)
    return wide.loc[table[item].unique()].astype(table[value].dtype)


def ngrams(corpus: Corpus, n: int = 2, by: str = "source", minimum: int = 2) -> pd.DataFrame:
    """Count runs of n words or numbers with no mark between them, by lemma, without initials.

    Args:
        corpus: The texts.
        n: The length of a run in words.
        by: "source" or "part".
        minimum: Leave out runs that occur less often in a group.

    Returns:
        by, ngram (lemmas), example (its first wording), content (how many of the n are content
        words or numbers), count, n (all runs), per_1000 (runs), low, high.

    >>> ngrams(corpus, 3).query("source == '002' and count == 7")["example"].tolist()
    ['Ленина и Троцкого']
    """
    runs = _runs(corpus, n)
    table = rates(corpus, by, runs, "ngram", runs)
    table = table[table["count"] >= minimum].reset_index(drop=True)
    first = runs.drop_duplicates("ngram").set_index("ngram")
    table["example"] = table["ngram"].map(first["example"])
    table["content"] = table["ngram"].map(first["content"])
    return table[[by, "ngram", "example", "content", "count", "n", "per_1000", "low", "high"]]


def _runs(corpus: Corpus, n: int) -> pd.DataFrame:
    """Return every run of n words: source, part, sentence, ngram, example, content."""
    tokens = without_furniture(corpus, corpus.tokens[~corpus.tokens["initial"]])
    is_mark = tokens["kind"] == "punctuation"
    tokens = tokens.assign(marks_before=is_mark.cumsum())[~is_mark]
    is_content = tokens.index.isin(content_words(tokens).index) | (tokens["kind"] == "number")
    words_after = tokens.groupby([*SENTENCE, "marks_before"]).cumcount(ascending=False)
    runs = tokens[SENTENCE].assign(
        ngram=_joined(tokens["lemma"], n),
        example=_joined(tokens["text"], n),
        content=sum(pd.Series(is_content).shift(-step, fill_value=False) for step in range(n)),
    )
    return runs[words_after >= n - 1]


def _joined(words: pd.Series, n: int) -> list[str]:
    """Return each word joined with the n - 1 words after it."""
    columns = [words.shift(-step, fill_value="") for step in range(n)]
    return [" ".join(run) for run in zip(*columns, strict=True)]


def parts_of_speech(corpus: Corpus, by: str = "source") -> pd.DataFrame:
    """Count parts of speech: by, pos ("" where unknown), count, n (words), share, low, high."""
    words = word_tokens(corpus)
    return rates(corpus, by, words, "pos", words, unit="share")


def mattr(forms: np.ndarray, window: int = 100) -> float:
    """Return the type–token ratio averaged over all windows of so many words (MATTR).

    A word is new in every window that begins after its last occurrence, so one pass is enough.
    Covington & McFall (2010), doi 10.1080/09296171003643098.

    Args:
        forms: The words in order; equal words are equal.
        window: The length of a window in words.

    Returns:
        The mean, 0 to 1; not a number where the text is shorter than the window.

    >>> round(mattr(np.array([1, 2, 1, 1]), window=2), 4)  # windows 1 2, 2 1, 1 1
    0.8333
    """
    windows = len(forms) - window + 1
    if windows < 1:
        return float("nan")
    position = pd.Series(range(len(forms)))
    previous = position.groupby(np.asarray(forms)).shift(fill_value=-1)
    windows_new_in = position.clip(upper=windows - 1) - previous.clip(lower=position - window)
    return float(windows_new_in.clip(lower=0).sum() / window / windows)


def vocabulary(corpus: Corpus, by: str = "source") -> pd.DataFrame:
    """Measure the vocabulary of each source or part; compare within one language only.

    Returns:
        by, tokens (words), types (distinct forms, case set aside), lemmas, type_token
        (types / tokens: falls with length), mattr_100 (see `mattr`: does not), hapax (forms that
        occur once).

    >>> vocabulary(corpus).query("source == '000'")[["tokens", "types", "lemmas"]].values.tolist()
    [[298, 225, 195]]
    """
    rows = []
    for name, words in _words_by_group(corpus, by):
        times = words["form"].value_counts()
        type_token = len(times) / max(len(words), 1)
        rows.append(
            {
                by: name,
                "tokens": len(words),
                "types": len(times),
                "lemmas": words["lemma"].nunique(),
                "type_token": type_token,
                "mattr_100": mattr(words["form"].to_numpy()),
                "hapax": int((times == 1).sum()),
            }
        )
    columns = [by, "tokens", "types", "lemmas", "type_token", "mattr_100", "hapax"]
    return pd.DataFrame(rows, columns=columns)


def shared_vocabulary(corpus: Corpus) -> pd.DataFrame:
    """Measure how much of the content words of each source another in its language has too.

    Returns:
        A row a source and another: `source, other, count` (running content words of the source
        whose lemma occurs in the other), `n` (all its content words), `share` (count / n),
        `lemmas` (different ones), `shared_lemmas`, `overlap` (shared lemmas over those of the
        poorer of the two: the overlap coefficient, Simpson, 1943).
    """
    words = content_words(word_tokens(corpus))
    lemmas = words.groupby("source")["lemma"].agg(set).to_dict()
    language = corpus.sources["language"].to_dict()
    rows = []
    for source, other in permutations(lemmas, 2):
        if language[source] == language[other]:
            of_source = words.loc[words["source"] == source, "lemma"]
            count = int(of_source.isin(lemmas[other]).sum())
            shared = len(lemmas[source] & lemmas[other])
            poorer = min(len(lemmas[source]), len(lemmas[other]))
            share = count / len(of_source)
            sizes = (len(lemmas[source]), shared, shared / poorer)
            rows.append((source, other, count, len(of_source), share, *sizes))
    columns = ["source", "other", "count", "n", "share", "lemmas", "shared_lemmas", "overlap"]
    return pd.DataFrame(rows, columns=columns)


def growth(corpus: Corpus, by: str = "source", points: int = 100) -> pd.DataFrame:
    """Count types and lemmas along each text, at so many even points.

    Returns:
        by, words (read so far), types, lemmas (met so far).

    >>> growth(corpus, points=2).query("source == '000'").values.tolist()
    [['000', 149, 126, 120], ['000', 298, 225, 195]]
    """
    columns = [by, "words", "types", "lemmas"]
    tables = [pd.DataFrame(columns=columns)]
    for name, words in _words_by_group(corpus, by):
        read = np.unique(np.linspace(0, len(words), points + 1).round().astype("int64"))[1:]
        types = (~words["form"].duplicated()).cumsum().to_numpy()
        lemmas = (~words["lemma"].duplicated()).cumsum().to_numpy()
        met = {"words": read, "types": types[read - 1], "lemmas": lemmas[read - 1]}
        tables.append(pd.DataFrame({by: name, **met}))
    return pd.concat(tables[1:] or tables, ignore_index=True)[columns]


def _words_by_group(corpus: Corpus, by: str) -> list[tuple[str, pd.DataFrame]]:
    """Return each source or part with its words in order: form (case set aside), lemma."""
    names = group_names(corpus, by)
    words = word_tokens(corpus)
    forms = {form: without_marks(form).casefold() for form in words["text"].unique()}
    words = words.assign(form=words["text"].map(forms))
    return [(name, words[words[by] == name]) for name in names]
