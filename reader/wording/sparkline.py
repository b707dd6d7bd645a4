"""Draws a history of counts in one line of text; pure, for both front ends."""

from collections.abc import Sequence
from itertools import pairwise

CELLS = 8
"""Cells of a history beside a count, one a round of syncs."""
BARS = "▁▂▃▄▅▆▇█"
ASCII_BARS = "_.-=^"
"""For terminals without block characters; the higher the ink, the higher the count."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


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


def _resampled(values: Sequence[float], width: int) -> list[float]:
    starts = [cell * len(values) // width for cell in range(width + 1)]
    return [max(values[start : max(start + 1, end)]) for start, end in pairwise(starts)]
