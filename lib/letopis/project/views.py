"""The views of the explorer: HTML that answers a question about the texts.

All text is escaped: nothing that is typed, or found in a text, is markup.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
from jinja2 import Template

from letopis.figures.style import palette
from letopis.language.lemmas import lemmatise
from letopis.people.counts import mention_counts, sentences_naming
from letopis.texts.normalise import fold
from letopis.texts.schemas import LANGUAGES
from letopis.words.concordance import concordance
from letopis.words.counts import frequencies, most_common

if TYPE_CHECKING:
    from letopis.corpus import Corpus

MOST_ROWS = 40  # of a table; more would be slow to scroll
ALL_YEARS = (1, 9999)
QUOTE_WIDTH = 110  # characters of a sentence
LEFT = 50  # where the lanes of a drawing begin
WIDTH = 700  # of the lanes
COUNT_HEADS = {"source": "source", "count": "times", "n": "of words", "per_1000": "per 1,000"}
COUNT_HEADS |= {"interval": "95 % interval"}
CONCORDANCE_HEADS = {"place": "place", "left": "before", "node": "", "right": "after"}
TIMELINE_HEADS = {"edtf": "narrated time", "dated_by": "dated by", "part": "voice"}
TIMELINE_HEADS |= {"quote": "sentence"}


class ViewTable(NamedTuple):
    """A table of a view: the titles of the columns shown, and rows with their source."""

    heads: dict[str, str]
    rows: list[dict]


def lemma_of(corpus: Corpus, typed: str) -> str | None:
    """Return the lemma of the texts that a reader means by a word in any form.

    Capitals and stress marks do not matter.

    >>> lemma_of(corpus, "троцкого"), lemma_of(corpus, "переворотами"), lemma_of(corpus, "ананас")
    ('Троцкий', 'переворот', None)
    """
    typed = fold(typed).text.strip()
    if not typed:
        return None
    words = corpus.tokens[corpus.tokens["kind"] == "word"]
    small = words.assign(text=words["text"].str.casefold())
    lemma_by_form = most_common(small, "text", "lemma").to_dict()
    lemma_by_form |= {lemma.casefold(): lemma for lemma in words["lemma"]}
    lemma_by_form |= {lemma: lemma for lemma in words["lemma"]}
    forms = [typed, typed.casefold()]
    for language in LANGUAGES:
        (lemma,) = lemmatise([typed], language, corpus.names(language))
        forms.append(lemma.casefold())
    return next((lemma_by_form[form] for form in forms if form in lemma_by_form), None)


def counts_by_source(
    corpus: Corpus, lemma: str | None = None, entity: str | None = None
) -> pd.DataFrame:
    """Count a word, or the mentions of a person, body or place, in each source.

    Args:
        corpus: The texts.
        lemma: A lemma; either this or `entity`.
        entity: The id of a person, body or place.

    Returns:
        Index `source`; `count, n` (words), `per_1000`, and `low, high`, its 95 % interval.
    """
    whole = corpus.with_furniture()  # every place that the search shows
    table = mention_counts(whole, [entity]) if entity else frequencies(whole, [lemma or ""])
    table = table.set_index("source").reindex(corpus.sources.index)
    table["n"] = corpus.sources["words"]
    shown = table[["count", "n", "per_1000", "low", "high"]]
    return shown.fillna(0).astype({"count": "int64"})


def concordance_view(
    corpus: Corpus,
    word: str = "",
    name: str = "",
    sources: tuple[str, ...] = (),
    width: int = 60,
    sort: str = "position",
) -> str:
    """Show as HTML how often a word or a name occurs, and every place.

    Args:
        corpus: The texts.
        word: A word in any form.
        name: The id of a person, body or place; if given, the word does not count.
        sources: The sources looked at; none means all.
        width: See `concordance`, as for `sort`.
        sort: See `concordance`.
    """
    lemma = None if name else lemma_of(corpus, word)
    if not (name or lemma):
        return _page(corpus, _nothing_found(word))
    entity = name or None
    counts = counts_by_source(corpus, lemma, entity).loc[list(sources or corpus.sources.index)]
    counts = counts.round(1).astype("str").reset_index()
    counts["interval"] = counts["low"] + " to " + counts["high"]
    lines = concordance(corpus, lemma, entity, width=width, sort=sort)
    lines = lines[lines["source"].isin(counts["source"])]
    if name:
        names = corpus.mentions[corpus.mentions["kind"] == "name"]
        lines = lines.merge(names[["source", "start"]])
    lines["place"] = lines["part"] + " · " + lines["start"].astype("str")
    asked = label_of(corpus, name) if name else f"“{word}”, found as {lemma}"
    places = f"{len(lines) or 'no'} {'place' if len(lines) == 1 else 'places'}"
    return _page(
        corpus,
        f"{asked}: {places} in {', '.join(counts['source'])}.",
        tables=[
            ViewTable(COUNT_HEADS, counts.to_dict("records")),
            ViewTable(CONCORDANCE_HEADS, lines.to_dict("records")),
        ],
    )


def timeline_view(corpus: Corpus, name: str, years: tuple[int, int] = ALL_YEARS) -> str:
    """Show as HTML the sentences that name a person, by the time they describe.

    Args:
        corpus: The texts.
        name: The id of a person.
        years: The first and the last year shown.
    """
    if not name:
        return _page(corpus, "Choose a name; entities.csv lists those that are known.")
    label = label_of(corpus, name)
    sentences = sentences_naming(corpus, name, QUOTE_WIDTH)
    if sentences.empty:
        return _page(corpus, f"No source names {label}.")
    first, last = years
    is_shown = sentences["latest"].dt.year.ge(first) & sentences["earliest"].dt.year.le(last)
    shown = sentences[is_shown].sort_values(["earliest", "latest", "source", "start"])
    undated = sentences["earliest"].isna().sum()
    by_source = sentences.value_counts("source").reindex(corpus.sources.index, fill_value=0)
    counts = ", ".join(f"{source}: {count}" for source, count in by_source.items())
    found = f"{label}: named in {len(sentences)} sentences ({counts})"
    return _page(
        corpus,
        f"{found}; {len(shown)} describe {first}–{last}, {undated} no known time.",
        lanes=_lanes(corpus, shown, years),
        tables=[ViewTable(TIMELINE_HEADS, shown.to_dict("records"))],
    )


def label_of(corpus: Corpus, entity: str) -> str:
    """Return the English label of a person, body or place, or its id where it has none."""
    labels = dict(zip(corpus.entities["entity"], corpus.entities["label_en"], strict=True))
    return labels.get(entity) or entity


def _nothing_found(word: str) -> str:
    """Return what to say where a word is not in the texts."""
    if not word.strip():
        return "Type a word, or choose a name."
    return f"Looked for “{word}” among the forms and lemmas of the texts: it does not occur."


def _lanes(corpus: Corpus, shown: pd.DataFrame, years: tuple[int, int]) -> dict[str, Any]:
    """Return a drawing: a lane a source, a mark a sentence, as wide as the time it narrates."""
    first, last = years
    reach = last + 1 - first
    step = -(-reach // 10)
    sources = list(corpus.sources.index)
    colours = palette(corpus.sources, corpus.parts, corpus.entities)
    marks = []
    for row in shown.to_dict("records"):
        begin = _position(row["earliest"], first, reach)
        end = _position(row["latest"], first, reach)
        place = {"x": begin, "width": end - begin + 3, "lane": sources.index(row["source"])}
        marks.append(place | {"colour": colours[row["source"]], "edtf": row["edtf"]})
    ticks = [(year, LEFT + WIDTH * (year - first) / reach) for year in range(first, last + 1, step)]
    return {"years": ticks, "sources": sources, "marks": marks}


def _position(day: pd.Timestamp, first_year: int, reach: int) -> float:
    """Return where a day is drawn."""
    years = day.year + day.day_of_year / 366 - first_year
    return LEFT + WIDTH * min(max(years / reach, 0), 1)


def _page(
    corpus: Corpus,
    sentence: str,
    lanes: dict[str, Any] | None = None,
    tables: list[ViewTable] | None = None,
) -> str:
    """Return a view: a sentence, a drawing, tables."""
    languages = corpus.sources["language"].to_dict()
    return _template().render(
        sentence=sentence, lanes=lanes, tables=tables or [], languages=languages, most=MOST_ROWS
    )


@cache
def _template() -> Template:
    """Read the template of all views."""
    page = (files("letopis.project") / "data" / "views.html").read_text("utf-8")
    return Template(page, autoescape=True, trim_blocks=True, lstrip_blocks=True)
