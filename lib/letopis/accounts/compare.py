"""The comparison: what each source says on each facet, where they agree, differ, contradict each other, are silent."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from letopis.accounts import passages
from letopis.texts.tables import InputError, frame, read_csv
from letopis.words.concordance import concordance

STANCES = ("contradicts", "asserts", "implies", "silent")     # the first that occurs stands for a source on a facet
NOT_CODED = "not coded"
CODEBOOK = ("facet", "event", "group", "label_en", "label_ru", "question", "definition", "kind", "scope")
CODED = ("source", "part", "facet", "stance", "value", "quote", "note")
CLAIMS = dict.fromkeys(("source", "facet", "stance", "value"), "str") | {"start": "Int64", "stop": "Int64"}
CLAIMS |= dict.fromkeys(("quote", "part", "about", "gloss", "note", "against"), "str")
NAMING = passages.PLACE | dict.fromkeys(("lemma", "use", "left", "right"), "str")
EPISODES = dict.fromkeys(("event", "episode", "label_en", "label_ru", "source", "order"), "str")
EPISODES |= {"rank": "int64", "start": "int64", "stop": "int64", "quote": "str"}
RELATIONS = ("agree", "differ", "only one", "neither", NOT_CODED)
SIDE = ("part", "value", "quote", "gloss")
CONFLICTS = ("facet", "kind", *(f"{name}_a" for name in SIDE), *(f"{name}_b" for name in SIDE), "note")
AGREEMENT = {"units": "str", "count": "int64", "agree": "int64"}
AGREEMENT |= dict.fromkeys(("percent", "kappa", "alpha"), "float64")



def codebook(corpus: Any) -> pd.DataFrame:
    """Read seeds/codebook.csv: `facet, event, group, label_en, label_ru, question, definition, kind, scope`…

    Raises InputError for a facet that stands twice or has no name.
    """
    path = corpus.folder / "codebook.csv"
    table = read_csv(path, CODEBOOK)
    for row in table[table["facet"].duplicated() | (table["facet"] == "")].itertuples():
        raise InputError(f"{path}, row {row.Index}: facet {row.facet!r} is empty or stands twice; give it its own name.")
    return table.reset_index(drop=True)


def claims(corpus: Any) -> pd.DataFrame:
    """Read seeds/claims.csv and check every quote against its text.

    Out: one row a piece of evidence or a silence: `source, facet, stance` (asserts, implies, contradicts, silent),
    `value, start, stop, quote`, then `part, about` (day, preparation, aftermath, context), `gloss, note, against`.
    A silence has neither value nor place. What is not coded has no row: that is not a silence.

    Raises InputError, naming the row, for an unknown source, voice, facet or stance, or a quote that is not in the text.
    """
    return _evidence(corpus, corpus.folder / "claims.csv")


def second(corpus: Any) -> pd.DataFrame:
    """Read seeds/claims_second.csv, the second, independent coding: columns and checks of `claims`."""
    return _evidence(corpus, corpus.folder / "claims_second.csv")


def _evidence(corpus: Any, path: Path) -> pd.DataFrame:
    table = read_csv(path, CODED)
    facets = set(codebook(corpus)["facet"])
    rows = [dict.fromkeys(CLAIMS, "") | row | _check(corpus, path, number, row, facets)
            for number, row in zip(table.index, table.to_dict("records"), strict=True)]
    chosen = set(corpus.codebook["facet"])
    rows = [row for row in rows if row["facet"] in chosen]
    return frame(rows, CLAIMS).sort_values(["source", "start"], kind="stable", ignore_index=True)


def _check(corpus: Any, path: Path, number: int, row: dict[str, str], facets: set[str]) -> dict[str, Any]:
    """Check one row and give its place in the text."""
    voices = corpus.parts.loc[corpus.parts["source"] == row["source"], "part"]
    known = {"source": corpus.sources.index, "part": [row["source"], *voices], "facet": facets, "stance": STANCES}
    for name, values in known.items():
        if row[name] not in values:
            raise InputError(f"{path}, row {number}: {name} {row[name]!r}; expected one of {', '.join(sorted(values))}.")
    if (row["stance"] == "silent") != (row["quote"] == ""):
        raise InputError(f"{path}, row {number}: stance {row['stance']!r} with quote {row['quote']!r}; a silence has no "
                        "quote, every other stance has one.")
    return {"start": pd.NA, "stop": pd.NA} if row["stance"] == "silent" else locate(corpus, path, number, row)


def locate(corpus: Any, path: Path, number: int, row: dict[str, str]) -> dict[str, int]:
    """Find a quote in its voice: at `start` where the row gives it, else where it stands first."""
    text, quote = corpus.text(row["source"]), row["quote"]
    voice = corpus.parts[corpus.parts["part"] == row.get("part", row["source"])]
    low, high = (int(voice["start"].iat[0]), int(voice["stop"].iat[0])) if len(voice) else (0, len(text))
    start = int(row["start"]) if row.get("start", "").isdigit() else text.find(quote, low, high)
    if start < low or start + len(quote) > high or text[start:start + len(quote)] != quote:
        raise InputError(f"{path}, row {number}: quote {quote!r} does not stand in {row['source']} at "
                        f"{row.get('start') or 'any place'} within {low}–{high}; copy it from the text.")
    return {"start": start, "stop": start + len(quote)}


def strongest(claims: pd.DataFrame, by: str = "source") -> pd.DataFrame:
    """Give the stance that stands for a source (or part) on a facet: one row each, `by, facet, stance`."""
    ranked = claims.assign(rank=claims["stance"].map(STANCES.index).astype("int64"))
    return ranked.sort_values("rank", kind="stable").drop_duplicates([by, "facet"])[[by, "facet", "stance"]]


def matrix(corpus: Any, by: str = "source") -> pd.DataFrame:
    """Give the stance of each source, or voice (by="part"), on each facet.

    Out: facets in the order of the codebook × sources: contradicts before asserts before implies before silent;
    "not coded" where nobody has coded, which is not a silence. Raises ValueError for another `by`.

    >>> matrix(corpus).loc["event_name"].tolist()
    ['asserts', 'asserts', 'silent', 'asserts']
    """
    if by not in ("source", "part"):
        raise ValueError(f"by={by!r}: expected 'source' or 'part'.")
    columns = list(corpus.sources.index) if by == "source" else list(corpus.parts["part"])
    wide = strongest(corpus.claims, by).pivot(index="facet", columns=by, values="stance")
    return wide.reindex(index=list(corpus.codebook["facet"]), columns=columns).fillna(NOT_CODED).astype("str")


def elsewhere(corpus: Any, by: str = "source") -> pd.DataFrame:
    """Mark where a source, or voice, speaks on a facet only of another time: the aftermath, or still other days.

    Out: facets × sources as in `matrix`, True or False; False too where it does not speak.
    """
    spoken = corpus.claims[corpus.claims["stance"] != "silent"]
    near = spoken["about"].isin(["day", "preparation"]).groupby([spoken["facet"], spoken[by]]).any()
    return (~near).unstack(fill_value=False).reindex_like(matrix(corpus, by)).fillna(False).astype(bool)


def synopsis(corpus: Any) -> pd.DataFrame:
    """Set the accounts side by side: `group, facet, label_en, label_ru`, then one column a source with its words.

    A cell has a line for each quote, «the words of the source» [our gloss], or "does not mention", or "not coded".

    >>> synopsis(corpus).query("facet == 'event_name'")["002"].tolist()
    ['does not mention']
    """
    stances, lines = matrix(corpus).replace("silent", "does not mention"), {}
    spoken = corpus.claims[corpus.claims["stance"] != "silent"].drop_duplicates(["source", "facet", "quote"])
    for row in spoken.itertuples():
        gloss = f" [{row.gloss}]" if row.gloss not in ("", row.quote) else ""
        voice = f" ({row.part})" if row.part != row.source else ""
        lines.setdefault((row.facet, row.source), []).append(f"«{row.quote}»{gloss}{voice}")
    table = corpus.codebook[["group", "facet", "label_en", "label_ru"]].copy()
    for source in corpus.sources.index:
        table[source] = ["\n".join(lines.get((facet, source), [stances.at[facet, source]])) for facet in table["facet"]]
    return table


def relations(corpus: Any, by: str = "source") -> pd.DataFrame:
    """Say for each pair of sources (or voices) and each facet how they stand: `a, b, facet, relation`.

    relation: agree (both speak and share a value), differ (both speak; no value in common, or one contradicts),
    only one, neither, not coded. To agree is not to confirm: 000 and 001 retell one book.
    """
    table, spoken = matrix(corpus, by), corpus.claims[corpus.claims["stance"] != "silent"]
    values = spoken.groupby([by, "facet"])["value"].agg(set).to_dict()
    rows = []
    for (a, b), facet in ((pair, facet) for pair in combinations(table.columns, 2) for facet in table.index):
        stances = table.at[facet, a], table.at[facet, b]
        shared = values.get((a, facet), set()) & values.get((b, facet), set())
        agree = shared and "contradicts" not in stances
        relation = ("agree" if agree else "differ", "only one", "neither")[stances.count("silent")]
        rows.append((a, b, facet, NOT_CODED if NOT_CODED in stances else relation))
    return frame(rows, dict.fromkeys(("a", "b", "facet", "relation"), "str"))


def overlaps(corpus: Any, by: str = "source") -> pd.DataFrame:
    """Count the relations by pair: `a, b, agree, differ, only one, neither, not coded, facets` (the denominator).

    >>> overlaps(corpus).query("a == '000' and b == '001'")[["agree", "differ", "facets"]].to_numpy().tolist()
    [[21, 6, 45]]
    """
    counts = relations(corpus, by).groupby(["a", "b", "relation"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=RELATIONS, fill_value=0).astype("int64")
    return counts.assign(facets=counts.sum(axis=1).astype("int64")).rename_axis(columns=None).reset_index()


def contradictions(corpus: Any) -> pd.DataFrame:
    """Set the quotes that go against each other side by side.

    In: the claims whose `against` names sources or voices, separated by |.
    Out: `facet, kind` (real; arguable or apparent where the claim's note says so), `part_a, value_a, quote_a, gloss_a`,
    the same for b, of which that claim is shown whose value is nearest in words, and `note`.

    >>> contradictions(corpus)["kind"].value_counts().to_dict()
    {'apparent': 14, 'arguable': 3, 'real': 2}
    """
    spoken, rows = corpus.claims[corpus.claims["stance"] != "silent"], []
    for row in spoken[spoken["against"] != ""].drop_duplicates(["facet", "part", "value", "against"]).itertuples():
        kind = next((word for word in ("apparent", "arguable") if word in row.note), "real")
        for other in row.against.split("|"):
            met = spoken[(spoken["facet"] == row.facet) & ((spoken["source"] == other) | (spoken["part"] == other))]
            met = list(met[met["value"] != row.value].itertuples())
            if met:
                b = max(met, key=lambda claim: fuzz.token_set_ratio(claim.value, row.value))
                sides = [getattr(claim, name) for claim in (row, b) for name in SIDE]
                rows.append((row.facet, kind, *sides, row.note))
    return frame(rows, dict.fromkeys(CONFLICTS, "str"))


def examples(corpus: Any) -> pd.DataFrame:
    """List the voices and facets whose coding the codebook's own examples give away: `part, facet`."""
    told = corpus.codebook.melt("facet", [name for name in corpus.codebook if name.startswith("example_")])
    told["part"] = [value.partition(": ")[0] for value in told["value"]]
    told = told[told["part"].isin(corpus.parts["part"])]
    return told[["part", "facet"]].drop_duplicates().sort_values(["part", "facet"], ignore_index=True)


def agreement(one: pd.DataFrame, two: pd.DataFrame, given: pd.DataFrame | None = None) -> pd.DataFrame:
    """Measure how far two codings agree, on the stance of each voice on each facet that both have coded.

    In: two codings, and the units both coders could know beforehand (`examples`).
    Out: one row for all units, one for those on which at least one coder hears the voice speak, and one for these
    without the units given: `units, count, agree, percent, kappa` (Cohen, 1960, doi
    10.1177/001316446002000104), `alpha` (Krippendorff's, nominal: Hayes and Krippendorff, 2007, doi
    10.1080/19312450709336664); empty where it is not defined.

    >>> agreement(corpus.claims, second(corpus))[["units", "count", "agree"]].to_numpy().tolist()
    [['all', 360, 358], ['one speaks', 100, 98]]
    """
    both = _paired(one, two)
    speaking = both[(both["stance_one"] != "silent") | (both["stance_two"] != "silent")]
    groups = {"all": both, "one speaks": speaking}
    if given is not None:
        known = set(zip(given["part"], given["facet"], strict=True))
        fresh = [place not in known for place in zip(speaking["part"], speaking["facet"], strict=True)]
        groups["one speaks, not given"] = speaking[pd.Series(fresh, speaking.index, dtype=bool)]
    rows = [(name, *_measures(units["stance_one"], units["stance_two"])) for name, units in groups.items()]
    return frame(rows, AGREEMENT)


def _paired(one: pd.DataFrame, two: pd.DataFrame) -> pd.DataFrame:
    both = strongest(one, "part").merge(strongest(two, "part"), on=["part", "facet"], suffixes=("_one", "_two"))
    return both.sort_values(["part", "facet"], ignore_index=True)


def _measures(one: pd.Series, two: pd.Series) -> tuple[int, int, float, float, float]:
    count, agree = len(one), int((one == two).sum())
    if not count:
        return 0, 0, float("nan"), float("nan"), float("nan")
    first, then = (coder.value_counts().reindex(STANCES, fill_value=0) for coder in (one, two))
    chance = float((first * then).sum()) / count**2
    apart = (4 * count**2 - int(((first + then) ** 2).sum())) / (2 * count - 1)
    kappa = (agree / count - chance) / (1 - chance) if chance < 1 else float("nan")
    return count, agree, 100 * agree / count, kappa, 1 - 2 * (count - agree) / apart if apart else float("nan")


def disagreements(one: pd.DataFrame, two: pd.DataFrame) -> pd.DataFrame:
    """List what two coders hear differently: `part, facet, stance_one, stance_two, evidence_one, evidence_two`."""
    both = _paired(one, two).query("stance_one != stance_two").reset_index(drop=True)
    for name, coding in (("evidence_one", one), ("evidence_two", two)):
        told = coding[coding["stance"] != "silent"]
        told = told.assign(line=told["value"] + ": «" + told["quote"] + "»").groupby(["part", "facet"])["line"]
        told = told.agg("\n".join).to_dict()
        both[name] = [told.get(place, "") for place in zip(both["part"], both["facet"], strict=True)]
    return both


def order(corpus: Any, event: str) -> pd.DataFrame:
    """Read seeds/episodes.csv: the order in which each source plans and tells the episodes of an event.

    Out: `event, episode, label_en, label_ru, source, order` (plan, told), `rank` (1 is first), `start, stop, quote`.
    Raises InputError for a quote that is not in the text, an unknown source or order, or a rank that is no number.

    >>> order(corpus, "1927-11-07").query("source == '001' and order == 'plan'")["episode"].tolist()
    ['institutions', 'nodes', 'arrests']
    """
    path = corpus.folder / "episodes.csv"
    table, rows = read_csv(path, tuple(name for name in EPISODES if name not in ("start", "stop"))), []
    for number, row in zip(table.index, table.to_dict("records"), strict=True):
        known = row["source"] in corpus.sources.index and row["order"] in ("plan", "told")
        if not known or not row["rank"].isdigit():
            raise InputError(f"{path}, row {number}: {row['source']!r}, {row['order']!r}, {row['rank']!r}; expected a "
                            "source of the folder, plan or told, and a whole number.")
        rows.append(row | locate(corpus, path, number, row))
    return frame(rows, EPISODES).query("event == @event").sort_values(["source", "order", "rank"], ignore_index=True)


def naming(corpus: Any, event: str) -> pd.DataFrame:
    """List every word that can name the event, with its surroundings.

    Out: `source, part, start, stop, text, lemma, use` (event: in a sentence about the event; title: in the title of a
    book; other), `left, right`.

    >>> naming(corpus, "1927-11-07")["use"].value_counts().to_dict()
    {'event': 9, 'other': 5, 'title': 1}
    """
    found, taken = passages.names(corpus, event), corpus.passages(event)
    about = set(zip(taken["source"], taken["sentence"], strict=True))
    lines = [concordance(corpus, lemma=lemma) for lemma in sorted(set(found["lemma"]))]
    lines = {(line.source, line.start): line for table in lines for line in table.itertuples()}
    rows = []
    for word in found.itertuples():
        line = lines[word.source, word.start]
        use = "title" if word.title else "event" if (word.source, word.sentence) in about else "other"
        rows.append((word.source, line.part, word.start, word.stop, word.text, word.lemma, use, line.left, line.right))
    return frame(rows, NAMING).sort_values(["source", "start"], ignore_index=True)
