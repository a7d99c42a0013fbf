"""Languages: which one a text, or a paragraph of it, is written in.

Texts are read by the rules of Russian or of English, by their letters. Others are only recognised,
so that they are not taken for one of these in silence: by letters of their own and by their
commonest words. data/function_words.csv lists for each language its name, its letters, where they
tell it from those beside it (a regular expression), and 30 to 40 of the commonest prepositions,
conjunctions, particles and pronouns, as any grammar has them.
"""

import csv
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from letopis.texts.normalise import fold

READ = {"ru": "Russian", "en": "English"}
WORD = re.compile(r"[^\W\d_]+")
LOWER_CASE_WORD = re.compile("[a-zа-яё]{2}")
LEAST_SECOND = 0.05  # share of the words in a second language that makes a text bilingual
FEWEST_SECOND = 5  # words in it
FEWEST_WORDS = 10  # of which a language is guessed
LEAST_SHARE = 0.15  # of a language's words in a text that is in it
LEAD = 1.2  # how many times more than of the language whose rules read it


class Language(NamedTuple):
    """A language that is recognised: its name, its script, its letters, its commonest words."""

    name: str
    script: str
    letters: re.Pattern[str]
    words: frozenset[str]


def detect_language(text: str) -> str:
    """Return "ru" where most letters are Cyrillic, "en" otherwise.

    >>> detect_language("Троцкий, Trotsky, молчал.")
    'ru'
    """
    cyrillic = len(re.findall("[А-Яа-яЁё]", text))
    letters = len(re.findall(r"[^\W\d_]", text))
    return "ru" if cyrillic * 2 > letters else "en"


def other_language(text: str) -> str:
    """Return the name of the language of a text that is neither Russian nor English, or "".

    >>> other_language("Той не беше на площада, когато войската дойде и хората се върнаха там.")
    'Bulgarian'
    """
    words = WORD.findall(fold(text).text.lower())
    is_cyrillic = detect_language(text) == "ru"
    counts = {
        code: sum(word in language.words or has_letter(language, word) for word in words)
        for code, language in languages().items()
        if (language.script == "Cyrillic") == is_cyrillic
    }
    best = max(counts, key=lambda code: counts[code])
    home = counts["ru" if is_cyrillic else "en"]
    is_sure = counts[best] >= max(LEAD * home, LEAST_SHARE * len(words))
    is_other = best not in READ and len(words) >= FEWEST_WORDS
    return languages()[best].name if is_sure and is_other else ""


def has_letter(language: Language, word: str) -> bool:
    """Return whether a word has a letter that tells a language from those beside it."""
    return bool(language.letters.pattern) and language.letters.search(word) is not None


@cache
def languages() -> dict[str, Language]:
    """Read the languages that are recognised, by their code."""
    table = (files("letopis.texts") / "data" / "function_words.csv").read_text("utf-8")
    return {
        row["language"]: Language(
            row["name"],
            row["script"],
            re.compile(row["letters"]),
            frozenset(row["words"].split()),
        )
        for row in csv.DictReader(table.splitlines())
    }


def second_share(text: str) -> float:
    """Return which share of the words is in lines in the other of the two languages; 0 for a few.

    >>> round(second_share("Он ушёл домой к себе.\\nHe went home to his place."), 2)
    0.45
    """
    counts: Counter[str] = Counter()
    for line in text.splitlines():
        counts[detect_language(line)] += len(WORD.findall(line))
    second = min(counts[language] for language in READ)
    share = second / max(counts.total(), 1)
    return share if share >= LEAST_SECOND and second >= FEWEST_SECOND else 0.0


def paragraph_language(text: str, language: str) -> str:
    """Return the language of a paragraph of a text in a language: its own where it has words.

    >>> paragraph_language("He went home.", "ru"), paragraph_language("II. 1927", "ru")
    ('en', 'ru')
    """
    return detect_language(text) if LOWER_CASE_WORD.search(text) else language
