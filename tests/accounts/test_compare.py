"""The comparison: evidence is literal, what is not coded is no silence, agreement is counted as in the literature."""


import pandas as pd
import pytest

import letopis
from letopis.accounts import compare

EVENT = "1927-11-07"
TEXT = "Отряды заняли мост. Мост не заняли."
CATALOGUE = {
    "x.txt": TEXT,
    "codebook.csv": "facet,event,group,label_en,label_ru,question,definition,kind,scope\n"
    "bridge,x,course,Bridge,Мост,Taken?,d,free,day\nhour,x,course,Hour,Час,When?,d,free,day\n",
}
HEADER = "source,part,facet,stance,value,about,quote,gloss,note,against,start,stop\n"


def load(folder_of, rows: str) -> letopis.Corpus:
    return letopis.load(folder_of(CATALOGUE | {"claims.csv": HEADER + rows}))


def coding(stances: str) -> pd.DataFrame:
    """One unit a letter: a asserts, i implies, c contradicts, s silent."""
    names = {"a": "asserts", "i": "implies", "c": "contradicts", "s": "silent"}
    return pd.DataFrame(
        [("x", f"f{number:03}", names[letter], "", "") for number, letter in enumerate(stances)],
        columns=["part", "facet", "stance", "value", "quote"],
    )


def test_every_quote_stands_where_it_says(corpus):
    for row in corpus.claims[corpus.claims["stance"] != "silent"].itertuples():
        assert corpus.text(row.source)[row.start : row.stop] == row.quote


def test_columns_of_the_contract_come_first_and_a_silence_has_no_place(corpus):
    assert list(corpus.claims)[:7] == ["source", "facet", "stance", "value", "start", "stop", "quote"]
    silent = corpus.claims[corpus.claims["stance"] == "silent"]
    assert silent["start"].isna().all() and (silent["quote"] == "").all()


def test_a_quote_without_offsets_is_found(folder_of):
    claims = load(folder_of, "x,x,bridge,asserts,taken,day,заняли мост,,,,,\n").claims
    assert (claims["start"].iat[0], claims["stop"].iat[0]) == (7, 18)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x,x,bridge,asserts,taken,day,заняли Мост,,,,,", r"row 2: quote 'заняли Мост' does not stand in x"),
        ("x,x,bridge,asserts,taken,day,заняли мост,,,,8,19", r"row 2: quote 'заняли мост' does not stand in x at 8"),
        ("x,x,bridge,denies,taken,day,заняли мост,,,,,", r"row 2: stance 'denies'; expected one of asserts"),
        ("x,x,brigde,asserts,taken,day,заняли мост,,,,,", r"row 2: facet 'brigde'; expected one of bridge, hour"),
        ("y,y,bridge,asserts,taken,day,заняли мост,,,,,", r"row 2: source 'y'; expected one of x"),
        ("x,x,bridge,silent,,,заняли мост,,,,,", r"row 2: stance 'silent' with quote"),
    ],
)
def test_a_broken_row_is_named_with_file_row_and_remedy(folder_of, row, message):
    with pytest.raises(letopis.InputError, match=message) as error:
        _ = load(folder_of, row + "\n").claims
    assert "claims.csv" in str(error.value)


def test_what_nobody_has_coded_is_not_a_silence(folder_of):
    corpus = load(folder_of, "x,x,bridge,silent,,,,,,,,\n")
    assert compare.matrix(corpus)["x"].to_dict() == {"bridge": "silent", "hour": "not coded"}
    assert list(compare.synopsis(corpus)["x"]) == ["does not mention", "not coded"]


def test_a_contradiction_outweighs_an_assertion(folder_of):
    corpus = load(
        folder_of,
        "x,x,bridge,asserts,taken,day,заняли мост,,,,,\nx,x,bridge,contradicts,not taken,day,Мост не заняли,,,,,\n",
    )
    assert compare.matrix(corpus)["x"]["bridge"] == "contradicts"


def test_the_matrix_is_complete_for_sources_and_for_voices(corpus):
    assert compare.matrix(corpus).shape == (len(corpus.codebook), 4)
    voices = compare.matrix(corpus, by="part")
    assert list(voices) == list(corpus.parts["part"]) and not (voices == "not coded").to_numpy().any()


def test_002_is_silent_on_every_facet_of_the_day(corpus):
    day = corpus.codebook.loc[corpus.codebook["scope"] == "day", "facet"]
    assert set(compare.matrix(corpus).loc[list(day), "002"]) == {"silent"}


def test_overlaps_count_every_facet_once(corpus):
    table = compare.overlaps(corpus)
    assert len(table) == 6 and (table["facets"] == len(corpus.codebook)).all()
    assert (table[["agree", "differ", "only one", "neither", "not coded"]].sum(axis=1) == table["facets"]).all()
    pair = table[(table["a"] == "000") & (table["b"] == "001")].iloc[0]
    assert pair["agree"] > pair["differ"], "both retell one book"


def test_relations_of_two_invented_sources(folder_of):
    rows = (
        "a,a,bridge,asserts,taken,day,мост взят,,,,,\nb,b,bridge,asserts,held,day,мост цел,,,,,\n"
        "a,a,hour,asserts,noon,day,в полдень,,,,,\nb,b,hour,silent,,,,,,,,\n"
    )
    corpus = letopis.load(
        folder_of(
            {
                "a.txt": "мост взят в полдень",
                "b.txt": "мост цел",
                "codebook.csv": CATALOGUE["codebook.csv"],
                "claims.csv": HEADER + rows,
            }
        )
    )
    assert list(compare.relations(corpus)["relation"]) == ["differ", "only one"]


def test_the_plans_of_000_and_001_contradict_each_other_and_most_other_conflicts_are_apparent(corpus):
    table = compare.contradictions(corpus)
    plan = table[(table["facet"] == "plan_order") & (table["kind"] == "real")]
    assert {tuple(row) for row in plan[["part_a", "part_b"]].to_numpy()} == {("001", "000")}
    for row in table.itertuples():
        assert row.quote_a in corpus.text(row.part_a[:3]) and row.quote_b in corpus.text(row.part_b[:3])
    assert set(table["kind"]) <= {"real", "arguable", "apparent"}


def test_kappa_equals_the_worked_example_of_cohen():
    # 50 units: both yes 20, both no 15, one yes the other no 5 and 10: po = 0.7, pe = 0.5, kappa = 0.4
    table = compare.agreement(coding("a" * 25 + "s" * 25), coding("a" * 20 + "s" * 5 + "a" * 10 + "s" * 15)).set_index(
        "units"
    )
    assert table.at["all", "percent"] == pytest.approx(70)
    assert table.at["all", "kappa"] == pytest.approx(0.4)


def test_alpha_equals_the_worked_example_of_krippendorff():
    # Two observers, ten units, binary: alpha = 0.095 (Computing Krippendorff's alpha-reliability, part A)
    table = compare.agreement(coding("sassssssas"), coding("aaassassss")).set_index("units")
    assert table.at["all", "alpha"] == pytest.approx(0.095, abs=0.0005)


def test_full_agreement_is_one_and_no_common_unit_is_undefined():
    assert compare.agreement(coding("aisc"), coding("aisc"))["kappa"].iat[0] == pytest.approx(1)
    assert compare.agreement(coding("aisc"), coding("")).iloc[0][["kappa", "alpha"]].isna().all()


def test_the_two_codings_agree_and_the_disagreements_are_listed(corpus):
    one, two = corpus.claims, compare.second(corpus)
    table = compare.agreement(one, two).set_index("units")
    assert table.at["all", "kappa"] >= 0.8 and table.at["one speaks", "count"] < table.at["all", "count"]
    assert len(compare.disagreements(one, two)) == table.at["all", "count"] - table.at["all", "agree"]


def test_a_book_title_is_not_a_name_of_the_event(corpus):
    lines = compare.naming(corpus, EVENT)
    assert list(lines[lines["use"] == "title"]["start"]) == [1991]
    event = lines[lines["use"] == "event"]
    assert sorted(set(event[event["source"] == "001"]["lemma"])) == ["восстание", "мятеж", "переворот"]
    assert list(event[event["source"] == "003"]["text"]) == ["demonstrations"]
    assert "002" not in set(event["source"])


def test_000_plans_arrests_first_and_001_the_institutions(corpus):
    plans = compare.order(corpus, EVENT).query("order == 'plan'")
    assert list(plans[plans["source"] == "000"]["episode"]) == ["arrests", "nodes"]
    assert list(plans[plans["source"] == "001"]["episode"]) == ["institutions", "nodes", "arrests"]


def test_episodes_stand_in_the_text_in_the_order_told(corpus):
    for _, rows in compare.order(corpus, EVENT).query("order == 'told'").groupby("source"):
        assert rows["start"].is_monotonic_increasing and list(rows["rank"]) == list(range(1, len(rows) + 1))
        assert [corpus.text(row.source)[row.start : row.stop] for row in rows.itertuples()] == list(rows["quote"])


def test_without_curated_tables_everything_is_empty_with_its_columns(folder_of):
    corpus = letopis.load(folder_of({"x.txt": TEXT}))
    measured = compare.agreement(corpus.claims, compare.second(corpus), compare.examples(corpus))
    assert len(measured) == 3 and measured["count"].eq(0).all() and measured["kappa"].isna().all()
    assert corpus.claims.empty and list(corpus.claims)[:3] == ["source", "facet", "stance"]
    assert compare.synopsis(corpus).empty and compare.overlaps(corpus).empty and compare.contradictions(corpus).empty


def test_what_the_codebook_gives_away_can_be_left_out_of_the_agreement(corpus):
    given = compare.examples(corpus)
    assert ("000", "hour") in set(zip(given["part"], given["facet"], strict=True))
    table = compare.agreement(corpus.claims, compare.second(corpus), given).set_index("units")["count"]
    assert table["one speaks"] - len(given) == table["one speaks, not given"]


def test_a_contradiction_is_no_agreement_even_if_a_value_is_shared(corpus):
    found = compare.relations(corpus).set_index(["a", "b", "facet"])["relation"]
    assert found["000", "001", "plan_order"] == "differ" and found["000", "001", "stalin_place"] == "agree"


def test_another_event_has_no_claims_until_somebody_codes_them(corpus):
    view = corpus.on("1929-01-18")
    assert view.codebook.empty and view.claims.empty and compare.second(view).empty
    for table in (compare.matrix(view), compare.synopsis(view), compare.overlaps(view), compare.contradictions(view)):
        assert table.empty
    assert len(corpus.on(EVENT).claims) == len(corpus.claims)
