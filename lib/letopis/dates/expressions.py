"""Expressions: the words of a sentence that speak of time, and the raw value each rule reads from them.

The vocabulary and the ordered, named rules of both languages stand in seeds/expressions.toml and are applied here. A
raw value is a date in EDTF (1927-11-07), a date that does not say its year (XXXX-11-07), a step from another date (+1D)
or from the holiday (H-1W), a reference to one (=D), a day of speaking (@0), a day of the week (weekday 1), or a word
for what is no date (duration, vague, set). Which dates are meant is for dates.py.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from letopis.texts.tables import SEEDS, InputError, read_toml

YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d\d)(?!\d)")
SHORT_YEAR = re.compile(
    r"['’](\d\d)(?!\d)|(?<!\d)(\d\d)-?(?:го|й|му?|ом)(?=\s*г)|(?<=[^\W\d_]\s)(\d\d)-го(?=$|,)"
    r"|((?:двадцать|тридцать)\s\w+(?:ого|его|ом|ем))(?=\s+г|$)", re.IGNORECASE)
ONE = ("день", "днём", "днем", "неделю", "неделей", "месяц", "месяцем", "год", "годом")
LETTERS = re.compile(r"[^\W\d_]+")
NEAR = 200                                          # characters before a date within which words belong to it


class Expression(NamedTuple):
    """A stretch of a sentence that speaks of time: its place there, its raw value, the rule that read it.

    `modifier` is early, mid, late, first half, second half, about, eve, next, last, next year, last year or "";
    `other` the old-style reading of a pair.
    """

    start: int
    stop: int
    text: str
    value: str
    rule: str
    modifier: str = ""
    other: str = ""


class Rule(NamedTuple):
    """What a rule is called, what it looks for, how it is read and what it needs; a named day knows its day."""

    name: str
    pattern: re.Pattern
    reads: str
    needs: tuple[str, ...] = ("",)
    day: str = ""


@cache
def vocabulary() -> dict:
    """The language of time, as seeds/expressions.toml has it."""
    return read_toml(SEEDS / "expressions.toml")


@cache
def _stems(kind: str) -> dict[str, int]:
    lines = (line.split() for line in vocabulary()["stems"][kind].split("|"))
    return {stem: int(value) for value, *stems in lines for stem in stems}


def _stem(word: str, kind: str) -> int:
    stems = _stems(kind)
    return stems.get(max((stem for stem in stems if word.startswith(stem)), key=len, default=""), 0)


def compiled(pattern: str, language: str) -> re.Pattern:
    """Fill the <words> of a pattern in, let a blank stand for any white space, and compile it."""
    words = vocabulary()[language]["words"]
    for _ in range(4):
        pattern = re.sub(r"(?<!\?P)(?<!\(\?)<(\w+)>", lambda name: words[name[1]], pattern)
    return re.compile(pattern.replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """The ordered rules of a language. What a rule needs may be named as a list of `needs`; "" stands anywhere."""
    given, found = vocabulary()[language], []
    for rule in given["rule"]:
        needs = " ".join(given["needs"].get(one, one) for one in rule.get("needs", "").split()).split() or [""]
        found.append(Rule(rule["name"], compiled(rule["pattern"], language), rule["reads"], tuple(needs)))
    return tuple(found)


@cache
def signs(kind: str, language: str) -> dict[str, re.Pattern]:
    """The patterns of expressions.toml that are no rules, by name: kind is before, within, aside or telling."""
    framed = r"(?<!\w)(?:%s) ?$" if kind == "before" else "%s"
    return {name: compiled(framed % words, language) for name, words in vocabulary()[language][kind].items()}


def plain(text: str) -> str:
    """Set case and the differences of digits aside: «7 Ноября» is «0 ноября»."""
    return re.sub(r"\d", "0", text.casefold())


def named_rules(days: Sequence[Mapping], language: str) -> tuple[Rule, ...]:
    """Make a rule of each phrase of a named day; * stands for any ending, # for a number of years after the day.

    In: the tables [[named_day]] of events.toml: day (YYYY-MM-DD, new style), ru and en (lists of phrases), and perhaps
    yearly (true: a phrase without # means that day in the year told of).
    Raises InputError for a day that is not a date.
    """
    found = []
    for row in days:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(row.get("day", ""))):
            raise InputError(f"events.toml, [[named_day]]: day is {row.get('day')!r}; expected one as \"1917-11-07\".")
        for phrase in row.get(language, ()):
            pattern = re.escape(phrase).replace(r"\#", r"(?P<n>\w[\w-]{0,30}?)")
            pattern = pattern.replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
            first = pattern[0] if pattern[0] in "(\\" else f"(?i:{pattern[0]})"
            day = row["day"] if "#" in phrase or not row.get("yearly") else f"XXXX{row['day'][4:]}"
            needs = max(re.split(r"[\s*#]", plain(phrase)), key=len)
            found.append(Rule("named day", re.compile(rf"(?<!\w){first}{pattern[1:]}(?!\w)"), "named", (needs,), day))
    return tuple(found)


def number(text: str) -> int | None:
    """Read a number in digits, in Roman digits, or in words of either language; None where there is none ("several").

    >>> number("двадцать седьмого"), number("XI"), number("tenth"), number("несколько")
    (27, 11, 10, None)
    """
    if digits := re.search(r"\d+", text):
        return int(digits[0])
    if re.fullmatch("[IVXХІ]+", text):
        values = [*(_stems("roman")[letter] for letter in text), 0]
        return sum(-one if one < following else one for one, following in pairwise(values))
    words = LETTERS.findall(text.lower().replace("ё", "е"))
    return sum(_stem(word, "numbers") for word in words) or (1 if words in (["a"], ["an"]) else None)


def _months(text: str) -> list[int]:
    return [month for word in LETTERS.findall(text.lower()) if (month := _stem(word, "months"))]


def _years(text: str) -> list[str]:
    short = (next(filter(None, groups)) for groups in SHORT_YEAR.findall(text))
    return YEAR.findall(text) or [f"19{number(year)}" for year in short] or ["XXXX"]


def _days(text: str) -> list[tuple[int, int, int]]:
    text = SHORT_YEAR.sub(lambda year: " " * len(year[0]), YEAR.sub("    ", text))
    words = re.finditer(r"\d{1,2}|(?:(?:двадцать|тридцать)\s|(?:twenty|thirty)-)?[^\W\d_]+", text, re.IGNORECASE)
    found = [(*word.span(), number(word[0])) for word in words if not _months(word[0])]
    return [(start, stop, day) for start, stop, day in found if day and day < 32]


def _before_new_year(first: str, last: str, years: list[str]) -> str:
    """The year of the first of two dates: its own, or that of the last, or the one before where a new year began."""
    return years[0] if len(years) == 2 or first <= last or "X" in years[0] else str(int(years[0]) - 1)


def _span(first: str, last: str) -> str:
    """Join two ends; nothing where the span would run backwards: then they are two dates."""
    return f"{first}/{last}" if first <= last or "X" in first + last else ""


def numeric(text: str) -> str:
    """07.11.1927, 7.XI.1927, 7/XI-27: the day first; nothing where that cannot be."""
    day, month, *year = re.split("[./-]", text)
    year = "".join(year) or "XXXX"
    year = "19" + year if len(year) == 2 else year
    sound = int(day) in range(1, 32) and number(month) in range(1, 13)
    return f"{year}-{number(month):02}-{int(day):02}" if sound else ""


def numeric_from_to(text: str) -> str:
    """29.07–09.08.1927: two days, the year of the last also that of the first."""
    first, last = (numeric(part.strip()) for part in re.split("[–—-]+", text))
    years = [year for year in (first[:4], last[:4]) if year != "XXXX"]
    return _span(f"{_before_new_year(first[5:], last[5:], years)}{first[4:]}", last) if first and last else ""


def two_styles(text: str) -> str:
    """25 октября (7 ноября) 1917 года: "new|old", the new style being 10 to 13 days later; else nothing."""
    days, months, years = [day for *_, day in _days(text)], _months(text), _years(text)
    if len(days) != 2 or len(months) not in (1, 2):
        return ""
    known = [int(year.replace("XXXX", "1927")) for year in (years * 2)[:2]]
    if len(years) == 1 and sorted(months) == [1, 12]:
        known = [year - (month == 12) for year, month in zip(known, months, strict=True)]
    readings = list(zip(known, (months * 2)[:2], days, strict=True))
    if any(day > monthrange(year, month)[1] for year, month, day in readings):
        return ""
    old, new = sorted(date(*reading) for reading in readings)
    printed = [f"{years[-1] if 'X' in years[-1] else day.year}{day:-%m-%d}" for day in (new, old)]
    return "|".join(printed) if 10 <= (new - old).days <= 13 else ""


def days_from_to(text: str) -> str:
    """С 2 по 19 декабря 1927 г.; December 20 to January 3, 1928: what the first day leaves out the last one says."""
    days, months, years = [day for *_, day in _days(text)], _months(text), _years(text)
    if len(days) != 2:
        return ""
    first, last = f"{months[0]:02}-{days[0]:02}", f"{months[-1]:02}-{days[1]:02}"
    return _span(f"{_before_new_year(first, last, years)}-{first}", f"{years[-1]}-{last}")


def day(text: str) -> str:
    """7 ноября 1927 года; November 7; the seventh of November."""
    return f"{_years(text)[0]}-{_months(text)[0]:02}-{_days(text)[0][2]:02}"


def day_of_month(text: str) -> str:
    """7-го числа; on the 14th."""
    return f"XXXX-XX-{_days(text)[0][2]:02}"


def weekday(text: str) -> str:
    """В понедельник; on Friday: its number, Monday being 1; nothing where no day of the week is named."""
    return next((f"weekday {day}" for word in LETTERS.findall(text.lower()) if (day := _stem(word, "weekdays"))), "")


def month(text: str) -> str:
    """В ноябре 1927 года; in October."""
    return f"{_years(text)[0]}-{_months(text)[0]:02}"


def months_from_to(text: str) -> str:
    """December 1917 - January 1918; с октября по декабрь 1927 года."""
    first, last = (f"{month:02}" for month in _months(text))
    return _span(f"{_before_new_year(first, last, _years(text))}-{first}", f"{_years(text)[-1]}-{last}")


def season(text: str) -> str:
    """Осенью 1927 года; the autumn of 1924."""
    found = (_stem(word, "seasons") for word in LETTERS.findall(text.lower()))
    return "/".join(f"{_years(text)[0]}-{season}" for season in found if season)


def winter(text: str) -> str:
    """Зимой 1928/29 года."""
    first = int(_years(text)[0])
    return f"{first}-12/{first + 1}-02"


def years_from_to(text: str) -> str:
    """1928–1930 гг.; 1928/29; nothing where the second year is not the later one."""
    first, last = re.findall(r"\d+", text)[:2]
    last = first[:2] + last if len(last) == 2 else last
    near = "/" not in text or int(last) - int(first) == 1
    return f"{first}/{last}" if first < last and near else ""


def decade(text: str) -> str:
    """20-е годы; the 1920s; двадцатые годы."""
    tens = str(number(text.lower().removeprefix("the ")))
    return f"{tens[:3] if len(tens) == 4 else '19' + tens[0]}X"


def century(text: str) -> str:
    """ХХ век; the 20th century; XVIII–XIX вв."""
    words = re.findall(r"[IVXХІ]+(?!\w)|\d+|\w{5,}", text)
    first, *last = [number(word) - 1 for word in words if number(word)]
    return f"{first:02}00/{last[-1]:02}99" if last else f"{first:02}XX"


def year(text: str) -> str:
    """1927 год; in 1927; в двадцать седьмом году."""
    spoken = number(text) or 0
    return _years(text)[0] if "X" not in _years(text)[0] else str(spoken if spoken > 1000 else 1900 + spoken)


READERS = {reader.__name__: reader for reader in (
    numeric, numeric_from_to, two_styles, days_from_to, day, day_of_month, weekday, month, months_from_to, season,
    winter, years_from_to, decade, century, year,
)}


def _read(rule: Rule, match: re.Match, text: str) -> Iterator[tuple[int, int, str]]:
    """The parts of a match with their values: one part, but for days listed."""
    start, stop = next((match.span(group) for group in "uvwxyz" if match.groupdict().get(group)), match.span())
    words = text[start:stop]
    if rule.reads == "days_listed":
        month_first = bool(_months(words[:_days(words)[0][0]]))
        for i, (first, last, number_) in enumerate(days := _days(words)):
            begin, end = 0 if not i and month_first else first, len(words) if i == len(days) - 1 else last
            yield start + begin, start + end, f"{_years(words)[0]}-{_months(words)[0]:02}-{number_:02}"
    elif rule.reads == "named":
        counted = number(match["n"]) if "n" in match.groupdict() else 0
        if counted is not None:
            yield start, stop, f"{int(rule.day[:4]) + counted}{rule.day[4:]}" if counted else rule.day
    elif rule.reads.endswith("nU"):
        unit = re.search(vocabulary()["stems"]["units"], words, re.IGNORECASE)
        counted = re.sub("(?i)^(?:через|спустя)", "", words[:unit.start()]).strip()
        amount = number(counted) if counted else unit[0].lower() in ONE
        yield start, stop, f"{rule.reads[:-2]}{amount:d}{'DWMY'[unit.lastindex - 1]}" if amount else "vague"
    else:
        yield start, stop, words if rule.reads == "iso" else READERS.get(rule.reads, lambda _: rule.reads)(words)


def _with_words_before(text: str, start: int, language: str) -> tuple[int, str]:
    """Where an expression begins with the words that modify it, and the modifier."""
    modifier, found = "", True
    while found:
        before = signs("before", language).items()
        hits = ((name, pattern.search(text, max(start - NEAR, 0), start)) for name, pattern in before)
        name, found = next(((name, hit) for name, hit in hits if hit), ("", None))
        start, modifier = (found.start() if found else start), name or modifier
    return start, modifier


def find(text: str, language: str, named: Sequence[Rule] = ()) -> list[Expression]:
    """Find the expressions of time in one sentence, in the order they stand.

    In: a sentence (folded, see sources.fold), its language (ru, en) and the rules of named days, which come first.

    >>> [(found.text, found.value) for found in find("В ноябре 1927 года, два дня спустя", "ru")]
    [('ноябре 1927 года', '1927-11'), ('два дня спустя', '+2D')]
    >>> [(found.text, found.value) for found in find("At the beginning of 1922 he may go", "en")]
    [('the beginning of 1922', '1922')]
    """
    taken, letters = [], plain(text)
    for rule in (*named, *rules(language)):
        if not any(need in letters for need in rule.needs):
            continue
        for match in rule.pattern.finditer(text):
            for start, stop, value in _read(rule, match, text):
                if not value or any(start < other.stop and other.start < stop for other in taken):
                    continue
                modifier = ""
                if value[:1].isdigit() or value[:1] in "Xw":
                    start, modifier = _with_words_before(text, start, language)
                    within = signs("within", language).items()
                    modifier = next((name for name, words in within if words.search(text, start, stop)), modifier)
                    taken = [other for other in taken if other.stop <= start or other.start >= stop]
                value, _, old = value.partition("|")
                taken.append(Expression(start, stop, text[start:stop], value, rule.name, modifier, old))
    return sorted(taken)


def aside(text: str, found: Expression, language: str) -> bool:
    """Say whether a date is only looked back or across to.

    So it is after certain words («ещё в 1924 году», "as far back as 1924"), in brackets, and where a bare year only
    says which one is meant («революции 1917 года», "the crisis of 1927").
    """
    bracket = text.count("(", 0, found.start) > text.count(")", 0, found.start) and ")" in text[found.start:]
    bare = re.fullmatch(r"\d{4}(?:[–-]\d{2,4})?(?: года)?", found.text)
    begin, patterns = max(found.start - NEAR, 0), signs("aside", language)
    kinds = ("before", "year") if bare else ("before",)
    return bracket or any(patterns[kind].search(text, begin, found.start) for kind in kinds)


def tells_back(text: str, found: Expression, language: str) -> bool:
    """Say whether the words around a date tell of what was before: "it was he who had led it", «когда-то»."""
    start = max(text.rfind(mark, 0, found.start) for mark in ",;:")
    stop = min((place for mark in ",;:" if (place := text.find(mark, found.stop + 1)) > 0), default=len(text))
    return bool(signs("aside", language)["back"].search(text[start + 1:stop]))


def dateline(text: str, found: Expression, language: str) -> bool:
    """Say whether a date, with a place at most, opens a report: «МОСКВА, 9 ноября.», "Monday, November 7"."""
    opening = signs("aside", language)["dateline"].fullmatch(text[:found.start])
    return bool(opening and signs("aside", language)["after dateline"].match(text[found.stop:]))
