"""Fetches single articles, by their ids or their addresses, without walking any listing.

They do not wait for a sync: whoever fetches them takes turns at the portal, as a sync does, and each article
is one durable write. What a listing says of them later is news to its walk, which so leaves no hole.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from scrapers.clock import utc_now
from scrapers.errors import UnknownName
from scrapers.merge import merged
from scrapers.model import Article, Entry
from scrapers.net.fetch import Fetcher
from scrapers.stopping import Stoppable
from scrapers.stores.cache import ArticleCache
from scrapers.stores.catalogue import Catalogue
from scrapers.syncing.articles import Articles
from scrapers.syncing.asking import Asking
from scrapers.syncing.events import Event, SyncPlan
from scrapers.syncing.job import Job
from scrapers.syncing.running import carried_out

if TYPE_CHECKING:
    from scrapers.portals.portal import Portal


async def fetch_article(
    portal: "Portal",
    id: str,
    *,
    url: str = "",
    cache: ArticleCache,
    catalogue: Catalogue,
    fetcher: Fetcher,
    clock: Callable[[], datetime] = utc_now,
    tell: Callable[[Event], None] = lambda _: None,
    stop: asyncio.Event | None = None,
) -> Article:
    """Fetch one article now, and return it merged; `tell` is called with what happens on the way.

    `url` is its address where no page may have named it. Raises FetchError, ParseError, NotAnArticle where a
    page of another kind lies there, Stopped once `stop` is set, and UnknownName for an article that no page
    has named and that has no `url`. StoreBusy where another process changes the whole cache.
    """
    entry = cache.entry(portal.name, id) or Entry(portal=portal.name, id=id, url=url)
    if not entry.url:
        raise UnknownName("no such article", where=id)
    job = Job(portal, cache, catalogue, fetcher, SyncPlan(), clock, Stoppable(stop), beside=True)
    with cache.lock_single():
        try:
            async with job.stoppable:
                entry, _ = await Articles(job).fetch(entry)
        finally:
            job.keeping.finish()
    for event in job.told():
        tell(event)
    return merged(entry, catalogue.names(portal.name))


def fetch_articles(
    portal: "Portal",
    wanted: Mapping[str, str],
    *,
    cache: ArticleCache,
    catalogue: Catalogue,
    fetcher: Fetcher,
    plan: SyncPlan,
    clock: Callable[[], datetime] = utc_now,
    stop: asyncio.Event | None = None,
) -> AsyncGenerator[Event, None]:
    """Fetch the articles with these ids, which lie at these addresses; the last event is Finished.

    Of each an event tells whether it came. One without any was not asked for, because it was told to `stop`,
    or because the portal does not answer; the summary says which. `plan` says whether pictures are wanted.
    Raises StoreBusy where another process changes the whole cache, StoreError when a store fails.
    """
    job = Job(portal, cache, catalogue, fetcher, plan, clock, Stoppable(stop), beside=True)
    asking = Asking(job)
    return carried_out(job, cache.lock_single(), asking.all(wanted), asking.patience, job.finished)
