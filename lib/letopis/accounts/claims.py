"""Claims: what each source says on each facet of an event, with the words that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.chosen import refuse_unknown
from letopis.texts.errors import raise_problems
from letopis.texts.quotes import locate_quotes, read_quoted
from letopis.texts.schemas import CLAIMS, CODEBOOK, CONTRADICTIONS, read_table
from letopis.texts.tables import rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

CLAIM_COLUMNS = "source facet stance value start stop quote part about gloss note".split()
CONTRADICTION_COLUMNS = "facet kind part_a quote_a gloss_a part_b quote_b gloss_b note".split()


def codebook(corpus: Corpus) -> pd.DataFrame:
    """Read codebook.csv: the facets of all events.

    Returns:
        `facet, event, group, label_en, label_ru, question, definition, kind` (fixed, free),
        `values` (of a fixed facet, separated by |), `of_the_day` (yes, partly, no: whether it asks
        about the day and its preparation), and the file's other columns.

    Raises:
        InputError: For a facet without a name, or with that of another, and for an event that
            events.toml does not have.
    """
    table = read_table(corpus.folder / "codebook.csv", CODEBOOK, event=list(corpus.events))
    return table.reset_index(drop=True)


def claims(corpus: Corpus) -> pd.DataFrame:
    """Read claims.csv and find every quote in its text.

    A facet that nobody has coded for a source has no row: that is not the same as "silent".

    Returns:
        One row a piece of evidence, or a facet not mentioned: `source, facet, stance` (asserts,
        implies, contradicts: an express denial, silent), `value, start, stop` (code points),
        `quote, part, about` (preparation, day, aftermath, context), `gloss` (in English), `note`.
        A silent row has no value and no place.

    Raises:
        InputError: For an unknown source, part, facet, stance or value, and for a quote that its
            part does not have.
    """
    return _read_coding(corpus, "claims.csv")


def second_coding(corpus: Corpus) -> pd.DataFrame:
    """Read claims_second.csv, the second, independent coding: columns and errors of `claims`."""
    coding = _read_coding(corpus, "claims_second.csv")
    return coding[coding["facet"].isin(corpus.codebook["facet"])].reset_index(drop=True)


def contradictions(corpus: Corpus) -> pd.DataFrame:
    """Read contradictions.csv: two accounts, or two places of one, that seem to clash.

    Returns:
        One row a link between two cells: `facet, kind` (real: they cannot both be so; arguable:
        they can be read together with some effort; apparent: they only seem to clash), `part_a,
        quote_a, gloss_a`, the same of the other side (b), `note` (why).

    Raises:
        InputError: For an unknown facet, part or kind, and for a quote that its part does not have.
    """
    parts = corpus.parts.set_index("part")["source"]
    choices = {"facet": list(codebook(corpus)["facet"]), "part_a": list(parts.index)}
    choices["part_b"] = choices["part_a"]
    path = corpus.folder / "contradictions.csv"
    table = read_table(path, CONTRADICTIONS, **choices)
    for side in "ab":
        of_side = {f"part_{side}": "part", f"quote_{side}": "quote"}
        quotes = table.rename(columns=of_side).assign(source=table[f"part_{side}"].map(parts))
        locate_quotes(quotes, path, corpus.text, corpus.parts)
    of_event = table["facet"].isin(corpus.codebook["facet"])
    return table.loc[of_event, CONTRADICTION_COLUMNS].reset_index(drop=True)


def _read_coding(corpus: Corpus, name: str) -> pd.DataFrame:
    """Read a file of claims, with the places of its quotes."""
    facets = codebook(corpus).set_index("facet")
    table = read_quoted(corpus, name, CLAIMS, facet=list(facets.index))
    fixed = {facet: values.split("|") for facet, values in facets["values"].items() if values}
    problems = []
    for claim in rows_of(table[table["facet"].isin(list(fixed)) & (table["stance"] != "silent")]):
        if claim.value not in fixed[claim.facet]:
            where = f"{corpus.folder / name}, row {claim.Index}"
            expected = ", ".join(fixed[claim.facet])
            problems.append(f"{where}: value {claim.value!r}; expected one of {expected}.")
    raise_problems(problems)
    return table[CLAIM_COLUMNS].sort_values(["source", "start"], kind="stable", ignore_index=True)


def leading_facets(corpus: Corpus, count: int) -> list[str]:
    """Return the ids of the facets shown first: those of chosen.toml, or else of the codebook.

    >>> leading_facets(corpus, 2)
    ['event_name', 'hour']
    """
    chosen = corpus.chosen.get("facets")
    if chosen is None:
        return list(corpus.codebook["facet"][:count])
    known = set(codebook(corpus)["facet"])
    refuse_unknown(corpus.folder, "facets", chosen, known, "facet of codebook.csv")
    return list(chosen[:count])
