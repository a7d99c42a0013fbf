"""Order: one figure made for another place, with its own width, language and title."""

from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

PAGE_MM = 174.0  # the width of a page of print
COLUMN_MM = 85.0  # the width of a column of print


class Order(NamedTuple):
    """What is wanted of a figure, or of all figures of a notebook (03), and where it goes."""

    figure: str
    folder: Path
    width: float = PAGE_MM  # millimetres
    language: str = "en"
    title: str = ""  # in place of its own
    names: bool = False  # titles of sources in place of their ids

    def includes(self, name: str) -> bool:
        """Return whether a figure is wanted."""
        return self.figure in (name, name[:2])


ORDER: ContextVar[Order | None] = ContextVar("ORDER", default=None)


def page_width() -> float:
    """Return the width of what is drawn, in millimetres: of a page where nothing is ordered."""
    order = ORDER.get()
    return order.width if order else PAGE_MM
