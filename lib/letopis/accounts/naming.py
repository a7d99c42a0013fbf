"""Naming: the words by which the sources name an event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.tables import frame, rows_of
from letopis.words.concordance import concordance

if TYPE_CHECKING:
    from letopis.corpus import Corpus

PLACE = dict.fromkeys(("source", "part"), "str")
PLACE |= dict.fromkeys(("sentence", "start", "stop"), "int64") | {"text": "str"}
EVENT_WORD_COLUMNS = PLACE | dict.fromkeys(("lemma", "use", "left", "right"), "str")


def event_words(corpus: Corpus, event: str) -> pd.DataFrame:
    """List every word that can name the event, with its surroundings.

    Returns:
        `source, part, sentence, start, stop, text, lemma, use` (event: in a sentence about the
        event; title: in the title of a book; other), `left, right`.
    """
    passages = corpus.passages(event)
    about_event = set(zip(passages["source"], passages["sentence"], strict=True))
    tokens = event_tokens(corpus, event)
    lines = {
        (line.source, line.start): line
        for lemma in sorted(set(tokens["lemma"]))
        for line in rows_of(concordance(corpus, lemma=lemma))
    }
    rows = []
    for token in rows_of(tokens):
        line = lines[token.source, token.start]
        use = "event" if (token.source, token.sentence) in about_event else "other"
        if token.in_title:
            use = "title"
        place = (token.source, line.part, token.sentence, token.start, token.stop)
        rows.append((*place, token.text, token.lemma, use, line.left, line.right))
    return frame(rows, EVENT_WORD_COLUMNS).sort_values(["source", "start"], ignore_index=True)


def event_tokens(corpus: Corpus, event: str) -> pd.DataFrame:
    """Find the words that can name an event: rows of `corpus.tokens`, with `in_title`.

    `in_title` is true where the word is part of the title of a book that events.toml lists.
    """
    entry = corpus.event(event)
    names = [*entry.get("names_ru", []), *entry.get("names_en", [])]
    tokens = corpus.tokens[corpus.tokens["lemma"].str.lower().isin(names)]
    titles = [find_phrase(corpus, title) for title in entry.get("titles", [])]
    inside = {
        (title.source, place)
        for found in titles
        for title in rows_of(found)
        for place in range(title.start, title.stop)
    }
    places = zip(tokens["source"], tokens["start"], strict=True)
    return tokens.assign(in_title=[place in inside for place in places])


def find_phrase(corpus: Corpus, phrase: str) -> pd.DataFrame:
    """Find a phrase within sentences, in capital or small letters: columns of PLACE."""
    rows = [
        (
            sentence.source,
            sentence.part,
            sentence.sentence,
            sentence.start + found.start(),
            sentence.start + found.end(),
            found.group(),
        )
        for sentence in rows_of(corpus.sentences)
        for found in re.finditer(re.escape(phrase), sentence.text, re.IGNORECASE)
    ]
    return frame(rows, PLACE)
