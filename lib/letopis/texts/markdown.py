"""Markdown: the page it makes, with the numbers its lines begin with, without its front matter."""

import re

FIELD = re.compile(r"([A-Za-z][\w-]*) *[:=](?: |$)")
FENCE = {"---": ("---", "..."), "+++": ("+++",)}
OTHER_LINE = re.compile(r"\s*$|[ \t]+\S|- |#|[\]}[]|[^\W\d_][\w -]*:(?: |$)")
# "1927. Text" is an item of a list; what follows may itself begin a block (#, >, -, |).
LIST_NUMBER = re.compile(r"(?m)^((?:[ \t>]|[-*+][ \t])*)(\d{1,9}[.)])([ \t]+)(?![-+#>`~|\s]|\*\s)")
KEPT = "\ue000\\2\ue001"  # the number, kept beside the one that a page counts anew
KEPT_IN_ITEM = re.compile("(<li>\\s*(?:<p>)?)\ue000([^\ue001]*)\ue001")
KEPT_ELSEWHERE = re.compile("\ue000[^\ue001]*\ue001 ?")


def page_of_markdown(text: str) -> str:
    """Return the HTML that Markdown makes; the number that a line begins with stays its text.

    A page would count the items of a list anew: 1927, 1929 would become 1927, 1928.

    >>> page_of_markdown("1927. Exile").split()
    ['<ol>', '<li>1927.', 'Exile</li>', '</ol>']
    """
    import mistune

    numbered = LIST_NUMBER.sub(rf"\1\2\3{KEPT} ", text)
    render = mistune.create_markdown(escape=False, plugins=["table", "footnotes"])
    page = re.sub(r'<ol start="\d+">', "<ol>", str(render(numbered)))
    return KEPT_ELSEWHERE.sub("", KEPT_IN_ITEM.sub(r"\1\2", page))


def without_front_matter(text: str) -> tuple[str, list[str]]:
    """Return a text without the block of fields (YAML, TOML) before it, and their names.

    >>> without_front_matter("---\\ntitle: Diary\\n---\\nIt snowed.")
    ('It snowed.', ['title'])
    """
    lines = text.splitlines(keepends=True)
    closing = FENCE.get(lines[0].rstrip()) if lines else None
    if closing is None:
        return text, []
    ends = [at for at, line in enumerate(lines) if at and line.rstrip() in closing]
    block = lines[1 : ends[0]] if ends else []
    fields = [match[1] for line in block if (match := FIELD.match(line))]
    is_front_matter = all(FIELD.match(line) or OTHER_LINE.match(line) for line in block)
    if not fields or not is_front_matter:
        return text, []
    return "".join(lines[ends[0] + 1 :]), fields
