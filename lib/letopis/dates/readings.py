"""Readings: the words of an expression as a value that may still need its context.

A normaliser (a method of Words) makes a value (see values.py), or "" where the words turn out to be
no date.
Years of two digits are of the 1900s.
"""

import re
from calendar import monthcalendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from letopis.dates.edtf import ORDINALS, days_from, ends, part, with_leap_day
from letopis.dates.grammar import Stems
from letopis.dates.values import LETTERS, number

YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d\d|[1-9]\d\d)(?!\d)")
SPLIT_YEAR = re.compile(r"(\d{4})/(\d{1,2})(?!\d)")  # 1731/2: old style 1731, new style 1732
CENTURY = re.compile(r"(?<!\w)(?:век|столет|centur|вв?\.)\w*", re.IGNORECASE)
TEEN = re.compile(r"([a-z]+teen)[\s-](?=[a-z]+ties\b)", re.IGNORECASE)
LAST_CENTURY = re.compile(r"прошл\w+ (?:век|столет)|last centur", re.IGNORECASE)
PART = re.compile(r"([\w-]+)\.?\s+(половин|пол\.|четверт|half|quarter)\w*", re.IGNORECASE)
TENS = re.compile(r"\d{4}|\d0|[^\W\d_]{5,}")
DAY = re.compile(r"\d{1,2}|(?:(?:двадцать|тридцать)\s|(?:twenty|thirty)-)?[^\W\d_]+", re.IGNORECASE)
OR = re.compile(r"\b(?:или|либо|то\s+ли|or)\b")
RANGE = re.compile("[–—-]+")
HALF = re.compile("пол|half", re.IGNORECASE)


def _first_year(first: str, last: str, years: list[str]) -> str:
    """Return the year of the first of two dates: its own, or that of the last or the one before."""
    if len(years) == 2 or first <= last or "X" in years[0]:
        return years[0]
    return str(int(years[0]) - 1)


def _later_year(years: re.Match[str]) -> str:
    """Return the second of two years that follow each other, of others both; as long as they."""
    first, last = years.groups()
    following = str(int(first) + 1)
    return following.ljust(len(years[0])) if following.endswith(last) else years[0]


def _span(first: str, last: str) -> str:
    """Join two ends; "" where the span would run backwards: then they are two dates."""
    return f"{first}/{last}" if first <= last or "X" in first + last else ""


class Words(NamedTuple):
    """The words of an expression; a method for each way to make a value of them."""

    text: str
    stems: Stems

    def named(self, kind: str) -> list[int]:
        """Return the numbers of the months, seasons or weekdays named."""
        numbers = (self.stems.number(kind, word) for word in LETTERS.findall(self.text.lower()))
        return [number for number in numbers if number]

    @property
    def months(self) -> list[int]:
        """Return the months named."""
        return self.named("months")

    @property
    def years(self) -> list[str]:
        """Return the years of three or four digits, or else of two; ["XXXX"] without any."""
        groups = self.stems.two_digit_year.findall(self.text)
        short = [f"19{number(''.join(parts), self.stems):02}" for parts in groups if any(parts)]
        text = SPLIT_YEAR.sub(_later_year, self.text)
        return [year.zfill(4) for year in YEAR.findall(text)] or short or ["XXXX"]

    @property
    def day_places(self) -> list[tuple[int, int, int]]:
        """Return the days of a month, each with its start and stop."""
        text = SPLIT_YEAR.sub(_later_year, self.text)
        for pattern in (YEAR, self.stems.two_digit_year):
            text = pattern.sub(lambda year: "." * len(year[0]), text)
        found = []
        for word in DAY.finditer(text):
            day = number(word[0], self.stems)
            is_weekday = self.stems.number("weekdays", word[0].lower())
            if day and day < 32 and not is_weekday:
                found.append((*word.span(), day))
        return found

    @property
    def month_places(self) -> list[tuple[int, int, int]]:
        """Return the months named, each with its start and stop."""
        words = LETTERS.finditer(self.text)
        places = ((*word.span(), self.stems.number("months", word[0].lower())) for word in words)
        return [place for place in places if place[2]]

    @property
    def year_places(self) -> list[tuple[int, int, int]]:
        """Return the years of three or four digits, each with its start and stop."""
        return [(*year.span(), int(year[0])) for year in YEAR.finditer(self.text)]

    def _cut(self, start: int, stop: int) -> "Words":
        """Return some of the words."""
        return self._replace(text=self.text[start:stop])

    @property
    def days(self) -> list[int]:
        """Return the days of a month."""
        return [day for _, _, day in self.day_places]

    def iso(self) -> str:
        """Read 1927-11-07."""
        return self.text

    def numeric(self) -> str:
        """Read 07.11.1927, 7.XI.1927, 7/XI-27, 7 XI 1927: the day first."""
        day, month, *rest = re.split(r"[./\s-]+", self.text)
        year = rest[0] if rest else "XXXX"
        named = self.stems.number("months", month.lower())
        month_number = named or number(month, self.stems) or 0
        is_date = 1 <= int(day) <= 31 and 1 <= month_number <= 12
        year = f"19{year}" if len(year) == 2 else year
        return f"{year}-{month_number:02}-{int(day):02}" if is_date else ""

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
        months = (self.months * 2)[:2]
        is_yearless = "X" in self.years[-1]
        years = [int(year.replace("XXXX", "1927")) for year in (self.years * 2)[:2]]
        if sorted(months) == [1, 12]:
            years = [years[1] - (month == 12) for month in months]
        days = list(zip(years, months, self.days, strict=False))
        for old, new in (days, days[::-1]) if len(days) == len(self.days) == 2 else ():
            year, month, day = old
            try:  # a 29 February of the old style counts as 1 March
                days_apart = date(*new) - date(year, month, 1) - timedelta(days=day - 1)
            except ValueError:  # a day that does not exist
                continue
            if 10 <= days_apart.days <= 13:
                pair = (f"-{month:02}-{day:02}" for year, month, day in (new, old))
                ends = zip((new[0], old[0]), pair, strict=True)
                return "|".join(("XXXX" if is_yearless else f"{y:04}") + rest for y, rest in ends)
        return ""

    def days_from_to(self) -> str:
        """Read с 2 по 19 декабря 1927 г.; what the first day leaves out the last one says."""
        days = self.days
        if len(days) != 2:
            return ""
        first = f"{self.months[0]:02}-{days[0]:02}"
        last = f"{self.months[-1]:02}-{days[1]:02}"
        year = _first_year(first, last, self.years)
        return _span(f"{year}-{first}", f"{self.years[-1]}-{last}")

    def two_styles_from_to(self) -> str:
        """Read 24–25 октября (6–7 ноября) 1917 года as "new|old"; the year is that of both."""
        year = self.years[-1]
        spans = re.split(r"[(\[]", YEAR.sub("", self.text))
        old, new = sorted(self._replace(text=f"{it} {year}").days_from_to() for it in spans)
        pair = [ends(it.replace("XXXX", "1927"))[0] for it in (old, new) if it]
        return f"{new}|{old}" if len(pair) == 2 and 10 <= days_from(*pair) <= 13 else ""

    def listed(self, kind: str) -> Iterator[tuple[int, int, str]]:
        """Read 12, 14 и 16 ноября 1927 года: each member of a list with its start and stop.

        What they share belongs to the member it stands beside. A list with “or” is one choice.

        Args:
            kind: What the members are, as a method of this class reads one: day, month, year.
        """
        if OR.search(self.text):
            members = self._replace(text=OR.sub(",", self.text)).listed(kind)
            yield 0, len(self.text), "[" + ",".join(value for _, _, value in members) + "]"
            return
        places = [place[:2] for place in getattr(self, f"{kind}_places")]
        is_shared_first = kind == "day" and bool(places and self._cut(0, places[0][0]).months)
        shared = list(self.text)
        for start, stop in places:
            shared[start:stop] = " " * (stop - start)
        value = "XX"
        for i, (start, stop) in enumerate(places):
            begin = 0 if i == 0 and is_shared_first else start
            end = len(self.text) if i == len(places) - 1 else stop
            member = self._replace(text=f"{self.text[start:stop]} {''.join(shared)}")
            century = value[:2]
            value = getattr(member, kind)()
            if kind == "decade" and value.startswith("XX"):  # the 1860s and 70s
                value = century + value[2:]
            yield begin, end, value

    def day(self) -> str:
        """Read 7 ноября 1927 года; November 7; the seventh of November."""
        words = self if self.days else self._replace(text=f"{self.text} .")  # «Ноября 11-го»
        if not words.days or not words.months:
            return ""
        return with_leap_day(f"{words.years[0]}-{words.months[0]:02}-{words.days[0]:02}")

    def day_of_month(self) -> str:
        """Read 7-го числа; on the 14th."""
        numbers = (number(word[0], self.stems) or 0 for word in DAY.finditer(self.text))
        return "".join(f"XXXX-XX-{day:02}" for day in [*filter(None, numbers)][:1] if day < 32)

    def weekday(self) -> str:
        """Read в понедельник; on Friday."""
        return "".join(f"weekday {day}" for day in self.named("weekdays")[:1])

    def month(self) -> str:
        """Read в ноябре 1927 года; in October."""
        return f"{self.years[0]}-{self.months[0]:02}"

    def nth_weekday(self) -> str:
        """Read the first Monday of December 1927; without a year, the month."""
        month = self.month()
        if "X" in month:
            return month
        year, number_of_month = map(int, month.split("-"))
        weekday = self.named("weekdays")[0]
        days = [row[weekday - 1] for row in monthcalendar(year, number_of_month)]
        nth = number(LETTERS.findall(self.text.lower().removeprefix("the "))[0], self.stems) or 0
        return f"{month}-{[day for day in days if day][nth - 1]:02}"

    def months_from_to(self) -> str:
        """Read December 1917 - January 1918; с октября по декабрь 1927 года."""
        first, last = (f"{month:02}" for month in self.months)
        return _span(f"{_first_year(first, last, self.years)}-{first}", f"{self.years[-1]}-{last}")

    def season(self) -> str:
        """Read осенью 1927 года; the spring and summer of 1926."""
        return "/".join(f"{self.years[0]}-{season}" for season in self.named("seasons"))

    def winter(self) -> str:
        """Read зимой 1928/29 года."""
        first = int(YEAR.findall(self.text)[0])
        return f"{first}-12/{first + 1}-02"

    def years_from_to(self) -> str:
        """Read 1928–1930 гг.; 1928/29; 1921-2; not where the second year is not the later one."""
        first, last = re.findall(r"\d+", self.text)[:2]
        last = first[: 4 - len(last)] + last
        return f"{first}/{last}" if first < last else ""

    def decade(self) -> str:
        """Read 20-е годы; the 1920s; двадцатые годы XIX века; 1920–1930-е; 1990–2000s."""
        _, century = self._without_century()
        tens = [f"{ten:02}" for _, _, ten in self.decade_places]
        if not tens:
            return ""
        first = tens[0] if len(tens[0]) == 4 else century + tens[0]
        last = tens[-1] if len(tens[-1]) == 4 else first[:2] + tens[-1]
        if first == last:
            return f"{first[:3]}X"
        return _span(first, f"{last[:3]}9" if last.endswith("0") else last)

    @property
    def decade_places(self) -> list[tuple[int, int, int]]:
        """Return the years of four digits and the tens of years, each with its start and stop."""
        words = (
            (*word.span(), number(word[0], self.stems) or 0)
            for word in TENS.finditer(self._without_century()[0])
        )
        return [it for it in words if it[2] > 1000 or (it[2] % 10 == 0 and 10 < it[2] < 100)]

    def _without_century(self) -> tuple[str, str]:
        """Return the words before the name of a century, and its first two digits: XIX века, 18."""
        if LAST_CENTURY.search(self.text):
            return LAST_CENTURY.split(self.text)[0], "PP"
        end = CENTURY.search(self.text)
        if not end:
            teen = TEEN.search(self.text)
            return self.text, f"{number(teen[1], self.stems)}" if teen else "XX"
        *_, (start, _, last) = self._cut(0, end.start()).century_places
        return self.text[:start], f"{last - 1:02}"

    @property
    def century_places(self) -> list[tuple[int, int, int]]:
        """Return the numbers of the centuries, each with its start and stop."""
        text = CENTURY.sub(lambda noun: " " * len(noun[0]), self.text)
        text = PART.sub(lambda part: " " * len(part[0]), text)
        words = [*re.finditer(r"(?<!\w)[IVXХІ]+(?!\w)|" + DAY.pattern, text, re.IGNORECASE)]
        numbers = ((*word.span(), number(word[0], self.stems) or 0) for word in words)
        return [place for place in numbers if 0 < place[2] < 30]

    def century(self) -> str:
        """Read ХХ век; the 20th century; в 19 веке."""
        return "".join(f"{found - 1:02}XX" for _, _, found in self.century_places[:1])

    def centuries_from_to(self) -> str:
        """Read XVIII–XIX вв.; конец XIX – начало XX века."""
        if len(self.century_places) < 2:
            return ""
        (start, stop, first), (second, _, last) = self.century_places[:2]
        begin, _ = ends(self._cut(0, start).part_of_century(first))
        _, end = ends(self._cut(stop, second).part_of_century(last))
        return _span(begin.replace("X", "0"), end.replace("X", "9"))

    def part_of_century(self, century: int) -> str:
        """Return a century, or its half or quarter where these words name one."""
        named = PART.search(self.text)
        ordinal = number(named[1], self.stems) if named else None
        if not named or not ordinal or ordinal > len(ORDINALS):
            return f"{century - 1:02}XX"
        unit = "quarter" if named[2].lower() in ("четверт", "quarter") else "half"
        return part(f"{century - 1:02}XX", f"{ORDINALS[ordinal - 1]} {unit}")

    def year(self) -> str:
        """Read 1927 год; in 1927; в 988 году; в двадцать седьмом году."""
        if "X" not in self.years[0]:
            return self.years[0]
        spoken = number(self.text, self.stems) or 0
        return str(spoken if spoken > 1000 else 1900 + spoken)

    def common_era(self) -> str:
        """Read 79 год н. э.; AD 79."""
        return f"{number(self.text, self.stems):04}"

    def nth_day(self) -> str:
        """Read на пятый день; on the third day."""
        return "".join(f"nth {day}" for day in self.days[:1])

    def later(self, sign: str = "+") -> str:
        """Read два дня спустя; two days later; несколько дней спустя is "vague".

        Half a year is six months: полгода, полтора года; weeks and months are counted in halves.
        """
        unit = self.stems.units.search(self.text)
        if unit is None:
            return ""
        count = number(self.text[: unit.start()], self.stems)
        if HALF.search(self.text):
            halves = 3 if "полтор" in self.text.lower() else 2 * (count or 0) + 1
            units = {2: f"{halves}HW", 3: f"{halves}HM", 4: f"{6 * halves}M"}
            return sign + units[unit.lastindex] if unit.lastindex in units else "vague"
        weeks = 2 if unit[0].lower().startswith("fortnight") else 1
        amount = weeks * (count or unit[0].lower() in self.stems.one)
        return f"{sign}{amount}{'DWMY'[(unit.lastindex or 1) - 1]}" if amount else "vague"

    def earlier(self) -> str:
        """Read годом раньше; two days ago."""
        return self.later("-")

    def before_holiday(self) -> str:
        """Read за неделю до праздника; a week before the holiday."""
        return self.later("H-")
