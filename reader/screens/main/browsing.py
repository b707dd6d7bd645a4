"""Browses what lies on the desk: shelves, the list with its filter and order, one article after the other."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from reader import words
from reader.desk import Desk, Look
from reader.i18n import _
from reader.keyboard.command import Place
from reader.keyboard.commands import first_key
from reader.messages import with_fields
from reader.model import Head
from reader.render.nothing import nothing_listed
from reader.screens.main.listing import ListingScreen
from reader.screens.main.setup import Setup
from reader.widgets.article import ArticleView
from reader.widgets.filter import FilterInput
from reader.widgets.headlist import HeadList
from reader.widgets.rowlist import RowList
from reader.widgets.shelflist import ShelfList
from reader.widgets.statusbar import StatusBar
from reader.wording.explain import explain
from scrapers.errors import TinvlError

_ABOUT_ONE = frozenset(
    (
        "toggle_read",
        "toggle_star",
        "toggle_later",
        "note",
        "browse",
        "copy_link",
        "copy_source",
        "show_code",
        "page_on",
    )
)
"""Commands that are about one article, and have nothing to do in a list without any."""
_ABOUT_ADDRESS = frozenset(("browse", "copy_link", "page_on"))
"""Those of them that need no more of it than its address."""
_MINUTE = 60.0
_PLACE_KEPT = 5.0
"""Seconds between two writes of the reading position."""


class BrowsingScreen(ListingScreen, layer=True):
    """Shows what lies on a desk."""

    def __init__(self, desk: Desk, setup: Setup) -> None:
        super().__init__(desk, setup)
        self._position: tuple[str, str, float] | None = None
        self._back: Callable[[], object] | None = None
        """Shows again the screen of results from which the open article was opened, if it was."""

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

    def on_browsing_screen_looked_up(self, message: LookedUp) -> None:
        """Show what was looked up; the cursor stays on its article."""
        if message.look is None:
            self.say(message.trouble, trouble=True)
            return
        with self.telling():
            self.desk.take(message.look)
            self.show_desk()
            self.show_article(again=True)

    def show_desk(self) -> None:
        """Show the shelf, its list and the counts."""
        desk = self.desk
        self.shelves, self.shelf, self.current = desk.shelves, desk.shelf, desk.current
        self.words, self.rows, self.shown, self.sort = desk.words, desk.rows, len(desk.rows), desk.sort
        self.unread_only = desk.unread_only
        self.article_view.portal = self.portal_of(desk.head)
        self.article_view.choice = bool(desk.rows) or any(shelf.total for shelf in desk.shelves)
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
        view.portal = self.portal_of(desk.head)
        if desk.head is None:
            view.article, view.head, view.related, self.opened = None, None, (), None
            return
        view.article, view.head, view.related = desk.article, desk.head, desk.related
        view.gone, view.histories = desk.head.gone, desk.histories
        fetched = desk.article.fetched_at if desk.article else None
        view.fetched_age = words.age(fetched, self.setup.clock()) if fetched else ""
        self.opened = desk.head.row
        if not again:
            view.trouble = ""
            view.restore(self._kept_position(desk.head))
        self.tell_hints()

    def _kept_position(self, head: Head) -> float:
        share = self.desk.library.position(head.portal, head.id)
        return share if share < 1 else 0.0

    def _tick(self) -> None:
        self.query_one(StatusBar).now = self.setup.clock()

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        desk = self.desk
        if action in _ABOUT_ONE and not (desk.rows if self.place is Place.LIST else desk.head):
            return False
        if action in _ABOUT_ONE - _ABOUT_ADDRESS and self.here is not None and self.here.is_unlisted:
            return False
        working = {
            "clear_filter": bool(desk.words),
            "filter": bool(desk.rows or desk.words),
            "go_back": desk.trail.can_go_back,
            "go_forward": desk.trail.can_go_forward,
            "open": bool(desk.rows),
            "next_unread": self.article_view.choice,
        }
        return working.get(action, super().works(action))

    # The list ----------------------------------------------------------------------------------------

    @property
    def here(self) -> Head | None:
        """The article that commands are about: the open one while it is read, else that of the cursor."""
        if self.place in (Place.ARTICLE, Place.RELATED):
            return self.desk.head
        heads = self.query_one(HeadList)
        return heads.head(heads.cursor)

    def _choose(self, change: Callable[[], object]) -> None:
        """Show another shelf from its top."""
        change()
        self._close_filter()
        self._show_list()
        self.query_one(HeadList).cursor = 0

    def _show_list(self) -> None:
        """Show another list; of a long one its top at once, the rest as soon as it is looked up."""
        self.show_desk()
        if not self.desk.is_whole:
            self.look_up()

    def action_choose(self) -> None:
        """Show the shelf of the cursor."""
        key = self.desk.shelves[self.query_one(ShelfList).cursor].key
        self._choose(partial(self.desk.choose, key))
        self.go(Place.LIST)

    def action_previous_category(self) -> None:
        """Show the shelf before."""
        self._choose(partial(self.desk.step_shelf, -1))

    def action_next_category(self) -> None:
        """Show the shelf after."""
        self._choose(partial(self.desk.step_shelf, 1))

    def action_category(self, number: int) -> None:
        """Show a category by its number."""
        self._choose(partial(self.desk.category, number))

    @on(RowList.Clicked)
    def _clicked(self, message: RowList.Clicked) -> None:
        with self.telling():
            if isinstance(message.list, HeadList):
                self.action_open()
            else:
                self.action_choose()

    def action_sort(self) -> None:
        """Sort by the next order, from the top."""
        self.desk.step_sort()
        self._show_list()
        self.query_one(HeadList).cursor = 0
        said = {"date": _("Newest first"), "views": _("Most read first"), "rising": _("Fastest rising first")}
        self.say(said[self.desk.sort])

    def action_unread_only(self) -> None:
        """Leave out what is read, or list everything again."""
        with self.telling():
            self.desk.toggle_unread_only()
            self._show_list()
            text = _("Only what is unread; {key} lists everything again.")
            said = text.format(key=first_key("unread_only"))
            self.say(said if self.desk.unread_only else _("Read articles are listed, too."))

    # The filter --------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Open the line for words to filter by."""
        self.go(Place.LIST)
        field = self.query_one(FilterInput)
        field.display = True
        field.focus()
        if self.desk.is_long:
            self._ready_filter()

    @work(thread=True, exclusive=True, group="filter", exit_on_error=False)
    def _ready_filter(self) -> None:
        with suppress(TinvlError):  # the first letter says so
            self.desk.library.ready_filter(self.desk.portal)

    @on(FilterInput.Typed)
    def _filter(self, message: FilterInput.Typed) -> None:
        if message.words == self.desk.words:
            return
        if self.desk.is_long:
            self.desk.words = message.words
            self.look_up()
            return
        with self.telling():
            self.desk.filter(message.words)
            self.show_desk()
            self.paint_together()

    @on(FilterInput.Kept)
    def _keep_filter(self) -> None:
        self.query_one(FilterInput).display = bool(self.desk.words)
        self.go(Place.LIST)

    @on(FilterInput.Helped)
    def _help_in_filter(self) -> None:
        self.action_help()

    @on(FilterInput.Dropped)
    def action_clear_filter(self) -> None:
        """Show the whole list again."""
        with self.telling():
            self.desk.filter("")
            self._close_filter()
            self._show_list()
            self.go(Place.LIST)

    def _close_filter(self) -> None:
        field = self.query_one(FilterInput)
        field.value, field.display = "", False

    # Reading -----------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Read the article of the cursor."""
        if head := self.here:
            self._open(head.row)

    def _open(self, row: int | None, back: Callable[[], object] | None = None) -> None:
        self._keep_position()
        if row is not None and self.desk.open(row):
            self._opened(back)

    def _opened(self, back: Callable[[], object] | None = None) -> None:
        """Show what the desk has opened, and where it stands in the list; `back` shows what led to it."""
        self._back = back
        self.show_article()
        self.show_marks()
        if (index := self.desk.index_of(self.desk.head)) is not None:
            self.query_one(HeadList).cursor = index
        self.go(Place.ARTICLE)

    def action_next_article(self) -> None:
        """Read the next article of the list."""
        self._step(1, _("This is the last article of the list."))

    def action_previous_article(self) -> None:
        """Read the article before."""
        self._step(-1, _("This is the first article of the list."))

    def _step(self, step: int, at_end: str) -> None:
        row = self.desk.neighbour(step)
        if row is None:
            self.say(at_end)
        self._open(row)

    def action_next_unread(self) -> None:
        """Read the next unread article, wherever it is."""
        heads = self.query_one(HeadList)
        shelf = self.desk.shelf
        row = self.desk.next_unread(heads.cursor)
        if self.desk.shelf != shelf:
            self._close_filter()
            self._show_list()
        if row is None:
            self.say(_("Everything here has been read."))
        self._open(row)

    def action_page_on(self) -> None:
        """Page down, at the end go on to the next unread article."""
        if self.place is Place.LIST:
            self.action_open()
        elif not self.article_view.page_down():
            self.action_next_unread()

    def go(self, pane: Place) -> None:
        """Take the keys to a pane; in another one than the article's, what led to that is forgotten."""
        if pane is not Place.ARTICLE:
            self._back = None
        super().go(pane)

    def action_back(self) -> None:
        """Go to the text from its related news, from there to the results that led to it, or to the list."""
        if self.place is Place.RELATED:
            self.go(Place.ARTICLE)
        elif self.place is Place.ARTICLE and self._back is not None:
            back, self._back = self._back, None
            back()
        else:
            self.go(Place.LIST)

    def action_go_back(self) -> None:
        """Return to the article read before."""
        self._keep_position()
        if self.desk.go_back():
            self._opened()

    def action_go_forward(self) -> None:
        """Undo `go_back`."""
        self._keep_position()
        if self.desk.go_forward():
            self._opened()

    def action_zoom(self) -> None:
        """Read without the other panes, or with them."""
        self._alone = not self._alone
        if self._alone and self.desk.head is not None:
            self.go(Place.ARTICLE)
        self.show_panes()

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
