"""How a measure grows with the size: pure arithmetic over medians at several sizes."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tests.bench.harness import Row, Work

TOLERANCE = 0.15
"""How far, as a share of it, a median may lie off a law that it is said to follow."""
_STEEP = 1.1
"""Exponent from which something is said to grow faster than its size."""
_MODELS: tuple[tuple[Work, Callable[[float], float]], ...] = (
    ("constant", lambda _: 0.0),
    ("log n", math.log10),
    ("n", float),
)
Point = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Growth:
    """What becomes of a figure from the smallest size to the largest."""

    first: Point
    last: Point
    exponent: float
    """Slope of the straight line through the logarithms: 0 is constant, 1 is as n."""
    tenfold: float
    """What comes on top for ten times as much, on average, in the unit of the figure."""
    verdict: str

    def exceeds(self, work: Work) -> bool:
        """Tell whether it grows faster than the work."""
        order = {
            "falls": 0.0,
            "scatters": 0.0,
            "constant": 0.0,
            "as log n": 0.5,
            "as n": 1.0,
            "faster than n": 9.0,
        }
        allowed = {"constant": 0.0, "log n": 0.5, "n": 1.0}
        found = order.get(self.verdict, min(max(self.exponent, 0.6), 0.9))
        return found > allowed[work]


def growth(points: Iterable[Point]) -> Growth | None:
    """Tell how figures grow with the size; None of less than three sizes, which fit any law."""
    kept = sorted((size, figure) for size, figure in points if size > 0 and figure > 0)
    if len({size for size, _ in kept}) < 3:
        return None
    (first, least), (last, most) = kept[0], kept[-1]
    tenfold = (most - least) / math.log10(last / first)
    return Growth(kept[0], kept[-1], _exponent(kept), tenfold, _verdict(kept))


def _exponent(points: Sequence[Point]) -> float:
    _, slope = _line([(math.log10(size), math.log10(figure), 1.0) for size, figure in points])
    return slope


def _verdict(points: Sequence[Point]) -> str:
    """Name the simplest law that every point lies near: a fixed part, and one that grows."""
    for law, shape in _MODELS:
        if _misfit(points, shape) <= TOLERANCE:
            return "constant" if law == "constant" else f"as {law}"
    exponent = _exponent(points)
    if exponent <= 0:
        return "falls"
    if points[-1][1] <= points[0][1] * (1 + TOLERANCE):
        return "scatters"
    return "faster than n" if _steepest(points) > _STEEP else f"as n^{exponent:.1f}"


def _steepest(points: Sequence[Point]) -> float:
    """Return the exponent between the last two sizes, where a fixed part counts least."""
    (size, figure), (larger, more) = points[-2:]
    return math.log10(more / figure) / math.log10(larger / size)


def _misfit(points: Sequence[Point], shape: Callable[[float], float]) -> float:
    """Return the largest distance of a point from the best line over `shape`, as a share of the point."""
    fixed, slope = _line([(shape(size), figure, figure**-2) for size, figure in points])
    if slope < 0 or shape(10) == 0:
        fixed, slope = sum(1 / figure for _, figure in points) / sum(figure**-2 for _, figure in points), 0.0
    elif fixed < 0:
        fixed, slope = 0.0, _through_nothing(points, shape)
    return max(abs(fixed + slope * shape(size) - figure) / figure for size, figure in points)


def _through_nothing(points: Sequence[Point], shape: Callable[[float], float]) -> float:
    ratios = [shape(size) / figure for size, figure in points]
    return sum(ratios) / sum(ratio * ratio for ratio in ratios)


def _line(points: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """Fit y = a + b x by least squares, with a weight for each point; a level line where x is one."""
    whole = sum(w for _, _, w in points)
    x_mean = sum(x * w for x, _, w in points) / whole
    y_mean = sum(y * w for _, y, w in points) / whole
    across = sum(w * (x - x_mean) ** 2 for x, _, w in points)
    slope = sum(w * (x - x_mean) * (y - y_mean) for x, y, w in points) / across if across else 0.0
    return y_mean - slope * x_mean, slope


def grown(rows: Iterable[Row]) -> dict[tuple[str, str], tuple[Row, Growth]]:
    """Return the growth of each measure that was taken at three sizes or more, with one of its rows."""
    together: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.size is not None and row.ours is not None and row.work is not None:
            together.setdefault((row.measure, row.what), []).append(row)
    found: dict[tuple[str, str], tuple[Row, Growth]] = {}
    for name, of_it in together.items():
        points = [(row.size, row.ours.median) for row in of_it if row.size is not None and row.ours]
        if (told := growth(points)) is not None:
            found[name] = of_it[-1], told
    return found
