"""All kinds of charts, in the colours of one corpus."""

from letopis.figures.bars import Bars
from letopis.figures.grids import Grids
from letopis.figures.timelines import Timelines


class Charts(Bars, Timelines, Grids):
    """The kinds of charts; each takes a table, and what it returns is saved by its `save`.

    `Charts(corpus)` draws each source, voice and person in the colour that sources.csv and
    entities.csv give it.
    """
