"""Origins of lemmas: what the dictionary alone would have said, what the sentence changed, what each override does."""

import pandas as pd

from letopis.language.lemmas import CLITIC, LEMMA, Lexicon, dictionary_lemma, override_table
from letopis.texts.catalogue import fold
from letopis.texts.tables import frame


def words(corpus) -> pd.DataFrame:
    """Lay open how each word came by its lemma.

    Out, one row a word: source, sentence, token, text, lemma; first (what the dictionary alone says), choices (how many
    lemmas the form may have), why: dictionary, context (not its likeliest lemma), override (a row of lemmas.csv),
    name (a row of entities.csv), rule (a spelling kept: счастье; a guess at an unknown name; a clitic cut off).

    >>> words(corpus).query("text == 'Каменева'")[["lemma", "first", "why"]].head(1).to_numpy().tolist()
    [['Каменев', 'каменев', 'name']]
    """
    own = corpus.tokens[(corpus.tokens["kind"] == "word") & ~corpus.tokens["initial"]]
    table = own[["source", "sentence", "token", "text", "lemma"]].reset_index(drop=True)
    languages = corpus.sources["language"]
    lexicons = {one: Lexicon(one, corpus.names(one), corpus.folder) for one in languages.unique()}
    rows = [_origin(lexicons[languages[row.source]], row.text, row.lemma) for row in table.itertuples()]
    return table.join(frame(rows, {"first": "str", "choices": "int64", "why": "str"}))


def _origin(lexicon: Lexicon, form: str, lemma: str) -> tuple[str, int, str]:
    plain = fold(form).text
    first = dictionary_lemma(plain, lexicon.language)
    return first, len(lexicon.choices(form)), _why(lexicon, plain, first, *lexicon.lemmas([form]), lemma)


def _why(lexicon: Lexicon, plain: str, first: str, likeliest: str, lemma: str) -> str:
    if CLITIC.sub("", plain) in lexicon.names:
        return "name"
    if lemma != first and (plain.lower() in lexicon.touched or lexicon.rows[LEMMA].get(first) == lemma):
        return "override"
    if lemma != likeliest:
        return "context"
    return "dictionary" if lemma == first else "rule"


def overrides(corpus) -> pd.DataFrame:
    """Count what each row of lemmas.csv does here.

    Out: language, form, lemma, condition, reason, tokens: how many running words have the form (for `as a lemma` the
    dictionary's lemma) and the lemma of the row, where the dictionary's first guess was another.

    >>> overrides(corpus).query("form == 'должны'")[["lemma", "tokens"]].to_numpy().tolist()
    [['должен', 3]]
    """
    rows = override_table(corpus.folder)
    table = words(corpus)
    table = table[table["lemma"] != table["first"]]
    table["language"] = table["source"].map(corpus.sources["language"])
    table["form"] = table["text"].str.lower()
    by_form, by_first = (table.value_counts(["language", name, "lemma"]).to_dict() for name in ("form", "first"))
    rows["tokens"] = [(by_first if row.condition == LEMMA else by_form).get((row.language, row.form, row.lemma), 0)
                      for row in rows.itertuples()]
    return rows
