"""Programs in a terminal that have painted their list: the reader, and its peers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.data import newest_title
from tests.bench.harness import Plan
from tests.bench.peers import empty, newsboat
from tests.bench.terminal import Terminal, reader_of

BARE = "bare Textual list"
ENTER = "\r"


@contextmanager
def reader(plan: Plan, size: int) -> Iterator[Terminal]:
    """Open the reader on so many articles."""
    with Terminal(reader_of(plan.home(size))) as terminal:
        terminal.until(newest_title(plan.home(size))[:16])
        terminal.settle(1.0)
        yield terminal


@contextmanager
def bare(size: int) -> Iterator[Terminal]:
    """Open an app that has nothing but a list of so many rows."""
    with Terminal([sys.executable, empty.__file__, str(size)]) as terminal:
        terminal.until(empty.LIST)
        terminal.settle(1.0)
        yield terminal


@contextmanager
def feed(size: int) -> Iterator[Terminal]:
    """Open newsboat on so many articles."""
    with Terminal(newsboat.command(size)) as terminal:
        terminal.until(newsboat.FEED)
        terminal.settle()
        terminal.press(ENTER)
        yield terminal
