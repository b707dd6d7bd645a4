"""A sync in the thread that asks for it: its coroutines on a loop of their own, stopped on request."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Iterator
from contextlib import suppress

from reader.userdata import UserData
from scrapers.events import Event, Seen

_GLANCE = 0.1
"""Seconds between two looks at whether to stop."""


def told(
    events: AsyncGenerator[Event, None], userdata: UserData, stop: threading.Event | None = None
) -> Iterator[Event]:
    """Run a sync step by step; set `stop`, or close the iterator, and it ends within a second.

    What pages say of views and visitors goes into the user's history on the way.
    """
    stopping = _Stopping(stop)
    with asyncio.Runner() as runner:
        try:
            while (event := runner.run(stopping.next_of(events))) is not None:
                if isinstance(event, Seen):
                    _remember(event, userdata)
                yield event
        finally:
            runner.run(events.aclose())


class _Stopping:
    """Waits for events and passes the wish to stop on, once."""

    def __init__(self, stop: threading.Event | None) -> None:
        self._stop = stop
        self._passed_on = False

    async def next_of(self, events: AsyncGenerator[Event, None]) -> Event | None:
        """Give the next event, or None at the end."""
        task = asyncio.ensure_future(anext(events, None))
        while not task.done():
            await asyncio.wait({task}, timeout=_GLANCE)
            if self._stop is not None and self._stop.is_set() and not self._passed_on:
                self._passed_on = True
                task.cancel()
        with suppress(asyncio.CancelledError):
            return task.result()
        return None


def _remember(seen: Seen, userdata: UserData) -> None:
    userdata.see_views(seen.portal, seen.teasers, seen.seen_at)
    if seen.counts is not None:
        userdata.see_counts(seen.portal, seen.counts, seen.seen_at)
