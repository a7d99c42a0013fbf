"""A text is read by the rules of its language, a bilingual one paragraph by paragraph."""

import pytest

import letopis
from letopis.texts.languages import detect_language, other_language, second_share

BILINGUAL = (
    "2 мая 1941 года шёл дождь.\n\nOn May 2, 1941 it rained.\n\n"
    "На другой день они ушли из города.\n\nThe next day they went away from the town.\n\n"
    "5 мая, понедельник\n\nMay 5, Monday\n\nXX. 1941.\n"
)


def test_each_paragraph_of_a_bilingual_text_has_its_own_language(folder_of):
    corpus = letopis.load(folder_of({"a.txt": BILINGUAL}))
    words = corpus.tokens.set_index("text")["lemma"].to_dict()
    assert (words["ушли"], words["went"], words["шёл"]) == ("уйти", "go", "идти")
    assert list(corpus.tokens["token"]) == list(range(len(corpus.tokens)))
    assert list(corpus.tokens["start"]) == sorted(corpus.tokens["start"])
    dates = corpus.dates.groupby("sentence")["edtf"].first().to_list()
    assert dates[:6] == ["1941-05-02"] * 2 + ["1941-05-03"] * 2 + ["1941-05-05"] * 2
    assert list(corpus.narrated["sentence"]) == list(corpus.sentences["sentence"])
    for row in corpus.tokens.itertuples():
        assert BILINGUAL[row.start : row.stop] == row.text


@pytest.mark.parametrize(
    "text",
    [
        "Он читал «Daily Worker» и New York Times. " * 9,
        "Он ушёл. " * 40 + "\nSo long, he said.\n",
        "The book is called «Мои мысли».\n" * 5,
        "Глава II\n\nОн ушёл домой.\n\nIII\n\nОн пришёл.",
    ],
)
def test_a_few_words_of_another_language_make_no_bilingual_text(text, folder_of):
    assert second_share(text) == 0
    assert letopis.load(folder_of({"a.txt": text})).second_languages == {}


def test_old_spelling_and_lists_of_names_are_no_other_language():
    old = "Въ маѣ сего года въ Москвѣ былъ съѣздъ, на коемъ говорили о мирѣ и о хлѣбѣ."
    names = "Пушкин, Гоголь, Толстой, Чехов, Бунин, Блок, Белый, Горький, Есенин, Маяковский"
    for text in (
        old,
        names,
        "Trotsky, Rykov, Kamenev, Radek, Smilga, Muralov, Tomsky " * 2,
        "1941",
    ):
        assert other_language(text) == ""


def test_the_languages_of_the_project_texts_are_none_but_their_own(corpus):
    for source, language in corpus.sources["language"].items():
        text = corpus.text(source)
        assert (other_language(text), second_share(text)) == ("", 0)
        assert detect_language(text) == language
