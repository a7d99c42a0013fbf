"""What only shapes the page is passed over in searching; offsets lead back to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import letopis
from letopis.texts.normalise import fold, join_cut_words

SIGNS = "аБвъіѣ\u00ad\u200b\u0301\u0306ﬁ_* -\nʹ²1."


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        # invisible characters, inside a word and beside it
        ("Ка\u200bме\u200cне\u200dв\u2060 и Тро\ufeffцкий\u200e", "Каменев и Троцкий"),
        ("ку\u00adпец, Ры\u034fков\ufe0f", "купец, Рыков"),
        # ligatures
        ("aﬄuent oﬀers of the ﬁnest ﬂour, ﬆill", "affluent offers of the finest flour, still"),
        # signs that catalogues write for a soft or hard sign, or an apostrophe
        ("Arsenʹev and Arsenʼev, Obʺezd, Ilʹ", "Arsen'ev and Arsen'ev, Ob'ezd, Il'"),
        ("Trotsky´s won`t", "Trotsky's won't"),
        ("a wall of 5′ and 7 ″", "a wall of 5′ and 7 ″"),
        ("the ‘Red’ one’s", "the ‘Red’ one’s"),
        # letters of the spelling before 1918, and of other languages
        ("Въ Россіи Ленинъ и Ѳедоръ, съѣздъ, міръ", "В России Ленин и Федор, съезд, мир"),
        ("контръ-адмиралъ; твёрдый ъ; объезд", "контр-адмирал; твёрдый ъ; объезд"),
        ("рід і цей міст", "рід і цей міст"),
        # italics of plain text
        ("_Krasnaya Gazeta_, and _May 2_; __so__", "Krasnaya Gazeta, and May 2; so"),
        ("*Новая жизнь* и **2 мая**", "Новая жизнь и 2 мая"),
        ("file_name, a_b, имя: ______ год: ___", "file_name, a_b, имя: ______ год: ___"),
        ("сноска* и ещё* раз; * * *; 2 * 3 * 4", "сноска* и ещё* раз; * * *; 2 * 3 * 4"),
        # raised numbers of notes, and of nothing else that a name or date has
        ("Рыков⁷ в 1926² году.¹² Он", "Рыков в 1926 году. Он"),
        # letters set apart for emphasis
        ("Он был с о в е р ш е н н о прав", "Он был совершенно прав"),
        ("П Р И К А З  П О  А Р М И И", "ПРИКАЗ  П О  АРМИИ"),
        ("Р ы к о в, t h i n k!", "Рыков, think!"),
        ("пункты а б в г д; x y z", "пункты а б в г д; x y z"),
        ("и я с в о", "и я с в о"),
        ("U S A, I a m", "U S A, I a m"),
        # words cut at the end of a line
        ("делега-\nты ушли\u00ad\nли, ра¬\r\n  бота и ра¬бота", "делегаты ушлили, работа и работа"),
        ("Бонч-\nБруевич", "Бонч-Бруевич"),
        (
            "кем-\nто из-\nпод кое-\nкак всё-\nтаки, мес-\nто",
            "кем-то из-под кое-как всё-таки, место",
        ),
        ("Вот -\nон", "Вот -\nон"),
        ("Вот-\n\nон", "Вот-\n\nон"),
    ],
)
def test_what_shapes_the_page_is_passed_over(text, searched):
    assert fold(text).text == searched


def test_the_hard_sign_at_its_end_belongs_to_the_word():
    folded = fold("Въ Россіи Ленинъ былъ")
    start = folded.text.index("Ленин")
    assert folded.span(start, start + 5) == (10, 16)


@given(st.text(st.sampled_from(SIGNS), max_size=30))
def test_offsets_lead_back_and_cover_what_was_searched(text):
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert spans == sorted(spans)
    if spans:
        assert folded.span(0, len(folded.text)) == (spans[0][0], spans[-1][1])


def test_a_span_has_no_mark_of_italics_or_note_at_its_ends():
    text = "In _Pravda_ of _2 May_ Rykov⁷ said"
    folded = fold(text)
    for words in ("Pravda", "2 May", "Rykov"):
        start = folded.text.index(words)
        first, last = folded.span(start, start + len(words))
        assert text[first:last] == words


def test_names_dates_and_sentences_are_found_whatever_shapes_the_page(folder_of):
    text = (
        "_Седьмого нояб-\nря 1927 года_ Тро\u200bцкий² и З и н о в ь е в вышли.\u200b Ста­лин¹ "
        "остался с Кры-\nленко. *Он молчал.* Всё."
    )
    corpus = letopis.load(folder_of({"a.txt": text}))
    assert list(corpus.mentions["entity"])[:3] == ["trotsky", "zinoviev", "stalin"]
    assert list(corpus.dates["edtf"]) == ["1927-11-07"]
    assert len(corpus.sentences) == 4
    for table in (corpus.mentions, corpus.dates, corpus.sentences, corpus.tokens):
        for row in table.itertuples():
            assert text[row.start : row.stop] == row.text


def test_cut_words_of_a_page_are_joined():
    lines = "Вер-\nнулись те, кто-\nлибо знал Алма-\nАту из-\nза границы"
    assert join_cut_words(lines) == "Вернулись те, кто-либо знал Алма-Ату из-за границы"
