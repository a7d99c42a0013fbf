"""Narrated time: the span of time each sentence tells of.

A sentence with a date of its own tells of that (own); one without goes on from the sentence before, within its voice
(carried); a general statement, a comment or a heading without a date tells of no time (none) and interrupts nothing:
what follows goes on from before it. Where only knowledge of the period can tell, a historian pins the passage in
narrated.csv (read); what follows a pin goes on from it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from letopis.dates.expressions import signs
from letopis.dates.resolve import bounds, distance, precision, quoted, references, unpaired, valid
from letopis.texts.tables import InputError, frame, read_csv

COLUMNS = {"source": "str", "part": "str", "sentence": "int64", "edtf": "str", "earliest": "datetime64[s]", "latest": "datetime64[s]",
           "basis": "str", "reason": "str"}
PINS = ("source", "quote", "edtf", "reason")
BACK = ("year before", "so much earlier")
FAR = 365                                                  # days; what is nearer moves the time told
COMING = ("day after speaking", "two days after speaking")
COARSE = ("century", "decade")
CAPITAL = re.compile(r"(?<=[^.!?…]\s)[«“\"]?[A-ZА-ЯЁ]\w")
ALONE = re.compile(r"\((?:(?:запись|письмо|телеграмма|entry|letter|telegram) (?:от|of|for|dated) )?$")
NOT_GENERAL = re.compile(r"\s*(?:[-–—•*]\s|\d+[).]\s|It is\b.*\bwho\b)")


class Sentence(NamedTuple):
    """A sentence in its surroundings.

    In quotation marks, alone in its paragraph, with an actor's name, a footnote, in a text of dated entries (a diary).
    """

    text: str
    language: str
    quoted: bool
    alone: bool
    named: bool
    footnote: bool = False
    diary: bool = False

    def shows(self, sign: str) -> bool:
        """Say whether a sign of telling (expressions.toml) stands in it."""
        return bool(signs("telling", self.language)[sign].search(self.text))

    def tells_past(self) -> bool:
        """Say whether it has a verb in the past, adjectives that only look like one taken out."""
        plain = signs("telling", self.language)["adjective"].sub("", self.text)
        return bool(signs("telling", self.language)["past"].search(plain))


def heading(sentence: Sentence) -> bool:
    """A line of its own without a closing mark: «II», "Delivery to Alma-Ata"."""
    closed = re.search(r"[.!?…:;,][»”\")]*$", sentence.text)
    return (sentence.alone and not closed) or not re.search(r"\w", sentence.text)


# Why a sentence without a date tells of no time, where it is not in quotation marks.
def question(sentence: Sentence) -> bool:
    """A question of the author's own, not one told of: "Why was such a contract signed?"."""
    return sentence.text.endswith("?") and not sentence.shows("asked")


def supposition(sentence: Sentence) -> bool:
    """What would have been: "If Trotsky had won, the concessions would have ended"."""
    return sentence.shows("supposed")


def comment(sentence: Sentence) -> bool:
    """A turn to the reader, or to other books: «Вот так.», "I wonder", "A number of researchers note"."""
    return sentence.shows("comment")


def aside_remark(sentence: Sentence) -> bool:
    """A few words without a name or a past: «А там – посмотрим.»; in a diary they are of the day: «Опять дождь.»."""
    return not sentence.diary and len(sentence.text.split()) <= 5 and not sentence.named and not sentence.tells_past()


def generalisation(sentence: Sentence) -> bool:
    """In the present, without a past or a name: "But a banker is always a banker"; «История не терпит самозванцев.»."""
    if sentence.named or NOT_GENERAL.match(sentence.text) or sentence.tells_past():
        return False
    short = len(sentence.text.split()) <= 12 and not sentence.diary and not re.search(r"\d", sentence.text)
    return (short and sentence.shows("maxim")) or sentence.shows("present")


def verdict(sentence: Sentence) -> bool:
    """What sources and scholars have to say, in the present: «Оценки расходятся.», "The role of Smilga is disputed"."""
    return sentence.shows("verdict") and not sentence.tells_past()


UNDATED = (question, supposition, comment, aside_remark, generalisation, verdict)


def undated(sentence: Sentence) -> bool:
    """Say whether a sentence without a date of its own tells of no time."""
    own_words = not sentence.quoted and any(rule(sentence) for rule in UNDATED)
    return own_words or sentence.footnote or heading(sentence)


class Own(NamedTuple):
    """The date a sentence tells of, the date what follows goes on from, and whether it is off the line."""

    edtf: str = ""
    left: str = ""
    off: bool = False


def own(dates: list, text: str, start: int, opened: str, language: str) -> Own:
    """Choose the date a sentence tells of, and the date what follows goes on from.

    In: the dates of the sentence (rows of corpus.dates), its text and start, what stands before it in its paragraph.
    Dates looked back to, planned or supposed do not count; quoted ones only where there is no other, centuries and
    decades only where there is nothing finer, one alone in brackets only at last. Of two dates that follow each other
    both are told: "in 1933 to France, and in 1935 to Norway" is 1933/1935.
    """
    places = [(row, text[:row.start - start], text[row.stop - start:]) for row in dates if row.edtf]
    planned, would, clause = (signs("telling", language)[kind] for kind in ("planned", "would", "clause"))
    told = [(row, before) for row, before, after in places if not (
        row.is_background or row.rule in COMING or planned.search(before) or would.match(after)
        or (row.rule in BACK and before.strip()) or (row.is_anachrony and clause.search(before)))]
    told = told or [(row, before) for row, before, after in places if ALONE.search(before) and after.startswith(")")]
    told = [row for row, before in told if not quoted(opened + before)] or [row for row, _ in told]
    told = [row for row in told if row.precision not in COARSE] or told
    if not told:
        return Own()
    first, last = told[0], max(told, key=lambda row: row.latest)
    if first.earliest < last.earliest and first.latest < last.latest:
        return Own(f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}", last.edtf, last.is_anachrony)
    return Own(first.edtf, first.edtf.split("/")[-1] if first.basis == "relative" else first.edtf, first.is_anachrony)


def read_pins(corpus) -> dict[str, dict[int, tuple[str, str]]]:
    """Read narrated.csv: source → sentence → (EDTF or "", reason); a pin holds for each sentence its quote touches.

    Raises InputError, naming the row, for an unknown source, a quote that does not stand exactly once in it, or a date
    that is neither EDTF nor "none".
    """
    path, found = corpus.folder / "narrated.csv", {}
    for row in read_csv(path, PINS).itertuples():
        start, edtf = _checked(corpus, row, f"{path}, row {row.Index}")
        sentences = corpus.sentences[corpus.sentences["source"] == row.source]
        touched = sentences[(sentences["stop"] > start) & (sentences["start"] < start + len(row.quote))]
        found.setdefault(row.source, {}).update({number: (edtf, row.reason) for number in touched["sentence"]})
    return found


def _checked(corpus, row, where: str) -> tuple[int, str]:
    if row.source not in corpus.sources.index:
        raise InputError(f"{where}: no source {row.source!r}; there are {', '.join(corpus.sources.index)}.")
    text = corpus.text(row.source)
    if (times := text.count(row.quote) if row.quote else 0) != 1:
        raise InputError(f"{where}: the quote {row.quote!r} stands {times} times in {row.source}; expected once.")
    if row.edtf != "none" and not valid(row.edtf):
        raise InputError(f"{where}: edtf {row.edtf!r}; expected a date as 1927-11-07 or 1928/1929, or none.")
    return text.index(row.quote), "" if row.edtf == "none" else row.edtf


def table(corpus, pins: bool = True) -> pd.DataFrame:
    """Give each sentence the time it tells of, by rule and, with pins, by narrated.csv.

    Out: source, part, sentence, edtf ("" for none), earliest, latest (inclusive, NaT for none), basis (own, carried, read,
    none), reason (of a pin). One row a sentence, sorted by source, then sentence.

    >>> table(corpus).query("source == '000'")[["edtf", "basis"]].head(2).to_numpy().tolist()
    [['', 'none'], ['1927-11-07', 'own']]
    """
    pinned, dates, rows = read_pins(corpus) if pins else {}, defaultdict(list), []
    for row in corpus.dates.itertuples():
        dates[row.source, row.sentence].append(row)
    actors = corpus.mentions[corpus.mentions["type"].isin(["person", "organisation"])]
    named = actors.groupby("source")["sentence"].agg(set).to_dict()
    for source, language, told, voice in corpus.voices():
        sentences = list(surroundings(voice, language, named.get(source), dates))
        rows += [(source, voice[0].part, *row) for row in carry(sentences, told, pinned.get(source, {}))]
    rows = [(*place, edtf, *bounds(edtf), basis, reason) for *place, edtf, basis, reason in rows]
    return frame(sorted(rows, key=lambda row: (row[0], row[2])), COLUMNS)


def surroundings(voice: list, language: str, named: set[int] | None, dates: dict) -> Iterator[tuple]:
    """Give of each sentence its number, its paragraph, its surroundings and what its own dates tell.

    Named is a sentence with a listed person or body in it; in a text without any, one with a capital inside. A caption
    ("Polish poster, 1920") leaves no date behind, a heading that is a day or begins with its date does.
    """
    sizes, listed = Counter(row.paragraph for row in voice), references(voice, language)
    paragraph, before = None, ""
    entries = (one for row in voice for one in dates.get((row.source, row.sentence), []) if opens_entry(one, row))
    diary = len(list(entries)) > 2
    for row in voice:
        before = before if row.paragraph == paragraph else ""
        paragraph, own_dates = row.paragraph, dates.get((row.source, row.sentence), [])
        name = bool(CAPITAL.search(row.text)) if named is None else row.sentence in named
        said, alone = quoted(before) or row.text[0] in "«“„\"", sizes[paragraph] == 1
        sentence = Sentence(row.text, language, said, alone, name, row.sentence in listed, diary)
        date = own(own_dates, row.text, row.start, before, language)
        opens = date.left and own_dates[0].start == row.start
        moves = not heading(sentence) or precision(date.left) == "day" or opens
        yield row.sentence, paragraph, sentence, date if moves else date._replace(left="")
        before = unpaired(before + row.text)


def opens_entry(one: Any, row: Any) -> bool:
    """Say whether a date is a day that stands alone in its sentence, or with its day of the week: «3 ноября.»."""
    return one.precision == "day" and one.start == row.start and len(row.text) - len(one.text) < 16


def carry(sentences: list[tuple], reached: str, pinned: dict[int, tuple[str, str]]) -> Iterator[tuple]:
    """Go through a voice: yield sentence, edtf, basis and reason, carrying the date reached from one to the next.

    Over a year off, a look ahead inside a paragraph is left at once («убит в 1940 году»); a look back, and a paragraph
    that begins ahead, last for the paragraph.
    """
    here, last_paragraph = reached, None
    for number, paragraph, sentence, date in sentences:
        opens, last_paragraph = paragraph != last_paragraph, paragraph
        here = reached if opens else here
        if number in pinned:
            edtf, reason = pinned[number]
            here = reached = edtf or reached
            yield number, edtf, "read", reason
        elif date.edtf:
            off = date.off and bool(reached and date.left) and distance(date.left, reached) > FAR
            ahead = off and not opens and bounds(date.left)[0] > bounds(reached)[1]
            here = here if not date.left or ahead else date.left
            reached = reached if off else here
            yield number, date.edtf, "own", ""
        elif not here or undated(sentence):
            yield number, "", "none", ""
        else:
            yield number, here, "carried", ""
