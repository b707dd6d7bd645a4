"""Articles with their view counts."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.messages import with_fields
from reader.model import Counted
from reader.render.counts import counted_line
from reader.render.rows import Bit
from reader.widgets.rowlist import RowList


class CountList(RowList[Counted], inherit_bindings=False):
    """Shows articles with their counts, a line each."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.STATS)]
    DEFAULT_CSS = """
    CountList { height: 1fr; }
    """
    named = False
    """Whether lines say of which portal an article is."""

    @with_fields
    class Moved(Message):
        """The cursor came to another row."""

        list: "CountList"

        def can_replace(self, message: Message) -> bool:
            """Let only the last of many that wait be handled."""
            return isinstance(message, CountList.Moved) and message.list is self.list

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw an article."""
        return [counted_line(self.rows[index], width, named=self.named)]

    def watch_rows(self, old: Sequence[Counted], new: Sequence[Counted]) -> None:
        """Show other articles, from the first."""
        super().watch_rows(old, new)
        self.cursor = 0

    def watch_cursor(self, old: int, new: int) -> None:
        """Announce that the cursor is on another article."""
        super().watch_cursor(old, new)
        self.post_message(self.Moved(self))
