"""The plots of docs/bench.md, as SVG."""

import math
from collections.abc import Sequence
from pathlib import Path

from tests.bench.growth import grown
from tests.bench.harness import Row
from tests.bench.tables import GROWTH, HEADINGS

_DRAWN = (
    ("start", "first list"),
    ("memory", "at the first list"),
    ("keys", "down"),
    ("keys", "page down"),
    ("keys", "open an article"),
    ("search", "first 50, each letter"),
    ("search", "all results, common word"),
    ("parse", "an article by its length"),
    ("sync", "processor time an article"),
    ("stores", "doctor, without asking the portal"),
    ("stores", "catalogue made anew"),
)
"""Whose growth is drawn; all of them would hide each other."""


_COLOURS = (
    "#4e79a7", "#f28e2b", "#e15759", "#76b7b2", "#59a14f", "#edc948",
    "#b07aa1", "#ff9da7", "#9c755f", "#79706e", "#86bcb6", "#333333",
)  # fmt: skip


def plotted(title: str, rows: Sequence[Row], folder: Path) -> str:
    """Draw what belongs under a title; give the name of the file, or nothing where there is none."""
    if title == GROWTH:
        return _growth(rows, folder)
    measure = next((name for name, heading in HEADINGS.items() if heading == title), None)
    return _ratios(measure, rows, folder) if measure else ""


def _ratios(measure: str, rows: Sequence[Row], folder: Path) -> str:
    """Draw tinvl as a multiple of each peer, each thing at its largest size."""
    largest: dict[str, Row] = {}
    for row in rows:
        if row.measure == measure and any(row.ratio(name) for name in row.peers):
            largest[row.what] = max(largest.get(row.what, row), row, key=lambda one: one.size or 0)
    if not largest:
        return ""
    import pygal

    chart = pygal.HorizontalBar(
        **_look(), height=140 + 60 * len(largest), logarithmic=True,
        title=f"{measure}: tinvl over its peer (1: the same)",
    )  # fmt: skip
    chart.x_labels = [row.label for row in largest.values()]
    for name in dict.fromkeys(name for row in largest.values() for name in row.peers):
        chart.add(name, [row.ratio(name) for row in largest.values()])
    return _written(chart, folder / f"bench-{measure}.svg")


def _growth(rows: Sequence[Row], folder: Path) -> str:
    """Draw figures over sizes, both in tenfolds, each from 1 at its smallest size."""
    known = grown(rows)
    drawn = [name for name in _DRAWN if name in known]
    if not drawn:
        return ""
    import pygal

    chart = pygal.XY(
        **_look(), height=620, stroke_style={"width": 2}, title="times as much, for so many times the size",
    )  # fmt: skip
    tenfolds = range(4)
    chart.x_labels = chart.y_labels = [{"label": f"×{10**power:,}", "value": power} for power in tenfolds]
    for measure, what in drawn:
        chart.add(f"{HEADINGS[measure]}: {what}", _curve(rows, measure, what))
    chart.add("as n", [(0, 0), (3, 3)], stroke_style={"width": 1, "dasharray": "4, 4"}, show_dots=False)
    return _written(chart, folder / "bench-growth.svg")


def _curve(rows: Sequence[Row], measure: str, what: str) -> list[tuple[float, float]]:
    points = sorted(
        (row.size, row.ours.median)
        for row in rows
        if (row.measure, row.what) == (measure, what) and row.size and row.ours and row.ours.median > 0
    )
    (size, figure), *_ = points
    return [(math.log10(larger / size), math.log10(more / figure)) for larger, more in points]


def _look() -> dict[str, object]:
    from pygal.style import CleanStyle

    return {
        "style": CleanStyle(font_family="sans-serif", colors=_COLOURS),
        "js": [],
        "width": 900,
        "legend_at_bottom": True,
        "no_prefix": True,
        "disable_xml_declaration": True,
        "truncate_label": 60,
        "truncate_legend": -1,
    }


def _written(chart: object, target: Path) -> str:
    target.write_text(chart.render(is_unicode=True) + "\n", encoding="utf-8")  # type: ignore[attr-defined]  # pygal has no types
    return target.name
