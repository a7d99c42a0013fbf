"""Unlisted names: words with capitals that entities.csv does not know yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from letopis.language.declension import CYRILLIC, decline
from letopis.people.candidates import BREAKS, OPENING_QUOTES
from letopis.people.given_names import INITIAL
from letopis.people.lexicon import EntityLexicon, entity_lexicon
from letopis.people.mentions import Name, find_names
from letopis.people.word_kinds import is_function_word, words
from letopis.texts.normalise import fold
from letopis.texts.tables import frame

if TYPE_CHECKING:
    from letopis.corpus import Corpus

COLUMNS = {"name": "str", "count": "int64", "proposal": "str", "forms": "str", "sources": "str"}
COLUMNS |= {"source": "str", "start": "int64", "stop": "int64", "text": "str", "per_source": "str"}
NOMINATIVE_ENDINGS = ("", "а", "я", "й", "ий", "ой", "ый", "ая", "ия", "ь")
ROMAN = re.compile(r"[IVXLCDMХ]+")
RUN = re.compile(r"(?:i\.)*(?:W-?)*W(?:(?:i\.)+(?!W|i\.))?")  # in the signs of `_sign`


class Run(NamedTuple):
    """Words with capitals side by side, in no known name."""

    words: tuple[str, ...]  # only the surname where initials or a first name are around it
    is_person: bool
    is_certain: bool  # the capital does not merely begin a sentence
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
        sources (`|` between), and the first place: source, start, stop (code points), text;
        per_source (count in each of the sources); the most frequent first.

    >>> unlisted_names(corpus)[["name", "count"]].head(2).values.tolist()
    [['TV', 2], ['Collegium', 1]]
    """
    lexicon = entity_lexicon(corpus.entities)
    sentences = corpus.sentences.to_dict("records")
    parsed = [(row, *find_names(fold(row["text"]).text, lexicon)) for row in sentences]
    lower = {match[0] for _, matches, _ in parsed for match in matches if match[0].islower()}
    runs = [run for sentence in parsed for run in _runs(*sentence, lower, lexicon)]
    groups = _groups(runs).items()
    rows = [_row(name, group) for name, group in groups if _is_certain(group, lower)]
    rows.sort(key=lambda row: (-row["count"], row["name"]))
    return frame(rows, COLUMNS)


def _runs(
    sentence: Mapping[Any, Any],
    matches: Sequence[re.Match[str]],
    names: Sequence[Name],
    lower: set[str],
    lexicon: EntityLexicon,
) -> Iterator[Run]:
    """Find the runs of words with capitals in a sentence, outside the names that are known."""
    tokens = [match[0] for match in matches]
    for name in names:
        tokens[name.start : name.stop] = [" "] * (name.stop - name.start)
    signs = "".join(map(_sign, tokens, [*tokens[1:], " "]))
    for match in RUN.finditer(signs):
        start, stop = match.span()
        previous = matches[start - 1][0] if start else "."
        opens = previous in BREAKS
        is_ordinary = opens and signs[start] == "W" and tokens[start].lower() in lower
        if is_ordinary:
            start += 1
        capitals = [tokens[at] for at in range(start, stop) if signs[at] == "W"]
        words = [word for word in capitals if word not in lexicon.first_names]
        if words:
            is_person = "i" in signs[start:stop] or len(words) < len(capitals)
            is_quoted = previous in OPENING_QUOTES
            is_acronym = words[0][1:2].isupper()
            is_certain = not opens or is_quoted or is_ordinary or is_person or is_acronym
            span = matches[start].start(), matches[stop - 1].end()
            first, last = fold(sentence["text"]).span(*span)
            yield Run(
                words=tuple(words[-1:] if is_person else words),
                is_person=is_person,
                is_certain=is_certain or len(words) > 1,
                source=sentence["source"],
                start=sentence["start"] + first,
                text=sentence["text"][first:last],
            )


def _sign(token: str, following: str) -> str:
    """Return W for a word with a capital, i for an initial, the marks that join them, else " "."""
    if token in ".-":
        return token
    if not token[0].isupper() or (ROMAN.fullmatch(token) and following != "."):
        return " "
    is_russian = CYRILLIC.search(token) is not None
    if token in words("nobody") or (is_russian and token.istitle() and is_function_word(token)):
        return " "  # Op. Cit.; Да, Ох, Вот at the beginning of a verse
    return "i" if INITIAL.fullmatch(token) else "W"


def _groups(runs: Sequence[Run]) -> dict[str, list[Run]]:
    """Put the runs of one name together; a name in full with its last word, if that is alone."""
    nominative = _common_nominatives({word for run in runs for word in run.words})
    alone = {nominative[run.words[0]] for run in runs if len(run.words) == 1}
    groups = defaultdict(list)
    for run in runs:
        words = [nominative[word] for word in run.words]
        groups[words[-1] if words[-1] in alone else " ".join(words)].append(run)
    return groups


def _common_nominatives(forms: set[str]) -> dict[str, str]:
    """Choose, of all nominatives a form may have, the one that most of the forms may have."""
    counts = Counter(name for form in sorted(forms) for name in nominatives(form))
    return {
        form: max(nominatives(form), key=lambda name: (counts[name], name in forms))
        for form in forms
    }


def _is_certain(runs: Sequence[Run], lower: set[str]) -> bool:
    """Tell a name from words that begin sentences: it is certain once, or occurs three times."""
    words = [run.words[-1] for run in runs if run.words[-1].lower() not in lower]
    return any(run.is_certain for run in runs) or len(words) > 2


def _row(name: str, runs: Sequence[Run]) -> dict[str, Any]:
    """Return the row of a name, with its first place."""
    first = runs[0]
    sources = Counter(sorted(run.source for run in runs))
    return {
        "name": name,
        "count": len(runs),
        "proposal": "person" if any(run.is_person for run in runs) else "name",
        "forms": "|".join(sorted({run.text for run in runs})),
        "sources": "|".join(sources),
        "per_source": "|".join(str(count) for count in sources.values()),
        "source": first.source,
        "start": first.start,
        "stop": first.start + len(first.text),
        "text": first.text,
    }


def nominatives(form: str) -> tuple[str, ...]:
    """Return every nominative from which the rules could have made a form, the form itself first.

    >>> "Рютин" in nominatives("Рютиным"), "Ягода" in nominatives("Ягоды")
    (True, True)
    """
    stems = [form[: len(form) - cut] for cut in range(4) if len(form) - cut > 2]
    guesses = [stem + ending for stem in stems for ending in NOMINATIVE_ENDINGS]
    return tuple(dict.fromkeys([form, *(guess for guess in guesses if form in decline(guess))]))
