"""The line above a list: its name, and how much of it there is."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader import words
from reader.i18n import _
from reader.model import Shelf, Sort
from reader.render.rows import shelf_name
from reader.render.text import foreign
from reader.wording.columns import GAP, cut, cut_inside

_LEAST_NAME = 12
"""A list's name cut to fewer cells would say nothing."""


class ListTitle(Widget):
    """Names the list and says how much of it there is."""

    DEFAULT_CSS = """
    ListTitle { height: 1; padding: 0 1; color: $text-primary; text-style: bold; }
    """
    shelf: reactive[Shelf | None] = reactive(None)
    shown: reactive[int] = reactive(0)
    """How many rows there are."""
    words: reactive[str] = reactive("")
    """What they are filtered by."""
    sort: reactive[Sort] = reactive[Sort]("date")
    """What they are sorted by; said unless it is the usual."""
    unread_only: reactive[bool] = reactive(default=False)
    """Whether what is read is left out."""

    def render(self) -> RenderResult:
        """Draw the line."""
        if self.shelf is None:
            return ""
        width = self.size.width
        kept = cell_len(order) + GAP if (order := self._order()) else 0
        name = self._called(self.shelf, max(width - kept, _LEAST_NAME))
        room = width - cell_len(name) - GAP
        counts = next((text for text in self._counts(self.shelf) if cell_len(text) <= room), "")
        space = " " * (width - cell_len(name) - cell_len(counts))
        return Content.assemble(foreign(name), space, (counts, "not bold $foreground 70%"))

    def _called(self, shelf: Shelf, room: int) -> str:
        """Name the list in so many cells; of a portal its end too, and what is unread before a long name."""
        name = shelf_name(shelf).upper()
        if not shelf.is_portal:
            return cut(name, room)
        return cut_inside(name, max(room - cell_len(words.unread(shelf.unread)) - GAP, _LEAST_NAME))

    def _counts(self, shelf: Shelf) -> tuple[str, ...]:
        """Word the counts, the longest wording first."""
        if self.words.strip():
            found = _("{n} of {all}").format(n=words.number(self.shown), all=words.number(shelf.total))
            return (found,)
        if self.shown and not shelf.total:  # not counted yet
            return ()
        unread = words.plural("{n} unread", "{n} unread", shelf.unread)
        total = words.plural("{n} article", "{n} articles", shelf.total)
        order = self._order()
        if not order:
            return f"{total} · {unread}", unread
        least = (_("unread only"),) if self.unread_only else ()
        return f"{order} · {total} · {unread}", f"{order} · {unread}", order, *least

    def _order(self) -> str:
        """Say what is left out of the list, and what it is sorted by; nothing for the usual."""
        orders = {"views": _("by views"), "rising": _("by what rises"), "oldest": _("oldest first")}
        order = orders.get(self.sort, "")
        return " · ".join(filter(None, (order, _("unread only") if self.unread_only else "")))
