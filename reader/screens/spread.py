"""When and in which categories a search has results; keys narrow it to some of them, or leave one out."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.i18n import _
from reader.keyboard.command import Place
from reader.library import Library
from reader.messages import with_fields
from reader.render.tallies import Tally, by_category, by_time, title_of
from reader.screens.aside import AsideScreen
from reader.searching.search import Found
from reader.searching.spread import spread
from reader.widgets.hintbar import HintBar
from reader.widgets.rowlist import RowList
from reader.widgets.saying import Saying
from reader.widgets.tallylist import TallyList
from reader.wording.explain import explain
from scrapers.errors import TinvlError


class SpreadScreen(AsideScreen[str | None]):
    """Returns what to search for in place of what was typed, or None."""

    DEFAULT_CSS = """
    SpreadScreen #spread { height: 1fr; }
    SpreadScreen.-middle #spread, SpreadScreen.-wide #spread { layout: horizontal; }
    SpreadScreen Vertical { width: 1fr; height: 1fr; }
    SpreadScreen .title {
        height: 1; padding: 0 1; color: $text-primary; text-style: bold; background: $panel;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    SpreadScreen Saying { height: auto; padding: 0 1; color: $foreground 70%; }
    """
    PLACE = Place.SPREAD

    @with_fields
    class Came(Message):
        """Everything is counted, or `trouble` says why not."""

        title: str = ""
        times: tuple[Tally, ...] = ()
        categories: tuple[Tally, ...] = ()
        trouble: str = ""

    def __init__(self, library: Library, portal: str, found: Found, typed: str) -> None:
        """`found` is what a search for what was `typed` found on a portal, or EVERYWHERE; perhaps not all."""
        super().__init__()
        self._library = library
        self._portal = portal
        self._found = found
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Make the two lists."""
        yield Saying(_("Counting …"))
        with Container(id="spread"):
            with Vertical():
                yield Static(_("BY TIME"), markup=False, classes="title", id="unit")
                yield TallyList(id="times")
            with Vertical():
                yield Static(_("BY CATEGORY"), markup=False, classes="title")
                yield TallyList(id="categories")
        yield HintBar(with_help=True)

    def on_mount(self) -> None:
        """Begin to count."""
        for shown in self.query(TallyList):
            self.watch(shown, "cursor", self.tell_hints, init=False)
        self.query_one(TallyList).focus()
        self._count()

    @work(thread=True, exclusive=True, group="spread", exit_on_error=False)
    def _count(self) -> None:
        try:
            found, search = self._found, self._library.search
            rows = found.rows if found.complete else search.find(self._portal, found.wanted).rows
            over_time, categories = spread(rows), search.categories(rows)
        except TinvlError as error:
            self.post_message(self.Came(trouble=explain(error)))
            return
        times = by_time(over_time, self._typed)
        self.post_message(self.Came(title_of(over_time), times, by_category(categories, self._typed)))

    def on_spread_screen_came(self, message: Came) -> None:
        """Show what was counted, or why nothing was."""
        self.query_one(Saying).say(message.trouble)
        if message.title:
            self.query_one("#unit", Static).update(Content(message.title))
        self.query_one("#times", TallyList).rows = message.times
        self.query_one("#categories", TallyList).rows = message.categories
        if not message.times and message.categories:
            self.query_one("#categories").focus()
        self.tell_hints()

    def works(self, command: str) -> bool:
        """Return whether a command has anything to do now."""
        working = {
            "narrow": self._chosen is not None,
            "leave_out": self._chosen is not None and bool(self._chosen.excluding),
            "other_tallies": all(shown.rows for shown in self.query(TallyList)),
        }
        return working.get(command, super().works(command))

    def on_descendant_focus(self) -> None:
        """Say what Enter does in the list that the keys go to now."""
        self.tell_hints()

    # Keys --------------------------------------------------------------------------------------------

    @property
    def _chosen(self) -> Tally | None:
        """The line that a search can be narrowed to."""
        shown = self.focused
        tally = shown.current if isinstance(shown, TallyList) else None
        return tally if tally is not None and tally.count != 0 else None

    @on(RowList.Clicked)
    def action_narrow(self) -> None:
        """Search only there."""
        if self._chosen is not None:
            self.dismiss(self._chosen.typed)

    def action_leave_out(self) -> None:
        """Search everywhere but there."""
        if self._chosen is not None and self._chosen.excluding:
            self.dismiss(self._chosen.excluding)

    def action_other_tallies(self) -> None:
        """Go to the other list."""
        others = [shown for shown in self.query(TallyList) if shown is not self.focused and shown.rows]
        if others:
            others[0].focus()

    def action_leave_spread(self) -> None:
        """Go back to the search."""
        self.dismiss(None)
