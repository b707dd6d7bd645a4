"""Articles with their view counts."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.messages import with_fields
from reader.model import Counted
from reader.render.counts import counted_line
from reader.render.rows import Bit
from reader.widgets.rowlist import RowList


class CountList(RowList, inherit_bindings=False):
    """Shows articles with their counts, a line each."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.STATS)]
    DEFAULT_CSS = """
    CountList { height: 1fr; }
    """
    named = False
    """Whether lines say of which portal an article is."""
    counted: reactive[tuple[Counted, ...]] = reactive((), repaint=False, init=False)

    @with_fields
    class Moved(Message):
        """The cursor came to another row."""

        list: "CountList"

        def can_replace(self, message: Message) -> bool:
            """Let only the last of many that wait be handled."""
            return isinstance(message, CountList.Moved) and message.list is self.list

    def count(self) -> int:
        """Count the articles."""
        return len(self.counted)

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw an article."""
        return [counted_line(self.counted[index], width, named=self.named)]

    def watch_counted(self) -> None:
        """Show other articles, from the first."""
        self.redraw()
        self.cursor = 0

    def watch_cursor(self, old: int, new: int) -> None:
        """Announce that the cursor is on another article."""
        super().watch_cursor(old, new)
        self.post_message(self.Moved(self))

    @property
    def current(self) -> Counted | None:
        """The article of the cursor."""
        return self.counted[self.cursor] if self.counted else None
