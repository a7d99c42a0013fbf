"""Pages: the text a browser shows of HTML, a line a block.

Left out is what is no text of the author: scripts, form fields, menus, what the page itself hides,
the numbers of notes and of printed pages.
"""

import re
from typing import Any

from letopis.texts.errors import needed_for

INVISIBLE_TAGS = frozenset(
    "head title script style template noscript svg iframe object audio video canvas nav dialog "
    "button select option textarea datalist progress meter rt rp".split()
)
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLOCK_TAG = re.compile(
    "p|div|hr|h[1-6]|li|[uod]l|d[dt]|table|caption|t[rdh]|blockquote|pre|section|article|header|"
    "footer|main|aside|figure|figcaption|body|center|form|fieldset|legend|details|summary|address"
)
LINE = "\x1e"  # stands for the end of a line until the spaces of HTML are collapsed
NOT_IN_HTML = {0: "\ufffd", ord(LINE): " "}

# What a mark of a note looks like, and where a tag says of itself that it is one.
NUMBER_OR_SIGN = r"(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*|[*†‡§¶]{1,4})"
UNBRACKETED_MARK = re.compile(rf"{NUMBER_OR_SIGN}\)?")
BRACKETED_MARK = re.compile(
    rf"\[(?:{NUMBER_OR_SIGN}|[^\W\d_][^\[\]]{{0,24}})\]|\({NUMBER_OR_SIGN}\)"
)
ANY_MARK = re.compile(rf"[\[(]?(?:{NUMBER_OR_SIGN}|[ivx]{{1,5}}|[a-zа-я])[\])]?", re.IGNORECASE)
NOTE_ROLE = re.compile(
    r"note-?ref|(?<![a-z])fn-?ref|(?<![\w-])(?:fn|reference)(?![\w-])|foot-?note|end-?note"
    r"|sd(?:foot|end)noteanc|(?<![a-z])note(?![a-z])|note-?(?:mark|call|number|link|anchor)",
    re.IGNORECASE,
)
NOTE_TARGET = re.compile(
    r"#_?(?:fn|n_?\d|note|ftn|edn|foot-?note|end-?note|cite_note|sd(?:foot|end)note|r_?\d)", re.I
)
BACK_FROM_NOTE = re.compile(
    r"#_?(?:(?:foot|end)?note-?ref|fn-?ref|ftnref|ednref|cite_ref|sd(?:foot|end)note\d+anc)", re.I
)
BACK_ROLE = re.compile(r"back-?(?:ref|link)", re.IGNORECASE)
PRINTED_PAGE = re.compile(r"page-?(?:break|num|no\b)", re.IGNORECASE)
LONGEST_PAGE_NUMBER = 12
RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
UNITS = frozenset("m km cm mm dm ft yd mi in s sec h м км см мм дм с сек ч".split())
POWERS = ("2", "3")
FORMULA = re.compile(r"(?<![^\W_])[A-Za-z]$|[=+×·/^]\s*[A-Za-z]{1,3}$")
AS_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NEAR = 20  # characters before a raised number that say what it is


def visible_text(page: str) -> str:
    """Return the text that a browser shows of HTML, a line a block, without the numbers of notes.

    >>> visible_text("<h1>One</h1><p>Two<sup><a href='#1'>1</a></sup><style>p {}</style>")
    'One\\n\\nTwo'
    """
    with needed_for("reading HTML"):
        from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    source = f"<html>{page.translate(NOT_IN_HTML)}".encode("utf-8", "replace")
    tree = etree.HTML(source, parser)
    fatal = parser.error_log.filter_from_fatals()
    if fatal:
        raise ValueError(fatal[0].message)
    text = re.sub(r"[ \t\r\n\f]+", " ", "".join(_pieces(etree.iterwalk(tree, ("start", "end")))))
    lines = [line.strip() for line in text.split(LINE)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(walk: Any) -> list[str]:
    """Collect the text before, inside and after each tag, and the ends of lines."""
    pieces: list[str] = []
    for event, tag in walk:
        line_break = tag.tag == "br" and event == "start"
        if line_break or BLOCK_TAG.fullmatch(tag.tag):
            pieces.append(LINE)
        if event == "end":
            pieces.append(_text_in(tag.getparent(), tag.tail))
            continue
        before = "".join(pieces[-NEAR:])[-NEAR:]
        if _is_hidden(tag) or _is_note_number(tag, before):
            walk.skip_subtree()
            continue
        text = _text_in(tag, tag.text)
        pieces.append(_list_number(tag))
        pieces.append(beside_number(before, text) if _is_raised(tag) else text)
    return pieces


def _text_in(tag: Any, text: str | None) -> str:
    """Return a text inside a tag; in <pre> its line ends count."""
    if text and tag is not None and tag.tag == "pre":
        return text.replace("\n", LINE)
    return text or ""


def _is_hidden(tag: Any) -> bool:
    """Return whether a tag holds no text of the page: a script, a menu, what the page hides."""
    is_hidden = "hidden" in tag.attrib or HIDING_STYLE.search(tag.get("style", ""))
    is_menu = tag.get("role") == "navigation"
    is_page_number = PRINTED_PAGE.search(_roles(tag)) and len(_inside(tag)) <= LONGEST_PAGE_NUMBER
    return bool(tag.tag in INVISIBLE_TAGS or is_hidden or is_menu or is_page_number)


def _roles(tag: Any) -> str:
    """Return what a tag says of itself."""
    return " ".join(tag.get(name, "") for name in ("class", "epub:type", "role", "rel"))


def _is_raised(tag: Any) -> bool:
    """Return whether a tag raises its text above the line."""
    return tag.tag == "sup" or RAISED_STYLE.search(tag.get("style", "")) is not None


def _inside(tag: Any) -> str:
    """Return the text inside a tag."""
    return "".join(tag.itertext()).strip()


def _list_number(tag: Any) -> str:
    """Return the number of an item of a list that the page does not count from 1."""
    items = tag.getparent()
    if tag.tag != "li" or items is None or items.tag != "ol":
        return ""
    first = items.get("start", "")
    number = tag.get("value", "")
    if first.isdecimal() and not number:
        number = str(int(first) + items.findall("li").index(tag))
    return f"{number}. " if number.isdecimal() else ""


def _is_note_number(tag: Any, before: str) -> bool:
    """Return whether a tag is a link to a note, or back from one, or the raised number of one.

    Args:
        tag: The tag.
        before: The text before it.
    """
    target = tag.get("href", "") if tag.tag == "a" else ""
    is_raised = _is_raised(tag)
    names_note = NOTE_ROLE.search(_roles(tag)) is not None
    if BLOCK_TAG.fullmatch(tag.tag) or not (target or is_raised or names_note):
        return False
    if BACK_FROM_NOTE.search(target) or (target and BACK_ROLE.search(_roles(tag))):
        return True
    mark = _inside(tag)
    if names_note and ANY_MARK.fullmatch(mark):
        return True
    if not is_mark(mark):
        return False
    if is_raised:
        return tag.find(".//a") is not None or bears_note(before, mark, tag.tail or "")
    has_raised = any(_inside(raised) == mark for raised in tag.iter("sup"))
    return names_note or has_raised or _leads_to_note(target, mark, before)


def _leads_to_note(target: str, mark: str, before: str) -> bool:
    """Return whether a link is to a note: it is in brackets, named so, or glued to a word."""
    is_glued = "#" in target and before[-1:] != LINE and before[-1:].strip() != ""
    return not mark[0].isalnum() or is_glued or NOTE_TARGET.search(target) is not None


def is_mark(text: str) -> bool:
    """Return whether a text may be the mark of a note: 3, [3], *, [a].

    >>> is_mark("[12]"), is_mark("th")
    (True, False)
    """
    return (UNBRACKETED_MARK.fullmatch(text) or BRACKETED_MARK.fullmatch(text)) is not None


def bears_note(before: str, mark: str, after: str = "") -> bool:
    """Return whether a raised mark after some words is that of a note, not a power or a mass.

    >>> bears_note("в 1927", "3"), bears_note("Троцкий", "4"), bears_note("20 m", "2")
    (True, True, False)
    """
    if not mark.isdecimal():
        return True
    word = re.search(r"[^\W\d_]+$|\d+$", before)
    if word is None:
        is_mass = before[-1:].isspace() and after[:1].isalpha()  # of an isotope: 14C
        return not is_mass
    if word[0].isdecimal():
        return len(word[0]) == 4 and word[0] < "2100"
    is_formula = FORMULA.search(before) is not None
    return not is_formula and not (word[0] in UNITS and mark in POWERS)


def beside_number(before: str, raised: str) -> str:
    """Return raised digits as signs of their own where they would else be part of a number: 10³."""
    return raised.translate(AS_RAISED) if before[-1:].isdigit() else raised
