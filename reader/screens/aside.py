"""A screen with a list of its own beside the reading."""

from typing import TypeVar

from reader.keyboard.commands import in_place
from reader.screens.help import HelpScreen
from reader.screens.hinted import HintedScreen
from reader.screens.tidy import TidyScreen

_Result = TypeVar("_Result")


class AsideScreen(HintedScreen[_Result], TidyScreen[_Result]):
    """Helps with the keys of its place."""

    def action_help(self) -> None:
        """Show the keys that work here."""
        working = tuple(command for command in in_place(self.PLACE) if self.works(command.id))
        self.app.push_screen(HelpScreen(working))
