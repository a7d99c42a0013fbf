"""The table of sentences."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, pairwise
from typing import Any

import pandas as pd

from letopis.language.data import WordLists
from letopis.language.paragraphs import is_heading, paragraphs
from letopis.language.sentences import split_sentences
from letopis.texts.languages import paragraph_language, second_share

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
                spans = split_sentences(paragraph, lists)
                kind = "heading" if len(spans) == 1 and is_heading(paragraph) else "text"
                for start, stop in spans:
                    span = (begin + first + start, begin + first + stop)
                    sentence = (number, next(numbers), *span, paragraph[start:stop], kind)
                    rows.append((source, part, *sentence))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def second_languages(
    texts: Mapping[str, str], sentences: pd.DataFrame, languages: Mapping[str, str]
) -> dict[tuple[str, int], str]:
    """Find the paragraphs of bilingual texts that are not in the language of their text.

    Args:
        texts: source → text.
        sentences: the table of sentences.
        languages: source → language.

    Returns:
        (source, paragraph) → language.
    """
    bilingual = [source for source, text in texts.items() if second_share(text)]
    own = sentences[sentences["source"].isin(bilingual)]
    found = {}
    paragraphs = own.groupby(["source", "paragraph"], as_index=False)["text"].agg(" ".join)
    for source, paragraph, text in paragraphs.to_numpy().tolist():
        language = paragraph_language(text, languages[source])
        if language != languages[source]:
            found[source, paragraph] = language
    return found


def split_by_language(
    rows: Sequence[Any], home: str, second: Mapping[tuple[str, int], str]
) -> Iterator[tuple[str, list[Any]]]:
    """Yield the sentences of a voice in each of its languages.

    The paragraphs of each are counted by themselves, so that one language does not part the other.

    Args:
        rows: rows of the table of sentences.
        home: the language of their text.
        second: see `second_languages`.
    """
    if not second:
        yield home, list(rows)
        return
    spoken: dict[str, dict[int, list[Any]]] = {}
    for row in rows:
        language = second.get((row.source, row.paragraph), home)
        spoken.setdefault(language, {}).setdefault(row.paragraph, []).append(row)
    for language, own in spoken.items():
        groups = enumerate(own.values())
        yield language, [row._replace(paragraph=at) for at, group in groups for row in group]
