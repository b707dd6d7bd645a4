"""Opens articles by their addresses: typed or pasted ones, and those of links; of other portals, too."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reader.holdings.portals import DEMO
from reader.keyboard.command import Place
from reader.model import EVERYWHERE
from reader.screens.main.linking import LinkingScreen
from reader.screens.main.switching import SwitchingScreen
from reader.screens.main.syncing import SyncingScreen
from scrapers.errors import TinvlError

if TYPE_CHECKING:
    from reader.getting import Sought
    from scrapers.portals.portal import Portal


class AddressingScreen(SyncingScreen, LinkingScreen, SwitchingScreen, layer=True):
    """Goes where an address leads: what is not here is fetched, what is of another portal is read there."""

    def action_address(self) -> None:
        """Type or paste the address of an article, or its id."""
        from reader.screens.address import AddressScreen  # noqa: PLC0415 - starting need not wait for it

        screen = AddressScreen(self._seek, self.open_outside, alone=self.desk.portal == DEMO)
        self.app.push_screen(screen, self._leave_address)

    def _leave_address(self, sought: "Sought | None") -> None:
        if sought is not None:
            with self.telling():
                self.open_sought(sought)

    def _seek(self, text: str) -> "Sought":
        from reader.getting import seek  # noqa: PLC0415 - as above

        return seek(self.desk.library, text, self._portals(), mirror=self.setup.way.base_url or "")

    def _portals(self) -> "tuple[Portal, ...]":
        """Return the portals that may be meant, this one first; the demo has a profile to itself."""
        portals, here = self.desk.library.portals, self.desk.portal
        portals.look_again()
        if here == EVERYWHERE:
            here = self.desk.head.portal if self.desk.head is not None else portals.all()[0].name
        others = () if here == DEMO else (one for one in portals.all() if one.name != here)
        return (portals.get(here), *others)

    # Opening -----------------------------------------------------------------------------------------

    def open_sought(self, sought: "Sought", came_from: str = "") -> None:
        """Open an article, and fetch it where it is not here; one comes from another portal, or from here."""
        if sought.portal not in self.desk.portals:
            here = self.desk.portal
            self.post_message(self.Chosen(sought.portal, lambda there: there.open_sought(sought, here)))
            return
        leave = self._way_back(sought)
        back = partial(self._return_to, came_from, leave) if came_from else leave or self._back
        self._keep_position()
        if not (sought.known and self.desk.open_named(sought.portal, sought.id)):
            self.desk.open_unlisted(sought.portal, sought.id, sought.url)
        self._opened(back)
        if self.works("fetch"):
            self.action_fetch()

    def _way_back(self, sought: "Sought") -> Callable[[], object] | None:
        """Return what leads back to where the keys are now; None for an article that is open already."""
        if self.desk.open_key == (sought.portal, sought.id):
            return None
        reading = self.desk.head is not None and self.place in (Place.ARTICLE, Place.RELATED)
        return partial(self._return, None if reading else self._pane, self._back)

    def _return(self, pane: Place | None, back: Callable[[], object] | None) -> None:
        """Leave what an address led to: for the pane where the keys were, or the article that was read."""
        with self.telling():
            self.action_stop_fetch()
            if pane is None and self.desk.go_back():
                self._opened(back)
                return
            self.desk.leave_unlisted()
            self.show_article()
            self.go(pane or Place.LIST)

    def _return_to(self, portal: str, leave: Callable[[], object] | None) -> None:
        """Go to the portal that one came from; here all is as it was before."""
        if leave is not None:
            leave()
        self.post_message(self.Chosen(portal))

    # Links -------------------------------------------------------------------------------------------

    def open_link(self, url: str) -> None:
        """Open a link of the text here where it leads to an article of a known portal."""
        sought = None
        with suppress(TinvlError):  # then the browser may know better
            sought = self._seek(url)
        if sought is None or not sought.is_article:
            super().open_link(url)
            return
        with self.telling():
            self.open_sought(sought)
