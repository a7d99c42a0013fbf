"""Whatever a folder holds: it works, or is refused in words that name file and remedy."""

import io
import os
import subprocess
import sys
import unicodedata
import zipfile

import pytest

import letopis
from letopis import accounts, people, words
from letopis.accounts import reuse
from letopis.dates.narrated import narrated_table

TEXT = "Троцкий выступил в Москве 7 ноября 1927 года."
LONG = (
    "Рабочие колонны шли через площадь с портретами вождей, оппозиция несла свои плакаты отдельно. "
    "Милиция вырывала их из рук. С балкона гостиницы говорили Каменев, Преображенский и Смилга, их "
    "не слушали. К вечеру на улицах Москвы и Ленинграда было тихо."
)
HEADER = "source,file,label,title,language,sha256\n"
PARTS = "part,source,start,stop,label,opening,frame_date,note\n"
ROW = "000,000.txt,A,A,ru,\n"


def utf8(text: str) -> bytes:
    return text.encode("utf-8")


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


# A case, its files, and the words that the refusal must hold.
REFUSED = [
    ("cp1251", {"a.txt": LONG.encode("cp1251")}, "a.txt", "line 1", "CP1251", "iconv"),
    ("koi8-r", {"a.txt": LONG.encode("koi8-r")}, "a.txt", "KOI8-R", "iconv"),
    ("dos", {"a.txt": LONG.encode("cp866")}, "a.txt", "CP866"),
    ("mac cyrillic", {"a.txt": LONG.encode("mac_cyrillic")}, "a.txt", "MACCYRILLIC"),
    ("iso 8859-5", {"a.txt": LONG.encode("iso8859_5")}, "a.txt", "ISO-8859-5"),
    (
        "too short for a guess",
        {"a.txt": TEXT.encode("cp1251")},
        "a.txt",
        "not UTF-8; save it as UTF-8",
    ),
    ("western", {"a.txt": "Trotsky’s “coup” in Moscow".encode("cp1252")}, "a.txt", "CP1252"),
    (
        "utf-16 with its mark",
        {"a.txt": TEXT.encode("utf-16")},
        "a.txt",
        "UTF-16",
        "save it as UTF-8",
    ),
    ("utf-16 without", {"a.txt": TEXT.encode("utf-16-le")}, "a.txt", "UTF-16", "as UTF-8"),
    (
        "two letters of utf-16",
        {"a.txt": "āа".encode("utf-16-le")},
        "a.txt",
        "binary or UTF-16",
        "save it as UTF-8",
    ),
    ("utf-16 without NULs", {"a.txt": "Троцкий№Сталин".encode("utf-16-be")}, "a.txt", "UTF-16BE"),
    (
        "cp1251, catalogued",
        {"000.txt": LONG.encode("cp1251"), "sources.csv": HEADER + ROW},
        "000.txt",
        "CP1251",
    ),
    (
        "two encodings",
        {"a.txt": utf8(TEXT + "\n\n") + LONG.encode("cp1251")},
        "a.txt",
        "line 3",
        "mixes",
        "CP1251",
    ),
    ("a NUL", {"a.txt": utf8(TEXT) + b"\0"}, "a.txt", "binary or UTF-16", "save it as UTF-8"),
    (
        "a lone surrogate",
        {"a.txt": utf8("Троцкий ") + b"\xed\xa0\x80"},
        "a.txt",
        "byte 15 is not UTF-8",
    ),
    ("empty", {"a.txt": b""}, "a.txt", "empty"),
    ("only a byte order mark", {"a.txt": b"\xef\xbb\xbf"}, "a.txt", "empty"),
    ("no word", {"a.txt": "***\n—\n"}, "a.txt", "no words in it", "Take the file out"),
    ("a picture", {"a.txt": b"\x89PNG\r\n\x1a\n\0\0\0"}, "a.txt", "binary"),
    (
        "a picture without NULs",
        {"a.txt": b"\x89PNG\r\n\x1a\n\xff\xd8"},
        "a.txt",
        "not UTF-8; save it as UTF-8",
    ),
    ("no text at all", {"a.doc": b"\xd0\xcf\x11\xe0"}, "no texts", ".docx"),
    ("a damaged docx", {"a.docx": b"PK\3\4"}, "a.docx", "cannot be read", "save it again"),
    ("a damaged odt", {"a.odt": b"no"}, "a.odt", "cannot be read", "save it again"),
    ("a damaged epub", {"a.epub": b"no"}, "a.epub", "cannot be read", "save it again"),
    ("a damaged pdf", {"a.pdf": b"%PDF-1.4 no"}, "a.pdf", "cannot be read", "save it again"),
    ("a page of scripts", {"a.html": "<script>alert('Троцкий')</script>"}, "a.html", "empty"),
    (
        "a page that lies",
        {"a.html": b"<meta charset=utf-8>" + LONG.encode("cp1251")},
        "a.html",
        "CP1251",
    ),
    (
        "a page in Klingon",
        {"a.html": b"<meta charset=klingon>" + TEXT.encode("cp1251")},
        "a.html",
        "cannot be read",
    ),
    (
        "a page too deep",
        {"a.html": "<div>" * 5000 + TEXT},
        "a.html",
        "cannot be read",
        "Excessive depth",
    ),
    (
        "two formats, one name",
        {"a.txt": TEXT, "a.html": f"<p>{TEXT}!"},
        "'a' occurs twice",
        "a.html",
        "a.txt",
    ),
    ("twins", {"a.txt": TEXT, "b.txt": TEXT}, "a.txt and b.txt", "same text", "keep one"),
    (
        "an unlisted page",
        {"000.txt": TEXT, "b.html": TEXT, "sources.csv": HEADER + ROW},
        "b.html",
        "add a row",
    ),
    (
        "a listed picture",
        {"a.png": "x", "sources.csv": HEADER + "a,a.png,A,A,ru,\n"},
        "row 2",
        "'.png'",
        ".docx",
    ),
    (
        "semicolons",
        {"000.txt": TEXT, "sources.csv": (HEADER + ROW).replace(",", ";")},
        "sources.csv, row 1",
        "semicolons",
        "CSV UTF-8",
    ),
    (
        "tabs",
        {"000.txt": TEXT, "sources.csv": (HEADER + ROW).replace(",", "\t")},
        "sources.csv, row 1",
        "tabs",
        "CSV UTF-8",
    ),
    (
        "a table in cp1251",
        {
            "000.txt": TEXT,
            "sources.csv": (HEADER + f'000,000.txt,Текст,"{LONG}",ru,\n').encode("cp1251"),
        },
        "sources.csv, line 2",
        "CP1251",
        "save",
    ),
    (
        "a table in utf-16",
        {"000.txt": TEXT, "sources.csv": (HEADER + ROW).encode("utf-16")},
        "sources.csv",
        "UTF-16",
    ),
    (
        "000 became 0",
        {"000.txt": TEXT, "sources.csv": HEADER + ROW.replace("000,", "0,", 1)},
        "row 2",
        "'0'",
        "dropped zeros",
        "write 000",
    ),
    (
        "a date became another",
        {"a.txt": TEXT, "parts.csv": PARTS + "a,a,0,7,A,Троцкий,07.11.1927,\n"},
        "parts.csv, row 2",
        "frame_date '07.11.1927'",
        "1927-11-07",
    ),
    (
        "a month became a word",
        {"a.txt": TEXT, "parts.csv": PARTS + "a,a,0,7,A,Троцкий,Nov-27,\n"},
        "row 2",
        "'Nov-27'",
    ),
    (
        "curly quotation marks",
        {"000.txt": TEXT, "sources.csv": HEADER + "000,000.txt,“A, B”,A,ru,\n"},
        "row 2",
        "7 cells, expected 6",
        "curly",
    ),
    (
        "an open quotation mark",
        {"000.txt": TEXT, "sources.csv": HEADER + '000,000.txt,"A,A,ru,\n'},
        "sources.csv",
        "quoted",
    ),
    (
        "a column without a name",
        {"000.txt": TEXT, "sources.csv": (HEADER + ROW).replace("\n", ",,\n")},
        "row 1",
        "column 7 has no name",
    ),
    (
        "a table that is a text",
        {"000.txt": TEXT, "sources.csv": "Троцкий"},
        "row 1",
        "columns 'source', 'file', 'label', 'title', 'language', 'sha256' are missing",
    ),
    ("every row wrong", {"000.txt": TEXT, "sources.csv": HEADER + "a,b\nc,d\n"}, "row 2", "row 3"),
    (
        "every text wrong",
        {"a.txt": b"", "b.txt": b"\0", "c.txt": b"\xff"},
        "a.txt",
        "b.txt",
        "c.txt",
    ),
]


@pytest.mark.parametrize(
    ("files", "words"), [(row[1], row[2:]) for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_is_refused_with_file_problem_and_remedy(folder_of, files, words):
    with pytest.raises(letopis.InputError) as caught:
        letopis.load(folder_of(files))
    for word in words:
        assert word in str(caught.value)


EMPTY = {
    "entities.csv": "entity,type,label_ru,label_en,aliases_ru,aliases_en,"
    "derived_ru,derived_en,note\n",
    "events.toml": "",
}
HOMOGLYPH = "Tpoцкий молчал. Троцкий выступил."
OLD = "Съ нимъ былъ Троцкій. Вѣра въ міръ исчезла въ 1927 году."
# A case, its files, the source, and a word form with how often it must occur among the tokens.
WORKS = [
    ("a byte order mark", {"a.txt": b"\xef\xbb\xbf" + utf8(TEXT)}, "a", "Троцкий", 1),
    ("line ends of Windows", {"a.txt": TEXT + "\r\n" + TEXT}, "a", "Троцкий", 2),
    ("line ends of old Macs", {"a.txt": TEXT + "\r" + TEXT}, "a", "Троцкий", 2),
    ("letters in parts", {"a.txt": nfd(TEXT)}, "a", nfd("Троцкий"), 1),
    ("a name in parts", {nfd("Чайковский.txt"): TEXT}, "Чайковский", "Троцкий", 1),
    (
        "a name with spaces",
        {"Речь  Троцкого (1927).txt": TEXT},
        "Речь  Троцкого (1927)",
        "Троцкий",
        1,
    ),
    ("a name that shouts", {"A.TXT": TEXT}, "A", "Троцкий", 1),
    ("a name like a formula", {"=1+1.txt": TEXT}, "=1+1", "Троцкий", 1),
    ("an emoji, a flag, a family", {"a.txt": TEXT + " 😀🇷🇺👨‍👩‍👧"}, "a", "Троцкий", 1),
    ("right to left", {"a.txt": TEXT + " \u202eтроцкий\u202c שלום"}, "a", "Троцкий", 1),
    ("signs that control", {"a.txt": TEXT + " \x01\x07\x1b[31m\x7f\x85\u2028"}, "a", "Троцкий", 1),
    ("a homoglyph", {"a.txt": HOMOGLYPH}, "a", "Tpoцкий", 1),
    ("the spelling before 1918", {"a.txt": OLD}, "a", "Троцкій", 1),
    ("glued words", {"a.txt": "Но разведчикибыли готовы."}, "a", "разведчикибыли", 1),
    ("hyphens at line ends", {"a.txt": "Троц-\nкий молчал."}, "a", "молчал", 1),
    ("noise of OCR", {"a.txt": "Тр0цкий ¦ вы■ступил ~~ в |Москве|"}, "a", "Москве", 1),
    (
        "tags in a plain text",
        {"a.txt": "<b>Троцкий</b> <script>alert(1)</script>"},
        "a",
        "Троцкий",
        1,
    ),
    ("one word", {"a.txt": "Троцкий"}, "a", "Троцкий", 1),
    ("a long word", {"a.txt": "а" * 100_000 + " Троцкий"}, "a", "Троцкий", 1),
    ("one line", {"a.txt": f"{TEXT} " * 100}, "a", "Троцкий", 100),
    ("no stop", {"a.txt": "Троцкий и " * 300}, "a", "Троцкий", 300),
    (
        "a README beside",
        {"a.txt": TEXT, "README.md": "Read", "~$a.docx": "lock", ".a.txt": "x"},
        "a",
        "Троцкий",
        1,
    ),
    (
        "an unlisted README",
        {"000.txt": TEXT, "README.md": "Read me", "sources.csv": HEADER + ROW},
        "000",
        "Троцкий",
        1,
    ),
    (
        "a table with a byte order mark",
        {"000.txt": TEXT, "sources.csv": "\ufeff" + HEADER + ROW},
        "000",
        "Троцкий",
        1,
    ),
    (
        "a table with line ends of Windows",
        {"000.txt": TEXT, "sources.csv": (HEADER + ROW).replace("\n", "\r\n")},
        "000",
        "Троцкий",
        1,
    ),
    (
        "a table with empty rows",
        {"000.txt": TEXT, "sources.csv": HEADER + ",,,,,\n" + ROW},
        "000",
        "Троцкий",
        1,
    ),
    (
        "a catalogue of parts and a file of whole letters",
        {"й.txt": TEXT, "sources.csv": HEADER + nfd("a,й.txt,A,A,ru,\n")},
        "a",
        "Троцкий",
        1,
    ),
]


@pytest.mark.parametrize("case", [row[1:] for row in WORKS], ids=[row[0] for row in WORKS])
def test_works(folder_of, case):
    files, source, form, times = case
    corpus = letopis.load(folder_of(files | EMPTY))
    assert list(corpus.sources.index) == [source]
    assert (corpus.tokens["text"] == form).sum() == times
    for table in (corpus.sentences, corpus.tokens, corpus.mentions, corpus.dates):
        for row in table.itertuples():
            assert corpus.text(source)[row.start : row.stop] == row.text
    for table in (corpus.narrated, corpus.claims, corpus.codebook, corpus.reuse()):
        assert len(table.columns) >= 5


def refusal(folder) -> str:
    with pytest.raises(letopis.InputError) as caught:
        letopis.load(folder)
    return str(caught.value)


def test_a_folder_named_as_a_text_is_refused(folder_of):
    folder = folder_of({"a.txt": TEXT})
    (folder / "b.txt").mkdir()
    assert "b.txt is a folder" in refusal(folder)


def test_a_link_is_read_and_a_broken_one_or_a_loop_is_refused(folder_of, tmp_path):
    folder = folder_of({"a.txt": TEXT, "b.dat": TEXT + " Сталин."})
    (folder / "b.txt").symlink_to("b.dat")
    assert list(letopis.load(folder).sources.index) == ["a", "b"]
    (folder / "c.txt").symlink_to("nowhere")
    (folder / "d.txt").symlink_to("d.txt")
    assert "c.txt is a link that leads nowhere" in refusal(folder)
    assert "d.txt is a link that leads nowhere" in refusal(folder)


def test_a_link_to_the_folder_itself_does_no_harm(folder_of):
    folder = folder_of({"a.txt": TEXT})
    (folder / "again").symlink_to(folder)
    assert list(letopis.load(folder).sources.index) == ["a"]


def test_a_pipe_is_refused_and_not_waited_for(folder_of):
    folder = folder_of({"a.txt": TEXT})
    os.mkfifo(folder / "b.txt")
    assert "b.txt is no file" in refusal(folder)


def test_a_name_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / os.fsdecode("Троцкий.txt".encode("koi8-r"))).write_text(TEXT)
    assert "rename the file" in refusal(tmp_path)


def test_a_thousand_tiny_files_load(tmp_path):
    for number in range(1000):
        (tmp_path / f"{number:04}.txt").write_text(f"Троцкий {number}")
    corpus = letopis.load(tmp_path)
    assert len(corpus.sources) == len(corpus.sentences) == 1000
    assert list(corpus.sources.index) == sorted(corpus.sources.index)


def test_a_thousand_files_with_one_text_are_not_all_named(tmp_path):
    for number in range(1000):
        (tmp_path / f"{number:04}.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(
        letopis.InputError, match=r"0004\.txt and 995 more hold the same text; keep one\."
    ) as refused:
        letopis.load(tmp_path)
    assert len(str(refused.value)) < 300


def test_a_thousand_wrong_files_are_not_a_thousand_lines(tmp_path):
    for number in range(1000):
        (tmp_path / f"{number:04}.txt").write_bytes(b"\xff")
    message = refusal(tmp_path)
    assert len(message.splitlines()) == 21
    assert "980 more" in message and "letopis check" in message


def test_an_archive_that_would_fill_the_memory_is_refused(folder_of, monkeypatch):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("content.xml", bytes(9 << 20))
    monkeypatch.setattr("letopis.texts.formats.LARGEST", 8 << 20)
    assert len(archive.getvalue()) < 10_000
    assert "unpacks to 9 MiB, more than 8" in refusal(folder_of({"a.odt": archive.getvalue()}))


def test_nothing_is_written_beside_the_texts(folder_of):
    folder = folder_of({"a.txt": TEXT})
    before = {path: path.stat().st_mtime_ns for path in (folder, *folder.iterdir())}
    for path in before:
        path.chmod(0o555 if path.is_dir() else 0o444)
    corpus = letopis.load(folder)
    assert len(corpus.tokens) and len(corpus.dates) and corpus.reuse().empty
    folder.chmod(0o755)
    assert {path: path.stat().st_mtime_ns for path in (folder, *folder.iterdir())} == before


@pytest.mark.parametrize("locale", ["C", "ru_RU.KOI8-R"])
def test_without_home_without_network_in_any_locale(folder_of, locale):
    folder = folder_of({"Речь.txt": TEXT})
    code = (
        "import socket, sys\n"
        "def refuse(*_): raise OSError('no network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "import letopis; corpus = letopis.load()\n"
        "sys.stdout.buffer.write(' '.join(corpus.tokens['lemma']).encode())"
    )
    environment = {"LC_ALL": locale, "LETOPIS_SEEDS": os.fspath(folder)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment)
    assert ran.stderr == b""
    assert ran.stdout.decode().lower() == "троцкий выступить в москва 7 ноябрь 1927 год ."


ALONE = [
    ("both", {"a.txt": TEXT, "b.txt": "Trotsky spoke on November 7, 1927."}),
    ("numbers", {"a.txt": "1 2 3"}),
    ("Hebrew", {"a.txt": "שלום עולם"}),
]
TABLES = (
    "sources",
    "parts",
    "sentences",
    "tokens",
    "mentions",
    "dates",
    "narrated",
    "entities",
    "codebook",
    "claims",
    "roles",
    "quotations",
)
LOOKS = [  # the public functions that take a corpus, with what else they must be given
    (words.frequencies,),
    (words.ngrams,),
    (words.parts_of_speech,),
    (words.vocabulary,),
    (words.growth,),
    (words.shared_vocabulary,),
    (words.keyness,),
    (words.dispersion,),
    (words.lemma_positions, ["троцкий"]),
    (words.collocations, "троцкий"),
    (words.concordance, "троцкий"),
    (words.concordance, None, "trotsky"),
    (people.mention_counts,),
    (people.positions, ["trotsky"]),
    (people.comentions,),
    (people.first_and_last,),
    (people.sentences_naming, "trotsky"),
    (people.comention_triangles, ["trotsky", "stalin"]),
    (people.sentence_spans, ["trotsky"]),
    (people.by_dating, ["trotsky"]),
    (accounts.second_coding,),
    (accounts.stance_table,),
    (accounts.synopsis,),
    (accounts.relations,),
    (accounts.overlaps,),
    (accounts.shared_values,),
    (accounts.contradictions,),
    (accounts.episode_order, "1927-11-07"),
    (accounts.order_agreement, "1927-11-07"),
    (accounts.mentions_by_speaker,),
    (reuse.find_reuse,),
    (people.unlisted_names,),
    (narrated_table,),
]


@pytest.mark.parametrize("files", [row[1] | EMPTY for row in ALONE], ids=[row[0] for row in ALONE])
def test_texts_alone_have_all_tables_and_every_function_answers(folder_of, files):
    corpus = letopis.load(folder_of(files))
    for name in TABLES:
        assert len(getattr(corpus, name).columns) >= 6, name
    for look, *given in LOOKS:
        assert len(look(corpus, *given).columns), look
    assert corpus.mentions["entity"].isin(corpus.entities["entity"]).all() and corpus.claims.empty
    with pytest.raises(KeyError, match="no event '1927-11-07'"):
        corpus.passages("1927-11-07")


@pytest.mark.parametrize("text", [TEXT, "Он выступил. Ему ответили."])
def test_texts_alone_are_asked_for_an_event_of_the_project(folder_of, text):
    corpus = letopis.load(folder_of({"a.txt": text}))
    assert set(corpus.passages("1927-11-07")["source"]) == ({"a"} if text == TEXT else set())
    for look in (accounts.rejected, accounts.coverage, accounts.event_words):
        assert len(look(corpus, "1927-11-07").columns) >= 6
