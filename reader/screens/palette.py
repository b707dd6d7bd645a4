"""The list of commands: find one by its name, with or without accents, and run it."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.i18n import _
from reader.keyboard.command import Command, Place
from reader.keyboard.commands import key_names
from reader.render.rows import Bit, between
from reader.screens.hinted import HintedScreen
from reader.widgets.hintbar import HintBar
from reader.widgets.lineinput import LineInput
from reader.widgets.rowlist import RowList
from reader.wording.columns import cut
from scrapers.text import fold

_ROWS = 14
_AROUND = 6
"""Lines around the list: the border, what is typed, the hints, and what is seen above the box."""


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """Keep the commands whose wording has every typed word; those called so, or that begin so, come first."""
    words = fold(typed).split()
    wanted = " ".join(words)
    found = [command for command in commands if all(word in _folded(command) for word in words)]
    return sorted(
        found,
        key=lambda command: (fold(_(command.label)) != wanted, not _folded(command).startswith(wanted)),
    )


def _folded(command: Command) -> str:
    return fold(f"{_(command.help)} {_(command.label)}")


class CommandList(RowList[Command], can_focus=False):
    """The commands found, each with its keys."""

    def show(self, commands: Sequence[Command]) -> None:
        """Show these, the cursor on the first."""
        self.rows = commands
        self.cursor = 0

    def draw(self, index: int, width: int) -> list[list[Bit]]:
        """Draw what it does and its keys."""
        command = self.rows[index]
        keys = key_names(command)
        text = cut(_(command.help), width - cell_len(keys) - 2)
        return [between([Bit(text, "title")], [Bit(keys, "mark"), Bit(" ")], width)]


class PaletteScreen(HintedScreen[str | None], ModalScreen[str | None]):
    """Returns the id of the command that was chosen, or None."""

    DEFAULT_CSS = """
    PaletteScreen { align: center top; background: $background 60%; }
    PaletteScreen > Vertical {
        width: 72; max-width: 100%; height: auto; max-height: 100%; margin-top: 2;
        background: $surface; border: round $primary;
    }
    PaletteScreen LineInput { background: $surface; }
    PaletteScreen Static { height: 1; padding: 0 1; color: $foreground 70%; }
    PaletteScreen HintBar { background: $surface; }
    """
    PLACE = Place.PALETTE

    def __init__(self, commands: Sequence[Command]) -> None:
        """`commands` are those that work now."""
        super().__init__()
        self._all = commands

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            box.border_title = Content(_("Find a command by its name"))
            yield LineInput(placeholder=_("what to do, accents or not"))
            yield Static(_("There is no such command."), markup=False)
            yield CommandList()
            yield HintBar()

    def on_resize(self) -> None:
        """Leave room for the line and the hints."""
        self.query_one(CommandList).styles.height = max(1, min(_ROWS, self.size.height - _AROUND))

    def on_mount(self) -> None:
        """Offer everything first."""
        self._show(matching(self._all, ""))
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _find(self, event: Input.Changed) -> None:
        self._show(matching(self._all, event.value))

    def _show(self, found: Sequence[Command]) -> None:
        self.query_one(CommandList).show(found)
        self.query_one(Static).display = not found

    def action_previous_hit(self) -> None:
        """Go to the command above."""
        self.query_one(CommandList).action_up()

    def action_next_hit(self) -> None:
        """Go to the command below."""
        self.query_one(CommandList).action_down()

    def action_page_of_hits_up(self) -> None:
        """Go a page up."""
        self.query_one(CommandList).action_page_up()

    def action_page_of_hits_down(self) -> None:
        """Go a page down."""
        self.query_one(CommandList).action_page_down()

    @on(RowList.Clicked)
    def action_run(self) -> None:
        """Run the command under the cursor."""
        if command := self.query_one(CommandList).current:
            self.dismiss(command.id)

    def action_leave_palette(self) -> None:
        """Run nothing."""
        self.dismiss(None)
