"""Chosen: what the figures of a folder show by choice, from its chosen.toml."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from letopis.texts.checks import Column, Schema, columns, problems
from letopis.texts.errors import raise_problems
from letopis.texts.tables import read_toml

LISTS_OF_PEOPLE = ("people", "person", "people_of_roles")
LISTS_OF_WORDS = ("places", "neighbours", "search", "compared")  # below [words]
WORDS = Schema(*columns(" ".join(LISTS_OF_WORDS), kind=list), is_closed=True)
EXAMPLE_YEARS = "expected the first and the last year, as [1927, 1929]"


def _years_in_order(row: Mapping[str, Any]) -> str:
    """Return the problem of a window, or of periods, that are no two years in order."""
    named = {"years": row["years"]} if "years" in row else {}
    periods = row.get("periods", {})
    if isinstance(periods, dict):
        named |= {f"periods, {name}": years for name, years in periods.items()}
    for name, years in named.items():
        is_right = isinstance(years, list) and [type(year) for year in years] == [int, int]
        if not is_right or years[0] > years[1]:
            return f"{name} {years!r}; {EXAMPLE_YEARS}"
    return ""


CHOSEN = Schema(
    *columns(" ".join(LISTS_OF_PEOPLE), kind=list),
    *columns("facets sources pair written_about", kind=list),
    Column("years", kind=object),  # see the rule
    *columns("periods words sides", kind=dict),
    rules=[_years_in_order],
    is_closed=True,
)


def read_chosen(folder: Path, sources: Collection[str]) -> dict[str, Any]:
    """Read the chosen.toml of a folder; a folder without one has chosen nothing.

    Args:
        folder: The folder of the texts.
        sources: The ids of its sources.

    Raises:
        InputError: With a line for each key that is not known, each value of another kind, and
            each source that the folder does not have.
    """
    path = folder / "chosen.toml"
    chosen = read_toml(path)
    raise_problems([*problems({str(path): chosen}, CHOSEN)])
    raise_problems([*problems({f"{path}, [words]": chosen.get("words", {})}, WORDS)])
    for key in ("sources", "pair"):
        refuse_unknown(folder, key, chosen.get(key, []), sources, "source of this folder")
    return chosen


def refuse_unknown(
    folder: Path,
    key: str,
    names: Iterable[str],
    known: Collection[str],
    what: str,
    instead: Mapping[str, str] | None = None,
) -> None:
    """Refuse what a list of chosen.toml names and the folder does not have.

    Args:
        folder: The folder of the texts.
        key: Of the list.
        names: What is in it.
        known: What may be.
        what: What each should be: "source of this folder".
        instead: What to propose for a name that is not known; else the most similar one.

    Raises:
        InputError: With a line for each name.
    """
    found = []
    for name in names:
        if name not in known:
            similar = get_close_matches(name, sorted(known), 1)
            proposed = (instead or {}).get(name) or next(iter(similar), "")
            remedy = f"did you mean {proposed!r}?" if proposed else "correct it, or take it out."
            found.append(f"{folder / 'chosen.toml'}: {key}: {name!r} is no {what}; {remedy}")
    raise_problems(found)
