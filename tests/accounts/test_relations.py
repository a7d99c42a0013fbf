"""Sources share a value or do not; only fixed values of the day are counted; one clash is real."""

import pytest
from two_accounts import one_account, table, two_accounts

import letopis
from letopis.accounts import (
    compared_facets,
    contradictions,
    overlaps,
    relations,
    second_coding,
    shared_values,
)

A_TAKEN = "a,a,bridge,asserts,taken,day,мост взят"
COUNTS = ["agree", "differ", "only a", "only b", "neither", "not coded"]


def between(corpus, a: str, b: str, **given) -> dict[str, str]:
    """How two sources relate on each facet."""
    rows = relations(corpus, **given).query("a == @a and b == @b")
    return dict(zip(rows["facet"], rows["relation"], strict=True))


# Relations


@pytest.mark.parametrize(
    ("b_says", "relation"),
    [
        ("asserts,taken,day,мост цел", "agree"),
        ("asserts,held,day,мост цел", "differ"),
        ("asserts,held,context,мост цел", "only a"),
        ("silent", "only a"),
    ],
)
def test_two_sources_agree_where_they_share_a_value_of_the_day(folder_of, b_says, relation):
    corpus = two_accounts(folder_of, A_TAKEN, f"b,b,bridge,{b_says}")
    assert between(corpus, "a", "b") == {"bridge": relation}


def test_free_wordings_are_never_counted(folder_of):
    hours = [f"{name},{name},hour,asserts,noon,day,мост" for name in "ab"]
    corpus = two_accounts(folder_of, A_TAKEN, "b,b,bridge,silent", *hours)
    assert list(compared_facets(corpus)["facet"]) == ["bridge"]
    assert overlaps(corpus)["agree"].sum() == 0


def test_what_nobody_has_coded_for_one_of_two_is_not_a_silence(folder_of):
    assert between(two_accounts(folder_of, A_TAKEN), "a", "b") == {"bridge": "not coded"}


def test_the_second_coder_is_counted_beside_the_first(folder_of):
    b_held = "b,b,bridge,asserts,held,day,мост цел"
    b_taken = "b,b,bridge,asserts,taken,,мост цел"  # a coding that does not note the time
    second = table(A_TAKEN, b_taken)
    counts = overlaps(two_accounts(folder_of, A_TAKEN, b_held, claims_second=second))
    assert list(counts["coder"]) == ["first", "second"]
    assert list(counts["agree"]) == [0, 1] and list(counts["differ"]) == [1, 0]


@pytest.mark.parametrize(("first", "agree"), [("silent", 1), ("asserts,held,context,мост цел", 0)])
def test_what_only_the_second_coder_finds_is_of_the_day_unless_the_first_has_another_time(
    folder_of, first, agree
):
    second = table(A_TAKEN, "b,b,bridge,asserts,taken,,мост цел")
    corpus = two_accounts(folder_of, A_TAKEN, f"b,b,bridge,{first}", claims_second=second)
    assert list(overlaps(corpus)["agree"]) == [0, agree]


def test_every_compared_facet_is_counted_once_for_each_pair(corpus):
    counts = overlaps(corpus)
    assert (counts[COUNTS].sum(axis=1) == counts["facets"]).all()
    assert set(counts["facets"]) == {18}


def test_000_and_001_share_most_of_what_both_say_of_the_day(corpus):
    found = between(corpus, "000", "001")
    assert {facet for facet, relation in found.items() if relation == "differ"} == {
        "plan_order",
        "institutions",
    }
    pair = overlaps(corpus).query("a == '000' and b == '001'").set_index("coder")
    assert pair["agree"].to_dict() == {"first": 12, "second": 12}
    assert pair["differ"].to_dict() == {"first": 2, "second": 2}


def test_001_and_003_share_day_year_anniversary_and_failure(corpus):
    found = between(corpus, "001", "003")
    shared = {facet for facet, relation in found.items() if relation == "agree"}
    assert shared == {"event_day", "event_year", "anniversary", "outcome"}


# What independent sources share


def test_independent_witnesses_share_when_it_was_and_that_it_failed_by_both_coders(corpus):
    first = set(shared_values(corpus)["facet"])
    second = set(shared_values(corpus, second_coding(corpus))["facet"])
    assert first & second == {"event_day", "event_year", "anniversary", "outcome"}
    assert (first - second, second - first) == ({"leader"}, {"date_set", "defence_command"})


@pytest.mark.parametrize(("retells", "witnesses"), [("one book", 0), ("", 1)])
def test_sources_that_retell_one_book_are_one_witness(folder_of, retells, witnesses):
    header = "source,file,label,title,language,sha256,retells\n"
    sources = header + "".join(f"{name},{name}.txt,{name},{name},ru,,{retells}\n" for name in "ab")
    b_taken = "b,b,bridge,asserts,taken,day,мост цел"
    corpus = two_accounts(folder_of, A_TAKEN, b_taken, sources=sources)
    assert len(shared_values(corpus)) == witnesses


def test_that_a_source_retells_a_book_is_a_claim_with_its_evidence(corpus):
    retelling = corpus.sources[corpus.sources["retells"] != ""]
    assert list(retelling.index) == ["000", "001"]
    assert set(retelling["certainty"]) == {"very probably"}
    assert retelling["evidence"].str.contains("not checked", case=False).all()


# Contradictions

LINK = "facet,part_a,quote_a,part_b,quote_b,kind,note\n"


def test_one_contradiction_is_real_that_of_the_plans_of_000_and_001(corpus):
    table = contradictions(corpus)
    real = table.query("kind == 'real'")
    assert real[["facet", "part_a", "part_b"]].to_numpy().tolist() == [["plan_order", "000", "001"]]
    assert set(table["kind"]) == {"real", "arguable", "apparent"}


def test_both_sides_are_quoted_from_cells_that_say_something(corpus):
    said = set(corpus.claims.query("stance != 'silent'")[["part", "facet"]].itertuples(index=False))
    said = {tuple(unit) for unit in said}
    for row in contradictions(corpus).itertuples():
        for part, quote, gloss in (
            (row.part_a, row.quote_a, row.gloss_a),
            (row.part_b, row.quote_b, row.gloss_b),
        ):
            assert quote in corpus.text(part[:3])
            assert (part, row.facet) in said
            assert bool(gloss) == (part[:3] != "003")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("bridge,x,заняли мост,x,Река,real,why", "quote 'Река' does not occur in x"),
        ("bridge,x,заняли мост,x,Мост не заняли,loud,why", "kind 'loud'; expected one of real"),
        ("bridge,x,заняли мост,y,Мост не заняли,real,why", "part_b 'y'; expected one of x"),
        ("brigde,x,заняли мост,x,Мост не заняли,real,why", "facet 'brigde'; expected one of"),
        ("bridge,x,заняли мост,x,Мост не заняли,real,", "note ''; expected a value"),
    ],
)
def test_a_broken_link_is_named(folder_of, row, message):
    corpus = one_account(folder_of, contradictions=f"{LINK}{row}\n")
    with pytest.raises(letopis.InputError, match=rf"contradictions\.csv, row 2: {message}"):
        contradictions(corpus)
