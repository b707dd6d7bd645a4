"""One piece of an article in its pane: wraps with the width, can be selected, has links to click."""

from dataclasses import dataclass

from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.widgets import Static

from reader.render import Fitted, Piece
from reader.render.text import LINK_META, Drawn, with_hits
from reader.searching.marking import Marker
from reader.widgets.frugal import Settled


class PieceView(Static, Settled):
    """Shows a `Piece`, no wider than the reading width unless it is a table that needs more."""

    DEFAULT_CSS = """
    PieceView {
        width: auto;
        height: auto;
        margin-bottom: 1;
        &.title { text-style: bold; color: $text-primary; margin-bottom: 0; }
        &.byline, &.foot, &.empty { color: $foreground 70%; }
        &.summary { text-style: bold; }
        &.heading, &.label { text-style: bold; color: $text-primary; margin: 1 0 0 0; }
        &.quote { text-style: italic; }
        &.note { color: $text-warning; }
    }
    """

    @dataclass
    class Followed(Message):
        """A link of the piece was clicked."""

        url: str

    def __init__(self, piece: Piece, measure: int) -> None:
        """`measure` is the reading width in cells."""
        super().__init__(markup=False, classes=piece.kind)
        self.piece = piece
        self.measure = measure
        self.marker: Marker | None = None
        """What marks the words of a search in it."""
        self._link: int | None = None
        self._hit: int | None = None
        self.mark(None)

    def show(self, piece: Piece, measure: int) -> None:
        """Show another piece in place of this one."""
        if piece.kind != self.piece.kind:
            self.remove_class(self.piece.kind, update=False).add_class(piece.kind)
        self.piece, self.measure, self._hit = piece, measure, None
        self.mark(None)

    def show_below(self) -> None:
        """Show only what stands below the picture, which is seen itself."""
        if self.piece.below is not None:
            self.piece = self.piece._replace(draw=self.piece.below)
            self.mark(None)

    def mark(self, current: int | None) -> None:
        """Mark the link that the keys are on, by its number, or none."""
        self._link = current
        self._draw_anew()

    def mark_words(self, marker: Marker | None, current: int | None = None) -> None:
        """Mark the words of a search, and that of the number `current` as the one the keys are on."""
        if (marker, current) != (self.marker, self._hit):
            self.marker, self._hit = marker, current
            self._draw_anew()

    def _draw_anew(self) -> None:
        draw, link, marker, hit = self.piece.draw, self._link, self.marker, self._hit

        if self.piece.stops:
            link, marker = hit, None

        def drawn(width: int) -> Drawn:
            plain = draw(width, link)
            return with_hits(plain, marker.spans(plain.content.plain), hit) if marker else plain

        self._fitted = Fitted(drawn)
        self.update(self._fitted)

    @property
    def hits(self) -> int:
        """How many places it has that the keys go to: corrections, or words of a search."""
        if self.piece.stops or self.marker is None:
            return self.piece.stops
        return len(self.marker.spans(self._fitted.at(self.content_size.width).content.plain))

    def place_of(self, number: int, kind: str = LINK_META) -> Region:
        """Find the first line that a link stands on; with HIT_META, that a marked word does."""
        for line in range(self.size.height):
            metas = (segment.style.meta for segment in self.render_line(line) if segment.style)
            if any(meta.get(kind) == number for meta in metas):
                return Region(0, line, self.size.width, 1)
        return Region(0, 0, self.size.width, 1)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """Take the reading width, or what a table needs up to the width of the pane."""
        return min(container.width, max(self.measure, self.piece.natural))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Give the selected text with the lines joined that were only wrapped."""
        drawn = self._fitted.at(self.content_size.width)
        first = selection.start.y if selection.start else 0
        text = ""
        for number, line in enumerate(selection.extract(drawn.content.plain).split("\n"), first):
            joint = "" if number == first else " " if number in drawn.continued else "\n"
            text += joint + (line.lstrip(" ▎") if joint == " " else line)
        return text, "\n"

    def on_click(self, event: Click) -> None:
        """Follow the link under the pointer."""
        number = event.style.meta.get(LINK_META)
        if isinstance(number, int) and number < len(self.piece.targets):
            event.stop()
            self.post_message(self.Followed(self.piece.targets[number]))
