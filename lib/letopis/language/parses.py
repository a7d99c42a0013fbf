"""Parses: what a word can be without its sentence, and what forms inflected alike share."""

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from letopis.language.agreement import GOVERNED

NOMINAL = {"NOUN", "PROPN", "PRON"}
ATTRIBUTIVE = {"ADJ", "DET", "NUM"}


class Parse(NamedTuple):
    """One way to read a form: its lemma is prefix + stem + suffix.

    `prior` is the logarithm of how often the form is read so; `verb_form` is "Fin" (finite, also
    of short adjectives), "Inf" or "".
    """

    prefix: str
    suffix: str
    pos: str
    agreement: int = 0
    prior: float = 0.0
    verb_form: str = ""

    def lemma(self, stem: str) -> str:
        """Return the lemma of a form with this stem."""
        return self.prefix + stem + self.suffix


@dataclass(slots=True, eq=False)
class AmbiguityClass:
    """What forms with the same parses have in common: all that context asks of them.

    Attributes:
        parses: what such a form can be, the likeliest first.
        form: the form in lower case, where rules ask for this very word; else "".
        conditional: pairs of a condition on the context, and the parse where it holds.
        pos: the likeliest part of speech.
        is_ambiguous: such a form may have two lemmas.
        is_nominal: its likeliest parse is declined, and is no pronoun.
        is_infinitive: it may be an infinitive.
        noun_agreement, adjective_agreement: the cases and genders it may have as such.
        government: the cases and genders it governs as a preposition.
    """

    parses: tuple[Parse, ...]
    form: str = ""
    conditional: tuple[tuple[str, Parse], ...] = ()
    pos: str = field(init=False)
    is_ambiguous: bool = field(init=False)
    is_nominal: bool = field(init=False)
    is_infinitive: bool = False
    noun_agreement: int = 0
    adjective_agreement: int = 0
    government: int = 0

    def __post_init__(self) -> None:
        """Work out what the rules of context see."""
        likeliest = self.parses[0]
        self.pos = likeliest.pos
        if self.pos == "ADP":
            self.government = GOVERNED.get(self.form, 0)
        lemmas = {parse[:2] for parse in self.parses}
        self.is_ambiguous = len(lemmas) > 1 or bool(self.conditional)
        self.is_infinitive = any(parse.verb_form == "Inf" for parse in self.parses)
        is_declined = likeliest.agreement > 0 and not likeliest.verb_form
        self.is_nominal = is_declined and self.pos not in ("PRON", "PUNCT")
        for parse in self.parses:
            if parse.pos in NOMINAL:
                self.noun_agreement |= parse.agreement
            is_participle = parse.pos == "VERB" and not parse.verb_form
            if is_declined and (parse.pos in ATTRIBUTIVE or is_participle):
                self.adjective_agreement |= parse.agreement


@cache
def ambiguity_class(parses: tuple[Parse, ...], form: str = "") -> AmbiguityClass:
    """Return the one class of these parses."""
    return AmbiguityClass(parses, form)


class Word(NamedTuple):
    """A form as the lexicon has it: its stem, and the class of forms inflected alike."""

    stem: str
    ambiguity: AmbiguityClass

    def lemma(self) -> str:
        """Return the likeliest lemma."""
        return self.ambiguity.parses[0].lemma(self.stem)

    def lemmas(self) -> set[str]:
        """Return all lemmas it may have, in context too."""
        conditional = [parse for _, parse in self.ambiguity.conditional]
        return {parse.lemma(self.stem) for parse in (*self.ambiguity.parses, *conditional)}
