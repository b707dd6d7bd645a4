"""Reading positions as a share of the words before them, which holds for every width."""

from collections.abc import Sequence
from typing import NamedTuple


class Stretch(NamedTuple):
    """A piece of text as it lies in a pane."""

    top: int
    """Its first line."""
    height: int
    weight: int
    """Its share of the whole, in characters."""


def share_before(line: float, stretches: Sequence[Stretch]) -> float:
    """Return what share of the text, 0 to 1, stands above a line."""
    before = sum(
        stretch.weight * min(max(line - stretch.top, 0), stretch.height) / max(stretch.height, 1)
        for stretch in stretches
    )
    return before / max(sum(stretch.weight for stretch in stretches), 1)


def line_after(share: float, stretches: Sequence[Stretch]) -> int:
    """Find the line that has this share of the text above it: `share_before` turned round."""
    left = share * sum(stretch.weight for stretch in stretches)
    for stretch in stretches:
        if left < stretch.weight:
            return stretch.top + round(stretch.height * max(left, 0) / stretch.weight)
        left -= stretch.weight
    return stretches[-1].top + stretches[-1].height if stretches else 0
