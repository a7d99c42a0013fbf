"""Small folders with claims: one text about a bridge, or two."""

from collections.abc import Callable
from pathlib import Path

import letopis

TEXT = "Отряды заняли мост. Мост не заняли."
CODEBOOK = (
    "facet,event,group,label_en,label_ru,question,definition,kind,values,of_the_day\n"
    "bridge,x,course,Bridge,Мост,Taken?,d,fixed,taken|held,yes\n"
    "hour,x,course,Hour,Час,When?,d,free,,yes\n"
)
EVENT = """[[event]]
id = "x"
date = "1927-11-07"
preparation = "1927-10/1927-11-06"
aftermath = "1927-11-08/1927-12"
"""
CODED = {"codebook.csv": CODEBOOK, "events.toml": EVENT}
HEADER = "source,part,facet,stance,value,about,quote,gloss,note,start,stop\n"
Folder = Callable[[dict[str, str]], Path]


def one_account(folder_of: Folder, *claims: str, **tables: str) -> letopis.Corpus:
    """A folder with the text x, two facets and some claims."""
    files = {"x.txt": TEXT, "claims.csv": table(*claims)} | CODED
    return letopis.load(folder_of(files | {f"{name}.csv": text for name, text in tables.items()}))


def two_accounts(folder_of: Folder, *claims: str, **tables: str) -> letopis.Corpus:
    """The same with two texts, a and b."""
    texts = {"a.txt": "мост взят в полдень", "b.txt": "мост цел"}
    files = texts | {"claims.csv": table(*claims)} | CODED
    return letopis.load(folder_of(files | {f"{name}.csv": text for name, text in tables.items()}))


def table(*claims: str) -> str:
    """A table of claims: source, part, facet, stance, value, about, quote; the rest is empty."""
    return HEADER + "".join(f"{claim}{',' * (10 - claim.count(','))}\n" for claim in claims)
