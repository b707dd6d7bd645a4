"""Shows the terminal's cursor where letters go; elsewhere it is hidden, and stands where one reads.

Textual draws a cursor of its own, and hides that of the terminal in a corner. But input methods go by that:
while it is hidden, fcitx5 in xterm 379 loses letters, and words come in another order. A braille display or
a magnifier goes by it, too.
"""

from typing import TYPE_CHECKING

from textual.app import App
from textual.geometry import Offset
from textual.widgets import Input

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen
    from textual.widget import Widget

_SHOW, _HIDE = "\x1b[?25h", "\x1b[?25l"


class CursorApp(App[None], inherit_bindings=False):
    """Has the terminal's cursor where letters go, or where one reads."""

    _cursor_is_shown = False
    """As far as the terminal was told; Textual hides it whenever it takes the terminal."""

    def on_mount(self) -> None:
        """Have lines draw no cursor of their own where there is a terminal."""
        self.set_class(not self.is_headless, "-cursor", update=False)

    def _display(self, screen: "Screen[object]", renderable: "RenderableType | None") -> None:
        """Paint, and leave the cursor where it belongs."""
        focused = self.focused
        self.cursor_position = _place_in(focused) if focused else Offset()
        super()._display(screen, renderable)
        self._show_cursor(shown=isinstance(focused, Input))

    def _show_cursor(self, *, shown: bool) -> None:
        if self._driver is None or self.is_headless or shown is self._cursor_is_shown:
            return
        self._cursor_is_shown = shown
        self._driver.write(_SHOW if shown else _HIDE)
        self._driver.flush()


def _place_in(focused: "Widget") -> Offset:
    """Return where a widget has its cursor, as Textual's lines do; without one it is its first line."""
    place = getattr(focused, "cursor_screen_offset", None)
    return place if isinstance(place, Offset) else focused.content_region.offset
