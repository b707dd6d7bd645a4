"""Counts of articles, by time or by category, a line each."""

from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.render.rows import Bit
from reader.render.tallies import Tally, tally_line
from reader.widgets.rowlist import RowList
from reader.wording.columns import cells


class TallyList(RowList, inherit_bindings=False):
    """Shows names with their numbers and bars."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.SPREAD)]
    DEFAULT_CSS = """
    TallyList {
        height: 1fr;
        & > .rows--bar { color: $primary 70%; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--bar"}
    tallies: reactive[tuple[Tally, ...]] = reactive((), repaint=False, init=False)
    _most = 0
    _widest = 0

    def watch_tallies(self) -> None:
        """Show others, the cursor on the first that is counted."""
        self._most = max((tally.count or 0 for tally in self.tallies), default=0)
        self._widest = max((cells(tally.name) for tally in self.tallies), default=0)
        self.redraw()
        counted = (index for index, tally in enumerate(self.tallies) if tally.count is not None)
        self.cursor = next(counted, 0)

    def count(self) -> int:
        """Count the lines."""
        return len(self.tallies)

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw a line."""
        return [tally_line(self.tallies[index], self._most, self._widest, width)]

    @property
    def current(self) -> Tally | None:
        """The line of the cursor."""
        return self.tallies[self.cursor] if self.tallies else None
