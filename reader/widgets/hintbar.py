"""The line below the panes: the keys that work here."""

from textual.app import RenderResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.i18n import _
from reader.keyboard.command import Command
from reader.keyboard.commands import BY_ID, first_key
from reader.messages import with_fields
from reader.wording.columns import GAP

_META = "command"
_HELPS = ("help", "keys_here")


class HintBar(Widget):
    """Shows the keys that work here, as many as fit, and on a screen that has help how to get it."""

    DEFAULT_CSS = """
    HintBar { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """
    commands: reactive[tuple[Command, ...]] = reactive(())
    """What works now, the most useful first."""
    note: reactive[str] = reactive("")
    """What goes before them: where among many places the keys are."""

    @with_fields
    class Chosen(Message):
        """A hint was clicked."""

        id: str

    def __init__(self, *, with_help: bool = False) -> None:
        """`with_help` shows the key of the help at the right end."""
        super().__init__()
        self._with_help = with_help

    def render(self) -> RenderResult:
        """Draw the hints."""
        last = _hint(help_here) if (help_here := self._help()) else Content()
        shown = [Content(self.note + " " * GAP)] if self.note else []
        room = self.size.width - last.cell_length - sum(hint.cell_length for hint in shown)
        for hint in map(_hint, (command for command in self.commands if command.id not in _HELPS)):
            if hint.cell_length + GAP > room:
                break
            shown.append(hint + " " * GAP)
            room -= hint.cell_length + GAP
        return Content.assemble(*shown, " " * max(room, 0), last)

    @property
    def least(self) -> int:
        """Columns that it needs to say how to get help."""
        return (_hint(help_here).cell_length if (help_here := self._help()) else 0) + self.gutter.width

    def _help(self) -> Command | None:
        """Return what shows the keys here: where letters are typed another key than elsewhere."""
        named = next((command for command in self.commands if command.id == "keys_here"), None)
        return named or (BY_ID["help"] if self._with_help else None)

    def on_click(self, event: Click) -> None:
        """Do what the hint under the pointer says."""
        if isinstance(name := event.style.meta.get(_META), str):
            event.stop()
            self.post_message(self.Chosen(name))


def _hint(command: Command) -> Content:
    key, label = first_key(command.id), _(command.label)
    hint = Content.assemble((key, "bold $text-accent"), " ", label)
    return hint.stylize(Style.from_meta({_META: command.id}))
