"""What stands on a page: lines of text, and tables."""

from collections.abc import Iterator
from typing import NamedTuple

from scrapers.documents.faces import Faces, Span, joined
from scrapers.documents.pdf.geometry import Rule, turned_rule
from scrapers.documents.pdf.grid import Grid, grids_of
from scrapers.documents.pdf.lines import SPACE, Line, lines_of
from scrapers.documents.pdf.page import Page, Piece


class Framed(NamedTuple):
    """A table with lines around its cells."""

    top: float
    rows: list[list[str]]
    header: bool


class Sheet(NamedTuple):
    """What stands on a page in one direction, from top to bottom."""

    lines: list[Line]
    tables: list[Framed]


def sheets_of(page: Page, faces: Faces) -> Iterator[Sheet]:
    """Yield what stands on a page: what is written in the direction of most of it first."""
    turns: dict[int, list[Piece]] = {}
    for piece in page.pieces:
        turns.setdefault(piece.turn, []).append(piece)
    for turn, pieces in sorted(turns.items(), key=lambda one: -len(one[1])) or [(0, list[Piece]())]:
        yield _sheet(pieces, [turned_rule(rule, turn) for rule in page.rules], faces)


def spans_of(pieces: list[Piece]) -> Iterator[Span]:
    """Yield the words of a page with their fonts, as far as they are written one after the other."""
    spans: list[Span] = []
    before: Piece | None = None
    for piece in pieces:
        if before and (piece.y != before.y or abs(piece.x - before.end) > SPACE * piece.size):
            spans.append((piece.face, " "))
        spans.append((piece.face, piece.text))
        before = piece
    yield from joined(spans)


def _sheet(pieces: list[Piece], rules: list[Rule], faces: Faces) -> Sheet:
    grids = grids_of(rules)
    free: list[Piece] = []
    for piece in pieces:
        grid = next((one for one in grids if one.holds(piece)), None)
        if grid:
            grid.put(piece)
        else:
            free.append(piece)
    return Sheet(lines_of(free, faces), [_framed(one, faces) for one in grids if one.cells])


def _framed(grid: Grid, faces: Faces) -> Framed:
    return Framed(grid.top, grid.texts(faces), grid.header)
