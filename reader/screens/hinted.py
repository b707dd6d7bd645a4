"""A screen with keys of its own: its hints name them, and do what they say when they are clicked."""

from itertools import chain, product, starmap
from typing import ClassVar, TypeVar

from textual.visual import Visual

from reader.keyboard.bindings import bindings
from reader.keyboard.command import Owner, Place
from reader.keyboard.commands import BY_ID, in_place
from reader.keyboard.hints import hints
from reader.screens.fresh import FreshScreen
from reader.widgets.hintbar import HintBar

_Result = TypeVar("_Result")


class HintedScreen(FreshScreen[_Result]):
    """Binds the keys of its place, and shows them in a `HintBar`."""

    PLACE: ClassVar[Place]
    """Where the keys go at first."""
    ALSO: ClassVar[tuple[Place, ...]] = ()
    """Where they may go besides; then the class says by `place` where they are."""

    def __init_subclass__(cls, **rules: bool) -> None:
        """Bind the keys of a class that has a place: Textual takes them when the class is made."""
        if hasattr(cls, "PLACE"):
            places, owners = (cls.PLACE, *cls.ALSO), (Owner.PLACE, Owner.SCREEN)
            cls.BINDINGS = [*chain.from_iterable(starmap(bindings, product(owners, places)))]
        super().__init_subclass__(**rules)

    @property
    def place(self) -> Place:
        """Where the keys go."""
        return self.PLACE

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse a command of another place of this screen."""
        command = BY_ID.get(action)
        if command is not None and self.place not in command.where:
            return False
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Show the keys; Textual calls the `on_mount` of every class."""
        self.tell_hints()

    def works(self, command: str) -> bool:  # noqa: ARG002 - for the subclass
        """Return whether a command has anything to do now."""
        return True

    def tell_hints(self) -> None:
        """Show the keys that work now."""
        self.query_one(HintBar).commands = hints(self.place, self.works)

    def action_keys_here(self) -> None:
        """Show the keys of this place, and below them what else there is to know."""
        from reader.screens.help import HelpScreen  # noqa: PLC0415 - which is such a screen itself

        working = tuple(command for command in in_place(self.place) if self.works(command.id))
        self.app.push_screen(HelpScreen(working, self.more_help()))

    def more_help(self) -> Visual | None:
        """Return what the help says below the keys."""
        return None

    def on_hint_bar_chosen(self, message: HintBar.Chosen) -> None:
        """Do what the clicked hint says."""
        message.stop()
        self.call_later(self.run_action, message.id)
