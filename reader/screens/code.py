"""The link of an article as a code that a phone's camera reads."""

import re

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.i18n import _
from reader.keyboard.command import Place
from reader.keyboard.commands import first_key
from reader.render.text import foreign_block
from reader.screens.hinted import HintedScreen
from reader.terminal.qr import INK, code_lines, why_none
from reader.widgets.hintbar import HintBar
from reader.wording.signs import current

_LINES_BELOW = 2
"""Lines for the address and the keys."""


class CodeScreen(HintedScreen[None], ModalScreen[None]):
    """Shows the code of an address, dark on light whatever the theme: cameras know no other."""

    DEFAULT_CSS = """
    CodeScreen { background: $background; }
    CodeScreen Container { align: center middle; height: 1fr; }
    CodeScreen #code { width: auto; max-width: 100%; }
    CodeScreen #address { height: 1; padding: 0 1; text-align: center; width: 100%; text-overflow: ellipsis; }
    """
    PLACE = Place.CODE

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def compose(self) -> ComposeResult:
        """Put the code above the address."""
        yield Container(Static(id="code", markup=False))
        yield Static(foreign_block(self._address), id="address")
        yield HintBar()

    def on_resize(self) -> None:
        """Draw the code as there is room, or say how much it needs."""
        width, height = self.app.size
        lines = code_lines(self._address, width, height - _LINES_BELOW, plain=current().plain)
        self.query_one("#code", Static).update(_painted("\n".join(lines)) if lines else self._without())

    def _without(self) -> Content:
        copies = _("{key} copies the link.").format(key=first_key("copy_code_link"))
        return Content(f"{why_none(self._address, _LINES_BELOW, plain=current().plain)} {copies}")

    def action_copy_code_link(self) -> None:
        """Copy the link; where the code has no room, that is the way to take it along."""
        self.app.copy_to_clipboard(self._address)
        self.say(_("Link copied: {url}").format(url=self._address))

    def action_close_code(self) -> None:
        """Go back to reading."""
        self.dismiss(None)


def _painted(code: str) -> Content:
    """Paint a code dark on light; cells in ASCII are dark as a whole."""
    drawn = Content(code).stylize("#000000 on #ffffff")
    for ink in re.finditer(f"{INK}+", code):
        drawn = drawn.stylize("on #000000", *ink.span())
    return drawn
