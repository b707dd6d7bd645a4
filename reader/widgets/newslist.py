"""The lines of what is new."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.render.news import Line, news_line
from reader.render.rows import Bit
from reader.widgets.rowlist import RowList


class NewsList(RowList[Line], inherit_bindings=False):
    """Shows the lines; the cursor goes only where something can be opened."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.NEWS)]

    def show(self, lines: Sequence[Line], at: int = 0) -> None:
        """Show these lines, the cursor on one of them."""
        self.rows = lines
        self.cursor = at
        self.show_cursor()

    @property
    def current(self) -> Line | None:
        """The line of the cursor, if it leads somewhere."""
        line = super().current
        return line if line is not None and line.leads_somewhere else None

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw a line."""
        return [news_line(self.rows[index], width)]

    def validate_cursor(self, cursor: int) -> int:
        """Step over headings, the way that the cursor goes, else back."""
        wanted = super().validate_cursor(cursor)
        if not self.rows:
            return wanted
        ahead, behind = range(wanted, len(self.rows)), range(wanted, -1, -1)
        ways = (*ahead, *behind) if cursor >= self.cursor else (*behind, *ahead)
        return next((index for index in ways if self.rows[index].leads_somewhere), wanted)

    def show_cursor(self, *, ahead: bool = False) -> None:
        """Scroll until the cursor is in sight, at the top with the headings above it."""
        super().show_cursor(ahead=ahead)
        if not any(line.leads_somewhere for line in self.rows[: self.cursor]):
            self.top = 0
