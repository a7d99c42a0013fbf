"""The report: the comparison on one page, set by Typst without a network; words reach it as data, never as markup."""

import io
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from letopis import compare, gallery, passages
from letopis.tables import SeedError, write

ROWS = 8                       # sources, pairs and differing facets that a page has room for
LONGEST = 108                  # characters of a quotation, and of its gloss
KINDS = ("real", "arguable", "apparent")
FIGURE = "03-claims"
SYNOPSIS = "03-synopsis.html"


def facts(corpus: Any, event: str, folder: Path) -> dict:
    """Gather what the page says: every number and quotation is taken from the tables, none is written here.

    In: a corpus, an event of events.toml, the folder of figures.
    Out: plain data. Without claims there are no facets, pairs and differences; `coded` says so.
    """
    view = corpus.on(event)
    stances = compare.matrix(view)
    caption, alt = _figure(folder)
    speaks = ~stances.isin(["silent", compare.NOT_CODED])
    return {
        "event": view.event(event)["label_en"], "sources": list(_sources(view, event, stances))[:ROWS],
        "more": max(len(view.sources) - ROWS, 0), "words": int(view.sources["words"].sum()), "voices": len(view.parts),
        "coded": not view.claims.empty, "facets": len(stances), "project": gallery.cited(),
        "own": gallery.own(corpus), "made": gallery.made(), "spoken": int(speaks.any(axis=1).sum()),
        "synopsis": SYNOPSIS if (folder / SYNOPSIS).is_file() else "",
        "figure": {"file": f"{FIGURE}.svg", "caption": caption, "alt": alt} if caption else None,
        "pairs": _pairs(view) if not view.claims.empty else [],
        "differences": _differences(view)[:ROWS], "clashes": _clashes(view),
        "silences": _labels(view, (stances == "silent").all(axis=1)),
        "parallels": int((view.reuse()["source_a"] != view.reuse()["source_b"]).sum()), "coders": _coders(view)}


def _figure(folder: Path) -> tuple[str, str]:
    about = folder / f"{FIGURE}.json"
    said = json.loads(about.read_text("utf-8")) if about.is_file() else {"caption": "", "alt": ""}
    return said["caption"], said["alt"]


def _sources(view: Any, event: str, stances: pd.DataFrame) -> Iterator[dict]:
    """Say of each source how long it is, what it gives to the event, and with which words it names it."""
    told = passages.coverage(view, event).groupby(["source", "phase"])["words"].sum().unstack()
    named = compare.naming(view, event).query("use == 'event'")
    speaks = ~stances.isin(["silent", compare.NOT_CODED])
    alone, elsewhere = speaks[speaks.sum(axis=1) == 1].sum(), compare.elsewhere(view).sum()
    for source, row in view.sources.iterrows():
        names = named.loc[named["source"] == source, "lemma"].value_counts().sort_index()
        names = names.sort_values(ascending=False, kind="stable")
        yield {"source": source, "title": _cut(row["title"]), "language": row["language"], "words": int(row["words"]),
               "told": int(told.loc[source].sum()), "silent": int((stances[source] == "silent").sum()),
               "coded": bool((stances[source] != compare.NOT_CODED).any()),
               "phases": {phase: int(told.at[source, phase]) for phase in passages.PHASES},
               "facets": int(speaks[source].sum()), "alone": int(alone[source]), "elsewhere": int(elsewhere[source]),
               "names": [[name, int(count)] for name, count in names.items()]}


def _pairs(view: Any) -> list[dict]:
    """Say how two sources stand to each other, the nearest first, and which book both retell by sources.csv."""
    table = compare.overlaps(view).sort_values(["agree", "differ"], ascending=False, kind="stable").head(ROWS)
    books = view.sources["retells"].to_dict() if "retells" in view.sources else {}
    return [row | {"book": books[row["a"]] if books.get(row["a"]) == books.get(row["b"], "") else ""}
            for row in table.to_dict("records")]


def _labels(view: Any, chosen: pd.Series) -> list[str]:
    labels = view.codebook.set_index("facet")["label_en"]
    return [labels[facet] for facet in chosen.index[chosen]]


def _clashes(view: Any) -> list[dict]:
    """Count the contradictions of each kind, by facet: a facet counts once, as its gravest."""
    kinds = _gravest(view)["kind"].value_counts()
    return [{"kind": kind, "count": int(kinds.get(kind, 0))} for kind in KINDS]


def _gravest(view: Any) -> pd.DataFrame:
    found, order = compare.contradictions(view), list(view.codebook["facet"])
    near = view.claims.loc[view.claims["about"].isin(["day", "preparation"]), "quote"]
    found = found.assign(grave=found["kind"].map(KINDS.index), far=~found["quote_a"].isin(near),
                         place=found["facet"].map(order.index))
    return found.sort_values(["grave", "far", "place"], kind="stable").drop_duplicates("facet")


def _differences(view: Any) -> list[dict]:
    """Set side by side what goes against each other, the gravest first, each with its place in its text."""
    labels, languages = view.codebook.set_index("facet")["label_en"], view.sources["language"]
    spoken, rows = view.claims[view.claims["stance"] != "silent"], []
    for row in _gravest(view).to_dict("records"):
        sides = []
        for side in "ab":
            said = spoken[(spoken["facet"] == row["facet"]) & (spoken["part"] == row[f"part_{side}"])
                          & (spoken["quote"] == row[f"quote_{side}"])].iloc[0]
            sides.append({"part": said["part"], "quote": _cut(said["quote"]), "start": int(said["start"]),
                          "gloss": _cut(said["gloss"]) if said["gloss"] != said["quote"] else "",
                          "stop": int(said["stop"]), "language": languages[said["source"]]})
        rows.append({"facet": labels[row["facet"]], "kind": row["kind"], "sides": sides})
    return rows


def _cut(words: str) -> str:
    """Cut words to what a cell has room for, between two words, and mark the cut."""
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else words[:LONGEST - 2].rpartition(" ")[0] + " …"


def _coders(view: Any) -> dict | None:
    """Say how far the second coding agrees, on the units that nothing gave away; None where there is no second."""
    two = compare.second(view)
    if two.empty or view.claims.empty:
        return None
    last = compare.agreement(view.claims, two, compare.examples(view)).iloc[-1]
    if not last["count"]:
        return None
    kappa = f"{last['kappa']:.2f}" if pd.notna(last["kappa"]) else ""
    return {"agree": int(last["agree"]), "count": int(last["count"]), "kappa": kappa}


def page(said: dict, folder: Path, kind: str = "pdf") -> bytes:
    """Set the page from plain data: the same bytes from the same data, with the typefaces Typst brings along.

    In: what `facts` gives; the folder that has the figure; pdf or png. Nothing in a text is run or taken for markup.
    """
    import typst

    template = (files("letopis") / "report.typ").read_bytes()
    words = {"data": json.dumps(said, ensure_ascii=False)}
    return typst.compile(template, root=str(folder), format=kind, ignore_system_fonts=True,
                         ppi=200, sys_inputs=words)


def export(corpus: Any, event: str, folder: Path) -> dict:
    """Write report.pdf into the folder of figures, with as many differing facets as one page has room for.

    Out: the data of the page. Raises SeedError where even a page without them is too long.
    """
    from pypdf import PdfReader

    said = facts(corpus, event, folder)
    for rows in range(len(said["differences"]), -1, -1):
        said |= {"differences": said["differences"][:rows]}
        pdf = page(said, folder)
        if len(PdfReader(io.BytesIO(pdf)).pages) == 1:
            write(folder / "report.pdf", pdf)
            return said
    raise SeedError(f"{corpus.folder / 'codebook.csv'}: the report of {event!r} does not fit on one page even without "
                    "quotations; shorten label_en, or the titles in sources.csv.")
