"""Contexts: each sentence of a part with what the sentences around say of it."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from letopis.dates.grammar import TimeGrammar

IN_BRACKETS = re.compile(r"\([^()]*\)")


class SentenceContext(NamedTuple):
    """A sentence, and what is known of it before its time is."""

    row: Any  # of the table of sentences
    grammar: TimeGrammar
    opens_paragraph: bool
    quotes: str  # the quotation marks that are open before it
    is_reference: bool  # a footnote, or a title in a list of books
    has_actor: bool = False  # names a person or an organisation
    in_diary: bool = False  # in a part of dated entries

    @property
    def text(self) -> str:
        """Return its words."""
        return self.row.text

    def has_cue(self, name: str) -> bool:
        """Return whether a cue phrase of this name occurs."""
        return self.grammar.has_cue(name, self.text)

    def is_past(self) -> bool:
        """Return whether it has a verb in the past."""
        return self.grammar.is_past(self.text)

    def is_quoted(self, place: int = 0) -> bool:
        """Return whether it is in quotation marks at a place, at its beginning or right after."""
        quotes = unpaired_quotes(self.quotes + self.text[:place])
        return not {"«", '"'}.isdisjoint(quotes)


def sentence_contexts(part: Sequence[Any], grammar: TimeGrammar) -> list[SentenceContext]:
    """Return the sentences of a part with their contexts.

    A paragraph that begins as a footnote («Лит.: …») is one, and so are all paragraphs after a
    heading «Литература».
    """
    contexts = []
    in_bibliography = False
    for _, paragraph in groupby(part, key=lambda row: row.paragraph):
        rows = list(paragraph)
        text = " ".join(row.text for row in rows)
        opening = grammar.cues["bibliography"].search(text)
        in_bibliography |= bool(opening and not text[opening.end() :].strip(" .:"))
        quotes = ""
        for row in rows:
            is_title = grammar.has_cue("reference", IN_BRACKETS.sub("", row.text))
            is_reference = in_bibliography or bool(opening) or is_title
            contexts.append(SentenceContext(row, grammar, row is rows[0], quotes, is_reference))
            quotes = unpaired_quotes(quotes + row.text)
    return contexts


def unpaired_quotes(text: str) -> str:
    """Return the quotation marks of a text that have no partner in it.

    >>> unpaired_quotes('«Да», "нет", «но')
    '«'
    """
    unclosed = sum(map(text.count, "«“„")) - sum(map(text.count, "»”"))
    straight = text.count('"') % 2
    return "«" * unclosed + "»" * -unclosed + '"' * straight
