"""Fetches in the calling thread, with the scrapers' coroutines on an event loop of their own."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator, Iterator, Mapping, Sequence
from contextlib import aclosing, closing
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

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

_Step = TypeVar("_Step")


class Syncing:
    """Fetches into one profile's stores; `base_url` is a mirror, `delay` seconds between requests.

    Set the `stop` of a method, or close the iterator that it returns, and it ends within a second. What pages
    say of views and visitors goes into the user's history on the way.
    """

    def __init__(
        self, portal: Portal, cache: ArticleCache, catalogue: Catalogue, userdata: UserData,
        clock: Callable[[], datetime], *, base_url: str | None = None, delay: float | None = None,
    ) -> None:  # fmt: skip
        self._portal = portal
        self._cache = cache
        self._catalogue = catalogue
        self._userdata = userdata
        self._clock = clock
        self._base_url = base_url
        self._delay = delay

    def run(self, plan: SyncPlan, stop: threading.Event | None = None) -> Iterator[Event]:
        """Sync step by step; the files of starred articles are read where the plan does not refuse it."""

        def begin(fetcher: Fetcher, asked: asyncio.Event) -> AsyncGenerator[Event, None]:
            return sync(
                self._portal, cache=self._cache, catalogue=self._catalogue, fetcher=fetcher, plan=plan,
                clock=self._clock, stop=asked, kept_whole=partial(self._userdata.starred, self._portal.name),
            )  # fmt: skip

        return self._noted(self._driven(begin, stop, _waits), began=self._clock())

    def articles(
        self, wanted: Mapping[str, str], plan: SyncPlan, stop: threading.Event | None = None
    ) -> Iterator[Event]:
        """Fetch the articles with these ids from these addresses, step by step."""

        def begin(fetcher: Fetcher, asked: asyncio.Event) -> AsyncGenerator[Event, None]:
            return fetch_articles(
                self._portal, wanted, cache=self._cache, catalogue=self._catalogue, fetcher=fetcher,
                plan=plan, clock=self._clock, stop=asked,
            )  # fmt: skip

        return self._noted(self._driven(begin, stop))

    def files(
        self, files: Sequence[Attachment], stop: threading.Event | None = None
    ) -> "Iterator[FileEvent]":
        """Fetch files that an article offers, step by step. Nothing is stored."""
        from scrapers.syncing.attached import fetch_files  # noqa: PLC0415 - only for files

        return self._driven(lambda fetcher, asked: fetch_files(files, fetcher, stop=asked), stop)

    def read_files(
        self, article: Article, again: bool, stop: threading.Event | None = None
    ) -> "Iterator[FileEvent | FileRead]":
        """Read files of an article, `again` those that were read too, step by step."""
        from scrapers.syncing.filetexts import read_files  # noqa: PLC0415 - only for files
        from scrapers.syncing.unread import files_to_read  # noqa: PLC0415 - likewise

        def begin(fetcher: Fetcher, asked: asyncio.Event) -> "AsyncGenerator[FileEvent | FileRead, None]":
            return read_files(
                article, files_to_read(article, again=again), cache=self._cache, catalogue=self._catalogue,
                fetcher=fetcher, clock=self._clock, stop=asked,
            )  # fmt: skip

        return self._driven(begin, stop)

    def fetch(
        self,
        id: str,
        stop: threading.Event | None = None,
        tell: Callable[[Waiting], None] = lambda _: None,
        url: str = "",
    ) -> Article:
        """Fetch one article now, and `tell` what it waits for; raises Stopped once `stop` is set.

        `url` is its address where no page may have named it.
        """
        came: list[Article] = []
        steps = self._driven(partial(self._fetched, id, url, came.append), stop)
        with closing(self._noted(steps)) as events:
            for event in events:
                if isinstance(event, Waiting):
                    tell(event)
        return came[0]

    async def _fetched(
        self, id: str, url: str, take: Callable[[Article], None], fetcher: Fetcher, asked: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        async with (
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

    def _driven(
        self,
        begin: Callable[[Fetcher, asyncio.Event], AsyncGenerator[_Step, None]],
        stop: threading.Event | None,
        waits: Callable[[_Step], bool] = lambda _: False,
    ) -> Generator[_Step, None, None]:
        """Run what `begin` makes of a fetcher, and of the event that ends it."""

        async def steps(asked: asyncio.Event) -> AsyncGenerator[_Step, None]:
            fetcher = Fetcher(
                self._portal, base_url=self._base_url, delay=self._delay, now=self._clock,
                shared=self._cache.directory / "turns",
            )  # fmt: skip
            async with fetcher, aclosing(begin(fetcher, asked)) as events:
                async for event in events:
                    yield event

        return driven(steps, stop, waits)

    def _noted(
        self, steps: Generator[Event, None, None], began: datetime | None = None
    ) -> Generator[Event, None, None]:
        """Pass events on, and keep what pages say; where a sync `began`, a round does with its first page."""
        with closing(steps):
            for event in steps:
                if isinstance(event, Seen):
                    if began is not None:
                        self._userdata.begin_round(event.portal, began)
                        began = None
                    self._userdata.see(event.portal, event.teasers, event.counts, event.seen_at)
                yield event


def _waits(event: Event) -> bool:
    """Whether an event may wait for the next: what pages say comes in numbers, and nobody watches for it."""
    return isinstance(event, Seen)
