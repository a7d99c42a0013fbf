"""What is in a folder of texts, text by text, in plain words: how each was read, what is wrong, what to do next."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path

from letopis import corpus
from letopis.language import lemmas, tokens
from letopis.people import unlisted as unmatched
from letopis.texts import catalogue as sources
from letopis.texts import tables
from letopis.texts.errors import InputError
from letopis.texts.formats import READERS
from letopis.texts.normalise import STRESS, fold
from letopis.texts.parts import read_parts

KEPT = {  # in the text, and out of the way when it is searched
    "letters made of two signs (NFD)": r"[^\W\d_][\u0300-\u036f]", "stress marks": STRESS.pattern,
    "soft hyphens": "\u00ad", "line ends of Windows": "\r\n"}
BEFORE_1918 = "are spelt as before 1918"
TROUBLES = {  # what to look at: how it shows, and what to do about it
    "mix Latin and Cyrillic letters": (
        r"\b[^\W\d_]*(?:[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z])\w*", "spell them in one alphabet: names are missed"),
    BEFORE_1918: (
        r"\b\w*(?:[ѣѢѳѲѵѴ]|[а-яё]і|і[а-яё]|[б-джзк-нп-тф-щ]ъ\b)\w*", "lemmas are guesses; list such names as aliases"),
    "are glued": (r"\b(?:[А-ЯЁа-яё][а-яё]{2,}[А-ЯЁ][а-яё]{2,}|[a-z]{4,}[A-Z][a-z]{3,})\b", "set the missing space"),
    "are cut at the end of a line": (r"[^\W\d_]{2,}-[ \t]*\r?\n[ \t]*[a-zа-яё]{2,}", "put them together"),
    "look like OCR": (r"\b[^\W\d_]+\d+[^\W\d_]\w*|\S*[|¦■□•^~\\]\S*", "proofread them against the pages"),
    "have lost letters (\ufffd)": (r"\w*\ufffd[\w\ufffd]*", "get the text again from where it is whole"),
    "were decoded wrongly": (r"(?:[РС][\u0080-\u00bf\u0402-\u040f\u0452-\u045f‚-›€№]|[ÐÑ][\u0080-\u00bf‚-›€]){3,}",
                             "get the text again, in UTF-8; this was saved in a wrong encoding"),
    "are tags": (r"</?[a-zA-Z][^<>\n]{0,200}>", "save the page as .html: there they are no words"),
    "are marks of byte order": ("\ufeff", "delete them; files were joined here")}
LETTERS = re.compile("[A-Za-zА-Яа-яЁё]+")
OLD = re.compile("[ѣѢѳѲѵѴ]")                      # where they stand, the text is Russian, and so is its і
STRANGE = 0.1                                   # the share of words with other letters that a text may have
STAGES = ("parts", "entities", "events", "sentences", "tokens", "mentions", "dates", "narrated", "codebook", "claims")


def report(folder: Path) -> tuple[str, bool]:
    """Look at a folder of texts and tables.

    Out: the report, with all problems, not only the first, and whether the folder can be loaded.

    >>> text, loads = report(corpus.folder)
    >>> loads
    True
    """
    try:
        opened, problems = sources.examine(folder)
    except (InputError, OSError) as error:
        return f"{error}\n\n{folder} cannot be loaded.\n", False
    texts = {row['source']: reading.text for row, reading, _ in opened}
    blocks = {row["source"]: [f"\n{row['file']} (source {row['source']!r})", *facts(*reading, row["language"])]
              for row, reading, _ in opened}
    loaded, faults = damage(folder, texts)
    problems = dict.fromkeys([*problems, *faults])
    for source, line in () if problems else named(loaded):
        blocks[source].append(line)
    remedies = f"{_counted(len(problems), 'problem')}, each with what to do"
    verdict = f"cannot be loaded: {remedies}" if problems else "can be loaded"
    lines = [f"{folder}: {_counted(len(texts), 'text')} read; it {verdict}."]
    lines += [f"  problem     {line}" for line in problems]
    lines += [f"  look at     {line}" for line in chain(near_doubles(texts), unread(folder))]
    following = "solve the problems, then check again." if problems else "see seeds/README.md, “How to add a text”."
    return "\n".join([*lines, *chain(*blocks.values()), f"\nNext: {following}"]) + "\n", not problems


def facts(text: str, how: str, language: str = "") -> Iterator[str]:
    """Say how a text was read and how large it is, what searching passes over, and what to look at."""
    spoken, words = language or sources.detect_language(text), tokens.count_words(text)
    by = "sources.csv" if language else "its letters"
    size = f"{_counted(len(text), 'character')}, {_counted(words, 'word')}"
    yield f"  read as     {how}; language {spoken} by {by}; {size}"
    other, troubles = strange(text), dict(TROUBLES)
    if len(other) > STRANGE * max(words, 1):
        yield (f"  look at     neither Russian nor English by its letters ({min(len(other) / max(words, 1), 1):.1%} of "
               f"words: {_shown(Counter(other))}): lemmas, dates and names will be guesses")
        del troubles[BEFORE_1918]
    for name, pattern in KEPT.items():
        if times := len(re.findall(pattern, text)):
            yield f"  normalised  {times:,} {name}: the text keeps them, searching passes over them"
    for name, (pattern, remedy) in troubles.items():
        if found := Counter(match[0][:40] for match in re.finditer(pattern, text)):
            share = f"{found.total():,} ({found.total() / max(words, 1):.1%} of words)"
            yield f"  look at     {share} {name}: {_shown(found)}: {remedy}"
    if found := Counter(glued(text)):
        yield f"  look at     {found.total():,} may be two words glued: {_shown(found)}: set the missing space"


def strange(text: str) -> list[str]:
    """Find the words with a letter that neither Russian, old spelling included, nor English has.

    >>> strange("Він їхав до Москви")
    ['Він', 'їхав']
    """
    text = fold(text).text
    text = re.sub("[іІ]", "и", OLD.sub("е", text)) if OLD.search(text) else text
    return [word for word in re.findall(r"[^\W\d_]+", text) if not LETTERS.fullmatch(word)]


def glued(text: str) -> list[str]:
    """Find Russian words that no dictionary has but that fall into two that it has.

    >>> glued("Но разведчикибыли готовы")
    ['разведчикибыли']
    """
    known = lemmas._pymorphy().word_is_known
    unknown = [word for word in re.findall(r"\b[а-яё]{8,40}\b", text) if not known(word)]
    return [word for word in unknown if any(known(word[:at]) and known(word[at:]) for at in range(3, len(word) - 2))]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + "s" * (number != 1)


def _shown(found: Counter) -> str:
    most = [repr(word) + f" ×{times}" * (times > 1) for word, times in found.most_common(5)]
    return ", ".join(most) + " …" * (len(found) > 5)


def damage(folder: Path, texts: dict[str, str]) -> tuple[corpus.Corpus | None, list[str]]:
    """Load the folder, if it can be, and say what is wrong with its tables, each by itself and all together."""
    looks = [lambda path=path: tables.read_csv(path, ()) for path in sorted(folder.glob("*.csv"))]
    looks += [lambda path=path: tables.read_toml(path) for path in sorted(folder.glob("*.toml"))]
    loaded, found = None, []
    try:
        loaded = corpus.load(folder)
        looks += [lambda stage=stage: getattr(loaded, stage) for stage in STAGES]
    except InputError:
        looks.append(lambda: read_parts(folder, texts))
    for look in looks:
        try:
            look()
        except InputError as error:
            found += str(error).splitlines()
    return loaded, found


def named(loaded: corpus.Corpus) -> Iterator[tuple[str, str]]:
    """Give, source by source, the names entities.csv does not know and the dates that could not be resolved."""
    unknown, dates = {source: Counter() for source in loaded.sources.index}, loaded.dates
    for row in unmatched.table(loaded).itertuples():
        for source in row.sources.split("|"):
            unknown[source][row.name] = row.count
    vague = dates[(dates["edtf"] == "") & (dates["precision"] == "vague")].groupby("source")["text"].agg(Counter)
    for source, number in dates.groupby("source").size().reindex(unknown, fill_value=0).items():
        if names := unknown[source]:
            yield source, f"  names       {len(names):,} not in entities.csv: {_shown(names)}: add those that matter"
        if found := vague.get(source):
            yield source, f"  dates       {found.total():,} of {number:,} not resolved: {_shown(found)}: narrated.csv"


def near_doubles(texts: dict[str, str], run: int = 8, share: float = 0.3) -> Iterator[str]:
    """Name pairs of texts where so large a share of the runs of eight words of the shorter stands in the other."""
    holders = defaultdict(set)
    for source, text in texts.items():
        words = re.findall(r"\w+", text.lower())
        for start in range(max(1, len(words) - run + 1)):
            holders[hash(tuple(words[start:start + run]))].add(source)
    sizes = Counter(chain.from_iterable(holders.values()))
    shared = (sorted(found) for found in holders.values() if 1 < len(found) < 50)
    pairs = Counter(pair for found in shared for pair in combinations(found, 2))
    for (one, two), common in sorted(pairs.items()):
        if (part := common / min(sizes[one], sizes[two])) >= share:
            yield f"{part:.0%} of the shorter of {one!r} and {two!r} stands in both: they are not two witnesses"


def unread(folder: Path) -> Iterator[str]:
    """Name the files that are neither texts nor tables."""
    for path in sorted(folder.iterdir()):
        known = path.suffix.lower() in {*READERS, ".csv", ".toml"} or path.name[0] in ".~"
        if path.is_file() and not known:
            yield f"{path.name!r} is not read; if it is a text, save it as .docx, .odt, .html, or as .txt in UTF-8"
