"""Leading words: those that a folder has chosen for its figures, or else the most frequent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.texts.chosen import refuse_unknown
from letopis.words.counts import frequencies

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def compared_sources(corpus: Corpus) -> list[str]:
    """Return the sources whose words are compared: those of chosen.toml, or else all.

    >>> compared_sources(corpus)
    ['000', '001', '002']
    """
    return list(corpus.chosen.get("sources", corpus.sources.index))


def leading_words(
    corpus: Corpus, count: int, use: str = "places", sources: list[str] | None = None
) -> list[str]:
    """Return the content words that the figures show.

    Args:
        corpus: The texts.
        count: How many at most.
        use: The list below `[words]` of the folder's chosen.toml; without it the most frequent
            content words are taken, of each source in turn.
        sources: Only words of these; None is all that are compared.

    Raises:
        InputError: chosen.toml has a word that is no lemma of these texts.

    >>> leading_words(corpus, 2)
    ['Троцкий', 'Сталин']
    """
    chosen = corpus.chosen.get("words", {}).get(use)
    if chosen is None:
        table = frequencies(corpus)
        table = table[table["source"].isin(sources or compared_sources(corpus))]
        rank = table.groupby("source").cumcount()
        in_turn = table.assign(rank=rank).sort_values("rank", kind="stable")
        chosen = in_turn["lemma"].drop_duplicates().tolist()
    else:
        _refuse_other_words(corpus, use, chosen)
    return list(chosen[:count])


def _refuse_other_words(corpus: Corpus, use: str, chosen: list[str]) -> None:
    """Refuse a word of chosen.toml that is no lemma of the texts; propose that of a form."""
    tokens = corpus.tokens
    lemmas = set(tokens["lemma"])
    of_form = dict(zip(tokens["text"], tokens["lemma"], strict=True))
    refuse_unknown(corpus.folder, f"[words] {use}", chosen, lemmas, "lemma of these texts", of_form)
