"""Lemmas: the dictionary word behind each word; each form is looked up once and kept."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from letopis.language.context import ASKED_FORMS, choose_parses
from letopis.language.data import Rows, read_rows
from letopis.language.english import CLITIC, english_parses
from letopis.language.overrides import ALWAYS, Overrides, without_blanks
from letopis.language.parses import (
    CASES,
    AmbiguityClass,
    Entry,
    Parse,
    agreement_bits,
    governed_cases,
)
from letopis.language.russian import analyzer, is_russian_word, russian_entry
from letopis.language.tokens import is_initial, token_kind
from letopis.texts.languages import READ
from letopis.texts.normalise import LINE_END, fold

HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # which no dictionary can look up
ORDINAL_ENDING = re.compile("(?<=\\d)-?(?:[ыо]?[йеяхм]|[ое]?го|[ое]?му|[ыи]ми?|ую|ю|ая|ья|ье)$")
POS_OF_KIND = {"number": "NUM", "punctuation": "PUNCT"}


class Lexicon(dict[str, Entry]):
    """Form → entry, for one language; a form is looked up when it is first asked for.

    It has the `overrides` of lemmas.csv and the `stop_words` (lemma → part of speech).
    """

    def __init__(self, language: str, overrides: Rows, stop_words: Rows):
        """Begin with the rows of lemmas.csv and of stop_words.csv, and no form.

        Raises:
            ValueError: for a language that is not "ru" or "en".
        """
        if language not in READ:
            raise ValueError(f"language {language!r}; expected one of {', '.join(READ)}")
        self.language = language
        self.overrides = Overrides(overrides, language)
        self._own_forms = ASKED_FORMS.union(governed_cases(), self.overrides.forms)
        own = [row for row in stop_words if row["language"] == language]
        self.stop_words = {row["word"]: row["pos"] for row in own}

    def __missing__(self, form: str) -> Entry:
        """Look a form up and keep it."""
        entry = self[form] = self._look_up(without_marks(form))
        return entry

    def _look_up(self, form: str) -> Entry:
        """Read an initial, a number or a mark by itself, all else by the dictionary."""
        lower = form.lower()
        if not form.isalpha():
            pos = POS_OF_KIND.get(token_kind(form))
            if is_initial(form) and form not in self.overrides.lemmas[ALWAYS]:
                return _entry(lower, Parse("", form, "PROPN"))
            if HALF_CHARACTER.search(form):
                return _entry(lower, Parse("", lower, "X"))
            if pos:
                return _entry(lower, Parse("", ORDINAL_ENDING.sub("-й", lower), pos))
        if self.language == "ru" and len(form) == 1 and lower not in self.stop_words:
            entry = _entry("", Parse("", lower, "X"))
        elif self.language == "ru":
            entry = russian_entry(form)
        else:
            entry = _entry("", *english_parses(form, self.stop_words))
        if lower in self._own_forms or self.overrides.renames(entry):
            return Entry("", self.overrides.apply(lower, entry))
        return entry

    def entry(self, form: str, names: Mapping[str, str]) -> Entry:
        """Return the entry of a form; a known name (form → lemma) is nothing but this name."""
        name = names.get(without_clitic(form)) if names else None
        return self[form] if name is None else _name(name)

    def lemmatise(self, words: Sequence[str], names: Mapping[str, str]) -> list[str]:
        """Return the lemma of each word of one sentence; see `lemmatise`."""
        entries = [self.entry(form, names) for form in words]
        lemmas = [entry.lemma() for entry in entries]
        classes = [entry.ambiguity for entry in entries]
        for position, parse in choose_parses(classes, self.language):
            lemmas[position] = parse.lemma(entries[position].stem)
        return lemmas


@cache
def package_lexicon(language: str) -> Lexicon:
    """Return the lexicon of the package's own tables; what was looked up is kept between calls."""
    return Lexicon(language, read_rows("lemmas.csv"), read_rows("stop_words.csv"))


def lemmatise(
    words: Sequence[str], language: str, names: Mapping[str, str] | None = None
) -> list[str]:
    """Return the lemma of each word of one sentence.

    Args:
        words: the words, numbers and marks of the sentence, in order.
        language: "ru" or "en".
        names: names that are known, form → lemma; None: no name is known.

    Returns:
        As many lemmas, in lower case except known names and initials.

    Raises:
        ValueError: for another language.
        TypeError: for one string in place of the words.

    >>> lemmatise("Войска перешли на сторону Троцкого".split(), "ru", {"Троцкого": "Троцкий"})
    ['войско', 'перейти', 'на', 'сторона', 'Троцкий']
    """
    if isinstance(words, str):
        expected = f"expected a list of words, such as {words.split()[:3]}"
        raise TypeError(f"lemmatise: got the string {words[:40]!r}; {expected}.")
    return package_lexicon(language).lemmatise(words, names or {})


def dictionary_lemma(form: str, language: str) -> str:
    """Return what the dictionary alone says of a form: the lemma of its first parse."""
    if language == "ru":
        return str(analyzer().parse(form)[0].normal_form)
    import simplemma

    return simplemma.lemmatize(form, "en").lower()


def without_marks(form: str) -> str:
    """Return a form as it is searched: without stress marks, ligatures, blanks inside.

    A hyphen at the end of a line stays where only the word with it is known: социал-демократ.
    """
    plain = fold(form).text
    if "\n" in form:
        hyphenated = re.sub(LINE_END, "", form)
        if _is_known(hyphenated) and not _is_known(plain):
            return hyphenated
    return without_blanks(plain)


def _is_known(form: str) -> bool:
    """Return whether the dictionary of its alphabet has a form; in English, each of its parts."""
    if not form.isascii():
        return is_russian_word(form)
    import simplemma

    return all(simplemma.is_known(part, "en") for part in form.lower().split("-"))


def without_clitic(form: str) -> str:
    """Return a form without marks and without a clitic: Trotsky's → Trotsky."""
    return CLITIC.sub("", without_marks(form))


def _entry(form: str, *parses: Parse) -> Entry:
    """Return the entry of parses that are whole lemmas."""
    return Entry("", AmbiguityClass(parses, form))


@cache
def _name(name: str) -> Entry:
    """Return the entry of a known name."""
    return _entry("", Parse("", name, "PROPN", agreement=agreement_bits(CASES, ["masc", "femn"])))
