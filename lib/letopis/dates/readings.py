"""Readings: the words of an expression as a value that may still need its context.

Values are written in a small language, so that expressions.toml can name them:

    1927-11-07    an EDTF date or interval; XXXX-11-07 does not say its year, XXXX-XX-07 its month
    +2D, -1Y      a step from the date reached: a number of days, weeks, months or years (D W M Y)
    H, H-1W       the holiday, or a step from it
    =, =D, =M, =Y   the time, day, month or year reached; =DD that day and the one before
    @0, @-1       a number of days from the day of speaking; @= this morning, this day
    weekday 1     a day of the week, Monday being 1
    hour          an hour of the day reached
    duration, set, vague   no date

A normaliser (a method of Words) makes such a value, or "" where the words turn out to be no date.
Decades and years of two digits are of the 1900s.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from letopis.dates.grammar import Stems

YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d\d)(?!\d)")
LETTERS = re.compile(r"[^\W\d_]+")
ROMAN = re.compile("[IVXХІ]+")
DAY = re.compile(r"\d{1,2}|(?:(?:двадцать|тридцать)\s|(?:twenty|thirty)-)?[^\W\d_]+", re.IGNORECASE)
RANGE = re.compile("[–—-]+")
KINDS = {"@": "speech", "H": "holiday", "w": "weekday", "+": "step", "-": "step"}
KINDS |= {"=": "reference", "h": "hour"}


class TimeValue(NamedTuple):
    """A value taken apart.

    Its kind: date, step, holiday, reference, speech, weekday, hour; none for what has no date.
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
    if value in ("duration", "set", "vague"):
        return TimeValue("none", value)
    kind = KINDS.get(value[0], "date")
    if kind == "date":
        return TimeValue(kind, value)
    amount = re.search(r"[+-]?\d+", value)
    unit = re.search("[DWMY]+$", value)
    return TimeValue(kind, value, int(amount[0]) if amount else 0, unit[0] if unit else "")


def number(text: str, stems: Stems) -> int | None:
    """Return the number that a text says in digits, in Roman digits or in words, or None.

    «двадцать седьмого» is 27, "XI" is 11, "tenth" is 10, «несколько» is None.
    """
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits[0])
    if ROMAN.fullmatch(text):
        values = [*(stems.roman[letter] for letter in text), 0]
        return sum(-one if one < following else one for one, following in pairwise(values))
    words = LETTERS.findall(text.lower().replace("ё", "е"))
    if words in (["a"], ["an"]):
        return 1
    return sum(stems.number("numbers", word) for word in words) or None


def _first_year(first: str, last: str, years: list[str]) -> str:
    """Return the year of the first of two dates: its own, or that of the last or the one before."""
    if len(years) == 2 or first <= last or "X" in years[0]:
        return years[0]
    return str(int(years[0]) - 1)


def _span(first: str, last: str) -> str:
    """Join two ends; "" where the span would run backwards: then they are two dates."""
    return f"{first}/{last}" if first <= last or "X" in first + last else ""


class Words(NamedTuple):
    """The words of an expression; a method for each way to make a value of them."""

    text: str
    stems: Stems

    def named(self, kind: str) -> list[int]:
        """Return the numbers of the months, seasons or weekdays named."""
        words = LETTERS.findall(self.text.lower())
        numbers = (self.stems.number(kind, word) for word in words)
        return [number for number in numbers if number]

    @property
    def months(self) -> list[int]:
        """Return the months named."""
        return self.named("months")

    @property
    def years(self) -> list[str]:
        """Return the years of four digits, or else of two digits; ["XXXX"] without any."""
        groups = self.stems.two_digit_year.findall(self.text)
        short = [f"19{number(''.join(parts), self.stems)}" for parts in groups]
        return YEAR.findall(self.text) or short or ["XXXX"]

    @property
    def placed_days(self) -> list[tuple[int, int, int]]:
        """Return the days of a month, each with its start and stop."""
        text = YEAR.sub("    ", self.text)
        text = self.stems.two_digit_year.sub(lambda year: " " * len(year[0]), text)
        found = []
        for word in DAY.finditer(text):
            day = number(word[0], self.stems)
            if day and day < 32:
                found.append((*word.span(), day))
        return found

    @property
    def days(self) -> list[int]:
        """Return the days of a month."""
        return [day for _, _, day in self.placed_days]

    def iso(self) -> str:
        """Read 1927-11-07."""
        return self.text

    def numeric(self) -> str:
        """Read 07.11.1927, 7.XI.1927, 7/XI-27: the day first."""
        day, month, *rest = re.split("[./-]", self.text)
        year = rest[0] if rest else "XXXX"
        century = "19" if len(year) == 2 else ""
        month_number = number(month, self.stems) or 0
        is_date = 1 <= int(day) <= 31 and 1 <= month_number <= 12
        return f"{century}{year}-{month_number:02}-{int(day):02}" if is_date else ""

    def numeric_from_to(self) -> str:
        """Read 29.07–09.08.1927: two days; the year of the last is also that of the first."""
        parts = RANGE.split(self.text)
        first, last = (Words(part.strip(), self.stems).numeric() for part in parts)
        if not first or not last:
            return ""
        years = [end[:4] for end in (first, last) if not end.startswith("X")]
        return _span(_first_year(first[5:], last[5:], years) + first[4:], last)

    def two_styles(self) -> str:
        """Read 25 октября (7 ноября) 1917 года as "new|old": 10 to 13 days lie between them."""
        months = self.months
        is_yearless = "X" in self.years[-1]
        years = [int(year.replace("XXXX", "1927")) for year in (self.years * 2)[:2]]
        if sorted(months) == [1, 12]:
            years = [years[1] - (month == 12) for month in months]
        try:
            days = zip(years, (months * 2)[:2], self.days, strict=True)
            old, new = sorted(date(*day) for day in days)
        except ValueError:  # no two days that exist
            return ""
        if not 10 <= (new - old).days <= 13:
            return ""
        return "|".join(f"XXXX{day:-%m-%d}" if is_yearless else f"{day}" for day in (new, old))

    def days_from_to(self) -> str:
        """Read с 2 по 19 декабря 1927 г.; what the first day leaves out the last one says."""
        days = self.days
        years = self.years
        if len(days) != 2:
            return ""
        first = f"{self.months[0]:02}-{days[0]:02}"
        last = f"{self.months[-1]:02}-{days[1]:02}"
        return _span(f"{_first_year(first, last, years)}-{first}", f"{years[-1]}-{last}")

    def days_listed(self) -> Iterator[tuple[int, int, str]]:
        """Read 12, 14 и 16 ноября 1927 года: each day with its start and stop.

        The month and the year belong to the day they stand beside.
        """
        placed_days = self.placed_days
        month_first = bool(Words(self.text[: placed_days[0][0]], self.stems).months)
        for i, (start, stop, day) in enumerate(placed_days):
            begin = 0 if i == 0 and month_first else start
            end = len(self.text) if i == len(placed_days) - 1 else stop
            yield begin, end, f"{self.years[0]}-{self.months[0]:02}-{day:02}"

    def day(self) -> str:
        """Read 7 ноября 1927 года; November 7; the seventh of November."""
        return f"{self.years[0]}-{self.months[0]:02}-{self.days[0]:02}"

    def day_of_month(self) -> str:
        """Read 7-го числа; on the 14th."""
        return "".join(f"XXXX-XX-{day:02}" for day in self.days[:1])

    def weekday(self) -> str:
        """Read в понедельник; on Friday."""
        return "".join(f"weekday {day}" for day in self.named("weekdays")[:1])

    def month(self) -> str:
        """Read в ноябре 1927 года; in October."""
        return f"{self.years[0]}-{self.months[0]:02}"

    def months_from_to(self) -> str:
        """Read December 1917 - January 1918; с октября по декабрь 1927 года."""
        first, last = (f"{month:02}" for month in self.months)
        return _span(f"{_first_year(first, last, self.years)}-{first}", f"{self.years[-1]}-{last}")

    def season(self) -> str:
        """Read осенью 1927 года; the spring and summer of 1926."""
        return "/".join(f"{self.years[0]}-{season}" for season in self.named("seasons"))

    def winter(self) -> str:
        """Read зимой 1928/29 года."""
        first = int(self.years[0])
        return f"{first}-12/{first + 1}-02"

    def years_from_to(self) -> str:
        """Read 1928–1930 гг.; 1928/29; not where the second year is not the later one."""
        first, last = re.findall(r"\d+", self.text)[:2]
        last = first[: 4 - len(last)] + last
        return f"{first}/{last}" if first < last else ""

    def decade(self) -> str:
        """Read 20-е годы; the 1920s; двадцатые годы."""
        tens = str(number(self.text.lower().removeprefix("the "), self.stems))
        return f"{tens[:3]}X" if len(tens) == 4 else f"19{tens[0]}X"

    def century(self) -> str:
        """Read ХХ век; the 20th century; XVIII–XIX вв."""
        words = re.findall(r"[IVXХІ]+(?!\w)|\d+|\w{5,}", self.text)
        numbers = [number(word, self.stems) for word in words]
        first, *rest = [found - 1 for found in numbers if found]
        return f"{first:02}00/{rest[-1]:02}99" if rest else f"{first:02}XX"

    def year(self) -> str:
        """Read 1927 год; in 1927; в двадцать седьмом году."""
        if "X" not in self.years[0]:
            return self.years[0]
        spoken = number(self.text, self.stems) or 0
        return str(spoken if spoken > 1000 else 1900 + spoken)

    def later(self, sign: str = "+") -> str:
        """Read два дня спустя; two days later; несколько дней спустя is "vague"."""
        unit = self.stems.units.search(self.text)
        if unit is None:
            return ""
        count = number(self.text[: unit.start()], self.stems)
        amount = count or int(unit[0].lower() in self.stems.one)
        return f"{sign}{amount}{'DWMY'[(unit.lastindex or 1) - 1]}" if amount else "vague"

    def earlier(self) -> str:
        """Read годом раньше; two days ago."""
        return self.later("-")

    def before_holiday(self) -> str:
        """Read за неделю до праздника; a week before the holiday."""
        return self.later("H-")
