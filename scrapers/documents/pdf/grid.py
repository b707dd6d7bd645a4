"""Finds the tables of a page whose cells have lines around them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scrapers.documents.faces import Faces
from scrapers.documents.pdf.geometry import Rule
from scrapers.documents.pdf.lines import lines_of
from scrapers.documents.pdf.page import Piece
from scrapers.documents.pdf.paragraphs import glued

_NEAR = 3.0
"""How far two lines may lie apart that are one, or that touch, in points."""
_MOST = 3000
"""Lines of a page; a drawing has more."""
_FEWEST = 3
"""So many lines each way has a table of two rows and two columns."""


@dataclass
class Grid:
    """A table: where its lines lie, and what stands in its cells."""

    columns: list[float]
    rows: list[float]
    """From bottom to top."""
    upright: list[Rule]
    level: list[Rule]
    cells: dict[tuple[int, int], list[Piece]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        """How high it begins."""
        return self.rows[-1]

    def holds(self, piece: Piece) -> bool:
        """Tell whether a piece stands in the table."""
        x, y = _middle(piece)
        return self.columns[0] < x < self.columns[-1] and self.rows[0] < y < self.rows[-1]

    def put(self, piece: Piece) -> None:
        """Put a piece into its cell: of cells that are one, the first."""
        x, y = _middle(piece)
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        while column > 0 and not any(_crosses(one, self.columns[column], y) for one in self.upright):
            column -= 1
        left = (self.columns[column] + self.columns[column + 1]) / 2
        while row < len(self.rows) - 2 and not any(
            _spans(one, left, self.rows[row + 1]) for one in self.level
        ):
            row += 1
        self.cells.setdefault((row, column), []).append(piece)

    def texts(self, faces: Faces) -> list[list[str]]:
        """Return the texts of its cells, row by row."""
        return [
            [
                glued(line.text for line in lines_of(self.cells.get((row, column), ()), faces))
                for column in self._across
            ]
            for row in reversed(range(len(self.rows) - 1))
        ]

    @property
    def _across(self) -> range:
        return range(len(self.columns) - 1)

    @property
    def header(self) -> bool:
        """Whether its first row is bold and the next is not."""
        first, second = (self._is_bold(len(self.rows) - below) for below in (2, 3))
        return first and not second

    def _is_bold(self, row: int) -> bool:
        pieces = [one for column in self._across for one in self.cells.get((row, column), ())]
        return bool(pieces) and all(one.bold for one in pieces)


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """Return the tables that the lines of a page make."""
    if len(rules) > _MOST:
        return []
    upright, level = _by_direction(rules)
    found: list[Grid] = []
    for group in _touching(upright, level):
        lines, across = _by_direction(group)
        columns, rows = _places(one.x for one in lines), _places(one.y for one in across)
        if min(len(columns), len(rows)) >= _FEWEST:
            found.append(Grid(columns, rows, lines, across))
    return found


def _by_direction(rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Part lines into those that go up and those that go across."""
    upright = [one for one in rules if one.to_y - one.y > one.to_x - one.x]
    return upright, [one for one in rules if one.to_y - one.y <= one.to_x - one.x]


def _touching(upright: list[Rule], level: list[Rule]) -> list[list[Rule]]:
    """Part lines into groups that hang together."""
    rules = [*upright, *level]
    group = list(range(len(rules)))

    def first(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for i, one in enumerate(upright):
        for j, other in enumerate(level, len(upright)):
            if _touch(one, other):
                group[first(i)] = first(j)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(first(at), []).append(rule)
    return list(groups.values())


def _touch(upright: Rule, level: Rule) -> bool:
    return (
        level.x - _NEAR <= upright.x <= level.to_x + _NEAR
        and upright.y - _NEAR <= level.y <= upright.to_y + _NEAR
    )


def _places(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _middle(piece: Piece) -> tuple[float, float]:
    return (piece.x + piece.end) / 2, piece.y + piece.size * 0.3


def _crosses(rule: Rule, x: float, y: float) -> bool:
    return abs(rule.x - x) <= _NEAR and rule.y - _NEAR <= y <= rule.to_y + _NEAR


def _spans(rule: Rule, x: float, y: float) -> bool:
    return abs(rule.y - y) <= _NEAR and rule.x - _NEAR <= x <= rule.to_x + _NEAR
