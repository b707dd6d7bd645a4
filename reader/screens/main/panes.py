"""Three panes and the keys that move between them; subclasses say what the keys do to the news."""

from array import array
from asyncio import sleep
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.reactive import Reactive, reactive
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.choices import Choice
from reader.i18n import _
from reader.keyboard.command import Command, Owner, Place
from reader.keyboard.commands import BY_ID, first_key, in_place
from reader.keyboard.hints import hints
from reader.model import ALL, Head, Shelf, Sort, Status
from reader.progress import Sync
from reader.screens import layout
from reader.screens.main.setup import Setup
from reader.screens.tidy import TidyScreen
from reader.themes import theme_after
from reader.widgets.article import ArticleView
from reader.widgets.filter import FilterInput
from reader.widgets.frugal import Ground
from reader.widgets.headlist import HeadList, Histories
from reader.widgets.hintbar import HintBar
from reader.widgets.listtitle import ListTitle
from reader.widgets.marked import MarkedPane
from reader.widgets.related import RelatedList
from reader.widgets.shelflist import ShelfList
from reader.widgets.statusbar import StatusBar
from reader.widgets.syncbar import SyncBar
from reader.widgets.workbar import WorkBar
from reader.wording.explain import explain
from reader.words import number
from scrapers.errors import TinvlError

_STEPPING = ("next_mark", "next_change")
"""Commands that go from place to place in the article."""


class _Row(Horizontal, Ground):
    """Panes side by side."""


class _Column(Vertical, Ground):
    """A list under its title."""


class PanesScreen(TidyScreen[None], Ground):
    """Categories, list and article side by side, as many as the terminal has room for."""

    AUTO_FOCUS = "HeadList"
    FLEETING = "Toast, FilterInput"

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual has it, but a focus that moves paints the two panes it is about, not the whole screen."""
    shelves: reactive[tuple[Shelf, ...]] = reactive((), repaint=False)
    shelf: reactive[str] = reactive(ALL, repaint=False)
    current: reactive[Shelf | None] = reactive(None, repaint=False)
    rows: reactive[Sequence[int]] = reactive(array("q"), always_update=True, repaint=False)
    shown: reactive[int] = reactive(0, repaint=False)
    opened: reactive[int | None] = reactive(None, repaint=False)
    words: reactive[str] = reactive("", repaint=False)
    sort: reactive[Sort] = reactive[Sort]("date", repaint=False)
    unread_only: reactive[bool] = reactive(default=False, repaint=False)
    compact: reactive[bool] = reactive(default=False, repaint=False)
    status: reactive[Status | None] = reactive(None, repaint=False)
    sync: reactive[Sync | None] = reactive(None, repaint=False)

    def __init_subclass__(cls, *, layer: bool = False, **rules: bool) -> None:
        """Have Textual go through all attributes of a screen, but not of one that is only a `layer` of it."""
        if not layer:
            super().__init_subclass__(**rules)

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.setup = setup
        self._pane = Place.LIST
        self._alone = False
        self._due: set[Callable[[], None]] = set()
        self._hinted: Place | None = None
        self._stepped = ""
        """At which of the marked places of the article the keys are."""
        self.set_reactive(PanesScreen.compact, setup.choices["rows"] == "compact")

    def compose(self) -> ComposeResult:
        """Make the panes and the lines around them."""
        screen = PanesScreen
        yield StatusBar().data_bind(screen.status)
        with _Row(id="panes"):
            with _Column(id="shelves"):
                title = _("PORTALS") if self.is_everywhere else _("CATEGORIES")
                yield Static(title, markup=False, classes="title")
                yield ShelfList().data_bind(screen.shelf, rows=screen.shelves)
            with _Column(id="list"):
                named = ListTitle().data_bind(screen.words, screen.shown, screen.sort, screen.unread_only)
                yield named.data_bind(shelf=screen.current)
                field = FilterInput()
                field.display = False
                yield field
                heads = HeadList(self.heads_of, self.histories_of, self.origin_of)
                yield heads.data_bind(screen.rows, screen.opened, screen.compact)
            measure, pictures = self.setup.config.reading_width, self.setup.pictures
            yield ArticleView(measure=measure, pictures=pictures, id="article")
        yield WorkBar()
        yield SyncBar().data_bind(screen.sync)
        yield HintBar(with_help=True)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.show_panes()

    @cached_property
    def article_view(self) -> ArticleView:
        """The pane on the right; kept, because each key asks some twenty commands whether they work."""
        return self.query_one(ArticleView)

    @cached_property
    def sync_bar(self) -> SyncBar:
        """The line that a sync shows itself in; kept likewise."""
        return self.query_one(SyncBar)

    @cached_property
    def work_bar(self) -> WorkBar:
        """The line of other work in a thread; kept likewise."""
        return self.query_one(WorkBar)

    # What a subclass says ----------------------------------------------------------------------------

    def heads_of(self, rows: Sequence[int]) -> Mapping[int, Head]:
        """Return rows of the list to draw, by their numbers."""
        raise NotImplementedError

    def histories_of(self, heads: Sequence[Head]) -> Histories:
        """Return what is known of the views of articles."""
        raise NotImplementedError

    def origin_of(self, head: Head) -> str:
        """Return the title of an article's portal where rows are to say it, else nothing."""
        raise NotImplementedError

    @property
    def is_everywhere(self) -> bool:
        """Whether the news of all portals are read together."""
        raise NotImplementedError

    def works(self, action: str) -> bool:  # noqa: ARG002 - for the subclass
        """Return whether a command has anything to do now."""
        return True

    # Places ------------------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the keys go."""
        match self.focused:
            case FilterInput():
                return Place.FILTER
            case ShelfList():
                return Place.SHELVES
            case RelatedList():
                return Place.RELATED
            case ArticleView():
                return Place.ARTICLE
            case _:
                return Place.LIST

    def go(self, pane: Place) -> None:
        """Take the keys to a pane."""
        self._pane = pane
        self._show(layout.visible(self.size.width, pane, alone=self._alone))
        self.set_focus(self._main(pane), scroll_visible=False)
        self.show_panes()
        self._show_due(self._tell_hints)
        self.paint_together()

    def paint_together(self) -> None:
        """Paint in one frame what a key changes in several panes.

        A screen paints when it has nothing else to do: with a turn to wait each pane has told it by then.
        """
        self.call_later(sleep, 0)

    def _main(self, pane: Place) -> Widget:
        return self.query_one(
            {Place.SHELVES: "ShelfList", Place.ARTICLE: "ArticleView"}.get(pane, "HeadList")
        )

    def show_panes(self) -> None:
        """Show the panes that there is room for, and the keys that work."""
        seen = layout.visible(self.size.width, self._pane, alone=self._alone)
        self._show(seen)
        for pane in layout.PANES:
            self.query_one(f"#{pane}").display = pane in seen
            self.query_one(f"#{pane}").set_class(pane is min(seen, key=layout.PANES.index), "-first")
        self.tell_hints()

    def _show(self, seen: frozenset[Place]) -> None:
        for pane in seen:
            self.query_one(f"#{pane}").display = True

    def on_resize(self) -> None:
        """Show more panes or fewer."""
        self.show_panes()

    def on_descendant_focus(self) -> None:
        """Follow a focus that a click has moved."""
        if self.place is not self._hinted:
            self._pane = layout.pane_of(self.place)
            self.show_panes()

    def soon(self, show: Callable[[], None]) -> None:
        """Show something when what waits is painted, once however often it is asked for till then."""
        if show not in self._due:
            self._due.add(show)
            self.call_after_refresh(self._show_due, show)

    def _show_due(self, show: Callable[[], None]) -> None:
        if show in self._due:
            self._due.discard(show)
            show()

    def tell_hints(self) -> None:
        """Update the hints soon: once for all that a key changes, and after the first list."""
        self.soon(self._tell_hints)

    def _tell_hints(self) -> None:
        """Show what works here and now."""
        self._hinted = self.place
        bar = self.query_one(HintBar)
        bar.commands = hints(self.place, lambda command: self.check_action(command, ()))
        bar.note = self._stepped if any(one.id in _STEPPING for one in bar.commands) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse a command where it does not belong or has nothing to do."""
        command = BY_ID.get(action)
        if command is None or command.owner not in (Owner.SCREEN, Owner.PANE):
            return super().check_action(action, parameters)
        if command.owner is Owner.PANE:
            return bool(self.focused and self.focused.check_action(action, parameters))
        try:
            return self.place in command.where and self.works(action)
        except NoMatches:  # the panes are not there yet, or no longer
            return False

    # Errors ------------------------------------------------------------------------------------------

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say what went wrong, and go on."""
        try:
            yield
        except TinvlError as error:
            self.say(explain(error), trouble=True)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say which error ended work in a thread, where the thread did not handle it."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.say(explain(event.worker.error), trouble=True)

    # Keys --------------------------------------------------------------------------------------------

    def action_pane_left(self) -> None:
        """Go to the pane on the left."""
        self.go(layout.beside(self._pane, -1))

    def action_pane_right(self) -> None:
        """Go to the pane on the right."""
        self.go(layout.beside(self._pane, 1))

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.go(layout.around(self._pane, 1))

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.go(layout.around(self._pane, -1))

    def action_compact(self) -> None:
        """Draw rows of one line, or of three."""
        self.compact = not self.compact
        said = _("One-line rows in the list") if self.compact else _("Three-line rows in the list")
        is_seen = self.query_one("#list").display
        self.keep_choice("rows", "compact" if self.compact else "comfortable", "" if is_seen else said)

    def action_theme(self) -> None:
        """Put on the next theme."""
        self.app.theme = theme_after(self.app.theme)
        self.keep_choice("theme", self.app.theme, self.app.theme)

    def keep_choice(self, name: Choice, value: str, said: str = "") -> None:
        """Keep a choice for the next start; say what it is, and where config.toml decides then."""
        if not self.setup.choices.keep(name, value):
            decides = _("At the next start “{name}” in config.toml decides.").format(name=name)
            said = f"{said}. {decides}" if said else decides
        self.say(said)

    def action_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()

    def action_tell_quit(self) -> None:
        """Say which key leaves the reader."""
        self.say(_("{key} in the list quits.").format(key=first_key("quit")))

    def action_help(self) -> None:
        """Show the keys that work here."""
        from reader.screens.help import HelpScreen  # noqa: PLC0415 - starting need not wait for what is asked for later

        self.app.push_screen(HelpScreen(self._working(), self.more_help()))

    def more_help(self) -> Visual | None:
        """Return what the help says below the keys."""
        return None

    def action_palette(self) -> None:
        """Find a command by its name."""
        from reader.screens.palette import PaletteScreen  # noqa: PLC0415 - as above

        able = [command for command in self._working() if command.palette]
        self.app.push_screen(PaletteScreen(able), self._run_chosen)

    def _working(self) -> list[Command]:
        return [command for command in in_place(self.place) if self.check_action(command.id, ())]

    @on(WorkBar.Appeared)
    def _tell_how_to_stop(self) -> None:
        self.tell_hints()

    @on(MarkedPane.Stepped)
    def _tell_place(self, message: MarkedPane.Stepped) -> None:
        told = _("{n} of {all}").format(n=number(message.at), all=number(message.of))
        self._stepped = told if message.of else ""
        self.tell_hints()

    @on(HintBar.Chosen)
    async def _run_hint(self, message: HintBar.Chosen) -> None:
        await self._run_chosen(message.id)

    async def _run_chosen(self, command: str | None) -> None:
        if command is not None:
            owner = self.focused if BY_ID[command].owner is Owner.PANE else self
            await self.app.run_action(command, owner)
