"""Plots counts over time in characters; the only module that knows plotext."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

import plotext

from reader.words import number
from scrapers.clock import on_portals_clock

Point = tuple[datetime, int]
SMALLEST = 24, 4
"""Columns and lines below which there is no room for a plot."""
_LABEL = 14
"""Columns that a label of the time takes, with space around it."""
_DAY = timedelta(days=1)
_PLAIN = str.maketrans("─│┤├┬┴┼└┘┌┐", "-||||||++++")
"""Lines of a frame in ASCII."""


def plot(points: Sequence[Point], width: int, height: int, *, plain: bool = False) -> list[str]:
    """Draw counts, oldest first, as a curve over their times, in `height` lines of at most `width` cells.

    Nothing where there are fewer than two, or no room. `plain` draws in ASCII.
    """
    if len(points) < 2 or width < SMALLEST[0] or height < SMALLEST[1]:  # noqa: PLR2004 - a curve is between two
        return []
    points = list(_thinned(points, width))
    times, counts = zip(*((at.timestamp(), count) for at, count in points), strict=True)
    plotext.clear_figure()
    plotext.limitsize(False, False)  # as large as asked, whatever terminal plotext finds
    plotext.plotsize(width, height)
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    plotext.ylim(*_limits(counts))
    plotext.yticks(*_levels(counts, height))
    plotext.xticks(*_moments(points, width))
    plotext.plot(times, counts, marker="*" if plain else "braille")
    drawn = plotext.uncolorize(plotext.build())
    lines = [line.rstrip() for line in drawn.rstrip("\n").split("\n")]
    return [line.translate(_PLAIN) for line in lines] if plain else lines


def _thinned(points: Sequence[Point], most: int) -> Iterator[Point]:
    """Keep of the points that fall into one column the last, which is the state it ends with."""
    first, last = points[0][0], points[-1][0]
    span = max((last - first).total_seconds(), 1)
    for _column, group in groupby(points, lambda point: (point[0] - first).total_seconds() * most // span):
        *_, end = group
        yield end


def _limits(counts: Sequence[int]) -> tuple[int, int]:
    low, high = min(counts), max(counts)
    return (low, high) if low < high else (low - 1, high + 1)


def _levels(counts: Sequence[int], height: int) -> tuple[list[int], list[str]]:
    """Choose which counts the axis names: the least, the most, and one between where there is room."""
    low, high = min(counts), max(counts)
    levels = sorted({low, (low + high) // 2, high} if height > 2 * SMALLEST[1] else {low, high})
    return levels, [number(level) for level in levels]


def _moments(points: Sequence[Point], width: int) -> tuple[list[float], list[str]]:
    """Choose which times the axis names, evenly; of a span within a day the hours."""
    first, last = points[0][0], points[-1][0]
    steps = max(width // _LABEL - 1, 1)
    times = [first + (last - first) * step / steps for step in range(steps + 1)]
    form = "%H:%M" if last - first < _DAY else "%d/%m"
    named: dict[str, datetime] = {}
    for time in times:
        named.setdefault(f"{on_portals_clock(time):{form}}", time)
    return [time.timestamp() for time in named.values()], list(named)
