"""Measure how exactly people, bodies and places are found, source by source, beside other ways.

Run from the root: python tests/measure/mentions.py
Ours counts as right where span and entity are both right. natasha (with navec, slovnet) links
nothing, so only its spans are judged. The naive list takes the first parse of pymorphy3 and looks
it up among the surnames of entities.csv; its second line forgives missing initials and first names.
"""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import letopis

ROOT = Path(__file__).parents[2]
NAMES = ("person", "organisation")
Mention = tuple[int, int, str]


def gold_mentions(corpus: letopis.Corpus, wanted: tuple[str, ...], source: str) -> set[Mention]:
    """Return the names of one source that are of the wanted types: start, stop, entity."""
    type_of = dict(zip(corpus.entities["entity"], corpus.entities["type"], strict=True))
    mentions = set()
    for line in (ROOT / "tests/golden/mentions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        is_name = row["kind"] == "name" and type_of.get(row["entity"]) in wanted
        if row["source"] == source and is_name:
            mentions.add((row["start"], row["stop"], row["entity"]))
    return mentions


def score_line(name: str, right: int, found: int, gold: int) -> str:
    """Write counts, precision, recall and F1 in one line."""
    precision = right / max(found, 1)
    recall = right / max(gold, 1)
    f1 = 2 * right / max(found + gold, 1)
    counts = f"right {right:>4} found {found:>4} gold {gold:>4}"
    return f"{name:<34} {counts}   P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def russian_sources(corpus: letopis.Corpus) -> list[str]:
    """Return the ids of the Russian sources."""
    return list(corpus.sources.index[corpus.sources["language"] == "ru"])


def measure_letopis(corpus: letopis.Corpus, wanted: tuple[str, ...]) -> Iterator[str]:
    """Score spans and entities by source and together."""
    total_right = total_found = total_gold = 0
    names = corpus.mentions[corpus.mentions["kind"] == "name"]
    names = names[names["type"].isin(wanted)]
    for source in corpus.sources.index:
        rows = names[names["source"] == source]
        found = set(zip(rows["start"], rows["stop"], rows["entity"], strict=True))
        gold = gold_mentions(corpus, wanted, source)
        yield score_line(f"letopis {source}", len(found & gold), len(found), len(gold))
        total_right += len(found & gold)
        total_found += len(found)
        total_gold += len(gold)
    yield score_line("letopis, all", total_right, total_found, total_gold)


def measure_natasha(corpus: letopis.Corpus) -> Iterator[str]:
    """Score the spans of natasha's recogniser on the Russian sources, persons and organisations."""
    natasha = import_module("natasha")
    segmenter = natasha.Segmenter()
    tagger = natasha.NewsNERTagger(natasha.NewsEmbedding())
    right = found = total = 0
    for source in russian_sources(corpus):
        doc = natasha.Doc(corpus.text(source))
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        spans = {(span.start, span.stop) for span in doc.spans if span.type in ("PER", "ORG")}
        gold = {(start, stop) for start, stop, _ in gold_mentions(corpus, NAMES, source)}
        right += len(spans & gold)
        found += len(spans)
        total += len(gold)
    yield score_line("natasha, Russian, spans", right, found, total)


def measure_surname_list(corpus: letopis.Corpus) -> Iterator[str]:
    """Score first-parse lemmas looked up in a list of surnames, persons on the Russian sources."""
    parse = import_module("pymorphy3").MorphAnalyzer().parse
    tokenize = import_module("razdel").tokenize
    people = corpus.entities[corpus.entities["type"] == "person"]
    surnames = {}
    for entity, aliases in zip(people["entity"], people["aliases_ru"], strict=True):
        for alias in aliases.split("|"):
            if alias and " " not in alias and "«" not in alias:
                surnames[alias.lower()] = entity
    exact = within = found = total = 0
    for source in russian_sources(corpus):
        gold = gold_mentions(corpus, ("person",), source)
        hits = set()
        for token in tokenize(corpus.text(source)):
            entity = surnames.get(parse(token.text)[0].normal_form)
            if entity:
                hits.add((token.start, token.stop, entity))
        for start, stop, entity in gold:
            within += any(start <= hit[0] < stop and hit[2] == entity for hit in hits)
        exact += len(hits & gold)
        found += len(hits)
        total += len(gold)
    yield score_line("first parse in a list, people", exact, found, total)
    yield score_line("  the same, initials set aside", within, found, total)


def main() -> None:
    """Print everything that can be measured here."""
    corpus = letopis.load(ROOT / "seeds")
    for title, wanted in (("people and bodies", NAMES), ("places", ("place",))):
        print(f"\n{title}: span and entity")
        print(*measure_letopis(corpus, wanted), sep="\n")
    print("\npeers")
    for measure_peer in (measure_natasha, measure_surname_list):
        try:
            print(*measure_peer(corpus), sep="\n")
        except ImportError as error:
            print(f"{measure_peer.__name__}: not measured, {error.name or error} is missing")


if __name__ == "__main__":
    main()
