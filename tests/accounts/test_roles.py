"""Roles are read by hand, name by name; who is quoted names others than the author does."""

import pytest

import letopis
from letopis.accounts import mentions_by_speaker
from letopis.texts.quotes import read_quoted
from letopis.texts.schemas import ACTS_SECOND

EVENT = "1927-11-07"
HEADER = (
    "source,part,start,stop,text,entity,form,role,verb,verb_lemma,verb_en,verb_ru,done,gloss,note\n"
)
ROW = "x,x,0,5,Отряд,opposition,name,acts,взял,взять,took,взял,yes,took,"


def load(folder_of, row: str) -> letopis.Corpus:
    return letopis.load(folder_of({"x.txt": "Отряд взял мост.", "roles.csv": f"{HEADER}{row}\n"}))


def verbs(corpus, source: str, entity: str, role: str) -> list[str]:
    rows = corpus.roles.query("source == @source and entity == @entity and role == @role")
    return list(rows.loc[rows["verb"] != "", "verb_ru"])


def test_the_words_of_every_row_are_at_their_place_inside_a_passage(corpus):
    passages = corpus.passages(EVENT)
    for row in corpus.roles.itertuples():
        assert corpus.text(row.source)[row.start : row.stop] == row.text
        home = passages.query("source == @row.source and start <= @row.start and stop >= @row.stop")
        assert len(home) == 1
        assert row.verb in home["text"].iat[0]


def test_who_acts_or_is_acted_on_has_a_verb_in_both_languages(corpus):
    with_role = corpus.roles.query("role != 'described'")
    assert (with_role[["verb", "verb_lemma", "verb_en", "verb_ru", "done"]] != "").all(axis=None)
    columns = ["verb", "verb_lemma", "verb_en", "verb_ru", "done", "gloss"]
    is_given = corpus.roles[columns] != ""
    assert (is_given.all(axis=1) | ~is_given.any(axis=1)).all()


def test_in_000_trotsky_gives_the_orders(corpus):
    assert verbs(corpus, "000", "trotsky", "acts") == [
        *("предпринял", "приказал", "не предвидел", "не считал", "не знал"),
        *("не осознавал", "узнал", "меняет", "решает", "решает"),
    ]
    assert verbs(corpus, "000", "menzhinsky", "acts") == ["не приказал"]
    assert verbs(corpus, "000", "menzhinsky", "acted on") == ["используется"]


def test_in_001_trotsky_is_told_assured_and_not_arrested(corpus):
    assert len(verbs(corpus, "001", "trotsky", "acts")) == 8
    assert verbs(corpus, "001", "trotsky", "acted on") == [
        "арестовать",
        "арест",
        "заверял",
        "сообщили",
    ]


def test_a_second_coder_gives_every_surname_the_same_role(corpus):
    second = read_quoted(corpus, "roles_second.csv", ACTS_SECOND, "text")
    names = corpus.roles.query("form == 'name'").astype({"stop": "Int64"})
    both = names.merge(second, on=["source", "stop"], suffixes=("", "_second"))
    assert len(both) == len(second) == 43
    assert (both["role"] == both["role_second"]).all()


def test_what_was_only_planned_is_not_called_done(corpus):
    planned = corpus.roles.query("done == 'no'")
    assert set(planned["source"]) == {"000", "001"}
    assert "арестованы" in set(planned["verb"]) and "приказал" not in set(planned["verb"])


def test_stalin_is_named_by_trotsky_where_rogovin_quotes_him(corpus):
    table = mentions_by_speaker(corpus).query("part == '003-3' and entity == 'stalin'")
    assert table.set_index("speaker")["count"].to_dict() == {"": 5, "trotsky": 7}


def test_every_name_is_counted_once_whoever_says_it(corpus):
    whole = corpus.with_furniture()
    assert mentions_by_speaker(whole)["count"].sum() == (whole.mentions["kind"] == "name").sum()


def test_nobody_has_read_another_folder_for_roles(folder_of):
    corpus = letopis.load(folder_of({"x.txt": "Отряд взял мост."}))
    assert corpus.roles.empty and list(corpus.roles)[:5] == "source part start stop text".split()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("x,x,0", "x,x,1", "quote 'Отряд' does not occur in x at 1"),
        ("opposition", "rebels", "entity 'rebels'; expected an id of entities.csv or one of oppos"),
        ("name", "noun", "form 'noun'; expected one of name, pronoun, zero"),
        ("acts", "does", "role 'does'; expected one of acts, acted on, described"),
        ("yes", "maybe", "done 'maybe'; expected one of yes, no"),
    ],
)
def test_a_broken_row_is_named(folder_of, old, new, message):
    with pytest.raises(letopis.InputError, match=rf"roles\.csv, row 2: {message}"):
        _ = load(folder_of, ROW.replace(old, new)).roles
