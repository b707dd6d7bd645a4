"""Asks for the next page while the last one is stored, so that portal and disk do not wait for each other.

Never more than one page ahead, and never two requests at a time: the fetcher's pace holds for it as well.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from scrapers.model import RawPage
from scrapers.stopping import Stopped

_TURNS = 24
"""Turns of the event loop in which a request gets on its way (measured: some 16), before work blocks it."""

Page = Coroutine[Any, Any, RawPage]


class Ahead:
    """At most one page that is on its way."""

    def __init__(self) -> None:
        self._key = ""
        self._task: asyncio.Task[RawPage] | None = None

    async def ask(self, key: str, page: Page) -> None:
        """Send a request, and do not wait for its answer."""
        await self.drop()
        self._key, self._task = key, asyncio.ensure_future(page)
        for _ in range(_TURNS):
            await asyncio.sleep(0)

    async def page(self, key: str) -> RawPage | None:
        """Give the page that was asked for under this key, or None. Raises what asking raised."""
        task, asked = self._task, self._key
        if task is None or asked != key:
            return None
        try:
            return await task
        finally:
            self._task = None

    async def drop(self) -> None:
        """Leave what is on its way."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError, Stopped, Exception):
                await task
