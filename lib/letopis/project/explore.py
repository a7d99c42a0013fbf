"""The explorer: controls above one HTML view that answers them. Whatever is typed, or found in a text, is escaped."""

from collections.abc import Callable
from html import escape
from itertools import combinations
from typing import Any

import ipywidgets as widgets
import pandas as pd

from letopis.figures.style import palette
from letopis.language.lemmas import lemmatise
from letopis.people.counts import mention_counts
from letopis.texts.catalogue import fold
from letopis.words.concordance import SORTS, concordance, excerpt
from letopis.words.counts import frequencies, most_common

SHOWN = 40                                        # rows of a view; more would be slow to scroll
STYLE = """<style>.letopis { overflow-x: auto; } .letopis table { border-collapse: collapse; width: 100%; }
.letopis td, .letopis th { padding: 2px 6px; border-top: 1px solid #ddd; text-align: left; line-height: 1.4; }
.letopis .left { text-align: right; width: 42%; } .letopis .right { width: 42%; } .letopis .node { font-weight: bold; }
.letopis table { margin: 0 0 1em; } .letopis td.place, .letopis td.edtf { white-space: nowrap; }
.letopis svg { width: 100%; max-width: 750px; font-size: 12px; fill: currentColor; }</style>"""
HEADS = {"source": "source", "count": "times", "n": "of words", "per_1000": "per 1,000", "interval": "95 % interval"}


def lemma(corpus: Any, typed: str) -> str | None:
    """Tell which lemma of the texts a reader means by a word in any form; capitals and stress marks are set aside.

    >>> lemma(corpus, "троцкого"), lemma(corpus, "переворотами"), lemma(corpus, "ананас")
    ('Троцкий', 'переворот', None)
    """
    typed = fold(typed).text.strip()
    spoken = corpus.tokens[corpus.tokens["kind"] == "word"]
    known = most_common(spoken.assign(text=spoken["text"].str.casefold()), "text", "lemma").to_dict()
    known |= {lemma.casefold(): lemma for lemma in spoken["lemma"]} | {lemma: lemma for lemma in spoken["lemma"]}
    led_back = [
        lemmatise([typed], language, corpus.names(language))[0].casefold()
        for language in ("ru", "en") if typed
    ]
    return next((known[form] for form in (typed, typed.casefold(), *led_back) if form in known), None)


def rates(corpus: Any, **key: str) -> pd.DataFrame:
    """Count a lemma= or entity= in each source: source (index), count, n (words), per_1000, low, high."""
    if "entity" in key:
        table = mention_counts(corpus, [key["entity"]])
    else:
        table = frequencies(corpus, [key["lemma"]])
    table = table.set_index("source").reindex(corpus.sources.index)
    table["n"] = corpus.sources["words"]
    return table[["count", "n", "per_1000", "low", "high"]].fillna(0).astype({"count": "int64"})


def _named(corpus: Any) -> pd.DataFrame:
    return corpus.mentions[corpus.mentions["kind"] == "name"]


def _labels(corpus: Any) -> dict[str, str]:
    return dict(zip(corpus.entities["entity"], corpus.entities["label_en"], strict=True))


def lines(corpus: Any, word: str = "", name: str = "", sources: tuple[str, ...] = (), width: int = 60,
          sort: str = "position") -> str:
    """Show as HTML how often a word or who is named stands in some sources (none given: in all), and every place there.

    In: a word in any form, or an entity's id, which goes first; width and sort are those of `concordance`.
    """
    key = {"entity": name} if name else {"lemma": lemma(corpus, word)}
    if not next(iter(key.values())):
        found = f"Looked for “{word}” among the forms and lemmas of the texts: it does not stand there."
        return _page(found if word.strip() else "Type a word, or choose a name.")
    rated = rates(corpus, **key).loc[list(sources or corpus.sources.index)].round(1).astype("str").reset_index()
    rated["interval"] = rated["low"] + " to " + rated["high"]
    found = concordance(corpus, **key, width=width, sort=sort).merge(rated[["source"]])
    found = found.merge(_named(corpus)[["source", "start"]]) if name else found
    found["place"] = found["part"] + " · " + found["start"].astype("str")
    asked = _labels(corpus).get(name, name) if name else f"“{word}”, found as {key['lemma']}"
    said = f"{asked}: {len(found) or 'no'} place{'s' * (len(found) != 1)} in {', '.join(rated['source'])}."
    return _page(said, _rows(corpus, rated, **HEADS),
                 _rows(corpus, found, place="place", left="before", node="", right="after"))


def times(corpus: Any, name: str, years: tuple[int, int] = (1, 9999)) -> str:
    """Show as HTML the sentences that name a person by the time they tell of: a lane a source, then the list."""
    named, label = _named(corpus), _labels(corpus).get(name, name)
    named = named[named["entity"] == name].drop_duplicates(["source", "sentence"])
    if named.empty:
        return _page(f"No source names {label}." if name else "Choose a name; entities.csv lists those that are known.")
    told = named[["source", "sentence", "text"]].merge(corpus.narrated, on=["source", "sentence"])
    told = told.merge(corpus.sentences, on=["source", "part", "sentence"], suffixes=("_name", ""))
    dated = told[(told["latest"].dt.year >= years[0]) & (told["earliest"].dt.year <= years[1])]
    dated = dated.sort_values(["earliest", "latest", "source", "start"])
    dated = dated.assign(quote=[excerpt(row.text, row.text_name, 110) for row in dated.itertuples()])
    said = (f"{label}: named in {len(told)} sentences; {len(dated)} tell of {years[0]}–{years[1]}, "
            f"{told['earliest'].isna().sum()} of no known time.")
    return _page(said, _lanes(dated, palette(corpus.sources, corpus.parts, corpus.entities), corpus.sources.index, years),
                 _rows(corpus, dated, edtf="time told", basis="known how", part="voice", quote="said"))


def _page(said: str, *parts: str) -> str:
    """Put a sentence, escaped here, above parts that are HTML already."""
    return f'{STYLE}<div class="letopis"><p role="status">{escape(said)}</p>{"".join(parts)}</div>'


def _rows(corpus: Any, table: pd.DataFrame, **heads: str) -> str:
    """Lay out the first SHOWN rows of a table; `heads` names the columns shown. Every cell is escaped."""
    head = "".join(f'<th scope="col" class="{name}">{title}</th>' for name, title in heads.items())
    languages, body = corpus.sources["language"][table["source"]], ""
    for language, row in zip(languages, table[list(heads)].head(SHOWN).itertuples(index=False), strict=False):
        cells = (f'<td class="{name}">{escape(str(cell))}</td>' for name, cell in zip(heads, row, strict=True))
        body += f'<tr lang="{escape(language)}">{"".join(cells)}</tr>'
    more = f"<p>The first {SHOWN} of {len(table)} are shown.</p>" if len(table) > SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}" if body else ""


def _lanes(dated: pd.DataFrame, colours: dict[str, str], sources: pd.Index, years: tuple[int, int]) -> str:
    """Draw a lane a source and in it a mark a sentence, as wide as the time it tells of."""
    reach = years[1] + 1 - years[0]
    drawn = [f'<text x="{50 + 700 * (year - years[0]) / reach:.1f}" y="12">{year}</text>'
             for year in range(years[0], years[1] + 1, -(-reach // 10))]
    drawn += [f'<text y="{20 * row + 12}">{escape(source)}</text><path d="M50 {20 * row + 18}H750" stroke="#ddd"/>'
              for row, source in enumerate(sources, 1)]
    for row in dated.itertuples():
        spent = [time.year + time.day_of_year / 366 - years[0] for time in (row.earliest, row.latest)]
        begin, end = (50 + 700 * min(max(time / reach, 0), 1) for time in spent)
        drawn.append(f'<rect x="{begin:.1f}" y="{20 * sources.get_loc(row.source) + 20}" width="{end - begin + 3:.1f}" '
                     f'height="16" fill="{colours[row.source]}" opacity="0.5"><title>{escape(row.edtf)}</title></rect>')
    return (f'<svg viewBox="0 0 755 {20 * len(sources) + 20}" role="img" '
            f'aria-label="Times told, one lane a source">{"".join(drawn)}</svg>')


class Panel(widgets.VBox):
    """Controls above a view; where no kernel runs (a site, a printed page) the view stands alone, as it was first."""

    def __init__(self, view: Callable[..., str], corpus: Any, **controls: widgets.Widget):
        """Let the view answer every change of a control; the controls bear the names of its arguments."""
        shown = widgets.HTML()

        def answer(_=None) -> None:
            shown.value = view(corpus, **{name: control.value for name, control in controls.items()})

        for control in controls.values():
            control.style.description_width = "initial"
            control.observe(answer, "value")
        answer()
        super().__init__([widgets.HBox(list(controls.values()), layout={"flex_flow": "row wrap"}), shown])

    def _repr_mimebundle_(self, **options) -> dict[str, str]:
        bundle = super()._repr_mimebundle_(**options)
        return bundle | {"text/plain": "Controls and a view", "text/html": self.children[1].value}


def _choice(corpus: Any, kinds: str, entity: str, **options) -> widgets.Dropdown:
    """Offer by label whoever is named, of the kinds given; first shown is `entity` if named, else nobody."""
    found, labels = _named(corpus), _labels(corpus)
    names = found.loc[found["type"].isin(kinds.split()), "entity"].unique()
    labelled = sorted((labels.get(name) or name, name) for name in names)
    return widgets.Dropdown(options=[("", ""), *labelled], value=entity if entity in names else "", **options)


def search(corpus: Any, word: str = "", name: str = "", at_once: int = 0) -> Panel:
    """Make the panel of `lines`; at_once is how many sources to choose: 2 compares two, 0 shows all or any one."""
    pairs = [(" and ".join(names), names) for names in combinations(corpus.sources.index, at_once or 1)]
    return Panel(
        lines, corpus, word=widgets.Text(word, description="word", continuous_update=False),
        name=_choice(corpus, "person organisation place", name, description="or a name"),
        sources=widgets.Dropdown(options=pairs if at_once else [("all sources", ()), *pairs], description="in"),
        width=widgets.IntSlider(60, 10, 200, 10, description="characters on either side", continuous_update=False),
        sort=widgets.Dropdown(options=list(SORTS), description="sort by"))


def person(corpus: Any, name: str, years: tuple[int, int] = (1, 9999)) -> Panel:
    """Make the panel of `times`, over the years the texts tell of; `years` are those shown first."""
    told = corpus.narrated.dropna(subset="earliest")
    low, high = (told["earliest"].dt.year.min(), told["latest"].dt.year.max()) if len(told) else years
    years = (min(max(low, years[0]), high), min(max(low, years[1]), high))
    return Panel(
        times, corpus, name=_choice(corpus, "person", name, description="person"),
        years=widgets.IntRangeSlider(value=years, min=low, max=high, description="years told", continuous_update=False))
