"""The main screen, complete: links, export, fetching and syncing, on top of the layers below it."""

import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from reader.citing import cited
from reader.commands import Place
from reader.config import Config
from reader.desk import Desk
from reader.ended import out_of_reach, why
from reader.explain import explain
from reader.i18n import _
from reader.links import openable
from reader.model import Head, Status
from reader.render.rows import shelf_name
from reader.screens.main.saving import SavingScreen
from reader.widgets.article import ArticleView
from reader.widgets.bars import StatusBar
from reader.widgets.picture import Pictures
from reader.widgets.syncbar import SyncBar
from reader.words import plural
from scrapers.errors import FetchError, StoreLocked, TinvlError
from scrapers.events import Event, Summary, SyncPlan
from scrapers.text import clean_line

if TYPE_CHECKING:
    import threading

_NEWS_SHOWN = 0.5
"""Seconds between two looks at the lists while a sync brings news."""
_OTHERS_SEEN = 2.0
"""Seconds between two looks whether another process has changed something, such as a sync from cron."""
_INTERRUPTED = -signal.SIGINT, 128 + signal.SIGINT
"""What a command ends with that Ctrl+C ended, and a shell around it."""
_DUE_SEEN = 60.0
"""Seconds between two looks whether the reader is to sync by itself."""


class ReaderScreen(SavingScreen):
    """Reads one portal of a library."""

    @dataclass
    class Fetched(Message):
        """The text of an article is here, or could not be had: then `trouble` says why."""

        portal: str
        id: str
        trouble: str = ""

    def __init__(
        self,
        desk: Desk,
        config: Config,
        clock: Callable[[], datetime],
        pictures: Pictures | None = None,
        *,
        browse: Callable[[str], bool],
        base_url: str | None = None,
        delay: float | None = None,
    ) -> None:
        """`browse` opens an address and tells whether it could; `base_url` and `delay` are as for a sync."""
        super().__init__(desk, config, clock, pictures, base_url=base_url, delay=delay)
        self._browse = browse
        self._news_waiting = False
        self._asked_at: datetime | None = None
        """When the last sync was begun here."""
        self._piped_to = ""
        """The command that an article was last given to."""
        self._under_way: set[tuple[str, str]] = set()
        """The articles whose text is being fetched, by portal and id."""
        self._is_by_itself = False
        """Whether that was not asked for by a key."""
        self._elsewhere = desk.library.elsewhere

    def on_mount(self) -> None:
        """Keep up with other processes; Textual itself calls what other screens do here."""
        self.set_interval(_OTHERS_SEEN, self.see_others)
        if self._config.sync_every:
            self.call_after_refresh(self.sync_if_due)
            self.set_interval(_DUE_SEEN, self.sync_if_due)

    def works(self, action: str) -> bool:
        """Tell whether a command has anything to do now."""
        if action == "pipe":
            return self.here is not None and self.here.cached
        sync, view = self.sync_bar, self.article_view
        working = {
            "sync": not sync.running and not self.is_saving,
            "stop_sync": sync.running and not sync.stopping,
            "stop_first": sync.running and not sync.stopping,
            "fetch": self.desk.head is not None and self.desk.article is None and not view.fetching,
        }
        return working.get(action, super().works(action))

    # Counts ------------------------------------------------------------------------------------------

    def action_stats(self) -> None:
        """Show what is read most, what rises, and the portal's visitors."""
        from reader.screens.stats import StatsScreen  # noqa: PLC0415 - starting need not wait for it

        library, portal = self.desk.library, self.desk.portal
        self.app.push_screen(StatsScreen(library, portal, self.signs), self._leave_stats)

    def _leave_stats(self, row: int | None) -> None:
        """Read the article that was chosen there."""
        with self.telling():
            self._open(row)

    # Taking along ------------------------------------------------------------------------------------

    def action_export(self) -> None:
        """Write the open article, or the list, to a file."""
        from reader.exporting import Selection  # noqa: PLC0415 - starting need not wait for it
        from reader.screens.export import ExportScreen  # noqa: PLC0415 - likewise

        desk, library = self.desk, self.desk.library
        if self.place is Place.LIST:
            title = " · ".join(filter(None, (library.status(desk.portal).title, shelf_name(desk.current))))
            selection = Selection.of_rows(library, desk.rows, title)
        elif desk.article is not None:
            selection = Selection(library, [desk.article], desk.article.title)
        else:
            return
        self.app.push_screen(ExportScreen(selection), lambda said: self.say(said) if said else None)

    def action_pipe(self) -> None:
        """Give the article to a command, which gets the terminal until it ends."""
        from reader.screens.pipe import PipeScreen  # noqa: PLC0415 - starting need not wait for it

        if head := self.here:
            self.app.push_screen(PipeScreen(self._piped_to), partial(self._pipe, head))

    def _pipe(self, head: Head, command: str | None) -> None:
        from textual.app import SuspendNotSupported  # noqa: PLC0415 - likewise

        from reader.piping import pipe  # noqa: PLC0415 - likewise
        from reader.plain import as_plain  # noqa: PLC0415 - likewise

        command = (command or "").strip()
        if not command:
            return
        self._piped_to = command
        told = {"TINVL_TITLE": clean_line(head.title), "TINVL_URL": clean_line(head.url)}
        with self.telling():
            text = as_plain(self.desk.library.article(head.portal, head.id), self._config.reading_width)
            try:
                code = pipe(command, text, told, self.app.suspend)
            except (OSError, SuspendNotSupported):
                self.say(_("No command can be run in this terminal."), trouble=True)
            else:
                self._tell_end(command, code)

    def _tell_end(self, command: str, code: int) -> None:
        if code not in (0, *_INTERRUPTED):
            text = _("“{command}” ended with code {code}.")
            self.say(text.format(command=command, code=code), trouble=True)

    # Links -------------------------------------------------------------------------------------------

    def action_browse(self) -> None:
        """Open the article in the browser."""
        if head := self.here:
            self.open_outside(head.url)

    def action_copy_link(self) -> None:
        """Copy the article's link."""
        if (head := self.here) and openable(head.url):
            self.app.copy_to_clipboard(head.url)
            self.say(_("Link copied: {url}").format(url=head.url))

    def action_copy_source(self) -> None:
        """Copy where the article comes from, behind the text of it that is selected."""
        head = self.here
        if head is None:
            return
        quote = self.get_selected_text() or "" if head == self.desk.head else ""
        self.app.copy_to_clipboard(cited(head, self.desk.library.status(head.portal).title, quote))
        self.clear_selection()
        self.say(_("Quotation and source copied.") if quote else _("Source copied."))

    @on(ArticleView.LinkOpened)
    def _link_opened(self, message: ArticleView.LinkOpened) -> None:
        if not self.show_picture_alone(message.url):
            self.open_outside(message.url)

    def open_outside(self, url: str) -> None:
        """Open an address in the browser, or copy it where there is none."""
        if not openable(url):
            self.say(_("This address cannot be opened."), trouble=True)
        elif self._browse(url):
            self.say(_("Opened in the browser: {url}").format(url=url))
        else:
            self.app.copy_to_clipboard(url)
            self.say(_("There is no browser here. Link copied: {url}").format(url=url))

    # Fetching one article ----------------------------------------------------------------------------

    def action_fetch(self) -> None:
        """Fetch the text of the open article."""
        if head := self.desk.head:
            self._under_way.add((head.portal, head.id))
            self.show_article(again=True)
            self._fetch(head.portal, head.id)

    def show_article(self, *, again: bool = False) -> None:
        """Show the open article, or that its text is on its way."""
        head = self.desk.head
        self.article_view.fetching = head is not None and (head.portal, head.id) in self._under_way
        super().show_article(again=again)

    @work(thread=True, group="fetch", exit_on_error=False)
    def _fetch(self, portal: str, id: str) -> None:  # noqa: A002 - the field's word
        trouble = ""
        try:
            self.desk.library.fetch_article(portal, id, base_url=self._base_url, delay=self._delay)
        except (TinvlError, OSError) as error:
            trouble = explain(error)
        finally:
            self.post_message(self.Fetched(portal, id, trouble))

    def on_reader_screen_fetched(self, message: Fetched) -> None:
        """Show the text that came, or why it did not."""
        self._under_way.discard((message.portal, message.id))
        head = self.desk.head
        if head is None or (head.portal, head.id) != (message.portal, message.id):
            return
        with self.telling():
            if message.trouble:
                self.article_view.trouble = message.trouble
            else:
                self.desk.reload()
                self.desk.open_named(message.portal, message.id)
                self.show_desk()
            self.show_article(again=True)

    # Syncing -----------------------------------------------------------------------------------------

    def action_sync(self, *, by_itself: bool = False) -> None:
        """Fetch news in the background."""
        self._asked_at, self._is_by_itself = self._clock(), by_itself
        self.sync_bar.start(self._sync)
        self.tell_hints()

    def sync_if_due(self) -> None:
        """Fetch news when neither this reader nor another process has for as long as the settings say."""
        with suppress(TinvlError):
            synced_at = self.desk.library.status(self.desk.portal).synced_at
            last = max(filter(None, (synced_at, self._asked_at)), default=None)
            every = timedelta(minutes=self._config.sync_every)
            if self.works("sync") and (last is None or self._clock() - last >= every):
                self.action_sync(by_itself=True)

    def _sync(self, stop: "threading.Event") -> Iterator[Event]:
        library, portal = self.desk.library, self.desk.portal
        return library.sync(portal, SyncPlan(), stop=stop, base_url=self._base_url, delay=self._delay)

    def action_stop_sync(self) -> None:
        """End the sync; what was fetched stays."""
        self.sync_bar.stop()
        self.tell_hints()

    action_stop_first = action_stop_sync

    def on_sync_bar_came(self) -> None:
        """Show news as they come, but not more often than one can look."""
        if not self._news_waiting:
            self._news_waiting = True
            self.set_timer(_NEWS_SHOWN, self._show_news)

    def _show_news(self) -> None:
        self._news_waiting = False
        self.look_up()

    def see_others(self) -> None:
        """Show what another process has fetched or marked; a store that it is mending can wait."""
        with suppress(TinvlError):
            if self._elsewhere.has_changed() and not self.sync_bar.running:
                self._show_news()

    def watch_status(self, former: Status | None, status: Status | None) -> None:
        """Take the portal for reachable again once anybody has synced it."""
        if former and status and former.synced_at != status.synced_at:
            self.query_one(StatusBar).offline = False

    def on_sync_bar_ended(self, message: SyncBar.Ended) -> None:
        """Say what came; that nothing did only where it was asked for."""
        self._show_news()
        summary = message.summary
        self.query_one(StatusBar).offline = summary.unreachable
        if not self._is_by_itself or summary.new or summary.updated or summary.drift:
            self.say(_summary_text(summary), trouble=bool(summary.failures or summary.drift))

    def on_sync_bar_failed(self, message: SyncBar.Failed) -> None:
        """Say why it ended; what will pass by itself only where it was asked for."""
        self._show_news()
        self.query_one(StatusBar).offline = isinstance(message.error, FetchError)
        if not (self._is_by_itself and isinstance(message.error, FetchError | StoreLocked)):
            self.say(message.text, trouble=True)


def _summary_text(summary: Summary) -> str:
    if summary.unreachable and not summary.new:
        return out_of_reach(summary)
    counts = [plural("{n} new article", "{n} new articles", summary.new)]
    if summary.updated:
        counts.append(plural("{n} updated", "{n} updated", summary.updated))
    if summary.failures:
        failed = plural("{n} failed", "{n} failed", len(summary.failures))
        counts.append(f"{failed}: {why(summary.failures[-1])}")
    text = ", ".join(counts) + "."
    if summary.drift:
        text += " " + _("The portal changed its layout; `tinvl sync` says where.")
    if summary.interrupted:
        return _("Stopped; what was fetched stays: {news}").format(news=text)
    return _("Synced: {news}").format(news=text)
