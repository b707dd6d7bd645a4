"""Fetches news in the background, and the text of one article at once; keeps up with other processes."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from msgspec.structs import replace
from textual import work
from textual.message import Message

from reader.desk import Desk
from reader.keyboard.command import Place
from reader.messages import StopAsked, SyncAsked, with_fields
from reader.model import ArticleKey, Shelf, Status, key_of
from reader.progress import Sync
from reader.screens.main.files import FilesScreen
from reader.screens.main.setup import Setup
from reader.widgets.shelflist import ShelfList
from reader.widgets.statusbar import StatusBar
from reader.widgets.syncbar import SyncBar
from reader.wording.explain import explain
from reader.wording.waits import waits
from scrapers.errors import FetchError, TinvlError
from scrapers.syncing.events import Waiting
from scrapers.watch import Stopped

_NEWS_SHOWN = 0.5
"""Seconds between two looks at the lists while a sync brings news."""
_OTHERS_SEEN = 2.0
"""Seconds between two checks whether another process, such as a sync from cron, changed something."""
_DUE_SEEN = 60.0
"""Seconds between two checks whether a sync by itself is due."""


class SyncingScreen(FilesScreen, layer=True):
    """Asks the portal for news; above saving files, for the portal is asked for one thing at a time."""

    @with_fields
    class Fetched(Message):
        """The text of an article is here, or could not be had: then `trouble` says why."""

        key: ArticleKey
        trouble: str = ""

    @with_fields
    class FetchWaits(Message):
        """The text of an article does not come yet, and why."""

        key: ArticleKey
        waiting: Waiting

    def __init__(self, desk: Desk, setup: Setup) -> None:
        super().__init__(desk, setup)
        self._news_waiting = False
        self._asked_at: dict[str, datetime] = {}
        """When the last sync of a portal was begun here."""
        self._under_way: dict[ArticleKey, threading.Event] = {}
        """The articles whose text is being fetched, and what stops that."""
        self._followed = ""
        """Which portal's sync is shown where all are read together."""
        self._other_processes = desk.library.other_processes

    def on_mount(self) -> None:
        """Keep up with other processes; Textual calls the `on_mount` of every class."""
        self.watch(self.app, "syncs", self._see_sync)
        self.set_interval(_OTHERS_SEEN, self.see_others)
        if self.setup.config.sync_every:
            self.call_after_refresh(self.sync_if_due)
            self.set_interval(_DUE_SEEN, self.sync_if_due)

    def on_unmount(self) -> None:
        """End with the program: nobody waits for a portal that does not answer."""
        for stop in self._under_way.values():
            stop.set()

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        sync, shown = self.sync_bar, self.article_view.shown
        idle = not sync.running and not self.fetches_files
        working = {
            "sync": idle,
            "sync_category": idle and self._shelf_here.is_category and not self.is_everywhere,
            "stop_sync": sync.running and not sync.stopping,
            "stop_first": sync.running and not sync.stopping,
            "stop_fetch": shown.fetching,
            "fetch": self.desk.head is not None and self.desk.article is None and not shown.fetching,
        }
        return working.get(action, super().works(action))

    # Fetching one article ----------------------------------------------------------------------------

    def action_fetch(self) -> None:
        """Fetch the text of the open article."""
        if head := self.desk.head:
            self._under_way[key_of(head)] = stop = threading.Event()
            self.show_article(again=True)
            self._fetch(key_of(head), head.url, stop)

    def action_stop_fetch(self) -> None:
        """End fetching the text of the open article."""
        if (head := self.desk.head) and (stop := self._under_way.get(key_of(head))):
            stop.set()

    def show_article(self, *, again: bool = False) -> None:
        """Show the open article, or that its text is on its way."""
        self.article_view.show(fetching=self.desk.open_key in self._under_way, waits="")
        super().show_article(again=again)

    @work(thread=True, group="fetch", exit_on_error=False)
    def _fetch(self, key: ArticleKey, url: str, stop: threading.Event) -> None:
        trouble, tell = "", partial(self._tell_waiting, key)
        try:
            portal, id_ = key
            fetching = self.setup.fetching(self.desk.library, portal)
            fetching.article(id_, url=url, stop=stop, tell=tell)
        except Stopped:
            pass
        except (TinvlError, OSError) as error:
            trouble = explain(error)
        finally:
            self.post_message(self.Fetched(key, trouble))

    def _tell_waiting(self, key: ArticleKey, waiting: Waiting) -> None:
        self.post_message(self.FetchWaits(key, waiting))

    def on_syncing_screen_fetch_waits(self, message: FetchWaits) -> None:
        """Say below the open article's title why its text does not come."""
        if self.desk.open_key == message.key in self._under_way:
            self.article_view.show(waits=waits(message.waiting))

    def on_syncing_screen_fetched(self, message: Fetched) -> None:
        """Show the text that came, or why it did not."""
        self._under_way.pop(message.key, None)
        if self.desk.open_key != message.key:
            return
        with self.telling():
            if message.trouble:
                self.article_view.show(trouble=message.trouble)
            else:
                self.query_one(StatusBar).offline = False
                self.desk.reload()
                self.desk.open_named(*message.key)
                self.show_desk()
            self.show_article(again=True)

    # Syncing -----------------------------------------------------------------------------------------

    def action_sync(self) -> None:
        """Fetch news in the background."""
        self._ask_for(self.desk.fetched_from)

    def _ask_for(self, portals: tuple[str, ...], *, by_itself: bool = False) -> None:
        self._asked_at |= dict.fromkeys(portals, self.setup.clock())
        self.post_message(SyncAsked(portals, by_itself=by_itself))

    def action_sync_category(self) -> None:
        """Fetch news of one category, and of no other."""
        self.post_message(SyncAsked((self.desk.portal,), category=self._shelf_here.key))

    @property
    def _shelf_here(self) -> Shelf:
        """The shelf of the cursor, or the one whose list is shown."""
        there = self.query_one(ShelfList).current if self.place is Place.SHELVES else None
        return there or self.desk.current

    def sync_if_due(self) -> None:
        """Fetch news when neither this reader nor another process has for as long as the settings say."""
        with suppress(TinvlError):
            due = tuple(filter(self._is_due, self.desk.fetched_from))
            if due and self.works("sync"):
                self._ask_for(due, by_itself=True)

    def _is_due(self, portal: str) -> bool:
        synced_at = self.desk.library.synced_at(portal)
        last = max(filter(None, (synced_at, self._asked_at.get(portal))), default=None)
        every = timedelta(minutes=self.setup.config.sync_every)
        # Where a clock was wrong and was then set back, that time may lie far ahead.
        return last is None or abs(self.setup.clock() - last) >= every

    def action_stop_sync(self) -> None:
        """End the sync; what was fetched stays."""
        for portal in self.desk.fetched_from:
            self.post_message(StopAsked(portal))

    action_stop_first = action_stop_sync

    def _see_sync(self, syncs: Mapping[str, Sync]) -> None:
        """Follow what the app does for this portal; of all portals together for one that is being fetched."""
        if self.is_everywhere:
            self._follow_all(syncs)
        else:
            self.sync = syncs.get(self.desk.portal)

    def _follow_all(self, syncs: Mapping[str, Sync]) -> None:
        """Follow the first sync that runs, at last to its end; what any of them brings is shown."""
        running = next((portal for portal, sync in syncs.items() if sync.running), None)
        if running is not None:
            self._followed = running
            self.on_sync_bar_came()
        sync = syncs.get(self._followed)
        self.sync = replace(sync, named=self._followed, progress=sync.progress.among_others) if sync else None

    def on_sync_bar_turned(self) -> None:
        """Show which keys work now."""
        self.tell_hints()

    def on_sync_bar_came(self) -> None:
        """Show news as they come, but not more often than one can look.

        Where another portal is read, this one's list is looked up when it is come back to.
        """
        if self.sync is not None and self.sync.progress.queued:
            self.query_one(StatusBar).offline = False
        if not self._news_waiting and self in self.app.screen_stack:
            self._news_waiting = True
            self.set_timer(_NEWS_SHOWN, self._show_news)

    def _show_news(self) -> None:
        self._news_waiting = False
        self.look_up()

    def see_others(self) -> None:
        """Show what another process has fetched or marked; a store that it is mending can wait.

        Where another portal is read, its screen is the one that is told of it.
        """
        if self not in self.app.screen_stack:
            return
        with suppress(TinvlError):
            if self._other_processes.have_written() and not self.sync_bar.running:
                self._show_news()

    def watch_status(self, former: Status | None, status: Status | None) -> None:
        """Show the portal as reachable again once anybody has synced it."""
        if former and status and former.synced_at != status.synced_at:
            self.query_one(StatusBar).offline = False

    def on_sync_bar_ended(self, message: SyncBar.Ended) -> None:
        """Show what came, and whether the portal can be reached."""
        self._show_news()
        self.query_one(StatusBar).offline = message.summary.unreachable

    def on_sync_bar_failed(self, message: SyncBar.Failed) -> None:
        """Show what came until then, and whether the portal can be reached."""
        self._show_news()
        self.query_one(StatusBar).offline = isinstance(message.error, FetchError)
