"""The corpus: one folder of texts, and every table made from it, computed when first used."""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection, Iterator
from copy import copy
from functools import cached_property
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from letopis.kept_tables import KeptTables, kept, lazy_table
from letopis.language.data import Rows, read_lists, read_rows, word_lists
from letopis.language.lemmas import Lexicon, package_lexicon
from letopis.language.overrides import ALL_CONDITIONS
from letopis.language.tokens import count_words
from letopis.texts.catalogue import Catalogue, read_texts
from letopis.texts.checks import Schema
from letopis.texts.chosen import read_chosen
from letopis.texts.defects import read_defects
from letopis.texts.files import nearest, table_path
from letopis.texts.marked import with_read_kinds
from letopis.texts.parts import read_parts
from letopis.texts.schemas import (
    ENTITIES,
    LEMMAS,
    NAMED_DAYS,
    STOP_WORDS,
    check_anchors,
    read_events,
    read_table,
    read_tables,
)
from letopis.texts.tables import read_toml, rows_by_place, rows_of

NO_EVENT = {"id": "", "label_en": "no event: events.toml names none"}


def load(folder: str | Path | None = None, skip_unreadable: bool | None = None) -> Corpus:
    """Read a folder of texts, with or without the curated tables beside them.

    The texts are read and checked now, each table when it is first used.

    Args:
        folder: A folder with texts and perhaps sources.csv, parts.csv, codebook.csv, claims.csv,
            narrated.csv, episodes.csv; where it has no events.toml, the project's is used; where it
            has no entities.csv, the people its texts name are proposed. None means the folder that
            LETOPIS_SEEDS names in the environment, or else the nearest folder `seeds`, here or
            above: so it is in the notebooks.
        skip_unreadable: Go on with the texts that can be read where others cannot, and name those
            in a warning and in `corpus.left_out`. None means: where LETOPIS_SKIP_UNREADABLE is set
            in the environment.

    Raises:
        InputError: With file, row and remedy, where something in the folder is not as expected.

    Warns:
        UserWarning: Where a text is left out, or texts are in a subfolder and not listed.

    >>> load(corpus.folder).text("000")[3:15]
    'В этот день '
    """
    if skip_unreadable is None:
        skip_unreadable = bool(os.environ.get("LETOPIS_SKIP_UNREADABLE"))
    corpus = Corpus(Path(folder or nearest("seeds", "LETOPIS_SEEDS")), skip_unreadable)
    corpus.kept_tables = KeptTables(corpus.folder, corpus._texts, corpus._catalogue)
    if corpus.left_out:
        warnings.warn("not all is read:\n" + "\n".join(corpus.left_out), stacklevel=2)
    return corpus


class Corpus:
    """A folder of texts and the tables made from it; their functions describe the columns."""

    def __init__(
        self, folder: Path, skip_unreadable: bool = False, catalogue: Catalogue | None = None
    ):
        """Read and check the texts of a folder, see `load`; or take those of a catalogue."""
        self.folder = folder
        catalogue = catalogue or read_texts(folder, skip_unreadable)
        self._catalogue, self._texts, self.left_out = catalogue
        self._parts = read_parts(folder, self._texts)
        self.coded_event: str | None = None
        self.counts_furniture = False
        self._passages: dict[str, pd.DataFrame] = {}
        self.kept_tables: KeptTables | None = None

    def __repr__(self) -> str:
        """Return how many texts, voices and words there are."""
        words = self.sources["words"].sum()
        counts = f"{len(self.sources)} sources, {len(self.parts)} voices, {words:,} words"
        not_read = f"; {len(self.left_out)} not read, see left_out" if self.left_out else ""
        return f"Corpus({counts}{not_read})"

    def text(self, source: str) -> str:
        """Return one text as decoded; the offsets in all tables refer to it.

        Raises:
            KeyError: With the sources there are, for another.
        """
        if source not in self._texts:
            raise KeyError(f"no source {source!r}; there are {', '.join(self._texts)}")
        return self._texts[source]

    @cached_property
    def sources(self) -> pd.DataFrame:
        """One row a text: see `read_texts`; `words` counts words without numbers and initials."""
        words = [count_words(self._texts[source]) for source in self._catalogue.index]
        table = self._catalogue.copy()
        table.insert(list(table.columns).index("characters") + 1, "words", words)
        return table.astype({"words": "int64"})

    @cached_property
    def parts(self) -> pd.DataFrame:
        """One row a voice: see `read_parts`; `words` counts words without numbers and initials."""
        parts = rows_of(self._parts)
        words = [count_words(self._texts[part.source][part.start : part.stop]) for part in parts]
        return self._parts.assign(words=pd.Series(words, dtype="int64"))

    @cached_property
    def defects(self) -> pd.DataFrame:
        """The faults of the texts that a historian has listed: see `read_defects`."""
        return read_defects(self.folder, self._texts)

    @cached_property
    def listed_entities(self) -> pd.DataFrame:
        """The people, bodies and places of the folder's own entities.csv, which it may lack."""
        path = self.folder / "entities.csv"
        if path.is_file():
            return read_table(path, ENTITIES)
        return pd.DataFrame(columns=[column.name for column in ENTITIES.columns], dtype="str")

    @cached_property
    def entities(self) -> pd.DataFrame:
        """The people, bodies and places, with their aliases; `proposed` says where they come from.

        False: the folder's own entities.csv. True: the folder has none, and these are the people
        that its texts themselves name, see `proposed_people`; no historian has looked at them.
        """
        if (self.folder / "entities.csv").is_file():
            return self.listed_entities.assign(proposed=False)
        return self.proposals.assign(proposed=True)

    def names(self, language: str) -> dict[str, str]:
        """Return the forms of the names that entities.csv lists in one language: form → name."""
        return import_module("letopis.people.entities").name_forms(self.entities, language)

    @cached_property
    def events(self) -> dict[str, dict[str, Any]]:
        """The events that can be compared, by id, from events.toml."""
        path = table_path(self.folder, "events.toml")
        events = read_events(path)
        if path.parent == self.folder:
            check_anchors(path, events, set(self.entities["entity"]))
        return events

    @cached_property
    def named_days(self) -> list[dict[str, Any]]:
        """The days known by a name, from the folder's own events.toml."""
        return read_tables(self.folder / "events.toml", "named_day", NAMED_DAYS)

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """What the figures show by choice, from chosen.toml; empty where the folder has none."""
        return read_chosen(self.folder, self._catalogue.index)

    @property
    def is_written_about(self) -> bool:
        """Whether captions.csv is about these sources: those `written_about` in chosen.toml."""
        return self.chosen.get("written_about", [*self._texts]) == [*self._texts]

    @property
    def main_event(self) -> str:
        """The id of the first event of the folder's own events.toml; "" where it has none."""
        has_events = (self.folder / "events.toml").is_file()
        return next(iter(self.events), "") if has_events else ""

    def event(self, event: str) -> dict[str, Any]:
        """Return an event of events.toml; of no event ("") only the label, which says so.

        Raises:
            KeyError: With the events there are, for another.
        """
        if not event:
            return NO_EVENT
        if event not in self.events:
            path = table_path(self.folder, "events.toml")
            ids = ", ".join(self.events) or "none"
            raise KeyError(f"no event {event!r} in {path}; there are {ids}")
        return self.events[event]

    proposals = lazy_table(
        "people.proposals.proposed_people", "The people whom entities.csv does not list.", True
    )
    mentions = lazy_table("people.mentions.mention_table", "One row a name.", True)
    dates = lazy_table("dates.table.date_table", "One row an expression of time.", True)
    narrated = lazy_table(
        "dates.narrated.narrated_table", "One row a sentence: the time it narrates.", True
    )
    roles = lazy_table("accounts.roles.find_roles", "One row a name or pronoun, and what it does.")
    quotations = lazy_table("texts.marked.find_quotations", "One row a stretch of quoted speech.")
    furniture = lazy_table("texts.marked.find_furniture", "One row a heading, caption or the like.")
    _codebook = lazy_table("accounts.claims.codebook", "The facets of all events.")
    _claims = lazy_table("accounts.claims.claims", "The claims on the facets of all events.")
    _reuse = lazy_table("accounts.reuse.find_reuse", "See `reuse`.", True)

    @kept
    def sentences(self) -> pd.DataFrame:
        """One row a sentence: see `sentence_table`; its kind as furniture.csv has it."""
        from letopis.language.sentence_table import sentence_table

        own_lists = word_lists(read_toml(self.folder / "sentences.toml"))
        lists = read_lists("sentences.toml") | own_lists
        return with_read_kinds(sentence_table(self._texts, self.parts, lists), self.furniture)

    @kept
    def tokens(self) -> pd.DataFrame:
        """One row a word, number or mark of punctuation, with its lemma: see `token_table`."""
        from letopis.language.token_table import token_table

        languages = self._languages()
        second = self.second_languages
        spoken = {*languages.values(), *second.values()}
        lexicons = {language: self.lexicon(language) for language in sorted(spoken)}
        names = {language: self.names(language) for language in lexicons}
        return token_table(self._texts, self.sentences, languages, lexicons, names, second)

    @cached_property
    def second_languages(self) -> dict[tuple[str, int], str]:
        """The paragraphs of bilingual texts in the language that is not that of their text.

        (source, paragraph) → language; see `second_languages` of the sentence table.
        """
        from letopis.language.sentence_table import second_languages

        return second_languages(self._texts, self.sentences, self._languages())

    def _languages(self) -> dict[str, str]:
        """Return the language of each source."""
        return {str(source): str(code) for source, code in self.sources["language"].items()}

    def lexicon(self, language: str) -> Lexicon:
        """Return the lexicon of a language, with the folder's own lemmas.csv and stop_words.csv."""
        overrides = self._language_rows("lemmas.csv", LEMMAS, condition=ALL_CONDITIONS)
        stop_words = self._language_rows("stop_words.csv", STOP_WORDS)
        is_own = overrides is not read_rows("lemmas.csv") or stop_words is not read_rows(
            "stop_words.csv"
        )
        return Lexicon(language, overrides, stop_words) if is_own else package_lexicon(language)

    @cached_property
    def overrides(self) -> pd.DataFrame:
        """The rows of lemmas.csv, the folder's own or the package's."""
        rows = self._language_rows("lemmas.csv", LEMMAS, condition=ALL_CONDITIONS)
        return pd.DataFrame(rows, dtype="str")

    def _language_rows(self, name: str, schema: Schema, **choices: Collection[str]) -> Rows:
        """Return the rows of a table of the folder or, where it has none, of the package."""
        path = self.folder / name
        if not path.is_file():
            return read_rows(name)
        return tuple(rows_by_place(path, read_table(path, schema, **choices)).values())

    def voices(self) -> Iterator[tuple[str, str, str, list[Any]]]:
        """Yield the voices that have sentences: source, language, frame date, sentences.

        A voice in two languages is two: a text and its translation tell of the same time each.
        """
        from letopis.language.sentence_table import split_by_language

        frame_dates = dict(zip(self.parts["part"], self.parts["frame_date"], strict=True))
        sentences = rows_of(self.sentences)
        for (source, part), rows in groupby(sentences, key=lambda row: (row.source, row.part)):
            home = str(self.sources.at[source, "language"])
            for language, own in split_by_language(list(rows), home, self.second_languages):
                yield source, language, frame_dates[part], own

    def passages(self, event: str) -> pd.DataFrame:
        """Return the sentences about an event of events.toml, with phase and reason."""
        if event not in self._passages:
            module = import_module("letopis.accounts.passages")
            self._passages[event] = module.find_passages(self, event)
        return self._passages[event]

    @property
    def codebook(self) -> pd.DataFrame:
        """The facets the sources are compared by: of all events, or of one, see `for_event`."""
        if self.coded_event is None:
            return self._codebook
        of_event = self._codebook["event"] == self.coded_event
        return self._codebook[of_event].reset_index(drop=True)

    @property
    def claims(self) -> pd.DataFrame:
        """What each source says on each facet of the codebook, one row a piece of evidence."""
        if self.coded_event is None:
            return self._claims
        of_event = self._claims["facet"].isin(self.codebook["facet"])
        return self._claims[of_event].reset_index(drop=True)

    def for_event(self, event: str) -> Corpus:
        """Return the same corpus with the codebook and the claims of one event only.

        Args:
            event: Id of an event; where nobody has coded it, both tables are empty.
        """
        corpus = copy(self)
        corpus.coded_event = event
        return corpus

    def with_furniture(self) -> Corpus:
        """Return the same corpus with page furniture counted among words, names and sentences."""
        corpus = copy(self)
        corpus.counts_furniture = True
        return corpus

    def reuse(self) -> pd.DataFrame:
        """Return the places that say something in the same or nearly the same words."""
        return self._reuse
