"""Candidates: stretches of tokens that have the words of a name and may be its mention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from letopis.people.lexicon import Alias, EntityLexicon

OPENING_QUOTES = "«“„\"'"
CLOSING_QUOTES = "»”\"'"
BREAKS = ".!?…:;—–-()«“„\"'*•№"  # a capital after them does not make a name


class NameCandidate(NamedTuple):
    """A stretch of tokens that may be a name: an alias and the given names around it."""

    tokens: Sequence[str]
    start: int
    stop: int
    alias: Alias
    lexicon: EntityLexicon
    before: Sequence[str] = ()  # given names before a surname
    after: Sequence[str] = ()

    @property
    def previous(self) -> Sequence[str]:
        """The two tokens before the name, where there are any."""
        return self.tokens[max(0, self.start - 2) : self.start]

    @property
    def following(self) -> str:
        """The token after the name; "" at the end of the sentence."""
        return self.tokens[self.stop] if self.stop < len(self.tokens) else ""

    @property
    def words(self) -> list[str]:
        """The words of the name without initials."""
        return [token for token in self.tokens[self.start : self.stop] if len(token) > 2]
