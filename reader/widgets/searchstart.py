"""What stands below an empty search: how to search, and what was searched for before."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from reader.i18n import _
from reader.render.searched import how_to_search
from reader.render.text import Fitted
from reader.widgets.lastsearches import LastSearches

_BESIDE = 4
"""Cells left and right of how to search."""
_AROUND = 4
"""Lines that go with it: an empty one above and below, the heading of earlier searches, one of them."""


class SearchStart(Vertical):
    """Shows earlier searches to choose from, and above them, if there is room for both, how to search."""

    DEFAULT_CSS = """
    SearchStart {
        height: 1fr;
        & > #how { height: auto; padding: 1 2; }
        & > #before { height: auto; padding: 0 2; color: $foreground 70%; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._how = Fitted(how_to_search)

    def compose(self) -> ComposeResult:
        """Make its parts."""
        yield Static(self._how, id="how")
        yield Static(_("Searched for earlier:"), markup=False, id="before")
        yield LastSearches()

    def show(self, searches: Sequence[str]) -> None:
        """Show what was searched for before, the cursor on none of it yet."""
        self.query_one(LastSearches).show(searches)
        self.query_one("#before").display = bool(searches)
        self._fit()

    @property
    def chosen(self) -> str:
        """The earlier search of the cursor, or nothing."""
        return self.query_one(LastSearches).current or ""

    def on_resize(self) -> None:
        """Leave a low terminal to what was searched for; help says how to search, too."""
        self._fit()

    def _fit(self) -> None:
        width, height = self.size
        lines = self._how.at(max(width - _BESIDE, 1)).content.plain.count("\n") + 1
        has_room = height >= lines + _AROUND
        self.query_one("#how").display = has_room or not self.query_one(LastSearches).rows
