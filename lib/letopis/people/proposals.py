"""Proposals: people whom no table lists, found in the texts, as rows of entities.csv."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from letopis.language.declension import CYRILLIC
from letopis.people.entities import romanise, transliteration_key
from letopis.people.lexicon import PLAIN, TOKEN, EntityLexicon, entity_lexicon
from letopis.people.mentions import find_names
from letopis.people.runs import CERTAIN, Run, runs_of
from letopis.people.unlisted import nominatives
from letopis.people.word_kinds import russian_readings
from letopis.texts.normalise import fold
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = dict.fromkeys(
    "entity type label_ru label_en colour aliases_ru aliases_en derived_ru derived_en note "
    "context".split(),
    "str",
)
COLUMNS |= {"n": "int64", "forms": "str", "sources": "str", "per_source": "str"}
EMPTY = "colour derived_ru derived_en note context forms sources per_source".split()
ENOUGH = 2  # evidence for a name over all its places


def proposed_people(corpus: Corpus) -> pd.DataFrame:
    """Propose the people whom the texts name and the folder's entities.csv does not list.

    All case forms and spellings of a name are one row: a surname goes with its full name where
    only one person has it; Russian and English spellings go together where `transliteration_key`
    says so. In a folder without entities.csv these rows are `corpus.entities`.

    Returns:
        The columns of entities.csv, ready to be pasted into it, then n (places found), forms (as
        written, `|` between), sources (`|` between), per_source (n in each of these); the most
        frequent first.

    >>> len(proposed_people(corpus))  # everybody is listed in the project's entities.csv
    0
    """
    lexicon = entity_lexicon(corpus.listed_entities)
    sentences = corpus.sentences.to_dict("records")
    texts = [_without_names(fold(sentence["text"]).text, lexicon) for sentence in sentences]
    tokens = [[match[0] for match in TOKEN.finditer(text.translate(PLAIN))] for text in texts]
    lower = frozenset(token for words in tokens for token in words if token.islower())
    runs = [run for text in texts for run in runs_of(text, lower)]
    rows = [_row(names) for names, _ in _people(runs)]
    rows = [row for row in rows if row["entity"]]
    taken = Counter(corpus.listed_entities["entity"])
    for row in rows:
        taken[row["entity"]] += 1
        if taken[row["entity"]] > 1:
            row["entity"] += f"_{taken[row['entity']]}"
    return _counted(frame(rows, COLUMNS), [sentence["source"] for sentence in sentences], texts)


def _without_names(text: str, lexicon: EntityLexicon) -> str:
    """Return a text with blanks for the names that are listed."""
    matches, names = find_names(text, lexicon)
    for name in names:
        start, stop = matches[name.start].start(), matches[name.stop - 1].end()
        text = text[:start] + " " * (stop - start) + text[stop:]
    return text


def _counted(people: pd.DataFrame, sources: Sequence[str], texts: Sequence[str]) -> pd.DataFrame:
    """Count where people are named; who is named nowhere (a street was) is left out."""
    lexicon = entity_lexicon(people)
    forms: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for source, text in zip(sources, texts, strict=True):
        matches, names = find_names(text, lexicon)
        for name in names:
            forms[name.entity].add(text[matches[name.start].start() : matches[name.stop - 1].end()])
            counts[name.entity][source] += 1
    people = people[people["entity"].isin(counts)].copy()
    entities = people["entity"].astype("str").tolist()
    people["n"] = [counts[entity].total() for entity in entities]
    people["forms"] = ["|".join(sorted(forms[entity])) for entity in entities]
    people["sources"] = ["|".join(counts[entity]) for entity in entities]
    people["per_source"] = ["|".join(map(str, counts[entity].values())) for entity in entities]
    return people.sort_values(["n", "entity"], ascending=[False, True], ignore_index=True).astype(
        COLUMNS
    )


Person = tuple[set[tuple[str, ...]], list[Run]]  # names, each word in the nominative, and runs
Named = tuple[tuple[str, ...], Run]


def _people(runs: Sequence[Run]) -> list[Person]:
    """Put the runs of one person together."""
    votes = Counter(name for run in runs for name in set(_nominatives(run)))
    by_surname: dict[str, list[Named]] = defaultdict(list)
    by_first_name: dict[str, list[Named]] = defaultdict(list)
    for run in runs:
        given, surname = _parts(run, votes)
        if surname:
            by_surname[_key(surname)].append(((*given, surname), run))
        else:
            by_first_name[_key(given[0])].append((given, run))
    people: list[Person] = []
    for named in by_surname.values():
        if _is_person([run for _, run in named]):
            people += _namesakes(named)
    for key, named in by_first_name.items():
        bearers = [person for person in people if _bears(person, key)]
        if len(bearers) == 1:
            person = bearers[0]
        elif _is_person([run for _, run in named]):
            person = (set(), [])
            people.append(person)
        else:
            continue
        person[0].update(names for names, _ in named)
        person[1].extend(run for _, run in named)
    return people


def _is_person(runs: Sequence[Run]) -> bool:
    """Tell whether what speaks for a person outweighs what speaks against one."""
    evidence = [run.evidence for run in runs]
    if max(evidence) >= CERTAIN:
        return True
    return sum(evidence) >= max(ENOUGH, len(runs) / 3)


def _bears(person: Person, key: str) -> bool:
    return any(len(names) > 1 and _key(names[0]) == key for names in person[0])


def _namesakes(named: Sequence[Named]) -> list[Person]:
    """Split the runs of one surname into people, those of both scripts together.

    Initials and the bare surname go with the only person whom they fit; if there is one in each
    script, it is the same (Лев Троцкий, Leon Trotsky).
    """
    russian = _by_first_name([pair for pair in named if pair[1].is_russian])
    english = _by_first_name([pair for pair in named if not pair[1].is_russian])
    if len(russian) == len(english) == 1:
        return [(russian[0][0] | english[0][0], [*russian[0][1], *english[0][1]])]
    return _by_first_name(named)


def _by_first_name(named: Sequence[Named]) -> list[Person]:
    """Split the runs of one surname by first names, the longest first."""
    people: dict[str, Person] = {}
    longest_first = sorted(named, key=lambda pair: -max(map(len, pair[0][:-1]), default=0))
    for names, run in longest_first:
        first = names[0] if len(names) > 1 else ""
        fitting = [key for key in people if _fits(first, key)]
        key = fitting[0] if len(fitting) == 1 else _key(first)
        person = people.setdefault(key, (set(), []))
        person[0].add(names)
        person[1].append(run)
    return list(people.values())


def _fits(first: str, key: str) -> bool:
    """Tell whether a first name, an initial or none may be a first name that is known."""
    return _key(key).startswith(_key(first)) or (len(key) == 1 and _key(first).startswith(key))


def _key(name: str) -> str:
    """Return what the spellings of a name in both scripts have in common."""
    return transliteration_key(romanise(name.translate(PLAIN)).rstrip(".")).lower()


def _parts(run: Run, votes: Counter[str]) -> tuple[tuple[str, ...], str]:
    """Return given names and surname of a run, in the nominative; "" where there is no surname."""
    gender = ""
    names = []
    for word, kind in zip(run.words, run.kinds, strict=True):
        name = word
        if run.is_russian and kind in "NP":
            reading = _reading(word, kind, gender)
            name = reading.nominative if reading else word
            gender = gender or (reading.gender if reading else "")
        elif run.is_russian and kind in "SUW":
            name = max(_options(word, gender), key=lambda name: votes[name])
        names.append(name)
    if re.fullmatch("NP?", run.kinds):
        return tuple(names), ""
    if run.kinds[-1] in "Pi":
        return tuple(names[1:]), names[0]
    return tuple(names[:-1]), names[-1]


def _reading(word: str, kind: str, gender: str) -> Any:
    readings = [reading for reading in russian_readings(word) if reading.kind == kind]
    agreeing = [reading for reading in readings if gender in ("", reading.gender)]
    return next(iter(agreeing or readings), None)


def _options(surname: str, gender: str) -> list[str]:
    """Return the nominatives that a Russian surname may come from."""
    readings = [reading for reading in russian_readings(surname) if reading.kind == "S"]
    agreeing = [reading for reading in readings if not gender or reading.gender in ("", gender)]
    by_rule = [name for name in nominatives(surname) if not readings]
    return [reading.nominative for reading in agreeing or readings] or by_rule or [surname]


def _nominatives(run: Run) -> Iterable[str]:
    for word, kind in zip(run.words, run.kinds, strict=True):
        if kind in "SUW" and run.is_russian:
            yield from _options(word, "")


def _row(names: set[tuple[str, ...]]) -> dict[str, Any]:
    """Return the row of a person who is called by some names."""
    aliases: dict[bool, list[str]] = {True: [], False: []}
    wholes = {" ".join(word for word in words if len(word.rstrip(".")) > 1) for words in names}
    for whole in sorted(wholes - {""}, key=lambda whole: (-whole.count(" "), -len(whole), whole)):
        aliases[CYRILLIC.search(whole) is not None].append(whole)
    russian, english = aliases[True], aliases[False]
    label = (russian or english or [""])[0]
    surname = (english or [romanise(label)])[0].split()[-1:]
    return {
        "entity": re.sub(r"\W+", "_", "".join(surname).lower()),
        "type": "person",
        "label_ru": label,
        "label_en": english[0] if english else romanise(label),
        "aliases_ru": "|".join(russian),
        "aliases_en": "|".join(english),
        "n": 0,
    } | dict.fromkeys(EMPTY, "")
