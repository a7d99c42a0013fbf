"""A notebook shows its tables in words: labels, seasons, heads; nothing for what is missing."""

import json
import subprocess
import sys

import pandas as pd
import pytest

from letopis.figures import show_in_words
from letopis.figures.readable import NOTHING, in_words, labels_of, table_as_html

LABELS = {"trotsky": "Trotsky", "stalin": "Stalin", "plan_order": "With what the plan begins"}


@pytest.mark.parametrize(
    ("head", "cell", "shown"),
    [
        ("entity", "trotsky", "Trotsky"),
        ("entities", "trotsky|stalin", "Trotsky, Stalin"),
        ("entities", "", ""),
        ("facet", "plan_order", "With what the plan begins"),
        ("facet", "not_coded", "not coded"),
        ("text", "trotsky", "trotsky"),  # the words of a text stay
        ("edtf", "1927-23", "autumn 1927 (1927-23)"),
        ("edtf", "1927-11", "1927-11"),
        ("edtf", "autumn 1927 (1927-23)", "autumn 1927 (1927-23)"),
        ("why", "narrates 1927-23 (own)", "narrates autumn 1927 (own)"),
        ("edtf", "", ""),
    ],
)
def test_cells_are_shown_in_words(head, cell, shown):
    assert in_words(pd.DataFrame({head: [cell]}), LABELS).to_numpy().tolist() == [[shown]]


def test_heads_are_shown_in_words_and_those_of_several_levels_in_one_row():
    table = pd.DataFrame({"part": ["000"], "label_en": ["x"], "n_words": [1], "trotsky": [2]})
    assert list(in_words(table, LABELS)) == ["voice", "name", "n words", "Trotsky"]
    wide = pd.DataFrame({("person", "name"): [1]}, index=pd.Index(["000"], name="source"))
    assert list(in_words(wide, LABELS)) == ["source", "person, name"]


def test_an_id_is_not_shown_beside_its_label():
    table = pd.DataFrame({"facet": ["hour"], "label_en": ["Hour"], "count": [1]})
    assert list(in_words(table, LABELS)) == ["name", "count"]


def test_an_index_that_says_something_is_a_column_and_numbers_of_rows_are_not():
    table = pd.DataFrame({"count": [3, 4]}, index=[154, 437])
    assert list(in_words(table, LABELS)) == ["count"]
    by_entity = table.set_axis(pd.Index(["trotsky", "stalin"], name="entity"))
    assert in_words(by_entity, LABELS)["entity"].tolist() == ["Trotsky", "Stalin"]


def test_a_missing_cell_is_empty_counts_stay_whole_and_no_row_is_said():
    html = table_as_html(pd.DataFrame({"rank": [3.0, None], "text": ["<b>", "y"]}), LABELS)
    assert "<td>3</td>" in html and "NaN" not in html and "NA" not in html
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert table_as_html(pd.DataFrame({"rank": []}), LABELS) == NOTHING


def test_the_labels_of_a_corpus_are_those_of_its_tables(corpus):
    labels = labels_of(corpus)
    assert labels["ogpu"] == "OGPU" and "1927-11-07" in labels and "plan_order" in labels


def test_outside_of_a_notebook_nothing_is_changed(corpus):
    before = corpus.parts._repr_html_()
    show_in_words(corpus)
    assert corpus.parts._repr_html_() == before


CELL = """
import json
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
import letopis, pandas as pd
from letopis.figures import show, show_in_words
show_in_words(letopis.load())
table = pd.DataFrame({"entity": ["trotsky"]})
shown = [table, table["entity"], show(table)]
print(json.dumps([shell.display_formatter.format(value)[0]["text/html"] for value in shown]))
"""


def test_a_notebook_shows_tables_series_and_quotations_so(root):
    command = [sys.executable, "-W", "ignore", "-c", CELL]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    for html in json.loads(done.stdout.splitlines()[-1]):
        assert "Trotsky" in html and "trotsky" not in html and "dtype" not in html
