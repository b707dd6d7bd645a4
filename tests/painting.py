"""What stands on a terminal after all that was sent to it, beside what would stand there drawn anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pyte
import pytest
from pyte.screens import Char
from textual._compositor import Compositor, CompositorUpdate
from textual.app import App
from textual.screen import Screen

from reader.widgets.frugal import Painter
from reader.widgets.keptlines import KeptLines

_COLUMNS, _LINES = 200, 60
"""More than any terminal of the tests has."""


class Terminal:
    """Cells, each with its letter and how it looks, as an emulator has them."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(_COLUMNS, _LINES)
        self._stream = pyte.Stream(self._screen)
        self.bytes = 0
        """How many were sent."""

    def take(self, sent: str) -> None:
        """Do what a terminal does with it."""
        self.bytes += len(sent.encode())
        self._stream.feed(sent)

    def garble(self) -> None:
        """Show what nobody sent."""
        self.take("\x1b[H" + "#" * _COLUMNS * _LINES)

    def cell(self, x: int, y: int) -> Char:
        """Return what is seen of a cell: of a blank its ground alone."""
        cell = self._screen.buffer[y][x]
        is_seen = cell.data != " " or cell.reverse or cell.underscore or cell.strikethrough
        return cell if is_seen else cell._replace(fg="default", bold=False, italics=False, blink=False)

    def lines(self, size: tuple[int, int]) -> list[str]:
        """Return the letters."""
        return [line[: size[0]] for line in self._screen.display[: size[1]]]


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
    wanted = anew(app)
    width, height = app.size
    there = ((x, y) for y in range(height) for x in range(width))
    return [
        f"{x},{y}: {seen.cell(x, y)} in place of {wanted.cell(x, y)}"
        for x, y in there
        if seen.cell(x, y) != wanted.cell(x, y)
    ]
