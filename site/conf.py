"""The site to read: the notebooks with the outputs they keep, the gallery, the glossary and the data statement.

`make site` copies what is shown beside this file into build/pages and builds build/site from there. Nothing is run,
nothing is loaded from elsewhere, and the pages open from disk.
"""

import json
import re
from pathlib import Path

import snowballstemmer
import sphinx.search
from sphinx.search import SearchLanguage
from sphinx.search._stopwords.en import ENGLISH_STOPWORDS
from sphinx.search._stopwords.ru import RUSSIAN_STOPWORDS

project, author, language = "Letopis", "the letopis authors", "en"
extensions = ["myst_nb"]
exclude_patterns = ["README.md"]                                     # shown in pieces: index.md, glossary.md
html_theme, html_title = "furo", "Letopis · Летопись"
html_static_path, html_css_files = ["static"], ["site.css"]
html_show_sourcelink = html_copy_source = html_use_index = False
html_show_search_summary = False                                     # would fetch pages: refused on disk
html_search_language = "ru-en"
html_theme_options = {"footer_icons": []}
nb_execution_mode = "off"
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [("html", "text/html", 0)]              # a panel is shown as it stood when it was saved
nb_ipywidgets_js = {}
myst_heading_anchors = 3
numfig, numfig_format = True, {"figure": "Figure %s"}
FIGURE = """```{{figure}} ../figures/{name}.svg
:alt: {alt}
:name: {name}

{caption} [{name}](../figures/README.md#{name})
```"""
suppress_warnings = ["misc.highlighting_failure", "myst.header"]


class SearchBoth(SearchLanguage):
    """Searches words in both languages: Троцкого is found by троцкий, opponents by opponent."""

    lang, language_name = "ru-en", "Russian and English"
    stopwords = RUSSIAN_STOPWORDS | ENGLISH_STOPWORDS
    js_stemmer_code = "\n".join([
        *(Path(sphinx.search.__file__).with_name("minified-js").joinpath(f"{name}-stemmer.js").read_text("utf-8")
          for name in ("base", "english", "russian")),
        "const english = new EnglishStemmer(), russian = new RussianStemmer();",
        "window.Stemmer = function () {",
        "  this.stemWord = word => (/[а-яё]/i.test(word) ? russian : english).stemWord(word.toLowerCase());",
        "};",
    ])

    def __init__(self, options):
        """Make both stemmers."""
        super().__init__(options)
        self.english, self.russian = snowballstemmer.stemmer("english"), snowballstemmer.stemmer("russian")

    def stem(self, word):
        """Give the stem of a word, by its alphabet."""
        return (self.russian if re.search("[а-яё]", word, re.I) else self.english).stemWord(word.lower())


def number(app, docname, source):
    """Show the number of a notebook before its title, and each exported figure as a numbered one, drawn in vectors."""
    if docname.startswith("notebooks/"):
        book = json.loads(source[0])
        book["cells"][0]["source"] = re.sub("^# ", f"# {docname[10:12]} · ", "".join(book["cells"][0]["source"]))
        for output in (output for cell in book["cells"] for output in cell.get("outputs", [])):
            said = "".join(output.get("data", {}).get("text/plain", ""))
            if name := re.match(r"Figure (\d\d-[a-z0-9-]+)\. ", said):
                alt, caption = output["metadata"]["image/png"]["alt"], said[name.end():]
                output["data"] = {"text/markdown": FIGURE.format(name=name[1], alt=alt, caption=caption)}
        source[0] = json.dumps(book)


def setup(app):
    """Register the search and the numbers."""
    app.add_search_language(SearchBoth)
    app.connect("source-read", number)
