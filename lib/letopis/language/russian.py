"""Russian: what pymorphy3's dictionary, or the ending of a name, says a form can be."""

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from letopis.language.agreement import CASES, GENDERS, agreement_bits
from letopis.language.guesses import guess_name
from letopis.language.parses import AmbiguityClass, Parse, Word, ambiguity_class

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.tagset import OpencorporaTag

# The dictionary's parts of speech as universal ones, where the names differ.
UNIVERSAL_POS = {
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "COMP": "ADJ",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "INFN": "VERB",
    "GRND": "VERB",
    "NUMR": "NUM",
    "NUMB": "NUM",
    "ROMN": "NUM",
    "ADVB": "ADV",
    "PRED": "ADV",
    "NPRO": "PRON",
    "PREP": "ADP",
    "CONJ": "CCONJ",
    "PRCL": "PART",
    "PNCT": "PUNCT",
    "LATN": "X",
    "UNKN": "X",
}
FINITE = {"VERB", "ADJS", "PRTS", "PRED"}
NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
FEMININE_PATRONYMIC = {"Patr", "femn"}
# How much rarer such forms are than others, where the dictionary has no counts of a form.
PRIORS = (
    ({"impr"}, 0.1),
    ({"ADJS"}, 0.3),
    ({"Name", "plur"}, 0.1),
    ({"Surn", "plur"}, 0.1),
    ({"GRND"}, 0.4),
)
YO_PRIOR = 0.4  # of a reading with ё for an е as it is written
NAME_PRIOR = 0.1  # of a name, for a verb with a capital
RAREST = 0.02  # parses with a smaller share are left out
SMOOTHING = 1e-6
COUNTS_OF = 1_000_000  # pymorphy3 has shares as millionths
SOFT_SIGN = re.compile("ь[аеиюя]")


class TagFeatures(NamedTuple):
    """What a tag of the dictionary says; `prior` is how common such forms are beside others."""

    pos: str
    agreement: int = 0
    verb_form: str = ""
    is_name: bool = False
    prior: float = 1.0


class Candidate(NamedTuple):
    """A reading of a form, before readings of one lemma are merged."""

    prefix: str
    suffix: str
    features: TagFeatures
    share: float


class Entry(NamedTuple):
    """A form of a paradigm: what is around its stem, there and in the lemma, and its tag."""

    prefix: str
    suffix: str
    lemma_prefix: str
    lemma_suffix: str
    tag: int


class Paradigm(NamedTuple):
    """How forms with the same entries in the dictionary are read.

    Attributes:
        front, back: what comes before and after the stem of such a form.
        candidates: its readings, with what comes before and after the stem in the lemma.
    """

    front: str
    back: str
    candidates: tuple[Candidate, ...]


Places = tuple[tuple[int, int], ...]  # the number of a paradigm, and of a form in it
Entries = tuple[Entry, ...]
Spelling = tuple[str, Places]


@cache
def analyzer() -> "MorphAnalyzer":
    """Return pymorphy3's analyzer, loaded when it is first needed."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def is_known(word: str) -> bool:
    """Say whether the dictionary has a form."""
    return bool(analyzer().word_is_known(word))


def russian_word(form: str) -> Word:
    """Return what a form can be; forms inflected alike share their ambiguity class.

    >>> stem, ambiguity = russian_word("стали")
    >>> [(parse.lemma(stem), parse.pos) for parse in ambiguity.parses]
    [('стать', 'VERB'), ('сталь', 'NOUN')]
    """
    lower = form.lower()
    has_capital = form[:1].isupper()
    spellings = _spellings(lower)
    if len(spellings) == 1:
        spelling, places = spellings[0]
        if spelling == lower or not has_capital:
            front, back, ambiguity = _shared_class(places, has_capital)
            if len(ambiguity.parses) == 1 or not _counts(lower):
                return Word(spelling[front : len(spelling) - back], ambiguity)
    if spellings:
        parses = _merged(_spelt_candidates(lower, spellings), "", lower, has_capital)
    else:
        is_name = form.istitle() or form.isupper()
        parses = guess_name(form) if is_name else ()
        parses = parses or _merged(_predicted_candidates(form), "", lower, has_capital)
    return Word("", AmbiguityClass(parses))


@lru_cache(maxsize=1 << 16)
def _spellings(lower: str) -> tuple[Spelling, ...]:
    """Find a form in the dictionary, also with ё for е."""
    found = analyzer().dictionary.words.similar_items(lower, analyzer().char_substitutes)
    return tuple((spelling, tuple(places)) for spelling, places in found)


@cache
def _shared_class(places: Places, has_capital: bool) -> tuple[int, int, AmbiguityClass]:
    """Return the class of all forms with these places, and how long their prefix and suffix are."""
    return _paradigm_class(_entries(places), has_capital)


@cache
def _paradigm_class(entries: Entries, has_capital: bool) -> tuple[int, int, AmbiguityClass]:
    """Return the same for entries, which many places have in common."""
    paradigm = _paradigm(entries)
    front, back = paradigm.front, paradigm.back
    parses = _merged(list(paradigm.candidates), front, back, has_capital)
    return len(front), len(back), ambiguity_class(parses)


def _merged(
    candidates: list[Candidate], front: str, back: str, has_capital: bool
) -> tuple[Parse, ...]:
    """Merge the candidates of one lemma and part of speech, the likeliest first.

    A form without a capital is a name only where it can be nothing else; a verb with a capital may
    be a name that no dictionary has. `front` and `back` are what is around the stem of the form.
    """
    if not has_capital:
        candidates = [one for one in candidates if not one.features.is_name] or candidates
    elif all(_is_verb(one.features) for one in candidates):
        share = NAME_PRIOR * max(one.share for one in candidates)
        candidates = [
            *candidates,
            Candidate(front, back, TagFeatures("PROPN", is_name=True), share),
        ]
    shares: dict[tuple[str, str, str, str], float] = {}
    agreements: dict[tuple[str, str, str, str], int] = {}
    for prefix, suffix, features, share in candidates:
        key = (prefix, suffix, features.pos, features.verb_form)
        shares[key] = shares.get(key, 0.0) + share + SMOOTHING
        agreements[key] = agreements.get(key, 0) | features.agreement
    whole = sum(shares.values())
    parses = []
    for key, share in shares.items():
        if share > RAREST * whole:
            prefix, suffix, pos, verb_form = key
            prior = math.log(share / whole)
            parses.append(Parse(prefix, suffix, pos, agreements[key], prior, verb_form))
    return tuple(sorted(parses, key=lambda parse: -parse.prior))


def _is_verb(features: TagFeatures) -> bool:
    """Say whether it is a verb, and no participle that is declined."""
    return features.pos == "VERB" and (features.verb_form == "Fin" or not features.agreement)


@cache
def _paradigm(entries: Entries) -> Paradigm:
    """Work out how a form with these entries is read; its stem is what all of them leave over."""
    front = max((entry.prefix for entry in entries), key=len)
    back = max((entry.suffix for entry in entries), key=len)
    candidates = []
    for entry in entries:
        prefix = entry.lemma_prefix + front[len(entry.prefix) :]
        suffix = back[: len(back) - len(entry.suffix)] + entry.lemma_suffix
        features = _tag_features(analyzer().dictionary.gramtab[entry.tag])
        suffix = _keep_soft_sign(back, suffix)
        candidates.append(Candidate(prefix, suffix, features, features.prior))
    return Paradigm(front, back, tuple(candidates))


def _entries(places: Iterable[tuple[int, int]]) -> Entries:
    """Return the forms of paradigms at these places of the dictionary."""
    return tuple(_entry(number, index) for number, index in places)


@cache
def _entry(number: int, index: int) -> Entry:
    """Return a form of a paradigm of the dictionary, both given by their numbers."""
    dictionary = analyzer().dictionary
    paradigm = dictionary.paradigms[number]
    count = len(paradigm) // 3  # suffixes, tags and prefixes of all forms, one after the other
    tag = paradigm[count + index]
    lemma = _feminine_lemma(number, tag) if tag in _feminine_patronymics() else 0
    return Entry(
        dictionary.paradigm_prefixes[paradigm[2 * count + index]],
        dictionary.suffixes[paradigm[index]],
        dictionary.paradigm_prefixes[paradigm[2 * count + lemma]],
        dictionary.suffixes[paradigm[lemma]],
        tag,
    )


@cache
def _feminine_patronymics() -> frozenset[int]:
    """Return the tags of patronymics like Алексеевна, which the dictionary has under Алексеевич."""
    tags = enumerate(analyzer().dictionary.gramtab)
    return frozenset(number for number, tag in tags if tag.grammemes >= FEMININE_PATRONYMIC)


def _feminine_lemma(number: int, tag: int) -> int:
    """Find the nominative singular of a feminine patronymic in its paradigm."""
    dictionary = analyzer().dictionary
    wanted = dictionary.gramtab[tag].grammemes - CASES.keys() - {"plur"} | {"sing", "nomn"}
    forms = enumerate(dictionary.build_paradigm_info(number))
    return next((index for index, (_, other, _) in forms if other.grammemes == wanted), 0)


def _spelt_candidates(lower: str, spellings: Iterable[Spelling]) -> list[Candidate]:
    """Return the readings of a form in all its spellings, by pymorphy3's counts where known."""
    counts = _counts(lower)
    tags = analyzer().dictionary.gramtab
    candidates = []
    for spelling, places in spellings:
        spelling_prior = 1.0 if spelling == lower else YO_PRIOR
        entries = _entries(places)
        paradigm = _paradigm(entries)
        stem = spelling[len(paradigm.front) : len(spelling) - len(paradigm.back)]
        for entry, candidate in zip(entries, paradigm.candidates, strict=True):
            share = counts.get(str(tags[entry.tag]), 0.0) if counts else candidate.share
            lemma = candidate.prefix + stem + candidate.suffix
            candidates.append(Candidate("", lemma, candidate.features, share * spelling_prior))
    return candidates


def _counts(lower: str) -> dict[str, float]:
    """Return how often a form has each tag, where pymorphy3 has counts of the form."""
    prefix = f"{lower}:"
    items = analyzer().prob_estimator.p_t_given_w.items(prefix)
    return {key.removeprefix(prefix): count / COUNTS_OF for key, count in items}


def _predicted_candidates(form: str) -> list[Candidate]:
    """Ask pymorphy3 to predict the readings of a form that it does not know."""
    candidates = []
    for parse in analyzer().parse(form):
        lemma = parse.normal_form
        if parse.tag.grammemes >= FEMININE_PATRONYMIC:
            lemma = (parse.inflect({"sing", "nomn"}) or parse).word
        lemma = _keep_soft_sign(form.lower(), lemma)
        candidates.append(Candidate("", lemma, _tag_features(parse.tag), parse.score))
    return candidates


@cache
def _tag_features(tag: "OpencorporaTag") -> TagFeatures:
    """Read a tag of the dictionary."""
    marks = tag.grammemes
    part = str(tag.POS or next((mark for mark in UNIVERSAL_POS if mark in marks), "UNKN"))
    is_name = not NAMES.isdisjoint(marks)
    if is_name and part == "NOUN":
        pos = "PROPN"
    elif "Apro" in marks:
        pos = "DET"
    else:
        pos = UNIVERSAL_POS.get(part, part)
    verb_form = "Inf" if part == "INFN" else ""
    cases = [mark for mark in CASES if mark in marks]
    if part in FINITE and "impr" not in marks:
        verb_form = "Fin"
        cases = cases if {"1per", "2per"} & marks else ["nomn"]
    genders = [mark for mark in GENDERS if mark in marks] or ["masc", "femn", "neut"]
    if "plur" in marks:
        genders = ["plur"]
    prior = min((prior for rare, prior in PRIORS if rare <= marks), default=1.0)
    return TagFeatures(pos, agreement_bits(cases, genders), verb_form, is_name, prior)


def _keep_soft_sign(form: str, lemma: str) -> str:
    """Счастье stays счастье (not счастие), Юрьевич stays Юрьевич."""
    if "ь" not in form or "и" not in lemma:
        return lemma
    pairs = enumerate(zip(form, lemma, strict=False))
    at = next((index for index, (one, other) in pairs if one != other), 0)
    if lemma[at : at + 2] in ("ие", "ия") and SOFT_SIGN.match(form, at):
        return f"{lemma[:at]}ь{lemma[at + 1 :]}"
    return lemma
