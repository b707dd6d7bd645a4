"""Fetches single articles, by their ids or their addresses, without walking any listing.

They do not wait for a sync: whoever fetches them takes turns at the portal, as a sync does, and each article
is one durable write. What a listing says of them later is news to its walk, which so leaves no hole.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping

from scrapers.errors import UnknownName
from scrapers.merge import merged
from scrapers.model import Article, Entry
from scrapers.syncing.articles import Articles
from scrapers.syncing.asking import Asking
from scrapers.syncing.events import Event, SyncPlan
from scrapers.syncing.job import Job
from scrapers.syncing.means import Means
from scrapers.syncing.running import carried_out


async def fetch_article(
    means: Means,
    id: str,
    *,
    url: str = "",
    tell: Callable[[Event], None] = lambda _: None,
    stop: asyncio.Event | None = None,
) -> Article:
    """Fetch one article now, and return it merged; `tell` is called with what happens on the way.

    `url` is its address where no page may have named it. Raises FetchError, ParseError, NotAnArticle where a
    page of another kind lies there, Stopped once `stop` is set, and UnknownName for an article that no page
    has named and that has no `url`. StoreBusy where another process changes the whole cache.
    """
    portal, cache = means.portal.name, means.cache
    entry = cache.entry(portal, id) or Entry(portal=portal, id=id, url=url)
    if not entry.url:
        raise UnknownName("no such article", where=id)
    job = Job(means, SyncPlan(), stop, beside=True)
    with cache.lock_single():
        try:
            async with job.stoppable:
                entry, _ = await Articles(job).fetch(entry)
        finally:
            job.keeping.finish()
    for event in job.told():
        tell(event)
    return merged(entry, means.catalogue.names(portal))


def fetch_articles(
    means: Means, wanted: Mapping[str, str], plan: SyncPlan, *, stop: asyncio.Event | None
) -> AsyncGenerator[Event, None]:
    """Fetch the articles with these ids, which lie at these addresses; the last event is Finished.

    An event for each tells whether it came. One without an event was not asked for, since `stop` was set or
    the portal does not answer; the summary says which. `plan` says whether pictures are wanted.
    Raises StoreBusy where another process changes the whole cache, StoreError when a store fails.
    """
    job = Job(means, plan, stop, beside=True)
    asking = Asking(job)
    return carried_out(job, means.cache.lock_single(), asking.all(wanted), asking.patience, job.finished)
