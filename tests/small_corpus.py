"""A corpus of small texts written out in a test, with its tables filled in by hand."""

from types import SimpleNamespace

import pandas as pd

from letopis.texts.tables import frame

STOP_WORDS = {"и": "CCONJ", "в": "ADP", "the": "DET", "of": "ADP"}
LABELS = {
    "trotsky": ("Троцкий", "Trotsky"),
    "stalin": ("Сталин", "Stalin"),
    "ogpu": ("ОГПУ", "OGPU"),
}
PLACE = {"source": "str", "part": "str", "sentence": "int64"}
SPAN = {"start": "int64", "stop": "int64", "text": "str"}
TOKENS = (
    PLACE
    | {"token": "int64"}
    | SPAN
    | {"lemma": "str", "pos": "str", "kind": "str", "stop_word": "bool", "initial": "bool"}
)
SENTENCES = {"source": "str", "part": "str", "paragraph": "int64", "sentence": "int64"} | SPAN
MENTIONS = PLACE | SPAN | {"entity": "str", "type": "str", "kind": "str"}
NARRATED = PLACE | {
    "edtf": "str",
    "earliest": "datetime64[s]",
    "latest": "datetime64[s]",
    "dated_by": "str",
    "dates": "str",
}
PARTS = {"part": "str", "source": "str", "start": "int64", "stop": "int64", "label": "str"}


def corpus_of(languages="ru", named=(), narrated=(), **texts):
    """Make a corpus of small texts {s000: text}, see `read` and `token`.

    languages: one for all, or one for each text.
    named: (source, sentence, entity[, kind]), each on a letter of its sentence.
    narrated: (source, sentence, earliest, latest, dated_by).
    """
    read_texts = {
        name.removeprefix("s"): read(name.removeprefix("s"), texts[name]) for name in texts
    }
    parts = [row for text in read_texts.values() for row in text["parts"]]
    sentences = [row for text in read_texts.values() for row in text["sentences"]]
    tokens = [row for text in read_texts.values() for row in text["tokens"]]
    place = {(source, number): (part, start) for source, part, _, number, start, *_ in sentences}
    mentions = []
    for step, (source, sentence, entity, *kind) in enumerate(named):
        part, start = place[source, sentence]
        kind_of_entity = "organisation" if entity == "ogpu" else "person"
        span = (start + step, start + step + 1, "x")
        mentions.append(
            (source, part, sentence, *span, entity, kind_of_entity, *(kind or ["name"]))
        )
    times = [
        (
            source,
            place[source, sentence][0],
            sentence,
            f"{earliest}/{latest}" if earliest else "",
            earliest,
            latest,
            dated_by,
            "",
        )
        for source, sentence, earliest, latest, dated_by in narrated
    ]
    characters = [len(text["text"]) for text in read_texts.values()]
    return SimpleNamespace(
        text=lambda source: read_texts[source]["text"],
        counts_furniture=True,
        main_event="",
        event=lambda event: {},
        sources=pd.DataFrame(
            {"language": languages, "characters": characters}, index=list(read_texts)
        ),
        parts=frame(parts, PARTS),
        sentences=frame(sentences, SENTENCES),
        tokens=frame(tokens, TOKENS),
        entities=frame(
            [(name, *labels) for name, labels in LABELS.items()],
            {"entity": "str", "label_ru": "str", "label_en": "str"},
        ),
        mentions=frame(sorted(mentions), MENTIONS),
        narrated=frame(times, NARRATED),
    )


def read(source, written):
    """Read a text in which a line is a sentence and a blank line begins a new part."""
    text = ""
    parts, sentences, tokens = [], [], []
    voices = written.split("\n\n")
    for voice, lines in enumerate(voices, 1):
        part = f"{source}-{voice}" if len(voices) > 1 else source
        first = len(text)
        for line in lines.split("\n"):
            begin = len(text)
            for cell in line.split():
                form, *features = token(cell)
                span = (len(text), len(text) + len(form), form)
                tokens.append((source, part, len(sentences), len(tokens), *span, *features))
                text += form + " "
            text = text[:-1] + "\n"
            span = (begin, len(text) - 1, text[begin:-1])
            sentences.append((source, part, voice - 1, len(sentences), *span))
        parts.append((part, source, first, len(text), f"{part}: a part"))
    return {"text": text, "parts": parts, "sentences": sentences, "tokens": tokens}


def token(cell):
    """Read form=lemma/POS, where lemma and POS may be left out, into the columns of a token."""
    form, _, rest = cell.partition("=")
    lemma, _, pos = rest.partition("/")
    lemma = lemma or form.lower()
    kind = "word" if form[0].isalpha() else "number" if form[0].isdigit() else "punctuation"
    pos = pos or STOP_WORDS.get(lemma, "NOUN" if kind == "word" else "PUNCT")
    is_initial = len(form) == 2 and form[1] == "."
    return form, lemma, pos, kind, lemma in STOP_WORDS, is_initial
