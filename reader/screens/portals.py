"""The portals that can be read; Enter reads another one."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from reader.bindings import bindings
from reader.commands import Owner, Place
from reader.explain import explain
from reader.i18n import _
from reader.library import Library
from reader.model import PortalRow, Status
from reader.screens.adding import AddingScreen
from reader.signs import Signs
from reader.widgets.hintbar import HintBar
from reader.widgets.portallist import PortalList
from reader.widgets.rowlist import RowList
from reader.widgets.workbar import WorkBar
from scrapers.errors import TinvlError


class PortalsScreen(AddingScreen):
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

    portals: reactive[tuple[PortalRow, ...]] = reactive((), repaint=False)

    @dataclass
    class Counted(Message):
        """What is here of a portal."""

        status: Status

    @dataclass
    class Uncounted(Message):
        """Why what is here of the portals cannot be counted."""

        trouble: str

    def __init__(self, library: Library, here: str, now: datetime, signs: Signs) -> None:
        """`here` is the name of the portal that is being read.

        What they are called is known at once, so that keys typed ahead find them; counting takes longer.
        """
        super().__init__(library)
        self._here = here
        self._now = now
        self._signs = signs
        self.set_reactive(PortalsScreen.portals, self._named())

    def _named(self) -> tuple[PortalRow, ...]:
        """Name all portals, with what is known already of what is here of them."""
        known = {row.status.portal: row for row in self.portals}
        return tuple(
            known.get(portal.name) or PortalRow(Status(portal=portal.name, title=portal.title))
            for portal in self._library.portals.all()
        )

    def compose(self) -> ComposeResult:
        """Make the title and the list."""
        yield Static(_("PORTALS"), markup=False, id="heading")
        yield Static(markup=False, id="trouble")
        yield PortalList(self._here, self._now, self._signs).data_bind(PortalsScreen.portals)
        yield WorkBar(self._signs)
        yield HintBar(with_help=True)

    def on_mount(self) -> None:
        """Begin to count."""
        self.query_one("#trouble").display = False
        shown = self.query_one(PortalList)
        shown.go_here()
        shown.focus()
        self._count()

    @work(thread=True, exclusive=True, group="portals", exit_on_error=False)
    def _count(self) -> None:
        try:
            for row in self.portals:
                self.post_message(self.Counted(self._library.status(row.status.portal)))
        except TinvlError as error:
            self.post_message(self.Uncounted(explain(error)))

    def on_portals_screen_counted(self, message: Counted) -> None:
        """Show what is here of a portal."""
        counted = PortalRow(message.status, counted=True)
        self.portals = tuple(
            counted if row.status.portal == message.status.portal else row for row in self.portals
        )

    def on_portals_screen_uncounted(self, message: Uncounted) -> None:
        """Say why they are not counted; they can be read all the same."""
        self._tell_trouble(message.trouble)

    def _tell_trouble(self, text: str) -> None:
        told = self.query_one("#trouble", Static)
        told.update(Content(text))
        told.display = bool(text)

    def on_adding_screen_added(self, message: AddingScreen.Added) -> None:
        """Show the portal that was added, the cursor on it."""
        self.end_adding(added=True)
        self.portals = self._named()
        self.query_one(PortalList).go_to(message.portal)
        self._tell_trouble("")
        self.notify(message.text, markup=False)
        self._count()

    def on_adding_screen_none_added(self, message: AddingScreen.NoneAdded) -> None:
        """Say why none was added; the same key puts the address right."""
        self.end_adding(added=False)
        self._tell_trouble(message.text)

    @on(RowList.Clicked)
    def action_read_portal(self) -> None:
        """Read the portal of the cursor."""
        if (status := self.query_one(PortalList).current) is not None:
            self.leave(status.portal)

    def action_leave_portals(self) -> None:
        """Go back to reading."""
        self.leave(None)
