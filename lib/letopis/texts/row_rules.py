"""Row rules: what is wrong with a whole row of a table, or with rows taken together."""

import re
from collections.abc import Iterator, Mapping

PLACEHOLDER = re.compile(r"\{(\w+)(?:\[([^\]]*)\])?\}")  # {n}, {n[003]}


def dropped_zeros(row: Mapping[str, str]) -> str:
    """Return the problem of a source 000 that a spreadsheet has turned into 0."""
    number = re.match(r"\d+", row["file"])
    source = row["source"]
    if number and source.isdecimal() and number[0] != source and int(number[0]) == int(source):
        remedy = f"write {number[0]}, here and in all tables, in a column formatted as text"
        return f"source {source!r} of {row['file']}: a spreadsheet has dropped zeros; {remedy}"
    return ""


def unprintable_name(row: Mapping[str, str]) -> str:
    """Return the problem of a name that is not UTF-8 or has control characters."""
    if row["file"].isprintable():
        return ""
    return f"file {row['file']!r}: the name has characters that cannot be shown; rename the file"


def quote_of_a_stance(row: Mapping[str, str]) -> str:
    """Return the problem of a silence with a quote, or of another stance without."""
    if (row["stance"] == "silent") == (row["quote"] == ""):
        return ""
    expected = "silent has no quote, every other stance has one"
    return f"stance {row['stance']!r} with quote {row['quote']!r}; {expected}"


def values_of_a_kind(row: Mapping[str, str]) -> str:
    """Return the problem of a facet with fixed values that lists none, or the other way round."""
    if not row["kind"] or (row["kind"] == "fixed") == (row["values"] != ""):
        return ""
    expected = "fixed values are listed, free ones are not"
    return f"kind {row['kind']!r} with values {row['values']!r}; {expected}"


def way_of_no_date(row: Mapping[str, str]) -> str:
    """Return the problem of a time that is dated by nothing, or of no time that is dated."""
    if not row["dated_by"] or (row["dated_by"] == "none") == (row["edtf"] == "none"):
        return ""
    return f"edtf {row['edtf']!r} dated by {row['dated_by']!r}; expected none in both or in neither"


def aliases_of_two(rows: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield a problem for each alias that two rows have; those in «…» may be anybody's."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for where, row in rows.items():
        for column in ("aliases_ru", "aliases_en"):
            for alias in filter(None, row[column].split("|")):
                owner, place = first.setdefault((column, alias), (row["entity"], where))
                if owner != row["entity"] and not alias.startswith("«"):
                    problem = f"{column} {alias!r} is also one of {owner} ({place})"
                    yield f"{where}: {problem}; leave it in one row."


def as_many_blanks(row: Mapping[str, str]) -> str:
    """Return the problem of a label with more blanks in one language than in the other."""
    blanks = row["en"].count("{}"), row["ru"].count("{}")
    if blanks[0] == blanks[1]:
        return ""
    return f"{blanks[0]} × {{}} in en, {blanks[1]} in ru; expected as many in both"


def same_placeholders(row: Mapping[str, str]) -> str:
    """Return the problem of a text with a {placeholder} in one language that the other lacks."""
    for field in ("question", "title", "caption", "alt", "note"):
        english = {match[0] for match in PLACEHOLDER.finditer(row.get(f"{field}_en", ""))}
        russian = {match[0] for match in PLACEHOLDER.finditer(row.get(f"{field}_ru", ""))}
        if english != russian:
            odd = ", ".join(sorted(english ^ russian))
            return f"{odd} in one language of {field} only; expected it in both"
    return ""
