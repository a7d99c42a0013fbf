"""The check says how each text was read, what to look at, and all that is wrong with a folder."""

import subprocess
import sys
import unicodedata

import pytest

from letopis.__main__ import main
from letopis.project.check import check_folder
from letopis.project.text_report import glued_words, near_copies, text_report
from letopis.texts.formats import Content

TEXT = "Троцкий выступил в Москве 7 ноября 1927 года. Ему ответил Рютин."


def said(text: str) -> str:
    return "\n".join(map(str, text_report(Content(text, "UTF-8"))))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT, ("UTF-8", "language ru by its letters", "64 characters, 9 words")),
        ("Trotsky spoke.", ("language en by its letters",)),
        (unicodedata.normalize("NFD", "Чайка и ёж"), ("normalised  2 letters made of two signs",)),
        ("Троц\u00adкий", ("normalised  1 soft hyphens",)),
        ("Троцки\u0301й", ("normalised  1 stress marks",)),
        ("Троцкий\r\nСталин", ("normalised  1 line ends of Windows",)),
        (
            "Tpoцкий и Cталин",
            ("2 (66.7% of words) mix Latin and Cyrillic letters", "'Tpoцкий', 'Cталин'"),
        ),
        ("Вѣра въ міръ", ("3 (100.0% of words) are spelt as before 1918", "'Вѣра', 'въ', 'міръ'")),
        ("былТроцкий", ("are glued: 'былТроцкий'",)),
        ("Но разведчикибыли готовы", ("may be two words glued: 'разведчикибыли'",)),
        ("Троц-\nкий", ("normalised  1 words cut at the end of a line ('Троц-\\nкий')",)),
        ("Тро\u200bцкий", ("normalised  1 invisible characters: the text keeps them",)),
        ("an o\ufb03cer", ("normalised  1 ligatures",)),
        ("Рыков⁷ ушёл", ("normalised  1 raised numbers",)),
        ("read _Pravda_", ("normalised  2 words in _italics_",)),
        ("с о в с е м не так", ("normalised  1 words with letters set apart ('с о в с е м')",)),
        ("Тр0цкий вы■ступил", ("2 (", "look like OCR", "'Тр0цкий', 'вы■ступил'")),
        ("Тро\ufffdкий", ("have lost letters",)),
        ("Троцкий".encode().decode("cp1251", "replace"), ("were decoded wrongly",)),
        ("Троцкий".encode().decode("cp1252", "replace"), ("were decoded wrongly",)),
        ("<p class='x'>Троцкий</p>", ("2 (", "are tags")),
        ("Троцкий \ufeffСталин", ("are byte order marks",)),
    ],
)
def test_what_stands_in_a_text_is_said(text, words):
    for word in words:
        assert word in said(text)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Алма-Ата, ВЦИК, 5-го, 20-е, XIV съезд, ж.-д.",
        "McDonald of the US, the 1920s",
        "из-под\nстола",
        "Съезд и объект",
        "2 < 3 > 1",
        "СССР—США",
        "Россия, Сербия, Рё",
        "7/XI",
        "* * *",
        "Второй_документ",
        "| Имя | Год |\n| Рыков | 1920 |",
        "• Рыков\n• Томский",
        "около ~5 человек [^1] ушли^[2]",
        "Отселева башкирцы подъемлют бесценнейший карамазовский стяг, и селянин возмерится.",
        "Всечеловеческое простодушнейшее полувековое отмщение, двухсотлетний четырёхугольный дом.",
    ],
)
def test_good_texts_are_left_alone(text):
    assert "look at" not in said(text)


STRANGE = "neither Russian nor English by its letters"


@pytest.mark.parametrize(
    "text",
    [
        "Він виїхав до Києва і не повернувся, бо їхня партія його виключила.",
        "Ён выехаў у Мінск і не вярнуўся, бо ягоная партыя яго выключыла.",
        "Он је говорио о томе, али га нису чули ни људи ни његови другови.",
        "托洛茨基说话。",
        "Ο Τρότσκι μίλησε στη Μόσχα.",
        "Der Führer der Partei für Österreich größer, äußerst müde.",
    ],
)
def test_a_text_in_another_language_is_told_by_its_letters(text):
    assert f"look at     {STRANGE} (" in said(
        text
    ) and "lemmas, dates and names will be guesses" in said(text)
    assert "before 1918" not in said(text)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFD", "Чайка и ёж"),
        "Троцки\u0301й",
        "Вѣра въ міръ и въ Россію",
        "Tpoцкий и Cталин",
        "Trotsky met Béla Kun in Moscow, and they spoke of the fate of the opposition.",
        "* * *",
        "1927",
    ],
)
def test_russian_and_english_are_told_by_their_letters_too(text):
    assert STRANGE not in said(text)


def test_one_is_no_plural(folder_of):
    text, _ = check_folder(folder_of({"a.txt": "Я", "b.txt": b"\xff"}))
    assert "1 text read" in text and "1 problem, each" in text and "1 character, 1 word" in text


def test_the_seeds_have_the_one_glued_word_that_is_known(corpus):
    assert [
        word for source in corpus.sources.index for word in glued_words(corpus.text(source))
    ] == ["разведчикибыли"]
    for source in ("000", "002", "003"):
        assert "look at" not in said(corpus.text(source))


def test_the_seeds_can_be_loaded(root):
    text, loads = check_folder(root / "seeds")
    assert loads and text.splitlines()[0].endswith("4 texts read; it can be loaded.")
    assert "000_f09d16d0a9cf9096.txt (source '000')" in text
    assert "4 texts" in text and "problem" not in text


def test_names_and_dates_that_nobody_knows_are_listed(folder_of):
    text, _ = check_folder(
        folder_of({"a.txt": TEXT + " Теперь молчал и Глыбин: Глыбину не ответили."})
    )
    assert "'Глыбин' ×2" in text and "glybin,person,Глыбин,Glybin,Глыбин" in text
    assert "to use the table of the project copy seeds/entities.csv" in text
    assert "not resolved" not in text and "'Теперь'" not in text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Той не беше на площада, когато войската дойде, и хората се върнаха там.", "Bulgarian"),
        ("Тој не беше на плоштадот кога дојде војската, и луѓето се вратија таму.", "Macedonian"),
        ("Он није био на тргу кад је војска дошла, и људи су се вратили тамо.", "Serbian"),
        ("Він не був на площі, коли прийшло військо, і люди повернулися туди.", "Ukrainian"),
        ("Ён не быў на плошчы, калі прыйшло войска, і людзі вярнуліся туды.", "Belarusian"),
        ("Er war nicht auf dem Platz, als die Soldaten kamen, und alle gingen heim.", "German"),
        ("Il n'était pas sur la place quand les soldats sont venus, et tous partirent.", "French"),
    ],
)
def test_a_third_language_is_named_and_not_counted_as_one_of_the_two(text, name):
    report = said(text)
    assert f"language {name}, read by the rules of" in report
    assert f"{name} by its commonest words" in report or f"it looks {name}" in report
    assert "lemmas, dates and names will be guesses" in report


def test_a_text_in_two_languages_is_told():
    text = (
        "1 ноября, понедельник. Город молчал, и никто не вышел.\n\n"
        "November 1, Monday. The town was silent, and nobody went out of the houses.\n"
    )
    assert "38% of the words are in paragraphs in Russian, and read as Russian" in said(text)
    assert "in paragraphs in" not in said("Он читал «Daily Worker» и New York Times. " * 20)


DATELESS = "Он встал рано. Вчера был дождь. 7 ноября он ушёл. Теперь он дома."


def test_the_check_says_what_a_year_or_a_day_of_writing_would_settle(folder_of):
    text, _ = check_folder(folder_of({"a.txt": DATELESS}))
    assert "no sentence is placed in time, since no year is named: give frame_date" in text
    assert "1 of 3 lack a year: '7 ноября': give frame_date in parts.csv" in text
    assert "1 of 3 are counted from the day of writing: 'Вчера': give `written`" in text
    header = "source,file,label,title,language,sha256,written\n"
    text, _ = check_folder(folder_of({"sources.csv": header + "a,a.txt,A,A,ru,,1927-11-08\n"}))
    assert "lack a year" not in text and "counted from" not in text


def test_a_folder_of_many_texts_is_summed_up(folder_of):
    texts = {f"{n:02}.txt": f"Письмо {n}. Троц\u200bкий вышел вчера." for n in range(25)}
    folder = folder_of(texts)
    text, loads = check_folder(folder)
    assert loads and len(text.splitlines()) < 20
    assert "25 texts (00.txt, 01.txt, 02.txt …): invisible characters" in text
    assert "25 texts (00.txt, 01.txt, 02.txt …): dates that are counted from the day" in text
    assert f"Each text by itself: .venv/bin/python -m letopis check {folder} --all" in text
    every, _ = check_folder(folder, lists_all=True)
    assert "24.txt (source '24')" in every and len(every.splitlines()) > 75


def test_texts_in_subfolders_and_a_way_to_go_on_are_named(folder_of, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "1.txt").write_text(TEXT, encoding="utf-8")
    text, loads = check_folder(folder_of({"a.txt": TEXT + "!", "b.txt": b"\xff"}))
    assert not loads and "letters: 1 text in this subfolder not read" in text
    assert "skip_unreadable=True" in text and "run --skip-unreadable" in text


def test_every_problem_is_named_and_the_good_texts_are_still_reported(folder_of):
    text, loads = check_folder(
        folder_of(
            {
                "a.txt": TEXT,
                "b.txt": (TEXT * 9).encode("cp1251"),
                "c.txt": "",
                "d.txt": TEXT,
                "e.pdf": b"no",
                "f.doc": b"\xd0",
                "entities.csv": "entity;type\n",
                "parts.csv": "part\n",
                "claims.csv": "a,b\nc\nd\n",
                "events.toml": "[[event]\n",
            }
        )
    )
    assert not loads
    for word in (
        "a.txt (source 'a')",
        "b.txt, line 1: byte 0 is not UTF-8; it looks like CP1251",
        "c.txt: the text is empty",
        "a.txt and d.txt hold the same",
        "e.pdf: cannot be read",
        "'f.doc' is not read",
        "entities.csv, row 1: semicolons",
        "parts.csv, row 1: column",
        "claims.csv, row 1: columns 'source', ",
        "events.toml: ",
    ):
        assert word in text, word


def test_tables_that_do_not_fit_each_other_are_problems(folder_of):
    header = "entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note\n"
    text, loads = check_folder(
        folder_of(
            {
                "a.txt": TEXT,
                "entities.csv": header + "rutin,man,Рютин,Ryutin,Рютин,,,,\n",
                "events.toml": "[[event]]\n",
                "narrated.csv": "source,quote,edtf,note\nb,x,1927,y\n",
            }
        )
    )
    assert not loads
    for word in ("type 'man'", "events.toml", "source 'b'; expected one of a"):
        assert word in text


def test_a_copy_with_changes_is_found(corpus):
    changed = corpus.text("000").replace("Троцкий", "Т.") + "И ещё."
    found = [*near_copies({"a": corpus.text("000"), "b": changed, "c": corpus.text("002")})]
    assert len(found) == 1 and "'a' and 'b' is in both" in found[0]
    assert not [*near_copies({source: corpus.text(source) for source in corpus.sources.index})]


@pytest.mark.parametrize(
    "files", [None, {}, {"a.txt": b"\xff"}, {"sources.csv": "Троцкий"}, {"a.txt": "\x1b[31m Т"}]
)
def test_a_mistake_is_no_traceback(folder_of, tmp_path, files):
    text, loads = check_folder(tmp_path / "nowhere" if files is None else folder_of(files))
    assert loads == (files == {"a.txt": "\x1b[31m Т"})
    assert text.endswith("\n") and "Traceback" not in text


@pytest.mark.parametrize(("name", "code"), [("a.txt", 0), ("nowhere", 1)])
def test_the_exit_code_says_whether_it_loads(folder_of, capsys, name, code):
    folder = folder_of({"a.txt": TEXT})
    place = folder if name == "a.txt" else folder / name
    assert main(["check", str(place)]) == code
    assert str(folder) in capsys.readouterr().out


def test_a_terminal_that_knows_no_cyrillic_gets_an_answer(folder_of):
    folder = folder_of({"Речь.txt": TEXT})
    ran = subprocess.run(
        [sys.executable, "-m", "letopis", "check", str(folder)],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii"},
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


ENTITIES = "entity,type,label_ru,label_en,aliases_ru,aliases_en,derived_ru,derived_en,note\n"
EVENT = """[[event]]
id = "rising"
date = "1825-12-26"
preparation = "1825-12-13/1825-12-25"
aftermath = "1825-12-27/1826"
"""


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"events.toml": EVENT + 'ancors = ["rylejev"]\n'},
            "[[event]] 1: ancors is not known; did you mean anchors?",
        ),
        (
            {"events.toml": EVENT + 'anchors = ["rylejev"]\n'},
            "rising: anchors rylejev not in entities.csv; add its row",
        ),
        (
            {"events.toml": EVENT + 'names_ru = "мятеж"\n'},
            "names_ru 'мятеж'; expected a list of texts",
        ),
        (
            {"events.toml": EVENT.replace("1825-12-26", "14.12.1825")},
            "date '14.12.1825'; expected a date as 1927-11-07",
        ),
        (
            {"events.toml": EVENT + '[[event.lookalike]]\nwords = ["бунт"]\n'},
            "rising, [[event.lookalike]] 1: reason_en is missing",
        ),
        (
            {
                "events.toml": EVENT,
                "codebook.csv": "facet,event,group,label_en,label_ru,question,definition,kind\n"
                "outcome,risng,a,Outcome,Исход,,,\n",
            },
            "codebook.csv, row 2: event 'risng'; expected one of rising",
        ),
        (
            {
                "entities.csv": ENTITIES + "a,person,А,A,Муравьёв,Muravyov,,,\n"
                "b,person,Б,B,Муравьёв,Muravyov the Apostle,,,\n"
            },
            "row 3: aliases_ru 'Муравьёв' is also one of a",
        ),
    ],
)
def test_a_mistake_in_a_table_of_the_readers_own_is_named(folder_of, files, words):
    files = {"entities.csv": ENTITIES} | files
    text, loads = check_folder(folder_of({"a.txt": TEXT} | files))
    assert not loads and words in text


def test_first_names_in_quotation_marks_may_be_those_of_two(folder_of):
    rows = "a,person,А,A,Лев Троцкий|«Лев»,,,,\nb,person,Б,B,Лев Седов|«Лев»,,,,\n"
    text, loads = check_folder(folder_of({"a.txt": TEXT, "entities.csv": ENTITIES + rows}))
    assert loads, text
