"""Finding words in the open article: a line in place of the hints, the words marked as one types."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader import words
from reader.bindings import bindings
from reader.commands import Owner, Place, hints
from reader.i18n import _
from reader.widgets.bars import HintBar


class FindScreen(ModalScreen[bool]):
    """Takes the words over the article; gives whether they are to stay marked."""

    CSS = """
    FindScreen { background: transparent; }
    FindScreen > Horizontal { dock: bottom; height: 1; background: $panel; }
    FindScreen Static { width: auto; padding: 0 1; }
    FindScreen Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    FindScreen Input:focus { border: none; }
    FindScreen HintBar { width: 45%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.FIND, Place.FIND)]

    def __init__(self, find: Callable[[str], None], step: Callable[[int], object]) -> None:
        """`find` marks words in the article, `step` goes to the next of them; with -1 to the one before."""
        super().__init__()
        self._find = find
        self._step = step
        self._is_missing = False

    def compose(self) -> ComposeResult:
        """Make the line."""
        with Horizontal():
            yield Static(_("Find"), markup=False)
            field = Input(placeholder=_("words of this article, accents or not"), compact=True)
            field.cursor_blink = False
            yield field
            yield Static("", markup=False, id="place")
            yield HintBar()

    def on_mount(self) -> None:
        """Take the words."""
        self.query_one(HintBar).commands = hints(Place.FIND)
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def show_place(self, number: int, count: int) -> None:
        """Say at which of how many places the article stands."""
        typed = self.query_one(Input).value.strip()
        self._is_missing = not count
        told = f"{words.number(number)}/{words.number(count)}" if count else _("not found") if typed else ""
        self.query_one("#place", Static).update(told)

    def action_next_found(self) -> None:
        """Go to the next place."""
        self._step(1)

    def action_previous_found(self) -> None:
        """Go to the place before."""
        self._step(-1)

    @on(Input.Submitted)
    def action_keep_found(self) -> None:
        """Go to the article; where it does not have the words there is nothing to keep."""
        self.dismiss(bool(self.query_one(Input).value.strip()) and not self._is_missing)

    def action_drop_found(self) -> None:
        """Go back to the place where one was."""
        self.dismiss(False)

    @on(HintBar.Chosen)
    def _do_hint(self, message: HintBar.Chosen) -> None:
        message.stop()
        self.call_later(self.run_action, message.id)
