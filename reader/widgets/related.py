"""Related news under an article: which can be read now, and a cursor over them."""

from typing import ClassVar

from textual.binding import BindingType
from textual.events import Click
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.messages import with_fields
from reader.model import RelatedHead
from reader.render.related import related_lines
from reader.render.text import LINK_META, Drawn, Fitted
from reader.widgets.frugal import Settled


class RelatedList(Static, Settled, can_focus=True):
    """The portal's related news, then what the reader found; Enter opens the one under the cursor.

    Shows nothing, and takes no focus, where there are none.
    """

    DEFAULT_CSS = """
    RelatedList { width: auto; height: auto; margin: 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.RELATED)]

    entries: reactive[tuple[RelatedHead, ...]] = reactive((), init=False)
    """The portal's own first."""
    cursor: reactive[int] = reactive(0, init=False)
    """Number of the entry that Enter opens."""

    @with_fields
    class Open(Message):
        """An entry is to be read, or to be fetched where it is not cached."""

        id: str
        url: str

    @with_fields
    class Moved(Message):
        """The cursor is on an entry that takes these lines of the list."""

        region: Region

    @with_fields
    class Left(Message):
        """The cursor was moved up from the first entry."""

    def __init__(self, measure: int) -> None:
        """`measure` is the reading width in cells."""
        super().__init__(markup=False)
        self.measure = measure
        self.display = False
        self._places: list[range] = []

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """Take the reading width."""
        return min(container.width, self.measure)

    def watch_entries(self, old: tuple[RelatedHead, ...], new: tuple[RelatedHead, ...]) -> None:
        """Begin at the first entry of other news; where only some are added, stay."""
        self.display = bool(new)
        if [entry.id for entry in new[: len(old)]] != [entry.id for entry in old]:
            self.set_reactive(RelatedList.cursor, 0)
        self._redraw()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the entry of the cursor begins."""
        is_drawn = self.cursor < len(self._places)
        return self.content_region.offset + Offset(0, self._places[self.cursor].start if is_drawn else 0)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an entry."""
        return max(0, min(cursor, len(self.entries) - 1))

    def watch_cursor(self) -> None:
        """Show the cursor where it is now."""
        self._redraw()
        self._tell()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show the cursor only while the keys go here."""
        super().watch_has_focus(_has_focus)
        self._redraw()
        if _has_focus:
            self._tell()

    def action_up(self) -> None:
        """Go to the entry above, or out of the list."""
        if self.cursor == 0:
            self.post_message(self.Left())
        self.cursor -= 1

    def action_down(self) -> None:
        """Go to the entry below."""
        self.cursor += 1

    def action_follow(self) -> None:
        """Open the entry under the cursor."""
        self._open(self.cursor)

    def on_click(self, event: Click) -> None:
        """Open the entry under the pointer."""
        number = event.style.meta.get(LINK_META)
        if isinstance(number, int):
            event.stop()
            self._open(number)

    def _open(self, number: int) -> None:
        if number < len(self.entries):
            entry = self.entries[number]
            self.post_message(self.Open(entry.id, entry.url))

    def _redraw(self) -> None:
        self.update(Fitted(self._draw))

    def _draw(self, width: int) -> Drawn:
        current = self.cursor if self.has_focus else None
        drawn, self._places = related_lines(self.entries, width, current)
        return drawn

    def _tell(self) -> None:
        """Say where the cursor is, so that the pane can show it; its first entry with the label above."""
        if self.cursor < len(self._places):
            place = self._places[self.cursor]
            top = place.start if self.cursor else 0
            self.post_message(self.Moved(Region(0, top, self.size.width, place.stop - top)))
