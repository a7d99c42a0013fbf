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
from letopis.texts.schemas import ENTITIES
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = {column.name: "str" for column in ENTITIES.columns}
COLUMNS |= {"n": "int64", "forms": "str", "sources": "str", "per_source": "str"}
NEW_LINE = re.compile(r"\n(?=\s*\w)")
CAPITAL_LINE = re.compile(r"\n(?=\s*[A-ZА-ЯЁ])")
VERSE = 0.7  # of the lines begin with a capital
LINE_END = "•"  # a capital after it makes no name
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
    if _is_verse(texts):
        texts = [text.replace("\n", LINE_END) for text in texts]
    tokens = (token for text in texts for token in TOKEN.findall(text.translate(PLAIN)))
    lower = frozenset(filter(str.islower, tokens))
    runs = [run for text in texts for run in runs_of(text, lower)]
    rows = [_row(names) for names, _ in _people(runs)]
    people = frame(rows, COLUMNS).drop_duplicates("entity", ignore_index=True)
    sources = [sentence["source"] for sentence in sentences]
    return _with_ids(_counted(people, sources, texts), corpus.listed_entities["entity"])


def _is_verse(texts: Sequence[str]) -> bool:
    """Tell whether most lines begin with a capital."""
    lines = sum(len(NEW_LINE.findall(text)) for text in texts)
    return sum(len(CAPITAL_LINE.findall(text)) for text in texts) > VERSE * lines


def _with_ids(people: pd.DataFrame, listed: Iterable[str]) -> pd.DataFrame:
    """Call everybody by his surname; the second of a name has a number behind it."""
    taken = Counter(listed)
    ids = []
    for label in people["label_en"]:
        surname = re.sub(r"\W", "_", label.split()[-1].lower().replace("'", ""))
        taken[surname] += 1
        ids.append(surname if taken[surname] == 1 else f"{surname}_{taken[surname]}")
    return people.assign(entity=pd.Series(ids, dtype="str"))


def _without_names(text: str, lexicon: EntityLexicon) -> str:
    """Return a text with blanks for the names that are listed."""
    matches, names = find_names(text, lexicon)
    for name in names:
        start = matches[name.start].start()
        stop = matches[name.stop - 1].end()
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
            written = text[matches[name.start].start() : matches[name.stop - 1].end()]
            forms[name.entity].add(" ".join(written.split()))
            counts[name.entity][source] += 1
    people = people[people["entity"].isin(counts)].copy()
    entities = people["entity"].astype("str").tolist()
    people["n"] = [counts[entity].total() for entity in entities]
    people["forms"] = ["|".join(sorted(forms[entity])) for entity in entities]
    people["sources"] = ["|".join(counts[entity]) for entity in entities]
    people["per_source"] = ["|".join(map(str, counts[entity].values())) for entity in entities]
    order = people.sort_values(["n", "label_ru"], ascending=[False, True], ignore_index=True)
    return order.astype(COLUMNS)


Person = tuple[set[tuple[str, ...]], list[Run]]  # names, each word in the nominative, and runs
Named = tuple[tuple[str, ...], Run]


def _people(runs: Sequence[Run]) -> list[Person]:
    """Put the runs of one person together."""
    votes = Counter(name for run in runs for name in _nominatives(run))
    by_surname: dict[str, list[Named]] = defaultdict(list)
    by_given_names: dict[tuple[str, ...], list[Named]] = defaultdict(list)
    in_full = [(_names(run, votes), run) for run in runs if re.match("[Ni].*[SUN]$", run.kinds)]
    surnames = {_key(names[-1]) for names, _ in in_full} - {_key(names[0]) for names, _ in in_full}
    for run in (_as_surname(run, surnames) for run in runs):
        names = _names(run, votes)
        if re.fullmatch("NP?", run.kinds):
            by_given_names[tuple(map(_key, names))].append((names, run))
        else:
            by_surname[_key(names[-1])].append((names, run))
    people: list[Person] = []
    for named in by_surname.values():
        if _is_person([run for _, run in named]):
            people += _namesakes(named)
    for given in sorted(by_given_names, key=lambda given: (-len(given), given)):
        named = by_given_names[given]
        bearers = [person for person in people if _bears(person, given)]
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


def _as_surname(run: Run, surnames: set[str]) -> Run:
    """«Рида» beside «Джон Рид»: a first name alone that is somebody's surname is that."""
    options = _options(run.words[0], "S", "") if run.is_russian else run.words
    is_surname = run.kinds == "N" and not surnames.isdisjoint(map(_key, options))
    return run._replace(kinds="S") if is_surname else run


def _is_person(runs: Sequence[Run]) -> bool:
    """Tell whether what speaks for a person outweighs what speaks against one."""
    evidence = [run.evidence for run in runs]
    if max(evidence) >= CERTAIN:
        return True
    return sum(evidence) >= max(ENOUGH, len(runs) / 3)


def _bears(person: Person, given: tuple[str, ...]) -> bool:
    """Tell whether a person has a first name, and a patronymic if one is given, and a name more."""
    size = len(given)
    return any(tuple(map(_key, names[:size])) == given and len(names) > size for names in person[0])


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


def _names(run: Run, votes: Counter[str]) -> tuple[str, ...]:
    """Return the words of a run in the nominative, the surname last."""
    gender = _gender(run)
    names = []
    for word, kind in zip(run.words, run.kinds, strict=True):
        options = _options(word, kind, gender) if run.is_russian else [word]
        name = max(options, key=lambda name: votes[name])
        names.append(name.capitalize() if name.isupper() and len(name) > 3 else name)
    is_surname_first = len(names) > 1 and run.kinds[0] in "SU" and run.kinds[-1] in "Pi"
    return (*names[1:], names[0]) if is_surname_first else tuple(names)


def _gender(run: Run) -> str:
    """Return the gender that patronymic or first name give; "" where they do not."""
    for wanted in "PN":
        for word, kind in zip(run.words, run.kinds, strict=True):
            genders = {reading.gender for reading in russian_readings(word) if reading.kind == kind}
            if run.is_russian and kind == wanted and len(genders) == 1:
                return genders.pop()
    return ""


def _options(word: str, kind: str, gender: str) -> list[str]:
    """Return the nominatives that a Russian word of a name may come from."""
    if kind in "id":
        return [word]
    wanted = kind if kind in "NP" else "S"
    readings = [reading for reading in russian_readings(word) if reading.kind == wanted]
    agreeing = [reading for reading in readings if not gender or reading.gender in ("", gender)]
    if readings:
        return [reading.nominative for reading in agreeing or readings]
    return list(nominatives(word))


def _nominatives(run: Run) -> set[str]:
    """Return all nominatives that the words of a run may come from: a vote for each."""
    words = zip(run.words, run.kinds, strict=True)
    if not run.is_russian:
        return set()
    return {name for word, kind in words for name in _options(word, kind, _gender(run))}


def _row(names: set[tuple[str, ...]]) -> dict[str, Any]:
    """Return the row of a person who is called by some names."""
    aliases: dict[bool, list[str]] = {True: [], False: []}
    wholes = {" ".join(word for word in words if len(word.rstrip(".")) > 1) for words in names}
    for whole in sorted(wholes - {""}, key=lambda whole: (-whole.count(" "), -len(whole), whole)):
        aliases[CYRILLIC.search(whole) is not None].append(whole)
    russian = aliases[True]
    english = aliases[False]
    label = (russian or english or [""])[0]
    return dict.fromkeys(COLUMNS, "") | {
        "entity": label,
        "type": "person",
        "label_ru": label,
        "label_en": english[0] if english else romanise(label),
        "aliases_ru": "|".join(russian),
        "aliases_en": "|".join(english),
        "n": 0,
    }
