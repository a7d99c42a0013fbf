"""Counts of mentions: who is named how often, where in the text, and together with whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from letopis.texts.marked import without_furniture
from letopis.texts.tables import frame
from letopis.words.concordance import add_quotes
from letopis.words.statistics import SENTENCE, group_names, rates, word_tokens

if TYPE_CHECKING:
    from letopis.corpus import Corpus

LABELS = ["label_ru", "label_en"]


def mention_counts(
    corpus: Corpus,
    entities: Sequence[str] | None = None,
    by: str = "source",
    unit: str = "mentions",
    kind: str = "name",
) -> pd.DataFrame:
    """Count how often each person, body and place is named in each source or part.

    Headings, captions and other page furniture are left out, see `corpus.with_furniture()`.

    Args:
        corpus: The texts.
        entities: Only these ids, in this order; None is all that are named.
        by: "source" or "part".
        unit: "mentions", or "sentences" that name it.
        kind: "name", or "derived" for троцкисты, Stalinist.

    Returns:
        by, entity, label_ru, label_en, type, count, n (words, or sentences), per_1000 (mentions
        per 1,000 words) or share (0 to 1, of sentences), low, high (its 95 % interval, see
        `wilson_interval`); a group that does not name it is a row with count 0. Where `entities`
        are not given, the most frequent first.

    >>> mention_counts(corpus, ["trotsky"], unit="sentences")[["count", "n"]].values.tolist()[0]
    [6, 14]
    """
    mentions = select_mentions(corpus, entities, kind, unit)
    sentences = without_furniture(corpus, corpus.sentences)
    base = word_tokens(corpus) if unit == "mentions" else sentences
    scale = "per_1000" if unit == "mentions" else "share"
    table = rates(corpus, by, mentions, "entity", base, scale, items=entities, zeros=True)
    types = corpus.mentions.drop_duplicates("entity").set_index("entity")["type"]
    table["type"] = table["entity"].map(types).astype("str").fillna("")
    table = add_labels(corpus, table)
    return table[[by, "entity", *LABELS, "type", "count", "n", scale, "low", "high"]]


def sentence_shares(corpus: Corpus, entities: Sequence[str], by: str = "source") -> pd.DataFrame:
    """Count in how many sentences of each source or part some people, bodies or places are named.

    Args:
        corpus: The texts.
        entities: The ids, in the order of the rows.
        by: "source" or "part".

    Returns:
        The columns of `mention_counts` by sentences, then percent, percent_low, percent_high (share
        and its interval in per cent), of ("6 of 15").

    >>> sentence_shares(corpus, ["trotsky"]).round(1)[["of", "percent"]].values.tolist()[0]
    ['6 of 14', 42.9]
    """
    table = mention_counts(corpus, entities, by, unit="sentences")
    table["percent"] = 100 * table["share"]
    table["percent_low"] = 100 * table["low"]
    table["percent_high"] = 100 * table["high"]
    table["of"] = table["count"].astype("str") + " of " + table["n"].astype("str")
    return table


def positions(corpus: Corpus, entities: Sequence[str]) -> pd.DataFrame:
    """Find where in each source some people, bodies or places are named.

    Returns:
        source, entity, label_ru, label_en, start, stop, text, percent (of the source's characters
        before it), lane (source and English label; its categories are all lanes in order, also
        those without a mention).

    >>> positions(corpus, ["yagoda"])["lane"].unique().tolist()
    ['000 Yagoda', '001 Yagoda', '003 Yagoda']
    """
    table = add_labels(corpus, select_mentions(corpus, entities))
    table["percent"] = 100 * table["start"] / table["source"].map(corpus.sources["characters"])
    labels = add_labels(corpus, pd.DataFrame({"entity": entities}))["label_en"]
    lanes = [f"{source} {label}" for source in corpus.sources.index for label in labels]
    table["lane"] = pd.Categorical(table["source"] + " " + table["label_en"], lanes)
    places = ["start", "stop", "text", "percent", "lane"]
    return table[["source", "entity", *LABELS, *places]].reset_index(drop=True)


def comentions(
    corpus: Corpus,
    entities: Sequence[str] | None = None,
    by: str = "source",
    kind: str = "name",
    minimum: int = 1,
) -> pd.DataFrame:
    """Count the sentences in which two people, bodies or places are named together.

    Args:
        corpus: The texts.
        entities: Only these ids; None is all that are named.
        by: "source" or "part".
        kind: "name", or "derived" for троцкисты, Stalinist.
        minimum: Leave out pairs that are named together in fewer sentences of a group.

    Returns:
        by, entity_a, label_ru_a, label_en_a, entity_b, label_ru_b, label_en_b (a before b by
        alphabet of the ids), pair (both English labels), count (sentences with both), n (all
        sentences of the group), share (0 to 1), low, high, count_a, count_b (sentences with each).

    >>> comentions(corpus, minimum=2)[["source", "pair", "count", "n"]].head(1).values.tolist()
    [['000', 'Menzhinsky – OGPU', 2, 14]]
    """
    mentions = select_mentions(corpus, entities, kind, "sentences")[[*SENTENCE, "entity"]]
    pairs = mentions.merge(mentions, on=SENTENCE, suffixes=("_a", "_b"))
    pairs = pairs[pairs["entity_a"] < pairs["entity_b"]]
    pairs["ids"] = pairs["entity_a"] + "|" + pairs["entity_b"]
    sentences = without_furniture(corpus, corpus.sentences)
    table = rates(corpus, by, pairs, "ids", sentences, unit="share")
    table = table[table["count"] >= minimum].reset_index(drop=True)
    members = pairs.drop_duplicates("ids").set_index("ids")
    single = mention_counts(corpus, None, by, "sentences", kind).set_index([by, "entity"])["count"]
    for side in ("_a", "_b"):
        table["entity" + side] = table["ids"].map(members["entity" + side])
        table = table.join(single.rename("count" + side), on=[by, "entity" + side])
        table = add_labels(corpus, table, side)
    table["pair"] = table["label_en_a"] + " – " + table["label_en_b"]
    named = [column + side for side in ("_a", "_b") for column in ("entity", *LABELS)]
    counts = ["count", "n", "share", "low", "high", "count_a", "count_b"]
    return table[[by, *named, "pair", *counts]]


def comention_triangles(
    corpus: Corpus, entities: Sequence[str], by: str = "source"
) -> pd.DataFrame:
    """Count the sentences that name two people, for every two of some and for each alone.

    Args:
        corpus: The texts.
        entities: The ids, in the order of the rows.
        by: "source" or "part".

    Returns:
        A row for each source or part and two entities, b not after a: by, a, b (ids; the same for
        one alone), count (sentences that name both), n (all sentences of the group).

    >>> triangle = comention_triangles(corpus, ["trotsky", "stalin"]).query("source == '001'")
    >>> triangle[["a", "b", "count"]].values.tolist()[1]
    ['stalin', 'trotsky', 4]
    """
    mentions = select_mentions(corpus, list(entities), unit="sentences")
    named = mentions.groupby([by, "sentence"])["entity"].agg(set)
    sizes = without_furniture(corpus, corpus.sentences)[by].value_counts()
    rows = []
    for group in group_names(corpus, by):
        sentences = named[named.index.get_level_values(by) == group]
        for place, a in enumerate(entities):
            for b in entities[: place + 1]:
                count = sum({a, b} <= both for both in sentences)
                rows.append((group, a, b, count, sizes.get(group, 0)))
    return frame(rows, {by: "str", "a": "str", "b": "str", "count": "int64", "n": "int64"})


def first_and_last(corpus: Corpus, by: str = "source", kind: str = "name") -> pd.DataFrame:
    """Find where each person, body and place is named first and last in each source or part.

    Returns:
        by, entity, label_ru, label_en, count (mentions), first_start, first_stop, first_text,
        last_start, last_stop, last_text (offsets in code points of the source); in the order of
        the first mention.

    >>> first_and_last(corpus).query("entity == 'trotsky'")["first_text"].tolist()
    ['Л. Троцкого', 'Троцкий', 'Троцкий', 'Trotsky']
    """
    groups = group_names(corpus, by)
    mentions = select_mentions(corpus, None, kind)
    mentions["group"] = pd.Categorical(mentions[by], groups)
    ends = {
        f"{end}_{column}": (column, end)
        for end in ("first", "last")
        for column in ("start", "stop", "text")
    }
    by_entity = mentions.groupby(["group", "entity"], observed=True)
    table = by_entity.agg(count=("start", "size"), **ends).reset_index()
    table = table.sort_values(["group", "first_start", "entity"], ignore_index=True)
    table[by] = table["group"].astype("str")
    return add_labels(corpus, table)[[by, "entity", *LABELS, "count", *ends]]


def sentences_naming(corpus: Corpus, entity: str, width: int = 70) -> pd.DataFrame:
    """List the sentences that name a person, body or place, with the time each of them narrates.

    Returns:
        source, part, sentence, edtf, earliest, latest, dated_by (as in corpus.narrated), start,
        stop, text (of the first mention in the sentence), quote (the sentence around it, at most
        `width` characters).

    >>> sentences_naming(corpus, "menzhinsky")["edtf"].head(2).tolist()
    ['1927-11-07', '1927-11-07']
    """
    mentions = select_mentions(corpus, [entity], unit="sentences")
    times = corpus.narrated[[*SENTENCE, "edtf", "earliest", "latest", "dated_by"]]
    table = add_quotes(corpus, mentions.merge(times, on=SENTENCE), width)
    place = ["start", "stop", "text", "quote"]
    return table[["source", "part", "sentence", "edtf", "earliest", "latest", "dated_by", *place]]


def select_mentions(
    corpus: Corpus,
    entities: Sequence[str] | None,
    kind: str = "name",
    unit: str = "mentions",
) -> pd.DataFrame:
    """Return the mentions of a kind and of some entities; the first of a sentence by sentences.

    Those in page furniture (headings, captions) are left out, see `corpus.with_furniture()`.

    Raises:
        ValueError: `unit` is neither "mentions" nor "sentences".
    """
    if unit not in ("mentions", "sentences"):
        raise ValueError(f"unit={unit!r}: expected 'mentions' or 'sentences'.")
    is_wanted = corpus.mentions["kind"] == kind
    if entities is not None:
        is_wanted &= corpus.mentions["entity"].isin(entities)
    mentions = without_furniture(corpus, corpus.mentions[is_wanted]).reset_index(drop=True)
    if unit == "sentences":
        mentions = mentions.drop_duplicates([*SENTENCE, "entity"], ignore_index=True)
    return mentions


def add_labels(corpus: Corpus, table: pd.DataFrame, side: str = "") -> pd.DataFrame:
    """Return a table with the labels of its entities; one without a label is called by its id."""
    known = corpus.entities.drop_duplicates("entity").set_index("entity")
    ids = table["entity" + side]
    labels = {}
    for name in LABELS:
        listed = ids.map(known[name]).astype("str").fillna("")
        labels[name + side] = listed.where(listed != "", ids)
    return table.assign(**labels)
