"""What is not UTF-8 is never decoded; its encoding is guessed only where the guess is sure."""

import pytest

from letopis.texts.decoding import guess_encoding


@pytest.mark.parametrize(
    ("encoding", "wanted"),
    [
        ("cp1251", "CP1251"),
        ("koi8_r", "KOI8-R"),
        ("cp866", "CP866"),
        ("mac_cyrillic", "MACCYRILLIC"),
        ("iso8859_5", "ISO-8859-5"),
        ("utf_16_le", "UTF-16LE"),
        ("utf_16_be", "UTF-16BE"),
    ],
)
def test_the_encoding_of_real_texts_is_guessed(corpus, encoding, wanted):
    for source in ("000", "001", "002"):
        assert guess_encoding(corpus.text(source).encode(encoding, "ignore")) == wanted


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5"])
def test_a_few_words_are_too_few_for_a_guess(encoding):
    assert guess_encoding("Троцкий выступил в Москве.".encode(encoding)) == ""


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ("Trotsky’s “coup”".encode("cp1252"), "CP1252"),
        ("Троцкий".encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\1\2", ""),
    ],
)
def test_some_marks_are_sure_signs_of_an_encoding_or_of_none(data, wanted):
    assert guess_encoding(data) == wanted
