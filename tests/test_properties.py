"""Whatever the text: it loads or is refused in words, all offsets hold, exports are complete."""

import csv
import io
import re
import tempfile
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import letopis
from letopis.dates.edtf import bounds, is_valid, precision
from letopis.language import paragraphs, sentences, tokens
from letopis.project.text_report import near_copies, text_report
from letopis.texts import files, formats, tables
from letopis.texts.normalise import INVISIBLE, fold

ENTITIES = (
    "entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note\n"
    "trotsky,person,Троцкий,Trotsky,Троцкий|Л. В. Троцкий,Trotsky,троцкист,Trotskyist,\n"
)
MARKS = "«»“”„\"'()[]…—–-.,:;!? \t\n\r\u00a0\u00ad\u0301\u0306\ufeff\ufffd\u2028№§%/*_|"
WORDS = (
    "Троцкий Л. В. Сталин Каменева товарищ т.е. г. гг. ОГПУ в и не сегодня Trotsky Stalin's "
    "Mr. the of Nov. 1927 7 ноября 1927-го 20-е XIV 25 октября (7 по старому стилю) осенью через "
    "два дня November 7, 1920s day 07.11.1927 31.02.1927 99.99.9999 1917—1927 Октября годовщина "
    "й Ё İ ß ﬁ 😀 שלום Tpoцкий Вѣра міръ"
).split(" ")
prose = st.lists(
    st.one_of(
        st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from([" ", ". ", "\n\n", " — "])
    ),
    min_size=1,
    max_size=40,
).map("".join)
texts = st.one_of(
    prose, prose, st.text(max_size=60), st.text(st.sampled_from(MARKS + "аеийяАЯзI1е"), max_size=60)
)


@contextmanager
def loaded(contents: dict[str, bytes]):
    """Load a folder of these files, or give None where it is refused; nothing else may happen."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in contents.items():
            (Path(folder) / name).write_bytes(data)
        try:
            corpus = letopis.load(folder)
        except letopis.InputError as error:
            assert folder in str(error) and len(str(error)) > len(folder) + 20
            corpus = None
        yield corpus


@given(texts)
def test_any_text_loads_or_is_refused_and_every_table_keeps_its_places(text):
    tables_beside = {"entities.csv": ENTITIES.encode(), "events.toml": b""}
    with loaded({"a.txt": text.encode("utf-8", "surrogatepass")} | tables_beside) as corpus:
        if corpus is not None:
            assert corpus.text("a") == text.removeprefix("\ufeff")
            every_table_keeps_its_places(corpus)


def seen(text: str) -> str:
    """Return what can be seen of a text: no white space, no invisible characters."""
    return re.sub(rf"[\s{INVISIBLE}]", "", text)


def every_table_keeps_its_places(corpus: letopis.Corpus) -> None:
    kept = corpus.text("a")
    for table in (corpus.sentences, corpus.tokens, corpus.mentions, corpus.dates):
        assert [kept[row.start : row.stop] for row in table.itertuples()] == list(table["text"])
        assert list(table["start"]) == sorted(table["start"])
    assert seen("".join(corpus.tokens["text"])) == seen(kept)
    assert list(corpus.narrated["sentence"]) == list(corpus.sentences["sentence"])
    for table in (corpus.dates, corpus.narrated):
        known = table[table["earliest"].notna()]
        assert (known["earliest"] <= known["latest"]).all()
        assert ((table["edtf"] == "") == table["earliest"].isna()).all()
    assert corpus.reuse() is not None and corpus.claims.empty


@given(st.binary(max_size=80), st.sampled_from(sorted(formats.READERS)))
def test_any_bytes_are_a_text_or_a_refusal(data, ending):
    with loaded({f"a{ending}": data}) as corpus:
        assert corpus is None or corpus.text("a").strip()


@given(texts)
def test_any_page_gives_its_words_and_none_of_its_marks(text):
    page = re.sub("[<&]", "", text)
    shown = formats.visible_text(
        f"<style>no {page}</style><p>{page}</p><script>no {page}</script><!-- no -->"
    )
    assert re.findall(r"\w+", shown) == re.findall(r"\w+", page)


@given(st.text(max_size=80))
def test_folding_knows_the_way_back(text):
    folded = fold(text)
    stops = [folded.span(place, place + 1) for place in range(len(folded.text))]
    assert all(0 <= start <= stop <= len(text) for start, stop in stops)
    assert stops == sorted(stops)


@given(texts)
def test_sentences_and_tokens_tile_a_text(text):
    spans = [
        (begin + start, begin + stop)
        for begin, end in paragraphs.paragraphs(text)
        for start, stop in sentences.split_sentences(text[begin:end])
    ]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert seen("".join(text[slice(*span)] for span in spans)) == seen(text)
    assert seen("".join(text[slice(*span)] for span in tokens.tokenize(text))) == seen(text)


@given(texts, st.sampled_from(["cp1251", "koi8_r", "utf_16", "utf_16_le", "mac_cyrillic", "utf_8"]))
def test_no_encoding_is_taken_for_another(text, encoding):
    with loaded({"a.txt": text.encode(encoding, "ignore")}) as corpus:
        if corpus is not None:
            assert corpus.text("a").encode("utf-8") == text.encode(encoding, "ignore").removeprefix(
                b"\xef\xbb\xbf"
            )
            assert not (encoding.startswith("utf_16") and re.search("[а-яё]", text))


cells = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
    st.sampled_from(
        [
            "=1+1",
            "+7",
            "-2",
            "@a",
            "\t",
            "\r\n",
            '"',
            "'",
            "a,b",
            "a;b",
            "«Да», — сказал",
            "000",
            "1927-11-07",
        ]
    ),
)


@given(st.lists(st.tuples(cells, cells, st.integers(-9, 9)), min_size=1, max_size=5))
def test_an_export_holds_what_was_put_in(rows):
    data = files.csv_bytes(tables.frame(rows, {"one": "str", "two": "str", "n": "int64"}))
    assert data == files.csv_bytes(tables.frame(rows, {"one": "str", "two": "str", "n": "int64"}))
    header, *found = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    assert header == ["one", "two", "n"]
    shown = [
        ["'" * cell.startswith(files.FORMULA) + re.sub("\r\n?", "\n", cell) for cell in row[:2]]
        for row in rows
    ]
    assert [(*texts, int(n)) for *texts, n in found] == [
        (*pair, row[2]) for pair, row in zip(shown, rows, strict=True)
    ]
    assert not any(cell.startswith(files.FORMULA) for row in found for cell in row[:2])


@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=4))
def test_any_table_is_read_exactly_or_refused(rows):
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(
        [["source", "edtf"], *rows]
    )  # so it quotes both in cells
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(written.getvalue().encode("utf-8"))
        try:
            table = tables.read_csv(path, ("source",))
        except letopis.InputError as error:
            assert "a.csv" in str(error)
            return
    assert table.to_numpy().tolist() == [
        [cell.strip() for cell in row] for row in rows if any(map(str.strip, row))
    ]


@given(
    st.one_of(
        st.from_regex(r"\d{3,4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d)?)?", fullmatch=True),
        st.text(max_size=12),
        st.sampled_from(
            [
                "1927-21",
                "192X",
                "18XX",
                "1928/1930",
                "1927-02-30",
                "9999-12-31",
                "1927/",
                "0002/0001",
            ]
        ),
    )
)
def test_a_date_has_its_bounds_in_order_or_is_none(edtf):
    if is_valid(edtf):
        first, last = bounds(edtf)
        assert first <= last
        assert precision(edtf)


@given(st.lists(texts, min_size=1, max_size=3))
def test_the_check_finds_words_for_any_text(contents):
    assert all(
        str(line).startswith("  ")
        for text in contents
        for line in text_report(formats.Content(text, "UTF-8"))
    )
    assert all(
        "is in both" in line for line in near_copies(dict(zip("abc", contents, strict=False)))
    )
