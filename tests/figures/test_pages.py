"""A page to read has every quotation and every silence, runs nothing and loads nothing."""

import html
import re

import pandas as pd
import pytest

from letopis.accounts import contradictions, stance_table, synopsis
from letopis.figures import pages

EVENT = "the events of 7 November 1927"
HOSTILE = '<script>alert("x")</script> & <img src=x onerror=y>'


@pytest.fixture(scope="module")
def tables(corpus):
    return {
        "sources": corpus.sources,
        "synopsis": synopsis(corpus),
        "claims": corpus.claims,
        "contradictions": contradictions(corpus),
        "parallels": corpus.reuse(),
    }


@pytest.fixture(scope="module")
def page(tables):
    return pages.synopsis_page(EVENT, **tables)


def test_every_quotation_and_every_silence_is_on_the_page(page, corpus):
    shown = html.unescape(page)
    quotes = corpus.claims.loc[corpus.claims["stance"] != "silent", "quote"]
    assert len(quotes) and all(f"«{quote}»" in shown for quote in quotes)
    silent = (stance_table(corpus)["stance"] == "silent").sum()
    assert silent and shown.count("does not mention</span>") == silent


def test_the_heading_counts_the_sources(tables, page):
    assert f"<h1>How four sources describe {EVENT}</h1>" in page
    one = tables | {"sources": tables["sources"].head(1), "parallels": tables["parallels"].head(0)}
    assert "<h1>How one source describes" in pages.synopsis_page(EVENT, **one)


def test_the_page_asks_nothing_of_another_machine(page):
    assert not re.search(r"https?://|<script|<link|<img|url\(", page)


def test_words_of_a_table_are_never_markup(tables):
    hostile = {}
    for name, table in tables.items():
        words = table.head(3).copy()
        for column in words.columns:
            if pd.api.types.is_string_dtype(words[column]) and column not in ("facet", "stance"):
                words[column] = f"{column} {HOSTILE}"
        hostile[name] = words
    shown = pages.synopsis_page(HOSTILE, **hostile)
    assert shown.count("&lt;script&gt;") > 20
    assert not re.search(r"<script|<img|onerror=[^y]", shown)


def test_a_table_to_be_read_is_whole_escaped_and_counts_what_it_leaves_out():
    table = pd.DataFrame({"quote": [HOSTILE, "а" * 300, "третья"]})
    shown = pages.show(table, rows=2)
    assert "<script" not in shown._repr_html_() and "а" * 300 in shown._repr_html_()
    assert "третья" not in repr(shown) and repr(shown).endswith("2 of 3 rows")
    assert "2 of 3 rows" in shown._repr_html_()


def test_the_page_and_its_table_are_written_beside_the_figures(tables, tmp_path):
    sizes = pages.save_synopsis(tmp_path, EVENT, **tables).set_index("file")["characters"]
    page = (tmp_path / "03-synopsis.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>") and len(page) == sizes["03-synopsis.html"]
    assert len(pd.read_csv(tmp_path / "03-synopsis.csv")) == len(tables["synopsis"])
