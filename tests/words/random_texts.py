"""Texts of random words that gather in sentences."""

import numpy as np


def random_texts(seed=0, **sentences):
    """Make a text for each name with so many sentences."""
    random = np.random.default_rng(seed)
    words = np.array([first + second for first in "абвгд" for second in "клмно"])
    chances = 1 / np.arange(1, len(words) + 1)
    texts = {}
    for name, many in sentences.items():
        order = random.permutation(words)
        lines = [
            random.choice(order, random.integers(3, 15), p=chances / chances.sum())
            for _ in range(many)
        ]
        texts[name] = "\n".join(map(" ".join, lines))
    return texts
