"""Mentions: the people, bodies and places of entities.csv, found in the sentences.

An alias in «…» counts in quotation marks or within five words of one of the row's `context` words;
where the row has none, also with its capital inside a sentence. A first name and patronymic alone
name a person where the table says so, else only after the person was named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from letopis.people import exceptions
from letopis.people.entities import transliteration_key
from letopis.people.exceptions import BREAKS, CLOSING_QUOTES, OPENING_QUOTES, Candidate
from letopis.people.given_names import given_after, given_before
from letopis.people.lexicon import PLAIN, TOKEN, Alias, EntityLexicon, entity_lexicon
from letopis.texts.normalise import fold
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = {
    "source": "str",
    "part": "str",
    "sentence": "int64",
    "start": "int64",
    "stop": "int64",
    "text": "str",
    "entity": "str",
    "type": "str",
    "kind": "str",
}
NEAR = 5  # words on either side among which a context word counts


class Name(NamedTuple):
    """A stretch of tokens that is a name, and how sure that is."""

    start: int
    stop: int
    confidence: int
    entity: str
    type: str
    kind: str = "name"


def mention_table(corpus: Corpus) -> pd.DataFrame:
    """Find the mentions in all sentences.

    Returns:
        source, part, sentence, start, stop (code points of the source), text, entity (id in
        entities.csv), type (person, organisation, place), kind: `name`, or `derived` for words
        made from a name (троцкистов, Stalinist). Initials and first names are inside the span,
        titles and 's are not: «И. Н. Смирнова» is one mention, "Zinoviev-Kamenev" are two.

    >>> mention_table(corpus).query("entity == 'smirnov'")["text"].tolist()
    ['I. N. Smirnov', 'Smirnov']
    """
    lexicon = entity_lexicon(corpus.entities)
    rows: list[dict] = []
    for sentence in corpus.sentences.to_dict("records"):
        folded = fold(sentence["text"])
        tokens, names = find_names(folded.text, lexicon)
        for name in names:
            entity = _resolve_patronymic(name.entity, sentence["source"], rows)
            if entity and name.type != "other":
                start, stop = folded.span(tokens[name.start].start(), tokens[name.stop - 1].end())
                rows.append(
                    {
                        "source": sentence["source"],
                        "part": sentence["part"],
                        "sentence": sentence["sentence"],
                        "start": sentence["start"] + start,
                        "stop": sentence["start"] + stop,
                        "text": sentence["text"][start:stop],
                        "entity": entity,
                        "type": name.type,
                        "kind": name.kind,
                    }
                )
    return frame(rows, COLUMNS)


def _resolve_patronymic(entity: str, source: str, rows: Sequence[dict]) -> str:
    """Return who of «bukharin|muralov|» was named last in the source; nobody gives ""."""
    if "|" not in entity:
        return entity
    bearers = entity.split("|")
    for row in reversed(rows):
        if row["source"] == source and row["entity"] in bearers:
            return row["entity"]
    return ""


def find_names(text: str, lexicon: EntityLexicon) -> tuple[list[re.Match[str]], list[Name]]:
    """Find the names in a sentence.

    The longest name wins, then the surest; no token counts twice. Of a hyphenated word all parts
    are names or none.

    Returns:
        The tokens, and the names as stretches of tokens, in order.
    """
    matches = list(TOKEN.finditer(text.translate(PLAIN)))
    tokens = [match[0] for match in matches]
    names: dict[int, Name] = {}
    for name in sorted(_names(tokens, lexicon), key=_preference):
        if not any(position in names for position in range(name.start, name.stop)):
            names |= dict.fromkeys(range(name.start, name.stop), name)
    for position, token in enumerate(tokens):
        derived = lexicon.derived_word.fullmatch(token.lower())
        if derived and position not in names:
            entity, kind = lexicon.derived[derived[1]]
            names[position] = Name(position, position + 1, 0, entity, kind, "derived")
    halves = set(_halves(matches, names))
    return matches, sorted({*names.values()} - halves)


def _preference(name: Name) -> tuple:
    """Return the key that sorts longer and surer names first."""
    return name.start - name.stop, -name.confidence, name


def _halves(matches: list[re.Match[str]], names: dict[int, Name]) -> Iterator[Name]:
    """Find the names that are half of a double surname whose other half is no name."""
    for at in range(1, len(matches) - 1):
        is_hyphen = matches[at][0] == "-" and matches[at - 1].end() + 1 == matches[at + 1].start()
        for name_at, other in ((at - 1, at + 1), (at + 1, at - 1)):
            name = names.get(name_at)
            is_half = is_hyphen and other not in names and matches[other][0].istitle()
            if is_half and name and name.kind == "name":
                yield name


def _names(tokens: Sequence[str], lexicon: EntityLexicon) -> Iterator[Name]:
    """Find the names that the tokens may be, overlapping ones too."""
    for start, token in enumerate(tokens):
        for alias in lexicon.aliases.get(transliteration_key(token), ()):
            stop = start + len(alias.words)
            if stop <= len(tokens) and all(map(_fits, tokens[start:stop], alias.words)):
                candidate = _candidate(tokens, start, stop, alias, lexicon)
                confidence = _confidence(candidate, lexicon)
                if confidence and not any(rule(candidate, lexicon) for rule in exceptions.RULES):
                    span = (candidate.start, candidate.stop)
                    yield Name(*span, confidence, alias.entity, alias.type)


def _candidate(
    tokens: Sequence[str], start: int, stop: int, alias: Alias, lexicon: EntityLexicon
) -> Candidate:
    """Take in the given names around a surname."""
    if not alias.is_surname:
        return Candidate(tokens, start, stop, alias)
    given_names = lexicon.given_names.get(alias.entity, frozenset())
    start, before = given_before(tokens, start, lexicon, given_names)
    stop, after = given_after(tokens, stop, given_names)
    return Candidate(tokens, start, stop, alias, before, after)


def _fits(token: str, forms: frozenset[str]) -> bool:
    """Tell whether a token is one of the forms, also in capitals or in another romanisation."""
    word = token.capitalize() if len(token) > 3 and token.isupper() else token
    key = transliteration_key(word) if word.istitle() else word
    return not forms.isdisjoint({token, token.lower(), word, key})


def _confidence(candidate: Candidate, lexicon: EntityLexicon) -> int:
    """Return 3 in full or near a context word, 2 in quotation marks, 1 alone, 0 for no name."""
    tokens, start, stop, alias, *given = candidate
    if any(given):
        return 3
    if not alias.is_ordinary_word:
        return int(alias.is_sufficient)
    context = lexicon.context.get(alias.entity, frozenset())
    near = [*tokens[max(0, start - NEAR) : start], *tokens[stop : stop + NEAR]]
    if not context.isdisjoint(map(str.lower, near)):
        return 3
    is_person = alias.type == "person"
    if not alias.is_sufficient or start == 0 or (is_person and candidate.following.istitle()):
        return 0
    previous = tokens[start - 1]
    is_quoted = previous in OPENING_QUOTES and candidate.following in CLOSING_QUOTES
    opens_quote = previous in OPENING_QUOTES and alias.type != "other"
    if not is_person and (is_quoted or opens_quote):
        return 2
    return int(not context and previous not in BREAKS)
