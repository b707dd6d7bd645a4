"""A screen that paints where messages came and went, whatever else is painted meanwhile."""

from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

if TYPE_CHECKING:
    from textual.geometry import Region

_Result = TypeVar("_Result")


class TidyScreen(Screen[_Result]):
    """Paints what Textual 8.2 forgets of messages where a row is painted between a change and its layout."""

    _messages: "frozenset[Region]" = frozenset()
    """Where messages are shown."""

    def on_mount(self) -> None:
        """Look after each layout; Textual calls every class's own."""
        self.screen_layout_refresh_signal.subscribe(self, self._paint_messages)

    def _paint_messages(self, _screen: "Screen[_Result]") -> None:
        now = frozenset(message.region for message in self.query("Toast"))
        if changed := now ^ self._messages:
            self.refresh(*changed)
        self._messages = now
