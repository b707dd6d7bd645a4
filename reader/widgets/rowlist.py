"""A list that draws only the rows in sight: as fast with a hundred thousand rows as with ten."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.events import Click
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.messages import with_fields
from reader.render.rows import Bit
from reader.widgets.frugal import Pane
from reader.widgets.linepane import LinePane
from reader.wording.columns import cells
from reader.wording.signs import current

_Row = TypeVar("_Row")
OVERLAP = 1
"""Rows of a page that stay in sight on the next one."""


class RowList(LinePane, Pane, Generic[_Row], can_focus=True, inherit_bindings=False):
    """Rows of one height with a cursor; a subclass draws them.

    The column on the left belongs to the cursor, so that it shows without colour.
    """

    DEFAULT_CSS = """
    RowList {
        & > .rows--title { color: $foreground 85%; }
        & > .rows--unread { text-style: bold; }
        & > .rows--detail { color: $foreground 70%; }
        & > .rows--mark { color: $text-accent; }
        & > .rows--current { background: $boost; }
        & > .rows--cursor { background: $surface; }
        & > .rows--focused { background: $primary 25%; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--title",
        "rows--unread",
        "rows--detail",
        "rows--mark",
        "rows--current",
        "rows--cursor",
        "rows--focused",
    }
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.LIST)]

    rows: reactive[Sequence[_Row]] = reactive[Sequence[_Row]]((), repaint=False, init=False)
    """What there is a row of each."""
    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Number of the row that commands are about."""
    row_height: reactive[int] = reactive(1, repaint=False, init=False)
    """Lines of a row."""

    @with_fields
    class Clicked(Message):
        """A row was clicked; the cursor is on it."""

        list: "RowList[Any]"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._looks: dict[tuple[str, str], Style] = {}

    def count(self) -> int:
        """Count the rows."""
        return len(self.rows)

    @property
    def current(self) -> _Row | None:
        """What the row of the cursor is of."""
        return self.rows[self.cursor] if 0 <= self.cursor < self.count() else None

    # What a subclass says ----------------------------------------------------------------------------

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw a row in at most `row_height` lines of `width` cells."""
        raise NotImplementedError

    def is_current(self, index: int) -> bool:  # noqa: ARG002 - for subclasses
        """Return whether a row is what other panes show."""
        return False

    @property
    def is_steered(self) -> bool:
        """Whether keys move the cursor now; always where they never go to the list itself."""
        return self.has_focus or not self.can_focus

    # Drawing -----------------------------------------------------------------------------------------

    def height_of_all(self) -> int:
        """Count the lines of all rows."""
        return self.count() * self.row_height

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.show_cursor()

    def watch_rows(self, _old: Sequence[_Row], _new: Sequence[_Row]) -> None:
        """Draw other rows."""
        self.redraw()

    def watch_row_height(self) -> None:
        """Draw rows of another height, the cursor in sight."""
        self.redraw()
        self.show_cursor()

    def notify_style_update(self) -> None:
        """Forget the colours of the former theme."""
        super().notify_style_update()
        self._looks.clear()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the cursor as the focus has it."""
        self.redraw_rows([self.cursor])

    def draw_lines(self, numbers: Sequence[int], width: int) -> Iterator[list[Segment]]:
        """Draw each row once for all its lines, and empty lines below them."""
        height, count = self.row_height, self.count()
        for index, of_row in groupby(numbers, lambda number: number // height):
            row = self._row(index, width) if index < count else self._space(width)
            for number in of_row:
                yield row[number % height]

    def _space(self, width: int) -> list[list[Segment]]:
        return [[Segment(" " * width, self._look("", ""))]] * self.row_height

    def _row(self, index: int, width: int) -> list[list[Segment]]:
        ground = self._ground(index)
        first, rest = self._signs(index, ground)
        lines = self.draw(index, width - 1)
        lines = [*lines, *[[]] * (self.row_height - len(lines))]
        return [self._line(bits, ground, rest if at else first, width) for at, bits in enumerate(lines)]

    def _line(self, bits: list[Bit], ground: str, sign: str, width: int) -> list[Segment]:
        drawn = current().drawn
        segments = [Segment(sign, self._look("mark", ground))]
        segments += [Segment(drawn(text), self._look(look, ground)) for text, look in bits]
        room = width - sum([cells(segment.text) for segment in segments])
        if room < 0:
            return Segment.adjust_line_length(segments, width)
        return [*segments, Segment(" " * room, self._look("", ground))] if room else segments

    def _ground(self, index: int) -> str:
        """Name what a row stands on."""
        if index == self.cursor:
            return "focused" if self.is_steered else "cursor"
        return "current" if self.is_current(index) else ""

    def _signs(self, index: int, ground: str) -> tuple[str, str]:
        """Return what stands before the first line of a row, and before its others."""
        signs = current()
        if ground == "focused":
            return signs.cursor, signs.cursor
        return signs.opened if self.is_current(index) else " ", " "

    def _look(self, look: str, ground: str) -> Style:
        """Mix the colours of a look over those of its ground; a terminal knows no translucent ones."""
        if (look, ground) not in self._looks:
            _base, _on_base, paper, ink = self.colors
            words = Style()
            if ground:
                paper += self.get_component_styles(f"rows--{ground}").background
            if look:
                chosen = self.get_component_styles(f"rows--{look}")
                ink = chosen.color if chosen.has_rule("color") else ink
                words = chosen.text_style
            style = Style(color=(paper + ink).rich_color, bgcolor=paper.rich_color) + words
            ((shown,),) = self.as_shown([[Segment(" ", style)]])
            self._looks[look, ground] = shown.style or style
        return self._looks[look, ground]

    def redraw_rows(self, indexes: Iterable[int]) -> None:
        """Draw only some rows anew."""
        for index in indexes:
            top = index * self.row_height - self.top
            self.refresh(Region(0, top, self.size.width, self.row_height))

    # The cursor --------------------------------------------------------------------------------------

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the row of the cursor begins, behind its sign."""
        return self.content_region.offset + Offset(1, self.cursor * self.row_height - self.top)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.count() - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Show the cursor where it is now."""
        self.redraw_rows((old, new))
        self.show_cursor(ahead=abs(new - old) == 1)

    def show_cursor(self, *, ahead: bool = False) -> None:
        """Scroll until the row of the cursor is in sight; with `ahead`, half a page more of what comes next.

        A step within the pane paints two rows, a scroll all of it: on a slow line, and in time, ten times as
        much. So who goes down row by row is shown half a page at a time.
        """
        height, top = self.size.height, self.cursor * self.row_height
        if not height:  # not laid out yet
            return
        more = height // 2 // self.row_height * self.row_height if ahead else 0
        if top < self.top:
            self.top = top - more
        elif top + self.row_height > self.top + height:
            self.top = min(top, top + self.row_height - height + more)  # a title even where no row fits

    def _page(self) -> int:
        return max(1, self.size.height // self.row_height - OVERLAP)

    def action_up(self) -> None:
        """Go a row up."""
        self.cursor -= 1

    def action_down(self) -> None:
        """Go a row down."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """Go a page up."""
        self.cursor -= self._page()

    def action_page_down(self) -> None:
        """Go a page down."""
        self.cursor += self._page()

    def action_page_further(self) -> None:
        """Go a page down, by the key of a thumb; the list of articles has another use for it."""
        self.action_page_down()

    def action_top(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.cursor = self.count() - 1

    def on_click(self, event: Click) -> None:
        """Take the cursor to the row under the pointer."""
        index = (event.y + self.top) // self.row_height
        if 0 <= index < self.count() and not self.is_on_bar(event.x):
            event.stop()
            self.cursor = index
            self.post_message(self.Clicked(self))
