"""Lets a sync be stopped at once, whatever it waits for."""

import asyncio
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from scrapers.watch import Stopped

_T = TypeVar("_T")


class Stoppable:
    """Waits for work until it is done or `stop` is set; an async context manager.

    One task waits for `stop`, however many requests there are, and then lets the time of all work run out.
    """

    def __init__(self, stop: asyncio.Event | None) -> None:
        self._stop = stop
        self._scopes: set[asyncio.Timeout] = set()
        self._watch: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if self._stop is not None:
            self._watch = asyncio.ensure_future(self._end_all(self._stop))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    async def wait(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Return what the work returns, or cancel it and raise Stopped when told to stop."""
        if self._stop is None:
            return await work
        if self._stop.is_set():
            work.close()
            raise Stopped
        scope = asyncio.timeout(None)
        try:
            async with scope:
                self._scopes.add(scope)
                return await work
        except TimeoutError:
            if scope.expired():
                raise Stopped from None
            raise
        finally:
            self._scopes.discard(scope)

    async def _end_all(self, stop: asyncio.Event) -> None:
        await stop.wait()
        for scope in self._scopes:
            scope.reschedule(asyncio.get_running_loop().time())
