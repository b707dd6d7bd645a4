"""Long work says how far it is and can be told to stop, both by one call that it makes now and then."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")
Watch = Callable[[int, int], None]
"""Told how much is done and of how much. What it raises ends the work, which says what it leaves behind."""
_AT_ONCE = 2000
"""Things done between two calls: some ten milliseconds."""


class Stopped(Exception):
    """Nobody wants the work any more: a watch raises it, and a sync that is told to stop."""


def unwatched(done: int, of: int) -> None:
    """Let work go on to its end."""


def batches(things: Sequence[_T], watch: Watch, *, at_once: int = 0) -> Iterator[Sequence[_T]]:
    """Give some of many things at a time; tell before each time, and at the end, how many were given."""
    step = at_once or _AT_ONCE
    for start in range(0, len(things), step):
        watch(start, len(things))
        yield things[start : start + step]
    watch(len(things), len(things))
