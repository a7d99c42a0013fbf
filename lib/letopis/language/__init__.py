"""Which words are there? Sentences, tokens, lemmas."""
