"""Counts of articles, by time or by category, a line each."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.render.rows import Bit
from reader.render.tallies import Tally, tally_line
from reader.widgets.rowlist import RowList
from reader.wording.columns import cells


class TallyList(RowList[Tally], inherit_bindings=False):
    """Shows names with their numbers and bars."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.SPREAD)]
    DEFAULT_CSS = """
    TallyList {
        height: 1fr;
        & > .rows--bar { color: $primary 70%; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--bar"}
    _most = 0
    _widest = 0

    def watch_rows(self, old: Sequence[Tally], new: Sequence[Tally]) -> None:
        """Show others, the cursor on the first that is counted."""
        self._most = max((tally.count or 0 for tally in self.rows), default=0)
        self._widest = max((cells(tally.name) for tally in self.rows), default=0)
        super().watch_rows(old, new)
        counted = (index for index, tally in enumerate(self.rows) if tally.count is not None)
        self.cursor = next(counted, 0)

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw a line."""
        return [tally_line(self.rows[index], self._most, self._widest, width)]
