"""Undated: why a sentence without a date of its own describes no time at all."""

import re

from letopis.dates.contexts import SentenceContext
from letopis.texts.schemas import OTHER_HANDS

PROSE = ("text", *OTHER_HANDS)  # kinds of sentences; others are headings and the like
ENUMERATED = re.compile(r"\s*(?:[-–—•*]\s|\d+[).]\s|It is\b.*\bwho\b)")
FEW_WORDS = 5


def question(sentence: SentenceContext) -> bool:
    """Return whether the author asks: "Why was such a contract signed?"."""
    return sentence.text.endswith("?") and not sentence.has_cue("asked")


def supposition(sentence: SentenceContext) -> bool:
    """Return whether it says what would have been: "If Trotsky had won, it would have ended"."""
    return sentence.has_cue("supposed")


def comment(sentence: SentenceContext) -> bool:
    """Return whether it turns to the reader, or to other books: "Many researchers note"."""
    return sentence.has_cue("comment")


def task(sentence: SentenceContext) -> bool:
    """Return whether it tells the reader to do something: "Compare the two accounts"."""
    return sentence.has_cue("task")


def short_remark(sentence: SentenceContext) -> bool:
    """Return whether it is a few words without an actor or a past: «А там – посмотрим.»."""
    is_short = len(sentence.text.split()) <= FEW_WORDS and not sentence.in_diary
    return is_short and not sentence.has_actor and not sentence.is_past


def generalisation(sentence: SentenceContext) -> bool:
    """Return whether it is in the present, without an actor: "A banker is always a banker".

    What a diary or a letter says in the present, it says of its day.
    """
    if sentence.has_actor or ENUMERATED.match(sentence.text) or sentence.is_past:
        return False
    is_general = sentence.has_cue("general")
    if sentence.in_diary:
        return is_general and not sentence.has_cue("first_person")
    return is_general or sentence.has_cue("present") or sentence.has_cue("maxim")


UNDATED = (question, task, supposition, comment, short_remark, generalisation)


def is_in_heading(sentence: SentenceContext) -> bool:
    """Return whether it is a heading, a caption or the like."""
    return sentence.row.kind not in PROSE


def is_speech(sentence: SentenceContext) -> bool:
    """Return whether it begins with a quotation mark or is inside a quotation."""
    return sentence.is_quoted() or sentence.text[0] in '«“„"'


def is_asked_or_set(sentence: SentenceContext) -> bool:
    """Return whether it is a question or a task for the reader: it describes no date it names."""
    return not is_speech(sentence) and (question(sentence) or task(sentence))


def is_undated(sentence: SentenceContext) -> bool:
    """Return whether a sentence without a date describes no time; speech goes by no rule."""
    if sentence.is_reference or sentence.in_list or is_in_heading(sentence):
        return True
    return not is_speech(sentence) and any(rule(sentence) for rule in UNDATED)
