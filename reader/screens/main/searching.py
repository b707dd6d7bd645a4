"""Opens the search and the saved searches, and marks the words in the article that was found."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from operator import methodcaller

from textual import on, work
from textual.message import Message

from reader.i18n import _
from reader.keyboard.command import Place
from reader.keyboard.commands import first_key
from reader.model import ArticleKey
from reader.screens.main.switching import SwitchingScreen
from reader.searching.query import Wanted, parse, phrase
from reader.searching.question import Searched
from reader.widgets.filter import FilterInput
from reader.widgets.headlist import HeadList
from reader.widgets.shelflist import ShelfList
from scrapers.articletext import texts_of
from scrapers.errors import TinvlError


class SearchingScreen(SwitchingScreen, layer=True):
    """Opens the search, and what was found there, on this portal or another one."""

    class Counted(Message):
        """What the saved searches find is counted."""

    _searched: Searched | None = None
    """The search that was last left."""
    _marked: tuple[ArticleKey | None, Wanted] | None = None
    """The article whose words are marked, and what was searched for."""

    def works(self, action: str) -> bool:
        """Return whether a command has anything to do now."""
        if action in ("next_mark", "previous_mark", "clear_marks"):
            return self.article_view.marker is not None
        if action == "find":
            return self.desk.article is not None and self.article_view.shown.comparison is None
        if action == "remove_search":
            shelf = self.query_one(ShelfList).current
            return shelf is not None and shelf.is_search
        return super().works(action)

    # Shelves -----------------------------------------------------------------------------------------

    def show_marks(self) -> None:
        """Show what a mark changes; what the saved searches find is counted beside the event loop."""
        super().show_marks()
        if self.desk.library.searches.is_stale(self.desk.portal):
            self._count()

    @work(thread=True, exclusive=True, group="counts", exit_on_error=False)
    def _count(self) -> None:
        with suppress(TinvlError):
            self.desk.library.searches.recount(self.desk.portal)
            self.post_message(self.Counted())

    def on_searching_screen_counted(self) -> None:
        """Show the counts."""
        with self.telling():
            self.desk.reload_shelves()
            self.show_shelves()

    # Searching ---------------------------------------------------------------------------------------

    @on(FilterInput.Sought)
    def _search_filtered(self) -> None:
        self.action_search()

    def action_search(self, *, again: bool = False) -> None:
        """Search the text of all articles; `again` where one comes back to what was found.

        It begins with the words that the list is filtered by, or with the saved search that it shows.
        """
        from reader.screens.search import SearchScreen  # noqa: PLC0415 - starting need not wait for it

        desk, before = self.desk, self._searched
        typed = desk.words.strip() or desk.current.search
        if typed and not again:
            before = Searched(typed=typed)
        screen = SearchScreen(desk.library, desk.portal, before, again=again)
        self.app.push_screen(screen, self._leave_search)

    def action_unread_everywhere(self) -> None:
        """Search all portals for what is not read."""
        if self.desk.library.is_alone(self.desk.portal):
            self.say(_("No other portal was fetched yet."))
            return
        self._searched = Searched(typed=_("is:unread"), everywhere=True)
        self.action_search(again=True)

    def _leave_search(self, searched: Searched | None) -> None:
        """Show the shelves anew, and the article that was chosen with its words marked."""
        if searched is None:
            return
        self._searched = searched
        with self.telling():
            self.desk.reload()
            self.show_desk()
            if searched.row is not None:
                self._lead_to(searched.row, parse(searched.typed))

    def _lead_to(self, row: int, wanted: Wanted) -> None:
        """Open what was found where it belongs; the way back leads to what was found here."""
        head, here = self.desk.library.head(row), self.desk.portal
        if head is None or head.portal in self.desk.portals:
            self.open_found(row, wanted, partial(self.action_search, again=True))
            return
        back = self.Chosen(here, methodcaller("action_search", again=True))
        there = methodcaller("open_found", row, wanted, partial(self.post_message, back))
        self.post_message(self.Chosen(head.portal, there))

    def open_found(self, row: int, wanted: Wanted, back: Callable[[], object]) -> None:
        """Open an article of this portal with the words marked; `back` shows what led to it."""
        self._keep_position()
        if not self.desk.open(row):
            self.tell_gone()
            return
        if wanted.terms:
            self._marked = self.desk.open_key, wanted
        self._opened(back)

    def show_article(self, *, again: bool = False) -> None:
        """Show the open article, its words marked where a search led to it."""
        super().show_article(again=again)
        view, article = self.article_view, self.desk.article
        if self._marked is None or self.desk.open_key != self._marked[0]:
            self._marked, view.marker = None, None
        elif article is not None and not (again and view.marker):
            view.marker = self.desk.library.search.marks(article, self._marked[1])
        self.tell_hints()

    # Finding in the article --------------------------------------------------------------------------

    def action_find(self) -> None:
        """Find words in the open article."""
        from reader.screens.find import FindScreen  # noqa: PLC0415 - starting need not wait for it

        self.app.push_screen(FindScreen(), self._find)

    def _find(self, typed: str | None) -> None:
        """Mark words that stand together, the last perhaps only begun; say so where there are none."""
        wanted, article = phrase(typed or ""), self.desk.article
        if article is None or not wanted.terms:
            return
        marker = self.desk.library.search.marks(article, wanted)
        if not marker.finds(texts_of(article)):
            self.say(_("This article does not contain “{words}”.").format(words=(typed or "").strip()))
            return
        self._marked, self.article_view.marker = (self.desk.open_key, wanted), marker
        self.tell_hints()

    def action_next_mark(self) -> None:
        """Go to the next place of what was searched for."""
        self.article_view.step_hit(1)

    def action_previous_mark(self) -> None:
        """Go to the place before."""
        self.article_view.step_hit(-1)

    def action_clear_marks(self) -> None:
        """Take the marks away."""
        self._marked, self.article_view.marker = None, None
        self.tell_hints()

    def action_remove_search(self) -> None:
        """Remove the saved search under the cursor."""
        if (shelf := self.query_one(ShelfList).current) is None:
            return
        self.desk.remove_search(shelf)
        self.show_desk()
        self.query_one(HeadList).forget()
        self.go(Place.SHELVES)
        self.say(_("The search is no longer saved; {key} brings it back.").format(key=first_key("undo")))
