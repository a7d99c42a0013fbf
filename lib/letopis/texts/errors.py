"""The one error of the library: something a reader has written or chosen is not as expected."""

from collections.abc import Sequence


class InputError(ValueError):
    """A file, a table or a setting is not as expected; the message says which, and the remedy."""


def raise_problems(problems: Sequence[str]) -> None:
    """Raise one InputError with a line for each problem, if there are any."""
    if problems:
        raise InputError("\n".join(problems))
