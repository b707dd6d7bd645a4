"""The portals that can be read, a line each."""

from collections.abc import Sequence
from datetime import datetime

from reader.model import Status
from reader.render.portals import portal_line
from reader.render.rows import Bit
from reader.widgets.rowlist import RowList


class PortalList(RowList):
    """Shows each portal with how much of it is unread and how fresh it is."""

    portals: Sequence[Status] = ()
    here = ""
    """Name of the portal that is being read."""
    now: datetime | None = None

    def show(self, portals: Sequence[Status], here: str, now: datetime) -> None:
        """Show these, the cursor on the one that is being read."""
        self.portals, self.here, self.now = portals, here, now
        self.redraw()
        self.cursor = next((at for at, status in enumerate(portals) if status.portal == here), 0)

    @property
    def current(self) -> Status | None:
        """The portal of the cursor."""
        return self.portals[self.cursor] if self.portals else None

    def count(self) -> int:
        """Count the portals."""
        return len(self.portals)

    def is_current(self, index: int) -> bool:
        """Return whether a portal is the one that is being read."""
        return self.portals[index].portal == self.here

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw a portal."""
        return [portal_line(self.portals[index], width, self.now, self.signs)]
