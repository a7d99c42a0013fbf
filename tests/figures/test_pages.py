"""A page to read holds every quotation, says every silence, runs nothing and loads nothing."""

import html
import re

import pandas as pd

import letopis
from letopis.figures import pages

EVENT = "1927-11-07"
HOSTILE = '<script>alert("x")</script> & <img src=x onerror=y>'


def test_every_quotation_and_every_silence_is_on_the_page(corpus):
    page = html.unescape(pages.html(corpus, EVENT))
    spoken = corpus.claims[corpus.claims["stance"] != "silent"]
    assert len(spoken) > 150 and all(f"«{quote}»" in page for quote in spoken["quote"])
    assert page.count("does not mention</span>") == 15 + 9 + 45 + 26  # facets on which 000, 001, 002, 003 are silent


def test_the_page_asks_nothing_of_another_machine(corpus):
    page = pages.html(corpus, EVENT)
    assert not re.search(r"https?://|<script|<link|<img|url\(", page)


def test_words_of_a_text_are_never_markup(folder_of, root):
    text = f"Переворот 7 ноября 1927 года: {HOSTILE} и Троцкий."
    claim = text[: text.index(" и Троцкий")].replace('"', '""')
    folder = folder_of({
        "x.txt": text,
        "codebook.csv": "facet,event,group,label_en,label_ru,question,definition,kind,scope\n"
        f'name,{EVENT},g,"<b>Name</b>",Имя,q,d,free,day\n',
        "claims.csv": "source,part,facet,stance,value,about,quote,gloss,note,against,start,stop\n"
        f'x,x,name,asserts,v,day,"{claim}","<i>gloss</i>",,,,\n',
    })
    page = pages.html(letopis.load(folder), EVENT)
    assert "<script" not in page and "<b>Name" not in page and "<i>gloss" not in page and "<img" not in page
    assert "&lt;script&gt;" in page


def test_a_table_to_be_read_is_whole_escaped_and_says_what_it_leaves_out():
    table = pd.DataFrame({"quote": [HOSTILE, "а" * 300, "третья"]})
    shown = pages.read(table, rows=2)
    assert "<script" not in shown._repr_html_() and "а" * 300 in shown._repr_html_() and "третья" not in repr(shown)
    assert repr(shown).endswith("2 of 3 rows") and "2 of 3 rows" in shown._repr_html_()


def test_export_writes_the_page_and_the_table(corpus, tmp_path):
    sizes = pages.export(corpus, EVENT, tmp_path).set_index("file")["characters"]
    assert (tmp_path / "03-synopsis.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert len((tmp_path / "03-synopsis.csv").read_text("utf-8")) == sizes["03-synopsis.csv"]
    assert len(pd.read_csv(tmp_path / "03-synopsis.csv")) == 45
