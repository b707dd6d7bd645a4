"""Reading positions as a share of the words before them, which holds for every width."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Stretch(NamedTuple):
    """A piece of text as it lies in a pane."""

    top: int
    """Its first line."""
    height: int
    weight: int
    """Its share of the whole, in characters."""


class Stretches:
    """A text as it lies in a pane, from top to end; a place is found at once, however long the text."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        """Add up what stands before each."""
        self._stretches = list(stretches)
        self._tops = [stretch.top for stretch in self._stretches]
        *self._before, self._all = accumulate((stretch.weight for stretch in self._stretches), initial=0)

    def share_before(self, line: float) -> float:
        """Return what share of the text, 0 to 1, stands above a line."""
        if (at := bisect_right(self._tops, line) - 1) < 0:
            return 0.0
        top, height, weight = self._stretches[at]
        before = self._before[at] + weight * min(line - top, height) / max(height, 1)
        return before / max(self._all, 1)

    def line_after(self, share: float) -> int:
        """Find the line that has this share of the text above it: `share_before` turned round."""
        left = max(share, 0) * self._all
        if left >= self._all:
            return self._tops[-1] + self._stretches[-1].height if self._stretches else 0
        at = bisect_right(self._before, left) - 1
        top, height, weight = self._stretches[at]
        return top + round(height * (left - self._before[at]) / weight)
