"""English: what simplemma, and the ending, say a form can be."""

import re
from collections.abc import Mapping

from letopis.language.parses import Parse

CLITIC = re.compile("(?<=.)(?:['’](?:s|d|m|ll|re|ve)|n['’]t)$", re.IGNORECASE)
# A part of speech is given only where the ending of a lemma is sure to tell it.
NO_ADVERBS = "family|july|ally|apply|reply|supply|italy|assembly|monopoly|rely|imply|multiply"
ENDINGS = {
    "ADV": f"^(?!{NO_ADVERBS}).*..ly$",
    "NOUN": "(?:tion|sion|ment|ness|ity|ism|ist|ance|ence|ship|hood|age|or|cy)$",
    "ADJ": "(?:ous|ful|less|[cst](?<!mot)ive|able|ible|ic|ical|[ct]ial|onal|[nt]ral|ish)$",
}
# Plurals of words that simplemma does not have: kulaks, kolkhozes; of names only those of groups.
PLURALS = {
    "(?<=[^aeiou])ies$": "y",
    "(?:(?<=[sxz])|(?<=[cs]h))es$": "",
    "(?<=...[^eiusy])s$|(?<=ite)s$": "",
}
GROUP = re.compile("(?:ist|ite|[nv]ik|ack|chik)s$")
VERB_PRIOR = -1.2  # of -ing as a verb, where simplemma has it as a word of its own
NOUN_PRIOR = -1.0  # of -ing as a noun


def english_parses(form: str, stop_words: Mapping[str, str]) -> tuple[Parse, ...]:
    """Return what a form can be, whole lemmas: -ing a verb or a noun, all else as simplemma says.

    A clitic ('s, n't) and the -s of an unknown plural are cut off; stop words (lemma → part of
    speech) have their part of speech.

    >>> [(parse.suffix, parse.pos) for parse in english_parses("arresting", {})]
    [('arrest', 'VERB'), ('arresting', 'NOUN')]
    """
    import simplemma

    base = CLITIC.sub("", form)
    lower = base.lower()
    lemma = simplemma.lemmatize(base, "en").lower()
    is_known = simplemma.is_known(lower, "en")
    is_name = base[:1].isupper() and not is_known
    if lower.isalpha() and not is_known and (not is_name or GROUP.search(lower)):
        lemma = _singular(lower)
    if lower in stop_words or lemma in stop_words:
        pos = stop_words.get(lower, stop_words.get(lemma, ""))
    elif is_name:
        pos = "PROPN"
    elif lower.endswith("ing") and lemma != lower:
        return (Parse("", lemma, "VERB"), Parse("", lower, "NOUN", prior=NOUN_PRIOR))
    elif lower.endswith("ing") and _verb_of(lower):
        verb = Parse("", _verb_of(lower), "VERB", prior=VERB_PRIOR)
        return (Parse("", lower, "NOUN", prior=NOUN_PRIOR), verb)
    elif lower.endswith("ed") and lemma != lower:
        pos = "VERB"
    else:
        pos = next((pos for pos, ending in ENDINGS.items() if re.search(ending, lemma)), "")
    return (Parse("", lemma, pos),)


def _singular(form: str) -> str:
    """Return the singular of a plural by its ending alone: muzhiks → muzhik."""
    for ending, singular in PLURALS.items():
        if re.search(ending, form):
            return re.sub(ending, singular, form)
    return form


def _verb_of(form: str) -> str:
    """Find the verb of a form in -ing that simplemma has as a noun: following → follow."""
    import simplemma

    stem = form[:-3]
    if not re.search("..[aeiouy]|[aeiouy]..", stem):
        return ""
    undoubled = stem[:-1] if stem[-1:] == stem[-2:-1] else ""
    for guess in (simplemma.lemmatize(stem + "ed", "en"), stem, undoubled, stem + "e"):
        is_word = len(guess) > 2 and guess != stem + "ed" and simplemma.is_known(guess, "en")
        if is_word and simplemma.lemmatize(guess, "en") == guess:
            return guess
    return ""
