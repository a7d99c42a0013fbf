"""The explorer: controls above a view that answers them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from letopis.project.views import ALL_YEARS, concordance_view, label_of, timeline_view
from letopis.words.concordance import SORTS

if TYPE_CHECKING:
    from letopis.corpus import Corpus


class Panel(widgets.VBox):
    """Controls above a view; without a kernel (on a site, in print) the first view is shown."""

    def __init__(self, view: Callable[..., str], corpus: Corpus, **controls: widgets.Widget):
        """Let the view answer each change of a control; controls are named as its arguments."""
        self.view = view
        self.corpus = corpus
        self.controls = controls
        self.answer = widgets.HTML()
        for control in controls.values():
            control.style.description_width = "initial"
            control.layout.width = "20em"
            control.observe(self.update, "value")
        self.update()
        box = widgets.HBox(list(controls.values()), layout={"flex_flow": "row wrap"})
        super().__init__([box, self.answer])

    def update(self, change: dict | None = None) -> None:
        """Show the view of what the controls say; of a word and a name, the one chosen last."""
        other = self._other(change["owner"]) if change and change["new"] else None
        if other and other.value:
            other.value = ""  # which calls this method again
            return
        values = {name: control.value for name, control in self.controls.items()}
        self.answer.value = self.view(self.corpus, **values)

    def _other(self, control: widgets.Widget) -> widgets.Widget | None:
        """Return the control that a choice in this one clears, if there is one."""
        word = self.controls.get("word")
        name = self.controls.get("name")
        return {word: name, name: word}.get(control)

    def _repr_mimebundle_(self, **options: Any) -> dict[str, str]:
        bundle = super()._repr_mimebundle_(**options)
        return bundle | {"text/plain": "Controls and a view", "text/html": self.answer.value}


def search_panel(corpus: Corpus, word: str = "", name: str = "", at_once: int = 0) -> Panel:
    """Make the panel of `concordance_view`.

    Args:
        corpus: The texts.
        word: The word shown first.
        name: The id of the person, body or place shown first.
        at_once: How many sources to choose: 2 compares two, 0 shows all or any one.
    """
    groups = combinations(corpus.sources.index, at_once or 1)
    choices = [(" and ".join(sources), sources) for sources in groups]
    if not at_once:
        choices.insert(0, ("all sources", ()))
    return Panel(
        concordance_view,
        corpus,
        word=widgets.Text(word, description="words", continuous_update=False),
        name=_names(corpus, ["person", "organisation", "place"], name, description="or a name"),
        sources=widgets.Dropdown(options=choices, description="in"),
        width=widgets.BoundedIntText(
            60, min=10, max=200, step=10, description="characters on either side"
        ),
        sort=widgets.Dropdown(options=list(SORTS), description="sort by"),
    )


def timeline_panel(corpus: Corpus, name: str, years: tuple[int, int] = ALL_YEARS) -> Panel:
    """Make the panel of `timeline_view`, over the years that the texts describe.

    Args:
        corpus: The texts.
        name: The id of the person shown first.
        years: The years shown first.
    """
    low, high = _narrated_years(corpus, years)
    first = min(max(low, years[0]), high)
    last = min(max(low, years[1]), high)
    return Panel(
        timeline_view,
        corpus,
        name=_names(corpus, ["person"], name, description="person"),
        first=widgets.BoundedIntText(first, min=low, max=high, description="years from"),
        last=widgets.BoundedIntText(last, min=low, max=high, description="to"),
    )


def _narrated_years(corpus: Corpus, otherwise: tuple[int, int]) -> tuple[int, int]:
    """Return the first and the last year that the texts narrate."""
    dated = corpus.narrated.dropna(subset="earliest")
    if dated.empty:
        return otherwise
    return dated["earliest"].dt.year.min(), dated["latest"].dt.year.max()


def _names(corpus: Corpus, types: list[str], first: str, description: str) -> widgets.Dropdown:
    """Offer, by label, who is named in the texts; `first` is chosen if named, else nobody."""
    mentions = corpus.mentions[corpus.mentions["kind"] == "name"]
    names = mentions.loc[mentions["type"].isin(types), "entity"].unique()
    choices = sorted((label_of(corpus, name), name) for name in names)
    chosen = first if first in names else ""
    return widgets.Dropdown(options=[("", ""), *choices], value=chosen, description=description)
