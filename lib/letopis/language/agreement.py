"""Agreement and government: the cases and genders of forms, and those prepositions ask for."""

from collections.abc import Iterable

# The cases, by number; rare ones of the dictionary count as the case they look like.
CASES = {"nomn": 0, "gent": 1, "datv": 2, "accs": 3, "ablt": 4, "loct": 5}
CASES |= {"voct": 0, "gen1": 1, "gen2": 1, "acc2": 3, "loc1": 5, "loc2": 5}
GENDERS = {"masc": 1, "femn": 2, "neut": 4, "plur": 8}
# Which cases a preposition governs.
GOVERNMENT = {
    "gent": "без близ ввиду вдоль вместо вне внутри возле вокруг для до из изо из-за из-под "
    "изнутри кроме мимо насчет насчёт около от ото относительно помимо посреди посредством "
    "после прежде "
    "против путём путем ради с со у",
    "datv": "благодаря вопреки к ко навстречу по согласно",
    "accs": "в во за на о об обо про под подо по сквозь спустя через включая",
    "ablt": "за между над надо перед передо под подо с со",
    "loct": "в во на о об обо по при",
}


def agreement_bits(cases: Iterable[str], genders: Iterable[str]) -> int:
    """Return cases and genders as bits: four (masculine, feminine, neuter, plural) a case.

    >>> bin(agreement_bits(["gent"], ["plur"]))
    '0b10000000'
    """
    gender_bits = sum({GENDERS[gender] for gender in genders})
    bits = 0
    for case in cases:
        bits |= gender_bits << 4 * CASES[case]
    return bits


ANY_AGREEMENT = agreement_bits(CASES, GENDERS)
NOMINATIVE = agreement_bits(["nomn"], GENDERS)


def cases(bits: int) -> int:
    """Return the cases of an agreement, one bit each, whatever the gender."""
    return sum(1 << case for case in range(6) if bits >> 4 * case & 0xF)


def _governed() -> dict[str, int]:
    """Return for each preposition the cases it governs, with all genders."""
    governed: dict[str, int] = {}
    for case, prepositions in GOVERNMENT.items():
        for preposition in prepositions.split():
            governed[preposition] = governed.get(preposition, 0) | agreement_bits([case], GENDERS)
    return governed


GOVERNED = _governed()
