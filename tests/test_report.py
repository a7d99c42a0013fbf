"""The report is one page, the same bytes each time; its numbers and words are those of the tables, and never run."""

import io
import shutil

import pytest
from pypdf import PdfReader

import letopis
from letopis import compare, passages, report

EVENT = "1927-11-07"
HOSTILE = '#panic("x") *b* $y$ \\ <l> @r `v` #sys.inputs //z'
CATALOGUE = "source,file,label,title,language,sha256\n"
CODEBOOK = f"facet,event,group,label_en,label_ru,question,definition,kind,scope\nname,{EVENT},g,{{}},Имя,q,d,free,day\n"


def words(pdf):
    """What a page says, without its line breaks."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture(scope="module")
def kept(root):
    return (root / "figures" / "report.pdf").read_bytes()


@pytest.fixture(scope="module")
def said(corpus, root):
    return report.facts(corpus, EVENT, root / "figures")


def test_the_kept_report_is_one_page_of_a4_without_a_clock_and_with_its_own_type(kept):
    reader = PdfReader(io.BytesIO(kept))
    (page,) = reader.pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    assert "/CreationDate" not in reader.metadata and reader.metadata.title.startswith("How do the sources tell")
    fonts = {font.get_object()["/BaseFont"].split("+")[1] for font in page["/Resources"]["/Font"].values()}
    assert fonts and all(font.startswith("Libertinus") for font in fonts)


def test_the_same_tables_and_figure_give_the_kept_bytes_in_any_folder(corpus, root, kept, tmp_path):
    for name in ("03-claims.svg", "03-claims.json", "03-synopsis.html"):
        shutil.copy(root / "figures" / name, tmp_path)
    report.export(corpus, EVENT, tmp_path)
    assert (tmp_path / "report.pdf").read_bytes() == kept


def test_its_numbers_are_those_of_the_tables(corpus, said):
    stances, told = compare.matrix(corpus.on(EVENT)), passages.coverage(corpus, EVENT)
    for row in said["sources"]:
        assert row["facets"] + row["silent"] == said["facets"] == len(stances)
        assert row["facets"] == (stances[row["source"]] != "silent").sum()
        assert row["told"] == told.loc[told["source"] == row["source"], "words"].sum()
    assert [row["told"] for row in said["sources"]] == [298, 425, 0, 84]
    assert len(said["silences"]) == (stances == "silent").all(axis=1).sum() == 3
    assert sum(row["alone"] for row in said["sources"]) == ((stances != "silent").sum(axis=1) == 1).sum()
    assert sum(row["count"] for row in said["clashes"]) == compare.contradictions(corpus.on(EVENT))["facet"].nunique()


def test_every_quotation_stands_in_its_text_at_its_place(corpus, said):
    sides = [side for row in said["differences"] for side in row["sides"]]
    assert len(sides) >= 10
    for side in sides:
        text = corpus.text(side["part"].split("-")[0])[side["start"]:side["stop"]]
        assert text.startswith(side["quote"].removesuffix(" …")) and len(side["quote"]) <= report.LONGEST


def test_the_gravest_contradiction_on_the_day_stands_first(said):
    kinds = [row["kind"] for row in said["differences"]]
    assert kinds == sorted(kinds, key=report.KINDS.index)
    assert said["differences"][0]["facet"] == "Arrests or technical nodes first"


def test_the_page_says_quotation_place_silence_and_citation(said, kept):
    shown = words(kept)
    for row in said["differences"][:4]:
        for side in row["sides"]:
            assert f"{side['part']}, {side['start']}–{side['stop']}" in shown
    for part in ("298", "6,405", "Banners and slogans", "does not mention", "The letopis authors"):
        assert part in shown


@pytest.fixture
def shown(said, root):
    """Set the page with some of its data changed, and give its words."""
    return lambda **changes: words(report.page(said | changes, root / "figures"))


def test_the_day_is_kept_apart_from_what_followed_and_from_another_time(said, shown):
    phases = {row["source"]: list(row["phases"].values()) for row in said["sources"]}
    assert phases == {"000": [0, 298, 0], "001": [209, 216, 0], "002": [0, 0, 0], "003": [0, 31, 53]}
    page = shown()
    assert "000 gives 298 to the day; 001 gives 425 to the day and its preparation; 003 gives 31 to the day and 53 to" \
        " what followed; 002 does not mention the event." in page
    assert "003 speaks of 19 (ten of them only of another time)" in page


def test_two_sources_that_retell_one_book_are_one_witness(corpus, said, shown):
    assert {(row["a"], row["b"]): row["book"] for row in said["pairs"] if row["book"]} == {
        ("000", "001"): "Malaparte 1931"}
    assert "differ on 6; both retell one book (Malaparte 1931), so they are one witness." in shown()
    apart = [row | {"book": "", "differ": 0} for row in said["pairs"]]
    assert "share a value on 21. On 13" in shown(pairs=apart)


def test_contradictions_are_counted_by_facet_and_a_count_of_none_is_left_out(said, shown):
    def page(*counts):
        return shown(clashes=[{"kind": kind, "count": n} for kind, n in zip(report.KINDS, counts, strict=True)])

    assert "On 13 facets two voices seem to go against each other: on two they cannot both be so, on two they can be " \
        "read together with effort and on nine they only seem to clash." in page(2, 2, 9)
    assert "On four facets two voices seem to go against each other: on all they only seem to clash." in page(0, 0, 4)
    assert "On one facet two voices seem to go against each other: they cannot both be so." in page(1, 0, 0)
    assert "two voices" not in page(0, 0, 0)


def test_the_table_of_contradictions_says_how_many_of_how_many(said, shown):
    six = shown(differences=said["differences"][:6])
    assert "the gravest first: six of 13 facets, all in 03-synopsis.html; [ ] our gloss" in six
    assert "six of 13 facets; [ ]" in shown(differences=said["differences"][:6], synopsis="")
    one = [{"kind": "real", "count": 1}]
    assert "the gravest first: one facet; [ ]" in shown(differences=said["differences"][:1], clashes=one)


def test_the_report_of_the_project_is_one_page(corpus, root, tmp_path):
    for name in ("03-claims.svg", "03-claims.json", "03-synopsis.html"):
        shutil.copy(root / "figures" / name, tmp_path)
    made = report.export(corpus, EVENT, tmp_path)
    assert len(PdfReader(tmp_path / "report.pdf").pages) == 1 and len(made["differences"]) >= 4


@pytest.mark.parametrize(("labels", "spoken", "sentence"), [
    ([], 45, "Each of the 45 is mentioned by one at least."), ([], 44, ""),
    (["x"], 44, "One of the 45 is mentioned by none."), (["x", "y"], 43, "Two of the 45 are mentioned by none.")])
def test_what_none_mentions_is_said_in_the_right_number(shown, labels, spoken, sentence):
    page = shown(silences=labels, spoken=spoken)
    assert sentence in page and (sentence or "of the 45" not in page)


@pytest.mark.parametrize(("count", "written"), [(999, "999"), (1000, "1,000"), (1234567, "1,234,567")])
def test_thousands_are_grouped(shown, count, written):
    assert f"({written} words" in shown(words=count)


def test_a_report_on_own_texts_is_not_cited_as_the_projects(folder_of):
    folder = folder_of({"letter.txt": "7 ноября 1927 года Троцкий говорил с балкона. Мятеж не удался."})
    report.export(letopis.load(folder), EVENT, folder)
    pdf = PdfReader(folder / "report.pdf")
    assert not pdf.metadata.author
    shown = words((folder / "report.pdf").read_bytes())
    assert "Made with Letopis 0.1.0 from the reader's own texts" in shown.replace("’", "'")
    assert "letopis authors" not in shown


def test_words_of_a_text_are_never_run_nor_taken_for_markup(folder_of):
    text = f"Переворот 7 ноября 1927 года: {HOSTILE} и Троцкий."
    claim = text[: text.index(" и Троцкий")].replace('"', '""')
    quoted = HOSTILE.replace('"', '""')
    folder = folder_of({
        "x.txt": text, "y.txt": "Мятеж 7 ноября 1927 года не удался Троцкому.",
        "sources.csv": f'{CATALOGUE}x,x.txt,x,"{quoted}",ru,\ny,y.txt,y,y 漢 😀,ru,\n',
        "codebook.csv": CODEBOOK.format(f'"{quoted}"'),
        "claims.csv": "source,part,facet,stance,value,about,quote,gloss,note,against,start,stop\n"
        f'x,x,name,contradicts,v,day,"{claim}","{quoted}",,y,,\ny,y,name,asserts,w,day,Мятеж,"{quoted}",,,,\n',
    })
    said = report.export(letopis.load(folder), EVENT, folder)
    shown = words((folder / "report.pdf").read_bytes()).replace(" ", "")
    assert len(said["differences"]) == 1 and shown.count('#panic("x")*b*$y$\\<l>@r`v`#sys.inputs//z') >= 4


def test_a_folder_without_claims_is_told_so_on_one_page(folder_of):
    folder = folder_of({"letter.txt": "7 ноября 1927 года Троцкий говорил с балкона. Мятеж не удался."})
    said = report.export(letopis.load(folder), EVENT, folder)
    pdf = (folder / "report.pdf").read_bytes()
    assert not said["coded"] and said["figure"] is None and len(PdfReader(io.BytesIO(pdf)).pages) == 1
    shown = words(pdf)
    assert "Nobody has coded yet" in shown and "Table 2" not in shown and "speaks" not in shown


def test_many_texts_with_long_titles_still_make_one_page(folder_of):
    names = [f"t{number:02d}" for number in range(14)]
    rows = "".join(f'{name},{name}.txt,{name},"{"длинное название " * 30}",ru,\n' for name in names)
    folder = folder_of({f"{name}.txt": f"7 ноября 1927 года, {name}." for name in names} | {
        "sources.csv": CATALOGUE + rows})
    said = report.export(letopis.load(folder), EVENT, folder)
    assert len(said["sources"]) == report.ROWS and said["more"] == 14 - report.ROWS
    assert "and 6 more" in words((folder / "report.pdf").read_bytes())


def test_a_figure_reached_by_the_template_is_drawn_in_vectors(kept):
    (page,) = PdfReader(io.BytesIO(kept)).pages
    assert not page.images and len(page.get_contents().get_data()) > 10_000


def test_a_second_coder_without_a_kappa_has_none_printed(shown):
    page = shown(coders={"agree": 4, "count": 4, "kappa": ""})
    assert "agrees on 4 of the 4 units that nothing had given away. How to cite" in page
