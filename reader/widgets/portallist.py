"""The portals that can be read, a line each."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.model import PortalRow
from reader.progress import Sync
from reader.render.portals import portal_line
from reader.render.rows import Bit
from reader.widgets.rowlist import RowList


class PortalList(RowList[PortalRow], inherit_bindings=False):
    """Shows each portal with how much of it is unread and how fresh it is, or what a sync does there."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.PORTALS)]
    syncs: reactive[Mapping[str, Sync]] = reactive(dict, repaint=False)
    """Syncs to tell of, by portal."""

    def __init__(self, here: str, now: datetime) -> None:
        """`here` is the name of the portal that is being read."""
        super().__init__()
        self._here = here
        self._now = now

    def watch_syncs(self) -> None:
        """Draw them anew."""
        self.redraw()

    def go_to(self, portal: str) -> None:
        """Take the cursor to a portal; to the first where it is not there."""
        names = [row.status.portal for row in self.rows]
        self.cursor = names.index(portal) if portal in names else 0

    def is_current(self, index: int) -> bool:
        """Return whether a portal is the one that is being read."""
        return self.rows[index].status.portal == self._here

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw a portal."""
        row = self.rows[index]
        return [portal_line(row, self.syncs.get(row.status.portal), width, self._now)]
