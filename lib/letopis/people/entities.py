"""The names of entities.csv: their forms, and what the spellings of a name have in common."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

import pandas as pd

from letopis.language.declension import CYRILLIC, decline

ROMANISATIONS = (  # what Latin spellings of a Russian name differ in, in the order of replacement
    ("\u0361", ""),  # the tie of t͡s
    ("x", "ks"),
    ("ĭ", "i"),
    (r"ž|d?zh|dj|(?<=\w)j(?=[ei]n)|(?<=r)j(?=[io])", "z"),
    ("kh|ch(?=r)", "h"),
    ("sch|š", "sh"),
    ("tch|č", "ch"),
    ("tz|c(?=[kiy])", "ts"),
    ("ff?$|w", "v"),
    ("ou", "u"),
    ("'", ""),
    ("[yij]+$", "i"),
    ("[yij]o", "e"),
    ("[yij]+(?=[aeiou])", ""),
    ("[yj]", "i"),
    (r"(.)\1+", r"\1"),
)
ROMAN_LETTERS = dict(
    pair.split("=")
    for pair in "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t "
    "у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya".split()
)
MARKS = re.compile("[\u0300-\u036f]")
NAMED_TYPES = ("person", "organisation", "place")


@cache
def transliteration_key(name: str) -> str:
    """Return what the Latin spellings of a Russian name have in common.

    Words of at most four letters, and words in other letters, stay as they are.

    >>> transliteration_key("Yevgeny") == transliteration_key("Evgenii")
    True
    """
    key = name.lower()
    if len(name) > 4 and not CYRILLIC.search(name):
        for spelling, common in ROMANISATIONS:
            key = re.sub(spelling, common, key)
        key = MARKS.sub("", normalize("NFD", key))
    return key.capitalize()


def romanise(name: str) -> str:
    """Return a Russian name in Latin letters, much as English books spell it.

    >>> romanise("Лев Троцкий"), romanise("Зиновьев")
    ('Lev Trotsky', 'Zinoviev')
    """
    letters = "".join(
        letter
        if letter.lower() not in ROMAN_LETTERS
        else ROMAN_LETTERS[letter.lower()].capitalize()
        if letter.isupper()
        else ROMAN_LETTERS[letter]
        for letter in name.replace("ье", "ие").replace("ьё", "ие")
    )
    return re.sub(r"[iy]y\b", "y", letters)


def name_forms(entities: pd.DataFrame, language: str) -> dict[str, str]:
    """Map each form of a one-word name to the name: what a lemmatiser must know before it guesses.

    Left out are aliases in lower case, aliases in «…» (ordinary words too), and rows that are not
    a person, an organisation or a place. Of persons' longer names each word counts, so first names
    and patronymics come back in the nominative; a surname listed by itself goes before them.

    Args:
        entities: The table of entities.csv.
        language: "ru" or "en".

    Returns:
        Form as written → name as the table spells it.

    >>> row = {"entity": "trotsky", "type": "person", "aliases_ru": "Лев Троцкий|Троцкий"}
    >>> name_forms(pd.DataFrame([row]), "ru")["Троцкого"]
    'Троцкий'
    """
    named = entities[entities["type"].isin(NAMED_TYPES)]
    whole: list[str] = []
    parts: list[str] = []
    for kind, cell in zip(named["type"], named[f"aliases_{language}"], strict=True):
        for alias in cell.split("|"):
            if " " not in alias:
                whole.append(alias)
            elif kind == "person":
                parts += alias.split()
    forms: dict[str, str] = {}
    for names in (whole, parts):
        own_forms = [name for name in names if name[:1].isupper() and "." not in name]
        for name in own_forms:
            forms.setdefault(name, name)
        for name in own_forms:
            for form in _written_forms(name):
                forms.setdefault(form, name)
    return forms


def _written_forms(name: str) -> Iterator[str]:
    """Return the case forms of a name, also with е for ё."""
    for form in decline(name):
        yield form
        yield form.replace("ё", "е").replace("Ё", "Е")
