"""Case forms of Russian names, by rule: a name that no dictionary has declines too.

The rules give too many forms rather than too few («Константиным» beside «Константином»): a form
that never occurs does no harm, a form that is missing splits one man in two.
"""

import re
from functools import cache
from itertools import product

from letopis.language.data import read_rows

CYRILLIC = re.compile(r"[А-Яа-яЁё]")
NOMINATIVE_ENDINGS = ("", "а", "я", "й", "ий", "ой", "ый", "ая", "ия", "ь")
DECLINED_FIRST_PARTS = ("в", "н", "й", "я")  # endings of the first part of a hyphenated name


@cache
def declensions() -> tuple[tuple[re.Pattern[str], list[str]], ...]:
    """Return the rules of declensions.csv: an ending of a nominative, and what replaces it.

    The first ending that fits a name applies.
    """
    rows = read_rows("declensions.csv")
    return tuple((re.compile(row["ending"]), row["cases"].split()) for row in rows)


def decline(word: str) -> tuple[str, ...]:
    """Return the case forms of a Russian name or noun, the nominative first.

    Acronyms, initials, words in another script and names in -о, -е, -у come back alone. Of a
    hyphenated name the last part declines, and the first where it ends as a surname does.

    Args:
        word: the nominative, singular or plural.

    >>> decline("Каменев")
    ('Каменев', 'Каменева', 'Каменеву', 'Каменевым', 'Каменевом', 'Каменеве')
    >>> decline("ОГПУ"), decline("Trotsky"), decline("Иоффе")
    (('ОГПУ',), ('Trotsky',), ('Иоффе',))
    """
    if not CYRILLIC.search(word) or word.isupper() or len(word) < 3:
        return (word,)
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        first_forms = decline(first) if first.endswith(DECLINED_FIRST_PARTS) else (first,)
        pairs = product(first_forms, decline(last))
        return tuple(f"{first_form}-{last_form}" for first_form, last_form in pairs)
    for ending, cases in declensions():
        match = ending.search(word)
        if match:
            stem = word[: match.start()]
            return tuple(dict.fromkeys([word, *(stem + case for case in cases)]))
    return (word,)


def nominatives(form: str) -> tuple[str, ...]:
    """Return every nominative from which the rules could have made a form, the form itself first.

    >>> "Рютин" in nominatives("Рютиным"), "Ягода" in nominatives("Ягоды")
    (True, True)
    """
    stems = [form[: len(form) - cut] for cut in range(4) if len(form) - cut > 2]
    guesses = [stem + ending for stem in stems for ending in NOMINATIVE_ENDINGS]
    return tuple(dict.fromkeys([form, *(guess for guess in guesses if form in decline(guess))]))


def spellings(form: str) -> tuple[str, ...]:
    """Return a form and, where it has ё, the form with е.

    >>> spellings("Семён")
    ('Семён', 'Семен')
    """
    return tuple(dict.fromkeys([form, form.replace("ё", "е").replace("Ё", "Е")]))
