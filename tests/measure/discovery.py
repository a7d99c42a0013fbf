"""Measure how exactly people are found in texts without a table of names, beside natasha.

Run from the root: GOLD=folder python tests/measure/discovery.py [dev]
In the folder: factRuEval-2016 (github.com/dialogue-evaluation/factRuEval-2016) and litbank
(github.com/dbamman/litbank). The rules were made on the development half: devset, and every second
book of LitBank by name; what is reported is the other half, unless `dev` is given. A mention is
right where its span is right: given names and initials inside, titles (Mr., Captain) outside.
Of LitBank all proper names of persons count, but not what begins with an article (the Huns).
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from mentions import score_line

import letopis

Spans = dict[str, set[tuple[int, int]]]
PARTS_OF_A_NAME = {"name", "surname", "patronymic", "nickname"}
TITLES = re.compile(r"(?:(?:Mrs?|Dr|St|M|Mme|Messrs|Capt|Col|Gen|Rev|Prof)\.? |[A-Z][a-z]+ )")
TITLE_WORDS = set(
    "Miss Sir Lady Lord Captain Colonel General Major Doctor Professor King Queen Prince Princess "
    "Count Countess Father Mother Brother Sister Uncle Aunt Aunty Cousin Saint Madame Madam "
    "Monsieur Mademoiselle Master Judge Squire Lieutenant Sergeant Corporal President Baron "
    "Baroness Duke Duchess Earl Marquis Mister Senator Inspector Admiral Bishop Deacon Parson "
    "Reverend Mr Mrs Dr St Grandma Grandfather Grandmother Emperor Pope Don Señor Dame".split()
)
GLUED = re.compile(r" (?=[,.;:!?)]|'s\b|n't\b|'ll\b|'re\b|'ve\b|'d\b|'m\b)|(?<=\() | _ | (?=_)")


def factrueval(folder: Path) -> Iterator[tuple[str, str, set[tuple[int, int]]]]:
    """Yield name, text and gold spans of persons of each document."""
    for path in sorted(folder.glob("book_*.txt")):
        spans = {}
        for line in path.with_suffix(".spans").read_text("utf-8").splitlines():
            number, kind, start, length = line.split()[:4]
            if kind in PARTS_OF_A_NAME:
                spans[number] = (int(start), int(start) + int(length))
        gold = set()
        for line in path.with_suffix(".objects").read_text("utf-8").splitlines():
            fields = line.split("#")[0].split()
            places = [spans[number] for number in fields[2:] if number in spans]
            if fields[1:2] == ["Person"] and places:
                gold.add((min(places)[0], max(stop for _, stop in places)))
        yield path.stem, path.read_text("utf-8"), gold


def litbank(folder: Path, remainder: int) -> Iterator[tuple[str, str, set[tuple[int, int]]]]:
    """Yield name, text without the blanks between tokens, and gold spans of each second book."""
    for path in sorted(folder.glob("*.txt"))[remainder::2]:
        raw = path.read_bytes().decode("utf-8")
        text = GLUED.sub("", raw).replace("\n", " ")
        gold = set()
        for line in path.with_suffix(".ann").read_text("utf-8").splitlines():
            fields = line.split("\t")
            kind, start, stop = fields[1].split()[:3]
            name = fields[-1]
            if kind == "PROP_PER" and not name.lower().startswith(("the ", "a ", "an ")):
                shift = name_start(name)
                first, last = int(start) + shift, int(stop)
                gold.add((moved(raw, first), moved(raw, last)))
        yield path.stem, text, gold


def moved(raw: str, offset: int) -> int:
    """Return an offset after the blanks were taken out."""
    return offset - sum(len(match[0]) for match in GLUED.finditer(raw, 0, offset))


def name_start(name: str) -> int:
    """Return where a name begins after its titles."""
    start = 0
    match = TITLES.match(name)
    while match and (match[0].strip(". ") in TITLE_WORDS or "." in match[0]):
        start = match.end()
        match = TITLES.match(name, start)
    return start


def found_by_letopis(texts: dict[str, str]) -> Spans:
    """Return the persons found in a folder that has these texts and no tables."""
    folder = Path(tempfile.mkdtemp())
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
    corpus = letopis.load(folder)
    mentions = corpus.mentions[corpus.mentions["type"] == "person"]
    spans: Spans = {name: set() for name in texts}
    places = mentions[["source", "start", "stop"]].itertuples(index=False)
    for source, start, stop in places:
        spans[source].add((start, stop))
    shutil.rmtree(folder)
    return spans


def found_by_natasha(texts: dict[str, str]) -> Spans:
    """Return the persons that natasha finds."""
    natasha = import_module("natasha")
    segmenter = natasha.Segmenter()
    tagger = natasha.NewsNERTagger(natasha.NewsEmbedding())
    spans: Spans = {}
    for name, text in texts.items():
        doc = natasha.Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        spans[name] = {(span.start, span.stop) for span in doc.spans if span.type == "PER"}
    return spans


def score(name: str, found: Spans, gold: Spans) -> str:
    """Score exact spans; the second line counts every gold name that is touched."""
    right = sum(len(found[text] & gold[text]) for text in gold)
    touched = touching = 0
    for text in gold:
        for start, stop in gold[text]:
            touched += any(a < stop and start < b for a, b in found[text])
        for a, b in found[text]:
            touching += any(a < stop and start < b for start, stop in gold[text])
    n_found = sum(map(len, found.values()))
    n_gold = sum(map(len, gold.values()))
    recall, precision = touched / max(n_gold, 1), touching / max(n_found, 1)
    f1 = 2 * recall * precision / max(recall + precision, 1e-9)
    overlap = f"touching   P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
    return f"{score_line(name, right, n_found, n_gold)}\n{'':<66}{overlap}"


def measure_russian(folder: Path) -> Iterator[str]:
    """Score letopis and natasha on the documents of a folder of factRuEval, read together."""
    documents = list(factrueval(folder))
    gold = {name: spans for name, _, spans in documents}
    texts = {name: text for name, text, _ in documents}
    yield score("factRuEval, letopis", found_by_letopis(texts), gold)
    try:
        yield score("factRuEval, natasha", found_by_natasha(texts), gold)
    except ImportError as error:
        yield f"factRuEval, natasha: not measured, {error.name or error} is missing"


def measure_english(folder: Path, remainder: int) -> Iterator[str]:
    """Score letopis on half of LitBank, each book by itself."""
    gold = {}
    found: Spans = {}
    for name, text, spans in litbank(folder, remainder):
        gold[name] = spans
        found |= found_by_letopis({name: text})
    yield score("LitBank, letopis", found, gold)


def main() -> None:
    """Print the scores of the half asked for."""
    root = Path(os.environ.get("GOLD", "gold"))
    is_dev = sys.argv[1:] == ["dev"]
    half = root / "factRuEval-2016" / ("devset" if is_dev else "testset")
    books = root / "litbank/coref/brat"
    for folder, lines in (
        (half, measure_russian(half)),
        (books, measure_english(books, 0 if is_dev else 1)),
    ):
        if folder.is_dir():
            print(*lines, sep="\n")
        else:
            print(f"people without a table: not measured, {folder} is missing")


if __name__ == "__main__":
    main()
