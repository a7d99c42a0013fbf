"""While somebody works in a notebook, a figure costs two pictures; when it is printed, all."""

import json

import pytest
from in_folders import contents
from matplotlib.figure import Figure

FILES = ("99-test.csv", "99-test.json", "99-test.svg")
PRINTED = ("99-test.pdf", "99-test.png")


@pytest.fixture
def working(folder, monkeypatch):
    """Return a folder for figures of somebody who works in a notebook."""
    monkeypatch.delenv("LETOPIS_PRINT")
    return folder


def keep(folder, kept):
    """Write into a folder what an earlier run has kept."""
    for name, data in kept.contents.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


def test_while_one_works_neither_pdf_nor_png_nor_a_twin_is_written(kept, working, draw):
    shown = draw().save("99-test", n=5)
    made = contents(working)
    assert sorted(made) == sorted(FILES)
    assert made["99-test.svg"] == kept.contents["99-test.svg"]
    assert shown.png == kept.shown.png
    assert "PDF, PNG, Russian: `make figures`, or set `LETOPIS_PRINT=1`" in shown.below()
    assert ".pdf" not in shown.below()


def test_what_is_shown_in_russian_is_written_in_russian(kept, working, draw, monkeypatch):
    monkeypatch.setenv("LETOPIS_LABELS", "ru")
    shown = draw().save("99-test", n=5)
    made = contents(working)
    assert sorted(made) == ["99-test.csv", "ru/99-test.json", "ru/99-test.svg"]
    assert made["ru/99-test.svg"] == kept.contents["ru/99-test.svg"]
    assert "PDF, PNG, по-английски: `make figures`" in shown.below()


def test_a_drawing_that_is_kept_is_said_to_be_kept_and_nothing_changes(kept, working, draw):
    keep(working, kept)
    shown = draw().save("99-test", n=5)
    assert shown.is_printed and "99-test.pdf" in shown.below()
    assert contents(working) == kept.contents


def test_a_changed_drawing_is_printed_later_and_said_not_to_be_yet(
    kept, working, draw, monkeypatch
):
    keep(working, kept)
    assert not draw(count=4).save("99-test", n=5).is_printed
    assert contents(working)["99-test.svg"] != kept.contents["99-test.svg"]
    monkeypatch.setenv("LETOPIS_PRINT", "1")
    assert draw(count=4).save("99-test", n=5).is_printed
    made = contents(working)
    assert all(made[name] != kept.contents[name] for name in PRINTED)
    assert draw().save("99-test", n=5).is_printed and contents(working) == kept.contents


def test_pdf_and_png_are_drawn_only_where_they_would_be_others(kept, folder, draw, monkeypatch):
    keep(folder, kept)
    drawn = []
    original = Figure.savefig

    def noted(figure, *arguments, **options):
        drawn.append(options["format"])
        return original(figure, *arguments, **options)

    monkeypatch.setattr(Figure, "savefig", noted)
    draw().save("99-test", n=5)
    assert drawn == ["png", "svg", "svg"]  # the one shown, the record in each language


@pytest.mark.parametrize("harm", ["changed", "deleted", "without digest", "no JSON"])
def test_in_doubt_all_is_drawn(harm, kept, folder, draw):
    keep(folder, kept)
    about = json.loads(kept.contents["99-test.json"])
    if harm == "changed":
        (folder / "99-test.pdf").write_bytes(b"%PDF")
    elif harm == "deleted":
        (folder / "99-test.png").unlink()
    elif harm == "without digest":
        del about["files"]
        (folder / "99-test.json").write_text(json.dumps(about), "utf-8")
    else:
        (folder / "99-test.json").write_text("[", "utf-8")
    draw().save("99-test", n=5)
    assert contents(folder) == kept.contents
