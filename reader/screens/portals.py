"""The portals that can be read; Enter reads another one, other keys fetch from them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from reader.i18n import _
from reader.keyboard.command import Place
from reader.keyboard.commands import BY_ID
from reader.keyboard.refusals import sync_ends
from reader.library import Library
from reader.messages import StopAsked, SyncAsked, with_fields
from reader.model import EVERYWHERE, PortalRow, Status
from reader.progress import Sync
from reader.screens.adding import AddingScreen
from reader.widgets.hintbar import HintBar
from reader.widgets.portallist import PortalList
from reader.widgets.rowlist import RowList
from reader.widgets.saying import Saying
from reader.widgets.workbar import WorkBar
from reader.wording.explain import explain
from scrapers.errors import TinvlError


class PortalsScreen(AddingScreen):
    """Returns the name of the portal that was chosen, or None."""

    DEFAULT_CSS = """
    PortalsScreen #heading {
        height: 1; padding: 0 1; background: $panel; color: $text-primary; text-style: bold;
    }
    PortalsScreen Saying { height: auto; padding: 0 1; color: $foreground 70%; }
    PortalsScreen PortalList { height: 1fr; max-width: 120; }
    """
    PLACE = Place.PORTALS

    portals: reactive[tuple[PortalRow, ...]] = reactive((), repaint=False)
    syncs: reactive[Mapping[str, Sync]] = reactive(dict, repaint=False)
    """Those that run, or have ended since the list was opened."""

    @with_fields
    class Counted(Message):
        """What is here of a portal."""

        status: Status

    @with_fields
    class Uncounted(Message):
        """Why what is here of the portals cannot be counted."""

        trouble: str

    def __init__(self, library: Library, here: str, now: datetime) -> None:
        """`here` is the name of the portal that is being read.

        What they are called is known at once, so that keys typed ahead find them; counting takes longer.
        """
        super().__init__(library)
        library.portals.look_again()
        self._here = here
        self._now = now
        self._fetching: set[str] = set()
        self._told: set[str] = set()
        """Portals whose syncs the rows tell of."""
        self.set_reactive(PortalsScreen.portals, self._named())

    def _named(self) -> tuple[PortalRow, ...]:
        """Name all portals, with what is known already of what is here of them."""
        known = {row.status.portal: row for row in self.portals}
        titles = {portal.name: portal.title for portal in self._library.portals.all()}
        with suppress(TinvlError):  # counting them says why
            if self._library.are_several():
                titles = {EVERYWHERE: self._library.title_of(EVERYWHERE), **titles}
        named = {name: PortalRow(Status(portal=name, title=title)) for name, title in titles.items()}
        return tuple(known.get(name, row) for name, row in named.items())

    def _name_anew(self) -> None:
        """Name them again, the cursor where it is: with news of a second one all can be read together."""
        here = self.current
        self.portals = self._named()
        self.query_one(PortalList).go_to(here)

    def compose(self) -> ComposeResult:
        """Make the title and the list."""
        yield Static(_("PORTALS"), markup=False, id="heading")
        yield Saying()
        yield PortalList(self._here, self._now).data_bind(PortalsScreen.syncs, rows=PortalsScreen.portals)
        yield WorkBar()
        yield HintBar(with_help=True)

    def on_mount(self) -> None:
        """Begin to count, and to follow the syncs."""
        shown = self.query_one(PortalList)
        shown.go_to(self._here)
        shown.focus()
        self._count([row.status.portal for row in self.portals])
        self.watch(self.app, "syncs", self._see_syncs)
        self.watch(shown, "cursor", self.tell_hints, init=False)
        for error in self._library.portals.unreported():
            self.notify(explain(error), severity="warning")

    @work(thread=True, group="portals", exit_on_error=False)
    def _count(self, portals: Sequence[str]) -> None:
        try:
            for portal in portals:
                self.post_message(self.Counted(self._library.status(portal)))
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
        self.query_one(Saying).say(message.trouble)

    def on_adding_screen_added(self, message: AddingScreen.Added) -> None:
        """Show the portal that was added, the cursor on it."""
        self.end_adding(added=True)
        self.portals = self._named()
        self.query_one(PortalList).go_to(message.portal)
        self.query_one(Saying).say("")
        self.say(message.text)
        self._count([message.portal])

    def on_adding_screen_none_added(self, message: AddingScreen.NoneAdded) -> None:
        """Say why none was added; the same key puts the address right."""
        self.end_adding(added=False)
        self.query_one(Saying).say(message.text)

    # Syncs -------------------------------------------------------------------------------------------

    def _see_syncs(self, syncs: Mapping[str, Sync]) -> None:
        """Show what runs, and what came of that; count anew where something has ended."""
        running = {portal for portal, sync in syncs.items() if sync.running}
        ended = [portal for portal in self._fetching if portal not in running]
        self._fetching = running
        self._told |= running
        if ended:
            self._name_anew()
            ended.append(EVERYWHERE)
        self.syncs = {portal: sync for portal, sync in syncs.items() if portal in self._told}
        self.tell_hints()
        if ended:
            self._count(ended)

    def works(self, command: str) -> bool:
        """Return whether a command has anything to do now."""
        fetching = self._fetching.intersection(self._meant)
        working = {
            "sync_portal": not fetching,
            "stop_portal": any(not self.syncs[portal].stopping for portal in fetching),
        }
        return working.get(command, super().works(command))

    def refusal(self, key: str) -> str:
        """Return why a key has nothing to do now."""
        return sync_ends() if key in BY_ID["stop_portal"].keys else super().refusal(key)

    def action_sync_portal(self) -> None:
        """Fetch the news of the portal of the cursor."""
        self.post_message(SyncAsked(self._meant))

    def action_stop_portal(self) -> None:
        """End the sync of the portal of the cursor; what was fetched stays."""
        for portal in self._fetching.intersection(self._meant):
            self.post_message(StopAsked(portal))

    def action_sync_portals(self) -> None:
        """Fetch the news of all portals that are read here."""
        portals = self._read_here
        if self._fetching.issuperset(portals):
            self.say(_("All portals that you read are being fetched already."))
        else:
            self.post_message(SyncAsked(portals))

    @property
    def _read_here(self) -> tuple[str, ...]:
        return self._library.followed() or self._library.meant(self._here)

    @property
    def _meant(self) -> tuple[str, ...]:
        """The portals whose news keys are about."""
        return self._read_here if self.current == EVERYWHERE else (self.current,)

    # Leaving -----------------------------------------------------------------------------------------

    @property
    def current(self) -> str:
        """Name of the portal of the cursor."""
        shown = self.query_one(PortalList)
        return shown.rows[shown.cursor].status.portal

    @on(RowList.Clicked)
    def action_read_portal(self) -> None:
        """Read the portal of the cursor."""
        self.leave(self.current)

    def action_leave_portals(self) -> None:
        """Go back to reading."""
        self.leave(None)
