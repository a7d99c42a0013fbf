"""Each sentence tells of the time a historian would say, or of none."""

import json
from pathlib import Path

import pytest

import letopis
from letopis.dates import narrated
from letopis.dates.resolve import bounds
from letopis.texts.tables import InputError

GOLDEN = Path(__file__).parents[1] / "golden" / "narrated.jsonl"


def gold() -> list[dict]:
    return [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]


def shares(corpus, table) -> tuple[float, float]:
    """Shares of the gold: dated sentences whose span lies within the gold's, and general statements left undated.

    Without pins the sentences only knowledge of the period can place (inferred) do not count.
    """
    places = {(row.source, row.start): row.sentence for row in corpus.sentences.itertuples()}
    found = {(row.source, row.sentence): row.edtf for row in table.itertuples()}
    pinned = (table["basis"] == "read").any()
    right = {"dated": [], "undated": []}
    for row in gold():
        edtf = found[row["source"], places[row["source"], row["start"]]]
        if not row["edtf"]:
            right["undated"].append(not edtf)
        elif pinned or row["basis"] != "inferred":
            (first, last), (begin, end) = bounds(edtf), bounds(row["edtf"])
            right["dated"].append(bool(edtf) and begin <= first and last <= end)
    return tuple(sum(answers) / len(answers) for answers in right.values())


def test_rules_alone_place_dated_sentences_and_leave_general_ones(corpus):
    dated, undated = shares(corpus, narrated.table(corpus, pins=False))
    assert dated >= 0.95 and undated >= 0.78


def test_with_pins_all_dated_sentences_count(corpus):
    dated, undated = shares(corpus, corpus.narrated)
    assert dated >= 0.96 and undated >= 0.95


def test_each_sentence_has_one_row_in_order(corpus):
    keys = ["source", "sentence"]
    assert corpus.narrated[keys].equals(corpus.sentences[keys].sort_values(keys, ignore_index=True))
    assert set(corpus.narrated["basis"]) == {"own", "carried", "read", "none"}
    dated = corpus.narrated["edtf"] != ""
    assert corpus.narrated.loc[~dated, "earliest"].isna().all()
    assert (corpus.narrated.loc[dated, "earliest"] <= corpus.narrated.loc[dated, "latest"]).all()


def test_the_control_text_never_tells_of_1927(corpus):
    years = corpus.narrated[corpus.narrated["source"] == "002"]["earliest"].dt.year.dropna()
    assert set(years) == {1917}


def test_no_time_is_carried_from_one_voice_into_the_next(corpus):
    both = corpus.sentences.merge(corpus.narrated, on=["source", "part", "sentence"])
    first = both.groupby("part", sort=False).head(1).set_index("part")
    assert first.loc["003-4", "basis"] == "none" and first.loc["003-2", "basis"] == "none"


def told(folder_of, text: str, **files: str) -> list[tuple[str, str]]:
    given = {"a.txt": text} | {name.replace("_", "."): content for name, content in files.items()}
    table = letopis.load(folder_of(given)).narrated
    return list(zip(table["edtf"], table["basis"], strict=True))


DAY, CARRIED, NONE = ("1927-11-07", "own"), ("1927-11-07", "carried"), ("", "none")


@pytest.mark.parametrize(("text", "expected"), [
    ("Колонны шли. 7 ноября 1927 года шёл снег. Колонны шли.", [NONE, DAY, CARRIED]),
    ("7 ноября 1927 года шёл снег. Вот так. Троцкий вышел.", [DAY, NONE, CARRIED]),
    ("7 ноября 1927 года шёл снег. Но ведь мало захватить власть, её надо удержать. Колонны шли.",
     [DAY, NONE, CARRIED]),
    ("7 ноября 1927 года шёл снег. Почему милиция молчала? Колонны шли.", [DAY, NONE, CARRIED]),
    ("7 ноября 1927 года шёл снег. Ещё в 1924 году он говорил об этом. Колонны шли.", [DAY, CARRIED, CARRIED]),
    ("7 ноября 1927 года шёл снег. Это напоминало лето 1917 года. Колонны шли.", [DAY, CARRIED, CARRIED]),
    ("7 ноября 1927 года шёл снег. Пленум назначили на 12 ноября. Колонны шли.", [DAY, CARRIED, CARRIED]),
    ("7 ноября 1927 года Троцкий (1879–1940) вышел на площадь.", [DAY]),
    ("7 ноября 1927 года говорили о революции 1905 года. Колонны шли.", [DAY, CARRIED]),
    ("Троцкий вышел на улицу.\n\nМосква, 7 ноября 1927 года\n\nКолонны шли.", [NONE, DAY, CARRIED]),
    ("On November 7, 1927 it snowed. But a banker is always a banker. The columns marched.", [DAY, NONE, CARRIED]),
    ("On November 7, 1927 it snowed. Why was this done? The columns marched.", [DAY, NONE, CARRIED]),
    ("On November 7, 1927 it snowed. He had said so as far back as 1924. They marched.", [DAY, CARRIED, CARRIED]),
    ("On November 7, 1927 it snowed. The plenum was set for November 12. They marched.", [DAY, CARRIED, CARRIED]),
    ("On November 7, 1927 it snowed. If Trotsky had won, it would have ended in 1980. They marched.",
     [DAY, NONE, CARRIED]),
    ("On November 7, 1927 it snowed.\n\nDelivery to Alma-Ata\n\nThey marched.", [DAY, NONE, CARRIED]),
    ("On November 7, 1927 it snowed.\n\nPolish poster, 1920\n\nThey marched.", [DAY, ("1920", "own"), CARRIED]),
    ("In 1933 he moved to France, and in 1935 to Norway. He wrote.", [("1933/1935", "own"), ("1935", "carried")]),
    ("In 1928 he was exiled. He was shot at in 1940. In 1929 he was deported. He wrote.",
     [("1928", "own"), ("1940", "own"), ("1929", "own"), ("1929", "carried")]),
    ("In 1928 he was exiled. He was shot at in 1940. He wrote. In 1929 he was deported.",
     [("1928", "own"), ("1940", "own"), ("1928", "carried"), ("1929", "own")]),
    ("7 ноября 1927 года шёл снег. В 1923 году я слышал его. В зале было холодно.\n\nКолонны шли.",
     [DAY, ("1923", "own"), ("1923", "carried"), CARRIED]),
    ("7 ноября 1927 года шёл снег. История не терпит самозванцев. Колонны шли.", [DAY, NONE, CARRIED]),
    ("7 ноября 1927 года шёл снег. Старые люди вообще редко говорят громко. Колонны шли.", [DAY, NONE, CARRIED]),
    ("7 ноября 1927 года шёл снег. Оценки расходятся. Историки спорят о числе людей. Колонны шли.",
     [DAY, NONE, NONE, CARRIED]),
    ("7 ноября 1927 года шёл снег. Колонны шли.\n\nЛит.: Роговин В. З. Власть. М., 1993. С. 12.",
     [DAY, CARRIED, NONE, NONE, NONE, NONE]),
    ("On November 7, 1927 it snowed. Crowd control is rarely well documented. They marched.", [DAY, NONE, CARRIED]),
    ("On November 7, 1927 it snowed. Historians differ on what was at stake. They marched.", [DAY, NONE, CARRIED]),
    ("On November 7, 1927 it snowed. They marched.\n\n[1] Pravda, 9 November 1927, p. 3.", [DAY, CARRIED, NONE]),
    ("On November 7, 1927 it snowed. I saw him there; I had last seen him in 1919. They marched.",
     [DAY, CARRIED, CARRIED]),
    ("On November 7, 1927 it snowed. Two days earlier they had met. The talk was brief.\n\nThey marched.",
     [DAY, ("1927-11-05", "own"), ("1927-11-05", "carried"), ("1927-11-05", "carried")]),
])
def test_small_stories_are_placed_by_rule(folder_of, text, expected):
    assert told(folder_of, text) == expected


PINS = "source,quote,edtf,reason\n"


def test_a_pin_overrides_the_rules_and_what_follows_goes_on_from_it(folder_of):
    text = "Колонны шли. Троцкий вышел на улицу. Милиция молчала. Он говорил."
    pins = PINS + "a,Троцкий вышел,1927-11-07,день назван в заголовке газеты\na,Милиция молчала,none,общее место\n"
    expected = [NONE, ("1927-11-07", "read"), ("", "read"), CARRIED]
    assert told(folder_of, text, narrated_csv=pins) == expected


def test_without_pins_the_rules_stand_alone(folder_of):
    folder = folder_of({"a.txt": "Колонны шли.", "narrated.csv": PINS + "a,Колонны шли,1927-11-07,\n"})
    assert list(narrated.table(letopis.load(folder), pins=False)["basis"]) == ["none"]


@pytest.mark.parametrize(("row", "words"), [
    ("b,Колонны,1927,", "row 2: no source 'b'"),
    ("a,Милиция,1927,", "row 2: the quote 'Милиция' stands 0 times"),
    ("a,шли,1927,", "row 2: the quote 'шли' stands 2 times"),
    ("a,Колонны,ноябрь,", "row 2: edtf 'ноябрь'"),
    ("a,Колонны,,", "row 2: edtf ''"),
])
def test_a_pin_that_fits_nowhere_is_refused_with_its_row(folder_of, row, words):
    folder = folder_of({"a.txt": "Колонны шли. Люди шли.", "narrated.csv": PINS + row + "\n"})
    with pytest.raises(InputError, match=words):
        _ = letopis.load(folder).narrated


def test_a_diary_tells_of_its_days_and_looks_back_without_leaving_them(folder_of):
    text = ("3 ноября 1927 г., четверг.\n\nОпять дождь. Прошлой осенью молчали.\n\n7-е, понедельник.\n\n"
            "Шли через мост. Вчера спорили.\n\n8 ноября.\n\nТихо.\n")
    told = letopis.load(folder_of({"t.txt": text})).narrated
    assert list(zip(told["edtf"], told["basis"], strict=True)) == [
        ("1927-11-03", "own"), ("1927-11-03", "carried"), ("1926-23", "own"), ("1927-11-07", "own"),
        ("1927-11-07", "carried"), ("1927-11-06", "own"), ("1927-11-08", "own"), ("1927-11-08", "carried")]


def test_who_goes_back_a_generation_tells_of_that_time(folder_of):
    text = ("7 ноября 2024 года здесь было пусто. Девяносто семь лет назад здесь кричали.\n\n"
            "Уже в августе отпечатали билеты, а в начале ноября приехали гости. Девятого он принимал их.\n")
    found = letopis.load(folder_of({"t.txt": text})).dates
    assert found["edtf"].tolist() == ["2024-11-07", "1927", "1927-08", "1927-11", "1927-11-09"]
