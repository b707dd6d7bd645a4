"""A screen with a list of its own beside the reading."""

from typing import TypeVar

from reader.screens.hinted import HintedScreen
from reader.screens.tidy import TidyScreen

_Result = TypeVar("_Result")


class AsideScreen(HintedScreen[_Result], TidyScreen[_Result]):
    """Helps with the keys of its place."""

    action_help = HintedScreen.action_keys_here
    """Show the keys that work here, by the key for it where no letters are typed."""
