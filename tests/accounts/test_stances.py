"""Stances: evidence is literal, what is not coded is not silent, sources are set side by side."""

import pytest

import letopis
from letopis.accounts import (
    about_other_time,
    contradictions,
    evidence,
    facet_sheet,
    facets_by_time,
    none_describe,
    only_one,
    overlaps,
    portraits,
    relation_counts,
    relations,
    second_coding,
    stance_matrix,
    stance_table,
    synopsis,
)

EVENT = "1927-11-07"
TEXT = "Отряды заняли мост. Мост не заняли."
CODEBOOK = (
    "facet,event,group,label_en,label_ru,question,definition,kind,scope\n"
    "bridge,x,course,Bridge,Мост,Taken?,d,free,day\nhour,x,course,Hour,Час,When?,d,free,day\n"
)
HEADER = "source,part,facet,stance,value,about,quote,gloss,note,against,clash,start,stop\n"


def load(folder_of, *rows: str) -> letopis.Corpus:
    """A folder with one text, two facets and some rows of claims.csv."""
    claims = HEADER + "".join(f"{row}\n" for row in rows)
    return letopis.load(folder_of({"x.txt": TEXT, "codebook.csv": CODEBOOK, "claims.csv": claims}))


def load_two(folder_of, *rows: str) -> letopis.Corpus:
    """The same with two texts, a and b."""
    claims = HEADER + "".join(f"{row}\n" for row in rows)
    texts = {"a.txt": "мост взят в полдень", "b.txt": "мост цел"}
    return letopis.load(folder_of(texts | {"codebook.csv": CODEBOOK, "claims.csv": claims}))


# Claims


def test_every_quote_occurs_where_its_row_says(corpus):
    for row in evidence(corpus.claims).itertuples():
        assert corpus.text(row.source)[row.start : row.stop] == row.quote


def test_a_silent_row_has_no_place(corpus):
    silent = corpus.claims[corpus.claims["stance"] == "silent"]
    assert silent["start"].isna().all() and (silent["quote"] == "").all()


def test_a_quote_without_offsets_is_located(folder_of):
    claims = load(folder_of, "x,x,bridge,asserts,taken,day,заняли мост,,,,,,").claims
    assert (claims["start"].iat[0], claims["stop"].iat[0]) == (7, 18)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "x,x,bridge,asserts,taken,day,заняли Мост,,,,,,",
            "quote 'заняли Мост' does not occur in x",
        ),
        (
            "x,x,bridge,asserts,taken,day,заняли мост,,,,,8,19",
            "does not occur in x at 8 within 0–35",
        ),
        (
            "x,x,bridge,denies,taken,day,заняли мост,,,,,,",
            "stance 'denies'; expected one of contradicts",
        ),
        (
            "x,x,brigde,asserts,taken,day,заняли мост,,,,,,",
            "facet 'brigde'; expected one of bridge",
        ),
        ("y,y,bridge,asserts,taken,day,заняли мост,,,,,,", "source 'y'; expected one of x"),
        ("x,x,bridge,silent,,,заняли мост,,,,,,", "stance 'silent' with quote"),
        ("x,x,bridge,asserts,taken,day,заняли мост,,,x,loud,,", "clash 'loud'; expected one of"),
    ],
)
def test_a_broken_row_is_named_with_file_row_and_remedy(folder_of, row, message):
    with pytest.raises(letopis.InputError, match=f"row 2: .*{message}") as error:
        _ = load(folder_of, row).claims
    assert "claims.csv" in str(error.value)


def test_all_broken_rows_are_named_at_once(folder_of):
    row = "x,x,bridge,asserts,taken,day,{},,,,,,"
    with pytest.raises(letopis.InputError, match=r"row 2: (?s:.)*row 4: "):
        _ = load(folder_of, row.format("Река"), row.format("мост"), row.format("Море")).claims


def test_another_event_has_no_claims_until_somebody_codes_them(corpus):
    other = corpus.for_event("1929-01-18")
    assert other.codebook.empty and other.claims.empty and second_coding(other).empty
    for view in (stance_matrix, stance_table, synopsis, overlaps, contradictions, only_one):
        assert view(other).empty
    assert len(corpus.for_event(EVENT).claims) == len(corpus.claims)


def test_choosing_an_event_leaves_the_corpus_as_it_is(corpus):
    before = len(corpus.claims)
    corpus.for_event("1929-01-18")
    assert len(corpus.claims) == before


# Stances


def test_what_nobody_has_coded_is_not_silent(folder_of):
    corpus = load(folder_of, "x,x,bridge,silent,,,,,,,,,")
    assert stance_matrix(corpus)["x"].to_dict() == {"bridge": "silent", "hour": "not coded"}
    assert list(synopsis(corpus)["x"]) == ["does not mention", "not coded"]


def test_a_contradiction_outweighs_an_assertion(folder_of):
    corpus = load(
        folder_of,
        "x,x,bridge,asserts,taken,day,заняли мост,,,,,,",
        "x,x,bridge,contradicts,not taken,day,Мост не заняли,,,,,,",
    )
    assert stance_matrix(corpus)["x"]["bridge"] == "contradicts"


def test_every_part_is_coded_on_every_facet(corpus):
    stances = stance_matrix(corpus, by="part")
    assert list(stances) == list(corpus.parts["part"])
    assert not (stances == "not coded").to_numpy().any()


def test_the_control_is_silent_on_every_facet_of_the_day(corpus):
    of_the_day = corpus.codebook.loc[corpus.codebook["scope"] == "day", "facet"]
    assert set(stance_matrix(corpus).loc[list(of_the_day), "002"]) == {"silent"}


def test_evidence_of_another_time_alone_is_marked(folder_of):
    corpus = load(
        folder_of,
        "x,x,bridge,asserts,taken,day,заняли мост,,,,,,",
        "x,x,bridge,asserts,held,context,Мост не заняли,,,,,,",
        "x,x,hour,asserts,later,aftermath,Отряды,,,,,,",
    )
    assert about_other_time(corpus)["x"].to_dict() == {"bridge": False, "hour": True}


def test_the_long_table_says_what_the_matrix_says(corpus):
    long = stance_table(corpus)
    wide = long.pivot(index="facet", columns="source", values="stance")
    matrix = stance_matrix(corpus)
    assert wide.reindex(matrix.index).equals(matrix.rename_axis(columns="source"))
    assert long["other_time"].sum() == about_other_time(corpus).to_numpy().sum()


def test_the_parts_of_a_source_are_shown_on_the_facets_one_of_them_describes(corpus):
    long = stance_table(corpus, "003")
    assert set(long["part"]) == {f"003-{number}" for number in range(1, 6)}
    described = long[long["stance"] != "silent"]
    assert set(described["facet"]) == set(long["facet"])


def test_an_unknown_way_to_group_is_refused(corpus):
    with pytest.raises(ValueError, match="expected 'source' or 'part'"):
        stance_matrix(corpus, by="facet")


# Relations


def test_overlaps_count_every_facet_once(corpus):
    table = overlaps(corpus)
    kinds = ["agree", "differ", "only one", "neither", "not coded"]
    assert (table[kinds].sum(axis=1) == table["facets"]).all()
    pair = table[(table["a"] == "000") & (table["b"] == "001")].iloc[0]
    assert pair["agree"] > pair["differ"], "both retell one book"


@pytest.mark.parametrize(
    ("b_says", "relation"),
    [
        ("asserts,taken,day,мост цел", "agree"),
        ("asserts,held,day,мост цел", "differ"),
        ("contradicts,taken,day,мост цел", "differ"),
        ("silent,,,", "only one"),
    ],
)
def test_two_sources_agree_where_they_share_a_value_and_none_contradicts(
    folder_of, b_says, relation
):
    corpus = load_two(
        folder_of,
        "a,a,bridge,asserts,taken,day,мост взят,,,,,,",
        f"b,b,bridge,{b_says},,,,,,",
        "a,a,hour,silent,,,,,,,,,",
        "b,b,hour,silent,,,,,,,,,",
    )
    assert list(relations(corpus)["relation"]) == [relation, "neither"]


def test_relation_counts_say_the_same_as_overlaps(corpus):
    pairs = overlaps(corpus).set_index(["a", "b"])
    for row in relation_counts(corpus).itertuples():
        assert row.count == pairs.at[(row.a, row.b), row.relation]
        assert (row.pair, row.of) == (f"{row.a} and {row.b}", f"{row.count} of {row.facets}")


def test_a_folder_with_one_text_has_no_relations(folder_of):
    assert relation_counts(load(folder_of, "x,x,bridge,asserts,taken,day,заняли мост,,,,,,")).empty


def test_the_plans_of_000_and_001_really_contradict_each_other(corpus):
    table = contradictions(corpus)
    plan = table[(table["facet"] == "plan_order") & (table["kind"] == "real")]
    assert {tuple(row) for row in plan[["part_a", "part_b"]].to_numpy()} == {("001", "000")}


def test_both_sides_of_a_contradiction_are_quoted(corpus):
    for row in contradictions(corpus).itertuples():
        assert row.quote_a in corpus.text(row.part_a[:3])
        assert row.quote_b in corpus.text(row.part_b[:3])


def test_a_claim_says_itself_how_it_clashes(folder_of):
    a_says = "a,a,bridge,asserts,taken,day,мост взят,,not apparent to all,b,"
    b_says = "b,b,bridge,asserts,held,day,мост цел,,,a,"
    corpus = load_two(folder_of, f"{a_says}arguable,,", f"{b_says},,")
    assert list(contradictions(corpus)["kind"]) == ["arguable", "real"]


# Facets


def test_only_one_source_gives_the_hour_and_none_mentions_leningrad(corpus):
    alone = only_one(corpus).set_index("facet")
    assert alone.at["hour", "source"] == "000"
    assert "leningrad" in set(none_describe(corpus)["facet"])
    assert not set(alone.index) & set(none_describe(corpus)["facet"])


def test_facets_are_counted_once_for_each_time(folder_of):
    corpus = load(
        folder_of,
        "x,x,bridge,asserts,taken,day,заняли мост,,,,,,",
        "x,x,bridge,asserts,held,day,Мост не заняли,,,,,,",
        "x,x,hour,asserts,later,context,Отряды,,,,,,",
    )
    counts = facets_by_time(corpus).loc["x"]
    assert counts.to_dict() == {"preparation": 0, "day": 1, "aftermath": 0, "context": 1}


def test_a_sheet_has_the_facets_one_source_describes_and_a_dash_where_another_does_not(folder_of):
    corpus = load_two(
        folder_of,
        "a,a,bridge,asserts,taken,day,мост взят,,,,,,",
        "a,a,hour,asserts,noon,day,в полдень,,,,,,",
        "b,b,bridge,asserts,held,day,мост цел,,,,,,",
    )
    assert facet_sheet(corpus, ["a", "b"], described_by="a")["b"].to_list() == ["held", "–"]
    assert facet_sheet(corpus, ["a", "b"], described_by="b")["facet"].to_list() == ["bridge"]


def test_a_portrait_joins_what_a_source_says_of_a_person_in_its_order(folder_of):
    corpus = load(
        folder_of,
        "x,x,bridge,asserts,taken,day,заняли мост,,,,,,",
        "x,x,hour,asserts,early,preparation,Отряды,,,,,,",
        "x,x,hour,asserts,late,context,Мост,,,,,,",
    )
    table = portraits(corpus, {"Trotsky": ["bridge", "hour"]})
    assert table.to_dict("records") == [
        {"person": "Trotsky", "source": "x", "traits": "Hour: early; Bridge: taken"}
    ]
