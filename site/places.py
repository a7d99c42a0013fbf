"""Places: the sentences of the texts, found by an offset or by their words."""

import re
from bisect import bisect_right
from typing import NamedTuple

from letopis.corpus import Corpus

LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")


class Place(NamedTuple):
    """A sentence of a text: its source, and the offset at which it begins."""

    source: str
    start: int

    @property
    def url(self) -> str:
        """Return its address, seen from the first page of the site."""
        return f"texts/{self.source}.html#s{self.start}"


class Texts:
    """The texts, in which words and offsets are looked up."""

    def __init__(self, corpus: Corpus):
        """Keep the texts, their voices, where sentences begin, and where claims are made."""
        self.texts = {source: fold(corpus.text(source)) for source in corpus.sources.index}
        self.bounds = {source: (source, 0, len(text)) for source, text in self.texts.items()}
        for part in corpus.parts.itertuples():
            self.bounds[part.part] = (part.source, part.start, part.stop)
        sentences = corpus.sentences.groupby("source")["start"]
        self.starts = {source: starts.tolist() for source, starts in sentences}
        first = corpus.claims.dropna(subset="start").drop_duplicates(["facet", "part"])
        self.claims = {
            (claim.facet, claim.part): self.sentence(claim.part, int(claim.start))
            for claim in first.itertuples()
        }
        ids = "|".join(sorted(map(re.escape, self.bounds), key=len, reverse=True))
        self.cited = re.compile(rf"\b({ids})(?: · (\d+)\b|, (\d+)–\d+)")

    def sentence(self, part: str, offset: int) -> Place:
        """Return the sentence at an offset of the text that a part is of."""
        source = self.bounds[part][0]
        starts = self.starts[source]
        return Place(source, starts[max(bisect_right(starts, offset) - 1, 0)])

    def numbered(self, part: str, number: int) -> Place:
        """Return a sentence by its number, which counts from 0 in each source."""
        source = self.bounds[part][0]
        return Place(source, self.starts[source][number])

    def find(self, words: str, part: str = "") -> list[Place]:
        """List the sentences with some words, in one part or in all texts.

        Of words with an ellipsis the longest piece is looked for; ё is е, capitals do not count.
        """
        piece = max(LEFT_OUT.split(words), key=len)
        wanted = r"\s+".join(map(re.escape, fold(piece).split()))
        if not wanted:
            return []
        pattern = re.compile(rf"(?<!\w){wanted}(?!\w)")
        found = []
        for source, start, stop in (
            [self.bounds[part]] if part else map(self.bounds.get, self.texts)
        ):
            matches = pattern.finditer(self.texts[source], start, stop)
            found += [self.sentence(source, match.start()) for match in matches]
        return list(dict.fromkeys(found))


def fold(text: str) -> str:
    """Return a text in small letters, with е for ё; each letter stays where it is."""
    return "".join(sign.lower()[:1] for sign in text).replace("ё", "е")
