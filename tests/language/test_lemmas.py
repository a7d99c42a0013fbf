"""Tokens and lemmas: every word in its place, every lemma by its sentence, every override with a reason to be there."""

import csv
import math
import random
import re
import subprocess
import sys
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import letopis
from letopis.language import lemmas, tokens
from letopis.language.token_table import COLUMNS, frequencies
from letopis.texts.tables import InputError
from letopis.words.origins import lemma_origins, override_effects

HEADER = "language,form,lemma,condition,reason\n"


def golden(root, name):
    with open(root / "tests" / "golden" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pieces(text, abbreviations=frozenset()):
    return [text[start:stop] for start, stop in tokens.split(text, abbreviations)]


# Tokens

@pytest.mark.parametrize(("text", "expected"), [
    ("Л. Троцкий, В.И. Ленин", ["Л.", "Троцкий", ",", "В.", "И.", "Ленин"]),
    ("Rakovsky H.G. to Kustanai", ["Rakovsky", "H.", "G.", "to", "Kustanai"]),
    ("Ya. E. Rudzutak", ["Ya.", "E.", "Rudzutak"]),
    ("Это был Я.", ["Это", "был", "Я", "."]),
    ("Москва, по-праздничному, в Alma-Ata", ["Москва", ",", "по-праздничному", ",", "в", "Alma-Ata"]),
    ("Trotsky’s sons' don't", ["Trotsky’s", "sons", "'", "don't"]),
    ("10 711 голосов и 128 миллионов", ["10 711", "голосов", "и", "128", "миллионов"]),
    ("Art. 58/10, 30%, 7.11.1927", ["Art", ".", "58/10", ",", "30%", ",", "7.11.1927"]),
    ("20-е годы, the 1920s, 7-го", ["20-е", "годы", ",", "the", "1920s", ",", "7-го"]),
    ("в 1928–1930 гг.", ["в", "1928", "–", "1930", "гг."]),
    ("XIV съезд; ХХ век", ["XIV", "съезд", ";", "ХХ", "век"]),
    ("т.е. всё… i.e. all ...", ["т.е.", "всё", "…", "i.e.", "all", "..."]),
    ("разведчикибыли", ["разведчикибыли"]),
    ("РКП(б) — “Iskra”", ["РКП", "(", "б", ")", "—", "“", "Iskra", "”"]),
])
def test_tokens_are_cut_where_a_reader_would(text, expected):
    assert pieces(text, frozenset({"гг."})) == expected


def test_combining_marks_and_soft_hyphens_stay_inside_the_word():
    text = "Тро\u00adцкии\u0306 был замо\u0301к"
    assert [len(piece) for piece in pieces(text)] == [9, 3, 6]
    assert lemmas.lemmatise(pieces(text), "ru", {"Троцкий": "Троцкий"}) == ["Троцкий", "быть", "замок"]


def cut(text, cutter):
    numbers, starts = cutter.cut(text)
    forms = list(cutter.forms)
    return [(forms[number], start) for number, start in zip(numbers.tolist(), starts.tolist(), strict=True)]


@settings(max_examples=300)
@given(st.lists(st.sampled_from([
    "Л.", "Ya.", "Троцкий", "10", "711", "1927", "г.", "гг.", "\n", " ", "\u00a0", "\t", "...", "?", "А", "слово,",
    "конец.", "«В", "etc.", "20-е", "XIV", "I.", "\u00ad", "漢字", "т.е.", "5%", "1,5", "000", "и.", "-", "😀", " ",
    "тов.", "тов", "Тов.", "слово", "слово)", "слово».", "слово漢", "сло\u0301во", "ᐊᓄᑦ", "Дж.", "кто-то", "чел.",
]), max_size=12), st.sampled_from(["", " ", "\n"]))
def test_a_long_text_is_cut_like_a_short_one(words, between):
    text, abbreviations = between.join(words), frozenset({"гг.", "etc.", "тов.", "чел. слово"})
    cutter = tokens.Cutter(abbreviations)
    for repeated in (text, text * (1 + 2 * tokens.SHORT // max(len(text), 1)), text):         # short, long, known
        found = [(start, start + len(form)) for form, start in cut(repeated, cutter)]
        assert found == tokens.split(repeated, abbreviations)


def test_long_pieces_and_pieces_that_begin_alike_are_told_apart():
    ends = ("", "б", "бв", "вб", "\0", "\0\0")
    words = ["а" * length + end for length in (1, 31, 32, 33, 40, 64) for end in ends]
    text, cutter = " ".join(words * 300), tokens.Cutter()
    numbers, _ = cutter.cut(text)
    assert len(text) > tokens.SHORT
    assert cut(text, cutter) == [(text[start:stop], start) for start, stop in tokens.split(text)]
    assert cutter.times(np.bincount(cutter.pieces(text)[0])).tolist() == np.bincount(numbers).tolist()


def test_a_piece_keeps_its_number_when_longer_texts_and_higher_letters_follow():
    text, cutter = "Отряды перешли мост, слово. " * 700, tokens.Cutter()
    numbers = cutter.pieces(text)[0].tolist()
    higher = "Мост 😀 漢字 слово. " * 3000
    assert cut(higher, cutter) == [(higher[start:stop], start) for start, stop in tokens.split(higher)]
    assert cutter.pieces(text)[0].tolist() == numbers and len(set(numbers)) == 4


def test_an_abbreviation_of_several_words_is_kept_in_one_piece():
    abbreviations = frozenset({"т. е.", "и т. д.", "так сказ."})
    text = "Он, (т. е. она) и т. д.; так сказ. и так далее, т. ест. " * 600
    for one in (text[:112], text):
        found = [form for form, _ in cut(one, tokens.Cutter(abbreviations))]
        assert found == pieces(one, abbreviations) and {"т. е.", "и т. д.", "так сказ."} <= set(found)


def test_pieces_made_up_to_share_a_hash_do_not():
    morse = [bin(i).count("1") % 2 for i in range(1024)]
    for length in (16, 32, 1024):                     # Thue and Morse: even powers of two whatever the base
        one, two = ("".join("(1"[bit ^ turned] for bit in morse[:length]) for turned in (0, 1))
        for text in (f"{one} 711 {two} 711 " * 600, f"{two} 711 {one} 711 " * 600):
            assert [form for form, _ in cut(text, tokens.Cutter())] == pieces(text)
    steps = [128 * math.comb(15, k // 2) * (-1) ** (k // 2) * (k % 2 == 0) for k in range(31)]
    one, two = ("".join(chr(0x430 + max(sign * step, 0)) for step in steps) for sign in (1, -1))
    for n in range(3000, 3060):
        text = "слово " * n + f" {one} {two} конец"
        assert all(text.startswith(form, start) for form, start in cut(text, tokens.Cutter())), n


@pytest.mark.parametrize("words", ["ВОЙСКА ", "Красная Армия ", "война\t", "война, ", "слово. Ещё "])
def test_no_word_is_cut_in_two_between_blocks(words):
    text = "ааа " + words * (60_000 // len(words))
    found = [token for block in tokens.blocks(text, 9_001) for token in pieces(block)]
    assert found == pieces(text)


@pytest.mark.parametrize("after, lemma", [("мощность", "стоять"), ("МОЩНОСТЬ", "стоять"), ("беречься", "стоить"),
                                          ("БЕРЕЧЬСЯ", "стоить")])
def test_a_verb_before_an_infinitive_is_told_from_one_before_a_noun_in_ть(after, lemma):
    assert lemmas.lemmatise(["Они", "стоит", after, "."], "ru")[1] == lemma


@pytest.mark.parametrize("language", ["ru", "en"])
def test_half_a_character_in_a_word_is_counted_and_not_looked_up(language):
    assert frequencies(["www.\ud800x слово"], language)["www.\ud800x"] == 1


def test_blocks_put_together_are_the_text():
    text = "Слово за словом, строка\nза строкой. " * 3000
    assert "".join(tokens.blocks(text, 5000)) == text
    assert [piece for block in tokens.blocks(text, 5000) for piece in pieces(block)] == pieces(text)


def test_tokens_stand_where_they_say_and_leave_nothing_but_space_between(corpus):
    for source, own in corpus.tokens.groupby("source"):
        text = corpus.text(source)
        assert [text[start:stop] for start, stop in zip(own["start"], own["stop"], strict=True)] == own["text"].tolist()
        assert "".join(own["text"]) == re.sub(r"\s", "", text).replace("10711", "10 711")
        assert own["start"].is_monotonic_increasing and own["token"].tolist() == list(range(len(own)))


def test_sources_keep_their_order_whatever_their_language(folder_of):
    texts = {"a": "Trotsky spoke to the army. Stalin was silent.",
             "b": "Троцкий сказал речь. Сталин молчал, и войска ушли.",
             "c": "The army of Trotsky was gone and the people were silent.",
             "d": "Войска Сталина ушли. Троцкий остался."}
    found = letopis.load(folder_of({f"{name}.txt": text for name, text in texts.items()})).tokens
    assert found["source"].drop_duplicates().tolist() == list("abcd") and found.index.equals(pd.RangeIndex(len(found)))
    for name, own in found.groupby("source"):
        assert own["text"].tolist() == pieces(texts[name]) and own["token"].tolist() == list(range(len(own)))
        places = zip(own["start"], own["stop"], strict=True)
        assert [texts[name][start:stop] for start, stop in places] == pieces(texts[name])
    assert found.query("text == 'Войска'")["lemma"].tolist() == ["войско"]
    assert found.groupby("source")["sentence"].max().tolist() == [1, 1, 0, 1]


def test_each_token_lies_inside_its_sentence(corpus):
    both = corpus.tokens.merge(corpus.sentences, on=["source", "sentence"], suffixes=("", "_of_sentence"))
    assert len(both) == len(corpus.tokens)
    assert (both["start"] >= both["start_of_sentence"]).all() and (both["stop"] <= both["stop_of_sentence"]).all()


def test_the_table_has_the_promised_columns_and_types(corpus):
    assert corpus.tokens.dtypes.astype(str).to_dict() == COLUMNS
    assert set(corpus.tokens["kind"]) == {"word", "number", "punctuation"}


def test_initials_are_marked_and_not_to_be_counted(corpus):
    initials = corpus.tokens[corpus.tokens["initial"]]
    assert Counter(initials["text"])["Л."] == 7 and initials["stop_word"].all()
    assert (initials["lemma"] == initials["text"]).all()
    assert not corpus.tokens["lemma"].isin(["в.", "и.", "я."]).any()


# Lemmas

def test_formerly_wrong_lemmas_are_right_in_their_sentences_with_no_names_known(root, monkeypatch):
    nameless = {language: lemmas.Lexicon(language, {}) for language in ("ru", "en")}
    monkeypatch.setattr(lemmas, "_lexicon", nameless.get)
    wrong = []
    for row in golden(root, "lemmas.csv"):
        words = row["sentence"].split()
        found = dict(zip(reversed(words), reversed(lemmas.lemmatise(words, row["language"])), strict=True))
        if found[row["form"]] != row["lemma"]:
            wrong.append((row["form"], found[row["form"]], row["lemma"], row["sentence"]))
    assert not wrong


def test_every_lemma_of_the_russian_seeds_is_as_read_by_hand(root, corpus):
    words = corpus.tokens[corpus.tokens["kind"] == "word"]
    for source in ("000", "001", "002"):
        expected = [(row["form"], row["lemma"]) for row in golden(root, "lemmas_seeds.csv") if row["source"] == source]
        own = words[words["source"] == source]
        assert list(zip(own["text"], own["lemma"], strict=True)) == expected


def test_lemmas_are_as_many_as_words():
    for words in ([], ["."], ["Л.", "Троцкий", ",", "7", "ноября", "1927", "г.", "…"], ["", "\u00ad", "😀", "\u0301"]):
        assert len(lemmas.lemmatise(words, "ru")) == len(lemmas.lemmatise(words, "en")) == len(words)


def test_known_names_take_the_lemma_of_the_entity_table():
    known = {"Ягоды": "Ягода", "Trotsky": "Trotsky"}
    assert letopis.lemmatise(["зама", "Г.", "Ягоды"], "ru", known) == ["зам", "Г.", "Ягода"]
    assert letopis.lemmatise(["вкус", "ягоды"], "ru", known) == ["вкус", "ягода"]
    assert letopis.lemmatise(["Trotsky's", "son"], "en", known) == ["Trotsky", "son"]


def test_kamenev_is_one_man_and_yagoda_no_berry(corpus):
    own = corpus.tokens[corpus.tokens["text"].str.startswith(("Каменев", "Ягод"))]
    assert set(own["lemma"]) == {"Каменев", "Ягода"}


def test_the_table_and_the_function_agree(corpus):
    for source, language in corpus.sources["language"].items():
        known = corpus.names(language)
        for _, own in corpus.tokens[corpus.tokens["source"] == source].groupby("sentence"):
            assert letopis.lemmatise(own["text"].tolist(), language, known) == own["lemma"].tolist()


def test_only_names_that_are_given_are_known():
    assert letopis.lemmatise(["Троцкого"], "ru", {"Троцкого": "Бронштейн"}) == ["Бронштейн"]
    assert letopis.lemmatise(["Троцкого"], "ru") == ["троцкий"]


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="language 'de'; expected one of ru, en"):
        letopis.lemmatise(["Wort"], "de")


def test_dictionary_words_read_directly_are_what_pymorphy3_says():
    for form in ("стали", "есть", "её", "мая", "котором", "большевиков", "Троцкого", "ёлки", "елки", "по-русски"):
        parses = lemmas._pymorphy().parse(form)
        assert {way.suffix for way in lemmas._proposals(form)[0]} == {parse.normal_form for parse in parses}


@pytest.fixture(scope="module")
def forms_drawn():
    """Forms of the dictionary drawn at random, some with е for ё, some with a letter changed, some with a capital."""
    chance, words = random.Random(1927), lemmas._pymorphy().dictionary.words
    beginnings = ("пере", "ёл", "вс", "ми", "осе", "алексе", "нё")
    known = chance.sample(sorted({form for one in beginnings for form in words.keys(one) if form.isalpha()}), 3000)
    bent = [form.replace("ё", "е") for form in known] + [form[:-1] + "ж" for form in known[:300]]
    return sorted({*known, *bent, "Сгнел", *(form.title() for form in chance.sample(known, 500))})


def test_the_dictionary_walked_for_many_is_the_dictionary_asked_for_each(forms_drawn):
    lower = sorted({form.lower() for form in forms_drawn} | {"", "ii", "по-русски", "щщщ", "的", "\u1434\u143e\u143c"})
    words, counts = lemmas._tries()
    found, counted, cells = words.find(lower, "\1", yo=True), counts.find(lower, ":"), {}
    for form, spellings, node, written, has in zip(lower, *found, counted.node, strict=True):
        known = lemmas._spellings(form)
        assert spellings == len(known), form
        if spellings == 1:
            assert written == (known[0][0] == form) and cells.setdefault(node, known[0][1]) == known[0][1]
        assert bool(has) == bool(lemmas._pymorphy().prob_estimator.p_t_given_w.keys(form + ":")), form
    assert min((found.spellings == 0).sum(), (found.spellings > 1).sum(), (~found.written).sum()) > 5


def test_forms_inflected_alike_are_read_as_each_would_be_alone(forms_drawn):
    lexicon, alone = lemmas.Lexicon("ru", {}), lemmas.Lexicon("ru", {})
    lexicon.learn(forms_drawn)
    for form in forms_drawn:
        shared = lexicon.shapes.readings_of(lexicon[form].shape)
        own = alone.shapes.readings_of(alone._look_up(form))
        assert lexicon.lemmas([form]) == [own[0].lemma("")], form
        assert {(lexicon.lemma(form, one), one[2:4], round(one.weight, 4), one.finite) for one in shared} == \
            {(one.lemma(""), one[2:4], round(one.weight, 4), one.finite) for one in own}, form


@pytest.mark.parametrize(("form", "lemma"), [("Алексеевну", "алексеевна"), ("Ильиничной", "ильинична"),
                                             ("Никитичне", "никитична"), ("Алексеевича", "алексеевич")])
def test_a_daughter_is_not_filed_under_her_brother(form, lemma):
    assert lemmas.lemmatise([form], "ru", {}) == [lemma]


# The table of overrides and the list of stop words

def test_each_override_changes_something(root, monkeypatch):
    sentences = golden(root, "lemmas.csv")
    idle = []
    for row in golden(root, "../../seeds/lemmas.csv"):
        own = [one["sentence"] for one in sentences if one["language"] == row["language"]]
        tries = [[row["form"]], [row["form"].capitalize()], *(one.split() for one in own if row["form"] in one.lower())]
        full = lemmas.overrides(row["language"])
        less = full | {row["condition"]: full[row["condition"]].copy()}
        del less[row["condition"]][row["form"]]
        found = []
        for rows in (full, less):
            monkeypatch.setattr(lemmas, "overrides", lambda language, folder, rows=rows: rows)
            lexicon = lemmas.Lexicon(row["language"], {})
            monkeypatch.setattr(lemmas, "_lexicon", lambda language, lexicon=lexicon: lexicon)
            found.append([lemmas.lemmatise(words, row["language"]) for words in tries])
            monkeypatch.undo()
        if found[0] == found[1]:
            idle.append(row["form"])
    assert idle == ["etc."]          # kept in one piece by its row, whatever the lemma


def test_each_override_has_a_reason_and_stands_once(root):
    rows = golden(root, "../../seeds/lemmas.csv")
    assert all(row["reason"] for row in rows)
    assert max(Counter((row["language"], row["form"], row["condition"]) for row in rows).values()) == 1


def test_a_wrong_condition_names_file_row_and_choices(folder_of):
    folder = folder_of({"lemmas.csv": HEADER + "ru,стали,сталь,sometimes,a test\n"})
    with pytest.raises(InputError, match=r"lemmas\.csv, row 2: condition 'sometimes'; expected one of always"):
        lemmas.overrides("ru", folder)


def test_stop_words_are_lemmas_and_stand_once(root):
    rows = golden(root, "../../seeds/stop_words.csv")
    assert max(Counter((row["language"], row["word"]) for row in rows).values()) == 1
    assert all(row["word"] == row["word"].lower() and row["pos"] for row in rows)


def test_mines_are_no_stop_word_though_mine_is_a_pronoun_too(corpus):
    mines = corpus.tokens[(corpus.tokens["lemma"] == "mine") & (corpus.tokens["source"] == "003")]
    assert len(mines) == 8 and not mines["stop_word"].any()


@pytest.mark.parametrize("form, pos", [("family", ""), ("July", ""), ("slowly", "ADV"), ("gave", ""),
                                       ("massive", "ADJ"), ("arrival", ""), ("political", "ADJ"), ("locomotive", ""),
                                       ("national", "ADJ")])
def test_an_ending_tells_the_part_of_speech_only_where_it_is_sure(form, pos):
    lexicon = lemmas.Lexicon("en", {})
    (found,) = {reading.pos for reading in lexicon.shapes.readings_of(lexicon[form.lower()].shape)}
    assert found == pos


def test_stop_words_are_marked_by_lemma(corpus):
    marked = set(corpus.tokens[corpus.tokens["stop_word"] & (corpus.tokens["source"] == "001")]["lemma"])
    assert {"быть", "и", "весь", "который"} <= marked and not {"переворот", "Троцкий", "год"} & marked


def test_origins_tell_why_each_word_has_its_lemma(corpus):
    table = lemma_origins(corpus)
    assert len(table) == ((corpus.tokens["kind"] == "word") & ~corpus.tokens["initial"]).sum()
    own = table[table["source"].isin(["000", "001", "002"])].drop_duplicates("text").set_index("text")
    assert own.loc["стоит", ["first", "lemma", "why"]].tolist() == ["стоить", "стоять", "override"]
    assert own.loc["прошлого", ["first", "lemma", "why"]].tolist() == ["прошлое", "прошлый", "context"]
    assert own.loc["Каменев", ["first", "lemma", "why"]].tolist() == ["каменеть", "Каменев", "name"]
    assert own.loc["партии", "why"] == "dictionary" and own.loc["стали", "choices"] > 1


def test_origins_count_the_words_each_row_settles(corpus):
    table = override_effects(corpus).set_index(["language", "form", "condition"])["tokens"]
    assert table["ru", "колоны", "always"] == 1 and table["en", "develope", "as a lemma"] == 2
    assert table["en", "worse", "always"] == (corpus.tokens["text"].str.lower() == "worse").sum()


# Frequencies and lightness

def test_frequencies_of_a_stream_are_those_of_the_table(corpus):
    words = corpus.tokens[(corpus.tokens["kind"] == "word") & ~corpus.tokens["initial"]]
    for source, language in corpus.sources["language"].items():
        known = corpus.names(language)
        table = Counter(words[words["source"] == source]["lemma"])
        for context, allowed in ((True, 4), (False, 60)):
            stream = frequencies(corpus.text(source).splitlines(), language, known, context=context)
            assert stream.total() == table.total()
            assert (stream - table).total() <= allowed


def test_frequencies_do_not_depend_on_how_lines_arrive():
    lines = ["Отряды перешли мост .", "Мост стоит ; его сторонники перешли .", ""] * 300
    whole = frequencies(["\n".join(lines)], "ru")
    assert whole == frequencies(lines, "ru") and whole["перейти"] == 600


def test_an_empty_stream_has_no_lemmas():
    assert frequencies([], "ru") == frequencies([""], "en", context=False) == Counter()


def test_no_engine_is_loaded_before_a_word_is_looked_up():
    code = "import sys, letopis.words; print(sorted({'pymorphy3', 'simplemma', 'dawg'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_is_left_switched_off():
    import gc

    frequencies(["слово"], "ru")
    assert gc.isenabled()


def test_a_string_is_not_taken_for_its_letters():
    with pytest.raises(TypeError, match=r"got the string 'слово и дело'; expected a list of words, such as \['слово'"):
        lemmas.lemmatise("слово и дело", "ru")
