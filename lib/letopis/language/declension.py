"""Case forms of Russian names, by rule: no dictionary, so a name nobody has seen before declines too.

The rules give too many forms rather than too few («Константиным» beside «Константином»): a form that never occurs
does no harm, a form that is missing splits one man in two.
"""

import re
from functools import cache
from itertools import product

from letopis.texts.tables import SEEDS, read_csv

CYRILLIC = re.compile(r"[А-Яа-яЁё]")


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
