"""How fast are the lemmas, in how much memory? Ours, the peers and the floor, side by side.

    python tests/measure/bench.py [--mb 5] [--sizes 1,2,5] [--treebanks FOLDER]

The text is made by texts.py (see there). Every way runs in a process of its own, three rounds in turn, and the
median is shown; the slowest get only the beginning of the text, enough for ten seconds or so, as their rate does not
depend on its length. Rates are running words a second, words being what stands between spaces; ours has its dictionary
loaded before the clock starts, the others within it (some tenths of a second).
Memory is the peak above the loaded program, over the size of the text in UTF-8. With a folder of treebanks, accuracy is
printed too (lemmas.py).
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 3
SAMPLE = {"naive": 5e6, "naive, pure Python": 2e6, "slovnet": 5e5, "ruTS": 2e6}


def words(path: Path) -> Iterator[str]:
    """Cut a text at its spaces and take the marks off, as people do."""
    return filter(None, (word.strip(".,:;()«»\"") for word in path.read_text("utf-8").split()))


def floor(path: Path) -> Counter:
    """Read and split, no more."""
    path.read_text("utf-8").split()
    return Counter()


def naive(path: Path) -> Counter:
    """Ask pymorphy3 about each running word (pymorphy3[fast]: dictionary in C++)."""
    from pymorphy3 import MorphAnalyzer

    analyzer = MorphAnalyzer()
    return Counter(analyzer.parse(word)[0].normal_form for word in words(path))


def naive_python(path: Path) -> Counter:
    """Ask pymorphy3 about each running word, without its C++ extension."""
    sys.modules["dawg"] = None
    return naive(path)


def cached(path: Path) -> Counter:
    """Ask pymorphy3 about each distinct word."""
    from functools import cache

    from pymorphy3 import MorphAnalyzer

    analyzer = MorphAnalyzer()
    lemma = cache(lambda word: analyzer.parse(word)[0].normal_form)
    return Counter(lemma(word) for word in words(path))


def simplemma(path: Path) -> Counter:
    """Ask simplemma about each running word."""
    from simplemma import lemmatize

    return Counter(lemmatize(word, "ru") for word in words(path))


def slovnet(path: Path) -> Counter:
    """Tag each sentence with slovnet (model in natasha's wheel) and take the lemma that pymorphy2 has for the tag."""
    from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, Segmenter

    doc, vocabulary = Doc(path.read_text("utf-8")), MorphVocab()
    doc.segment(Segmenter())
    doc.tag_morph(NewsMorphTagger(NewsEmbedding()))
    for token in doc.tokens:
        token.lemmatize(vocabulary)
    return Counter(token.lemma for token in doc.tokens)


def ruts(path: Path) -> Counter:
    """Extract lexemes with ruTS (razdel, first parse of pymorphy3)."""
    from ruts import WordsExtractor

    return Counter(WordsExtractor(use_lexemes=True).extract(path.read_text("utf-8")))


def rumorph(path: Path) -> Counter:
    """Lemmatise a list with ruMorph, without the sentence."""
    from rumorph import Analyzer

    return Counter(Analyzer().lemmatize(list(words(path))))


def frequencies(path: Path) -> Counter:
    """Ours: frequencies by lemma from a stream, each form under its likeliest lemma."""
    from letopis.language.token_table import frequencies

    with open(path, encoding="utf-8") as lines:
        return frequencies(lines, "ru", context=False)


def frequencies_in_context(path: Path) -> Counter:
    """Ours: frequencies by lemma from a stream, in context."""
    from letopis.language.token_table import frequencies

    with open(path, encoding="utf-8") as lines:
        return frequencies(lines, "ru")


@cache
def sentences_of(path: Path):
    """Part a text into sentences, roughly."""
    import re

    import pandas as pd

    text = path.read_text("utf-8")
    sentences = pd.DataFrame({"stop": [*(found.end() for found in re.finditer(r"[.!?…]\s", text)), len(text)]})
    return sentences.assign(source="t", sentence=range(len(sentences)))


def table(path: Path) -> Counter:
    """Ours: the table of tokens, with offsets, in context (sentences given)."""
    from types import SimpleNamespace

    import pandas as pd

    from letopis.language import lemmas
    from letopis.language import token_table as running

    text, sentences = path.read_text("utf-8"), sentences_of(path)
    names = pd.DataFrame({"type": [], "aliases_ru": [], "aliases_en": []}, dtype="str")
    sources = pd.DataFrame({"language": ["ru"]}, index=["t"])
    corpus = SimpleNamespace(folder=lemmas.SEEDS, entities=names, sources=sources, sentences=sentences)
    corpus.text = lambda source: text
    running.table(corpus)
    return Counter()


WAYS = {"floor": floor, "naive, pure Python": naive_python, "naive": naive, "cached": cached, "simplemma": simplemma,
        "slovnet": slovnet, "ruTS": ruts, "ruMorph": rumorph, "ours, frequencies": frequencies,
        "ours, frequencies in context": frequencies_in_context, "ours, table": table}
OURS = ("floor", "ours, frequencies", "ours, frequencies in context", "ours, table")


def start(size: int, whole: Path) -> Path:
    """Give a file with the first part of the text, cut at a line end."""
    part = whole.with_name(f"{size}.txt")
    if not part.exists():
        raw = whole.read_bytes()[:size]
        part.write_bytes(raw[: raw.rfind(b"\n") + 1] or raw)
    return part


def run(name: str, path: Path) -> None:
    """Run one way, in this process, and print seconds, words and memory as JSON."""
    if name.startswith("ours"):                                       # what is loaded once is not part of the rate
        from letopis.language.lemmas import lemmatise

        lemmatise(["слово"], "ru")
    loaded = memory()
    if name == "ours, table":                                         # given, as is said
        sentences_of(path)
    began = time.perf_counter()
    WAYS[name](path)
    print(json.dumps([time.perf_counter() - began, (memory() - loaded) * 1024 / path.stat().st_size]))


def memory() -> int:
    """Give the peak memory of this process so far, in KB (on Linux from /proc: ru_maxrss is inherited)."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(name: str, path: Path) -> tuple[float, float] | None:
    """Run one way in a process of its own; None where it is not installed."""
    command = [sys.executable, "-W", "ignore", __file__, "--run", name, "--text", str(path)]
    alone = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=alone, check=False)
    if done.returncode:
        if "ModuleNotFoundError" in done.stderr:
            return None
        raise RuntimeError(f"{name}: {done.stderr[-500:]}")
    return tuple(json.loads(done.stdout.splitlines()[-1]))


def median(values: list[float]) -> float:
    """Give the middle of three."""
    return sorted(values)[len(values) // 2]


def compare(whole: Path, ways: tuple[str, ...], rounds: int = ROUNDS) -> dict[str, tuple[float, float]]:
    """Run the ways in turn, some rounds, and give the median words a second and memory ratio of each."""
    size = whole.stat().st_size
    texts = {name: start(int(min(SAMPLE.get(name, size), size)), whole) for name in ways}
    runs: dict[str, list] = {name: [] for name in ways}
    for _ in range(rounds):
        for name in ways:
            runs[name].append(measure(name, texts[name]))
    sizes = {path: len(path.read_text("utf-8").split()) for path in set(texts.values())}
    middle = {name: [median(list(column)) for column in zip(*found, strict=True)]
              for name, found in runs.items() if None not in found}
    return {name: (sizes[texts[name]] / seconds, ratio) for name, (seconds, ratio) in middle.items()}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=float, default=5, help="size of the text in megabytes of UTF-8")
    parser.add_argument("--sizes", default="1,2,5", help="megabytes at which the cost of ours is shown")
    parser.add_argument("--treebanks", default=os.environ.get("TREEBANKS", ""), help="folder of *.conllu")
    parser.add_argument("--run", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--text", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        return run(given.run, given.text)
    if given.treebanks:
        subprocess.run([sys.executable, str(HERE / "lemmas.py"), given.treebanks], check=True)
    import texts

    with tempfile.TemporaryDirectory() as folder:
        sizes = [float(size) for size in given.sizes.split(",") if size]
        whole = Path(folder) / "whole.txt"
        whole.write_text(texts.make(max(given.mb, *sizes)), encoding="utf-8")
        found = compare(start(int(given.mb * 1e6), whole), tuple(WAYS))
        print(f"\n{given.mb:g} MB; words a second, times naive, times the floor, peak memory over text")
        slow, fast = found["naive"][0], found["floor"][0]
        for name, (rate, ratio) in found.items():
            print(f"{name:32}{rate:12,.0f}{rate / slow:10.1f}{fast / rate:10.1f}{ratio:10.1f}")
        print("\nseconds a megabyte, by size (even: linear); peak memory over text")
        for size in sizes:
            part = start(int(size * 1e6), whole)
            length = len(part.read_text("utf-8").split())
            cost = compare(part, OURS, 1)
            cells = (f"{name} {length / rate / size:.3f} s {ratio:.1f}×" for name, (rate, ratio) in cost.items())
            print(f"{size:6g} MB", *cells, sep="   ")


if __name__ == "__main__":
    main()
