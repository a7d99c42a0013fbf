"""Who and what is named, and where: the people, bodies and places of entities.csv found in the sentences.

How an alias is written says how it is found: seeds/README.md, "How names are written in entities.csv". An alias in «…»
counts in quotation marks or within five words of one of the row's `context` words; where the row has none, also with
its capital inside a sentence. Of people with a patronymic every spelling in Latin letters is found; their first name
and patronymic alone name them where the table says so, else only after they were named, and the one who was named last.
Streets are not people.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from letopis.language.declension import decline
from letopis.people.entities import transliteration_key
from letopis.texts.catalogue import fold
from letopis.texts.tables import InputError, frame

COLUMNS = dict.fromkeys(("source", "sentence", "start", "stop", "text", "entity", "type", "kind"), "str")
COLUMNS |= dict.fromkeys(("sentence", "start", "stop"), "int64")
TYPES = ("person", "organisation", "place", "other", "given")
PLAIN = str.maketrans("ёЁ’‘", "еЕ''")
TOKEN = re.compile(r"\w+|[^\w\s]")
INITIAL = re.compile(r"[A-ZА-Я]|Yu|Ya|Ye|Kh|Zh|Ts|Ch|Sh|Дж")
PATRONYMIC = re.compile(r"(?:[А-Я][а-я]*(?:[ое]вич|[лт]ьич|[ое]вн|[иь]ничн)|(?:Никит|Лук|Фом|Кузьм)ич)[а-я]{0,2}|"
                        r"[A-Z][a-z]*(?:[oey]vi?t?ch|ly?ich|[oey]vna)|(?:Nikit|Luk|Fom|Kuzm)ich")
PREFIXES = r"(?:анти|контр|нео|про|псевдо|anti|neo|pro|pseudo)?"
QUOTES, ENDS, STOPS = "«“„\"'", "»”\"'", ".!?…:;—–-()«“„\"'*•№"
AGREEING = re.compile(  # a first name and a surname in one case; words in Latin letters always agree
    r"\w+[^аеиоуыэюям] \w+[^аеиоуыэюя]|\w+[ая] \w+(?:а|я|ого)|\w+[ую] \w+(?:у|ю|ому)|\w+[ое]м \w+[ыио]м|"
    r"\w+[оейиы] \w+ой")
STREET = re.compile(  # named after a person; "от имени Троцкого" speaks for the man himself
    r"(?i:\b(?:(?:площад|улиц|проспект|переул|бульвар|набережн)\w*|(?:пл|ул|пр|просп|пер|наб|им) \.|(?<!от )имени)"
    r") \w+(?:[аыие]|[ое]го|[ое]й)$")
SQUARE = re.compile(r"Square|Street|Avenue|Prospe[ck]t|Boulevard|Embankment|Bridge|Station|Club|University")
NEAR = 5


class Alias(NamedTuple):
    """One alias, ready to be looked for."""

    words: list[frozenset[str]]  # the forms of each of its words
    entity: str
    type: str
    ordinary: bool  # written in «…»
    surname: bool  # ends in a surname, so what stands before and after counts
    bare: bool  # says enough without a first name or initials


class Lexicon(NamedTuple):
    """What entities.csv knows, ready to be looked up."""

    aliases: dict[str, list[Alias]]  # by the transliteration key of their first word
    given: dict[str, frozenset[str]]  # entity: forms of first names and patronymics
    context: dict[str, frozenset[str]]
    stems: re.Pattern  # of derived words
    derived: dict[str, tuple[str, str]]  # stem: entity and type
    known: frozenset[str]  # every word of every name
    first_names: frozenset[str]


class Found(NamedTuple):
    """A stretch of tokens that is a name, and how sure that is."""

    start: int
    stop: int
    strength: int
    entity: str
    type: str
    kind: str = "name"


def lexicon(entities: pd.DataFrame) -> Lexicon:
    """Make the table of entities.csv ready to be looked up; `find` takes what comes out.

    Raises InputError, naming the row, for a type that is not one of TYPES and for an id that is empty or stands twice.
    """
    _check(entities)
    rows, index = entities.to_dict("records"), defaultdict(list)
    every = [alias for row in rows if row["type"] != "given" for alias in _aliases(row)]
    for alias in (*every, *_pairs(rows)):
        for first in sorted({transliteration_key(form) for form in alias.words[0]}):
            index[first].append(alias)
    given = {row["entity"]: _forms(_first_names(row), row) for row in rows}
    derived = {stem: (row["entity"], row["type"]) for row in rows for stem in _cells(row, "derived_ru", "derived_en")}
    surnames = {form for alias in every if alias.surname for form in alias.words[-1]}
    return Lexicon(
        dict(index), given, {row["entity"]: frozenset(map(str.lower, _cells(row, "context"))) for row in rows},
        re.compile(f"{PREFIXES}({'|'.join(sorted(derived, key=len, reverse=True)) or '(?!)'})\\w*"), derived,
        frozenset(form for alias in every for word in alias.words for form in word),
        frozenset(form for forms in given.values() for form in forms if len(form) > 2) - surnames)


def _check(entities: pd.DataFrame) -> None:
    for number, entity, kind in zip(entities.index, entities["entity"], entities["type"], strict=True):
        if kind not in TYPES:
            raise InputError(f"entities.csv, row {number}: type {kind!r} of {entity!r}; expected {', '.join(TYPES)}.")
    for number, entity in entities.loc[entities["entity"].duplicated() | entities["entity"].eq(""), "entity"].items():
        raise InputError(f"entities.csv, row {number}: id {entity!r} is empty or stands twice; give each row its own.")


def _cells(row: dict, *columns: str) -> list[str]:
    return [cell for column in columns for cell in row.get(column, "").translate(PLAIN).split("|") if cell]


def _forms(words: Iterable[str], row: dict) -> frozenset[str]:
    """Give the case forms; of somebody with a patronymic also what the spellings in Latin letters have in common."""
    forms = {form.translate(PLAIN) for word in words for form in decline(word)}
    russian = any(map(PATRONYMIC.fullmatch, " ".join(_cells(row, "aliases_ru")).split()))
    return frozenset(forms | {transliteration_key(form) for form in forms if russian and form.istitle()})


def _pairs(rows: list[dict]) -> Iterator[Alias]:
    """Make of «Николай Иванович Муралов» a name for whoever bears it: its entity is all of them, a bar after each."""
    people = [(cell.split(), row) for row in rows if row["type"] == "person"
              for cell in _cells(row, "aliases_ru", "aliases_en")]
    bearers, alone = defaultdict(dict), {tuple(map(transliteration_key, words)) for words, _ in people}
    for words, row in people:
        pair = tuple(map(transliteration_key, words[:2]))
        if len(words) > 2 and pair not in alone and PATRONYMIC.fullmatch(words[1]):
            bearers[pair][f"{row['entity']}|"] = [_forms([word], row) for word in words[:2]]
    return (Alias(next(iter(rows.values())), "".join(rows), "person", False, False, True) for rows in bearers.values())


def _first_names(row: dict) -> list[str]:
    """Give what stands before the last word of a person's longer aliases, and a patronymic that stands last."""
    cells = _cells(row, "aliases_ru", "aliases_en") if row["type"] in ("person", "given") else []
    longer = [cell.split() for cell in cells if " " in cell]
    last = [name[-1] for name in longer if PATRONYMIC.fullmatch(name[-1]) and name[-1] not in cells]
    return [word.strip(".") for name in longer for word in name[:-1]] + (cells if row["type"] == "given" else last)


def _aliases(row: dict) -> Iterator[Alias]:
    cells, first = _cells(row, "aliases_ru", "aliases_en"), _first_names(row)
    lasts = [cell.split()[-1] for cell in cells if row["type"] == "person"]
    surnames = [last for last in lasts if last.strip("«»") not in first]
    for cell in dict.fromkeys((*cells, *surnames)):
        ordinary = cell.startswith("«") and cell.endswith("»")
        name = cell[1:-1] if ordinary else cell
        words = [_forms([word], row) for word in TOKEN.findall(name)]
        if row["type"] != "person":
            words[1:] = [forms | {form.lower() for form in forms if form.istitle()} for forms in words[1:]]
        yield Alias(words, row["entity"], row["type"], ordinary, cell.split()[-1] in surnames, cell in cells)


def find(text: str, known: Lexicon) -> tuple[list[re.Match], list[Found]]:
    """Find the names in a sentence: its tokens, and what was found as stretches of tokens, in order.

    The longest name wins, then the surest; no token counts twice. Of a hyphenated word all parts are names or none.
    """
    matches = list(TOKEN.finditer(text.translate(PLAIN)))
    tokens, chosen = [match[0] for match in matches], {}
    for found in sorted(_candidates(tokens, known), key=lambda one: (one.start - one.stop, -one.strength, one)):
        if not any(place in chosen for place in range(found.start, found.stop)):
            chosen |= dict.fromkeys(range(found.start, found.stop), found)
    for place, token in enumerate(tokens):
        if place not in chosen and (derived := known.stems.fullmatch(token.lower())):
            chosen[place] = Found(place, place + 1, 0, *known.derived[derived[1]], "derived")
    joined = [at for at in range(1, len(tokens) - 1)
              if tokens[at] == "-" and matches[at - 1].end() + 1 == matches[at + 1].start()]
    halves = [(at + side, at - side) for at in joined for side in (1, -1)]
    broken = {chosen[one] for one, other in halves if one in chosen and other not in chosen and tokens[other].istitle()}
    return matches, sorted(one for one in {*chosen.values()} if one not in broken or one.kind == "derived")


def _candidates(tokens: list[str], known: Lexicon) -> Iterator[Found]:
    for start, token in enumerate(tokens):
        for alias in known.aliases.get(transliteration_key(token), ()):
            stop = start + len(alias.words)
            if stop <= len(tokens) and all(map(_fits, tokens[start:stop], alias.words)):
                found = _with_first_names(tokens, start, stop, alias, known)
                if found and (strength := _strength(tokens, *found, alias, known)):
                    yield Found(*found[:2], strength, alias.entity, alias.type)


def _is_part(tokens: list[str], start: int, stop: int, alias: Alias) -> bool:
    """Tell a street named after somebody from the man, and «Вечерняя Москва» from the city."""
    before, after = tokens[max(0, start - 2):start], "".join(tokens[stop:stop + 1])
    if alias.type == "person":
        return bool(STREET.search(" ".join([*before, tokens[start]])) or SQUARE.fullmatch(after))
    title = len(before) > 1 and before[-2] in QUOTES and before[-1].istitle() and len(before[-1]) > 2
    return alias.type == "place" and title and after != "" and after in ENDS


def _fits(token: str, forms: frozenset[str]) -> bool:
    said = token.capitalize() if len(token) > 3 and token.isupper() else token
    return not forms.isdisjoint({token, token.lower(), said, transliteration_key(said) if said.istitle() else said})


def _with_first_names(tokens, start, stop, alias: Alias, known: Lexicon) -> tuple[int, int, bool] | None:
    """Take in the initials and first names around a name; None if they, or an unknown first name, are another's."""
    given = known.given.get(alias.entity, frozenset())
    first, before = _before(tokens, start, known, given)
    if not alias.surname:
        patronymic = PATRONYMIC.fullmatch(tokens[stop - (len(alias.words) > 1)] if stop < len(tokens) else "")
        goes_on = patronymic and (len(alias.words) == 1 or tokens[stop].istitle())  # Лев Давидович Ландау
        anothers = (before and len(alias.words) == 1) or (alias.type == "person" and goes_on)
        return None if anothers else (start, stop, False)
    last, after = _after(tokens, stop, given)
    if (given and not _same(before + after, given)) or (not before and _stranger(tokens, start, known)):
        return None
    return first, last, bool(before or after)


def _same(parts: list[str], given: frozenset[str]) -> bool:
    """Tell whether initials, first names cut short or whole, and patronymics may all be those of one person."""
    return all(part in given or transliteration_key(part) in given or
               (len(part) < 5 and any(name.startswith(part) for name in given)) for part in parts)


def _stranger(tokens: list[str], at: int, known: Lexicon) -> bool:
    """Tell whether an unknown word with a capital, inside the sentence, reads as a first name: Изабелле Каменевой."""
    if at < 2 or tokens[at - 1] in known.known or not tokens[at - 1].istitle():
        return False
    if tokens[at - 2] in STOPS or (tokens[at - 2].istitle() and tokens[at - 2].isascii()):  # How Stalin Beat Trotsky
        return False
    return len(tokens[at - 1]) > 2 and bool(AGREEING.fullmatch(f"{tokens[at - 1]} {tokens[at]}"))


def _before(tokens: list[str], at: int, known: Lexicon, given: frozenset[str]) -> tuple[int, list[str]]:
    """Walk back over initials, first names, also cut short (Ем. Ярославский), and patronymics."""
    parts: list[str] = []
    while at > 0:
        dotted = at > 1 and tokens[at - 1] == "."
        word = tokens[at - 1 - dotted]
        short = INITIAL.fullmatch(word) or (word.istitle() and 1 < len(word) < 5 and _same([word], given))
        listed = word.istitle() and {word, transliteration_key(word)} & known.first_names
        if not (short if dotted else listed or (PATRONYMIC.fullmatch(word) and word not in known.known)):
            break
        at -= 1 + dotted
        parts.append(word)
    return at, parts


def _after(tokens: list[str], at: int, given: frozenset[str]) -> tuple[int, list[str]]:
    """Walk on over initials (Trotsky L.D.) or a full first name and patronymic (Trotsky, Lev Davydovich)."""
    stop, parts = at, []
    while stop + 1 < len(tokens) and INITIAL.fullmatch(tokens[stop]) and tokens[stop + 1] == ".":
        parts, stop = [*parts, tokens[stop]], stop + 2
    if parts:
        anothers = stop < len(tokens) and tokens[stop].istitle() and not (len(parts) > 1 and _same(parts, given))
        return (at, []) if anothers else (stop, parts)
    names = at + (tokens[at:at + 1] == [","])
    if len(tokens) > names + 1 and tokens[names] in given and tokens[names + 1] in given:
        return names + 2, tokens[names:names + 2]
    return at, []


def _strength(tokens, start, stop, named: bool, alias: Alias, known: Lexicon) -> int:
    """3 named in full or beside a context word, 2 in quotation marks, 1 by the name alone, 0 not a mention."""
    context = known.context.get(alias.entity, frozenset())
    near = {token.lower() for token in tokens[max(0, start - NEAR):start] + tokens[stop:stop + NEAR]}
    if _is_part(tokens, start, stop, alias):
        return 0
    if named or (alias.ordinary and context & near):
        return 3
    if not alias.bare or (alias.type == "person" and alias.ordinary and "".join(tokens[stop:stop + 1]).istitle()):
        return 0
    if not alias.ordinary:
        return 1
    closed = "".join(tokens[stop:stop + 1]) in ENDS
    if start and tokens[start - 1] in QUOTES and alias.type != "person" and (closed or alias.type != "other"):
        return 2
    return int(not context and start > 0 and tokens[start - 1] not in STOPS)


def _bearer(entity: str, source: str, rows: list[tuple]) -> str:
    """Of all who bear a first name and patronymic («bukharin|muralov|») give the one the text named last, or nobody."""
    earlier = (row[5] for row in reversed(rows) if row[0] == source and row[5] in entity.split("|"))
    return next(earlier, "") if "|" in entity else entity


def table(corpus) -> pd.DataFrame:
    """Give one row a mention, sorted by source and start.

    Out: source, sentence, start, stop (code points of the source), text, entity (id in entities.csv), type (person,
    organisation, place), kind: `name`, or `derived` for words made from a name (троцкистов, Stalinist). Initials and
    first names are inside the span, titles and 's are not.

    «И. Н. Смирнова» is one mention of smirnov; "Zinoviev-Kamenev" are two; «Лена» the river is not Lena Goldfields.

    >>> table(corpus).query("entity == 'smirnov'")["text"].tolist()
    ['I. N. Smirnov', 'Smirnov']
    """
    known, rows = lexicon(corpus.entities), []
    for sentence in corpus.sentences.itertuples():
        folded = fold(sentence.text)
        tokens, names = find(folded.text, known)
        for name in (name for name in names if name.type != "other"):
            start, stop = folded.span(tokens[name.start].start(), tokens[name.stop - 1].end())
            if entity := _bearer(name.entity, sentence.source, rows):
                rows.append((sentence.source, sentence.sentence, sentence.start + start, sentence.start + stop,
                             sentence.text[start:stop], entity, name.type, name.kind))
    return frame(rows, COLUMNS)
