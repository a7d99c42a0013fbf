"""Each format gives the text a reader sees, and nothing in it is executed."""

import io
import zipfile
from pathlib import Path

import pytest

import letopis
from letopis.texts.formats import READERS, read_content

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def zipped(files: dict[str, str]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return archive.getvalue()


def related(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx() -> bytes:
    body = (
        f"<w:p>{run('Троцкий &amp; Сталин')}</w:p><w:p>{run('В Моск')}{run('ве')}"
        '<w:r><w:footnoteReference w:id="2"/></w:r>'
        f'<w:ins w:id="3" w:author="x">{run(" снова")}</w:ins><w:del w:id="4" w:author="x">'
        f"<w:r><w:delText>никогда</w:delText></w:r></w:del>{run('.')}</w:p>"
    )
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": related("officeDocument", "word/document.xml"),
            "word/_rels/document.xml.rels": related("footnotes", "footnotes.xml"),
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f'<w:footnotes {WORD}><w:footnote w:id="2">'
            f"<w:p>{run('Сноска.')}</w:p></w:footnote>"
            "</w:footnotes>",
        }
    )


def odt() -> bytes:
    import odfdo

    document, saved = odfdo.Document("text"), io.BytesIO()
    document.body.clear()
    paragraph = odfdo.Paragraph("В Москве снова.")
    paragraph.insert_note(after="Москве", note_id="n1", citation="1", body="Сноска.")
    for element in (odfdo.Header(1, "Троцкий & Сталин"), paragraph):
        document.body.append(element)
    document.save(saved)
    return saved.getvalue()


def raised_odt() -> bytes:
    import odfdo

    document, saved = odfdo.Document("text"), io.BytesIO()
    document.body.clear()
    raised = odfdo.Style("text", name="up", area="text")
    raised.set_properties({"style:text-position": "super 58%"}, area="text")
    document.insert_style(raised, automatic=True)
    paragraph = odfdo.Paragraph("В 19207 году Рыков8 купил 10 м2 земли.")
    paragraph.set_span("up", regex="7|8|2(?= )")
    document.body.append(paragraph)
    document.save(saved)
    return saved.getvalue()


def test_a_raised_number_typed_in_a_document_is_that_of_a_note():
    text = read_content(Path("a.odt"), raised_odt()).text
    assert text == "В 1920 году Рыков купил 10 м2 земли."
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>7</w:t></w:r>'
    body = f"<w:p>{run('В 1920')}{raised}{run(' году')}</w:p>"
    document = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": related("officeDocument", "word/document.xml"),
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
    }
    assert read_content(Path("a.docx"), zipped(document)).text == "В 1920 году"


def epub() -> bytes:
    spine = "".join(f'<itemref idref="{name}"/>' for name in "ab")
    items = '<item id="b" href="two.xhtml"/><item id="a" href="the%20one.xhtml"/>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container><rootfiles>"
            '<rootfile full-path="O/c.opf"/></rootfiles></container>',
            "O/c.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
            "O/the one.xhtml": "<?xml version='1.0' encoding='utf-8'?><html><head><title/></head>"
            "<p>Троцкий &amp; Сталин</p></html>",
            "O/two.xhtml": "<html><body><p>В Москве"
            "<sup><a href='n.xhtml#1'>1</a></sup> снова.</p></body></html>",
        }
    )


def book(pages: list[str]) -> bytes:
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    saved = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}), PdfPages(saved) as file:
        for page in pages:
            figure = Figure()
            figure.text(0.1, 0.1, page)
            file.savefig(figure)
    return saved.getvalue()


def test_a_book_is_read_without_what_only_shapes_its_pages():
    texts = ["шли люди и не\nзнали, куда", "идут. Рыков с\nними не пошёл, а", "остался. Потом"]
    pages = [f"А. Автор\n{text}\n{number}" for number, text in enumerate(texts, 15)]
    text, how = read_content(Path("a.pdf"), book(pages))
    assert text == ("шли люди и не знали, куда идут. Рыков с ними не пошёл, а остался. Потом")
    assert how == "PDF, text layer of 3 pages, without 3 × 'А. Автор', 3 × page numbers"


def pdf(text: str = "Троцкий & Сталин\nВ Моск-\nве\nснова.") -> bytes:
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    figure, saved = Figure(), io.BytesIO()
    figure.text(0.1, 0.5, text)
    with rc_context({"pdf.fonttype": 42}):
        FigureCanvasPdf(figure).print_pdf(saved)
    return saved.getvalue()


HTML = (
    "<head><title>Т</title><style>p {}</style></head><script>alert('нет')</script><!-- нет -->"
    "<h1>Троцкий &amp; &#1057;талин</h1>\n<p>В <b>Моск</b>ве"
    "<sup><a href='#1'>[1]</a></sup>\nснова.<noscript>нет</noscript>"
)
MARKDOWN = (
    "# Троцкий &amp; Сталин\n\nВ *Москве*[^1]\n[снова](https://example.org).\n\n"
    "<script>нет</script>\n\n"
    "[^1]: Сноска.\n"
)


@pytest.mark.parametrize(
    ("name", "make", "how", "notes"),
    [
        ("a.html", HTML.encode, "HTML, UTF-8", 0),
        (
            "a.htm",
            lambda: (f"<meta charset=windows-1251>{HTML}").encode("cp1251"),
            "windows-1251, as the page declares",
            0,
        ),
        ("a.md", MARKDOWN.encode, "Markdown, UTF-8", 1),
        ("a.docx", docx, "Word document", 1),
        ("a.odt", odt, "OpenDocument text", 1),
        ("a.epub", epub, "EPUB, 2 chapters", 0),
        ("a.pdf", pdf, "PDF, text layer of 1 page", 0),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[:2] else "",
)
def test_a_format_gives_its_text(name, make, how, notes):
    text, found = read_content(Path(name), make())
    lines = [line for line in text.split("\n") if line]
    assert lines == ["Троцкий & Сталин", "В Москве снова.", "Сноска."][: 2 + notes]
    assert found.endswith(how)


def test_all_formats_of_one_folder_load_and_give_the_same_names(folder_of):
    folder = folder_of(
        {
            "1.html": HTML,
            "2.md": MARKDOWN,
            "3.docx": docx(),
            "4.odt": odt(),
            "5.epub": epub(),
            "6.pdf": pdf(),
            "7.txt": "Троцкий & Сталин",
        }
    )
    header = "entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note\n"
    folder_of({"entities.csv": header + "stalin,person,Сталин,Stalin,Сталин,Stalin,,,\n"})
    corpus = letopis.load(folder)
    assert list(corpus.mentions["source"]) == list("1234567")
    for row in corpus.mentions.itertuples():
        assert corpus.text(row.source)[row.start : row.stop] == row.text == "Сталин"


def test_a_catalogue_may_list_any_format(folder_of):
    header = "source,file,label,title,language,sha256\n"
    corpus = letopis.load(
        folder_of(
            {"004.docx": docx(), "sources.csv": header + "004,004.docx,Memoir,A memoir,ru,\n"}
        )
    )
    assert corpus.text("004").startswith("Троцкий & Сталин\n")
    sha256 = corpus.sources.loc["004", "sha256"]
    letopis.load(folder_of({"sources.csv": header + f"004,004.docx,Memoir,A memoir,ru,{sha256}\n"}))


def test_a_plain_text_is_never_changed():
    text = "  Тро\u00adц\u0301кий\r\n\r\n<b>&amp;</b>\t\n"
    assert read_content(Path("a.txt"), text.encode()).text == text


def test_lines_of_a_page_are_not_lines_of_the_text():
    page = (
        b"<p>one\n  two<br>three<ul><li>four<li>five</ul><pre>six\nseven</pre>"
        b"<table><tr><td>eight<td>nine</table>ten"
    )
    lines = [line for line in read_content(Path("a.html"), page).text.split("\n") if line]
    assert lines == ["one two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def test_a_page_of_many_layers_is_read():
    assert (
        read_content(Path("a.html"), b"<div>" * 200 + b"Trotsky" + b"</div>" * 200).text
        == "Trotsky"
    )


def test_a_table_of_contents_and_what_shapes_the_page_are_left_out():
    shaped = "<p>Тро\u00adцкий, an o\ufb03cer\u200b of\ufeff 1920</p>"
    assert read_content(Path("a.html"), shaped.encode()).text == "Троцкий, an officer of 1920"
    contents = '<w:p><w:pPr><w:pStyle w:val="T1"/></w:pPr><w:r><w:t>Глава 1 … 7</w:t></w:r></w:p>'
    style = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    document = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": related("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": related("styles", "styles.xml"),
        "word/styles.xml": f"<w:styles {WORD}>{style}</w:styles>",
        "word/document.xml": f"<w:document {WORD}><w:body>{contents}<w:p>{run('Глава 1')}</w:p>"
        "</w:body></w:document>",
    }
    assert read_content(Path("a.docx"), zipped(document)).text == "Глава 1"


def test_no_date_comes_from_what_a_file_says_of_itself():
    page = (
        "<html><head><title>1999</title><meta name='date' content='1999-01-01'>"
        "<script type='application/ld+json'>{'datePublished': '1999-01-01'}</script></head>"
        "<body><p>It was 7 November.</p></body></html>"
    )
    assert read_content(Path("a.html"), page.encode()).text == "It was 7 November."


def test_an_entity_that_grows_is_not_resolved():
    entities = (
        '<!DOCTYPE x [<!ENTITY a "boom boom"><!ENTITY b "&a;&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    text = read_content(Path("a.html"), f"{entities}<p>Trotsky &b; &c;".encode()).text
    assert "Trotsky &b; &c;" in text and text.count("boom") <= 2


@pytest.mark.parametrize("text", ["* * *\n", "…", "— ?!", "_"])
def test_a_text_of_signs_only_is_not_called_empty(text):
    with pytest.raises(
        letopis.InputError, match=r"a\.txt: no words in it.*Take the file out of the folder"
    ):
        read_content(Path("a.txt"), text.encode())


def test_a_pdf_of_pictures_says_so():
    with pytest.raises(
        letopis.InputError, match=r"scan\.pdf: the text is empty.*pictures of pages.*OCR"
    ):
        read_content(Path("scan.pdf"), pdf(" "))


def test_every_format_is_named_in_the_recipe(root):
    recipe = (root / "seeds" / "README.md").read_text("utf-8")
    for ending in READERS:
        assert f"`{ending}`" in recipe, ending
