"""Case forms of Russian names, by rule: a name that no dictionary has declines too.

The rules give too many forms rather than too few («Константиным» beside «Константином»): a form
that never occurs does no harm, a form that is missing splits one man in two.
"""

import re
from functools import cache
from itertools import product

from letopis.language.data import read_rows

CYRILLIC = re.compile(r"[А-Яа-яЁё]")
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
    hyphenated name the last part declines, and the first if it ends as a surname or an adjective.

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
