"""The search screen: an input line, results as one types, and help while nothing is typed."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.visual import Visual
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.i18n import _
from reader.keyboard.command import Place
from reader.library import Library
from reader.model import EVERYWHERE
from reader.render.searched import how_to_search, told, where_saved
from reader.render.text import Fitted
from reader.screens.answering import Answer, Answers
from reader.screens.aside import AsideScreen
from reader.searching.query import parse
from reader.searching.question import Question, Searched
from reader.searching.search import Found, Hit
from reader.widgets.hintbar import HintBar
from reader.widgets.hitlist import HitList
from reader.widgets.lastsearches import LastSearches
from reader.widgets.lineinput import LineInput
from reader.widgets.rowlist import RowList
from reader.widgets.searchstart import SearchStart
from reader.wording.explain import explain
from scrapers.errors import TinvlError
from scrapers.text import clean_line

if TYPE_CHECKING:
    from textual.timer import Timer

PATIENCE = 0.5
"""Seconds of searching after which a message says that it goes on."""


class SearchScreen(AsideScreen[Searched]):
    """Finds articles; returns what was typed, and the result that was chosen, if any."""

    DEFAULT_CSS = """
    SearchScreen #line { height: 1; background: $panel; }
    SearchScreen #line Static { width: auto; padding: 0 1; text-style: bold; color: $text-primary; }
    SearchScreen LineInput { width: 1fr; }
    SearchScreen LineInput:focus { background: $boost; }
    SearchScreen #told { height: auto; padding: 0 2; color: $foreground 70%; }
    SearchScreen RowList { height: 1fr; max-width: 120; }
    SearchScreen HintBar { dock: bottom; }
    """
    PLACE = Place.SEARCH
    ALSO = (Place.HITS,)

    def __init__(self, library: Library, portal: str, before: Searched | None, *, again: bool) -> None:
        """`before` is the search to go on with; `again` where one comes back to its results."""
        super().__init__()
        self._library = library
        self._answers = Answers(library)
        self._portal = portal
        self._before = before or Searched()
        self._everywhere = self._before.everywhere or portal == EVERYWHERE
        self._by_date = self._before.by_date
        self._alone = True
        """Whether only what is read here can be searched: there is no other portal, or all are read."""
        self._again = again
        self._found: Found | None = None
        self._answered = Question(typed="", portal=self._searched, by_date=self._by_date)
        """That whose results are shown; for no words it is help."""
        self._then: Callable[[], None] | None = None
        """What is to be done as soon as there are results."""
        self._meant = ""
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Make the line and what stands below it."""
        with Horizontal(id="line"):
            yield Static(self._named, markup=False, id="named")
            yield LineInput(self._before.typed, placeholder=_("words, accents or not"))
        yield Static("", id="told", markup=False)
        yield SearchStart()
        yield HitList()
        yield HintBar(with_help=True)

    def on_mount(self) -> None:
        """Show the search that was left, or how to search."""
        self.query_one(HitList if self._again else Input).focus()
        with suppress(TinvlError):
            self._alone = self._portal == EVERYWHERE or self._library.is_alone(self._portal)
        self.query_one(SearchStart).show(self._last())
        self.watch(self.query_one(LastSearches), "cursor", self.tell_hints)
        if not self._typed:
            self._show_start(shown=True)

    def _last(self) -> list[str]:
        try:
            return self._library.searches.last(self._portal)
        except TinvlError as error:
            self.say(explain(error), trouble=True)
            return []

    @property
    def place(self) -> Place:
        """Where the keys go: to the words, or to what they found."""
        return Place.HITS if isinstance(self.focused, HitList) else Place.SEARCH

    def on_descendant_focus(self) -> None:
        """Say which keys work where they go now."""
        self.tell_hints()

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value

    @property
    def _results(self) -> Found | None:
        """What was found, where that is anything."""
        return self._found if self._found is not None and self._found.rows else None

    # Searching ---------------------------------------------------------------------------------------

    @property
    def _named(self) -> str:
        return _("Search all portals") if self._everywhere else _("Search")

    @property
    def _searched(self) -> str:
        """The portal to search, or all."""
        return EVERYWHERE if self._everywhere else self._portal

    @property
    def _asked(self) -> Question:
        return Question(typed=self._typed, portal=self._searched, by_date=self._by_date)

    @on(Input.Changed)
    def _start(self) -> None:
        self._meant, self._then = "", None
        self._stop_waiting()
        if parse(self._typed).is_empty:
            self.workers.cancel_group(self, "search")
            self._found, self._answered = None, self._asked
            self._show_start(shown=True)
            return
        self._waiting = self.set_timer(PATIENCE, self._say_that_it_goes_on)
        self._find(self._asked)

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _find(self, asked: Question) -> None:
        worker = get_current_worker()
        for answer in self._answers.to(asked, lambda: worker.is_cancelled):
            self.post_message(answer)

    @on(Answer)
    def _show_answer(self, answer: Answer) -> None:
        """Show what came, unless something else was asked for meanwhile."""
        if answer.asked != self._asked:
            return
        self._stop_waiting()
        self._answered = answer.asked
        if answer.found is None:
            self._tell(answer.trouble)
            return
        self._show_start(shown=False)
        self._show_hits(answer.found, answer.asked.typed)
        self._meant = answer.meant
        self._tell(answer.trouble or told(answer.found, self._meant, answer.curve))
        self.tell_hints()
        then, self._then = self._then, None
        if then is not None and answer.found.rows:
            then()

    def _show_hits(self, found: Found, typed: str) -> None:
        """List what was found: another search from its top, one that was left at the result chosen then."""
        before, self._found = self._found, found
        first = before is None or (before.wanted, before.by_date) != (found.wanted, found.by_date)
        cursor = 0 if first else None
        if typed == self._before.typed and found.complete:
            cursor, self._before = self._before.cursor, Searched()
        self.query_one(HitList).show(found.rows, self._hit, cursor)

    def _hit(self, row: int, width: int) -> Hit | None:
        try:
            hit = self._library.search.hit(row, self._found.wanted, width) if self._found else None
            if hit is None or not self._everywhere:
                return hit
            return replace(hit, portal=clean_line(self._library.title_of(hit.head.portal)))
        except TinvlError as error:
            self.call_later(self._tell, explain(error))
            return None

    def _say_that_it_goes_on(self) -> None:
        self._tell(_("Searching …"))

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()

    def _tell(self, text: str) -> None:
        self.query_one("#told", Static).update(Content(text or " "))

    def _show_start(self, *, shown: bool) -> None:
        self.query_one(SearchStart).display = shown
        self.query_one(HitList).display = not shown
        if shown:
            self._tell("")
            self.tell_hints()

    def works(self, command: str) -> bool:
        """Return whether a command has anything to do now."""
        meant, none = bool(self._meant), self._found is None
        counted = self._results is not None
        working = {
            "open_result": not meant and not none and self.query_one(HitList).current is not None,
            "search_again": meant or (none and bool(self.query_one(SearchStart).chosen)),
            "search_everywhere": not self._alone,
            "save_search": not parse(self._typed).is_empty,
            "next_result": self._list.count() > 0,
            "to_results": counted,
            "spread": counted,
            "order": counted,
        }
        return working.get(command, super().works(command))

    # Keys --------------------------------------------------------------------------------------------

    @property
    def _list(self) -> RowList[Any]:
        return self.query_one(LastSearches if self._found is None else HitList)

    def action_previous_result(self) -> None:
        """Go a row up."""
        self._list.action_up()

    def action_next_result(self) -> None:
        """Go a row down."""
        self._list.action_down()

    def action_page_of_results_up(self) -> None:
        """Go a page up."""
        self._list.action_page_up()

    def action_page_of_results_down(self) -> None:
        """Go a page down."""
        self._list.action_page_down()

    def action_to_results(self) -> None:
        """Take the keys to what was found."""
        if self._results is not None:
            self.query_one(HitList).focus()

    def action_to_words(self) -> None:
        """Take the keys back to what was searched for."""
        self.query_one(Input).focus()

    @property
    def _is_searching(self) -> bool:
        """Whether the results of what is typed are still to come: those of other words may be shown."""
        return self._answered != self._asked

    def action_open_result(self) -> None:
        """Read the article of the cursor, or search again where the footer says so.

        Where the results are still to come, the first of them is read then.
        """
        self._once_answered(self._open_result)

    def _once_answered(self, do: Callable[[], None]) -> None:
        if self._is_searching:
            self._then = do
        else:
            do()

    @on(RowList.Clicked)
    def _open_result(self) -> None:
        hits = self.query_one(HitList)
        if self.works("search_again"):
            self.action_search_again()
        elif self.works("open_result") and (row := hits.current) is not None:
            self._library.searches.remember(self._portal, self._typed)
            self.dismiss(self._left(row))

    def action_search_again(self) -> None:
        """Search for what was meant; where nothing is typed, for what was searched for before."""
        text = self._meant or self.query_one(SearchStart).chosen
        field = self.query_one(Input)
        field.value, field.cursor_position = text, len(text)

    def action_search_everywhere(self) -> None:
        """Search all portals, or this one alone."""
        if self._portal == EVERYWHERE:
            self.say(_("All portals are read here, and searched."))
            return
        if self._alone:
            self.say(_("No other portal was fetched yet."))
            return
        self._everywhere = not self._everywhere
        self._found = None
        self.query_one("#named", Static).update(Content(self._named))
        self._start()
        self.tell_hints()

    def action_order(self) -> None:
        """Show the newest results first, or the best."""
        self._by_date = not self._by_date
        if self._results is None:
            self.say(_("The newest results first") if self._by_date else _("The best results first"))
        self._start()

    def action_spread(self) -> None:
        """Show when and where there are results, to narrow the search to some."""
        self._once_answered(self._spread)

    def _spread(self) -> None:
        from reader.screens.spread import SpreadScreen  # noqa: PLC0415 - typing need not wait for it

        if (found := self._results) is not None:
            screen = SpreadScreen(self._library, self._searched, found, self._typed)
            self.app.push_screen(screen, self._narrow)
        else:
            self.say(_("There are no results here to count."))

    def _narrow(self, typed: str | None) -> None:
        """Search for what was chosen, the cursor where more can be typed."""
        field = self.query_one(Input)
        if typed is not None:
            field.value = typed
        field.cursor_position = len(field.value)

    def action_save_search(self) -> None:
        """Save the search, or remove it where it is saved."""
        if parse(self._typed).is_empty:
            self.say(_("No words are typed that could be saved."))
            return
        searches = self._library.searches
        if searches.key_of(self._searched, self._typed):
            searches.remove(self._searched, self._typed)
            self.say(_("The search is no longer saved."))
        else:
            searches.save(self._searched, self._typed)
            searches.remember(self._portal, self._typed)
            self.say(where_saved(all_read=self._portal == EVERYWHERE, everywhere=self._everywhere))

    def more_help(self) -> Visual:
        """Say how to search."""
        return Fitted(how_to_search)

    def action_leave_search(self) -> None:
        """Go back to reading."""
        self.dismiss(self._left())

    action_leave_results = action_leave_search
    """Go back likewise, by the keys for it where no letters are typed."""

    def _left(self, row: int | None = None) -> Searched:
        cursor = self.query_one(HitList).cursor
        return Searched(
            typed=self._typed, everywhere=self._everywhere, by_date=self._by_date, cursor=cursor, row=row
        )
