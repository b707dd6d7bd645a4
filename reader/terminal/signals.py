"""Signals that ask a program to end."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


def ending_signals() -> tuple[signal.Signals, ...]:
    """Return those beside Ctrl+C; a terminal that is closed is none where nohup says so."""
    both = (signal.SIGTERM, signal.SIGHUP)
    return tuple(number for number in both if signal.getsignal(number) is not signal.SIG_IGN)


@contextmanager
def handled(handler: Callable[[int, FrameType | None], None], *numbers: signal.Signals) -> Iterator[None]:
    """Have a handler called for these signals meanwhile."""
    former = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, before in former.items():
            signal.signal(number, before)
