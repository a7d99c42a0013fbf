"""Unlisted names: words with capitals that entities.csv does not know yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from letopis.language.declension import nominatives
from letopis.people.exceptions import BREAKS, OPENING_QUOTES
from letopis.people.given_names import INITIAL
from letopis.people.lexicon import EntityLexicon, entity_lexicon
from letopis.people.mentions import Name, find_names
from letopis.texts.normalise import fold
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = {
    "name": "str",
    "count": "int64",
    "proposal": "str",
    "forms": "str",
    "sources": "str",
    "source": "str",
    "start": "int64",
    "stop": "int64",
    "text": "str",
}
ROMAN = re.compile(r"[IVXLCDMХ]+")
RUN = re.compile(r"(?:i\.)*(?:W-?)*W(?:(?:i\.)++(?!W))?")  # in the signs of `_sign`


class Run(NamedTuple):
    """Words with capitals side by side, in no known name."""

    words: tuple[str, ...]  # only the surname where initials or a first name are around it
    is_person: bool
    is_certain: bool  # the capital does not merely begin a sentence
    start: int  # code points of the sentence
    stop: int


class Place(NamedTuple):
    """A run in its text."""

    run: Run
    source: str
    start: int
    text: str


def unlisted_names(corpus: Corpus) -> pd.DataFrame:
    """List what has a capital and is not in entities.csv: what to look at when a text is added.

    A word whose capital merely begins a sentence is left out. «М. Н. Рютина», «Рютину», «Рютиным»
    are one row: Рютин, 3, person.

    Returns:
        name (proposed: the nominative most of its forms agree on), count, proposal (`person` where
        initials or a first name are beside it, else `name`), forms (as written, `|` between),
        sources (`|` between), and the first place: source, start, stop (code points), text; the
        most frequent first.

    >>> unlisted_names(corpus)[["name", "count"]].head(2).values.tolist()
    [['TV', 2], ['Collegium', 1]]
    """
    lexicon = entity_lexicon(corpus.entities)
    sentences = corpus.sentences.to_dict("records")
    found = [find_names(fold(sentence["text"]).text, lexicon) for sentence in sentences]
    lower = {match[0] for matches, _ in found for match in matches if match[0].islower()}
    places = []
    for sentence, (matches, names) in zip(sentences, found, strict=True):
        folded = fold(sentence["text"])
        for run in _runs(matches, names, lower, lexicon):
            start, stop = folded.span(run.start, run.stop)
            text = sentence["text"][start:stop]
            places.append(Place(run, sentence["source"], sentence["start"] + start, text))
    rows = [
        _row(name, group) for name, group in _groups(places).items() if _is_certain(group, lower)
    ]
    rows.sort(key=lambda row: (-row["count"], row["name"]))
    return frame(rows, COLUMNS)


def _runs(
    matches: Sequence[re.Match[str]],
    names: Iterable[Name],
    lower: set[str],
    lexicon: EntityLexicon,
) -> Iterator[Run]:
    """Find the runs of words with capitals in a sentence, outside the names that are known."""
    tokens = [match[0] for match in matches]
    for name in names:
        tokens[name.start : name.stop] = [" "] * (name.stop - name.start)
    following = [*tokens[1:], " "]
    signs = "".join(map(_sign, tokens, following))
    for match in RUN.finditer(signs):
        first, stop = match.span()
        previous = matches[first - 1][0] if first else "."
        begins = previous in BREAKS
        is_ordinary = begins and signs[first] == "W" and tokens[first].lower() in lower
        start = first + 1 if is_ordinary else first
        capitals = [tokens[at] for at in range(start, stop) if signs[at] == "W"]
        words = [word for word in capitals if word not in lexicon.first_names]
        if words:
            is_person = "i" in signs[start:stop] or len(words) < len(capitals)
            is_quoted = previous in OPENING_QUOTES and words[0].lower() not in lower
            is_acronym = words[0][1:2].isupper()
            is_certain = not begins or is_quoted or is_ordinary or is_person or is_acronym
            yield Run(
                words=tuple(words[-1:] if is_person else words),
                is_person=is_person,
                is_certain=is_certain or len(words) > 1,
                start=matches[start].start(),
                stop=matches[stop - 1].end(),
            )


def _sign(token: str, following: str) -> str:
    """Return W for a word with a capital, i for an initial, the marks that join them, else " "."""
    if token in ".-":
        return token
    if not token[0].isupper() or (ROMAN.fullmatch(token) and following != "."):
        return " "
    return "i" if INITIAL.fullmatch(token) else "W"


def _groups(places: Sequence[Place]) -> dict[str, list[Place]]:
    """Put the places of one name together; a name in full with its last word, if it is alone."""
    forms = sorted({word for place in places for word in place.run.words})
    nominative = _common_nominatives(forms)
    alone = {nominative[place.run.words[0]] for place in places if len(place.run.words) == 1}
    groups = defaultdict(list)
    for place in places:
        words = [nominative[word] for word in place.run.words]
        groups[words[-1] if words[-1] in alone else " ".join(words)].append(place)
    return dict(groups)


def _common_nominatives(forms: Sequence[str]) -> dict[str, str]:
    """Choose, of all nominatives a form may have, the one that most of the forms may have."""
    seen = set(forms)
    counts = Counter(name for form in forms for name in nominatives(form))
    chosen = {}
    for form in forms:
        chosen[form] = max(nominatives(form), key=lambda name: (counts[name], name in seen))
    return chosen


def _is_certain(places: Sequence[Place], lower: set[str]) -> bool:
    """Tell a name from words that begin sentences: certain once, or thrice, or in two forms."""
    last_words = [place.run.words[-1] for place in places]
    words = [word for word in last_words if word.lower() not in lower]
    is_certain = any(place.run.is_certain for place in places)
    return is_certain or len(words) > 2 or len(set(words)) > 1


def _row(name: str, places: Sequence[Place]) -> dict:
    """Return the row of a name."""
    first = places[0]
    return {
        "name": name,
        "count": len(places),
        "proposal": "person" if any(place.run.is_person for place in places) else "name",
        "forms": "|".join(sorted({place.text for place in places})),
        "sources": "|".join(sorted({place.source for place in places})),
        "source": first.source,
        "start": first.start,
        "stop": first.start + len(first.text),
        "text": first.text,
    }
