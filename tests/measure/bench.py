"""How fast are the lemmas? Ours, and pymorphy3 as most people call it.

    python tests/measure/bench.py [--mb 5]

The text is made by texts.py (see there). Each way runs in processes of its own, in turn, three
rounds; the median is shown. Everything is loaded before the clock starts; the clock counts the
time of the processor. Words are what is between spaces. The slowest ways get the beginning of the
text only, as their rate does not depend on its length.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median

from texts import make

ROUNDS = 3


def table_of_tokens(text: str) -> None:
    """Ours: the table of tokens, with offsets, in context (sentences and parts given)."""
    _table(text)


def counts_by_lemma(text: str) -> None:
    """Ours: how often each lemma occurs, from the table of tokens."""
    tokens = _table(text)
    tokens.loc[(tokens["kind"] == "word") & ~tokens["initial"], "lemma"].value_counts()


def _table(text: str):
    import pandas as pd

    from letopis.language.lemmas import package_lexicon
    from letopis.language.token_table import token_table

    stops = [*(match.end() for match in re.finditer(r"[.!?…]\s", text)), len(text)]
    sentences = pd.DataFrame({"source": "t", "part": "t", "stop": stops})
    sentences["sentence"] = range(len(sentences))
    sentences["paragraph"] = 0
    lexicons = {"ru": package_lexicon("ru")}
    return token_table({"t": text}, sentences, {"t": "ru"}, lexicons, {"ru": {}})


def sentence_by_sentence(text: str) -> None:
    """Ours: lemmatise(), one sentence a call."""
    from letopis import lemmatise

    for sentence in re.split(r"(?<=[.!?…])\s", text):
        lemmatise(re.findall(r"\w+|[^\w\s]", sentence), "ru")


def naive(text: str) -> None:
    """Ask pymorphy3 (with its dictionary in C++) about each word."""
    lemma = _first_parse()
    Counter(lemma(word) for word in _words(text))


def cached(text: str) -> None:
    """Ask pymorphy3 about each distinct word."""
    lemma = cache(_first_parse())
    Counter(lemma(word) for word in _words(text))


@cache
def _first_parse() -> Callable[[str], str]:
    from letopis.language.russian import analyzer

    return lambda word: analyzer().parse(word)[0].normal_form


def _words(text: str) -> list[str]:
    return [word for word in (piece.strip('.,:;()«»"') for piece in text.split()) if word]


SLOW = "pymorphy3, each word"
WAYS = {
    "token table": table_of_tokens,
    "counts by lemma": counts_by_lemma,
    "lemmatise(), a sentence a call": sentence_by_sentence,
    SLOW: naive,
    "pymorphy3, each distinct word": cached,
}


def words_a_second(way: str, path: Path) -> float:
    """Run one way in a process of its own, and return its rate."""
    command = [sys.executable, __file__, "--run", way, "--text", str(path)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def run(way: str, path: Path) -> None:
    """Run one way in this process and print its rate."""
    text = path.read_text("utf-8")
    if way == SLOW:
        text = text[:1_000_000]
    WAYS[way]("Слово.")  # so that all is loaded
    start = time.process_time()
    WAYS[way](text)
    print(len(text.split()) / (time.process_time() - start))


def main() -> None:
    """Print the rates, and how many times the first parse of each word each is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=float, default=5, help="megabytes of UTF-8")
    parser.add_argument("--run", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--text", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        return run(given.run, given.text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(make(given.mb), encoding="utf-8")
        rounds = [{way: words_a_second(way, path) for way in WAYS} for _ in range(ROUNDS)]
    rates = {way: median(rates[way] for rates in rounds) for way in WAYS}
    print(f"{given.mb:g} MB; words a second, times pymorphy3 for each word")
    for way, rate in rates.items():
        print(f"{way:34}{rate:10,.0f}{rate / rates[SLOW]:8.1f}")


if __name__ == "__main__":
    main()
