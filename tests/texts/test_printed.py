"""Lines of printed pages are joined; what comes back at their edges is no text."""

import pytest

from letopis.texts.printed import join_lines, text_of_pages, widen_gaps

LINE = "Тогда Рыков ещё раз выступил в Москве и ответил им"


def test_a_running_head_and_page_numbers_are_left_out():
    pages = [f"{n}\nИСТОРИЯ ГОРОДА\nстрока {n}а\nстрока {n}б" for n in range(7, 11)]
    text, left_out = text_of_pages(pages)
    assert "ИСТОРИЯ" not in text and "10\n" not in text and text.count("строка") == 8
    assert left_out == ["4 × page numbers", "4 × 'ИСТОРИЯ ГОРОДА'"]


@pytest.mark.parametrize(
    "edges",
    [
        [
            "12 О МИРЕ\n{}",
            "ГОРОД 13\n{}",
            "14 О МИРЕ\n{}",
            "ГОРОД 15\n{}",
            "16 О МИРЕ\n{}",
            "ГОРОД 17\n{}",
        ],
        [f"{{}}\nГОРОД\n— {number} —" for number in range(12, 18)],
        [f"{{}}\nСтр. {number} из 90" for number in range(12, 18)],
        ["{}\nxii", "{}\nxiii", "{}\nxiv", "{}\nxv", "{}\nxvi", "{}\nxvii"],
    ],
)
def test_heads_that_alternate_dashes_and_roman_numbers(edges):
    words = "так это и было давно тому"
    pages = [edge.format(word) for edge, word in zip(edges, words.split(), strict=True)]
    assert text_of_pages(pages)[0] == words


@pytest.mark.parametrize(
    "pages",
    [
        ["1925\nВойна", "1926\nМир", "1927\nСъезд", "1928\nСсылка"],  # a chronicle
        ["Глава 1\nВойна", "Глава 2\nМир", "Глава 3\nСъезд", "Глава 4\nСсылка"],
        ["Да\nи он ушёл.", "Нет\nи он ушёл.", "Вот\nи он ушёл.", "Так\nи он ушёл."],  # a refrain
        ["ПЕСНЯ\nДа", "ПЕСНЯ\nНет"],  # twice
        ["7", "3", "12"],
        ["* * *\nДа", "* * *\nНет", "* * *\nТак"],
    ],
)
def test_what_is_text_stays(pages):
    text, left_out = text_of_pages(pages)
    assert left_out == []
    assert text.split() == " ".join(pages).split()


def test_a_table_of_contents_with_rows_of_dots_is_left_out():
    contents = (
        "Оглавление\n1 Война ........ 3\n2 Долгое имя\nглавы о мире . . . . . 12\n3 Ссылка....20"
    )
    text, left_out = text_of_pages([contents, "Глава 1\nОн молчал... Потом ушёл..... 7 ноября"])
    assert text == "Глава 1\nОн молчал... Потом ушёл..... 7 ноября"
    assert left_out == ["5 × lines of contents"]


def test_one_row_of_dots_is_no_table_of_contents():
    line = "Подпись ........... 12"
    assert text_of_pages([f"Он ушёл.\n{line}"]) == (f"Он ушёл.\n{line}", [])


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("Троцкий высту-\nпил\nснова.", "Троцкий выступил снова."),
        (f"Глава\n{LINE}\nВсем.", f"Глава\n{LINE} Всем."),
        (f"{LINE}\nкто-\nто.", f"{LINE} кто-то."),
        ("Бонч-\nБруевич", "Бонч-Бруевич"),
        ("one", "one"),
    ],
)
def test_lines_of_a_printed_page_are_joined(lines, text):
    assert join_lines(lines) == text


@pytest.mark.parametrize(
    ("items", "widened"),
    [
        (["когда", -166.0, "он", 20.0, "шёл"], ["когда", -300.0, "он", 20.0, "шёл"]),
        (["когда", -410, "он"], ["когда", -410, "он"]),
        (["Ко", -30, "гда", -90, "A"], ["Ко", -30, "гда", -90, "A"]),
        (["К", -170, "о", -170, "г", -170, "да"], ["К", -170, "о", -170, "г", -170, "да"]),
    ],
)
def test_the_narrow_gaps_of_a_tight_line_are_spaces(items, widened):
    widen_gaps(b"TJ", [items])
    assert items == widened
