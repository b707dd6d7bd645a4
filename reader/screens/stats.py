"""View counts and visitors: what is read most, what rises fastest, and how many come to the portal."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader import words
from reader.i18n import _
from reader.keyboard.command import Place
from reader.library import Library
from reader.messages import with_fields
from reader.model import EVERYWHERE, Counted, Figures
from reader.screens import layout
from reader.screens.aside import AsideScreen
from reader.widgets.countlist import CountList
from reader.widgets.hintbar import HintBar
from reader.widgets.plot import Plot
from reader.widgets.rowlist import RowList
from reader.widgets.saying import Saying
from reader.widgets.told import Told
from reader.wording.counts import no_curve, nothing_read, nothing_rises, visitors_text
from reader.wording.explain import explain
from scrapers.errors import TinvlError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MOST = 20
"""Articles of each list."""
_ROOM_FOR_PLOT = 20
"""Lines of the screen from which there is room for a plot below the lists."""


class Counts(NamedTuple):
    """The article that was chosen, and where it stands."""

    row: int
    list: str
    """The id of its list."""
    at: int


class StatsScreen(AsideScreen[Counts | None]):
    """Returns the article that was chosen, or None."""

    DEFAULT_CSS = """
    StatsScreen #figures { height: 1fr; }
    StatsScreen #lists { height: 1fr; }
    StatsScreen #visitors { height: 8; }
    StatsScreen .title {
        height: 1; padding: 0 1; color: $text-primary; text-style: bold; background: $panel;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    StatsScreen .empty { height: auto; padding: 0 2 1 2; color: $foreground 70%; }
    StatsScreen.-wide #figures { layout: horizontal; }
    StatsScreen.-wide #lists { width: 3fr; }
    StatsScreen.-wide #visitors { width: 2fr; height: 1fr; border-left: solid $foreground 20%; }
    StatsScreen.-wide Told { height: 4; }
    """
    PLACE = Place.STATS

    @with_fields
    class Came(Message):
        """The figures are here, or `trouble` says why not."""

        figures: Figures | None
        trouble: str = ""

    def __init__(self, library: Library, portal: str, before: Counts | None) -> None:
        """The cursor begins where it was `before`."""
        super().__init__()
        self._before = before or Counts(row=-1, list="most-read", at=0)
        self._library = library
        self._portal = portal
        self._nothing = ""
        """Why there is no article to read here."""
        self._nothing_rises = ""
        self._curves: dict[str, Sequence[tuple[datetime, int]]] = {"#visits": (), "#online": ()}

    def compose(self) -> ComposeResult:
        """Make the lists and the plots."""
        with Container(id="figures"):
            with Vertical(id="lists"):
                yield Static(_("MOST READ"), markup=False, classes="title")
                yield Saying(_("Counting …"), classes="empty", id="nothing-read")
                yield CountList(id="most-read")
                yield Static(_("RISING FASTEST"), markup=False, classes="title", id="rising-title")
                yield Saying(classes="empty", id="nothing-rises")
                yield CountList(id="rising")
                yield Told()
            with Vertical(id="visitors"):
                yield Static(_("VISITS"), markup=False, classes="title", id="visitors-title")
                yield Saying(classes="empty", id="no-curve")
                yield Plot(id="visits")
                yield Static(_("ONLINE"), markup=False, classes="title", id="online-title")
                yield Plot(id="online")
        yield HintBar(with_help=True)

    def on_mount(self) -> None:
        """Begin to count."""
        for part in self.query("RowList, Plot, #online-title"):
            part.display = False
        self._load()

    @work(thread=True, exclusive=True, group="stats", exit_on_error=False)
    def _load(self) -> None:
        try:
            figures = self._library.stats.figures(self._portal, MOST)
        except TinvlError as error:
            self.post_message(self.Came(None, explain(error)))
            return
        import_module("reader.wording.plotting")  # beside the event loop, which draws with it
        self.post_message(self.Came(figures))

    def on_stats_screen_came(self, message: Came) -> None:
        """Show the figures, or why there are none."""
        if message.figures is None:
            self._nothing = message.trouble
            self._say_in("#nothing-read", self._nothing)
            return
        self._show(message.figures)
        self.query_one(f"#{self._before.list}", CountList).cursor = self._before.at
        first = max(self._filled, key=lambda counts: counts.id == self._before.list, default=None)
        if first is not None:
            first.focus()
        self._tell()
        self.tell_hints()

    def works(self, command: str) -> bool:
        """Return whether a command has anything to do now."""
        needed = {"open_counted": 1, "other_counts": 2}
        return len(self._filled) >= needed.get(command, 0)

    @property
    def _filled(self) -> list[CountList]:
        """The lists that have articles, which the keys can go to."""
        return [counts for counts in self.query(CountList) if counts.rows]

    # Showing -----------------------------------------------------------------------------------------

    def _show(self, figures: Figures) -> None:
        self._list("#most-read", figures.most_read)
        self._nothing = "" if figures.most_read else nothing_read(figures)
        self._say_in("#nothing-read", self._nothing)
        self._list("#rising", figures.rising)
        nothing = figures.most_read and not figures.rising
        self._nothing_rises = nothing_rises(figures) if nothing else ""
        self._say_in("#nothing-rises", self._nothing_rises)
        if figures.former_at is not None:
            since = _("RISING FASTEST · since {time}").format(time=words.hour(figures.former_at))
            self.query_one("#rising-title", Static).update(Content(since))
        self._show_visitors(figures)

    def _list(self, name: str, counted: tuple[Counted, ...]) -> None:
        shown = self.query_one(name, CountList)
        shown.named = self._portal == EVERYWHERE
        shown.rows, shown.display = counted, bool(counted)

    def _show_visitors(self, figures: Figures) -> None:
        seen = figures.visitors
        self._curves = {
            "#visits": tuple((counts.at, counts.total) for counts in seen if counts.total is not None),
            "#online": tuple((counts.at, counts.online) for counts in seen if counts.online is not None),
        }
        title = visitors_text(seen) or _("VISITS")
        self.query_one("#visitors-title", Static).update(Content(title))
        for name, points in self._curves.items():
            self.query_one(name, Plot).points = points
        curve = any(len(points) > 1 for points in self._curves.values())
        self._say_in("#no-curve", "" if curve else no_curve(figures))
        self._arrange()

    def _say_in(self, name: str, text: str) -> None:
        self.query_one(name, Saying).say(text)

    def on_resize(self) -> None:
        """Show a plot where there is room for one, and the second beside the lists."""
        self._arrange()

    def _arrange(self) -> None:
        wide = self.size.width >= layout.WIDE
        drawn = {name: len(points) > 1 for name, points in self._curves.items()}
        both = wide and all(drawn.values())
        self.query_one("#visitors").display = wide or self.size.height >= _ROOM_FOR_PLOT
        self.query_one("#visits").display = drawn["#visits"]
        self.query_one("#online").display = drawn["#online"] and (both or not drawn["#visits"])
        self.query_one("#online-title").display = both

    @on(CountList.Moved)
    def _moved(self, message: CountList.Moved) -> None:
        if message.list.has_focus:
            self._tell()

    def on_descendant_focus(self) -> None:
        """Tell of the article of the list that the keys go to now."""
        self._tell()

    def _tell(self) -> None:
        """Say what each place shows of the article of the cursor."""
        if isinstance(self.focused, CountList) and (article := self.focused.current):
            self.query_one(Told).article = article

    # Keys --------------------------------------------------------------------------------------------

    @on(RowList.Clicked)
    def action_open_counted(self) -> None:
        """Read the article of the cursor."""
        shown = self.focused
        if isinstance(shown, CountList) and (article := shown.current):
            self.dismiss(Counts(article.head.row, shown.id or "", shown.cursor))
        else:
            self.say(self._nothing)

    def action_other_counts(self) -> None:
        """Go to the other list."""
        others = [counts for counts in self._filled if counts is not self.focused]
        if others:
            others[0].focus()
        else:
            self.say(self._nothing or self._nothing_rises)

    def action_leave_stats(self) -> None:
        """Go back to reading."""
        self.dismiss(None)
