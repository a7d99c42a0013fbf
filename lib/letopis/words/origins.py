"""Origins of lemmas: what the dictionary says, what the sentence and each override change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from letopis.language.lemmas import CLITIC, LEMMA, Lexicon, dictionary_lemma, override_table
from letopis.texts.normalise import fold
from letopis.texts.tables import frame
from letopis.words.statistics import word_tokens

if TYPE_CHECKING:
    from letopis.corpus import Corpus


def lemma_origins(corpus: Corpus) -> pd.DataFrame:
    """Explain how each word got its lemma.

    Returns:
        One row a word: source, sentence, token, text, lemma; first (the dictionary's lemma without
        context), choices (how many lemmas the form may have), why: dictionary, context (not its
        likeliest lemma), override (a row of lemmas.csv), name (a row of entities.csv), rule (a
        spelling kept: счастье; a guess at an unknown name; a clitic cut off); ambiguous (choices
        are more than one), changed (lemma is not first, capitals set aside).

    >>> lemma_origins(corpus).query("text == 'Каменева'")[["first", "why"]].head(1).values.tolist()
    [['каменев', 'name']]
    """
    words = word_tokens(corpus)[["source", "sentence", "token", "text", "lemma"]]
    table = words.reset_index(drop=True)
    languages = corpus.sources["language"]
    lexicons = {
        language: Lexicon(language, corpus.names(language), corpus.folder)
        for language in languages.unique()
    }
    rows = [
        _origin(lexicons[languages[source]], text, lemma)
        for source, text, lemma in zip(words["source"], words["text"], words["lemma"], strict=True)
    ]
    table = table.join(frame(rows, {"first": "str", "choices": "int64", "why": "str"}))
    table["ambiguous"] = table["choices"] > 1
    table["changed"] = table["lemma"].str.lower() != table["first"].str.lower()
    return table


def _origin(lexicon: Lexicon, form: str, lemma: str) -> tuple[str, int, str]:
    """Return the dictionary's lemma of a form, the number of its lemmas, and why it has its own."""
    plain = fold(form).text
    first = dictionary_lemma(plain, lexicon.language)
    likeliest = lexicon.lemmas([form])[0]
    return first, len(lexicon.choices(form)), _why(lexicon, plain, first, likeliest, lemma)


def _why(lexicon: Lexicon, plain: str, first: str, likeliest: str, lemma: str) -> str:
    if CLITIC.sub("", plain) in lexicon.names:
        return "name"
    if lemma != first and (
        plain.lower() in lexicon.touched or lexicon.rows[LEMMA].get(first) == lemma
    ):
        return "override"
    if lemma != likeliest:
        return "context"
    return "dictionary" if lemma == first else "rule"


def override_effects(corpus: Corpus) -> pd.DataFrame:
    """Count how many words each row of lemmas.csv gives another lemma.

    Returns:
        language, form, lemma, condition, reason, tokens: how many words have the form (for `as a
        lemma` the dictionary's lemma) and the lemma of the row, where the dictionary has another.

    >>> override_effects(corpus).query("form == 'должны'")[["lemma", "tokens"]].values.tolist()
    [['должен', 3]]
    """
    changed = lemma_origins(corpus).query("lemma != first")
    changed = changed.assign(
        language=changed["source"].map(corpus.sources["language"]),
        form=changed["text"].str.lower(),
    )
    by_form = changed.value_counts(["language", "form", "lemma"]).to_dict()
    by_first = changed.value_counts(["language", "first", "lemma"]).to_dict()
    table = override_table(corpus.folder)
    counts = []
    for row in table.itertuples():
        changes = by_first if row.condition == LEMMA else by_form
        counts.append(changes.get((row.language, row.form, row.lemma), 0))
    return table.assign(tokens=counts)
