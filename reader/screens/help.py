"""The help: every key that works where it was asked for, from the table of commands."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.i18n import _
from reader.keyboard.bindings import bindings
from reader.keyboard.command import Command, Group, Owner, Place
from reader.keyboard.commands import with_own_keys
from reader.render.text import Drawn, Fitted, Line, stacked, two_columns
from reader.screens.hinted import HintedScreen
from reader.widgets.hintbar import HintBar
from reader.widgets.textpane import TextPane

if TYPE_CHECKING:
    from textual.visual import Visual


def help_content(commands: Iterable[Command], width: int) -> Drawn:
    """Write commands with the keys that lead to them, group by group, for so many cells."""
    pairs = list(with_own_keys(commands))
    widest = max(cell_len(keys) for _command, keys in pairs)
    lines: list[Line] = []
    for group in Group:
        members = [(_named(keys, widest), _(one.help)) for one, keys in pairs if one.group is group]
        if members:
            lines += [(Content(""), False), (Content.styled(_(group), "bold $text-primary"), False)]
            lines += two_columns(members, width)
    return stacked(lines[1:])


def _named(keys: str, widest: int) -> Content:
    return Content.assemble("  ", (keys, "bold $text-accent"), " " * (widest - cell_len(keys)))


class _Keys(TextPane, can_focus=True, inherit_bindings=False):
    """The keys, scrolled like every pane."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Owner.PANE, Place.HELP)]


class HelpScreen(HintedScreen[None], ModalScreen[None]):
    """Shows the keys over what is being read."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > Vertical {
        width: 84; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $primary; padding: 0 0;
    }
    HelpScreen _Keys { height: auto; max-height: 100%; padding: 0 2; scrollbar-size-vertical: 1; }
    HelpScreen .more { margin: 1 0 0 2; }
    HelpScreen HintBar { background: $surface; dock: bottom; }
    """
    PLACE = Place.HELP

    def __init__(self, commands: Iterable[Command], more: "Visual | None") -> None:
        """`commands` are those that work where the help was asked for; `more` stands below them."""
        super().__init__()
        self._commands = tuple(commands)
        self._more = more

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            box.border_title = Content(_("Keys that work here"))
            with _Keys():
                yield Static(Fitted(partial(help_content, self._commands)))
                if self._more is not None:
                    yield Static(self._more, classes="more")
            yield HintBar()

    def on_mount(self) -> None:
        """Let the keys move the text."""
        self.query_one(_Keys).focus()

    def action_close(self) -> None:
        """Go back to reading."""
        self.dismiss()
