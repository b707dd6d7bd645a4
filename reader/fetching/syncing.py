"""Fetches in the calling thread, with the scrapers' coroutines on an event loop of their own."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing, closing
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from reader.fetching.eventloop import driven
from reader.user.userdata import UserData
from scrapers.model import Article, Attachment
from scrapers.net.fetch import Fetcher
from scrapers.portals.portal import Portal
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.events import Event, Seen, SyncPlan, Waiting
from scrapers.syncing.single import fetch_article, fetch_articles
from scrapers.syncing.sync import sync
from scrapers.syncing.waiting import told_meanwhile

if TYPE_CHECKING:
    from scrapers.syncing.attached import FileEvent
    from scrapers.syncing.filetexts import FileRead


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

        What pages say of views and visitors goes into the user's history on the way. The files of starred
        articles are read where the plan does not refuse it.
        """
        started, begun = self._clock(), False
        starred = partial(userdata.starred, self._portal.name)
        with closing(driven(partial(self._events, plan, starred), stop, _waits)) as events:
            for event in events:
                if isinstance(event, Seen):
                    if not begun:
                        userdata.begin_round(event.portal, started)
                        begun = True
                    _remember(event, userdata)
                yield event

    def files(
        self, files: Sequence[Attachment], stop: threading.Event | None = None
    ) -> "Iterator[FileEvent]":
        """Fetch files that an article offers, step by step; it ends as `run` does. Nothing is stored."""
        return driven(partial(self._files, files), stop)

    def read_files(
        self, article: Article, again: bool, stop: threading.Event | None = None
    ) -> "Iterator[FileEvent | FileRead]":
        """Read files of an article, `again` those that were read too, step by step; it ends as `run` does."""
        return driven(partial(self._read_files, article, again), stop)

    def fetch(
        self,
        id: str,
        userdata: UserData,
        stop: threading.Event | None = None,
        tell: Callable[[Waiting], None] = lambda _: None,
        url: str = "",
    ) -> Article:
        """Fetch one article now; what its page says of views and visitors goes into the history too.

        `tell` hears what it waits for; `url` is its address where no page may have named it. Raises Stopped
        within a second after `stop` is set.
        """
        came: list[Article] = []
        with closing(driven(partial(self._fetched, id, url, came.append), stop)) as events:
            for event in events:
                if isinstance(event, Seen):
                    _remember(event, userdata)
                elif isinstance(event, Waiting):
                    tell(event)
        return came[0]

    def articles(
        self,
        wanted: Mapping[str, str],
        plan: SyncPlan,
        userdata: UserData,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """Fetch the articles with these ids from these addresses, step by step; it ends as `run` does.

        What their pages say of views and visitors goes into the history too.
        """
        with closing(driven(partial(self._single, wanted, plan), stop)) as events:
            for event in events:
                if isinstance(event, Seen):
                    _remember(event, userdata)
                yield event

    async def _single(
        self, wanted: Mapping[str, str], plan: SyncPlan, asked: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        async with self._fetcher() as fetcher:
            events = fetch_articles(
                self._portal, wanted, cache=self._cache, catalogue=self._catalogue, fetcher=fetcher,
                plan=plan, clock=self._clock, stop=asked,
            )  # fmt: skip
            async with aclosing(events):
                async for event in events:
                    yield event

    async def _events(
        self, plan: SyncPlan, starred: Callable[[], Iterable[str]], asked: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        async with self._fetcher() as fetcher:
            events = sync(
                self._portal, cache=self._cache, catalogue=self._catalogue, fetcher=fetcher, plan=plan,
                clock=self._clock, stop=asked, kept_whole=starred,
            )  # fmt: skip
            async with aclosing(events):
                async for event in events:
                    yield event

    async def _files(
        self, files: Sequence[Attachment], asked: asyncio.Event
    ) -> "AsyncGenerator[FileEvent, None]":
        from scrapers.syncing.attached import fetch_files  # noqa: PLC0415 - only for files

        async with self._fetcher() as fetcher, aclosing(fetch_files(files, fetcher, stop=asked)) as events:
            async for event in events:
                yield event

    async def _read_files(
        self, article: Article, again: bool, asked: asyncio.Event
    ) -> "AsyncGenerator[FileEvent | FileRead, None]":
        from scrapers.syncing.filetexts import read_files  # noqa: PLC0415 - only for files
        from scrapers.syncing.unread import files_to_read  # noqa: PLC0415 - likewise

        async with self._fetcher() as fetcher:
            events = read_files(
                article, files_to_read(article, again=again), cache=self._cache, catalogue=self._catalogue,
                fetcher=fetcher, clock=self._clock, stop=asked,
            )  # fmt: skip
            async with aclosing(events):
                async for event in events:
                    yield event

    async def _fetched(
        self, id: str, url: str, take: Callable[[Article], None], asked: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        async with (
            self._fetcher() as fetcher,
            aclosing(self._fetch(id, url, take, fetcher, asked)) as steps,
            aclosing(told_meanwhile(steps, self._portal.name, fetcher)) as events,
        ):
            async for event in events:
                yield event

    async def _fetch(
        self, id: str, url: str, take: Callable[[Article], None], fetcher: Fetcher, asked: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        happened: list[Event] = []
        article = await fetch_article(
            self._portal, id, url=url, cache=self._cache, catalogue=self._catalogue, fetcher=fetcher,
            clock=self._clock, tell=happened.append, stop=asked,
        )  # fmt: skip
        for event in happened:
            yield event
        take(article)

    def _fetcher(self) -> Fetcher:
        return Fetcher(
            self._portal, base_url=self._base_url, delay=self._delay, now=self._clock,
            shared=self._cache.directory / "turns",
        )  # fmt: skip


def _waits(event: Event) -> bool:
    """Whether an event may wait for the next: what pages say comes in numbers, and nobody watches for it."""
    return isinstance(event, Seen)


def _remember(seen: Seen, userdata: UserData) -> None:
    userdata.see(seen.portal, seen.teasers, seen.counts, seen.seen_at)
