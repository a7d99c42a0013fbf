"""Two small texts with mentions and narrated times, written out by hand."""

from small_corpus import corpus_of

NAMED = corpus_of(
    s000="а б в\nг д\nе ж з и к",
    s001="л м\nн о",
    named=[
        ("000", 0, "trotsky"),
        ("000", 0, "trotsky"),
        ("000", 0, "ogpu"),
        ("000", 2, "trotsky"),
        ("000", 2, "ogpu"),
        ("000", 1, "trotsky", "derived"),
        ("001", 0, "stalin"),
        ("001", 1, "trotsky"),
        ("001", 1, "unlisted"),
    ],
    narrated=[
        ("000", 0, "1927-11-07", "1927-11-07", "sentence"),
        ("000", 1, None, None, "none"),
        ("000", 2, "1926-01-01", "1929-12-31", "context"),
        ("001", 0, "1917-01-01", "1917-12-31", "frame"),
        ("001", 1, None, None, "none"),
    ],
)
EMPTY = corpus_of(s000="1927 .")
