"""A page gives the text a browser shows, without marks of notes, and nothing else is lost."""

import pytest

from letopis.texts.pages import visible_text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # raised numbers, with and without a link
        ("5 мая 1920<sup>7</sup> года Рыков<sup>12</sup> ушёл", "5 мая 1920 года Рыков ушёл"),
        ("He left.<sup>3, 4</sup> She<sup>*</sup> stayed<sup>[5]</sup>", "He left. She stayed"),
        ("Рыков<sup>2)</sup> ушёл<sup>**</sup>", "Рыков ушёл"),
        ("в ЦК<sup>2</sup>, он <sup>9</sup> знал", "в ЦК, он знал"),
        ("В 1920<sup><a href='#n7'>7</a></sup> году", "В 1920 году"),
        ("В 1920<a href='#n7'><sup>7</sup></a> году", "В 1920 году"),
        ("он<sup>[<a href='#cite_note-8'>8</a>]</sup> знал", "он знал"),
        ("он<sup class='reference'><a href='#cite_note-a'>[a]</a></sup>", "он"),
        ("так<sup>[<i>нужен источник</i>]</sup>.", "так."),
        ("5<span style='font-size:x; vertical-align: super'>8</span> мая", "5⁸ мая"),
        ("Рыков<span style='vertical-align:super'>8</span>", "Рыков"),
        ("<sup>7</sup> Сноска.", "Сноска."),
        # links that say so, are in brackets, or are glued to a word
        ("В 1920<a class='noteref' href='#n_7'>7</a> году", "В 1920 году"),
        ("ушёл<a epub:type='noteref' href='n.xhtml#n7'>*</a> он", "ушёл он"),
        ("ушёл<a role='doc-noteref' href='n.xhtml#n7'>iv</a> он", "ушёл он"),
        ("ушёл<sup class='fn'>ii</sup> <span class='fn-x'>он</span>", "ушёл он"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢"),
        ("ушёл<a href='notes.html#x7'>[7]</a> он", "ушёл он"),
        ("ушёл <a href='#_ftn7'><span class='MsoFootnoteReference'>7</span></a>", "ушёл"),
        ("Рыков<a href='#x'>7</a>", "Рыков"),
        ("Сноска. <a href='#fnref7'>назад</a>", "Сноска."),
        ("Сноска. <a class='footnote-backref' href='#x'>^</a>", "Сноска."),
        # no notes
        ("20 m<sup>2</sup>, 3 км<sup>2</sup>, a<sup>2</sup>", "20 m2, 3 км2, a2"),
        ("XX<sup>e</sup>, 1<sup>er</sup> mai, the 5<sup>th</sup>", "XXe, 1er mai, the 5th"),
        ("M<sup>me</sup> Roland, D<sup>r</sup> X, N<sup>o</sup> 4", "Mme Roland, Dr X, No 4"),
        ("10<sup>6</sup>, в 17<sup>30</sup>", "10⁶, в 17³⁰"),
        ("of <sup>14</sup>C", "of 14C"),
        ("<a href='#y'>1920</a>, <a href='day.html'>7</a> мая", "1920, 7 мая"),
        ("день <a href='#d7'>7</a>", "день 7"),
        ("<a href='x'>Завод 12<sup>2</sup></a> стоял", "Завод 12² стоял"),
        ("<a href='x'>на 20 m<sup>2</sup> земли</a>", "на 20 m2 земли"),
        ("<div class='note'>1920</div>", "1920"),
        ("<a class='footnotes' href='#f'>Примечания</a>", "Примечания"),
    ],
)
def test_marks_of_notes_are_left_out_and_nothing_else(page, text):
    assert visible_text(f"<p>{page}</p>") == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display:none'>нет</span>",
        "<span style='color:red; DISPLAY : NONE'>нет</span>",
        "<i style='visibility:hidden'>нет</i>",
        "<b hidden>нет</b>",
        "<b hidden='until-found'>нет</b>",
        "<button>нет</button>",
        "<select><option>нет<option>нет</select>",
        "<textarea>нет</textarea>",
        "<input value='нет'>",
        "<nav><a href='/'>нет</a></nav>",
        "<div role='navigation'>нет</div>",
        "<dialog>нет</dialog>",
        "<iframe>нет</iframe>",
        "<span class='pagenum'>[Pg 12]</span>",
        "<span epub:type='pagebreak'>12</span>",
    ],
)
def test_what_a_page_hides_or_a_form_holds_is_no_text(hidden):
    assert "".join(visible_text(f"<p>да{hidden}</p>").split()) == "да"


def test_a_list_that_does_not_count_from_one_keeps_its_numbers():
    assert visible_text("<ol start=1920><li>война<li>мир</ol>") == "1920. война\n\n1921. мир"
    assert visible_text("<ol><li>война<li value=9>мая</ol>") == "война\n\n9. мая"
