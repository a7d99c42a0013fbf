"""Every figure of the notebooks can be read at both widths and in both languages."""

import json
from itertools import combinations
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from matplotlib.figure import Figure
from test_charts import CALLS
from test_looks import assert_readable

from letopis.figures import Charts
from letopis.figures.order import COLUMN_MM, ORDER, PAGE_MM, Order
from letopis.figures.save import EmptyFigure

NOTEBOOKS = ["00", "01", "02", "03", "04", "05"]
SMALLEST = {COLUMN_MM: 6.5, PAGE_MM: 5.5}  # points
TALLEST = 257  # millimetres: what a sheet of A4 has room for
TOUCHING = 0.3  # of the height of a line: so much of it may be another's


class Request(NamedTuple):
    """What a notebook asks for: a kind of chart, its table, and what is written about it."""

    charts: Charts
    kind: str
    columns: tuple
    options: dict[str, Any]
    data: Any
    values: dict[str, Any]


def requests_of(path, folder, monkeypatch):
    """Run a notebook that draws nothing; return what it asks for, by figure."""
    found = {}

    def ask(kind):
        def noted(charts, *columns, **options):
            def save(name, data=None, **values):
                found[name] = Request(charts, kind, columns, options, data, values)
                return EmptyFigure(name)

            return SimpleNamespace(save=save)

        return noted

    with monkeypatch.context() as patch:
        patch.chdir(path.parent)
        patch.setenv("LETOPIS_FIGURES", str(folder))
        for kind in CALLS:
            patch.setattr(Charts, kind, ask(kind))
        space = {}
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), path.name, "exec"), space)
        for value in space.values():
            if isinstance(value, TemporaryDirectory):
                value.cleanup()
    return found


@pytest.fixture(scope="module", params=NOTEBOOKS)
def requests(request, root, tmp_path_factory):
    """The figures of a notebook."""
    (path,) = (root / "notebooks").glob(f"{request.param}_*.ipynb")
    with pytest.MonkeyPatch.context() as monkeypatch:
        return requests_of(path, tmp_path_factory.mktemp("figures"), monkeypatch)


def overlapping(boxes):
    """Return the pairs of texts of which one lies upon the other."""
    for (text, box), (other, place) in combinations(boxes.items(), 2):
        across = min(box.x1, place.x1) - max(box.x0, place.x0)
        down = min(box.y1, place.y1) - max(box.y0, place.y0)
        if across > 1 and down > TOUCHING * min(box.height, place.height):
            yield text.get_text(), other.get_text()


def draw(request, order):
    """Draw a figure as it is ordered, with its title and its note."""
    token = ORDER.set(order)
    try:
        chart = getattr(request.charts, request.kind)(*request.columns, **request.options)
        chart.save(order.figure, request.data, **request.values)
    finally:
        ORDER.reset(token)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("width", [COLUMN_MM, PAGE_MM])
def test_nothing_is_cut_or_too_small_or_upon_another(
    requests, width, language, root, tmp_path, monkeypatch
):
    looked_at = {}

    def look(figure, _, format, **__):
        name = ORDER.get().figure
        if name in looked_at:
            return
        looked_at[name] = format
        assert figure.get_figwidth() * 25.4 <= width + 0.1, name
        assert figure.get_figheight() * 25.4 <= TALLEST, name
        boxes = assert_readable(figure, monkeypatch, SMALLEST[width])
        assert not list(overlapping(boxes)), name

    monkeypatch.chdir(root / "notebooks")
    monkeypatch.setattr(Figure, "savefig", look)
    for name, request in requests.items():
        draw(request, Order(name, tmp_path, width, language))
    assert looked_at.keys() == requests.keys()
