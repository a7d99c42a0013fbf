"""Contexts: each sentence of a part with what the sentences around say of it."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from letopis.dates.grammar import TimeGrammar
from letopis.texts.normalise import RAISED

IN_BRACKETS = re.compile(r"\([^()]*\)")
ENDS_IN_NUMBER = re.compile(r"\d\W*$")
NUMBERED = re.compile(rf"\W*(?:\d{{1,3}}|[{RAISED}]+)(?:[.)\]]|\s+(?=[A-ZА-ЯЁ]))|[*†]")


class SentenceContext(NamedTuple):
    """A sentence, and what is known of it before its time is."""

    row: Any  # of the table of sentences
    grammar: TimeGrammar
    opens_paragraph: bool
    quotes: str  # the quotation marks that are open before it
    is_reference: bool  # a footnote, a title in a list of books or of chapters
    in_list: bool = False  # in such a list
    signs: bool = False  # alone between prose and a heading, where a preface is signed
    has_actor: bool = False  # names a person or an organisation
    is_past: bool = False  # has a verb in the past
    in_diary: bool = False  # in a part of dated entries or reports

    @property
    def text(self) -> str:
        """Return its words."""
        return self.row.text

    def has_cue(self, name: str) -> bool:
        """Return whether a cue phrase of this name occurs."""
        return self.grammar.has_cue(name, self.text)

    def is_quoted(self, place: int = 0) -> bool:
        """Return whether it is in quotation marks at a place, at its beginning or right after."""
        quotes = unpaired_quotes(self.quotes + self.text[:place])
        return not {"«", '"'}.isdisjoint(quotes)


def sentence_contexts(part: Sequence[Any], grammar: TimeGrammar) -> list[SentenceContext]:
    """Return the sentences of a part with their contexts.

    A paragraph that begins as a footnote («Лит.: …») is one. All paragraphs after a heading
    «Литература» or «Содержание» are a list, to the next heading that prose follows.
    """
    contexts = []
    in_list = False
    paragraphs = [list(rows) for _, rows in groupby(part, key=lambda row: row.paragraph)]
    around = zip([[], *paragraphs], paragraphs, [*paragraphs[1:], []], strict=False)
    for preceding, rows, following in around:
        text = _joined(rows)
        opening = grammar.cues["bibliography"].search(text)
        if opening and not text[opening.end() :].strip(" .:"):
            in_list = True
        elif _is_heading(rows) and _is_prose(following, grammar):
            in_list = False
        signs = len(rows) == 1 and _is_prose(preceding, grammar) and _is_heading(following)
        quotes = ""
        for row in rows:
            is_title = grammar.has_cue("reference", IN_BRACKETS.sub("", row.text))
            is_title |= in_list and not _is_told(row, grammar)
            is_reference = bool(opening) or is_title
            place = (row, grammar, row is rows[0], quotes, is_reference, in_list, signs)
            contexts.append(SentenceContext(*place))
            quotes = unpaired_quotes(quotes + row.text)
    return contexts


def _joined(rows: Sequence[Any]) -> str:
    """Return the text of a paragraph."""
    return " ".join(row.text for row in rows)


def _is_heading(rows: Sequence[Any]) -> bool:
    """Return whether a paragraph is a heading."""
    return bool(rows) and rows[0].kind == "heading"


def _is_told(row: Any, grammar: TimeGrammar) -> bool:
    """Return whether a sentence in a list tells something: it is no item, and no year ends it."""
    is_item = NUMBERED.match(row.text) or ENDS_IN_NUMBER.search(row.text)
    return row.kind != "heading" and not is_item and grammar.is_past(row.text)


def _is_prose(rows: Sequence[Any], grammar: TimeGrammar) -> bool:
    """Return whether a paragraph is told, and no heading, no note, no title of a list."""
    if not rows or _is_heading(rows) or NUMBERED.match(rows[0].text):
        return False
    text = _joined(rows)
    return not grammar.has_cue("reference", text) and not grammar.has_cue("bibliography", text)


def unpaired_quotes(text: str) -> str:
    """Return the quotation marks of a text that have no partner in it.

    >>> unpaired_quotes('«Да», "нет", «но')
    '«'
    """
    unclosed = sum(map(text.count, "«“„")) - sum(map(text.count, "»”"))
    straight = text.count('"') % 2
    return "«" * unclosed + "»" * -unclosed + '"' * straight
