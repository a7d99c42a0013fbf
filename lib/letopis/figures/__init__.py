"""What does it look like? Charts with their captions, tables to be read, the gallery."""

from letopis.figures.charts import Charts
from letopis.figures.pages import save_synopsis, show
from letopis.figures.readable import show_in_words

__all__ = ["Charts", "save_synopsis", "show", "show_in_words"]
