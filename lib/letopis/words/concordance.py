"""Concordance: every place of a word or an entity, with the wording of the text around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from letopis.texts.tables import frame
from letopis.words.counts import spellings
from letopis.words.statistics import SENTENCE, collation_key

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = {"source": "str", "part": "str", "start": "int64", "stop": "int64"}
COLUMNS |= {"left": "str", "node": "str", "right": "str"}
WORD = re.compile(r"\w+(?:[-’']\w+)*")


def _words(text: str) -> list[str]:
    """Return the words of a text by which lines are sorted."""
    return WORD.findall(collation_key(text)[0])


SORTS: dict[str, Callable[[dict], list[str]]] = {
    "position": lambda line: [],
    "left": lambda line: _words(line["left"])[::-1],
    "right": lambda line: _words(line["right"]),
}


def concordance(
    corpus: Corpus,
    lemma: str | None = None,
    entity: str | None = None,
    source: str | None = None,
    width: int = 60,
    sort: str = "position",
) -> pd.DataFrame:
    """List every place of a lemma or an entity with the text around it (keyword in context).

    Args:
        corpus: The texts.
        lemma: All forms of it are found; either this or `entity`.
        entity: The id of a person, body or place.
        source: Only this source.
        width: How many characters to show on either side: whole words only, of the same part.
        sort: "position", or by the words to the "left", nearest first, or to the "right", capitals
            set aside.

    Returns:
        source, part, start, stop, left, node, right, where corpus.text(source)[start:stop] ==
        node; line breaks in left and right are shown as spaces. No rows where it does not occur.

    Raises:
        ValueError: Both or neither of lemma and entity are given, or source or sort are unknown.

    >>> concordance(corpus, "переворот", source="000", sort="right")["node"].tolist()
    ['переворота', 'Переворот', 'переворота']
    """
    if (lemma is None) == (entity is None):
        raise ValueError(f"lemma={lemma!r}, entity={entity!r}: expected one of the two.")
    if sort not in SORTS:
        raise ValueError(f"sort={sort!r}: expected one of {', '.join(SORTS)}.")
    if source is not None and source not in corpus.sources.index:
        sources = ", ".join(corpus.sources.index)
        raise ValueError(f"source={source!r}: expected one of {sources}.")
    if lemma is None:
        places = corpus.mentions[corpus.mentions["entity"] == entity]
    else:
        places = corpus.tokens[
            corpus.tokens["lemma"].isin(spellings(corpus.tokens["lemma"], lemma))
        ]
    if source is not None:
        places = places[places["source"] == source]
    return concordance_lines(corpus, places, width, sort)


def concordance_lines(
    corpus: Corpus, places: pd.DataFrame, width: int = 60, sort: str = "position"
) -> pd.DataFrame:
    """Show places of the texts with the text around them; see `concordance`.

    Args:
        corpus: The texts.
        places: source, part, start, stop.
        width: See `concordance`, as for `sort`.
        sort: See `concordance`.

    Returns:
        See `concordance`.
    """
    parts = corpus.parts.set_index("part")[["start", "stop"]].add_prefix("part_")
    places = places.join(parts, on="part")
    lines = [_line(corpus, place, width) for place in places.to_dict("records")]
    lines.sort(key=SORTS[sort])
    return frame(lines, COLUMNS)


def _line(corpus: Corpus, place: dict, width: int) -> dict[str, Any]:
    """Cut a place out of its text with at most `width` characters of its part on either side."""
    text = corpus.text(place["source"])
    start = place["start"]
    stop = place["stop"]
    begin = max(start - width, place["part_start"])
    while place["part_start"] < begin < start and _is_inside_word(text, begin):
        begin += 1
    end = min(stop + width, place["part_stop"])
    while stop < end < place["part_stop"] and _is_inside_word(text, end):
        end -= 1
    return {
        "source": place["source"],
        "part": place["part"],
        "start": start,
        "stop": stop,
        "left": re.sub(r"\s", " ", text[begin:start].lstrip()),
        "node": text[start:stop],
        "right": re.sub(r"\s", " ", text[stop:end].rstrip()),
    }


def _is_inside_word(text: str, position: int) -> bool:
    """Tell whether a cut at this position would cut a word: no white space on either side."""
    return not (text[position - 1].isspace() or text[position].isspace())


def excerpt(text: str, words: str, width: int = 70) -> str:
    """Cut a sentence down to the last place of some words in it and what follows; whole words.

    >>> excerpt("Однако глава ОГПУ В. Менжинский был наготове.", "В. Менжинский", 34)
    '… ОГПУ В. Менжинский был наготове.'
    """
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    begin = max(min(flat.rfind(words) - width // 6, len(flat) - width), 0)
    end = begin + width
    if begin:
        begin = flat.find(" ", begin) + 1
    end = flat.rfind(" ", begin, end) if end < len(flat) else len(flat)
    before = "… " if begin else ""
    after = " …" if end < len(flat) else ""
    return before + flat[begin:end] + after


def add_quotes(corpus: Corpus, table: pd.DataFrame, width: int = 70) -> pd.DataFrame:
    """Return a table of places (source, sentence, text) with a column `quote`.

    The quote is the `excerpt` of the sentence around the place, at most `width` characters.
    """
    sentences = corpus.sentences.set_index(SENTENCE)["text"]
    whole = table.join(sentences.rename("whole"), on=SENTENCE)["whole"]
    quotes = [
        excerpt(sentence, words, width)
        for sentence, words in zip(whole, table["text"], strict=True)
    ]
    return table.assign(quote=quotes)
