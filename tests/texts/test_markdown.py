"""Markdown keeps the numbers its lines begin with; the fields before a text are no text."""

from pathlib import Path

import pytest

from letopis.texts.formats import read_content
from letopis.texts.markdown import without_front_matter


def lines(text: str) -> list[str]:
    shown = read_content(Path("a.md"), text.encode()).text
    return [line for line in shown.split("\n") if line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1920. Война.\n\n1923. Мир.", ["1920. Война.", "1923. Мир."]),
        ("1920. Война.\n1923. Мир.", ["1920. Война.", "1923. Мир."]),
        ("5. мая 1920 года шёл дождь.", ["5. мая 1920 года шёл дождь."]),
        ("1. мая вышли.\n2. мая ушли.", ["1. мая вышли.", "2. мая ушли."]),
        ("1920) Война", ["1920) Война"]),
        ("> 1920. Война", ["1920. Война"]),
        ("- 1920. Война", ["1920. Война"]),
        ("- 5 мая\n- 6 мая", ["5 мая", "6 мая"]),
        ("5. *мая* вышли", ["5. мая вышли"]),
        ("Это было в\n1920. Он ушёл.", ["Это было в 1920. Он ушёл."]),
        ("1920\n====\n\nВойна", ["1920", "Война"]),
        ("    1920. Война", ["1920. Война"]),
        ("7\\. ноября", ["7. ноября"]),
    ],
)
def test_a_number_at_the_beginning_of_a_line_is_kept(text, expected):
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        ("---\ntitle: Дневник\ndate: 1999-01-01\n---\n", ["title", "date"]),
        ("---\n# о файле\ntags:\n  - a\n- b\nlist: [a,\n]\nавтор: я\n\n...\n", ["tags", "list"]),
        ("+++\ndate = 1999-01-01\n+++\n", ["date"]),
        ("+++\ntitle = 'x'\n[params]\na = 1\n+++\n", ["title", "a"]),
    ],
)
def test_front_matter_is_left_out_and_the_report_says_so(block, fields):
    assert without_front_matter(block + "5 мая шёл снег.") == ("5 мая шёл снег.", fields)
    content = read_content(Path("a.md"), f"{block}5 мая шёл снег.".encode())
    assert content.text == "5 мая шёл снег."
    assert content.format.endswith(f"without its front matter ({', '.join(fields)})")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nОн ушёл.\n\n---\n",
        "---\nРыков: нет.\n---\n",
        "---\ntitle: Дневник\n",
        "---\ndate: 1999\nОн ушёл домой.\n---\n",
        "Он.\n---\ntitle: x\n---\n",
        "",
    ],
)
def test_a_rule_or_a_dialogue_is_no_front_matter(text):
    assert without_front_matter(text) == (text, [])
