"""Claims are literal, what is not coded is not silent, accounts are set side by side."""

import pytest
from two_accounts import one_account

import letopis
from letopis.accounts import (
    contradictions,
    describing_sources,
    overlaps,
    second_coding,
    shared_values,
    stance_table,
    synopsis,
)

EVENT = "1927-11-07"
TAKEN = "x,x,bridge,asserts,taken,day,заняли мост"


def stances(corpus, name: str) -> dict[str, str]:
    """The stance of one source on each facet."""
    table = stance_table(corpus).query("source == @name")
    return dict(zip(table["facet"], table["stance"], strict=True))


# Claims


def test_every_quote_occurs_where_its_row_says(corpus):
    for row in corpus.claims.query("stance != 'silent'").itertuples():
        assert corpus.text(row.source)[row.start : row.stop] == row.quote


def test_a_silent_row_has_no_place(corpus):
    silent = corpus.claims[corpus.claims["stance"] == "silent"]
    assert silent["start"].isna().all() and (silent["quote"] == "").all()


def test_a_quote_without_offsets_is_located(folder_of):
    claims = one_account(folder_of, TAKEN).claims
    assert (claims["start"].iat[0], claims["stop"].iat[0]) == (7, 18)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (TAKEN.replace("мост", "Мост"), "quote 'заняли Мост' does not occur in x"),
        (f"{TAKEN},,,8,19", "does not occur in x at 8 within 0–35"),
        (TAKEN.replace("asserts", "denies"), "stance 'denies'; expected one of contradicts"),
        (TAKEN.replace("bridge", "brigde"), "facet 'brigde'; expected one of bridge"),
        (TAKEN.replace("taken", "burnt"), "value 'burnt'; expected one of taken, held"),
        (TAKEN.replace("day", "later"), "about 'later'; expected one of preparation, day"),
        (TAKEN.replace("x,x", "y,y"), "source 'y'; expected one of x"),
        ("x,x,bridge,silent,,,заняли мост", "stance 'silent' with quote"),
    ],
)
def test_a_broken_row_is_named_with_file_row_and_remedy(folder_of, row, message):
    with pytest.raises(letopis.InputError, match=f"row 2: .*{message}") as error:
        _ = one_account(folder_of, row).claims
    assert "claims.csv" in str(error.value)


def test_all_broken_rows_are_named_at_once(folder_of):
    rows = [f"x,x,bridge,asserts,taken,day,{quote}" for quote in ("Река", "мост", "Море")]
    with pytest.raises(letopis.InputError, match=r"row 2: (?s:.)*row 4: "):
        _ = one_account(folder_of, *rows).claims


@pytest.mark.parametrize(("kind", "values"), [("fixed", ""), ("free", "taken|held")])
def test_a_facet_lists_its_values_where_they_are_fixed_and_only_there(folder_of, kind, values):
    header = "facet,event,group,label_en,label_ru,question,definition,kind,values\n"
    codebook = f"{header}bridge,x,course,Bridge,Мост,Taken?,d,{kind},{values}\n"
    corpus = letopis.load(folder_of({"x.txt": "Мост.", "codebook.csv": codebook}))
    with pytest.raises(letopis.InputError, match=r"codebook\.csv, row 2: kind .* with values"):
        _ = corpus.codebook


def test_another_event_has_no_claims_until_somebody_codes_them(corpus):
    other = corpus.for_event("1929-01-18")
    assert other.codebook.empty and other.claims.empty and second_coding(other).empty
    for view in (stance_table, synopsis, overlaps, contradictions, shared_values):
        assert view(other).empty
    assert len(corpus.for_event(EVENT).claims) == len(corpus.claims)


def test_choosing_an_event_leaves_the_corpus_as_it_is(corpus):
    before = len(corpus.claims)
    corpus.for_event("1929-01-18")
    assert len(corpus.claims) == before


# Stances


def test_what_nobody_has_coded_is_not_silent(folder_of):
    corpus = one_account(folder_of, "x,x,bridge,silent")
    assert stances(corpus, "x") == {"bridge": "silent", "hour": "not coded"}
    assert list(synopsis(corpus)["x"]) == ["does not mention", "not coded"]


def test_an_express_denial_outweighs_an_assertion(folder_of):
    denied = "x,x,bridge,contradicts,held,day,Мост не заняли"
    assert stances(one_account(folder_of, TAKEN, denied), "x")["bridge"] == "contradicts"


def test_every_part_is_coded_on_every_facet(corpus):
    table = stance_table(corpus, by="part")
    assert set(table["part"]) == set(corpus.parts["part"])
    assert len(table) == len(corpus.parts) * len(corpus.codebook)
    assert "not coded" not in set(table["stance"])


def test_the_control_is_silent_on_every_facet_of_the_day(corpus):
    of_the_day = corpus.codebook.query("of_the_day == 'yes'")["facet"]
    control = stances(corpus, "002")
    assert {control[facet] for facet in of_the_day} == {"silent"}


def test_evidence_of_another_time_alone_is_marked(folder_of):
    later = "x,x,bridge,asserts,held,context,Мост не заняли"
    hour = "x,x,hour,asserts,later,aftermath,Отряды"
    table = stance_table(one_account(folder_of, TAKEN, later, hour)).set_index("facet")
    assert table["other_time"].to_dict() == {"bridge": False, "hour": True}


def test_an_unknown_way_to_group_is_refused(corpus):
    with pytest.raises(ValueError, match="expected 'source' or 'part'"):
        stance_table(corpus, by="facet")


def test_only_000_gives_the_hour_and_nobody_mentions_banners_or_leningrad(corpus):
    table = describing_sources(corpus).set_index("facet")
    assert table.at["hour", "sources"] == "000"
    assert set(table.index[table["count"] == 0]) == {"banners", "leningrad"}


def test_the_synopsis_quotes_each_source_with_our_gloss(corpus):
    table = synopsis(corpus).set_index("facet")
    assert "«Переворот 7 ноября» [The coup of 7 November]" in table.at["event_name", "000"]
    assert table.at["event_name", "003"].endswith("(003-5)")
