"""The Textual app: themes, the first screen, messages, and how it is left."""

import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import App
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from reader.choices import Choices
from reader.config import Config
from reader.desk import Desk
from reader.fetching.syncs import SyncsApp
from reader.i18n import _
from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner
from reader.keyboard.typeahead import TypeaheadApp
from reader.library import Library
from reader.model import ALL, EVERYWHERE, POLITELY, Way
from reader.progress import Sync
from reader.render.rows import shelf_name
from reader.screens import layout
from reader.screens.main.reading import ReaderScreen
from reader.screens.main.setup import Setup
from reader.screens.unbound import UnboundApp
from reader.terminal import tmux
from reader.terminal.browser import browse
from reader.terminal.cursor import CursorApp
from reader.terminal.painted import SparingApp
from reader.themes import DARK, OWN
from reader.widgets.picture import Pictures
from reader.wording.explain import explain, explain_notice
from reader.wording.signs import choose
from reader.wording.synced import ended
from scrapers.clock import utc_now
from scrapers.errors import TinvlError
from scrapers.syncing.events import Event, SyncPlan
from scrapers.text import clean_line, words_of

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.notifications import SeverityLevel

_STAYS: "Mapping[SeverityLevel, float]" = {"information": 4, "warning": 12, "error": 12}
"""Seconds that a message stays."""


class ReaderApp(CursorApp, SparingApp, TypeaheadApp, UnboundApp, SyncsApp, inherit_bindings=False):
    """Shows a portal of a library, or all of them; never waits for the network to start."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.APP)]
    HORIZONTAL_BREAKPOINTS = [*layout.BREADTHS]  # noqa: RUF012 - Textual declares it as an attribute of instances
    TITLE = "Tin Vĩnh Long"
    DEFAULT_MODE = "first"
    """A mode for the portal that is read first; Textual's own name for it cannot be come back to."""

    def __init__(
        self,
        library: Library,
        portal: str,
        *,
        everywhere: bool = False,
        config: Config | None = None,
        way: Way = POLITELY,
        clock: Callable[[], datetime] = utc_now,
        open_url: Callable[[str], bool] | None = None,
        pictures: Pictures | None = None,
        when_shown: Callable[[], None] | None = None,
    ) -> None:
        """Begins with the portal, or `everywhere` with all, from where it leads back to that one.

        `way` is how portals are asked: the demo, the only one that is read with it, where it answers now.
        `pictures` knows how this terminal shows pictures; without it a box stands for each.
        `when_shown` is called once the first list is painted.
        """
        super().__init__()
        self._library = library
        self._portal = EVERYWHERE if everywhere else portal
        self._leads_back_to = portal
        self._with_modes: set[str] = set()
        """Portals that Textual has a mode for."""
        config = config or Config()
        self._setup = Setup(
            config=config,
            choices=Choices(config, library),
            clock=clock,
            browse=open_url or partial(browse, suspend=self.suspend),
            pictures=pictures,
            way=way,
        )
        library.watching.watch(config.watch)
        self._when_shown = when_shown
        self.told_first = ""
        """What is said when the reader opens."""
        if choose(config.marks).plain:
            self._draw_in_ascii()
        self._set_first_theme(self._setup.choices["theme"])
        if self.no_color:
            self.remove_colours()

    def _set_first_theme(self, wanted: str) -> None:
        """Set the theme before any style is read; later, all of them would be read anew."""
        for theme in OWN:
            self.register_theme(theme)
        first = self.available_themes.get(wanted, DARK)
        first = DARK if first.ansi else first  # that of the terminal's own colours changes filters too
        self.set_reactive(App.theme, first.name)
        self.set_class(first.dark, "-dark-mode", update=False)
        self.set_class(not first.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def _draw_in_ascii(self) -> None:
        """Draw in ASCII what is drawn around words, also by Textual; no pictures in half cells."""
        from reader.terminal.inascii import InAscii  # noqa: PLC0415 - few want it

        self.set_class(True, "-ascii", update=False)
        self._filters.append(InAscii())
        self._leave_half_cells()

    def remove_colours(self) -> None:
        """Draw without colours, and without what is drawn by colours alone: pictures in half cells."""
        from textual.filter import Monochrome  # noqa: PLC0415 - few want none

        from reader.terminal.uncoloured import Uncoloured  # noqa: PLC0415 - likewise

        others = [filter_ for filter_ in self._filters if not isinstance(filter_, Monochrome)]
        self._filters = [*others, Uncoloured()]
        self._leave_half_cells()

    def _leave_half_cells(self) -> None:
        if self._setup.pictures is not None and self._setup.pictures.graphics == "halfcell":
            self._setup = self._setup._replace(pictures=None)

    def get_default_screen(self) -> Screen[None]:
        """Make the main screen."""
        screen = self._read(self._portal)
        screen.come_from(self._leads_back_to)
        return screen

    def _read(self, portal: str) -> ReaderScreen:
        return ReaderScreen(Desk(self._library, portal, self._first_shelf(portal) or ALL), self._setup)

    def _first_shelf(self, portal: str) -> str | None:
        """Return the key of the list that the settings name; None where the portal has none of that name."""
        wanted = words_of(self._setup.config.begin)
        if not wanted:
            return ALL
        shelves = self._library.shelves(portal, counted=False)
        return next((shelf.key for shelf in shelves if words_of(shelf_name(shelf)) == wanted), None)

    # Syncs -------------------------------------------------------------------------------------------

    def time(self) -> datetime:
        """Return what time it is."""
        return self._setup.clock()

    def sync_of(self, portal: str, plan: SyncPlan, stop: threading.Event) -> Iterator[Event]:
        """Sync a portal, in a thread, until `stop` is set."""
        setup = self._setup
        plan = replace(plan, files=setup.config.files or None)
        return setup.fetching(self._library, portal).sync(plan, stop=stop)

    def tell_end(self, portal: str, sync: Sync) -> None:
        """Say what came, with the portal's name where another one is read.

        Of a sync that the reader began by itself only what matters is said; with no screen left, nothing.
        """
        if not self.screen_stack or (sync.by_itself and not sync.matters):
            return
        if (summary := sync.progress.summary) is not None:
            text = ended(summary, saved=self._has_news(portal))
        else:
            text = explain(sync.error or RuntimeError())
        if not self._is_read(portal):
            text = f"{clean_line(self._library.title_of(portal))}: {text}"
        self.notify(text, severity="error" if sync.failed else "information")

    def _has_news(self, portal: str) -> bool:
        try:
            return self._library.has_news(portal)
        except TinvlError:
            return True

    def _is_read(self, portal: str) -> bool:
        screen = self.screen_stack[0]
        return isinstance(screen, ReaderScreen) and screen.desk.portal == portal

    # Portals -----------------------------------------------------------------------------------------

    @on(ReaderScreen.Chosen)
    async def _read_another(self, message: ReaderScreen.Chosen) -> None:
        """Read another portal; the one before stays as it is, and what it fetches goes on."""
        try:
            await self._switch_to(message.portal)
            if message.then is not None and isinstance(self.screen, ReaderScreen):
                message.then(self.screen)
        except TinvlError as error:
            self._refuse(error)

    async def _switch_to(self, portal: str) -> None:
        """Show a portal; its screen is made before Textual stops painting, for a store may refuse it."""
        known = portal in self._with_modes
        if not self._with_modes:
            self._add_mode(self._portal, self.screen_stack[0])
        if portal not in self._with_modes:
            self._add_mode(portal, self._read(portal))
        await self.switch_mode(self._mode_of(portal))
        if known and isinstance(self.screen, ReaderScreen):
            self.screen.look_up()

    def _add_mode(self, portal: str, screen: Screen[None]) -> None:
        self.add_mode(self._mode_of(portal), lambda: screen)
        self._with_modes.add(portal)

    def _mode_of(self, portal: str) -> str:
        return self.DEFAULT_MODE if portal == self._portal else f"portal {portal}"

    def on_mount(self) -> None:
        """Set the theme of the settings; say what had to be mended in the stores."""
        self.app_resume_signal.subscribe(self, self._paint_again)
        wanted = self._setup.choices["theme"]
        if wanted in self.available_themes:
            self.theme = wanted
        if self._when_shown is not None:
            self.call_after_refresh(self._when_shown)
        if self.told_first:
            self._warn(self.told_first)
        for notice in self._library.notices:
            self._warn(explain_notice(notice))
        for error in self._library.portals.unreported():
            self._warn(explain(error))
        if wanted not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            text = _("There is no theme “{name}” (config.toml). What there is: {known}.")
            self._warn(text.format(name=wanted, known=known))
        if self._first_shelf(self._portal) is None and self._has_news(self._portal):
            text = _("There is no list “{name}” to begin with (config.toml).")
            self._warn(text.format(name=clean_line(self._setup.config.begin)))

    def _warn(self, text: str) -> None:
        self.notify(text, severity="warning")

    async def run_action(
        self,
        action: "str | ActionParseResult",  # the alias is a string, which knows no |
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; where a store refuses, say so and go on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except TinvlError as error:
            self._refuse(error)
            return True

    def _refuse(self, error: TinvlError) -> None:
        self.notify(explain(error), severity="error")

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: "SeverityLevel" = "information",
        timeout: float | None = None,
        markup: bool = True,  # noqa: ARG002 - Textual's
    ) -> None:
        """Show a message as it is: whoever wrote a title in it may have written markup.

        Information replaces the information before it; trouble stays its time.
        """
        if severity == "information":
            self._remove_information()
        stays = _STAYS[severity] if timeout is None else timeout
        super().notify(message, title=title, severity=severity, timeout=stays, markup=False)

    def _remove_information(self) -> None:
        for notification in list(self._notifications):
            if notification.severity == "information":
                self._unnotify(notification, refresh=False)
        for toast in self.screen.query("Toast.-information"):
            if isinstance(toast.parent, Widget):  # what holds a toast stays where only that is removed
                toast.parent.remove()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy to the clipboard; inside tmux in both ways there are, as either may be switched off.

        The plain sequence needs `set-clipboard` to be "on", the wrapped one `allow-passthrough`.
        """
        super().copy_to_clipboard(text)
        if self._driver is not None and tmux.inside():
            encoded = b64encode(text.encode()).decode()
            self._driver.write(tmux.wrapped(f"\x1b]52;c;{encoded}\a"))

    def _paint_again(self, _app: App[None]) -> None:
        """Paint everything after the shell had the terminal; Textual 8.2 leaves it empty after `fg`."""
        self._cursor_is_shown = False
        self.painted.forget()
        self.refresh(layout=True)

    def action_redraw(self) -> None:
        """Paint everything anew."""
        self._paint_again(self)

    def action_pause(self) -> None:
        """Give the terminal back to the shell until `fg`."""
        self.action_suspend_process()

    def action_leave(self) -> None:
        """Quit; where text is selected, copy it instead."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
            self.screen.clear_selection()
            self.notify(_("Copied."), timeout=2)
        else:
            self.exit()
