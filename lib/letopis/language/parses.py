"""Parses: what a word can be without its sentence, and what forms inflected alike share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from letopis.language.data import read_rows

# The cases, by number; rare ones of the dictionary count as the case they look like.
CASES = {"nomn": 0, "gent": 1, "datv": 2, "accs": 3, "ablt": 4, "loct": 5}
CASES |= {"voct": 0, "gen1": 1, "gen2": 1, "acc2": 3, "loc1": 5, "loc2": 5}
GENDERS = {"masc": 1, "femn": 2, "neut": 4, "plur": 8}
NOMINAL = {"NOUN", "PROPN", "PRON"}
ATTRIBUTIVE = {"ADJ", "DET", "NUM"}


def agreement_bits(cases: Iterable[str], genders: Iterable[str]) -> int:
    """Return cases and genders as bits: four (masculine, feminine, neuter, plural) a case.

    >>> bin(agreement_bits(["gent"], ["plur"]))
    '0b10000000'
    """
    gender_bits = sum({GENDERS[gender] for gender in genders})
    bits = 0
    for case in cases:
        bits |= gender_bits << 4 * CASES[case]
    return bits


ANY_AGREEMENT = agreement_bits(CASES, GENDERS)
NOMINATIVE = agreement_bits(["nomn"], GENDERS)
GENITIVE = agreement_bits(["gent"], GENDERS)
OBLIQUE = agreement_bits(["gent", "datv", "ablt", "loct"], GENDERS)


@cache
def governed_cases() -> dict[str, int]:
    """Return for each preposition the cases it governs, in all genders."""
    rows = read_rows("prepositions.csv")
    return {row["preposition"]: agreement_bits(row["cases"].split(), GENDERS) for row in rows}


class Parse(NamedTuple):
    """One way to read a form: its lemma is prefix + stem + suffix.

    `prior` is the logarithm of how often the form is read so; `verb_form` is "Fin" (finite, also
    of short adjectives), "Inf" or "".
    """

    prefix: str
    suffix: str
    pos: str
    verb_form: str = ""
    agreement: int = 0
    prior: float = 0.0

    def lemma(self, stem: str) -> str:
        """Return the lemma of a form with this stem."""
        return self.prefix + stem + self.suffix

    def is_declined(self) -> bool:
        """Say whether it has cases as nouns and adjectives have them."""
        return self.agreement > 0 and not self.verb_form


@dataclass(slots=True, eq=False)
class AmbiguityClass:
    """What forms with the same parses have in common: all that context asks of them.

    The parses are in order, the likeliest first; `form` is the form in lower case where context
    asks for this very word; `conditional` has conditions on the context, each with the parse where
    it holds. Agreement is what it may have as a noun, an adjective, or its subject if it is a
    finite verb; government, as a preposition.
    """

    parses: tuple[Parse, ...]
    form: str = ""
    conditional: tuple[tuple[str, Parse], ...] = ()
    pos: str = field(init=False)
    is_ambiguous: bool = field(init=False)
    is_name: bool = field(init=False)
    is_finite: bool = field(init=False)
    noun_agreement: int = 0
    adjective_agreement: int = 0
    subject_agreement: int = 0
    government: int = 0

    @classmethod
    @cache
    def of(cls, parses: tuple[Parse, ...]) -> "AmbiguityClass":
        """Return the one class of these parses."""
        return cls(parses)

    def __post_init__(self) -> None:
        """Work out what the rules of context see."""
        likeliest = self.parses[0]
        self.pos = likeliest.pos
        self.is_name = any(parse.pos == "PROPN" for parse in self.parses)
        self.is_finite = all(parse.verb_form == "Fin" for parse in self.parses)
        lemmas = {parse[:2] for parse in self.parses}
        self.is_ambiguous = len(lemmas) > 1 or bool(self.conditional)
        for parse in self.parses:
            is_participle = parse.pos == "VERB" and not parse.verb_form
            if parse.pos in NOMINAL:
                self.noun_agreement |= parse.agreement
            elif parse.verb_form == "Fin" and likeliest.verb_form == "Fin" and parse.pos != "ADV":
                self.subject_agreement |= parse.agreement
            elif likeliest.is_declined() and (
                is_participle or (parse.pos in ATTRIBUTIVE and parse.is_declined())
            ):
                self.adjective_agreement |= parse.agreement
        if self.pos == "ADP":
            self.government = governed_cases().get(self.form, 0)


class Entry(NamedTuple):
    """What the lexicon has of a form: its stem, and the class of forms inflected alike."""

    stem: str
    ambiguity: AmbiguityClass

    def lemma(self) -> str:
        """Return the likeliest lemma."""
        return self.ambiguity.parses[0].lemma(self.stem)

    def lemmas(self) -> set[str]:
        """Return all lemmas it may have, in context too."""
        conditional = [parse for _, parse in self.ambiguity.conditional]
        return {parse.lemma(self.stem) for parse in (*self.ambiguity.parses, *conditional)}
