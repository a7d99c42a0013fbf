"""Mentions: the people, bodies and places of entities.csv, found in the sentences.

An alias in «…» counts in quotation marks or within five words of one of the row's `context` words;
where the row has none, also with its capital inside a sentence. A first name and patronymic alone
name a person where the table says so, else only after the person was named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from letopis.people import exceptions
from letopis.people.candidates import BREAKS, CLOSING_QUOTES, OPENING_QUOTES, NameCandidate
from letopis.people.entities import transliteration_key
from letopis.people.given_names import given_after, given_before
from letopis.people.lexicon import PLAIN, TOKEN, EntityLexicon, entity_lexicon
from letopis.texts.normalise import fold
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = {"source": "str", "part": "str", "sentence": "int64", "start": "int64", "stop": "int64"}
COLUMNS |= {"text": "str", "entity": "str", "type": "str", "kind": "str"}
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
    rows = []
    named: dict[str, list[str]] = defaultdict(list)
    for sentence in corpus.sentences.to_dict("records"):
        folded = fold(sentence["text"])
        tokens, names = find_names(folded.text, lexicon)
        place = (sentence["source"], sentence["part"], sentence["sentence"])
        for name in names:
            entity = _resolve_patronymic(name.entity, named[sentence["source"]])
            if entity and name.type != "other":
                start, stop = folded.span(tokens[name.start].start(), tokens[name.stop - 1].end())
                span = (sentence["start"] + start, sentence["start"] + stop)
                text = sentence["text"][start:stop]
                rows.append((*place, *span, text, entity, name.type, name.kind))
                named[sentence["source"]].append(entity)
    return frame(rows, COLUMNS)


def _resolve_patronymic(entity: str, named: Sequence[str]) -> str:
    """Return who of «bukharin|muralov|» was named last; nobody gives ""."""
    if "|" not in entity:
        return entity
    bearers = entity.split("|")
    return next((earlier for earlier in reversed(named) if earlier in bearers), "")


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
    found = _names(tokens, lexicon)
    for name in sorted(found, key=lambda name: (name.start - name.stop, -name.confidence, name)):
        if not any(position in names for position in range(name.start, name.stop)):
            names |= dict.fromkeys(range(name.start, name.stop), name)
    for position, token in enumerate(tokens):
        derived = lexicon.derived_word.fullmatch(token.lower())
        if derived and position not in names:
            entity, kind = lexicon.derived[derived[1]]
            names[position] = Name(position, position + 1, 0, entity, kind, "derived")
    halves = set(_halves(matches, names))
    return matches, sorted({*names.values()} - halves)


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
                candidate = _with_given_names(NameCandidate(tokens, start, stop, alias, lexicon))
                confidence = _confidence(candidate)
                if confidence and not any(rule(candidate) for rule in exceptions.RULES):
                    span = (candidate.start, candidate.stop)
                    yield Name(*span, confidence, alias.entity, alias.type)


def _with_given_names(candidate: NameCandidate) -> NameCandidate:
    """Take in the given names around a surname."""
    tokens, start, stop, alias, lexicon, *_ = candidate
    if not alias.is_surname:
        return candidate
    given_names = lexicon.given_names.get(alias.entity, frozenset())
    start, before = given_before(tokens, start, lexicon, given_names)
    stop, after = given_after(tokens, stop, given_names)
    return NameCandidate(tokens, start, stop, alias, lexicon, before, after)


def _fits(token: str, forms: frozenset[str]) -> bool:
    """Tell whether a token is one of the forms, also in capitals or in another romanisation."""
    word = token.capitalize() if len(token) > 3 and token.isupper() else token
    has_capital = word[:1].isupper() and word[1:].islower()
    key = transliteration_key(word) if has_capital else word
    return not forms.isdisjoint({token, token.lower(), word, key})


def _confidence(candidate: NameCandidate) -> int:
    """Return how sure a name is.

    4: listed in full, 3: with given names or near a context word, 2: in quotation marks, 1: alone,
    0: no name.
    """
    tokens, start, stop, alias, lexicon, before, after = candidate
    if alias.is_surname and len(alias.words) > 1:
        return 4
    if before or after:
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
