"""A screen that repaints where messages and lines came and went, which Textual 8.2 may forget."""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from reader.screens.fresh import FreshScreen

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.screen import Screen

_Result = TypeVar("_Result")


class TidyScreen(FreshScreen[_Result]):
    """Paints what Textual 8.2 forgets of widgets where a row is painted between a change and its layout."""

    FLEETING: ClassVar[str] = "Toast"
    """Selects what comes and goes on the screen."""
    _fleeting: "frozenset[Region]" = frozenset()
    """Where such widgets are shown."""

    def on_mount(self) -> None:
        """Look after each layout; Textual calls the `on_mount` of every class."""
        self.screen_layout_refresh_signal.subscribe(self, self._paint_fleeting)

    def on_screen_suspend(self) -> None:
        """Take messages off: the screen above shows them too, maybe a line higher, with these behind it."""
        self.query("ToastHolder").remove()

    def _paint_fleeting(self, _screen: "Screen[_Result]") -> None:
        now = frozenset(widget.region for widget in self.query(self.FLEETING) if widget.display)
        if changed := now ^ self._fleeting:
            self.refresh(*changed)
        self._fleeting = now
