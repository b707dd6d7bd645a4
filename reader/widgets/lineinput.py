"""An input line of one row, without a frame."""

from textual.events import Paste
from textual.geometry import Offset
from textual.widgets import Input

from reader.i18n import _
from reader.words import number
from scrapers.text import clean_line

MOST_PASTED = 2_000
"""Letters that are taken at once: a whole document, pasted by mistake, would stop the screen for minutes."""


class LineInput(Input):
    """Takes words; its cursor does not blink, which on a slow line is traffic without end."""

    DEFAULT_CSS = """
    LineInput { height: 1; border: none; padding: 0 1; }
    LineInput:focus { border: none; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        """`value` is there already; it is selected on focus, so that the first letter replaces it."""
        super().__init__(value, placeholder=placeholder, compact=True)
        self.cursor_blink = False
        self._initial_value = False  # Textual 8.2 does not scroll to the end of the first value

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the place of the line: what a message asked for came after keys typed ahead."""
        return action != "submit" and super().check_action(action, parameters)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is on the screen; behind the last letter Textual 8.2 says one cell too far."""
        return super().cursor_screen_offset - (int(self.cursor_at_end), 0)

    def meant(self, pasted: str) -> str:
        """Return what of a pasted text is to stand here: one line, and nothing that a terminal would obey."""
        return clean_line(pasted)

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        """Take what was copied in the reader."""
        self._take(self.app.clipboard)

    def _take(self, pasted: str) -> None:
        meant = self.meant(pasted)
        if len(meant) > MOST_PASTED:
            text = _("Only the first {n} letters of what was pasted stand here.")
            self.notify(text.format(n=number(MOST_PASTED)), severity="warning")
        self.replace(meant[:MOST_PASTED], *self.selection)
