"""The pane of categories."""

from textual.reactive import reactive

from reader.model import ALL, Shelf
from reader.render.rows import Bit, shelf_line
from reader.widgets.rowlist import RowList


class ShelfList(RowList):
    """Shows everything, categories with their numbers, the starred, what to read later, saved searches."""

    shelves: reactive[tuple[Shelf, ...]] = reactive((), repaint=False, init=False)
    """In their order."""
    shelf: reactive[str] = reactive(ALL, repaint=False, init=False)
    """Key of the one whose list is shown."""

    def count(self) -> int:
        """Count the shelves."""
        return len(self.shelves)

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw a shelf with its unread count."""
        shelf = self.shelves[index]
        number = sum(one.is_category for one in self.shelves[: index + 1]) if shelf.is_category else None
        return [shelf_line(shelf, number, width)]

    def is_current(self, index: int) -> bool:
        """Return whether the shelf's list is shown."""
        return self.shelves[index].key == self.shelf

    def watch_shelves(self, old: tuple[Shelf, ...], new: tuple[Shelf, ...]) -> None:
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
        self.redraw_rows(index for index, shelf in enumerate(self.shelves) if shelf.key in (old, new))
        self._find(new)

    def _find(self, key: str) -> None:
        """Take the cursor to a shelf; where that is gone, to the one that is shown."""
        keys = [shelf.key for shelf in self.shelves]
        found = key if key in keys else self.shelf
        if found in keys:
            self.cursor = keys.index(found)
