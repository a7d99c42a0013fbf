"""Concordance: every place a word or a person stands, with what is said around it, in the wording of the text."""

import re
from typing import Any

import pandas as pd

from letopis.texts.tables import frame
from letopis.words import counts

COLUMNS = dict.fromkeys(("source", "part"), "str") | dict.fromkeys(("start", "stop"), "int64")
COLUMNS |= dict.fromkeys(("left", "node", "right"), "str")
WORD = re.compile(r"\w+(?:[-’']\w+)*")


def _words(text: str) -> list[str]:
    return WORD.findall(counts.alphabet(text)[0])


SORTS = {
    "position": lambda line: (),
    "left": lambda line: _words(line["left"])[::-1],
    "right": lambda line: _words(line["right"]),
}


def concordance(corpus: Any, lemma: str | None = None, entity: str | None = None, source: str | None = None,
                width: int = 60, sort: str = "position") -> pd.DataFrame:
    """List every place of a lemma, or of a person, body or place, with the text around it (keyword in context).

    In: a lemma (all its forms are found) or an entity's id; one source or all; how many characters to show on either
    side, whole words only and never another voice's; the order: "position", or by the words to the "left", nearest
    first, or to the "right", capitals set aside.
    Out: source, part, start, stop, left, node, right, where corpus.text(source)[start:stop] == node; line breaks in
    left and right are shown as spaces. A word that is not in the corpus gives no rows.

    Raises ValueError when both or neither of lemma and entity are given, or for an unknown source or order.

    >>> concordance(corpus, "переворот", source="000", sort="right")["node"].tolist()
    ['переворота', 'Переворот', 'переворота']
    """
    if (lemma is None) == (entity is None):
        raise ValueError(f"lemma={lemma!r}, entity={entity!r}: expected one of the two.")
    if sort not in SORTS:
        raise ValueError(f"sort={sort!r}: expected one of {', '.join(SORTS)}.")
    if source is not None and source not in corpus.sources.index:
        raise ValueError(f"source={source!r}: expected one of {', '.join(corpus.sources.index)}.")
    if entity is not None:
        found = corpus.mentions[corpus.mentions["entity"] == entity]
    else:
        found = corpus.tokens[counts.spelt(corpus.tokens["lemma"], lemma)]
    found = counts.place(corpus, found if source is None else found[found["source"] == source], "part")[0]
    spans = corpus.parts.set_index("part")[["start", "stop"]]
    lines = []
    for row in found.sort_values(["row", "start"]).itertuples():
        part = corpus.sentences["part"].iat[row.row]
        lines.append(_line(corpus.text(row.source), row, part, *spans.loc[part], width))
    return frame(sorted(lines, key=SORTS[sort]), COLUMNS)


def _line(text: str, row: Any, part: str, first: int, last: int, width: int) -> dict[str, Any]:
    """Cut the node out of its text with at most `width` characters on either side, from first to last."""
    begin, end = max(row.start - width, first), min(row.stop + width, last)
    while first < begin < row.start and text[begin - 1:begin + 1].strip() == text[begin - 1:begin + 1]:
        begin += 1
    while row.stop < end < last and text[end - 1:end + 1].strip() == text[end - 1:end + 1]:
        end -= 1
    around = {"left": text[begin:row.start].lstrip(), "right": text[row.stop:end].rstrip()}
    return {"source": row.source, "part": part, "start": row.start, "stop": row.stop, "node": text[row.start:row.stop],
            **{side: re.sub(r"\s", " ", said) for side, said in around.items()}}


def excerpt(text: str, words: str, width: int = 70) -> str:
    """Cut a sentence down to some words in it, at their last place, and mostly what follows, for a label; whole words.

    >>> excerpt("Однако глава ОГПУ В. Менжинский был наготове.", "В. Менжинский", 34)
    '… ОГПУ В. Менжинский был наготове.'
    """
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    begin = max(min(flat.rfind(words) - width // 6, len(flat) - width), 0)
    end = begin + width
    begin = flat.find(" ", begin) + 1 if begin else 0
    end = flat.rfind(" ", begin, end) if end < len(flat) else len(flat)
    return ("… " if begin else "") + flat[begin:end] + (" …" if end < len(flat) else "")
