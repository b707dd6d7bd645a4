"""Puts the pieces of a page together into lines, from top to bottom."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scrapers.documents.faces import Faces, Span
from scrapers.documents.pdf.page import Piece

_SAME = 0.4
"""How far the base of a piece may lie from that of its line, in sizes: so far do exponents stand."""
SPACE = 0.15
"""A gap that is a space, in sizes."""
_WIDE = 1.0
"""A gap that may part cells or columns, in sizes."""
_LEADERS = re.compile(r"(?:\s?[.:_…]){6,}\s?")
"""Dots up to the number of a page, or to be written on."""


class Segment(NamedTuple):
    """A part of a line that no wide gap parts."""

    x: float
    end: float
    text: str
    bold: bool


class Line(NamedTuple):
    """A line of text."""

    y: float
    size: float
    segments: tuple[Segment, ...]

    @property
    def x(self) -> float:
        """Where it begins."""
        return self.segments[0].x

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.segments[-1].end

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(one.text for one in self.segments)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(one.bold for one in self.segments)


def lines_of(pieces: Iterable[Piece], faces: Faces) -> list[Line]:
    """Return the lines that pieces of one direction make."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (-one.y, one.x)):
        top = lines[-1][0] if lines else None
        if top and top.y - piece.y < _SAME * max(top.size, piece.size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [line for some in lines if (line := _line(some, faces)).segments]


def _line(pieces: list[Piece], faces: Faces) -> Line:
    pieces.sort(key=lambda one: one.x)
    base = max(pieces, key=lambda one: (one.size, len(one.text)))
    segments: list[Segment] = []
    run: list[Piece] = []
    for piece in pieces:
        if run and _is_double(piece, run[-1]):
            continue
        if run and piece.x - run[-1].end > _WIDE * base.size:
            segments += _segment(run, faces)
            run = []
        run.append(piece)
    return Line(base.y, base.size, (*segments, *_segment(run, faces)))


def _is_double(piece: Piece, before: Piece) -> bool:
    """Tell whether a piece is the one before it once more, a little aside, to look bold."""
    return piece.text == before.text and piece.x - before.x < SPACE * piece.size


def _segment(pieces: Sequence[Piece], faces: Faces) -> list[Segment]:
    """Put pieces together."""
    spans: list[Span] = []
    before: Piece | None = None
    for piece in pieces:
        gap = before is not None and piece.x - before.end > SPACE * max(piece.size, before.size)
        text = f" {piece.text}" if gap else piece.text
        spans.append((piece.face, text))
        before = piece
    text = faces.text(spans)
    if not text.strip():
        return []
    bold = all(piece.bold for piece in pieces if piece.text.strip())
    text = _LEADERS.sub(" … ", " ".join(text.split())).strip()
    return [Segment(pieces[0].x, max(one.end for one in pieces), text, bold)]
