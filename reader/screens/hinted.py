"""A screen with keys of its own: its hints name them, and do what they say when they are clicked."""

from typing import ClassVar, TypeVar

from textual.screen import Screen

from reader.commands import Place, hints
from reader.widgets.bars import HintBar

_Result = TypeVar("_Result")


class HintedScreen(Screen[_Result]):
    """Has a `HintBar`, in which it shows the keys of its place."""

    PLACE: ClassVar[Place]

    def on_mount(self) -> None:
        """Show the keys; Textual calls every class's own."""
        self.query_one(HintBar).commands = hints(self.PLACE)

    def on_hint_bar_chosen(self, message: HintBar.Chosen) -> None:
        """Do what the clicked hint says."""
        message.stop()
        self.call_later(self.run_action, message.id)
