"""The site to read: the notebooks with the outputs they keep, the gallery, the glossary, the data.

`make site` copies what is shown beside this file into build/pages and builds build/site from there.
Nothing is run, nothing is loaded from elsewhere, and the pages open from disk.
"""

import json
import re
from pathlib import Path

import sphinx.search
from docutils import nodes

project = "Letopis"
author = "the letopis authors"
language = "en"
extensions = ["myst_nb"]
exclude_patterns = ["README.md", "templates"]  # the first is shown by index.md
html_theme = "furo"
html_title = "Letopis · Летопись"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_show_copyright = False
html_copy_source = False
html_use_index = False
html_theme_options = {"footer_icons": []}
nb_execution_mode = "off"
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [("html", "text/html", 0)]  # a panel is shown as it was saved
nb_ipywidgets_js = {}
myst_heading_anchors = 3
numfig = True
numfig_format = {"figure": "Figure %s"}
suppress_warnings = ["misc.highlighting_failure", "myst.header"]
suppress_warnings += ["myst.xref_missing"]  # of places in pages: links.py finds those
FIGURE = """```{{figure}} ../figures/{name}.svg
:alt: {alt}
:name: {name}

{caption} [{name}](../figures/README.md#{name})
```"""
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


def name_figures(app, doctree):
    """Mark the pictures of figures with their names: the files that Sphinx copies have others."""
    for image in doctree.findall(nodes.image):
        name = re.search(r"(?:^|/)figures/(\d\d-[a-z0-9-]+)\.svg$", image["uri"])
        if name:
            image["classes"].append(f"figure-{name[1]}")


def link_to_the_first_page(app, docname, source):
    """Lead links to README.md to the first page, which shows it."""
    source[0] = re.sub(r"\]\((\.\./)?README\.md\)", r"](\1index.md)", source[0])


def write_stemmers(app):
    """Take the place of Sphinx's search, which knows pages only: write the stemmers for ours."""
    app.builder.search = False
    names = ("base", "english", "russian")
    scripts = [(STEMMERS / f"{name}-stemmer.js").read_text("utf-8") for name in names]
    target = Path(app.srcdir) / "static" / "stemmers.js"
    target.write_text("\n".join([*scripts, STEM_BOTH]), "utf-8")


def setup(app):
    """Register what is done to pages before and while they are read."""
    app.connect("builder-inited", write_stemmers)
    app.connect("source-read", number_notebook)
    app.connect("doctree-read", name_figures)
    app.connect("source-read", link_to_the_first_page)
