"""File formats: plain text, Markdown, HTML, Word, OpenDocument, EPUB and PDF, read as plain text.

All offsets refer to the text returned here. Nothing in a file is executed, and nothing it points to
is fetched. A new format is one function and its row in READERS.
"""

import io
import logging
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple
from urllib.parse import unquote

from letopis.texts.decoding import BYTE_ORDER_MARK, conversion, decode, guess_encoding
from letopis.texts.errors import InputError, needed_for
from letopis.texts.markdown import page_of_markdown, without_front_matter
from letopis.texts.normalise import as_letters
from letopis.texts.pages import bears_note, beside_number, is_mark, visible_text
from letopis.texts.printed import text_of_pages, widen_gaps

DECLARED_ENCODING = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*\b(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE
)
NOT_IN_ODT = "//text:note | //text:tracked-changes | //office:annotation | //text:table-of-content"
RAISED_STYLES = "//style:style[style:text-properties[starts-with(@style:text-position, 'super')]]"
RAISED = "\ue002"  # stands around what is raised
MARKED = re.compile(f"{RAISED}([^{RAISED}]*){RAISED}")
CONTENTS_OF_DOCX = "\n".join(f"p[style-name='toc {level}'] => !" for level in range(1, 10))
LARGEST = 1 << 29  # bytes an archive may unpack to
CONTROL_BYTES = re.compile(rb"[\x01-\x08\x0e-\x1f]")


class Content(NamedTuple):
    """A text, and the format it was read from."""

    text: str
    format: str


def read_content(path: Path, data: bytes) -> Content:
    """Read the text of a file in the format its name ends in.

    A plain text is kept as it is; in other formats each paragraph, heading, cell or item is a line,
    notes come at the end, and what only shapes the page is left out.

    Raises:
        InputError: With the file and what to do, for a file that is damaged, locked, in another
            encoding or without words.

    >>> page = b"<p>Trotsky &amp; <b>Stalin</b><script>alert(1)</script>"
    >>> read_content(Path("a.html"), page).text
    'Trotsky & Stalin'
    """
    ending = path.suffix.lower()
    try:
        content = READERS[ending](path, data)
    except InputError:
        raise
    except Exception as error:  # each library has its own, and a damaged file may raise any
        raise InputError(
            f"{path}: cannot be read as {ending} ({type(error).__name__}: {error}). Open it in the "
            "program that made it and save it again, or save its text as UTF-8 in a .txt file."
        ) from None
    if not re.search(r"[^\W_]", content.text):
        scanned = " It has pictures of pages only: run OCR on it, then proofread the names."
        raise InputError(f"{path}: {_no_words(content.text)}{scanned if ending == '.pdf' else ''}")
    text = content.text.encode("utf-8", "replace").decode()  # without half characters
    return content._replace(text=text if ending == ".txt" else as_letters(text))


def _no_words(text: str) -> str:
    """Describe a text without words."""
    signs = text.split()
    if not signs:
        return "the text is empty; expected at least one word."
    found = f"no words in it, only signs such as {signs[0][:10]!r}"
    return f"{found}; expected at least one word. Take the file out of the folder."


def read_plain(path: Path, data: bytes) -> Content:
    """Decode a plain text: UTF-8 and nothing else."""
    # In UTF-16 one byte of each Cyrillic letter looks like a control character.
    if b"\0" in data or len(CONTROL_BYTES.findall(data)) * 4 > len(data):
        encoding = guess_encoding(data)
        command = f", or: {conversion(path, encoding)}" if encoding else ""
        raise InputError(
            f"{path}: expected a text in UTF-8, this is binary or UTF-16 (it looks like "
            f"{encoding or 'binary'}). If it is a text, open it in an editor and save it as UTF-8"
            f"{command}."
        )
    mark = " with a byte order mark" if data.startswith(BYTE_ORDER_MARK) else ""
    return Content(decode(path, data), f"UTF-8{mark}")


def read_markdown(path: Path, data: bytes) -> Content:
    """Read Markdown as the page it makes, without its front matter."""
    text, encoding = read_plain(path, data)
    text, fields = without_front_matter(text)
    left_out = f", without its front matter ({', '.join(fields)})" if fields else ""
    return Content(visible_text(page_of_markdown(text)), f"Markdown, {encoding}{left_out}")


def read_html(path: Path, data: bytes) -> Content:
    """Read a page in UTF-8 or, where it is not, in the encoding it declares."""
    try:
        return Content(visible_text(data.decode("utf-8-sig")), "HTML, UTF-8")
    except UnicodeDecodeError:
        declared = DECLARED_ENCODING.search(data[:4096])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    page = decode(path, data) if encoding == "utf-8" else data.decode(encoding)
    return Content(visible_text(page), f"HTML, {encoding}, as the page declares")


def read_docx(path: Path, data: bytes) -> Content:
    """Read a Word document: changes accepted, pictures and comments left out."""
    with needed_for("reading Word documents"):
        import mammoth

    without_pictures = mammoth.images.img_element(lambda image: {})
    page = mammoth.convert_to_html(
        _check_archive(data), convert_image=without_pictures, style_map=CONTENTS_OF_DOCX
    )
    return Content(visible_text(page.value), "Word document")


def read_odt(path: Path, data: bytes) -> Content:
    """Read an OpenDocument text: changes accepted, pictures and comments left out."""
    with needed_for("reading OpenDocument texts"):
        import odfdo

    document = odfdo.Document(_check_archive(data))
    content: Any = document.get_part("content.xml")
    body: Any = document.body
    styles = content.get_elements(RAISED_STYLES)
    raised = {style.name for style in styles}
    for span in body.get_elements("//text:span"):
        if span.style in raised and is_mark(span.inner_text):
            span.text = f"{RAISED}{span.inner_text}{RAISED}"
    notes = [note.inner_text for note in body.get_elements("//text:note-body//text:p")]
    for unread in body.get_elements(NOT_IN_ODT):
        unread.delete()
    paragraphs = body.get_elements("//text:h | //text:p[not(ancestor::text:p)]")
    lines = [paragraph.inner_text for paragraph in paragraphs]
    text = "\n".join(_without_note_numbers(line) for line in lines + notes if line.strip())
    return Content(text, "OpenDocument text")


def _without_note_numbers(line: str) -> str:
    """Return a line without the raised numbers of notes."""

    def kept(found: re.Match[str]) -> str:
        before = line[: found.start()]
        is_note = bears_note(before, found[1], line[found.end() :])
        return "" if is_note else beside_number(before, found[1])

    return MARKED.sub(kept, line)


def read_epub(path: Path, data: bytes) -> Content:
    """Read the chapters of a book in the order of its spine."""
    with needed_for("reading EPUB"):
        from lxml import etree

    book = zipfile.ZipFile(_check_archive(data))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    container = etree.fromstring(book.read("META-INF/container.xml"), parser)
    package = container.find(".//{*}rootfile").get("full-path")
    contents = etree.fromstring(book.read(package), parser)
    names = {
        item.get("id"): normpath(join(dirname(package), unquote(item.get("href"))))
        for item in contents.iter("{*}item")
    }
    spine = [names[item.get("idref")] for item in contents.iter("{*}itemref")]
    chapters = [read_html(path, book.read(name)).text for name in spine]
    text = "\n\n".join(chapter for chapter in chapters if chapter)
    return Content(text, f"EPUB, {len(chapters)} chapters")


def read_pdf(path: Path, data: bytes) -> Content:
    """Read the text layer of a PDF without what only shapes its pages: see `text_of_pages`."""
    with needed_for("reading PDF"):
        from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    pages = PdfReader(io.BytesIO(data)).pages
    texts = [page.extract_text(visitor_operand_before=widen_gaps) for page in pages]
    text, left_out = text_of_pages(texts)
    plural = "" if len(texts) == 1 else "s"
    without = f", without {', '.join(left_out)}" if left_out else ""
    return Content(text, f"PDF, text layer of {len(texts)} page{plural}{without}")


def _check_archive(data: bytes) -> io.BytesIO:
    """Return an archive, as a file, that does not unpack to more than LARGEST."""
    file = io.BytesIO(data)
    size = sum(item.file_size for item in zipfile.ZipFile(file).infolist())
    if size > LARGEST:
        raise ValueError(f"it unpacks to {size >> 20} MiB, more than {LARGEST >> 20}")
    return file


READERS: dict[str, Callable[[Path, bytes], Content]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".odt": read_odt,
    ".epub": read_epub,
    ".pdf": read_pdf,
}
