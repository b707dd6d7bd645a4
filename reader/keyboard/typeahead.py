"""Takes keys one after the other, so that those typed ahead go where they were meant to go.

Textual sends each key to what has the focus when it arrives, and runs what a key is bound to only once it has
risen from there. Keys that arrive together - on a slow line, after a pause, or from an input method that
takes letters back to give them marks - so went to the pane that the first of them was about to leave
("/bao" marked an article and opened a browser), and a line took letters before the backspaces typed ahead
of them. Here a key waits until the one before it has done what it does.
"""

from collections import deque

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from reader.keyboard.commands import BY_ID

_STEPS = frozenset(
    key for name in ("up", "down", "page_up", "page_down", "top", "bottom") for key in BY_ID[name].keys
)
"""Keys that leave the focus where it is: held down, they are done together and painted once."""


def _leads_on(event: Key | Paste, target: Widget) -> bool:
    """Return whether this key may move the focus or change what the next key acts on."""
    if isinstance(event, Paste):
        return False
    return not event.is_printable if isinstance(target, Input) else event.key not in _STEPS


class TypeaheadApp(App[None], inherit_bindings=False):
    """Lets a key wait for the one before it."""

    class Through(Message):
        """What was sent to a widget before this is done; goes the way of a key."""

    def __init__(self) -> None:
        """Wait for nothing yet."""
        super().__init__()
        self._waiting: deque[Key | Paste] = deque()
        self._under_way: Key | Paste | None = None
        self._target: Widget | None = None

    async def on_event(self, event: Event) -> None:
        """Pass on what is typed, or let it wait."""
        if not isinstance(event, Key | Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            await super().on_event(event)
            if event is self._under_way:
                self._under_way = None
        elif self._is_urgent(event) or not (self._waiting or self._under_way):
            await self._take(event)
        else:
            self._waiting.append(event)
            self._ask_when_done()

    def _is_urgent(self, event: Key | Paste) -> bool:
        """Return whether a key is the app's own, which quits whatever else is under way."""
        return isinstance(event, Key) and event.key in self._bindings.key_to_bindings

    async def _take(self, event: Key | Paste) -> None:
        target = self.focused or self.screen
        await super().on_event(event)
        if event.is_forwarded and _leads_on(event, target):
            self._under_way, self._target = event, target

    def _ask_when_done(self) -> None:
        """Send something after the key that is under way; where its widget is gone, the key is too."""
        if not (self._under_way and self._target and self._target.post_message(self.Through())):
            self._go_on_soon()

    def on_typeahead_app_through(self) -> None:
        """Handle the next key, after what this one has asked for."""
        self._go_on_soon()

    def _go_on_soon(self) -> None:
        """Go on after what waits in the screen that is seen now: what the one before it brought about."""
        self._under_way = None
        self.screen.call_later(self.call_later, self._go_on)

    async def _go_on(self, *_: object) -> None:
        """Handle the next key; a screen that only just opened is given the time to set its focus."""
        if not self._waiting or self._under_way:
            return
        if not self.screen.is_mounted:
            self.screen.call_after_refresh(self.call_later, self._go_on)
            return
        await self._take(self._waiting.popleft())
        if self._waiting:
            self._ask_when_done()
