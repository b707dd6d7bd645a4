"""Breaks a piece of an article into lines for a pane; each line is drawn when it is seen."""

from collections.abc import Iterator
from functools import partial

from textual.content import Content
from textual.geometry import Offset
from textual.style import Style

from reader.render.pieces import Piece
from reader.render.text import NARROWEST, Drawn, broken, with_hits
from reader.searching.marking import NO_WORTH, Marker, Span, Worth
from reader.wording.columns import breaks

_MARGINS = {"title": (0, 0), "heading": (1, 0), "label": (1, 0), "file": (1, 0)}
"""Empty lines above and below; for other pieces none and one."""


class Setting:
    """A `Piece`, broken into lines for one width at a time, with what is marked in it."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.above, self.below = _MARGINS.get(piece.kind, (0, 1))
        self.is_left_out = False
        """Whether it is a picture that would take long to paint."""
        self._link: int | None = None
        self._marker: Marker | None = None
        self._hit: int | None = None
        self._spans: tuple[str, tuple[Span, ...]] | None = None
        """The text in which words were looked for last, and where they stand in it."""
        self._width = 0
        self._is_drawn = False
        """Whether what was drawn for that width shows what is marked now."""
        self._drawn = Drawn(Content())
        self._lines: list[tuple[int, int, int]] = []
        """For each line: the number of its paragraph, where in that it begins, and its number there."""
        self._cut: dict[int, list[Content]] = {}

    # What is marked ----------------------------------------------------------------------------------

    def mark(self, link: int | None) -> None:
        """Mark the link that the keys are on, by its number, or none."""
        self._link = link
        self._forget()

    def mark_words(self, marker: Marker | None, current: int | None = None) -> bool:
        """Mark the words of a search, and that of the number `current`; False where they are already."""
        if (marker, current) == (self._marker, self._hit):
            return False
        if marker is not self._marker:
            self._spans = None
        self._marker, self._hit = marker, current
        self._forget()
        return True

    def show_below(self) -> None:
        """Show only what stands below a picture, which is seen itself from now on."""
        if self.piece.below is not None:
            self.is_left_out = False
            self.piece = self.piece._replace(draw=self.piece.below, below=None)
            self._forget()

    def leave_out(self, seconds: int) -> None:
        """Say in the box of a picture that it would take so long to paint, and which key shows it."""
        if self.piece.left_out is not None:
            self.is_left_out = True
            self.piece = self.piece._replace(draw=partial(self.piece.left_out, seconds))
            self._forget()

    @property
    def hits(self) -> int:
        """How many places it has that the keys go to: corrections, or words of a search."""
        if self.piece.stops or self._marker is None:
            return self.piece.stops
        return len(self._found(self._marker, self._drawn.content.plain))

    @property
    def best_hit(self) -> tuple[Worth, int]:
        """What the place is worth where most words of the search stand together, and its number."""
        return self._marker.best(self._drawn.content.plain) if self._marker else (NO_WORTH, 0)

    # Lines -------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._is_drawn = False

    def height(self, width: int) -> int:
        """Count the lines at a width."""
        if width != self._width or not self._is_drawn:
            self._width, self._is_drawn, self._drawn = width, True, self._draw(width)
            self._cut.clear()
            self._lines = [
                (number, start, at)
                for number, text in enumerate(self._drawn.content.plain.split("\n"))
                for at, start in enumerate((0, *breaks(text, max(width, NARROWEST))))
            ]
        return len(self._lines)

    def _draw(self, width: int) -> Drawn:
        if self.piece.stops:
            return self.piece.draw(width, self._hit)
        plain = self.piece.draw(width, self._link)
        if self._marker is None:
            return plain
        return with_hits(plain, self._found(self._marker, plain.content.plain), self._hit)

    def _found(self, marker: Marker, text: str) -> tuple[Span, ...]:
        """Return where the marked words stand; the keys that go through them ask all pieces each time."""
        if self._spans is None or self._spans[0] != text:
            self._spans = text, marker.spans(text)
        return self._spans[1]

    def line(self, number: int) -> tuple[Content, Offset]:
        """Draw a line of the width that was asked for last; with it goes where its paragraph has it."""
        paragraph, start, at = self._lines[number]
        if paragraph not in self._cut:
            self._cut[paragraph] = self._cut_up(paragraph)
        return self._cut[paragraph][at], Offset(start, paragraph)

    def _cut_up(self, number: int) -> list[Content]:
        whole = self._drawn.content.split("\n", allow_blank=True)[number]
        starts = [start for paragraph, start, at in self._lines if paragraph == number and at]
        return broken(whole, starts, self._width)

    def place_of(self, number: int, kind: str) -> int:
        """Find the first line that a link stands on (LINK_META), or a marked word does (HIT_META)."""
        lines = range(self.height(self._width))
        return next((at for at in lines if number in self._metas(at, kind)), 0)

    def _metas(self, line: int, kind: str) -> Iterator[object]:
        for span in self.line(line)[0].spans:
            if isinstance(span.style, Style):
                yield span.style.meta.get(kind)

    # Text that is copied -----------------------------------------------------------------------------

    @property
    def paragraphs(self) -> list[tuple[str, bool]]:
        """The text, paragraph by paragraph, and whether one only goes on with that before."""
        texts = self._drawn.content.plain.split("\n")
        return [(text, number in self._drawn.continued) for number, text in enumerate(texts)]
