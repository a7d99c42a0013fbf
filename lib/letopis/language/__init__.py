"""Which words are there? Sentences, tokens, lemmas."""

from letopis.language.lemmas import lemmatise
from letopis.language.sentences import split_sentences
from letopis.language.tokens import tokenize

__all__ = ["lemmatise", "split_sentences", "tokenize"]
