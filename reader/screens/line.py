"""An input line in place of the hints."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.keyboard.hints import hints
from reader.screens.hinted import HintedScreen
from reader.widgets.hintbar import HintBar
from reader.widgets.lineinput import LineInput

_Result = TypeVar("_Result")
_WITH_HINTS = 50
"""Columns from which there is room for more than the words."""
_WORDS = 44
"""Columns that the words have, before any key but that of the help is told."""


class LineScreen(HintedScreen[_Result], ModalScreen[_Result]):
    """Takes a line of words; a subclass has the two actions that keep it or drop it."""

    DEFAULT_CSS = """
    LineScreen { background: transparent; }
    LineScreen > Horizontal { dock: bottom; height: 1; background: $panel; }
    LineScreen Static { width: auto; padding: 0 1; }
    LineScreen LineInput { width: 1fr; padding: 0; background: $panel; }
    """
    INPUT: ClassVar[type[LineInput]] = LineInput
    """What takes the words."""

    def __init__(self, label: str, placeholder: str, former: str = "") -> None:
        """`former` stands there already, selected, so that the first letter replaces it."""
        super().__init__()
        self._label = label
        self._placeholder = placeholder
        self._former = former

    def compose(self) -> ComposeResult:
        """Make the line."""
        with Horizontal():
            yield Static(self._label, markup=False)
            yield self.INPUT(self._former, placeholder=self._placeholder)
            yield HintBar()

    def on_mount(self) -> None:
        """Take what is typed."""
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Leave a short line to what is typed; until then it tells the keys."""
        bar, width = self.query_one(HintBar), self.app.size.width
        bar.display = width >= _WITH_HINTS
        bar.styles.width = max(min(width * 45 // 100, width - _WORDS), bar.least)
        self.query_one(Input).placeholder = self._placeholder if bar.display else self._keys()

    def _keys(self) -> str:
        keys = hints(self.place, self.works)
        return "  ".join(f"{first_key(command.id)} {_(command.label)}" for command in keys)


class WordsScreen(LineScreen[str]):
    """Returns what was typed, empty for nothing."""

    def keep(self) -> None:
        """Leave with what stands there."""
        self.dismiss(self.query_one(Input).value)

    def drop(self) -> None:
        """Leave with nothing."""
        self.dismiss("")
