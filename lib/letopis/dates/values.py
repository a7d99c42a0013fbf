"""Values: what the words of an expression say of time, perhaps still without their context.

Values are written in a small language, so that expressions.toml can name them:

    1927-11-07    an EDTF date, interval or choice; XXXX-11-07 does not say its year, XXXX-XX-07 its
                  month, XX2X its century; PP2X is of the century before that of the author
    +2D, -1Y      a step from the date reached: a number of days, weeks, months or years (D W M Y),
                  of half weeks or half months (HW HM)
    H, H-1W       the holiday, or a step from it
    =, =D, =M, =Y   the time, day, month or year reached; =DD that day and the one before
    @0, @-1, @-1W   a number of days from the day of speaking, or the week, month or year so many
                  away; @= this morning, this day
    weekday 1     a day of the week, Monday being 1
    hour          an hour of the day reached
    nth 3         the third day, counted from the day reached, which is the first
    duration, set, vague   no date, and so it is listed
    era           a date before Christ, which has no EDTF
    no date       a number of things, which is not
"""

import re
from itertools import pairwise
from typing import NamedTuple

from letopis.dates.grammar import Stems

LETTERS = re.compile(r"[^\W\d_]+")
ROMAN = re.compile("[IVXХІ]+")
ERA = "era"  # the value of a date before Christ
KINDS = {"@": "speech", "H": "holiday", "w": "weekday", "+": "step", "-": "step"}
KINDS |= {"=": "reference", "h": "hour", "n": "nth day"}


class TimeValue(NamedTuple):
    """A value taken apart.

    Its kind: date, step, holiday, reference, speech, weekday, nth day, hour; none for what has no
    date.
    """

    kind: str
    text: str
    amount: int = 0
    unit: str = ""


def parse_value(value: str) -> TimeValue:
    """Take a value apart.

    >>> parse_value("H-1W")
    TimeValue(kind='holiday', text='H-1W', amount=-1, unit='W')
    """
    if value in ("duration", "set", "vague", ERA):
        return TimeValue("none", value)
    kind = KINDS.get(value[0], "date")
    if kind == "date":
        return TimeValue(kind, value)
    amount = re.search(r"[+-]?\d+", value)
    unit = re.search("H?[DWMY]+$", value)
    return TimeValue(kind, value, int(amount[0]) if amount else 0, unit[0] if unit else "")


def number(text: str, stems: Stems) -> int | None:
    """Return the number that a text says in digits, in Roman digits or in words, or None.

    «двадцать седьмого» is 27, "XI" is 11, "tenth" is 10, «несколько» is None.
    """
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits[0])
    if ROMAN.fullmatch(text.upper()):
        values = [*(stems.roman[letter] for letter in text.upper()), 0]
        return sum(-one if one < following else one for one, following in pairwise(values))
    words = LETTERS.findall(text.lower().replace("ё", "е"))
    if words in (["a"], ["an"]):
        return 1
    return sum(stems.number("numbers", word) for word in words) or None
