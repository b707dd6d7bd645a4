"""Shows what lies on the desk, and looks it up anew beside the event loop."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from reader import words
from reader.desk import Desk
from reader.listdesk import Look
from reader.messages import with_fields
from reader.model import EVERYWHERE, ArticleKey, Head, History
from reader.render.nothing import nothing_listed
from reader.screens.main.panes import PanesScreen
from reader.screens.main.setup import Setup
from reader.widgets.article import ArticleView
from reader.widgets.headlist import HeadList, Histories
from reader.widgets.statusbar import StatusBar
from reader.wording.explain import explain
from scrapers.errors import TinvlError

_MINUTE = 60.0
_PLACE_KEPT = 5.0
"""Seconds between two writes of the reading position."""


class ShowingScreen(PanesScreen, layer=True):
    """Shows shelves, list and article, and keeps where reading stopped."""

    def __init__(self, desk: Desk, setup: Setup) -> None:
        super().__init__(setup)
        self.desk = desk
        self._told = ""
        """The last message about rows that could not be read."""
        self._position: tuple[str, str, float] | None = None

    @with_fields
    class LookedUp(Message):
        """What the library has now is known, or `trouble` says why not."""

        look: Look | None
        trouble: str = ""

    def on_mount(self) -> None:
        """Show what is cached; the network is not asked. Textual calls the `on_mount` of every class."""
        self.show_desk()
        if not self.desk.is_whole:
            self.call_after_refresh(self.look_up)
        self.call_after_refresh(self._tick)
        self.set_interval(_MINUTE, self._tick)
        self.set_interval(_PLACE_KEPT, self._keep_position)

    def on_unmount(self) -> None:
        """Keep where reading stopped."""
        self._keep_position()

    # Rows --------------------------------------------------------------------------------------------

    @property
    def is_everywhere(self) -> bool:
        """Whether the news of all portals are read together."""
        return self.desk.portal == EVERYWHERE

    def heads_of(self, rows: Sequence[int]) -> Mapping[int, Head]:
        """Return rows to draw; those that cannot be read stay empty, and the reason is said once."""
        try:
            return self.desk.library.heads_by_row(rows)
        except TinvlError as error:
            if (trouble := explain(error)) != self._told:
                self._told = trouble
                self.say(trouble, trouble=True)
            return {}

    def histories_of(self, heads: Sequence[Head]) -> Histories:
        """Return what is known of views; rows whose history cannot be read are drawn without one."""
        found: dict[ArticleKey, tuple[History, ...]] = {}
        try:
            for portal, some in groupby(sorted(heads, key=_portal), key=_portal):
                histories = self.desk.library.stats.histories(portal, [head.id for head in some])
                found |= {(portal, id_): history for id_, history in histories.items()}
        except TinvlError:
            return {}
        return found

    def portal_of(self, head: Head | None) -> str:
        """Return the title of an article's portal, or of all, where several are read, else nothing."""
        portal = head.portal if head else EVERYWHERE
        return self.desk.library.title_of(portal) if self.is_everywhere else ""

    def origin_of(self, head: Head) -> str:
        """Return the title of an article's portal where the list has those of several, else nothing."""
        return "" if self.desk.current.is_portal else self.portal_of(head)

    # Showing -----------------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def look_up(self) -> None:
        """Ask the library anew, beside the event loop: with many articles that takes a tenth of a second."""
        worker = get_current_worker()
        try:
            found = self.LookedUp(self.desk.look())
        except TinvlError as error:
            found = self.LookedUp(None, explain(error))
        if not worker.is_cancelled:  # a later look is on its way, and must not be undone by this one
            self.post_message(found)

    def on_showing_screen_looked_up(self, message: LookedUp) -> None:
        """Show what was looked up; the cursor stays on its article."""
        if message.look is None:
            self.say(message.trouble, trouble=True)
            self.end_waiting(is_here=False)
            return
        with self.telling():
            is_meant = self.desk.take(message.look)
            self.show_desk()
            self.show_article(again=True)
            if is_meant:
                self.end_waiting(is_here=True)

    def end_waiting(self, *, is_here: bool) -> None:
        """Go on with what waited for the list; for subclasses. It is here, or does not come."""

    def show_desk(self) -> None:
        """Show the shelf, its list and the counts."""
        desk = self.desk
        self.shelves, self.shelf, self.current = desk.shelves, desk.shelf, desk.current
        self.words, self.rows, self.shown, self.sort = desk.words, desk.rows, len(desk.rows), desk.sort
        self.unread_only = desk.unread_only
        choice = bool(desk.rows) or any(shelf.total for shelf in desk.shelves)
        self.article_view.show(portal=self.portal_of(desk.head), choice=choice)
        if not desk.rows:
            self._tell_why_empty()
        self.show_marks()

    def _tell_why_empty(self) -> None:
        with self.telling():
            synced = self.desk.library.synced_at(self.desk.portal) is not None
            desk = self.desk
            nothing = nothing_listed(desk.current, desk.words, synced=synced, unread_only=desk.unread_only)
            self.query_one(HeadList).nothing = nothing

    def show_shelves(self) -> None:
        """Show the counts of the shelves, and another list where another process removed the shelf."""
        if self.shelf != self.desk.shelf:
            self.show_desk()
        else:
            self.shelves, self.current = self.desk.shelves, self.desk.current

    def show_marks(self) -> None:
        """Show what a mark changes."""
        self.show_shelves()
        self.query_one(HeadList).forget()
        self.soon(self._show_status)
        self.tell_hints()

    def _show_status(self) -> None:
        with self.telling():
            self.status = self.desk.library.status(self.desk.portal, counted=self.desk.is_counted)
            self.query_one(StatusBar).kept = self.desk.library.trouble is None

    def show_article(self, *, again: bool = False) -> None:
        """Show the open article; `again` where it only may have changed."""
        desk, view = self.desk, self.article_view
        view.show(portal=self.portal_of(desk.head), article=desk.article, head=desk.head)
        view.related, self.opened = desk.related, desk.head.row if desk.head else None
        if desk.head is None:
            return
        fetched = desk.article.fetched_at if desk.article else None
        age = words.age(fetched, self.setup.clock()) if fetched else ""
        view.show(gone=desk.head.gone, histories=desk.histories, age=age)
        if not again:
            view.show(trouble="")
            view.restore(self._kept_position(desk.head))
        self.tell_hints()

    def _kept_position(self, head: Head) -> float:
        share = self.desk.library.position(head.portal, head.id)
        return share if share < 1 else 0.0

    def _tick(self) -> None:
        self.query_one(StatusBar).now = self.setup.clock()

    # Where reading has come --------------------------------------------------------------------------

    @on(ArticleView.Scrolled)
    def _has_read_to(self, message: ArticleView.Scrolled) -> None:
        if self.desk.head is not None and not self.desk.head.is_unlisted:
            self._position = (self.desk.head.portal, self.desk.head.id, message.fraction)

    def _keep_position(self) -> None:
        """Write down where reading has come."""
        if self._position is not None:
            with self.telling():
                self.desk.library.keep_position(*self._position)
            self._position = None


def _portal(head: Head) -> str:
    return head.portal
