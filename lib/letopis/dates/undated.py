"""Undated: why a sentence without a date of its own describes no time at all."""

import re
from typing import NamedTuple

from letopis.dates.grammar import TimeGrammar

ENUMERATED = re.compile(r"\s*(?:[-–—•*]\s|\d+[).]\s|It is\b.*\bwho\b)")
FEW_WORDS = 5
SHORT = 12  # words of a maxim


class SentenceContext(NamedTuple):
    """A sentence and what is known of it before its time is."""

    text: str
    grammar: TimeGrammar
    is_quoted: bool
    is_heading: bool
    has_actor: bool  # names a person or an organisation
    is_reference: bool  # a footnote, or a title in a list of books
    in_diary: bool  # in a part of dated entries

    def has_cue(self, name: str) -> bool:
        """Return whether a cue phrase of this name occurs."""
        return self.grammar.has_cue(name, self.text)

    def is_past(self) -> bool:
        """Return whether it has a verb in the past."""
        return self.grammar.is_past(self.text)


def question(sentence: SentenceContext) -> bool:
    """Return whether the author asks: "Why was such a contract signed?"."""
    return sentence.text.endswith("?") and not sentence.has_cue("asked")


def supposition(sentence: SentenceContext) -> bool:
    """Return whether it says what would have been: "If Trotsky had won, it would have ended"."""
    return sentence.has_cue("supposed")


def comment(sentence: SentenceContext) -> bool:
    """Return whether it turns to the reader, or to other books: "Many researchers note"."""
    return sentence.has_cue("comment")


def short_remark(sentence: SentenceContext) -> bool:
    """Return whether it is a few words without an actor or a past: «А там – посмотрим.»."""
    is_short = len(sentence.text.split()) <= FEW_WORDS and not sentence.in_diary
    return is_short and not sentence.has_actor and not sentence.is_past()


def generalisation(sentence: SentenceContext) -> bool:
    """Return whether it is in the present, without an actor: "A banker is always a banker"."""
    if sentence.has_actor or ENUMERATED.match(sentence.text) or sentence.is_past():
        return False
    is_short = len(sentence.text.split()) <= SHORT and not sentence.in_diary
    is_maxim = is_short and not re.search(r"\d", sentence.text) and sentence.has_cue("maxim")
    return is_maxim or sentence.has_cue("present")


UNDATED = (question, supposition, comment, short_remark, generalisation)


def is_undated(sentence: SentenceContext) -> bool:
    """Return whether a sentence without a date describes no time; a quoted one goes by no rule."""
    if sentence.is_reference or sentence.is_heading:
        return True
    return not sentence.is_quoted and any(rule(sentence) for rule in UNDATED)
