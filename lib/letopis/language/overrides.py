"""Overrides: the rows of lemmas.csv, which overrule the dictionary where it is wrong."""

import re

from letopis.language.context import CONDITIONS
from letopis.language.data import Rows
from letopis.language.parses import AmbiguityClass, Entry, Parse

ALWAYS = "always"
AS_LEMMA = "as a lemma"
USUALLY = "usually"
ALL_CONDITIONS = (ALWAYS, AS_LEMMA, USUALLY, *CONDITIONS)
USUAL_MARGIN = 2.0  # what the other parses lose of the logarithm of their share


class Overrides:
    """The overrides of one language.

    Attributes:
        lemmas: condition → form → lemma; for "as a lemma" it is the dictionary's lemma → lemma.
        forms: the forms that have a row.
        abbreviations: the forms that keep their full stop.
    """

    def __init__(self, rows: Rows, language: str):
        """Read the rows of one language: language, form, lemma, condition."""
        self.lemmas: dict[str, dict[str, str]] = {condition: {} for condition in ALL_CONDITIONS}
        for row in rows:
            if row["language"] == language:
                self.lemmas[row["condition"]][without_blanks(row["form"])] = row["lemma"]
        by_form = [lemmas for name, lemmas in self.lemmas.items() if name != AS_LEMMA]
        self.forms = frozenset().union(*by_form)
        always = self.lemmas[ALWAYS]
        self.abbreviations = frozenset(form for form in always if form.endswith("."))

    def renames(self, entry: Entry) -> bool:
        """Say whether a lemma that an entry may have is written otherwise."""
        return not self.lemmas[AS_LEMMA].keys().isdisjoint(entry.lemmas())

    def apply(self, form: str, entry: Entry) -> AmbiguityClass:
        """Return a class of its own for a form in lower case, with the parses that rows leave.

        The lemmas of its parses are whole: suffixes of an empty stem.
        """
        renamed = self.lemmas[AS_LEMMA]
        parses = []
        for parse in entry.ambiguity.parses:
            lemma = parse.lemma(entry.stem)
            parses.append(parse._replace(prefix="", suffix=renamed.get(lemma, lemma)))
        if form in self.lemmas[ALWAYS]:
            parses = [_with_lemma(parses, self.lemmas[ALWAYS][form])]
        elif form in self.lemmas[USUALLY]:
            usual = _with_lemma(parses, self.lemmas[USUALLY][form])
            others = [parse for parse in parses if parse.suffix != usual.suffix]
            parses = [usual]
            parses += [other._replace(prior=other.prior - USUAL_MARGIN) for other in others]
        conditional = [
            (condition, _with_lemma(parses, self.lemmas[condition][form]))
            for condition in CONDITIONS
            if form in self.lemmas[condition]
        ]
        parses.sort(key=lambda parse: -parse.prior)
        return AmbiguityClass(tuple(parses), form, tuple(conditional))


def without_blanks(form: str) -> str:
    """Return an abbreviation without the blanks after its full stops: т.е. for т. е."""
    return re.sub(r"(?<=\.)\s", "", form)


def _with_lemma(parses: list[Parse], lemma: str) -> Parse:
    """Return the parse of this lemma or, where there is none, the first with this lemma."""
    parse = next((parse for parse in parses if parse.suffix == lemma), parses[0])
    return parse._replace(suffix=lemma, prior=0.0)
