"""The gallery: every saved figure with its numbers, and what a write-up needs of it: a citation and ready snippets."""

import json
import re
from pathlib import Path
from string import Template
from typing import Any

from letopis.figures.save import COLUMN, NAME
from letopis.texts.tables import SEEDS, InputError, decode, read_csv, write

CITATION = SEEDS.parent / "CITATION.cff"
CITED = {name: re.compile(rf'^{start}"?(.+?)"?$', re.MULTILINE) for name, start in {
    "title": "title: ", "version": "version: ", "year": r'date-released: "?(?=\d{4})', "author": " *- name: "}.items()}
SENTENCE = re.compile(r"(.+?)\.(?:\s.*)?", re.DOTALL)
HEIGHT = re.compile(r'<svg\b[^>]*? height="([\d.]+)pt"')
IN_LATEX = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", '"': r"\textquotedbl{}",
            "₂": r"\textsubscript{2}", "²": r"\textsuperscript{2}", "−": r"\textminus{}", "\N{NO-BREAK SPACE}": "~"}
IN_LATEX |= {sign: "\\" + sign for sign in "{}$&#_%"}
IN_TYPST = {"\\": r"\\", '"': r"\"", "\n": r"\n"}
MARKS = re.compile(r"([\\`*_\[\]<>$#~^@|{}\"])")
HEAD = r"""# Figures

Written by `make figures`; each picture comes with the numbers it draws, and once more with Russian labels, in the
folder `ru`. The ready snippets expect the picture beside your text. LaTeX: with `graphicx` and the encoding T1
(Russian: T2A and `babel` with `russian`), or LuaLaTeX with a typeface that has Cyrillic, such as
`\setmainfont{Libertinus Serif}`; Markdown: as Pandoc and Quarto read it; Typst: as it is."""
OPENING = HEAD.partition(";")[0].encode()          # by which a page written here is known
SNIPPETS = {
    "latex": Template(r"""\begin{$float}
  \makebox[\linewidth]{\includegraphics[width=${width}mm, alt={$alt}]{$file.pdf}}
  \caption{$caption}
  \label{fig:$label}
\end{$float}"""),
    "markdown": Template('![$caption]($file.svg){#fig-$label width=${width}mm alt="$alt"}'),
    "typst": Template("""#figure(
  image("$file.svg", width: ${width}mm, alt: "$alt"),
  caption: "$caption",
) <fig-$label>"""),
}
BIBTEX = Template("""@misc{letopis-$name,
  author = {{$author}},
  title = {{$subject}},
  howpublished = {Figure $name in: {$title}, version $version},
  year = {$year},
}""")
MADE = Template("Made with Letopis $version from the reader's own texts")
OWN_TEXT = Template("“$subject.” Figure $name. $made.")
OWN_BIBTEX = Template("""@misc{letopis-$name,
  title = {{$subject}},
  howpublished = {Figure $name. $made},
}""")


def latex(text: str) -> str:
    r"""Write words so that LaTeX and BibTeX print them as they are: 95 % → 95 \%."""
    return "".join(IN_LATEX.get(sign, sign) for sign in text)


def typst(text: str) -> str:
    """Write words so that they can stand in a string of Typst, where only quotation marks and backslashes mean more."""
    return "".join(IN_TYPST.get(sign, sign) for sign in text)


def markdown(text: str) -> str:
    r"""Write words so that Markdown prints them as they are: [a_b] → \[a\_b\]."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))


ESCAPES = {"latex": latex, "markdown": markdown, "typst": typst}


def cited(path: Path = CITATION) -> dict[str, str]:
    """Read title, author, version and year of the project from CITATION.cff. InputError names what is missing there."""
    text = decode(path, path.read_bytes())
    found = {name: pattern.search(text) for name, pattern in CITED.items()}
    if missing := [name for name, match in found.items() if not match]:
        raise InputError(f"{path}: found no {missing[0]}; expected title, version, date-released and a name of authors.")
    return {name: match[1] for name, match in found.items()} | {"year": found["year"][1][:4]}


def own(corpus: Any) -> bool:
    """Tell whether a corpus is the reader's own: its texts are not those that the project's sources.csv lists."""
    return set(corpus.sources["file"]) != set(read_csv(SEEDS / "sources.csv", ("file",))["file"])


def made() -> str:
    """Say with what a reader's own figures and report were made."""
    return MADE.substitute(cited())


def citation(name: str, caption: str, project: dict[str, str], own: bool = False) -> dict[str, str]:
    """Cite a figure by the first sentence of its caption: as `text` and as `bibtex`.

    It is cited as a part of the project; if it is the reader's own, as made with Letopis, without an author.
    """
    subject = SENTENCE.fullmatch(caption)
    facts = project | {"name": name, "subject": subject[1] if subject else caption, "made": MADE.substitute(project)}
    if own:
        escaped = {key: latex(value) for key, value in facts.items()}
        return {"text": OWN_TEXT.substitute(facts), "bibtex": OWN_BIBTEX.substitute(escaped)}
    text = Template("$author. “$subject.” Figure $name in $title, version $version, $year.").substitute(facts)
    text = text[:1].upper() + text[1:]
    return {"text": text, "bibtex": BIBTEX.substitute({key: latex(value) for key, value in facts.items()})}


def snippets(name: str, about: dict, folder: str = "") -> dict[str, str]:
    """Give a figure ready for latex, markdown and typst: picture, width, caption, alt text and label, each escaped.

    In: its name, what its JSON says (caption, alt, width_mm), and the folder of its pictures beside `figures`.
    """
    label = "-".join([name, *Path(folder).parts])
    wide = about["width_mm"] > COLUMN * 25.4 + 1     # across both columns of a page that has two
    facts = {"file": f"{folder}{name}", "label": label, "width": about["width_mm"], "float": "figure" + "*" * wide}
    return {language: template.substitute(facts | {key: ESCAPES[language](about[key]) for key in ("caption", "alt")})
            for language, template in SNIPPETS.items()}


def page(target: Path) -> Path:
    """Give the path of the gallery's page, README.md. Raises InputError where somebody else has written one there."""
    path = target / "README.md"
    if path.is_file() and not path.read_bytes().replace(b"\r\n", b"\n").startswith(OPENING):
        raise InputError(f"{path}: expected no such file, or one that the gallery has written, and found another; it is "
                        "left as it is. Choose another folder for the figures (LETOPIS_FIGURES), or rename the file.")
    return path


def export(target: Path, notebooks: Path, own: bool = False) -> str:
    """Write the gallery, README.md in the folder of figures: picture, caption, alt, numbers, notebook, snippets.

    In: the folders of figures and notebooks, and whether the texts are the reader's own (`own`).
    Taken is every figure that has its name and its Russian twin; see `page` for a README.md of somebody else.
    """
    written = page(target)
    by_number = {path.name[:2]: path.name for path in sorted(notebooks.glob("[0-9][0-9]_*.ipynb"))}
    lines, project = [HEAD], cited()
    for path in sorted(target.glob("*.json")):
        name = path.stem
        if not NAME.fullmatch(name) or not (target / "ru" / path.name).is_file():
            continue
        about, russian = (json.loads((path.parent / part / path.name).read_text("utf-8")) for part in ("", "ru"))
        height = HEIGHT.search((target / f"{name}.svg").read_text("utf-8"))
        size = f"{about['width_mm']} × {float(height[1]) * 25.4 / 72:.0f} mm"
        book = by_number.get(name[:2])
        notebook = f"from [{book}](../{notebooks.name}/{book}) · " if book else ""
        lines += [f"## {name}", f"![{markdown(about['alt'])}]({name}.svg)", markdown(about["caption"]),
                  f"*Alt text:* {markdown(about['alt'])}",
                  f"{_links(name)} · numbers: [CSV]({name}.csv) · {size} · {notebook}"
                  f"in Russian: {_links(name, 'ru/')}",
                  *_folded("Cite it, put it into a text", [citation(name, about["caption"], project, own),
                                                           snippets(name, about)]),
                  *_folded("По-русски: подпись, описание и вставка в текст",
                           [{"text": markdown(russian["caption"])}, {"text": f"*Описание:* {markdown(russian['alt'])}"},
                            snippets(name, russian, "ru/")])]
    text = "\n\n".join(lines) + "\n"
    write(written, text.encode())
    return text


def _links(name: str, folder: str = "") -> str:
    return " · ".join(f"[{kind.upper()}]({folder}{name}.{kind})" for kind in ("svg", "pdf", "png"))


def _folded(summary: str, parts: list[dict[str, str]]) -> list[str]:
    """Fold parts away under a summary: text as it is, anything else as code of its language."""
    blocks = [said if kind == "text" else f"```{kind}\n{said}\n```" for part in parts for kind, said in part.items()]
    return [f"<details><summary>{summary}</summary>", *blocks, "</details>"]
