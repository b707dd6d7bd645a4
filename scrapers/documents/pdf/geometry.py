"""Points and lines on a page of a PDF: matrices, quarters of a circle, straight lines."""

from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FAR = 1e6
"""No page is that large, in points."""
_THIN = 3.0
"""How thick a line of a table may be, and how short it may not be, in points."""


class Rule(NamedTuple):
    """A straight line that is drawn, from left to right or from bottom to top."""

    x: float
    y: float
    to_x: float
    to_y: float


def times(first: Matrix, second: Matrix) -> Matrix:
    """Multiply two matrices: `first` is done first."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def moved(matrix: Matrix, x: float, y: float = 0.0) -> Matrix:
    """Return a matrix that moves before it does all else."""
    return times((1.0, 0.0, 0.0, 1.0, x, y), matrix)


def point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return where a point comes to lie when quarters of a circle are turned back."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn % 4]


def turned_rule(rule: Rule, turn: int) -> Rule:
    """Do the same with a line."""
    (x, y), (to_x, to_y) = turned(rule.x, rule.y, turn), turned(rule.to_x, rule.to_y, turn)
    return Rule(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))


def straight(rule: Rule) -> Rule | None:
    """Return a line with its ends in order; None for one that is aslant, or of no length."""
    x, to_x = sorted((rule.x, rule.to_x))
    y, to_y = sorted((rule.y, rule.to_y))
    wide, high = to_x - x, to_y - y
    if not (wide < FAR and high < FAR) or min(wide, high) > 1 or max(wide, high) < _THIN:
        return None
    return Rule(x, y, to_x, to_y)


def box(one: tuple[float, float], other: tuple[float, float]) -> tuple[Rule, ...]:
    """Return the sides of a rectangle by two of its corners; one line for one that is as thin as a line."""
    left, right = sorted((one[0], other[0]))
    low, high = sorted((one[1], other[1]))
    if min(right - left, high - low) > _THIN:
        return (
            *(Rule(left, low, right, low), Rule(left, high, right, high)),
            *(Rule(left, low, left, high), Rule(right, low, right, high)),
        )
    if right - left < high - low:
        return (Rule((left + right) / 2, low, (left + right) / 2, high),)
    return (Rule(left, (low + high) / 2, right, (low + high) / 2),)
