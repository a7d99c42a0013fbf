"""When? Expressions of time, the dates they mean, and the time that each sentence describes."""

from letopis.dates.edtf import bounds
from letopis.dates.expressions import find_expressions
from letopis.dates.grammar import time_grammar

__all__ = ["bounds", "find_expressions", "time_grammar"]
