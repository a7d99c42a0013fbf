"""Russian: what pymorphy3's dictionary, or the ending of a name, says a form can be.

A parse is a reading until its prior is the logarithm of a share; before, it is the share itself.
"""

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from letopis.language.guesses import guess_name
from letopis.language.parses import CASES, GENDERS, AmbiguityClass, Entry, Parse, agreement_bits

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.tagset import OpencorporaTag

# The dictionary's parts of speech and the universal ones, where their names differ.
UNIVERSAL_POS = dict(
    pair.split("=")
    for pair in "ADJF=ADJ ADJS=ADJ COMP=ADJ PRTF=VERB PRTS=VERB INFN=VERB GRND=VERB NUMR=NUM "
    "NUMB=NUM ROMN=NUM ADVB=ADV PRED=ADV NPRO=PRON PREP=ADP CONJ=CCONJ PRCL=PART PNCT=PUNCT "
    "LATN=X UNKN=X".split()
)
FINITE = {"VERB", "ADJS", "PRTS", "PRED"}
NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}
FEMININE_PATRONYMIC = {"Patr", "femn"}
# How common such forms are beside others, where pymorphy3 has no counts of a form.
PRIORS = {"impr": 0.1, "ADJS": 0.3, "Name plur": 0.1, "Surn plur": 0.1, "GRND": 0.4}
YO_PRIOR = 0.4  # of a reading with ё for an е as it is written
NAME_PRIOR = 0.1  # of a name, for a verb with a capital
SURNAME_PRIORS = (0.2, 0.05)  # of a surname, for a plural of beings, of things in -ов, with capital
SURNAME_ENDING = re.compile("[оеё]в$")
ACCUSATIVE_PLURAL = agreement_bits(["accs"], ["plur"])
SURNAME = ("PROPN", agreement_bits(["nomn"], ["masc"]))
RAREST = 0.01  # parses with a smaller share are left out
SMOOTHING = 1e-6
STEM = "\0"  # stands for any stem
OLD_ENDINGS = {"(?<=..)аго$": "ого", "(?<=..)яго$": "его", "ыя$": "ые", "ия$": "ие"}  # of 1917
FEMININE_ENDING = re.compile("н(?:а|ы|е|у|ой|ою|ам|ами|ах)$|ен$")  # Алексеевну, Алексеевен
SOFT_SIGN = re.compile("ь[аеиюя]")

Places = Sequence[tuple[int, int]]  # in the dictionary: number of a paradigm, of a form in it
Spellings = list[tuple[str, Places]]


@cache
def analyzer() -> "MorphAnalyzer":
    """Return pymorphy3's analyzer, loaded when it is first needed."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def is_russian_word(form: str) -> bool:
    """Say whether the dictionary has a form, е for ё too."""
    return bool(analyzer().word_is_known(form))


def russian_entry(form: str) -> Entry:
    """Return the entry of a form; forms inflected alike share their ambiguity class.

    >>> stem, ambiguity = russian_entry("стали")
    >>> [(parse.lemma(stem), parse.pos) for parse in ambiguity.parses]
    [('стать', 'VERB'), ('сталь', 'NOUN')]
    """
    lower = form.lower()
    has_capital = form[:1].isupper()
    # The form as it is written, and with ё for е, as far as the dictionary has them.
    spellings = analyzer().dictionary.words.similar_items(lower, analyzer().char_substitutes)
    if len(spellings) == 1:
        spelling, places = spellings[0]
        if spelling == lower or not has_capital:
            front, back, ambiguity, is_certain = _shared_class(tuple(places), has_capital)
            if is_certain or not _counted(lower):
                return Entry(spelling[front : len(spelling) - back], ambiguity)
    for old, ending in OLD_ENDINGS.items() if not spellings else ():
        modern = re.sub(old, ending, form)
        if modern != form and is_russian_word(modern):
            return russian_entry(modern)
    is_unknown_name = not spellings and (form.istitle() or form.isupper())
    guesses = guess_name(form) if is_unknown_name else ()
    parses = guesses or _merged(_readings(form, spellings), "", lower, has_capital)
    return Entry("", AmbiguityClass(parses))


@cache
def _shared_class(places: Places, has_capital: bool) -> tuple[int, int, AmbiguityClass, bool]:
    """Return the class of all forms with these places; their stem is what all readings leave over.

    Before the class come the lengths of what is before and after the stem of the form; after it,
    whether all readings are one, so that counts of a form change nothing.
    """
    dictionary = analyzer().dictionary
    prefixes = []
    suffixes = []
    for number, index in places:
        paradigm = dictionary.paradigms[number]
        suffixes.append(dictionary.suffixes[paradigm[index]])
        prefixes.append(dictionary.paradigm_prefixes[paradigm[len(paradigm) // 3 * 2 + index]])
    front = max(prefixes, key=len)
    back = max(suffixes, key=len)
    readings = _readings_at(places, front + STEM + back)
    is_certain = len({reading[:4] for reading in readings}) == 1
    parses = _merged(readings, front, back, has_capital)
    return len(front), len(back), AmbiguityClass.of(parses), is_certain


def _readings_at(places: Places, form: str, counted: str = "") -> list[Parse]:
    """Return the readings of a form at places of the dictionary, with the counts of `counted`."""
    dictionary = analyzer().dictionary
    readings = []
    for number, index in places:
        tag = dictionary.build_tag_info(number, index)
        lemma = _corrected(dictionary.build_normal_form(number, index, form), form, tag)
        prefix, _, suffix = lemma.rpartition(STEM)
        pos, verb_form, bits, share = _features(tag)
        if counted:
            share = analyzer().prob_estimator.p_t_given_w.prob(counted, tag)
        readings.append(Parse(prefix, suffix, pos, verb_form, bits, share))
    return readings


def _readings(form: str, spellings: Spellings) -> list[Parse]:
    """Return the readings of a form in all its spellings, or those that pymorphy3 predicts."""
    lower = form.lower()
    readings = []
    for spelling, places in spellings:
        prior = 1.0 if spelling == lower else YO_PRIOR
        for reading in _readings_at(places, spelling, _counted(lower)):
            readings.append(reading._replace(prior=reading.prior * prior))
    for parse in () if spellings else analyzer().parse(form):
        lemma = _corrected(parse.normal_form, lower, parse.tag)
        pos, verb_form, bits, _ = _features(parse.tag)
        readings.append(Parse("", lemma, pos, verb_form, bits, parse.score))
    return readings


def _counted(lower: str) -> str:
    """Return a form if pymorphy3 has counts of how often it is read in which way, or else ""."""
    return lower if analyzer().prob_estimator.p_t_given_w.keys(f"{lower}:") else ""


def _merged(readings: list[Parse], front: str, back: str, has_capital: bool) -> tuple[Parse, ...]:
    """Merge the readings of one lemma and part of speech, the likeliest first.

    A form without a capital is a name only where it can be nothing else; a verb or a plural in -ов
    with a capital may be a name that no dictionary has, whose lemma is the form itself (front +
    stem + back).
    """
    if not has_capital:
        readings = [reading for reading in readings if reading.pos != "PROPN"] or readings
    elif all(reading.pos == "VERB" and not reading.is_declined() for reading in readings):
        share = NAME_PRIOR * max(reading.prior for reading in readings)
        readings = [*readings, Parse(front, back, "PROPN", prior=share)]
    elif SURNAME_ENDING.search(back) and not any(reading[2:5:2] == SURNAME for reading in readings):
        are_things = not any(reading.agreement & ACCUSATIVE_PLURAL for reading in readings)
        share = SURNAME_PRIORS[are_things] * max(reading.prior for reading in readings)
        readings = [*readings, Parse(front, back, "PROPN", "", SURNAME[1], share)]
    if len(readings) == 1:
        return (readings[0]._replace(prior=0.0),)
    shares: dict[tuple[str, str, str, str], float] = {}
    bits: dict[tuple[str, str, str, str], int] = {}
    for reading in readings:
        key = reading[:4]
        shares[key] = shares.get(key, 0.0) + reading.prior + SMOOTHING
        bits[key] = bits.get(key, 0) | reading.agreement
    whole = sum(shares.values())
    parses = [
        Parse(*key, bits[key], math.log(share / whole))
        for key, share in shares.items()
        if share > RAREST * whole
    ]
    return tuple(sorted(parses, key=lambda parse: -parse.prior))


@cache
def _features(tag: "OpencorporaTag") -> tuple[str, str, int, float]:
    """Read a tag of the dictionary: part of speech, verb form, agreement, how common it is."""
    marks = tag.grammemes
    part = str(tag.POS or next((mark for mark in UNIVERSAL_POS if mark in marks), "UNKN"))
    pos = UNIVERSAL_POS.get(part, part)
    if part == "NOUN" and not NAMES.isdisjoint(marks):
        pos = "PROPN"
    elif "Apro" in marks:
        pos = "DET"
    verb_form = "Inf" if part == "INFN" else ""
    cases = [mark for mark in CASES if mark in marks]
    if part in FINITE and "impr" not in marks:
        verb_form = "Fin"
        cases = cases if {"1per", "2per"} & marks else ["nomn"]
    genders = [mark for mark in GENDERS if mark in marks] or ["masc", "femn", "neut"]
    genders = ["plur"] if "plur" in marks else genders
    priors = [prior for rare, prior in PRIORS.items() if marks.issuperset(rare.split())]
    return pos, verb_form, agreement_bits(cases, genders), min(priors, default=1.0)


def _corrected(lemma: str, form: str, tag: "OpencorporaTag") -> str:
    """Correct a lemma of the dictionary.

    Счастье stays счастье (not счастие), Юрьевич stays Юрьевич; Алексеевна is a lemma, not a form of
    Алексеевич.
    """
    if tag.grammemes >= FEMININE_PATRONYMIC:
        return FEMININE_ENDING.sub("на", form)
    if "ь" not in form or "и" not in lemma:
        return lemma
    pairs = enumerate(zip(form, lemma, strict=False))
    at = next((index for index, (one, other) in pairs if one != other), 0)
    if lemma[at : at + 2] in ("ие", "ия") and SOFT_SIGN.match(form, at):
        return f"{lemma[:at]}ь{lemma[at + 1 :]}"
    return lemma
