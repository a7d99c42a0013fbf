"""How exactly people, bodies and places are found, source by source, beside other ways to do it.

Run from the root: python tests/measure/mentions.py
Ours counts as right when span and entity are both right. natasha (with navec, slovnet) links nothing, so only its spans
are judged. The naive list takes the first parse of pymorphy3 and looks it up among the surnames of entities.csv; its
second line forgives initials and first names left out.
"""

import json
from importlib import import_module
from pathlib import Path

import letopis

ROOT = Path(__file__).parents[2]
NAMES = ("person", "organisation")


def gold(types: dict[str, str], wanted: tuple[str, ...], source: str) -> set[tuple[int, int, str]]:
    """Give the names of one source that are of the wanted types, as (start, stop, entity)."""
    rows = map(json.loads, (ROOT / "tests/golden/mentions.jsonl").read_text("utf-8").splitlines())
    return {(row["start"], row["stop"], row["entity"]) for row in rows
            if row["source"] == source and row["kind"] == "name" and types.get(row["entity"]) in wanted}


def line(name: str, right: int, found: int, wanted: int) -> str:
    """Write counts, precision, recall and F1 in one line."""
    precision, recall, f1 = right / max(found, 1), right / max(wanted, 1), 2 * right / max(found + wanted, 1)
    counts = f"right {right:>4} found {found:>4} gold {wanted:>4}"
    return f"{name:<34} {counts}   P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def ours(corpus, types, wanted) -> None:
    """Print span-and-entity scores by source and together."""
    total = [0, 0, 0]
    for source in corpus.sources.index:
        rows = corpus.mentions[corpus.mentions["source"].eq(source) & corpus.mentions["kind"].eq("name")]
        rows = rows[rows["type"].isin(wanted)]
        found, true = set(zip(rows["start"], rows["stop"], rows["entity"], strict=True)), gold(types, wanted, source)
        counts = len(found & true), len(found), len(true)
        total = [one + other for one, other in zip(total, counts, strict=True)]
        print(line(f"letopis {source}", *counts))
    print(line("letopis, all", *total))


def natasha(corpus, types) -> None:
    """Print span scores of natasha's recogniser on the Russian sources, persons and organisations."""
    kit = import_module("natasha")
    segment, tag = kit.Segmenter(), kit.NewsNERTagger(kit.NewsEmbedding())
    right = found = wanted = 0
    for source in corpus.sources.index[corpus.sources["language"].eq("ru")]:
        doc = kit.Doc(corpus.text(source))
        doc.segment(segment)
        doc.tag_ner(tag)
        spans = {(span.start, span.stop) for span in doc.spans if span.type in ("PER", "ORG")}
        true = {(start, stop) for start, stop, _ in gold(types, NAMES, source)}
        right, found, wanted = right + len(spans & true), found + len(spans), wanted + len(true)
    print(line("natasha, Russian, spans", right, found, wanted))


def surname_list(corpus, types) -> None:
    """Print scores of first-parse lemmas looked up in a list of surnames, persons on the Russian sources."""
    parse, tokenize = import_module("pymorphy3").MorphAnalyzer().parse, import_module("razdel").tokenize
    people = corpus.entities[corpus.entities["type"].eq("person")]
    surnames = {alias.lower(): row.entity for row in people.itertuples()
                for alias in row.aliases_ru.split("|") if alias and " " not in alias and "«" not in alias}
    exact = inside = found = wanted = 0
    for source in corpus.sources.index[corpus.sources["language"].eq("ru")]:
        true = gold(types, ("person",), source)
        hits = {(token.start, token.stop, surnames.get(parse(token.text)[0].normal_form))
                for token in tokenize(corpus.text(source))}
        hits = {hit for hit in hits if hit[2]}
        within = {one for one in true for hit in hits if one[0] <= hit[0] < one[1] and hit[2] == one[2]}
        exact, inside = exact + len(hits & true), inside + len(within)
        found, wanted = found + len(hits), wanted + len(true)
    print(line("first parse in a list, people", exact, found, wanted))
    print(line("  the same, initials set aside", inside, found, wanted))


def main() -> None:
    """Print everything that can be measured here."""
    corpus = letopis.load(ROOT / "seeds")
    types = dict(zip(corpus.entities["entity"], corpus.entities["type"], strict=True))
    for title, wanted in (("people and bodies", NAMES), ("places", ("place",))):
        print(f"\n{title}: span and entity")
        ours(corpus, types, wanted)
    print("\npeers")
    for peer in (natasha, surname_list):
        try:
            peer(corpus, types)
        except ImportError as error:
            print(f"{peer.__name__}: not measured, {error.name or error} is missing")


if __name__ == "__main__":
    main()
