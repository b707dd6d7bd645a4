"""A screen that comes with its styles, which Textual 8.2 reads three times: mounted, resized, and shown.

It is painted when the terminal can take it.
"""

from typing import TypeVar

from textual.events import ScreenResume
from textual.screen import Screen

from reader.screens import layout
from reader.terminal.painted import SparingApp
from reader.widgets.frugal import Painter

_Result = TypeVar("_Result")


class FreshScreen(Screen[_Result]):
    """Reads the styles of all that is on it once when it comes."""

    _shown = False

    def __init__(self) -> None:
        """Have a painter of our own, and the class of the width, so that the first size changes nothing."""
        super().__init__()
        self._compositor = Painter()
        self.add_class(layout.breadth(self.app.size.width), update=False)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Keep the styles that were read a moment ago; Textual calls this before its own handler."""
        event.refresh_styles &= self._shown
        self._shown = True

    def _compositor_refresh(self) -> None:
        """Paint what changed, now or with what changes until the terminal can take it."""
        app = self.app
        if not (self is app.screen and isinstance(app, SparingApp) and app.holds_back()):
            super()._compositor_refresh()

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Show a message for some seconds; none for an empty text."""
        if text:
            self.notify(text, severity="error" if trouble else "information")

    def refusal(self, key: str) -> str:  # noqa: ARG002 - for the subclass
        """Return why a key has nothing to do here; empty where there is no more to say than that."""
        return ""
