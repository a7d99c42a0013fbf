"""Written: where the texts give a date that a reader has typed, however they write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from letopis.dates.expressions import find_expressions
from letopis.dates.table import grammar_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

TWO_STYLES = "two styles"  # the rule of “25 October (7 November)”


def written_dates(corpus: Corpus, typed: str) -> pd.DataFrame:
    """List the dates of the texts, in any language, that are the one a reader has typed.

    Args:
        corpus: The texts.
        typed: “7 November”, «7-го ноября», “November 1927”; a day or month without a year is
            that of any year.

    Returns:
        Rows of `corpus.dates`; none where what was typed is no date.

    >>> written_dates(corpus, "7 November")["text"].tolist()[-1]
    'November 7, 1927'
    """
    for language in sorted(set(corpus.sources["language"])):
        found = find_expressions(typed, grammar_of(corpus, language))
        if len(found) == 1 and found[0].text == typed:
            pattern = re.escape(found[0].value).replace("XXXX", "[0-9]{4}")
            is_written = corpus.dates["rule"].isin([found[0].rule, TWO_STYLES])
            return corpus.dates[is_written & corpus.dates["edtf"].str.fullmatch(pattern)]
    return corpus.dates.head(0)
