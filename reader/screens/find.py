"""The line for words to find in the open article, in place of the hints."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.bindings import bindings
from reader.commands import Owner, Place, hints
from reader.i18n import _
from reader.widgets.bars import HintBar


class FindScreen(ModalScreen[str]):
    """Gives the words, or none.

    They are marked when the line is left: what changes below another screen paints all of it, which on a slow
    line takes a second a letter.
    """

    CSS = """
    FindScreen { background: transparent; }
    FindScreen > Horizontal { dock: bottom; height: 1; background: $panel; }
    FindScreen Static { width: auto; padding: 0 1; }
    FindScreen Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    FindScreen Input:focus { border: none; }
    FindScreen HintBar { width: 45%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.FIND, Place.FIND)]

    def compose(self) -> ComposeResult:
        """Make the line."""
        with Horizontal():
            yield Static(_("Find"), markup=False)
            field = Input(placeholder=_("words of this article, accents or not"), compact=True)
            field.cursor_blink = False
            yield field
            yield HintBar()

    def on_mount(self) -> None:
        """Take the words."""
        self.query_one(HintBar).commands = hints(Place.FIND)
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def action_keep_found(self) -> None:
        """Go to the article and mark the words."""
        self.dismiss(self.query_one(Input).value)

    def action_drop_found(self) -> None:
        """Go back to where one was."""
        self.dismiss("")

    @on(HintBar.Chosen)
    def _do_hint(self, message: HintBar.Chosen) -> None:
        message.stop()
        self.call_later(self.run_action, message.id)
