"""Fetches in the calling thread, with the scrapers' coroutines on an event loop of their own."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator, Iterator, Mapping
from contextlib import aclosing, closing
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from reader.fetching.eventloop import driven
from reader.model import Way
from reader.stock import Stock
from scrapers.model import Article
from scrapers.net.fetch import Fetcher
from scrapers.syncing.events import ArticleStored, Event, FileStored, Finished, Seen, SyncPlan, Waiting
from scrapers.syncing.means import Means
from scrapers.syncing.single import fetch_article, fetch_articles
from scrapers.syncing.sync import sync
from scrapers.syncing.waiting import told_meanwhile

if TYPE_CHECKING:
    from scrapers.syncing.attached import FileEvent
    from scrapers.syncing.filetexts import FileRead

_Step = TypeVar("_Step")


class Fetching:
    """Fetches from one portal, step by step, for a thread of its own.

    Set the `stop` of a method, or close the iterator that it returns, and it ends within a second and keeps
    what is stored. Where nothing can be stored, all but `files` raise why. What pages say of views and
    visitors goes into the user's history on the way, and what has a star or a note is kept whole.
    """

    def __init__(self, stock: Stock, portal: str, way: Way) -> None:
        self._stock = stock
        self._portal = stock.portal(portal)
        self._way = way

    def sync(self, plan: SyncPlan, stop: threading.Event | None = None) -> Iterator[Event]:
        """Fetch what is new; the files of starred articles are read where the plan does not refuse it.

        StoreLocked where the same portal is synced already, in this process or another.
        """

        def begin(means: Means, asked: asyncio.Event) -> AsyncGenerator[Event, None]:
            starred = partial(self._stock.userdata.starred, self._portal.name)
            return sync(means, plan, stop=asked, kept_whole=starred)

        return self._kept(self._noted(self._driven(begin, stop, _waits), began=self._stock.clock()))

    def articles(
        self, wanted: Mapping[str, str], plan: SyncPlan, stop: threading.Event | None = None
    ) -> Iterator[Event]:
        """Fetch the articles with these ids from these addresses."""

        def begin(means: Means, asked: asyncio.Event) -> AsyncGenerator[Event, None]:
            return fetch_articles(means, wanted, plan, stop=asked)

        return self._kept(self._noted(self._driven(begin, stop)))

    def article(
        self,
        id: str,
        *,
        url: str = "",
        stop: threading.Event | None = None,
        tell: Callable[[Waiting], None] = lambda _: None,
    ) -> Article:
        """Fetch one article now, and `tell` what it waits for; one that is not listed from its `url`.

        Raises FetchError or ParseError where that fails, and Stopped once `stop` is set.
        """
        self._stock.check_writable()
        came: list[Article] = []
        known = self._stock.catalogue.id_of(self._portal.name, id)
        steps = self._driven(partial(_fetched, known, url, came.append), stop)
        with closing(self._noted(steps)) as events:
            for event in events:
                if isinstance(event, Waiting):
                    tell(event)
        self._stock.keeping.keep(self._portal.name, came[0].id)
        return came[0]

    def files(self, article: Article, stop: threading.Event | None = None) -> "Iterator[FileEvent]":
        """Fetch the files attached to an article; what cannot be had is told. Nothing is stored."""
        from scrapers.syncing.attached import fetch_files  # noqa: PLC0415 - only for files

        files = article.attachments
        return self._driven(lambda means, asked: fetch_files(files, means.fetcher, stop=asked), stop)

    def read_files(
        self, article: Article, *, again: bool = False, stop: threading.Event | None = None
    ) -> "Iterator[FileEvent | FileRead]":
        """Fetch the files attached to an article that were not read yet, and keep what they say with it.

        With `again` the portal is asked whether it has changed the others. What cannot be had is told and
        does not end it. StoreBusy where another process changes the whole cache.
        """
        from scrapers.syncing.filestoread import files_to_read  # noqa: PLC0415 - likewise
        from scrapers.syncing.filetexts import FileRead, read_files  # noqa: PLC0415 - only for files

        self._stock.check_writable()

        def begin(means: Means, asked: asyncio.Event) -> "AsyncGenerator[FileEvent | FileRead, None]":
            return read_files(means, article, files_to_read(article, again=again), stop=asked)

        with closing(self._driven(begin, stop)) as events:
            for event in events:
                if isinstance(event, FileRead):
                    self._stock.keeping.keep(article.portal, article.id)
                yield event

    def _driven(
        self,
        begin: Callable[[Means, asyncio.Event], AsyncGenerator[_Step, None]],
        stop: threading.Event | None,
        waits: Callable[[_Step], bool] = lambda _: False,
    ) -> Generator[_Step, None, None]:
        """Run what `begin` makes of the means to fetch, and of the event that ends it."""

        async def steps(asked: asyncio.Event) -> AsyncGenerator[_Step, None]:
            fetcher = Fetcher(
                self._portal, base_url=self._way.base_url, delay=self._way.delay, now=self._stock.clock,
                shared=self._stock.cache.directory / "turns",
            )  # fmt: skip
            means = Means(self._portal, self._stock.cache, self._stock.catalogue, fetcher, self._stock.clock)
            async with fetcher, aclosing(begin(means, asked)) as events:
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
                        self._stock.userdata.begin_round(event.portal, began)
                        began = None
                    self._stock.userdata.see(event.portal, event.teasers, event.counts, event.seen_at)
                yield event

    def _kept(self, steps: Generator[Event, None, None]) -> Iterator[Event]:
        """Pass events on, and keep whole what they have brought of what the user values."""
        self._stock.check_writable()
        with closing(steps):
            for event in steps:
                if isinstance(event, ArticleStored | FileStored):
                    self._stock.keeping.keep(self._portal.name, event.id)
                elif isinstance(event, Finished):
                    self._stock.keeping.relink(self._portal.name)
                yield event


async def _fetched(
    id: str, url: str, take: Callable[[Article], None], means: Means, asked: asyncio.Event
) -> AsyncGenerator[Event, None]:
    """Fetch an article, have it taken, and yield what happens and what it waits for meanwhile."""
    async with (
        aclosing(_fetch(id, url, take, means, asked)) as steps,
        aclosing(told_meanwhile(steps, means.portal.name, means.fetcher)) as events,
    ):
        async for event in events:
            yield event


async def _fetch(
    id: str, url: str, take: Callable[[Article], None], means: Means, asked: asyncio.Event
) -> AsyncGenerator[Event, None]:
    happened: list[Event] = []
    article = await fetch_article(means, id, url=url, tell=happened.append, stop=asked)
    for event in happened:
        yield event
    take(article)


def _waits(event: Event) -> bool:
    """Whether an event may wait for the next: what pages say comes in numbers, and nobody watches for it."""
    return isinstance(event, Seen)
