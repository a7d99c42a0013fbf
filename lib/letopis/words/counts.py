"""Counts of words and names: each with its N, its rate, and an interval that knows words come in sentences."""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "")       # "" is a word whose part of speech is not known
Z = 1.959963984540054                                       # standard deviations on either side of 95 %
FREQUENCIES = {"year": "Y", "month": "M"}


def interval(count: Any, n: Any, effect: Any = 1.0) -> tuple[Any, Any]:
    """Give the 95 % modified Wilson interval of the share count / n.

    A word said once is likely to be said again in the same sentence, so n words are worth n / effect independent ones;
    the design effect is the variance between sentences over that of independent words, at least 1. Percentiles of
    sentences drawn anew (bootstrap) know the same variance, but end far too low where a count is small, and at 0 for 0.
    Wilson (1927), doi 10.1080/01621459.1927.10502953; effective size: Korn & Graubard (1998), Survey Methodology 24.

    >>> [round(float(end), 4) for end in interval(5, 100)]
    [0.0215, 0.1118]
    """
    n = np.maximum(n, 1)
    rate, worth = np.minimum(count / n, 1), n / effect
    half = Z * np.sqrt(rate * (1 - rate) / worth + Z**2 / worth**2 / 4)
    low, high = ((rate + Z**2 / worth / 2 + side) / (1 + Z**2 / worth) for side in (-half, half))
    return np.maximum(low, 0), np.minimum(high, 1)


def place(corpus: Any, table: pd.DataFrame, by: str) -> tuple[pd.DataFrame, pd.Index]:
    """Add to a table with source and sentence: `row` (the sentence's in corpus.sentences) and `group`; name the groups.

    Groups are the sources or parts, numbered in the order of the texts. Raises ValueError when `by` is neither.
    """
    if by not in ("source", "part"):
        raise ValueError(f"by={by!r}: expected 'source' or 'part' (the voices inside a source).")
    group, names = pd.factorize(corpus.sentences[by])
    heads = corpus.sentences["source"].reset_index(drop=True).drop_duplicates()
    code, sources = pd.factorize(table["source"])
    first = pd.Series(heads.index, heads).reindex(sources).to_numpy("int64")
    row = first[code] + table["sentence"].to_numpy("int64")
    return table.assign(row=row, group=group[row]), names


def running(corpus: Any, by: str) -> pd.DataFrame:
    """Give the running words, numbers and initials left out, placed in their sentences and groups."""
    spoken = (corpus.tokens["kind"] == "word") & ~corpus.tokens["initial"]
    return place(corpus, corpus.tokens.loc[spoken, ["source", "sentence", "text", "lemma", "pos", "stop_word"]], by)[0]


def content_words(words: pd.DataFrame) -> pd.DataFrame:
    """Keep the content words: nouns, names, verbs, adjectives, adverbs, and no stop word."""
    return words[words["pos"].isin(CONTENT) & ~words["stop_word"]]


def _tally(corpus: Any, by: str, found: pd.DataFrame, item: str, base: pd.Series, unit: tuple[str, int],
           silent: bool = False) -> pd.DataFrame:
    """Count the items found in each group: by, item, count, n, the rate as named and scaled by `unit`, low, high.

    `base` holds the sentence row of each thing n counts. `silent` keeps an item's row where it is counted 0 times.
    """
    group, names = pd.factorize(corpus.sentences[by])
    items = pd.Index(sorted(found[item].unique(), key=alphabet))
    code = items.get_indexer(found[item])
    size, many = np.bincount(base, minlength=len(group)), max(len(group), 1)
    pairs, times = np.unique(code * np.int64(many) + found["row"].to_numpy(), return_counts=True)
    thing, row = np.divmod(pairs, many)
    table = pd.DataFrame({by: group[row], item: thing, "count": times}).assign(
        squares=times**2, crossed=times * size[row]).groupby([by, item]).sum()
    if silent:
        every = pd.MultiIndex.from_product([range(len(names)), range(len(items))], names=[by, item])
        table = table.reindex(every, fill_value=0)
    table = table.reset_index().sort_values([by, "count", item], ascending=[True, False, True], ignore_index=True)
    n, squares, many = (np.bincount(group, weights)[table[by]] for weights in (size, size**2, np.ones(len(group))))
    rate = table["count"] / np.maximum(n, 1)
    between = (table["squares"] - 2 * rate * table["crossed"] + rate**2 * squares) * many / np.maximum(many - 1, 1)
    alone = np.maximum(n * rate * (1 - rate) * n / np.maximum(n - 1, 1), 1e-12)
    ends = interval(table["count"], n, np.maximum(between / alone, 1))
    table = table.assign(n=n.astype("int64"), rate=rate, low=ends[0], high=ends[1])
    table[["rate", "low", "high"]] *= unit[1]
    table = table.assign(**{by: names[table[by]], item: items[table[item]]}).rename(columns={"rate": unit[0]})
    return table[[by, item, "count", "n", unit[0], "low", "high"]]


def words(corpus: Any, by: str = "source", content: bool = True) -> pd.DataFrame:
    """Count words by lemma in each source or part; with `content`, only content words.

    Out: by, lemma, pos (the commonest of the lemma), count, n (all words of the group, without numbers and initials),
    per_1000 (per 1,000 words), low, high (its 95 % `interval`); commonest first, then by alphabet.

    >>> words(corpus).query("lemma == 'переворот'")[["source", "count", "n"]].to_dict("split")["data"]
    [['000', 3, 298], ['001', 3, 559]]
    """
    spoken = running(corpus, by)
    table = _tally(corpus, by, content_words(spoken) if content else spoken, "lemma", spoken["row"], ("per_1000", 1000))
    return beside(table, "lemma", pos=commonest(spoken, "lemma", "pos"))


def alphabet(word: str) -> tuple[str, str]:
    """Give the key of a word in the order of the alphabet: capitals set aside, ё with е.

    >>> sorted(["член", "ёлка", "Ленин", "захватить", "еда"], key=alphabet)
    ['еда', 'ёлка', 'захватить', 'Ленин', 'член']
    """
    return word.casefold().replace("ё", "е"), word


def sorting(column: pd.Series) -> pd.Series:
    """Give the key by which `sort_values` sorts a column: words by `alphabet`, numbers as they are."""
    return column if pd.api.types.is_numeric_dtype(column) else column.map(alphabet)


def commonest(table: pd.DataFrame, key: str, value: str) -> pd.Series:
    """Give for each key the value it has most often, ties by alphabet."""
    pairs = table.groupby([key, value]).size().reset_index(name="count")
    return pairs.sort_values("count", ascending=False, kind="stable").drop_duplicates(key).set_index(key)[value]


def beside(table: pd.DataFrame, column: str, **known: pd.Series) -> pd.DataFrame:
    """Put what is known of each cell of a column in new columns to its right."""
    for name, values in reversed(known.items()):
        table.insert(table.columns.get_loc(column) + 1, name, table[column].map(values))
    return table


def spelt(lemmas: pd.Series, wanted: str) -> np.ndarray:
    """Mark the lemmas that are the wanted word: as typed (Ягода, ягода) if there are any, else whatever the case."""
    exact = (lemmas == wanted).to_numpy()
    return exact if exact.any() else (lemmas.str.casefold() == wanted.casefold()).to_numpy()


def ngrams(corpus: Any, n: int = 2, by: str = "source", minimum: int = 2) -> pd.DataFrame:
    """Count runs of n words or numbers with no mark between them, by lemma; initials are passed over.

    Out: by, ngram (lemmas), example (its first wording), content (how many of the n are content words or numbers),
    count, n (all runs), per_1000 (runs), low, high. Runs found fewer than `minimum` times in a group are left out.

    >>> ngrams(corpus, 3).query("source == '002' and count == 7")["example"].tolist()
    ['Ленина и Троцкого']
    """
    tokens = place(corpus, corpus.tokens[~corpus.tokens["initial"]], by)[0]
    row, spoken = tokens["row"].to_numpy(), (tokens["kind"] != "punctuation").to_numpy()
    first = np.arange(max(len(tokens) - n + 1, 0))
    first = first[np.logical_and.reduce([spoken[first + i] & (row[first + i] == row[first]) for i in range(n)])]
    cells = {name: [tokens[column].to_numpy(object)[first + i] for i in range(n)]
             for name, column in (("ngram", "lemma"), ("example", "text"))}
    found = pd.DataFrame({name: sum((" " + cell for cell in rest), head) for name, (head, *rest) in cells.items()})
    carries = (tokens["kind"] == "number").to_numpy() | tokens.index.isin(content_words(tokens).index)
    found = found.assign(row=row[first], content=sum(carries[first + i].astype("int64") for i in range(n)))
    table = _tally(corpus, by, found, "ngram", found["row"], ("per_1000", 1000))
    once = found.drop_duplicates("ngram").set_index("ngram")
    table = table[table["count"] >= minimum].reset_index(drop=True)
    return beside(table, "ngram", example=once["example"], content=once["content"])


def profile(corpus: Any, by: str = "source") -> pd.DataFrame:
    """Count parts of speech: by, pos ("" where unknown), count, n (words), share (0 to 1), low, high."""
    spoken = running(corpus, by)
    return _tally(corpus, by, spoken, "pos", spoken["row"], ("share", 1))


def mattr(forms: np.ndarray, window: int = 100) -> float:
    """Average the type–token ratio over all windows of so many words; not a number when the text is shorter.

    A word is new in every window that begins after its last occurrence, so one pass is enough.
    Covington & McFall (2010), doi 10.1080/09296171003643098.

    >>> round(mattr(np.array([1, 2, 1, 1]), window=2), 4)      # windows 1 2, 2 1, 1 1
    0.8333
    """
    if len(forms) < window:
        return float("nan")
    at, order = np.arange(len(forms)), np.argsort(forms, kind="stable")
    before = np.full(len(forms), -1)
    before[order[1:]] = np.where(forms[order[1:]] == forms[order[:-1]], order[:-1], -1)
    new_in = np.minimum(at, len(forms) - window) - np.maximum(before, at - window)
    return float(np.maximum(new_in, 0).sum() / window / (len(forms) - window + 1))


def _coded(corpus: Any, by: str) -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Give each group with its words in order as numbers: one a form (case set aside), one a lemma."""
    spoken, names = running(corpus, by), place(corpus, corpus.sentences, by)[1]
    forms, lemmas = (pd.factorize(column)[0] for column in (spoken["text"].str.casefold(), spoken["lemma"]))
    own = [(spoken["group"] == number).to_numpy() for number in range(len(names))]
    return [(name, forms[chosen], lemmas[chosen]) for name, chosen in zip(names, own, strict=True)]


def vocabulary(corpus: Any, by: str = "source") -> pd.DataFrame:
    """Measure the vocabulary; compare the figures within a language only.

    Out: by, tokens (words), types (distinct forms, case set aside), lemmas, type_token (types / tokens: falls with
    length), mattr_100 (`mattr`: does not), hapax (forms found once).

    >>> vocabulary(corpus).query("source == '000'")[["tokens", "types", "lemmas"]].to_numpy().tolist()
    [[298, 225, 195]]
    """
    table = []
    for name, forms, lemmas in _coded(corpus, by):
        times = np.unique(forms, return_counts=True)[1]
        ratio = len(times) / max(len(forms), 1)
        table.append((name, len(forms), len(times), len(np.unique(lemmas)), ratio, mattr(forms), sum(times == 1)))
    return pd.DataFrame(table, columns=[by, "tokens", "types", "lemmas", "type_token", "mattr_100", "hapax"])


def growth(corpus: Any, by: str = "source", points: int = 100) -> pd.DataFrame:
    """Follow the vocabulary along a text, at so many even places: by, words (read so far), types, lemmas.

    >>> growth(corpus, points=2).query("source == '000'").to_numpy().tolist()
    [['000', 149, 126, 120], ['000', 298, 225, 195]]
    """
    table = []
    for name, *coded in _coded(corpus, by):
        read = np.unique(np.linspace(0, len(coded[0]), points + 1).round().astype("int64"))[1:]
        firsts = [np.sort(np.unique(codes, return_index=True)[1]) for codes in coded]
        table += zip([name] * len(read), read, *(np.searchsorted(first, read) for first in firsts), strict=True)
    return pd.DataFrame(table, columns=[by, "words", "types", "lemmas"])


def _named(corpus: Any, by: str, kind: str, unit: str = "mentions") -> tuple[pd.DataFrame, pd.Index]:
    """Give the mentions of a kind, placed; once a sentence when sentences are the unit."""
    if unit not in ("mentions", "sentences"):
        raise ValueError(f"unit={unit!r}: expected 'mentions' or 'sentences'.")
    found, names = place(corpus, corpus.mentions[corpus.mentions["kind"] == kind], by)
    return (found.drop_duplicates(["row", "entity"]) if unit == "sentences" else found), names


def _labelled(corpus: Any, table: pd.DataFrame) -> pd.DataFrame:
    """Put the Russian and English label beside each entity; one that is not listed is called by its id."""
    ids = pd.concat([corpus.entities["entity"], corpus.mentions["entity"]]).drop_duplicates()
    known = corpus.entities.drop_duplicates("entity").set_index("entity").reindex(ids)
    labels = {name: known[name].where(known[name].fillna("") != "", known.index) for name in ("label_ru", "label_en")}
    for end in [name.removeprefix("entity") for name in table.columns if name.startswith("entity")]:
        table = beside(table, "entity" + end, **{name + end: column for name, column in labels.items()})
    return table


def mentions(corpus: Any, by: str = "source", unit: str = "mentions", kind: str = "name") -> pd.DataFrame:
    """Count how often each person, body and place is named in each source or part; silence is a row with count 0.

    In: unit "mentions" or "sentences"; kind "name", or "derived" for троцкисты, Stalinist.
    Out: by, entity, label_ru, label_en, type, count, n, per_1000, low, high: mentions in n words. With sentences, share
    (0 to 1) in place of per_1000: those that name it, of n sentences. Commonest first within a group.

    >>> mentions(corpus, unit="sentences").query("entity == 'trotsky'")[["source", "count", "n"]].to_numpy().tolist()[0]
    ['000', 6, 15]
    """
    found, _ = _named(corpus, by, kind, unit)
    base = running(corpus, by)["row"] if unit == "mentions" else pd.Series(range(len(corpus.sentences)))
    scale = ("per_1000", 1000) if unit == "mentions" else ("share", 1)
    table = _tally(corpus, by, found, "entity", base, scale, silent=True)
    types = found.drop_duplicates("entity").set_index("entity")["type"]
    return _labelled(corpus, beside(table, "entity", type=types))


def comentions(corpus: Any, by: str = "source", kind: str = "name") -> pd.DataFrame:
    """Count the sentences in which two are named together.

    Out: by, entity_a, entity_b (in the order of the alphabet), each with label_ru and label_en, count (sentences with
    both), n (all sentences of the group), share (0 to 1), low, high, count_a, count_b (sentences with each).

    >>> comentions(corpus).query("source == '000'")[["entity_a", "entity_b", "count", "n"]].head(1).to_numpy().tolist()
    [['menzhinsky', 'ogpu', 2, 15]]
    """
    found = _named(corpus, by, kind, "sentences")[0][["row", "entity"]]
    pairs = found.merge(found, on="row", suffixes=("_a", "_b")).query("entity_a < entity_b")
    pairs = pairs.assign(pair=pairs["entity_a"] + "|" + pairs["entity_b"])
    table = _tally(corpus, by, pairs, "pair", pd.Series(range(len(corpus.sentences))), ("share", 1))
    table[["entity_a", "entity_b"]] = table.pop("pair").str.split("|", expand=True).reindex(columns=[0, 1])
    each = mentions(corpus, by, "sentences", kind).set_index([by, "entity"])["count"]
    for end in "ab":
        keys = pd.MultiIndex.from_frame(table[[by, f"entity_{end}"]])
        table[f"count_{end}"] = each.reindex(keys).to_numpy("int64")
    lead = [by, "entity_a", "entity_b"]
    return _labelled(corpus, table[[*lead, *table.columns.difference(lead, sort=False)]])


def first_last(corpus: Any, by: str = "source", kind: str = "name") -> pd.DataFrame:
    """Tell where each entity is named first and last in each source or part, in order of the first mention.

    Out: by, entity, label_ru, label_en, count (mentions), first_start, first_stop, first_text, last_start, last_stop,
    last_text; offsets are those of corpus.text.

    >>> first_last(corpus).query("entity == 'trotsky'")["first_text"].tolist()
    ['Л. Троцкого', 'Троцкий', 'Троцкий', 'Leon Trotsky']
    """
    found, names = _named(corpus, by, kind)
    ends = {f"{end}_{column}": (column, end) for end in ("first", "last") for column in ("start", "stop", "text")}
    by_entity = found.sort_values(["group", "start"]).groupby(["group", "entity"])
    table = by_entity.agg(count=("start", "size"), **ends).reset_index()
    table = table.sort_values(["group", "first_start", "entity"], ignore_index=True).rename(columns={"group": by})
    return _labelled(corpus, table.assign(**{by: names[table[by]]}))


def timeline(corpus: Any, entities: Collection[str] | None = None, by: str = "source", freq: str = "year",
             start: str | None = None, stop: str | None = None, unit: str = "mentions") -> pd.DataFrame:
    """Count who is named on which time told: the narrated time of the sentence that names them.

    In: the entities asked for (None: all), freq "year" or "month", the first and last period ("1917", "1927-11").
    Out: by, entity, label_ru, label_en, period ("1927", "1927-11", "before 1917", "after 1940", "undated"), basis (own,
    carried, read, none), certain (mentions whose time lies within the period), spread (a time of k periods adds 1/k
    to each), count (certain + spread; mentions without a time, on the undated row), n (all mentions of the entity in
    the group, to which its counts add up). With unit "sentences", sentences in place of mentions.

    >>> found = timeline(corpus, ["trotsky"], freq="month", start="1927-01", stop="1929-12")
    >>> found.query("source == '000'")[["period", "basis", "count"]].to_dict("split")["data"]
    [['1927-11', 'carried', 5.0], ['1927-11', 'own', 1.0]]
    """
    found, names = _named(corpus, by, "name", unit)
    found = found[found["entity"].isin(found["entity"] if entities is None else entities)][["entity", "row", "group"]]
    n = found.groupby(["group", "entity"]).size().rename("n")
    told = place(corpus, corpus.narrated, by)[0].set_index("row").reindex(found["row"])
    first, last = (_ordinals(told[end], freq) for end in ("earliest", "latest"))
    dated = ~np.isnan(first + last)
    low, high = _bounds(first[dated], last[dated], start, stop, FREQUENCIES[freq])
    found = _spread(found.assign(first=first, last=last, basis=told["basis"].fillna("none").to_numpy()), low, high)
    keys = ["group", "entity", "period", "basis"]
    table = found.groupby(keys)[["certain", "spread", "count"]].sum().round(9).reset_index().join(n, on=keys[:2])
    label = {number: str(pd.Period(ordinal=number, freq=FREQUENCIES[freq])) for number in {low, high, *table["period"]}}
    label |= {low - 1: f"before {label[low]}", high + 1: f"after {label[high]}", high + 2: "undated"}
    table = table.assign(period=table["period"].map(label), group=names[table["group"]]).rename(columns={"group": by})
    return _labelled(corpus, table)


def _spread(found: pd.DataFrame, low: int, high: int) -> pd.DataFrame:
    """Give each mention a row a period of its time: low - 1 is all before, high + 1 all after, high + 2 no time."""
    begin, end = (found[side].clip(low - 1, high + 1).fillna(high + 2).astype("int64") for side in ("first", "last"))
    periods = [range(*ends) for ends in zip(begin, end + 1, strict=True)]
    found = found.assign(period=periods).explode("period").astype({"period": "int64"})
    begin = found["first"].where(found["period"] < low, np.maximum(found["first"], found["period"]))
    end = found["last"].where(found["period"] > high, np.minimum(found["last"], found["period"]))
    share = (end - begin + 1) / (found["last"] - found["first"] + 1)
    return found.assign(certain=share.where(share == 1, 0), spread=share.where(share < 1, 0), count=share.fillna(1))


def _ordinals(times: pd.Series, freq: str) -> np.ndarray:
    """Number the years or months of dates from 1970, as pandas does; not a number where there is no date."""
    if freq not in FREQUENCIES:
        raise ValueError(f"freq={freq!r}: expected 'year' or 'month'.")
    years = times.dt.year.to_numpy(float) - 1970
    return years if freq == "year" else years * 12 + times.dt.month.to_numpy(float) - 1


def _bounds(first: np.ndarray, last: np.ndarray, start: str | None, stop: str | None, code: str) -> tuple[int, int]:
    """Number the first and last period shown: those asked for, or all that are told."""
    low = pd.Period(start).asfreq(code, "start").ordinal if start else min(first, default=0)
    high = pd.Period(stop).asfreq(code, "end").ordinal if stop else max(last, default=0)
    return int(low), int(high)
