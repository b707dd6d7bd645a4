"""What is drawn on terminals whose fonts have few glyphs: letters, and ASCII around them."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.wording.signs import ASCII


class InAscii(LineFilter):
    """Puts in ASCII what is drawn around words, cell by cell, whoever drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """Put some segments of a line in ASCII."""
        return [Segment(ASCII.drawn(text), style, control) for text, style, control in segments]
