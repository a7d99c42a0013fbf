"""What a browser or a 32-bit machine may lack is asked for at its use, and named in words."""

import subprocess
import sys

import pytest

PRELUDE = """
import sys

missing = {missing!r}

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in missing:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
import letopis
"""
OPTIONAL = [
    "dawg",
    "rapidfuzz",
    "lxml",
    "wordcloud",
    "mammoth",
    "odfdo",
    "pypdf",
    "duckdb",
    "distributed",
]


def run(root, missing, code):
    command = [sys.executable, "-W", "error", "-c", PRELUDE.format(missing=missing) + code]
    return subprocess.run(command, cwd=root, capture_output=True, text=True)


def test_without_them_everything_imports_and_words_and_people_are_found(root):
    code = """
from letopis import accounts, figures, people, words
corpus = letopis.load()
print(len(corpus.mentions), letopis.lemmatise(["Троцкого", "людей"], "ru"))
"""
    made = run(root, OPTIONAL, code)
    plain = run(root, [], code)
    assert made.returncode == 0, made.stderr
    assert made.stdout == plain.stdout and "человек" in made.stdout


@pytest.mark.parametrize(
    "name, purpose, code",
    [
        ("rapidfuzz", "finding parallels", "letopis.load().reuse()"),
        (
            "rapidfuzz",
            "finding words that are spelled alike",
            "from letopis.words.search import SearchIndex\n"
            "SearchIndex(letopis.load()).nearest('Menzhinski')",
        ),
        (
            "lxml",
            "reading HTML",
            "from letopis.texts.pages import visible_text\nvisible_text('<p>One')",
        ),
        (
            "wordcloud",
            "word clouds",
            "from letopis.figures.bars import word_cloud\nword_cloud({'word': 3}, '#000000')",
        ),
        (
            "duckdb",
            "libraries of books",
            "from letopis.project.library_questions import Library\nLibrary('tables')",
        ),
    ],
)
def test_at_its_use_a_missing_package_is_named_with_the_remedy(root, name, purpose, code):
    stopped = run(root, [name], code)
    expected = f"{name} is needed for {purpose} and is not here; install it (pip install {name})."
    assert stopped.returncode == 1 and stopped.stderr.endswith(f"InputError: {expected}\n")
