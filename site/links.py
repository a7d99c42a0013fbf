"""Links: every address in a page of the site is that of a file, and of a place in it."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

ADDRESSES = "//@href | //@src | //@srcset"


def broken_links(site: Path) -> list[str]:
    """List the links between the pages of a folder that lead nowhere, with what is missing."""
    paths = [path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    trees = {path.resolve(): html.parse(path).getroot() for path in paths}
    places = {path: set(tree.xpath("//@id | //a/@name")) for path, tree in trees.items()}
    broken = []
    for path, tree in trees.items():
        for address in dict.fromkeys(tree.xpath(ADDRESSES)):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            fragment = unquote(parts.fragment)
            if not target.is_file():
                broken.append(f"{path.name}: {address}: no such file")
            elif fragment and fragment not in places.get(target, {fragment}):
                broken.append(f"{path.name}: {address}: no such place in that page")
    return broken
