"""Every LaTeX snippet of the gallery, set as the gallery says: by pdfLaTeX and by LuaLaTeX, in both languages."""

import re
import subprocess
from pathlib import Path

import pytest

from letopis.figures import gallery

HOSTILE = r'95 % of "this" & $x_1$ # ~ ^ {braces} \input{secret} ² ₂ −1 – … 7 ноября'
FACES = {"pdflatex": {"": r"\usepackage[T1]{fontenc}", "-ru": r"\usepackage[T2A]{fontenc}\usepackage[russian]{babel}"}}
FACES["lualatex"] = dict.fromkeys(("", "-ru"), r"\usepackage{fontspec}\setmainfont{DejaVu Serif}")


def typeset(folder: Path, engine: str, language: str, pictures: Path, body: str) -> str:
    """Set a document; give what the program has logged."""
    lines = (r"\documentclass{article}", FACES[engine][language], r"\usepackage{graphicx}",
             rf"\graphicspath{{{{{pictures}/}}}}", r"\begin{document}", body, r"\end{document}", "")
    (folder / "it.tex").write_text("\n".join(lines), "utf-8")
    done = subprocess.run([engine, "-interaction=nonstopmode", "-halt-on-error", "it.tex"], cwd=folder, check=False,
                          capture_output=True, text=True, errors="replace")
    assert done.returncode == 0, done.stdout[-2000:]
    return (folder / "it.log").read_text("utf-8", errors="replace")


@pytest.mark.parametrize("engine", FACES)
@pytest.mark.parametrize("language", ["", "-ru"])
def test_every_snippet_is_set(engine, language, root, tmp_path):
    page = (root / "figures" / "README.md").read_text("utf-8")
    found = [one for one in re.findall(r"```latex\n(.*?)```", page, re.DOTALL) if ("-ru}" in one) == (language != "")]
    assert len(found) == len(list((root / "figures").glob("*.json"))) > 20
    log = typeset(tmp_path, engine, language, root / "figures", "\n\\clearpage\n".join(found))
    assert f"({len(found)} pages" in log.replace("\n", "")
    assert not re.findall(r"Missing character|Overfull|undefined|multiply defined", log)


@pytest.mark.parametrize("engine", FACES)
def test_a_hostile_caption_is_set_as_words(engine, root, tmp_path):
    picture = next((root / "figures").glob("*.pdf"))
    about = {"caption": HOSTILE, "alt": HOSTILE, "width_mm": 85}
    log = typeset(tmp_path, engine, "-ru", root / "figures", gallery.snippets(picture.stem, about)["latex"])
    assert "(1 page" in log and "Missing character" not in log
