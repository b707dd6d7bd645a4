"""Runs the scrapers' coroutines in the calling thread; another thread can stop them."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from typing import TypeVar

_T = TypeVar("_T")
_GLANCE = 0.1
"""Seconds between two checks whether to stop."""


def driven(
    begin: Callable[[asyncio.Event], AsyncGenerator[_T, None]],
    stop: threading.Event | None,
    waits: Callable[[_T], bool] = lambda _: False,
) -> Generator[_T, None, None]:
    """Yield what an async generator yields, run in this thread; a step that `waits` comes with the next one.

    `begin` is given what is set within a tenth of a second once `stop` is; closing the iterator closes the
    generator.
    """
    with asyncio.Runner() as runner:
        asked = asyncio.Event()
        steps = begin(asked)
        watch = runner.get_loop().create_task(_watch(stop, asked)) if stop is not None else None
        try:
            while happened := runner.run(_next(steps, waits)):
                yield from happened
                if stop is not None and stop.is_set():
                    asked.set()
        finally:
            runner.run(steps.aclose())
            if watch is not None:
                watch.cancel()


async def _next(steps: AsyncGenerator[_T, None], waits: Callable[[_T], bool]) -> list[_T]:
    """Return the next step, after those just before it that wait; nothing at the end."""
    happened: list[_T] = []
    async for step in steps:
        happened.append(step)
        if not waits(step):
            break
    return happened


async def _watch(stop: threading.Event, asked: asyncio.Event) -> None:
    """Pass the wish to stop on from the other thread."""
    while not stop.is_set():  # noqa: ASYNC110 - another thread's event cannot be awaited
        await asyncio.sleep(_GLANCE)
    asked.set()
