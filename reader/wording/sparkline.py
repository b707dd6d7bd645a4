"""Draws a history of counts in one line of text, and tells how fast it grows; pure, for both front ends."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

CELLS = 8
"""Cells of a history beside a count, one a round of syncs."""
BARS = "▁▂▃▄▅▆▇█"
ASCII_BARS = "_.-=^"
"""For terminals without block characters; the higher the ink, the higher the count."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_DAY = 86_400
_SHORTEST = 3_600
"""Seconds. Sightings closer than this count as this far apart: one reader more in a minute is no rush."""


def sparkline(values: Sequence[float], width: int, *, plain: bool = False, from_zero: bool = False) -> str:
    """Draw values, oldest first, as one line of exactly `width` cells; nothing where there are none.

    More values than cells share one, which shows the highest of them; fewer are drawn wider. The lowest value
    is the lowest bar, and so is every value where all are the same; `from_zero` it is 0 that is the lowest.
    """
    if not values or width < 1:
        return ""
    cells = _resampled(values, width)
    bars = ASCII_BARS if plain else BARS
    low, high = 0 if from_zero else min(cells), max(cells)
    # Divided first: what parts the smallest numbers is too small to divide by.
    span, steps = (high - low) or 1, len(bars) - 1
    return "".join(bars[round((cell - low) / span * steps)] for cell in cells)


def bar(count: int, most: int, width: int, *, plain: bool = False) -> str:
    """Draw a count as a bar to the right, `width` cells long for the highest of its list.

    What is more than none shows, however little it is.
    """
    if width < 1:
        return ""
    steps = 1 if plain else len(_EIGHTHS)
    filled = max(round(count * width * steps / max(most, 1)), min(count, 1))
    whole, part = divmod(filled, steps)
    return ("#" if plain else BARS[-1]) * whole + (_EIGHTHS[part] if part else "")


def per_day(points: Sequence[tuple[datetime, int]]) -> float:
    """Return the growth per day between the last two sightings of a count, oldest first.

    0 where there is one sighting or none, where the count shrank (a portal that began to count anew), and
    where the times do not go forward. Both times are aware, or both naive.
    """
    if len(points) < 2:  # noqa: PLR2004 - growth is between two
        return 0.0
    (then, before), (now, count) = points[-2:]
    seconds = (now - then).total_seconds()
    if seconds <= 0 or count <= before:
        return 0.0
    return (count - before) * _DAY / max(seconds, _SHORTEST)


def _resampled(values: Sequence[float], width: int) -> list[float]:
    starts = [cell * len(values) // width for cell in range(width + 1)]
    return [max(values[start : max(start + 1, end)]) for start, end in pairwise(starts)]
