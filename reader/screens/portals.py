"""The portals that can be read; Enter reads another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.bindings import bindings
from reader.commands import Owner, Place
from reader.explain import explain
from reader.i18n import _
from reader.library import Library
from reader.model import Status
from reader.screens.aside import AsideScreen
from reader.signs import Signs
from reader.widgets.hintbar import HintBar
from reader.widgets.portallist import PortalList
from reader.widgets.rowlist import RowList
from scrapers.errors import TinvlError


class PortalsScreen(AsideScreen[str | None]):
    """Returns the name of the portal that was chosen, or None."""

    DEFAULT_CSS = """
    PortalsScreen #heading {
        height: 1; padding: 0 1; background: $panel; color: $text-primary; text-style: bold;
    }
    PortalsScreen #trouble { height: auto; padding: 0 1; color: $foreground 70%; }
    PortalsScreen PortalList { height: 1fr; max-width: 120; }
    """
    PLACE = Place.PORTALS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Owner.PLACE, PLACE),
        *bindings(Owner.SCREEN, PLACE),
    ]

    @dataclass
    class Came(Message):
        """What is here of each portal is counted, or `trouble` says why not."""

        portals: Sequence[Status]
        trouble: str = ""

    def __init__(self, library: Library, here: str, now: datetime, signs: Signs) -> None:
        """`here` is the name of the portal that is being read."""
        super().__init__()
        self._library = library
        self._here = here
        self._now = now
        self._signs = signs

    def compose(self) -> ComposeResult:
        """Make the title and the list."""
        yield Static(_("PORTALS"), markup=False, id="heading")
        yield Static(_("Counting …"), markup=False, id="trouble")
        yield PortalList(signs=self._signs)
        yield HintBar(with_help=True)

    def on_mount(self) -> None:
        """Begin to count."""
        self.query_one(PortalList).focus()
        self._count()

    @work(thread=True, exclusive=True, group="portals", exit_on_error=False)
    def _count(self) -> None:
        try:
            portals = [self._library.status(portal.name) for portal in self._library.portals.all()]
        except TinvlError as error:
            self.post_message(self.Came((), explain(error)))
        else:
            self.post_message(self.Came(portals))

    def on_portals_screen_came(self, message: Came) -> None:
        """Show the portals."""
        told = self.query_one("#trouble", Static)
        told.update(Content(message.trouble))
        told.display = bool(message.trouble)
        self.query_one(PortalList).show(message.portals, self._here, self._now)

    @on(RowList.Clicked)
    def action_read_portal(self) -> None:
        """Read the portal of the cursor."""
        if (status := self.query_one(PortalList).current) is not None:
            self.dismiss(status.portal)

    def action_leave_portals(self) -> None:
        """Go back to reading."""
        self.dismiss(None)
