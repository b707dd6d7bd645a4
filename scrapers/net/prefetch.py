"""Asks for the next page while the last one is read and stored.

Never more than one page ahead, and never two requests at a time: the fetcher's pace applies as usual.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from scrapers.model import RawPage
from scrapers.net.client import UnderWay

Fetch = Callable[[UnderWay], Coroutine[Any, Any, RawPage]]
"""Fetches a page, and says when that needs nothing more but time."""


class Prefetch:
    """At most one page, asked for before it is needed."""

    def __init__(self) -> None:
        self._key = ""
        self.task: asyncio.Task[RawPage] | None = None
        """The request that is under way, if there is one."""

    async def ask(self, key: str, fetch: Fetch) -> None:
        """Send a request, and do not wait for its answer."""
        await self.drop()
        under_way = asyncio.Event()
        self._key, self.task = key, asyncio.ensure_future(fetch(under_way.set))
        self.task.add_done_callback(lambda _: under_way.set())
        # Work that comes next blocks the loop: a request that is not yet sent would wait for its end.
        await under_way.wait()

    async def page(self, key: str) -> RawPage | None:
        """Return the page that was asked for under this key, or None. Raises what fetching it raised."""
        task, asked = self.task, self._key
        if task is None or asked != key:
            return None
        try:
            return await task
        finally:
            self.task = None

    async def drop(self) -> None:
        """Cancel the request that is under way."""
        task, self.task = self.task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
