"""Golden cases: sentences with their lemmas, sentences with their ends drawn as bars."""

import csv
from pathlib import Path

from letopis.language.lemmas import Lexicon, package_lexicon
from letopis.language.sentences import split_sentences

GOLDEN = Path(__file__).parents[1] / "golden"
BAR = " │ "


def golden_rows(name: str) -> list[dict[str, str]]:
    with open(GOLDEN / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LEMMA_CASES = golden_rows("lemmas.csv")


def lemma_in(case: dict[str, str], lexicon: Lexicon | None = None) -> str:
    """Return the lemma of the form of a case, where it occurs first in its sentence."""
    words = case["sentence"].split()
    lemmas = (lexicon or package_lexicon(case["language"])).lemmatise(words, {})
    return lemmas[words.index(case["form"])]


def wrong_lemmas() -> list[dict[str, str]]:
    return [case for case in LEMMA_CASES if lemma_in(case) != case["lemma"]]


def sentence_cases() -> list[str]:
    lines = (GOLDEN / "sentences.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def sentences_of(case: str) -> list[str]:
    """Return the sentences that are found in a case without its bars."""
    text = case.replace(BAR, " ")
    return [text[start:stop] for start, stop in split_sentences(text)]
