"""What is found on a page of a PDF: letters with their places, lines, and how much is drawn."""

from dataclasses import dataclass, field
from typing import NamedTuple

from scrapers.documents.faces import Face
from scrapers.documents.pdf.geometry import Rule


class Piece(NamedTuple):
    """Some letters that stand side by side."""

    x: float
    y: float
    end: float
    """Where it ends, on its own line."""
    size: float
    text: str
    face: Face
    bold: bool
    turn: int = 0
    """By how many quarters of a circle it is turned; its place is given as if it were not."""


@dataclass(slots=True)
class Page:
    """What stands on a page."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
    shapes: int = 0
    unknown: int = 0
    """How many glyphs nobody can read."""

    @property
    def letters(self) -> int:
        """How many letters of text it has."""
        return sum(len(piece.text) for piece in self.pieces)
