"""Case forms of Russian names, by rule: no dictionary, so a name nobody has seen before declines too.

The rules give too many forms rather than too few («Константиным» beside «Константином»): a form that never occurs
does no harm, a form that is missing splits one man in two.
"""

import re
from functools import cache
from itertools import product

import pandas as pd

# Ordered: the first rule whose ending fits the nominative applies; its endings replace what the pattern matched.
DECLENSIONS = tuple(
    (re.compile(ending), tuple(endings.split()))
    for ending, endings in (
        (r"(?<=[Тт]рет)ий$", "ьего ьему ьим ьем"),
        (r"(?<=к)ий$", "ого ому им ом"),  # Троцкий
        (r"(?<=[нжшчщ])ий$", "его ему им ем ия ию ием ии"),  # Нижний, Евгений
        (r"ий$", "ия ию ием ии"),  # Анатолий
        (r"ый$", "ого ому ым ом"),  # Будённый
        (r"(?<=[^аеёиоуыэюя])ой$", "ого ому ым им ом"),  # Толстой
        (r"й$", "я ю ем е"),  # Сергей, Шанхай
        (r"(?<=[жшчщ])ая$", "ей ую"),  # Рабочая
        (r"ая$", "ой ою ую"),  # Крупская
        (r"яя$", "ей ею юю"),
        (r"ия$", "ии ию ией"),  # Россия
        (r"я$", "и е ю ей ёй"),  # Илья
        (r"(?<=[гкхжшчщ])а$", "и е у ой ою ей"),  # Воздвиженка
        (r"а$", "ы е у ой ою ей"),  # Ягода, Каспарова
        (r"ое$", "ого ому ым им ом"),
        (r"ее$", "его ему им ем"),
        (r"(?<=[гкхжшчщ])ие$", "их им ими"),
        (r"ые$", "ых ым ыми"),  # левые
        (r"(?<=[иьл])е$", "я ю ем и"),  # совещание, поле
        (r"(?<=ств)о$|(?<=[оеи][вн])о$", "а у ом е"),  # правительство, Кунцево
        (r"(?<=[гкхжшчщ])и$", "ов ей ам ами ах"),  # Соловки
        (r"и$", "ей ям ями ях"),
        (r"(?<=[оеёи][вн])ы$", "ых ым ыми ов ам ами ах"),  # Каменевы
        (r"ы$", "ов ев ам ами ах"),  # Советы
        (r"ь$", "я ю ем ём е и ью"),  # Викжель, Сибирь
        (r"^Лев$", "Льва Льву Львом Льве"),
        (r"^Павел$", "Павла Павлу Павлом Павле"),
        (r"^П[её]тр$", "Петра Петру Петром Петре"),
        (r"(?<=[бвгджзклмнпрстфхцчшщ])ец$", "ца цу цем цом це"),  # Череповец
        (r"(?<=[оеёиы][вн])$", "а у ым ом е"),  # Каменев, Ленин; Ростов
        (r"(?<=[жшчщц])$", "а у ем ом е"),  # Прокопович
        (r"(?<=[бвгдзклмнпрстфх])$", "а у ом е"),  # Радек
    )
)
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
ROMANISED = tuple(  # what the ways to write a Russian name in Latin letters differ in, done away with in this order
    (re.compile(spelling), plain) for spelling, plain in (
        (r"x", "ks"), (r"ž|d?zh|dj|(?<=\w)j(?=[ei]n)|(?<=r)j(?=[io])", "z"), (r"kh|ch(?=r)", "h"), (r"sch|š", "sh"),
        (r"tch|č", "ch"), (r"tz|c(?=[kiy])", "ts"), (r"ff?$|w", "v"), (r"ou", "u"), (r"'", ""),
        (r"[yij]+$", "i"), (r"[yij]o", "e"), (r"[yij]+(?=[aeiou])", ""), (r"[yj]", "i"), (r"(.)\1+", r"\1")))


def decline(word: str) -> tuple[str, ...]:
    """Give the case forms of one word, the nominative first.

    In: a Russian name or noun in the nominative: masculine, feminine, neuter or plural. Acronyms, initials, words in
    another script and names in -о, -е, -у come back alone; of a hyphenated name the last part declines, and the first
    where it ends as a surname or an adjective does.

    >>> decline("Каменев")
    ('Каменев', 'Каменева', 'Каменеву', 'Каменевым', 'Каменевом', 'Каменеве')
    >>> decline("ОГПУ"), decline("Trotsky"), decline("Иоффе")
    (('ОГПУ',), ('Trotsky',), ('Иоффе',))
    """
    if not CYRILLIC.search(word) or word.isupper() or len(word) < 3:
        return (word,)
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        firsts = decline(first) if first.endswith(("в", "н", "й", "я")) else (first,)
        return tuple(f"{one}-{other}" for one, other in product(firsts, decline(last)))
    for ending, endings in DECLENSIONS:
        if found := ending.search(word):
            return tuple(dict.fromkeys((word, *(word[: found.start()] + new for new in endings))))
    return (word,)


def nominatives(form: str) -> tuple[str, ...]:
    """Give every nominative from which the rules could have made this form, the form itself first.

    >>> "Рютин" in nominatives("Рютиным"), "Ягода" in nominatives("Ягоды")
    (True, True)
    """
    bases = [form[: len(form) - cut] for cut in range(4) if len(form) - cut > 2]
    guesses = (base + ending for base in bases for ending in ("", "а", "я", "й", "ий", "ой", "ый", "ая", "ия", "ь"))
    return tuple(dict.fromkeys((form, *(guess for guess in guesses if form in decline(guess)))))


def spellings(form: str) -> tuple[str, ...]:
    """Give the form and, where it has ё, the form with е.

    >>> spellings("Семён")
    ('Семён', 'Семен')
    """
    return tuple(dict.fromkeys((form, form.replace("ё", "е").replace("Ё", "Е"))))


@cache
def skeleton(name: str) -> str:
    """Give what the spellings of a Russian name in Latin letters have in common; short words and others unchanged.

    >>> skeleton("Yevgeny") == skeleton("Evgenii"), skeleton("Menjinsky") == skeleton("Menzhinskii")
    (True, True)
    """
    plain = name.lower()
    for spelling, common in ROMANISED if len(name) > 4 and not CYRILLIC.search(name) else ():
        plain = spelling.sub(common, plain)
    return plain.capitalize()


def forms(entities: pd.DataFrame, language: str) -> dict[str, str]:
    """Map each form of a one-word name to the name: what a lemmatiser must know before it guesses.

    In: the table of entities.csv and "ru" or "en". Left out: aliases in lower case, aliases in «…» (ordinary words
    too), and rows that are not a person, an organisation or a place. Of persons' longer names each word counts, so
    first names and patronymics come back in the nominative; a surname on its own goes before them.
    Out: {form as written: name as the table spells it}.

    >>> row = {"entity": "trotsky", "type": "person", "aliases_ru": "Лев Троцкий|Троцкий"}
    >>> forms(pd.DataFrame([row]), "ru")["Троцкого"]
    'Троцкий'
    """
    named = entities[entities["type"].isin(["person", "organisation", "place"])]
    aliases = [(kind, alias) for kind, cell in zip(named["type"], named[f"aliases_{language}"], strict=True)
               for alias in cell.split("|")]
    whole = [alias for _, alias in aliases if " " not in alias]
    pieces = [word for kind, alias in aliases if kind == "person" and " " in alias for word in alias.split()]
    known: dict[str, str] = {}
    for group in (whole, pieces):
        names = [name for name in group if name[:1].isupper() and "." not in name]
        pairs = [(written, name) for name in names for form in decline(name) for written in spellings(form)]
        for form, base in [*zip(names, names, strict=True), *pairs]:
            known.setdefault(form, base)
    return known
