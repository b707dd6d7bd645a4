"""A screen with keys of its own: its hints name them, and do what they say when they are clicked."""

from typing import ClassVar, TypeVar

from textual.visual import Visual

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.keyboard.commands import in_place
from reader.keyboard.hints import hints
from reader.screens.fresh import FreshScreen
from reader.widgets.hintbar import HintBar

_Result = TypeVar("_Result")


class HintedScreen(FreshScreen[_Result]):
    """Binds the keys of its place, and shows them in a `HintBar`."""

    PLACE: ClassVar[Place]

    def __init_subclass__(cls, **rules: bool) -> None:
        """Bind the keys of a class that has a place: Textual takes them when the class is made."""
        if hasattr(cls, "PLACE"):
            cls.BINDINGS = [*bindings(Owner.PLACE, cls.PLACE), *bindings(Owner.SCREEN, cls.PLACE)]
        super().__init_subclass__(**rules)

    def on_mount(self) -> None:
        """Show the keys; Textual calls the `on_mount` of every class."""
        self.tell_hints()

    def works(self, command: str) -> bool:  # noqa: ARG002 - for the subclass
        """Return whether a command has anything to do now."""
        return True

    def tell_hints(self) -> None:
        """Show the keys that work now."""
        self.query_one(HintBar).commands = hints(self.PLACE, self.works)

    def action_keys_here(self) -> None:
        """Show the keys of this place, and below them what else there is to know."""
        from reader.screens.help import HelpScreen  # noqa: PLC0415 - which is such a screen itself

        working = tuple(command for command in in_place(self.PLACE) if self.works(command.id))
        self.app.push_screen(HelpScreen(working, self.more_help()))

    def more_help(self) -> Visual | None:
        """Return what the help says below the keys."""
        return None

    def on_hint_bar_chosen(self, message: HintBar.Chosen) -> None:
        """Do what the clicked hint says."""
        message.stop()
        self.call_later(self.run_action, message.id)
