"""Goes to another portal."""

from operator import methodcaller
from typing import TYPE_CHECKING

from textual.message import Message

from reader.holdings.portals import DEMO
from reader.messages import with_fields
from reader.model import EVERYWHERE
from reader.screens.main.browsing import BrowsingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.screens.main.reading import ReaderScreen


class SwitchingScreen(BrowsingScreen, layer=True):
    """Lists the portals, and says which one is to be read."""

    @with_fields
    class Chosen(Message):
        """Another portal is to be read."""

        portal: str
        then: "Callable[[ReaderScreen], object] | None" = None
        """What is to be done there."""

    _came_from = ""
    """The portal that was read before all of them together."""
    _are_several = False
    """Whether there are news of more than one portal."""

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now; the demo has a profile to itself."""
        working = {
            "portals": self.desk.portal != DEMO,
            "everywhere": self._are_several and self.desk.portal not in (DEMO, EVERYWHERE),
            "leave_everywhere": self.is_everywhere,
        }
        return working.get(action, super().works(action))

    def show_desk(self) -> None:
        """Show the shelf, its list and the counts, and whether there is more to read than this."""
        super().show_desk()
        with self.telling():
            self._are_several = self.desk.library.are_several()

    def action_everywhere(self) -> None:
        """Read the news of all portals together."""
        self._go_to(EVERYWHERE)

    def action_leave_everywhere(self) -> None:
        """Read the portal before again, as it was left."""
        self._go_to(self._came_from)

    def _go_to(self, portal: str) -> None:
        then = methodcaller("come_from", self.desk.portal) if portal == EVERYWHERE else None
        self.post_message(self.Chosen(portal, then))

    def come_from(self, portal: str) -> None:
        """Remember which portal was read before all of them together."""
        self._came_from = portal

    def action_portals(self) -> None:
        """Show the portals."""
        from reader.screens.portals import PortalsScreen  # noqa: PLC0415 - when it is asked for

        screen = PortalsScreen(self.desk.library, self.desk.portal, self.setup.clock())
        self.app.push_screen(screen, self._leave_portals)

    def _leave_portals(self, portal: str | None) -> None:
        if portal is not None and portal != self.desk.portal:
            self._go_to(portal)
