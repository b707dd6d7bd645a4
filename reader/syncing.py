"""Fetching in the thread that asks for it: the scrapers' coroutines on a loop of their own."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from datetime import datetime
from typing import cast

from reader.userdata import UserData
from scrapers.cache import ArticleCache
from scrapers.catalogue import Catalogue
from scrapers.events import Event, Seen, SyncPlan
from scrapers.fetch import Fetcher
from scrapers.model import Article
from scrapers.portal import Portal
from scrapers.sync import fetch_article, sync

_GLANCE = 0.1
"""Seconds between two looks at whether to stop."""


class Syncing:
    """Fetches into one profile's stores; `base_url` is a mirror, `delay` seconds between requests."""

    def __init__(
        self, portal: Portal, cache: ArticleCache, catalogue: Catalogue, clock: Callable[[], datetime],
        *, base_url: str | None = None, delay: float | None = None,
    ) -> None:  # fmt: skip
        self._portal = portal
        self._cache = cache
        self._catalogue = catalogue
        self._clock = clock
        self._base_url = base_url
        self._delay = delay

    def run(self, plan: SyncPlan, userdata: UserData, stop: threading.Event | None = None) -> Iterator[Event]:
        """Sync step by step; set `stop`, or close the iterator, and it ends within a second.

        What pages say of views and visitors goes into the user's history on the way.
        """
        started, begun = self._clock(), False
        with asyncio.Runner() as runner:
            asked = asyncio.Event()
            events = self._events(plan, asked)
            watch = runner.get_loop().create_task(_watch(stop, asked)) if stop is not None else None
            try:
                while happened := runner.run(_next(events)):
                    for event in happened:
                        if isinstance(event, Seen):
                            if not begun:
                                userdata.begin_round(event.portal, started)
                                begun = True
                            _remember(event, userdata)
                        yield event
                    if stop is not None and stop.is_set():
                        asked.set()
            finally:
                runner.run(events.aclose())
                if watch is not None:
                    watch.cancel()

    def fetch(self, id: str, userdata: UserData) -> Article:  # noqa: A002 - the field's word
        """Fetch one article now; what its page says of views and visitors goes into the history too."""
        events: list[Event] = []
        try:
            return asyncio.run(self._fetch(id, events.append))
        finally:
            for event in events:
                if isinstance(event, Seen):
                    _remember(event, userdata)

    async def _events(self, plan: SyncPlan, asked: asyncio.Event) -> AsyncGenerator[Event, None]:
        async with self._fetcher() as fetcher:
            events = sync(
                self._portal, cache=self._cache, catalogue=self._catalogue, fetcher=fetcher, plan=plan,
                clock=self._clock, stop=asked,
            )  # fmt: skip
            # A generator, though declared as what it is to most callers.
            async with aclosing(cast("AsyncGenerator[Event, None]", events)):
                async for event in events:
                    yield event

    async def _fetch(self, id: str, tell: Callable[[Event], None]) -> Article:  # noqa: A002 - the field's word
        async with self._fetcher() as fetcher:
            return await fetch_article(
                self._portal, id, cache=self._cache, catalogue=self._catalogue, fetcher=fetcher,
                clock=self._clock, tell=tell,
            )  # fmt: skip

    def _fetcher(self) -> Fetcher:
        return Fetcher(self._portal, base_url=self._base_url, delay=self._delay, now=self._clock)


async def _next(events: AsyncGenerator[Event, None]) -> list[Event]:
    """Give the next event, behind what pages were seen to say just before it; none at the end."""
    happened: list[Event] = []
    async for event in events:
        happened.append(event)
        if not isinstance(event, Seen):
            break
    return happened


async def _watch(stop: threading.Event, asked: asyncio.Event) -> None:
    """Pass the wish to stop on from the other thread."""
    while not stop.is_set():  # noqa: ASYNC110 - another thread's event cannot be awaited
        await asyncio.sleep(_GLANCE)
    asked.set()


def _remember(seen: Seen, userdata: UserData) -> None:
    userdata.see(seen.portal, seen.teasers, seen.counts, seen.seen_at)
