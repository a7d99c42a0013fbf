"""Questions to a library: its Parquet tables, asked by DuckDB; no table is read whole."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from letopis.dates.years import SEVERAL
from letopis.project.library_parts import READERS_TABLES, TABLES
from letopis.texts.errors import InputError, needed_for
from letopis.texts.schemas import ENTITIES, read_table
from letopis.words.counts import CONTENT
from letopis.words.keyness import compare_counts

UNDATED = "undated"
ALL = "true"
QUOTE = "'"
YEAR = f"""case when earliest is null then '{UNDATED}'
    when year(earliest) = year(latest) then year(earliest)::varchar else '{SEVERAL}' end"""


class Library:
    """The tables of a library: texts, tokens, mentions, dates, narrated, frequencies.

    Texts are chosen by a condition on the table `texts`, in SQL: "language = 'ru'",
    "written < '1930'", "more->>'author' = 'Trotsky'"; `source` is the id of a text.
    """

    def __init__(self, folder: str | Path):
        """Open the tables that `python -m letopis library` has written into a folder.

        Raises:
            InputError: There are none.
        """
        with needed_for("libraries of books"):
            import duckdb

        self.folder = Path(folder)
        if not any(self.folder.glob(f"{TABLES[0]}/*.parquet")):
            raise InputError(f"{folder}: no tables; `python -m letopis library` makes them.")
        self._connection = duckdb.connect()
        for name in TABLES:
            files = str(self.folder / name / "*.parquet").replace("'", "''")
            self._connection.execute(f"create view {name} as from read_parquet('{files}')")

    def ask(self, query: str, parameters: Sequence[Any] = ()) -> pd.DataFrame:
        """Return the answer to a question in SQL; its tables are those of the library."""
        return self._connection.execute(query, list(parameters)).df()

    def word_counts(self, texts: str = ALL) -> pd.DataFrame:
        """Count the content words of some texts together, language by language.

        Returns:
            language, lemma, count, texts (in how many of them it occurs), n (all words of these
            texts in the language), per_1000; by language, then the most frequent first.
        """
        content = ", ".join(f"'{pos}'" for pos in CONTENT)
        return self.ask(f"""
            with chosen as (select * from texts where {texts}),
                sizes as (select language, sum(words)::bigint as n from chosen group by language)
            select language, lemma, sum(count)::bigint as count, count(distinct source) as texts,
                any_value(n) as n, 1000 * sum(count) / any_value(n) as per_1000
            from frequencies join (select source, language from chosen) using (source)
                join sizes using (language)
            where pos in ({content}) and not stop_word
            group by language, lemma order by language, count desc, lemma""")

    def keyness(self, texts: str, reference: str, minimum: int = 5) -> pd.DataFrame:
        """Compare the content words of some texts with those of others in the same language.

        Args:
            texts: Which texts.
            reference: Which others.
            minimum: Leave out words that occur less often in both together.

        Returns:
            The columns of `compare_counts`; no rows where there is nothing to compare with.

        Raises:
            InputError: The texts are in several languages, or some are on both sides.
        """
        either = f"({texts}) or ({reference})"
        languages = self.ask(f"select distinct language from texts where {either} order by 1")
        if len(languages) > 1:
            found = ", ".join(languages["language"])
            raise InputError(f"texts in several languages ({found}) are not compared by words.")
        both = self.ask(f"select source from texts where ({texts}) and ({reference})")
        if len(both):
            raise InputError(f"on both sides of the comparison: {both['source'][0]}.")
        counts = [self.word_counts(side).set_index("lemma")["count"] for side in (texts, reference)]
        sizes = [self._words(side) for side in (texts, reference)]
        if not all(sizes):
            return compare_counts(counts[0].head(0), counts[0].head(0), 1, 1)
        return compare_counts(*counts, *sizes, minimum)

    def keyness_by_text(self, texts: str = ALL, minimum: int = 5) -> pd.DataFrame:
        """Compare the content words of each of some texts with the others in its language.

        Returns:
            source, label, then the columns of `compare_counts`; by source. A text without any
            others is left out.
        """
        chosen = self.ask(f"select source, label, language from texts where {texts} order by 1")
        tables = [self.keyness("false", "false").assign(source="", label="")]
        for source, label, language in chosen.to_numpy().tolist():
            own = f"source = '{source.replace(QUOTE, QUOTE * 2)}'"
            others = f"({texts}) and language = '{language}' and not {own}"
            table = self.keyness(own, others, minimum)
            tables.append(table.assign(source=source, label=label))
        columns = ["source", "label", *tables[0].columns.drop(["source", "label"])]
        return pd.concat(tables[1:] or tables, ignore_index=True)[columns]

    def mention_counts(self, texts: str = ALL) -> pd.DataFrame:
        """Count by whom entities.csv lists, how often some texts name them.

        Returns:
            entity, type, label_en, label_ru, count, texts (how many name it), n (all words of these
            texts), per_1000; the most frequent first.
        """
        table = self.ask(f"""
            select entity, type, count(*) as count, count(distinct source) as texts
            from mentions join (select source from texts where {texts}) using (source)
            where kind = 'name' group by entity, type order by count desc, entity""")
        n = self._words(texts)
        return self._with_labels(table).assign(n=n, per_1000=1000 * table["count"] / max(n, 1))

    def mentions_by_year(self, entities: Sequence[str], texts: str = ALL) -> pd.DataFrame:
        """Count the mentions of some people by the year that their sentence describes.

        Returns:
            entity, label_en, label_ru, year ("1927", "several years", "undated"), count; by the
            order asked for, then by year.
        """
        table = self.ask(
            f"""
            select entity, {YEAR} as year, count(*) as count
            from mentions join (select source from texts where {texts}) using (source)
            join narrated using (source, sentence)
            where mentions.kind = 'name' and list_contains(?, entity)
            group by entity, 2 order by list_position(?, entity), year""",
            [list(entities), list(entities)],
        )
        return self._with_labels(table)

    def sentences_by_year(self, texts: str = ALL) -> pd.DataFrame:
        """Count the sentences of each text by the year that they describe.

        Returns:
            source, year ("1927", "several years", "undated"), sentences.
        """
        return self.ask(f"""
            select source, {YEAR} as year, count(*) as sentences
            from narrated join (select source from texts where {texts}) using (source)
            group by all order by source, year""")

    def _words(self, texts: str) -> int:
        """Return how many words some texts have."""
        return int(self.ask(f"select coalesce(sum(words), 0) from texts where {texts}").iat[0, 0])

    def _with_labels(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table of entities with their names."""
        entities = read_table(self.folder / READERS_TABLES / "entities.csv", ENTITIES)
        labels = entities.set_index("entity")[["label_en", "label_ru"]]
        return table.join(labels, on="entity")
