"""What a text is like: how it was read, what searching passes over, and what to look at."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, combinations
from typing import Any, NamedTuple

from letopis.language.lemmas import package_lexicon
from letopis.language.russian import analyzer
from letopis.language.tokens import count_words
from letopis.texts.formats import Content
from letopis.texts.languages import (
    READ,
    detect_language,
    other_language,
    second_share,
)
from letopis.texts.normalise import (
    CUT,
    INVISIBLE,
    ITALICS,
    LETTER,
    LIGATURES,
    RAISED,
    SPACED,
    STRESS,
    UNDERSCORES,
    fold,
)

PASSED_OVER = {  # kept in the text; searching passes over them
    "letters made of two signs (NFD)": re.compile(r"[^\W\d_][\u0300-\u036f]"),
    "stress marks": STRESS,
    "soft hyphens": re.compile("\u00ad"),
    "invisible characters": re.compile(f"(?!\u00ad|\ufeff)[{INVISIBLE}]"),
    "ligatures": re.compile(rf"\w*[{LIGATURES}]\w*"),
    "raised numbers": re.compile(f"[{RAISED}]+"),
    "words in _italics_": re.compile(rf"{UNDERSCORES.pattern}|{ITALICS.pattern}"),
    "words with letters set apart": SPACED,
    "words cut at the end of a line": re.compile(rf"{CUT.pattern}{LETTER}+"),
    "line ends of Windows": re.compile("\r\n"),
}
RUSSIAN_OR_ENGLISH = re.compile("[A-Za-zА-Яа-яЁё]+")
OLD_LETTERS = re.compile("[ѣѢѳѲѵѴ]")  # a text with one is Russian, and so is its і
MOST_FOREIGN = 0.1  # share of the words that may have other letters
RUN_LENGTH = 8  # words that two texts have in a row
MOST_HOLDERS = 50  # texts; what more have in common is a formula
NEAR_COPY = 0.3  # share of the runs of the shorter text
SHOWN = 5  # words that a line shows
GLUED_RATE = (
    0.0002  # share of the words of a text: of a clean book fewer than one in 20,000 look so
)
LONG = 6  # letters: two words as long as this are seldom a compound
# Function words that are also prefixes, or the beginnings of compounds.
PREFIXES = frozenset(
    "без вне воз все всё два две до за из кроме меж между мимо над наи обо один ото пере перед под "
    "после пред при про просто против противу раз сам само сверх столь там три через экстра "
    "двух трёх трех четырёх четырех двухсот трёхсот трехсот четырёхсот четырехсот полутора".split()
)


class Finding(NamedTuple):
    """A line of the report: its title, what it says, and what of it holds for other texts too."""

    title: str
    line: str
    kind: str = ""

    def __str__(self) -> str:
        """Return the line with its title."""
        return f"  {self.title:<11} {self.line}"


@cache
def troubles() -> list[dict[str, Any]]:
    """Read what to look at in a text: `description, pattern, remedy`, and perhaps `russian`."""
    path = files("letopis.project") / "data" / "troubles.toml"
    return tomllib.loads(path.read_text("utf-8"))["trouble"]


def text_report(content: Content, language: str = "") -> Iterator[Finding]:
    """Yield lines on a text: format, language, size, what searching passes over, what to look at.

    Args:
        content: The text and its format.
        language: The language the catalogue gives; "" means by the letters of the text.
    """
    text = content.text
    count = count_words(text)
    words = max(count, 1)
    other = other_language(text)
    yield _read_as(content, language, other, count)
    foreign = foreign_words(text)
    is_foreign = len(foreign) > MOST_FOREIGN * words
    guesses = "lemmas, dates and names will be guesses"
    if is_foreign:
        kind = f"neither Russian nor English by its letters: {guesses}"
        looks = f"; it looks {other}" if other else ""
        share = f"{min(len(foreign) / words, 1):.1%} of words: {most_frequent(foreign)}{looks}"
        yield Finding("look at", kind.replace(":", f" ({share}):"), kind)
    elif other:
        kind = f"{other} by its commonest words, neither Russian nor English: {guesses}"
        yield Finding("look at", kind, kind)
    yield from _second_language(text, language or detect_language(text))
    for description, pattern in PASSED_OVER.items():
        found = [match[0] for match in pattern.finditer(text)]
        if found:
            kept = "the text keeps them, searching passes over them"
            shown = f" ({most_frequent(found)})" if re.search(r"\w\W+\w", found[0]) else ""
            yield Finding("normalised", f"{len(found):,} {description}{shown}: {kept}", description)
    for trouble in troubles():
        found = [match[0][:40] for match in re.finditer(trouble["pattern"], text)]
        if found and not (is_foreign and trouble.get("russian")):
            times = f"{len(found):,} ({len(found) / words:.1%} of words)"
            line = f"{times} {trouble['description']}: {most_frequent(found)}: {trouble['remedy']}"
            yield Finding(
                "look at", line, f"words that {trouble['description']}: {trouble['remedy']}"
            )
    glued = glued_words(text)
    if len(glued) > GLUED_RATE * words:
        line = f"{len(glued):,} may be two words glued: {most_frequent(glued)}: insert the space"
        yield Finding("look at", line, "words that may be two, glued: insert the space")


def _read_as(content: Content, language: str, other: str, count: int) -> Finding:
    """Return the line on the format, language and size of a text."""
    given_by = "sources.csv" if language else "its letters"
    language = language or detect_language(content.text)
    rules = f"read by the rules of {READ[language]}"
    described = f"language {other}, {rules}" if other else f"language {language} by {given_by}"
    characters = counted(len(content.text), "character")
    words = counted(count, "word")
    return Finding("read as", f"{content.format}; {described}; {characters}, {words}")


def _second_language(text: str, language: str) -> Iterator[Finding]:
    """Yield a line where paragraphs are in the other of the two languages that are read."""
    share = second_share(text)
    if share:
        second = next(READ[other] for other in READ if other != language)
        remedy = "for counts of words put each language into a file of its own"
        kind = f"of the words are in paragraphs in {second}, and read as {second}: {remedy}"
        yield Finding("look at", f"{share:.0%} {kind}", kind)


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
    unknown = [word for word in re.findall(r"\b[а-яё]{7,40}\b", text) if not is_known(word)]
    return [word for word in unknown if any(_are_words(*halves) for halves in _halves(word))]


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield every way to cut a word into two of three letters or more."""
    for at in range(3, len(word) - 2):
        yield word[:at], word[at:]


def _are_words(first: str, second: str) -> bool:
    """Return whether two strings are words that may stand side by side, and not a compound."""
    is_known = analyzer().word_is_known
    if first in PREFIXES or not (is_known(first) and is_known(second)):
        return False
    if len(first) >= LONG and len(second) >= LONG:
        return first[-1] not in "оеи"
    beside_a_function_word = _is_function_word(first) or _is_function_word(second)
    return beside_a_function_word and max(len(first), len(second)) > 3


@cache
def _is_function_word(word: str) -> bool:
    """Return whether a Russian word is a preposition, conjunction, particle or pronoun."""
    lemma = analyzer().parse(word)[0].normal_form
    return lemma in package_lexicon("ru").stop_words


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
