"""People whom no table lists are proposed, each once, in all forms; other names are not."""

import pytest

import letopis
from letopis.people import mention_counts, proposed_people


@pytest.fixture
def propose(tmp_path):
    def make(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        return letopis.load(tmp_path)

    return make


def people_in(corpus):
    return set(corpus.entities["label_ru"]) | set(corpus.entities["label_en"])


def named(corpus):
    return list(zip(corpus.mentions["text"], corpus.mentions["entity"], strict=True))


def test_all_case_forms_of_a_name_are_one_row_ready_to_be_pasted(propose):
    corpus = propose(
        a="Говорил Иван Рютченков. С Рютченковым ушли трое, а Рютченкову возразили. "
        "Об И. Рютченкове писали."
    )
    row = corpus.entities.iloc[0]
    assert len(corpus.entities) == 1 and row["proposed"]
    assert (row["entity"], row["type"], row["n"]) == ("ryutchenkov", "person", 4)
    assert row["aliases_ru"] == "Иван Рютченков|Рютченков"
    texts = ["Иван Рютченков", "Рютченковым", "Рютченкову", "И. Рютченкове"]
    assert [text for text, _ in named(corpus)] == texts
    assert row["forms"].split("|") == sorted(texts)


def test_a_pasted_row_finds_the_same_mentions(propose, tmp_path):
    text = "Говорил Иван Рютченков. С Рютченковым ушли трое."
    proposed = propose(a=text)
    before = named(proposed)
    table = proposed_people(proposed).drop(columns=["n", "forms", "sources", "per_source"])
    table.to_csv(tmp_path / "entities.csv", index=False)
    corpus = letopis.load(tmp_path)
    assert named(corpus) == before
    assert not corpus.entities["proposed"].any() and not len(proposed_people(corpus))


def test_the_names_of_the_project_are_not_looked_for_in_other_folders(propose):
    corpus = propose(a="Река Лена широка, а на Советы он не надеялся. Молчал и Пугачёв.")
    assert people_in(corpus) == {"Пугачёв", "Pugachev"}


def test_one_person_in_two_scripts_is_one_row(propose):
    corpus = propose(
        a="Выступил Лев Троцкий. Троцкого слушали.", b="Then Leon Trotsky spoke. Trotsky left."
    )
    assert corpus.entities["label_ru"].tolist()[0] == "Лев Троцкий"
    assert set(corpus.mentions["source"]) == {"a", "b"}
    assert set(corpus.mentions["entity"]) == {"trotsky"}


def test_two_people_of_one_surname_are_two(propose):
    corpus = propose(a="Пришли Иван Глыбин и Пётр Глыбин. Потом сказал П. Глыбин речь.")
    assert named(corpus)[1][1] == named(corpus)[2][1] != named(corpus)[0][1]


@pytest.mark.parametrize(
    "text, people",
    [
        ("Любовь Андреевна вошла. Это любовь.", {"Любовь Андреевна"}),
        ("Премьер Нгуманга прилетел в Браззакву.", {"Нгуманга"}),
        ("Об этом заявил Бжемишек.", {"Бжемишек"}),
        ("Судили Усаму бин Зарифа.", {"Усама бин Зариф"}),
        ("Писал Джон Рид. Читали Рида.", {"Джон Рид"}),
        ("Ждали Джона Смита. Слово Смиту дали.", {"Джон Смит"}),
        ("Приговорил П. И. Вахмистров.", {"Вахмистров"}),
        ("Да, он ушёл. Ох, беда! Трах! Вот и всё. Но нет.", set()),
        ("В Москве и на Волге было тихо. «Спартак» играл. СССР молчал.", set()),
        ("Московский университет закрыли, и Брукхейвенской лаборатории нет.", set()),
    ],
)
def test_people_in_russian(propose, text, people):
    assert set(propose(a=text).entities["label_ru"]) == people


@pytest.mark.parametrize(
    "text, people",
    [
        ("Then Mr. Quimby left, and Quimby's dog barked.", {"Quimby"}),
        ("“Well,” said Strathy, and they saw the boat.", {"Strathy"}),
        ("They met Elizabeth Dorrance; then Elizabeth wept.", {"Elizabeth Dorrance"}),
        ("The train left Walloonsville. In Walloonsville they ate.", set()),
        ("Op. Cit. and App. A say so. Yes, Oh, Chapter I. The end is near.", set()),
        ("The Americans and the French met on Monday in May.", set()),
        (
            "Then John Smith and Mr. Kelly came. The Scottish north is cold.",
            {"John Smith", "Kelly"},
        ),
        ("In St. Petersburg the Bolshevik Smirnov said no.", {"Smirnov"}),
        ("Then Henry James left. They met James.", {"Henry James"}),
    ],
)
def test_people_in_english(propose, text, people):
    assert set(propose(a=text).entities["label_en"]) == people


def test_a_first_name_takes_no_other_names_in(propose):
    corpus = propose(a="Алёша молчал. Потом Иван Фёдорович Алёше ответил, и Алёша ушёл.")
    texts = [text for text, _ in named(corpus)]
    assert texts == ["Алёша", "Иван Фёдорович", "Алёше", "Алёша"]


def test_each_line_of_verse_begins_anew(propose):
    corpus = propose(a="Скажи Татьяне\nЗимой о том,\nЧто пишет Ольга\nСвоим письмом.")
    assert people_in(corpus) == {"Татьяна", "Ольга", "Tatyana", "Olga"}


def test_proposals_are_counted_and_may_be_nobody(propose):
    corpus = propose(a="Шёл дождь, и было тихо.")
    assert not len(corpus.entities) and not len(mention_counts(corpus))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Отселева они пойдут.", set()),
        ("Он ждал. Доселева шли молча.", set()),
        ("Рютченков ушёл. Ждали Рютченкова.", {"Рютченков"}),
        ("Рютченков ушёл. Рютченкова ждали.", {"Рютченков"}),
        ("Ждали Рютченкова.", {"Рютченков"}),
        ("Рютченков сказал правду.", {"Рютченков"}),
    ],
)
def test_a_word_seen_once_at_the_beginning_of_a_sentence_is_no_person(propose, text, people):
    assert set(propose(a=text).entities["label_ru"]) == people


def test_who_is_listed_is_not_proposed(corpus):
    assert list(proposed_people(corpus).columns)[:2] == ["entity", "type"]
    assert not len(proposed_people(corpus))
