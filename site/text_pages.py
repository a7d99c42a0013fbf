"""Texts: each as a page with an anchor a sentence, and all of them as tokens for the concordance.

Run before Sphinx: python site/text_pages.py build/pages
"""

import json
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from jinja2 import Environment

import letopis
from letopis.corpus import Corpus
from letopis.figures.gallery import escape_markdown

TEMPLATES = Path(__file__).parent / "templates"


def write_texts(corpus: Corpus, pages: Path) -> None:
    """Write the pages of the texts as Markdown, and static/tokens.js."""
    environment = Environment(trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"md": escape_markdown, "html": escape_html}
    template = environment.from_string((TEMPLATES / "text.md").read_text("utf-8"))
    folder = pages / "texts"
    folder.mkdir(exist_ok=True)
    for source, about in corpus.sources.iterrows():
        page = template.render(
            source=source,
            about=about,
            event=corpus.event(corpus.main_event)["label_en"],
            parts=parts_of(corpus, str(source)),
        )
        (folder / f"{source}.md").write_text(page, "utf-8")
    tokens = json.dumps(concordance_data(corpus), ensure_ascii=False, separators=(",", ":"))
    (pages / "static" / "tokens.js").write_text(f"window.letopis = {tokens};\n", "utf-8")


def escape_html(text: str) -> str:
    """Return words as HTML prints them, so that no Markdown around is ended by them."""
    return re.sub("[`:]", lambda sign: f"&#{ord(sign[0])};", escape(text))


def parts_of(corpus: Corpus, source: str) -> Iterator[dict]:
    """Yield the voices of a text, each with its paragraphs: lists of sentences."""
    phases = corpus.passages(corpus.main_event).set_index(["source", "sentence"])[["phase", "why"]]
    sentences = corpus.sentences.join(phases, on=["source", "sentence"]).fillna("")
    sentences["phase_word"] = sentences["phase"].replace("day", "the day")
    for part in corpus.parts[corpus.parts["source"] == source].itertuples():
        own = sentences[sentences["part"] == part.part]
        paragraphs = [rows.to_dict("records") for _, rows in own.groupby("paragraph")]
        yield {"label": part.label, "note": part.note, "paragraphs": paragraphs}


def concordance_data(corpus: Corpus) -> dict:
    """Return what the concordance looks up, as small as JSON can be.

    Returns:
        `lemmas`; and by source, in `sources`: `title`, `language`, `text`, `parts` and `sentences`
        (where each begins), and `tokens`: for each word or number three integers, the distance of
        its start from the end of the one before, its length, and the index of its lemma.
    """
    words = corpus.tokens[corpus.tokens["kind"] != "punctuation"]
    codes, lemmas = words["lemma"].factorize()
    words = words.assign(code=codes)
    sources = {}
    for source, about in corpus.sources.iterrows():
        own = words[words["source"] == source]
        gaps = own["start"] - own["stop"].shift(fill_value=0)
        lengths = own["stop"] - own["start"]
        numbers = zip(gaps, lengths, own["code"], strict=True)
        sources[source] = {
            "title": about["title"],
            "language": about["language"],
            "text": corpus.text(str(source)),
            "parts": corpus.parts.query("source == @source")["start"].tolist(),
            "sentences": corpus.sentences.query("source == @source")["start"].tolist(),
            "tokens": [int(number) for three in numbers for number in three],
        }
    return {"lemmas": list(lemmas), "sources": sources}


if __name__ == "__main__":
    write_texts(letopis.load("seeds"), Path(sys.argv[1]))
