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

from letopis.texts.decoding import decode, guess_encoding
from letopis.texts.errors import InputError

UNREAD = frozenset(["head", "script", "style", "template", "noscript", "svg"])
BLOCK = re.compile("p|div|hr|h[1-6]|li|[uod]l|d[dt]|table|caption|t[rdh]|blockquote|pre|section|article|header|footer|"
                   "main|aside|nav|figure|figcaption|body")
BACK = re.compile("#(?:foot|end)note-ref|#fnref")  # leads from a note to its place
DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*\b(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
BREAK = "\x1e"
UNFIT = {0: "\ufffd", ord(BREAK): " "}
LARGEST = 1 << 29  # bytes an archive may unpack to
CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1f]")


class Reading(NamedTuple):
    """A text and how it was got."""

    text: str
    how: str


def read(path: Path, data: bytes) -> Reading:
    """Turn the bytes of a file into its text, by the ending of its name.

    In: the path, for its ending and for messages, and the bytes.
    Out: the text, and how it was got (UTF-8, Word document, …). A plain text is kept as it is; in other formats each
    paragraph, heading, cell or item is a line, notes stand at the end, and what only shapes the page is left out.

    Raises InputError, naming the file and what to do, for what is damaged, locked, in another encoding or without text.

    >>> read(Path("a.html"), b"<p>Trotsky &amp; <b>Stalin</b><script>alert(1)</script>").text
    'Trotsky & Stalin'
    """
    kind = path.suffix.lower()
    try:
        text, how = READERS[kind](path, data)
    except InputError:
        raise
    except Exception as error:  # each library has errors of its own, and a damaged file may meet any of them
        raise InputError(f"{path}: cannot be read as {kind} ({type(error).__name__}: {error}). Open it in the programme "
                        "that made it and save it again, or save its text as UTF-8 in a .txt file.") from None
    if not re.search(r"\w", text):
        scanned = " It has pictures of pages only: run OCR on it, then proofread the names." if kind == ".pdf" else ""
        if text.strip():
            raise InputError(f"{path}: no words in it, only signs such as {text.split()[0][:10]!r}; expected at least "
                            f"one word. Take the file out of the folder.{scanned}")
        raise InputError(f"{path}: the text is empty; expected at least one word.{scanned}")
    return Reading(text.encode("utf-8", "replace").decode(), how)


def plain(path: Path, data: bytes) -> tuple[str, str]:
    """Decode a text: UTF-8 and nothing else."""
    if b"\0" in data or len(CONTROLS.findall(data)) * 4 > len(data):   # half of each Cyrillic letter in UTF-16 is one
        raise InputError(f"{path}: expected a text in UTF-8, this is binary or UTF-16 (by its looks "
                        f"{guess_encoding(data) or 'binary'}). If it is a text, open it in an editor and save it as UTF-8.")
    return decode(path, data), "UTF-8 with a byte order mark" if data.startswith(b"\xef\xbb\xbf") else "UTF-8"


def markdown(path: Path, data: bytes) -> tuple[str, str]:
    """Read Markdown as the page it makes."""
    import mistune

    text, how = plain(path, data)
    return visible(mistune.create_markdown(escape=False, plugins=["table", "footnotes"])(text)), f"Markdown, {how}"


def html(path: Path, data: bytes) -> tuple[str, str]:
    """Read a page: in UTF-8, or, where it is not, in the encoding it declares."""
    try:
        return visible(data.decode("utf-8-sig")), "HTML, UTF-8"
    except UnicodeDecodeError:
        declared = DECLARED.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return visible(decode(path, data) if name == "utf-8" else data.decode(name)), f"HTML, {name}, as the page declares"


def visible(page: str) -> str:
    """Give the text of HTML: entities resolved, a line a block, scripts, styles and the numbers of notes left out."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    tree = etree.HTML(f"<html>{page.translate(UNFIT)}".encode("utf-8", "replace"), parser)
    if lost := parser.error_log.filter_from_fatals():
        raise ValueError(lost[0].message)
    walk, shown = etree.iterwalk(tree, events=("start", "end")), []
    for event, tag in walk:
        shown.append(BREAK if BLOCK.fullmatch(tag.tag) or (tag.tag, event) == ("br", "start") else "")
        if event == "end":
            shown.append(_lines(tag.tail, tag.getparent()))
        elif tag.tag in UNREAD or _is_mark(tag):
            walk.skip_subtree()
        else:
            shown.append(_lines(tag.text, tag))
    lines = [line.strip() for line in re.sub(r"[ \t\r\n\f]+", " ", "".join(shown)).split(BREAK)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _lines(text: str | None, tag) -> str:
    return (text or "").replace("\n", BREAK) if tag is not None and tag.tag == "pre" else text or ""


def _is_mark(tag) -> bool:
    """Tell whether a link is the number of a note, or leads back from one."""
    number = tag.find("sup") is not None or getattr(tag.getparent(), "tag", "") == "sup"
    return tag.tag == "a" and (number or BACK.match(tag.get("href", "")) is not None)


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
    from lxml import etree

    book, parser = _archive(data), etree.XMLParser(resolve_entities=False, no_network=True)
    package = etree.fromstring(book.read("META-INF/container.xml"), parser).find(".//{*}rootfile").get("full-path")
    contents = etree.fromstring(book.read(package), parser)
    places = {item.get("id"): join(dirname(package), unquote(item.get("href"))) for item in contents.iter("{*}item")}
    names = [normpath(places[item.get("idref")]) for item in contents.iter("{*}itemref")]
    chapters = [html(path, book.read(name))[0] for name in names]
    return "\n\n".join(filter(None, chapters)), f"EPUB, {len(chapters)} chapters"


def pdf(path: Path, data: bytes) -> tuple[str, str]:
    """Read the text layer of a PDF, with the words and paragraphs that lines cut put together again."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return unwrapped("\n".join(pages)), f"PDF, text layer of {len(pages)} page{'s' * (len(pages) > 1)}"


def unwrapped(text: str) -> str:
    """Join lines: one goes on in the next where that begins with a small letter, or where it fills the page.

    >>> unwrapped("Троцкий высту-\\nпил\\nснова.")
    'Троцкий выступил снова.'
    """
    lengths = sorted(map(len, text.split("\n")))
    full = max(40, 0.8 * lengths[len(lengths) * 9 // 10])
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
