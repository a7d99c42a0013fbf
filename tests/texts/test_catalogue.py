"""Texts are read byte for byte or not at all; a refusal says which file and what to do."""

import unicodedata

import pytest

import letopis
from letopis.texts.normalise import fold

HEADER = "source,file,label,title,language,sha256\n"
TEXT = "Троцкий выступил в Москве."


def load_error(folder) -> str:
    with pytest.raises(letopis.InputError) as caught:
        letopis.load(folder)
    return str(caught.value)


def test_the_seeds_are_the_four_texts_with_their_sizes(corpus):
    assert list(corpus.sources.index) == ["000", "001", "002", "003"]
    assert list(corpus.sources["characters"]) == [2255, 4124, 4219, 40467]
    assert list(corpus.sources["language"]) == ["ru", "ru", "ru", "en"]
    assert list(corpus.sources.columns[:9]) == [
        "label",
        "title",
        "language",
        "file",
        "sha256",
        "written",
        "colour",
        "characters",
        "words",
    ]


def test_a_text_is_its_bytes(corpus, root):
    for source, row in corpus.sources.iterrows():
        assert corpus.text(source).encode("utf-8") == (root / "seeds" / row["file"]).read_bytes()


def test_a_changed_word_names_the_file(root, tmp_path):
    for path in (root / "seeds").iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    victim = tmp_path / "001_09d3146aad142d07.txt"
    victim.write_bytes(victim.read_bytes().replace("Москва".encode(), "Москвы".encode()))
    message = load_error(tmp_path)
    assert victim.name in message and "row 3" in message and "sha256" in message


def test_a_folder_with_texts_and_no_catalogue_loads(folder_of):
    corpus = letopis.load(
        str(folder_of({"Речь_Троцкого.txt": TEXT, "memoir.txt": "Trotsky spoke in Moscow."}))
    )
    assert list(corpus.sources.index) == ["memoir", "Речь_Троцкого"]
    assert list(corpus.sources["language"]) == ["en", "ru"]
    assert corpus.sources.loc["Речь_Троцкого", "title"] == "Речь Троцкого"
    assert list(corpus.parts["part"]) == ["memoir", "Речь_Троцкого"]
    for table in (corpus.mentions, corpus.dates, corpus.claims, corpus.reuse()):
        assert len(table.columns) >= 8


def test_a_byte_order_mark_is_not_text(folder_of):
    assert letopis.load(folder_of({"a.txt": b"\xef\xbb\xbf" + TEXT.encode()})).text("a") == TEXT


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_keep_their_offsets(folder_of, form):
    text = unicodedata.normalize(form, "Ёлки и «Чай»: Троцкий.\r\nКонец.")
    corpus = letopis.load(folder_of({"a.txt": text}))
    assert corpus.text("a") == text
    for row in corpus.tokens.itertuples():
        assert text[row.start : row.stop] == row.text
    assert "троцкий" in {lemma.lower() for lemma in corpus.tokens["lemma"]}


def test_folding_drops_soft_hyphens_and_stress_and_knows_the_way_back():
    text = "Тро\u00adцки\u0301й и чай"
    folded = fold(unicodedata.normalize("NFD", text))
    assert folded.text == "Троцкий и чай"
    start, stop = folded.span(0, 7)
    assert (
        unicodedata.normalize("NFC", unicodedata.normalize("NFD", text)[start:stop])
        == "Тро\u00adцки\u0301й"
    )


def test_folding_keeps_letters_that_are_not_stressed():
    assert fold(unicodedata.normalize("NFD", "йё é")).text == "йё é"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, ("no texts",)),
        ({"a.txt": b""}, ("a.txt", "empty")),
        ({"a.txt": " \n"}, ("a.txt", "empty")),
        ({"a.txt": TEXT.encode("cp1251")}, ("a.txt", "line 1", "not UTF-8")),
        (
            {"a.txt": TEXT.encode("utf-16")},
            ("a.txt", "binary or UTF-16", "iconv -f UTF-16 -t UTF-8"),
        ),
        ({"a.txt": TEXT.encode("utf-16-le")}, ("a.txt", "iconv -f UTF-16LE -t UTF-8 'a.txt'")),
        ({"a.txt": b"\x89PNG\r\n\x1a\n\0\0"}, ("a.txt", "binary")),
        ({"a.txt": TEXT, "b.txt": TEXT}, ("a.txt", "b.txt", "same text")),
        ({"sources.csv": HEADER + "a,a.txt,A,A,ru,\n"}, ("sources.csv", "row 2", "a.txt")),
        (
            {"a.txt": TEXT, "b.txt": TEXT + "!", "sources.csv": HEADER + "a,a.txt,A,A,ru,\n"},
            ("b.txt", "not in", "add a"),
        ),
        (
            {"a.txt": TEXT, "sources.csv": HEADER + "a,a.txt,A,A,ru,\na,a.txt,A,A,ru,\n"},
            ("row 3", "'a' occurs twice"),
        ),
        (
            {"a.txt": TEXT, "sources.csv": HEADER + "a,a.txt,A,A,ru\n"},
            ("row 2", "5 cells, expected 6"),
        ),
        ({"a.txt": TEXT, "sources.csv": HEADER + "a,a.txt,A,A,de,\n"}, ("row 2", "'de'", "ru, en")),
        ({"a.txt": TEXT, "sources.csv": HEADER + "a,a.txt,A,A,ru,12\n"}, ("row 2", "sha256 '12'")),
        (
            {"a.txt": TEXT, "sources.csv": HEADER[:-1] + ",written\na,a.txt,A,A,ru,,um 1927\n"},
            ("written 'um 1927'", "1927-11"),
        ),
        ({"a.txt": TEXT, "sources.csv": HEADER + ",a.txt,A,A,ru,\n"}, ("row 2", "source ''")),
        ({"a.txt": TEXT, "sources.csv": HEADER.replace(",", ";")}, ("row 1", "semicolons")),
        ({"a.txt": TEXT, "sources.csv": "source,file\n"}, ("row 1", "columns 'label', 'title'")),
        (
            {"a.txt": TEXT, "sources.csv": (HEADER + "a,a.txt,А,Б,ru,\n").encode("cp1251")},
            ("sources.csv", "not UTF-8"),
        ),
    ],
)
def test_bad_input_is_refused_with_file_and_remedy(folder_of, files, words):
    message = load_error(folder_of(files))
    for word in words:
        assert word in message


PARTS = "part,source,start,stop,label,opening,frame_date,note\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a-1,b,0,5,A,Троцк,,", ("row 2", "source 'b'; expected one of a")),
        ("a-1,a,0,x,A,Троцк,,", ("row 2", "'x'", "whole number")),
        ("a-1,a,0,99,A,Троцк,,", ("row 2", "0–99", "26 characters")),
        ("a-1,a,1,9,A,Троцк,,", ("row 2", "not 'Троцк'")),
        ("a-1,a,0,9,A,Троцк,,\na-2,a,8,20,A,ыступил,,", ("ends at 9", "begins at 8")),
        ("a-1,a,0,8,A,Троцк,,\na-1,a,8,20,A,выступил,,", ("'a-1' occurs twice",)),
    ],
)
def test_a_broken_voice_is_refused(folder_of, row, words):
    folder = folder_of(
        {
            "a.txt": TEXT,
            "parts.csv": PARTS + row.replace(",8,20,A,ыступил", ",8,20,A,выступил") + "\n",
        }
    )
    message = load_error(folder)
    for word in words:
        assert word in message


def test_what_can_be_read_is_read_where_asked_and_the_rest_named(folder_of, monkeypatch):
    folder = folder_of(
        {"a.txt": TEXT, "b.txt": (TEXT * 20).encode("cp1251"), "c.txt": TEXT, "d.docx": b"no"}
    )
    assert "b.txt" in load_error(folder)
    with pytest.warns(UserWarning, match=r"b\.txt.*iconv -f CP1251") as caught:
        corpus = letopis.load(folder, skip_unreadable=True)
    assert list(corpus.sources.index) == ["a"]
    assert "d.docx" in str(caught[0].message) and "a.txt and c.txt" in str(caught[0].message)
    assert len(corpus.left_out) == 3 and "3 not read, see left_out" in repr(corpus)
    monkeypatch.setenv("LETOPIS_SKIP_UNREADABLE", "1")
    with pytest.warns(UserWarning, match="not all is read"):
        assert list(letopis.load(folder).sources.index) == ["a"]
    with pytest.raises(letopis.InputError, match="the text is empty"):
        letopis.load(folder_of({name: "" for name in ("a.txt", "b.txt", "c.txt", "d.docx")}))


def test_texts_in_subfolders_are_named_and_read_where_the_catalogue_lists_them(folder_of):
    folder = folder_of({"a.txt": TEXT})
    for name in ("letters", "letopis", ".hidden", "empty"):
        (folder / name).mkdir()
    for name in ("letters/1.txt", "letters/2.md", "letopis/page.html", ".hidden/1.txt"):
        (folder / name).write_text(f"Письмо {name}.", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"letters: 2 texts in this subfolder not read; move"):
        corpus = letopis.load(folder)
    assert list(corpus.sources.index) == ["a"] and len(corpus.left_out) == 1
    rows = "a,a.txt,A,A,ru,\nb,letters/1.txt,B,B,ru,\nc,letters/2.md,C,C,ru,\n"
    listed = letopis.load(folder_of({"sources.csv": HEADER + rows}))
    assert list(listed.sources.index) == ["a", "b", "c"] and not listed.left_out


def test_a_folder_of_folders_says_where_its_texts_are(folder_of, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "1.txt").write_text(TEXT, encoding="utf-8")
    message = load_error(tmp_path)
    assert "no texts" in message and "letters: 1 text in this subfolder not read" in message


def test_a_missing_folder_is_named(tmp_path):
    assert "nowhere" in load_error(tmp_path / "nowhere")


def test_an_unknown_source_lists_the_known(corpus):
    with pytest.raises(KeyError, match="000, 001, 002, 003"):
        corpus.text("004")


def test_the_five_voices_of_003_begin_with_their_opening_words(corpus):
    voices = corpus.parts[corpus.parts["source"] == "003"]
    openings = [
        "Leon Trotsky.",
        "If Trotsky, and not",
        "Vadim Zakharovich",
        "background",
        "Lev (Leiba)",
    ]
    for voice, opening in zip(voices.itertuples(), openings, strict=True):
        assert corpus.text("003")[voice.start :].startswith(opening), voice.part
