"""Origins of lemmas: what the dictionary says, what the sentence and each override change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from letopis.language.lemmas import Lexicon, dictionary_lemma, without_clitic, without_marks
from letopis.language.overrides import AS_LEMMA
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
    lexicons = {language: corpus.lexicon(language) for language in languages.unique()}
    names = {language: corpus.names(language) for language in languages.unique()}
    rows = []
    for source, form, lemma in zip(words["source"], words["text"], words["lemma"], strict=True):
        language = languages[source]
        rows.append(_origin(lexicons[language], names[language], form, lemma))
    table = table.join(frame(rows, {"first": "str", "choices": "int64", "why": "str"}))
    table["ambiguous"] = table["choices"] > 1
    table["changed"] = table["lemma"].str.lower() != table["first"].str.lower()
    return table


def _origin(
    lexicon: Lexicon, names: Mapping[str, str], form: str, lemma: str
) -> tuple[str, int, str]:
    """Return the dictionary's lemma of a form, the number of its lemmas, and why it has its own."""
    first = dictionary_lemma(without_marks(form), lexicon.language)
    if without_clitic(form) in names:
        return first, 1, "name"
    entry = lexicon[form]
    lemmas = entry.lemmas()
    lower = without_marks(form).lower()
    is_renamed = lexicon.overrides.lemmas[AS_LEMMA].get(first) == lemma
    if lemma != first and (lower in lexicon.overrides.forms or is_renamed):
        why = "override"
    elif lemma != entry.lemma():
        why = "context"
    else:
        why = "dictionary" if lemma == first else "rule"
    return first, len(lemmas), why


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
    table = corpus.overrides
    counts = []
    for row in table.itertuples():
        changes = by_first if row.condition == AS_LEMMA else by_form
        counts.append(changes.get((row.language, row.form, row.lemma), 0))
    return table.assign(tokens=counts)
