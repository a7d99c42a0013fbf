"""Boundaries: the places where a sentence may end, and what a rule can ask about such a place."""

import re
from typing import NamedTuple

from letopis.language.data import WordLists
from letopis.language.lemmas import package_lexicon
from letopis.language.parses import Entry
from letopis.texts.normalise import RAISED

OPENING = "«“„\"'(‘["
CLOSING = "»”“«‘\"')’]"
NEAR = 200  # characters before and after a possible end that the rules see
CLOSERS = f"[{re.escape(CLOSING)}]*"
# Marks of notes right after the full stop: [2, с. 14], [a], {3}, (1), *, ², 1.
NOTES = (
    rf"(?:\[(?:\d+(?:, [^][]{{1,20}})?|[a-zа-я])\]|\{{\d{{1,3}}\}}|\(\d{{1,3}}\)"
    rf"|[*†‡]{{1,3}}|[{RAISED}]+"
    r"|(?:(?<=[^\W\d_][.!?…])|(?<=[»”\")\]][.!?…])|(?<=[.!?…][»”“\"]))\d{1,3})*"
)
SPACED_DOT = r"(?<=\.)\s\.(?![\w.])"  # . . .
END = re.compile(
    rf"(?P<mark>[.!?…]++(?:{SPACED_DOT})*(?!{SPACED_DOT}){CLOSERS}(?:\s[»”](?=\s|$))?)"
    rf"(?P<note>{NOTES})(?=\s|$)"
    r"|(?<=[а-яё]{3})[.!?…]+(?=[А-ЯЁ][а-яё])|(?<=[a-z]{3})[.!?…]+(?=[A-Z][a-z])"
)
CLOSED = re.compile(rf"[.!?…:;,{re.escape(CLOSING)}]{NOTES}$")  # a paragraph that is no heading
LAST_WORD = re.compile(r"((?<![^\W_])(?:[^\W\d_]\.\s?)+[^\W\d_]+|[^\W_]+(?:[.-][^\W_]+)*)$")
NEXT_WORD = re.compile(r"\W*([^\W_]+(?:-[^\W_]+)*)(\.?)")
NUMBER = re.compile(r"\W*(?:\d|[IVXLCХ]{2,}\b|[VX]\b(?!\s[A-ZА-Я]))")
SURNAME_ENDING = re.compile("[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)$")


class Boundary(NamedTuple):
    """A possible end of a sentence: what is before and after it in the paragraph, the mark.

    `note` has the marks of notes right after the mark; `abbreviation` is the word before a full
    stop, т.е for т. е, and "" before another mark.
    """

    before: str
    mark: str
    note: str
    after: str
    abbreviation: str
    lists: WordLists

    def is_last_in(self, *names: str) -> bool:
        """Say whether these lists have it or its last part; a single letter keeps its case."""
        word = self.abbreviation
        if not word:
            return False
        lower = word.lower() if len(word) > 1 else word
        parts = {form.rpartition("-")[2] for form in (word, lower)}
        forms = parts | {word, lower}
        return any(not forms.isdisjoint(self.lists[name]) for name in names)

    def following(self) -> str:
        """Return what follows, with a note's number, which may be that of an abbreviation."""
        return (self.note + self.after).lstrip()

    def next_word_starts(self) -> bool:
        """Say whether the next word is a typical first word of a sentence."""
        match = NEXT_WORD.match(self.after)
        is_initial = match is not None and len(match[1]) == 1 and match[2] == "."
        return match is not None and not is_initial and match[1].lower() in self.lists["starters"]

    def next_word(self) -> str:
        """Return the next word, "" where there is none."""
        match = NEXT_WORD.match(self.after)
        return match[1] if match else ""

    def next_is_common(self) -> bool:
        """Say whether the next word is one of the dictionary, and can be no name."""
        match = NEXT_WORD.match(self.after)
        if match is None or SURNAME_ENDING.search(match[1]):
            return False
        if len(match[1]) == 1:
            return not match[2]
        return all(parse.pos != "PROPN" for parse in dictionary_entry(match[1]).ambiguity.parses)


def boundary(match: re.Match[str], start: int, lists: WordLists) -> Boundary:
    """Return what is around a match of END in a paragraph, in the sentence that begins at start."""
    text = match.string
    before = text[max(start, match.start() - NEAR) : match.start()]
    mark = match["mark"] or match[0]
    word = _abbreviation(before, lists) if mark.rstrip(CLOSING + " ") == "." else ""
    after = text[match.end() : match.end() + NEAR]
    return Boundary(before, mark, match["note"] or "", after, word, lists)


def _abbreviation(before: str, lists: WordLists) -> str:
    """Return the last word before a full stop; letters with full stops are one if a list has it."""
    match = LAST_WORD.search(" ".join(before[-30:].split()[-3:]))
    word = match[1].replace(" ", "") if match else ""
    if "." not in word or any(word.lower() in words for words in lists.values()):
        return word
    return word.rpartition(".")[2]


def dictionary_entry(word: str) -> Entry:
    """Return what a word can be in its language, which its first letter tells."""
    return package_lexicon("ru" if re.match("[А-ЯЁа-яё]", word) else "en")[word]
