"""First names: whether a word is one, by the dictionary or by a list."""

from functools import cache
from pathlib import Path

from letopis.language.declension import CYRILLIC
from letopis.language.russian import analyzer
from letopis.people.entities import transliteration_key
from letopis.texts.tables import read_toml

FIRST_NAMES = Path(__file__).parent / "data" / "first_names.toml"


@cache
def _english_first_names() -> frozenset[str]:
    """Return the transliteration keys of the first names of English texts."""
    return frozenset(map(transliteration_key, read_toml(FIRST_NAMES)["en"].split()))


def is_english_first_name(name: str) -> bool:
    """Tell whether a word of an English text is a first name, in any spelling."""
    return transliteration_key(name) in _english_first_names()


@cache
def is_first_name(name: str) -> bool:
    """Tell whether a word is a first name and, in Russian, no surname.

    >>> is_first_name("Алёша"), is_first_name("Иванов"), is_first_name("Elizabeth")
    (True, False, True)
    """
    if not CYRILLIC.search(name):
        return is_english_first_name(name)
    marks = {mark for parse in analyzer().parse(name) for mark in parse.tag.grammemes}
    return "Name" in marks and "Surn" not in marks
