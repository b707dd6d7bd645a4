"""The pane of categories."""

from collections.abc import Sequence

from textual.reactive import reactive

from reader.model import ALL, Shelf
from reader.render.rows import Bit, shelf_line
from reader.widgets.rowlist import RowList


class ShelfList(RowList[Shelf]):
    """Shows everything, categories with their numbers, the starred, what to read later, saved searches."""

    shelf: reactive[str] = reactive(ALL, repaint=False, init=False)
    """Key of the one whose list is shown."""

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw a shelf with its unread count."""
        shelf = self.rows[index]
        number = sum(one.is_category for one in self.rows[: index + 1]) if shelf.is_category else None
        return [shelf_line(shelf, number, width)]

    def is_current(self, index: int) -> bool:
        """Return whether the shelf's list is shown."""
        return self.rows[index].key == self.shelf

    def watch_rows(self, old: Sequence[Shelf], new: Sequence[Shelf]) -> None:
        """Draw the new counts; the cursor stays on its shelf while the keys go there."""
        if len(old) == len(new):
            self.redraw_rows(
                index for index, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]
            )
        else:
            self.redraw()
        self._find(old[self.cursor].key if self.has_focus and old else self.shelf)

    def watch_shelf(self, old: str, new: str) -> None:
        """Take the cursor to the shelf that is shown."""
        self.redraw_rows(index for index, shelf in enumerate(self.rows) if shelf.key in (old, new))
        self._find(new)

    def _find(self, key: str) -> None:
        """Take the cursor to a shelf; where that is gone, to the one that is shown."""
        keys = [shelf.key for shelf in self.rows]
        found = key if key in keys else self.shelf
        if found in keys:
            self.cursor = keys.index(found)
