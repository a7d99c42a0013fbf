"""What is cited for context is listed, with an honest note where no page was checked."""

import pytest

import letopis
from letopis.accounts import references


def test_every_work_is_listed_with_what_was_not_checked(corpus):
    lines = references(corpus).splitlines()
    assert len(lines) == 7 and lines[1].startswith("[2] Pierre Broué. Trotsky. Fayard, Paris, 1988")
    assert "19 November 1927, p. 2" in lines[0]
    assert all("not checked" in line for line in lines)
    assert any("Роговин. Власть и оппозиции" in line for line in lines)


def test_a_folder_without_a_bibliography_has_no_references(folder_of):
    assert references(letopis.load(folder_of({"x.txt": "Да."}))) == ""


def test_what_is_not_bibtex_is_named(folder_of):
    files = {"x.txt": "Да.", "bibliography.bib": "@book{x, title = {A"}
    with pytest.raises(letopis.InputError, match=r"bibliography\.bib: .*; expected BibTeX"):
        references(letopis.load(folder_of(files)))
