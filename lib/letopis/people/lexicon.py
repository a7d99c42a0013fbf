"""The lexicon of names: what each row of entities.csv is called, ready to be looked up.

How an alias is written says how it is found: seeds/README.md, "How names are written in
entities.csv".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from letopis.language.declension import decline
from letopis.people.entities import transliteration_key
from letopis.people.first_names import is_first_name

PLAIN = str.maketrans("ёЁ’‘", "еЕ''")
# A word with its combining marks; a soft sign inside, as in Zinov'ev, but no clitic: Trotsky's.
TOKEN = re.compile(
    r"[\w\u0300-\u036f]+(?:'(?!(?:s|d|m|t|ll|re|ve)\b)[a-z][\w\u0300-\u036f]*)*|[^\w\s]"
)
PATRONYMIC = re.compile(
    r"(?:[А-Я][а-я]*(?:[ое]вич|[лт]ьич|[ое]вн|[иь]ничн)|(?:Никит|Лук|Фом|Кузьм)ич)[а-я]{0,2}"
    r"|[A-Z][a-z]*(?:[oey]vi?t?ch|ly?ich|[oey]vna)|(?:Nikit|Luk|Fom|Kuzm)ich"
)
PREFIXES = "(?:анти|контр|нео|про|псевдо|anti|neo|pro|pseudo)?"
Row = Mapping[Any, str]
Forms = frozenset[str]


class Alias(NamedTuple):
    """One alias of an entity."""

    words: tuple[Forms, ...]  # the forms of each of its words
    entity: str  # several with a bar after each, where only the text can tell whose it is
    type: str
    is_ordinary_word: bool = False  # written in «…»
    is_surname: bool = False  # so that initials and first names around it belong to it
    is_sufficient: bool = True  # also without a first name or initials


class EntityLexicon(NamedTuple):
    """The names of entities.csv, ready to be looked up."""

    aliases: dict[str, list[Alias]]  # by the transliteration key of their first word
    given_names: dict[str, Forms]  # by entity: forms of first names and patronymics
    context: dict[str, Forms]  # by entity: words near which an ordinary word is its name
    derived: dict[str, tuple[str, str]]  # by stem: entity and type
    derived_word: re.Pattern[str]
    words: Forms  # every word of every name
    first_names: Forms


def entity_lexicon(entities: pd.DataFrame) -> EntityLexicon:
    """Return the lexicon of the table of entities.csv."""
    rows = entities.to_dict("records")
    aliases = [alias for row in rows if row["type"] != "given" for alias in _aliases(row)]
    aliases = _with_own_surnames(aliases)
    by_key = defaultdict(list)
    for alias in [*aliases, *_first_names_with_patronymics(rows)]:
        for key in {transliteration_key(form) for form in alias.words[0]}:
            by_key[key].append(alias)
    given_names = {row["entity"]: _forms(_given_names(row), row) for row in rows}
    derived = {
        stem: (row["entity"], row["type"])
        for row in rows
        for stem in _cells(row, "derived_ru", "derived_en")
    }
    stems = "|".join(sorted(derived, key=len, reverse=True)) or "(?!)"
    first_names = {form for forms in given_names.values() for form in forms if len(form) > 2}
    return EntityLexicon(
        aliases=dict(by_key),
        given_names=given_names,
        context={row["entity"]: _lower(_cells(row, "context")) for row in rows},
        derived=derived,
        derived_word=re.compile(f"{PREFIXES}({stems})\\w*"),
        words=frozenset(form for alias in aliases for word in alias.words for form in word),
        first_names=frozenset(first_names),
    )


def _cells(row: Row, *columns: str) -> list[str]:
    """Return what the bars of some cells separate."""
    text = "|".join(row.get(column, "") for column in columns)
    return [cell for cell in text.translate(PLAIN).split("|") if cell]


def _lower(words: Iterable[str]) -> Forms:
    return frozenset(word.lower() for word in words)


def _forms(words: Iterable[str], row: Row) -> Forms:
    """Return the case forms of words; of a Russian person also their transliteration keys."""
    forms = {form.translate(PLAIN) for word in words for form in decline(word)}
    russian = " ".join(_cells(row, "aliases_ru")).split()
    if any(PATRONYMIC.fullmatch(word) for word in russian):
        forms |= {transliteration_key(form) for form in forms if form.istitle()}
    return frozenset(forms)


def _aliases(row: Row) -> Iterator[Alias]:
    """Find the aliases of a row, and the surnames at the end of a person's longer aliases."""
    cells = _cells(row, "aliases_ru", "aliases_en")
    is_person = row["type"] == "person"
    given_names = _given_names(row)
    last_words = [cell.split()[-1] for cell in cells if is_person]
    surnames = [word for word in last_words if word.strip("«»") not in given_names]
    if not any(" " in cell for cell in cells):  # nobody but a first name: Алёша, Elizabeth
        surnames = [word for word in surnames if not is_first_name(word)]
    for cell in dict.fromkeys([*cells, *surnames]):
        is_ordinary_word = cell.startswith("«") and cell.endswith("»")
        name = cell[1:-1] if is_ordinary_word else cell
        words = [_forms([word], row) for word in TOKEN.findall(name)]
        if not is_person:
            words[1:] = [forms | _lower(filter(str.istitle, forms)) for forms in words[1:]]
        yield Alias(
            words=tuple(words),
            entity=row["entity"],
            type=row["type"],
            is_ordinary_word=is_ordinary_word,
            is_surname=cell.split()[-1] in surnames,
            is_sufficient=cell in cells,
        )


def _with_own_surnames(aliases: Sequence[Alias]) -> list[Alias]:
    """Let a surname alone name a person where no other row has a name with one of its forms."""
    bearers = defaultdict(set)
    for alias in aliases:
        for form in alias.words[0] if len(alias.words) == 1 else ():
            bearers[form].add(alias.entity)
    return [
        alias._replace(is_sufficient=True)
        if alias.is_surname and all(len(bearers[form]) < 2 for form in alias.words[0])
        else alias
        for alias in aliases
    ]


def _given_names(row: Row) -> list[str]:
    """Find the first names and patronymics in a person's aliases: all words but the surname."""
    if row["type"] not in ("person", "given"):
        return []
    cells = _cells(row, "aliases_ru", "aliases_en")
    longer = [cell.split() for cell in cells if " " in cell]
    names = [word for words in longer for word in words[:-1]]
    if row["type"] == "given":
        names += cells
    return names


def _first_names_with_patronymics(rows: Sequence[Row]) -> Iterator[Alias]:
    """Make of «Николай Иванович Муралов» a name «Николай Иванович» of all who are called so."""
    people = [row for row in rows if row["type"] == "person"]
    named = [
        (cell.split(), row) for row in people for cell in _cells(row, "aliases_ru", "aliases_en")
    ]
    listed = {tuple(map(transliteration_key, words)) for words, _ in named}
    bearers: dict[tuple[str, ...], dict[str, list[Forms]]] = defaultdict(dict)
    for words, row in named:
        key = tuple(map(transliteration_key, words[:2]))
        if len(words) > 2 and key not in listed and PATRONYMIC.fullmatch(words[1]):
            bearers[key][row["entity"]] = [_forms([word], row) for word in words[:2]]
    for forms_of in bearers.values():
        forms = next(iter(forms_of.values()))
        entities = "".join(f"{entity}|" for entity in forms_of)
        yield Alias(tuple(forms), entities, "person")
