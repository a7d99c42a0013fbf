"""What readers bring: plain text, Markdown, HTML, Word, OpenDocument, EPUB and PDF, each turned into plain text.

All offsets refer to the text given back here. Nothing in a file is executed, and nothing that it points to is fetched.
"""

import io
import logging
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from letopis.tables import SeedError, decode

UNREAD = ("script,style,head,template,noscript,svg,sup a,a:has(> sup),"  # the last three lead back from a note
          "[href^='#footnote-ref'],[href^='#endnote-ref'],[href^='#fnref']")
BLOCKS = ("p,div,hr,h1,h2,h3,h4,h5,h6,li,ul,ol,dl,dt,dd,table,tr,td,th,caption,blockquote,pre,section,article,header,"
          "footer,main,aside,nav,figure,figcaption,address,form")
BREAK = "\x1e"
LARGEST = 1 << 29  # bytes an archive may unpack to


class Reading(NamedTuple):
    """A text and how it was got."""

    text: str
    how: str


def read(path: Path, data: bytes) -> Reading:
    """Turn the bytes of a file into its text, by the ending of its name.

    In: the path, for its ending and for messages, and the bytes.
    Out: the text, and how it was got (UTF-8, Word document, …). A plain text is kept as it is; in other formats each
    paragraph, heading, cell or item is a line, notes stand at the end, and what only shapes the page is left out.

    Raises SeedError, naming the file and what to do, for what is damaged, locked, in another encoding or without text.

    >>> read(Path("a.html"), b"<p>Trotsky &amp; <b>Stalin</b><script>alert(1)</script>").text
    'Trotsky & Stalin'
    """
    kind = path.suffix.lower()
    try:
        text, how = READERS[kind](path, data)
    except SeedError:
        raise
    except Exception as error:  # each library has errors of its own, and a damaged file may meet any of them
        raise SeedError(f"{path}: cannot be read as {kind} ({type(error).__name__}: {error}). Open it in the programme "
                        "that made it and save it again, or save its text as UTF-8 in a .txt file.") from None
    if not re.search(r"\w", text):
        scanned = " It has pictures of pages only: run OCR on it, then proofread the names." if kind == ".pdf" else ""
        raise SeedError(f"{path}: the text is empty; expected at least one word.{scanned}")
    return Reading(text.encode("utf-8", "replace").decode(), how)


def plain(path: Path, data: bytes) -> tuple[str, str]:
    """Decode a text: UTF-8 and nothing else."""
    if b"\0" in data:
        raise SeedError(f"{path}: byte {data.index(0)} is zero; expected a text in UTF-8, this is binary or UTF-16. "
                        "If it is a text, open it in an editor and save it as UTF-8.")
    return decode(path, data), "UTF-8 with a byte order mark" if data.startswith(b"\xef\xbb\xbf") else "UTF-8"


def markdown(path: Path, data: bytes) -> tuple[str, str]:
    """Read Markdown as the page it makes."""
    import mistune

    text, how = plain(path, data)
    return visible(mistune.create_markdown(escape=False, plugins=["table", "footnotes"])(text)), f"Markdown, {how}"


def html(path: Path, data: bytes) -> tuple[str, str]:
    """Read a page: in UTF-8, or, where it is not, in the encoding it declares."""
    from bs4.dammit import EncodingDetector

    try:
        return visible(data.decode("utf-8-sig")), "HTML, UTF-8"
    except UnicodeDecodeError:
        declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    text = data.decode(declared) if declared and declared != "utf-8" else decode(path, data)
    return visible(text), f"HTML, {declared}, as the page declares"


def visible(page: str) -> str:
    """Give the text of HTML: entities resolved, a line a block, scripts, styles and the numbers of notes left out."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page.replace(BREAK, ""), "html.parser")
    for tag in soup.select(UNREAD):
        tag.extract()
    for string in soup.select("pre") and soup.find_all(string=lambda string: string.find_parent("pre")):
        string.replace_with(string.replace("\n", BREAK))
    for tag in soup.find_all("br"):
        tag.insert_before(BREAK)
    for tag in soup.select(BLOCKS):
        tag.insert_before(BREAK)
        tag.insert_after(BREAK)
    lines = [line.strip() for line in re.sub(r"[ \t\r\n\f]+", " ", soup.get_text()).split(BREAK)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def docx(path: Path, data: bytes) -> tuple[str, str]:
    """Read a Word document: changes accepted, pictures and comments left out."""
    import mammoth

    found = mammoth.convert_to_html(_archive(data).fp, convert_image=mammoth.images.img_element(lambda image: {}))
    return visible(found.value), "Word document"


def odt(path: Path, data: bytes) -> tuple[str, str]:
    """Read an OpenDocument text: changes accepted, pictures and comments left out."""
    import odfdo

    body = odfdo.Document(_archive(data).fp).body
    notes = [note.inner_text for note in body.get_elements("//text:note-body//text:p")]
    for aside in body.get_elements("//text:note | //text:tracked-changes | //office:annotation"):
        aside.delete()
    lines = [line.inner_text for line in body.get_elements("//text:h | //text:p[not(ancestor::text:p)]")]
    return "\n".join(filter(str.strip, lines + notes)), "OpenDocument text"


def epub(path: Path, data: bytes) -> tuple[str, str]:
    """Read the chapters of a book in the order of its spine."""
    from bs4 import BeautifulSoup

    book = _archive(data)
    package = BeautifulSoup(book.read("META-INF/container.xml"), "html.parser").find("rootfile")["full-path"]
    contents = BeautifulSoup(book.read(package), "html.parser")
    places = {item["id"]: normpath(join(dirname(package), unquote(item["href"]))) for item in contents.find_all("item")}
    chapters = [html(path, book.read(places[item["idref"]]))[0] for item in contents.find_all("itemref")]
    return "\n\n".join(filter(None, chapters)), f"EPUB, {len(chapters)} chapters"


def pdf(path: Path, data: bytes) -> tuple[str, str]:
    """Read the text layer of a PDF, with the words and paragraphs that lines cut put together again."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return unwrapped("\n".join(pages)), f"PDF, text layer of {len(pages)} page{'s' * (len(pages) > 1)}"


def unwrapped(text: str) -> str:
    """Join lines: one goes on in the next where that begins with a small letter, or where it is nearly full.

    >>> unwrapped("Троцкий высту-\\nпил в\\nМоскве.")
    'Троцкий выступил в Москве.'
    """
    lengths = sorted(map(len, text.split("\n")))
    full = 0.8 * lengths[len(lengths) * 9 // 10]
    text = re.sub(r"(?<=[^\W\d_])[-\u00ad]\n\s*(?=[a-zа-яё])", "", text)
    return re.sub(r"([^\n]*)\n(?=\s*(.))",
                  lambda at: at[1] + (" " if at[2].islower() or len(at[1]) > full else "\n"), text)


def _archive(data: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(data))
    if (size := sum(item.file_size for item in archive.infolist())) > LARGEST:
        raise ValueError(f"it unpacks to {size >> 20} MiB, more than {LARGEST >> 20}")
    return archive


READERS: dict[str, Callable[[Path, bytes], tuple[str, str]]] = {
    ".txt": plain, ".md": markdown, ".html": html, ".htm": html, ".docx": docx, ".odt": odt, ".epub": epub, ".pdf": pdf,
}
