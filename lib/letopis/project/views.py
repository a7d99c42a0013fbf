"""The views of the explorer: HTML that answers a question about the texts.

All text is escaped: nothing that is typed, or found in a text, is markup.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
from jinja2 import Template

from letopis.dates.written import written_dates
from letopis.figures.pages import season_in_words
from letopis.figures.style import palette
from letopis.people.counts import sentences_naming
from letopis.people.lexicon import EntityLexicon, entity_lexicon
from letopis.people.mentions import find_names
from letopis.texts.decoding import BYTE_ORDER_MARK
from letopis.texts.files import csv_bytes
from letopis.texts.normalise import fold
from letopis.words.concordance import concordance_lines
from letopis.words.search import TERM, Found, search_index
from letopis.words.statistics import rates, word_tokens

if TYPE_CHECKING:
    from letopis.corpus import Corpus

MOST_ROWS = 40  # of a table; more would be slow to scroll
ALL_YEARS = (1, 9999)
QUOTE_WIDTH = 110  # characters of a sentence
LEFT = 50  # where the lanes of a drawing begin
WIDTH = 700  # of the lanes
MOST_DATES = 5  # that a hint names
MARKS = " \t\n«»“”„\"'’.,;:!?"  # around what is typed: they do not count
MONTH = pd.Timedelta(days=31)  # what is told of a longer time is drawn as a thin band
COUNT_HEADS = {"source": "source", "count": "times", "n": "of words", "per_1000": "per 1,000"}
COUNT_HEADS |= {"interval": "95 % interval"}
CONCORDANCE_HEADS = {"place": "place", "left": "before", "node": "", "right": "after"}
CONCORDANCE_HEADS |= {"cite": "cite"}
TIMELINE_HEADS = {"edtf": "narrated time", "dated_by": "dated by", "part": "voice"}
TIMELINE_HEADS |= {"quote": "sentence"}


class ViewTable(NamedTuple):
    """A table of a view: the titles of the columns shown, and rows with their source."""

    heads: dict[str, str]
    rows: list[dict]


def concordance_view(
    corpus: Corpus,
    word: str = "",
    name: str = "",
    sources: tuple[str, ...] = (),
    width: int = 60,
    sort: str = "position",
) -> str:
    """Show as HTML how often a word, a phrase or a name occurs, and every place.

    Args:
        corpus: The texts.
        word: A word or several, in any form; see `SearchIndex.find`.
        name: The id of a person, body or place; if given, the word does not count.
        sources: The sources looked at; none means all.
        width: See `concordance`, as for `sort`.
        sort: See `concordance`.
    """
    if not (name or word.strip(MARKS)):
        return _page(corpus, ["Type a word, or choose a name."])
    looked_at = list(sources or corpus.sources.index)
    if name:
        sentences = []
        asked = label_of(corpus, name)
        mentions = corpus.mentions[corpus.mentions["kind"] == "name"]
        places = mentions[mentions["entity"] == name]
    else:
        found = search_index(corpus).find(word)
        sentences = _advice(corpus, word, found)
        asked = f"“{word.strip(MARKS)}”{_as_lemmas(found)}"
        places = found.places
    places = places[places["source"].isin(looked_at)]
    counts = counts_by_source(corpus, places).loc[looked_at]
    sentences.insert(0, f"{asked}: {_places_by_source(counts['count'])}.")
    if places.empty:
        return _page(corpus, sentences)
    lines = concordance_lines(corpus, places, width, sort)
    lines["place"] = lines["part"] + " · " + lines["start"].astype("str")
    lines["cite"] = [_citation(corpus, line) for line in lines.to_dict("records")]
    rounded = counts.round(1).astype("str").reset_index()
    rounded["interval"] = rounded["low"] + " to " + rounded["high"]
    return _page(
        corpus,
        sentences,
        tables=[
            ViewTable(COUNT_HEADS, rounded.to_dict("records")),
            ViewTable(CONCORDANCE_HEADS, lines.to_dict("records")),
        ],
        download=_download(lines, name or word),
    )


def counts_by_source(corpus: Corpus, places: pd.DataFrame) -> pd.DataFrame:
    """Count places in each source.

    Args:
        corpus: The texts.
        places: source, sentence; one row a place.

    Returns:
        Index `source`; `count, n` (words), `per_1000`, and `low, high`, its 95 % interval.
    """
    whole = corpus.with_furniture()  # every place that the search shows
    words = word_tokens(whole)
    table = rates(whole, "source", places.assign(item="place"), "item", words, items=["place"])
    table = table.set_index("source").reindex(corpus.sources.index)
    shown = table[["count", "n", "per_1000", "low", "high"]]
    return shown.fillna(0).astype({"count": "int64", "n": "int64"})


def _as_lemmas(found: Found) -> str:
    """Say under which lemmas something was found; nothing where it was not."""
    if found.places.empty:
        return ""
    return ", found as " + " + ".join(" or ".join(term) for term in found.lemmas)


def _places_by_source(counts: pd.Series) -> str:
    """Say how many places there are, and in which sources there are none."""
    total = counts.sum()
    if not total:
        return f"no place in {', '.join(counts.index)}"
    present = ", ".join(f"{count} in {source}" for source, count in counts.items() if count)
    absent = ", ".join(counts.index[counts == 0])
    none = f"; none in {absent}" if absent else ""
    return f"{total} {'place' if total == 1 else 'places'}: {present}{none}"


def _advice(corpus: Corpus, word: str, found: Found) -> list[str]:
    """Say which name a word is also, and, where it does not occur, what is spelled like it."""
    sentences = []
    as_lemma = " ".join(min(lemmas) for lemmas in found.lemmas if lemmas)
    for entity in dict.fromkeys([*_entities(corpus, word), *_entities(corpus, as_lemma)]):
        is_named = (corpus.mentions["entity"] == entity) & (corpus.mentions["kind"] == "name")
        counts = corpus.mentions.loc[is_named, "source"].value_counts()
        in_order = counts.reindex(corpus.sources.index, fill_value=0)
        if in_order.any():
            about = f"{label_of(corpus, entity)}, {_places_by_source(in_order)}"
            sentences.append(f"Also a name: {about}.")
    dates = written_dates(corpus, word.strip(MARKS))
    is_found = set(zip(found.places["source"], found.places["start"], strict=True))
    others = [date for date in dates.itertuples() if (date.source, date.start) not in is_found]
    if others:
        written = [f"“{date.text}” ({date.source})" for date in others]
        more = " and others" if len(written) > MOST_DATES else ""
        sentences.append(f"The same date is written {', '.join(written[:MOST_DATES])}{more}.")
    elif found.places.empty:
        sentences += _what_is_near(corpus, word)
    return sentences


def _what_is_near(corpus: Corpus, word: str) -> list[str]:
    """Say how often the words of a phrase occur apart, and what is spelled like a word."""
    index = search_index(corpus)
    terms = TERM.findall(fold(word).text)
    if len(terms) > 1:
        apart = [f"{term} {len(index.find(term).places)}" for term in terms]
        other_order = " ".join(reversed(terms))
        there = len(index.find(other_order).places)
        hint = [f"Did you mean {other_order} ({there})?"] if there else []
        return [f"Each word by itself: {', '.join(apart)}.", *hint]
    nearest = index.nearest(word)
    return [f"Did you mean {' or '.join(nearest)}?"] if nearest else []


def _entities(corpus: Corpus, word: str) -> list[str]:
    """Return the ids of those named by what was typed, with or without capitals."""
    lexicon = _lexicon(corpus)
    typed = " ".join(TERM.findall(fold(word).text))
    spellings = (typed, typed.title(), typed.upper())
    names = [name for spelling in spellings for name in find_names(spelling, lexicon)[1]]
    return list(dict.fromkeys(name.entity for name in names if name.kind == "name"))


@lru_cache(maxsize=4)
def _lexicon(corpus: Corpus) -> EntityLexicon:
    """Return the names of a corpus, prepared when they are first asked for."""
    return entity_lexicon(corpus.entities)


def _citation(corpus: Corpus, line: dict) -> str:
    """Return how one place is cited: the source, where it was found, the place, the words."""
    about = corpus.sources.loc[line["source"]]
    title = about.get("title") or about["file"]
    found_at = f" ({about['found_at']})" if about.get("found_at") else ""
    place = f"voice {line['part']}, characters {line['start']}–{line['stop']}"
    quote = " ".join((line["left"], line["node"], line["right"]))
    return f"Letopis, source {line['source']}: {title}{found_at}, {place}: “… {quote} …”"


def _download(lines: pd.DataFrame, asked: str) -> dict[str, str]:
    """Return the lines as the address and the name of a CSV file that a spreadsheet opens."""
    columns = ["source", "part", "start", "stop", "left", "node", "right"]
    data = BYTE_ORDER_MARK + csv_bytes(lines[columns])
    address = f"data:text/csv;charset=utf-8;base64,{b64encode(data).decode()}"
    name = "-".join(TERM.findall(asked)) or "lines"
    return {"address": address, "file": f"{name}.csv", "count": str(len(lines))}


def timeline_view(
    corpus: Corpus, name: str, first: int = ALL_YEARS[0], last: int = ALL_YEARS[1]
) -> str:
    """Show as HTML the sentences that name a person, by the time they describe.

    Args:
        corpus: The texts.
        name: The id of a person.
        first: The first year shown.
        last: The last.
    """
    if not name:
        return _page(corpus, ["Choose a name; entities.csv lists those that are known."])
    label = label_of(corpus, name)
    sentences = sentences_naming(corpus, name, QUOTE_WIDTH)
    if sentences.empty:
        return _page(corpus, [f"No source names {label}."])
    last = max(first, last)
    is_shown = sentences["latest"].dt.year.ge(first) & sentences["earliest"].dt.year.le(last)
    shown = sentences[is_shown].sort_values(["earliest", "latest", "source", "start"])
    in_words = shown.assign(edtf=shown["edtf"].map(season_in_words))
    undated = sentences["earliest"].isna().sum()
    by_source = sentences.value_counts("source").reindex(corpus.sources.index, fill_value=0)
    counts = ", ".join(f"{source}: {count}" for source, count in by_source.items())
    found = f"{label}: named in {len(sentences)} sentences ({counts})"
    return _page(
        corpus,
        [f"{found}; {len(shown)} describe {first}–{last}, {undated} no known time."],
        lanes=_lanes(corpus, shown, (first, last)),
        tables=[ViewTable(TIMELINE_HEADS, in_words.to_dict("records"))],
    )


def label_of(corpus: Corpus, entity: str) -> str:
    """Return the English label of a person, body or place, or its id where it has none."""
    labels = dict(zip(corpus.entities["entity"], corpus.entities["label_en"], strict=True))
    return labels.get(entity) or entity


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
        is_vague = row["latest"] - row["earliest"] > MONTH
        place = {"x": begin, "width": end - begin + 3, "lane": sources.index(row["source"])}
        place["height"] = 4 if is_vague else 16
        marks.append(place | {"colour": colours[row["source"]], "edtf": row["edtf"]})
    ticks = [(year, LEFT + WIDTH * (year - first) / reach) for year in range(first, last + 1, step)]
    return {"years": ticks, "sources": sources, "marks": marks}


def _position(day: pd.Timestamp, first_year: int, reach: int) -> float:
    """Return where a day is drawn."""
    years = day.year + day.day_of_year / 366 - first_year
    return LEFT + WIDTH * min(max(years / reach, 0), 1)


def _page(
    corpus: Corpus,
    sentences: list[str],
    lanes: dict[str, Any] | None = None,
    tables: list[ViewTable] | None = None,
    download: dict[str, str] | None = None,
) -> str:
    """Return a view: sentences, a drawing, tables, a file to keep."""
    languages = corpus.sources["language"].to_dict()
    about = {"lanes": lanes, "tables": tables or [], "download": download, "most": MOST_ROWS}
    return _template().render(sentences=sentences, languages=languages, **about)


@cache
def _template() -> Template:
    """Read the template of all views."""
    page = (files("letopis.project") / "data" / "views.html").read_text("utf-8")
    return Template(page, autoescape=True, trim_blocks=True, lstrip_blocks=True)
