"""Lets a sync be told to stop, and ends what it waits for at once."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

_T = TypeVar("_T")


class Stopped(Exception):
    """The sync was told to stop."""


class Stoppable:
    """Waits for work until it is done or `stop` is set."""

    def __init__(self, stop: asyncio.Event | None) -> None:
        self._stop = stop

    async def wait(self, work: Awaitable[_T]) -> _T:
        """Give what the work gives, or cancel it and raise Stopped when told to stop."""
        if self._stop is None:
            return await work
        task = asyncio.ensure_future(work)
        told = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait({task, told}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in (task, told):
                one.cancel()
            await asyncio.wait({task, told})
        if task.cancelled():
            raise Stopped
        return task.result()
