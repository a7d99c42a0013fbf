"""Read times: the times that a historian has given to sentences, in narrated.csv."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from letopis.texts.errors import raise_problems
from letopis.texts.quotes import locate_quotes
from letopis.texts.schemas import NARRATED, read_table
from letopis.texts.tables import rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus


class SentenceTime(NamedTuple):
    """The time of a sentence: these cells of its row in the table of narrated time."""

    edtf: str = ""
    basis: str = "none"
    reason: str = ""
    dated_by: str = "none"
    dates: str = ""


def read_times(corpus: Corpus) -> dict[tuple[str, int], SentenceTime]:
    """Read narrated.csv: (source, sentence) → its time.

    A row holds for each sentence that its quote touches. Where it does not say what dates the
    sentence, that is the context.

    Raises:
        InputError: With a line for each unknown source or date, each quote that is not where its
            row says or does not occur once, and each second row of a sentence.
    """
    path = corpus.folder / "narrated.csv"
    table = read_table(path, NARRATED, source=list(corpus.sources.index))
    times: dict[tuple[str, int], SentenceTime] = {}
    problems = []
    starts = table["start"]
    for row in rows_of(locate_quotes(table, path, corpus.text, corpus.parts)):
        where = f"{path}, row {row.Index}"
        count = 1 if starts[row.Index] else corpus.text(row.source).count(row.quote)
        if count != 1:
            found = f"occurs {count} times in {row.source}; expected once, or its start"
            problems.append(f"{where}: the quote {row.quote!r} {found}.")
        edtf = "" if row.edtf == "none" else row.edtf
        dated_by = row.dated_by or ("context" if edtf else "none")
        time = SentenceTime(edtf, "read", row.note, dated_by, row.dates)
        for sentence in _touched_sentences(corpus, row):
            if (row.source, sentence) in times:
                problems.append(f"{where}: an earlier row has the sentence of {row.quote!r} too.")
            times[row.source, sentence] = time
    raise_problems(problems)
    return times


def _touched_sentences(corpus: Corpus, quote: Any) -> Iterator[int]:
    """Yield the numbers of the sentences that share a character with a quote."""
    sentences = corpus.sentences
    is_touched = (sentences["start"] < quote.stop) & (sentences["stop"] > quote.start)
    yield from sentences.loc[is_touched & (sentences["source"] == quote.source), "sentence"]
