"""A line that says how far long work is and which key stops it, and the bar that it shares with a sync."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader import words
from reader.columns import cut
from reader.commands import first_key
from reader.i18n import _

_BAR = 16
"""Cells of the bar."""


def gauge(share: float, *, ascii_marks: bool) -> str:
    """Draw which part of something is done, 0 to 1."""
    full, empty = ("#", "-") if ascii_marks else ("━", "─")
    cells = round(min(max(share, 0.0), 1.0) * _BAR)
    return full * cells + empty * (_BAR - cells)


class WorkBar(Widget):
    """Is there while articles are marked, once that has taken a while."""

    DEFAULT_CSS = """
    WorkBar { height: 1; padding: 0 1; background: $primary-muted; color: $foreground; display: none; }
    """
    done: reactive[int] = reactive(0)
    of: reactive[int] = reactive(0)
    stopping: reactive[bool] = reactive(default=False)

    def __init__(self, *, ascii_marks: bool = False) -> None:
        """`ascii_marks` draws the bar without Unicode."""
        super().__init__()
        self._plain = ascii_marks

    def render(self) -> RenderResult:
        """Draw what is done, a bar, and how to stop."""
        bar = gauge(self.done / self.of if self.of else 0.0, ascii_marks=self._plain)
        count = f"{words.number(self.done)}/{words.number(self.of)}" if self.of else ""
        key = first_key("stop_marking")
        end = _("stopping …") if self.stopping else _("{key} stop").format(key=key)
        right = f"  {bar} {count}  {end}"
        room = max(self.size.width - cell_len(right), 0)
        text = cut(_("Marking …"), room)
        return Content(text + " " * (room - cell_len(text)) + right)
