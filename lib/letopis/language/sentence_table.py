"""The table of sentences."""

from collections.abc import Mapping
from itertools import count, pairwise

import pandas as pd

from letopis.language.data import WordLists
from letopis.language.paragraphs import is_heading, paragraphs
from letopis.language.sentences import split_sentences

NUMBERS = ("paragraph", "sentence", "start", "stop")
COLUMNS = dict.fromkeys(("source", "part", *NUMBERS, "text", "kind"), "str")
COLUMNS |= dict.fromkeys(NUMBERS, "int64")


def sentence_table(
    texts: Mapping[str, str], parts: pd.DataFrame, lists: WordLists | None = None
) -> pd.DataFrame:
    """Split every text into sentences.

    Each part reaches to the next, so that no character between two is lost, and no sentence
    reaches over into the next part.

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
        text = texts[str(source)]
        numbers = count()
        paragraph_numbers = count()
        limits = pairwise([0, *own_parts["start"].iloc[1:], len(text)])
        for part, (begin, end) in zip(own_parts["part"], limits, strict=True):
            for first, last in paragraphs(text[begin:end]):
                paragraph = text[begin + first : begin + last]
                number = next(paragraph_numbers)
                kind = "heading" if is_heading(paragraph) else "text"
                for start, stop in split_sentences(paragraph, lists):
                    span = (begin + first + start, begin + first + stop)
                    sentence = (number, next(numbers), *span, paragraph[start:stop], kind)
                    rows.append((source, part, *sentence))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
