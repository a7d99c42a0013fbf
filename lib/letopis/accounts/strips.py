"""Strips: the verbs of each source in the order of its text, with who acts and who is acted on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.schemas import ROLES
from letopis.texts.tables import frame, rows_of

if TYPE_CHECKING:
    from letopis.corpus import Corpus

REACH = 70  # characters within which the same words are one use of a verb
OTHERS = "others"
COLUMNS = "source part start number verb_en verb_ru done entity side role form".split()

COUNTS = {"source": "str", "entity": "str"} | dict.fromkeys((*ROLES, "verbs"), "int64")


def role_strips(corpus: Corpus, sides: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Set the verbs of each source in a row, with those who take part in them.

    Args:
        corpus: The texts, with roles.csv.
        sides: Who belongs together: the name of a side → ids of `corpus.roles`.

    Returns:
        A row a participant, in the order of the texts: source, part, start, number (of the verb in
        its source: 0, 1, …), verb_en, verb_ru (the verb, short), done (false: only planned,
        proposed or attempted), entity (the first, of two in one word), side (a name of `sides`, or
        "others"; its categories are all, in this order), role (acts, acted on, described), form
        (name, pronoun, zero). Names and pronouns beside a verb that is not theirs are left out;
        without roles.csv there is no row.

    >>> strips = role_strips(corpus, {"opposition": ["trotsky", "opposition"]})
    >>> strips.query("source == '000'")[["verb_en", "side", "role"]].values.tolist()[:2]
    [['held in check', 'others', 'acts'], ['action', 'opposition', 'acts']]
    """
    table = corpus.roles.query("verb != ''").reset_index(drop=True)
    table["entity"] = table["entity"].str.split("|").str[0]
    side_of = {entity: side for side, entities in sides.items() for entity in entities}
    names = table["entity"].map(side_of).astype("str").fillna(OTHERS)
    table["side"] = pd.Categorical(names, [*sides, OTHERS])
    table["number"] = _number_verbs(table)
    verb = table.groupby(["source", "number"])
    table["done"] = verb["done"].transform("first") == "yes"
    for column in ("verb_en", "verb_ru"):
        table[column] = verb[column].transform("first")
    return table[COLUMNS]


def _number_verbs(roles: pd.DataFrame) -> list[int]:
    """Number the verbs of each source; the same words near each other are one use of a verb."""
    numbers: list[int] = []
    uses: dict[tuple[str, str], tuple[int, int]] = {}
    used: dict[str, int] = {}
    for row in rows_of(roles):
        number, stop = uses.get((row.source, row.verb_ru), (0, -1))
        if row.start > stop:
            number = used.get(row.source, 0)
            used[row.source] = number + 1
        uses[row.source, row.verb_ru] = (number, row.start + REACH)
        numbers.append(number)
    return numbers


def role_counts(strips: pd.DataFrame) -> pd.DataFrame:
    """Count how often each person or group acts, is acted on and is described.

    Args:
        strips: See `role_strips`.

    Returns:
        A row a source and entity: source, entity, acts, acted on, described (verbs), verbs (all of
        the source).
    """
    verbs = strips.groupby("source")["number"].nunique().to_dict()
    rows = []
    for (source, entity), roles in strips.groupby(["source", "entity"])["role"]:
        counts = roles.value_counts()
        rows.append((source, entity, *[counts.get(role, 0) for role in ROLES], verbs[source]))
    return frame(rows, COUNTS)
