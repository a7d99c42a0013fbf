"""A large Russian text made offline, the same each time: words of the seeds and dictionary forms.

No package we know ships long Russian prose with a clear licence. So every other word comes from the
three Russian seeds, as often as it occurs there, with its marks, initials and capitals; the rest
are forms of pymorphy3's dictionary drawn by Zipf's law (exponent 1, 250,000 ranks, short forms
mostly first). Sentences have 6 to 25 words, paragraphs five sentences. At 50 MB there are 3.5
million words and 230,000 distinct forms, about as in as much real prose. It reads as nonsense, and
its words agree by chance only.
"""

import random
import re
from itertools import accumulate
from pathlib import Path

RANKS = 250_000
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def dictionary_forms(seed: int = 7) -> list[str]:
    """Draw the forms that will be common, rarer and rare."""
    import pymorphy3

    words = pymorphy3.MorphAnalyzer().dictionary.words
    chance = random.Random(seed)
    forms = sorted({form for form in words.iterkeys() if form.isalpha()})
    return sorted(chance.sample(forms, RANKS), key=lambda form: len(form) + chance.gauss(0, 3))


def seed_words() -> list[str]:
    """Read the words of the Russian seeds, without the marks that end a sentence."""
    paths = [path for name in ("000", "001", "002") for path in SEEDS.glob(f"{name}_*.txt")]
    words = " ".join(path.read_text("utf-8") for path in paths).split()
    return [re.sub(r"[.!?…:]$", "", word) for word in words]


def make(megabytes: float, seed: int = 7) -> str:
    """Make a text of about so many megabytes of UTF-8."""
    chance = random.Random(seed)
    running = seed_words()
    forms = dictionary_forms()
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(RANKS)))
    paragraphs = []
    size = 0
    while size < megabytes * 1e6:
        drawn = iter(chance.choices(forms, cum_weights=weights, k=125))
        sentences = []
        for _ in range(5):
            words = []
            for _ in range(chance.randint(6, 25)):
                from_seeds = chance.random() < 0.5
                words.append(chance.choice(running) if from_seeds else next(drawn))
            sentences.append(words[0][:1].upper() + " ".join(words)[1:] + ".")
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1].encode("utf-8")) + 1
    return "\n".join(paragraphs)
