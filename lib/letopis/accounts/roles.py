"""Roles: who acts, who is acted on, and who names whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.errors import raise_problems
from letopis.texts.marked import without_furniture
from letopis.texts.quotes import read_quoted
from letopis.texts.schemas import ACTS
from letopis.texts.tables import rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

GROUPS = "opposition trotsky_forces stalin_side leadership workers_soldiers unnamed".split()
ROLE_COLUMNS = (
    "source part start stop text entity form role verb verb_lemma verb_en verb_ru done gloss note"
)


def find_roles(corpus: Corpus) -> pd.DataFrame:
    """Read roles.csv: each name, pronoun and carried subject in the passages, with what it does.

    Returns:
        One row a place, in the order of the texts: `source, part, start, stop` (code points),
        `text, entity` (an id of entities.csv or a group; two ids separated by |), `form` (name,
        pronoun, zero: a verb with a carried subject), `role` (acts; acted on; described: by a
        copula, or only named beside), `verb, verb_lemma, verb_en, verb_ru` (short, for figures),
        `done` (no: only planned, proposed or attempted), `gloss, note`. Empty where nobody has
        read for roles.

    Raises:
        InputError: For an unknown source, entity or role, and for words that are not at their
            place.
    """
    table = read_quoted(corpus, "roles.csv", ACTS, "text")
    listed = {*corpus.entities["entity"], *GROUPS}
    problems = []
    for row in rows_of(table):
        unknown = set(row.entity.split("|")) - listed
        if unknown:
            where = f"{corpus.folder / 'roles.csv'}, row {row.Index}"
            expected = f"expected an id of entities.csv or one of {', '.join(GROUPS)}"
            problems.append(f"{where}: entity {row.entity!r}; {expected}.")
    raise_problems(problems)
    table = table[ROLE_COLUMNS.split()].astype({"start": "int64", "stop": "int64"})
    return table.sort_values(["source", "start"], kind="stable", ignore_index=True)


def mentions_by_speaker(corpus: Corpus) -> pd.DataFrame:
    """Count who names whom: the author of a part, or whoever is quoted there.

    Returns:
        `source, part, speaker` (id of entities.csv; "" is the author, "?" an unnamed voice),
        `entity, count` (mentions by name); of nested quotations the innermost counts.
    """
    names = without_furniture(corpus, corpus.mentions.query("kind == 'name'"))
    speakers = pd.Series("", index=names.index)
    for speech in rows_of(corpus.quotations):  # a nested quotation comes after the one around it
        within = (names["start"] >= speech.start) & (names["stop"] <= speech.stop)
        speakers[within & (names["source"] == speech.source)] = speech.speaker or "?"
    columns = ["source", "part", "speaker", "entity"]
    counts = names.assign(speaker=speakers).groupby(columns).size().rename("count").reset_index()
    order = ["source", "part", "speaker", "count", "entity"]
    return counts.sort_values(order, ascending=[True, True, True, False, True], ignore_index=True)
