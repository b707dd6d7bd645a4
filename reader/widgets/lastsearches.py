"""The list of what was searched for before."""

from collections.abc import Sequence

from reader.render.rows import Bit
from reader.widgets.rowlist import RowList
from reader.wording.columns import cut
from scrapers.text import clean_line


class LastSearches(RowList[str], can_focus=False):
    """Shows what was searched for before."""

    DEFAULT_CSS = """
    LastSearches > .rows--focused { background: $primary 35%; }
    """

    def show(self, searches: Sequence[str]) -> None:
        """Show these, the cursor on none of them yet."""
        self.rows = searches
        self.set_reactive(RowList.cursor, -1)
        self.redraw()

    def validate_cursor(self, cursor: int) -> int:
        """Allow the cursor to be on no row: -1, above the first."""
        return max(-1, min(cursor, self.count() - 1))

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw what was typed."""
        return [[Bit(cut(clean_line(self.rows[index]), width), "title")]]
