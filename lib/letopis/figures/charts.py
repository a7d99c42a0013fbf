"""All kinds of charts, in the colours of one corpus."""

from pathlib import Path

from letopis.figures.bars import Bars
from letopis.figures.matrix import Matrix
from letopis.figures.reuse import Reuse
from letopis.figures.save import figures_folder
from letopis.figures.shares import Shares
from letopis.figures.slopes import Slopes
from letopis.figures.spans import Spans
from letopis.figures.strips import Strips
from letopis.figures.timelines import Timelines


class Charts(Bars, Shares, Timelines, Spans, Strips, Reuse, Matrix, Slopes):
    """The kinds of charts; each takes a table, and what it returns is saved by its `save`.

    `Charts(corpus)` draws each source, voice and person in the colour that sources.csv and
    entities.csv give it.
    """

    @property
    def folder(self) -> Path:
        """Where its figures go."""
        return figures_folder(self.subject.texts, self.subject.event)
