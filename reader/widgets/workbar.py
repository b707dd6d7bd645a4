"""A line that shows how far long work has come and which key stops it."""

import threading
from dataclasses import dataclass, field
from functools import partial

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reader import words
from reader.i18n import _
from reader.keyboard.commands import first_key
from reader.wording.columns import cut, padded
from reader.wording.signs import current

PATIENCE = 0.5
"""Seconds after which work is shown."""
_BAR = 16
"""Cells of the bar."""


def gauge(share: float) -> str:
    """Draw a bar of which a share, 0 to 1, is full."""
    full, empty = ("#", "-") if current().plain else ("━", "─")
    cells = round(min(max(share, 0.0), 1.0) * _BAR)
    return full * cells + empty * (_BAR - cells)


def work_line(doing: str, share: float | None, counts: tuple[int, int], stop: str, width: int) -> Content:
    """Draw what is being done, a bar and how much of how many it is, and the key of the command `stop`.

    Without a `share` there is room for more words in place of the bar; without `stop` it is stopping already.
    """
    done, of = map(words.number, counts)
    end = _("{key} stop").format(key=first_key(stop)) if stop else _("stopping …")
    bar = "" if share is None else f"{gauge(share)} "
    right = f"  {bar}{f'{done}/{of}' if counts[1] else ''}  {end}"
    room = max(width - cell_len(right), 0)
    return Content(padded(cut(doing, room), room) + right)


@dataclass(eq=False)
class _Work:
    """Long work in a thread: what is being done in words, and how much of it is."""

    doing: str
    done: int = 0
    of: int = 0
    halt: threading.Event = field(default_factory=threading.Event)
    """Set to ask the thread to end."""
    shown: bool = False


class WorkBar(Widget):
    """Shown while work goes on, once that has taken a while; of several it shows the one begun last.

    Work is named by the id of the command whose key stops it.
    """

    DEFAULT_CSS = """
    WorkBar { height: 1; padding: 0 1; background: $primary-muted; color: $foreground; display: none; }
    """

    class Appeared(Message):
        """Work is shown now, and the key that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self._works: dict[str, _Work] = {}

    def begin(self, doing: str, stop: str) -> threading.Event:
        """Add work that begins now; return what is set to ask its thread to end."""
        self._works[stop] = work = _Work(doing)
        self.set_timer(PATIENCE, partial(self._appear, work))
        return work.halt

    def _appear(self, work: _Work) -> None:
        if work in self._works.values():
            work.shown = True
            self._show()
            self.post_message(self.Appeared())

    def goes_on(self, stop: str) -> bool:
        """Return whether the work that a command stops goes on, if only to its end."""
        return stop in self._works

    def can_stop(self, stop: str) -> bool:
        """Return whether there is work that a command can still ask to end."""
        return stop in self._works and not self._works[stop].halt.is_set()

    def tell(self, stop: str, done: int, of: int, doing: str = "") -> None:
        """Show how much of it is done, and what is being done now."""
        if work := self._works.get(stop):
            work.done, work.of, work.doing = done, of, doing or work.doing
            self._show()

    def stop(self, stop: str) -> None:
        """Ask for its end."""
        if work := self._works.get(stop):
            work.halt.set()
            self._show()

    def on_unmount(self) -> None:
        """Ask for the end of all work; the program ends."""
        for work in self._works.values():
            work.halt.set()

    def end(self, stop: str) -> None:
        """Finish it."""
        self._works.pop(stop, None)
        self._show()

    def _show(self) -> None:
        self.display = any(work.shown for work in self._works.values())
        self.refresh()

    def render(self) -> RenderResult:
        """Draw what is done, a bar, and how to stop."""
        shown = [(stop, work) for stop, work in self._works.items() if work.shown]
        if not shown:
            return ""
        stop, work = shown[-1]
        share = work.done / work.of if work.of else None
        stop = "" if work.halt.is_set() else stop
        return work_line(work.doing, share, (work.done, work.of), stop, self.size.width)
