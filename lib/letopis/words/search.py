"""Search: the places of what a reader types, a word or several, in any form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from letopis.language.lemmas import lemmatise
from letopis.texts.errors import needed_for
from letopis.texts.normalise import fold
from letopis.texts.schemas import LANGUAGES
from letopis.words.statistics import SENTENCE, collation_key

if TYPE_CHECKING:
    from letopis.corpus import Corpus

PLACE = [*SENTENCE, "part", "start", "stop"]
SIMILAR = 72  # of 100: rapidfuzz's share of letters in common
TERM = re.compile(r"\w+(?:[-’']\w+|(?<=\d)[.,:/]\d+)*\*?")
# Letters that look alike, after Unicode's table of confusable characters (UTS 39).
TO_CYRILLIC = str.maketrans("aceopxykmtbhαερουκτπ", "асеорхукмтвнаероуктп")
TO_LATIN = str.maketrans("асеорхукмтвн", "aceopxykmtbh")


class Found(NamedTuple):
    """The places of what was typed, and under which lemmas each of its words was looked up."""

    places: pd.DataFrame
    lemmas: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4)
def search_index(corpus: Corpus) -> SearchIndex:
    """Return the index of a corpus, made when it is first asked for."""
    return SearchIndex(corpus)


class SearchIndex:
    """The words and numbers of the texts, by lemma and by form."""

    def __init__(self, corpus: Corpus):
        """Index the tokens of a corpus, marks left out."""
        tokens = corpus.tokens[corpus.tokens["kind"] != "punctuation"]
        self.tokens = tokens.reset_index(drop=True)
        groups = self.tokens.groupby("lemma").indices.items()
        self.rows = {str(lemma): np.asarray(rows) for lemma, rows in groups}
        self.sentences = self.tokens.groupby(SENTENCE, sort=False).ngroup().to_numpy()
        self.lemmas: dict[str, set[str]] = defaultdict(set)
        self.spelling: dict[str, str] = {}
        self.names = {language: corpus.names(language) for language in LANGUAGES}
        for text, lemma in self.tokens[["text", "lemma"]].drop_duplicates().to_numpy():
            for word in (text, lemma):
                key = search_key(word)
                self.lemmas[key].add(lemma)
                self.spelling.setdefault(key, lemma)

    def find(self, typed: str) -> Found:
        """Find a word, or several that follow each other in a sentence, in all their forms.

        Quotation marks and other marks do not count, nor do capitals, stress marks, and е for ё. A
        form of several lemmas finds them all; `*` at the end of a word stands for any letters.
        Letters of another alphabet that look the same are taken for those of the word.

        Returns:
            The places, `source, sentence, part, start, stop`, in the order of the texts; the
            lemmas of each word, () for one that does not occur.

        >>> SearchIndex(corpus).find("«7 ноября»").places["source"].tolist()
        ['000', '001', '001']
        """
        lemmas = tuple(tuple(sorted(self._lemmas(term))) for term in TERM.findall(fold(typed).text))
        if not lemmas or () in lemmas:
            return Found(self.tokens.loc[[], PLACE], lemmas)
        rows = [np.concatenate([self.rows[lemma] for lemma in term]) for term in lemmas]
        first = rows[0]
        for shift, following in enumerate(rows[1:], start=1):
            first = np.intersect1d(first, following - shift)
        first = np.sort(first)
        last = first + len(rows) - 1
        is_together = self.sentences[first] == self.sentences[last]
        places = self.tokens.loc[first[is_together], PLACE].reset_index(drop=True)
        places["stop"] = self.tokens["stop"].to_numpy()[last[is_together]]
        return Found(places, lemmas)

    def _lemmas(self, term: str) -> set[str]:
        """Return the lemmas of the texts that a reader may mean by a word or a number."""
        if term.endswith("*"):
            start = search_key(term[:-1])
            groups = [lemmas for key, lemmas in self.lemmas.items() if key.startswith(start)]
            return set().union(*groups)
        for spelling in _spellings(search_key(term)):
            if spelling in self.lemmas:
                return self.lemmas[spelling]
        for language in LANGUAGES:
            (lemma,) = lemmatise([term], language, self.names[language])
            key = search_key(lemma)
            if key in self.lemmas:
                return {found for found in self.lemmas[key] if search_key(found) == key}
        return set()

    def nearest(self, typed: str, most: int = 3) -> list[str]:
        """Return the words of the texts that are spelled most like what was typed.

        >>> SearchIndex(corpus).nearest("Menzhinski")
        ['Menzhinsky']
        """
        with needed_for("finding words that are spelled alike"):
            from rapidfuzz import fuzz, process

        key = search_key(typed)
        close = process.extract(key, list(self.spelling), scorer=fuzz.ratio, score_cutoff=SIMILAR)
        words = dict.fromkeys(self.spelling[found] for found, _, _ in close)
        return list(words)[:most]


def search_key(word: str) -> str:
    """Return what the spellings of a word have in common: no capitals, stress marks, ё.

    >>> search_key("Ещё"), search_key("Л.")
    ('еще', 'л')
    """
    return collation_key(fold(word).text)[0].rstrip(".")


def _spellings(key: str) -> Iterator[str]:
    """Return a word as typed, then in one alphabet where letters of two are mixed in it."""
    yield key
    if not key.isascii():
        yield key.translate(TO_CYRILLIC)
        yield key.translate(TO_LATIN)
