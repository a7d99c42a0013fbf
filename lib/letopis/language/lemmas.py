"""Lemmas: the dictionary word behind each word of a sentence."""

from collections.abc import Mapping, Sequence

from letopis.language.context import choose_parses
from letopis.language.lexicon import Lexicon, package_lexicon
from letopis.language.russian import analyzer


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
    >>> lemmatise("His opponents were growing stronger".split(), "en")
    ['his', 'opponent', 'be', 'grow', 'strong']
    """
    if isinstance(words, str):
        raise TypeError(
            f"lemmatise: got the string {words[:40]!r}; expected a list of words, such as "
            f"{words.split()[:3]}."
        )
    return sentence_lemmas(words, package_lexicon(language), names or {})


def sentence_lemmas(words: Sequence[str], lexicon: Lexicon, names: Mapping[str, str]) -> list[str]:
    """Return the lemma of each word of one sentence, by a lexicon; see `lemmatise`."""
    entries = [lexicon.word(form, names) for form in words]
    lemmas = [word.lemma() for word in entries]
    classes = [word.ambiguity for word in entries]
    for position, parse in choose_parses(classes, lexicon.language):
        lemmas[position] = parse.lemma(entries[position].stem)
    return lemmas


def dictionary_lemma(form: str, language: str) -> str:
    """Return what the dictionary alone says of a form: the lemma of its first parse."""
    if language == "ru":
        return analyzer().parse(form)[0].normal_form
    import simplemma

    return simplemma.lemmatize(form, "en").lower()
