"""Browses what lies on the desk: shelves, the list with its filter and order, one article after the other."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from textual import on, work

from reader.desk import Desk
from reader.i18n import _
from reader.keyboard.command import Place
from reader.keyboard.commands import first_key
from reader.model import Head
from reader.screens.layout import MIDDLE
from reader.screens.main.setup import Setup
from reader.screens.main.showing import ShowingScreen
from reader.widgets.filter import FilterInput
from reader.widgets.headlist import HeadList
from reader.widgets.rowlist import RowList
from reader.widgets.shelflist import ShelfList
from reader.wording.counts import nothing_rises
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


class BrowsingScreen(ShowingScreen, layer=True):
    """Goes through what lies on a desk."""

    def __init__(self, desk: Desk, setup: Setup) -> None:
        super().__init__(desk, setup)
        self._back: Callable[[], object] | None = None
        """Shows again the screen of results from which the open article was opened, if it was."""
        self._is_filtering = self._opens = False
        """Whether the rows that have the words are still to come, and the one of the cursor is to be read."""

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
            "next_unread": self.article_view.shown.choice,
            "zoom": desk.head is not None and (self.place is Place.LIST or self.size.width >= MIDDLE),
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
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._close_filter()
        self._show_list()
        self.query_one(HeadList).cursor = 0

    def _show_list(self) -> None:
        """Show another list; of a long one its top at once, the rest as soon as it is looked up."""
        self._is_filtering = self._opens = False
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
        if self.desk.category(number):
            self._show_chosen()
        else:
            self.say(_("There is no category {number} here.").format(number=number))

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
        said = {
            "date": _("Newest first"),
            "views": _("Most read first"),
            "rising": _("Fastest rising first"),
            "oldest": _("Oldest first"),
        }
        self.say(self._nothing_rises() or said[self.desk.sort])

    def _nothing_rises(self) -> str:
        """Return why rows that ought to stand by what rises stand by their date; empty where they do not."""
        if self.desk.sort != "rising":
            return ""
        figures = self.desk.library.stats.figures(self.desk.portal, 1)
        return "" if figures.rising else nothing_rises(figures)

    def action_unread_only(self) -> None:
        """Leave out what is read, or list everything again."""
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
            self._is_filtering, self._opens = True, False
            self.look_up()
            return
        with self.telling():
            self.desk.filter(message.words)
            self.show_desk()
            self.paint_together()

    def end_waiting(self, *, is_here: bool) -> None:
        """Read what was to be read of the rows that have the words."""
        opens = self._opens and is_here
        self._is_filtering = self._opens = False
        if opens:
            self.action_open()

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
        """Read the article of the cursor; where the filter's rows are still to come, one of those."""
        if self._is_filtering:
            self._opens = True
        elif head := self.here:
            self._open(head.row)

    def _open(self, row: int | None, back: Callable[[], object] | None = None) -> None:
        self._keep_position()
        if row is not None and self.desk.open(row):
            self._opened(back)
        elif row is not None:
            self.tell_gone()

    def tell_gone(self) -> None:
        """Say that an article which is still shown was taken away, as by `tinvl cache clear` elsewhere."""
        self.say(_("This article is no longer here. A sync fetches it again, if the portal still has it."))

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
        rows = self.desk.rows
        row = self.desk.next_unread(heads.cursor)
        if not self.desk.words:
            self._close_filter()
        if self.desk.rows is not rows:
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
        """Read without the other panes, or with them; from among them always without."""
        self._alone = self.place is Place.LIST or not self._alone
        if self.place is Place.LIST:
            self.go(Place.ARTICLE)
        self.show_panes()
