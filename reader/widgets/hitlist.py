"""The results of a search, drawn as they come into sight."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.render.hits import INDENT, hit_lines
from reader.render.rows import Bit
from reader.searching.search import Hit
from reader.widgets.rowlist import RowList

TALL = 3
_KEPT = 200
"""Results held for drawing; more than any terminal has rows."""


class HitList(RowList[int]):
    """Shows results; the line that one types in moves the cursor, too."""

    DEFAULT_CSS = """
    HitList {
        & > .rows--match { color: $text-warning; text-style: bold; }
        & > .rows--focused { background: $primary 35%; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--match"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.HITS)]
    is_steered = True

    def __init__(self) -> None:
        super().__init__()
        self.set_reactive(RowList.row_height, TALL)
        self._hit_of: Callable[[int, int], Hit | None] = lambda _row, _width: None
        self._hits: dict[tuple[int, int], Hit | None] = {}

    def show(
        self, rows: Sequence[int], hit_of: Callable[[int, int], Hit | None], cursor: int | None = 0
    ) -> None:
        """Show these rows of the catalogue; `hit_of` returns one to draw for a width.

        The cursor goes to a row, or stays where it is for None.
        """
        self.rows, self._hit_of = rows, hit_of
        self._hits.clear()
        self.redraw()
        self.cursor = self.cursor if cursor is None else cursor
        self.show_cursor()

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw a result, or nothing where it went since the search."""
        key = self.rows[index], width - INDENT
        if key not in self._hits:
            if len(self._hits) >= _KEPT:
                self._hits.clear()
            self._hits[key] = self._hit_of(*key)
        hit = self._hits[key]
        return hit_lines(hit, width) if hit else []
