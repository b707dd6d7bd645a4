"""The callback by which long work reports its progress, and by which it can be stopped."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

_T = TypeVar("_T")
Watch = Callable[[int, int], None]
"""Told how much is done, and of how much. What it raises ends the work; each says what it then leaves."""
_AT_ONCE = 2000
"""Things done between two calls: some ten milliseconds."""


class Stopped(Exception):
    """The work is no longer wanted: raised by a watch, and by a sync that is told to stop."""


def unwatched(done: int, of: int) -> None:
    """Let work go on to its end."""


def parts(things: Mapping[str, Sequence[_T]], watch: Watch) -> Iterator[tuple[str, Sequence[_T], Watch]]:
    """Yield what is to be done part by part, each with its name and what its own progress is told to."""
    before, of = 0, sum(map(len, things.values()))

    def told(before: int, done: int, _of: int) -> None:
        watch(before + done, of)

    for name, some in things.items():
        yield name, some, partial(told, before)
        before += len(some)


def batches(things: Sequence[_T], watch: Watch, *, at_once: int = 0) -> Iterator[Sequence[_T]]:
    """Yield many things in batches; tell before each, and at the end, how many have been given."""
    step = at_once or _AT_ONCE
    for start in range(0, len(things), step):
        watch(start, len(things))
        yield things[start : start + step]
    watch(len(things), len(things))
