"""A figure is as large as its drawing and its words; nothing of it is cut, and all can be read."""

import matplotlib
import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.text import Text
from test_charts import CALLS, ROWS, draw

from letopis import accounts, people, words
from letopis.dates.window import dates_between
from letopis.figures import Charts
from letopis.figures.spans import TimeScale
from letopis.figures.style import house_style, use_bundled_fonts
from letopis.figures.titles import titled
from letopis.figures.translation import read_labels, translated

TITLE = (
    "A finding that is stated at some length, with its number, so that it has to be wrapped " * 2
)
NOTE = "How to read what is drawn, and what historians hold of it. " * 5
SMALLEST = 5.5  # points
THREE = ["trotsky", "stalin", "lenin"]
SIDES = {"Trotsky and his side": ["trotsky", "kamenev"], "Stalin and his side": ["stalin"]}
EVENT = "1927-11-07"


def texts_of(figure, monkeypatch):
    """Return the texts that are drawn, with the boxes around them."""
    drawn = []
    original = Text.draw

    def noted(text, renderer):
        drawn.append(text)
        return original(text, renderer)

    with house_style():
        figure.draw_without_rendering()
        with monkeypatch.context() as patch:
            patch.setattr(Text, "draw", noted)
            figure.draw_without_rendering()
        return {text: Text.get_window_extent(text) for text in drawn if text.get_text().strip()}


def assert_readable(figure, monkeypatch, smallest=SMALLEST):
    """Assert that no word is cut or too small; return the boxes around the words."""
    width, height = figure.bbox.width, figure.bbox.height
    boxes = texts_of(figure, monkeypatch)
    for text, box in boxes.items():
        assert text.get_fontsize() >= smallest, text.get_text()
        is_inside = box.x0 > -1 and box.y0 > -1 and box.x1 < width + 1 and box.y1 < height + 1
        assert is_inside, text.get_text()
    return boxes


@pytest.mark.parametrize("kind", CALLS)
def test_no_kind_cuts_its_words_or_those_above_and_below(kind, monkeypatch):
    figure = draw(kind, ROWS).figure
    with house_style(), titled(figure, TITLE, NOTE):
        assert_readable(figure, monkeypatch)


def charts_of(corpus):
    """Draw the kinds that have most words, of the four texts."""
    coded = corpus.for_event(EVENT)
    charts = Charts(corpus)
    spans = people.sentence_spans(corpus, THREE)
    yield charts.sentence_spans(spans, THREE, day=EVENT)
    dates = words.add_quotes(corpus, dates_between(corpus, "1927-01-01", "1929-12-31"), width=70)
    window = {"first": "1927-01-01", "last": "1929-12-31", "day": EVENT}
    yield charts.timeline(dates, "part", "quote", colour="source", **window)
    yield charts.triangles(people.comention_triangles(corpus, THREE))
    stances = accounts.stance_table(coded, by="part")
    yield charts.matrix(stances, "label_en", "part", links=accounts.contradictions(coded))
    ranks = accounts.episode_ranks(coded, EVENT)
    yield charts.slope(ranks, "label_en", ["000", "001"], by="order")
    strips = accounts.role_strips(coded, SIDES).query("source in ['000', '001']")
    yield charts.verb_strips(strips, THREE)
    yield charts.ribbons(accounts.parallels(corpus, "000", "001"), corpus.sentences)
    voices = corpus.parts.query("source == '003'")
    yield charts.arcs(accounts.parallels(corpus, "003", "003"), voices)


def test_the_figures_of_the_four_texts_can_be_read_in_both_languages(corpus, root, monkeypatch):
    labels = read_labels(root / "seeds")
    ids = Charts(corpus).ids
    for chart in charts_of(corpus):
        assert_readable(chart.figure, monkeypatch)
        with translated(chart.figure, lambda text: labels.translate(text, ids)):
            assert_readable(chart.figure, monkeypatch)


@pytest.mark.parametrize("kind", ["bars", "slope"])
def test_a_figure_grows_by_its_words_and_is_afterwards_as_before(kind):
    figure = draw(kind, ROWS).figure
    size = figure.get_size_inches().tolist()
    figure.draw_without_rendering()
    with house_style(), titled(figure, "Short", ""):
        short = figure.get_figheight()
    with house_style(), titled(figure, TITLE, NOTE):
        assert figure.get_figheight() > short > size[1]
        assert figure.get_figwidth() == size[0]
    assert figure.get_size_inches().tolist() == size


def spans_of(*times):
    """Make a table of sentences from their times: first and last day, or None."""
    rows = [
        ("a", f"a: {'x'}", row, 0, "", *(time or (None, None))) for row, time in enumerate(times)
    ]
    columns = ["part", "label", "row", "piece", "edtf", "earliest", "latest"]
    table = pd.DataFrame(rows, columns=columns).assign(dated_by="sentence", entities="")
    table[["earliest", "latest"]] = table[["earliest", "latest"]].apply(pd.to_datetime)
    return table


def lines_of(axes):
    """Return the ends of the lines drawn, by row."""
    lines = [
        line for line in axes.lines if len(line.get_xdata()) == 2 and line.get_linewidth() > 0.9
    ]
    return {line.get_ydata()[0]: line.get_xdata() for line in lines}


def test_within_a_year_a_span_is_as_long_as_its_time_in_the_order_of_the_text():
    year = ("1927-01-01", "1927-12-31")
    spans = spans_of(("1927-04-01", "1927-04-10"), year, ("1927-03-01", "1927-03-20"))
    axes = Charts().sentence_spans(spans).figure.axes[1]
    ends = lines_of(axes)
    lengths = [right - left for left, right in (ends[row] for row in sorted(ends))]
    assert lengths[2] / lengths[0] == pytest.approx(2)
    assert lengths[1] / lengths[0] == pytest.approx(36.5)
    assert axes.yaxis_inverted()


def test_a_span_lies_between_its_first_and_its_last_day_whatever_the_scale():
    spans = spans_of(("1917-11-01", "1917-11-03"), ("1917-01-01", "1929-12-31"), None)
    scale = TimeScale.of(spans, 100)
    long = scale.ends(spans.loc[1])
    assert long == pytest.approx((0, 100))
    left, right = scale.ends(spans.loc[0])
    assert long[0] < left < right < scale.place(pd.Timestamp("1918-01-01"))
    assert min(scale.ends(spans.loc[2])) > 100


def test_in_the_month_of_the_day_a_unit_is_a_day():
    spans = spans_of(("1927-11-07", "1927-11-07"), ("1927-11-12", "1927-11-14"), None)
    axes = Charts().sentence_spans(spans, day=EVENT).figure.axes[2]
    assert [ends for ends in lines_of(axes).values()] == [
        pytest.approx([6.08, 6.92]),
        pytest.approx([11.08, 13.92]),
    ]


def test_a_sentence_of_two_times_has_two_lines_with_a_hairline_between_them():
    spans = spans_of(("1928-01-01", "1928-01-31"), ("1929-02-01", "1929-02-28"))
    spans = spans.assign(row=0, piece=[0, 1])
    lines = Charts().sentence_spans(spans).figure.axes[1].lines
    widths = sorted(line.get_linewidth() for line in lines)
    assert len(widths) == 3 and widths[0] < widths[1] == widths[2]


def test_a_date_is_as_long_as_its_time_in_a_timeline_and_a_day_is_a_dot():
    rows = ROWS.assign(dated_by="sentence")
    axes = draw("timeline", rows).figure.axes[1]
    bars = [line.get_xdata() for line in axes.lines if line.get_linewidth() > 2]
    assert [right - left for left, right in bars] == [31, 366 - 334]
    assert len(axes.collections[0].get_offsets()) == 1


def test_the_font_is_the_one_that_matplotlib_brings_whatever_the_system_has(monkeypatch):
    system = font_manager.FontEntry(fname="/usr/share/fonts/DejaVuSans.ttf", name="DejaVu Sans")
    with monkeypatch.context() as patch:
        patch.setattr(font_manager.fontManager, "ttflist", [system])
        use_bundled_fonts.cache_clear()
        with house_style():
            path = font_manager.findfont("DejaVu Sans")
    use_bundled_fonts.cache_clear()
    assert path.startswith(matplotlib.get_data_path())
