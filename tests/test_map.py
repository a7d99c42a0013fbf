"""The map of the library names every file, and every file and link in it exists."""

import re

import pytest

ROOMS = "texts language dates people words accounts figures project".split()


@pytest.fixture(scope="module")
def sections(root) -> dict[str, str]:
    """Return the sections of lib/README.md by their heading."""
    text = (root / "lib" / "README.md").read_text("utf-8")
    parts = re.split(r"^#{2,3} (?:\[(\w+)\]\(.*\)|(.*))$", text, flags=re.MULTILINE)
    headings = [name or title for name, title in zip(parts[1::3], parts[2::3], strict=True)]
    return dict(zip(headings, parts[3::3], strict=True))


@pytest.mark.parametrize("room", ["letopis", *ROOMS])
def test_every_file_of_a_room_is_on_the_map_and_no_other(root, sections, room):
    folder = root / "lib" / "letopis"
    files = folder.glob("*.py") if room == "letopis" else (folder / room).rglob("*.*")
    start = folder if room == "letopis" else folder / room
    there = {path.relative_to(start).as_posix() for path in files if path.suffix != ".pyc"}
    named = re.findall(r"^\| `([^`]+)` \|", sections[room], re.MULTILINE)
    assert sorted(named) == sorted(there)


def test_what_a_reader_is_sent_to_exists(root, sections):
    wishes = next(text for title, text in sections.items() if title.startswith("I want"))
    places = re.findall(r"`([\w./]+/[\w./]*|[\w/]+\.(?:py|csv|toml|txt|jsonl))`", wishes)
    assert len(places) > 60
    for place in places:
        homes = (root, root / "lib", root / "lib" / "letopis")
        assert any((home / place).exists() for home in homes), place


def test_the_links_of_the_map_lead_somewhere(root):
    text = (root / "lib" / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert (root / "lib" / target).exists(), target
