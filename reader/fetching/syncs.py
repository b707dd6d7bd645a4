"""Syncs in the background: the app runs them, so that they go on whatever is shown; screens show them.

Each portal's has a thread of its own. Textual's threads are few, as many as the machine has processors and
four more, and a sync lasts for hours: a handful of them would leave none for what a key waits for.
"""

import asyncio
import threading
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from msgspec.structs import replace
from textual import on
from textual.app import App
from textual.message import Message
from textual.reactive import var

from reader.fetching.together import AT_ONCE
from reader.messages import StopAsked, SyncAsked, with_fields
from reader.progress import Sync
from scrapers.syncing.events import Event, SyncPlan


class SyncsApp(App[None], inherit_bindings=False):
    """Runs at most one sync for each portal; `syncs` has the last one of each."""

    syncs: var[Mapping[str, Sync]] = var(dict, init=False)

    @with_fields
    class _Step(Message):
        portal: str
        event: Event

    @with_fields
    class _Broke(Message):
        portal: str
        error: BaseException

    def __init__(self) -> None:
        """Run nothing yet."""
        super().__init__()
        self._stops: dict[str, threading.Event] = {}
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="sync")

    # What a subclass says ----------------------------------------------------------------------------

    @abstractmethod
    def time(self) -> datetime:
        """Return what time it is."""

    @abstractmethod
    def sync_of(self, portal: str, plan: SyncPlan, stop: threading.Event) -> Iterator[Event]:
        """Sync a portal, in a thread, until `stop` is set."""

    @abstractmethod
    def tell_end(self, portal: str, sync: Sync) -> None:
        """Say how a sync ended."""

    # Running -----------------------------------------------------------------------------------------

    @on(SyncAsked)
    def _begin(self, message: SyncAsked) -> None:
        for portal in message.portals:
            sync = self.syncs.get(portal)
            if sync is None or not sync.running:
                self._stops[portal] = stop = threading.Event()
                self._show(portal, Sync(by_itself=message.by_itself))
                plan = SyncPlan(categories=(message.category,) if message.category else ())
                self._threads.submit(self._run, portal, plan, stop)

    @on(StopAsked)
    def _end(self, message: StopAsked) -> None:
        """Ask it to end; it does within a second."""
        sync = self.syncs.get(message.portal)
        if sync is not None and sync.running:
            self._stops[message.portal].set()
            self._show(message.portal, replace(sync, stopping=True))

    async def on_unmount(self) -> None:
        """End all with the program, and wait until they have."""
        for stop in self._stops.values():
            stop.set()
        await asyncio.to_thread(self._threads.shutdown)

    def _run(self, portal: str, plan: SyncPlan, stop: threading.Event) -> None:
        try:
            for event in self.sync_of(portal, plan, stop):
                self.post_message(self._Step(portal, event))
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody else would say it
            self.post_message(self._Broke(portal, error))

    def _show(self, portal: str, sync: Sync) -> None:
        self.syncs = {**self.syncs, portal: sync}

    def on_syncs_app__step(self, message: _Step) -> None:
        """Take one step of a sync."""
        self._change(message.portal, self.syncs[message.portal].after(message.event, self.time()))

    def on_syncs_app__broke(self, message: _Broke) -> None:
        """Take that a sync could not go on; what was stored stays."""
        self._change(message.portal, replace(self.syncs[message.portal], error=message.error))

    def _change(self, portal: str, sync: Sync) -> None:
        self._show(portal, sync)
        if not sync.running:
            self.tell_end(portal, sync)
