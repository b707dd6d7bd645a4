"""A screen with a list of its own beside the reading: it is read, and left again."""

from typing import ClassVar, TypeVar

from reader.commands import Place, in_place
from reader.screens.help import HelpScreen
from reader.screens.tidy import TidyScreen
from reader.widgets.bars import HintBar

_Result = TypeVar("_Result")


class AsideScreen(TidyScreen[_Result]):
    """Helps with the keys of its place, and does what its hints say."""

    PLACE: ClassVar[Place]

    def action_help(self) -> None:
        """Show the keys that work here."""
        self.app.push_screen(HelpScreen(in_place(self.PLACE)))

    def on_hint_bar_chosen(self, message: HintBar.Chosen) -> None:
        """Do what the clicked hint says."""
        message.stop()
        self.call_later(self.run_action, message.id)
