"""Keeps up with the news: what came since the last visit, words that are watched for, view counts."""

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from reader.i18n import _
from reader.keyboard.command import Place
from reader.keyboard.commands import first_key
from reader.messages import with_fields
from reader.screens.main.browsing import BrowsingScreen
from reader.widgets.headlist import HeadList
from scrapers.errors import TinvlError

if TYPE_CHECKING:
    from reader.screens.news import Chosen
    from reader.screens.stats import Counts

_TOLD = 8.0
"""Seconds that the message on start stays."""


class FollowingScreen(BrowsingScreen, layer=True):
    """Says what is new on start, and shows it on a key."""

    @with_fields
    class Visited(Message):
        """When the last visit was, and in words what came since; empty for nothing."""

        since: datetime
        news: str = ""
        is_first: bool = False
        """Whether this is the first visit: then `since` is when the last sync began, or now."""

    class Looked(Message):
        """Which articles have the words that are watched for is known."""

    _since: datetime | None = None
    """When the last visit was; on the first visit, when the last sync began, or now if there was none."""
    _is_first = False

    def on_mount(self) -> None:
        """Look for news once the list stands there; Textual calls the `on_mount` of every class."""
        self.call_after_refresh(self._visit, self.setup.clock())

    @work(thread=True, group="visit", exit_on_error=False)
    def _visit(self, now: datetime) -> None:
        from reader.render.news import news_text  # noqa: PLC0415 - beside the event loop, once the list is seen

        library, portal = self.desk.library, self.desk.portal
        with suppress(TinvlError):
            since = library.userdata.visit(portal)
            news = library.news.between(portal, since, now) if since is not None else None
            text = news_text(news) if news is not None and not news.is_empty else ""
            began = library.last_round(portal) if since is None else since
            self.post_message(self.Visited(began or now, text, is_first=began is not since))

    def on_following_screen_visited(self, message: Visited) -> None:
        """Say that there is news, if there is."""
        self._since, self._is_first = message.since, message.is_first
        if message.news:
            text = _("Since your last visit: {news}. {key} shows it.")
            text = text.format(news=message.news, key=first_key("news"))
            self.notify(text, timeout=_TOLD)

    def action_news(self, at: int = 0) -> None:
        """Show what is new since the last visit, or what the last sync brought where there was none.

        `at` is the line that the cursor begins on.
        """
        from reader.screens.news import NewsScreen  # noqa: PLC0415 - when it is asked for

        self.app.clear_notifications()
        now, desk = self.setup.clock(), self.desk
        title = _("What came since the sync of {when} began") if self._is_first else ""
        screen = NewsScreen(desk.library, desk.portal, self._since or now, now, title=title, at=at)
        self.app.push_screen(screen, self._leave_news)

    def _leave_news(self, chosen: "Chosen | None") -> None:
        """Go where the line leads that was chosen."""
        if chosen is None:
            return
        line, at = chosen
        with self.telling():
            if line.row is not None:
                self._open(line.row, partial(self.action_news, at))
            elif line.shelf is not None:
                self._choose(partial(self.desk.choose, line.shelf))
                self.go(Place.LIST)

    def action_stats(self, before: "Counts | None" = None) -> None:
        """Show what is read most, what rises, and the portal's visitors; go on from where it was `before`."""
        from reader.screens.stats import StatsScreen  # noqa: PLC0415 - when it is asked for

        screen = StatsScreen(self.desk.library, self.desk.portal, before)
        self.app.push_screen(screen, self._leave_stats)

    def _leave_stats(self, chosen: "Counts | None") -> None:
        """Read the article that was chosen there."""
        if chosen is None:
            return
        with self.telling():
            self._open(chosen.row, partial(self.action_stats, chosen))

    # Words to watch for --------------------------------------------------------------------------------

    def show_marks(self) -> None:
        """Show what a mark changes; which articles are watched for is looked up beside the event loop."""
        super().show_marks()
        if any(map(self.desk.library.watching.is_stale, self.desk.portals)):
            self._look()

    @work(thread=True, exclusive=True, group="watch", exit_on_error=False)
    def _look(self) -> None:
        with suppress(TinvlError):
            for portal in self.desk.portals:
                self.desk.library.watching.refresh(portal)
            self.post_message(self.Looked())

    def on_following_screen_looked(self) -> None:
        """Draw the marks of the articles that have the words."""
        self.query_one(HeadList).forget()
