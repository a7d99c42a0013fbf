"""Overrides: the rows of lemmas.csv, which overrule the dictionary where it is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from letopis.language.context import CONDITIONS
from letopis.language.parses import AmbiguityClass, Parse, Word

ALWAYS = "always"
AS_LEMMA = "as a lemma"
USUALLY = "usually"
ALL_CONDITIONS = (ALWAYS, AS_LEMMA, USUALLY, *CONDITIONS)
USUAL_MARGIN = 2.0  # what the other parses lose of the logarithm of their share


@dataclass
class Overrides:
    """The overrides of one language.

    Attributes:
        lemmas: for each condition, form → lemma ("as a lemma": the dictionary's lemma → lemma).
        forms: the forms that have a row of their own.
        abbreviations: the forms that keep their full stop.
    """

    lemmas: dict[str, dict[str, str]]
    forms: frozenset[str]
    abbreviations: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]], language: str) -> "Overrides":
        """Read the rows of one language: language, form, lemma, condition."""
        lemmas: dict[str, dict[str, str]] = {condition: {} for condition in ALL_CONDITIONS}
        for row in rows:
            if row["language"] == language:
                lemmas[row["condition"]][row["form"]] = row["lemma"]
        forms = {form for name, those in lemmas.items() if name != AS_LEMMA for form in those}
        abbreviations = {form for form in lemmas[ALWAYS] if form.endswith(".")}
        return cls(lemmas, frozenset(forms), frozenset(abbreviations))

    def concerns(self, form: str, word: Word) -> bool:
        """Say whether a row concerns a form in lower case, or a lemma it may have."""
        renamed = self.lemmas[AS_LEMMA]
        if form in self.forms:
            return True
        return any(parse.lemma(word.stem) in renamed for parse in word.ambiguity.parses)

    def apply(self, form: str, word: Word) -> AmbiguityClass:
        """Return a class of its own for a form in lower case, with the parses that the rows leave.

        The lemmas of its parses are whole: suffixes of an empty stem.
        """
        renamed = self.lemmas[AS_LEMMA]
        kept = []
        for parse in word.ambiguity.parses:
            lemma = parse.lemma(word.stem)
            kept.append(parse._replace(prefix="", suffix=renamed.get(lemma, lemma)))
        if form in self.lemmas[ALWAYS]:
            kept = [_with_lemma(kept, self.lemmas[ALWAYS][form])]
        elif form in self.lemmas[USUALLY]:
            kept = _usually(kept, self.lemmas[USUALLY][form])
        conditional = tuple(
            (name, _with_lemma(kept, self.lemmas[name][form]))
            for name in CONDITIONS
            if form in self.lemmas[name]
        )
        kept.sort(key=lambda parse: -parse.prior)
        return AmbiguityClass(tuple(kept), form, conditional)


def _with_lemma(parses: list[Parse], lemma: str) -> Parse:
    """Return the parse of this lemma or, where there is none, the first with this lemma."""
    parse = next((parse for parse in parses if parse.suffix == lemma), parses[0])
    return parse._replace(suffix=lemma, prior=0.0)


def _usually(parses: list[Parse], lemma: str) -> list[Parse]:
    """Put the parse of this lemma before the others."""
    others = [
        parse._replace(prior=parse.prior - USUAL_MARGIN)
        for parse in parses
        if parse.suffix != lemma
    ]
    return [_with_lemma(parses, lemma), *others]
