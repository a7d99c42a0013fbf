"""What entities.csv does not know yet: words with capitals that are in no mention, the most frequent first."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from letopis.language.declension import nominatives
from letopis.people.mentions import INITIAL, QUOTES, STOPS, Found, Lexicon, find, lexicon
from letopis.texts.catalogue import fold
from letopis.texts.tables import frame

COLUMNS = dict.fromkeys(("name", "count", "proposal", "forms", "sources", "source", "start", "stop", "text"), "str")
COLUMNS |= dict.fromkeys(("count", "start", "stop"), "int64")
ROMAN = re.compile(r"[IVXLCDMХ]+")
RUN = re.compile(r"(?:i\.)*(?:W-?)*W(?:(?:i\.)++(?!W))?")  # in the signs of `_sign`


class Run(NamedTuple):
    """Words with capitals side by side, in no known name."""

    words: tuple[str, ...]  # only the surname where initials or a first name stand before
    person: bool
    firm: bool  # the capital does not merely begin a sentence
    source: str
    start: int
    text: str


def table(corpus) -> pd.DataFrame:
    """List what has a capital and is not covered by entities.csv: what whoever adds a text should look at.

    Out, most frequent first: name (proposed: the nominative most of its forms agree on), count, proposal (`person`
    where initials or a first name stand before it, else `name`), forms (as written, `|` between), sources, and the
    first place: source, start, stop (code points), text. A word whose capital merely begins a sentence is left out.

    «М. Н. Рютина», «Рютину», «Рютиным» are one row: Рютин, 3, person.

    >>> table(corpus)[["name", "count"]].head(2).to_numpy().tolist()
    [['TV', 2], ['Collegium', 1]]
    """
    known = lexicon(corpus.entities)
    parsed = [(one, folded, *find(folded.text, known)) for one in corpus.sentences.itertuples()
              for folded in [fold(one.text)]]
    lower = {match[0] for *_, matches, _ in parsed for match in matches if match[0].islower()}
    runs = [run for sentence in parsed for run in _runs(*sentence, lower, known)]
    nominative, groups = _nominatives(sorted({word for run in runs for word in run.words})), defaultdict(list)
    alone = {nominative[run.words[0]] for run in runs if len(run.words) == 1}
    for run in runs:
        name = [nominative[word] for word in run.words]
        groups[name[-1] if name[-1] in alone else " ".join(name)].append(run)
    groups = {name: group for name, group in groups.items() if _is_firm(group, lower)}
    rows = [_proposal(name, group) for name, group in groups.items()]
    return frame(sorted(rows, key=lambda row: (-row[1], row[0])), COLUMNS)


def _nominatives(forms: list[str]) -> dict[str, str]:
    """Of all nominatives a form may come from, choose the one most of the forms may come from."""
    seen, cover = set(forms), Counter(name for form in forms for name in nominatives(form))
    return {form: max(nominatives(form), key=lambda name: (cover[name], name in seen)) for form in forms}


def _is_firm(runs: list[Run], lower: set[str]) -> bool:
    """Tell a name from words that merely begin a sentence: seen inside one, or thrice, or in two case forms."""
    words = [run.words[-1] for run in runs if run.words[-1].lower() not in lower]
    return any(run.firm for run in runs) or len(words) > 2 or len(set(words)) > 1


def _sign(token: str, following: str) -> str:
    """W for a word with a capital, i for an initial, the marks that join them, and a space for all else."""
    if token in ".-":
        return token
    if not token[0].isupper() or (ROMAN.fullmatch(token) and following != "."):
        return " "
    return "i" if INITIAL.fullmatch(token) else "W"


def _runs(sentence, folded, matches: list[re.Match], found: list[Found], lower: set, known: Lexicon) -> Iterator[Run]:
    covered = {place for name in found for place in range(name.start, name.stop)}
    tokens = [" " if place in covered else match[0] for place, match in enumerate(matches)]
    signs = "".join(_sign(token, following) for token, following in zip(tokens, [*tokens[1:], " "], strict=True))
    for first, end in (run.span() for run in RUN.finditer(signs)):
        opens = first == 0 or matches[first - 1][0] in STOPS
        start = first + (opens and tokens[first].lower() in lower and signs[first] == "W")
        places = [place for place in range(start, end) if signs[place] == "W"]
        words = tuple(tokens[place] for place in places if tokens[place] not in known.first_names)
        if words:
            person = "i" in signs[start:end] or len(words) < len(places)
            quoted = first > 0 and matches[first - 1][0] in QUOTES and words[0].lower() not in lower
            firm = not opens or quoted or start > first or person or len(words) > 1 or words[0][1:2].isupper()
            span = folded.span(matches[start].start(), matches[end - 1].end())
            yield Run(words[-1:] if person else words, person, firm, sentence.source, sentence.start + span[0],
                      sentence.text[slice(*span)])


def _proposal(name: str, runs: list[Run]) -> tuple:
    forms, sources = sorted({run.text for run in runs}), sorted({run.source for run in runs})
    source, start, text = runs[0][3:]
    return (name, len(runs), "person" if any(run.person for run in runs) else "name", "|".join(forms),
            "|".join(sources), source, start, start + len(text), text)
