"""The site to read: the notebooks with the outputs they keep, the gallery, the glossary, the data.

`make site` copies what is shown beside this file into build/pages and builds build/site from there.
Nothing is run, nothing is loaded from elsewhere, and the pages open from disk.
"""

import json
import re
from pathlib import Path

import snowballstemmer
import sphinx.search
from sphinx.search import SearchLanguage
from sphinx.search._stopwords.en import ENGLISH_STOPWORDS
from sphinx.search._stopwords.ru import RUSSIAN_STOPWORDS

project = "Letopis"
author = "the letopis authors"
language = "en"
extensions = ["myst_nb"]
exclude_patterns = ["README.md"]  # shown by index.md
html_theme = "furo"
html_title = "Letopis · Летопись"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_show_search_summary = False  # would fetch pages: refused on disk
html_search_language = "ru-en"
html_theme_options = {"footer_icons": []}
nb_execution_mode = "off"
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [("html", "text/html", 0)]  # a panel is shown as it was saved
nb_ipywidgets_js = {}
myst_heading_anchors = 3
numfig = True
numfig_format = {"figure": "Figure %s"}
suppress_warnings = ["misc.highlighting_failure", "myst.header"]
FIGURE = """```{{figure}} ../figures/{name}.svg
:alt: {alt}
:name: {name}

{caption} [{name}](../figures/README.md#{name})
```"""
MARKUP = re.compile(r"(<[^>]+>)")
CODE = re.compile(r"<(?:pre|script|style)\b")
CODE_END = re.compile(r"</(?:pre|script|style)\b")
RUSSIAN = re.compile(r"[А-Яа-яЁё]+(?:[\s\d.,:;!?«»„“…—–()-]*[А-Яа-яЁё]+)*")
STEMMERS = Path(sphinx.search.__file__).with_name("minified-js")
STEM_BOTH = """
const english = new EnglishStemmer(), russian = new RussianStemmer();
window.Stemmer = function () {
  this.stemWord = word => {
    const lower = word.toLowerCase();
    return (/[а-яё]/.test(lower) ? russian : english).stemWord(lower);
  };
};
"""


class SearchBoth(SearchLanguage):
    """Search words in both languages: Троцкого is found by троцкий, opponents by opponent."""

    lang = "ru-en"
    language_name = "Russian and English"
    stopwords = RUSSIAN_STOPWORDS | ENGLISH_STOPWORDS

    def __init__(self, options):
        """Make both stemmers, here and in the pages."""
        super().__init__(options)
        self.english = snowballstemmer.stemmer("english")
        self.russian = snowballstemmer.stemmer("russian")
        names = ("base", "english", "russian")
        scripts = [(STEMMERS / f"{name}-stemmer.js").read_text("utf-8") for name in names]
        self.js_stemmer_code = "\n".join([*scripts, STEM_BOTH])

    def stem(self, word):
        """Return the stem of a word, by its alphabet."""
        lower = word.lower()
        stemmer = self.russian if re.search("[а-яё]", lower) else self.english
        return stemmer.stemWord(lower)


def is_below_a_figure(output):
    """Tell whether an output repeats the caption, which the site has in the figure itself."""
    return output.get("metadata", {}).get("letopis") == "below a figure"


def number_notebook(app, docname, source):
    """Show the number of a notebook before its title, and its figures numbered, as vectors."""
    if not docname.startswith("notebooks/"):
        return
    book = json.loads(source[0])
    title = "".join(book["cells"][0]["source"])
    book["cells"][0]["source"] = re.sub("^# ", f"# {docname[10:12]} · ", title)
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            tags = cell["metadata"].get("tags", [])
            cell["metadata"] = {"tags": [*tags, "hide-input"]}  # folded: a click shows the code
        shown = [output for output in cell.get("outputs", []) if not is_below_a_figure(output)]
        if "outputs" in cell:
            cell["outputs"] = shown
        for output in shown:
            text = "".join(output.get("data", {}).get("text/plain", ""))
            name = re.match(r"Figure (\d\d-[a-z0-9-]+)\. ", text)
            if name:
                alt = output["metadata"]["image/png"]["alt"]
                figure = FIGURE.format(name=name[1], alt=alt, caption=text[name.end() :])
                output["data"] = {"text/markdown": figure}
    source[0] = json.dumps(book)


def link_to_the_first_page(app, docname, source):
    """Lead links to README.md to the first page, which shows it."""
    source[0] = re.sub(r"\]\((\.\./)?README\.md\)", r"](\1index.md)", source[0])


def mark_russian(app, pagename, templatename, context, doctree):
    """Mark Russian words in an English page as Russian, for screen readers; code stays as it is."""
    pieces = MARKUP.split(context.get("body", ""))
    is_code = False
    for place, piece in enumerate(pieces):
        if piece.startswith("<"):
            is_code = bool(CODE.match(piece)) or (is_code and not CODE_END.match(piece))
        elif not is_code and not pagename.endswith("README.ru"):
            pieces[place] = RUSSIAN.sub(r'<span lang="ru">\g<0></span>', piece)
    context["body"] = "".join(pieces)


def setup(app):
    """Register the search and the numbers."""
    app.add_search_language(SearchBoth)
    app.connect("source-read", number_notebook)
    app.connect("html-page-context", mark_russian)
    app.connect("source-read", link_to_the_first_page)
