"""The corpus: one folder of texts, and every table made from it, each computed when first asked for and then kept."""

from collections.abc import Iterator, Mapping
from copy import copy
from functools import cached_property
from importlib import import_module
from itertools import groupby
from pathlib import Path

import pandas as pd

from letopis.language.tokens import count_words
from letopis.texts.catalogue import read_texts
from letopis.texts.files import known, nearest
from letopis.texts.parts import read_parts
from letopis.texts.schemas import ENTITIES, EVENTS, NAMED_DAYS, read_table, read_tables


def load(folder: str | Path | None = None) -> "Corpus":
    """Read a folder of texts, with or without the curated tables beside them.

    In: the path of a folder with texts and, if there, sources.csv, parts.csv, codebook.csv, claims.csv, narrated.csv,
    episodes.csv; entities.csv and events.toml are the project's where the folder has none of its own. None is the
    folder LETOPIS_SEEDS names in the environment, or else the nearest folder `seeds`, here or above: what the notebooks
    use.
    Out: a Corpus. The texts are read and checked now, all else is computed when first used.

    Raises InputError, naming file, row and remedy, when something in the folder is not as it must be.

    >>> load(corpus.folder).text("000")[3:15]
    'В этот день '
    """
    return Corpus(Path(folder or nearest("seeds", "LETOPIS_SEEDS")))


def stage(doc: str, module: str, function: str = "table") -> cached_property:
    """Have a table made by its module when first asked for, so that `import letopis` stays quick, and keep it."""
    def made(corpus: "Corpus") -> pd.DataFrame:
        return getattr(import_module(f"letopis.{module}"), function)(corpus)

    made.__doc__ = doc
    return cached_property(made)


class Corpus:
    """A folder of texts and the tables made from it; the columns of each are in the docstring of its module."""

    def __init__(self, folder: Path):
        """Read and check the texts of the folder; see `load`."""
        self.folder = folder
        self._catalogue, self._texts = read_texts(folder)
        self.parts = read_parts(folder, self._texts)
        self._passages: dict[str, pd.DataFrame] = {}
        self.coded_event: str | None = None

    def __repr__(self) -> str:
        """Say how many texts, words and voices there are."""
        return f"Corpus({len(self.sources)} sources, {len(self.parts)} voices, {self.sources['words'].sum():,} words)"

    def text(self, source: str) -> str:
        """Give one text as decoded; the offsets in all tables refer to it."""
        if source not in self._texts:
            raise KeyError(f"no source {source!r}; there are {', '.join(self._texts)}")
        return self._texts[source]

    @cached_property
    def sources(self) -> pd.DataFrame:
        """One row a text: see `read_texts`; `words` counts words without numbers and initials."""
        table = self._catalogue.copy()
        after = table.columns.get_loc("characters") + 1
        table.insert(after, "words", [count_words(self._texts[source]) for source in table.index])
        return table.astype({"words": "int64"})

    @cached_property
    def entities(self) -> pd.DataFrame:
        """The people, bodies and places a historian has listed, with their aliases."""
        return read_table(known(self.folder, "entities.csv"), ENTITIES)

    def names(self, language: str) -> dict[str, str]:
        """Give the forms of the names that entities.csv lists in one language: form → name."""
        return import_module("letopis.people.entities").name_forms(self.entities, language)

    @cached_property
    def events(self) -> Mapping[str, dict]:
        """The events that can be compared, by id, from events.toml."""
        path = known(self.folder, "events.toml")
        return {event["id"]: event for event in read_tables(path, "event", EVENTS)}

    @cached_property
    def named_days(self) -> list[dict]:
        """The days known by a name, from events.toml."""
        return read_tables(known(self.folder, "events.toml"), "named_day", NAMED_DAYS)

    def event(self, event: str) -> dict:
        """Give an event of events.toml. Raises KeyError, naming those there are, where there is none of that id."""
        if event not in self.events:
            path, there = known(self.folder, "events.toml"), ", ".join(self.events) or "none"
            raise KeyError(f"no event {event!r} in {path}; there are {there}")
        return self.events[event]

    sentences = stage("One row a sentence.", "language.sentences")
    tokens = stage("One row a word, number or mark of punctuation, with its lemma.", "language.token_table")
    mentions = stage("One row a name of a person, body or place.", "people.mentions", "mention_table")
    dates = stage("One row an expression of time.", "dates.table", "date_table")
    narrated = stage("One row a sentence: the time it tells of.", "dates.narrated", "narrated_table")
    _codebook = stage("The facets of all events.", "accounts.claims", "codebook")
    _claims = stage("The claims on the facets of all events.", "accounts.claims", "claims")
    _reuse = stage("See `reuse`.", "accounts.reuse", "find_reuse")

    def voices(self) -> Iterator[tuple[str, str, str, list]]:
        """Go through the voices that have sentences: source, language, frame date, and rows of sentences."""
        frame_dates = dict(zip(self.parts["part"], self.parts["frame_date"], strict=True))
        for (source, part), rows in groupby(self.sentences.itertuples(), key=lambda row: (row.source, row.part)):
            yield source, self.sources.at[source, "language"], frame_dates[part], list(rows)

    def passages(self, event: str) -> pd.DataFrame:
        """Give the sentences about an event of events.toml, with phase and reason."""
        if event not in self._passages:
            self._passages[event] = import_module("letopis.accounts.passages").find_passages(self, event)
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

    def for_event(self, event: str) -> "Corpus":
        """Return the same corpus with the codebook and the claims of one event only.

        Args:
            event: Id of an event; where nobody has coded it, both tables are empty.
        """
        corpus = copy(self)
        corpus.coded_event = event
        return corpus

    def reuse(self) -> pd.DataFrame:
        """Return the places that say something in the same or nearly the same words."""
        return self._reuse
