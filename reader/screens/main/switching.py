"""Goes to another portal."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.portals import DEMO
from reader.screens.main.browsing import BrowsingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.screens.main.reading import ReaderScreen


class SwitchingScreen(BrowsingScreen):
    """Lists the portals, and says which one is to be read."""

    @dataclass
    class Chosen(Message):
        """Another portal is to be read."""

        portal: str
        then: "Callable[[ReaderScreen], object] | None" = None
        """What is to be done there."""

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now; the demo has a profile to itself."""
        if action == "portals":
            return self.desk.portal != DEMO
        return super().works(action)

    def action_portals(self) -> None:
        """Show the portals."""
        from reader.screens.portals import PortalsScreen  # noqa: PLC0415 - when it is asked for

        screen = PortalsScreen(self.desk.library, self.desk.portal, self.setup.clock(), self.signs)
        self.app.push_screen(screen, self._leave_portals)

    def _leave_portals(self, portal: str | None) -> None:
        if portal not in (None, self.desk.portal):
            self.post_message(self.Chosen(portal))
