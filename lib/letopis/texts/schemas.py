"""Schemas: which columns each table of seeds/ has, and what its cells may hold.

`read_table` reads a table and checks it against its schema; an error lists every problem, with
file, row, what was found and what was expected.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from letopis.texts.checks import (
    COLOUR,
    DAY,
    EDTF,
    EDTF_OR_NONE,
    FIGURE_NAME,
    SEVERAL_EDTF,
    SHA256,
    WHOLE_NUMBER,
    Column,
    Schema,
    columns,
    problems,
)
from letopis.texts.errors import raise_problems
from letopis.texts.languages import READ
from letopis.texts.row_rules import (
    aliases_of_two,
    as_many_blanks,
    dropped_zeros,
    quote_of_a_stance,
    same_placeholders,
    unprintable_name,
    values_of_a_kind,
    way_of_no_date,
)
from letopis.texts.tables import read_csv, read_toml, rows_by_place

LANGUAGES = tuple(READ)
STANCES = ("contradicts", "asserts", "implies", "silent")  # the strongest first
CLASHES = ("real", "arguable", "apparent")  # how two accounts contradict each other
PHASES = ("preparation", "day", "aftermath")  # of an event
ROLES = ("acts", "acted on", "described")
OTHER_HANDS = ("blurb", "editor's note")  # prose, though not the author's
FURNITURE_KINDS = (
    *("heading", "caption", "title in prose", "note", "series"),
    *("separator", "cross-reference", "stage direction", *OTHER_HANDS),
)
SPEECH_KINDS = (
    *("speech", "letter", "writing", "memoir", "book"),
    *("document", "newspaper", "words in a sentence"),
)
WAYS_OF_DATING = ("sentence", "context", "frame", "none")  # what dates a sentence
ENTITY_TYPES = ("person", "organisation", "place", "other", "given")


def read_table(path: Path, schema: Schema, **choices: Collection[str]) -> pd.DataFrame:
    """Read a table of strings and check it; an optional column that is missing is added, empty.

    Args:
        path: The file; one that does not exist gives an empty table.
        schema: What it should hold.
        choices: What a column may hold where only the caller knows it: `source=["000", "001"]`.

    Raises:
        InputError: With a line for each problem.
    """
    table = read_csv(path, schema.required_columns())
    for column in schema.columns:
        if column.name not in table:
            table[column.name] = pd.Series("", index=table.index, dtype="str")
    raise_problems([*problems(rows_by_place(path, table), schema, choices)])
    return table


def read_tables(path: Path, key: str, schema: Schema) -> list[dict[str, Any]]:
    """Read the tables [[key]] of a TOML file and check them.

    Raises:
        InputError: With a line for each problem.
    """
    tables = read_toml(path).get(key, [])
    if not isinstance(tables, list):
        raise_problems(
            [f"{path}: [{key}] is one table; expected [[{key}]], as in seeds/events.toml."]
        )
    rows = {f"{path}, [[{key}]] {number}": row for number, row in enumerate(tables, start=1)}
    raise_problems([*problems(rows, schema)])
    return tables


def read_events(path: Path) -> dict[str, dict[str, Any]]:
    """Read the events of events.toml by id.

    Raises:
        InputError: With a line for each problem.
    """
    events = read_tables(path, "event", EVENTS)
    for event in events:
        tables = enumerate(event.get("lookalike", []), start=1)
        rows = {f"{path}, {event['id']}, [[event.lookalike]] {n}": table for n, table in tables}
        raise_problems([*problems(rows, LOOKALIKES)])
    return {event["id"]: event for event in events}


def check_anchors(path: Path, events: Mapping[str, Any], entities: Collection[str]) -> None:
    """Refuse an anchor of an event that entities.csv does not have.

    Raises:
        InputError: With a line for each event.
    """
    unknown = {
        name: [anchor for anchor in event.get("anchors", []) if anchor not in entities]
        for name, event in events.items()
    }
    remedy = "add its row to entities.csv, or correct it"
    raise_problems(
        [
            f"{path}, {name}: anchors {', '.join(anchors)} not in entities.csv; {remedy}."
            for name, anchors in unknown.items()
            if anchors
        ]
    )


SOURCES = Schema(
    *columns("source file", required=True, unique=True),
    *columns("label title"),
    Column("short", optional=True),
    Column("language", choices=LANGUAGES),
    Column("sha256", form=SHA256),
    Column("written", form=EDTF, optional=True),
    Column("calendar", choices=("", "julian", "gregorian"), optional=True),
    Column("colour", form=COLOUR, optional=True),
    *columns("retells certainty evidence", optional=True),
    rules=[dropped_zeros, unprintable_name],
)
PARTS = Schema(
    Column("part", required=True, unique=True),
    Column("source", required=True),
    *columns("start stop", required=True, form=WHOLE_NUMBER),
    Column("label"),
    Column("opening", required=True),
    Column("frame_date", form=EDTF),
    Column("note"),
)
ENTITIES = Schema(
    Column("entity", required=True, unique=True),
    Column("type", required=True, choices=ENTITY_TYPES),
    *columns("label_ru label_en aliases_ru aliases_en derived_ru derived_en note"),
    Column("context", optional=True),
    Column("colour", form=COLOUR, optional=True),
    across=[aliases_of_two],
)
CODEBOOK = Schema(
    Column("facet", required=True, unique=True),
    *columns("event group label_en label_ru question definition"),
    Column("group_ru", optional=True),
    Column("kind", choices=("fixed", "free")),
    Column("values", optional=True),
    Column("of_the_day", choices=("yes", "partly", "no"), optional=True),
    Column("open_to", optional=True),
    Column("round", form=WHOLE_NUMBER, optional=True),
    Column("scope", optional=True),
    rules=[values_of_a_kind],
)
CLAIMS = Schema(
    *columns("source part facet", required=True),
    Column("stance", required=True, choices=STANCES),
    *columns("value quote note"),
    Column("about", choices=(*PHASES, "context"), optional=True),
    Column("gloss", optional=True),
    *columns("start stop", form=WHOLE_NUMBER, optional=True),
    rules=[quote_of_a_stance],
)
CONTRADICTIONS = Schema(
    *columns("facet part_a quote_a part_b quote_b", required=True),
    *columns("gloss_a gloss_b", optional=True),
    Column("kind", required=True, choices=CLASHES),
    Column("note", required=True),
)
PASSAGES = Schema(
    *columns("event source quote", required=True),
    *columns("start stop", required=True, form=WHOLE_NUMBER),
    Column("phase", required=True, choices=(*PHASES, "none")),
    Column("reason"),
)
EPISODES = Schema(
    *columns("event episode label_en label_ru"),
    Column("source", required=True),
    Column("order", required=True, choices=("plan", "course")),
    Column("rank", required=True, form=WHOLE_NUMBER),
    Column("quote", required=True),
    *columns("start stop", form=WHOLE_NUMBER, optional=True),
)
ACTS = Schema(
    *columns("source part text entity", required=True),
    *columns("start stop", required=True, form=WHOLE_NUMBER),
    Column("form", required=True, choices=("name", "pronoun", "zero")),
    Column("role", required=True, choices=ROLES),
    *columns("verb verb_lemma verb_en verb_ru"),
    Column("done", choices=("yes", "no")),
    *columns("gloss note"),
)
ACTS_SECOND = Schema(
    *columns("source text", required=True),
    *columns("start stop", required=True, form=WHOLE_NUMBER),
    Column("role", required=True, choices=ROLES),
    *columns("verb note"),
)
QUOTATIONS = Schema(
    *columns("source part opening", required=True),
    *columns("start stop", required=True, form=WHOLE_NUMBER),
    *columns("speaker addressee"),
    Column("kind", required=True, choices=SPEECH_KINDS),
    Column("note"),
)
FURNITURE = Schema(
    *columns("source text", required=True),
    *columns("start stop", required=True, form=WHOLE_NUMBER),
    Column("kind", required=True, choices=FURNITURE_KINDS),
)
NARRATED = Schema(
    *columns("source quote", required=True),
    Column("start", form=WHOLE_NUMBER, optional=True),
    Column("edtf", required=True, form=EDTF_OR_NONE),
    Column("dates", form=SEVERAL_EDTF, optional=True),
    Column("dated_by", choices=WAYS_OF_DATING, optional=True),
    Column("note", optional=True),
    *columns("reading_a reading_b", form=EDTF_OR_NONE, optional=True),
    Column("taken", choices=("both", "a", "b", "neither"), optional=True),
    rules=[way_of_no_date],
)
DEFECTS = Schema(*columns("source quote defect", required=True))
LABELS = Schema(
    Column("en", required=True, unique=True),
    Column("ru", required=True),
    rules=[as_many_blanks],
)
CAPTIONS = Schema(
    Column("figure", required=True, unique=True, form=FIGURE_NAME),
    *columns("question_en question_ru title_en title_ru", required=True),
    *columns("caption_en caption_ru alt_en alt_ru", required=True),
    *columns("note_en note_ru", optional=True),
    rules=[same_placeholders],
)
LEMMAS = Schema(
    Column("language", required=True, choices=LANGUAGES),
    *columns("form lemma condition", required=True),
    Column("reason"),
)
STOP_WORDS = Schema(
    Column("language", required=True, choices=LANGUAGES),
    *columns("word pos", required=True),
)
LOOKALIKES = Schema(
    Column("date", form=EDTF),
    Column("words", kind=list),
    Column("phrase"),
    Column("reason_en", required=True),
    Column("reason_ru"),
    Column("inside", kind=bool),
    is_closed=True,
)
EVENTS = Schema(
    Column("id", required=True, unique=True),
    *columns("date preparation aftermath", required=True, form=EDTF),
    *columns("old_style new_style", form=EDTF),
    *columns("label_en label_ru"),
    *columns("names_ru names_en titles day_words anchors", kind=list),
    Column("anchors_needed", kind=int),
    Column("lookalike", kind=tuple),
    is_closed=True,
)
NAMED_DAYS = Schema(
    Column("day", required=True, form=DAY),
    *columns("ru en", kind=list),
    Column("yearly", kind=bool),
    is_closed=True,
)
SCHEMAS = {
    "sources.csv": SOURCES,
    "parts.csv": PARTS,
    "entities.csv": ENTITIES,
    "codebook.csv": CODEBOOK,
    "claims.csv": CLAIMS,
    "claims_second.csv": CLAIMS,
    "contradictions.csv": CONTRADICTIONS,
    "passages.csv": PASSAGES,
    "roles.csv": ACTS,
    "roles_second.csv": ACTS_SECOND,
    "quotations.csv": QUOTATIONS,
    "furniture.csv": FURNITURE,
    "episodes.csv": EPISODES,
    "narrated.csv": NARRATED,
    "defects.csv": DEFECTS,
    "labels.csv": LABELS,
    "captions.csv": CAPTIONS,
    "lemmas.csv": LEMMAS,
    "stop_words.csv": STOP_WORDS,
}
