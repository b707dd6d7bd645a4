"""A reader ends where its terminal is gone or a signal asks for it, whatever it was drawing."""

import fcntl
import os
import signal
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.cli.exits import Exit
from tests.reader.cli.processes import Begun, begun_on_terminal, drawn_on

PATIENCE = 30
"""Seconds after which a reader counts as one that stays."""
SHOWN = b"ALL NEWS"
LEFT = b"\x1b[?1049l"
"""What gives a terminal its former contents back."""


def own_terminal() -> None:
    """Make standard input the terminal that signals come from."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def reading(home: Path, *, begin: Callable[[], None] | None) -> Iterator[Begun]:
    """Open the reader on a terminal, and go on once it has painted; whoever has our end closes it."""
    process, ours = begun_on_terminal("--home", home, first=begin)
    try:
        drawn = b""
        while SHOWN not in drawn:
            drawn += os.read(ours, 65536)
        yield process, ours
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("begin", [own_terminal, None], ids=["with SIGHUP", "without"])
def test_it_ends_with_its_terminal(home: Path, begin: Callable[[], None] | None) -> None:
    with reading(home, begin=begin) as (process, ours):
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED


@pytest.mark.parametrize("begin", [own_terminal, None], ids=["with SIGHUP", "without"])
def test_it_ends_with_a_terminal_that_took_no_more(home: Path, begin: Callable[[], None] | None) -> None:
    with reading(home, begin=begin) as (process, ours):
        for _ in range(100):
            os.write(ours, b"Gg")  # each paints a page, which nobody reads
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_gives_the_terminal_back(home: Path, number: signal.Signals) -> None:
    with reading(home, begin=own_terminal) as (process, ours):
        process.send_signal(number)
        drawn = drawn_on(ours)
        os.close(ours)
        assert process.wait(PATIENCE) == Exit.INTERRUPTED
    assert LEFT in drawn
    assert b"Traceback" not in drawn
