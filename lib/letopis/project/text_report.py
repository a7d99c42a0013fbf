"""What a text is like: how it was read, what searching passes over, and what to look at."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, combinations
from typing import Any

from letopis.language.russian import analyzer
from letopis.language.tokens import count_words
from letopis.texts.catalogue import detect_language
from letopis.texts.formats import Content
from letopis.texts.normalise import STRESS, fold

PASSED_OVER = {  # kept in the text; searching passes over them
    "letters made of two signs (NFD)": r"[^\W\d_][\u0300-\u036f]",
    "stress marks": STRESS.pattern,
    "soft hyphens": "\u00ad",
    "line ends of Windows": "\r\n",
}
RUSSIAN_OR_ENGLISH = re.compile("[A-Za-zА-Яа-яЁё]+")
OLD_LETTERS = re.compile("[ѣѢѳѲѵѴ]")  # a text with one is Russian, and so is its і
MOST_FOREIGN = 0.1  # share of the words that may have other letters
RUN_LENGTH = 8  # words that two texts have in a row
MOST_HOLDERS = 50  # texts; what more have in common is a formula
NEAR_COPY = 0.3  # share of the runs of the shorter text
SHOWN = 5  # words that a line shows


@cache
def troubles() -> list[dict[str, Any]]:
    """Read what to look at in a text: `description, pattern, remedy`, and perhaps `russian`."""
    path = files("letopis.project") / "data" / "troubles.toml"
    return tomllib.loads(path.read_text("utf-8"))["trouble"]


def text_report(content: Content, language: str = "") -> Iterator[str]:
    """Yield lines on a text: format, language, size, what searching passes over, what to look at.

    Args:
        content: The text and its format.
        language: The language the catalogue gives; "" means by the letters of the text.
    """
    text = content.text
    words = count_words(text)
    given_by = "sources.csv" if language else "its letters"
    language = language or detect_language(text)
    size = f"{counted(len(text), 'character')}, {counted(words, 'word')}"
    yield f"  read as     {content.format}; language {language} by {given_by}; {size}"
    foreign = foreign_words(text)
    is_foreign = len(foreign) > MOST_FOREIGN * max(words, 1)
    if is_foreign:
        share = min(len(foreign) / max(words, 1), 1)
        yield (
            f"  look at     neither Russian nor English by its letters ({share:.1%} of words: "
            f"{most_frequent(foreign)}): lemmas, dates and names will be guesses"
        )
    for description, pattern in PASSED_OVER.items():
        times = len(re.findall(pattern, text))
        if times:
            kept = "the text keeps them, searching passes over them"
            yield f"  normalised  {times:,} {description}: {kept}"
    for trouble in troubles():
        found = [match[0][:40] for match in re.finditer(trouble["pattern"], text)]
        if found and not (is_foreign and trouble.get("russian")):
            times = f"{len(found):,} ({len(found) / max(words, 1):.1%} of words)"
            shown = most_frequent(found)
            yield f"  look at     {times} {trouble['description']}: {shown}: {trouble['remedy']}"
    glued = glued_words(text)
    if glued:
        shown = most_frequent(glued)
        yield f"  look at     {len(glued):,} may be two words glued: {shown}: insert the space"


def foreign_words(text: str) -> list[str]:
    """Find the words with a letter that neither Russian, old spelling included, nor English has.

    >>> foreign_words("Він їхав до Москви")
    ['Він', 'їхав']
    """
    text = fold(text).text
    if OLD_LETTERS.search(text):
        text = re.sub("[іІ]", "и", OLD_LETTERS.sub("е", text))
    words = re.findall(r"[^\W\d_]+", text)
    return [word for word in words if not RUSSIAN_OR_ENGLISH.fullmatch(word)]


def glued_words(text: str) -> list[str]:
    """Find Russian words that are in no dictionary but fall into two that are.

    >>> glued_words("Но разведчикибыли готовы")
    ['разведчикибыли']
    """
    is_known = analyzer().word_is_known
    unknown = [word for word in re.findall(r"\b[а-яё]{8,40}\b", text) if not is_known(word)]
    return [
        word
        for word in unknown
        if any(is_known(word[:at]) and is_known(word[at:]) for at in range(3, len(word) - 2))
    ]


def near_copies(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each pair of texts that share many runs of eight words.

    Many means 30 % of the runs of the shorter text.
    """
    holders = defaultdict(set)
    for source, text in texts.items():
        for run in _runs(text):
            holders[hash(run)].add(source)
    sizes = Counter(chain.from_iterable(holders.values()))
    shared = [sorted(sources) for sources in holders.values() if 1 < len(sources) < MOST_HOLDERS]
    pairs = Counter(pair for sources in shared for pair in combinations(sources, 2))
    for (a, b), common in sorted(pairs.items()):
        share = common / min(sizes[a], sizes[b])
        if share >= NEAR_COPY:
            same = f"{share:.0%} of the shorter of {a!r} and {b!r} is in both"
            yield f"{same}: they are not two witnesses"


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words of a text."""
    words = re.findall(r"\w+", text.lower())
    for start in range(max(1, len(words) - RUN_LENGTH + 1)):
        yield tuple(words[start : start + RUN_LENGTH])


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 text, 2,000 texts."""
    plural = "" if number == 1 else "s"
    return f"{number:,} {noun}{plural}"


def most_frequent(words: Iterable[str]) -> str:
    """Return the most frequent words, in quotation marks, with how often they occur.

    >>> most_frequent(["Рютин", "Рютин", "Глыбин"])
    "'Рютин' ×2, 'Глыбин'"
    """
    counts = Counter(words)
    shown = [
        f"{word!r} ×{times}" if times > 1 else repr(word)
        for word, times in counts.most_common(SHOWN)
    ]
    more = " …" if len(counts) > SHOWN else ""
    return ", ".join(shown) + more
