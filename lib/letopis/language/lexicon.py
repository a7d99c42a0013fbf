"""The lexicon: what each form of a language can be, looked up once and kept."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from letopis.language.agreement import CASES, agreement_bits
from letopis.language.context import ASKED_FORMS
from letopis.language.data import read_rows
from letopis.language.english import CLITIC, english_parses
from letopis.language.overrides import ALWAYS, Overrides
from letopis.language.parses import AmbiguityClass, Parse, Word
from letopis.language.russian import russian_word
from letopis.language.tokens import is_initial, token_kind
from letopis.texts.normalise import fold

LANGUAGES = ("ru", "en")
HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # which no dictionary can look up
ORDINAL_ENDING = re.compile("(?<=\\d)-?(?:[ыо]?[йеяхм]|[ое]?го|[ое]?му|[ыи]ми?|ую|ю|ая|ья|ье)$")
POS_OF_KIND = {"number": "NUM", "punctuation": "PUNCT"}
NAME_AGREEMENT = agreement_bits(CASES, ["masc", "femn"])
Rows = Iterable[Mapping[str, str]]


class Lexicon(dict[str, Word]):
    """Form → word with its parses, for one language.

    Attributes:
        language: "ru" or "en".
        overrides: the rows of lemmas.csv of this language.
        stop_words: lemma → part of speech.
    """

    def __init__(
        self, language: str, overrides: Rows | None = None, stop_words: Rows | None = None
    ):
        """Begin with no form looked up.

        Args:
            language: "ru" or "en".
            overrides: rows with language, form, lemma, condition; None: those of the package.
            stop_words: rows with language, word, pos; None: those of the package.

        Raises:
            ValueError: for another language.
        """
        if language not in LANGUAGES:
            raise ValueError(f"language {language!r}; expected one of {', '.join(LANGUAGES)}")
        rows = read_rows("lemmas.csv") if overrides is None else overrides
        words = read_rows("stop_words.csv") if stop_words is None else stop_words
        self.language = language
        self.overrides = Overrides.of(rows, language)
        self.stop_words = {row["word"]: row["pos"] for row in words if row["language"] == language}

    def __missing__(self, form: str) -> Word:
        """Look a form up and keep it."""
        word = self[form] = self._look_up(without_marks(form))
        return word

    def word(self, form: str, names: Mapping[str, str]) -> Word:
        """Return a form with its parses; a known name has one, that of its nominative."""
        if names:
            name = names.get(without_clitic(form))
            if name is not None:
                return _name(name)
        return self[form]

    def _look_up(self, form: str) -> Word:
        """Look a form without marks up."""
        lower = form.lower()
        if not form.isalpha():
            parse = self._parse_without_dictionary(form)
            if parse is not None:
                return Word("", AmbiguityClass((parse,), lower))
        if self.language == "ru":
            word = russian_word(form)
        else:
            word = Word("", AmbiguityClass(english_parses(form, self.stop_words)))
        if lower in ASKED_FORMS or self.overrides.concerns(lower, word):
            return Word("", self.overrides.apply(lower, word))
        return word

    def _parse_without_dictionary(self, form: str) -> Parse | None:
        """Return the parse of an initial, a number, a mark; None for a word."""
        if is_initial(form) and form not in self.overrides.lemmas[ALWAYS]:
            return Parse("", form, "PROPN")
        lower = form.lower()
        if HALF_CHARACTER.search(form):
            return Parse("", lower, "X")
        pos = POS_OF_KIND.get(token_kind(form))
        return Parse("", ORDINAL_ENDING.sub("-й", lower), pos) if pos else None


@cache
def package_lexicon(language: str) -> Lexicon:
    """Return the lexicon of the package's own tables; what was looked up is kept between calls."""
    return Lexicon(language)


def without_marks(form: str) -> str:
    """Return a form without soft hyphens and stress marks."""
    return form if form.isalpha() else fold(form).text


def without_clitic(form: str) -> str:
    """Return a form without marks and without a clitic: Trotsky's → Trotsky."""
    return form if form.isalpha() else CLITIC.sub("", without_marks(form))


@cache
def _name(name: str) -> Word:
    """Return a known name as a word."""
    return Word("", AmbiguityClass((Parse("", name, "PROPN", NAME_AGREEMENT),)))
