"""How good are the lemmas? Ours and the peers' on treebanks, without differences of convention.

    python tests/measure/lemmas.py FOLDER

The folder has files of Universal Dependencies (ru_*.conllu, en_*.conllu). Words are taken as the
treebank cuts them, sentence by sentence; marks, numbers, symbols and foreign words are left out. A
lemma is right when it equals the gold but for case, ё/е and stress. Where it does not,
lemma_conventions.csv says whether the two are one word filed differently; a typo the treebank
itself marks is set aside too. The rest is wrong.
"""

import csv
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import letopis
from letopis.language.lemmas import lemmatise

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
LEFT_OUT = {"PUNCT", "NUM", "SYM", "X"}
Row = tuple[str, str, str, str]  # form, gold lemma, part of speech, features
Lemmatiser = Callable[[list[str]], list[str]]


def sentences(path: Path) -> Iterator[list[Row]]:
    """Read the sentences of a CoNLL-U file."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
        yield [(row[1], row[2], row[3], row[5]) for row in rows if row[0].isdigit()]


def plain(lemma: str) -> str:
    """Set aside what does not count: case, ё for е, stress marks, soft hyphens."""
    bare = re.sub("[\u0300\u0301\u00ad]", "", unicodedata.normalize("NFD", lemma.lower()))
    return unicodedata.normalize("NFC", bare).replace("ё", "е")


def conventions(language: str) -> list[tuple[str, Callable[[str, str, str, str], bool]]]:
    """Read the differences of convention: name, and a test of (pos, form, ours, gold)."""
    with open(HERE / "lemma_conventions.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["language"] == language]

    def is_set(words: set[str]) -> Callable:
        return lambda pos, form, ours, gold: {ours, gold} <= words

    def is_pattern(pattern: re.Pattern) -> Callable:
        def either_way(pos: str, form: str, ours: str, gold: str) -> bool:
            pairs = (f"{pos}:{form}|{ours}|{gold}", f"{pos}:{form}|{gold}|{ours}")
            return any(pattern.search(pair) for pair in pairs)

        return either_way

    tests = {
        "set": lambda what: is_set(set(what.split())),
        "pattern": lambda what: is_pattern(re.compile(what)),
    }
    return [(row["name"], tests[row["kind"]](row["what"])) for row in rows]


def verdict(row: Row, ours: str, rules: list) -> str:
    """Say whether a lemma is right, wrong, or which convention sets it apart."""
    form, gold, pos, features = row
    ours = plain(ours)
    gold = plain(gold)
    if ours == gold:
        return "right"
    named = (name for name, test in rules if test(pos, plain(form), ours, gold))
    return next(named, "typo" if "Typo=Yes" in features else "wrong")


def measure(path: Path, lemmatiser: Lemmatiser, language: str) -> tuple[Counter, Counter]:
    """Count the verdicts on one treebank, and the wrong lemmas one by one."""
    rules = conventions(language)
    verdicts: Counter[str] = Counter()
    wrong: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences(path):
        for row, ours in zip(sentence, lemmatiser([row[0] for row in sentence]), strict=True):
            form, gold, pos, _ = row
            if pos in LEFT_OUT:
                continue
            found = verdict(row, ours, rules)
            verdicts[found] += 1
            if found == "wrong":
                wrong[form, pos, gold, ours] += 1
    return verdicts, wrong


def letopis_lemmas(language: str) -> Lemmatiser:
    """Take ours, the names of the project's entities.csv being known."""
    names = letopis.load(SEEDS).names(language)
    return lambda words: lemmatise(words, language, names)


def first_parses() -> Lemmatiser:
    """Take pymorphy3's first parse of each word, as most people do."""
    from pymorphy3 import MorphAnalyzer

    analyzer = MorphAnalyzer()
    return lambda words: [analyzer.parse(word)[0].normal_form for word in words]


def simplemma_lemmas(language: str) -> Lemmatiser:
    """Take simplemma's lemma of each word."""
    from simplemma import lemmatize

    return lambda words: [lemmatize(word, language) for word in words]


def rumorph_lemmas(in_sentence: bool) -> Lemmatiser:
    """Take ruMorph's first analysis, without or with its model, trained on Taiga and GSD."""
    from rumorph import Analyzer

    analyzer = Analyzer()
    analyse = analyzer.analyze_sentence if in_sentence else analyzer.analyze_many
    return lambda words: [analyses[0].lemma for analyses in analyse(words)]


PEERS = {
    "ru": {
        "letopis": lambda: letopis_lemmas("ru"),
        "pymorphy3, first parse": first_parses,
        "simplemma": lambda: simplemma_lemmas("ru"),
        "ruMorph, word": lambda: rumorph_lemmas(False),
        "ruMorph, sentence": lambda: rumorph_lemmas(True),
    },
    "en": {
        "letopis": lambda: letopis_lemmas("en"),
        "simplemma": lambda: simplemma_lemmas("en"),
    },
}


def main(folder: str, show: int = 0) -> None:
    """Print the table: one row a treebank and a lemmatiser."""
    numbers = f"{'words':>8}{'right':>8}{'conv.':>8}{'wrong':>8}{'not wrong':>11}"
    print(f"{'treebank':24}{'lemmatiser':26}{numbers}")
    for path in sorted(Path(folder).glob("*.conllu")):
        language = path.name[:2]
        for name, make in PEERS.get(language, {}).items():
            try:
                verdicts, wrong = measure(path, make(), language)
            except ImportError:
                print(f"{path.stem:24}{name:26}  not installed")
                continue
            n = verdicts.total()
            right = verdicts["right"]
            bad = verdicts["wrong"]
            numbers = f"{n:8}{right:8}{n - right - bad:8}{bad:8}{1 - bad / n:11.2%}"
            print(f"{path.stem:24}{name:26}{numbers}")
            if show and name == "letopis":
                print(dict(verdicts.most_common()), *wrong.most_common(show), sep="\n    ")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
