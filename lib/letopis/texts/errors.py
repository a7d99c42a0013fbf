"""The one error of the library: something a reader has written or chosen is not as expected."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class InputError(ValueError):
    """A file, a table or a setting is not as expected; the message says which, and the remedy."""


@contextmanager
def needed_for(purpose: str) -> Iterator[None]:
    """Say, where a package that is imported here is not installed, what it is needed for.

    Raises:
        InputError: With the name of the package, and how it is installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        remedy = f"install it (pip install {name})"
        raise InputError(f"{name} is needed for {purpose} and is not here; {remedy}.") from error


def raise_problems(problems: Sequence[str]) -> None:
    """Raise one InputError with a line for each problem, if there are any."""
    if problems:
        raise InputError("\n".join(problems))
