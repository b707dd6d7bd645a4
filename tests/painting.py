"""What stands on a terminal after all that was sent to it, beside what would stand there drawn anew."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from rich.cells import cell_len
from textual._compositor import Compositor, CompositorUpdate
from textual.app import App
from textual.screen import Screen

from reader.widgets.frugal import Painter
from reader.widgets.keptlines import KeptLines

_PART = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|([^\x1b\n])|\n")
Cells = dict[tuple[int, int], tuple[str, str]]


class Terminal:
    """Cells, each with its letter and its colours as they were sent."""

    def __init__(self) -> None:
        self.cells: Cells = {}

    def take(self, sent: str) -> None:
        """Do what a terminal does with it."""
        x = y = 0
        look = ""
        for part in _PART.finditer(sent):
            row, column, colours, letter = part.groups()
            if row:
                x, y = int(column) - 1, int(row) - 1
            elif letter:
                self.cells[x, y] = letter, look
                x += cell_len(letter)
            else:
                look = colours or ""

    def lines(self, size: tuple[int, int]) -> list[str]:
        """Return the letters."""
        return ["".join(self.cells.get((x, y), ("", ""))[0] for x in range(size[0])) for y in range(size[1])]


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Take all that is painted until the end of the block, as an app without a terminal sends it nowhere."""
    seen = Terminal()

    def display(self: App[None], _screen: Screen[None], update: object) -> None:
        if isinstance(update, CompositorUpdate) and not self._batch_count:
            seen.take(update.render_segments(self.console))

    with monkeypatch.context() as patched:
        patched.setattr(App, "_display", display)
        yield seen


def anew(app: App[None]) -> Terminal:
    """Draw the whole screen as Textual does."""
    whole = Terminal()
    for widget in app.screen.query("*"):
        widget._styles_cache.clear()
        if isinstance(widget, KeptLines):
            widget.forget_lines()
    with patch.object(Painter, "_get_renders", Compositor._get_renders):
        whole.take(app.screen._compositor.render_full_update().render_segments(app.console))
    return whole


def differing(seen: Terminal, app: App[None]) -> list[str]:
    """Name the cells that stand otherwise than they would drawn anew."""
    wanted = anew(app).cells
    width, height = app.size
    there = ((x, y) for y in range(height) for x in range(width))
    return [
        f"{x},{y}: {seen.cells.get((x, y))} in place of {wanted.get((x, y))}"
        for x, y in there
        if seen.cells.get((x, y)) != wanted.get((x, y))
    ]
