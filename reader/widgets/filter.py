"""The input line that filters the list."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from reader.i18n import _
from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.messages import with_fields
from reader.widgets.frugal import Settled
from reader.widgets.lineinput import LineInput


class FilterInput(LineInput, Settled):
    """Takes the words; there only while it is used or the list is filtered."""

    DEFAULT_CSS = """
    FilterInput { background: $surface; }
    FilterInput:focus { background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PLACE, Place.FILTER)]

    @with_fields
    class Typed(Message):
        """The words are other ones now."""

        words: str

    class Kept(Message):
        """The list is to stay filtered, and the keys to go to it."""

    class Sought(Message):
        """The words are to be searched for in the texts of all articles."""

    class Dropped(Message):
        """The filter is to go."""

    class Helped(Message):
        """The keys of the line are asked for."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("words of the title, accents or not"))

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        # Past the containers between: on their way the letter would be painted in a frame of its own.
        self.screen.post_message(self.Typed(event.value))

    def action_keep_filter(self) -> None:
        """Go to the list."""
        self.post_message(self.Kept())

    def action_search_texts(self) -> None:
        """Search for the words."""
        self.post_message(self.Sought())

    def action_keys_here(self) -> None:
        """Show the keys of this line."""
        self.post_message(self.Helped())

    def action_drop_filter(self) -> None:
        """Clear the filter."""
        self.post_message(self.Dropped())
