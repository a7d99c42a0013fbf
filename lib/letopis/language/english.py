"""English: what simplemma, and the ending, say a form can be."""

import re
from collections.abc import Mapping

from letopis.language.parses import Parse

CLITIC = re.compile("(?<=.)(?:['’](?:s|d|m|ll|re|ve)|n['’]t)$", re.IGNORECASE)
# A part of speech is given only where the ending of a lemma is sure to tell it.
ENDINGS = {
    "ADV": re.compile(
        "^(?!family|july|ally|apply|reply|supply|italy|assembly|monopoly|rely|imply|multiply).*..ly$"
    ),
    "NOUN": re.compile("(?:tion|sion|ment|ness|ity|ism|ist|ance|ence|ship|hood|age|or|cy)$"),
    "ADJ": re.compile(
        "(?:ous|ful|less|[cst](?<!mot)ive|able|ible|ic|ical|[ct]ial|onal|[nt]ral|ish)$"
    ),
}
VERB_PRIOR = -1.2  # of -ing as a verb, where simplemma has it as a word of its own
NOUN_PRIOR = -1.0  # of -ing as a noun


def english_parses(form: str, stop_words: Mapping[str, str]) -> tuple[Parse, ...]:
    """Return what a form can be, whole lemmas: -ing a verb or a noun, all else what simplemma says.

    Args:
        form: a word, with or without a clitic ('s, n't).
        stop_words: lemma → part of speech.

    >>> [(parse.suffix, parse.pos) for parse in english_parses("arresting", {})]
    [('arrest', 'VERB'), ('arresting', 'NOUN')]
    """
    import simplemma

    base = CLITIC.sub("", form)
    lower = base.lower()
    lemma = simplemma.lemmatize(base, "en").lower()
    if lower in stop_words or lemma in stop_words:
        return (Parse("", lemma, stop_words.get(lower, stop_words.get(lemma, ""))),)
    if base[:1].isupper() and not simplemma.is_known(lower, "en"):
        return (Parse("", lemma, "PROPN"),)
    if lower.endswith("ing"):
        verb = lemma if lemma != lower else _verb_of(lower)
        if verb:
            as_noun = Parse("", lower, "NOUN", prior=NOUN_PRIOR)
            if lemma == lower:
                return (as_noun, Parse("", verb, "VERB", prior=VERB_PRIOR))
            return (Parse("", verb, "VERB"), as_noun)
    if lower.endswith("ed") and lemma != lower:
        return (Parse("", lemma, "VERB"),)
    return (Parse("", lemma, _pos_by_ending(lemma)),)


def _pos_by_ending(lemma: str) -> str:
    """Return the part of speech that the ending of a lemma tells; "" where none does."""
    return next((pos for pos, ending in ENDINGS.items() if ending.search(lemma)), "")


def _verb_of(form: str) -> str:
    """Find the verb of a form in -ing that simplemma has as a noun: following → follow."""
    import simplemma

    stem = form[:-3]
    if not re.search("..[aeiouy]|[aeiouy]..", stem):
        return ""
    guesses = [simplemma.lemmatize(stem + "ed", "en"), stem, stem + "e"]
    if stem[-1:] == stem[-2:-1]:
        guesses.insert(2, stem[:-1])
    for guess in guesses:
        is_word = len(guess) > 2 and guess != stem + "ed" and simplemma.is_known(guess, "en")
        if is_word and simplemma.lemmatize(guess, "en") == guess:
            return guess
    return ""
