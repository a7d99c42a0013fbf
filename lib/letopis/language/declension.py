"""Case forms of Russian names, by rule: no dictionary, so a name nobody has seen before declines too.

The rules give too many forms rather than too few («Константиным» beside «Константином»): a form that never occurs
does no harm, a form that is missing splits one man in two.
"""

import re
from functools import cache
from itertools import product

import pandas as pd

from letopis.texts.tables import SEEDS, read_csv

CYRILLIC = re.compile(r"[А-Яа-яЁё]")
ROMANISED = (  # what the ways to write a Russian name in Latin letters differ in, done away with in this order
    ("x", "ks"), (r"ž|d?zh|dj|(?<=\w)j(?=[ei]n)|(?<=r)j(?=[io])", "z"), ("kh|ch(?=r)", "h"), ("sch|š", "sh"),
    ("tch|č", "ch"), ("tz|c(?=[kiy])", "ts"), ("ff?$|w", "v"), ("ou", "u"), ("'", ""),
    ("[yij]+$", "i"), ("[yij]o", "e"), ("[yij]+(?=[aeiou])", ""), ("[yj]", "i"), (r"(.)\1+", r"\1"))


@cache
def declensions() -> tuple[tuple[re.Pattern, list[str]], ...]:
    """Read declensions.csv: the first ending that fits a nominative applies: its cases replace what it matched."""
    rows = read_csv(SEEDS / "declensions.csv", ("ending", "cases")).itertuples()
    return tuple((re.compile(row.ending), row.cases.split()) for row in rows)


def decline(word: str) -> tuple[str, ...]:
    """Give the case forms of one word, the nominative first.

    In: a Russian name or noun in the nominative: masculine, feminine, neuter or plural. Acronyms, initials, words in
    another script and names in -о, -е, -у come back alone; of a hyphenated name the last part declines, and the first
    where it ends as a surname or an adjective does.

    >>> decline("Каменев")
    ('Каменев', 'Каменева', 'Каменеву', 'Каменевым', 'Каменевом', 'Каменеве')
    >>> decline("ОГПУ"), decline("Trotsky"), decline("Иоффе")
    (('ОГПУ',), ('Trotsky',), ('Иоффе',))
    """
    if not CYRILLIC.search(word) or word.isupper() or len(word) < 3:
        return (word,)
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        firsts = decline(first) if first.endswith(("в", "н", "й", "я")) else (first,)
        return tuple(f"{one}-{other}" for one, other in product(firsts, decline(last)))
    for ending, endings in declensions():
        if found := ending.search(word):
            return tuple(dict.fromkeys((word, *(word[: found.start()] + new for new in endings))))
    return (word,)


def nominatives(form: str) -> tuple[str, ...]:
    """Give every nominative from which the rules could have made this form, the form itself first.

    >>> "Рютин" in nominatives("Рютиным"), "Ягода" in nominatives("Ягоды")
    (True, True)
    """
    bases = [form[: len(form) - cut] for cut in range(4) if len(form) - cut > 2]
    guesses = (base + ending for base in bases for ending in ("", "а", "я", "й", "ий", "ой", "ый", "ая", "ия", "ь"))
    return tuple(dict.fromkeys((form, *(guess for guess in guesses if form in decline(guess)))))


def spellings(form: str) -> tuple[str, ...]:
    """Give the form and, where it has ё, the form with е.

    >>> spellings("Семён")
    ('Семён', 'Семен')
    """
    return tuple(dict.fromkeys((form, form.replace("ё", "е").replace("Ё", "Е"))))


@cache
def skeleton(name: str) -> str:
    """Give what the spellings of a Russian name in Latin letters have in common; short words and others unchanged.

    >>> skeleton("Yevgeny") == skeleton("Evgenii"), skeleton("Menjinsky") == skeleton("Menzhinskii")
    (True, True)
    """
    plain = name.lower()
    for spelling, common in ROMANISED if len(name) > 4 and not CYRILLIC.search(name) else ():
        plain = re.sub(spelling, common, plain)
    return plain.capitalize()


def forms(entities: pd.DataFrame, language: str) -> dict[str, str]:
    """Map each form of a one-word name to the name: what a lemmatiser must know before it guesses.

    In: the table of entities.csv and "ru" or "en". Left out: aliases in lower case, aliases in «…» (ordinary words
    too), and rows that are not a person, an organisation or a place. Of persons' longer names each word counts, so
    first names and patronymics come back in the nominative; a surname on its own goes before them.
    Out: {form as written: name as the table spells it}.

    >>> row = {"entity": "trotsky", "type": "person", "aliases_ru": "Лев Троцкий|Троцкий"}
    >>> forms(pd.DataFrame([row]), "ru")["Троцкого"]
    'Троцкий'
    """
    named = entities[entities["type"].isin(["person", "organisation", "place"])]
    aliases = [(kind, alias) for kind, cell in zip(named["type"], named[f"aliases_{language}"], strict=True)
               for alias in cell.split("|")]
    whole = [alias for _, alias in aliases if " " not in alias]
    pieces = [word for kind, alias in aliases if kind == "person" and " " in alias for word in alias.split()]
    known: dict[str, str] = {}
    for group in (whole, pieces):
        names = [name for name in group if name[:1].isupper() and "." not in name]
        pairs = [(written, name) for name in names for form in decline(name) for written in spellings(form)]
        for form, base in [*zip(names, names, strict=True), *pairs]:
            known.setdefault(form, base)
    return known
