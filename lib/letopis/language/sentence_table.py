"""The table of sentences."""

from collections.abc import Mapping
from itertools import count, pairwise

import pandas as pd

from letopis.language.sentences import SentenceLists, is_heading, paragraphs, split_sentences

COLUMNS = {
    "source": "str",
    "part": "str",
    "paragraph": "int64",
    "sentence": "int64",
    "start": "int64",
    "stop": "int64",
    "text": "str",
    "kind": "str",
}


def sentence_table(
    texts: Mapping[str, str], parts: pd.DataFrame, lists: SentenceLists | None = None
) -> pd.DataFrame:
    """Cut every text into sentences.

    Each part reaches to the next, so that no character between two is lost; parts are cut first, so
    no sentence reaches over into the next.

    Args:
        texts: source → text.
        parts: source, part, start; sorted by source and start.
        lists: the word lists that the rules ask; None: those of the package.

    Returns:
        source, part, paragraph and sentence (counted from 0 in each source), start, stop (code
        points), text, kind (text or heading).
    """
    rows = []
    for source, own_parts in parts.groupby("source", sort=False):
        text = texts[source]
        sentences = count()
        paragraph_numbers = count()
        limits = pairwise([0, *own_parts["start"].iloc[1:], len(text)])
        for part, (begin, end) in zip(own_parts["part"], limits, strict=True):
            for first, last in paragraphs(text[begin:end]):
                offset = begin + first
                paragraph = text[offset : begin + last]
                number = next(paragraph_numbers)
                kind = "heading" if is_heading(paragraph) else "text"
                for start, stop in split_sentences(paragraph, lists):
                    place = (offset + start, offset + stop, paragraph[start:stop])
                    rows.append((source, part, number, next(sentences), *place, kind))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
